//! The columns of a record of processing as a spreadsheet, as the templates of authorities have them.

use provident_domain::activity::ActivityData;
use provident_domain::lists::SpecialCategory;

use super::build::lines;
use super::dossier::listed;
use super::facts::ActivityServiceFacts;
use super::label::Labels;
use super::record_controller::{automated, bases, conditions, dpia};
use super::record_head::{address, departments, joined};
use super::record_sheet::{Sheet, confirmation_due, countries, legs, missing, role};
use super::record_table::{Column, column};
use super::record_words::RecordWord;
use super::transfer_text;
use crate::document::Cell;

type Of<'a> = Column<'a, Sheet<'a>>;

/// What is given of each column.
fn field<'a>(labels: &Labels, id: &'static str, letter: Option<char>, text: impl Fn(&Sheet<'a>) -> Option<String> + 'a) -> Of<'a> {
    let label = labels.lists.record_fields().iter().find(|field| field.id == id).map_or(id, |field| field.label.get(labels.language));
    column(letter.map_or_else(|| label.to_owned(), |letter| format!("({letter}) {label}")), text)
}

/// Which activity, and whose.
pub(super) fn first<'a>(labels: &Labels) -> Vec<Of<'a>> {
    let word = |word: RecordWord| labels.word(word);
    vec![
        field(labels, "reference", None, |of| of.facts.activity.reference.clone()),
        column(word(RecordWord::Activity), |of: &Sheet| Some(of.facts.activity.name.clone())),
        column(word(RecordWord::CreatedOn), |of: &Sheet| Some(of.facts.created_on.to_string())),
        column(word(RecordWord::UpdatedOn), |of: &Sheet| Some(of.facts.updated_on.to_string())),
        field(labels, "departments", None, |of| departments(of.facts, of.names)),
        field(labels, "owner", None, |of| of.facts.activity.owner.clone()),
        field(labels, "controller_identity", Some('a'), |of| us(of)),
        field(labels, "representative", Some('a'), |of| of.issue.organisation.representative.clone()),
        field(labels, "dpo", Some('a'), |of| {
            let us = of.issue.organisation;
            joined(&[&us.dpo_name, &us.dpo_email, &us.dpo_phone])
        }),
    ]
}

fn us(of: &Sheet) -> Option<String> {
    let us = of.issue.organisation;
    let name = Some(us.legal_name.as_ref().unwrap_or(&us.name).clone());
    joined(&[&name, &address(us, of.labels), &us.contact_email, &us.contact_phone])
}

pub(super) fn of_controller<'a>(labels: &Labels) -> Vec<Of<'a>> {
    vec![
        field(labels, "joint_controllers", Some('a'), |of| {
            let joint = of.facts.activity.joint_controllers.iter();
            let texts = joint.filter_map(|joint| joined(&[&Some(joint.name.clone()), &joint.contact, &joint.arrangement]));
            lines(&texts.collect::<Vec<_>>())
        }),
        field(labels, "purposes", Some('b'), |of| lines(&of.facts.activity.purposes)),
        field(labels, "sub_purposes", None, |of| lines(&of.facts.activity.sub_purposes)),
        field(labels, "data_subjects", Some('c'), |of| {
            let subjects = of.facts.activity.data.iter().flat_map(|data| &data.subjects);
            listed(&subjects.map(|id| of.labels.id("data_subject_category", id)).collect::<Vec<_>>())
        }),
        field(labels, "data_categories", Some('c'), |of| lines(&of_data(of, |_, subjects| subjects))),
        field(labels, "special_categories", None, sensitive),
        field(labels, "recipients", Some('d'), recipients),
        field(labels, "services", None, providers),
        field(labels, "transfers", Some('e'), transfers),
        field(labels, "retention", Some('f'), |of| lines(&of_data(of, |data, _| data.retention.clone()))),
        field(labels, "security", Some('g'), |of| of.facts.activity.security.clone()),
        field(labels, "security_families", Some('g'), families),
        field(labels, "legal_bases", None, |of| bases(&of.facts.activity.legal_bases, |id| of.labels.lists.legal_basis(id), of.labels)),
        field(labels, "legal_basis_note", None, |of| of.facts.activity.legal_basis_note.clone()),
        field(labels, "lia", None, |of| of.facts.activity.lia.clone()),
        field(labels, "consent_records", None, |of| of.facts.activity.consent_records.clone()),
        field(labels, "special_conditions", None, |of| conditions(&of.facts.activity, of)),
        field(labels, "criminal_law", None, |of| of.facts.activity.criminal_law.clone()),
        field(labels, "data_source", None, |of| of.facts.activity.data_source.clone()),
        field(labels, "automated_decisions", None, |of| automated(&of.facts.activity, of)),
        field(labels, "rights", None, |of| {
            listed(&of.facts.activity.rights.iter().map(|right| of.labels.of("data_right", right)).collect::<Vec<_>>())
        }),
        field(labels, "privacy_notice", None, |of| of.facts.activity.privacy_notice.clone()),
        field(labels, "dpia", None, |of| dpia(&of.facts.activity, of)),
    ]
}

pub(super) fn of_processor<'a>(labels: &Labels, clients: impl Fn(&Sheet<'a>) -> Option<String> + 'a) -> Vec<Of<'a>> {
    vec![
        field(labels, "clients", Some('a'), clients),
        field(labels, "processing_categories", Some('b'), |of| lines(&of.facts.activity.processing_categories)),
        field(labels, "services", None, providers),
        field(labels, "transfers", Some('c'), transfers),
        field(labels, "security", Some('d'), |of| of.facts.activity.security.clone()),
        field(labels, "security_families", Some('d'), families),
    ]
}

/// Where it is held, who confirmed it, and what is missing.
pub(super) fn last<'a>(labels: &Labels) -> Vec<Of<'a>> {
    let word = |word: RecordWord| labels.word(word);
    vec![
        field(labels, "data_location", None, |of| of.facts.activity.data_location.clone()),
        field(labels, "breach_record", None, |of| of.facts.activity.breach_record.clone()),
        column(word(RecordWord::ConfirmedBy), |of: &Sheet| of.facts.confirmation.as_ref().map(|held| held.by.clone())),
        column(word(RecordWord::ConfirmedOn), |of: &Sheet| of.facts.confirmation.as_ref().map(|held| held.on.to_string())),
        column(word(RecordWord::NextConfirmation), |of: &Sheet| confirmation_due(&of.facts.assessment.dues).map(|due| due.on.to_string())),
        column(word(RecordWord::Missing), |of: &Sheet| lines(&missing(of))),
        column(word(RecordWord::Notes), |of: &Sheet| of.facts.activity.notes.clone()),
    ]
}

/// A line a category of data, with something said of it.
fn of_data(of: &Sheet, say: impl Fn(&ActivityData, Option<String>) -> Option<String>) -> Vec<String> {
    let line = |data: &ActivityData| {
        let subjects: Vec<&str> = data.subjects.iter().map(|id| of.labels.id("data_subject_category", id)).collect();
        let label = of.labels.id("personal_data_category", &data.category);
        say(data, listed(&subjects)).map_or_else(|| label.to_owned(), |said| of.labels.said(label, &said))
    };
    of.facts.activity.data.iter().map(line).collect()
}

fn sensitive(of: &Sheet) -> Option<String> {
    let is_special =
        |id: &&String| of.labels.lists.personal_data_category(id).is_some_and(|known| known.special_category != SpecialCategory::None);
    let special = of.facts.activity.data.iter().map(|data| &data.category).filter(is_special);
    listed(&special.map(|id| of.labels.id("personal_data_category", id)).collect::<Vec<_>>())
}

fn recipients(of: &Sheet) -> Option<String> {
    let others = of.facts.activity.recipients.iter().map(|recipient| {
        let kind = of.labels.of("recipient_kind", &recipient.kind);
        recipient.name.as_ref().map_or_else(|| kind.to_owned(), |name| of.labels.said(kind, name))
    });
    let providers =
        of.facts.services.iter().map(|service| of.labels.said(role(service, of), service.legal_name.as_ref().unwrap_or(&service.provider)));
    let mut all: Vec<String> = providers.chain(others).collect();
    all.dedup();
    lines(&all)
}

fn providers(of: &Sheet) -> Option<String> {
    let line = |service: &ActivityServiceFacts| {
        let places = countries(service, of).map(|places| format!(" ({places})")).unwrap_or_default();
        format!("{}, {}{places}", service.provider, service.service)
    };
    lines(&of.facts.services.iter().map(line).collect::<Vec<_>>())
}

fn transfers(of: &Sheet) -> Option<String> {
    let (labels, legal) = (of.labels, of.legal);
    let texts = |cell: Cell| cell.into_iter().map(|span| span.text).collect::<Vec<_>>().join(" ");
    let mut all: Vec<String> = Vec::new();
    for line in legs(of.facts) {
        let places = transfer_text::places(line, labels, legal).unwrap_or_else(|| "–".to_owned());
        let ground = texts(transfer_text::ground(line, labels, legal));
        let status = texts(transfer_text::status(line, labels, legal));
        all.push(labels.said(&format!("{} ({places})", transfer_text::leg(line, labels)), &format!("{ground} · {status}")));
        all.extend(transfer_text::safeguards(line, legal).flatten());
    }
    all.extend(of.facts.activity.transfer_note.clone());
    lines(&all)
}

fn families(of: &Sheet) -> Option<String> {
    let measures = of.facts.activity.security_measures.iter();
    lines(&measures.map(|held| of.labels.said(of.labels.of("security_family", &held.family), &held.measures)).collect::<Vec<_>>())
}
