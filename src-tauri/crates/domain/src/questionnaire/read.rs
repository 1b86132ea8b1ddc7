//! Answers from outside, made fit to keep: texts safe to show, choices that there are. What does not fit
//! its question is kept as its comment, with a remark; nothing that can be read is lost.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, AnswerValue, AnsweredPerson, Answers, Question, QuestionKind, QuestionVocabulary, Questionnaire, Row};
use crate::country::parse_country;
use crate::lists::Lists;
use crate::name::{clean_line, clean_text};

/// Characters of one answer.
pub const LONGEST: usize = 20_000;
/// Rows of a table, tags, files.
const MOST: usize = 500;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RemarkCode {
    /// The questionnaire has no such question.
    NoSuchQuestion,
    /// What was chosen is none of the options; it is kept as a comment.
    NoSuchOption,
    /// Not of the kind that was asked for; kept as a comment.
    OtherKind,
    /// Cut at the most that is kept.
    Cut,
    /// An attachment was named that did not come.
    NoSuchFile,
    /// Written in a workbook where no question asks for it.
    Unplaced,
    /// More than once in a workbook; the others are kept as a comment.
    Twice,
    /// A workbook with merged cells, or with formulas that failed.
    Sheet,
}

/// What was noticed while an answer was read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct AnswerRemark {
    /// Empty where it belongs to none.
    pub question: String,
    pub code: RemarkCode,
    /// What was written, where it has no other place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
}

/// `files` are the ids of the attachments that came along.
pub fn read_answers(questionnaire: &Questionnaire, raw: &Answers, files: &BTreeSet<String>, lists: &Lists) -> (Answers, Vec<AnswerRemark>) {
    let mut answers = Answers::new();
    let mut remarks = Vec::new();
    for (id, answer) in raw {
        let Some(question) = questionnaire.question(id) else {
            if answer.is_given() {
                let text = serde_json::to_string(answer).ok().and_then(|text| clean_text(&text, LONGEST));
                remarks.push(AnswerRemark { question: id.chars().take(80).collect(), code: RemarkCode::NoSuchQuestion, text });
            }
            continue;
        };
        let mut reading = Reading { question, lists, codes: BTreeSet::new(), aside: Vec::new() };
        let answer = reading.answer(answer, files);
        remarks.extend(reading.codes.into_iter().map(|code| AnswerRemark { question: id.clone(), code, text: None }));
        if answer != Answer::default() {
            answers.insert(id.clone(), answer);
        }
    }
    (answers, remarks)
}

struct Reading<'a> {
    question: &'a Question,
    lists: &'a Lists,
    codes: BTreeSet<RemarkCode>,
    /// What goes to the comment.
    aside: Vec<String>,
}

impl Reading<'_> {
    fn answer(&mut self, raw: &Answer, files: &BTreeSet<String>) -> Answer {
        let value = raw.value.as_ref().filter(|_| raw.has_value()).and_then(|value| self.value(value));
        let mut attached: Vec<String> = Vec::new();
        for file in raw.files.iter().take(MOST) {
            if !files.contains(file) {
                self.codes.insert(RemarkCode::NoSuchFile);
            } else if !attached.contains(file) {
                attached.push(file.clone());
            }
        }
        let not_applicable = raw.not_applicable.as_deref().and_then(|reason| self.text(reason));
        let mut comment: Vec<String> = raw.comment.as_deref().and_then(|comment| self.text(comment)).into_iter().collect();
        comment.append(&mut self.aside);
        let is_unknown = raw.is_unknown && value.is_none();
        let comment = (!comment.is_empty()).then(|| comment.join("\n"));
        Answer { value, is_unknown, not_applicable, comment, files: attached, source: None }
    }

    fn value(&mut self, value: &AnswerValue) -> Option<AnswerValue> {
        match (self.question.kind, value) {
            (QuestionKind::Text | QuestionKind::Paragraph, AnswerValue::Text(text)) => self.text(text).map(AnswerValue::Text),
            (QuestionKind::Text | QuestionKind::Paragraph, AnswerValue::Number(number)) => Some(AnswerValue::Text(number.to_string())),
            (QuestionKind::Date, AnswerValue::Text(text)) if is_day(text.trim()) => Some(AnswerValue::Text(text.trim().into())),
            (QuestionKind::Number, AnswerValue::Number(number)) if self.is_within(*number) => Some(AnswerValue::Number(*number)),
            (QuestionKind::Number, AnswerValue::Text(text)) => match text.trim().parse() {
                Ok(number) if self.is_within(number) => Some(AnswerValue::Number(number)),
                _ => self.set_aside(value),
            },
            (QuestionKind::One, AnswerValue::Text(text)) => match self.question.option(text) {
                Some(option) => Some(AnswerValue::Text(option.id.clone())),
                None => self.no_such_option(text),
            },
            (QuestionKind::Several, AnswerValue::Lines(lines)) => self.several(lines),
            (QuestionKind::Tags, AnswerValue::Lines(lines)) => {
                let tags: Vec<String> = self.first(lines).iter().filter_map(|tag| clean_line(tag, 200)).collect();
                (!tags.is_empty()).then_some(AnswerValue::Lines(tags))
            }
            (QuestionKind::Countries, AnswerValue::Lines(lines)) => self.countries(lines),
            (QuestionKind::Person, AnswerValue::Person(AnsweredPerson { name, email })) => {
                let line = |text: &str| clean_line(text, 500).unwrap_or_default();
                Some(AnswerValue::Person(AnsweredPerson { name: line(name), email: line(email) }))
            }
            (QuestionKind::Table, AnswerValue::Rows(rows)) => self.rows(rows),
            _ => self.set_aside(value),
        }
    }

    fn is_within(&self, number: i64) -> bool {
        self.question.minimum.is_none_or(|minimum| number >= minimum) && self.question.maximum.is_none_or(|maximum| number <= maximum)
    }

    fn several(&mut self, lines: &[String]) -> Option<AnswerValue> {
        let mut chosen: Vec<String> = Vec::new();
        for line in self.first(lines) {
            if !self.is_option(line) {
                self.no_such_option(line);
            } else if !chosen.contains(line) {
                chosen.push(line.clone());
            }
        }
        // "None of these" together with one of these: what is claimed is kept.
        let is_exclusive = |id: &String| self.question.option(id).is_some_and(|option| option.is_exclusive);
        if chosen.len() > 1 && chosen.iter().any(|id| !is_exclusive(id)) {
            chosen.retain(|id| !is_exclusive(id));
        }
        (!chosen.is_empty()).then_some(AnswerValue::Lines(chosen))
    }

    fn is_option(&self, id: &str) -> bool {
        match self.question.vocabulary {
            Some(QuestionVocabulary::PersonalData) => self.lists.personal_data_category(id).is_some(),
            Some(QuestionVocabulary::DataSubjects) => self.lists.data_subject_category(id).is_some(),
            None => self.question.option(id).is_some(),
        }
    }

    fn countries(&mut self, lines: &[String]) -> Option<AnswerValue> {
        let mut found: Vec<String> = Vec::new();
        for line in self.first(lines) {
            match parse_country(line, self.lists) {
                Some(country) if !found.contains(&country.to_string()) => found.push(country.to_string()),
                Some(_) => {}
                None => {
                    self.no_such_option(line);
                }
            }
        }
        (!found.is_empty()).then_some(AnswerValue::Lines(found))
    }

    fn rows(&mut self, rows: &[Row]) -> Option<AnswerValue> {
        let mut kept: Vec<Row> = Vec::new();
        if rows.len() > MOST {
            self.codes.insert(RemarkCode::Cut);
        }
        for row in rows.iter().take(MOST) {
            let is_column = |id: &str| self.question.columns.iter().any(|column| column.id == id);
            let (known, other): (Vec<_>, Vec<_>) = row.iter().partition(|(id, _)| is_column(id));
            for (_, text) in other {
                self.codes.insert(RemarkCode::OtherKind);
                self.aside.extend(clean_text(text, LONGEST));
            }
            let cells: Row = known.into_iter().filter_map(|(id, text)| Some((id.clone(), self.text(text)?))).collect();
            if !cells.is_empty() {
                kept.push(cells);
            }
        }
        (!kept.is_empty()).then_some(AnswerValue::Rows(kept))
    }

    fn first<'b>(&mut self, lines: &'b [String]) -> &'b [String] {
        if lines.len() > MOST {
            self.codes.insert(RemarkCode::Cut);
        }
        &lines[..lines.len().min(MOST)]
    }

    fn text(&mut self, text: &str) -> Option<String> {
        let whole = clean_text(text, usize::MAX)?;
        if whole.chars().count() > LONGEST {
            self.codes.insert(RemarkCode::Cut);
        }
        clean_text(&whole, LONGEST)
    }

    fn no_such_option(&mut self, text: &str) -> Option<AnswerValue> {
        self.codes.insert(RemarkCode::NoSuchOption);
        self.aside.extend(clean_text(text, LONGEST));
        None
    }

    fn set_aside(&mut self, value: &AnswerValue) -> Option<AnswerValue> {
        self.codes.insert(RemarkCode::OtherKind);
        let text = match value {
            AnswerValue::Text(text) => text.clone(),
            AnswerValue::Number(number) => number.to_string(),
            AnswerValue::Lines(lines) => lines.join(", "),
            AnswerValue::Person(AnsweredPerson { name, email }) => format!("{name} {email}"),
            AnswerValue::Rows(_) | AnswerValue::Other(_) => serde_json::to_string(value).unwrap_or_default(),
        };
        self.aside.extend(clean_text(&text, LONGEST));
        None
    }
}

/// A day, a month or a year, as `2026-11-25`, `2026-11`, `2026`.
pub fn is_day(text: &str) -> bool {
    first_day(text).is_some()
}

/// The first day that it can mean.
pub fn first_day(text: &str) -> Option<NaiveDate> {
    let is_written = |lengths: &[usize]| {
        text.split('-').map(str::len).eq(lengths.iter().copied()) && text.chars().all(|sign| sign.is_ascii_digit() || sign == '-')
    };
    let whole = match () {
        () if is_written(&[4, 2, 2]) => text.to_owned(),
        () if is_written(&[4, 2]) => format!("{text}-01"),
        () if is_written(&[4]) => format!("{text}-01-01"),
        () => return None,
    };
    NaiveDate::parse_from_str(&whole, "%Y-%m-%d").ok()
}
