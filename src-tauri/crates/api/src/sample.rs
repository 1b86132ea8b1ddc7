//! The sample company as a register of its own. Everything in it is invented.

use std::path::Path;

use chrono::{Days, NaiveDate};
use provident_domain::activity::{ActivityDraft, Confirmation};
use provident_domain::client::{ClientDraft, ClientGroupDraft};
use provident_domain::department::DepartmentDraft;
use provident_domain::evidence::{EvidenceDraft, EvidenceKind};
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::{
    ActivityId, ClientGroupId, ClientId, DepartmentId, EvidenceId, NoticeId, ProviderId, ServiceId, SubProcessorId, TransferId,
};
use provident_domain::name::NameKey;
use provident_domain::notice::Notice;
use provident_domain::organisation::OrganisationDraft;
use provident_domain::provider::ProviderDraft;
use provident_domain::service::ServiceDraft;
use provident_domain::sub_processor::SubProcessorDraft;
use provident_domain::transfer::{DpfEntry, TransferDraft, TransferImpactAssessmentDraft};
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
    client_groups: Vec<ClientGroupDraft>,
    clients: Vec<SampleClient>,
    activities: Vec<SampleActivity>,
}

#[derive(Deserialize)]
struct SampleClient {
    /// Name of a group.
    group: Option<String>,
    client: ClientDraft,
}

#[derive(Deserialize)]
struct SampleActivity {
    /// Names.
    departments: Vec<String>,
    /// Names of services.
    services: Vec<String>,
    #[serde(default)]
    clients: Vec<String>,
    #[serde(default)]
    client_groups: Vec<String>,
    activity: ActivityDraft,
    confirmed: Option<SampleConfirmed>,
}

#[derive(Deserialize)]
struct SampleConfirmed {
    by: String,
    days_ago: u64,
}

#[derive(Deserialize)]
struct SampleTransfer {
    /// Name of a service.
    service: Option<String>,
    transfer: TransferDraft,
    /// When the list of certified importers was looked at.
    looked_up_days_ago: Option<u64>,
    tia: Option<SampleAssessment>,
}

#[derive(Deserialize)]
struct SampleAssessment {
    days_ago: u64,
    assessment: TransferImpactAssessmentDraft,
}

#[derive(Deserialize)]
struct SampleNotice {
    received_days_ago: u64,
    effective_in_days: u64,
    change: String,
    window_days: u16,
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
    #[serde(default)]
    sub_processors: Vec<SubProcessorDraft>,
    #[serde(default)]
    transfers: Vec<SampleTransfer>,
    #[serde(default)]
    notices: Vec<SampleNotice>,
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
    fill_record(writing, sample, &departments, rules)
}

/// Clients, their groups, and the processing activities.
fn fill_record(writing: &mut Writing, sample: &Sample, departments: &[(NameKey, DepartmentId)], rules: Rules) -> Result<(), Failure> {
    let mut groups = Vec::new();
    for draft in &sample.client_groups {
        let id = ClientGroupId(Uuid::now_v7());
        writing.save_client_group(id, None, &draft.check()?)?;
        groups.push((NameKey::of(&draft.name), id));
    }
    let mut clients = Vec::new();
    for held in &sample.clients {
        let id = ClientId(Uuid::now_v7());
        let group = held.group.as_ref().map(|name| named(&groups, name)).transpose()?;
        writing.save_client(id, None, &ClientDraft { group, ..held.client.clone() }.check(rules.lists)?)?;
        clients.push((NameKey::of(&held.client.name), id));
    }
    let mut services = Vec::new();
    for id in writing.reading().provider_ids()? {
        services.extend(writing.reading().services(id)?.into_iter().map(|held| (NameKey::of(&held.service.name), held.id)));
    }
    for held in &sample.activities {
        let all =
            |known: &[(NameKey, ClientId)], names: &[String]| names.iter().map(|name| named(known, name)).collect::<Result<Vec<_>, _>>();
        let draft = ActivityDraft {
            departments: held.departments.iter().map(|name| named(departments, name)).collect::<Result<_, _>>()?,
            services: held.services.iter().map(|name| named(&services, name)).collect::<Result<_, _>>()?,
            clients: all(&clients, &held.clients)?,
            client_groups: held.client_groups.iter().map(|name| named(&groups, name)).collect::<Result<_, _>>()?,
            ..held.activity.clone()
        };
        let id = ActivityId(Uuid::now_v7());
        writing.save_activity(id, None, &draft.check(rules.lists)?)?;
        if let Some(confirmed) = &held.confirmed {
            let on = days_before(rules.today, confirmed.days_ago);
            writing.set_confirmation(id, Some(&Confirmation { by: confirmed.by.clone(), on, note: None }))?;
        }
    }
    Ok(())
}

/// Sub-processors, transfers with their assessments, and notices of a provider.
fn fill_chain(writing: &mut Writing, provider: ProviderId, sample: &SampleProvider, rules: Rules) -> Result<(), Failure> {
    for draft in &sample.sub_processors {
        writing.save_sub_processor(SubProcessorId(Uuid::now_v7()), provider, None, &draft.check(rules.lists)?)?;
    }
    let services = writing.reading().services(provider)?;
    let services: Vec<_> = services.into_iter().map(|held| (NameKey::of(&held.service.name), held.id)).collect();
    for held in &sample.transfers {
        let service = held.service.as_ref().map(|name| named(&services, name)).transpose()?;
        let looked_up = held.looked_up_days_ago.map(|days| days_before(rules.today, days));
        let dpf = held.transfer.dpf.clone().map(|entry| DpfEntry { checked_on: looked_up.unwrap_or(entry.checked_on), ..entry });
        let draft = TransferDraft { service, dpf, ..held.transfer.clone() };
        let id = TransferId(Uuid::now_v7());
        let checked = draft.check(rules.lists, writing.legal(), rules.today)?;
        writing.save_transfer(id, provider, None, &checked)?;
        if let Some(tia) = &held.tia {
            let assessed_on = Some(days_before(rules.today, tia.days_ago));
            let draft = TransferImpactAssessmentDraft { assessed_on, ..tia.assessment.clone() };
            let checked = draft.check(writing.who(), rules.lists.tia_months(), rules.today)?;
            writing.set_assessment(id, None, Some(&checked))?;
        }
    }
    for held in &sample.notices {
        let notice = Notice {
            received_on: days_before(rules.today, held.received_days_ago),
            change: Some(held.change.clone()),
            window_days: Some(held.window_days),
            effective_on: rules.today.checked_add_days(Days::new(held.effective_in_days)),
            decision: None,
            decided_on: None,
            reason: None,
            must_tell_clients: None,
            client_days: None,
            clients_told_on: None,
            objections: Vec::new(),
        };
        writing.save_notice(NoticeId(Uuid::now_v7()), provider, None, &notice)?;
    }
    Ok(())
}

fn days_before(today: NaiveDate, days: u64) -> NaiveDate {
    today.checked_sub_days(Days::new(days)).unwrap_or(today)
}

fn named<T: Copy>(known: &[(NameKey, T)], name: &str) -> Result<T, Failure> {
    let key = NameKey::of(name);
    let found = known.iter().find(|(other, _)| *other == key).map(|(_, id)| *id);
    found.ok_or_else(|| Failure::Internal { reference: format!("sample register: nothing is called {name}") })
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
        let used_by = service.departments.iter().map(|name| named(departments, name)).collect::<Result<_, _>>()?;
        let draft = ServiceDraft { departments: used_by, ..service.service.clone() };
        writing.save_service(ServiceId(Uuid::now_v7()), id, None, &draft.check(rules.lists, rules.today)?)?;
    }
    let evidence = fill_evidence(writing, id, &sample.evidence, rules.today)?;
    for fact in &sample.facts {
        writing.set_standing(id, fact.group, &standing(fact, &evidence, rules.today))?;
    }
    fill_chain(writing, id, sample, rules)
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
        None => Standing::Declared { by: fact.by.clone(), on, file: None },
        Some(verified) => Standing::Verified {
            by: fact.by.clone(),
            on,
            evidence: verified.evidence.as_ref().and_then(|title| evidence.iter().find(|(other, _)| other == title)).map(|(_, id)| *id),
            place: verified.place.clone(),
        },
    }
}
