//! The kinds of report: each takes plain data and gives a document.

mod build;
pub mod dossier;
pub mod facts;
mod label;
pub mod register;
mod service_chapter;
pub mod words;
