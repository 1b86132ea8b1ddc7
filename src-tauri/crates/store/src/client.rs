//! The tables `client` and `client_group`.

use chrono::NaiveDate;
use provident_domain::client::{Client, ClientGroup};
use provident_domain::id::{ActivityId, ClientGroupId, ClientId, ProviderId};
use provident_domain::notice::ClientDuty;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::act::{Saved, Writing};
use crate::fault::{StoreFault, Stored};
use crate::register::Reading;
use crate::revision::{held_revision, not_found};
use crate::value::{json, parsed, parsed_option};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredClient {
    pub id: ClientId,
    pub revision: u32,
    pub client: Client,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredClientGroup {
    pub id: ClientGroupId,
    pub revision: u32,
    pub group: ClientGroup,
}

impl Reading<'_> {
    pub fn client(&self, id: ClientId) -> Stored<StoredClient> {
        find(self.connection, id)?.ok_or_else(|| not_found("client", id))
    }

    /// By name.
    pub fn clients(&self) -> Stored<Vec<StoredClient>> {
        clients_where(self.connection, "1", [])
    }

    pub fn client_group(&self, id: ClientGroupId) -> Stored<StoredClientGroup> {
        find_group(self.connection, id)?.ok_or_else(|| not_found("client_group", id))
    }

    /// By name.
    pub fn client_groups(&self) -> Stored<Vec<StoredClientGroup>> {
        groups(self.connection)
    }

    /// Clients for whom a provider works through us: its services carry out activities of theirs.
    pub fn clients_through(&self, provider: ProviderId, today: NaiveDate) -> Stored<Vec<StoredClient>> {
        clients_where(self.connection, THROUGH, [provider.to_string(), today.to_string()])
    }

    pub fn clients_of_group(&self, id: ClientGroupId) -> Stored<Vec<StoredClient>> {
        clients_where(self.connection, "group_id = ?1", [id.to_string()])
    }
}

impl Writing<'_> {
    pub fn save_client(&mut self, id: ClientId, revision: Option<u32>, client: &Client) -> Stored<Saved> {
        let held = find(&self.transaction, id)?;
        let current = held_revision(held.as_ref().map(|held| held.revision), revision)?;
        if held.as_ref().is_some_and(|held| held.client == *client) {
            return Ok(Saved::Unchanged);
        }
        if let Some(group) = client.group {
            find_group(&self.transaction, group)?.ok_or_else(|| not_found("client_group", group))?;
        }
        // Those of the group it leaves as well.
        self.touch_activities_of_client(id)?;
        write(&self.transaction, id, client, current + 1)?;
        self.record("client", &id.to_string(), held.as_ref().map(|held| json(&held.client)).as_deref(), Some(&json(client)))?;
        self.touch_activities_of_client(id)?;
        self.touch_notified()?;
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }

    /// Removes a client that no activity names.
    pub fn remove_client(&mut self, id: ClientId, revision: u32) -> Stored<()> {
        let held = find(&self.transaction, id)?.ok_or_else(|| not_found("client", id))?;
        held_revision(Some(held.revision), Some(revision))?;
        let used = "SELECT (SELECT count(*) FROM activity_client WHERE client_id = ?1)
                         + (SELECT count(*) FROM notice n, json_each(n.objections) o WHERE o.value ->> 'client' = ?1)";
        let count = count(&self.transaction, used, &id.to_string())?;
        if count > 0 {
            return Err(StoreFault::InUse { entity: "client", count });
        }
        self.touch_activities_of_client(id)?;
        self.transaction.execute("DELETE FROM client WHERE id = ?1", [id.to_string()])?;
        self.record("client", &id.to_string(), Some(&json(&held.client)), None)?;
        self.touch_notified()
    }

    pub fn save_client_group(&mut self, id: ClientGroupId, revision: Option<u32>, group: &ClientGroup) -> Stored<Saved> {
        let held = find_group(&self.transaction, id)?;
        let current = held_revision(held.as_ref().map(|held| held.revision), revision)?;
        if held.as_ref().is_some_and(|held| held.group == *group) {
            return Ok(Saved::Unchanged);
        }
        self.transaction.execute(
            "INSERT INTO client_group (id, name, contract, notice_days, notes, revision)
             VALUES (:id, :name, :contract, :notice_days, :notes, :revision)
             ON CONFLICT (id) DO UPDATE
               SET name = excluded.name, contract = excluded.contract, notice_days = excluded.notice_days,
                   notes = excluded.notes, revision = excluded.revision",
            named_params! {
                ":id": id.to_string(), ":name": group.name, ":contract": group.contract, ":notice_days": group.notice_days,
                ":notes": group.notes, ":revision": current + 1,
            },
        )?;
        self.record("client_group", &id.to_string(), held.as_ref().map(|held| json(&held.group)).as_deref(), Some(&json(group)))?;
        self.touch_activities_of_group(id)?;
        self.touch_notified()?;
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }

    /// Removes a group that no client and no activity names.
    pub fn remove_client_group(&mut self, id: ClientGroupId, revision: u32) -> Stored<()> {
        let held = find_group(&self.transaction, id)?.ok_or_else(|| not_found("client_group", id))?;
        held_revision(Some(held.revision), Some(revision))?;
        let used =
            "SELECT (SELECT count(*) FROM client WHERE group_id = ?1) + (SELECT count(*) FROM activity_client_group WHERE group_id = ?1)";
        let count = count(&self.transaction, used, &id.to_string())?;
        if count > 0 {
            return Err(StoreFault::InUse { entity: "client_group", count });
        }
        self.transaction.execute("DELETE FROM client_group WHERE id = ?1", [id.to_string()])?;
        self.record("client_group", &id.to_string(), Some(&json(&held.group)), None)
    }

    fn touch_activities_of_client(&mut self, id: ClientId) -> Stored<()> {
        self.touch_activities_where(
            "SELECT activity_id FROM activity_client WHERE client_id = ?1
             UNION
             SELECT g.activity_id FROM activity_client_group g JOIN client c ON c.group_id = g.group_id WHERE c.id = ?1",
            &id.to_string(),
        )
    }

    fn touch_activities_of_group(&mut self, id: ClientGroupId) -> Stored<()> {
        self.touch_activities_where("SELECT activity_id FROM activity_client_group WHERE group_id = ?1", &id.to_string())
    }
}

/// Clients of an activity: its own and those of its groups, each once, by name.
pub(crate) fn of_activity(connection: &Connection, activity: ActivityId) -> Stored<Vec<StoredClient>> {
    clients_where(
        connection,
        "id IN (SELECT client_id FROM activity_client WHERE activity_id = ?1)
         OR group_id IN (SELECT group_id FROM activity_client_group WHERE activity_id = ?1)",
        [activity.to_string()],
    )
}

/// What our clients' contracts ask for when the sub-processors of a provider change: it works for those
/// whose activities its services carry out.
pub(crate) fn duty(connection: &Connection, provider: &str, today: &str) -> Stored<ClientDuty> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT count(*), max(coalesce(client.notice_days, g.notice_days))
           FROM client
           LEFT JOIN client_group g ON g.id = client.group_id
          WHERE {THROUGH}"
    ))?;
    Ok(statement.query_row([provider, today], |row| Ok(ClientDuty { clients: row.get(0)?, notice_days: row.get(1)? }))?)
}

/// Clients served on day `?2` whose activities a service of provider `?1` carries out.
const THROUGH: &str = "(client.until IS NULL OR client.until >= ?2)
   AND client.id IN (
     SELECT ac.client_id
       FROM activity_client ac
       JOIN activity_service l ON l.activity_id = ac.activity_id
       JOIN service s ON s.id = l.service_id
       JOIN activity a ON a.id = ac.activity_id
      WHERE s.provider_id = ?1 AND a.role = 'processor' AND a.status <> 'retired'
     UNION
     SELECT m.id
       FROM activity_client_group ag
       JOIN activity_service l ON l.activity_id = ag.activity_id
       JOIN service s ON s.id = l.service_id
       JOIN activity a ON a.id = ag.activity_id
       JOIN client m ON m.group_id = ag.group_id
      WHERE s.provider_id = ?1 AND a.role = 'processor' AND a.status <> 'retired')";

const SELECT: &str = "SELECT id, name, legal_name, address, country, contact_name, contact_email, contact_phone, representative,
                             dpo_name, dpo_email, group_id, contract, notice_days, since, until, notes, revision
                        FROM client";

fn count(connection: &Connection, sql: &str, id: &str) -> Stored<u64> {
    Ok(connection.query_row(sql, [id], |row| row.get(0))?)
}

fn find(connection: &Connection, id: ClientId) -> Stored<Option<StoredClient>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    Ok(statement.query_row([id.to_string()], read).optional()?)
}

pub(crate) fn clients_where<const N: usize>(connection: &Connection, condition: &str, values: [String; N]) -> Stored<Vec<StoredClient>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE {condition} ORDER BY name COLLATE NOCASE, id"))?;
    let rows = statement.query_map(rusqlite::params_from_iter(values), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn read(row: &Row) -> rusqlite::Result<StoredClient> {
    Ok(StoredClient {
        id: parsed(row, "id")?,
        revision: row.get("revision")?,
        client: Client {
            name: row.get("name")?,
            legal_name: row.get("legal_name")?,
            address: row.get("address")?,
            country: parsed_option(row, "country")?,
            contact_name: row.get("contact_name")?,
            contact_email: row.get("contact_email")?,
            contact_phone: row.get("contact_phone")?,
            representative: row.get("representative")?,
            dpo_name: row.get("dpo_name")?,
            dpo_email: row.get("dpo_email")?,
            group: parsed_option(row, "group_id")?,
            contract: row.get("contract")?,
            notice_days: row.get("notice_days")?,
            since: parsed_option(row, "since")?,
            until: parsed_option(row, "until")?,
            notes: row.get("notes")?,
        },
    })
}

fn write(connection: &Connection, id: ClientId, client: &Client, revision: u32) -> Stored<()> {
    connection
        .prepare_cached(
            "INSERT INTO client
               (id, name, legal_name, address, country, contact_name, contact_email, contact_phone, representative,
                dpo_name, dpo_email, group_id, contract, notice_days, since, until, notes, revision)
             VALUES
               (:id, :name, :legal_name, :address, :country, :contact_name, :contact_email, :contact_phone, :representative,
                :dpo_name, :dpo_email, :group_id, :contract, :notice_days, :since, :until, :notes, :revision)
             ON CONFLICT (id) DO UPDATE
               SET name = excluded.name, legal_name = excluded.legal_name, address = excluded.address, country = excluded.country,
                   contact_name = excluded.contact_name, contact_email = excluded.contact_email, contact_phone = excluded.contact_phone,
                   representative = excluded.representative, dpo_name = excluded.dpo_name, dpo_email = excluded.dpo_email,
                   group_id = excluded.group_id, contract = excluded.contract, notice_days = excluded.notice_days,
                   since = excluded.since, until = excluded.until, notes = excluded.notes, revision = excluded.revision",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":name": client.name,
            ":legal_name": client.legal_name,
            ":address": client.address,
            ":country": client.country.map(|country| country.to_string()),
            ":contact_name": client.contact_name,
            ":contact_email": client.contact_email,
            ":contact_phone": client.contact_phone,
            ":representative": client.representative,
            ":dpo_name": client.dpo_name,
            ":dpo_email": client.dpo_email,
            ":group_id": client.group.map(|group| group.to_string()),
            ":contract": client.contract,
            ":notice_days": client.notice_days,
            ":since": client.since.map(|day| day.to_string()),
            ":until": client.until.map(|day| day.to_string()),
            ":notes": client.notes,
            ":revision": revision,
        })?;
    Ok(())
}

fn find_group(connection: &Connection, id: ClientGroupId) -> Stored<Option<StoredClientGroup>> {
    let mut statement =
        connection.prepare_cached("SELECT id, name, contract, notice_days, notes, revision FROM client_group WHERE id = ?1")?;
    Ok(statement.query_row([id.to_string()], read_group).optional()?)
}

fn groups(connection: &Connection) -> Stored<Vec<StoredClientGroup>> {
    let mut statement = connection
        .prepare_cached("SELECT id, name, contract, notice_days, notes, revision FROM client_group ORDER BY name COLLATE NOCASE, id")?;
    let rows = statement.query_map([], read_group)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn read_group(row: &Row) -> rusqlite::Result<StoredClientGroup> {
    Ok(StoredClientGroup {
        id: parsed(row, "id")?,
        revision: row.get("revision")?,
        group: ClientGroup {
            name: row.get("name")?,
            contract: row.get("contract")?,
            notice_days: row.get("notice_days")?,
            notes: row.get("notes")?,
        },
    })
}
