//! An answer as one text, for a list, a note or a report.

use super::{Answer, AnswerValue, AnsweredPerson, Question, QuestionVocabulary};
use crate::lists::{Language, Lists};

/// The value in words: options by their text, countries by their name; empty where none is given.
pub fn said(question: &Question, answer: &Answer, lists: &Lists, language: Language) -> String {
    let value = match &answer.value {
        None => String::new(),
        Some(AnswerValue::Number(number)) => number.to_string(),
        Some(AnswerValue::Text(text)) => one(question, text, lists, language),
        Some(AnswerValue::Lines(lines)) => lines.iter().map(|line| one(question, line, lists, language)).collect::<Vec<_>>().join(", "),
        Some(AnswerValue::Person(AnsweredPerson { name, email })) => join(" ", [name, email].into_iter().map(String::as_str)),
        Some(AnswerValue::Rows(rows)) => {
            let row = |row: &super::Row| join(", ", question.columns.iter().filter_map(|column| row.get(&column.id)).map(String::as_str));
            rows.iter().map(row).collect::<Vec<_>>().join("\n")
        }
        Some(AnswerValue::Other(value)) => value.to_string(),
    };
    join("\n", [value.as_str(), answer.comment.as_deref().unwrap_or_default()].into_iter())
}

fn join<'a>(between: &str, parts: impl Iterator<Item = &'a str>) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

fn one(question: &Question, id: &str, lists: &Lists, language: Language) -> String {
    let label = match question.vocabulary {
        Some(QuestionVocabulary::PersonalData) => lists.personal_data_category(id).map(|entry| &entry.label),
        Some(QuestionVocabulary::DataSubjects) => lists.data_subject_category(id).map(|entry| &entry.label),
        None => None,
    };
    if let Some(label) = label {
        return label.get(language).to_owned();
    }
    if let Some(option) = question.option(id) {
        return option.text.get(language).to_owned();
    }
    let country = (question.kind == super::QuestionKind::Countries).then(|| lists.country_coded(id)).flatten();
    country.and_then(|code| lists.country(code)).map_or_else(|| id.to_owned(), |country| country.label.get(language).to_owned())
}
