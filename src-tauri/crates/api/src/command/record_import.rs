//! A record of processing, or a list of clients, from outside: read, map, preview, then one transaction.

use std::collections::{BTreeSet, HashMap};

use provident_domain::activity::{Activity, ActivityRole, Confirmation};
use provident_domain::client::{Client, ClientGroupDraft};
use provident_domain::department::DepartmentDraft;
use provident_domain::evidence::{EvidenceDraft, EvidenceKind};
use provident_domain::fault::{Fault, FaultCode};
use provident_domain::id::{ActivityId, ClientGroupId, ClientId, DepartmentId, EvidenceId, ServiceId};
use provident_domain::lists::ColumnSet;
use provident_domain::name::NameKey;
use provident_exchange::activities::{IncomingActivity, incoming_activities};
use provident_exchange::clients::{IncomingClient, incoming_clients};
use provident_exchange::incoming;
use provident_exchange::remark::Remark;
use provident_store::{ActivityQuery, Reading, StoredClient, Writing};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::app::Call;
use crate::assets::lists;
use crate::command::import::{ImportCounts, ImportOf, ImportResult, RefusedRow, Source, check_mapping, refused_row, source, unmapped};
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordPlan {
    /// Activities or clients.
    pub what: ImportOf,
    pub source: String,
    /// One entry a column: the field it fills, or none.
    pub mapping: Vec<Option<String>>,
    /// For activities that bring no role of their own.
    pub role: Option<ActivityRole>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RecordOutcome {
    Create,
    /// Fields that get a value they did not have; what we hold stands.
    Update {
        changes: Vec<String>,
    },
    Unchanged,
    Refuse {
        reasons: Vec<Remark>,
        /// In plain English, for scripts.
        said: String,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct RecordRow {
    /// Row number as in the file.
    pub row: u32,
    pub name: String,
    pub outcome: RecordOutcome,
    /// Names of providers, services or clients that the register does not have; they are kept as notes.
    pub unlinked: Vec<String>,
    pub remarks: Vec<Remark>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct RecordPreview {
    pub counts: ImportCounts,
    /// Refused ones first, then in the order of the file.
    pub rows: Vec<RecordRow>,
    pub unmapped_columns: Vec<String>,
}

/// A row, checked, and what becomes of it.
enum Read {
    Activity { one: Box<IncomingActivity>, activity: Box<Activity>, held: Option<ActivityId>, departments: Vec<String> },
    Client { one: Box<IncomingClient>, client: Box<Client>, held: Option<ClientId> },
}

/// What a plan comes to, before anything is written.
struct Planned {
    rows: Vec<(RecordRow, Option<Read>)>,
    refused: Vec<RefusedRow>,
}

pub(crate) fn preview(call: &Call, plan: RecordPlan) -> Result<Done<RecordPreview>, Failure> {
    let source = source(call, &plan.source)?;
    let planned = call.read(|reading| planned(call, reading, &source, &plan))?;
    let mut rows: Vec<RecordRow> = planned.refused.iter().map(refused_as_row).collect();
    rows.extend(planned.rows.into_iter().map(|(row, _)| row));
    Ok(Done::read(RecordPreview { counts: counted(&rows), rows, unmapped_columns: unmapped(&source, &plan.mapping) }))
}

/// All rows in one transaction, the list itself kept as evidence.
pub(crate) fn run(call: &Call, plan: RecordPlan) -> Result<Done<ImportResult>, Failure> {
    let today = call.app.clock.today();
    let source = source(call, &plan.source)?;
    let result = call.write(|writing| {
        let planned = planned(call, &writing.reading(), &source, &plan)?;
        let rows: Vec<RecordRow> = planned.rows.iter().map(|(row, _)| row.clone()).collect();
        let all = planned.rows.len() as u64;
        for (at, (_, read)) in planned.rows.into_iter().enumerate() {
            if call.progress.is_cancelled() {
                return Err(Failure::Refused { reason: Refusal::Cancelled });
            }
            call.progress.report(at as u64, all);
            match read {
                Some(Read::Activity { one, activity, held, departments }) => {
                    write_activity(writing, *one, *activity, held, &departments)?;
                }
                Some(Read::Client { one, client, held }) => write_client(writing, *one, *client, held)?,
                None => {}
            }
        }
        if !rows.is_empty() {
            let draft = EvidenceDraft { provider: None, title: source.file_name.clone(), kind: EvidenceKind::SourceList, dated: None };
            let evidence = draft.check(&source.file_name, &source.bytes, today)?;
            writing.add_evidence(EvidenceId(uuid::Uuid::now_v7()), &evidence, &source.bytes)?;
        }
        let counts = counted(&rows);
        Ok(ImportResult {
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            skipped: 0,
            refused: planned.refused,
            possible_duplicates: Vec::new(),
            unmapped_columns: unmapped(&source, &plan.mapping),
        })
    })?;
    Ok(Done::changed(result, &["activities", "activity:*", "clients", "departments", "provider:*", "evidence", "dues", "history", "app"]))
}

fn planned(call: &Call, reading: &Reading, source: &Source, plan: &RecordPlan) -> Result<Planned, Failure> {
    let today = call.app.clock.today();
    match plan.what {
        ImportOf::Activities => {
            check_mapping(source, ColumnSet::Activity, &plan.mapping)?;
            let (accepted, refused) = incoming_activities(&source.table, &plan.mapping, plan.role, lists(), today);
            let known = Known::of(reading)?;
            let mut planned = Planned { rows: Vec::new(), refused: refused.into_iter().map(refused_row).collect() };
            for one in accepted {
                plan_activity(reading, &known, one, &mut planned)?;
            }
            Ok(planned)
        }
        ImportOf::Clients => {
            check_mapping(source, ColumnSet::Client, &plan.mapping)?;
            let (accepted, refused) = incoming_clients(&source.table, &plan.mapping, lists(), today);
            let held = reading.clients()?;
            let held: HashMap<NameKey, &StoredClient> = held.iter().map(|held| (NameKey::of(&held.client.name), held)).collect();
            let mut planned = Planned { rows: Vec::new(), refused: refused.into_iter().map(refused_row).collect() };
            for one in accepted {
                plan_client(&held, one, &mut planned);
            }
            Ok(planned)
        }
        ImportOf::Providers | ImportOf::SubProcessors => {
            let fault = Fault { field: "what".into(), code: FaultCode::NotInList { value: format!("{:?}", plan.what) } };
            Err(Failure::Invalid { fields: vec![fault] })
        }
    }
}

/// What names in a list can mean.
struct Known {
    activities: HashMap<(NameKey, ActivityRole), ActivityId>,
    /// None where several services have the name.
    services: HashMap<NameKey, Option<ServiceId>>,
    /// All services of a provider of that name; none where several providers have it.
    providers: HashMap<NameKey, Option<Vec<ServiceId>>>,
    clients: HashMap<NameKey, ClientId>,
    groups: HashMap<NameKey, ClientGroupId>,
    departments: HashMap<NameKey, DepartmentId>,
}

impl Known {
    fn of(reading: &Reading) -> Result<Known, Failure> {
        let rows = reading.all_activities(&ActivityQuery::default())?;
        let mut services: HashMap<NameKey, Option<ServiceId>> = HashMap::new();
        let mut providers: HashMap<NameKey, Option<Vec<ServiceId>>> = HashMap::new();
        for (id, names) in reading.names()? {
            let own = reading.services(id)?;
            let ids: Vec<ServiceId> = own.iter().map(|held| held.id).collect();
            let keys: BTreeSet<NameKey> =
                std::iter::once(&names.name).chain(&names.legal_name).chain(&names.aliases).map(|name| NameKey::of(name)).collect();
            for key in keys {
                providers.entry(key).and_modify(|held| *held = None).or_insert_with(|| Some(ids.clone()));
            }
            for held in own {
                services.entry(NameKey::of(&held.service.name)).and_modify(|held| *held = None).or_insert(Some(held.id));
            }
        }
        Ok(Known {
            activities: rows.into_iter().map(|row| ((NameKey::of(&row.name), row.role), row.id)).collect(),
            services,
            providers,
            clients: reading.clients()?.into_iter().map(|held| (NameKey::of(&held.client.name), held.id)).collect(),
            groups: reading.client_groups()?.into_iter().map(|held| (NameKey::of(&held.group.name), held.id)).collect(),
            departments: reading.departments()?.into_iter().map(|held| (NameKey::of(&held.department.name), held.id)).collect(),
        })
    }

    /// Fills in what the names mean; gives those that are nobody here.
    fn link(&self, one: &mut IncomingActivity) -> Vec<String> {
        let mut unlinked = Vec::new();
        for name in &one.services {
            let key = NameKey::of(name);
            match (self.providers.get(&key), self.services.get(&key)) {
                (Some(Some(ids)), _) if !ids.is_empty() => one.draft.services.extend(ids),
                (_, Some(Some(id))) => one.draft.services.push(*id),
                _ => unlinked.push(name.clone()),
            }
        }
        for name in &one.clients {
            let key = NameKey::of(name);
            match (self.clients.get(&key), self.groups.get(&key)) {
                (Some(id), _) => one.draft.clients.push(*id),
                (None, Some(id)) => one.draft.client_groups.push(*id),
                (None, None) => unlinked.push(name.clone()),
            }
        }
        one.draft.departments = one.departments.iter().filter_map(|name| self.departments.get(&NameKey::of(name)).copied()).collect();
        unlinked
    }
}

fn plan_activity(reading: &Reading, known: &Known, mut one: IncomingActivity, planned: &mut Planned) -> Result<(), Failure> {
    let unlinked = known.link(&mut one);
    one.draft.notes = noted(one.draft.notes.take(), &unlinked);
    let row = one.rows.first().copied().unwrap_or(0);
    let name = one.draft.name.clone();
    let brought = match one.draft.check(lists()) {
        Ok(brought) => brought,
        Err(faults) => {
            planned.refused.push(refused_row(incoming::RefusedRow { row, name, reasons: incoming::of_fields(faults) }));
            return Ok(());
        }
    };
    let departments: Vec<String> =
        one.departments.iter().filter(|name| !known.departments.contains_key(&NameKey::of(name))).cloned().collect();
    let mut remarks = one.remarks.clone();
    remarks.extend(departments.iter().map(|name| Remark::NewDepartment { name: name.clone() }));
    let held = known.activities.get(&(NameKey::of(&name), brought.role)).copied();
    let (outcome, read) = match held {
        None => (RecordOutcome::Create, Some(brought)),
        Some(id) => {
            let held = reading.activity(id)?.activity;
            let mut merged = filled(&held, &brought);
            merged.notes = noted(merged.notes, &unlinked);
            // What is known now is no longer unknown.
            let known = merged.clone();
            merged.unknown.retain(|field| !known.knows(*field));
            let changes = changed_fields(&held, &merged);
            match changes.is_empty() && departments.is_empty() {
                true => (RecordOutcome::Unchanged, None),
                false => (RecordOutcome::Update { changes }, Some(merged)),
            }
        }
    };
    let line = RecordRow { row, name, outcome, unlinked, remarks };
    let read = read.map(|activity| Read::Activity { one: Box::new(one), activity: Box::new(activity), held, departments });
    planned.rows.push((line, read));
    Ok(())
}

fn plan_client(held: &HashMap<NameKey, &StoredClient>, one: IncomingClient, planned: &mut Planned) {
    let (row, name) = (one.row, one.draft.name.clone());
    let brought = match one.draft.check(lists()) {
        Ok(brought) => brought,
        Err(faults) => {
            planned.refused.push(refused_row(incoming::RefusedRow { row, name, reasons: incoming::of_fields(faults) }));
            return;
        }
    };
    let held = held.get(&NameKey::of(&name));
    let (outcome, client) = match held {
        None => (RecordOutcome::Create, Some(brought)),
        Some(held) => {
            let merged: Client = filled(&held.client, &brought);
            let mut changes = changed_fields(&held.client, &merged);
            if held.client.group.is_none() && one.group.is_some() {
                changes.push("group".into());
            }
            match changes.is_empty() {
                true => (RecordOutcome::Unchanged, None),
                false => (RecordOutcome::Update { changes }, Some(merged)),
            }
        }
    };
    let line = RecordRow { row, name, outcome, unlinked: Vec::new(), remarks: one.remarks.clone() };
    let held = held.map(|held| held.id);
    planned.rows.push((line, client.map(|client| Read::Client { one: Box::new(one), client: Box::new(client), held })));
}

/// A note, with the names that are nobody here, each once.
fn noted(note: Option<String>, unlinked: &[String]) -> Option<String> {
    let new: Vec<&str> =
        unlinked.iter().filter(|name| !note.as_ref().is_some_and(|note| note.contains(*name))).map(String::as_str).collect();
    let said = (!new.is_empty()).then(|| new.join("; "));
    let parts: Vec<String> = note.into_iter().chain(said).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// What we hold, with what it leaves open filled from a list: what we hold stands.
fn filled<T: Serialize + DeserializeOwned + Clone>(held: &T, brought: &T) -> T {
    let (Ok(Value::Object(mut one)), Ok(Value::Object(other))) = (serde_json::to_value(held), serde_json::to_value(brought)) else {
        return held.clone();
    };
    for (field, value) in other {
        let is_open = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if one.get(&field).is_none_or(is_open) && !is_open(&value) && field != "unknown" {
            one.insert(field, value);
        }
    }
    serde_json::from_value(Value::Object(one)).unwrap_or_else(|_| held.clone())
}

fn changed_fields<T: Serialize>(held: &T, merged: &T) -> Vec<String> {
    let (Ok(Value::Object(held)), Ok(Value::Object(merged))) = (serde_json::to_value(held), serde_json::to_value(merged)) else {
        return Vec::new();
    };
    merged.into_iter().filter(|(field, value)| held.get(field) != Some(value)).map(|(field, _)| field).collect()
}

fn write_activity(
    writing: &mut Writing,
    one: IncomingActivity,
    mut activity: Activity,
    held: Option<ActivityId>,
    new_departments: &[String],
) -> Result<(), Failure> {
    for name in new_departments {
        activity.departments.push(department(writing, name)?);
    }
    activity.departments.sort();
    activity.departments.dedup();
    let id = held.unwrap_or_else(|| ActivityId(uuid::Uuid::now_v7()));
    writing.save_activity(id, None, &activity)?;
    if let Some(on) = one.confirmed_on {
        let by = activity.owner.clone().unwrap_or_else(|| writing.who().to_owned());
        writing.set_confirmation(id, Some(&Confirmation { by, on, note: None }))?;
    }
    Ok(())
}

/// A department of this name, made where there is none yet.
fn department(writing: &mut Writing, name: &str) -> Result<DepartmentId, Failure> {
    let key = NameKey::of(name);
    let held = writing.reading().departments()?.into_iter().find(|held| NameKey::of(&held.department.name) == key);
    if let Some(held) = held {
        return Ok(held.id);
    }
    let id = DepartmentId(uuid::Uuid::now_v7());
    let draft = DepartmentDraft { name: name.to_owned(), ..DepartmentDraft::default() };
    writing.save_department(id, None, &draft.check()?)?;
    Ok(id)
}

fn write_client(writing: &mut Writing, one: IncomingClient, client: Client, held: Option<ClientId>) -> Result<(), Failure> {
    let group = match (client.group, &one.group) {
        (None, Some(name)) => Some(group(writing, name)?),
        (group, _) => group,
    };
    let id = held.unwrap_or_else(|| ClientId(uuid::Uuid::now_v7()));
    writing.save_client(id, None, &Client { group, ..client })?;
    Ok(())
}

/// A group of this name, made where there is none yet.
fn group(writing: &mut Writing, name: &str) -> Result<ClientGroupId, Failure> {
    let key = NameKey::of(name);
    let held = writing.reading().client_groups()?.into_iter().find(|held| NameKey::of(&held.group.name) == key);
    if let Some(held) = held {
        return Ok(held.id);
    }
    let id = ClientGroupId(uuid::Uuid::now_v7());
    let draft = ClientGroupDraft { name: name.to_owned(), ..ClientGroupDraft::default() };
    writing.save_client_group(id, None, &draft.check()?)?;
    Ok(id)
}

fn refused_as_row(refused: &RefusedRow) -> RecordRow {
    RecordRow {
        row: refused.row,
        name: refused.name.clone(),
        outcome: RecordOutcome::Refuse { reasons: refused.reasons.clone(), said: refused.reason.clone() },
        unlinked: Vec::new(),
        remarks: Vec::new(),
    }
}

fn counted(rows: &[RecordRow]) -> ImportCounts {
    let mut counts = ImportCounts::default();
    for row in rows {
        match row.outcome {
            RecordOutcome::Create => counts.created += 1,
            RecordOutcome::Update { .. } => counts.updated += 1,
            RecordOutcome::Unchanged => counts.unchanged += 1,
            RecordOutcome::Refuse { .. } => counts.refused += 1,
        }
    }
    counts
}
