//! The table `fact`: how sure each group of facts about a provider is.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::{EvidenceId, ProviderId};
use rusqlite::{Connection, Row, named_params};
use serde::Serialize;

use crate::act::Writing;
use crate::fault::Stored;
use crate::register::Reading;
use crate::value::{json, parsed, parsed_option};

#[derive(Serialize)]
struct Payload<'a> {
    provider: ProviderId,
    group: FactGroup,
    standing: &'a Standing,
}

/// Under which a group of facts stands in the history.
pub(crate) fn id_of(provider: ProviderId, group: FactGroup) -> String {
    format!("{provider}:{}", group.id())
}

pub(crate) fn payload(provider: ProviderId, group: FactGroup, standing: &Standing) -> String {
    json(&Payload { provider, group, standing })
}

impl Reading<'_> {
    pub fn standings(&self, provider: ProviderId) -> Stored<BTreeMap<FactGroup, Standing>> {
        of_provider(self.connection, provider)
    }
}

impl Writing<'_> {
    /// Somebody declares or verifies a group of facts.
    pub fn set_standing(&mut self, provider: ProviderId, group: FactGroup, standing: &Standing) -> Stored<()> {
        crate::provider::get(&self.transaction, provider)?;
        let held = of_provider(&self.transaction, provider)?.remove(&group);
        if held.as_ref() == Some(standing) {
            return Ok(());
        }
        write(&self.transaction, provider, group, standing)?;
        let before = held.as_ref().map(|held| payload(provider, group, held));
        self.record_of(provider, "fact", &id_of(provider, group), before.as_deref(), Some(&payload(provider, group, standing)))?;
        self.touch(provider);
        Ok(())
    }

    /// Facts that were just written are declared by whoever wrote them. The line of the
    /// record says so; a line of its own stands only where a verification is lost.
    pub(crate) fn declare(&mut self, provider: ProviderId, groups: &[FactGroup]) -> Stored<()> {
        if groups.is_empty() {
            return Ok(());
        }
        let held = of_provider(&self.transaction, provider)?;
        let declared = Standing::Declared { by: self.act.who.clone(), on: self.rules.today, file: None };
        for group in groups {
            if held.get(group).is_some_and(Standing::is_verified) {
                self.set_standing(provider, *group, &declared)?;
            } else {
                write(&self.transaction, provider, *group, &declared)?;
            }
        }
        Ok(())
    }
}

/// Whether whoever declared this wrote something of the provider on that day, here or elsewhere on earth.
pub(crate) fn is_declared_by_a_line(connection: &Connection, provider: ProviderId, standing: &Standing) -> Stored<bool> {
    let Standing::Declared { by, on, file: None } = standing else { return Ok(false) };
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1
                          FROM history
                         WHERE subject_id = ?1 AND who = ?2
                           AND date(at) BETWEEN date(?3, '-1 day') AND date(?3, '+1 day'))",
    )?;
    Ok(statement.query_row([&provider.to_string(), by, &on.to_string()], |row| row.get(0))?)
}

/// A verification that goes with its provider; what was only declared stands in the record itself.
pub(crate) fn record_removed(writing: &mut Writing, provider: ProviderId, group: FactGroup, standing: &Standing) -> Stored<()> {
    if !standing.is_verified() {
        return Ok(());
    }
    writing.record_of(provider, "fact", &id_of(provider, group), Some(&payload(provider, group, standing)), None)
}

/// The groups that were verified from this evidence.
pub(crate) fn from_evidence(connection: &Connection, evidence: EvidenceId) -> Stored<Vec<(ProviderId, FactGroup)>> {
    let mut statement = connection.prepare_cached("SELECT provider_id, fact_group FROM fact WHERE evidence_id = ?1")?;
    let rows = statement.query_map([evidence.to_string()], |row| Ok((parsed(row, "provider_id")?, parsed(row, "fact_group")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn of_provider(connection: &Connection, provider: ProviderId) -> Stored<BTreeMap<FactGroup, Standing>> {
    let mut statement = connection.prepare_cached(
        "SELECT fact_group, kind, person, stated_on, evidence_id, place, file
           FROM fact
          WHERE provider_id = ?1",
    )?;
    let rows = statement.query_map([provider.to_string()], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row) -> rusqlite::Result<(FactGroup, Standing)> {
    let by: String = row.get("person")?;
    let on: NaiveDate = parsed(row, "stated_on")?;
    let kind: String = row.get("kind")?;
    let standing = if kind == "verified" {
        Standing::Verified { by, on, evidence: parsed_option(row, "evidence_id")?, place: row.get("place")? }
    } else {
        Standing::Declared { by, on, file: row.get("file")? }
    };
    Ok((parsed(row, "fact_group")?, standing))
}

fn write(connection: &Connection, provider: ProviderId, group: FactGroup, standing: &Standing) -> Stored<()> {
    let (kind, by, on, evidence, place, file) = match standing {
        Standing::Declared { by, on, file } => ("declared", by, on, None, None, file.as_deref()),
        Standing::Verified { by, on, evidence, place } => ("verified", by, on, evidence.map(|id| id.to_string()), place.as_deref(), None),
    };
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO fact (provider_id, fact_group, kind, person, stated_on, evidence_id, place, file)
             VALUES (:provider, :fact_group, :kind, :person, :stated_on, :evidence, :place, :file)",
        )?
        .execute(named_params! {
            ":provider": provider.to_string(), ":fact_group": group.id(), ":kind": kind, ":person": by,
            ":stated_on": on.to_string(), ":evidence": evidence, ":place": place, ":file": file,
        })?;
    Ok(())
}
