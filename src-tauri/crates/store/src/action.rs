//! The tables `action` and `snooze`: what a person undertook to do, and what can wait.

use std::collections::BTreeMap;

use provident_domain::action::Action;
use provident_domain::due::Snooze;
use provident_domain::id::{ActionId, ActivityId, ProviderId};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::act::{Saved, Writing};
use crate::fault::Stored;
use crate::register::Reading;
use crate::revision::{held_revision, not_found};
use crate::value::{json, parsed, parsed_option};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredAction {
    pub id: ActionId,
    pub revision: u32,
    pub action: Action,
}

impl Reading<'_> {
    pub fn action(&self, id: ActionId) -> Stored<StoredAction> {
        get(self.connection, id)
    }

    pub fn actions_of(&self, provider: ProviderId) -> Stored<Vec<(ActionId, Action)>> {
        of_provider(self.connection, provider)
    }

    /// Everything that somebody put off, by the key of the due date.
    pub fn snoozes(&self) -> Stored<BTreeMap<String, Snooze>> {
        snoozes(self.connection, "")
    }
}

impl Writing<'_> {
    pub fn save_action(&mut self, id: ActionId, revision: Option<u32>, action: &Action) -> Stored<Saved> {
        let held = find(&self.transaction, id)?;
        let current = held_revision(held.as_ref().map(|held| held.revision), revision)?;
        if held.as_ref().is_some_and(|held| held.action == *action) {
            return Ok(Saved::Unchanged);
        }
        self.check_subject(action)?;
        write(&self.transaction, id, action, current + 1)?;
        let before = held.as_ref().map(|held| json(&held.action));
        self.record_action(id, action, before.as_deref(), Some(&json(action)))?;
        if let Some(held) = &held {
            self.touch_subject(&held.action);
        }
        self.touch_subject(action);
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }

    pub fn remove_action(&mut self, id: ActionId, revision: u32) -> Stored<()> {
        let held = get(&self.transaction, id)?;
        held_revision(Some(held.revision), Some(revision))?;
        self.transaction.execute("DELETE FROM action WHERE id = ?1", [id.to_string()])?;
        self.record_action(id, &held.action, Some(&json(&held.action)), None)?;
        self.touch_subject(&held.action);
        Ok(())
    }

    pub(crate) fn remove_actions_of_activity(&mut self, activity: ActivityId) -> Stored<()> {
        for (id, _) in of_activity(&self.transaction, activity)? {
            let revision = get(&self.transaction, id)?.revision;
            self.remove_action(id, revision)?;
        }
        Ok(())
    }

    /// Puts a due date off, or takes that back.
    pub fn set_snooze(&mut self, key: &str, snooze: Option<&Snooze>) -> Stored<()> {
        let held = snoozes(&self.transaction, key)?.remove(key);
        if held.as_ref() == snooze {
            return Ok(());
        }
        match snooze {
            Some(snooze) => self.transaction.execute(
                "INSERT OR REPLACE INTO snooze (key, until, reason, person, snoozed_on) VALUES (?1, ?2, ?3, ?4, ?5)",
                [key, &snooze.until.to_string(), &snooze.reason, &snooze.by, &snooze.on.to_string()],
            )?,
            None => self.transaction.execute("DELETE FROM snooze WHERE key = ?1", [key])?,
        };
        let (before, after) = (held.map(|held| json(&held)), snooze.map(|snooze| json(&snooze)));
        let subject = key.split(':').next().unwrap_or(key).to_owned();
        self.record_at("snooze", key, &subject, before.as_deref(), after.as_deref())?;
        self.touch_subject_of(&subject)
    }

    fn check_subject(&self, action: &Action) -> Stored<()> {
        if let Some(provider) = action.provider {
            crate::provider::get(&self.transaction, provider)?;
        }
        if let Some(activity) = action.activity {
            crate::activity::get(&self.transaction, activity)?;
        }
        Ok(())
    }

    fn touch_subject(&mut self, action: &Action) {
        match (action.provider, action.activity) {
            (Some(provider), _) => self.touch(provider),
            (None, Some(activity)) => self.touch_activity(activity),
            (None, None) => self.touch_register(),
        }
    }

    fn record_action(&mut self, id: ActionId, action: &Action, before: Option<&str>, after: Option<&str>) -> Stored<()> {
        let subject = match (action.provider, action.activity) {
            (Some(provider), _) => provider.to_string(),
            (None, Some(activity)) => activity.to_string(),
            (None, None) => id.to_string(),
        };
        self.record_at("action", &id.to_string(), &subject, before, after)
    }
}

const SELECT: &str = "SELECT id, title, provider_id, activity_id, owner, due_on, done_on, note, revision FROM action";

fn get(connection: &Connection, id: ActionId) -> Stored<StoredAction> {
    find(connection, id)?.ok_or_else(|| not_found("action", id))
}

fn find(connection: &Connection, id: ActionId) -> Stored<Option<StoredAction>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    Ok(statement.query_row([id.to_string()], read).optional()?)
}

pub(crate) fn all(connection: &Connection) -> Stored<Vec<StoredAction>> {
    let mut statement = connection.prepare(&format!("{SELECT} ORDER BY id"))?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn of_provider(connection: &Connection, provider: ProviderId) -> Stored<Vec<(ActionId, Action)>> {
    those(connection, "provider_id = ?1", &provider.to_string())
}

/// Those that belong to the activity and to no provider.
pub(crate) fn of_activity(connection: &Connection, activity: ActivityId) -> Stored<Vec<(ActionId, Action)>> {
    those(connection, "activity_id = ?1 AND provider_id IS NULL", &activity.to_string())
}

/// Those that belong to the register as a whole.
pub(crate) fn of_register(connection: &Connection) -> Stored<Vec<(ActionId, Action)>> {
    those(connection, "provider_id IS NULL AND activity_id IS NULL AND ?1 = ?1", "")
}

fn those(connection: &Connection, condition: &str, id: &str) -> Stored<Vec<(ActionId, Action)>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE {condition} ORDER BY id"))?;
    let rows = statement.query_map([id], read)?;
    rows.map(|row| row.map(|held| (held.id, held.action)).map_err(Into::into)).collect()
}

fn read(row: &Row) -> rusqlite::Result<StoredAction> {
    Ok(StoredAction {
        id: parsed(row, "id")?,
        revision: row.get("revision")?,
        action: Action {
            title: row.get("title")?,
            provider: parsed_option(row, "provider_id")?,
            activity: parsed_option(row, "activity_id")?,
            owner: row.get("owner")?,
            due_on: parsed(row, "due_on")?,
            done_on: parsed_option(row, "done_on")?,
            note: row.get("note")?,
        },
    })
}

fn write(connection: &Connection, id: ActionId, action: &Action, revision: u32) -> Stored<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO action (id, title, provider_id, activity_id, owner, due_on, done_on, note, revision)
             VALUES (:id, :title, :provider, :activity, :owner, :due_on, :done_on, :note, :revision)",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":title": action.title,
            ":provider": action.provider.map(|id| id.to_string()),
            ":activity": action.activity.map(|id| id.to_string()),
            ":owner": action.owner,
            ":due_on": action.due_on.to_string(),
            ":done_on": action.done_on.map(|day| day.to_string()),
            ":note": action.note,
            ":revision": revision,
        })?;
    Ok(())
}

/// What was put off of one subject: keys begin with its id.
pub(crate) fn snoozes(connection: &Connection, subject: &str) -> Stored<BTreeMap<String, Snooze>> {
    let mut statement = connection
        .prepare_cached("SELECT key, until, reason, person, snoozed_on FROM snooze WHERE key >= ?1 AND key < ?1 || char(1114111)")?;
    let rows = statement.query_map([subject], |row| {
        let snooze =
            Snooze { until: parsed(row, "until")?, reason: row.get("reason")?, by: row.get("person")?, on: parsed(row, "snoozed_on")? };
        Ok((row.get("key")?, snooze))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
