//! The tables `service`, `service_department`, `service_data` and `service_country`.

use provident_domain::country::CountryCode;
use provident_domain::fact::changed_in_service;
use provident_domain::id::{DepartmentId, ProviderId, ServiceId};
use provident_domain::service::{ClientImpact, PersonalDataUse, Service, StaffAccess};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;

use crate::act::{Saved, Writing};
use crate::fault::{StoreFault, Stored};
use crate::provider::StoredProvider;
use crate::register::Reading;
use crate::value::{enum_option, from_json, json, parsed, parsed_option};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredService {
    pub id: ServiceId,
    pub provider: ProviderId,
    pub revision: u32,
    pub service: Service,
}

/// What stands in the history: the service and whose it is.
#[derive(Serialize)]
struct Payload<'a> {
    provider: ProviderId,
    #[serde(flatten)]
    service: &'a Service,
}

impl Reading<'_> {
    /// Services of a provider by name.
    pub fn services(&self, provider: ProviderId) -> Stored<Vec<StoredService>> {
        of_provider(self.connection, provider)
    }

    pub fn service(&self, id: ServiceId) -> Stored<StoredService> {
        get(self.connection, id)
    }

    /// What a department uses, with its providers, by name; what ended is left out.
    pub fn services_of_department(&self, department: DepartmentId) -> Stored<Vec<(StoredProvider, StoredService)>> {
        let found: Vec<(ProviderId, ServiceId)> = {
            let mut statement = self.connection.prepare_cached(
                "SELECT s.provider_id, s.id
                   FROM service_department l
                   JOIN service s ON s.id = l.service_id
                   JOIN provider p ON p.id = s.provider_id
                  WHERE l.department_id = ?1 AND p.status IS NOT 'ended'
                  ORDER BY s.name COLLATE NOCASE, s.id",
            )?;
            let rows = statement.query_map([department.to_string()], |row| Ok((parsed(row, "provider_id")?, parsed(row, "id")?)))?;
            rows.collect::<Result<_, _>>()?
        };
        found.into_iter().map(|(provider, service)| Ok((self.provider(provider)?, self.service(service)?))).collect()
    }
}

impl Writing<'_> {
    /// Saves a service. A changed fact takes the provider's verification back to declared.
    pub fn save_service(&mut self, id: ServiceId, provider: ProviderId, revision: Option<u32>, service: &Service) -> Stored<Saved> {
        let held = find(&self.transaction, id)?;
        let current = held.as_ref().map_or(0, |held| held.revision);
        if held.as_ref().is_some_and(|held| held.provider != provider) {
            return Err(StoreFault::NotFound { entity: "service", id: id.to_string() });
        }
        if revision.is_some_and(|read| read != current) {
            return Err(StoreFault::Conflict { revision: current });
        }
        if held.as_ref().is_some_and(|held| held.service == *service) {
            return Ok(Saved::Unchanged);
        }
        write(&self.transaction, id, provider, service, current + 1, &self.act.at)?;
        write_parts(&self.transaction, id, service, held.is_some())?;
        let before = held.as_ref().map(|held| json(&Payload { provider, service: &held.service }));
        self.record_of(provider, "service", &id.to_string(), before.as_deref(), Some(&json(&Payload { provider, service })))?;
        self.declare(provider, &changed_in_service(held.as_ref().map(|held| &held.service), Some(service)))?;
        self.touch(provider);
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }

    /// A service that belongs to another provider than was thought.
    pub fn move_service(&mut self, id: ServiceId, to: ProviderId) -> Stored<()> {
        let held = get(&self.transaction, id)?;
        crate::provider::get(&self.transaction, to)?;
        self.transaction.execute(
            "UPDATE service SET provider_id = ?2, revision = revision + 1, updated_at = ?3 WHERE id = ?1",
            [&id.to_string(), &to.to_string(), &self.act.at],
        )?;
        let before = json(&Payload { provider: held.provider, service: &held.service });
        let after = json(&Payload { provider: to, service: &held.service });
        self.record_of(to, "service", &id.to_string(), Some(&before), Some(&after))?;
        self.declare(to, &changed_in_service(None, Some(&held.service)))?;
        self.touch(held.provider);
        self.touch(to);
        Ok(())
    }

    pub fn remove_service(&mut self, id: ServiceId, revision: u32) -> Stored<ProviderId> {
        let held = get(&self.transaction, id)?;
        if held.revision != revision {
            return Err(StoreFault::Conflict { revision: held.revision });
        }
        self.unlink_service(id)?;
        self.remove_transfers_of_service(id)?;
        self.transaction.execute("DELETE FROM service WHERE id = ?1", [id.to_string()])?;
        let before = json(&Payload { provider: held.provider, service: &held.service });
        self.record_of(held.provider, "service", &id.to_string(), Some(&before), None)?;
        self.declare(held.provider, &changed_in_service(Some(&held.service), None))?;
        self.touch(held.provider);
        Ok(held.provider)
    }
}

/// The payload of the history line about a service, to compare it with the record.
pub(crate) fn payload(stored: &StoredService) -> String {
    json(&Payload { provider: stored.provider, service: &stored.service })
}

const SELECT: &str = "SELECT id, provider_id, name, owner, our_role, their_role, purpose, data_fields, direction, transfer_note,
                             staff_people, staff_administrators, staff_roles, staff_sign_on, staff_leavers, staff_last_review,
                             client_meaning, clients_told, unknown, notes, revision
                        FROM service";

pub(crate) fn get(connection: &Connection, id: ServiceId) -> Stored<StoredService> {
    find(connection, id)?.ok_or_else(|| StoreFault::NotFound { entity: "service", id: id.to_string() })
}

fn find(connection: &Connection, id: ServiceId) -> Stored<Option<StoredService>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    let found = statement.query_row([id.to_string()], read).optional()?;
    found.map(|service| with_parts(connection, service)).transpose()
}

pub(crate) fn of_provider(connection: &Connection, provider: ProviderId) -> Stored<Vec<StoredService>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE provider_id = ?1 ORDER BY name COLLATE NOCASE, id"))?;
    let rows = statement.query_map([provider.to_string()], read)?;
    rows.map(|row| with_parts(connection, row?)).collect()
}

fn read(row: &Row) -> rusqlite::Result<StoredService> {
    Ok(StoredService {
        id: parsed(row, "id")?,
        provider: parsed(row, "provider_id")?,
        revision: row.get("revision")?,
        service: Service {
            name: row.get("name")?,
            departments: Vec::new(),
            owner: row.get("owner")?,
            our_role: parsed_option(row, "our_role")?,
            their_role: parsed_option(row, "their_role")?,
            purpose: row.get("purpose")?,
            data_fields: from_json(row, "data_fields")?,
            data: Vec::new(),
            direction: parsed_option(row, "direction")?,
            storage_countries: Vec::new(),
            access_countries: Vec::new(),
            transfer_note: row.get("transfer_note")?,
            staff_access: StaffAccess {
                people: row.get("staff_people")?,
                administrators: row.get("staff_administrators")?,
                roles: from_json(row, "staff_roles")?,
                sign_on: from_json(row, "staff_sign_on")?,
                leavers: row.get("staff_leavers")?,
                last_review: parsed_option(row, "staff_last_review")?,
            },
            client_impact: ClientImpact { meaning: row.get("client_meaning")?, told: parsed_option(row, "clients_told")? },
            unknown: from_json(row, "unknown")?,
            notes: row.get("notes")?,
        },
    })
}

fn with_parts(connection: &Connection, mut stored: StoredService) -> Stored<StoredService> {
    stored.service.departments = departments(connection, stored.id)?;
    stored.service.data = data(connection, stored.id)?;
    for (kind, country) in countries(connection, stored.id)? {
        let list = if kind == "storage" { &mut stored.service.storage_countries } else { &mut stored.service.access_countries };
        list.push(country);
    }
    Ok(stored)
}

fn departments(connection: &Connection, id: ServiceId) -> Stored<Vec<DepartmentId>> {
    let mut statement =
        connection.prepare_cached("SELECT department_id FROM service_department WHERE service_id = ?1 ORDER BY department_id")?;
    let rows = statement.query_map([id.to_string()], |row| parsed(row, "department_id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn data(connection: &Connection, id: ServiceId) -> Stored<Vec<PersonalDataUse>> {
    let mut statement =
        connection.prepare_cached("SELECT category, subjects, volume FROM service_data WHERE service_id = ?1 ORDER BY position")?;
    let rows = statement.query_map([id.to_string()], |row| {
        Ok(PersonalDataUse { category: row.get("category")?, subjects: from_json(row, "subjects")?, volume: parsed_option(row, "volume")? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn countries(connection: &Connection, id: ServiceId) -> Stored<Vec<(String, CountryCode)>> {
    let mut statement =
        connection.prepare_cached("SELECT kind, country FROM service_country WHERE service_id = ?1 ORDER BY kind, country")?;
    let rows = statement.query_map([id.to_string()], |row| Ok((row.get("kind")?, parsed(row, "country")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn write(connection: &Connection, id: ServiceId, provider: ProviderId, service: &Service, revision: u32, at: &str) -> Stored<()> {
    let staff = &service.staff_access;
    connection
        .prepare_cached(
            "INSERT INTO service
               (id, provider_id, name, owner, our_role, their_role, purpose, data_fields, direction, transfer_note,
                staff_people, staff_administrators, staff_roles, staff_sign_on, staff_leavers, staff_last_review,
                client_meaning, clients_told, unknown, notes, created_at, updated_at, revision)
             VALUES
               (:id, :provider, :name, :owner, :our_role, :their_role, :purpose, :data_fields, :direction, :transfer_note,
                :people, :administrators, :roles, :sign_on, :leavers, :last_review,
                :meaning, :told, :unknown, :notes, :at, :at, :revision)
             ON CONFLICT (id) DO UPDATE
               SET name = excluded.name, owner = excluded.owner, our_role = excluded.our_role, their_role = excluded.their_role,
                   purpose = excluded.purpose, data_fields = excluded.data_fields, direction = excluded.direction,
                   transfer_note = excluded.transfer_note, staff_people = excluded.staff_people,
                   staff_administrators = excluded.staff_administrators, staff_roles = excluded.staff_roles,
                   staff_sign_on = excluded.staff_sign_on, staff_leavers = excluded.staff_leavers,
                   staff_last_review = excluded.staff_last_review, client_meaning = excluded.client_meaning,
                   clients_told = excluded.clients_told, unknown = excluded.unknown, notes = excluded.notes,
                   updated_at = excluded.updated_at, revision = excluded.revision",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":provider": provider.to_string(),
            ":name": service.name,
            ":owner": service.owner,
            ":our_role": enum_option(&service.our_role),
            ":their_role": enum_option(&service.their_role),
            ":purpose": service.purpose,
            ":data_fields": json(&service.data_fields),
            ":direction": enum_option(&service.direction),
            ":transfer_note": service.transfer_note,
            ":people": staff.people,
            ":administrators": staff.administrators,
            ":roles": json(&staff.roles),
            ":sign_on": json(&staff.sign_on),
            ":leavers": staff.leavers,
            ":last_review": staff.last_review.map(|day| day.to_string()),
            ":meaning": service.client_impact.meaning,
            ":told": enum_option(&service.client_impact.told),
            ":unknown": json(&service.unknown),
            ":notes": service.notes,
            ":at": at,
            ":revision": revision,
        })?;
    Ok(())
}

fn write_parts(connection: &Connection, id: ServiceId, service: &Service, replace: bool) -> Stored<()> {
    let id = id.to_string();
    if replace {
        connection.prepare_cached("DELETE FROM service_department WHERE service_id = ?1")?.execute([&id])?;
        connection.prepare_cached("DELETE FROM service_data WHERE service_id = ?1")?.execute([&id])?;
        connection.prepare_cached("DELETE FROM service_country WHERE service_id = ?1")?.execute([&id])?;
    }
    for department in &service.departments {
        connection
            .prepare_cached("INSERT INTO service_department (service_id, department_id) VALUES (?1, ?2)")?
            .execute([&id, &department.to_string()])?;
    }
    for (position, data) in service.data.iter().enumerate() {
        connection
            .prepare_cached(
                "INSERT INTO service_data (service_id, category, subjects, volume, position)
                 VALUES (:service, :category, :subjects, :volume, :position)",
            )?
            .execute(named_params! {
                ":service": id, ":category": data.category, ":subjects": json(&data.subjects),
                ":volume": enum_option(&data.volume), ":position": position,
            })?;
    }
    for (kind, countries) in [("storage", &service.storage_countries), ("access", &service.access_countries)] {
        for country in countries {
            connection.prepare_cached("INSERT INTO service_country (service_id, kind, country) VALUES (?1, ?2, ?3)")?.execute([
                &id,
                kind,
                &country.to_string(),
            ])?;
        }
    }
    Ok(())
}
