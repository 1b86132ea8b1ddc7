//! The tables `activity`, its links, and `confirmation`.

use provident_domain::activity::{Activity, Confirmation};
use provident_domain::id::{ActivityId, ServiceId};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::act::{Saved, Writing};
use crate::fault::Stored;
use crate::register::Reading;
use crate::revision::{held_revision, not_found};
use crate::value::{enum_option, enum_text, from_json, json, parsed, parsed_option};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredActivity {
    pub id: ActivityId,
    pub revision: u32,
    pub activity: Activity,
    /// RFC 3339.
    pub created_at: String,
    pub updated_at: String,
}

impl Reading<'_> {
    pub fn activity(&self, id: ActivityId) -> Stored<StoredActivity> {
        get(self.connection, id)
    }

    /// All of them by name, then by id.
    pub fn activity_ids(&self) -> Stored<Vec<ActivityId>> {
        ids(self.connection)
    }

    pub fn confirmation(&self, id: ActivityId) -> Stored<Option<Confirmation>> {
        confirmation(self.connection, id)
    }
}

impl Writing<'_> {
    /// Saves an activity. What was confirmed is no longer what stands there: the confirmation goes.
    pub fn save_activity(&mut self, id: ActivityId, revision: Option<u32>, activity: &Activity) -> Stored<Saved> {
        let held = find(&self.transaction, id)?;
        let current = held_revision(held.as_ref().map(|held| held.revision), revision)?;
        if held.as_ref().is_some_and(|held| held.activity == *activity) {
            return Ok(Saved::Unchanged);
        }
        write(&self.transaction, id, activity, current + 1, &self.act.at)?;
        write_links(&self.transaction, id, activity)?;
        self.record("activity", &id.to_string(), held.as_ref().map(|held| json(&held.activity)).as_deref(), Some(&json(activity)))?;
        self.set_confirmation(id, None)?;
        self.touch_activity(id);
        self.touch_notified()?;
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }

    pub fn remove_activity(&mut self, id: ActivityId, revision: u32) -> Stored<()> {
        let held = get(&self.transaction, id)?;
        held_revision(Some(held.revision), Some(revision))?;
        self.set_confirmation(id, None)?;
        self.remove_actions_of_activity(id)?;
        crate::activity_row::remove(&self.transaction, id)?;
        self.transaction.execute("DELETE FROM activity WHERE id = ?1", [id.to_string()])?;
        self.forget_activity(id);
        self.record("activity", &id.to_string(), Some(&json(&held.activity)), None)?;
        self.touch_notified()
    }

    /// Says who confirmed an activity, or that nobody did.
    pub fn set_confirmation(&mut self, id: ActivityId, confirmation: Option<&Confirmation>) -> Stored<()> {
        let held = self::confirmation(&self.transaction, id)?;
        if held.as_ref() == confirmation {
            return Ok(());
        }
        match confirmation {
            Some(given) => self.transaction.execute(
                "INSERT OR REPLACE INTO confirmation (activity_id, person, confirmed_on, note) VALUES (?1, ?2, ?3, ?4)",
                rusqlite::params![id.to_string(), given.by, given.on.to_string(), given.note],
            )?,
            None => self.transaction.execute("DELETE FROM confirmation WHERE activity_id = ?1", [id.to_string()])?,
        };
        let (before, after) = (held.as_ref().map(json_of), confirmation.map(json_of));
        self.record_at("confirmation", &confirmation_id(id), &id.to_string(), before.as_deref(), after.as_deref())?;
        self.touch_activity(id);
        Ok(())
    }

    /// A service that goes leaves the activities it carried out.
    pub(crate) fn unlink_service(&mut self, service: ServiceId) -> Stored<()> {
        for id in of_service(&self.transaction, service)? {
            let mut held = get(&self.transaction, id)?.activity;
            held.services.retain(|other| *other != service);
            self.save_activity(id, None, &held)?;
        }
        Ok(())
    }
}

fn json_of(confirmation: &Confirmation) -> String {
    json(confirmation)
}

/// The id of the lines of a confirmation, beside those of its activity.
pub(crate) fn confirmation_id(activity: ActivityId) -> String {
    format!("{activity}:confirmation")
}

pub(crate) fn of_service(connection: &Connection, service: ServiceId) -> Stored<Vec<ActivityId>> {
    let mut statement = connection.prepare_cached("SELECT activity_id FROM activity_service WHERE service_id = ?1 ORDER BY activity_id")?;
    let rows = statement.query_map([service.to_string()], |row| parsed(row, "activity_id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn get(connection: &Connection, id: ActivityId) -> Stored<StoredActivity> {
    find(connection, id)?.ok_or_else(|| not_found("activity", id))
}

pub(crate) fn ids(connection: &Connection) -> Stored<Vec<ActivityId>> {
    let mut statement = connection.prepare("SELECT id FROM activity ORDER BY name COLLATE NOCASE, id")?;
    let rows = statement.query_map([], |row| parsed(row, "id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn confirmation(connection: &Connection, id: ActivityId) -> Stored<Option<Confirmation>> {
    let mut statement = connection.prepare_cached("SELECT person, confirmed_on, note FROM confirmation WHERE activity_id = ?1")?;
    let found = statement.query_row([id.to_string()], |row| {
        Ok(Confirmation { by: row.get("person")?, on: parsed(row, "confirmed_on")?, note: row.get("note")? })
    });
    Ok(found.optional()?)
}

fn find(connection: &Connection, id: ActivityId) -> Stored<Option<StoredActivity>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, role, status, reference, owner, purposes, sub_purposes, data, legal_bases, legal_basis_note, lia,
                consent_records, special_conditions, special_condition_note, criminal_law, data_source, recipients,
                joint_controllers, transfer_note, security, security_measures, automated_decisions, automated_note, rights,
                privacy_notice, breach_record, data_location, dpia, dpia_note, processing_categories, review_on, unknown, notes,
                created_at, updated_at, revision
           FROM activity
          WHERE id = ?1",
    )?;
    let Some(mut found) = statement.query_row([id.to_string()], read).optional()? else { return Ok(None) };
    let activity = &mut found.activity;
    activity.departments = linked(connection, "SELECT department_id AS id FROM activity_department WHERE activity_id = ?1 ORDER BY 1", id)?;
    activity.services = linked(connection, "SELECT service_id AS id FROM activity_service WHERE activity_id = ?1 ORDER BY 1", id)?;
    activity.clients = linked(connection, "SELECT client_id AS id FROM activity_client WHERE activity_id = ?1 ORDER BY 1", id)?;
    activity.client_groups = linked(connection, "SELECT group_id AS id FROM activity_client_group WHERE activity_id = ?1 ORDER BY 1", id)?;
    Ok(Some(found))
}

fn linked<T: serde::de::DeserializeOwned>(connection: &Connection, sql: &str, id: ActivityId) -> Stored<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([id.to_string()], |row| parsed(row, "id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row) -> rusqlite::Result<StoredActivity> {
    Ok(StoredActivity {
        id: parsed(row, "id")?,
        revision: row.get("revision")?,
        activity: Activity {
            name: row.get("name")?,
            role: parsed(row, "role")?,
            status: parsed(row, "status")?,
            reference: row.get("reference")?,
            departments: Vec::new(),
            owner: row.get("owner")?,
            purposes: from_json(row, "purposes")?,
            sub_purposes: from_json(row, "sub_purposes")?,
            data: from_json(row, "data")?,
            legal_bases: from_json(row, "legal_bases")?,
            legal_basis_note: row.get("legal_basis_note")?,
            lia: row.get("lia")?,
            consent_records: row.get("consent_records")?,
            special_conditions: from_json(row, "special_conditions")?,
            special_condition_note: row.get("special_condition_note")?,
            criminal_law: row.get("criminal_law")?,
            data_source: row.get("data_source")?,
            recipients: from_json(row, "recipients")?,
            joint_controllers: from_json(row, "joint_controllers")?,
            services: Vec::new(),
            transfer_note: row.get("transfer_note")?,
            security: row.get("security")?,
            security_measures: from_json(row, "security_measures")?,
            automated_decisions: row.get("automated_decisions")?,
            automated_note: row.get("automated_note")?,
            rights: from_json(row, "rights")?,
            privacy_notice: row.get("privacy_notice")?,
            breach_record: row.get("breach_record")?,
            data_location: row.get("data_location")?,
            dpia: parsed_option(row, "dpia")?,
            dpia_note: row.get("dpia_note")?,
            clients: Vec::new(),
            client_groups: Vec::new(),
            processing_categories: from_json(row, "processing_categories")?,
            review_on: parsed_option(row, "review_on")?,
            unknown: from_json(row, "unknown")?,
            notes: row.get("notes")?,
        },
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

fn write(connection: &Connection, id: ActivityId, activity: &Activity, revision: u32, at: &str) -> Stored<()> {
    connection
        .prepare_cached(
            "INSERT INTO activity
               (id, name, role, status, reference, owner, purposes, sub_purposes, data, legal_bases, legal_basis_note, lia,
                consent_records, special_conditions, special_condition_note, criminal_law, data_source, recipients,
                joint_controllers, transfer_note, security, security_measures, automated_decisions, automated_note, rights,
                privacy_notice, breach_record, data_location, dpia, dpia_note, processing_categories, review_on, unknown, notes,
                created_at, updated_at, revision)
             VALUES
               (:id, :name, :role, :status, :reference, :owner, :purposes, :sub_purposes, :data, :legal_bases, :legal_basis_note, :lia,
                :consent_records, :special_conditions, :special_condition_note, :criminal_law, :data_source, :recipients,
                :joint_controllers, :transfer_note, :security, :security_measures, :automated_decisions, :automated_note, :rights,
                :privacy_notice, :breach_record, :data_location, :dpia, :dpia_note, :processing_categories, :review_on, :unknown, :notes,
                :at, :at, :revision)
             ON CONFLICT (id) DO UPDATE
               SET name = excluded.name, role = excluded.role, status = excluded.status, reference = excluded.reference,
                   owner = excluded.owner, purposes = excluded.purposes, sub_purposes = excluded.sub_purposes, data = excluded.data,
                   legal_bases = excluded.legal_bases, legal_basis_note = excluded.legal_basis_note, lia = excluded.lia,
                   consent_records = excluded.consent_records, special_conditions = excluded.special_conditions,
                   special_condition_note = excluded.special_condition_note, criminal_law = excluded.criminal_law,
                   data_source = excluded.data_source, recipients = excluded.recipients, joint_controllers = excluded.joint_controllers,
                   transfer_note = excluded.transfer_note, security = excluded.security, security_measures = excluded.security_measures,
                   automated_decisions = excluded.automated_decisions, automated_note = excluded.automated_note, rights = excluded.rights,
                   privacy_notice = excluded.privacy_notice, breach_record = excluded.breach_record, data_location = excluded.data_location,
                   dpia = excluded.dpia, dpia_note = excluded.dpia_note, processing_categories = excluded.processing_categories,
                   review_on = excluded.review_on, unknown = excluded.unknown, notes = excluded.notes,
                   updated_at = excluded.updated_at, revision = excluded.revision",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":name": activity.name,
            ":role": enum_text(&activity.role),
            ":status": enum_text(&activity.status),
            ":reference": activity.reference,
            ":owner": activity.owner,
            ":purposes": json(&activity.purposes),
            ":sub_purposes": json(&activity.sub_purposes),
            ":data": json(&activity.data),
            ":legal_bases": json(&activity.legal_bases),
            ":legal_basis_note": activity.legal_basis_note,
            ":lia": activity.lia,
            ":consent_records": activity.consent_records,
            ":special_conditions": json(&activity.special_conditions),
            ":special_condition_note": activity.special_condition_note,
            ":criminal_law": activity.criminal_law,
            ":data_source": activity.data_source,
            ":recipients": json(&activity.recipients),
            ":joint_controllers": json(&activity.joint_controllers),
            ":transfer_note": activity.transfer_note,
            ":security": activity.security,
            ":security_measures": json(&activity.security_measures),
            ":automated_decisions": activity.automated_decisions,
            ":automated_note": activity.automated_note,
            ":rights": json(&activity.rights),
            ":privacy_notice": activity.privacy_notice,
            ":breach_record": activity.breach_record,
            ":data_location": activity.data_location,
            ":dpia": enum_option(&activity.dpia),
            ":dpia_note": activity.dpia_note,
            ":processing_categories": json(&activity.processing_categories),
            ":review_on": activity.review_on.map(|day| day.to_string()),
            ":unknown": json(&activity.unknown),
            ":notes": activity.notes,
            ":at": at,
            ":revision": revision,
        })?;
    Ok(())
}

fn write_links(connection: &Connection, id: ActivityId, activity: &Activity) -> Stored<()> {
    let text = id.to_string();
    let texts = |ids: &[&dyn ToString]| ids.iter().map(|id| id.to_string()).collect::<Vec<_>>();
    let departments = texts(&activity.departments.iter().map(|id| id as &dyn ToString).collect::<Vec<_>>());
    let services = texts(&activity.services.iter().map(|id| id as &dyn ToString).collect::<Vec<_>>());
    let clients = texts(&activity.clients.iter().map(|id| id as &dyn ToString).collect::<Vec<_>>());
    let groups = texts(&activity.client_groups.iter().map(|id| id as &dyn ToString).collect::<Vec<_>>());
    let tables = [
        ("activity_department", "department_id", departments),
        ("activity_service", "service_id", services),
        ("activity_client", "client_id", clients),
        ("activity_client_group", "group_id", groups),
    ];
    for (table, column, ids) in tables {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE activity_id = ?1"))?.execute([&text])?;
        let mut statement = connection.prepare_cached(&format!("INSERT INTO {table} (activity_id, {column}) VALUES (?1, ?2)"))?;
        for other in &ids {
            statement.execute([&text, other])?;
        }
    }
    Ok(())
}
