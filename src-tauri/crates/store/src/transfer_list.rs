//! The list of transfers with the verdict on each, and where data goes.

use std::collections::HashMap;

use provident_domain::country::CountryCode;
use provident_domain::id::{DepartmentId, ProviderId, ServiceId, TransferId};
use provident_domain::legal::Legal;
use provident_domain::name::NameKey;
use provident_domain::transfer::{Ground, TransferDecision, TransferFacts, TransferRule, Verdict, VerdictStatus, verdict};
use rusqlite::{Row, ToSql};
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

impl TransferSums {
    fn add(&mut self, status: VerdictStatus, count: u32) {
        match status {
            VerdictStatus::Fine => self.fine += count,
            VerdictStatus::Attention => self.attention += count,
            VerdictStatus::Breach => self.breach += count,
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct TransferPage {
    /// Worst first, and those decided on before those that are only proposed.
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

/// Providers shown one by one in the picture.
const BANDS_OF: u32 = 12;

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
            "SELECT row FROM transfer_row WHERE {condition} ORDER BY rank DESC, is_open, sort_name, n LIMIT {} OFFSET {}",
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
                (false, 0) => sums.add(VerdictStatus::Fine, count),
                (false, 1) => sums.add(VerdictStatus::Attention, count),
                (false, _) => sums.add(VerdictStatus::Breach, count),
            }
        }
        Ok(sums)
    }

    /// As of any other day. Proposals stand as they do today.
    pub fn transfer_page_on(&self, query: &TransferQuery, rules: Rules) -> Stored<TransferPage> {
        let legal = self.legal(rules.lists)?;
        let decided = self.decided_on(rules, &legal)?;
        let mut sums = TransferSums { open: self.open_legs("1", &[])?, ..TransferSums::default() };
        for line in &decided {
            sums.add(line.verdict.status, 1);
        }
        let mut conditions = conditions(query);
        conditions.when(true, "is_open = 1");
        let open = self.open_legs(&conditions.sql(), &conditions.values())?;
        // Those that are only proposed all stand alike, behind the decided ones that stand so.
        let rank = legal.status(TransferRule::Unconfirmed);
        let meant = decided.into_iter().filter(|line| is_meant(line, query));
        let (before, after): (Vec<_>, Vec<_>) = meant.partition(|line| line.verdict.status >= rank);
        let total = before.len() as u32 + open + after.len() as u32;
        let (offset, limit) = (query.offset as usize, page_size(query) as usize);
        let mut rows: Vec<TransferRow> = before.iter().skip(offset).take(limit).cloned().collect();
        let sql = format!(
            "SELECT row FROM transfer_row WHERE {} ORDER BY sort_name, n LIMIT {} OFFSET {}",
            conditions.sql(),
            limit - rows.len(),
            offset.saturating_sub(before.len())
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        for row in statement.query_map(conditions.values().as_slice(), |row| from_json(row, "row"))? {
            rows.push(row?);
        }
        let left = limit - rows.len();
        rows.extend(after.into_iter().skip(offset.saturating_sub(before.len() + open as usize)).take(left));
        Ok(TransferPage { rows, total, sums })
    }

    /// Every line with the verdict of any day, worst first. Proposals stand as they do today.
    pub fn transfer_rows_on(&self, rules: Rules) -> Stored<Vec<TransferRow>> {
        let legal = self.legal(rules.lists)?;
        let mut lines = self.decided_on(rules, &legal)?;
        let mut statement = self.connection.prepare("SELECT row FROM transfer_row WHERE is_open = 1 ORDER BY sort_name, n")?;
        for row in statement.query_map([], |row| from_json(row, "row"))? {
            lines.push(row?);
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.verdict.status));
        Ok(lines)
    }

    /// The legs that were decided on, with the verdict of a day, worst first.
    fn decided_on(&self, rules: Rules, legal: &Legal) -> Stored<Vec<TransferRow>> {
        let held: HashMap<TransferId, StoredTransfer> = self.transfers()?.into_iter().map(|held| (held.id, held)).collect();
        let mut statement = self.connection.prepare_cached("SELECT row FROM transfer_row WHERE is_open = 0 ORDER BY sort_name, n")?;
        let mut lines: Vec<TransferRow> = Vec::new();
        for row in statement.query_map([], |row| from_json(row, "row"))? {
            let mut line: TransferRow = row?;
            if let Some(held) = line.id.and_then(|id| held.get(&id)) {
                let facts = TransferFacts { transfer: &held.transfer, assessment: held.assessment.as_ref(), is_standing: true };
                line.verdict = verdict(&facts, legal, rules.today);
            }
            lines.push(line);
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.verdict.status));
        Ok(lines)
    }

    fn open_legs(&self, condition: &str, bound: &[&dyn ToSql]) -> Stored<u32> {
        let sql = format!("SELECT count(*) FROM transfer_row WHERE is_open = 1 AND {condition}");
        Ok(self.connection.prepare_cached(&sql)?.query_row(bound, |row| row.get(0))?)
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
}

fn page_size(query: &TransferQuery) -> u32 {
    if query.limit == 0 { 50 } else { query.limit.min(200) }
}

/// Whether a line is meant by a query, for lines with the verdict of another day.
fn is_meant(line: &TransferRow, query: &TransferQuery) -> bool {
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
