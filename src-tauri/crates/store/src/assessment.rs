//! The tables `assessment`, `questionnaire_file` and `answer_review`: who was asked what, and what we think of it.

use std::collections::BTreeMap;

use provident_domain::assessment::{Assessment, AssessmentState, Respondent, ReviewDraft, Way};
use provident_domain::due::OpenRound;
use provident_domain::evidence::content_digest;
use provident_domain::id::{AssessmentId, DepartmentId, ProviderId};
use provident_domain::lists::Language;
use provident_domain::questionnaire::{Answers, QuestionnaireKind};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;
use uuid::Uuid;

use crate::act::{Saved, Writing};
use crate::fault::Stored;
use crate::register::Reading;
use crate::revision::{held_revision, not_found};
use crate::value::{enum_text, from_json, json, parsed, parsed_option};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredAssessment {
    pub id: AssessmentId,
    pub revision: u32,
    pub assessment: Assessment,
}

/// A line of the list of assessments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AssessmentLine {
    pub stored: StoredAssessment,
    /// Name of the provider or department.
    pub respondent: String,
    /// Of the last that came back.
    pub sender: Option<String>,
    pub answer_sets: u32,
    /// Main questions with a word of the reviewer.
    pub reviewed: u32,
    /// Cards with a decision.
    pub decided: u32,
}

/// Which assessments a list shows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AssessmentFilter {
    pub kind: Option<QuestionnaireKind>,
    pub provider: Option<ProviderId>,
    pub department: Option<DepartmentId>,
    pub states: Vec<AssessmentState>,
    /// In the name of the respondent.
    pub search: Option<String>,
}

/// A word of the reviewer, and whose it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StoredReview {
    pub review: ReviewDraft,
    /// RFC 3339.
    pub at: String,
    pub by: String,
}

/// A file that was made to be sent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct QuestionnaireFile {
    pub id: Uuid,
    pub assessment: AssessmentId,
    pub way: Way,
    pub language: Language,
    /// RFC 3339.
    pub made_at: String,
    pub made_by: String,
}

impl Reading<'_> {
    pub fn assessment(&self, id: AssessmentId) -> Stored<StoredAssessment> {
        get(self.connection, id)
    }

    /// Newest first.
    pub fn assessments(&self, filter: &AssessmentFilter) -> Stored<Vec<AssessmentLine>> {
        let kind = filter.kind.map(|kind| enum_text(&kind));
        let states: Vec<String> = filter.states.iter().map(enum_text).collect();
        let mut statement = self.connection.prepare_cached(
            "SELECT a.*, coalesce(p.name, d.name) AS respondent_name,
                    (SELECT count(*) FROM answer_set s WHERE s.assessment_id = a.id) AS answer_sets,
                    (SELECT s.sender_name FROM answer_set s WHERE s.assessment_id = a.id ORDER BY s.number DESC LIMIT 1) AS sender,
                    (SELECT count(*) FROM answer_review r WHERE r.assessment_id = a.id) AS reviewed,
                    (SELECT count(*) FROM card_decision c JOIN answer_set s ON s.id = c.answer_set_id
                      WHERE s.assessment_id = a.id) AS decided
               FROM assessment a
               LEFT JOIN provider p ON p.id = a.provider_id
               LEFT JOIN department d ON d.id = a.department_id
              WHERE (:kind IS NULL OR (:kind = 'provider') = (a.provider_id IS NOT NULL))
                AND (:provider IS NULL OR a.provider_id = :provider)
                AND (:department IS NULL OR a.department_id = :department)
                AND (:any_state OR a.state IN (SELECT value FROM json_each(:states)))
                AND (:search IS NULL OR instr(lower(coalesce(p.name, d.name)), lower(:search)) > 0)
              ORDER BY a.prepared_on DESC, a.id DESC",
        )?;
        let rows = statement.query_map(
            named_params! {
                ":kind": kind,
                ":provider": filter.provider.map(|id| id.to_string()),
                ":department": filter.department.map(|id| id.to_string()),
                ":any_state": states.is_empty(),
                ":states": json(&states),
                ":search": filter.search,
            },
            |row| {
                Ok(AssessmentLine {
                    stored: read(row)?,
                    respondent: row.get("respondent_name")?,
                    sender: row.get("sender")?,
                    answer_sets: row.get("answer_sets")?,
                    reviewed: row.get("reviewed")?,
                    decided: row.get("decided")?,
                })
            },
        )?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Those that ask something of it again, in the order in which they were made.
    pub fn follow_ups(&self, id: AssessmentId) -> Stored<Vec<StoredAssessment>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM assessment WHERE follow_up_of = ?1 ORDER BY prepared_on, id")?;
        let rows = statement.query_map([id.to_string()], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The last closed round before this one with the same respondent and questionnaire.
    pub fn round_before(&self, stored: &StoredAssessment) -> Stored<Option<StoredAssessment>> {
        let (provider, department) = ids(stored.assessment.respondent);
        let mut statement = self.connection.prepare_cached(
            "SELECT *
               FROM assessment
              WHERE provider_id IS :provider AND department_id IS :department AND questionnaire_id = :questionnaire
                AND follow_up_of IS NULL AND state = 'closed' AND round < :round
              ORDER BY round DESC, closed_on DESC, id DESC
              LIMIT 1",
        )?;
        let found = statement.query_row(
            named_params! {
                ":provider": provider, ":department": department,
                ":questionnaire": stored.assessment.questionnaire, ":round": stored.assessment.round,
            },
            read,
        );
        Ok(found.optional()?)
    }

    /// The number of the next round.
    pub fn next_round(&self, respondent: Respondent, questionnaire: &str) -> Stored<u32> {
        let (provider, department) = ids(respondent);
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(max(round), 0) + 1
               FROM assessment
              WHERE provider_id IS ?1 AND department_id IS ?2 AND questionnaire_id = ?3 AND follow_up_of IS NULL",
        )?;
        Ok(statement.query_row(rusqlite::params![provider, department, questionnaire], |row| row.get(0))?)
    }

    pub fn reviews(&self, id: AssessmentId) -> Stored<BTreeMap<String, StoredReview>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT question_id, word, reviewed_at, reviewed_by FROM answer_review WHERE assessment_id = ?1 ORDER BY question_id",
        )?;
        let rows = statement.query_map([id.to_string()], |row| Ok((row.get("question_id")?, read_review(row)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn questionnaire_files(&self, id: AssessmentId) -> Stored<Vec<QuestionnaireFile>> {
        let mut statement =
            self.connection.prepare_cached("SELECT * FROM questionnaire_file WHERE assessment_id = ?1 ORDER BY made_at, id")?;
        let rows = statement.query_map([id.to_string()], read_file)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writing<'_> {
    pub fn save_assessment(&mut self, id: AssessmentId, revision: Option<u32>, assessment: &Assessment) -> Stored<Saved> {
        let held = find(&self.transaction, id)?;
        let current = held_revision(held.as_ref().map(|held| held.revision), revision)?;
        if held.as_ref().is_some_and(|held| held.assessment == *assessment) {
            return Ok(Saved::Unchanged);
        }
        write(&self.transaction, id, assessment, current + 1)?;
        let before = held.as_ref().map(|held| payload(&held.assessment));
        self.record_assessment(assessment.respondent, "assessment", &id.to_string(), before.as_deref(), Some(&payload(assessment)))?;
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }

    /// What later rounds and follow-ups were filled in with from the answers to this one.
    pub(crate) fn erase_copies(&mut self, id: AssessmentId) -> Stored<()> {
        let origin = get(&self.transaction, id)?;
        let main = origin.assessment.follow_up_of.unwrap_or(id);
        let (provider, department) = match origin.assessment.respondent {
            Respondent::Provider(provider) => (Some(provider), None),
            Respondent::Department(department) => (None, Some(department)),
        };
        let filter = AssessmentFilter { provider, department, ..AssessmentFilter::default() };
        for line in self.reading().assessments(&filter)? {
            let held = line.stored;
            let is_copy =
                held.assessment.follow_up_of == Some(main) || self.reading().round_before(&held)?.is_some_and(|before| before.id == main);
            if held.id != id && is_copy && !held.assessment.answers.is_empty() {
                let erased = Assessment { answers: Answers::new(), ..held.assessment };
                self.save_assessment(held.id, Some(held.revision), &erased)?;
            }
        }
        Ok(())
    }

    /// The reviewer's word on one question; none takes it back.
    pub fn save_review(&mut self, id: AssessmentId, question: &str, review: Option<&ReviewDraft>) -> Stored<Saved> {
        let held = get(&self.transaction, id)?;
        let before = find_review(&self.transaction, id, question)?;
        if before.as_ref().map(|before| &before.review) == review {
            return Ok(Saved::Unchanged);
        }
        match review {
            Some(review) => self.transaction.execute(
                "INSERT OR REPLACE INTO answer_review (assessment_id, question_id, word, reviewed_at, reviewed_by)
                 VALUES (:assessment, :question, :review, :at, :by)",
                named_params! {
                    ":assessment": id.to_string(), ":question": question, ":review": json(review), ":at": self.act.at, ":by": self.act.who,
                },
            )?,
            None => self
                .transaction
                .execute("DELETE FROM answer_review WHERE assessment_id = ?1 AND question_id = ?2", [&id.to_string(), question])?,
        };
        let (before, after) = (before.map(|before| json(&before.review)), review.map(json));
        let entity_id = review_id(id, question);
        self.record_assessment(held.assessment.respondent, "answer_review", &entity_id, before.as_deref(), after.as_deref())?;
        Ok(if before.is_some() { Saved::Updated } else { Saved::Created })
    }

    /// Notes a file that was made to be sent.
    pub fn add_questionnaire_file(&mut self, file: &QuestionnaireFile) -> Stored<()> {
        let held = get(&self.transaction, file.assessment)?;
        self.transaction.execute(
            "INSERT INTO questionnaire_file (id, assessment_id, made_at, made_by, way, language)
             VALUES (:id, :assessment, :at, :by, :way, :language)",
            named_params! {
                ":id": file.id.to_string(), ":assessment": file.assessment.to_string(), ":at": file.made_at, ":by": file.made_by,
                ":way": enum_text(&file.way), ":language": enum_text(&file.language),
            },
        )?;
        self.record_assessment(held.assessment.respondent, "questionnaire_file", &file.id.to_string(), None, Some(&json(file)))
    }

    /// A line about something that belongs to an assessment, under whom it asks.
    pub(crate) fn record_assessment(
        &mut self,
        respondent: Respondent,
        entity: &str,
        entity_id: &str,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Stored<()> {
        match respondent {
            Respondent::Provider(provider) => {
                self.record_of(provider, entity, entity_id, before, after)?;
                self.touch(provider);
                Ok(())
            }
            Respondent::Department(department) => {
                self.record_at(entity, entity_id, &department.to_string(), before, after)?;
                self.touch_register();
                Ok(())
            }
        }
    }

    /// Assessments of a provider that turned out to be another one.
    pub fn move_assessments(&mut self, from: ProviderId, to: ProviderId) -> Stored<()> {
        let filter = AssessmentFilter { provider: Some(from), ..AssessmentFilter::default() };
        let lines = self.reading().assessments(&filter)?;
        for line in lines {
            let moved = Assessment { respondent: Respondent::Provider(to), ..line.stored.assessment };
            self.save_assessment(line.stored.id, Some(line.stored.revision), &moved)?;
        }
        Ok(())
    }
}

/// Under which a word of the reviewer stands in the history.
pub(crate) fn review_id(id: AssessmentId, question: &str) -> String {
    format!("{id}:{question}")
}

/// The history's line: what a round was filled in with is what somebody wrote before, and stays out of it, so
/// that it can be erased.
#[derive(Serialize)]
struct Trace<'a> {
    #[serde(flatten)]
    round: &'a Assessment,
    /// SHA-256 of it.
    filled_in: String,
}

pub(crate) fn payload(assessment: &Assessment) -> String {
    let filled_in = content_digest(json(&(&assessment.answers, &assessment.cards)).as_bytes());
    let round = Assessment { answers: Answers::new(), cards: Vec::new(), ..assessment.clone() };
    json(&Trace { round: &round, filled_in })
}

fn ids(respondent: Respondent) -> (Option<String>, Option<String>) {
    match respondent {
        Respondent::Provider(id) => (Some(id.to_string()), None),
        Respondent::Department(id) => (None, Some(id.to_string())),
    }
}

pub(crate) fn get(connection: &Connection, id: AssessmentId) -> Stored<StoredAssessment> {
    find(connection, id)?.ok_or_else(|| not_found("assessment", id))
}

fn find(connection: &Connection, id: AssessmentId) -> Stored<Option<StoredAssessment>> {
    let mut statement = connection.prepare_cached("SELECT * FROM assessment WHERE id = ?1")?;
    Ok(statement.query_row([id.to_string()], read).optional()?)
}

pub(crate) fn all(connection: &Connection) -> Stored<Vec<StoredAssessment>> {
    let mut statement = connection.prepare_cached("SELECT * FROM assessment ORDER BY id")?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Rounds that are under way with this provider, or with all departments.
pub(crate) fn open_rounds(connection: &Connection, provider: Option<ProviderId>) -> Stored<Vec<OpenRound>> {
    let mut statement = connection.prepare_cached(
        "SELECT a.id, a.state, a.sent_on, a.due_on, a.received_on, coalesce(p.name, d.name) AS respondent
           FROM assessment a
           LEFT JOIN provider p ON p.id = a.provider_id
           LEFT JOIN department d ON d.id = a.department_id
          WHERE a.provider_id IS ?1 AND a.state IN ('sent', 'reminded', 'received', 'in_review')
          ORDER BY a.id",
    )?;
    let rows = statement.query_map([provider.map(|id| id.to_string())], |row| {
        Ok(OpenRound {
            id: parsed(row, "id")?,
            respondent: row.get("respondent")?,
            state: parsed(row, "state")?,
            sent_on: parsed_option(row, "sent_on")?,
            due_on: parsed_option(row, "due_on")?,
            received_on: parsed_option(row, "received_on")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn find_review(connection: &Connection, id: AssessmentId, question: &str) -> Stored<Option<StoredReview>> {
    let mut statement = connection
        .prepare_cached("SELECT word, reviewed_at, reviewed_by FROM answer_review WHERE assessment_id = ?1 AND question_id = ?2")?;
    Ok(statement.query_row([&id.to_string(), question], read_review).optional()?)
}

fn read_review(row: &Row) -> rusqlite::Result<StoredReview> {
    Ok(StoredReview { review: from_json(row, "word")?, at: row.get("reviewed_at")?, by: row.get("reviewed_by")? })
}

fn read_file(row: &Row) -> rusqlite::Result<QuestionnaireFile> {
    Ok(QuestionnaireFile {
        id: parsed(row, "id")?,
        assessment: parsed(row, "assessment_id")?,
        way: parsed(row, "way")?,
        language: parsed(row, "language")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
    })
}

fn read(row: &Row) -> rusqlite::Result<StoredAssessment> {
    let respondent = match parsed_option(row, "provider_id")? {
        Some(provider) => Respondent::Provider(provider),
        None => Respondent::Department(parsed(row, "department_id")?),
    };
    Ok(StoredAssessment {
        id: parsed(row, "id")?,
        revision: row.get("revision")?,
        assessment: Assessment {
            respondent,
            questionnaire: row.get("questionnaire_id")?,
            version: row.get("version")?,
            round: row.get("round")?,
            follow_up_of: parsed_option(row, "follow_up_of")?,
            only: from_json(row, "only_questions")?,
            remarks: from_json(row, "question_remarks")?,
            state: parsed(row, "state")?,
            way: parsed(row, "way")?,
            language: parsed(row, "language")?,
            prepared_on: parsed(row, "prepared_on")?,
            sent_on: parsed_option(row, "sent_on")?,
            reminded_on: from_json(row, "reminded_on")?,
            due_on: parsed_option(row, "due_on")?,
            received_on: parsed_option(row, "received_on")?,
            closed_on: parsed_option(row, "closed_on")?,
            withdrawn_on: parsed_option(row, "withdrawn_on")?,
            reason: row.get("reason")?,
            owner: row.get("owner")?,
            note: row.get("note")?,
            answers: from_json(row, "answers")?,
            cards: from_json(row, "cards")?,
        },
    })
}

fn write(connection: &Connection, id: AssessmentId, assessment: &Assessment, revision: u32) -> Stored<()> {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let (provider, department) = ids(assessment.respondent);
    connection
        .prepare_cached(
            "INSERT INTO assessment
               (id, provider_id, department_id, questionnaire_id, version, round, follow_up_of, only_questions, question_remarks,
                state, way, language, prepared_on, sent_on, reminded_on, due_on, received_on, closed_on, withdrawn_on,
                reason, owner, note, answers, cards, revision)
             VALUES
               (:id, :provider, :department, :questionnaire, :version, :round, :follow_up_of, :only, :remarks,
                :state, :way, :language, :prepared_on, :sent_on, :reminded_on, :due_on, :received_on, :closed_on, :withdrawn_on,
                :reason, :owner, :note, :answers, :cards, :revision)
             ON CONFLICT (id) DO UPDATE SET
                provider_id = excluded.provider_id, department_id = excluded.department_id, state = excluded.state,
                way = excluded.way, language = excluded.language, sent_on = excluded.sent_on, reminded_on = excluded.reminded_on,
                due_on = excluded.due_on, received_on = excluded.received_on, closed_on = excluded.closed_on,
                withdrawn_on = excluded.withdrawn_on, reason = excluded.reason, owner = excluded.owner, note = excluded.note,
                answers = excluded.answers, cards = excluded.cards, revision = excluded.revision",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":provider": provider,
            ":department": department,
            ":questionnaire": assessment.questionnaire,
            ":version": assessment.version,
            ":round": assessment.round,
            ":follow_up_of": assessment.follow_up_of.map(|id| id.to_string()),
            ":only": json(&assessment.only),
            ":remarks": json(&assessment.remarks),
            ":state": enum_text(&assessment.state),
            ":way": enum_text(&assessment.way),
            ":language": enum_text(&assessment.language),
            ":prepared_on": assessment.prepared_on.to_string(),
            ":sent_on": day(assessment.sent_on),
            ":reminded_on": json(&assessment.reminded_on),
            ":due_on": day(assessment.due_on),
            ":received_on": day(assessment.received_on),
            ":closed_on": day(assessment.closed_on),
            ":withdrawn_on": day(assessment.withdrawn_on),
            ":reason": assessment.reason,
            ":owner": assessment.owner,
            ":note": assessment.note,
            ":answers": json(&assessment.answers),
            ":cards": json(&assessment.cards),
            ":revision": revision,
        })?;
    Ok(())
}
