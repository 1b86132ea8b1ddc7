//! Documents kept in the register as proof.

use provident_domain::evidence::EvidenceDraft;
use provident_domain::id::EvidenceId;
use serde::Deserialize;
use ts_rs::TS;

use super::app::FileToken;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EvidenceAdd {
    pub file: FileToken,
    pub draft: EvidenceDraft,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EvidenceOne {
    pub id: EvidenceId,
}
