//! Pages become a PDF/A file: content streams, subset fonts, tags, outline and metadata.

mod append;
mod assemble;
mod font;
mod metadata;
mod outline;
mod stream;
mod tag;

use crate::document::Document;
use crate::layout::face::Faces;
use crate::layout::lay_out;

/// A finished file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: u32,
    /// Characters that no font has, shown as a visible replacement.
    pub replaced_glyphs: u32,
}

#[derive(Debug, thiserror::Error)]
pub enum RenderFault {
    #[error("a shipped font cannot be read: {0}")]
    Font(String),
    #[error("the file could not be put together: {0}")]
    File(String),
    #[error("cancelled")]
    Cancelled,
}

/// Lays a document out and writes it. The same document gives the same bytes.
pub fn render(document: &Document) -> Result<Pdf, RenderFault> {
    render_with(document, &|| false)
}

/// As [`render`]; `is_cancelled` is asked between the steps.
pub fn render_with(document: &Document, is_cancelled: &(dyn Fn() -> bool + Sync)) -> Result<Pdf, RenderFault> {
    let mut faces = Faces::new().map_err(|error| RenderFault::Font(error.to_string()))?;
    let laid = lay_out(document, &mut faces);
    if is_cancelled() {
        return Err(RenderFault::Cancelled);
    }
    let pages = laid.pages.len() as u32;
    let replaced_glyphs = faces.replaced;
    let fonts = font::subset(&faces)?;
    let bytes = assemble::file(document, laid, &faces, &fonts, is_cancelled)?;
    Ok(Pdf { bytes, pages, replaced_glyphs })
}
