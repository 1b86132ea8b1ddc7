//! The list of transfers with the verdict on each, and where data goes in sum.

use std::collections::HashMap;

use provident_domain::country::CountryCode;
use provident_domain::id::{DepartmentId, ProviderId, ServiceId, TransferId};
use provident_domain::name::NameKey;
use provident_domain::transfer::{Ground, TransferDecision, TransferFacts, Verdict, VerdictStatus, verdict};
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::act::Rules;
use crate::condition::Conditions;
use crate::fault::Stored;
use crate::register::Reading;
use crate::transfer::StoredTransfer;
use crate::value::{from_json, json, parsed, parsed_option};

/// Which transfers. All parts must hold; an empty list holds for all.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct TransferQuery {
    pub search: String,
    pub statuses: Vec<VerdictStatus>,
    pub grounds: Vec<Ground>,
    pub countries: Vec<CountryCode>,
    pub provider: Option<ProviderId>,
    /// Legs that nobody has decided on: 1 of these, 0 of the decided ones; both unless given.
    pub is_open: Option<bool>,
    pub offset: u32,
    /// At most 200; 50 when 0.
    pub limit: u32,
}

/// A leg, decided on or proposed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct TransferRow {
    /// None of a leg that is only proposed.
    pub id: Option<TransferId>,
    pub provider: ProviderId,
    pub provider_name: String,
    pub service: Option<ServiceId>,
    pub service_name: Option<String>,
    /// Names; none where it is us.
    pub exporter: Option<String>,
    /// None where nobody has named it yet.
    pub importer: Option<String>,
    pub country: Option<CountryCode>,
    pub decision: Option<TransferDecision>,
    /// Every third country it leads to.
    pub countries: Vec<CountryCode>,
    pub verdict: Verdict,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, TS)]
pub struct TransferSums {
    pub fine: u32,
    pub attention: u32,
    pub breach: u32,
    /// Proposed, and decided by nobody.
    pub open: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct TransferPage {
    /// Worst first.
    pub rows: Vec<TransferRow>,
    pub total: u32,
    /// Of the whole register.
    pub sums: TransferSums,
}

/// One band of the picture: what a department sends to a provider, and where that goes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct FlowBand {
    /// None where no department is known.
    pub department: Option<DepartmentId>,
    pub department_name: Option<String>,
    /// None for all those that are not shown one by one.
    pub provider: Option<ProviderId>,
    pub provider_name: Option<String>,
    /// None where nobody has said where the data is.
    pub country: Option<CountryCode>,
    pub ground: Ground,
    /// Services in it.
    pub services: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct Flow {
    pub bands: Vec<FlowBand>,
    /// Providers that are shown together.
    pub others: u32,
}

/// One line of a concentration: how much hangs on one country, parent company or provider.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ConcentrationRow {
    /// A country code, the name of a parent company, or the name of a provider.
    pub name: String,
    pub provider: Option<ProviderId>,
    pub providers: u32,
    pub services: u32,
    pub activities: u32,
    /// Services of providers that get special categories or criminal data.
    pub special: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct Concentration {
    /// Where data is stored or seen from; most first.
    pub countries: Vec<ConcentrationRow>,
    pub parents: Vec<ConcentrationRow>,
    pub providers: Vec<ConcentrationRow>,
    /// Providers, services and activities in all.
    pub of_providers: u32,
    pub of_services: u32,
    pub of_activities: u32,
}

/// Providers shown one by one in the picture.
const BANDS_OF: u32 = 12;
const CONCENTRATED: u32 = 50;

/// Of the providers that work for us.
impl Reading<'_> {
    /// As of the day for which the rows were derived.
    pub fn transfer_page(&self, query: &TransferQuery) -> Stored<TransferPage> {
        let conditions = conditions(query);
        let (condition, bound) = (conditions.sql(), conditions.values());
        let total = self
            .connection
            .prepare_cached(&format!("SELECT count(*) FROM transfer_row WHERE {condition}"))?
            .query_row(bound.as_slice(), |row| row.get(0))?;
        let sql = format!(
            "SELECT row FROM transfer_row WHERE {condition} ORDER BY rank DESC, sort_name, n LIMIT {} OFFSET {}",
            page_size(query),
            query.offset
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(bound.as_slice(), |row| from_json(row, "row"))?.collect::<Result<_, _>>()?;
        Ok(TransferPage { rows, total, sums: self.transfer_sums()? })
    }

    pub fn transfer_sums(&self) -> Stored<TransferSums> {
        let mut statement =
            self.connection.prepare_cached("SELECT is_open, rank, count(*) AS count FROM transfer_row GROUP BY is_open, rank")?;
        let mut rows = statement.query([])?;
        let mut sums = TransferSums::default();
        while let Some(row) = rows.next()? {
            let count: u32 = row.get("count")?;
            match (row.get::<_, bool>("is_open")?, row.get::<_, u8>("rank")?) {
                (true, _) => sums.open += count,
                (false, 0) => sums.fine += count,
                (false, 1) => sums.attention += count,
                (false, _) => sums.breach += count,
            }
        }
        Ok(sums)
    }

    /// Every line with the verdict of any day, worst first. Proposals stand as they do today.
    pub fn transfer_rows_on(&self, rules: Rules) -> Stored<Vec<TransferRow>> {
        let legal = self.legal(rules.lists)?;
        let mut statement = self.connection.prepare("SELECT row FROM transfer_row ORDER BY sort_name, n")?;
        let mut held: HashMap<TransferId, StoredTransfer> = self.transfers()?.into_iter().map(|held| (held.id, held)).collect();
        let mut rows = statement.query([])?;
        let mut found: Vec<TransferRow> = Vec::new();
        while let Some(row) = rows.next()? {
            let mut line: TransferRow = from_json(row, "row")?;
            if let Some(held) = line.id.and_then(|id| held.remove(&id)) {
                let facts = TransferFacts { transfer: &held.transfer, assessment: held.assessment.as_ref(), is_standing: true };
                line.verdict = verdict(&facts, &legal, rules.today);
            }
            found.push(line);
        }
        found.sort_by_key(|line| std::cmp::Reverse(line.verdict.status));
        Ok(found)
    }

    /// Where the data of each department goes, by provider and country; the providers with most services one by one.
    pub fn flow(&self) -> Stored<Flow> {
        let mut leading = self.connection.prepare_cached(
            "SELECT provider_id FROM flow GROUP BY provider_id ORDER BY count(DISTINCT service_id) DESC, provider_id LIMIT ?1",
        )?;
        let shown: Vec<String> = leading.query_map([BANDS_OF], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT f.department_id, d.name AS department_name, f.provider_id, p.name AS provider_name, f.country, f.ground,
                    count(DISTINCT f.service_id) AS services
               FROM (SELECT CASE WHEN provider_id IN (SELECT value FROM json_each(?1)) THEN provider_id END AS provider_id,
                            department_id, country, ground, service_id
                       FROM flow) f
               LEFT JOIN department d ON d.id = f.department_id
               LEFT JOIN provider p ON p.id = f.provider_id
              GROUP BY f.department_id, f.provider_id, f.country, f.ground
              ORDER BY d.name IS NULL, d.name COLLATE NOCASE, p.name IS NULL, p.name COLLATE NOCASE, f.country, f.ground",
        )?;
        let bands = statement.query_map([json(&shown)], band)?.collect::<Result<_, _>>()?;
        let all: u32 = self.connection.prepare_cached("SELECT count(DISTINCT provider_id) FROM flow")?.query_row([], |row| row.get(0))?;
        Ok(Flow { bands, others: all.saturating_sub(shown.len() as u32) })
    }

    /// How much hangs on one country, parent company or provider; of those that work for us.
    pub fn concentration(&self) -> Stored<Concentration> {
        let count = |sql: &str| -> Stored<u32> { Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?) };
        Ok(Concentration {
            countries: self.concentrated("f.country", "NULL", "f.country IS NOT NULL")?,
            parents: self.concentrated("p.parent", "NULL", "p.parent IS NOT NULL")?,
            providers: self.concentrated("p.name", "p.id", "1")?,
            of_providers: count("SELECT count(DISTINCT provider_id) FROM flow")?,
            of_services: count("SELECT count(DISTINCT service_id) FROM flow")?,
            of_activities: count("SELECT count(*) FROM activity WHERE status <> 'retired'")?,
        })
    }

    fn concentrated(&self, name: &str, id: &str, condition: &str) -> Stored<Vec<ConcentrationRow>> {
        let sql = format!(
            "SELECT {name} AS name, {id} AS provider, count(DISTINCT f.provider_id) AS providers, count(DISTINCT f.service_id) AS services,
                    count(DISTINCT l.activity_id) AS activities,
                    count(DISTINCT CASE WHEN r.is_special = 1 THEN f.service_id END) AS special
               FROM flow f
               JOIN provider p ON p.id = f.provider_id
               JOIN provider_row r ON r.provider_id = f.provider_id
               LEFT JOIN activity_service l ON l.service_id = f.service_id
              WHERE {condition}
              GROUP BY 1, 2
              ORDER BY services DESC, 1
              LIMIT {CONCENTRATED}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| {
            Ok(ConcentrationRow {
                name: row.get("name")?,
                provider: parsed_option(row, "provider")?,
                providers: row.get("providers")?,
                services: row.get("services")?,
                activities: row.get("activities")?,
                special: row.get("special")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

pub fn page_size(query: &TransferQuery) -> u32 {
    if query.limit == 0 { 50 } else { query.limit.min(200) }
}

/// Whether a line is meant by a query, for lines with the verdict of another day.
pub fn is_meant(line: &TransferRow, query: &TransferQuery) -> bool {
    let haystack = crate::transfer_row::haystack(line);
    NameKey::of(&query.search).as_str().split_whitespace().all(|word| haystack.contains(word))
        && (query.statuses.is_empty() || query.statuses.contains(&line.verdict.status))
        && (query.grounds.is_empty() || query.grounds.contains(&line.verdict.ground))
        && (query.countries.is_empty() || query.countries.iter().any(|country| line.countries.contains(country)))
        && query.provider.is_none_or(|provider| line.provider == provider)
        && query.is_open.is_none_or(|is_open| line.id.is_none() == is_open)
}

fn band(row: &Row) -> rusqlite::Result<FlowBand> {
    Ok(FlowBand {
        department: parsed_option(row, "department_id")?,
        department_name: row.get("department_name")?,
        provider: parsed_option(row, "provider_id")?,
        provider_name: row.get("provider_name")?,
        country: parsed_option(row, "country")?,
        ground: parsed(row, "ground")?,
        services: row.get("services")?,
    })
}

fn conditions(query: &TransferQuery) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.words("haystack", &query.search);
    if !query.statuses.is_empty() {
        let ranks: Vec<u8> = query.statuses.iter().map(|status| *status as u8).collect();
        conditions.add("rank IN (SELECT value FROM json_each(?))", json(&ranks));
    }
    if !query.grounds.is_empty() {
        conditions.add("ground IN (SELECT value FROM json_each(?))", json(&query.grounds));
    }
    if !query.countries.is_empty() {
        conditions.add("EXISTS (SELECT 1 FROM json_each(?) c WHERE instr(countries, ' ' || c.value || ' ') > 0)", json(&query.countries));
    }
    if let Some(provider) = query.provider {
        conditions.add("provider_id = ?", provider.to_string());
    }
    if let Some(is_open) = query.is_open {
        conditions.when(true, if is_open { "is_open = 1" } else { "is_open = 0" });
    }
    conditions
}
