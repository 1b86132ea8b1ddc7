//! The record of processing activities as processor for our clients, letter by letter of Art. 30(2).
//! A client that belongs to a group is named once, with its group, however much we do for it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use provident_domain::activity::ActivityRole;
use provident_domain::client::Client;
use provident_domain::id::{ClientGroupId, ClientId};
use provident_domain::legal::Legal;
use provident_domain::lists::Language;

use super::build::{Body, Cell, faint, lines, plain, row, strong, warning};
use super::facts::{ActivityFacts, Issue, RecordNames};
use super::label::Labels;
use super::record_columns as columns;
use super::record_head::{Head, index, joined, not_yet, of_role, state, who_answers};
use super::record_sheet::{Sheet, beyond, head, provider_row, security, transfers, us};
use super::record_table::RecordTable;
use super::record_words::RecordWord;
use super::words::{Word, as_of, number};
use crate::document::{Document, FactRow, Span};

pub const KIND: &str = "art30-2";

const ASKS: [(char, RecordWord); 4] =
    [('a', RecordWord::ProcessorA), ('b', RecordWord::ProcessorB), ('c', RecordWord::ProcessorC), ('d', RecordWord::ProcessorD)];

/// Clients of each group that are served on the day.
type Members<'a> = BTreeMap<ClientGroupId, Vec<&'a Client>>;

/// The record: activities that are active, in the order in which they come, then the clients of the
/// groups they are carried out for. Drafts are named at the end.
pub fn record_processor(facts: &[ActivityFacts], names: &RecordNames, issue: &Issue, legal: &Legal) -> Document {
    let labels = Labels { lists: issue.lists, language: issue.language };
    let (active, drafts) = of_role(facts, ActivityRole::Processor);
    let members = members(names, issue.as_of);
    let first = Head { role: ActivityRole::Processor, active: &active, names, issue, labels: &labels, legal };
    let mut body = Body::default();
    if issue.as_of != issue.issued_on {
        body.note(&as_of(issue.issued_on, issue.as_of, issue.language));
    }
    who_answers(&mut body, &first);
    let clients = all_clients(&active, names, &members, issue.as_of);
    let silent = clients.iter().filter(|client| !client.has_contact()).count();
    let more =
        vec![(clients.len(), RecordWord::ClientCount), (silent, RecordWord::ClientsWithoutContact), (drafts.len(), RecordWord::DraftCount)];
    state(&mut body, &first, more, &ASKS);
    index(&mut body, &first);
    for held in &active {
        sheet(&mut body, &Sheet { facts: held, names, issue, labels: &labels, legal }, &members);
    }
    groups(&mut body, &first, &members);
    not_yet(&mut body, &drafts, &first);
    body.into_document(KIND, labels.word(Word::RecordProcessorTitle), None, false, issue)
}

/// The same as one table, a line an activity; dates in ISO form.
pub fn record_table(facts: &[ActivityFacts], names: &RecordNames, issue: &Issue, legal: &Legal) -> RecordTable {
    let labels = Labels { lists: issue.lists, language: issue.language };
    let (active, _) = of_role(facts, ActivityRole::Processor);
    let members = members(names, issue.as_of);
    let mut all = columns::first(&labels);
    all.extend(columns::of_processor(&labels, |of| clients_text(of, &members)));
    all.extend(columns::last(&labels));
    RecordTable::of(all, active.into_iter().map(|facts| Sheet { facts, names, issue, labels: &labels, legal }))
}

fn members(names: &RecordNames, on: NaiveDate) -> Members<'_> {
    let mut members = Members::new();
    for client in names.clients.values().filter(|client| client.is_served_on(on)) {
        if let Some(group) = client.group {
            members.entry(group).or_default().push(client);
        }
    }
    for clients in members.values_mut() {
        clients.sort_by(|a, b| a.name.cmp(&b.name));
    }
    members
}

/// Everybody for whom one of these is carried out.
fn all_clients<'a>(active: &[&ActivityFacts], names: &'a RecordNames, members: &Members<'a>, on: NaiveDate) -> Vec<&'a Client> {
    let of_groups: BTreeSet<ClientGroupId> = active.iter().flat_map(|held| &held.activity.client_groups).copied().collect();
    let single: BTreeSet<ClientId> = active.iter().flat_map(|held| &held.activity.clients).copied().collect();
    let alone = single.iter().filter_map(|id| names.clients.get(id)).filter(|client| client.is_served_on(on));
    let alone = alone.filter(|client| client.group.is_none_or(|group| !of_groups.contains(&group)));
    of_groups.iter().filter_map(|id| members.get(id)).flatten().copied().chain(alone).collect()
}

fn sheet(body: &mut Body, sheet: &Sheet, members: &Members) {
    head(body, sheet);
    controllers(body, sheet, members);
    body.rows(vec![sheet.asked("processing_categories", lines(&sheet.facts.activity.processing_categories))]);
    providers(body, sheet);
    transfers(body, sheet);
    body.rows(security(sheet));
    let more = vec![
        sheet.beyond("data_location", sheet.facts.activity.data_location.clone()),
        sheet.beyond("breach_record", sheet.facts.activity.breach_record.clone()),
    ];
    beyond(body, more, sheet);
}

/// (a) Us, then groups by name and the clients that are named one by one.
fn controllers(body: &mut Body, sheet: &Sheet, members: &Members) {
    let ourselves = row(&format!("(a) {}", sheet.word(RecordWord::Processor)), us(sheet));
    let single = single(sheet);
    let groups = group_lines(sheet, members);
    if groups.is_empty() && single.is_empty() {
        body.rows(vec![ourselves, sheet.asked("clients", None)]);
        return;
    }
    body.rows(vec![ourselves, row(&sheet.label("clients"), client_summary(sheet, members, &groups, &single))]);
    if !single.is_empty() {
        client_table(body, sheet.word(RecordWord::Client), &single, sheet.labels);
    }
}

fn client_summary(sheet: &Sheet, members: &Members, groups: &[String], single: &[&Client]) -> Vec<Span> {
    let mut value = Vec::new();
    if !groups.is_empty() {
        value.extend([plain(&groups.join("\n")), faint(&format!("· {}", sheet.word(RecordWord::GroupsListed)))]);
    }
    let count = |count: usize| number(count as u64, sheet.labels.language);
    if !single.is_empty() {
        let line = if groups.is_empty() { "" } else { "\n" };
        value.push(plain(&format!("{line}{}", sheet.labels.said(sheet.word(RecordWord::NamedBelow), &count(single.len())))));
    }
    let of_groups = sheet.facts.activity.client_groups.iter().filter_map(|id| members.get(id)).flatten();
    let silent = of_groups.chain(single).filter(|client| !client.has_contact()).count();
    if silent > 0 {
        value.push(warning(&format!("\n{}", sheet.labels.said(sheet.word(RecordWord::WithoutContact), &count(silent)))));
    }
    value
}

fn group_lines(sheet: &Sheet, members: &Members) -> Vec<String> {
    let known = sheet.facts.activity.client_groups.iter().filter_map(|id| sheet.names.groups.get(id).map(|group| (id, group)));
    let line = |(id, group): (&ClientGroupId, &provident_domain::client::ClientGroup)| {
        group_line(&group.name, members.get(id).map_or(0, Vec::len), sheet.labels.language)
    };
    known.map(line).collect()
}

fn group_line(name: &str, clients: usize, language: Language) -> String {
    let count = number(clients as u64, language);
    match (language, clients) {
        (Language::En, 1) => format!("{name}: 1 client"),
        (Language::En, _) => format!("{name}: {count} clients"),
        (Language::Fr, 0 | 1) => format!("{name}\u{a0}: {count} client"),
        (Language::Fr, _) => format!("{name}\u{a0}: {count} clients"),
    }
}

fn single<'a>(sheet: &Sheet<'a>) -> Vec<&'a Client> {
    let known = sheet.facts.activity.clients.iter().filter_map(|id| sheet.names.clients.get(id));
    known.filter(|client| client.is_served_on(sheet.issue.as_of)).collect()
}

fn client_table(body: &mut Body, label: &str, clients: &[&Client], labels: &Labels) {
    let heads = [RecordWord::Contact, RecordWord::Representative, RecordWord::Dpo].map(|word| labels.word(word));
    let rows = clients.iter().map(|client| client_row(client, labels)).collect();
    body.small_table(&[label, heads[0], heads[1], heads[2]], &[30, 27, 16, 27], rows);
}

fn client_row(client: &Client, labels: &Labels) -> Vec<Cell> {
    let mut name = vec![strong(client.legal_name.as_ref().unwrap_or(&client.name))];
    if client.legal_name.as_ref().is_some_and(|legal| *legal != client.name) {
        name.push(faint(&client.name));
    }
    let country = client.country.map(|code| labels.country(code).to_owned());
    name.extend(joined(&[&client.address, &country]).map(|place| faint(&format!("· {place}"))));
    let contact = joined(&[&client.contact_name, &client.contact_email, &client.contact_phone]);
    let contact = match contact {
        Some(text) => plain(&text),
        None if client.has_contact() => faint("–"),
        None => warning(labels.word(RecordWord::NoContact)),
    };
    let or_dash = |text: Option<String>| text.map_or_else(|| faint("–"), |text| plain(&text));
    vec![name, vec![contact], vec![or_dash(client.representative.clone())], vec![or_dash(joined(&[&client.dpo_name, &client.dpo_email]))]]
}

/// Those who work for us in it: our clients' sub-processors.
fn providers(body: &mut Body, sheet: &Sheet) {
    if sheet.facts.services.is_empty() {
        body.rows(vec![row(sheet.word(RecordWord::Providers), vec![faint(sheet.word(RecordWord::NoProvider))])]);
        return;
    }
    let heads = [RecordWord::Providers, RecordWord::Kind, RecordWord::Service, RecordWord::Countries].map(|word| sheet.word(word));
    body.table(&heads, &[30, 21, 25, 24], sheet.facts.services.iter().map(|service| provider_row(service, sheet)).collect());
}

/// Each group that an activity is carried out for, with its clients.
fn groups(body: &mut Body, first: &Head, members: &Members) {
    let used: BTreeSet<ClientGroupId> = first.active.iter().flat_map(|held| &held.activity.client_groups).copied().collect();
    let mut used: Vec<_> = used.iter().filter_map(|id| first.names.groups.get(id).map(|group| (id, group))).collect();
    if used.is_empty() {
        return;
    }
    used.sort_by(|a, b| a.1.name.cmp(&b.1.name));
    let labels = first.labels;
    body.heading(1, labels.word(RecordWord::ClientsByGroup));
    for (id, group) in used {
        let clients = members.get(id).map_or(&[][..], Vec::as_slice);
        body.heading(2, &group_line(&group.name, clients.len(), labels.language));
        let contract = group.contract.as_deref().map(|contract| row(labels.word(RecordWord::Contract), vec![plain(contract)]));
        body.rows(contract.into_iter().collect::<Vec<FactRow>>());
        if clients.is_empty() {
            body.note(labels.word(RecordWord::EmptyGroup));
        } else {
            client_table(body, labels.word(RecordWord::Client), clients, labels);
        }
    }
}

/// Everybody by name, with whom to write to.
fn clients_text(of: &Sheet, members: &Members) -> Option<String> {
    let of_groups = of.facts.activity.client_groups.iter().filter_map(|id| members.get(id)).flatten().copied();
    let text = |client: &Client| {
        let name = Some(client.legal_name.as_ref().unwrap_or(&client.name).clone());
        let dpo = joined(&[&client.dpo_name, &client.dpo_email]).map(|dpo| of.labels.said(of.word(RecordWord::Dpo), &dpo));
        let representative = client.representative.as_ref().map(|one| of.labels.said(of.word(RecordWord::Representative), one));
        let contact = if client.has_contact() { None } else { Some(of.word(RecordWord::NoContact).to_owned()) };
        joined(&[
            &name,
            &client.address,
            &client.contact_name,
            &client.contact_email,
            &client.contact_phone,
            &contact,
            &representative,
            &dpo,
        ])
    };
    let all: Vec<String> = of_groups.chain(single(of)).filter_map(text).collect();
    lines(&all)
}

#[cfg(test)]
mod tests;
