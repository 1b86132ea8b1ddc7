//! The append-only history: one line a record touched, written in the transaction of the
//! write itself, each sealing the one before.

use provident_domain::history::{Digest, GENESIS, Line, payload_digest, seal};
use provident_domain::id::{CommandId, ProviderId};
use provident_domain::person::Role;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;
use ts_rs::TS;
use uuid::Uuid;

use crate::act::Act;
use crate::fault::Stored;
use crate::value::{enum_option, parsed_option};

/// Lines that only record the issuing of a report; the printed head leaves them out.
pub(crate) const ISSUED: &str = "report";

/// A line of the history as a person reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct HistoryRow {
    pub sequence: u64,
    /// RFC 3339, UTC.
    pub at: String,
    pub who: String,
    /// As which they had opened a sealed register.
    pub role: Option<Role>,
    pub command: String,
    pub command_id: String,
    pub entity: String,
    pub entity_id: String,
    /// Erased payloads are gone; the line stands.
    pub is_erased: bool,
    pub before: Option<serde_json::Value>,
    pub after: Option<serde_json::Value>,
}

impl crate::register::Reading<'_> {
    /// Newest first; of one provider with all that belongs to it, or of the whole register.
    pub fn history(&self, provider: Option<ProviderId>, before: Option<u64>, limit: u32) -> Stored<Vec<HistoryRow>> {
        match provider {
            Some(provider) => lines_of(self.connection, provider, before, limit),
            None => lines(self.connection, before, limit),
        }
    }

    /// All that one command wrote, in the order it was written.
    pub fn history_of_command(&self, command_id: CommandId) -> Stored<Vec<HistoryRow>> {
        of_command(self.connection, &command_id.to_string())
    }
}

/// The end of the chain, kept while a transaction writes.
#[derive(Clone, Copy)]
pub(crate) struct Head {
    pub sequence: u64,
    pub seal: Digest,
}

/// What one line is about.
pub(crate) struct Touched<'a> {
    pub entity: &'a str,
    pub entity_id: &'a str,
    pub subject_id: &'a str,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
}

pub(crate) fn head(connection: &Connection) -> Stored<Head> {
    let found = connection
        .query_row("SELECT sequence, seal FROM history ORDER BY sequence DESC LIMIT 1", [], |row| {
            Ok(Head { sequence: row.get(0)?, seal: row.get(1)? })
        })
        .optional()?;
    Ok(found.unwrap_or(Head { sequence: 0, seal: GENESIS }))
}

pub(crate) fn append(connection: &Connection, act: &Act, role: Option<Role>, head: Head, touched: &Touched) -> Stored<Head> {
    let salt: [[u8; 16]; 2] = [Uuid::new_v4().into_bytes(), Uuid::new_v4().into_bytes()];
    let salt = salt.concat();
    let payload = payload_digest(&salt, touched.before, touched.after);
    let command_id = act.command_id.to_string();
    let sequence = head.sequence + 1;
    let role = enum_option(&role);
    let line = Line {
        sequence,
        at: &act.at,
        who: &act.who,
        role: role.as_deref(),
        command: act.command,
        command_id: &command_id,
        entity: touched.entity,
        entity_id: touched.entity_id,
        subject_id: touched.subject_id,
        payload,
    };
    let sealed = seal(&head.seal, &line);
    connection
        .prepare_cached(
            "INSERT INTO history
               (sequence, at, who, role, command, command_id, entity, entity_id, subject_id, payload_digest, seal)
             VALUES
               (:sequence, :at, :who, :role, :command, :command_id, :entity, :entity_id, :subject_id, :payload, :seal)",
        )?
        .execute(named_params! {
            ":sequence": sequence, ":at": act.at, ":who": act.who, ":role": role, ":command": act.command, ":command_id": command_id,
            ":entity": touched.entity, ":entity_id": touched.entity_id, ":subject_id": touched.subject_id, ":payload": payload, ":seal": sealed,
        })?;
    connection
        .prepare_cached("INSERT INTO history_payload (sequence, salt, before, after) VALUES (:sequence, :salt, :before, :after)")?
        .execute(named_params! { ":sequence": sequence, ":salt": salt, ":before": touched.before, ":after": touched.after })?;
    Ok(Head { sequence, seal: sealed })
}

/// Seal of the last line that is more than the record of an issued report.
pub(crate) fn printed_head(connection: &Connection) -> Stored<Option<Digest>> {
    let found = connection
        .query_row("SELECT seal FROM history WHERE entity <> ?1 ORDER BY sequence DESC LIMIT 1", [ISSUED], |row| row.get(0))
        .optional()?;
    Ok(found)
}

/// Newest first.
pub(crate) fn lines(connection: &Connection, before: Option<u64>, limit: u32) -> Stored<Vec<HistoryRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT h.sequence, h.at, h.who, h.role, h.command, h.command_id, h.entity, h.entity_id,
                p.sequence IS NULL AS is_erased, p.before, p.after
           FROM history h
           LEFT JOIN history_payload p ON p.sequence = h.sequence
          WHERE h.sequence < :before
          ORDER BY h.sequence DESC
          LIMIT :limit",
    )?;
    let rows = statement.query_map(named_params! { ":before": before.map_or(i64::MAX, |before| before as i64), ":limit": limit }, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Lines of a provider and of all that belongs to it, newest first.
pub(crate) fn lines_of(connection: &Connection, provider: ProviderId, before: Option<u64>, limit: u32) -> Stored<Vec<HistoryRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT h.sequence, h.at, h.who, h.role, h.command, h.command_id, h.entity, h.entity_id,
                p.sequence IS NULL AS is_erased, p.before, p.after
           FROM history h
           LEFT JOIN history_payload p ON p.sequence = h.sequence
          WHERE h.sequence < :before
            AND (h.subject_id = :provider OR h.subject_id IN (SELECT id FROM merged_provider WHERE into_id = :provider))
          ORDER BY h.sequence DESC
          LIMIT :limit",
    )?;
    let provider = provider.to_string();
    let parameters = named_params! { ":before": before.map_or(i64::MAX, |before| before as i64), ":limit": limit, ":provider": provider };
    let rows = statement.query_map(parameters, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All that one command wrote, in the order it was written.
pub(crate) fn of_command(connection: &Connection, command_id: &str) -> Stored<Vec<HistoryRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT h.sequence, h.at, h.who, h.role, h.command, h.command_id, h.entity, h.entity_id,
                p.sequence IS NULL AS is_erased, p.before, p.after
           FROM history h
           LEFT JOIN history_payload p ON p.sequence = h.sequence
          WHERE h.command_id = ?1
          ORDER BY h.sequence",
    )?;
    let rows = statement.query_map([command_id], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When a record was first written, and by whom.
pub(crate) fn first_written(connection: &Connection, entity_id: &str) -> Stored<Option<(String, String)>> {
    let mut statement = connection.prepare_cached("SELECT at, who FROM history WHERE entity_id = ?1 ORDER BY sequence LIMIT 1")?;
    Ok(statement.query_row([entity_id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Takes the payload of a line away for good (Art. 5(1)(e), 17). The line, its digest and
/// the chain stay as they are.
pub(crate) fn erase_payload(connection: &Connection, sequence: u64) -> Stored<bool> {
    Ok(connection.execute("DELETE FROM history_payload WHERE sequence = ?1", [sequence])? > 0)
}

fn read(row: &rusqlite::Row) -> rusqlite::Result<HistoryRow> {
    let side = |column: &str| -> rusqlite::Result<Option<serde_json::Value>> {
        let text: Option<String> = row.get(column)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    };
    Ok(HistoryRow {
        sequence: row.get("sequence")?,
        at: row.get("at")?,
        who: row.get("who")?,
        role: parsed_option(row, "role")?,
        command: row.get("command")?,
        command_id: row.get("command_id")?,
        entity: row.get("entity")?,
        entity_id: row.get("entity_id")?,
        is_erased: row.get("is_erased")?,
        before: side("before")?,
        after: side("after")?,
    })
}
