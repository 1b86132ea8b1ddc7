//! Clients of ours, for whom we process, and the groups that share a standard contract.

use provident_domain::client::{ClientDraft, ClientGroupDraft};
use provident_domain::id::{ClientGroupId, ClientId};
use provident_store::Saved;
use serde::Deserialize;
use ts_rs::TS;

use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::Done;
use crate::failure::Failure;

pub use provident_store::{ClientGroupRow, ClientPage, ClientQuery, ClientRow};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientShow {
    pub id: ClientId,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientSave {
    pub id: Option<ClientId>,
    pub revision: Option<u32>,
    pub draft: ClientDraft,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientRemove {
    pub id: ClientId,
    pub revision: u32,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientGroupSave {
    pub id: Option<ClientGroupId>,
    pub revision: Option<u32>,
    pub draft: ClientGroupDraft,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientGroupRemove {
    pub id: ClientGroupId,
    pub revision: u32,
}

/// Activities, and the clocks of notices, follow the clients.
const TAGS: [&str; 8] = ["clients", "activities", "activity:*", "provider:*", "published", "dues", "history", "app"];

pub(crate) fn list(call: &Call, query: ClientQuery) -> Result<Done<ClientPage>, Failure> {
    let today = call.app.clock.today();
    Ok(Done::read(call.read(|reading| Ok(reading.client_page(&query, today)?))?))
}

pub(crate) fn show(call: &Call, arguments: ClientShow) -> Result<Done<ClientRow>, Failure> {
    Ok(Done::read(call.read(|reading| Ok(reading.client_row(arguments.id)?))?))
}

pub(crate) fn save(call: &Call, arguments: ClientSave) -> Result<Done<ClientRow>, Failure> {
    let checked = arguments.draft.check(lists())?;
    let id = arguments.id.unwrap_or_else(|| ClientId(uuid::Uuid::now_v7()));
    let (saved, command) = call.write_as_command(|writing| {
        if arguments.id.is_some() {
            writing.reading().client(id)?;
        }
        Ok(writing.save_client(id, arguments.revision, &checked)?)
    })?;
    let done = Done::changed(call.read(|reading| Ok(reading.client_row(id)?))?, &TAGS);
    Ok(if saved == Saved::Unchanged { done } else { done.with_undo(command) })
}

pub(crate) fn remove(call: &Call, arguments: ClientRemove) -> Result<Done<()>, Failure> {
    let ((), command) = call.write_as_command(|writing| Ok(writing.remove_client(arguments.id, arguments.revision)?))?;
    Ok(Done::changed((), &TAGS).with_undo(command))
}

pub(crate) fn save_group(call: &Call, arguments: ClientGroupSave) -> Result<Done<ClientGroupRow>, Failure> {
    let checked = arguments.draft.check()?;
    let id = arguments.id.unwrap_or_else(|| ClientGroupId(uuid::Uuid::now_v7()));
    let (saved, command) = call.write_as_command(|writing| {
        if arguments.id.is_some() {
            writing.reading().client_group(id)?;
        }
        Ok(writing.save_client_group(id, arguments.revision, &checked)?)
    })?;
    let found = call.read(|reading| Ok(reading.client_group_rows()?.into_iter().find(|row| row.id == id)))?;
    let row = found.ok_or_else(|| Failure::NotFound { entity: "client_group".into(), id: id.to_string() })?;
    let done = Done::changed(row, &TAGS);
    Ok(if saved == Saved::Unchanged { done } else { done.with_undo(command) })
}

pub(crate) fn remove_group(call: &Call, arguments: ClientGroupRemove) -> Result<Done<()>, Failure> {
    let ((), command) = call.write_as_command(|writing| Ok(writing.remove_client_group(arguments.id, arguments.revision)?))?;
    Ok(Done::changed((), &TAGS).with_undo(command))
}
