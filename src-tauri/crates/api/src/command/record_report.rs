//! The reports of issue to an authority: the two records of processing, the register of transfers, and the
//! list of our sub-processors.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use provident_domain::activity::ActivityRole;
use provident_domain::id::{ActivityId, ProviderId, TransferId};
use provident_domain::published::{PublishedChange, PublishedEntry, changes};
use provident_report::Document;
use provident_report::kinds::facts::{
    ActivityFacts, ActivityServiceFacts, Chain, ChainLink, Decided, Issue, PublicList, RecordNames, TransferLine,
};
use provident_report::kinds::record_table::RecordTable;
use provident_report::kinds::{record_controller, record_processor, sub_processors, transfers};
use provident_store::{ActivityQuery, ActivitySort, Reading, Rules, StoredTransfer, TransferRow};

use crate::assets::lists;
use crate::command::sub_processor::in_order;
use crate::failure::Failure;

/// A report of one of these kinds, with the table of its workbook.
pub(crate) fn made(reading: &Reading, kind: &str, rules: Rules, issue: &Issue) -> Result<(Document, Option<RecordTable>), Failure> {
    let legal = reading.legal(lists())?;
    if kind == sub_processors::KIND {
        let held = Published::last_or_now(reading, rules.today)?;
        let list = held.list();
        let table = sub_processors::record_table(&list, lists(), issue.language, &legal);
        let chains = chains(reading, list.entries, rules.today)?;
        return Ok((sub_processors::sub_processors(&list, &chains, issue, &legal), Some(table)));
    }
    let lines = reading.transfer_rows_on(rules)?;
    let held: HashMap<TransferId, StoredTransfer> = reading.transfers()?.into_iter().map(|held| (held.id, held)).collect();
    if kind == transfers::KIND {
        let lines: Vec<TransferLine> = lines.into_iter().map(|line| line_of(line, &held)).collect();
        let table = transfers::record_table(&lines, issue, &legal);
        return Ok((transfers::transfers(&lines, issue, &legal), Some(table)));
    }
    let mut of_provider: BTreeMap<ProviderId, Vec<TransferRow>> = BTreeMap::new();
    for line in lines {
        of_provider.entry(line.provider).or_default().push(line);
    }
    let role = if kind == record_controller::KIND { ActivityRole::Controller } else { ActivityRole::Processor };
    let query = ActivityQuery { role: Some(role), sort: ActivitySort::Reference, ..ActivityQuery::default() };
    let rows = reading.all_activities(&query)?;
    let facts = rows.iter().map(|row| facts(reading, row.id, &of_provider, &held)).collect::<Result<Vec<_>, Failure>>()?;
    let names = names(reading)?;
    Ok(match role {
        ActivityRole::Controller => {
            let table = record_controller::record_table(&facts, &names, issue, &legal);
            (record_controller::record_controller(&facts, &names, issue, &legal), Some(table))
        }
        ActivityRole::Processor => {
            let table = record_processor::record_table(&facts, &names, issue, &legal);
            (record_processor::record_processor(&facts, &names, issue, &legal), Some(table))
        }
    })
}

/// Who works for each of these today.
fn chains(reading: &Reading, entries: &[PublishedEntry], today: NaiveDate) -> Result<Vec<Chain>, Failure> {
    let chain = |entry: &PublishedEntry| -> Result<Chain, Failure> {
        let held = reading.sub_processors(entry.provider)?;
        let current = in_order(&held).into_iter().filter(|(_, held)| held.sub_processor.is_current(today));
        let links = current.map(|(depth, held)| ChainLink { depth, sub_processor: held.sub_processor.clone() });
        Ok(Chain { provider: entry.name.clone(), links: links.collect() })
    };
    entries.iter().map(chain).collect()
}

/// Our public list as it is now, beside the one published last.
pub(crate) struct Published {
    pub entries: Vec<PublishedEntry>,
    pub changes: Vec<PublishedChange>,
    pub as_of: NaiveDate,
    pub effective_on: NaiveDate,
    pub before: Option<NaiveDate>,
}

impl Published {
    /// The list that was published last where nothing has changed since; as it is now otherwise.
    pub fn last_or_now(reading: &Reading, today: NaiveDate) -> Result<Published, Failure> {
        let now = Published::now(reading, today, today)?;
        let mut held = reading.published_lists()?.into_iter();
        let Some(last) = held.next().filter(|_| now.changes.is_empty()) else { return Ok(now) };
        let before = held.next();
        let changes = changes(before.as_ref().map_or(&[][..], |held| &held.list.entries), &last.list.entries);
        Ok(Published {
            entries: last.list.entries,
            changes,
            as_of: last.list.published_on,
            effective_on: last.list.effective_on,
            before: before.map(|held| held.list.published_on),
        })
    }

    pub fn now(reading: &Reading, today: NaiveDate, effective_on: NaiveDate) -> Result<Published, Failure> {
        let last = reading.published_lists()?.into_iter().next();
        let entries = reading.our_sub_processors()?;
        let changes = changes(last.as_ref().map_or(&[][..], |held| &held.list.entries), &entries);
        Ok(Published { entries, changes, as_of: today, effective_on, before: last.map(|held| held.list.published_on) })
    }

    pub fn list(&self) -> PublicList<'_> {
        PublicList {
            entries: &self.entries,
            as_of: self.as_of,
            effective_on: self.effective_on,
            before: self.before,
            changes: &self.changes,
        }
    }
}

fn line_of(line: TransferRow, held: &HashMap<TransferId, StoredTransfer>) -> TransferLine {
    let held = line.id.and_then(|id| held.get(&id));
    TransferLine {
        provider: line.provider_name,
        service: line.service_name,
        exporter: line.exporter,
        importer: line.importer,
        transfer: held.map(|held| held.transfer.clone()),
        country: line.country,
        countries: line.countries,
        verdict: line.verdict,
        assessment: held.and_then(|held| held.assessment.clone()),
        decided: held.map(|held| Decided { by: held.decided_by.clone(), on: held.decided_on }),
    }
}

fn facts(
    reading: &Reading,
    id: ActivityId,
    of_provider: &BTreeMap<ProviderId, Vec<TransferRow>>,
    held: &HashMap<TransferId, StoredTransfer>,
) -> Result<ActivityFacts, Failure> {
    let stored = reading.activity(id)?;
    let mut services = Vec::new();
    for service in &stored.activity.services {
        let own = reading.service(*service)?;
        let provider = reading.provider(own.provider)?.provider;
        let lines = of_provider.get(&own.provider).into_iter().flatten();
        let lines = lines.filter(|line| line.service.is_none_or(|of| of == *service));
        services.push(ActivityServiceFacts {
            provider: provider.name,
            legal_name: provider.legal_name,
            country: provider.country,
            role: own.service.their_role,
            countries: own.service.countries().into_iter().collect(),
            service: own.service.name,
            transfers: lines.map(|line| line_of(line.clone(), held)).collect(),
        });
    }
    Ok(ActivityFacts {
        services,
        confirmation: reading.confirmation(id)?,
        assessment: reading.activity_assessment(id)?,
        created_on: day(&stored.created_at),
        updated_on: day(&stored.updated_at),
        activity: stored.activity,
    })
}

/// The day of an instant of the register.
fn day(at: &str) -> NaiveDate {
    at.get(..10).and_then(|day| day.parse().ok()).unwrap_or_default()
}

fn names(reading: &Reading) -> Result<RecordNames, Failure> {
    Ok(RecordNames {
        departments: reading.departments()?.into_iter().map(|held| (held.id, held.department.name)).collect(),
        clients: reading.clients()?.into_iter().map(|held| (held.id, held.client)).collect(),
        groups: reading.client_groups()?.into_iter().map(|held| (held.id, held.group)).collect(),
    })
}
