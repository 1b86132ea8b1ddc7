//! Whether a register is whole: its schema, its foreign keys, the chain of its history,
//! the digests of its evidence, and the records against the last line written about each.

use provident_domain::evidence::content_digest;
use provident_domain::history::{Digest, GENESIS, Line, digest_text, payload_digest, seal};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use ts_rs::TS;

use crate::fault::Stored;
use crate::migrate;
use crate::value::json;

/// One thing found wrong.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// SQLite's own check.
    Integrity {
        detail: String,
    },
    Schema {
        object: String,
        fault: SchemaFault,
    },
    ForeignKey {
        table: String,
        row: i64,
        parent: String,
    },
    /// The first line of the history that does not follow from the one before.
    BrokenLink {
        sequence: u64,
        fault: LinkFault,
    },
    /// Evidence whose content is not what was added.
    Evidence {
        digest: String,
    },
    /// A record that says something else than the last line of the history about it.
    Record {
        entity: String,
        id: String,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SchemaFault {
    Missing,
    Altered,
    /// Not an object of a register.
    Foreign,
}

/// Why a line of the history does not follow from the one before.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkFault {
    /// A line is not there.
    Missing,
    /// Its content is not what was written.
    Content,
    /// Its seal does not fit the line before.
    Seal,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, TS)]
pub struct CheckResult {
    pub is_whole: bool,
    pub findings: Vec<Finding>,
    pub schema: u32,
    pub history_lines: u64,
    pub erased_payloads: u64,
    pub evidence_files: u64,
    pub records: u64,
    /// 64 hexadecimal digits; zeros for an empty history.
    pub head: String,
}

/// Looks at everything; stops at the first broken link of the history, since all after it follows from it.
pub(crate) fn verify(connection: &Connection) -> Stored<CheckResult> {
    verify_with(connection, Rows::Compared)
}

/// The same without what is derived, which is still to be made.
pub(crate) fn verify_records(connection: &Connection) -> Stored<CheckResult> {
    verify_with(connection, Rows::ToBeMade)
}

/// What a list shows of each provider.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rows {
    Compared,
    ToBeMade,
}

fn verify_with(connection: &Connection, rows: Rows) -> Stored<CheckResult> {
    let unreadable = integrity(connection)?;
    match content(connection, rows) {
        // Where pages cannot be read, the rest may not be either.
        Err(_) if !unreadable.is_empty() => Ok(CheckResult { is_whole: false, findings: unreadable, ..CheckResult::default() }),
        content => {
            let content = content?;
            let findings = if unreadable.is_empty() { content.findings } else { [unreadable, content.findings].concat() };
            Ok(CheckResult { is_whole: findings.is_empty(), findings, ..content })
        }
    }
}

fn content(connection: &Connection, rows: Rows) -> Stored<CheckResult> {
    let mut findings = schema(connection)?;
    findings.extend(foreign_keys(connection)?);
    let (chain, head, lines) = chain(connection, 0)?;
    findings.extend(chain);
    let (evidence, files) = evidence(connection)?;
    findings.extend(evidence);
    let (records, compared) = records(connection, rows)?;
    findings.extend(records);
    findings.extend(origins(connection)?);
    findings.extend(vanished(connection)?);
    let erased =
        connection
            .query_row("SELECT count(*) FROM history WHERE sequence NOT IN (SELECT sequence FROM history_payload)", [], |row| row.get(0))?;
    Ok(CheckResult {
        is_whole: findings.is_empty(),
        findings,
        schema: migrate::schema_of(connection)?,
        history_lines: lines,
        erased_payloads: erased,
        evidence_files: files,
        records: compared,
        head: digest_text(&head),
    })
}

/// Lines at the end of the history that each opening looks at.
const END: u64 = 200;

impl crate::register::Reading<'_> {
    /// The first of the last lines of the history that does not follow from the one before.
    pub fn check_end(&self) -> Stored<Option<Finding>> {
        let last = crate::history::head(self.connection)?.sequence;
        Ok(chain(self.connection, last.saturating_sub(END))?.0)
    }

    pub fn check(&self) -> Stored<CheckResult> {
        verify(self.connection)
    }
}

fn integrity(connection: &Connection) -> Stored<Vec<Finding>> {
    let mut statement = match connection.prepare("PRAGMA integrity_check(20)") {
        Err(error) => return Ok(vec![Finding::Integrity { detail: error.to_string() }]),
        statement => statement?,
    };
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut findings = Vec::new();
    for row in rows {
        match row {
            Ok(detail) if detail == "ok" => {}
            Ok(detail) => findings.push(Finding::Integrity { detail }),
            Err(error) => {
                findings.push(Finding::Integrity { detail: error.to_string() });
                break;
            }
        }
    }
    Ok(findings)
}

fn schema(connection: &Connection) -> Stored<Vec<Finding>> {
    let expected = migrate::expected_schema()?;
    let found = migrate::schema_objects(connection)?;
    let mut findings = Vec::new();
    for (name, sql) in &expected {
        match found.iter().find(|(other, _)| other == name) {
            None => findings.push(Finding::Schema { object: name.clone(), fault: SchemaFault::Missing }),
            Some((_, other)) if other != sql => findings.push(Finding::Schema { object: name.clone(), fault: SchemaFault::Altered }),
            Some(_) => {}
        }
    }
    let foreign = found.iter().filter(|(name, _)| !expected.iter().any(|(other, _)| other == name));
    findings.extend(foreign.map(|(name, _)| Finding::Schema { object: name.clone(), fault: SchemaFault::Foreign }));
    Ok(findings)
}

fn foreign_keys(connection: &Connection) -> Stored<Vec<Finding>> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let rows = statement.query_map([], |row| {
        Ok(Finding::ForeignKey { table: row.get(0)?, row: row.get::<_, Option<i64>>(1)?.unwrap_or(0), parent: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One line as it stands in the file.
struct StoredLine {
    sequence: u64,
    texts: [String; 7],
    role: Option<String>,
    payload: Digest,
    seal: Digest,
    salt: Option<Vec<u8>>,
    before: Option<String>,
    after: Option<String>,
}

/// From the line after this one on.
fn chain(connection: &Connection, after: u64) -> Stored<(Option<Finding>, Digest, u64)> {
    let known = connection.query_row("SELECT seal FROM history WHERE sequence = ?1", [after], |row| row.get(0)).optional()?;
    let mut statement = connection.prepare(
        "SELECT h.sequence, h.at, h.who, h.command, h.command_id, h.entity, h.entity_id, h.subject_id, h.payload_digest, h.seal,
                p.salt, p.before, p.after, h.role
           FROM history h
           LEFT JOIN history_payload p ON p.sequence = h.sequence
          WHERE h.sequence > ?1
          ORDER BY h.sequence",
    )?;
    let mut rows = statement.query([after])?;
    let (mut head, mut lines) = (known.unwrap_or(GENESIS), after);
    while let Some(row) = rows.next()? {
        let line = stored_line(row)?;
        lines += 1;
        if let Some(fault) = broken(&line, lines, &head) {
            return Ok((Some(Finding::BrokenLink { sequence: line.sequence, fault }), head, lines));
        }
        head = line.seal;
    }
    Ok((None, head, lines))
}

fn stored_line(row: &rusqlite::Row) -> rusqlite::Result<StoredLine> {
    Ok(StoredLine {
        sequence: row.get(0)?,
        texts: [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?],
        payload: row.get(8)?,
        seal: row.get(9)?,
        salt: row.get(10)?,
        before: row.get(11)?,
        after: row.get(12)?,
        role: row.get(13)?,
    })
}

/// Why a line does not follow from the one before.
fn broken(line: &StoredLine, expected: u64, previous: &Digest) -> Option<LinkFault> {
    if line.sequence != expected {
        return Some(LinkFault::Missing);
    }
    if let Some(salt) = &line.salt
        && payload_digest(salt, line.before.as_deref(), line.after.as_deref()) != line.payload
    {
        return Some(LinkFault::Content);
    }
    let [at, who, command, command_id, entity, entity_id, subject_id] = &line.texts;
    let sealed = seal(
        previous,
        &Line {
            sequence: line.sequence,
            at,
            who,
            role: line.role.as_deref(),
            command,
            command_id,
            entity,
            entity_id,
            subject_id,
            payload: line.payload,
        },
    );
    (sealed != line.seal).then_some(LinkFault::Seal)
}

fn evidence(connection: &Connection) -> Stored<(Vec<Finding>, u64)> {
    let mut statement = connection.prepare("SELECT digest, content FROM evidence_content ORDER BY digest")?;
    let mut rows = statement.query([])?;
    let (mut findings, mut files) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        files += 1;
        let digest: String = row.get(0)?;
        let content = row.get_ref(1)?.as_blob().map_err(|error| crate::fault::StoreFault::Value(error.to_string()))?;
        if content_digest(content) != digest {
            findings.push(Finding::Evidence { digest });
        }
    }
    Ok((findings, files))
}

/// Records that were compared with the last line of the history about each.
struct Compared<'a> {
    connection: &'a Connection,
    findings: Vec<Finding>,
    count: u64,
}

impl Compared<'_> {
    fn with_history(&mut self, entity: &str, id: &str, record: &str) -> Stored<()> {
        self.with_either(entity, id, &[record.to_owned()])
    }

    /// Where a record was written in more than one form.
    fn with_either(&mut self, entity: &str, id: &str, forms: &[String]) -> Stored<()> {
        self.count += 1;
        if differs(self.connection, id, forms)? {
            self.findings.push(Finding::Record { entity: entity.into(), id: id.into() });
        }
        Ok(())
    }
}

/// Each record that has lines of its own. What was declared by writing a record has none: the line of
/// the record says by whom.
fn records(connection: &Connection, rows: Rows) -> Stored<(Vec<Finding>, u64)> {
    let reading = crate::register::Reading { connection };
    let mut compared = Compared { connection, findings: Vec::new(), count: 0 };
    if let Some(held) = reading.organisation()? {
        compared.with_history("organisation", "organisation", &json(&held.organisation))?;
    }
    for held in reading.departments()? {
        compared.with_history("department", &held.id.to_string(), &json(&held.department))?;
    }
    for id in crate::provider::ids(connection)? {
        let stored = crate::provider::get(connection, id)?;
        compared.with_history("provider", &id.to_string(), &json(&stored.provider))?;
        let services = crate::service::of_provider(connection, id)?;
        for service in &services {
            compared.with_history("service", &service.id.to_string(), &crate::service::payload(service))?;
        }
        if rows == Rows::Compared && crate::row::differs(connection, &stored, &services)? {
            compared.findings.push(Finding::Record { entity: "row".into(), id: id.to_string() });
        }
        for (group, standing) in crate::fact::of_provider(connection, id)? {
            if standing.is_verified() || !crate::fact::is_declared_by_a_line(connection, id, &standing)? {
                compared.with_history("fact", &crate::fact::id_of(id, group), &crate::fact::payload(id, group, &standing))?;
            }
        }
    }
    for held in reading.client_groups()? {
        compared.with_history("client_group", &held.id.to_string(), &json(&held.group))?;
    }
    for held in reading.clients()? {
        compared.with_history("client", &held.id.to_string(), &json(&held.client))?;
    }
    activities(&mut compared)?;
    chains(&mut compared)?;
    questionnaires(&mut compared)?;
    for held in reading.published_lists()? {
        compared.with_history("published_list", &held.id.to_string(), &json(&held.list))?;
    }
    for held in crate::action::all(connection)? {
        compared.with_history("action", &held.id.to_string(), &json(&held.action))?;
    }
    for (key, snooze) in reading.snoozes()? {
        compared.with_history("snooze", &key, &json(&snooze))?;
    }
    for held in crate::legal::edits(connection)? {
        compared.with_history("list_edit", &format!("{}:{}", held.list.id(), held.key), &json(&held))?;
    }
    for held in crate::legal::updates(connection)? {
        compared.with_history("list_update", held.list.id(), &json(&held))?;
    }
    for (_, held) in reading.all_evidence()? {
        compared.with_history("evidence", &held.id.to_string(), &json(&held.evidence))?;
    }
    for issued in reading.issued_reports()? {
        let whole = reading.issued_report(&issued.number)?;
        compared.with_either("report", &issued.number, &crate::issued::payloads(&whole))?;
    }
    Ok((compared.findings, compared.count))
}

fn activities(compared: &mut Compared) -> Stored<()> {
    for id in crate::activity::ids(compared.connection)? {
        let held = crate::activity::get(compared.connection, id)?;
        compared.with_history("activity", &id.to_string(), &json(&held.activity))?;
        if let Some(confirmation) = crate::activity::confirmation(compared.connection, id)? {
            compared.with_history("confirmation", &crate::activity::confirmation_id(id), &json(&confirmation))?;
        }
    }
    Ok(())
}

/// Questionnaires, who was asked them, what came back and what was made of it.
fn questionnaires(compared: &mut Compared) -> Stored<()> {
    let connection = compared.connection;
    let reading = crate::register::Reading { connection };
    for held in reading.questionnaires()? {
        compared.with_history("questionnaire", &held.id, &crate::questionnaire::payload(&held))?;
    }
    for questionnaire in crate::questionnaire::all_versions(connection)? {
        let id = crate::questionnaire::version_id(&questionnaire.id, questionnaire.version);
        compared.with_history("questionnaire_version", &id, &json(&questionnaire))?;
    }
    for held in crate::assessment::all(connection)? {
        compared.with_history("assessment", &held.id.to_string(), &crate::assessment::payload(&held.assessment))?;
        for (question, review) in reading.reviews(held.id)? {
            compared.with_history("answer_review", &crate::assessment::review_id(held.id, &question), &json(&review.review))?;
        }
        for file in reading.questionnaire_files(held.id)? {
            compared.with_history("questionnaire_file", &file.id.to_string(), &json(&file))?;
        }
    }
    for set in crate::answer_set::all(connection)? {
        compared.with_history("answer_set", &set.id.to_string(), &crate::answer_set::trace(&set))?;
    }
    for (kind, language, subject, body) in crate::mail_text::all(connection)? {
        compared.with_history("mail_text", &format!("{kind}:{language}"), &json(&(subject, body)))?;
    }
    for (key, decision) in crate::answer_set::decisions(connection)? {
        compared.with_history("card_decision", &key, &json(&decision))?;
    }
    Ok(())
}

/// What belongs to the chain of a provider: sub-processors, transfers, notices.
fn chains(compared: &mut Compared) -> Stored<()> {
    let connection = compared.connection;
    for id in crate::provider::ids(connection)? {
        for held in crate::sub_processor::of_provider(connection, id)? {
            compared.with_history("sub_processor", &held.id.to_string(), &crate::sub_processor::payload(&held))?;
        }
        for held in crate::transfer::of_provider(connection, id)? {
            compared.with_history("transfer", &held.id.to_string(), &crate::transfer::payload(&held))?;
            if let Some(assessment) = &held.assessment {
                compared.with_history("tia", &crate::transfer::tia_id(held.id), &json(&assessment))?;
            }
        }
        for held in crate::notice::of_provider(connection, id)? {
            compared.with_history("notice", &held.id.to_string(), &crate::notice::payload(&held))?;
        }
    }
    Ok(())
}

/// Days and persons that stand beside records: each is of a line of the history about them.
fn origins(connection: &Connection) -> Stored<Vec<Finding>> {
    let mut statement = connection.prepare(
        "SELECT 'provider', p.id
           FROM provider p
          WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.entity_id = p.id AND h.at = p.created_at)
             OR NOT EXISTS (SELECT 1 FROM history h WHERE h.entity_id = p.id AND h.at = p.updated_at)
         UNION
         SELECT 'service', s.id
           FROM service s
          WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.entity_id = s.id AND h.at = s.created_at)
             OR NOT EXISTS (SELECT 1 FROM history h WHERE h.entity_id = s.id AND h.at = s.updated_at)
             OR EXISTS (SELECT 1 FROM service_country c WHERE c.service_id = s.id AND c.country <> upper(c.country))
         UNION
         SELECT 'activity', a.id
           FROM activity a
          WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.entity_id = a.id AND h.at = a.created_at)
             OR NOT EXISTS (SELECT 1 FROM history h WHERE h.entity_id = a.id AND h.at = a.updated_at)
         UNION
         SELECT 'published_list', l.id
           FROM published_list l
          WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.entity_id = l.id AND h.at = l.at AND h.who = l.who)
         UNION
         SELECT 'evidence', e.id
           FROM evidence e
          WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.entity_id = e.id AND h.at = e.added_at AND h.who = e.added_by)",
    )?;
    let rows = statement.query_map([], |row| Ok(Finding::Record { entity: row.get(0)?, id: row.get(1)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Records of which the history says last that they are there, and that are not.
fn vanished(connection: &Connection) -> Stored<Vec<Finding>> {
    let mut statement = connection.prepare(
        "SELECT h.entity, h.entity_id
           FROM history h
           JOIN history_payload p ON p.sequence = h.sequence
          WHERE p.after IS NOT NULL
            AND CASE h.entity
                  WHEN 'department' THEN NOT EXISTS (SELECT 1 FROM department d WHERE d.id = h.entity_id)
                  WHEN 'provider' THEN NOT EXISTS (SELECT 1 FROM provider d WHERE d.id = h.entity_id)
                  WHEN 'service' THEN NOT EXISTS (SELECT 1 FROM service d WHERE d.id = h.entity_id)
                  WHEN 'evidence' THEN NOT EXISTS (SELECT 1 FROM evidence d WHERE d.id = h.entity_id)
                  WHEN 'client_group' THEN NOT EXISTS (SELECT 1 FROM client_group d WHERE d.id = h.entity_id)
                  WHEN 'client' THEN NOT EXISTS (SELECT 1 FROM client d WHERE d.id = h.entity_id)
                  WHEN 'activity' THEN NOT EXISTS (SELECT 1 FROM activity d WHERE d.id = h.entity_id)
                  WHEN 'confirmation' THEN NOT EXISTS (SELECT 1 FROM confirmation d WHERE d.activity_id = substr(h.entity_id, 1, 36))
                  WHEN 'sub_processor' THEN NOT EXISTS (SELECT 1 FROM sub_processor d WHERE d.id = h.entity_id)
                  WHEN 'transfer' THEN NOT EXISTS (SELECT 1 FROM transfer d WHERE d.id = h.entity_id)
                  WHEN 'tia' THEN NOT EXISTS (SELECT 1 FROM tia d WHERE d.transfer_id = substr(h.entity_id, 1, 36))
                  WHEN 'notice' THEN NOT EXISTS (SELECT 1 FROM notice d WHERE d.id = h.entity_id)
                  WHEN 'published_list' THEN NOT EXISTS (SELECT 1 FROM published_list d WHERE d.id = h.entity_id)
                  WHEN 'action' THEN NOT EXISTS (SELECT 1 FROM action d WHERE d.id = h.entity_id)
                  WHEN 'snooze' THEN NOT EXISTS (SELECT 1 FROM snooze d WHERE d.key = h.entity_id)
                  WHEN 'list_edit' THEN NOT EXISTS (SELECT 1 FROM list_edit d WHERE d.list || ':' || d.key = h.entity_id)
                  WHEN 'list_update' THEN NOT EXISTS (SELECT 1 FROM list_update d WHERE d.list = h.entity_id)
                  WHEN 'questionnaire' THEN NOT EXISTS (SELECT 1 FROM questionnaire d WHERE d.id = h.entity_id)
                  WHEN 'questionnaire_version' THEN
                    NOT EXISTS (SELECT 1 FROM questionnaire_version d WHERE d.questionnaire_id || ':' || d.version = h.entity_id)
                  WHEN 'assessment' THEN NOT EXISTS (SELECT 1 FROM assessment d WHERE d.id = h.entity_id)
                  WHEN 'questionnaire_file' THEN NOT EXISTS (SELECT 1 FROM questionnaire_file d WHERE d.id = h.entity_id)
                  WHEN 'answer_set' THEN NOT EXISTS (SELECT 1 FROM answer_set d WHERE d.id = h.entity_id)
                  WHEN 'card_decision' THEN NOT EXISTS (SELECT 1 FROM card_decision d WHERE d.answer_set_id || ':' || d.card_id = h.entity_id)
                  WHEN 'answer_review' THEN
                    NOT EXISTS (SELECT 1 FROM answer_review d WHERE d.assessment_id || ':' || d.question_id = h.entity_id)
                  WHEN 'mail_text' THEN NOT EXISTS (SELECT 1 FROM mail_text d WHERE d.kind || ':' || d.language = h.entity_id)
                  WHEN 'report' THEN NOT EXISTS (SELECT 1 FROM issued_report d WHERE d.number = h.entity_id)
                  ELSE 0
                END
            AND NOT EXISTS (SELECT 1 FROM history later WHERE later.entity_id = h.entity_id AND later.sequence > h.sequence)",
    )?;
    let rows = statement.query_map([], |row| Ok(Finding::Record { entity: row.get(0)?, id: row.get(1)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// False where the payload has been erased: there is nothing left to compare with.
fn differs(connection: &Connection, id: &str, forms: &[String]) -> Stored<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT p.sequence IS NULL, p.after
           FROM history h
           LEFT JOIN history_payload p ON p.sequence = h.sequence
          WHERE h.entity_id = ?1
          ORDER BY h.sequence DESC
          LIMIT 1",
    )?;
    let last: Option<(bool, Option<String>)> = statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(match last {
        None => true,
        Some((is_erased, after)) => !is_erased && !forms.iter().any(|form| after.as_deref() == Some(form)),
    })
}
