//! The list of processing activities, filtered, sorted and counted by SQLite over the derived rows.

use provident_domain::activity::{ActivityRole, ActivityStatus};
use provident_domain::country::CountryCode;
use provident_domain::due::Due;
use provident_domain::id::{ActivityId, ClientGroupId, ClientId, DepartmentId, ProviderId};
use provident_domain::record::{Letter, TransferCounts};
use rusqlite::{Connection, OptionalExtension, ToSql};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::condition::Conditions;
use crate::fault::Stored;
use crate::register::Reading;
use crate::revision::not_found;
use crate::value::{enum_text, from_json, json};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActivitySort {
    #[default]
    Name,
    Reference,
    Completeness,
    NextDate,
    Updated,
}

/// Which activities, in which order. All parts must hold; an empty list holds for all.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ActivityQuery {
    pub search: String,
    pub role: Option<ActivityRole>,
    pub statuses: Vec<ActivityStatus>,
    pub departments: Vec<DepartmentId>,
    /// Carried out by a service of this provider.
    pub provider: Option<ProviderId>,
    /// For this client, by itself or through its group.
    pub client: Option<ClientId>,
    pub group: Option<ClientGroupId>,
    pub only_incomplete: bool,
    pub only_special: bool,
    pub only_outside_eea: bool,
    pub sort: ActivitySort,
    pub descending: bool,
    pub offset: u32,
    /// At most 200; 50 when 0.
    pub limit: u32,
}

/// A line of the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ActivityRow {
    pub id: ActivityId,
    pub name: String,
    pub reference: Option<String>,
    pub role: ActivityRole,
    pub status: ActivityStatus,
    /// Names, in order.
    pub departments: Vec<String>,
    pub owner: Option<String>,
    pub completeness: u8,
    pub letters: Vec<Letter>,
    /// Names of the providers that carry it out.
    pub providers: Vec<String>,
    pub clients: u32,
    pub is_special: bool,
    pub outside_eea: Vec<CountryCode>,
    pub transfers: TransferCounts,
    /// The earliest of what is due.
    pub next: Option<Due>,
    /// RFC 3339.
    pub updated_at: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ActivityPage {
    pub rows: Vec<ActivityRow>,
    pub total: u32,
}

impl Reading<'_> {
    pub fn activities(&self, query: &ActivityQuery) -> Stored<ActivityPage> {
        let conditions = conditions(query);
        let (condition, values) = (conditions.sql(), conditions.values());
        let total = self
            .connection
            .prepare_cached(&format!("SELECT count(*) FROM activity_row r WHERE {condition}"))?
            .query_row(values.as_slice(), |row| row.get(0))?;
        let limit = if query.limit == 0 { 50 } else { query.limit.min(200) };
        let sql = format!(
            "SELECT r.row FROM activity_row r WHERE {condition} ORDER BY {} LIMIT {limit} OFFSET {}",
            order(query.sort, query.descending),
            query.offset
        );
        Ok(ActivityPage { rows: rows(self.connection, &sql, &values)?, total })
    }

    /// All lines of a query, in its order, without paging. For reports.
    pub fn all_activities(&self, query: &ActivityQuery) -> Stored<Vec<ActivityRow>> {
        let conditions = conditions(query);
        let (condition, values) = (conditions.sql(), conditions.values());
        let sql = format!("SELECT r.row FROM activity_row r WHERE {condition} ORDER BY {}", order(query.sort, query.descending));
        rows(self.connection, &sql, &values)
    }

    pub fn activity_row(&self, id: ActivityId) -> Stored<ActivityRow> {
        let mut statement = self.connection.prepare_cached("SELECT row FROM activity_row WHERE activity_id = ?1")?;
        let found = statement.query_row([id.to_string()], |row| from_json(row, "row")).optional()?;
        found.ok_or_else(|| not_found("activity", id))
    }

    /// Activities that services of a provider carry out.
    pub fn activities_of_provider(&self, provider: ProviderId) -> Stored<Vec<ActivityRow>> {
        self.all_activities(&ActivityQuery { provider: Some(provider), ..ActivityQuery::default() })
    }
}

fn rows(connection: &Connection, sql: &str, values: &[&dyn ToSql]) -> Stored<Vec<ActivityRow>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(values, |row| from_json(row, "row"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn order(sort: ActivitySort, descending: bool) -> String {
    let way = if descending { " DESC" } else { "" };
    let first = match sort {
        ActivitySort::Name => "r.sort_name",
        ActivitySort::Reference => "r.reference",
        ActivitySort::Completeness => "r.completeness",
        // What has no date comes last, whichever way.
        ActivitySort::NextDate => "r.next_on IS NULL, r.next_on",
        ActivitySort::Updated => "r.updated_at",
    };
    format!("{first}{way}, r.sort_name, r.n")
}

/// The conditions of a query as SQL over `activity_row r`, with what it binds, in order.
fn conditions(query: &ActivityQuery) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.words("r.haystack", &query.search);
    if let Some(role) = query.role {
        conditions.add("r.role = ?", enum_text(&role));
    }
    if !query.statuses.is_empty() {
        conditions.add("r.status IN (SELECT value FROM json_each(?))", json(&query.statuses));
    }
    if !query.departments.is_empty() {
        conditions.add(
            "r.activity_id IN (SELECT activity_id FROM activity_department WHERE department_id IN (SELECT value FROM json_each(?)))",
            json(&query.departments),
        );
    }
    if let Some(provider) = query.provider {
        let of =
            "r.activity_id IN (SELECT l.activity_id FROM activity_service l JOIN service s ON s.id = l.service_id WHERE s.provider_id = ?)";
        conditions.add(of, provider.to_string());
    }
    if let Some(client) = query.client {
        let of = "r.activity_id IN (SELECT activity_id FROM activity_client WHERE client_id = ?
                                    UNION
                                    SELECT g.activity_id FROM activity_client_group g JOIN client c ON c.group_id = g.group_id WHERE c.id = ?)";
        conditions.add(of, client.to_string());
    }
    if let Some(group) = query.group {
        conditions.add("r.activity_id IN (SELECT activity_id FROM activity_client_group WHERE group_id = ?)", group.to_string());
    }
    conditions.when(query.only_incomplete, "r.completeness < 100");
    conditions.when(query.only_special, "r.is_special = 1");
    conditions.when(query.only_outside_eea, "r.is_outside_eea = 1");
    conditions
}
