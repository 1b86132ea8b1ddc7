//! The rows that a questionnaire becomes, with the number that the respondent sees beside each. The numbers
//! follow from the questionnaire alone, so that a row is known by them when it comes back.

use std::collections::HashMap;

use provident_domain::lists::{Language, Lists};
use provident_domain::questionnaire::{Question, QuestionKind, QuestionVocabulary, Questionnaire, QuestionnaireKind};

use super::place::{Part, RowKey};

/// A choice in the words of a language.
pub(super) struct Choice<'a> {
    pub id: &'a str,
    pub en: &'a str,
    pub fr: &'a str,
}

impl Choice<'_> {
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::En => self.en,
            Language::Fr => self.fr,
        }
    }
}

pub(super) fn choices<'a>(question: &'a Question, lists: &'a Lists) -> Vec<Choice<'a>> {
    match question.vocabulary {
        Some(QuestionVocabulary::PersonalData) => {
            let entries = lists.personal_data_categories().iter();
            entries.map(|entry| Choice { id: &entry.id, en: &entry.label.en, fr: &entry.label.fr }).collect()
        }
        Some(QuestionVocabulary::DataSubjects) => {
            let entries = lists.data_subject_categories().iter();
            entries.map(|entry| Choice { id: &entry.id, en: &entry.label.en, fr: &entry.label.fr }).collect()
        }
        None => {
            let options = question.options.iter();
            options.map(|option| Choice { id: &option.id, en: &option.text.en, fr: option.text.get(Language::Fr) }).collect()
        }
    }
}

/// "Q02" where ids are as short as that; else one after the other.
pub(super) fn number(questionnaire: &Questionnaire, at: usize) -> String {
    let is_short = |question: &Question| question.id.len() <= 5 && question.id.starts_with('Q');
    let question = &questionnaire.questions[at];
    if questionnaire.kind == QuestionnaireKind::Provider && questionnaire.questions.iter().all(is_short) {
        return question.id.clone();
    }
    (at + 1).to_string()
}

pub(super) fn option_number(number: &str, at: usize) -> String {
    format!("{number}.{}", at + 1)
}

pub(super) fn comment_number(number: &str) -> String {
    format!("{number} +")
}

pub(super) fn not_applicable_number(number: &str) -> String {
    format!("{number} –")
}

/// All rows by their numbers.
pub(super) fn by_number(questionnaire: &Questionnaire, lists: &Lists) -> HashMap<String, RowKey> {
    let mut rows = HashMap::new();
    for (at, question) in questionnaire.questions.iter().enumerate() {
        let number = number(questionnaire, at);
        let key = |part| RowKey::Question(question.id.clone(), part);
        if question.kind == QuestionKind::Several {
            let options = choices(question, lists).into_iter().enumerate();
            rows.extend(options.map(|(at, choice)| (option_number(&number, at), RowKey::Option(question.id.clone(), choice.id.into()))));
        }
        rows.insert(comment_number(&number), key(Part::Comment));
        rows.insert(not_applicable_number(&number), key(Part::NotApplicable));
        rows.insert(number, key(Part::Value));
    }
    rows
}
