//! The title of a report, and what stands on each page: organisation, name of the report,
//! number, date, page n of m.

use provident_domain::lists::Language;

use super::face::Face;
use super::flow::{BOTTOM, Flow, LABEL, NOTE, SIDE, TOP};
use super::line::{Setting, line_width};
use super::page::{Colour, Shape};
use crate::document::Document;
use crate::kinds::words::date;

const TITLE: Setting = Setting { size: 21.0, leading: 27.0, face: Face::SemiBold, colour: Colour::INK };
const SUBTITLE: Setting = Setting { size: 12.5, leading: 18.0, face: Face::Regular, colour: Colour::SECOND };

pub fn title(flow: &mut Flow, document: &Document) {
    let measure = flow.measure();
    // The name of what the report is about is what a reader looks for first.
    let (first, second) = match &document.subtitle {
        Some(subtitle) if !document.is_landscape => (subtitle.as_str(), Some(document.title.as_str())),
        subtitle => (document.title.as_str(), subtitle.as_deref()),
    };
    let lines = flow.broken_text(first, TITLE, measure);
    flow.text("H1", lines, TITLE, SIDE);
    if let Some(second) = second {
        let lines = flow.broken_text(second, SUBTITLE, measure);
        flow.text("P", lines, SUBTITLE, SIDE);
    }
    flow.y += 4.0;
    let lines = flow.broken_text(&issued(document), NOTE, measure);
    flow.text("P", lines, NOTE, SIDE);
    if let Some(head) = &document.history_head {
        let lines = flow.broken_text(&sealed(document.language, head), LABEL, measure);
        flow.text("P", lines, LABEL, SIDE);
    }
    flow.y += 9.0;
    flow.rule(SIDE, flow.y, measure, 0.9, Colour::INK);
    flow.y += 12.0;
}

fn issued(document: &Document) -> String {
    let day = date(document.issued_on, document.language);
    match document.language {
        Language::En => format!("{} · issued {day} · report {}", document.organisation, document.number),
        Language::Fr => format!("{} · émis le {day} · rapport {}", document.organisation, document.number),
    }
}

fn sealed(language: Language, head: &str) -> String {
    match language {
        Language::En => format!("Change history up to seal {head}"),
        Language::Fr => format!("Historique des modifications jusqu’au sceau {head}"),
    }
}

/// Running head and foot of every page, once their number is known.
pub fn running(flow: &mut Flow, document: &Document) {
    let count = flow.page_count();
    let name = document.subtitle.as_ref().map_or_else(|| document.title.clone(), |subtitle| format!("{} · {subtitle}", document.title));
    for page in 0..count {
        if page > 0 {
            running_line(flow, page, &document.organisation, &name, TOP - 32.0);
            rule(flow, page, TOP - 16.0);
        }
        let foot = flow.height() - BOTTOM + 24.0;
        rule(flow, page, foot - 6.0);
        let left = format!("{} · {}", document.number, date(document.issued_on, document.language));
        running_line(flow, page, &left, &paged(page + 1, count, document.language), foot);
    }
}

fn paged(page: usize, of: usize, language: Language) -> String {
    match language {
        Language::En => format!("page {page} of {of}"),
        Language::Fr => format!("page {page} sur {of}"),
    }
}

fn rule(flow: &mut Flow, page: usize, y: f32) {
    let width = flow.measure();
    flow.shape_on(page, Shape::Rule { x: SIDE, y, width, weight: 0.5, colour: Colour::LINE_2 });
}

/// One line at each side; the longer one is cut where they would meet.
fn running_line(flow: &mut Flow, page: usize, left: &str, right: &str, y: f32) {
    let half = flow.measure() * 0.62;
    let mut lines = flow.broken_text(left, LABEL, flow.measure() - half);
    lines.truncate(1);
    flow.put_on(page, None, lines, LABEL, SIDE, y);
    let mut lines = flow.broken_text(right, LABEL, half);
    lines.truncate(1);
    let wide = lines.first().map_or(0.0, |line| line_width(line, flow.faces));
    let x = flow.width() - SIDE - wide;
    flow.put_on(page, None, lines, LABEL, x, y);
}
