//! A copy of the register for somebody to read: sealed for them alone, of all its providers or of
//! some. Of the others nothing is left in it but lines of the history without content, so that the
//! chain can still be checked.

use std::collections::BTreeSet;
use std::path::Path;

use provident_domain::fact::Standing;
use provident_domain::id::ProviderId;
use provident_domain::person::Person;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde_json::json;
use ts_rs::TS;

use crate::act::{Act, Rules, Writing};
use crate::backup::whole;
use crate::evidence;
use crate::fault::{StoreFault, Stored};
use crate::history;
use crate::lock::WriterLock;
use crate::people::Founded;
use crate::register::{Access, Reading, Register, Sealed};
use crate::replace::{part_path, put_in_place, tidy_up};
use crate::seal::{DatabaseKey, Passphrase, keys_path};

/// For whom a copy is made, and of what.
pub struct CopyFor<'a> {
    /// Somebody who may only read.
    pub reader: &'a Person,
    pub passphrase: &'a Passphrase,
    /// All of them when none are named.
    pub providers: Option<&'a BTreeSet<ProviderId>>,
}

/// That a register is a copy, and of how much.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct CopyOf {
    /// RFC 3339.
    pub at: String,
    /// Who made it.
    pub who: String,
    pub providers: u64,
    pub providers_of: u64,
}

impl Reading<'_> {
    /// None in a register that is no copy.
    pub fn copy_of(&self) -> Stored<Option<CopyOf>> {
        let found = self.connection.query_row("SELECT at, who, providers, providers_of FROM copied", [], |row| {
            Ok(CopyOf { at: row.get(0)?, who: row.get(1)?, providers: row.get(2)?, providers_of: row.get(3)? })
        });
        Ok(found.optional()?)
    }
}

impl Register {
    /// Writes the copy to a new file, and into the history of this register that it was made.
    pub fn copy_for(&mut self, act: &Act, rules: Rules, to: &Path, wanted: &CopyFor) -> Stored<CopyOf> {
        let _lock = WriterLock::take(to, &act.who, &act.at)?;
        if to.exists() || keys_path(to).exists() {
            return Err(StoreFault::Exists(to.into()));
        }
        tidy_up(to);
        let written = self.write_copy(act, rules, to, wanted);
        if written.is_err() {
            tidy_up(to);
            let _ = std::fs::remove_file(keys_path(to));
        }
        let (id, made) = written?;
        if self.access() == Access::Write {
            let said = json!({ "reader": wanted.reader.name, "providers": made.providers, "providers_of": made.providers_of });
            self.write::<_, StoreFault>(act, rules, |writing| writing.record("copy", &id, None, Some(&said.to_string())))?;
        }
        Ok(made)
    }

    fn write_copy(&mut self, act: &Act, rules: Rules, to: &Path, wanted: &CopyFor) -> Stored<(String, CopyOf)> {
        let part = part_path(to);
        let key = DatabaseKey::random();
        // Another register from here on: it is no backup of this one.
        let id = uuid::Uuid::now_v7().to_string();
        let founded = Founded::new(&id, act, wanted.reader, wanted.passphrase, &key)?;
        let mut copy = if self.is_sealed() { self.copy_to(&part, Some(&key))? } else { self.rewritten_to(&part, Some(&key))? };
        copy.sealed = self.person().cloned().map(|person| Sealed { key: key.clone(), person });
        let made = copy.write::<_, StoreFault>(act, rules, |writing| {
            if let Some(chosen) = wanted.providers {
                verified_without_others(writing, chosen)?;
            }
            let made = reduced(writing, wanted.providers)?;
            writing.transaction.execute("UPDATE register SET id = ?1", [&id])?;
            writing.put_person(&founded.person, &founded.slot)?;
            let said = json!({ "providers": made.providers, "providers_of": made.providers_of });
            writing.record("copy", &id, None, Some(&said.to_string()))?;
            writing.rebuild_rows()?;
            Ok(made)
        })?;
        // Free pages are zeroed, and gone after this.
        copy.connection.execute_batch("VACUUM")?;
        let head = history::head(&copy.connection)?;
        copy.close_as_one_file()?;
        whole(&part, Some(&key), &head, None)?;
        founded.write_keys(to)?;
        put_in_place(to)?;
        Ok((id, made))
    }
}

/// What was verified from another provider's evidence keeps its day and loses that evidence.
fn verified_without_others(writing: &mut Writing, chosen: &BTreeSet<ProviderId>) -> Stored<()> {
    for provider in chosen {
        for (group, standing) in crate::fact::of_provider(&writing.transaction, *provider)? {
            let Standing::Verified { by, on, evidence: Some(evidence), place } = standing else { continue };
            let owner = writing.reading().evidence_one(evidence)?.evidence.provider;
            if owner.is_none_or(|owner| !chosen.contains(&owner)) {
                writing.set_standing(*provider, group, &Standing::Verified { by, on, evidence: None, place })?;
            }
        }
    }
    Ok(())
}

/// What the reader is to see, and the note that it is a copy.
fn reduced(writing: &Writing, providers: Option<&BTreeSet<ProviderId>>) -> Stored<CopyOf> {
    let connection: &Connection = &writing.transaction;
    let count = || connection.query_row("SELECT count(*) FROM provider", [], |row| row.get::<_, u64>(0));
    let providers_of = count()?;
    // The key opens what is still on its way to us. Its line in the history goes with it.
    connection.execute_batch(
        "DELETE FROM person; DELETE FROM kept_draft; DELETE FROM copied; DELETE FROM answer_key;
         DELETE FROM history_payload WHERE sequence IN (SELECT sequence FROM history WHERE entity = 'answer_key');",
    )?;
    if let Some(chosen) = providers {
        limit(connection, chosen)?;
    }
    evidence::purge(connection)?;
    let made = CopyOf { at: writing.act.at.clone(), who: writing.act.who.clone(), providers: count()?, providers_of };
    connection.execute(
        "INSERT INTO copied (only, at, who, providers, providers_of) VALUES (1, ?1, ?2, ?3, ?4)",
        rusqlite::params![made.at, made.who, made.providers, made.providers_of],
    )?;
    Ok(made)
}

/// A head of department speaks of every provider at once.
fn departments_answers(connection: &Connection) -> Stored<()> {
    connection.execute_batch(
        "DELETE FROM history_payload
          WHERE sequence IN (
            SELECT sequence FROM history
             WHERE entity IN ('assessment', 'answer_set', 'card_decision', 'questionnaire_file', 'answer_review')
               AND subject_id IN (SELECT id FROM department));
         DELETE FROM card_decision;
         DELETE FROM answer_review WHERE assessment_id IN (SELECT id FROM assessment WHERE department_id IS NOT NULL);
         DELETE FROM answer_set WHERE assessment_id IN (SELECT id FROM assessment WHERE department_id IS NOT NULL);
         DELETE FROM questionnaire_file WHERE assessment_id IN (SELECT id FROM assessment WHERE department_id IS NOT NULL);
         DELETE FROM assessment WHERE department_id IS NOT NULL AND follow_up_of IS NOT NULL;
         DELETE FROM assessment WHERE department_id IS NOT NULL;",
    )?;
    Ok(())
}

/// Takes out all that is about other providers: records, evidence, issued reports, and the content of
/// what the history says of them and of anybody who could open the register.
fn limit(connection: &Connection, chosen: &BTreeSet<ProviderId>) -> Stored<()> {
    let chosen: Vec<String> = chosen.iter().map(ToString::to_string).collect();
    let chosen = serde_json::to_string(&chosen)?;
    crate::search::clear(connection)?;
    crate::row::clear(connection)?;
    // The record of processing, our clients and what was published speak of all providers.
    connection.execute_batch(
        "DELETE FROM issued_report;
         DELETE FROM action WHERE activity_id IS NOT NULL OR provider_id IS NULL;
         DELETE FROM confirmation;
         DELETE FROM activity;
         DELETE FROM client;
         DELETE FROM client_group;
         DELETE FROM published_list;
         DELETE FROM mail_text;
         DELETE FROM questionnaire;",
    )?;
    departments_answers(connection)?;
    for sql in [
        // What our clients answered to a notice is theirs.
        "DELETE FROM history_payload
          WHERE sequence IN (
            SELECT sequence FROM history
             WHERE (entity = 'notice' AND sequence IN (
                      SELECT sequence FROM history_payload
                       WHERE json_array_length(before, '$.objections') > 0 OR json_array_length(after, '$.objections') > 0))
                OR entity_id IN (SELECT id FROM notice WHERE objections <> '[]')
                OR (entity = 'action' AND entity_id NOT IN (SELECT id FROM action))
                OR entity_id IN (SELECT id FROM sub_processor
                                  WHERE linked_id IS NOT NULL AND linked_id NOT IN (SELECT value FROM json_each(?1))))",
        "UPDATE notice SET objections = '[]' WHERE objections <> '[]' AND ?1 = ?1",
        "UPDATE sub_processor SET linked_id = NULL WHERE linked_id NOT IN (SELECT value FROM json_each(?1))",
        // A merger that was taken back wrote of both under one of them.
        "DELETE FROM history_payload
          WHERE sequence IN (
            SELECT sequence FROM history
             WHERE command_id IN (
               SELECT command_id FROM history
                WHERE command IN ('provider_merge', 'undo')
                  AND entity IN ('provider', 'service', 'fact', 'evidence')
                  AND subject_id NOT IN (SELECT value FROM json_each(?1))))",
        "DELETE FROM history_payload
          WHERE sequence IN (
            SELECT sequence FROM history
             WHERE entity_id IN (SELECT id FROM service WHERE provider_id NOT IN (SELECT value FROM json_each(?1)))
                OR entity_id IN (SELECT id FROM evidence
                                  WHERE provider_id IS NULL OR provider_id NOT IN (SELECT value FROM json_each(?1))))",
        "DELETE FROM snooze WHERE substr(key, 1, 36) NOT IN (SELECT value FROM json_each(?1))",
        "DELETE FROM tia WHERE transfer_id IN (SELECT id FROM transfer WHERE provider_id NOT IN (SELECT value FROM json_each(?1)))",
        "DELETE FROM transfer WHERE provider_id NOT IN (SELECT value FROM json_each(?1))",
        "DELETE FROM notice WHERE provider_id NOT IN (SELECT value FROM json_each(?1))",
        "UPDATE sub_processor SET parent_id = NULL WHERE provider_id NOT IN (SELECT value FROM json_each(?1))",
        "DELETE FROM sub_processor WHERE provider_id NOT IN (SELECT value FROM json_each(?1))",
        "DELETE FROM action WHERE provider_id NOT IN (SELECT value FROM json_each(?1))",
        "DELETE FROM fact WHERE provider_id NOT IN (SELECT value FROM json_each(?1))",
        "DELETE FROM evidence WHERE provider_id IS NULL OR provider_id NOT IN (SELECT value FROM json_each(?1))",
        "DELETE FROM answer_review WHERE assessment_id IN (SELECT id FROM assessment WHERE provider_id NOT IN (SELECT value FROM json_each(?1)))",
        "DELETE FROM answer_set WHERE assessment_id IN (SELECT id FROM assessment WHERE provider_id NOT IN (SELECT value FROM json_each(?1)))",
        "DELETE FROM questionnaire_file
          WHERE assessment_id IN (SELECT id FROM assessment WHERE provider_id NOT IN (SELECT value FROM json_each(?1)))",
        "DELETE FROM assessment WHERE follow_up_of IS NOT NULL AND provider_id NOT IN (SELECT value FROM json_each(?1))",
        "DELETE FROM assessment WHERE provider_id NOT IN (SELECT value FROM json_each(?1))",
        "DELETE FROM certification WHERE provider_id NOT IN (SELECT value FROM json_each(?1))",
        "DELETE FROM service WHERE provider_id NOT IN (SELECT value FROM json_each(?1))",
        "DELETE FROM merged_provider WHERE into_id NOT IN (SELECT value FROM json_each(?1))",
        "DELETE FROM provider WHERE id NOT IN (SELECT value FROM json_each(?1))",
    ] {
        connection.execute(sql, [&chosen])?;
    }
    connection.execute_batch(
        "DELETE FROM department WHERE id NOT IN (SELECT department_id FROM service_department);
         DELETE FROM history_payload
          WHERE sequence NOT IN (
            SELECT sequence FROM history
             WHERE subject_id IN (SELECT id FROM provider)
                OR subject_id IN (SELECT id FROM merged_provider)
                OR subject_id IN (SELECT id FROM department)
                OR entity IN ('organisation', 'list_edit', 'list_update'));",
    )?;
    Ok(())
}
