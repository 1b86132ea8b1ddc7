//! The review, question by question: what was answered, what it is taken for, and what is asked again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::assessment::{
    AnswerState, Assessment, AssessmentState, ProofDoubt, ReviewDraft, Step, suggested_maturity, suggested_state,
};
use provident_domain::id::{AssessmentId, EvidenceId};
use provident_domain::questionnaire::{Answer, Answers, Questionnaire, Vagueness, is_asked, vagueness};
use provident_store::{AnswerSet, Reading, StoredAssessment, StoredReview};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::assessment::{AssessmentShow, TAGS, open, taken};
use super::questionnaire;
use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal};

/// A file that came with an answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct AnswerFile {
    pub evidence: EvidenceId,
    pub name: String,
    pub size: u64,
}

/// An answer with those to its follow-ups, in the order in which they were asked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct Answered {
    pub answer: Option<Answer>,
    pub follow_ups: BTreeMap<String, Answer>,
    pub files: Vec<AnswerFile>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ReviewQuestion {
    /// Id of the main question.
    pub question: String,
    pub now: Answered,
    /// The last closed round.
    pub before: Option<Answered>,
    pub review_before: Option<ReviewDraft>,
    /// Why the answer may be vague.
    pub vague: Option<Vagueness>,
    /// What it looks like before a person looked.
    pub suggested_state: AnswerState,
    pub suggested_maturity: Option<u8>,
    pub review: Option<ReviewDraft>,
    pub reviewed_by: Option<String>,
    pub reviewed_at: Option<String>,
    pub doubt: Option<ProofDoubt>,
    /// It came in answer to a question that was asked again.
    pub is_from_follow_up: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ReviewView {
    pub id: AssessmentId,
    pub revision: u32,
    pub state: AssessmentState,
    pub questionnaire: Questionnaire,
    pub questions: Vec<ReviewQuestion>,
    /// Of the questions, with a word of the reviewer.
    pub reviewed: u32,
    /// Those marked to be asked again.
    pub to_ask_again: u32,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReviewSave {
    pub assessment: AssessmentId,
    pub question: String,
    /// None takes the word back.
    pub review: Option<ReviewDraft>,
}

pub(crate) fn show(call: &Call, arguments: AssessmentShow) -> Result<Done<ReviewView>, Failure> {
    let today = call.app.clock.today();
    Ok(Done::read(call.read(|reading| view(reading, arguments.id, today))?))
}

pub(crate) fn save(call: &Call, arguments: ReviewSave) -> Result<Done<ReviewView>, Failure> {
    let today = call.app.clock.today();
    let review = arguments.review.as_ref().map(ReviewDraft::check).transpose()?;
    call.write(|writing| {
        let held = open(&writing.reading(), arguments.assessment)?;
        let asked = asked(&writing.reading(), &held.assessment)?;
        if asked.question(&arguments.question).is_none_or(|question| question.follows.is_some()) {
            return Err(Failure::NotFound { entity: "question".into(), id: arguments.question.clone() });
        }
        let mut assessment = held.assessment;
        taken(assessment.step(Step::Review, today))?;
        writing.save_assessment(held.id, Some(held.revision), &assessment)?;
        writing.save_review(held.id, &arguments.question, review.as_ref())?;
        Ok(())
    })?;
    Ok(Done::changed(call.read(|reading| view(reading, arguments.assessment, today))?, &TAGS))
}

/// A short new round of the questions that are to be asked again.
pub(crate) fn ask_again(call: &Call, arguments: AssessmentShow) -> Result<Done<AssessmentId>, Failure> {
    let today = call.app.clock.today();
    let id = call.write(|writing| {
        let held = open(&writing.reading(), arguments.id)?;
        let remarks: BTreeMap<String, String> = writing
            .reading()
            .reviews(held.id)?
            .into_iter()
            .filter_map(|(question, word)| Some((question, word.review.follow_up?)))
            .collect();
        if remarks.is_empty() {
            return Err(Failure::Refused { reason: Refusal::NothingToAsk });
        }
        let asked = asked(&writing.reading(), &held.assessment)?.only(&remarks.keys().cloned().collect::<Vec<_>>());
        let mut answers = answers_of(&writing.reading(), &held)?;
        answers.retain(|id, _| asked.question(id).is_some());
        answers.values_mut().for_each(|answer| answer.files.clear());
        let follow_up = Assessment {
            follow_up_of: Some(held.id),
            only: remarks.keys().cloned().collect(),
            remarks,
            state: AssessmentState::Prepared,
            prepared_on: today,
            sent_on: None,
            reminded_on: Vec::new(),
            received_on: None,
            due_on: None,
            note: None,
            answers,
            cards: Vec::new(),
            ..held.assessment
        };
        let id = AssessmentId(uuid::Uuid::now_v7());
        writing.save_assessment(id, None, &follow_up)?;
        Ok(id)
    })?;
    Ok(Done::changed(id, &TAGS))
}

pub(super) fn asked(reading: &Reading, assessment: &Assessment) -> Result<Questionnaire, Failure> {
    Ok(assessment.asks(&questionnaire::version(reading, &assessment.questionnaire, assessment.version)?))
}

/// The last answers, with what came later to questions that were asked again.
pub(super) fn answers_of(reading: &Reading, held: &StoredAssessment) -> Result<Answers, Failure> {
    Ok(sets_of(reading, held)?.into_iter().filter_map(|set| set.answers).fold(Answers::new(), |mut all, later| {
        all.extend(later);
        all
    }))
}

/// What counts: the last that came, then the last of each follow-up. A follow-up that came empty says nothing.
fn sets_of(reading: &Reading, held: &StoredAssessment) -> Result<Vec<AnswerSet>, Failure> {
    let last = |id: AssessmentId| Ok::<_, Failure>(reading.answer_sets(id)?.into_iter().next());
    let mut sets: Vec<AnswerSet> = last(held.id)?.into_iter().collect();
    for follow_up in reading.follow_ups(held.id)? {
        if follow_up.assessment.state != AssessmentState::Withdrawn {
            sets.extend(last(follow_up.id)?);
        }
    }
    Ok(sets)
}

/// All that can be said of one round.
pub(super) struct Round {
    pub answers: Answers,
    pub reviews: BTreeMap<String, StoredReview>,
    files: BTreeMap<String, AnswerFile>,
    asked_again: Answers,
}

impl Round {
    pub fn of(reading: &Reading, held: &StoredAssessment) -> Result<Round, Failure> {
        let sets = sets_of(reading, held)?;
        let files = sets.iter().flat_map(|set| &set.attachments).map(|kept| {
            let file = AnswerFile { evidence: kept.evidence, name: kept.attachment.name.clone(), size: kept.attachment.size };
            (kept.attachment.id.clone(), file)
        });
        let files = files.collect();
        let mut answers = Answers::new();
        let mut asked_again = Answers::new();
        for set in sets {
            let is_again = set.assessment != held.id;
            for (id, answer) in set.answers.unwrap_or_default() {
                if is_again {
                    asked_again.insert(id.clone(), answer.clone());
                }
                answers.insert(id, answer);
            }
        }
        Ok(Round { answers, reviews: reading.reviews(held.id)?, files, asked_again })
    }

    pub fn answered(&self, questionnaire: &Questionnaire, question: &str) -> Answered {
        let follow_ups = questionnaire.follow_ups(question).filter(|follow_up| is_asked(questionnaire, follow_up, &self.answers));
        let follow_ups: BTreeMap<String, Answer> =
            follow_ups.filter_map(|follow_up| Some((follow_up.id.clone(), self.answers.get(&follow_up.id)?.clone()))).collect();
        let answer = self.answers.get(question).cloned();
        let named = answer.iter().chain(follow_ups.values()).flat_map(|answer| &answer.files);
        let files = named.filter_map(|id| self.files.get(id).cloned()).collect();
        Answered { answer, follow_ups, files }
    }
}

pub(super) fn view(reading: &Reading, id: AssessmentId, today: NaiveDate) -> Result<ReviewView, Failure> {
    let held = reading.assessment(id)?;
    let questionnaire = asked(reading, &held.assessment)?;
    let round = Round::of(reading, &held)?;
    let before = match reading.round_before(&held)? {
        Some(before) => Some((asked(reading, &before.assessment)?, Round::of(reading, &before)?)),
        None => None,
    };
    let on = held.assessment.received_on.unwrap_or(today);
    let main = questionnaire.main_questions().filter(|question| is_asked(&questionnaire, question, &round.answers));
    let questions: Vec<ReviewQuestion> = main
        .map(|question| {
            let answer = round.answers.get(&question.id);
            let vague = vagueness(&questionnaire, question, &round.answers, lists());
            let word = round.reviews.get(&question.id);
            ReviewQuestion {
                question: question.id.clone(),
                now: round.answered(&questionnaire, &question.id),
                before: before.as_ref().map(|(asked, before)| before.answered(asked, &question.id)),
                review_before: before.as_ref().and_then(|(_, before)| Some(before.reviews.get(&question.id)?.review.clone())),
                suggested_state: suggested_state(answer, vague.is_some()),
                suggested_maturity: suggested_maturity(question, answer, on),
                vague,
                doubt: word.and_then(|word| word.review.proof.as_ref()?.doubt(today)),
                review: word.map(|word| word.review.clone()),
                reviewed_by: word.map(|word| word.by.clone()),
                reviewed_at: word.map(|word| word.at.clone()),
                is_from_follow_up: round.asked_again.contains_key(&question.id),
            }
        })
        .collect();
    Ok(ReviewView {
        id,
        revision: held.revision,
        state: held.assessment.state,
        reviewed: questions.iter().filter(|question| question.review.is_some()).count() as u32,
        to_ask_again: questions.iter().filter(|question| question.review.as_ref().is_some_and(|review| review.follow_up.is_some())).count()
            as u32,
        questions,
        questionnaire,
    })
}
