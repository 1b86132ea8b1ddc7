//! Files that leave and come back: lists read into drafts, the register written as a
//! workbook or as CSV, mails. Bytes in, bytes out; no files, no clock, no database.

pub mod activities;
pub mod answers_file;
mod cell;
pub mod clients;
pub mod columns;
pub mod csv_file;
pub mod document_sheet;
mod entry;
pub mod fault;
mod file_name;
mod guarded;
pub mod incoming;
pub mod mail_draft;
pub mod mail_read;
pub mod merge;
mod names;
pub mod public_list;
pub mod questionnaire_page;
pub mod questionnaire_sheet;
pub mod refused;
pub mod register;
pub mod remark;
mod row;
mod same_name;
#[cfg(test)]
mod shipped;
pub mod sub_processors;
pub mod table;
mod words;

pub use fault::ExchangeFault;
