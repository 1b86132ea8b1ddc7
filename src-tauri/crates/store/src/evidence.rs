//! The tables `evidence` and `evidence_content`: a file is kept once, however often it is named.

use provident_domain::evidence::Evidence;
use provident_domain::fact::Standing;
use provident_domain::id::{EvidenceId, ProviderId};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;

use crate::act::Writing;
use crate::fault::{StoreFault, Stored};
use crate::register::Reading;
use crate::value::{enum_text, json, parsed, parsed_option};

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StoredEvidence {
    pub id: EvidenceId,
    pub evidence: Evidence,
    /// RFC 3339.
    pub added_at: String,
    pub added_by: String,
}

impl Reading<'_> {
    /// Evidence of a provider, newest first.
    pub fn evidence(&self, provider: ProviderId) -> Stored<Vec<StoredEvidence>> {
        let mut statement = self.connection.prepare_cached(&format!("{SELECT} WHERE provider_id = ?1 ORDER BY added_at DESC, id DESC"))?;
        let rows = statement.query_map([provider.to_string()], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All of it: what belongs to a provider under that provider's name, then what belongs to none.
    pub fn all_evidence(&self) -> Stored<Vec<(Option<String>, StoredEvidence)>> {
        let mut statement = self.connection.prepare(
            "SELECT p.name AS provider_name, e.id, e.provider_id, e.title, e.kind, e.dated, e.file_name, e.digest, e.size, e.added_at, e.added_by
               FROM evidence e
               LEFT JOIN provider p ON p.id = e.provider_id
              ORDER BY p.id IS NULL, p.name COLLATE NOCASE, p.id, e.added_at, e.id",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get("provider_name")?, read(row)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn evidence_one(&self, id: EvidenceId) -> Stored<StoredEvidence> {
        get(self.connection, id)
    }

    pub fn evidence_content(&self, digest: &str) -> Stored<Vec<u8>> {
        let content = self.connection.query_row("SELECT content FROM evidence_content WHERE digest = ?1", [digest], |row| row.get(0));
        content.optional()?.ok_or_else(|| StoreFault::NotFound { entity: "evidence", id: digest.into() })
    }
}

impl Writing<'_> {
    /// Adds a file. The same content for the same provider is the evidence already there.
    pub fn add_evidence(&mut self, id: EvidenceId, evidence: &Evidence, content: &[u8]) -> Stored<EvidenceId> {
        if let Some(held) = same(&self.transaction, evidence)? {
            return Ok(held);
        }
        self.transaction.execute(
            "INSERT INTO evidence_content (digest, content) VALUES (?1, ?2) ON CONFLICT (digest) DO NOTHING",
            rusqlite::params![evidence.digest, content],
        )?;
        insert(&self.transaction, id, evidence, &self.act.at, &self.act.who)?;
        self.record_evidence(id, evidence.provider, None, Some(&json(evidence)))?;
        Ok(id)
    }

    /// Takes evidence out; facts verified from it keep their date and lose the pointer.
    /// The content stays until the register is closed, so that this can be taken back.
    pub fn remove_evidence(&mut self, id: EvidenceId) -> Stored<Option<ProviderId>> {
        let held = get(&self.transaction, id)?;
        let text = id.to_string();
        for (provider, group) in crate::fact::from_evidence(&self.transaction, id)? {
            let standing = crate::fact::of_provider(&self.transaction, provider)?.remove(&group);
            if let Some(Standing::Verified { by, on, place, .. }) = standing {
                let place = place.or_else(|| Some(held.evidence.title.clone()));
                self.set_standing(provider, group, &Standing::Verified { by, on, evidence: None, place })?;
            }
        }
        self.transaction.execute("DELETE FROM evidence WHERE id = ?1", [&text])?;
        self.record_evidence(id, held.evidence.provider, Some(&json(&held.evidence)), None)?;
        if let Some(provider) = held.evidence.provider {
            self.touch(provider);
        }
        Ok(held.evidence.provider)
    }

    /// Puts back evidence that was removed, as it was; false when its content is gone.
    pub fn restore_evidence(&mut self, id: EvidenceId, evidence: &Evidence) -> Stored<bool> {
        let held = "SELECT EXISTS (SELECT 1 FROM evidence_content WHERE digest = ?1)";
        if !self.transaction.query_row(held, [&evidence.digest], |row| row.get::<_, bool>(0))? {
            return Ok(false);
        }
        let first = crate::history::first_written(&self.transaction, &id.to_string())?;
        let (at, who) = first.unwrap_or_else(|| (self.act.at.clone(), self.act.who.clone()));
        insert(&self.transaction, id, evidence, &at, &who)?;
        self.record_evidence(id, evidence.provider, None, Some(&json(evidence)))?;
        if let Some(provider) = evidence.provider {
            self.touch(provider);
        }
        Ok(true)
    }

    /// Evidence that belongs to another provider than was thought.
    pub fn move_evidence(&mut self, id: EvidenceId, to: Option<ProviderId>) -> Stored<()> {
        let held = get(&self.transaction, id)?;
        let moved = Evidence { provider: to, ..held.evidence.clone() };
        self.transaction.execute(
            "UPDATE evidence SET provider_id = ?2 WHERE id = ?1",
            rusqlite::params![id.to_string(), to.map(|to| to.to_string())],
        )?;
        self.record_evidence(id, to.or(held.evidence.provider), Some(&json(&held.evidence)), Some(&json(&moved)))?;
        to.into_iter().for_each(|to| self.touch(to));
        Ok(())
    }

    fn record_evidence(&mut self, id: EvidenceId, provider: Option<ProviderId>, before: Option<&str>, after: Option<&str>) -> Stored<()> {
        match provider {
            Some(provider) => self.record_of(provider, "evidence", &id.to_string(), before, after),
            None => self.record("evidence", &id.to_string(), before, after),
        }
    }
}

fn insert(connection: &Connection, id: EvidenceId, evidence: &Evidence, at: &str, who: &str) -> Stored<()> {
    connection.execute(
        "INSERT INTO evidence (id, provider_id, title, kind, dated, file_name, digest, size, added_at, added_by)
         VALUES (:id, :provider, :title, :kind, :dated, :file_name, :digest, :size, :at, :who)",
        named_params! {
            ":id": id.to_string(),
            ":provider": evidence.provider.map(|provider| provider.to_string()),
            ":title": evidence.title,
            ":kind": enum_text(&evidence.kind),
            ":dated": evidence.dated.map(|day| day.to_string()),
            ":file_name": evidence.file_name,
            ":digest": evidence.digest,
            ":size": evidence.size,
            ":at": at,
            ":who": who,
        },
    )?;
    Ok(())
}

/// Content that no evidence names any more.
pub(crate) fn purge(connection: &Connection) -> Stored<usize> {
    Ok(connection.execute("DELETE FROM evidence_content WHERE digest NOT IN (SELECT digest FROM evidence)", [])?)
}

const SELECT: &str = "SELECT id, provider_id, title, kind, dated, file_name, digest, size, added_at, added_by FROM evidence";

fn get(connection: &Connection, id: EvidenceId) -> Stored<StoredEvidence> {
    let found = connection.query_row(&format!("{SELECT} WHERE id = ?1"), [id.to_string()], read).optional()?;
    found.ok_or_else(|| StoreFault::NotFound { entity: "evidence", id: id.to_string() })
}

fn same(connection: &Connection, evidence: &Evidence) -> Stored<Option<EvidenceId>> {
    let provider = evidence.provider.map(|provider| provider.to_string());
    let found = connection
        .query_row("SELECT id FROM evidence WHERE digest = ?1 AND provider_id IS ?2", rusqlite::params![evidence.digest, provider], |row| {
            parsed(row, "id")
        })
        .optional()?;
    Ok(found)
}

fn read(row: &Row) -> rusqlite::Result<StoredEvidence> {
    Ok(StoredEvidence {
        id: parsed(row, "id")?,
        evidence: Evidence {
            provider: parsed_option(row, "provider_id")?,
            title: row.get("title")?,
            kind: parsed(row, "kind")?,
            dated: parsed_option(row, "dated")?,
            file_name: row.get("file_name")?,
            digest: row.get("digest")?,
            size: row.get("size")?,
        },
        added_at: row.get("added_at")?,
        added_by: row.get("added_by")?,
    })
}
