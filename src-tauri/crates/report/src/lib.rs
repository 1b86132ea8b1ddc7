//! Reports: plain data becomes a [`Document`], a document becomes pages, pages become a PDF.
//! The same document is what a screen previews and what a test reads as text.

pub mod document;
pub mod kinds;
mod layout;
mod pdf;
mod text;

pub use document::Document;
pub use pdf::{Pdf, RenderFault, render, render_with};
pub use text::as_text;
