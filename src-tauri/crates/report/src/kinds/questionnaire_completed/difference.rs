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
        let is_said = |answer: &&Answer| answer.is_given() || answer.comment.is_some();
        let Some(answer) = self.answers.get(&question.id).filter(is_said) else { return (None, Vec::new()) };
        let digest = |id: &String| self.attachments.iter().find(|file| file.id == *id).map(|file| file.sha256.as_str());
        (Some(Answer { files: Vec::new(), ..answer.clone() }), answer.files.iter().filter_map(digest).collect())
    }

    fn judged(&self, question: &Question) -> Option<(AnswerState, Option<u8>)> {
        self.reviews.get(&question.id).map(|review| (review.state, review.maturity))
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
        let past = Side { answers: &before.answers, reviews: &before.reviews, attachments: &before.attachments };
        let now = Side { answers: self.answers, reviews: &self.facts.reviews, attachments: self.attachments };
        let (changed, same): (Vec<&Question>, Vec<&Question>) =
            self.main_questions().partition(|question| self.is_changed(question, &past, &now));
        let mut rows: Vec<Vec<Cell>> = changed.into_iter().map(|question| self.changed(question, &past, &now)).collect();
        if self.can_compare() {
            rows.extend(self.changed_tools(before));
        }
        if !self.can_compare() {
            body.note(self.word(AskWord::ComparedWords));
        }
        if rows.is_empty() {
            body.note(self.word(AskWord::NothingChanged));
            return;
        }
        let title = round_of(before.round, before.on, self.labels.language);
        let asked = match self.facts.questionnaire.kind {
            QuestionnaireKind::Provider => AskWord::Question,
            QuestionnaireKind::Department => AskWord::Tool,
        };
        let heads = [self.word(asked), &title, self.word(AskWord::Now), self.word(AskWord::Change)];
        body.small_table(&heads, &[23, 32, 32, 13], rows);
        let is_in_both = |question: &Question| past.answers.contains_key(&question.id) || past.reviews.contains_key(&question.id);
        let same = same.into_iter().filter(|question| is_in_both(question)).count();
        if same > 0 {
            body.note(&unchanged(same, self.labels.language));
        }
    }

    /// The main question and all that follows it up, where the answer differs.
    fn differing<'b>(&'b self, question: &'b Question, past: &Side, now: &Side) -> Vec<&'b Question> {
        let all = [question].into_iter().chain(self.facts.questionnaire.follow_ups(&question.id));
        all.filter(|question| self.can_compare() && past.answer(question) != now.answer(question)).collect()
    }

    /// What was written is still there on both sides.
    fn can_compare(&self) -> bool {
        !self.is_erased() && !self.facts.before.as_ref().is_some_and(|before| before.is_erased)
    }

    fn is_changed(&self, question: &Question, past: &Side, now: &Side) -> bool {
        past.judged(question) != now.judged(question) || !self.differing(question, past, now).is_empty()
    }

    fn changed(&self, question: &Question, past: &Side, now: &Side) -> Vec<Cell> {
        let differing = self.differing(question, past, now);
        let name = vec![faint(self.numbers.get(&question.id)), strong(heading(question, self.labels.language))];
        let trend = self.trend(past.judged(question), now.judged(question));
        vec![name, self.side(question, &differing, past), self.side(question, &differing, now), vec![trend]]
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
