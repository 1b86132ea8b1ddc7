//! One round of a questionnaire: who was asked and what came back, what was said and what was not, question by
//! question with the reviewer's word, the evidence, and what changed since the round before.

mod chapter;
mod cover;
mod difference;
mod evidence;
mod overview;
mod tools;

use provident_domain::assessment::{AnswerState, ReviewDraft, suggested_state};
use provident_domain::questionnaire::{Answer, Answers, Attachment, Card, Question, QuestionnaireKind, is_asked};

use super::build::{Body, plain, strong, unknown, warning};
use super::facts::Issue;
use super::label::Labels;
use super::questionnaire_answer::{Files, Numbers};
use super::questionnaire_facts::CompletedFacts;
use super::questionnaire_words::{AskWord, answer_state};
use super::words::Word;
use crate::document::{Document, Span};

pub const KIND: &str = "questionnaire-completed";

/// What its chapters are written from.
struct Report<'a> {
    facts: &'a CompletedFacts<'a>,
    issue: &'a Issue<'a>,
    labels: &'a Labels<'a>,
    numbers: Numbers<'a>,
    answers: &'a Answers,
    cards: &'a [Card],
    attachments: &'a [Attachment],
}

pub fn questionnaire_completed(facts: &CompletedFacts, issue: &Issue) -> Document {
    let labels = Labels { lists: issue.lists, language: issue.language };
    let nothing = Answers::new();
    let report = Report {
        facts,
        issue,
        labels: &labels,
        numbers: Numbers::of(facts.questionnaire),
        answers: facts.reply.as_ref().map_or(&nothing, |reply| &reply.answers),
        cards: facts.reply.as_ref().map_or(&[], |reply| &reply.cards),
        attachments: facts.reply.as_ref().map_or(&[], |reply| &reply.attachments),
    };
    let mut body = Body::default();
    report.cover(&mut body);
    if facts.reply.is_some() {
        match facts.questionnaire.kind {
            QuestionnaireKind::Provider => report.overview(&mut body),
            QuestionnaireKind::Department if report.is_erased() => {}
            QuestionnaireKind::Department => report.tools_overview(&mut body),
        }
        report.changes(&mut body);
        report.chapters(&mut body);
        report.tools(&mut body);
        report.evidence(&mut body);
    }
    body.into_document(KIND, labels.word(Word::QuestionnaireCompletedTitle), Some(facts.respondent.clone()), false, issue)
}

impl<'a> Report<'a> {
    fn word(&self, word: AskWord) -> &'static str {
        self.labels.word(word)
    }

    fn files(&self) -> Files<'a> {
        Files(self.attachments)
    }

    fn is_erased(&self) -> bool {
        self.facts.reply.as_ref().is_some_and(|reply| reply.erased_on.is_some())
    }

    fn answer(&self, question: &Question) -> Option<&'a Answer> {
        self.answers.get(&question.id)
    }

    fn review(&self, question: &Question) -> Option<&'a ReviewDraft> {
        self.facts.reviews.get(&question.id)
    }

    fn is_per_tool(&self, question: &Question) -> bool {
        self.facts.questionnaire.sections.iter().any(|section| section.id == question.section && section.is_per_tool)
    }

    /// Those asked once that were asked of this respondent.
    fn main_questions(&self) -> impl Iterator<Item = &'a Question> {
        let all = self.facts.questionnaire.main_questions();
        all.filter(|question| !self.is_per_tool(question) && is_asked(self.facts.questionnaire, question, self.answers))
    }

    /// What the reviewer set; of what nobody reviewed only that it is open can be told.
    fn state(&self, question: &Question) -> Option<AnswerState> {
        let set = self.review(question).map(|review| review.state);
        let is_open = || !self.is_erased() && suggested_state(self.answer(question), false) == AnswerState::Unanswered;
        set.or_else(|| is_open().then_some(AnswerState::Unanswered))
    }

    fn state_span(&self, state: Option<AnswerState>) -> Span {
        let Some(state) = state else { return unknown(self.word(AskWord::NotReviewed)) };
        let text = answer_state(state, self.labels.language);
        match state {
            AnswerState::Answered => strong(text),
            AnswerState::NotApplicable => plain(text),
            AnswerState::Vague => unknown(text),
            AnswerState::Refused | AnswerState::Unanswered => warning(text),
        }
    }
}
