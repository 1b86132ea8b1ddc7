//! A questionnaire as a workbook, for whoever cannot open the page, and its way back. Every place to write in is
//! known by the number that the respondent sees beside it and by a hidden key, so that rows may be sorted, moved or
//! inserted and sheets renamed. What comes back is not sealed; it is the same as what is inside a sealed file.

mod ids;
mod lines;
mod place;
mod read;
mod say;
#[cfg(test)]
mod tests;
mod words;
mod write;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::lists::{Language, Lists};
use provident_domain::questionnaire::{Answers, Card, Questionnaire};
use serde::Serialize;
use ts_rs::TS;

pub use ids::SheetIds;
pub use read::ReturnedSheet;
pub use write::workbook;

use crate::ExchangeFault;

/// Places for tools that nobody knows yet.
pub const EMPTY_CARDS: usize = 20;
/// Rows of a table that may be filled in.
pub const TABLE_ROWS: usize = 40;

/// Who asks whom what.
#[derive(Clone, Copy)]
pub struct AskedSheet<'a> {
    pub ids: &'a SheetIds,
    pub organisation: &'a str,
    pub asked_by: &'a str,
    pub reply_to: Option<&'a str>,
    /// The provider or department.
    pub respondent: &'a str,
    pub due_on: Option<NaiveDate>,
    pub questionnaire: &'a Questionnaire,
    /// What is said to a question that is asked again.
    pub remarks: &'a BTreeMap<String, String>,
    pub answers: &'a Answers,
    pub cards: &'a [Card],
    pub lists: &'a Lists,
}

impl AskedSheet<'_> {
    fn language(&self) -> Language {
        self.ids.language
    }
}

/// Why a workbook cannot be taken for answers.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SheetFault {
    #[error("this workbook is none of our questionnaires")]
    NotAQuestionnaire,
    #[error("{cause}")]
    Unreadable { cause: ExchangeFault },
}

/// What was noticed while a workbook was read. Where it can be put beside a question, it stands in its comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SheetRemark {
    /// None of the options; kept as a comment.
    NoSuchOption {
        question: String,
        text: String,
    },
    /// Written beside the places to write in; kept as a comment.
    Beside {
        question: String,
        cell: String,
        text: String,
    },
    /// The same row more than once; what the others say is kept as a comment.
    Twice {
        question: String,
        cell: String,
    },
    /// Belongs to no question.
    Unplaced {
        cell: String,
        text: String,
    },
    /// Rows of a table that belong to no tool.
    NoSuchTool {
        question: String,
        cell: String,
        text: String,
    },
    MergedCells {
        sheet: String,
        count: u32,
    },
    /// Cells with an error of a formula.
    Errors {
        sheet: String,
        count: u32,
    },
}

impl std::fmt::Display for SheetRemark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SheetRemark::NoSuchOption { question, text } => {
                write!(f, "{question}: {text:?} is none of the options; it is kept as a comment")
            }
            SheetRemark::Beside { question, cell, text } => {
                write!(f, "{cell}: {text:?} stands beside the answer to {question}; it is kept as a comment")
            }
            SheetRemark::Twice { question, cell } => {
                write!(f, "{cell}: {question} stands there more than once; the second is kept as a comment")
            }
            SheetRemark::Unplaced { cell, text } => write!(f, "{cell}: {text:?} belongs to no question"),
            SheetRemark::NoSuchTool { question, cell, text } => write!(f, "{cell}: {text:?} of {question} belongs to no tool"),
            SheetRemark::MergedCells { sheet, count } => {
                write!(f, "{sheet}: {count} merged cells: each value stands in its first cell only")
            }
            SheetRemark::Errors { sheet, count } => write!(f, "{sheet}: {count} cells hold an error of a formula and were left empty"),
        }
    }
}
