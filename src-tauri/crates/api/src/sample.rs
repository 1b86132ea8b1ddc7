//! The sample company as a register of its own. Everything in it is invented.

use std::path::Path;

use chrono::{Days, NaiveDate};
use provident_domain::department::DepartmentDraft;
use provident_domain::evidence::{EvidenceDraft, EvidenceKind};
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::{DepartmentId, EvidenceId, ProviderId, ServiceId};
use provident_domain::name::NameKey;
use provident_domain::organisation::OrganisationDraft;
use provident_domain::provider::ProviderDraft;
use provident_domain::service::ServiceDraft;
use provident_store::{Act, Register, Rules, Writing};
use serde::Deserialize;
use uuid::Uuid;

use crate::assets::SAMPLE;
use crate::failure::Failure;

#[derive(Deserialize)]
struct Sample {
    organisation: OrganisationDraft,
    departments: Vec<DepartmentDraft>,
    providers: Vec<SampleProvider>,
}

#[derive(Deserialize)]
struct SampleProvider {
    provider: ProviderDraft,
    #[serde(default)]
    services: Vec<SampleService>,
    #[serde(default)]
    facts: Vec<SampleFact>,
    #[serde(default)]
    evidence: Vec<SampleEvidence>,
}

#[derive(Deserialize)]
struct SampleService {
    /// Names.
    departments: Vec<String>,
    service: ServiceDraft,
}

#[derive(Deserialize)]
struct SampleFact {
    group: FactGroup,
    by: String,
    /// Before today, so that the sample is always partly stale and partly fresh.
    days_ago: u64,
    verified: Option<SampleVerified>,
}

#[derive(Deserialize)]
struct SampleVerified {
    /// Title.
    evidence: Option<String>,
    place: Option<String>,
}

#[derive(Deserialize)]
struct SampleEvidence {
    title: String,
    kind: EvidenceKind,
    file_name: String,
    text: String,
    days_ago: u64,
}

/// A new register with the sample company in it.
pub(crate) fn create(path: &Path, act: &Act, rules: Rules) -> Result<Register, Failure> {
    let sample: Sample =
        serde_json::from_str(SAMPLE).map_err(|error| Failure::Internal { reference: format!("sample register: {error}") })?;
    let mut register = Register::create(path, act, Uuid::now_v7())?;
    register.write(act, rules, |writing| fill(writing, &sample, rules))?;
    Ok(register)
}

fn fill(writing: &mut Writing, sample: &Sample, rules: Rules) -> Result<(), Failure> {
    writing.save_organisation(None, &sample.organisation.check(rules.lists)?)?;
    let mut departments = Vec::new();
    for draft in &sample.departments {
        let id = DepartmentId(Uuid::now_v7());
        writing.save_department(id, None, &draft.check()?)?;
        departments.push((NameKey::of(&draft.name), id));
    }
    for provider in &sample.providers {
        fill_provider(writing, provider, &departments, rules)?;
    }
    Ok(())
}

fn fill_provider(
    writing: &mut Writing,
    sample: &SampleProvider,
    departments: &[(NameKey, DepartmentId)],
    rules: Rules,
) -> Result<(), Failure> {
    let id = ProviderId(Uuid::now_v7());
    writing.save_provider(id, None, &sample.provider.check(rules.lists)?)?;
    for service in &sample.services {
        let used_by = service.departments.iter().map(|name| department(departments, name)).collect::<Result<_, _>>()?;
        let draft = ServiceDraft { departments: used_by, ..service.service.clone() };
        writing.save_service(ServiceId(Uuid::now_v7()), id, None, &draft.check(rules.lists, rules.today)?)?;
    }
    let evidence = fill_evidence(writing, id, &sample.evidence, rules.today)?;
    for fact in &sample.facts {
        writing.set_standing(id, fact.group, &standing(fact, &evidence, rules.today))?;
    }
    Ok(())
}

fn department(departments: &[(NameKey, DepartmentId)], name: &str) -> Result<DepartmentId, Failure> {
    let key = NameKey::of(name);
    let found = departments.iter().find(|(other, _)| *other == key).map(|(_, id)| *id);
    found.ok_or_else(|| Failure::Internal { reference: format!("sample register: no department {name}") })
}

fn fill_evidence(
    writing: &mut Writing,
    provider: ProviderId,
    sample: &[SampleEvidence],
    today: NaiveDate,
) -> Result<Vec<(String, EvidenceId)>, Failure> {
    let mut added = Vec::new();
    for held in sample {
        let draft = EvidenceDraft {
            provider: Some(provider),
            title: held.title.clone(),
            kind: held.kind,
            dated: today.checked_sub_days(Days::new(held.days_ago)),
        };
        let evidence = draft.check(&held.file_name, held.text.as_bytes(), today)?;
        added.push((held.title.clone(), writing.add_evidence(EvidenceId(Uuid::now_v7()), &evidence, held.text.as_bytes())?));
    }
    Ok(added)
}

fn standing(fact: &SampleFact, evidence: &[(String, EvidenceId)], today: NaiveDate) -> Standing {
    let on = today.checked_sub_days(Days::new(fact.days_ago)).unwrap_or(today);
    match &fact.verified {
        None => Standing::Declared { by: fact.by.clone(), on },
        Some(verified) => Standing::Verified {
            by: fact.by.clone(),
            on,
            evidence: verified.evidence.as_ref().and_then(|title| evidence.iter().find(|(other, _)| other == title)).map(|(_, id)| *id),
            place: verified.place.clone(),
        },
    }
}
