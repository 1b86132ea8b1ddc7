//! Sets each kind of block.

use super::face::Face;
use super::flow::{BODY, Flow, LABEL, NOTE, SIDE};
use super::form;
use super::line::Setting;
use super::page::{Colour, Line};
use super::table;
use crate::document::{Block, FactRow, Figure, Span};

const HEADINGS: [Setting; 3] = [
    Setting { size: 13.0, leading: 18.0, face: Face::SemiBold, colour: Colour::INK },
    Setting { size: 10.5, leading: 15.0, face: Face::SemiBold, colour: Colour::ACCENT },
    Setting { size: 9.25, leading: 13.0, face: Face::SemiBold, colour: Colour::SECOND },
];
const FIGURE: Setting = Setting { size: 17.0, leading: 21.0, face: Face::SemiBold, colour: Colour::INK };

/// What must stand below a heading, or below the fact that a table belongs to, for it not to be left behind.
const KEPT_BELOW: f32 = 58.0;
/// Facts of at most this height stay whole below their heading, as does the first row of a table.
const KEPT_WHOLE: f32 = 190.0;

/// One block; `rest` are those that follow it.
pub fn place(flow: &mut Flow, block: &Block, rest: &[Block]) {
    match block {
        Block::Heading { level, text } => heading(flow, *level, text, rest),
        Block::Paragraph { spans } => paragraph(flow, spans),
        Block::Note { text } => note(flow, text),
        Block::Facts { rows } => facts(flow, rows, rest),
        Block::Table { heads, widths, rows, is_small } => table::place(flow, heads, widths, rows, *is_small),
        Block::Meter { label, percent } => meter(flow, label, *percent),
        Block::Figures { items } => figures(flow, items),
        Block::Choices { items } => form::choices(flow, items),
        Block::Room { label, lines } => form::room(flow, label.as_deref(), *lines),
    }
}

fn heading(flow: &mut Flow, level: u8, text: &str, rest: &[Block]) {
    let level = level.clamp(1, 3);
    let setting = HEADINGS[usize::from(level) - 1];
    let measure = flow.measure();
    let lines = flow.broken_text(text, setting, measure);
    let height = lines.len() as f32 * setting.leading;
    let below = kept_below(flow, rest);
    flow.gap(if level == 1 { 16.0 } else { 10.0 });
    flow.need(height + below);
    flow.section(level);
    flow.outline(level, text);
    flow.text(["H1", "H2", "H3"][usize::from(level) - 1], lines, setting, SIDE);
    flow.y += 3.0;
}

/// What must follow on the same page. Two headings in a row stay together with what the second one heads.
fn kept_below(flow: &mut Flow, rest: &[Block]) -> f32 {
    // Where there is room for anything that is kept, it need not be measured.
    if flow.room() > 2.0 * KEPT_WHOLE {
        return 0.0;
    }
    match rest {
        [Block::Heading { .. }, rest @ ..] => 24.0 + kept_below(flow, rest),
        [Block::Facts { rows }, ..] => {
            let height: f32 = fact_lines(flow, rows).iter().map(FactLines::height).sum();
            if height <= KEPT_WHOLE { height.max(KEPT_BELOW) } else { KEPT_BELOW }
        }
        [Block::Table { heads, widths, rows, is_small }, ..] => {
            let height = table::first_height(flow, heads, widths, rows, *is_small);
            height.clamp(KEPT_BELOW, KEPT_WHOLE)
        }
        [Block::Choices { items }, ..] => form::choices_height(flow, items),
        [Block::Room { label, lines }, ..] => form::room_height(flow, label.as_deref(), *lines),
        // A question stays with the boxes or lines of its answer.
        [Block::Paragraph { spans }, rest @ ..] if leads_to_form(rest) => paragraph_height(flow, spans) + kept_below(flow, rest),
        [Block::Note { text }, rest @ ..] if leads_to_form(rest) => note_height(flow, text) + kept_below(flow, rest),
        _ => KEPT_BELOW,
    }
}

fn leads_to_form(rest: &[Block]) -> bool {
    let next = rest.iter().find(|block| !matches!(block, Block::Paragraph { .. } | Block::Note { .. }));
    matches!(next, Some(Block::Choices { .. } | Block::Room { .. }))
}

fn paragraph_height(flow: &mut Flow, spans: &[Span]) -> f32 {
    let measure = flow.measure();
    flow.broken(spans, BODY, measure).len() as f32 * BODY.leading + 5.0
}

fn note_height(flow: &mut Flow, text: &str) -> f32 {
    let measure = flow.measure();
    flow.broken_text(text, NOTE, measure - 12.0).len() as f32 * NOTE.leading + 7.0
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

/// Label, value, and who says so, broken into lines.
struct FactLines {
    label: Vec<Line>,
    value: Vec<Line>,
    note: Vec<Line>,
}

impl FactLines {
    fn height(&self) -> f32 {
        (self.value.len().max(self.label.len()) as f32 * BODY.leading).max(self.note.len() as f32 * LABEL.leading) + 7.0
    }
}

const FACT_LABEL: Setting = Setting { colour: Colour::SECOND, ..BODY };

/// Widths of label and note.
fn fact_widths(flow: &Flow) -> (f32, f32) {
    (flow.measure() * 0.23, flow.measure() * 0.24)
}

fn fact_lines(flow: &mut Flow, rows: &[FactRow]) -> Vec<FactLines> {
    let (label_width, note_width) = fact_widths(flow);
    // Where nobody is named beside a value, it has the whole line.
    let beside = if rows.iter().any(|row| row.note.is_some()) { note_width + 10.0 } else { 0.0 };
    let value_width = flow.measure() - label_width - 10.0 - beside;
    let lines = |row: &FactRow| FactLines {
        label: flow.broken_text(&row.label, FACT_LABEL, label_width),
        value: flow.broken(&row.value, BODY, value_width),
        note: flow.broken_text(row.note.as_deref().unwrap_or_default(), LABEL, note_width),
    };
    rows.iter().map(lines).collect()
}

/// A row is cut only when it is longer than half a page; the last one stays with the table that follows it.
fn facts(flow: &mut Flow, rows: &[FactRow], rest: &[Block]) {
    let is_of_table = matches!(rest, [Block::Table { .. }, ..]);
    let lines = fact_lines(flow, rows);
    let last = lines.len().saturating_sub(1);
    for (at, row) in lines.into_iter().enumerate() {
        let height = row.height();
        if height <= flow.full_room() / 2.0 {
            let below = if at == last && is_of_table { kept_below(flow, rest) } else { 0.0 };
            flow.need(height + below);
        }
        fact(flow, row, height);
        flow.rule(SIDE, flow.y, flow.measure(), 0.4, Colour::LINE);
    }
    flow.y += 6.0;
}

fn fact(flow: &mut Flow, row: FactLines, height: f32) {
    let (label_width, note_width) = fact_widths(flow);
    if height > flow.room() {
        let beside = (row.label.len() as f32 * BODY.leading).max(row.note.len() as f32 * LABEL.leading) + 7.0;
        flow.need(KEPT_BELOW.max(beside));
    }
    let (top, is_cut) = (flow.y, height > flow.room());
    let element = flow.element("P");
    flow.put(Some(element), row.label, FACT_LABEL, SIDE, top + 3.0);
    let value_x = SIDE + label_width + 10.0;
    if is_cut {
        flow.put(Some(element), row.note, LABEL, SIDE + flow.measure() - note_width, top + 4.0);
        flow.y += 3.0;
        flow.text("P", row.value, BODY, value_x);
        flow.y += 4.0;
    } else {
        flow.put(Some(element), row.value, BODY, value_x, top + 3.0);
        flow.put(Some(element), row.note, LABEL, SIDE + flow.measure() - note_width, top + 4.0);
        flow.y = top + height;
    }
}
