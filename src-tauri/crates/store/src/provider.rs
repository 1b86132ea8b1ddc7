//! The tables `provider` and `certification`.

use provident_domain::fact::changed_in_provider;
use provident_domain::id::ProviderId;
use provident_domain::provider::{HeldCertification, Provider};
use provident_domain::similar::Names;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::act::{Saved, Writing};
use crate::fault::{StoreFault, Stored};
use crate::register::Reading;
use crate::value::{enum_option, from_json, json, parsed, parsed_option};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredProvider {
    pub id: ProviderId,
    pub revision: u32,
    pub provider: Provider,
    /// RFC 3339.
    pub created_at: String,
    pub updated_at: String,
}

/// The names of one provider, to compare others with.
pub type StoredNames = (ProviderId, Names);

impl Reading<'_> {
    pub fn provider(&self, id: ProviderId) -> Stored<StoredProvider> {
        get(self.connection, id)
    }

    /// Every name in the register.
    pub fn names(&self) -> Stored<Vec<StoredNames>> {
        names(self.connection)
    }

    /// All providers by name, then by id.
    pub fn provider_ids(&self) -> Stored<Vec<ProviderId>> {
        ids(self.connection)
    }
}

impl Writing<'_> {
    /// Saves a provider. A changed fact takes its verification back to declared.
    pub fn save_provider(&mut self, id: ProviderId, revision: Option<u32>, provider: &Provider) -> Stored<Saved> {
        let held = find(&self.transaction, id)?;
        let current = held.as_ref().map_or(0, |held| held.revision);
        if revision.is_some_and(|read| read != current) {
            return Err(StoreFault::Conflict { revision: current });
        }
        if held.as_ref().is_some_and(|held| held.provider == *provider) {
            return Ok(Saved::Unchanged);
        }
        write(&self.transaction, id, provider, current + 1, &self.act.at)?;
        write_certifications(&self.transaction, id, &provider.certifications, held.is_some())?;
        let before = held.as_ref().map(|held| json(&held.provider));
        self.record("provider", &id.to_string(), before.as_deref(), Some(&json(provider)))?;
        self.declare(id, &changed_in_provider(held.as_ref().map(|held| &held.provider), provider))?;
        self.touch(id);
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }
}

impl Writing<'_> {
    /// Takes out a provider whose services and evidence went into another one. The history
    /// of both goes on with that one.
    pub fn remove_merged(&mut self, id: ProviderId, revision: u32, into: ProviderId) -> Stored<()> {
        let held = get(&self.transaction, id)?;
        if held.revision != revision {
            return Err(StoreFault::Conflict { revision: held.revision });
        }
        let text = id.to_string();
        for (group, standing) in crate::fact::of_provider(&self.transaction, id)? {
            crate::fact::record_removed(self, id, group, &standing)?;
        }
        crate::row::remove(&self.transaction, id)?;
        for sql in [
            "DELETE FROM fact WHERE provider_id = ?1",
            "DELETE FROM certification WHERE provider_id = ?1",
            "UPDATE merged_provider SET into_id = ?2 WHERE into_id = ?1",
            "INSERT INTO merged_provider (id, into_id) VALUES (?1, ?2)",
            "DELETE FROM provider WHERE id = ?1",
        ] {
            let mut statement = self.transaction.prepare(sql)?;
            match statement.parameter_count() {
                1 => statement.execute([&text])?,
                _ => statement.execute([&text, &into.to_string()])?,
            };
        }
        self.forget(id);
        self.record("provider", &text, Some(&json(&held.provider)), None)
    }

    /// Puts back a provider that went into another one.
    pub fn restore_merged(&mut self, id: ProviderId, provider: &Provider) -> Stored<()> {
        self.transaction.execute("DELETE FROM merged_provider WHERE id = ?1", [id.to_string()])?;
        self.save_provider(id, Some(0), provider).map(drop)
    }
}

pub(crate) fn get(connection: &Connection, id: ProviderId) -> Stored<StoredProvider> {
    find(connection, id)?.ok_or_else(|| StoreFault::NotFound { entity: "provider", id: id.to_string() })
}

pub(crate) fn ids(connection: &Connection) -> Stored<Vec<ProviderId>> {
    let mut statement = connection.prepare("SELECT id FROM provider ORDER BY name COLLATE NOCASE, id")?;
    let rows = statement.query_map([], |row| parsed(row, "id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn find(connection: &Connection, id: ProviderId) -> Stored<Option<StoredProvider>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, legal_name, aliases, registration_id, category, status, address, country, parent, parent_country, website,
                contacts, links, unknown, notes, imported_notes, created_at, updated_at, revision
           FROM provider
          WHERE id = ?1",
    )?;
    let Some(mut found) = statement.query_row([id.to_string()], read).optional()? else { return Ok(None) };
    found.provider.certifications = certifications(connection, id)?;
    Ok(Some(found))
}

fn read(row: &Row) -> rusqlite::Result<StoredProvider> {
    Ok(StoredProvider {
        id: parsed(row, "id")?,
        revision: row.get("revision")?,
        provider: Provider {
            name: row.get("name")?,
            legal_name: row.get("legal_name")?,
            aliases: from_json(row, "aliases")?,
            registration_id: row.get("registration_id")?,
            category: row.get("category")?,
            status: parsed_option(row, "status")?,
            address: row.get("address")?,
            country: parsed_option(row, "country")?,
            parent: row.get("parent")?,
            parent_country: parsed_option(row, "parent_country")?,
            website: row.get("website")?,
            contacts: from_json(row, "contacts")?,
            links: from_json(row, "links")?,
            certifications: Vec::new(),
            unknown: from_json(row, "unknown")?,
            notes: row.get("notes")?,
            imported_notes: row.get("imported_notes")?,
        },
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

fn certifications(connection: &Connection, id: ProviderId) -> Stored<Vec<HeldCertification>> {
    let mut statement = connection.prepare_cached(
        "SELECT standard, scope, valid_from, valid_until
           FROM certification
          WHERE provider_id = ?1
          ORDER BY position",
    )?;
    let rows = statement.query_map([id.to_string()], |row| {
        Ok(HeldCertification {
            standard: row.get("standard")?,
            scope: row.get("scope")?,
            valid_from: parsed_option(row, "valid_from")?,
            valid_until: parsed_option(row, "valid_until")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn write(connection: &Connection, id: ProviderId, provider: &Provider, revision: u32, at: &str) -> Stored<()> {
    connection
        .prepare_cached(
            "INSERT INTO provider
               (id, name, legal_name, aliases, registration_id, category, status, address, country, parent, parent_country, website,
                contacts, links, unknown, notes, imported_notes, created_at, updated_at, revision)
             VALUES
               (:id, :name, :legal_name, :aliases, :registration_id, :category, :status, :address, :country, :parent, :parent_country, :website,
                :contacts, :links, :unknown, :notes, :imported_notes, :at, :at, :revision)
             ON CONFLICT (id) DO UPDATE
               SET name = excluded.name, legal_name = excluded.legal_name, aliases = excluded.aliases,
                   registration_id = excluded.registration_id, category = excluded.category, status = excluded.status,
                   address = excluded.address, country = excluded.country, parent = excluded.parent,
                   parent_country = excluded.parent_country, website = excluded.website,
                   contacts = excluded.contacts, links = excluded.links, unknown = excluded.unknown, notes = excluded.notes,
                   imported_notes = excluded.imported_notes, updated_at = excluded.updated_at, revision = excluded.revision",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":name": provider.name,
            ":legal_name": provider.legal_name,
            ":aliases": json(&provider.aliases),
            ":registration_id": provider.registration_id,
            ":category": provider.category,
            ":status": enum_option(&provider.status),
            ":address": provider.address,
            ":country": provider.country.map(|country| country.to_string()),
            ":parent": provider.parent,
            ":parent_country": provider.parent_country.map(|country| country.to_string()),
            ":website": provider.website,
            ":contacts": json(&provider.contacts),
            ":links": json(&provider.links),
            ":unknown": json(&provider.unknown),
            ":notes": provider.notes,
            ":imported_notes": provider.imported_notes,
            ":at": at,
            ":revision": revision,
        })?;
    Ok(())
}

fn write_certifications(connection: &Connection, id: ProviderId, held: &[HeldCertification], replace: bool) -> Stored<()> {
    if replace {
        connection.prepare_cached("DELETE FROM certification WHERE provider_id = ?1")?.execute([id.to_string()])?;
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO certification (provider_id, position, standard, scope, valid_from, valid_until)
         VALUES (:provider, :position, :standard, :scope, :valid_from, :valid_until)",
    )?;
    for (position, certification) in held.iter().enumerate() {
        statement.execute(named_params! {
            ":provider": id.to_string(),
            ":position": position,
            ":standard": certification.standard,
            ":scope": certification.scope,
            ":valid_from": certification.valid_from.map(|day| day.to_string()),
            ":valid_until": certification.valid_until.map(|day| day.to_string()),
        })?;
    }
    Ok(())
}

fn names(connection: &Connection) -> Stored<Vec<StoredNames>> {
    let mut statement = connection.prepare("SELECT id, name, legal_name, aliases, website FROM provider ORDER BY id")?;
    let rows = statement.query_map([], |row| {
        let names = Names {
            name: row.get("name")?,
            legal_name: row.get("legal_name")?,
            aliases: from_json(row, "aliases")?,
            website: row.get("website")?,
        };
        Ok((parsed(row, "id")?, names))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
