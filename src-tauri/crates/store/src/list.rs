//! The list of providers: filtered, sorted, searched and counted by SQLite over the
//! derived rows. Search gives names first and never ranks the whole set.

use provident_domain::country::CountryCode;
use provident_domain::id::{DepartmentId, ProviderId};
use provident_domain::provider::ProviderStatus;
use provident_domain::service::ProviderRole;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fault::{StoreFault, Stored};
use crate::value::{enum_text, from_json, json, parsed, parsed_option};

/// Counting stops here: "more than 1,000".
pub const COUNTED: u32 = 1_000;

/// Below so many rows behind a filter, the filter leads and the text is looked for in each.
const FEW: u32 = 2_000;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProviderSort {
    #[default]
    Name,
    Completeness,
    Status,
    Country,
    Category,
    Updated,
}

/// Which providers, in which order. All parts must hold; an empty list holds for all.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ProviderQuery {
    pub search: String,
    pub statuses: Vec<ProviderStatus>,
    pub departments: Vec<DepartmentId>,
    pub roles: Vec<ProviderRole>,
    /// Countries of the provider, of storage or of access.
    pub countries: Vec<CountryCode>,
    pub categories: Vec<String>,
    /// Percent; only records less complete than this.
    pub completeness_below: Option<u8>,
    pub only_special: bool,
    pub only_outside_eea: bool,
    pub only_stale: bool,
    pub sort: ProviderSort,
    pub descending: bool,
    pub offset: u32,
    /// At most 200; 50 when 0.
    pub limit: u32,
}

/// A line of the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ProviderRow {
    pub id: ProviderId,
    pub name: String,
    pub legal_name: Option<String>,
    pub status: Option<ProviderStatus>,
    pub category: Option<String>,
    pub country: Option<CountryCode>,
    pub completeness: u8,
    pub gaps: u32,
    pub services: u32,
    pub unverified: u32,
    pub stale: u32,
    pub is_special: bool,
    pub is_outside_eea: bool,
    /// Names, in order.
    pub departments: Vec<String>,
    pub roles: Vec<ProviderRole>,
    /// Of storage and access.
    pub countries: Vec<CountryCode>,
    /// RFC 3339.
    pub updated_at: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ProviderPage {
    pub rows: Vec<ProviderRow>,
    pub total: u32,
    /// There are more than `total`.
    pub is_capped: bool,
}

impl crate::register::Reading<'_> {
    pub fn providers(&self, query: &ProviderQuery) -> Stored<ProviderPage> {
        page(self.connection, query)
    }

    /// All lines of a query, in its order, without paging. For reports.
    pub fn all_rows(&self, query: &ProviderQuery) -> Stored<Vec<ProviderRow>> {
        let everything = ProviderQuery { offset: 0, limit: 0, ..query.clone() };
        let found = found(self.connection, &everything, u32::MAX)?;
        found.0.into_iter().map(|n| row(self.connection, n)).collect()
    }

    pub fn provider_row(&self, id: ProviderId) -> Stored<ProviderRow> {
        let mut statement = self.connection.prepare_cached("SELECT n FROM provider_row WHERE provider_id = ?1")?;
        let found: Option<i64> = statement.query_row([id.to_string()], |row| row.get(0)).optional()?;
        let n = found.ok_or_else(|| StoreFault::NotFound { entity: "provider", id: id.to_string() })?;
        row(self.connection, n)
    }

    /// How many providers there are, and how many of them are only proposed.
    pub fn provider_counts(&self) -> Stored<(u64, u64)> {
        let all = self.connection.query_row("SELECT count(*) FROM provider_row", [], |row| row.get(0))?;
        let proposed =
            self.connection.query_row("SELECT count(*) FROM provider_tag WHERE tag = 'status:proposed'", [], |row| row.get(0))?;
        Ok((all, proposed))
    }
}

/// The conditions of a query as SQL over `provider_row r`, with what it binds.
struct Filter {
    /// One set of tags per condition; one of each must be there.
    tags: Vec<Vec<String>>,
    completeness_below: Option<u8>,
}

impl Filter {
    fn of(query: &ProviderQuery) -> Filter {
        let mut tags: Vec<Vec<String>> = vec![
            query.statuses.iter().map(|status| format!("status:{}", enum_text(status))).collect(),
            query.departments.iter().map(|id| format!("department:{id}")).collect(),
            query.roles.iter().map(|role| format!("role:{}", enum_text(role))).collect(),
            query.countries.iter().map(|country| format!("country:{country}")).collect(),
            query.categories.iter().map(|category| format!("category:{category}")).collect(),
        ];
        for (wanted, tag) in [(query.only_special, "special"), (query.only_outside_eea, "outside_eea"), (query.only_stale, "stale")] {
            tags.push(if wanted { vec![tag.to_owned()] } else { Vec::new() });
        }
        tags.retain(|set| !set.is_empty());
        Filter { tags, completeness_below: query.completeness_below }
    }

    fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.completeness_below.is_none()
    }

    /// A set of tags that few rows have, to begin with.
    fn few(&self, connection: &Connection) -> Stored<Option<usize>> {
        for (at, set) in self.tags.iter().enumerate() {
            let mut statement = connection.prepare_cached(
                "SELECT count(*) FROM (SELECT 1 FROM provider_tag WHERE tag IN (SELECT value FROM json_each(?1)) LIMIT ?2)",
            )?;
            let found: u32 = statement.query_row(rusqlite::params![json(set), FEW + 1], |row| row.get(0))?;
            if found <= FEW {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// `AND …` for every condition, bound by position from `first`.
    fn sql(&self, first: usize) -> String {
        let mut sql = String::new();
        for at in 0..self.tags.len() {
            let parameter = first + at;
            sql.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM provider_tag t WHERE t.tag IN (SELECT value FROM json_each(?{parameter})) AND t.n = r.n)"
            ));
        }
        if self.completeness_below.is_some() {
            sql.push_str(&format!(" AND r.completeness < ?{}", first + self.tags.len()));
        }
        sql
    }

    fn binds(&self) -> Vec<Box<dyn ToSql>> {
        let mut binds: Vec<Box<dyn ToSql>> = Vec::new();
        for set in &self.tags {
            binds.push(Box::new(json(set)));
        }
        binds.extend(self.completeness_below.map(|below| Box::new(below) as Box<dyn ToSql>));
        binds
    }
}

fn page(connection: &Connection, query: &ProviderQuery) -> Stored<ProviderPage> {
    let limit = if query.limit == 0 { 50 } else { query.limit.min(200) };
    let (found, total, is_capped) = found(connection, query, limit)?;
    let shown = found.into_iter().skip(query.offset as usize).take(limit as usize);
    let rows = shown.map(|n| row(connection, n)).collect::<Stored<_>>()?;
    Ok(ProviderPage { rows, total, is_capped })
}

type Found = (Vec<i64>, u32, bool);

/// Numbers of the rows up to the end of the page, how many there are, and whether there are more.
fn found(connection: &Connection, query: &ProviderQuery, limit: u32) -> Stored<Found> {
    let filter = Filter::of(query);
    let words = crate::search::sought(&query.search);
    match (filter.few(connection)?, words.is_empty()) {
        (Some(at), _) => among_few(connection, query, &filter, at, &words),
        (None, true) => in_order(connection, query, &filter, limit),
        (None, false) => searched(connection, query, &filter, &words, limit),
    }
}

/// Few rows stand behind one of the filters: take them all, look for the text in each, sort.
fn among_few(connection: &Connection, query: &ProviderQuery, filter: &Filter, few: usize, words: &[String]) -> Stored<Found> {
    let mut binds = filter.binds();
    let texts: String = (0..words.len()).map(|at| format!(" AND r.haystack LIKE ?{}", binds.len() + 1 + at)).collect();
    binds.extend(words.iter().map(|word| Box::new(format!("% {word}%")) as Box<dyn ToSql>));
    let names_first = if words.is_empty() || query.sort != ProviderSort::Name {
        String::new()
    } else {
        binds.push(Box::new(format!("{}%", words.join(" "))));
        format!("r.sort_name NOT LIKE ?{}, ", binds.len())
    };
    let sql = format!(
        "SELECT r.n
           FROM (SELECT DISTINCT n FROM provider_tag WHERE tag IN (SELECT value FROM json_each(?{}))) f
          CROSS JOIN provider_row r ON r.n = f.n
          WHERE 1{}{texts}
          ORDER BY {names_first}{}",
        few + 1,
        filter.sql(1),
        order(query)
    );
    let found = numbers(connection, &sql, &binds)?;
    let total = found.len() as u32;
    Ok((found, total, false))
}

/// No text: an index gives the order, the page ends the walk.
fn in_order(connection: &Connection, query: &ProviderQuery, filter: &Filter, limit: u32) -> Stored<Found> {
    let mut binds = filter.binds();
    let conditions = filter.sql(1);
    let (total, is_capped) = counted(connection, &conditions, &binds, filter.is_empty())?;
    binds.push(Box::new(query.offset.saturating_add(limit)));
    let sql = format!("SELECT r.n FROM provider_row r WHERE 1{conditions} ORDER BY {} LIMIT ?{}", order(query), binds.len());
    Ok((numbers(connection, &sql, &binds)?, total, is_capped))
}

fn counted(connection: &Connection, conditions: &str, binds: &[Box<dyn ToSql>], all: bool) -> Stored<(u32, bool)> {
    if all {
        return Ok((connection.prepare_cached("SELECT count(*) FROM provider_row")?.query_row([], |row| row.get(0))?, false));
    }
    let sql = format!("SELECT count(*) FROM (SELECT 1 FROM provider_row r WHERE 1{conditions} LIMIT {})", COUNTED + 1);
    let found: u32 = connection.prepare_cached(&sql)?.query_row(rusqlite::params_from_iter(binds), |row| row.get(0))?;
    Ok((found.min(COUNTED), found > COUNTED))
}

/// Names that begin with the text, then names with its words, then anything with them.
fn searched(connection: &Connection, query: &ProviderQuery, filter: &Filter, words: &[String], limit: u32) -> Stored<Found> {
    let matched = "FROM provider_search s CROSS JOIN provider_row r ON r.n = s.rowid WHERE provider_search MATCH ?1";
    let conditions = filter.sql(3);
    let anywhere = crate::search::fts(words);
    let binds = |text: String, most: u32| -> Vec<Box<dyn ToSql>> {
        let mut binds: Vec<Box<dyn ToSql>> = vec![Box::new(text), Box::new(most)];
        binds.extend(filter.binds());
        binds
    };
    let count = format!(
        "SELECT count(*) FROM (SELECT 1 {} LIMIT ?2)",
        if filter.is_empty() { "FROM provider_search WHERE provider_search MATCH ?1".to_owned() } else { format!("{matched}{conditions}") }
    );
    let total: u32 =
        connection.prepare_cached(&count)?.query_row(rusqlite::params_from_iter(binds(anywhere.clone(), COUNTED + 1)), |row| row.get(0))?;
    let capped = (total.min(COUNTED), total > COUNTED);
    if query.sort != ProviderSort::Name || query.descending {
        let sql = format!(
            "SELECT r.n FROM (SELECT r.n {matched}{conditions} LIMIT ?2) m CROSS JOIN provider_row r ON r.n = m.n ORDER BY {}",
            order(query)
        );
        return Ok((numbers(connection, &sql, &binds(anywhere, COUNTED))?, capped.0, capped.1));
    }
    let need = (query.offset.saturating_add(limit)).min(COUNTED);
    let begins = words.join(" ");
    let by_name = format!(
        "SELECT r.n FROM provider_row r WHERE r.sort_name >= ?1 AND r.sort_name < ?1 || char(1114111){conditions} ORDER BY r.sort_name, r.n LIMIT ?2"
    );
    let by_words = format!("SELECT r.n {matched}{conditions} LIMIT ?2");
    let mut found = Vec::new();
    for (sql, text) in [(&by_name, begins), (&by_words, format!("name : ({anywhere})")), (&by_words, anywhere)] {
        if found.len() < need as usize {
            let more = numbers(connection, sql, &binds(text, need))?;
            found.extend(more);
            dedupe(&mut found);
        }
    }
    Ok((found, capped.0, capped.1))
}

fn dedupe(found: &mut Vec<i64>) {
    let mut seen = std::collections::HashSet::new();
    found.retain(|n| seen.insert(*n));
}

fn order(query: &ProviderQuery) -> &'static str {
    match (query.sort, query.descending) {
        (ProviderSort::Name, false) => "r.sort_name, r.n",
        (ProviderSort::Name, true) => "r.sort_name DESC, r.n DESC",
        (ProviderSort::Completeness, false) => "r.completeness, r.sort_name, r.n",
        (ProviderSort::Completeness, true) => "r.completeness DESC, r.sort_name DESC, r.n DESC",
        (ProviderSort::Status, false) => "r.status, r.sort_name, r.n",
        (ProviderSort::Status, true) => "r.status DESC, r.sort_name DESC, r.n DESC",
        (ProviderSort::Country, false) => "r.country, r.sort_name, r.n",
        (ProviderSort::Country, true) => "r.country DESC, r.sort_name DESC, r.n DESC",
        (ProviderSort::Category, false) => "r.category, r.sort_name, r.n",
        (ProviderSort::Category, true) => "r.category DESC, r.sort_name DESC, r.n DESC",
        (ProviderSort::Updated, false) => "r.updated_at, r.n",
        (ProviderSort::Updated, true) => "r.updated_at DESC, r.n DESC",
    }
}

fn numbers(connection: &Connection, sql: &str, binds: &[Box<dyn ToSql>]) -> Stored<Vec<i64>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(rusqlite::params_from_iter(binds), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn row(connection: &Connection, n: i64) -> Stored<ProviderRow> {
    let mut statement = connection.prepare_cached(
        "SELECT provider_id, name, legal_name, category, status, country, completeness, gaps, services, unverified, stale,
                is_special, is_outside_eea, departments, roles, countries, updated_at
           FROM provider_row
          WHERE n = ?1",
    )?;
    Ok(statement.query_row([n], read)?)
}

fn read(row: &Row) -> rusqlite::Result<ProviderRow> {
    Ok(ProviderRow {
        id: parsed(row, "provider_id")?,
        name: row.get("name")?,
        legal_name: row.get("legal_name")?,
        status: parsed_option(row, "status")?,
        category: parsed_option(row, "category")?,
        country: parsed_option(row, "country")?,
        completeness: row.get("completeness")?,
        gaps: row.get("gaps")?,
        services: row.get("services")?,
        unverified: row.get("unverified")?,
        stale: row.get("stale")?,
        is_special: row.get("is_special")?,
        is_outside_eea: row.get("is_outside_eea")?,
        departments: from_json(row, "departments")?,
        roles: from_json(row, "roles")?,
        countries: from_json(row, "countries")?,
        updated_at: row.get("updated_at")?,
    })
}
