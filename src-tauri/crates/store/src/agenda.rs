//! All that is due, in one list: of providers, of activities, of the register itself.

use chrono::{Datelike, Months, NaiveDate};
use provident_domain::due::{Due, DueSubject};
use rusqlite::{Row, ToSql};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::act::Rules;
use crate::condition::Conditions;
use crate::fault::Stored;
use crate::register::Reading;
use crate::today::subject;
use crate::value::{from_json, json};

/// What of the due list. All parts must hold; an empty list holds for all.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DueQuery {
    pub search: String,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// Ids of due rules.
    pub rules: Vec<String>,
    pub only_snoozed: bool,
    pub offset: u32,
    /// At most 200; 50 when 0.
    pub limit: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct DueLine {
    pub subject: DueSubject,
    /// Of the provider or activity; none of the register.
    pub name: Option<String>,
    pub due: Due,
    pub is_late: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct DueMonth {
    /// The first of the month.
    pub month: NaiveDate,
    pub count: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct DueRuleCount {
    pub rule: String,
    pub count: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct DuePage {
    /// Earliest first.
    pub lines: Vec<DueLine>,
    pub total: u32,
    pub late: u32,
    pub snoozed: u32,
    /// This month and the eleven after it, whatever the query.
    pub months: Vec<DueMonth>,
    /// How many of each rule there are, whatever the query.
    pub rules: Vec<DueRuleCount>,
}

impl Reading<'_> {
    pub fn agenda(&self, query: &DueQuery, today: NaiveDate) -> Stored<DuePage> {
        let conditions = conditions(query);
        let (condition, bound) = (conditions.sql(), conditions.values());
        let limit = if query.limit == 0 { 50 } else { query.limit.min(200) };
        let sql = format!(
            "SELECT subject_kind, subject_id, name, due FROM due WHERE {condition} ORDER BY due_on, haystack, n LIMIT {limit} OFFSET {}",
            query.offset
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let lines = statement.query_map(bound.as_slice(), |row| line(row, today))?.collect::<Result<_, _>>()?;
        let count = |more: &str, day: Option<&str>| -> Stored<u32> {
            let mut values: Vec<&dyn ToSql> = bound.clone();
            if let Some(day) = &day {
                values.push(day);
            }
            let sql = format!("SELECT count(*) FROM due WHERE {condition} AND {}", more.replace('?', &format!("?{}", values.len())));
            Ok(self.connection.prepare_cached(&sql)?.query_row(values.as_slice(), |row| row.get(0))?)
        };
        Ok(DuePage {
            lines,
            total: count("1", None)?,
            late: count("due_on < ?", Some(&today.to_string()))?,
            snoozed: count("is_snoozed = 1", None)?,
            months: self.due_months(today)?,
            rules: self.due_rule_counts()?,
        })
    }

    /// All of it, earliest first, derived now: for any day.
    pub fn derive_dues(&self, rules: Rules) -> Stored<Vec<DueLine>> {
        let mut lines = Vec::new();
        let mut add = |subject: DueSubject, name: Option<String>, dues: Vec<Due>| {
            lines.extend(dues.into_iter().map(|due| DueLine { subject, name: name.clone(), is_late: due.is_late(rules.today), due }));
        };
        for id in self.provider_ids()? {
            add(DueSubject::Provider { id }, Some(self.provider(id)?.provider.name), self.derive(id, rules)?.dues);
        }
        for id in self.activity_ids()? {
            add(DueSubject::Activity { id }, Some(self.activity(id)?.activity.name), self.derive_activity(id, rules)?.dues);
        }
        let legal = self.legal(rules.lists)?;
        add(DueSubject::Register, None, crate::due_row::of_register(self.connection, rules, &legal)?);
        lines.sort_by(|a, b| (a.due.on, &a.name).cmp(&(b.due.on, &b.name)));
        Ok(lines)
    }

    /// Whether something with this key is due.
    pub fn is_due(&self, key: &str) -> Stored<bool> {
        let mut statement = self.connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM due WHERE due ->> 'key' = ?1)")?;
        Ok(statement.query_row([key], |row| row.get(0))?)
    }

    fn due_months(&self, today: NaiveDate) -> Stored<Vec<DueMonth>> {
        let first = today.with_day(1).unwrap_or(today);
        let mut statement = self.connection.prepare_cached("SELECT count(*) FROM due WHERE due_on >= ?1 AND due_on < ?2")?;
        let months = (0..12).map(|ahead| {
            let month = first.checked_add_months(Months::new(ahead)).unwrap_or(first);
            let next = month.checked_add_months(Months::new(1)).unwrap_or(month);
            let count = statement.query_row([month.to_string(), next.to_string()], |row| row.get(0))?;
            Ok(DueMonth { month, count })
        });
        months.collect()
    }

    fn due_rule_counts(&self) -> Stored<Vec<DueRuleCount>> {
        let mut statement = self.connection.prepare_cached("SELECT rule, count(*) AS count FROM due GROUP BY rule ORDER BY rule")?;
        let rows = statement.query_map([], |row| Ok(DueRuleCount { rule: row.get("rule")?, count: row.get("count")? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn line(row: &Row, today: NaiveDate) -> rusqlite::Result<DueLine> {
    let due: Due = from_json(row, "due")?;
    let name: String = row.get("name")?;
    Ok(DueLine { subject: subject(row)?, name: Some(name).filter(|name| !name.is_empty()), is_late: due.is_late(today), due })
}

fn conditions(query: &DueQuery) -> Conditions {
    let mut conditions = Conditions::default();
    conditions.words("haystack", &query.search);
    if let Some(from) = query.from {
        conditions.add("due_on >= ?", from.to_string());
    }
    if let Some(until) = query.until {
        conditions.add("due_on <= ?", until.to_string());
    }
    if !query.rules.is_empty() {
        conditions.add("rule IN (SELECT value FROM json_each(?))", json(&query.rules));
    }
    conditions.when(query.only_snoozed, "is_snoozed = 1");
    conditions
}
