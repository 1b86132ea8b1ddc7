//! The list of providers: filtered, sorted, searched and counted by SQLite over the
//! derived rows. Search gives names first and never ranks the whole set.

use std::cell::{Cell, OnceCell};

use provident_domain::country::CountryCode;
use provident_domain::id::{DepartmentId, ProviderId};
use provident_domain::provider::ProviderStatus;
use provident_domain::service::ProviderRole;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fault::{StoreFault, Stored};
use crate::row::tag_key;
use crate::value::{enum_text, from_json, json, parsed, parsed_option};

/// Counting stops here: "more than 1,000".
pub const COUNTED: u32 = 1_000;

/// Below so many rows behind a filter, the filter leads and the text is looked for in each.
const FEW: u32 = 500;

/// Filters with more rows than this are alike.
const MANY: u32 = 5_000;

/// Rows looked up one by one before all that pass are collected.
const PROBED: u32 = 200;

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
    /// Neither only proposed nor ended.
    pub only_working: bool,
    /// With facts nobody verified.
    pub only_unverified: bool,
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
            self.connection
                .query_row("SELECT count(*) FROM provider_tag WHERE tag = ?1", [tag_key("status:proposed")], |row| row.get(0))?;
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
        let marks = [
            (query.only_special, "special"),
            (query.only_outside_eea, "outside_eea"),
            (query.only_stale, "stale"),
            (query.only_unverified, "unverified"),
            (query.only_working, "works_for_us"),
        ];
        for (wanted, tag) in marks {
            tags.push(if wanted { vec![tag.to_owned()] } else { Vec::new() });
        }
        tags.retain(|set| !set.is_empty());
        Filter { tags, completeness_below: query.completeness_below }
    }

    fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.completeness_below.is_none()
    }

    /// The set of tags with the fewest rows, and how many those are; counting stops at `MANY`.
    fn lead(&self, connection: &Connection) -> Stored<Option<(usize, u32)>> {
        let mut best: Option<(usize, u32)> = None;
        for (at, set) in self.tags.iter().enumerate() {
            let sql = format!("SELECT count(*) FROM (SELECT 1 FROM provider_tag WHERE tag {} LIMIT ?2)", self.one_of(at, 1));
            let mut statement = connection.prepare_cached(&sql)?;
            let most = best.map_or(MANY, |(_, count)| count);
            let found: u32 = statement.query_row(rusqlite::params![Filter::bind(set), most], |row| row.get(0))?;
            if best.is_none_or(|(_, count)| found < count) {
                best = Some((at, found));
            }
        }
        Ok(best)
    }

    /// `AND …` for every condition on `provider_row r`, bound by position from `first`.
    fn sql(&self, first: usize) -> String {
        let below = self.completeness_below.map(|_| format!(" AND r.completeness < ?{}", first + self.tags.len()));
        self.tags_sql(first, "r.n", None) + &below.unwrap_or_default()
    }

    /// `AND …` for the tags of the row with this number, but for one set that leads already.
    fn tags_sql(&self, first: usize, n: &str, lead: Option<usize>) -> String {
        let others = (0..self.tags.len()).filter(|at| Some(*at) != lead);
        let exists = others.map(|at| {
            let parameter = first + at;
            format!(" AND EXISTS (SELECT 1 FROM provider_tag t WHERE t.tag {} AND t.n = {n})", self.one_of(at, parameter))
        });
        exists.collect()
    }

    /// `= ?` for a set of one, which SQLite looks up directly.
    fn one_of(&self, at: usize, parameter: usize) -> String {
        if self.tags[at].len() == 1 { format!("= ?{parameter}") } else { format!("IN (SELECT value FROM json_each(?{parameter}))") }
    }

    fn bind(set: &[String]) -> Box<dyn ToSql> {
        let keys: Vec<i64> = set.iter().map(|tag| tag_key(tag)).collect();
        if let [only] = keys[..] { Box::new(only) } else { Box::new(json(&keys)) }
    }

    fn binds(&self) -> Vec<Box<dyn ToSql>> {
        let mut binds: Vec<Box<dyn ToSql>> = Vec::new();
        for set in &self.tags {
            binds.push(Filter::bind(set));
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
    match (filter.lead(connection)?, words.is_empty()) {
        (Some((lead, count)), _) if count <= FEW => among_few(connection, query, &filter, lead, &words),
        (lead, true) => in_order(connection, query, &filter, lead.map(|(at, _)| at), limit),
        (lead, false) => searched(connection, query, &filter, lead.map(|(at, _)| at), &words, limit),
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
           FROM (SELECT DISTINCT n FROM provider_tag WHERE tag {}) f
          CROSS JOIN provider_row r ON r.n = f.n
          WHERE 1{}{texts}
          ORDER BY {names_first}{}",
        filter.one_of(few, few + 1),
        filter.sql(1),
        order(query)
    );
    let found = numbers(connection, &sql, &binds)?;
    let total = found.len() as u32;
    Ok((found, total, false))
}

/// No text: an index gives the order, the page ends the walk.
fn in_order(connection: &Connection, query: &ProviderQuery, filter: &Filter, lead: Option<usize>, limit: u32) -> Stored<Found> {
    let need = query.offset.saturating_add(limit) as usize;
    let sql = format!("SELECT r.n FROM provider_row r ORDER BY {}", order(query));
    if filter.is_empty() {
        let total = connection.prepare_cached("SELECT count(*) FROM provider_row")?.query_row([], |row| row.get(0))?;
        let sql = format!("{sql} LIMIT ?1");
        return Ok((numbers(connection, &sql, &[Box::new(need as u64) as Box<dyn ToSql>])?, total, false));
    }
    let matching = Matching { connection, filter, lead, rows: OnceCell::new(), asked: Cell::new(0) };
    let found = matching.walk(&sql, &[], need)?;
    let (total, is_capped) = matching.count()?;
    Ok((found, total, is_capped))
}

/// The rows of a filter. Where rows pass often, each is looked up as it comes; where they
/// seldom do, all that pass are collected once.
struct Matching<'a> {
    connection: &'a Connection,
    filter: &'a Filter,
    lead: Option<usize>,
    rows: OnceCell<RowSet>,
    asked: Cell<u32>,
}

impl Matching<'_> {
    fn holds(&self, n: i64) -> Stored<bool> {
        if let Some(rows) = self.rows.get() {
            return Ok(rows.holds(n));
        }
        self.asked.set(self.asked.get() + 1);
        if self.asked.get() > PROBED {
            let rows = self.collect()?;
            return Ok(self.rows.get_or_init(|| rows).holds(n));
        }
        let sql = format!("SELECT EXISTS (SELECT 1 FROM provider_row r WHERE r.n = ?1{})", self.filter.sql(2));
        let mut binds: Vec<Box<dyn ToSql>> = vec![Box::new(n)];
        binds.extend(self.filter.binds());
        Ok(self.connection.prepare_cached(&sql)?.query_row(rusqlite::params_from_iter(binds), |row| row.get(0))?)
    }

    fn collect(&self) -> Stored<RowSet> {
        let mut rows = RowSet::default();
        let mut statement = self.connection.prepare_cached(&self.sql())?;
        let mut found = statement.query(rusqlite::params_from_iter(self.filter.binds()))?;
        while let Some(row) = found.next()? {
            rows.add(row.get(0)?);
        }
        Ok(rows)
    }

    /// All rows that pass, from the tags alone where they say enough.
    fn sql(&self) -> String {
        let filter = self.filter;
        match (self.lead, filter.completeness_below) {
            (Some(at), None) => {
                let distinct = if filter.tags[at].len() > 1 { "DISTINCT " } else { "" };
                let others = filter.tags_sql(1, "f.n", self.lead);
                format!("SELECT {distinct}f.n FROM provider_tag f WHERE f.tag {}{others}", filter.one_of(at, at + 1))
            }
            _ => format!("SELECT r.n FROM provider_row r WHERE 1{}", filter.sql(1)),
        }
    }

    /// The first rows of a query that pass.
    fn walk(&self, sql: &str, binds: &[Box<dyn ToSql>], need: usize) -> Stored<Vec<i64>> {
        let mut found = Vec::new();
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(binds))?;
        while found.len() < need {
            let Some(row) = rows.next()? else { break };
            let n = row.get(0)?;
            if self.filter.is_empty() || self.holds(n)? {
                found.push(n);
            }
        }
        Ok(found)
    }

    /// How many pass, up to the cap.
    fn count(&self) -> Stored<(u32, bool)> {
        let found = match self.rows.get() {
            Some(rows) => rows.len,
            None => {
                let sql = format!("SELECT count(*) FROM ({} LIMIT {})", self.sql(), COUNTED + 1);
                let binds = self.filter.binds();
                self.connection.prepare_cached(&sql)?.query_row(rusqlite::params_from_iter(binds), |row| row.get(0))?
            }
        };
        Ok((found.min(COUNTED), found > COUNTED))
    }
}

/// Numbers of rows, a bit each.
#[derive(Default)]
struct RowSet {
    bits: Vec<u64>,
    len: u32,
}

impl RowSet {
    fn add(&mut self, n: i64) {
        let (at, bit) = (n as usize / 64, 1 << (n % 64));
        if at >= self.bits.len() {
            self.bits.resize(at + 1, 0);
        }
        self.len += u32::from(self.bits[at] & bit == 0);
        self.bits[at] |= bit;
    }

    fn holds(&self, n: i64) -> bool {
        self.bits.get(n as usize / 64).is_some_and(|bits| bits & (1 << (n % 64)) != 0)
    }
}

/// Names that begin with the text, then names with its words, then anything with them.
fn searched(
    connection: &Connection,
    query: &ProviderQuery,
    filter: &Filter,
    lead: Option<usize>,
    words: &[String],
    limit: u32,
) -> Stored<Found> {
    let matching = Matching { connection, filter, lead, rows: OnceCell::new(), asked: Cell::new(0) };
    let anywhere = crate::search::fts(words);
    let by_words = "SELECT rowid FROM provider_search WHERE provider_search MATCH ?1";
    let text = |text: String| -> Vec<Box<dyn ToSql>> { vec![Box::new(text)] };
    let all = matching.walk(by_words, &text(anywhere.clone()), COUNTED as usize + 1)?;
    let total = all.len() as u32;
    let capped = (total.min(COUNTED), total > COUNTED);
    if query.sort != ProviderSort::Name || query.descending {
        let numbers_of = json(&all.iter().take(COUNTED as usize).collect::<Vec<_>>());
        let sql = format!("SELECT r.n FROM json_each(?1) m CROSS JOIN provider_row r ON r.n = m.value ORDER BY {}", order(query));
        return Ok((numbers(connection, &sql, &text(numbers_of))?, capped.0, capped.1));
    }
    let need = query.offset.saturating_add(limit).min(COUNTED) as usize;
    let by_name = "SELECT r.n FROM provider_row r WHERE r.sort_name >= ?1 AND r.sort_name < ?1 || char(1114111) ORDER BY r.sort_name, r.n";
    let mut found = matching.walk(by_name, &text(words.join(" ")), need)?;
    if found.len() < need.min(all.len()) {
        found.extend(matching.walk(by_words, &text(format!("name : ({anywhere})")), need)?);
        found.extend(all);
        dedupe(&mut found);
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

pub(crate) fn row(connection: &Connection, n: i64) -> Stored<ProviderRow> {
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
