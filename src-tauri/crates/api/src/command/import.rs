//! A list from outside becomes providers: read, map, preview, then one transaction.
//! Reconciling a list of names uses the same reading.

use provident_domain::id::ProviderId;
use provident_domain::provider::ProviderStatus;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::FileToken;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportRead {
    pub file: FileToken,
    /// Name of a sheet; the first with rows unless given.
    pub sheet: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ImportColumn {
    pub index: u32,
    pub header: String,
    /// Up to three values that are not empty.
    pub samples: Vec<String>,
    /// The field its header matches; none keeps it as an imported note.
    pub field: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ImportField {
    pub id: String,
    pub label: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ImportReading {
    /// Stands for the reading in what follows; held until the register closes.
    pub source: String,
    pub file_name: String,
    /// "csv", "xlsx", "ods" or "register" (our own export: nothing to map).
    pub format: String,
    /// Such as "UTF-8, semicolon, 25/05/2026"; shown as it is.
    pub how_read: String,
    pub sheets: Vec<String>,
    pub sheet: String,
    pub rows: u32,
    pub columns: Vec<ImportColumn>,
    pub fields: Vec<ImportField>,
    /// What was noticed, such as merged cells or formulas without a value.
    pub remarks: Vec<String>,
}

/// A person's word on one row that may be a provider we already have.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum RowDecision {
    Merge { into: ProviderId },
    Create,
    Skip,
}

#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecidedRow {
    pub row: u32,
    pub decision: RowDecision,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportPlan {
    pub source: String,
    /// One entry a column: the field it fills, or none.
    pub mapping: Vec<Option<String>>,
    /// For rows that bring no status of their own.
    pub status: Option<ProviderStatus>,
    pub decisions: Vec<DecidedRow>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct SimilarProvider {
    pub id: ProviderId,
    pub name: String,
    pub reason: provident_domain::similar::Likeness,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RowOutcome {
    Create,
    Update { id: ProviderId, changes: Vec<String> },
    Unchanged { id: ProviderId },
    /// May be one we have: created unless a person says otherwise.
    Possible { candidates: Vec<SimilarProvider>, decision: Option<RowDecision> },
    Skip,
    Refuse { reasons: Vec<String> },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct PreviewRow {
    /// Row number as in the file.
    pub row: u32,
    pub name: String,
    pub outcome: RowOutcome,
    /// Values no field could take; they become imported notes.
    pub remarks: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, TS)]
pub struct ImportCounts {
    pub created: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub skipped: u32,
    pub refused: u32,
    pub possible: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ImportPreview {
    pub counts: ImportCounts,
    /// All rows, possible doubles and refused ones first, then in the order of the file.
    pub rows: Vec<PreviewRow>,
    pub unmapped_columns: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct RefusedRow {
    pub row: u32,
    pub reason: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ImportResult {
    pub created: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub skipped: u32,
    pub refused: Vec<RefusedRow>,
    pub possible_duplicates: Vec<PossibleDuplicate>,
    pub unmapped_columns: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct PossibleDuplicate {
    pub row: u32,
    pub name: String,
    pub like: Vec<SimilarProvider>,
}

/// Saves the refused rows of a plan, each with its reason, as CSV.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RefusedSave {
    pub plan: ImportPlan,
    pub file: FileToken,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ReconcileMatch {
    Known { id: ProviderId, name: String },
    Possible { candidates: Vec<SimilarProvider> },
    Missing,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ReconcileRow {
    pub row: u32,
    pub name: String,
    pub amount: Option<String>,
    pub found: ReconcileMatch,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReconcilePlan {
    pub source: String,
    pub mapping: Vec<Option<String>>,
    /// Rows to take into the register as proposed providers; empty for a preview.
    pub rows: Vec<u32>,
}
