//! The table `notice`: changes of sub-processors that a provider announced.

use provident_domain::id::{NoticeId, ProviderId};
use provident_domain::notice::{ClientDuty, Notice};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};

use crate::act::{Saved, Writing};
use crate::fault::Stored;
use crate::register::Reading;
use crate::revision::{held_revision, not_found};
use crate::value::{enum_option, from_json, json, parsed, parsed_option};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredNotice {
    pub id: NoticeId,
    pub provider: ProviderId,
    pub revision: u32,
    pub notice: Notice,
}

/// What stands in the history: the notice and whose it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnedNotice {
    pub provider: ProviderId,
    #[serde(flatten)]
    pub notice: Notice,
}

impl Reading<'_> {
    pub fn notice(&self, id: NoticeId) -> Stored<StoredNotice> {
        get(self.connection, id)
    }

    /// Of one provider, newest first.
    pub fn notices(&self, provider: ProviderId) -> Stored<Vec<StoredNotice>> {
        of_provider(self.connection, provider)
    }

    /// What our clients' contracts ask for when the sub-processors of a provider change.
    pub fn client_duty(&self, provider: ProviderId, today: chrono::NaiveDate) -> Stored<ClientDuty> {
        crate::client::duty(self.connection, &provider.to_string(), &today.to_string())
    }
}

impl Writing<'_> {
    pub fn save_notice(&mut self, id: NoticeId, provider: ProviderId, revision: Option<u32>, notice: &Notice) -> Stored<Saved> {
        let held = find(&self.transaction, id)?;
        let current = held_revision(held.as_ref().map(|held| held.revision), revision)?;
        if held.as_ref().is_some_and(|held| held.provider != provider) {
            return Err(not_found("notice", id));
        }
        if held.as_ref().is_some_and(|held| held.notice == *notice) {
            return Ok(Saved::Unchanged);
        }
        write(&self.transaction, id, provider, notice, current + 1)?;
        let before = held.as_ref().map(payload);
        let after = json(&OwnedNotice { provider, notice: notice.clone() });
        self.record_of(provider, "notice", &id.to_string(), before.as_deref(), Some(&after))?;
        self.touch(provider);
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }

    pub fn remove_notice(&mut self, id: NoticeId, revision: u32) -> Stored<ProviderId> {
        let held = get(&self.transaction, id)?;
        held_revision(Some(held.revision), Some(revision))?;
        self.transaction.execute("DELETE FROM notice WHERE id = ?1", [id.to_string()])?;
        self.record_of(held.provider, "notice", &id.to_string(), Some(&payload(&held)), None)?;
        self.touch(held.provider);
        Ok(held.provider)
    }

    /// One that belongs to another provider than was thought.
    pub fn move_notice(&mut self, id: NoticeId, to: ProviderId) -> Stored<()> {
        let held = get(&self.transaction, id)?;
        self.transaction
            .execute("UPDATE notice SET provider_id = ?2, revision = revision + 1 WHERE id = ?1", [id.to_string(), to.to_string()])?;
        let after = json(&OwnedNotice { provider: to, notice: held.notice.clone() });
        self.record_of(to, "notice", &id.to_string(), Some(&payload(&held)), Some(&after))?;
        self.touch(held.provider);
        self.touch(to);
        Ok(())
    }

    /// Providers whose notices still wait for our clients: their clocks follow the clients' contracts.
    pub(crate) fn touch_notified(&mut self) -> Stored<()> {
        let waiting: Vec<ProviderId> = {
            let mut statement = self.transaction.prepare_cached("SELECT DISTINCT provider_id FROM notice WHERE clients_told_on IS NULL")?;
            let rows = statement.query_map([], |row| parsed(row, "provider_id"))?;
            rows.collect::<Result<_, _>>()?
        };
        waiting.into_iter().for_each(|provider| self.touch(provider));
        Ok(())
    }
}

/// The payload of the history line about a notice, to compare it with the record.
pub(crate) fn payload(held: &StoredNotice) -> String {
    json(&OwnedNotice { provider: held.provider, notice: held.notice.clone() })
}

const SELECT: &str = "SELECT id, provider_id, received_on, change, window_days, effective_on, decision, decided_on, reason,
                             must_tell_clients, client_days, clients_told_on, objections, revision
                        FROM notice";

fn get(connection: &Connection, id: NoticeId) -> Stored<StoredNotice> {
    find(connection, id)?.ok_or_else(|| not_found("notice", id))
}

fn find(connection: &Connection, id: NoticeId) -> Stored<Option<StoredNotice>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    Ok(statement.query_row([id.to_string()], read).optional()?)
}

pub(crate) fn of_provider(connection: &Connection, provider: ProviderId) -> Stored<Vec<StoredNotice>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE provider_id = ?1 ORDER BY received_on DESC, id DESC"))?;
    let rows = statement.query_map([provider.to_string()], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row) -> rusqlite::Result<StoredNotice> {
    Ok(StoredNotice {
        id: parsed(row, "id")?,
        provider: parsed(row, "provider_id")?,
        revision: row.get("revision")?,
        notice: Notice {
            received_on: parsed(row, "received_on")?,
            change: row.get("change")?,
            window_days: row.get("window_days")?,
            effective_on: parsed_option(row, "effective_on")?,
            decision: parsed_option(row, "decision")?,
            decided_on: parsed_option(row, "decided_on")?,
            reason: row.get("reason")?,
            must_tell_clients: row.get("must_tell_clients")?,
            client_days: row.get("client_days")?,
            clients_told_on: parsed_option(row, "clients_told_on")?,
            objections: from_json(row, "objections")?,
        },
    })
}

fn write(connection: &Connection, id: NoticeId, provider: ProviderId, notice: &Notice, revision: u32) -> Stored<()> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO notice
               (id, provider_id, received_on, change, window_days, effective_on, decision, decided_on, reason,
                must_tell_clients, client_days, clients_told_on, objections, revision)
             VALUES
               (:id, :provider, :received_on, :change, :window_days, :effective_on, :decision, :decided_on, :reason,
                :must_tell_clients, :client_days, :clients_told_on, :objections, :revision)",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":provider": provider.to_string(),
            ":received_on": notice.received_on.to_string(),
            ":change": notice.change,
            ":window_days": notice.window_days,
            ":effective_on": day(notice.effective_on),
            ":decision": enum_option(&notice.decision),
            ":decided_on": day(notice.decided_on),
            ":reason": notice.reason,
            ":must_tell_clients": notice.must_tell_clients,
            ":client_days": notice.client_days,
            ":clients_told_on": day(notice.clients_told_on),
            ":objections": json(&notice.objections),
            ":revision": revision,
        })?;
    Ok(())
}
