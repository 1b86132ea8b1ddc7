//! The table `sub_processor`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::id::{ProviderId, SubProcessorId};
use provident_domain::sub_processor::{SubProcessor, is_linked_loop, is_loop};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};

use crate::act::{Saved, Writing};
use crate::fault::{StoreFault, Stored};
use crate::register::Reading;
use crate::revision::{held_revision, not_found};
use crate::value::{from_json, json, parsed, parsed_option};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredSubProcessor {
    pub id: SubProcessorId,
    pub provider: ProviderId,
    pub revision: u32,
    pub sub_processor: SubProcessor,
}

/// A provider that stands in the list of another one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkedProvider {
    pub name: String,
    /// Those it has today.
    pub sub_processors: u32,
}

/// What stands in the history: the sub-processor and whose it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnedSubProcessor {
    pub provider: ProviderId,
    #[serde(flatten)]
    pub sub_processor: SubProcessor,
}

/// Where a change would lead back to itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Loop {
    /// Under one that it engages itself.
    Parent,
    /// Linked to a provider whose own list leads back here.
    Linked,
}

impl Reading<'_> {
    pub fn sub_processor(&self, id: SubProcessorId) -> Stored<StoredSubProcessor> {
        get(self.connection, id)
    }

    /// The providers that the list of one is linked to.
    pub fn linked_providers(&self, provider: ProviderId, today: NaiveDate) -> Stored<BTreeMap<ProviderId, LinkedProvider>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.id, p.name,
                    (SELECT count(*) FROM sub_processor s WHERE s.provider_id = p.id AND (s.until IS NULL OR s.until >= ?2)) AS count
               FROM provider p
              WHERE p.id IN (SELECT linked_id FROM sub_processor WHERE provider_id = ?1)",
        )?;
        let rows = statement.query_map([provider.to_string(), today.to_string()], |row| {
            Ok((parsed(row, "id")?, LinkedProvider { name: row.get("name")?, sub_processors: row.get("count")? }))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Of one provider, by name, those of the past included.
    pub fn sub_processors(&self, provider: ProviderId) -> Stored<Vec<StoredSubProcessor>> {
        of_provider(self.connection, provider)
    }

    /// Whether this place in the tree would lead back to itself.
    pub fn loop_of(&self, id: SubProcessorId, provider: ProviderId, wanted: &SubProcessor) -> Stored<Option<Loop>> {
        if let Some(parent) = wanted.parent {
            let held = of_provider(self.connection, provider)?;
            let parents: BTreeMap<_, _> = held.into_iter().map(|held| (held.id, held.sub_processor.parent)).collect();
            if !parents.contains_key(&parent) {
                return Err(not_found("sub_processor", parent));
            }
            if is_loop(id, parent, &parents) {
                return Ok(Some(Loop::Parent));
            }
        }
        if let Some(linked) = wanted.linked {
            crate::provider::get(self.connection, linked)?;
            let mut fault = None;
            let leads_back = is_linked_loop(provider, linked, |at| {
                linked_from(self.connection, at).unwrap_or_else(|error| {
                    fault = Some(error);
                    Vec::new()
                })
            });
            if let Some(fault) = fault {
                return Err(fault);
            }
            if leads_back {
                return Ok(Some(Loop::Linked));
            }
        }
        Ok(None)
    }
}

impl Writing<'_> {
    pub fn save_sub_processor(
        &mut self,
        id: SubProcessorId,
        provider: ProviderId,
        revision: Option<u32>,
        wanted: &SubProcessor,
    ) -> Stored<Saved> {
        let held = find(&self.transaction, id)?;
        let current = held_revision(held.as_ref().map(|held| held.revision), revision)?;
        if held.as_ref().is_some_and(|held| held.provider != provider) {
            return Err(not_found("sub_processor", id));
        }
        if held.as_ref().is_some_and(|held| held.sub_processor == *wanted) {
            return Ok(Saved::Unchanged);
        }
        write(&self.transaction, id, provider, wanted, current + 1)?;
        let before = held.as_ref().map(payload);
        let after = json(&OwnedSubProcessor { provider, sub_processor: wanted.clone() });
        self.record_of(provider, "sub_processor", &id.to_string(), before.as_deref(), Some(&after))?;
        self.touch(provider);
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }

    /// Takes out one that was never there. One that others hang on, or a transfer names, stays.
    pub fn remove_sub_processor(&mut self, id: SubProcessorId, revision: u32) -> Stored<ProviderId> {
        let held = get(&self.transaction, id)?;
        held_revision(Some(held.revision), Some(revision))?;
        let used = "SELECT (SELECT count(*) FROM sub_processor WHERE parent_id = ?1)
                         + (SELECT count(*) FROM transfer
                             WHERE provider_id = ?2 AND (exporter ->> 'id' = ?1 OR importer ->> 'id' = ?1))";
        let count: u64 = self.transaction.query_row(used, [id.to_string(), held.provider.to_string()], |row| row.get(0))?;
        if count > 0 {
            return Err(StoreFault::InUse { entity: "sub_processor", count });
        }
        self.transaction.execute("DELETE FROM sub_processor WHERE id = ?1", [id.to_string()])?;
        self.record_of(held.provider, "sub_processor", &id.to_string(), Some(&payload(&held)), None)?;
        self.touch(held.provider);
        Ok(held.provider)
    }

    /// One that belongs to another provider than was thought.
    pub fn move_sub_processor(&mut self, id: SubProcessorId, to: ProviderId) -> Stored<()> {
        let held = get(&self.transaction, id)?;
        self.transaction.execute(
            "UPDATE sub_processor SET provider_id = ?2, revision = revision + 1 WHERE id = ?1",
            [id.to_string(), to.to_string()],
        )?;
        let after = json(&OwnedSubProcessor { provider: to, sub_processor: held.sub_processor.clone() });
        self.record_of(to, "sub_processor", &id.to_string(), Some(&payload(&held)), Some(&after))?;
        self.touch(held.provider);
        self.touch(to);
        Ok(())
    }

    /// Links to a provider that turned out to be another one. A link that would now lead back is none.
    pub fn relink_sub_processors(&mut self, from: ProviderId, to: Option<ProviderId>) -> Stored<()> {
        let linked: Vec<SubProcessorId> = {
            let mut statement = self.transaction.prepare_cached("SELECT id FROM sub_processor WHERE linked_id = ?1 ORDER BY id")?;
            let rows = statement.query_map([from.to_string()], |row| parsed(row, "id"))?;
            rows.collect::<Result<_, _>>()?
        };
        for id in linked {
            let held = get(&self.transaction, id)?;
            // A link to itself would be a loop.
            let linked = to.filter(|to| *to != held.provider);
            self.save_sub_processor(id, held.provider, None, &SubProcessor { linked, ..held.sub_processor })?;
        }
        let Some(to) = to else { return Ok(()) };
        for held in of_provider(&self.transaction, to)? {
            if self.reading().loop_of(held.id, to, &held.sub_processor)? == Some(Loop::Linked) {
                self.save_sub_processor(held.id, to, None, &SubProcessor { linked: None, ..held.sub_processor })?;
            }
        }
        Ok(())
    }
}

/// The payload of the history line about a sub-processor, to compare it with the record.
pub(crate) fn payload(held: &StoredSubProcessor) -> String {
    json(&OwnedSubProcessor { provider: held.provider, sub_processor: held.sub_processor.clone() })
}

const SELECT: &str = "SELECT id, provider_id, parent_id, linked_id, name, address, country, contact, website, service, locations,
                             access_countries, since, until, notes, revision
                        FROM sub_processor";

pub(crate) fn get(connection: &Connection, id: SubProcessorId) -> Stored<StoredSubProcessor> {
    find(connection, id)?.ok_or_else(|| not_found("sub_processor", id))
}

fn find(connection: &Connection, id: SubProcessorId) -> Stored<Option<StoredSubProcessor>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    Ok(statement.query_row([id.to_string()], read).optional()?)
}

pub(crate) fn of_provider(connection: &Connection, provider: ProviderId) -> Stored<Vec<StoredSubProcessor>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE provider_id = ?1 ORDER BY name COLLATE NOCASE, id"))?;
    let rows = statement.query_map([provider.to_string()], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Providers that the list of one is linked to.
fn linked_from(connection: &Connection, provider: ProviderId) -> Stored<Vec<ProviderId>> {
    let mut statement =
        connection.prepare_cached("SELECT DISTINCT linked_id FROM sub_processor WHERE provider_id = ?1 AND linked_id IS NOT NULL")?;
    let rows = statement.query_map([provider.to_string()], |row| parsed(row, "linked_id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row) -> rusqlite::Result<StoredSubProcessor> {
    Ok(StoredSubProcessor {
        id: parsed(row, "id")?,
        provider: parsed(row, "provider_id")?,
        revision: row.get("revision")?,
        sub_processor: SubProcessor {
            name: row.get("name")?,
            parent: parsed_option(row, "parent_id")?,
            linked: parsed_option(row, "linked_id")?,
            address: row.get("address")?,
            country: parsed_option(row, "country")?,
            contact: row.get("contact")?,
            website: row.get("website")?,
            service: row.get("service")?,
            locations: from_json(row, "locations")?,
            access_countries: from_json(row, "access_countries")?,
            since: parsed_option(row, "since")?,
            until: parsed_option(row, "until")?,
            notes: row.get("notes")?,
        },
    })
}

fn write(connection: &Connection, id: SubProcessorId, provider: ProviderId, held: &SubProcessor, revision: u32) -> Stored<()> {
    connection
        .prepare_cached(
            "INSERT INTO sub_processor
               (id, provider_id, parent_id, linked_id, name, address, country, contact, website, service, locations,
                access_countries, since, until, notes, revision)
             VALUES
               (:id, :provider, :parent, :linked, :name, :address, :country, :contact, :website, :service, :locations,
                :access, :since, :until, :notes, :revision)
             ON CONFLICT (id) DO UPDATE
               SET parent_id = excluded.parent_id, linked_id = excluded.linked_id, name = excluded.name, address = excluded.address,
                   country = excluded.country, contact = excluded.contact, website = excluded.website, service = excluded.service,
                   locations = excluded.locations, access_countries = excluded.access_countries, since = excluded.since,
                   until = excluded.until, notes = excluded.notes, revision = excluded.revision",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":provider": provider.to_string(),
            ":parent": held.parent.map(|id| id.to_string()),
            ":linked": held.linked.map(|id| id.to_string()),
            ":name": held.name,
            ":address": held.address,
            ":country": held.country.map(|country| country.to_string()),
            ":contact": held.contact,
            ":website": held.website,
            ":service": held.service,
            ":locations": json(&held.locations),
            ":access": json(&held.access_countries),
            ":since": held.since.map(|day| day.to_string()),
            ":until": held.until.map(|day| day.to_string()),
            ":notes": held.notes,
            ":revision": revision,
        })?;
    Ok(())
}
