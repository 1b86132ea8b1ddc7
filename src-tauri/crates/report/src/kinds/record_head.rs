//! The first pages of a record of processing: who answers for it, how it stands, what is in it.

use chrono::{Months, NaiveDate};
use provident_domain::activity::{ActivityRole, ActivityStatus};
use provident_domain::organisation::Organisation;

use super::build::{Body, Cell, faint, plain, row, strong, unknown};
use super::dossier::listed;
use super::facts::{ActivityFacts, Issue, RecordNames};
use super::label::Labels;
use super::record_words::RecordWord;
use super::words::number;
use crate::document::{FactRow, Span};
use provident_domain::legal::Legal;

/// A confirmation older than this no longer counts as recent.
const RECENT_MONTHS: u32 = 12;
/// Characters of the purposes in the index.
const SHORT: usize = 140;

/// What a first page needs to know.
pub(super) struct Head<'a> {
    pub role: ActivityRole,
    pub active: &'a [&'a ActivityFacts],
    pub names: &'a RecordNames,
    pub issue: &'a Issue<'a>,
    pub labels: &'a Labels<'a>,
    pub legal: &'a Legal,
}

/// Activities of a role that are in the record, and the drafts that are not; each as it came.
pub(super) fn of_role(facts: &[ActivityFacts], role: ActivityRole) -> (Vec<&ActivityFacts>, Vec<&ActivityFacts>) {
    let with = |status| facts.iter().filter(move |held| held.activity.role == role && held.activity.status == status);
    (with(ActivityStatus::Active).collect(), with(ActivityStatus::Draft).collect())
}

pub(super) fn who_answers(body: &mut Body, head: &Head) {
    let (us, labels) = (head.issue.organisation, head.labels);
    let stated = |text: Option<String>| match text {
        Some(text) => vec![plain(&text)],
        None => vec![unknown(labels.word(RecordWord::NotStatedYet))],
    };
    let who = if head.role == ActivityRole::Controller { RecordWord::Controller } else { RecordWord::Processor };
    let mut name = vec![strong(us.legal_name.as_ref().unwrap_or(&us.name))];
    if us.legal_name.as_ref().is_some_and(|legal| *legal != us.name) {
        name.push(faint(&us.name));
    }
    let registration = us.registration_id.as_deref().map(|id| row(labels.word(RecordWord::RegistrationId), vec![plain(id)]));
    let authority = us.lead_authority.as_deref().map(|id| row(labels.word(RecordWord::LeadAuthority), vec![plain(authority(id, labels))]));
    let rows = [
        Some(row(labels.word(who), name)),
        registration,
        Some(row(labels.word(RecordWord::Address), stated(address(us, labels)))),
        Some(row(labels.word(RecordWord::Contact), stated(joined(&[&us.contact_email, &us.contact_phone])))),
        Some(representative(head, stated(us.representative.clone()))),
        Some(row(labels.word(RecordWord::Dpo), stated(joined(&[&us.dpo_name, &us.dpo_email, &us.dpo_phone])))),
        authority,
    ];
    body.heading(1, labels.word(RecordWord::WhoAnswers));
    body.rows(rows.into_iter().flatten().collect());
}

fn representative(head: &Head, stated: Vec<Span>) -> FactRow {
    let us = head.issue.organisation;
    let is_inside = us.country.is_some_and(|country| head.legal.is_eea(country));
    let value =
        if us.representative.is_none() && is_inside { vec![plain(head.labels.word(RecordWord::NoRepresentativeNeeded))] } else { stated };
    row(head.labels.word(RecordWord::Representative), value)
}

/// By the id of the list, or as it was typed.
fn authority<'a>(id: &'a str, labels: &Labels<'a>) -> &'a str {
    labels.lists.supervisory_authority(id).map_or(id, |authority| authority.label.get(labels.language))
}

pub(super) fn address(us: &Organisation, labels: &Labels) -> Option<String> {
    let country = us.country.map(|code| labels.country(code));
    match (&us.address, country) {
        (Some(address), Some(country)) if !address.contains(country) => Some(format!("{address}, {country}")),
        (Some(address), _) => Some(address.clone()),
        (None, _) => None,
    }
}

pub(super) fn joined(texts: &[&Option<String>]) -> Option<String> {
    let given: Vec<&str> = texts.iter().filter_map(|text| text.as_deref()).collect();
    (!given.is_empty()).then(|| given.join(" · "))
}

/// Figures, and a line a letter with how many activities are complete under it.
pub(super) fn state(body: &mut Body, head: &Head, more: Vec<(usize, RecordWord)>, asks: &[(char, RecordWord)]) {
    let labels = head.labels;
    let recent = head.issue.as_of.checked_sub_months(Months::new(RECENT_MONTHS)).unwrap_or(NaiveDate::MIN);
    let is_recent = |held: &&&ActivityFacts| held.confirmation.as_ref().is_some_and(|confirmation| confirmation.on >= recent);
    let counts = [
        (head.active.len(), RecordWord::ActivitiesCount),
        (head.active.iter().filter(is_recent).count(), RecordWord::ConfirmedCount),
        (head.active.iter().filter(|held| open_letters(held).is_empty()).count(), RecordWord::CompleteCount),
    ];
    body.heading(1, labels.word(RecordWord::StateOfRecord));
    let counts = counts.into_iter().chain(more);
    body.figures(counts.map(|(count, word)| (number(count as u64, labels.language), labels.word(word))).collect());
    let heads = [RecordWord::Letter, RecordWord::AsksFor, RecordWord::Complete, RecordWord::NothingApplies].map(|word| labels.word(word));
    body.table(&heads, &[10, 56, 17, 17], asks.iter().map(|(letter, asks)| letter_row(head, *letter, *asks)).collect());
}

fn letter_row(head: &Head, letter: char, asks: RecordWord) -> Vec<Cell> {
    let of_letter = || head.active.iter().flat_map(|held| &held.assessment.letters).filter(|held| held.letter == letter);
    let complete = of_letter().filter(|held| held.is_complete).count();
    let empty = of_letter().filter(|held| held.is_empty).count();
    let count = |count: usize| number(count as u64, head.labels.language);
    let shown = format!("{} / {}", count(complete), count(head.active.len()));
    let complete = if complete == head.active.len() { plain(&shown) } else { strong(&shown) };
    let empty = if empty == 0 { faint("–") } else { plain(&count(empty)) };
    vec![vec![strong(&format!("({letter})"))], vec![plain(head.labels.word(asks))], vec![complete], vec![empty]]
}

/// Letters under which something is missing.
pub(super) fn open_letters(held: &ActivityFacts) -> Vec<char> {
    held.assessment.letters.iter().filter(|letter| !letter.is_complete).map(|letter| letter.letter).collect()
}

/// A line an activity.
pub(super) fn index(body: &mut Body, head: &Head) {
    let labels = head.labels;
    body.heading(1, labels.word(RecordWord::Activities));
    if head.active.is_empty() {
        body.note(labels.word(RecordWord::EmptyRecord));
        return;
    }
    let what = if head.role == ActivityRole::Controller { RecordWord::Purposes } else { RecordWord::Categories };
    let heads =
        [RecordWord::Reference, RecordWord::Activity, RecordWord::Department, what, RecordWord::Complete].map(|word| labels.word(word));
    body.small_table(&heads, &[12, 26, 16, 31, 15], head.active.iter().map(|held| index_row(head, held)).collect());
}

fn index_row(head: &Head, held: &ActivityFacts) -> Vec<Cell> {
    let activity = &held.activity;
    let what = if head.role == ActivityRole::Controller { &activity.purposes } else { &activity.processing_categories };
    let or_open = |text: Option<String>| match text {
        Some(text) => vec![plain(&text)],
        None => vec![unknown(head.labels.word(RecordWord::NotStatedYet))],
    };
    vec![
        vec![activity.reference.as_deref().map_or_else(|| faint("–"), plain)],
        vec![strong(&activity.name)],
        or_open(departments(held, head.names)),
        or_open(short(what)),
        vec![completeness(held, head.labels)],
    ]
}

pub(super) fn departments(held: &ActivityFacts, names: &RecordNames) -> Option<String> {
    let known: Vec<&str> = held.activity.departments.iter().filter_map(|id| names.departments.get(id)).map(String::as_str).collect();
    listed(&known)
}

fn completeness(held: &ActivityFacts, labels: &Labels) -> Span {
    let open = open_letters(held);
    if open.is_empty() {
        return plain(labels.word(RecordWord::AllLetters));
    }
    let open: Vec<String> = open.iter().map(|letter| format!("({letter})")).collect();
    unknown(&format!("{} {}", labels.word(RecordWord::Open), open.join(" ")))
}

/// The first of them, cut where it gets long, and how many more there are.
fn short(texts: &[String]) -> Option<String> {
    let (first, more) = texts.split_first()?;
    let first = first.lines().next().unwrap_or_default();
    let mut short: String = first.chars().take(SHORT).collect();
    if short.len() < first.len() {
        short.push('…');
    }
    Some(if more.is_empty() { short } else { format!("{short} (+{})", more.len()) })
}

/// Drafts by name: what is being written, and does not count yet.
pub(super) fn not_yet(body: &mut Body, drafts: &[&ActivityFacts], head: &Head) {
    if drafts.is_empty() {
        return;
    }
    let labels = head.labels;
    body.heading(1, labels.word(RecordWord::NotYetInRecord));
    body.note(labels.word(RecordWord::NotYetHint));
    let heads = [RecordWord::Reference, RecordWord::Activity, RecordWord::Department].map(|word| labels.word(word));
    let line = |held: &&ActivityFacts| -> Vec<Cell> {
        vec![
            vec![held.activity.reference.as_deref().map_or_else(|| faint("–"), plain)],
            vec![plain(&held.activity.name)],
            vec![departments(held, head.names).map_or_else(|| faint("–"), |text| plain(&text))],
        ]
    };
    body.small_table(&heads, &[16, 54, 30], drafts.iter().map(line).collect());
}
