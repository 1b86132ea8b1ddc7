//! A document that proves something about a provider. Its bytes live in the register,
//! once per content.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use crate::check::{Check, LINE, NAME};
use crate::fault::{Fault, FaultCode};
use crate::id::ProviderId;

/// Bytes of one file; larger ones are refused before they are read.
pub const LARGEST_EVIDENCE: u64 = 200 * 1024 * 1024;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    Contract,
    Dpa,
    Certificate,
    AuditReport,
    Policy,
    Screenshot,
    Correspondence,
    /// The file an import was read from.
    SourceList,
    Other,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EvidenceDraft {
    /// Empty for evidence of the register as a whole, such as an imported list.
    pub provider: Option<ProviderId>,
    pub title: String,
    pub kind: EvidenceKind,
    pub dated: Option<NaiveDate>,
}

/// A piece of evidence without its bytes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Evidence {
    pub provider: Option<ProviderId>,
    pub title: String,
    pub kind: EvidenceKind,
    pub dated: Option<NaiveDate>,
    pub file_name: String,
    /// SHA-256 of the content, 64 hexadecimal digits.
    pub digest: String,
    /// Bytes.
    pub size: u64,
}

impl EvidenceDraft {
    pub fn check(&self, file_name: &str, content: &[u8], today: NaiveDate) -> Result<Evidence, Vec<Fault>> {
        let mut check = Check::default();
        if self.dated.is_some_and(|dated| dated > today) {
            check.fault("dated", FaultCode::InTheFuture);
        }
        let evidence = Evidence {
            provider: self.provider,
            title: check.name("title", &self.title),
            kind: self.kind,
            dated: self.dated,
            file_name: check.line("file_name", Some(file_name), LINE.max(NAME)).unwrap_or_else(|| "file".into()),
            digest: content_digest(content),
            size: content.len() as u64,
        };
        check.finish(evidence)
    }
}

/// SHA-256 in lower-case hexadecimal.
pub fn content_digest(content: &[u8]) -> String {
    hex(&Sha256::digest(content))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
