//! A document as plain text, for terminals and tests.

use crate::document::{Block, Document, Span};

/// Every word of the document, a line a row.
pub fn as_text(document: &Document) -> String {
    let mut lines = vec![document.title.clone()];
    lines.extend(document.subtitle.clone());
    lines.push(format!("{} · {} · {}", document.organisation, document.issued_on, document.number));
    for block in &document.body {
        add(&mut lines, block);
    }
    lines.join("\n")
}

fn add(lines: &mut Vec<String>, block: &Block) {
    match block {
        Block::Heading { text, level } => lines.extend([String::new(), format!("{} {text}", "#".repeat(usize::from(*level)))]),
        Block::Paragraph { spans } => lines.push(joined(spans)),
        Block::Note { text } => lines.push(format!("| {text}")),
        Block::Meter { label, percent } => lines.push(format!("{label}: {percent} %")),
        Block::Figures { items } => lines.extend(items.iter().map(|item| format!("{} {}", item.value, item.label))),
        Block::Choices { items } => lines.extend(items.iter().map(|item| format!("[ ] {item}"))),
        Block::Room { label, .. } => lines.extend(label.iter().map(|label| format!("{label} ____"))),
        Block::Facts { rows } => lines.extend(rows.iter().map(|row| {
            let note = row.note.as_deref().map(|note| format!("  ({note})")).unwrap_or_default();
            format!("{}: {}{note}", row.label, joined(&row.value))
        })),
        Block::Table { heads, rows, .. } => {
            lines.push(heads.join(" | "));
            lines.extend(rows.iter().map(|row| row.iter().map(|cell| joined(cell)).collect::<Vec<_>>().join(" | ")));
        }
    }
}

fn joined(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" ")
}
