//! Taking a command back: what it wrote is written as it was before, as a new command.
//! Only while every record it touched still says what it left.

use std::collections::BTreeMap;

use provident_domain::department::Department;
use provident_domain::evidence::Evidence;
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::{CommandId, DepartmentId, EvidenceId, ProviderId, ServiceId};
use provident_domain::provider::Provider;
use provident_domain::service::Service;
use provident_store::{Reading, StoreFault, Writing};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::TS;

use crate::app::Call;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Undo {
    pub command: CommandId,
}

/// What a command did to one record: how it was, and how it was left.
struct Net {
    before: Option<Value>,
    after: Option<Value>,
}

/// The records in the order in which they are put back: what others point to comes first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Record {
    Department(DepartmentId),
    Provider(ProviderId),
    Evidence(EvidenceId),
    Service(ServiceId),
    Fact(ProviderId, FactGroup),
}

#[derive(Deserialize, PartialEq)]
struct OwnedService {
    provider: ProviderId,
    #[serde(flatten)]
    service: Service,
}

#[derive(Deserialize)]
struct StatedFact {
    standing: Standing,
}

pub(crate) fn undo(call: &Call, arguments: Undo) -> Result<Done<()>, Failure> {
    let ((), command) = call.write_as_command(|writing| {
        let records = records(&writing.reading(), arguments.command)?;
        for (record, net) in &records {
            if !stands(&writing.reading(), record, net.after.as_ref())? {
                return Err(refused(Refusal::ChangedSince));
            }
        }
        records.iter().try_for_each(|(record, net)| put_back(writing, record, net))
    })?;
    let mut done = Done::changed((), &["providers", "departments", "evidence", "history", "app"]).with_undo(command);
    done.changed.push("provider:*".into());
    Ok(done)
}

fn refused(reason: Refusal) -> Failure {
    Failure::Refused { reason }
}

/// What the command did, record by record.
fn records(reading: &Reading, command: CommandId) -> Result<BTreeMap<Record, Net>, Failure> {
    let lines = reading.history_of_command(command)?;
    let mut records: BTreeMap<Record, Net> = BTreeMap::new();
    for line in lines {
        let record = record(&line.entity, &line.entity_id).filter(|_| !line.is_erased);
        let record = record.ok_or_else(|| refused(Refusal::NothingToTakeBack))?;
        let net = records.entry(record).or_insert(Net { before: line.before, after: None });
        net.after = line.after;
    }
    let makes_provider = |(record, net): (&Record, &Net)| matches!(record, Record::Provider(_)) && net.before.is_none();
    if records.is_empty() || records.iter().any(makes_provider) {
        return Err(refused(Refusal::NothingToTakeBack));
    }
    Ok(records)
}

fn record(entity: &str, id: &str) -> Option<Record> {
    match entity {
        "department" => id.parse().ok().map(Record::Department),
        "provider" => id.parse().ok().map(Record::Provider),
        "evidence" => id.parse().ok().map(Record::Evidence),
        "service" => id.parse().ok().map(Record::Service),
        "fact" => {
            let (provider, group) = id.split_once(':')?;
            let group = FactGroup::ALL.into_iter().find(|known| known.id() == group)?;
            provider.parse().ok().map(|provider| Record::Fact(provider, group))
        }
        _ => None,
    }
}

/// Whether the register still says this of the record.
fn stands(reading: &Reading, record: &Record, after: Option<&Value>) -> Result<bool, Failure> {
    Ok(match record {
        Record::Department(id) => {
            let held = reading.departments()?.into_iter().find(|held| held.id == *id).map(|held| held.department);
            held == read::<Department>(after)?
        }
        Record::Provider(id) => found(reading.provider(*id))?.map(|held| held.provider) == read::<Provider>(after)?,
        Record::Evidence(id) => found(reading.evidence_one(*id))?.map(|held| held.evidence) == read::<Evidence>(after)?,
        Record::Service(id) => {
            let held = found(reading.service(*id))?.map(|held| OwnedService { provider: held.provider, service: held.service });
            held == read::<OwnedService>(after)?
        }
        Record::Fact(provider, group) => match read::<StatedFact>(after)? {
            Some(left) => reading.standings(*provider)?.get(group) == Some(&left.standing),
            None => true,
        },
    })
}

fn put_back(writing: &mut Writing, record: &Record, net: &Net) -> Result<(), Failure> {
    let before = net.before.as_ref();
    match record {
        Record::Department(id) => match read::<Department>(before)? {
            Some(department) => writing.save_department(*id, None, &department).map(drop)?,
            None => {
                let held = writing.reading().departments()?.into_iter().find(|held| held.id == *id);
                held.map(|held| writing.remove_department(*id, held.revision)).transpose()?;
            }
        },
        Record::Provider(id) => match (read::<Provider>(before)?, net.after.is_some()) {
            (Some(provider), true) => writing.save_provider(*id, None, &provider).map(drop)?,
            (Some(provider), false) => writing.restore_merged(*id, &provider)?,
            (None, _) => {}
        },
        Record::Evidence(id) => put_back_evidence(writing, *id, read(before)?, net.after.is_some())?,
        Record::Service(id) => put_back_service(writing, *id, read(before)?)?,
        Record::Fact(provider, group) => {
            if let Some(stated) = read::<StatedFact>(before)? {
                writing.set_standing(*provider, *group, &stated.standing)?;
            }
        }
    }
    Ok(())
}

fn put_back_evidence(writing: &mut Writing, id: EvidenceId, before: Option<Evidence>, is_there: bool) -> Result<(), Failure> {
    match (before, is_there) {
        (Some(Evidence { provider: Some(provider), .. }), true) => writing.move_evidence(id, provider)?,
        (Some(_), true) => return Err(refused(Refusal::NothingToTakeBack)),
        (Some(evidence), false) => {
            if !writing.restore_evidence(id, &evidence)? {
                return Err(refused(Refusal::NothingToTakeBack));
            }
        }
        (None, _) => writing.remove_evidence(id).map(drop)?,
    }
    Ok(())
}

fn put_back_service(writing: &mut Writing, id: ServiceId, before: Option<OwnedService>) -> Result<(), Failure> {
    let held = found(writing.reading().service(id))?;
    match (before, held) {
        (Some(before), Some(held)) => {
            if held.provider != before.provider {
                writing.move_service(id, before.provider)?;
            }
            writing.save_service(id, before.provider, None, &before.service)?;
        }
        (Some(before), None) => writing.save_service(id, before.provider, None, &before.service).map(drop)?,
        (None, Some(held)) => writing.remove_service(id, held.revision).map(drop)?,
        (None, None) => {}
    }
    Ok(())
}

fn found<T>(stored: Result<T, StoreFault>) -> Result<Option<T>, Failure> {
    match stored {
        Ok(held) => Ok(Some(held)),
        Err(StoreFault::NotFound { .. }) => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

/// A payload of the history as the record it was made from.
fn read<T: DeserializeOwned>(payload: Option<&Value>) -> Result<Option<T>, Failure> {
    payload.map(|value| serde_json::from_value(value.clone()).map_err(|_| refused(Refusal::NothingToTakeBack))).transpose()
}
