//! What the lists say of the record of processing: its fields, legal bases, steps of an assessment and
//! the rules of what is due.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::label::Label;
use super::vocabulary::Confidence;
use crate::transfer::{MeasureKind, TiaStep};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordOf {
    Controller,
    Processor,
    Both,
}

/// When a field of the record has to be filled.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RequiredWhen {
    Always,
    IfApplicable,
    WherePossible,
    /// No letter of Art. 30 asks for it.
    Recommended,
}

/// A field of the record of processing, with guidance for whoever fills it in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordField {
    pub id: String,
    pub record: RecordOf,
    pub chapter: String,
    /// Of Art. 30(1).
    pub letter: Option<char>,
    /// Of Art. 30(2).
    pub processor_letter: Option<char>,
    pub article: String,
    pub required: RequiredWhen,
    pub weight: u8,
    /// `GDPR`, or the authority whose template asks for it.
    pub origin: String,
    pub label: Label,
    pub guidance: Label,
    pub example: Label,
    pub source: String,
    pub last_verified: NaiveDate,
    pub confidence: Confidence,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordChapter {
    pub id: String,
    pub label: Label,
}

/// The exemption for small organisations (Art. 30(5)).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordExemption {
    pub note: Label,
    pub article: String,
    pub persons: u32,
    pub source: String,
    pub last_verified: NaiveDate,
    pub confidence: Confidence,
}

/// A legal basis of Art. 6(1), a condition of Art. 9(2), or Art. 10.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    pub id: String,
    pub article: String,
    pub label: Label,
    /// A law of the Union or of a state must allow it.
    #[serde(default)]
    pub needs_law: bool,
    pub note: Option<Label>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TiaStepEntry {
    pub id: TiaStep,
    pub number: u8,
    pub title: Label,
    pub guidance: Label,
    pub example: Label,
}

/// A supplementary measure to choose from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeasureEntry {
    pub id: String,
    pub kind: MeasureKind,
    pub label: Label,
    pub effect: Label,
}

/// When something is due, from what, and what settles it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DueRule {
    pub id: String,
    pub label: Label,
    pub rule: Label,
    pub settles: Label,
    pub article: String,
    pub months: Option<u32>,
    pub days: Option<u32>,
    pub source: String,
    pub last_verified: NaiveDate,
}
