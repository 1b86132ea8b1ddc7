//! The commands, one file a noun.

pub mod app;
pub mod department;
pub mod evidence;
pub mod export;
pub mod fact;
pub mod history;
pub mod import;
pub mod merge;
pub mod provider;
pub mod report;
pub mod service;
pub mod today;
pub mod undo;
pub mod vocabulary;
