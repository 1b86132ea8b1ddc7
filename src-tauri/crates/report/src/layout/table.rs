//! Tables: a head on every page, rows whole unless longer than a page.

use super::face::Face;
use super::flow::{BODY, Flow, LABEL, SIDE, SMALL};
use super::line::Setting;
use super::page::{Colour, Line};
use crate::document::{Cell, Span, Style};

/// Rows in one element of the tag tree: PDF/A-1 bounds the length of an array.
const ROWS_TOGETHER: usize = 400;
const GUTTER: f32 = 10.0;

struct Columns {
    x: Vec<f32>,
    width: Vec<f32>,
    setting: Setting,
    pad: f32,
}

pub fn place(flow: &mut Flow, heads: &[String], widths: &[u16], rows: &[Vec<Cell>], is_small: bool) {
    let columns = columns(flow, widths, is_small);
    let table = flow.element("Table");
    let head = head_lines(flow, heads, &columns);
    let mut ahead = rows.first().map(|row| broken(flow, row, &columns));
    let first = kept_height(ahead.as_deref(), &columns);
    flow.need((head_height(&head) + first).min(flow.full_room()));
    put_head(flow, &head, &columns, Some(table));
    let mut body = table;
    let mut is_below_head = true;
    for at in 0..rows.len() {
        if at % ROWS_TOGETHER == 0 {
            body = flow.element_of(table, "TBody");
        }
        let Some(cells) = ahead.take() else { break };
        ahead = rows.get(at + 1).map(|row| broken(flow, row, &columns));
        let height = height_of(&cells, &columns);
        // The last row is not left alone on a page.
        let is_before_last = at + 2 == rows.len();
        let kept = if is_before_last { height + kept_height(ahead.as_deref(), &columns) } else { height };
        let needed = if kept <= flow.full_room() - head_height(&head) { kept } else { height };
        if needed > flow.room() && !is_below_head {
            flow.new_page();
            put_head(flow, &head, &columns, None);
        }
        let element = flow.element_of(body, "TR");
        if height <= flow.room() {
            put_row(flow, cells, &columns, element, height);
        } else {
            put_long_row(flow, cells, &columns, element, &head);
        }
        is_below_head = false;
    }
    flow.y += 8.0;
}

/// Of the head and the first row.
pub fn first_height(flow: &mut Flow, heads: &[String], widths: &[u16], rows: &[Vec<Cell>], is_small: bool) -> f32 {
    let columns = columns(flow, widths, is_small);
    let first = rows.first().map(|row| broken(flow, row, &columns));
    head_height(&head_lines(flow, heads, &columns)) + kept_height(first.as_deref(), &columns)
}

fn columns(flow: &Flow, widths: &[u16], is_small: bool) -> Columns {
    let total: f32 = widths.iter().map(|width| f32::from(*width)).sum::<f32>().max(1.0);
    let mut at = SIDE;
    let (mut x, mut width) = (Vec::new(), Vec::new());
    for share in widths {
        let wide = flow.measure() * f32::from(*share) / total;
        x.push(at);
        width.push((wide - GUTTER).max(12.0));
        at += wide;
    }
    let (setting, pad) = if is_small { (SMALL, 2.4) } else { (Setting { size: 8.75, leading: 12.0, ..BODY }, 3.0) };
    Columns { x, width, setting, pad }
}

fn broken(flow: &mut Flow, row: &[Cell], columns: &Columns) -> Vec<Vec<Line>> {
    row.iter().zip(&columns.width).map(|(cell, width)| flow.broken(cell, columns.setting, *width)).collect()
}

fn height_of(cells: &[Vec<Line>], columns: &Columns) -> f32 {
    let lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    lines as f32 * columns.setting.leading + 2.0 * columns.pad
}

fn kept_height(cells: Option<&[Vec<Line>]>, columns: &Columns) -> f32 {
    cells.map_or(0.0, |cells| height_of(cells, columns))
}

fn head_lines(flow: &mut Flow, heads: &[String], columns: &Columns) -> Vec<Vec<Line>> {
    let setting = head_setting();
    let cells = heads.iter().zip(&columns.width);
    cells.map(|(head, width)| flow.broken(&[Span { text: head.clone(), style: Style::Plain }], setting, *width)).collect()
}

fn head_setting() -> Setting {
    Setting { face: Face::SemiBold, colour: Colour::SECOND, ..LABEL }
}

fn head_height(head: &[Vec<Line>]) -> f32 {
    head.iter().map(Vec::len).max().unwrap_or(1).max(1) as f32 * LABEL.leading + 5.0
}

/// Read once, at the beginning of the table; repeated heads are decoration.
fn put_head(flow: &mut Flow, head: &[Vec<Line>], columns: &Columns, table: Option<usize>) {
    let row = table.map(|table| flow.element_of(table, "TR"));
    for (lines, x) in head.iter().zip(&columns.x) {
        let element = row.map(|row| flow.element_of(row, "TH"));
        flow.put(element, lines.clone(), head_setting(), *x, flow.y);
    }
    flow.y += head_height(head);
    flow.rule(SIDE, flow.y, flow.measure(), 0.7, Colour::LINE_2);
}

fn put_row(flow: &mut Flow, cells: Vec<Vec<Line>>, columns: &Columns, row: usize, height: f32) {
    for (lines, x) in cells.into_iter().zip(&columns.x) {
        let element = flow.element_of(row, "TD");
        flow.put(Some(element), lines, columns.setting, *x, flow.y + columns.pad);
    }
    flow.y += height;
    flow.rule(SIDE, flow.y, flow.measure(), 0.4, Colour::LINE);
}

/// Longer than a page: as many lines as fit, page after page.
fn put_long_row(flow: &mut Flow, mut cells: Vec<Vec<Line>>, columns: &Columns, row: usize, head: &[Vec<Line>]) {
    let elements: Vec<usize> = cells.iter().map(|_| flow.element_of(row, "TD")).collect();
    loop {
        let fits = (((flow.room() - 2.0 * columns.pad) / columns.setting.leading).floor() as usize).max(1);
        let mut placed = 0;
        for ((lines, x), element) in cells.iter_mut().zip(&columns.x).zip(&elements) {
            let rest = lines.split_off(fits.min(lines.len()));
            placed = placed.max(lines.len());
            let part = std::mem::replace(lines, rest);
            flow.put(Some(*element), part, columns.setting, *x, flow.y + columns.pad);
        }
        flow.y += placed as f32 * columns.setting.leading + 2.0 * columns.pad;
        if cells.iter().all(Vec::is_empty) {
            break;
        }
        flow.new_page();
        put_head(flow, head, columns, None);
    }
    flow.rule(SIDE, flow.y, flow.measure(), 0.4, Colour::LINE);
}
