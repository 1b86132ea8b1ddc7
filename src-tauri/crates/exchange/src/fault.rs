//! Why a file from outside cannot be taken.

use serde::Serialize;
use ts_rs::TS;

/// What a file is that should have been a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stranger {
    Pdf,
    Picture,
    Program,
    Database,
    WebPage,
    Archive,
    NoText,
}

impl std::fmt::Display for Stranger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Stranger::Pdf => "a PDF",
            Stranger::Picture => "a picture",
            Stranger::Program => "a program",
            Stranger::Database => "a database",
            Stranger::WebPage => "a web page",
            Stranger::Archive => "an archive",
            Stranger::NoText => "no text",
        })
    }
}

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ExchangeFault {
    /// Megabytes.
    #[error("the file is larger than {limit} MB; save it as CSV or in parts")]
    TooLarge { limit: u64 },
    #[error("the file unpacks to far more than a list needs and was not opened")]
    Bomb,
    #[error("this is {found}, not a list; save it as CSV, XLSX or ODS")]
    NotATable { found: Stranger },
    #[error("the list has more than {most} rows; split it")]
    TooManyRows { most: usize },
    #[error("the list has more than {most} columns; split it")]
    TooManyColumns { most: usize },
    #[error("there is nothing in it to read")]
    Empty,
    #[error("the file is damaged: {detail}")]
    Damaged { detail: String },
    #[error("the workbook has no sheet {name:?}")]
    NoSheet { name: String },
    #[error("the workbook could not be written: {detail}")]
    Unwritten { detail: String },
}
