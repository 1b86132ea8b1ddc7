//! The pen: where the next block goes, when a page is full, which element a text belongs to.

use super::face::{Face, Faces};
use super::line::{Setting, break_lines};
use super::page::{Colour, Element, Line, Marked, OutlineEntry, Page, Pages, Shape};
use crate::document::{Document, Span, Style};

pub const SIDE: f32 = 48.0;
pub const TOP: f32 = 62.0;
pub const BOTTOM: f32 = 58.0;

pub const BODY: Setting = Setting { size: 9.25, leading: 13.0, face: Face::Regular, colour: Colour::INK };
pub const SMALL: Setting = Setting { size: 8.0, leading: 10.6, face: Face::Regular, colour: Colour::INK };
pub const LABEL: Setting = Setting { size: 7.5, leading: 10.0, face: Face::Regular, colour: Colour::THIRD };
pub const NOTE: Setting = Setting { size: 8.75, leading: 12.4, face: Face::Regular, colour: Colour::SECOND };

pub struct Flow<'a> {
    pub faces: &'a mut Faces,
    pages: Pages,
    /// From the top of the page to where the next thing goes.
    pub y: f32,
    /// The element that new ones belong to.
    parent: usize,
    sections: Vec<(u8, usize)>,
}

impl<'a> Flow<'a> {
    pub fn new(document: &Document, faces: &'a mut Faces) -> Flow<'a> {
        let (short, long) = (595.276, 841.89);
        let (width, height) = if document.is_landscape { (long, short) } else { (short, long) };
        let root = Element { role: "Document", parent: None };
        let pages = Pages { width, height, pages: vec![Page::default()], elements: vec![root], outline: Vec::new() };
        Flow { faces, pages, y: TOP, parent: 0, sections: Vec::new() }
    }

    pub fn finish(self) -> Pages {
        self.pages
    }

    /// Width between the margins.
    pub fn measure(&self) -> f32 {
        self.pages.width - 2.0 * SIDE
    }

    pub fn width(&self) -> f32 {
        self.pages.width
    }

    pub fn height(&self) -> f32 {
        self.pages.height
    }

    pub fn page_count(&self) -> usize {
        self.pages.pages.len()
    }

    /// What is left on this page.
    pub fn room(&self) -> f32 {
        self.pages.height - BOTTOM - self.y
    }

    /// What a fresh page holds.
    pub fn full_room(&self) -> f32 {
        self.pages.height - BOTTOM - TOP
    }

    pub fn is_fresh(&self) -> bool {
        self.y <= TOP + 0.1
    }

    pub fn new_page(&mut self) {
        self.pages.pages.push(Page::default());
        self.y = TOP;
    }

    /// A new page unless this much fits.
    pub fn need(&mut self, height: f32) {
        if self.room() < height && !self.is_fresh() {
            self.new_page();
        }
    }

    /// Space before a block; none at the top of a page.
    pub fn gap(&mut self, height: f32) {
        if !self.is_fresh() {
            self.y += height;
        }
    }

    /// An element within the current section.
    pub fn element(&mut self, role: &'static str) -> usize {
        self.element_of(self.parent, role)
    }

    pub fn element_of(&mut self, parent: usize, role: &'static str) -> usize {
        self.pages.elements.push(Element { role, parent: Some(parent) });
        self.pages.elements.len() - 1
    }

    /// Closes deeper sections and opens one of this level.
    pub fn section(&mut self, level: u8) {
        while self.sections.last().is_some_and(|(open, _)| *open >= level) {
            self.sections.pop();
        }
        self.parent = self.sections.last().map_or(0, |(_, element)| *element);
        let section = self.element("Sect");
        self.sections.push((level, section));
        self.parent = section;
    }

    pub fn outline(&mut self, level: u8, text: &str) {
        let text = self.faces.presentable(text);
        let page = self.pages.pages.len() - 1;
        self.pages.outline.push(OutlineEntry { level, text, page, y: self.y });
    }

    pub fn broken(&mut self, spans: &[Span], setting: Setting, width: f32) -> Vec<Line> {
        break_lines(self.faces, spans, setting, width)
    }

    pub fn broken_text(&mut self, text: &str, setting: Setting, width: f32) -> Vec<Line> {
        self.broken(&[Span { text: text.into(), style: Style::Plain }], setting, width)
    }

    /// Puts lines with their top at `y`, on the current page.
    pub fn put(&mut self, element: Option<usize>, lines: Vec<Line>, setting: Setting, x: f32, y: f32) {
        let page = self.pages.pages.len() - 1;
        self.put_on(page, element, lines, setting, x, y);
    }

    pub fn put_on(&mut self, page: usize, element: Option<usize>, mut lines: Vec<Line>, setting: Setting, x: f32, y: f32) {
        // The first baseline stands where ascenders of this size end.
        let mut baseline = y + (setting.leading + setting.size * 0.7) / 2.0;
        for line in &mut lines {
            line.baseline = baseline;
            baseline += setting.leading;
            line.runs.iter_mut().for_each(|run| run.x += x);
        }
        lines.retain(|line| !line.runs.is_empty());
        if !lines.is_empty() {
            self.pages.pages[page].texts.push(Marked { element, lines });
        }
    }

    pub fn rule(&mut self, x: f32, y: f32, width: f32, weight: f32, colour: Colour) {
        self.shape(Shape::Rule { x, y, width, weight, colour });
    }

    pub fn fill(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        self.shape(Shape::Fill { x, y, width, height, colour });
    }

    pub fn shape_on(&mut self, page: usize, shape: Shape) {
        self.pages.pages[page].shapes.push(shape);
    }

    fn shape(&mut self, shape: Shape) {
        let page = self.pages.pages.len() - 1;
        self.shape_on(page, shape);
    }

    /// Text that may run over pages, line by line.
    pub fn text(&mut self, role: &'static str, lines: Vec<Line>, setting: Setting, x: f32) {
        let element = self.element(role);
        let mut lines = lines;
        while !lines.is_empty() {
            let fits = ((self.room() / setting.leading).floor() as usize).min(lines.len());
            if fits == 0 {
                self.new_page();
                continue;
            }
            let rest = lines.split_off(fits);
            self.put(Some(element), lines, setting, x, self.y);
            self.y += fits as f32 * setting.leading;
            lines = rest;
        }
    }
}
