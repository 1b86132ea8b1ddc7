//! The review, question by question: what was answered, what it is taken for, and what is asked again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::assessment::{
    AnswerState, AnswerTrend, Assessment, AssessmentState, Proof, ProofDoubt, Respondent, ReviewDraft, Step, Way, answer_trend,
    suggested_maturity, suggested_state,
};
use provident_domain::id::{AssessmentId, EvidenceId};
use provident_domain::questionnaire::{Answer, AnswerSource, Answers, Question, Questionnaire, Sender, Vagueness, is_asked, vagueness};
use provident_store::{AnswerSet, Reading, StoredAssessment, StoredReview};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::assessment::{AssessmentShow, TAGS, named, open, taken};
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
    /// The document that an answer of ours comes from.
    pub suggested_proof: Option<Proof>,
    /// Beside the round before, where that asked it.
    pub trend: Option<AnswerTrend>,
    pub review: Option<ReviewDraft>,
    pub reviewed_by: Option<String>,
    pub reviewed_at: Option<String>,
    pub doubt: Option<ProofDoubt>,
    /// It came in answer to a question that was asked again.
    pub is_from_follow_up: bool,
}

/// The round that this one is compared with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ReviewBefore {
    pub id: AssessmentId,
    pub round: u32,
    pub closed_on: Option<NaiveDate>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ReviewView {
    pub id: AssessmentId,
    pub revision: u32,
    pub state: AssessmentState,
    pub is_over: bool,
    pub respondent: Respondent,
    pub respondent_name: String,
    pub round: u32,
    pub follow_up_of: Option<AssessmentId>,
    pub received_on: Option<NaiveDate>,
    /// Who says that they filled it in.
    pub sender: Option<Sender>,
    /// Answered by us from what they publish.
    pub is_by_us: bool,
    pub before: Option<ReviewBefore>,
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
        answers.values_mut().for_each(|answer| answer.go_out(held.assessment.way));
        let follow_up = Assessment {
            follow_up_of: Some(held.assessment.follow_up_of.unwrap_or(held.id)),
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
pub(super) fn sets_of(reading: &Reading, held: &StoredAssessment) -> Result<Vec<AnswerSet>, Failure> {
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
    asked: Questionnaire,
    pub answers: Answers,
    pub reviews: BTreeMap<String, StoredReview>,
    files: BTreeMap<String, AnswerFile>,
    asked_again: Answers,
    sender: Option<Sender>,
    is_by_us: bool,
    /// The day on which it is judged.
    on: NaiveDate,
}

impl Round {
    pub fn of(reading: &Reading, held: &StoredAssessment, today: NaiveDate) -> Result<Round, Failure> {
        let sets = sets_of(reading, held)?;
        let files = sets.iter().flat_map(|set| &set.attachments).map(|kept| {
            let file = AnswerFile { evidence: kept.evidence, name: kept.attachment.name.clone(), size: kept.attachment.size };
            (kept.attachment.id.clone(), file)
        });
        let mut files: BTreeMap<String, AnswerFile> = files.collect();
        let first = sets.first();
        let (sender, is_by_us) = (first.and_then(|set| set.sender.clone()), first.is_some_and(|set| set.way == Way::Desk));
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
        for id in answers.values().filter_map(|answer| answer.source.as_ref()?.evidence) {
            // What was removed from the register since is named, and cannot be opened.
            if let Ok(kept) = reading.evidence_one(id) {
                files.insert(id.to_string(), AnswerFile { evidence: id, name: kept.evidence.title, size: kept.evidence.size });
            }
        }
        let on = held.assessment.received_on.unwrap_or(today);
        Ok(Round {
            asked: asked(reading, &held.assessment)?,
            answers,
            reviews: reading.reviews(held.id)?,
            files,
            asked_again,
            sender,
            is_by_us,
            on,
        })
    }

    pub fn answered(&self, question: &str) -> Answered {
        let follow_ups = self.asked.follow_ups(question).filter(|follow_up| is_asked(&self.asked, follow_up, &self.answers));
        let follow_ups: BTreeMap<String, Answer> =
            follow_ups.filter_map(|follow_up| Some((follow_up.id.clone(), self.answers.get(&follow_up.id)?.clone()))).collect();
        let answer = self.answers.get(question).cloned();
        let mut files: Vec<AnswerFile> = Vec::new();
        for answer in answer.iter().chain(follow_ups.values()) {
            let source = answer.source.as_ref().and_then(|source| source.evidence).map(|id| id.to_string());
            for file in answer.files.iter().chain(&source).filter_map(|id| self.files.get(id)) {
                if !files.contains(file) {
                    files.push(file.clone());
                }
            }
        }
        Answered { answer, follow_ups, files }
    }

    fn vagueness(&self, question: &Question) -> Option<Vagueness> {
        vagueness(&self.asked, question, &self.answers, lists())
    }

    /// The reviewer's word, or what it looks like before there is one.
    fn judged(&self, question: &Question) -> (AnswerState, Option<u8>) {
        if let Some(word) = self.reviews.get(&question.id) {
            return (word.review.state, word.review.maturity);
        }
        let answer = self.answers.get(&question.id);
        (suggested_state(answer, self.vagueness(question).is_some()), suggested_maturity(question, answer, self.on))
    }

    fn trend(&self, question: &Question, before: &Round) -> Option<AnswerTrend> {
        let asked_before = before.asked.question(&question.id)?;
        let is_reworded = self.answered(&question.id).said() != before.answered(&question.id).said();
        Some(answer_trend(before.judged(asked_before), self.judged(question), is_reworded))
    }

    fn question(&self, question: &Question, before: Option<&Round>, today: NaiveDate) -> ReviewQuestion {
        let answer = self.answers.get(&question.id);
        let vague = self.vagueness(question);
        let word = self.reviews.get(&question.id);
        let source = answer.and_then(|answer| answer.source.as_ref());
        ReviewQuestion {
            question: question.id.clone(),
            now: self.answered(&question.id),
            before: before.filter(|before| before.asked.question(&question.id).is_some()).map(|before| before.answered(&question.id)),
            review_before: before.and_then(|before| Some(before.reviews.get(&question.id)?.review.clone())),
            trend: before.and_then(|before| self.trend(question, before)),
            suggested_state: suggested_state(answer, vague.is_some()),
            suggested_maturity: suggested_maturity(question, answer, self.on),
            suggested_proof: source.map(proof_of),
            vague,
            doubt: word.and_then(|word| word.review.proof.as_ref()?.doubt(today)),
            review: word.map(|word| word.review.clone()),
            reviewed_by: word.map(|word| word.by.clone()),
            reviewed_at: word.map(|word| word.at.clone()),
            is_from_follow_up: self.asked_again.contains_key(&question.id),
        }
    }
}

impl Answered {
    /// Answers and names of files; their ids are new in each round.
    fn said(&self) -> (Vec<Answer>, Vec<(&str, u64)>) {
        let plain = |answer: &Answer| Answer { files: Vec::new(), ..answer.clone() };
        let files = self.files.iter().map(|file| (file.name.as_str(), file.size));
        (self.answer.iter().chain(self.follow_ups.values()).map(plain).collect(), files.collect())
    }
}

fn proof_of(source: &AnswerSource) -> Proof {
    Proof { title: source.document.clone(), issued_on: source.dated, place: source.page.clone(), ..Proof::default() }
}

pub(super) fn view(reading: &Reading, id: AssessmentId, today: NaiveDate) -> Result<ReviewView, Failure> {
    let held = reading.assessment(id)?;
    let round = Round::of(reading, &held, today)?;
    let held_before = reading.round_before(&held)?;
    let before = held_before.as_ref().map(|before| Round::of(reading, before, today)).transpose()?;
    let main = round.asked.main_questions().filter(|question| is_asked(&round.asked, question, &round.answers));
    let questions: Vec<ReviewQuestion> = main.map(|question| round.question(question, before.as_ref(), today)).collect();
    let count = |is: fn(&ReviewDraft) -> bool| questions.iter().filter(|question| question.review.as_ref().is_some_and(is)).count() as u32;
    let (respondent_name, _) = named(reading, held.assessment.respondent)?;
    Ok(ReviewView {
        id,
        revision: held.revision,
        state: held.assessment.state,
        is_over: held.assessment.state.is_over(),
        respondent: held.assessment.respondent,
        respondent_name,
        round: held.assessment.round,
        follow_up_of: held.assessment.follow_up_of,
        received_on: held.assessment.received_on,
        before: held_before.map(|before| ReviewBefore {
            id: before.id,
            round: before.assessment.round,
            closed_on: before.assessment.closed_on,
        }),
        reviewed: count(|_| true),
        to_ask_again: count(|review| review.follow_up.is_some()),
        questions,
        sender: round.sender,
        is_by_us: round.is_by_us,
        questionnaire: round.asked,
    })
}
