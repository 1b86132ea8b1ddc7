//! Breaks spans into lines by measured widths. A word wider than the line is broken where it must.

use std::sync::Arc;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::face::{Face, Faces, Word};
use super::page::{Colour, Line, Run};
use crate::document::{Span, Style};

/// Size and distance of baselines, in points.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub size: f32,
    pub leading: f32,
    pub face: Face,
    pub colour: Colour,
}

impl Setting {
    fn of(self, style: Style) -> (Face, Colour) {
        match style {
            Style::Plain => (self.face, self.colour),
            Style::Strong => (Face::SemiBold, self.colour),
            Style::Faint => (self.face, Colour::THIRD),
            Style::Unknown => (Face::Italic, Colour::UNKNOWN),
            Style::Warning => (self.face, Colour::WARNING),
        }
    }
}

struct Breaker<'a> {
    faces: &'a mut Faces,
    setting: Setting,
    width: f32,
    lines: Vec<Line>,
    line: Line,
    /// Where the next word would begin.
    x: f32,
    /// A space stands before the next word, unless a line ends there.
    pending_space: bool,
}

/// Lines of at most `width` points; baselines are set when they are placed.
pub fn break_lines(faces: &mut Faces, spans: &[Span], setting: Setting, width: f32) -> Vec<Line> {
    let line = Line { size: setting.size, ..Line::default() };
    let mut breaker = Breaker { faces, setting, width, lines: Vec::new(), line, x: 0.0, pending_space: false };
    for span in spans {
        breaker.span(span);
        breaker.pending_space = true;
    }
    breaker.end_line();
    breaker.lines
}

impl Breaker<'_> {
    fn span(&mut self, span: &Span) {
        let (face, colour) = self.setting.of(span.style);
        let text = self.faces.presentable(&span.text);
        let mut from = 0;
        for (to, opportunity) in linebreaks(&text) {
            let piece = &text[from..to];
            from = to;
            let bare = piece.trim_end_matches([' ', '\n']);
            if !bare.is_empty() {
                // White space inside a piece cannot break the line, but is no glyph of the word either.
                for (at, part) in bare.split(' ').enumerate() {
                    if at > 0 {
                        self.pending_space = true;
                    }
                    self.word(face, colour, part);
                }
            }
            if opportunity == BreakOpportunity::Mandatory && to < text.len() {
                self.end_line();
            } else if bare.len() < piece.len() {
                self.pending_space = true;
            }
        }
    }

    fn word(&mut self, face: Face, colour: Colour, text: &str) {
        if text.is_empty() {
            return;
        }
        let word = self.faces.word(face, text);
        let wide = self.points(word.width);
        let space = if self.pending_space && !self.line.runs.is_empty() { self.space(face) } else { 0.0 };
        if self.x + space + wide <= self.width {
            self.put(face, colour, word, space);
        } else if wide <= self.width {
            self.end_line();
            self.put(face, colour, word, 0.0);
        } else {
            self.forced(face, colour, text, space);
        }
    }

    /// A word wider than a line: as many characters as fit, line after line; an address is parted at its marks.
    fn forced(&mut self, face: Face, colour: Colour, text: &str, space: f32) {
        if self.x + space > self.width * 0.6 {
            self.end_line();
        }
        let mut rest = text;
        while !rest.is_empty() {
            let space = if self.pending_space && !self.line.runs.is_empty() { self.space(face) } else { 0.0 };
            let fits = parted(rest, self.fitting(face, rest, self.width - self.x - space));
            let (head, tail) = rest.split_at(fits);
            let word = self.faces.word(face, head);
            self.put(face, colour, word, space);
            rest = tail;
            if !rest.is_empty() {
                self.end_line();
            }
        }
    }

    /// Bytes of the beginning that fit into `room`; at least one character.
    fn fitting(&mut self, face: Face, text: &str, room: f32) -> usize {
        let mut width = 0;
        let mut end = 0;
        let mut buffer = [0; 4];
        for (at, character) in text.char_indices() {
            width += self.faces.word(face, character.encode_utf8(&mut buffer)).width;
            if self.points(width) > room && at > 0 {
                return end;
            }
            end = at + character.len_utf8();
        }
        end
    }

    fn put(&mut self, face: Face, colour: Colour, word: Arc<Word>, space: f32) {
        self.x += space;
        let wide = self.points(word.width);
        let joined = space > 0.0;
        match self.line.runs.last_mut() {
            Some(run) if joined && run.face == face && run.colour == colour => run.words.push(word),
            last => {
                if let Some(run) = last {
                    run.spaced = joined;
                }
                self.line.runs.push(Run { x: self.x, face, colour, words: vec![word], spaced: false });
            }
        }
        self.x += wide;
        self.pending_space = false;
    }

    fn end_line(&mut self) {
        let line = std::mem::replace(&mut self.line, Line { size: self.setting.size, ..Line::default() });
        self.lines.push(line);
        self.x = 0.0;
        self.pending_space = false;
    }

    fn space(&self, face: Face) -> f32 {
        self.points(self.faces.space(face).1)
    }

    fn points(&self, thousandths: i32) -> f32 {
        thousandths as f32 * self.setting.size / 1000.0
    }
}

/// Behind the last mark of an address, where one stands in the second half of what fits.
fn parted(text: &str, fits: usize) -> usize {
    let marked = text[..fits].rfind(['@', '.', '/', '-', '_']).map(|at| at + 1);
    marked.filter(|at| fits < text.len() && at * 2 > fits).unwrap_or(fits)
}

/// Width of a line in points.
pub fn line_width(line: &Line, faces: &Faces) -> f32 {
    let Some(run) = line.runs.last() else { return 0.0 };
    let words: i32 = run.words.iter().map(|word| word.width).sum();
    let spaces = faces.space(run.face).1 * (run.words.len() as i32 - 1);
    run.x + (words + spaces) as f32 * line.size / 1000.0
}
