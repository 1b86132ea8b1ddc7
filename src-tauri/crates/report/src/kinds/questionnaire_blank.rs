//! A questionnaire before anybody has answered it, for reading and for filling in by hand.

use provident_domain::questionnaire::{Question, QuestionKind, QuestionVocabulary, QuestionnaireKind, Section};

use super::build::{Body, faint, plain, row, strong};
use super::facts::Issue;
use super::label::Labels;
use super::questionnaire_answer::{COLUMNS, Numbers, condition, heading, heads, references};
use super::questionnaire_facts::BlankFacts;
use super::questionnaire_words::{AskWord, between, listed, versioned};
use super::words::{Word, date};
use crate::document::{Document, FactRow};

pub const KIND: &str = "questionnaire-blank";

/// Empty rows of a table.
const ROWS: usize = 4;

/// What its questions are written from.
struct Sheet<'a> {
    facts: &'a BlankFacts<'a>,
    labels: &'a Labels<'a>,
    numbers: Numbers<'a>,
}

pub fn questionnaire_blank(facts: &BlankFacts, issue: &Issue) -> Document {
    let labels = Labels { lists: issue.lists, language: issue.language };
    let sheet = Sheet { facts, labels: &labels, numbers: Numbers::of(facts.questionnaire) };
    let mut body = Body::default();
    sheet.cover(&mut body, issue);
    for section in &facts.questionnaire.sections {
        sheet.section(&mut body, section);
    }
    let title = facts.questionnaire.title.get(issue.language).to_owned();
    body.into_document(KIND, labels.word(Word::QuestionnaireBlankTitle), Some(title), false, issue).with_history_head(None)
}

impl Sheet<'_> {
    fn word(&self, word: AskWord) -> &'static str {
        self.labels.word(word)
    }

    fn cover(&self, body: &mut Body, issue: &Issue) {
        let language = self.labels.language;
        let questionnaire = self.facts.questionnaire;
        let introduction = questionnaire.introduction.get(language);
        if !introduction.is_empty() {
            body.paragraph(introduction);
        }
        let us = issue.organisation.legal_name.as_ref().unwrap_or(&issue.organisation.name);
        let asked_by = self.facts.asked_by.as_ref().map_or_else(|| us.clone(), |name| format!("{name}, {us}"));
        let versioned = versioned(questionnaire.title.get(language), questionnaire.version, language);
        let stated = [
            (AskWord::AskedBy, Some(asked_by)),
            (AskWord::For, self.facts.respondent.clone()),
            (AskWord::AnswerBy, self.facts.due_on.map(|day| date(day, language))),
            (AskWord::ReplyTo, self.facts.reply_to.clone()),
            (AskWord::Questionnaire, Some(versioned)),
        ];
        let stated = stated.into_iter().filter_map(|(word, text)| Some((word, text?)));
        body.rows(stated.map(|(word, text)| row(self.word(word), vec![plain(&text)])).collect::<Vec<FactRow>>());
        if questionnaire.kind == QuestionnaireKind::Department {
            body.note(self.word(AskWord::OneCopyATool));
        }
        body.heading(2, self.word(AskWord::FilledInBy));
        body.room(Some(self.word(AskWord::NameAndFunction)), 1);
        body.room(Some(self.word(AskWord::Day)), 1);
    }

    fn section(&self, body: &mut Body, section: &Section) {
        let questionnaire = self.facts.questionnaire;
        body.heading(1, section.title.get(self.labels.language));
        for question in questionnaire.main_questions().filter(|question| question.section == section.id) {
            self.question(body, question, 2);
            for follow_up in questionnaire.follow_ups(&question.id) {
                self.question(body, follow_up, 3);
            }
        }
    }

    fn question(&self, body: &mut Body, question: &Question, level: u8) {
        let language = self.labels.language;
        let optional = if question.is_required { String::new() } else { format!(" ({})", self.word(AskWord::Optional)) };
        body.heading(level, &format!("{}  {}{optional}", self.numbers.get(&question.id), heading(question, language)));
        if let Some(when) = &question.when {
            body.spans(vec![faint(&condition(when, self.facts.questionnaire, &self.numbers, language))]);
        }
        if question.title.is_some() {
            body.paragraph(question.text.get(language));
        }
        if let Some(help) = &question.help {
            body.note(help.get(language));
        }
        self.answer(body, question);
        self.beside(body, question);
        self.expected(body, question);
    }

    /// Where the answer goes.
    fn answer(&self, body: &mut Body, question: &Question) {
        let (minimum, maximum) = (question.minimum, question.maximum);
        match question.kind {
            QuestionKind::One => self.options(body, question, AskWord::TickOne),
            QuestionKind::Several => self.options(body, question, AskWord::TickAll),
            QuestionKind::Text | QuestionKind::Tags => body.room(None, 1),
            QuestionKind::Paragraph => body.room(None, 4),
            QuestionKind::Date => body.room(Some(self.word(AskWord::DateRoom)), 1),
            QuestionKind::Number => body.room(between(minimum, maximum, self.labels.language).as_deref(), 1),
            QuestionKind::Person => body.room(Some(self.word(AskWord::PersonRoom)), 1),
            QuestionKind::Countries => body.room(Some(self.word(AskWord::CountriesRoom)), 1),
            QuestionKind::Files => body.room(Some(self.word(AskWord::PleaseAttach)), 1),
            QuestionKind::Table => self.table(body, question),
        }
    }

    fn options(&self, body: &mut Body, question: &Question, hint: AskWord) {
        let language = self.labels.language;
        let lists = self.labels.lists;
        let items: Vec<String> = match question.vocabulary {
            None => question.options.iter().map(|option| option.text.get(language).to_owned()).collect(),
            Some(QuestionVocabulary::PersonalData) => {
                lists.personal_data_categories().iter().map(|entry| entry.label.get(language).to_owned()).collect()
            }
            Some(QuestionVocabulary::DataSubjects) => {
                lists.data_subject_categories().iter().map(|entry| entry.label.get(language).to_owned()).collect()
            }
        };
        body.spans(vec![faint(self.word(hint))]);
        body.choices(items);
    }

    /// Rows high enough to write in.
    fn table(&self, body: &mut Body, question: &Question) {
        let heads = heads(question, self.labels.language);
        if heads.len() > COLUMNS {
            heads.iter().for_each(|head| body.room(Some(head), 1));
            return;
        }
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let row = || heads.iter().map(|_| vec![plain("\u{a0}\n\u{a0}")]).collect();
        body.small_table(&heads, &vec![1; heads.len()], (0..ROWS).map(|_| row()).collect());
    }

    /// What may be said beside the answer, or instead of it.
    fn beside(&self, body: &mut Body, question: &Question) {
        if question.takes_comment {
            body.room(Some(self.word(AskWord::OwnWords)), 3);
        }
        let instead = [(question.may_be_unknown, AskWord::IDoNotKnow), (question.may_not_apply, AskWord::NotApplicableBecause)];
        let instead: Vec<String> = instead.into_iter().filter(|(may, _)| *may).map(|(_, word)| self.word(word).to_owned()).collect();
        if !instead.is_empty() {
            body.choices(instead);
        }
        if question.may_not_apply {
            body.room(None, 1);
        }
    }

    fn expected(&self, body: &mut Body, question: &Question) {
        let language = self.labels.language;
        if !question.evidence.is_empty() {
            let expected: Vec<&str> = question.evidence.iter().map(|text| text.get(language)).collect();
            let label = self.labels.said(self.word(AskWord::Expected), "");
            body.spans(vec![strong(label.trim_end()), plain(&listed(&expected, language))]);
        }
        // Articles and controls say something to whoever is audited by them.
        let is_provider = self.facts.questionnaire.kind == QuestionnaireKind::Provider;
        if let Some(cited) = references(&question.references, language).filter(|_| is_provider) {
            body.spans(vec![faint(&self.labels.said(self.word(AskWord::References), &cited))]);
        }
    }
}
