//! Provider dossier: everything on one provider, with who says so and what is missing.

use provident_domain::evidence::Evidence;
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::EvidenceId;
use provident_domain::provider::{Provider, ProviderField};

use super::build::{Body, Cell, cell, faint, plain, unknown, warning};
use super::facts::{DepartmentNames, Issue, ProviderFacts};
use super::label::Labels;
use super::service_chapter::service_chapter;
use super::words::{Word, as_of, date, declared, verified};
use crate::document::Document;

pub const KIND: &str = "provider-dossier";

/// The dossier of one provider.
pub fn provider_dossier(facts: &ProviderFacts, departments: &DepartmentNames, issue: &Issue) -> Document {
    let labels = Labels { lists: issue.lists, language: issue.language };
    let mut body = Body::default();
    if issue.as_of != issue.issued_on {
        body.note(&as_of(issue.issued_on, issue.as_of, issue.language));
    }
    at_a_glance(&mut body, facts, departments, &labels);
    missing(&mut body, facts, &labels);
    identity(&mut body, facts, &labels);
    body.heading(1, labels.word(Word::Services));
    if facts.services.is_empty() {
        body.note(labels.word(Word::NoServices));
    }
    for (_, service) in &facts.services {
        service_chapter(&mut body, service, departments, facts, &labels);
    }
    verification(&mut body, facts, &labels);
    evidence(&mut body, &facts.evidence, &labels);
    body.into_document(KIND, labels.word(Word::DossierTitle), Some(facts.provider.name.clone()), false, issue)
}

fn at_a_glance(body: &mut Body, facts: &ProviderFacts, departments: &DepartmentNames, labels: &Labels) {
    let roles: Vec<&str> =
        facts.services.iter().filter_map(|(_, service)| service.their_role).map(|role| labels.of("provider_role", &role)).collect();
    let mut used_by: Vec<&str> = facts
        .services
        .iter()
        .flat_map(|(_, service)| &service.departments)
        .filter_map(|id| departments.get(id))
        .map(String::as_str)
        .collect();
    used_by.sort_unstable();
    used_by.dedup();
    let assessment = &facts.assessment;
    let special: Vec<&str> = assessment.special_categories.iter().map(|id| labels.id("personal_data_category", id)).collect();
    let outside: Vec<&str> = assessment.outside_eea.iter().map(|code| labels.country(*code)).collect();
    body.meter(labels.word(Word::Completeness), assessment.completeness);
    body.facts(
        vec![
            (Word::Status, facts.provider.status.map(|status| plain(labels.of("provider_status", &status))), None),
            (Word::Category, facts.provider.category.as_deref().map(|id| plain(labels.id("provider_category", id))), None),
            (Word::Role, listed(&roles).map(|text| plain(&text)), None),
            (Word::UsedBy, listed(&used_by).map(|text| plain(&text)), None),
            (Word::SpecialCategories, listed(&special).map(|text| warning(&text)), None),
            (Word::OutsideEea, listed(&outside).map(|text| warning(&text)), None),
        ],
        labels,
    );
}

/// Joined by commas, each once; none when there is nothing.
pub(super) fn listed(texts: &[&str]) -> Option<String> {
    let mut each: Vec<&str> = Vec::new();
    texts.iter().for_each(|text| {
        if !each.contains(text) {
            each.push(text)
        }
    });
    if each.is_empty() { None } else { Some(each.join(", ")) }
}

fn missing(body: &mut Body, facts: &ProviderFacts, labels: &Labels) {
    if facts.assessment.gaps.is_empty() {
        body.note(labels.word(Word::NothingMissing));
        return;
    }
    body.heading(1, labels.word(Word::Missing));
    let lines = facts.assessment.gaps.iter().map(|gap| {
        let requirement = labels.lists.requirement(gap.requirement.id());
        let label = labels.id("requirement", gap.requirement.id());
        let service =
            gap.service.and_then(|id| facts.services.iter().find(|(other, _)| *other == id)).map(|(_, service)| service.name.as_str());
        let state = if gap.is_unknown { vec![unknown(labels.word(Word::AskedUnknown))] } else { Vec::new() };
        let article = requirement.map(|held| held.article.clone()).unwrap_or_default();
        let why = requirement.map(|held| held.why.get(labels.language).to_owned()).unwrap_or_default();
        let what = service.map_or_else(|| label.to_owned(), |service| format!("{label} ({service})"));
        vec![cell([vec![plain(&what)], state].concat()), cell(vec![faint(&article)]), cell(vec![plain(&why)])]
    });
    let heads: [&str; 3] = [labels.word(Word::FactGroup), "", ""];
    body.table(&heads, &[30, 18, 52], lines.collect());
}

fn identity(body: &mut Body, facts: &ProviderFacts, labels: &Labels) {
    let provider = &facts.provider;
    let field = |value: Option<&str>, field: ProviderField| match value {
        Some(text) => Some(plain(text)),
        None if provider.unknown.contains(&field) => Some(unknown(labels.word(Word::AskedUnknown))),
        None => None,
    };
    body.heading(1, labels.word(Word::Identity));
    let aliases: Vec<&str> = provider.aliases.iter().map(String::as_str).collect();
    let said = standing_note(facts, FactGroup::Identity, labels);
    body.facts(
        vec![
            (Word::LegalName, field(provider.legal_name.as_deref(), ProviderField::LegalName), said.clone()),
            (Word::OtherNames, listed(&aliases).map(|text| plain(&text)), None),
            (Word::RegistrationId, field(provider.registration_id.as_deref(), ProviderField::RegistrationId), said.clone()),
            (Word::Address, field(provider.address.as_deref(), ProviderField::Address), said.clone()),
            (Word::Country, field(provider.country.map(|code| labels.country(code)), ProviderField::Country), said),
            (Word::Website, field(provider.website.as_deref(), ProviderField::Website), None),
            (Word::Notes, provider.notes.as_deref().map(plain), None),
            (Word::ImportedNotes, provider.imported_notes.as_deref().map(plain), None),
        ],
        labels,
    );
    contacts(body, provider, labels);
    documents(body, facts, labels);
    certifications(body, facts, labels);
}

fn contacts(body: &mut Body, provider: &Provider, labels: &Labels) {
    if provider.contacts.is_empty() {
        return;
    }
    body.heading(2, labels.word(Word::Contacts));
    let shown = |text: &Option<String>| cell(vec![plain(text.as_deref().unwrap_or("–"))]);
    let lines = provider.contacts.iter().map(|contact| {
        vec![
            cell(vec![plain(labels.of("contact_role", &contact.role))]),
            shown(&contact.name),
            shown(&contact.email),
            shown(&contact.phone),
        ]
    });
    let heads = [Word::ContactRole, Word::Name, Word::Email, Word::Phone].map(|word| labels.word(word));
    body.table(&heads, &[22, 26, 34, 18], lines.collect());
}

fn documents(body: &mut Body, facts: &ProviderFacts, labels: &Labels) {
    if facts.provider.links.is_empty() {
        return;
    }
    body.heading(2, labels.word(Word::Documents));
    let lines: Vec<Vec<Cell>> = facts
        .provider
        .links
        .iter()
        .map(|link| vec![cell(vec![plain(labels.of("link_kind", &link.kind))]), cell(vec![plain(&link.url)])])
        .collect();
    body.table(&[labels.word(Word::Kind), labels.word(Word::Website)], &[28, 72], lines);
}

fn certifications(body: &mut Body, facts: &ProviderFacts, labels: &Labels) {
    if facts.provider.certifications.is_empty() {
        return;
    }
    body.heading(2, labels.word(Word::Certifications));
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "–".to_owned(), |day| date(day, labels.language));
    let lines = facts.provider.certifications.iter().map(|held| {
        vec![
            cell(vec![plain(labels.id("certification", &held.standard))]),
            cell(vec![plain(held.scope.as_deref().unwrap_or("–"))]),
            cell(vec![plain(&day(held.valid_from))]),
            cell(vec![plain(&day(held.valid_until))]),
        ]
    });
    let heads = [Word::Standard, Word::Scope, Word::ValidFrom, Word::ValidUntil].map(|word| labels.word(word));
    body.table(&heads, &[30, 34, 18, 18], lines.collect());
}

/// Who says so, in one line beside a fact.
pub(super) fn standing_note(facts: &ProviderFacts, group: FactGroup, labels: &Labels) -> Option<String> {
    facts.standings.get(&group).map(|standing| match standing {
        Standing::Declared { by, on, file } => declared(by, *on, file.as_deref(), labels.language),
        Standing::Verified { by, on, evidence, place } => {
            let from = source(facts, *evidence, place.as_deref());
            verified(by, *on, from.as_deref(), labels.language)
        }
    })
}

fn source(facts: &ProviderFacts, evidence: Option<EvidenceId>, place: Option<&str>) -> Option<String> {
    let title = evidence.and_then(|id| facts.evidence.iter().find(|(other, _)| *other == id)).map(|(_, held)| held.title.as_str());
    match (title, place) {
        (Some(title), Some(place)) => Some(format!("{title}, {place}")),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    }
}

fn verification(body: &mut Body, facts: &ProviderFacts, labels: &Labels) {
    body.heading(1, labels.word(Word::Verification));
    let lines = FactGroup::ALL.into_iter().map(|group| {
        let stale = facts.assessment.stale.contains(&group);
        let state = match standing_note(facts, group, labels) {
            Some(said) if facts.standings.get(&group).is_some_and(Standing::is_verified) => vec![plain(&format!("✓ {said}"))],
            Some(said) => vec![plain(&said)],
            None => vec![unknown(labels.word(Word::NotStated))],
        };
        let mark = if stale { vec![warning(labels.word(Word::StaleMark))] } else { Vec::new() };
        vec![cell(vec![plain(labels.id("fact_group", group.id()))]), cell([state, mark].concat())]
    });
    body.table(&[labels.word(Word::FactGroup), labels.word(Word::State)], &[28, 72], lines.collect());
}

fn evidence(body: &mut Body, held: &[(EvidenceId, Evidence)], labels: &Labels) {
    body.heading(1, labels.word(Word::Evidence));
    if held.is_empty() {
        body.note(labels.word(Word::NoEvidence));
        body.note(labels.word(Word::ChainHint));
        return;
    }
    let lines = held.iter().map(|(_, held)| {
        let dated = held.dated.map_or_else(|| "–".to_owned(), |day| date(day, labels.language));
        vec![
            cell(vec![plain(&held.title)]),
            cell(vec![plain(labels.of("evidence_kind", &held.kind))]),
            cell(vec![plain(&dated)]),
            cell(vec![faint(&held.digest)]),
        ]
    });
    let heads = [Word::Title, Word::Kind, Word::Dated, Word::Digest].map(|word| labels.word(word));
    body.table(&heads, &[28, 18, 16, 38], lines.collect());
    body.note(labels.word(Word::ChainHint));
}
