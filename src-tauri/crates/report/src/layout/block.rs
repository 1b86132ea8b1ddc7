//! Sets each kind of block.

use super::face::Face;
use super::flow::{BODY, Flow, LABEL, NOTE, SIDE};
use super::line::Setting;
use super::page::Colour;
use super::table;
use crate::document::{Block, FactRow, Figure, Span};

const HEADINGS: [Setting; 3] = [
    Setting { size: 13.0, leading: 18.0, face: Face::SemiBold, colour: Colour::INK },
    Setting { size: 10.5, leading: 15.0, face: Face::SemiBold, colour: Colour::ACCENT },
    Setting { size: 9.25, leading: 13.0, face: Face::SemiBold, colour: Colour::SECOND },
];
const FIGURE: Setting = Setting { size: 17.0, leading: 21.0, face: Face::SemiBold, colour: Colour::INK };

/// What must stand below a heading for it not to be left behind.
const KEPT_BELOW: f32 = 58.0;

pub fn place(flow: &mut Flow, block: &Block, next: Option<&Block>) {
    match block {
        Block::Heading { level, text } => heading(flow, *level, text, next),
        Block::Paragraph { spans } => paragraph(flow, spans),
        Block::Note { text } => note(flow, text),
        Block::Facts { rows } => facts(flow, rows),
        Block::Table { heads, widths, rows, is_small } => table::place(flow, heads, widths, rows, *is_small),
        Block::Meter { label, percent } => meter(flow, label, *percent),
        Block::Figures { items } => figures(flow, items),
    }
}

fn heading(flow: &mut Flow, level: u8, text: &str, next: Option<&Block>) {
    let level = level.clamp(1, 3);
    let setting = HEADINGS[usize::from(level) - 1];
    let measure = flow.measure();
    let lines = flow.broken_text(text, setting, measure);
    let height = lines.len() as f32 * setting.leading;
    // Two headings in a row stay together with what the second one heads.
    let below = if matches!(next, Some(Block::Heading { .. })) { KEPT_BELOW + 24.0 } else { KEPT_BELOW };
    flow.gap(if level == 1 { 16.0 } else { 10.0 });
    flow.need(height + below);
    flow.section(level);
    flow.outline(level, text);
    flow.text(["H1", "H2", "H3"][usize::from(level) - 1], lines, setting, SIDE);
    flow.y += 3.0;
}

fn paragraph(flow: &mut Flow, spans: &[Span]) {
    let measure = flow.measure();
    let lines = flow.broken(spans, BODY, measure);
    flow.text("P", lines, BODY, SIDE);
    flow.y += 5.0;
}

fn note(flow: &mut Flow, text: &str) {
    let measure = flow.measure();
    let lines = flow.broken_text(text, NOTE, measure - 12.0);
    let height = lines.len() as f32 * NOTE.leading;
    if height <= flow.full_room() {
        flow.need(height);
        flow.fill(SIDE, flow.y + 1.0, 2.0, height - 1.0, Colour::LINE_2);
    }
    flow.text("P", lines, NOTE, SIDE + 12.0);
    flow.y += 7.0;
}

fn meter(flow: &mut Flow, label: &str, percent: u8) {
    flow.need(24.0);
    let text = format!("{label}: {percent} %");
    let measure = flow.measure();
    let lines = flow.broken_text(&text, BODY, measure * 0.5);
    let bar = SIDE + measure * 0.5;
    let wide = measure * 0.5;
    let height = lines.len() as f32 * BODY.leading;
    flow.fill(bar, flow.y + 4.0, wide, 5.0, Colour::LINE);
    flow.fill(bar, flow.y + 4.0, wide * f32::from(percent.min(100)) / 100.0, 5.0, Colour::of_completeness(percent));
    flow.text("P", lines, BODY, SIDE);
    flow.y += (height - BODY.leading).max(0.0) + 5.0;
}

fn figures(flow: &mut Flow, items: &[Figure]) {
    if items.is_empty() {
        return;
    }
    flow.need(54.0);
    let column = flow.measure() / items.len() as f32;
    let top = flow.y;
    for (at, item) in items.iter().enumerate() {
        let x = SIDE + column * at as f32;
        let element = flow.element("P");
        let value = flow.broken_text(&item.value, FIGURE, column - 12.0);
        flow.put(Some(element), value, FIGURE, x, top);
        let label = flow.broken_text(&item.label, LABEL, column - 12.0);
        flow.put(Some(element), label, LABEL, x, top + FIGURE.leading);
    }
    flow.y = top + FIGURE.leading + LABEL.leading * 2.0 + 10.0;
}

/// Label, value, and who says so; a row is cut only when it is longer than a page.
fn facts(flow: &mut Flow, rows: &[FactRow]) {
    let measure = flow.measure();
    let (label_width, note_width) = (measure * 0.23, measure * 0.24);
    // Where nobody is named beside a value, it has the whole line.
    let beside = if rows.iter().any(|row| row.note.is_some()) { note_width + 10.0 } else { 0.0 };
    let value_width = measure - label_width - 10.0 - beside;
    for row in rows {
        let muted = Setting { colour: Colour::SECOND, ..BODY };
        let label = flow.broken_text(&row.label, muted, label_width);
        let note = flow.broken_text(row.note.as_deref().unwrap_or_default(), LABEL, note_width);
        let value = flow.broken(&row.value, BODY, value_width);
        let height = (value.len().max(label.len()) as f32 * BODY.leading).max(note.len() as f32 * LABEL.leading) + 7.0;
        if height <= flow.full_room() {
            flow.need(height);
        }
        let top = flow.y;
        let element = flow.element("P");
        flow.put(Some(element), label, muted, SIDE, top + 3.0);
        if height > flow.full_room() {
            flow.y += 3.0;
            flow.text("P", value, BODY, SIDE + label_width + 10.0);
            flow.y += 4.0;
        } else {
            flow.put(Some(element), value, BODY, SIDE + label_width + 10.0, top + 3.0);
            flow.put(Some(element), note, LABEL, SIDE + measure - note_width, top + 4.0);
            flow.y = top + height;
        }
        flow.rule(SIDE, flow.y, measure, 0.4, Colour::LINE);
    }
    flow.y += 6.0;
}
