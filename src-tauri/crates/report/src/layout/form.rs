//! What is filled in by hand: boxes to tick and lines to write on.

use super::flow::{BODY, Flow, LABEL, SIDE};
use super::page::{Colour, Line};

/// Side of a box.
const BOX: f32 = 8.0;
/// From the edge of a box to its text.
const BESIDE: f32 = BOX + 7.0;
/// Below each choice.
const PAD: f32 = 2.5;
/// Between two lines of handwriting.
const RULED: f32 = 21.0;
/// Choices of at most this height stay together.
const KEPT: f32 = 240.0;
/// Lines to write on that stay together.
const KEPT_LINES: u8 = 4;
/// Fewer than this stand below each other, however short they are.
const MANY: usize = 5;

pub fn choices(flow: &mut Flow, items: &[String]) {
    let (rows, step) = choice_rows(flow, items);
    let height: f32 = rows.iter().map(|row| height_of(row)).sum();
    if height <= KEPT {
        flow.need(height);
    }
    let list = flow.element("L");
    for row in rows {
        choice_row(flow, row, list, step);
    }
    flow.y += 4.0;
}

/// What of the choices stays together.
pub fn choices_height(flow: &mut Flow, items: &[String]) -> f32 {
    let height: f32 = choice_rows(flow, items).0.iter().map(|row| height_of(row)).sum();
    height.min(KEPT)
}

/// Lines of each choice, two beside each other where all are short and many, and how far these are apart.
fn choice_rows(flow: &mut Flow, items: &[String]) -> (Vec<Vec<Vec<Line>>>, f32) {
    let half = flow.measure() / 2.0;
    let narrow: Vec<Vec<Line>> = items.iter().map(|item| flow.broken_text(item, BODY, half - BESIDE - 8.0)).collect();
    if items.len() >= MANY && narrow.iter().all(|lines| lines.len() == 1) {
        return (paired(narrow), half);
    }
    let wide = flow.measure() - BESIDE;
    (items.iter().map(|item| vec![flow.broken_text(item, BODY, wide)]).collect(), 0.0)
}

/// Down the first column, then down the second.
fn paired(mut lines: Vec<Vec<Line>>) -> Vec<Vec<Vec<Line>>> {
    let second = lines.split_off(lines.len().div_ceil(2));
    let mut second = second.into_iter();
    lines.into_iter().map(|first| [Some(first), second.next()].into_iter().flatten().collect()).collect()
}

fn height_of(row: &[Vec<Line>]) -> f32 {
    row.iter().map(Vec::len).max().unwrap_or(0) as f32 * BODY.leading + PAD
}

fn choice_row(flow: &mut Flow, row: Vec<Vec<Line>>, list: usize, step: f32) {
    let height = height_of(&row);
    // One that is longer than a page runs on; its box stands where it begins.
    flow.need(height.min(flow.full_room()));
    let is_cut = height > flow.room();
    for (at, lines) in row.into_iter().enumerate() {
        let x = SIDE + step * at as f32;
        square(flow, x, flow.y + 2.5);
        if is_cut {
            flow.text("P", lines, BODY, x + BESIDE);
        } else {
            let element = flow.element_of(list, "LI");
            flow.put(Some(element), lines, BODY, x + BESIDE, flow.y);
        }
    }
    flow.y += if is_cut { PAD } else { height };
}

fn square(flow: &mut Flow, x: f32, y: f32) {
    const EDGE: f32 = 0.7;
    for (x, y, width, height) in [(x, y, BOX, EDGE), (x, y + BOX - EDGE, BOX, EDGE), (x, y, EDGE, BOX), (x + BOX - EDGE, y, EDGE, BOX)] {
        flow.fill(x, y, width, height, Colour::SECOND);
    }
}

/// The first lines stay with their label.
pub fn room(flow: &mut Flow, label: Option<&str>, lines: u8) {
    let height = room_height(flow, label, lines);
    flow.need(height.min(flow.full_room()));
    let measure = flow.measure();
    if let Some(label) = label {
        let label = flow.broken_text(label, LABEL, measure);
        flow.y += 2.0;
        flow.text("P", label, LABEL, SIDE);
    }
    for _ in 0..lines {
        flow.need(RULED);
        flow.y += RULED - 3.0;
        flow.rule(SIDE, flow.y, measure, 0.5, Colour::LINE_2);
        flow.y += 3.0;
    }
    flow.y += 7.0;
}

/// What of it stays together.
pub fn room_height(flow: &mut Flow, label: Option<&str>, lines: u8) -> f32 {
    let measure = flow.measure();
    let above = label.map_or(0, |label| flow.broken_text(label, LABEL, measure).len());
    above as f32 * LABEL.leading + f32::from(lines.min(KEPT_LINES)) * RULED
}
