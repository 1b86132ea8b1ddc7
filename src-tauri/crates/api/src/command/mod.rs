//! The commands, one file a noun.

pub mod app;
pub mod backup;
pub mod copy;
pub mod department;
pub mod draft;
pub mod evidence;
pub mod export;
pub mod fact;
pub mod fault;
pub mod folder;
pub mod history;
pub mod import;
pub mod merge;
pub mod people;
pub mod pick;
pub mod provider;
pub mod report;
pub mod seal;
pub mod service;
pub mod today;
pub mod undo;
pub mod vocabulary;
