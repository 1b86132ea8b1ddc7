//! One service within a dossier.

use provident_domain::country::CountryCode;
use provident_domain::fact::FactGroup;
use provident_domain::service::{Service, ServiceField};

use super::build::{Body, cell, plain, unknown, warning};
use super::dossier::{listed, standing_note};
use super::facts::{DepartmentNames, ProviderFacts};
use super::label::Labels;
use super::words::{Word, date, number};
use crate::document::Span;

pub(super) fn service_chapter(body: &mut Body, service: &Service, departments: &DepartmentNames, facts: &ProviderFacts, labels: &Labels) {
    body.heading(2, &service.name);
    let used_by: Vec<&str> = service.departments.iter().filter_map(|id| departments.get(id)).map(String::as_str).collect();
    body.facts(
        vec![
            (Word::UsedBy, listed(&used_by).map(|text| plain(&text)), None),
            (Word::Owner, field(service, ServiceField::Owner, service.owner.clone(), labels), None),
            (Word::Purpose, service.purpose.as_deref().map(plain), note(facts, FactGroup::Data, labels)),
            (Word::OurRole, service.our_role.map(|role| plain(labels.of("our_role", &role))), None),
            (Word::TheirRole, service.their_role.map(|role| plain(labels.of("provider_role", &role))), None),
        ],
        labels,
    );
    if !service.has_personal_data() {
        body.note(labels.word(Word::NoPersonalData));
        return;
    }
    personal_data(body, service, labels);
    body.facts(places_and_people(service, facts, labels), labels);
    if let Some(notes) = &service.notes {
        body.facts(vec![(Word::Notes, Some(plain(notes)), None)], labels);
    }
}

fn note(facts: &ProviderFacts, group: FactGroup, labels: &Labels) -> Option<String> {
    standing_note(facts, group, labels)
}

/// A value, or the word for "asked, nobody knows".
fn field(service: &Service, field: ServiceField, value: Option<String>, labels: &Labels) -> Option<Span> {
    match value {
        Some(text) => Some(plain(&text)),
        None if service.unknown.contains(&field) => Some(unknown(labels.word(Word::AskedUnknown))),
        None => None,
    }
}

fn personal_data(body: &mut Body, service: &Service, labels: &Labels) {
    if service.data.is_empty() {
        return;
    }
    let lines = service.data.iter().map(|data| {
        let is_special = labels.lists.personal_data_category(&data.category).is_some_and(|category| category.is_special());
        let label = labels.id("personal_data_category", &data.category);
        let subjects: Vec<&str> = data.subjects.iter().map(|id| labels.id("data_subject_category", id)).collect();
        let mark = if is_special { vec![warning(&format!("({})", labels.word(Word::SpecialMark)))] } else { Vec::new() };
        vec![
            cell([vec![plain(label)], mark].concat()),
            cell(vec![plain(&listed(&subjects).unwrap_or_else(|| "–".into()))]),
            cell(vec![plain(data.volume.map_or("–", |volume| labels.of("volume", &volume)))]),
        ]
    });
    let heads = [Word::PersonalData, Word::People, Word::Volume].map(|word| labels.word(word));
    body.table(&heads, &[40, 38, 22], lines.collect());
}

type Fact = (Word, Option<Span>, Option<String>);

fn places_and_people(service: &Service, facts: &ProviderFacts, labels: &Labels) -> Vec<Fact> {
    let fields: Vec<&str> = service.data_fields.iter().map(String::as_str).collect();
    let data = note(facts, FactGroup::Data, labels);
    let places = note(facts, FactGroup::Locations, labels);
    let staff = note(facts, FactGroup::StaffAccess, labels);
    let review = service.staff_access.last_review.map(|day| date(day, labels.language));
    let told = service.client_impact.told.map(|told| labels.of("clients_told", &told).to_owned());
    let direction = service.direction.map(|direction| labels.of("direction", &direction).to_owned());
    vec![
        (Word::DataFields, field(service, ServiceField::DataFields, listed(&fields), labels), data),
        (Word::Direction, field(service, ServiceField::Direction, direction, labels), None),
        (
            Word::StoredIn,
            field(service, ServiceField::StorageCountries, countries(&service.storage_countries, labels), labels),
            places.clone(),
        ),
        (Word::AccessedFrom, field(service, ServiceField::AccessCountries, countries(&service.access_countries, labels), labels), places),
        (
            Word::Transfers,
            field(service, ServiceField::TransferNote, service.transfer_note.clone(), labels),
            note(facts, FactGroup::Transfers, labels),
        ),
        (Word::StaffAccess, field(service, ServiceField::StaffPeople, staff_access(service, labels), labels), staff),
        (Word::Leavers, field(service, ServiceField::StaffLeavers, service.staff_access.leavers.clone(), labels), None),
        (Word::LastReview, field(service, ServiceField::StaffReview, review, labels), None),
        (Word::ClientMeaning, field(service, ServiceField::ClientMeaning, service.client_impact.meaning.clone(), labels), None),
        (Word::ClientsTold, field(service, ServiceField::ClientsTold, told, labels), None),
    ]
}

/// With a mark behind each country outside the EEA.
fn countries(codes: &[CountryCode], labels: &Labels) -> Option<String> {
    let shown = |code: &CountryCode| {
        let mark = if labels.lists.legal().is_eea(*code) { String::new() } else { format!(" ({})", labels.word(Word::OutsideMark)) };
        format!("{}{mark}", labels.country(*code))
    };
    let texts: Vec<String> = codes.iter().map(shown).collect();
    listed(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// "31 people · administrators unknown · roles: agent · sign-on: single sign-on".
fn staff_access(service: &Service, labels: &Labels) -> Option<String> {
    let staff = &service.staff_access;
    let counted = |value: Option<u32>, field: ServiceField, word: Word| match value {
        Some(count) => Some(format!("{} {}", number(u64::from(count), labels.language), labels.word(word))),
        None if service.unknown.contains(&field) => Some(format!("{}: {}", labels.word(word), labels.word(Word::Unknown))),
        None => None,
    };
    let roles: Vec<&str> = staff.roles.iter().map(String::as_str).collect();
    let sign_on: Vec<&str> = staff.sign_on.iter().map(|way| labels.of("sign_on", way)).collect();
    let parts: Vec<String> = [
        counted(staff.people, ServiceField::StaffPeople, Word::StaffPeople),
        counted(staff.administrators, ServiceField::StaffAdministrators, Word::StaffAdministrators),
        listed(&roles).map(|roles| format!("{}: {roles}", labels.word(Word::StaffRoles))),
        listed(&sign_on).map(|ways| format!("{}: {ways}", labels.word(Word::SignOn))),
    ]
    .into_iter()
    .flatten()
    .collect();
    if staff.people.is_none() && staff.administrators.is_none() && parts.len() < 3 && roles.is_empty() && sign_on.is_empty() {
        return None;
    }
    Some(parts.join(" · "))
}
