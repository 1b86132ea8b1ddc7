//! What screens show of assessments: a line of the list, and one round with all that was made and came back.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::assessment::{AssessmentDraft, AssessmentState, Respondent, Way};
use provident_domain::id::{AnswerSetId, AssessmentId};
use provident_domain::lists::Language;
use provident_domain::questionnaire::{AnswerRemark, Questionnaire, QuestionnaireKind, Sender, Words};
use provident_store::{AnswerSet, AssessmentLine, KeptAttachment, QuestionnaireFile, Reading};
use serde::Serialize;
use ts_rs::TS;

use super::assessment::named;
use super::questionnaire;
use crate::failure::Failure;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct AssessmentRow {
    pub id: AssessmentId,
    pub revision: u32,
    pub respondent: Respondent,
    pub respondent_name: String,
    pub title: Words,
    pub round: u32,
    pub is_follow_up: bool,
    pub state: AssessmentState,
    pub way: Way,
    pub language: Language,
    pub sent_on: Option<NaiveDate>,
    pub reminded_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub received_on: Option<NaiveDate>,
    pub is_late: bool,
    pub sender: Option<String>,
    /// Reviewed questions of all, or decided cards.
    pub done: u32,
    pub of: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct AssessmentPage {
    pub rows: Vec<AssessmentRow>,
    /// How many are in each state, whatever states the query asks for.
    pub counts: BTreeMap<AssessmentState, u32>,
    pub late: u32,
}

/// What came back, without the answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct AnswerSetView {
    pub id: AnswerSetId,
    pub number: u32,
    pub received_at: String,
    pub received_by: String,
    pub way: Way,
    pub file_name: Option<String>,
    pub is_sealed: bool,
    pub sender: Option<Sender>,
    pub finished_at: Option<String>,
    pub came_from: Option<String>,
    pub digest: String,
    pub attachments: Vec<KeptAttachment>,
    pub remarks: Vec<AnswerRemark>,
    pub keep_until: Option<NaiveDate>,
    pub keep_reason: Option<String>,
    pub erased_on: Option<NaiveDate>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct MadeFile {
    pub way: Way,
    pub language: Language,
    pub made_at: String,
    pub made_by: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct AssessmentView {
    pub id: AssessmentId,
    pub revision: u32,
    pub respondent: Respondent,
    pub respondent_name: String,
    /// Whom a mail goes to.
    pub address: Option<String>,
    pub questionnaire: Questionnaire,
    pub round: u32,
    pub follow_up_of: Option<AssessmentId>,
    pub remarks: BTreeMap<String, String>,
    pub state: AssessmentState,
    /// What of it a person can change.
    pub draft: AssessmentDraft,
    pub prepared_on: NaiveDate,
    pub sent_on: Option<NaiveDate>,
    pub reminded_on: Vec<NaiveDate>,
    pub received_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    pub withdrawn_on: Option<NaiveDate>,
    pub reason: Option<String>,
    pub is_late: bool,
    pub is_prefilled: bool,
    /// Newest first.
    pub answer_sets: Vec<AnswerSetView>,
    pub files: Vec<MadeFile>,
    pub follow_ups: Vec<AssessmentRow>,
    /// The last closed round before.
    pub before: Option<AssessmentId>,
}

pub(super) fn row(reading: &Reading, line: AssessmentLine, today: NaiveDate) -> Result<AssessmentRow, Failure> {
    let AssessmentLine { stored, respondent, sender, reviewed, decided, .. } = line;
    let assessment = &stored.assessment;
    let questionnaire = assessment.asks(&questionnaire::version(reading, &assessment.questionnaire, assessment.version)?);
    let (done, of) = match questionnaire.kind {
        QuestionnaireKind::Provider => (reviewed, questionnaire.main_questions().count() as u32),
        QuestionnaireKind::Department => {
            let last = reading.answer_sets(stored.id)?.into_iter().next();
            (decided, last.and_then(|set| set.cards).map_or(0, |cards| cards.len() as u32))
        }
    };
    Ok(AssessmentRow {
        id: stored.id,
        revision: stored.revision,
        respondent: assessment.respondent,
        respondent_name: respondent,
        title: questionnaire.title,
        round: assessment.round,
        is_follow_up: assessment.follow_up_of.is_some(),
        state: assessment.state,
        way: assessment.way,
        language: assessment.language,
        sent_on: assessment.sent_on,
        reminded_on: assessment.reminded_on.last().copied(),
        due_on: assessment.due_on,
        received_on: assessment.received_on,
        is_late: assessment.is_late(today),
        sender,
        done,
        of,
    })
}

pub(super) fn view(reading: &Reading, id: AssessmentId, today: NaiveDate) -> Result<AssessmentView, Failure> {
    let held = reading.assessment(id)?;
    let assessment = &held.assessment;
    let (respondent_name, address) = named(reading, assessment.respondent)?;
    let asked = questionnaire::version(reading, &assessment.questionnaire, assessment.version)?;
    let follow_ups = reading.follow_ups(id)?.into_iter().map(|stored| {
        let line = AssessmentLine { stored, respondent: respondent_name.clone(), sender: None, answer_sets: 0, reviewed: 0, decided: 0 };
        row(reading, line, today)
    });
    Ok(AssessmentView {
        id,
        revision: held.revision,
        respondent: assessment.respondent,
        address,
        questionnaire: assessment.asks(&asked),
        round: assessment.round,
        follow_up_of: assessment.follow_up_of,
        remarks: assessment.remarks.clone(),
        state: assessment.state,
        draft: AssessmentDraft {
            way: assessment.way,
            language: assessment.language,
            due_on: assessment.due_on,
            owner: assessment.owner.clone(),
            note: assessment.note.clone(),
        },
        prepared_on: assessment.prepared_on,
        sent_on: assessment.sent_on,
        reminded_on: assessment.reminded_on.clone(),
        received_on: assessment.received_on,
        closed_on: assessment.closed_on,
        withdrawn_on: assessment.withdrawn_on,
        reason: assessment.reason.clone(),
        is_late: assessment.is_late(today),
        is_prefilled: !assessment.answers.is_empty() || !assessment.cards.is_empty(),
        answer_sets: reading.answer_sets(id)?.into_iter().map(set_view).collect(),
        files: reading.questionnaire_files(id)?.into_iter().map(made).collect(),
        follow_ups: follow_ups.collect::<Result<_, _>>()?,
        before: reading.round_before(&held)?.map(|before| before.id),
        respondent_name,
    })
}

fn made(file: QuestionnaireFile) -> MadeFile {
    MadeFile { way: file.way, language: file.language, made_at: file.made_at, made_by: file.made_by }
}

fn set_view(set: AnswerSet) -> AnswerSetView {
    AnswerSetView {
        id: set.id,
        number: set.number,
        received_at: set.received_at,
        received_by: set.received_by,
        way: set.way,
        file_name: set.file_name,
        is_sealed: set.is_sealed,
        sender: set.sender,
        finished_at: set.finished_at,
        came_from: set.came_from,
        digest: set.digest,
        attachments: set.attachments,
        remarks: set.remarks,
        keep_until: set.keep_until,
        keep_reason: set.keep_reason,
        erased_on: set.erased_on,
    }
}
