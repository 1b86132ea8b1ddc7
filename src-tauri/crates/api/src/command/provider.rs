//! Providers: the list, the page of one, saving, and the quick decisions of triage.

use std::collections::BTreeMap;

use provident_domain::assess::Assessment;
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::{DepartmentId, EvidenceId, ProviderId, ServiceId};
use provident_domain::provider::{Provider, ProviderDraft};
use provident_domain::service::{ProviderRole, Service};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use provident_store::list::{ProviderPage, ProviderQuery, ProviderRow, ProviderSort};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ServiceView {
    pub id: ServiceId,
    pub revision: u32,
    pub service: Service,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct EvidenceView {
    pub id: EvidenceId,
    pub title: String,
    pub kind: provident_domain::evidence::EvidenceKind,
    pub dated: Option<chrono::NaiveDate>,
    pub file_name: String,
    pub digest: String,
    /// Bytes.
    pub size: u64,
    pub added_at: String,
    pub added_by: String,
}

/// All about one provider.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ProviderView {
    pub id: ProviderId,
    pub revision: u32,
    pub provider: Provider,
    pub services: Vec<ServiceView>,
    pub standings: BTreeMap<FactGroup, Standing>,
    pub evidence: Vec<EvidenceView>,
    pub assessment: Assessment,
    pub created_at: String,
    pub updated_at: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProviderShow {
    pub id: ProviderId,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProviderSave {
    /// None creates.
    pub id: Option<ProviderId>,
    /// The revision that was read; a later one is a conflict.
    pub revision: Option<u32>,
    pub draft: ProviderDraft,
}

/// One quick decision about a proposed provider.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TriageDecision {
    /// A provider whose services get no personal data.
    NoPersonalData,
    /// Not a provider at all: the entry is ended.
    NotAProvider,
    InUse,
    /// Used by this department.
    Department { department: DepartmentId },
    Role { role: ProviderRole },
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProviderTriage {
    pub id: ProviderId,
    pub decision: TriageDecision,
}
