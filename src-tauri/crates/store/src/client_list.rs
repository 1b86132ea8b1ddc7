//! The list of clients and of their groups.

use chrono::NaiveDate;
use provident_domain::client::{Client, ClientGroup};
use provident_domain::id::{ClientGroupId, ClientId};
use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::client::{StoredClient, StoredClientGroup, read_group};
use crate::condition::Conditions;
use crate::fault::Stored;
use crate::register::Reading;
use crate::revision::not_found;

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ClientQuery {
    pub search: String,
    pub group: Option<ClientGroupId>,
    /// Those we still process for.
    pub only_current: bool,
    pub offset: u32,
    /// At most 200; 50 when 0.
    pub limit: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ClientRow {
    pub id: ClientId,
    pub revision: u32,
    pub client: Client,
    pub group_name: Option<String>,
    /// Activities that name it or its group.
    pub activities: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ClientGroupRow {
    pub id: ClientGroupId,
    pub revision: u32,
    pub group: ClientGroup,
    pub clients: u32,
    pub activities: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ClientPage {
    pub rows: Vec<ClientRow>,
    pub total: u32,
    /// All of them, by name.
    pub groups: Vec<ClientGroupRow>,
}

impl Reading<'_> {
    pub fn client_page(&self, query: &ClientQuery, today: NaiveDate) -> Stored<ClientPage> {
        let conditions = conditions(query, today);
        let (condition, values) = (conditions.sql(), conditions.values());
        let total = self
            .connection
            .prepare_cached(&format!("SELECT count(*) FROM client WHERE {condition}"))?
            .query_row(values.as_slice(), |row| row.get(0))?;
        let limit = if query.limit == 0 { 50 } else { query.limit.min(200) };
        let sql = format!(
            "SELECT {COLUMNS} FROM client WHERE {condition} ORDER BY name COLLATE NOCASE, id LIMIT {limit} OFFSET {}",
            query.offset
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(values.as_slice(), read)?.collect::<Result<_, _>>()?;
        Ok(ClientPage { rows, total, groups: self.client_group_rows()? })
    }

    pub fn client_row(&self, id: ClientId) -> Stored<ClientRow> {
        let mut statement = self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM client WHERE id = ?1"))?;
        statement.query_row([id.to_string()], read).optional()?.ok_or_else(|| not_found("client", id))
    }

    /// All groups by name.
    pub fn client_group_rows(&self) -> Stored<Vec<ClientGroupRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, name, contract, notice_days, notes, revision,
                    (SELECT count(*) FROM client c WHERE c.group_id = g.id) AS clients,
                    (SELECT count(*) FROM activity_client_group a WHERE a.group_id = g.id) AS activities
               FROM client_group g
              ORDER BY name COLLATE NOCASE, id",
        )?;
        let rows = statement.query_map([], |row| {
            let StoredClientGroup { id, revision, group } = read_group(row)?;
            Ok(ClientGroupRow { id, revision, group, clients: row.get("clients")?, activities: row.get("activities")? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

const COLUMNS: &str = "client.*,
                       (SELECT g.name FROM client_group g WHERE g.id = client.group_id) AS group_name,
                       (SELECT count(*)
                          FROM (SELECT activity_id FROM activity_client a WHERE a.client_id = client.id
                                UNION
                                SELECT activity_id FROM activity_client_group a WHERE a.group_id = client.group_id)) AS activities";

fn read(row: &Row) -> rusqlite::Result<ClientRow> {
    let StoredClient { id, revision, client } = crate::client::read(row)?;
    Ok(ClientRow { id, revision, client, group_name: row.get("group_name")?, activities: row.get("activities")? })
}

fn conditions(query: &ClientQuery, today: NaiveDate) -> Conditions {
    let mut conditions = Conditions::default();
    if !query.search.trim().is_empty() {
        let search: String = query.search.trim().chars().take(200).collect();
        let literal = search.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        conditions
            .add("(name LIKE ? ESCAPE '\\' OR legal_name LIKE ? ESCAPE '\\' OR contact_name LIKE ? ESCAPE '\\')", format!("%{literal}%"));
    }
    if let Some(group) = query.group {
        conditions.add("group_id = ?", group.to_string());
    }
    if query.only_current {
        conditions.add("(until IS NULL OR until >= ?)", today.to_string());
    }
    conditions
}
