//! The tables `questionnaire` and `questionnaire_version`: questionnaires of our own while they are edited, and
//! every version that was published or asked.

use provident_domain::questionnaire::Questionnaire;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::act::{Saved, Writing};
use crate::fault::Stored;
use crate::register::Reading;
use crate::revision::{held_revision, not_found};
use crate::value::{from_json, from_json_option, json};

/// A questionnaire that is being edited, or was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredQuestionnaire {
    pub id: String,
    pub revision: u32,
    /// None where nothing was changed since the last version.
    pub draft: Option<Questionnaire>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredVersion {
    pub questionnaire: Questionnaire,
    /// RFC 3339.
    pub published_at: String,
    pub published_by: String,
}

impl Reading<'_> {
    /// Our own, those with a draft only included.
    pub fn questionnaires(&self) -> Stored<Vec<StoredQuestionnaire>> {
        let mut statement = self.connection.prepare_cached("SELECT id, draft, revision FROM questionnaire ORDER BY id")?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn questionnaire(&self, id: &str) -> Stored<StoredQuestionnaire> {
        find(self.connection, id)?.ok_or_else(|| not_found("questionnaire", id))
    }

    /// Versions of one questionnaire, newest first.
    pub fn questionnaire_versions(&self, id: &str) -> Stored<Vec<StoredVersion>> {
        let mut statement = self.connection.prepare_cached(&format!("{VERSION} WHERE questionnaire_id = ?1 ORDER BY version DESC"))?;
        let rows = statement.query_map([id], read_version)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn questionnaire_version(&self, id: &str, version: u32) -> Stored<StoredVersion> {
        version_of(self.connection, id, version)?.ok_or_else(|| not_found("questionnaire", format!("{id} {version}")))
    }
}

impl Writing<'_> {
    pub fn save_questionnaire(&mut self, id: &str, revision: Option<u32>, draft: Option<&Questionnaire>) -> Stored<Saved> {
        let held = find(&self.transaction, id)?;
        let current = held_revision(held.as_ref().map(|held| held.revision), revision)?;
        if held.as_ref().is_some_and(|held| held.draft.as_ref() == draft) {
            return Ok(Saved::Unchanged);
        }
        let draft_json = draft.map(json);
        self.transaction.execute(
            "INSERT OR REPLACE INTO questionnaire (id, draft, revision) VALUES (:id, :draft, :revision)",
            named_params! { ":id": id, ":draft": draft_json, ":revision": current + 1 },
        )?;
        let before = held.as_ref().map(payload);
        let after = StoredQuestionnaire { id: id.into(), revision: current + 1, draft: draft.cloned() };
        self.record("questionnaire", id, before.as_deref(), Some(&payload(&after)))?;
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }

    /// One that was never published goes; of one that was, only the draft.
    pub fn remove_questionnaire(&mut self, id: &str, revision: u32) -> Stored<()> {
        let held = find(&self.transaction, id)?.ok_or_else(|| not_found("questionnaire", id))?;
        held_revision(Some(held.revision), Some(revision))?;
        self.transaction.execute("DELETE FROM questionnaire WHERE id = ?1", [id])?;
        self.record("questionnaire", id, Some(&payload(&held)), None)
    }

    /// Keeps this version, once; what it says never changes any more.
    pub fn keep_questionnaire_version(&mut self, questionnaire: &Questionnaire) -> Stored<()> {
        if version_of(&self.transaction, &questionnaire.id, questionnaire.version)?.is_some() {
            return Ok(());
        }
        self.transaction.execute(
            "INSERT INTO questionnaire_version (questionnaire_id, version, published_at, published_by, questionnaire)
             VALUES (:id, :version, :at, :by, :questionnaire)",
            named_params! {
                ":id": questionnaire.id,
                ":version": questionnaire.version,
                ":at": self.act.at,
                ":by": self.act.who,
                ":questionnaire": json(questionnaire),
            },
        )?;
        let entity_id = version_id(&questionnaire.id, questionnaire.version);
        self.record_at("questionnaire_version", &entity_id, &questionnaire.id, None, Some(&json(questionnaire)))
    }
}

/// Under which a version stands in the history.
pub(crate) fn version_id(id: &str, version: u32) -> String {
    format!("{id}:{version}")
}

pub(crate) fn payload(held: &StoredQuestionnaire) -> String {
    json(&held.draft)
}

fn find(connection: &Connection, id: &str) -> Stored<Option<StoredQuestionnaire>> {
    let mut statement = connection.prepare_cached("SELECT id, draft, revision FROM questionnaire WHERE id = ?1")?;
    Ok(statement.query_row([id], read).optional()?)
}

fn read(row: &Row) -> rusqlite::Result<StoredQuestionnaire> {
    Ok(StoredQuestionnaire { id: row.get("id")?, revision: row.get("revision")?, draft: from_json_option(row, "draft")? })
}

pub(crate) fn all_versions(connection: &Connection) -> Stored<Vec<Questionnaire>> {
    let mut statement = connection.prepare_cached(&format!("{VERSION} ORDER BY questionnaire_id, version"))?;
    let rows = statement.query_map([], read_version)?;
    rows.map(|row| Ok(row?.questionnaire)).collect()
}

const VERSION: &str = "SELECT questionnaire_id, version, published_at, published_by, questionnaire FROM questionnaire_version";

fn version_of(connection: &Connection, id: &str, version: u32) -> Stored<Option<StoredVersion>> {
    let mut statement = connection.prepare_cached(&format!("{VERSION} WHERE questionnaire_id = ?1 AND version = ?2"))?;
    Ok(statement.query_row(rusqlite::params![id, version], read_version).optional()?)
}

fn read_version(row: &Row) -> rusqlite::Result<StoredVersion> {
    Ok(StoredVersion {
        questionnaire: from_json(row, "questionnaire")?,
        published_at: row.get("published_at")?,
        published_by: row.get("published_by")?,
    })
}
