//! Providers: the list, the page of one, saving, and the quick decisions of triage.

use std::collections::BTreeMap;

use provident_domain::assess::Assessed;
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::{DepartmentId, EvidenceId, ProviderId, ServiceId};
use provident_domain::name::NameKey;
use provident_domain::provider::{Provider, ProviderDraft, ProviderStatus};
use provident_domain::service::{ProviderRole, Service, ServiceDraft};
use provident_domain::similar::Names;
use provident_store::{Reading, Saved, StoredEvidence, StoredService, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::Call;
use crate::assets::lists;
use crate::command::activity::ProviderActivity;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal};

pub use provident_store::list::{ProviderPage, ProviderQuery, ProviderRow, ProviderSort};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ServiceView {
    pub id: ServiceId,
    pub revision: u32,
    pub service: Service,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct EvidenceView {
    pub id: EvidenceId,
    pub title: String,
    pub kind: provident_domain::evidence::EvidenceKind,
    pub dated: Option<chrono::NaiveDate>,
    pub file_name: String,
    pub digest: String,
    /// Bytes.
    pub size: u64,
    pub added_at: String,
    pub added_by: String,
}

/// All about one provider.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ProviderView {
    pub id: ProviderId,
    pub revision: u32,
    pub provider: Provider,
    pub services: Vec<ServiceView>,
    pub standings: BTreeMap<FactGroup, Standing>,
    pub evidence: Vec<EvidenceView>,
    pub assessment: Assessed,
    /// What it carries out: which of it stops if the provider goes?
    pub activities: Vec<ProviderActivity>,
    pub created_at: String,
    pub updated_at: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProviderShow {
    pub id: ProviderId,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProviderSave {
    /// None creates.
    pub id: Option<ProviderId>,
    /// The revision that was read; a later one is a conflict.
    pub revision: Option<u32>,
    pub draft: ProviderDraft,
}

/// One quick decision about a proposed provider.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TriageDecision {
    /// A provider whose services get no personal data.
    NoPersonalData,
    /// Not a provider at all: the entry is ended.
    NotAProvider,
    InUse,
    /// Used by this department.
    Department {
        department: DepartmentId,
    },
    Role {
        role: ProviderRole,
    },
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProviderTriage {
    pub id: ProviderId,
    pub decision: TriageDecision,
}

/// One change of many providers.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    Status {
        status: ProviderStatus,
    },
    /// Their services are used by this department, too.
    Department {
        department: DepartmentId,
    },
    /// The role of the provider in all its services.
    Role {
        role: ProviderRole,
    },
    /// Who of us answers for all their services.
    Owner {
        owner: String,
    },
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProviderChange {
    pub ids: Vec<ProviderId>,
    pub change: Change,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, TS)]
pub struct Changed {
    pub providers: u32,
}

pub(crate) fn list(call: &Call, query: ProviderQuery) -> Result<Done<ProviderPage>, Failure> {
    Ok(Done::read(call.read(|reading| Ok(reading.providers(&query)?))?))
}

/// Providers that a person means by a word: an id, the same name, alias or legal name;
/// otherwise what a search finds.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProviderFind {
    pub text: String,
}

pub(crate) fn find(call: &Call, arguments: ProviderFind) -> Result<Done<Vec<ProviderRow>>, Failure> {
    let text = arguments.text.trim();
    call.read(|reading| {
        if let Ok(id) = text.parse::<ProviderId>() {
            return Ok(Done::read(vec![reading.provider_row(id)?]));
        }
        let key = NameKey::of(text);
        let is_meant = |names: &Names| {
            let others = names.legal_name.iter().chain(&names.aliases);
            std::iter::once(&names.name).chain(others).any(|name| NameKey::of(name) == key)
        };
        let meant: Vec<ProviderId> = reading.names()?.into_iter().filter(|(_, names)| is_meant(names)).map(|(id, _)| id).collect();
        if meant.is_empty() {
            let query = ProviderQuery { search: text.into(), limit: 20, ..ProviderQuery::default() };
            return Ok(Done::read(reading.providers(&query)?.rows));
        }
        let rows = meant.into_iter().map(|id| reading.provider_row(id)).collect::<Result<_, _>>()?;
        Ok(Done::read(rows))
    })
}

pub(crate) fn show(call: &Call, arguments: ProviderShow) -> Result<Done<ProviderView>, Failure> {
    Ok(Done::read(call.read(|reading| view(reading, arguments.id))?))
}

pub(crate) fn save(call: &Call, arguments: ProviderSave) -> Result<Done<ProviderView>, Failure> {
    let checked = arguments.draft.check(lists())?;
    let id = arguments.id.unwrap_or_else(|| ProviderId(uuid::Uuid::now_v7()));
    let (saved, command) = call.write_as_command(|writing| {
        if arguments.id.is_some() {
            writing.reading().provider(id)?;
        }
        Ok(writing.save_provider(id, arguments.revision, &checked)?)
    })?;
    let done = changed(call, id)?;
    Ok(if saved == Saved::Updated { done.with_undo(command) } else { done })
}

/// Every provider of a query, however many pages that is.
pub(crate) fn ids(call: &Call, query: ProviderQuery) -> Result<Done<Vec<ProviderId>>, Failure> {
    call.read(|reading| Ok(Done::read(reading.all_rows(&query)?.into_iter().map(|row| row.id).collect())))
}

/// Changes all or none, as one command.
pub(crate) fn change(call: &Call, arguments: ProviderChange) -> Result<Done<Changed>, Failure> {
    let ProviderChange { ids, change } = arguments;
    let ((), command) = call.write_as_command(|writing| {
        for (at, id) in ids.iter().enumerate() {
            if call.progress.is_cancelled() {
                return Err(Failure::Refused { reason: Refusal::Cancelled });
            }
            call.progress.report(at as u64, ids.len() as u64);
            match &change {
                Change::Status { status } => set_status(writing, *id, *status)?,
                Change::Role { role } => set_role(call, writing, *id, *role)?,
                Change::Department { department } => set_department(call, writing, *id, *department)?,
                Change::Owner { owner } => each_service(call, writing, *id, |draft| draft.owner = Some(owner.clone()))?,
            }
        }
        Ok(())
    })?;
    let done = Done::changed(Changed { providers: ids.len() as u32 }, &["providers", "provider:*", "history", "app"]);
    Ok(done.with_undo(command))
}

/// One quick decision; a service named after the provider carries what belongs to a service.
pub(crate) fn triage(call: &Call, arguments: ProviderTriage) -> Result<Done<ProviderView>, Failure> {
    let id = arguments.id;
    let ((), command) = call.write_as_command(|writing| decide(call, writing, id, &arguments.decision))?;
    Ok(changed(call, id)?.with_undo(command))
}

fn decide(call: &Call, writing: &mut Writing, id: ProviderId, decision: &TriageDecision) -> Result<(), Failure> {
    match decision {
        TriageDecision::NotAProvider => set_status(writing, id, ProviderStatus::Ended)?,
        TriageDecision::InUse => set_status(writing, id, ProviderStatus::InUse)?,
        TriageDecision::NoPersonalData => set_role(call, writing, id, ProviderRole::NoPersonalData)?,
        TriageDecision::Role { role } => set_role(call, writing, id, *role)?,
        TriageDecision::Department { department } => set_department(call, writing, id, *department)?,
    }
    Ok(())
}

fn set_status(writing: &mut Writing, id: ProviderId, status: ProviderStatus) -> Result<(), Failure> {
    let held = writing.reading().provider(id)?;
    let checked = ProviderDraft { status: Some(status), ..held.provider.to_draft() }.check(lists())?;
    writing.save_provider(id, Some(held.revision), &checked)?;
    Ok(())
}

fn set_role(call: &Call, writing: &mut Writing, id: ProviderId, role: ProviderRole) -> Result<(), Failure> {
    each_service(call, writing, id, |draft| draft.their_role = Some(role))
}

fn set_department(call: &Call, writing: &mut Writing, id: ProviderId, department: DepartmentId) -> Result<(), Failure> {
    each_service(call, writing, id, |draft| {
        if !draft.departments.contains(&department) {
            draft.departments.push(department);
        }
    })
}

fn each_service(call: &Call, writing: &mut Writing, id: ProviderId, change: impl Fn(&mut ServiceDraft)) -> Result<(), Failure> {
    let today = call.app.clock.today();
    let services = writing.reading().services(id)?;
    if services.is_empty() {
        let mut draft = ServiceDraft { name: writing.reading().provider(id)?.provider.name, ..ServiceDraft::default() };
        change(&mut draft);
        writing.save_service(ServiceId(uuid::Uuid::now_v7()), id, None, &draft.check(lists(), today)?)?;
    }
    for stored in services {
        let mut draft = stored.service.to_draft();
        change(&mut draft);
        writing.save_service(stored.id, id, Some(stored.revision), &draft.check(lists(), today)?)?;
    }
    Ok(())
}

/// The page of a provider after a write, with the tags of all that shows it.
pub(crate) fn changed(call: &Call, id: ProviderId) -> Result<Done<ProviderView>, Failure> {
    let tag = format!("provider:{id}");
    Ok(Done::changed(call.read(|reading| view(reading, id))?, &["providers", &tag, "history", "app"]))
}

pub(crate) fn view(reading: &Reading, id: ProviderId) -> Result<ProviderView, Failure> {
    let stored = reading.provider(id)?;
    let service = |held: StoredService| ServiceView { id: held.id, revision: held.revision, service: held.service };
    Ok(ProviderView {
        id,
        revision: stored.revision,
        provider: stored.provider,
        services: reading.services(id)?.into_iter().map(service).collect(),
        standings: reading.standings(id)?,
        evidence: reading.evidence(id)?.into_iter().map(EvidenceView::from).collect(),
        assessment: reading.assessed(id)?,
        activities: super::activity::of_provider(reading, id)?,
        created_at: stored.created_at,
        updated_at: stored.updated_at,
    })
}

impl From<StoredEvidence> for EvidenceView {
    fn from(held: StoredEvidence) -> EvidenceView {
        EvidenceView {
            id: held.id,
            title: held.evidence.title,
            kind: held.evidence.kind,
            dated: held.evidence.dated,
            file_name: held.evidence.file_name,
            digest: held.evidence.digest,
            size: held.evidence.size,
            added_at: held.added_at,
            added_by: held.added_by,
        }
    }
}
