//! Question by question: what was asked, what was answered, what the reviewer makes of it, what proves it.

use provident_domain::assessment::{Proof, ReviewDraft};
use provident_domain::questionnaire::{Answer, Question, Section, is_asked};

use super::super::build::{Body, faint, plain, row, strong, warning};
use super::super::questionnaire_answer::{answered, asked, heading, references, rows, shortened};
use super::super::questionnaire_words::{AskWord, of_hundred, proof_doubt, proof_level};
use super::super::words::date;
use super::Report;
use crate::document::{FactRow, Span};

/// Characters of the title of a table.
const TITLE: usize = 160;

impl Report<'_> {
    pub(super) fn chapters(&self, body: &mut Body) {
        for section in self.facts.questionnaire.sections.iter().filter(|section| !section.is_per_tool) {
            self.section(body, section);
        }
    }

    fn section(&self, body: &mut Body, section: &Section) {
        let mut questions = self.main_questions().filter(|question| question.section == section.id).peekable();
        if questions.peek().is_none() {
            return;
        }
        body.heading(1, section.title.get(self.labels.language));
        for question in questions {
            self.question(body, question);
        }
    }

    fn question(&self, body: &mut Body, question: &Question) {
        let language = self.labels.language;
        body.heading(2, &format!("{}  {}", self.numbers.get(&question.id), heading(question, language)));
        if question.title.is_some() {
            body.note(question.text.get(language));
        }
        let follow_ups: Vec<&Question> =
            self.facts.questionnaire.follow_ups(&question.id).filter(|follow_up| self.is_shown(question, follow_up)).collect();
        let mut facts = vec![row(self.word(AskWord::Answer), self.said(question))];
        facts.extend(self.comment(question, self.word(AskWord::TheirWords)));
        for follow_up in &follow_ups {
            let number = self.numbers.get(&follow_up.id);
            facts.push(asked(number, follow_up.text.get(language), self.said(follow_up)));
            let label = format!("{number} {}", self.word(AskWord::TheirWords));
            facts.extend(self.comment(follow_up, &label));
        }
        facts.extend(self.reviewed_rows(question));
        facts.extend(references(&question.references, language).map(|cited| row(self.word(AskWord::References), vec![faint(&cited)])));
        body.rows(facts);
        for told in [question].into_iter().chain(follow_ups) {
            rows(body, &self.titled(told), told, self.answer(told), self.labels);
        }
    }

    /// Where the main question was answered all that was asked, else only what was said all the same.
    fn is_shown(&self, question: &Question, follow_up: &Question) -> bool {
        let is_said = |answer: &Answer| answer.is_given() || answer.comment.is_some();
        let holds = self.answer(question).is_some_and(|answer| answer.has_value() || !answer.files.is_empty());
        let is_open = || holds && is_asked(self.facts.questionnaire, follow_up, self.answers);
        self.answer(follow_up).is_some_and(is_said) || is_open()
    }

    fn titled(&self, question: &Question) -> String {
        format!("{}  {}", self.numbers.get(&question.id), shortened(question.text.get(self.labels.language), TITLE))
    }

    fn said(&self, question: &Question) -> Vec<Span> {
        if self.is_erased() {
            return vec![faint(self.word(AskWord::ErasedAnswer))];
        }
        answered(question, self.answer(question), &self.files(), self.labels)
    }

    fn comment(&self, question: &Question, label: &str) -> Option<FactRow> {
        let comment = self.answer(question)?.comment.as_deref()?;
        Some(row(label, vec![plain(comment)]))
    }

    fn reviewed_rows(&self, question: &Question) -> Vec<FactRow> {
        let mut judged = vec![self.state_span(self.state(question))];
        let Some(review) = self.review(question) else { return vec![row(self.word(AskWord::ReviewersWord), judged)] };
        judged.extend(review.maturity.map(|maturity| plain(&format!("· {}", of_hundred(maturity, self.labels.language)))));
        let mut facts = vec![row(self.word(AskWord::ReviewersWord), judged)];
        let level = review.level.map(|level| strong(proof_level(level, self.labels.language)));
        let proof: Vec<Span> = level.into_iter().chain(review.proof.iter().flat_map(|proof| self.proof(proof))).collect();
        if !proof.is_empty() {
            facts.push(row(self.word(AskWord::ProofTitle), proof));
        }
        facts.extend(self.remarks(review));
        facts
    }

    fn remarks(&self, review: &ReviewDraft) -> impl Iterator<Item = FactRow> {
        let remark = review.remark.as_deref().map(|remark| row(self.word(AskWord::Remark), vec![plain(remark)]));
        let again = review.follow_up.as_deref().map(|text| row(self.word(AskWord::AskedAgain), vec![plain(text)]));
        remark.into_iter().chain(again)
    }

    /// The document, whose it is and what it covers, its dates, and why it counts for less than it claims.
    fn proof(&self, proof: &Proof) -> Vec<Span> {
        let language = self.labels.language;
        let day = |word: AskWord, day: Option<chrono::NaiveDate>| day.map(|day| format!("{} {}", self.word(word), date(day, language)));
        let text = |word: AskWord, text: &Option<String>| text.as_ref().map(|text| self.labels.said(self.word(word), text));
        let parts = [
            text(AskWord::Holder, &proof.holder),
            text(AskWord::Service, &proof.service),
            text(AskWord::Site, &proof.site),
            day(AskWord::Issued, proof.issued_on),
            day(AskWord::Expires, proof.expires_on),
        ];
        let title = proof.place.as_ref().map_or_else(|| proof.title.clone(), |place| format!("{}, {place}", proof.title));
        let mut spans = vec![plain(&format!("· {title}"))];
        spans.extend(parts.into_iter().flatten().map(|part| faint(&format!("· {part}"))));
        spans.extend(proof.doubt(self.issue.as_of).map(|doubt| warning(&format!("· {}", proof_doubt(doubt, language)))));
        spans
    }
}
