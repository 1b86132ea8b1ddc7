//! The kinds of report: each takes plain data and gives a document.

mod build;
pub mod client_notice;
pub mod dossier;
pub mod facts;
mod label;
mod public_change;
mod questionnaire_answer;
pub mod questionnaire_blank;
pub mod questionnaire_completed;
pub mod questionnaire_facts;
mod questionnaire_words;
mod record_columns;
pub mod record_controller;
mod record_head;
pub mod record_processor;
mod record_sheet;
pub mod record_table;
mod record_words;
pub mod register;
#[cfg(test)]
mod sample;
mod service_chapter;
pub mod sub_processors;
mod transfer_text;
mod transfer_words;
pub mod transfers;
pub mod words;
