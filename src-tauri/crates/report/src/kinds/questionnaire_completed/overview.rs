//! What a provider said, on one page: how many answers hold, which do not, and each in short.

use provident_domain::assessment::AnswerState;
use provident_domain::questionnaire::Question;

use super::super::build::{Body, Cell, faint, plain, strong, unknown, warning};
use super::super::questionnaire_answer::{heading, shortened, text};
use super::super::questionnaire_words::{AskWord, proof_doubt, proof_level, was};
use super::super::words::number;
use super::Report;
use crate::document::Span;

/// Characters of an answer in the overview.
const SHORT: usize = 130;

impl Report<'_> {
    pub(super) fn overview(&self, body: &mut Body) {
        body.heading(1, self.word(AskWord::WhatTheySaid));
        let count = |state: Option<AnswerState>| self.main_questions().filter(|question| self.state(question) == state).count() as u64;
        let figure = |state: AnswerState, word: AskWord| (number(count(Some(state)), self.labels.language), self.word(word));
        let mut figures = vec![
            figure(AnswerState::Answered, AskWord::AnsweredCount),
            figure(AnswerState::Vague, AskWord::VagueCount),
            figure(AnswerState::Refused, AskWord::RefusedCount),
            figure(AnswerState::Unanswered, AskWord::OpenCount),
            figure(AnswerState::NotApplicable, AskWord::NotApplicableCount),
        ];
        if count(None) > 0 {
            figures.push((number(count(None), self.labels.language), self.word(AskWord::NotReviewed)));
        }
        body.figures(figures);
        self.weak(body);
        let heads = [AskWord::Question, AskWord::InShort, AskWord::State, AskWord::Maturity, AskWord::Proof].map(|word| self.word(word));
        body.small_table(&heads, &[27, 32, 12, 15, 14], self.main_questions().map(|question| self.line(question)).collect());
        if self.main_questions().any(|question| self.review(question).is_none()) {
            body.note(self.word(AskWord::SuggestedHint));
        }
    }

    /// Each that does not hold, with what the reviewer says of it.
    fn weak(&self, body: &mut Body) {
        let is_weak = |question: &&Question| {
            matches!(self.state(question), Some(AnswerState::Vague | AnswerState::Refused | AnswerState::Unanswered))
        };
        let rows: Vec<Vec<Cell>> = self.main_questions().filter(is_weak).map(|question| self.weak_row(question)).collect();
        body.heading(2, self.word(AskWord::WeakTitle));
        if rows.is_empty() {
            body.note(self.word(AskWord::NothingWeak));
        } else {
            let heads = [AskWord::Question, AskWord::State, AskWord::Remark].map(|word| self.word(word));
            body.small_table(&heads, &[34, 13, 53], rows);
        }
        body.heading(2, self.word(AskWord::EachAnswer));
    }

    fn weak_row(&self, question: &Question) -> Vec<Cell> {
        let review = self.review(question);
        let remark = review.and_then(|review| review.remark.as_deref().or(review.follow_up.as_deref()));
        let none = if review.is_some() { faint("–") } else { unknown(self.word(AskWord::NotReviewed)) };
        let remark = remark.map_or(none, plain);
        vec![self.named(question), vec![self.state_span(self.state(question))], vec![remark]]
    }

    fn named(&self, question: &Question) -> Cell {
        vec![faint(self.numbers.get(&question.id)), strong(&shortened(heading(question, self.labels.language), SHORT))]
    }

    fn line(&self, question: &Question) -> Vec<Cell> {
        vec![
            self.named(question),
            vec![self.in_short(question)],
            vec![self.state_span(self.state(question))],
            self.maturity(question),
            self.level(question),
        ]
    }

    fn in_short(&self, question: &Question) -> Span {
        if self.is_erased() {
            return faint(self.word(AskWord::ErasedAnswer));
        }
        let answer = self.answer(question);
        let Some(text) = text(question, answer, &self.files(), self.labels) else { return faint("–") };
        let text = shortened(&text, SHORT);
        if answer.is_some_and(|answer| answer.is_unknown) { unknown(&text) } else { plain(&text) }
    }

    /// With what it was, where it was reviewed before.
    fn maturity(&self, question: &Question) -> Cell {
        let now = self.review(question).and_then(|review| review.maturity);
        let before = self.facts.before.as_ref().and_then(|before| before.reviews.get(&question.id)).and_then(|review| review.maturity);
        let mut cell = vec![now.map_or_else(|| faint("–"), |now| strong(&now.to_string()))];
        if let (Some(now), Some(before)) = (now, before)
            && now != before
        {
            let text = format!("({})", was(before, self.labels.language));
            cell.push(if now < before { warning(&text) } else { faint(&text) });
        }
        cell
    }

    /// How much proves it, and why that counts for less.
    fn level(&self, question: &Question) -> Cell {
        let Some(review) = self.review(question) else { return vec![faint("–")] };
        let language = self.labels.language;
        let level = review.level.map_or_else(|| faint("–"), |level| plain(proof_level(level, language)));
        let doubt = review.proof.as_ref().and_then(|proof| proof.doubt(self.issue.as_of));
        [level].into_iter().chain(doubt.map(|doubt| warning(&format!("· {}", proof_doubt(doubt, language))))).collect()
    }
}
