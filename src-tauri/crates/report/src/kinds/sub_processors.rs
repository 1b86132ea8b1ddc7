//! The public list of our sub-processors, for clients and whoever asks: no remark of ours stands in it.

use chrono::NaiveDate;
use provident_domain::legal::Legal;
use provident_domain::lists::{Adequacy, Language, Lists};
use provident_domain::organisation::Organisation;
use provident_domain::published::{PublishedChange, PublishedEntry};
use provident_domain::transfer::Ground;

use super::build::{Body, Cell, faint, lines, plain, row, strong};
use super::dossier::listed;
use super::facts::{Chain, ChainLink, Issue, PublicList};
use super::label::Labels;
use super::public_change::{field_lines, kind_word};
use super::record_head::joined;
use super::record_table::{RecordTable, column};
use super::transfer_text::mechanism;
use super::transfer_words::{TransferWord, changes_since};
use super::words::{Word, date, number};
use crate::document::{Document, FactRow};

pub const KIND: &str = "subprocessors";

/// Of a company below the one that engages it; spaces that no line breaks at.
const INDENT: &str = "\u{a0}\u{a0}–\u{a0}";

/// The list; what changed stands below it where one was published before, then who works for those on it.
pub fn sub_processors(list: &PublicList, chains: &[Chain], issue: &Issue, legal: &Legal) -> Document {
    let labels = Labels { lists: issue.lists, language: issue.language };
    let mut body = Body::default();
    body.paragraph(intro(list, &labels));
    body.rows(head(list, issue.organisation, &labels));
    if !list.entries.is_empty() {
        let heads = [TransferWord::SubProcessor, TransferWord::Services, TransferWord::ProcessedIn, TransferWord::Mechanisms]
            .map(|word| labels.word(word));
        body.table(&heads, &[30, 32, 19, 19], list.entries.iter().map(|entry| entry_row(entry, list.as_of, &labels, legal)).collect());
    }
    changes(&mut body, list, &labels, legal);
    who_works_for_them(&mut body, chains, &labels);
    let document = body.into_document(KIND, labels.word(Word::SubProcessorsTitle), None, false, issue);
    // The seal of our history is nothing to the public.
    document.with_history_head(None)
}

/// The same as a table of texts: what a web page, a Markdown file and a CSV file are written from.
pub fn record_table(list: &PublicList, lists: &Lists, language: Language, legal: &Legal) -> RecordTable {
    let labels = &Labels { lists, language };
    let word = |word: TransferWord| labels.word(word);
    let columns = vec![
        column(word(TransferWord::SubProcessor), |entry: &&PublishedEntry| Some(entry.name.clone())),
        column(word(TransferWord::Address), |entry: &&PublishedEntry| entry.address.clone()),
        column(word(TransferWord::Established), |entry: &&PublishedEntry| entry.country.map(|code| labels.country(code).to_owned())),
        column(word(TransferWord::Services), |entry: &&PublishedEntry| work(entry)),
        column(word(TransferWord::ProcessedIn), |entry: &&PublishedEntry| places(entry, labels)),
        column(word(TransferWord::Mechanisms), |entry: &&PublishedEntry| grounds(entry, list.as_of, labels, legal)),
    ];
    RecordTable::of(columns, list.entries.iter())
}

/// What stands above the list and is not a table: an introduction, then labels with their values.
pub fn public_head(
    list: &PublicList,
    organisation: &Organisation,
    lists: &Lists,
    language: Language,
) -> (&'static str, Vec<(String, String)>) {
    let labels = Labels { lists, language };
    let text = |row: FactRow| (row.label, row.value.into_iter().map(|span| span.text).collect::<Vec<_>>().join(" "));
    (intro(list, &labels), head(list, organisation, &labels).into_iter().map(text).collect())
}

/// Heading of what changed and a line a change; none for the first list.
pub fn public_changes(list: &PublicList, lists: &Lists, language: Language, legal: &Legal) -> Option<(String, Vec<String>)> {
    let labels = Labels { lists, language };
    let day = list.before?;
    let line = |change: &PublishedChange| {
        let fields = field_lines(change, &labels, legal);
        let what = if fields.is_empty() { String::new() } else { format!(" ({})", fields.join("; ")) };
        labels.said(labels.word(kind_word(change.kind)), &format!("{}{what}", change.name))
    };
    Some((changes_since(&date(day, language), language), list.changes.iter().map(line).collect()))
}

fn intro(list: &PublicList, labels: &Labels) -> &'static str {
    labels.word(if list.entries.is_empty() { TransferWord::NoSubProcessor } else { TransferWord::ListIntro })
}

fn head(list: &PublicList, us: &Organisation, labels: &Labels) -> Vec<FactRow> {
    let day = |day| vec![plain(&date(day, labels.language))];
    let dpo = joined(&[&us.dpo_name, &us.dpo_email, &us.dpo_phone]).map(|dpo| format!("{} {dpo}", labels.word(TransferWord::Dpo)));
    let questions = dpo.or_else(|| joined(&[&us.contact_email, &us.contact_phone]));
    let rows = [
        Some(row(labels.word(TransferWord::AsOf), day(list.as_of))),
        Some(row(labels.word(TransferWord::EffectiveOn), day(list.effective_on))),
        Some(row(labels.word(TransferWord::OnTheList), vec![plain(&number(list.entries.len() as u64, labels.language))])),
        questions.map(|text| row(labels.word(TransferWord::Questions), vec![plain(&text)])),
    ];
    rows.into_iter().flatten().collect()
}

fn entry_row(entry: &PublishedEntry, on: NaiveDate, labels: &Labels, legal: &Legal) -> Vec<Cell> {
    let mut name = vec![strong(&entry.name)];
    let country = entry.country.map(|code| labels.country(code).to_owned());
    name.extend(joined(&[&entry.address, &country]).map(|place| faint(&format!("· {place}"))));
    let or_dash = |text: Option<String>| vec![text.map_or_else(|| faint("–"), |text| plain(&text))];
    vec![name, or_dash(lines(&entry.services)), or_dash(places(entry, labels)), or_dash(grounds(entry, on, labels, legal))]
}

/// What it does for us, in one line.
pub(super) fn work(entry: &PublishedEntry) -> Option<String> {
    let (last, others) = entry.services.split_last()?;
    let parts: Vec<&str> = others.iter().map(|service| service.trim_end_matches('.')).chain([last.as_str()]).collect();
    Some(parts.join("; "))
}

pub(super) fn places(entry: &PublishedEntry, labels: &Labels) -> Option<String> {
    listed(&entry.countries.iter().map(|code| labels.country(*code)).collect::<Vec<_>>())
}

/// The tools that were stated; else what the countries alone say on the day. None where they do not.
pub(super) fn grounds(entry: &PublishedEntry, on: NaiveDate, labels: &Labels, legal: &Legal) -> Option<String> {
    if !entry.mechanisms.is_empty() {
        return listed(&entry.mechanisms.iter().map(|id| mechanism(id, labels, legal)).collect::<Vec<_>>());
    }
    entry.country?;
    let mut third = entry.country.iter().chain(&entry.countries).filter(|code| !legal.is_eea(**code)).peekable();
    if third.peek().is_none() {
        return Some(labels.word(TransferWord::InsideEea).to_owned());
    }
    // A decision for some recipients only says nothing of this one.
    let is_adequate = |decision: &Adequacy| !decision.recipient_check_required && decision.recipient_list.is_none();
    let all = third.all(|code| legal.adequacy(*code, on).is_some_and(is_adequate));
    all.then(|| labels.of("ground", &Ground::Adequacy).to_owned())
}

fn changes(body: &mut Body, list: &PublicList, labels: &Labels, legal: &Legal) {
    let Some(day) = list.before else { return };
    body.heading(1, &changes_since(&date(day, labels.language), labels.language));
    if list.changes.is_empty() {
        body.note(labels.word(TransferWord::NoChange));
        return;
    }
    let line = |change: &PublishedChange| -> Vec<Cell> {
        let fields = lines(&field_lines(change, labels, legal));
        vec![
            vec![plain(labels.word(kind_word(change.kind)))],
            vec![strong(&change.name)],
            vec![fields.map_or_else(|| faint("–"), |text| plain(&text))],
        ]
    };
    let heads = [TransferWord::Change, TransferWord::SubProcessor, TransferWord::WhatChanges].map(|word| labels.word(word));
    body.table(&heads, &[22, 28, 50], list.changes.iter().map(line).collect());
}

/// The chain behind each of them, and those that have named nobody.
fn who_works_for_them(body: &mut Body, chains: &[Chain], labels: &Labels) {
    if chains.is_empty() {
        return;
    }
    body.heading(1, labels.word(TransferWord::Chain));
    body.note(labels.word(TransferWord::ChainHint));
    let heads = [TransferWord::Company, TransferWord::Services, TransferWord::ProcessedIn, TransferWord::EngagedSince];
    for chain in chains.iter().filter(|chain| !chain.links.is_empty()) {
        body.heading(2, &chain.provider);
        let rows = chain.links.iter().map(|link| link_row(link, labels)).collect();
        body.small_table(&heads.map(|word| labels.word(word)), &[38, 26, 22, 14], rows);
    }
    let silent: Vec<&str> = chains.iter().filter(|chain| chain.links.is_empty()).map(|chain| chain.provider.as_str()).collect();
    if let Some(silent) = listed(&silent) {
        body.note(&labels.said(labels.word(TransferWord::NoChain), &silent));
    }
}

fn link_row(link: &ChainLink, labels: &Labels) -> Vec<Cell> {
    let held = &link.sub_processor;
    let indent = INDENT.repeat(link.depth as usize);
    let country = held.country.map(|code| labels.country(code).to_owned());
    let places = listed(&held.locations.iter().chain(&held.access_countries).map(|code| labels.country(*code)).collect::<Vec<_>>());
    let mut name = vec![strong(&format!("{indent}{}", held.name))];
    name.extend(joined(&[&held.address, &country, &held.contact]).map(|text| faint(&format!("· {text}"))));
    let or_dash = |text: Option<String>| vec![text.map_or_else(|| faint("–"), |text| plain(&text))];
    vec![name, or_dash(held.service.clone()), or_dash(places), or_dash(held.since.map(|day| date(day, labels.language)))]
}

#[cfg(test)]
mod tests {
    use provident_domain::published::changes;
    use provident_domain::sub_processor::SubProcessorDraft;

    use super::super::client_notice::client_notice;
    use super::super::sample::{day, entry, in_order, issue, lists, lumeria};
    use super::*;
    use crate::text::as_text;

    fn check(language: Language, expected: &[&str]) {
        let before = [entry(1, "Brume Ltd", "GB"), entry(2, "Vieux SARL", "FR")];
        let mut changed = entry(1, "Brume Ltd", "GB");
        changed.countries.push(lists().country_named("Germany").expect("a country"));
        let now = [changed, entry(3, "Nuage Inc", "US")];
        let changes = changes(&before, &now);
        let list = PublicList {
            entries: &now,
            as_of: day("2026-11-25"),
            effective_on: day("2027-01-01"),
            before: Some(day("2026-03-02")),
            changes: &changes,
        };
        let legal = lists().legal();
        let us = lumeria();
        let document = as_text(&sub_processors(&list, &[], &issue(&us, language), legal));
        let notice = client_notice(&list, &us, lists(), language, legal);
        in_order(&format!("{document}\n{}\n{}", notice.subject, notice.text), expected);
    }

    #[test]
    fn the_list_names_each_and_what_changed_and_clients_are_told() {
        check(
            Language::En,
            &[
                "List as of: 25 November 2026",
                "Nuage Inc · 3 rue des Nuées, Genoble · United States | Hosting of mailboxes | United States | SCC 2021, module 3",
                "# Changes since the list of 2 March 2026",
                "Changed | Brume Ltd | Data held in or seen from: United Kingdom → United Kingdom, Germany",
                "No longer a sub-processor | Vieux SARL",
                "change of our sub-processors from 1 January 2027",
                "New sub-processor: Nuage Inc\n  What it does: Hosting of mailboxes",
                "takes effect on 1 January 2027",
                "until 31 December 2026",
                "Data protection officer: Camille Orvane · dpo@lumeria-mail.example",
            ],
        );
    }

    #[test]
    fn a_french_reader_is_told_the_same() {
        check(
            Language::Fr,
            &[
                "Liste au: 25 novembre 2026",
                "# Changements depuis la liste du 2 mars 2026",
                "changement de nos sous-traitants ultérieurs à partir du 1er janvier 2027",
                "Nouveau sous-traitant ultérieur\u{a0}: Nuage Inc",
                "jusqu’au 31 décembre 2026",
            ],
        );
    }

    #[test]
    fn each_of_a_chain_stands_indented_below_the_one_that_engages_it() {
        let link = |depth: u32, name: &str, country: &str| {
            let draft = SubProcessorDraft {
                name: name.into(),
                country: Some(country.into()),
                service: Some("Servers".into()),
                notes: Some("We doubt it".into()),
                ..SubProcessorDraft::default()
            };
            ChainLink { depth, sub_processor: draft.check(lists()).expect("a sub-processor") }
        };
        let links = vec![link(0, "Root", "DE"), link(1, "Branch", "FR"), link(2, "Leaf", "IN")];
        let chains = [Chain { provider: "Nuage Inc".into(), links }, Chain { provider: "Brume Ltd".into(), links: Vec::new() }];
        let now = [entry(1, "Brume Ltd", "GB"), entry(3, "Nuage Inc", "US")];
        let list = PublicList { entries: &now, as_of: day("2026-11-25"), effective_on: day("2026-11-25"), before: None, changes: &[] };
        let text = as_text(&sub_processors(&list, &chains, &issue(&lumeria(), Language::En), lists().legal()));
        in_order(
            &text,
            &[
                "# Who works for them",
                "## Nuage Inc",
                "\nRoot · Germany | Servers",
                "\n\u{a0}\u{a0}–\u{a0}Branch · France",
                "\n\u{a0}\u{a0}–\u{a0}\u{a0}\u{a0}–\u{a0}Leaf · India",
                "Nobody on record for: Brume Ltd",
            ],
        );
        assert!(!text.contains("We doubt it"), "a remark of ours:\n{text}");
    }

    #[test]
    fn the_first_list_shows_no_changes() {
        let list = PublicList { entries: &[], as_of: day("2026-11-25"), effective_on: day("2026-11-25"), before: None, changes: &[] };
        let text = as_text(&sub_processors(&list, &[], &issue(&lumeria(), Language::En), lists().legal()));
        assert!(
            text.contains("We use no sub-processor.") && !text.contains("These companies") && !text.contains("Changes since"),
            "{text}"
        );
    }
}
