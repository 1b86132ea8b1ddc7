//! A leg and its verdict in words, for every report that speaks of transfers.

use chrono::NaiveDate;
use provident_domain::country::CountryCode;
use provident_domain::legal::{Legal, MechanismFamily};
use provident_domain::transfer::{Ground, Verdict, VerdictStatus};

use super::build::{faint, plain, strong, unknown, warning};
use super::dossier::listed;
use super::facts::TransferLine;
use super::label::Labels;
use super::transfer_words::TransferWord;
use super::words::date;
use crate::document::{Cell, Span};

/// A leg that leaves the area or may do so; neither inside it nor ruled out.
pub(super) fn is_transfer(line: &TransferLine) -> bool {
    !matches!(line.verdict.ground, Ground::InsideEea | Ground::NoTransfer)
}

pub(super) fn importer<'a>(line: &'a TransferLine, labels: &Labels) -> &'a str {
    line.importer.as_deref().unwrap_or(labels.word(TransferWord::NotNamed))
}

/// "Us → Nuage Inc".
pub(super) fn leg(line: &TransferLine, labels: &Labels) -> String {
    let exporter = line.exporter.as_deref().unwrap_or(labels.word(TransferWord::Us));
    format!("{exporter} → {}", importer(line, labels))
}

/// Where it leads: an international organisation, or countries, that of the importer first. Of a
/// proposal only what nobody has decided on.
pub(super) fn places(line: &TransferLine, labels: &Labels, legal: &Legal) -> Option<String> {
    let seat = line.country.filter(|_| line.transfer.is_some() || line.countries.is_empty());
    let countries = seat.iter().chain(&line.countries).map(|code| labels.country(*code));
    listed(&organisation(line, labels, legal).into_iter().chain(countries).collect::<Vec<_>>())
}

/// The same without what lies inside the area, one by one.
pub(super) fn destinations<'a>(line: &'a TransferLine, labels: &Labels<'a>, legal: &'a Legal) -> Vec<&'a str> {
    match organisation(line, labels, legal) {
        Some(organisation) => vec![organisation],
        None => third_countries(line).into_iter().map(|code| labels.country(code)).collect(),
    }
}

fn organisation<'a>(line: &'a TransferLine, labels: &Labels, legal: &'a Legal) -> Option<&'a str> {
    let code = line.transfer.as_ref()?.organisation.as_deref()?;
    Some(organisation_label(code, labels, legal))
}

pub(super) fn organisation_label<'a>(code: &'a str, labels: &Labels, legal: &'a Legal) -> &'a str {
    legal.organisation(code).map_or(code, |decision| decision.label.get(labels.language))
}

/// Countries outside the area; of a proposal those that nobody has decided on.
pub(super) fn third_countries(line: &TransferLine) -> Vec<CountryCode> {
    match (&line.transfer, line.verdict.countries.as_slice()) {
        (None, _) if !line.countries.is_empty() => line.countries.clone(),
        (_, []) => line.country.into_iter().collect(),
        (_, each) => each.iter().map(|verdict| verdict.country).collect(),
    }
}

/// What it rests on: the ground, then the decision or the tool with its day.
pub(super) fn ground(line: &TransferLine, labels: &Labels, legal: &Legal) -> Cell {
    if line.transfer.is_none() {
        return vec![unknown(labels.word(TransferWord::Undecided))];
    }
    let mut cell = vec![plain(labels.of("ground", &line.verdict.ground))];
    let parts: Vec<String> = [decision(line, labels), tool(line, labels, legal)].into_iter().flatten().collect();
    if !parts.is_empty() {
        cell.push(faint(&format!("· {}", parts.join(" · "))));
    }
    cell
}

fn decision(line: &TransferLine, labels: &Labels) -> Option<String> {
    let decision = line.verdict.decision.as_deref()?;
    let entry = line.transfer.as_ref().and_then(|transfer| transfer.dpf.as_ref());
    Some(match entry {
        Some(entry) => format!("{decision}, {} {}", labels.word(TransferWord::LookedUp), date(entry.checked_on, labels.language)),
        None => decision.to_owned(),
    })
}

/// The mechanism that was stated, with the day it was signed.
fn tool(line: &TransferLine, labels: &Labels, legal: &Legal) -> Option<String> {
    let transfer = line.transfer.as_ref()?;
    let id = transfer.mechanism.as_deref()?;
    let label = mechanism(id, labels, legal);
    Some(match transfer.signed_on {
        Some(day) => format!("{label}, {} {}", labels.word(TransferWord::Signed), date(day, labels.language)),
        None if is_signed_tool(id, legal) => format!("{label}, {}", labels.word(TransferWord::NotSigned)),
        None => label.to_owned(),
    })
}

/// An exception is named, not signed.
fn is_signed_tool(id: &str, legal: &Legal) -> bool {
    legal.mechanism(id).is_some_and(|mechanism| mechanism.family == MechanismFamily::Safeguards)
}

pub(super) fn mechanism<'a>(id: &'a str, labels: &Labels, legal: &'a Legal) -> &'a str {
    legal.mechanism(id).map_or(id, |mechanism| mechanism.label.get(labels.language))
}

/// Assessment and safeguards of a transfer that has to have them on record; none for any other.
pub(super) fn safeguards(line: &TransferLine, legal: &Legal) -> Option<Option<String>> {
    let transfer = line.transfer.as_ref()?;
    let needed = transfer.mechanism.as_deref().and_then(|id| legal.mechanism(id)).is_some_and(|mechanism| mechanism.needs_documentation);
    (needed || transfer.safeguards.is_some()).then(|| transfer.safeguards.clone())
}

/// "In order · Adequate country, until 3 May 2027": how long a leg that is in order stays so.
pub(super) fn status(line: &TransferLine, labels: &Labels, legal: &Legal) -> Cell {
    let mut cell = vec![state(line, labels)];
    if line.transfer.is_some() {
        let until = line.verdict.valid_until.filter(|_| line.verdict.status == VerdictStatus::Fine);
        let until = until.map(|day| format!(", {} {}", labels.word(TransferWord::Until), date(day, labels.language)));
        cell.push(faint(&format!("· {}{}", title(&line.verdict, labels, legal), until.unwrap_or_default())));
    }
    cell
}

pub(super) fn state(line: &TransferLine, labels: &Labels) -> Span {
    if line.transfer.is_none() {
        return unknown(labels.word(TransferWord::Undecided));
    }
    let text = labels.of("verdict_status", &line.verdict.status);
    of_status(text, line.verdict.status)
}

pub(super) fn of_status(text: &str, status: VerdictStatus) -> Span {
    match status {
        VerdictStatus::Fine => plain(text),
        VerdictStatus::Attention => strong(text),
        VerdictStatus::Breach => warning(text),
    }
}

pub(super) fn title<'a>(verdict: &Verdict, labels: &Labels, legal: &'a Legal) -> &'a str {
    legal.rule(verdict.rule).map_or("–", |rule| rule.title.get(labels.language))
}

/// A text of a rule with what the verdict speaks of put in.
pub(super) fn filled(text: &str, line: &TransferLine, labels: &Labels, legal: &Legal) -> String {
    let verdict = &line.verdict;
    let or_dash = |text: Option<&str>| text.unwrap_or("–").to_owned();
    let day = |day: NaiveDate| date(day, labels.language);
    text.replace("{country}", &or_dash(verdict.country.map(|code| labels.country(code))))
        .replace("{decision}", &or_dash(verdict.decision.as_deref()))
        .replace("{mechanism}", &or_dash(verdict.mechanism.as_deref().map(|id| mechanism(id, labels, legal))))
        .replace("{date}", &verdict.date.map_or_else(|| "–".to_owned(), day))
}
