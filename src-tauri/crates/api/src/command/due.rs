//! The due list: what has to be done by when, putting off, and actions.

use chrono::NaiveDate;
use provident_domain::action::{Action, ActionDraft};
use provident_domain::due::Snooze;
use provident_domain::id::ActionId;
use provident_store::{Reading, Rules, Saved};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::Call;
use crate::dispatch::Done;
use crate::failure::Failure;

pub use provident_store::{DueLine, DuePage, DueQuery};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DueAll {
    /// Today unless given.
    pub on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DueSnooze {
    /// Of the due date.
    pub key: String,
    pub until: NaiveDate,
    pub reason: String,
}

/// Takes a snooze back.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DueWake {
    pub key: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ActionView {
    pub id: ActionId,
    pub revision: u32,
    pub action: Action,
    /// Of the provider or the activity.
    pub subject_name: Option<String>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionShow {
    pub id: ActionId,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionSave {
    pub id: Option<ActionId>,
    pub revision: Option<u32>,
    pub draft: ActionDraft,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionRemove {
    pub id: ActionId,
    pub revision: u32,
}

const TAGS: [&str; 6] = ["dues", "activities", "activity:*", "provider:*", "history", "app"];

pub(crate) fn list(call: &Call, query: DueQuery) -> Result<Done<DuePage>, Failure> {
    let today = call.app.clock.today();
    Ok(Done::read(call.read(|reading| Ok(reading.agenda(&query, today)?))?))
}

/// Everything that is due, for scripts; derived anew for another day.
pub(crate) fn all(call: &Call, arguments: DueAll) -> Result<Done<Vec<DueLine>>, Failure> {
    let rules = Rules { today: arguments.on.unwrap_or_else(|| call.app.clock.today()), ..call.app.rules() };
    let lines = call.read(|reading| Ok(reading.derive_dues(rules)?))?;
    Ok(Done::read(lines))
}

/// Only what is due can be put off.
pub(crate) fn snooze(call: &Call, arguments: DueSnooze) -> Result<Done<()>, Failure> {
    let today = call.app.clock.today();
    let ((), command) = call.write_as_command(|writing| {
        let is_due = writing.reading().is_due(&arguments.key)?;
        if !is_due {
            return Err(Failure::NotFound { entity: "due".into(), id: arguments.key.clone() });
        }
        let snooze = Snooze::check(arguments.until, &arguments.reason, writing.who(), today)?;
        Ok(writing.set_snooze(&arguments.key, Some(&snooze))?)
    })?;
    Ok(Done::changed((), &TAGS).with_undo(command))
}

pub(crate) fn wake(call: &Call, arguments: DueWake) -> Result<Done<()>, Failure> {
    let ((), command) = call.write_as_command(|writing| Ok(writing.set_snooze(&arguments.key, None)?))?;
    Ok(Done::changed((), &TAGS).with_undo(command))
}

pub(crate) fn show_action(call: &Call, arguments: ActionShow) -> Result<Done<ActionView>, Failure> {
    Ok(Done::read(call.read(|reading| view(reading, arguments.id))?))
}

pub(crate) fn save_action(call: &Call, arguments: ActionSave) -> Result<Done<ActionView>, Failure> {
    let checked = arguments.draft.check(call.app.clock.today())?;
    let id = arguments.id.unwrap_or_else(|| ActionId(uuid::Uuid::now_v7()));
    let (saved, command) = call.write_as_command(|writing| {
        if arguments.id.is_some() {
            writing.reading().action(id)?;
        }
        Ok(writing.save_action(id, arguments.revision, &checked)?)
    })?;
    let done = Done::changed(call.read(|reading| view(reading, id))?, &TAGS);
    Ok(if saved == Saved::Unchanged { done } else { done.with_undo(command) })
}

pub(crate) fn remove_action(call: &Call, arguments: ActionRemove) -> Result<Done<()>, Failure> {
    let ((), command) = call.write_as_command(|writing| Ok(writing.remove_action(arguments.id, arguments.revision)?))?;
    Ok(Done::changed((), &TAGS).with_undo(command))
}

fn view(reading: &Reading, id: ActionId) -> Result<ActionView, Failure> {
    let held = reading.action(id)?;
    let subject_name = match (held.action.provider, held.action.activity) {
        (Some(provider), _) => Some(reading.provider(provider)?.provider.name),
        (None, Some(activity)) => Some(reading.activity(activity)?.activity.name),
        (None, None) => None,
    };
    Ok(ActionView { id, revision: held.revision, action: held.action, subject_name })
}
