//! The derived row of an activity: made again in the transaction of every write that touches it.

use std::collections::BTreeSet;

use provident_domain::id::{ActivityId, ServiceId};
use provident_domain::legal::Legal;
use provident_domain::name::NameKey;
use provident_domain::record::{ActivityAssessment, LinkedService, RecordFacts, assess_activity};
use provident_domain::transfer::{Ground, VerdictStatus};
use rusqlite::{Connection, OptionalExtension, named_params, params};
use serde::Deserialize;

use crate::act::Rules;
use crate::activity::{self, StoredActivity};
use crate::activity_list::ActivityRow;
use crate::fault::Stored;
use crate::register::Reading;
use crate::revision::not_found;
use crate::service::StoredService;
use crate::value::{enum_text, from_json, json};

impl Reading<'_> {
    /// The stored result of deriving.
    pub fn activity_assessment(&self, id: ActivityId) -> Stored<ActivityAssessment> {
        let mut statement = self.connection.prepare_cached("SELECT assessment FROM activity_row WHERE activity_id = ?1")?;
        let found = statement.query_row([id.to_string()], |row| from_json(row, "assessment")).optional()?;
        found.ok_or_else(|| not_found("activity", id))
    }

    /// The same result derived now, for comparing and for other lists.
    pub fn derive_activity(&self, id: ActivityId, rules: Rules) -> Stored<ActivityAssessment> {
        let legal = crate::legal::in_force(self.connection, rules.lists)?;
        derived(self.connection, rules, &legal, &activity::get(self.connection, id)?)
    }
}

pub(crate) fn renew(connection: &Connection, rules: Rules, legal: &Legal, id: ActivityId) -> Stored<()> {
    let stored = activity::get(connection, id)?;
    let assessment = derived(connection, rules, legal, &stored)?;
    let row = row(connection, &stored, &assessment)?;
    write(connection, &stored, &row, &assessment)?;
    crate::due_row::write(connection, "activity", &id.to_string(), Some(&stored.activity.name), &assessment.dues)
}

pub(crate) fn remove(connection: &Connection, id: ActivityId) -> Stored<()> {
    connection.execute("DELETE FROM activity_row WHERE activity_id = ?1", [id.to_string()])?;
    crate::due_row::remove(connection, "activity", &id.to_string())
}

fn derived(connection: &Connection, rules: Rules, legal: &Legal, stored: &StoredActivity) -> Stored<ActivityAssessment> {
    let id = stored.id;
    let organisation = Reading { connection }.organisation()?;
    let services = linked(connection, stored)?;
    let clients: Vec<_> = crate::client::of_activity(connection, id)?.into_iter().map(|held| held.client).collect();
    let confirmation = activity::confirmation(connection, id)?;
    let actions = crate::action::of_activity(connection, id)?;
    let snoozes = crate::action::snoozes(connection, &id.to_string())?;
    let written_on = stored.updated_at.get(..10).and_then(|day| day.parse().ok()).unwrap_or(rules.today);
    let facts = RecordFacts {
        id,
        activity: &stored.activity,
        organisation: organisation.as_ref().map(|held| &held.organisation),
        services: &services,
        clients: &clients,
        confirmation: confirmation.as_ref(),
        written_on,
        actions: &actions,
        snoozes: &snoozes,
    };
    Ok(assess_activity(&facts, rules.lists, legal))
}

/// What the record asks of the services of an activity, in the order of the activity.
fn linked(connection: &Connection, stored: &StoredActivity) -> Stored<Vec<LinkedService>> {
    let mut seen = BTreeSet::new();
    let service = |id: &ServiceId| {
        let held = crate::service::get(connection, *id)?;
        let is_first = seen.insert(held.provider);
        linked_service(connection, &held, is_first)
    };
    stored.activity.services.iter().map(service).collect()
}

#[derive(Deserialize)]
struct Worst {
    ground: Ground,
    status: VerdictStatus,
}

/// Legs of all services of its provider only where it is the first of them.
fn linked_service(connection: &Connection, held: &StoredService, is_first: bool) -> Stored<LinkedService> {
    let mut statement = connection.prepare_cached(
        "SELECT is_open, json_object('ground', ground, 'status', CASE rank WHEN 0 THEN 'fine' WHEN 1 THEN 'attention' ELSE 'breach' END) AS worst
           FROM transfer_row
          WHERE provider_id = ?1 AND (service_id = ?2 OR (?3 AND service_id IS NULL))",
    )?;
    let mut rows = statement.query(params![held.provider.to_string(), held.id.to_string(), is_first])?;
    let (mut verdicts, mut open_legs) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        if row.get::<_, bool>("is_open")? {
            open_legs += 1;
        } else {
            let worst: Worst = from_json(row, "worst")?;
            verdicts.push((worst.ground, worst.status));
        }
    }
    Ok(LinkedService {
        our_role: held.service.our_role,
        their_role: held.service.their_role,
        countries: held.service.countries().into_iter().collect(),
        seat: crate::provider::get(connection, held.provider)?.provider.country,
        verdicts,
        open_legs,
    })
}

fn row(connection: &Connection, stored: &StoredActivity, assessment: &ActivityAssessment) -> Stored<ActivityRow> {
    let id = stored.id.to_string();
    let activity = &stored.activity;
    let departments = names(
        connection,
        "SELECT d.name FROM activity_department l JOIN department d ON d.id = l.department_id WHERE l.activity_id = ?1 ORDER BY d.name COLLATE NOCASE",
        &id,
    )?;
    let providers = names(
        connection,
        "SELECT DISTINCT p.name
           FROM activity_service l
           JOIN service s ON s.id = l.service_id
           JOIN provider p ON p.id = s.provider_id
          WHERE l.activity_id = ?1
          ORDER BY p.name COLLATE NOCASE",
        &id,
    )?;
    Ok(ActivityRow {
        id: stored.id,
        name: activity.name.clone(),
        reference: activity.reference.clone(),
        role: activity.role,
        status: activity.status,
        departments,
        owner: activity.owner.clone(),
        completeness: assessment.completeness,
        letters: assessment.letters.clone(),
        providers,
        clients: crate::client::of_activity(connection, stored.id)?.len() as u32,
        is_special: assessment.has_special_categories || assessment.has_criminal_data,
        outside_eea: assessment.outside_eea.clone(),
        transfers: assessment.transfers,
        next: assessment.dues.first().cloned(),
        updated_at: stored.updated_at.clone(),
    })
}

fn names(connection: &Connection, sql: &str, id: &str) -> Stored<Vec<String>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([id], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn write(connection: &Connection, stored: &StoredActivity, row: &ActivityRow, assessment: &ActivityAssessment) -> Stored<()> {
    let activity = &stored.activity;
    let texts = [Some(&activity.name), activity.reference.as_ref(), activity.owner.as_ref()];
    let texts = texts.into_iter().flatten().chain(&row.departments).chain(&row.providers).chain(&activity.purposes);
    let haystack: Vec<String> = texts.map(|text| NameKey::of(text).as_str().to_owned()).collect();
    connection
        .prepare_cached(
            "INSERT INTO activity_row
               (activity_id, sort_name, reference, role, status, completeness, is_special, is_outside_eea, next_on, updated_at, haystack, row, assessment)
             VALUES
               (:id, :sort_name, :reference, :role, :status, :completeness, :special, :outside, :next_on, :updated_at, :haystack, :row, :assessment)
             ON CONFLICT (activity_id) DO UPDATE
               SET sort_name = excluded.sort_name, reference = excluded.reference, role = excluded.role, status = excluded.status,
                   completeness = excluded.completeness, is_special = excluded.is_special, is_outside_eea = excluded.is_outside_eea,
                   next_on = excluded.next_on, updated_at = excluded.updated_at, haystack = excluded.haystack, row = excluded.row,
                   assessment = excluded.assessment",
        )?
        .execute(named_params! {
            ":id": stored.id.to_string(),
            ":sort_name": NameKey::of(&activity.name).as_str(),
            ":reference": activity.reference.as_deref().unwrap_or_default(),
            ":role": enum_text(&activity.role),
            ":status": enum_text(&activity.status),
            ":completeness": assessment.completeness,
            ":special": row.is_special,
            ":outside": !row.outside_eea.is_empty(),
            ":next_on": row.next.as_ref().map(|due| due.on.to_string()),
            ":updated_at": stored.updated_at,
            ":haystack": haystack.join("\n"),
            ":row": json(row),
            ":assessment": json(assessment),
        })?;
    Ok(())
}
