//! What a day begins with: figures, what is due, what is open, and what was written lately.

use chrono::NaiveDate;
use provident_domain::due::{Due, DueSubject};
use provident_domain::id::ProviderId;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;
use ts_rs::TS;

use crate::fault::Stored;
use crate::list::{self, ProviderRow};
use crate::register::Reading;
use crate::transfer_list::TransferSums;
use crate::value::{from_json, parsed};

/// How many commands are looked through for the latest ones: of issued reports there may be many in a row.
const LOOKED_THROUGH: u32 = 400;

/// Counted over the providers that work for us; what is late or soon, over all that are not ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, TS)]
pub struct Figures {
    pub providers: u32,
    pub complete: u32,
    pub outside_eea: u32,
    /// Groups of facts that somebody verified.
    pub verified: u32,
    /// Groups of facts that are stated and that nobody verified.
    pub unverified: u32,
    pub late: u32,
    /// Due from this day on, to the end of the span asked for.
    pub soon: u32,
    /// Processing activities that are not retired.
    pub activities: u32,
    pub activities_complete: u32,
    pub transfers: TransferSums,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct DueRow {
    pub subject: DueSubject,
    /// Of the provider or activity; none of the register.
    pub name: Option<String>,
    /// Earliest first, at least one.
    pub dues: Vec<Due>,
}

/// One command, however many records it wrote.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct Deed {
    pub command_id: String,
    pub command: String,
    pub who: String,
    /// RFC 3339, UTC.
    pub at: String,
    /// Sequence of its last line.
    pub sequence: u64,
    /// Providers it touched.
    pub providers: u32,
    /// The first of them, where it is still in the register.
    pub provider: Option<ProviderId>,
    pub name: Option<String>,
}

impl Reading<'_> {
    pub fn figures(&self, today: NaiveDate, until: NaiveDate) -> Stored<Figures> {
        let counted = "SELECT count(*), coalesce(sum(completeness = 100), 0), coalesce(sum(is_outside_eea), 0),
                              coalesce(sum(verified), 0), coalesce(sum(unverified), 0)
                         FROM provider_row
                        WHERE works_for_us = 1";
        let read = |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
        let (providers, complete, outside_eea, verified, unverified) = self.connection.prepare_cached(counted)?.query_row([], read)?;
        let activities = "SELECT count(*), coalesce(sum(completeness = 100), 0) FROM activity_row WHERE status <> 'retired'";
        let mut activities = self.connection.prepare_cached(activities)?;
        let (activities, activities_complete) = activities.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let count = "SELECT count(*) FROM due WHERE due_on >= ?1 AND due_on < ?2";
        let mut counted = self.connection.prepare_cached(count)?;
        let late = counted.query_row(["", &today.to_string()], |row| row.get(0))?;
        let soon = counted.query_row([today.to_string(), until.succ_opt().unwrap_or(until).to_string()], |row| row.get(0))?;
        Ok(Figures {
            providers,
            complete,
            outside_eea,
            verified,
            unverified,
            late,
            soon,
            activities,
            activities_complete,
            transfers: self.transfer_sums()?,
        })
    }

    /// Providers, activities and the register itself with something due in a span of days, both included,
    /// earliest first; from the beginning of time when there is no `from`.
    pub fn dues(&self, from: Option<NaiveDate>, until: NaiveDate, limit: u32) -> Stored<Vec<DueRow>> {
        let span = (from.map_or(String::new(), |day| day.to_string()), until.to_string());
        let mut subjects = self.connection.prepare_cached(
            "SELECT subject_kind, subject_id, name
               FROM due
              WHERE due_on >= ?1 AND due_on <= ?2
              GROUP BY subject_kind, subject_id
              ORDER BY min(due_on), haystack
              LIMIT ?3",
        )?;
        let rows = subjects.query_map(rusqlite::params![span.0, span.1, limit], |row| {
            Ok((subject(row)?, row.get::<_, String>("subject_kind")?, row.get::<_, String>("subject_id")?, row.get::<_, String>("name")?))
        })?;
        let mut dues = self.connection.prepare_cached(
            "SELECT due
               FROM due
              WHERE subject_kind = ?1 AND subject_id = ?2 AND due_on >= ?3 AND due_on <= ?4
              ORDER BY due_on, n",
        )?;
        rows.map(|row| {
            let (subject, kind, id, name) = row?;
            let found = dues.query_map(rusqlite::params![kind, id, span.0, span.1], |row| from_json(row, "due"))?;
            Ok(DueRow { subject, name: Some(name).filter(|name| !name.is_empty()), dues: found.collect::<Result<_, _>>()? })
        })
        .collect()
    }

    /// Providers that work for us now with the most missing, least complete first.
    pub fn least_complete(&self, limit: u32) -> Stored<Vec<ProviderRow>> {
        working(self.connection, "r.completeness < 100", "r.completeness, r.sort_name", limit)
    }

    /// Those with facts nobody verified; what weighs most first: special categories, then data outside the EEA.
    pub fn least_verified(&self, limit: u32) -> Stored<Vec<ProviderRow>> {
        working(self.connection, "r.unverified > 0", "r.is_special DESC, r.is_outside_eea DESC, r.unverified DESC, r.sort_name", limit)
    }

    /// The latest commands, newest first. Issuing reports is no change.
    pub fn latest_deeds(&self, limit: usize) -> Stored<Vec<Deed>> {
        let mut last = self.connection.prepare_cached(
            "SELECT sequence, command_id, command, who, at, entity
               FROM history
              WHERE sequence < ?1
              ORDER BY sequence DESC
              LIMIT 1",
        )?;
        let mut first = self.connection.prepare_cached("SELECT min(sequence) FROM history WHERE command_id = ?1")?;
        let mut deeds: Vec<Deed> = Vec::new();
        let mut before = i64::MAX;
        // The lines of one command stand together: from the last of them to the one before the first.
        for _ in 0..LOOKED_THROUGH {
            let read = |row: &Row| Ok((row.get::<_, String>("entity")?, deed(row)?));
            let Some((entity, deed)) = last.query_row([before], read).optional()? else { break };
            before = first.query_row([&deed.command_id], |row| row.get(0))?;
            if entity != crate::history::ISSUED {
                deeds.push(self.with_providers(deed)?);
            }
            if deeds.len() == limit {
                break;
            }
        }
        Ok(deeds)
    }

    /// How many providers a command touched, and the first of them.
    fn with_providers(&self, deed: Deed) -> Stored<Deed> {
        let mut count = self.connection.prepare_cached(
            "SELECT count(*)
               FROM (SELECT DISTINCT subject_id FROM history WHERE command_id = ?1) h
               JOIN provider_row r ON r.provider_id = h.subject_id",
        )?;
        let mut first = self.connection.prepare_cached(
            "SELECT r.provider_id, r.name
               FROM history h
               JOIN provider_row r ON r.provider_id = h.subject_id
              WHERE h.command_id = ?1
              ORDER BY h.sequence
              LIMIT 1",
        )?;
        let providers = count.query_row([&deed.command_id], |row| row.get(0))?;
        let named = first.query_row([&deed.command_id], |row| Ok((parsed(row, "provider_id")?, row.get("name")?))).optional()?;
        let (provider, name) = named.unzip();
        Ok(Deed { providers, provider, name, ..deed })
    }

    /// Sequence of the last line of the history.
    pub fn last_sequence(&self) -> Stored<u64> {
        Ok(crate::history::head(self.connection)?.sequence)
    }

    /// When the last line of the history was written (RFC 3339).
    pub fn last_line_at(&self) -> Stored<Option<String>> {
        let found = self.connection.query_row("SELECT at FROM history ORDER BY sequence DESC LIMIT 1", [], |row| row.get(0));
        Ok(found.optional()?)
    }

    /// Which register this is, wherever its file lies.
    pub fn register_id(&self) -> Stored<String> {
        Ok(self.connection.query_row("SELECT id FROM register", [], |row| row.get(0))?)
    }
}

/// What a row of `due` belongs to.
pub(crate) fn subject(row: &Row) -> rusqlite::Result<DueSubject> {
    let kind: String = row.get("subject_kind")?;
    Ok(match kind.as_str() {
        "provider" => DueSubject::Provider { id: parsed(row, "subject_id")? },
        "activity" => DueSubject::Activity { id: parsed(row, "subject_id")? },
        _ => DueSubject::Register,
    })
}

fn deed(row: &Row) -> rusqlite::Result<Deed> {
    Ok(Deed {
        command_id: row.get("command_id")?,
        command: row.get("command")?,
        who: row.get("who")?,
        at: row.get("at")?,
        sequence: row.get("sequence")?,
        providers: 0,
        provider: None,
        name: None,
    })
}

fn working(connection: &Connection, condition: &str, order: &str, limit: u32) -> Stored<Vec<ProviderRow>> {
    let sql = format!("SELECT r.n FROM provider_row r WHERE r.works_for_us = 1 AND {condition} ORDER BY {order} LIMIT ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let numbers: Vec<i64> = statement.query_map([limit], |row| row.get(0))?.collect::<Result<_, _>>()?;
    numbers.into_iter().map(|n| list::row(connection, n)).collect()
}
