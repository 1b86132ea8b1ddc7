//! What differs from the round before.

use std::collections::BTreeMap;

use provident_domain::assessment::{AnswerState, ReviewDraft};
use provident_domain::questionnaire::{Answer, Answers, Attachment, Card, Question, QuestionnaireKind};

use super::super::build::{Body, Cell, faint, plain, strong, warning};
use super::super::label::Labels;
use super::super::questionnaire_answer::{Files, heading, text};
use super::super::questionnaire_facts::RoundBefore;
use super::super::questionnaire_words::{AskWord, changes_since_round, of_hundred, round_of, unchanged};
use super::Report;
use crate::document::Span;

/// One side of a comparison.
struct Side<'a> {
    answers: &'a Answers,
    reviews: &'a BTreeMap<String, ReviewDraft>,
    attachments: &'a [Attachment],
}

impl Side<'_> {
    /// An answer with its files by their content: their ids are new in each round.
    fn answer(&self, question: &Question) -> (Option<Answer>, Vec<&str>) {
        let Some(answer) = self.answers.get(&question.id) else { return (None, Vec::new()) };
        let digest = |id: &String| self.attachments.iter().find(|file| file.id == *id).map(|file| file.sha256.as_str());
        (Some(Answer { files: Vec::new(), ..answer.clone() }), answer.files.iter().filter_map(digest).collect())
    }

    fn text(&self, question: &Question, labels: &Labels) -> String {
        let text = text(question, self.answers.get(&question.id), &Files(self.attachments), labels);
        text.unwrap_or_else(|| labels.word(AskWord::NoAnswer).to_owned())
    }
}

impl Report<'_> {
    pub(super) fn changes(&self, body: &mut Body) {
        let Some(before) = &self.facts.before else { return };
        body.heading(1, &changes_since_round(before.round, self.labels.language));
        let mut rows = self.changed_questions(before);
        rows.extend(self.changed_tools(before));
        let same = self.compared(before).saturating_sub(rows.len());
        if rows.is_empty() {
            body.note(self.word(AskWord::NothingChanged));
            return;
        }
        let past = round_of(before.round, before.on, self.labels.language);
        let asked = match self.facts.questionnaire.kind {
            QuestionnaireKind::Provider => AskWord::Question,
            QuestionnaireKind::Department => AskWord::Tool,
        };
        let heads = [self.word(asked), &past, self.word(AskWord::Now), self.word(AskWord::Change)];
        body.small_table(&heads, &[23, 32, 32, 13], rows);
        if same > 0 && self.cards.is_empty() {
            body.note(&unchanged(same, self.labels.language));
        }
    }

    /// How many main questions are in both.
    fn compared(&self, before: &RoundBefore) -> usize {
        let is_in = |question: &&Question| before.answers.contains_key(&question.id) || before.reviews.contains_key(&question.id);
        self.main_questions().filter(is_in).count()
    }

    fn changed_questions(&self, before: &RoundBefore) -> Vec<Vec<Cell>> {
        let past = Side { answers: &before.answers, reviews: &before.reviews, attachments: &before.attachments };
        let now = Side { answers: self.answers, reviews: &self.facts.reviews, attachments: self.attachments };
        self.main_questions().filter_map(|question| self.changed(question, &past, &now)).collect()
    }

    /// A row where the answer, what follows it up or the reviewer's word differs.
    fn changed(&self, question: &Question, past: &Side, now: &Side) -> Option<Vec<Cell>> {
        let with_follow_ups: Vec<&Question> = [question].into_iter().chain(self.facts.questionnaire.follow_ups(&question.id)).collect();
        let differs = |question: &Question| past.answer(question) != now.answer(question);
        let changed: Vec<&Question> = with_follow_ups.into_iter().filter(|question| differs(question)).collect();
        let judged = |side: &Side| side.reviews.get(&question.id).map(|review| (review.state, review.maturity));
        let (was, is) = (judged(past), judged(now));
        if changed.is_empty() && was == is {
            return None;
        }
        let name = vec![faint(self.numbers.get(&question.id)), strong(heading(question, self.labels.language))];
        Some(vec![name, self.side(question, &changed, past), self.side(question, &changed, now), vec![self.trend(was, is)]])
    }

    /// The reviewer's word, then what was said where it differs.
    fn side(&self, question: &Question, changed: &[&Question], side: &Side) -> Cell {
        let mut cell = Vec::new();
        if let Some(review) = side.reviews.get(&question.id) {
            cell.push(self.state_span(Some(review.state)));
            cell.extend(review.maturity.map(|maturity| plain(&format!("· {}", of_hundred(maturity, self.labels.language)))));
        }
        // Of a question that stood empty nothing need be said of what follows it up.
        let is_empty = !side.answers.contains_key(&question.id);
        for changed in changed.iter().filter(|changed| !is_empty || changed.id == question.id || side.answers.contains_key(&changed.id)) {
            let text = side.text(changed, self.labels);
            let text = if changed.id == question.id { text } else { self.labels.said(self.numbers.get(&changed.id), &below(text)) };
            cell.push(plain(&if cell.is_empty() { text } else { format!("\n{text}") }));
        }
        cell
    }

    /// By the maturity; where it is the same, only that something changed.
    fn trend(&self, was: Option<(AnswerState, Option<u8>)>, is: Option<(AnswerState, Option<u8>)>) -> Span {
        let maturity = |judged: Option<(AnswerState, Option<u8>)>| judged.and_then(|(_, maturity)| maturity);
        match (maturity(was), maturity(is)) {
            (Some(was), Some(is)) if is > was => strong(&format!("{} (+{})", self.word(AskWord::Better), is - was)),
            (Some(was), Some(is)) if is < was => warning(&format!("{} (\u{2212}{})", self.word(AskWord::Worse), was - is)),
            _ => plain(self.word(AskWord::Changed)),
        }
    }

    /// Of tools: new ones, those that are gone, and each answer that differs.
    fn changed_tools(&self, before: &RoundBefore) -> Vec<Vec<Cell>> {
        let mut found = Vec::new();
        for card in self.cards {
            match before.cards.iter().find(|past| self.is_same_tool(past, card)) {
                Some(past) => found.extend(self.changed_answers(past, card, &before.attachments)),
                None => found.push(self.tool_row(card, None, AskWord::NewlyListed)),
            }
        }
        let gone = before.cards.iter().filter(|past| !self.cards.iter().any(|card| self.is_same_tool(past, card)));
        found.extend(gone.map(|past| self.tool_row(past, None, AskWord::NoLongerListed)));
        found
    }

    fn is_same_tool(&self, one: &Card, other: &Card) -> bool {
        match (one.service, other.service) {
            (Some(one), Some(other)) => one == other,
            _ => one.id == other.id || self.tool_name(one) == self.tool_name(other),
        }
    }

    fn changed_answers(&self, past: &Card, card: &Card, attachments: &[Attachment]) -> Vec<Vec<Cell>> {
        let none = BTreeMap::new();
        let past = Side { answers: &past.answers, reviews: &none, attachments };
        let now = Side { answers: &card.answers, reviews: &none, attachments: self.attachments };
        let questions = self.facts.questionnaire.questions.iter().filter(|question| self.is_per_tool(question));
        let line = |question: &Question| {
            let mut row = self.tool_row(card, Some(question), AskWord::Changed);
            row[1] = vec![plain(&past.text(question, self.labels))];
            row[2] = vec![plain(&now.text(question, self.labels))];
            row
        };
        questions.filter(|question| past.answer(question) != now.answer(question)).map(line).collect()
    }

    fn tool_row(&self, card: &Card, question: Option<&Question>, change: AskWord) -> Vec<Cell> {
        let mut name = vec![strong(self.tool_name(card))];
        name.extend(question.map(|question| faint(&format!("· {}", heading(question, self.labels.language)))));
        let word = self.word(change);
        let change = if change == AskWord::NoLongerListed { warning(word) } else { plain(word) };
        vec![name, vec![faint("–")], vec![faint("–")], vec![change]]
    }
}

/// Several lines stand below their label, a single one beside it.
fn below(text: String) -> String {
    if text.contains('\n') { format!("\n{text}") } else { text }
}
