//! A document becomes pages of measured text, rules and fills.

mod block;
pub mod face;
mod flow;
mod form;
mod frame;
mod line;
pub mod page;
mod table;

use crate::document::Document;
use face::Faces;
use page::Pages;

/// Lays the document out. The fonts know afterwards which glyphs were used.
pub fn lay_out(document: &Document, faces: &mut Faces) -> Pages {
    let mut flow = flow::Flow::new(document, faces);
    frame::title(&mut flow, document);
    for (at, block) in document.body.iter().enumerate() {
        block::place(&mut flow, block, &document.body[at + 1..]);
    }
    frame::running(&mut flow, document);
    flow.finish()
}
