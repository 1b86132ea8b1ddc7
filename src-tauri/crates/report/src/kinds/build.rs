//! Puts blocks together in the way all kinds of report share.

use super::facts::Issue;
use super::label::Labels;
use super::words::Wording;
use crate::document::{Block, Document, FactRow, Figure, Span, Style};

pub(super) use crate::document::Cell;

#[derive(Default)]
pub(super) struct Body {
    blocks: Vec<Block>,
}

impl Body {
    pub fn heading(&mut self, level: u8, text: &str) {
        self.blocks.push(Block::Heading { level, text: text.into() });
    }

    pub fn note(&mut self, text: &str) {
        self.blocks.push(Block::Note { text: text.into() });
    }

    pub fn meter(&mut self, label: &str, percent: u8) {
        self.blocks.push(Block::Meter { label: label.into(), percent });
    }

    pub fn figures(&mut self, items: Vec<(String, &str)>) {
        let items = items.into_iter().map(|(value, label)| Figure { value, label: label.into() }).collect();
        self.blocks.push(Block::Figures { items });
    }

    /// Rows of label and value. What is not stated is left out: the list of gaps names it.
    pub fn facts<W: Wording>(&mut self, rows: Vec<(W, Option<Span>, Option<String>)>, labels: &Labels) {
        let stated = rows.into_iter().filter_map(|(word, value, note)| value.map(|value| (word, value, note)));
        let rows: Vec<FactRow> =
            stated.map(|(word, value, note)| FactRow { label: labels.word(word).into(), value: vec![value], note }).collect();
        self.rows(rows);
    }

    pub fn rows(&mut self, rows: Vec<FactRow>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Facts { rows });
        }
    }

    pub fn paragraph(&mut self, text: &str) {
        self.blocks.push(Block::Paragraph { spans: vec![plain(text)] });
    }

    pub fn spans(&mut self, spans: Vec<Span>) {
        self.blocks.push(Block::Paragraph { spans });
    }

    /// Boxes to tick by hand.
    pub fn choices(&mut self, items: Vec<String>) {
        self.blocks.push(Block::Choices { items });
    }

    /// Lines to write on by hand.
    pub fn room(&mut self, label: Option<&str>, lines: u8) {
        self.blocks.push(Block::Room { label: label.map(str::to_owned), lines });
    }

    pub fn table(&mut self, heads: &[&str], widths: &[u16], rows: Vec<Vec<Cell>>) {
        self.blocks.push(table(heads, widths, rows, false));
    }

    pub fn small_table(&mut self, heads: &[&str], widths: &[u16], rows: Vec<Vec<Cell>>) {
        self.blocks.push(table(heads, widths, rows, true));
    }

    pub fn into_document(self, kind: &str, title: &str, subtitle: Option<String>, is_landscape: bool, issue: &Issue) -> Document {
        let organisation = issue.organisation.legal_name.as_ref().unwrap_or(&issue.organisation.name);
        let document = Document::new(kind, title, organisation, issue.language, issue.issued_on, self.blocks);
        Document { subtitle, is_landscape, ..document }.numbered().with_history_head(issue.history_head.clone())
    }
}

fn table(heads: &[&str], widths: &[u16], rows: Vec<Vec<Cell>>, is_small: bool) -> Block {
    Block::Table { heads: heads.iter().map(|head| (*head).to_owned()).collect(), widths: widths.to_vec(), rows, is_small }
}

/// A label with its value.
pub(super) fn row(label: &str, value: Vec<Span>) -> FactRow {
    FactRow { label: label.into(), value, note: None }
}

/// Each on a line of its own; a single one stands alone. None when there is none.
pub(super) fn lines<T: AsRef<str>>(values: &[T]) -> Option<String> {
    match values {
        [] => None,
        [one] => Some(one.as_ref().to_owned()),
        many => Some(many.iter().map(|value| format!("– {}", value.as_ref())).collect::<Vec<_>>().join("\n")),
    }
}

pub(super) fn cell(spans: Vec<Span>) -> Cell {
    spans
}

pub(super) fn plain(text: &str) -> Span {
    span(text, Style::Plain)
}

pub(super) fn strong(text: &str) -> Span {
    span(text, Style::Strong)
}

pub(super) fn faint(text: &str) -> Span {
    span(text, Style::Faint)
}

pub(super) fn unknown(text: &str) -> Span {
    span(text, Style::Unknown)
}

pub(super) fn warning(text: &str) -> Span {
    span(text, Style::Warning)
}

fn span(text: &str, style: Style) -> Span {
    Span { text: text.into(), style }
}
