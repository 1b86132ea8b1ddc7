//! What stands on the pages: positions in points from the top left, and the tree of tags
//! that says in which order it is read.

use std::sync::Arc;

use super::face::{Face, Word};

/// Red, green, blue, 0 to 255.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    pub const INK: Colour = Colour(29, 33, 38);
    pub const SECOND: Colour = Colour(85, 93, 102);
    pub const THIRD: Colour = Colour(112, 119, 127);
    pub const LINE: Colour = Colour(228, 225, 219);
    pub const LINE_2: Colour = Colour(190, 184, 174);
    pub const ACCENT: Colour = Colour(31, 78, 121);
    pub const UNKNOWN: Colour = Colour(138, 94, 0);
    pub const WARNING: Colour = Colour(141, 20, 50);
    pub const GOOD: Colour = Colour(42, 113, 71);
    pub const HIGH: Colour = Colour(169, 62, 23);

    /// How complete something is, as on the screens; the number stands beside it.
    pub fn of_completeness(percent: u8) -> Colour {
        match percent {
            80.. => Colour::GOOD,
            50.. => Colour::UNKNOWN,
            _ => Colour::HIGH,
        }
    }
}

/// Words in one face and colour, on one baseline.
#[derive(Clone, Debug)]
pub struct Run {
    pub x: f32,
    pub face: Face,
    pub colour: Colour,
    /// Set with a space between them.
    pub words: Vec<Arc<Word>>,
    /// A space follows on the same line.
    pub spaced: bool,
}

/// One line of text.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// From the top of the page.
    pub baseline: f32,
    pub size: f32,
    pub runs: Vec<Run>,
}

#[derive(Clone, Debug)]
pub enum Shape {
    Fill { x: f32, y: f32, width: f32, height: f32, colour: Colour },
    Rule { x: f32, y: f32, width: f32, weight: f32, colour: Colour },
}

/// Lines that one element of the tag tree holds on this page.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Index of the element; none for what is not read, such as running heads.
    pub element: Option<usize>,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, Default)]
pub struct Page {
    pub shapes: Vec<Shape>,
    pub texts: Vec<Marked>,
}

/// An element of the tag tree; its text is found on the pages by its index.
#[derive(Clone, Debug)]
pub struct Element {
    pub role: &'static str,
    /// None for the root.
    pub parent: Option<usize>,
}

/// An entry of the outline.
#[derive(Clone, Debug)]
pub struct OutlineEntry {
    pub level: u8,
    pub text: String,
    pub page: usize,
    /// From the top of the page.
    pub y: f32,
}

#[derive(Clone, Debug)]
pub struct Pages {
    /// Points.
    pub width: f32,
    pub height: f32,
    pub pages: Vec<Page>,
    /// In reading order; the first is the root.
    pub elements: Vec<Element>,
    pub outline: Vec<OutlineEntry>,
}
