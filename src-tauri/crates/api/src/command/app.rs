//! The program as a whole: which register is open, recent ones, the settings of this desk.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use provident_domain::lists::Language;

/// Stands for a path that only Rust knows.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct FileToken(pub String);

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    System,
    Light,
    Dark,
}

/// Kept on this desk, not in the register.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub language: Language,
    pub theme: Theme,
    /// Percent, 100 to 200.
    pub text_size: u16,
    /// Who I am in the history.
    pub my_name: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct RecentRegister {
    pub file: FileToken,
    pub name: String,
    /// The folder, shortened for reading.
    pub place: String,
    pub organisation: String,
    /// RFC 3339.
    pub opened_at: String,
    pub exists: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct RegisterInfo {
    pub name: String,
    pub organisation: String,
    pub is_sample: bool,
    pub is_read_only: bool,
    /// Why it is read-only, when somebody else is writing.
    pub held_by: Option<HeldBy>,
    pub providers: u64,
    pub proposed: u64,
    /// A copy was kept before a migration at this opening; its file name.
    pub migrated_copy: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct HeldBy {
    pub who: String,
    pub machine: String,
    pub since: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct AppState {
    pub version: String,
    /// ISO date.
    pub today: chrono::NaiveDate,
    pub settings: Settings,
    pub register: Option<RegisterInfo>,
    pub recent: Vec<RecentRegister>,
    /// A register named on the command line; the screen opens it once.
    pub open_at_start: Option<FileToken>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterCreate {
    pub file: FileToken,
    pub organisation: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterOpen {
    pub file: FileToken,
    pub read_only: bool,
}

/// Why a file is asked for; decides the dialog's title and endings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PickPurpose {
    RegisterToCreate,
    RegisterToOpen,
    ListToImport,
    EvidenceToAdd,
    ReportToSave,
    ExportToSave,
    RefusedRowsToSave,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FilePick {
    pub purpose: PickPurpose,
    /// File name offered in a save dialog.
    pub suggested: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct PickedFile {
    pub file: FileToken,
    pub name: String,
    /// Bytes, of a file that exists.
    pub size: Option<u64>,
}
