//! The content of pages as PDF operators. The only file that knows `printpdf`.

use printpdf::{
    Color, DictItem, FontId, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon,
    PolygonRing, Pt, Rgb, TextMatrix, WindingOrder,
};

use super::font::Subsets;
use super::tag::Marks;
use crate::layout::face::{Faces, Word};
use crate::layout::page::{Colour, Line, Marked, Page, Run, Shape};

/// Everything a page's content is written from.
pub struct Writer<'a> {
    pub faces: &'a Faces,
    pub fonts: &'a Subsets,
    pub marks: &'a Marks,
    pub width: f32,
    pub height: f32,
}

impl Writer<'_> {
    /// Uncompressed content streams of a range of pages, the first being page `from`.
    pub fn contents(&self, pages: &[Page], from: usize) -> Vec<Vec<u8>> {
        let mut document = PdfDocument::new("");
        document.pages = pages.iter().enumerate().map(|(at, page)| self.page(page, from + at)).collect();
        let mut warnings = Vec::new();
        // `secure` would drop the operators written here as they are; none comes from outside.
        let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, ..PdfSaveOptions::default() };
        let built = document.to_lopdf_document(&options, &mut warnings);
        let ids: Vec<_> = built.page_iter().collect();
        ids.into_iter().map(|id| built.get_page_content(id)).collect()
    }

    fn page(&self, page: &Page, number: usize) -> PdfPage {
        let mut ops = vec![Op::BeginMarkedContent { tag: "Artifact".into() }];
        page.shapes.iter().for_each(|shape| self.shape(shape, &mut ops));
        ops.push(Op::EndMarkedContent);
        for (at, marked) in page.texts.iter().enumerate() {
            self.text(marked, self.marks.of(number, at), &mut ops);
        }
        let mm = |points: f32| Mm(points / 72.0 * 25.4);
        PdfPage::new(mm(self.width), mm(self.height), ops)
    }

    fn shape(&self, shape: &Shape, ops: &mut Vec<Op>) {
        let (x, y, width, height, colour) = match shape {
            Shape::Fill { x, y, width, height, colour } => (*x, *y, *width, *height, *colour),
            Shape::Rule { x, y, width, weight, colour } => (*x, *y, *width, *weight, *colour),
        };
        let finite = [x, y, width, height].iter().all(|number| number.is_finite());
        if !finite || width <= 0.0 || height <= 0.0 {
            return;
        }
        let top = self.height - y;
        let corner = |x: f32, y: f32| LinePoint { p: Point { x: Pt(hundredths(x)), y: Pt(hundredths(y)) }, bezier: false };
        let points = vec![corner(x, top), corner(x + width, top), corner(x + width, top - height), corner(x, top - height)];
        ops.push(Op::SetFillColor { col: rgb(colour) });
        ops.push(Op::DrawPolygon {
            polygon: Polygon { rings: vec![PolygonRing { points }], mode: PaintMode::Fill, winding_order: WindingOrder::NonZero },
        });
    }

    fn text(&self, marked: &Marked, mark: Option<(&'static str, i64)>, ops: &mut Vec<Op>) {
        match mark {
            Some((role, number)) => {
                let map = std::collections::BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]);
                ops.push(Op::BeginMarkedContentWithProperties { tag: role.into(), properties: DictItem::Dict { map } });
            }
            None => ops.push(Op::BeginMarkedContent { tag: "Artifact".into() }),
        }
        ops.push(Op::StartTextSection);
        for line in &marked.lines {
            line.runs.iter().for_each(|run| self.run(line, run, ops));
        }
        ops.push(Op::EndTextSection);
        ops.push(Op::EndMarkedContent);
    }

    fn run(&self, line: &Line, run: &Run, ops: &mut Vec<Op>) {
        let y = self.height - line.baseline;
        if !run.x.is_finite() || !y.is_finite() {
            return;
        }
        ops.push(Op::SetFont { font: PdfFontHandle::External(FontId(run.face.resource().into())), size: Pt(line.size) });
        ops.push(Op::SetFillColor { col: rgb(run.colour) });
        ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(hundredths(run.x)), Pt(hundredths(y))) });
        ops.push(Op::Unknown { key: "TJ".into(), value: vec![DictItem::Array(self.glyphs(run))] });
    }

    /// Strings of two-byte glyph numbers, with kerning between them.
    fn glyphs(&self, run: &Run) -> Vec<DictItem> {
        let subset = self.fonts.of(run.face);
        let space = subset.glyph(self.faces.space(run.face).0).to_be_bytes();
        let mut items = Vec::new();
        let mut string: Vec<u8> = Vec::new();
        for (at, word) in run.words.iter().enumerate() {
            if at > 0 {
                string.extend(space);
            }
            self.word(word, subset, &mut string, &mut items);
        }
        if run.spaced {
            string.extend(space);
        }
        if !string.is_empty() {
            items.push(DictItem::String { data: string, literal: false });
        }
        items
    }

    fn word(&self, word: &Word, subset: &super::font::Subset, string: &mut Vec<u8>, items: &mut Vec<DictItem>) {
        for glyph in &word.glyphs {
            string.extend(subset.glyph(glyph.id).to_be_bytes());
            if glyph.kern != 0 {
                items.push(DictItem::String { data: std::mem::take(string), literal: false });
                items.push(DictItem::Int(i64::from(glyph.kern)));
            }
        }
    }
}

fn rgb(colour: Colour) -> Color {
    let share = |value: u8| (f32::from(value) / 0.255).round() / 1000.0;
    Color::Rgb(Rgb { r: share(colour.0), g: share(colour.1), b: share(colour.2), icc_profile: None })
}

/// Finer than any printer, and short in the file.
fn hundredths(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}
