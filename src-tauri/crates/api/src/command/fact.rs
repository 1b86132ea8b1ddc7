//! Verification, apart from editing: somebody compared a group of facts with a document.

use chrono::NaiveDate;
use provident_domain::fact::FactGroup;
use provident_domain::id::{EvidenceId, ProviderId};
use serde::Deserialize;
use ts_rs::TS;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FactVerify {
    pub provider: ProviderId,
    pub group: FactGroup,
    /// Today unless it was done earlier.
    pub on: Option<NaiveDate>,
    pub evidence: Option<EvidenceId>,
    /// Where in the evidence, or what was looked at without a file.
    pub place: Option<String>,
}

/// Takes a verification back to a declaration.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FactDeclare {
    pub provider: ProviderId,
    pub group: FactGroup,
}
