//! The table `published_list`: our public list of sub-processors, as it was published and as it is now.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use provident_domain::assess::HeldTransfer;
use provident_domain::country::CountryCode;
use provident_domain::id::PublishedListId;
use provident_domain::name::NameKey;
use provident_domain::published::{PublishedEntry, PublishedList, changes};
use provident_domain::service::ProviderRole;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::act::Writing;
use crate::fault::Stored;
use crate::provider::StoredProvider;
use crate::register::Reading;
use crate::revision::not_found;
use crate::service::StoredService;
use crate::value::{from_json, json, parsed, parsed_option};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredPublishedList {
    pub id: PublishedListId,
    pub list: PublishedList,
    /// RFC 3339.
    pub at: String,
    pub who: String,
}

impl Reading<'_> {
    /// Newest first.
    pub fn published_lists(&self) -> Stored<Vec<StoredPublishedList>> {
        let mut statement = self.connection.prepare_cached(&format!("{SELECT} ORDER BY at DESC, id DESC"))?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn published_list(&self, id: PublishedListId) -> Stored<StoredPublishedList> {
        let found = self.connection.query_row(&format!("{SELECT} WHERE id = ?1"), [id.to_string()], read).optional()?;
        found.ok_or_else(|| not_found("published_list", id))
    }

    /// Our sub-processors as they are now: providers that work for our clients through us.
    pub fn our_sub_processors(&self) -> Stored<Vec<PublishedEntry>> {
        entries(self.connection)
    }

    /// How many clients we process for, and the longest notice that one of their contracts promises.
    pub fn all_clients_duty(&self, today: NaiveDate) -> Stored<(u32, Option<u16>)> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*), max(coalesce(c.notice_days, g.notice_days))
               FROM client c
               LEFT JOIN client_group g ON g.id = c.group_id
              WHERE c.until IS NULL OR c.until >= ?1",
        )?;
        Ok(statement.query_row([today.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }
}

impl Writing<'_> {
    pub fn publish_list(&mut self, id: PublishedListId, list: &PublishedList) -> Stored<()> {
        self.transaction.execute(
            "INSERT INTO published_list (id, published_on, effective_on, entries, notice, at, who) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            rusqlite::params![
                id.to_string(),
                list.published_on.to_string(),
                list.effective_on.to_string(),
                json(&list.entries),
                list.notice,
                self.act.at,
                self.act.who
            ],
        )?;
        self.record("published_list", &id.to_string(), None, Some(&json(list)))?;
        self.touch_register();
        Ok(())
    }
}

/// The day since which our list differs from the one published; none while it does not, or while nothing
/// was ever published and nothing is there to publish. By the history: the first line since then that
/// changed what the list says of one of those that differ.
pub(crate) fn differs_since(connection: &Connection) -> Stored<Option<NaiveDate>> {
    let now = entries(connection)?;
    let last = connection.query_row(&format!("{SELECT} ORDER BY at DESC, id DESC LIMIT 1"), [], read).optional()?;
    let before = last.as_ref().map_or(&[][..], |held| &held.list.entries);
    let published_at = last.as_ref().map_or("", |held| held.at.as_str());
    let differ = changes(before, &now);
    let mut first = connection.prepare_cached(CHANGED_ON)?;
    let mut since: Option<NaiveDate> = None;
    for change in &differ {
        let day = first.query_row([&change.provider.to_string(), published_at], |row| parsed_option(row, "changed_on"))?;
        since = since.into_iter().chain(day).min();
    }
    if differ.is_empty() || since.is_some() {
        return Ok(since);
    }
    // The history of it is erased.
    let begun = || connection.query_row("SELECT date(min(at)) AS begun_on FROM history", [], |row| parsed(row, "begun_on"));
    Ok(Some(last.map_or_else(begun, |held| Ok(held.list.published_on))?))
}

/// When what the list says of a provider first changed after a moment.
const CHANGED_ON: &str = "
    SELECT date(min(h.at)) AS changed_on
      FROM history h
      JOIN history_payload p ON p.sequence = h.sequence
     WHERE h.subject_id = ?1 AND h.at > ?2
       AND CASE h.entity
             WHEN 'provider' THEN
               json_extract(p.before, '$.name', '$.legal_name', '$.address', '$.country', '$.status')
                 IS NOT json_extract(p.after, '$.name', '$.legal_name', '$.address', '$.country', '$.status')
             WHEN 'service' THEN
               json_extract(p.before, '$.provider', '$.their_role', '$.name', '$.purpose', '$.storage_countries', '$.access_countries')
                 IS NOT json_extract(p.after, '$.provider', '$.their_role', '$.name', '$.purpose', '$.storage_countries', '$.access_countries')
             WHEN 'transfer' THEN
               json_extract(p.before, '$.provider', '$.service', '$.decision', '$.mechanism')
                 IS NOT json_extract(p.after, '$.provider', '$.service', '$.decision', '$.mechanism')
             ELSE 0
           END";

/// By name.
fn entries(connection: &Connection) -> Stored<Vec<PublishedEntry>> {
    let mut statement = connection.prepare_cached("SELECT entry FROM our_sub_processor ORDER BY sort_name, provider_id")?;
    let rows = statement.query_map([], |row| from_json(row, "entry"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The entry of a provider that is our sub-processor; one that is none has no entry. True where that
/// changes the list.
pub(crate) fn renew(
    connection: &Connection,
    stored: &StoredProvider,
    services: &[StoredService],
    transfers: &[HeldTransfer],
) -> Stored<bool> {
    let id = stored.id.to_string();
    let find = "SELECT entry FROM our_sub_processor WHERE provider_id = ?1";
    let held: Option<PublishedEntry> = connection.prepare_cached(find)?.query_row([&id], |row| from_json(row, "entry")).optional()?;
    let now = entry(stored, services, transfers);
    if held == now {
        return Ok(false);
    }
    match &now {
        Some(entry) => connection
            .prepare_cached("INSERT OR REPLACE INTO our_sub_processor (provider_id, sort_name, entry) VALUES (?1, ?2, ?3)")?
            .execute([&id, NameKey::of(&entry.name).as_str(), &json(entry)])?,
        None => connection.prepare_cached("DELETE FROM our_sub_processor WHERE provider_id = ?1")?.execute([&id])?,
    };
    Ok(true)
}

fn entry(stored: &StoredProvider, services: &[StoredService], transfers: &[HeldTransfer]) -> Option<PublishedEntry> {
    let ours: Vec<_> = services.iter().filter(|held| held.service.their_role == Some(ProviderRole::SubProcessor)).collect();
    if ours.is_empty() || !stored.provider.works_for_us() {
        return None;
    }
    let countries: BTreeSet<CountryCode> = ours.iter().flat_map(|held| held.service.countries()).collect();
    let concerns = |service| ours.iter().any(|held| Some(held.id) == service);
    let meant = transfers.iter().map(|held| &held.transfer);
    let meant = meant.filter(|transfer| transfer.is_confirmed() && (transfer.service.is_none() || concerns(transfer.service)));
    let mechanisms: BTreeSet<String> = meant.filter_map(|transfer| transfer.mechanism.clone()).collect();
    let provider = &stored.provider;
    Some(PublishedEntry {
        provider: stored.id,
        name: provider.legal_name.clone().unwrap_or_else(|| provider.name.clone()),
        address: provider.address.clone(),
        country: provider.country,
        services: ours.iter().map(|held| held.service.purpose.clone().unwrap_or_else(|| held.service.name.clone())).collect(),
        countries: countries.into_iter().collect(),
        mechanisms: mechanisms.into_iter().collect(),
    })
}

const SELECT: &str = "SELECT id, published_on, effective_on, entries, notice, at, who FROM published_list";

fn read(row: &Row) -> rusqlite::Result<StoredPublishedList> {
    Ok(StoredPublishedList {
        id: parsed(row, "id")?,
        list: PublishedList {
            published_on: parsed(row, "published_on")?,
            effective_on: parsed(row, "effective_on")?,
            entries: from_json(row, "entries")?,
            notice: row.get("notice")?,
        },
        at: row.get("at")?,
        who: row.get("who")?,
    })
}
