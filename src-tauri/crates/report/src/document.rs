//! What a report says, without a word on how it is laid out.

use chrono::NaiveDate;
use provident_domain::evidence::content_digest;
use provident_domain::lists::Language;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a piece of text is meant. Colour is never the only sign of it: what is unknown or
/// wrong says so in words as well.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    #[default]
    Plain,
    Strong,
    Faint,
    /// Something nobody knows.
    Unknown,
    Warning,
}

/// A piece of text in one style. Spans of a paragraph are set with a space between them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Span {
    pub text: String,
    pub style: Style,
}

/// Spans of one table cell.
pub type Cell = Vec<Span>;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct FactRow {
    pub label: String,
    pub value: Vec<Span>,
    /// Who says so.
    pub note: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Figure {
    pub value: String,
    pub label: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// Level 1 to 3; stays with what follows and stands in the outline.
    Heading {
        level: u8,
        text: String,
    },
    Paragraph {
        spans: Vec<Span>,
    },
    /// A remark set apart.
    Note {
        text: String,
    },
    Facts {
        rows: Vec<FactRow>,
    },
    /// `widths` are relative; the head is repeated on every page.
    Table {
        heads: Vec<String>,
        widths: Vec<u16>,
        rows: Vec<Vec<Cell>>,
        is_small: bool,
    },
    /// A share of a hundred.
    Meter {
        label: String,
        percent: u8,
    },
    Figures {
        items: Vec<Figure>,
    },
    /// Boxes to tick by hand, each with what it stands for.
    Choices {
        items: Vec<String>,
    },
    /// Empty lines to write on by hand, below what is to be written there.
    Room {
        label: Option<String>,
        lines: u8,
    },
}

/// A report, whole.
///
/// ```
/// use provident_report::document::{Block, Document};
/// use provident_domain::lists::Language;
///
/// let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
/// let body = vec![Block::Heading { level: 1, text: "Identity".into() }];
/// let document = Document::new("provider-dossier", "Provider dossier", "Lumeria", Language::En, day, body);
/// assert!(document.number.starts_with("PD-20261123-"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Document {
    pub kind: String,
    pub title: String,
    pub subtitle: Option<String>,
    pub organisation: String,
    pub language: Language,
    pub issued_on: NaiveDate,
    /// Made of kind, date and content: the same content has the same number.
    pub number: String,
    /// Seal of the change history, 64 hexadecimal digits.
    pub history_head: Option<String>,
    pub is_landscape: bool,
    pub body: Vec<Block>,
}

impl Document {
    pub fn new(kind: &str, title: &str, organisation: &str, language: Language, issued_on: NaiveDate, body: Vec<Block>) -> Document {
        let document = Document {
            kind: kind.into(),
            title: title.into(),
            subtitle: None,
            organisation: organisation.into(),
            language,
            issued_on,
            number: String::new(),
            history_head: None,
            is_landscape: false,
            body,
        };
        document.numbered()
    }

    /// Gives the document its number, after its content is complete.
    pub fn numbered(self) -> Document {
        let plain = Document { number: String::new(), history_head: None, ..self };
        // A document holds strings and integers only, which JSON always takes.
        let content = serde_json::to_vec(&plain).unwrap_or_default();
        let initials: String = plain.kind.split('-').filter_map(|word| word.chars().next()).collect::<String>().to_uppercase();
        let number = format!("{initials}-{}-{}", plain.issued_on.format("%Y%m%d"), content_digest(&content)[..8].to_uppercase());
        Document { number, ..plain }
    }

    pub fn with_history_head(self, head: Option<String>) -> Document {
        Document { history_head: head, ..self }
    }
}
