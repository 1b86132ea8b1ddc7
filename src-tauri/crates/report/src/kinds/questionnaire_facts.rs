//! What the reports on questionnaires are made from: plain data, read in one transaction.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::assessment::{Assessment, ReviewDraft};
use provident_domain::questionnaire::{Answers, Attachment, Card, Questionnaire, Sender};

use super::facts::Decided;

/// A questionnaire before anybody has answered it.
pub struct BlankFacts<'a> {
    pub questionnaire: &'a Questionnaire,
    /// Provider or department asked; none for the questionnaire as such.
    pub respondent: Option<String>,
    /// Who of us asks.
    pub asked_by: Option<String>,
    /// Where the answers go.
    pub reply_to: Option<String>,
    pub due_on: Option<NaiveDate>,
}

/// One round of one respondent.
pub struct CompletedFacts<'a> {
    /// The questions that it asks, in the version that it began with.
    pub questionnaire: &'a Questionnaire,
    pub assessment: &'a Assessment,
    /// Provider or department asked.
    pub respondent: String,
    /// None while nothing came back.
    pub reply: Option<Reply>,
    /// The reviewer's word on main questions.
    pub reviews: BTreeMap<String, ReviewDraft>,
    /// Who reviewed it, and when last.
    pub reviewed: Option<Decided>,
    /// The round before, for what changed since.
    pub before: Option<RoundBefore>,
}

/// What came back, in its latest version.
pub struct Reply {
    /// Who says that they filled it in.
    pub sender: Option<Sender>,
    /// From whom it came, as the reviewer recorded it.
    pub received_from: Option<String>,
    /// It travelled encrypted to the key of the register.
    pub is_sealed: bool,
    pub finished_on: Option<NaiveDate>,
    /// SHA-256 of the file as it came, hexadecimal; none where there was no file.
    pub digest: Option<String>,
    pub answers: Answers,
    pub cards: Vec<Card>,
    pub attachments: Vec<Attachment>,
    /// What was written was erased, since its retention ended; digests and the reviewer's word remain.
    pub erased_on: Option<NaiveDate>,
}

/// An earlier round of the same respondent.
pub struct RoundBefore {
    pub round: u32,
    /// When it was closed, or else came back.
    pub on: Option<NaiveDate>,
    pub answers: Answers,
    pub cards: Vec<Card>,
    pub attachments: Vec<Attachment>,
    pub reviews: BTreeMap<String, ReviewDraft>,
    /// What was written was erased: only the reviewer's word can be compared.
    pub is_erased: bool,
}
