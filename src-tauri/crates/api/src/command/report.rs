//! Reports: preview, issue, issue again; and exports of the register.

use chrono::NaiveDate;
use provident_domain::id::ProviderId;
use provident_domain::lists::Language;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::FileToken;
use super::provider::ProviderQuery;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ReportKindRow {
    /// Such as `provider-dossier`.
    pub kind: String,
    pub title: String,
    pub description: String,
    pub needs_provider: bool,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReportKinds {
    pub language: Language,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReportRequest {
    pub kind: String,
    pub provider: Option<ProviderId>,
    /// The current filter; all providers when none.
    pub query: Option<ProviderQuery>,
    /// Rules and due dates of that day; today unless given.
    pub on: Option<NaiveDate>,
    pub language: Language,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReportIssue {
    pub request: ReportRequest,
    pub file: FileToken,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct IssuedReport {
    pub number: String,
    pub kind: String,
    pub title: String,
    pub language: Language,
    pub issued_on: NaiveDate,
    pub at: String,
    pub who: String,
    /// SHA-256 of the PDF.
    pub digest: String,
    pub pages: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct IssueResult {
    pub report: IssuedReport,
    /// The same content had been issued before.
    pub is_again: bool,
    /// False where the register could only be read: the file is there, its issuing is not recorded.
    pub is_recorded: bool,
    /// Characters no font could show, printed as a visible replacement.
    pub replaced_glyphs: u32,
    pub file_name: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReportReissue {
    pub number: String,
    pub file: FileToken,
}

/// Format by the file's ending: `.xlsx` the whole register, `.csv` the provider fields.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterExport {
    pub file: FileToken,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ExportResult {
    pub file_name: String,
    pub providers: u32,
    pub services: u32,
}
