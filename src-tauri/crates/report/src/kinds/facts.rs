//! What a report is made from: plain data, read in one transaction.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::assess::Assessment;
use provident_domain::evidence::Evidence;
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::{DepartmentId, EvidenceId, ProviderId, ServiceId};
use provident_domain::lists::{Language, Lists};
use provident_domain::organisation::Organisation;
use provident_domain::provider::{Provider, ProviderStatus};
use provident_domain::service::{ProviderRole, Service};

/// What every report says of itself.
pub struct Issue<'a> {
    pub organisation: &'a Organisation,
    pub language: Language,
    pub lists: &'a Lists,
    pub issued_on: NaiveDate,
    /// The day whose rules and due dates hold; `issued_on` unless another was asked for.
    pub as_of: NaiveDate,
    /// Seal of the history, without lines that only record issuing.
    pub history_head: Option<String>,
}

/// All about one provider.
pub struct ProviderFacts {
    pub id: ProviderId,
    pub provider: Provider,
    pub services: Vec<(ServiceId, Service)>,
    pub standings: BTreeMap<FactGroup, Standing>,
    pub evidence: Vec<(EvidenceId, Evidence)>,
    pub assessment: Assessment,
    /// RFC 3339.
    pub updated_at: String,
}

/// One line of the register of providers.
pub struct RegisterLine {
    pub name: String,
    pub legal_name: Option<String>,
    pub status: Option<ProviderStatus>,
    pub country: Option<provident_domain::country::CountryCode>,
    pub roles: Vec<ProviderRole>,
    pub departments: Vec<String>,
    pub countries: Vec<provident_domain::country::CountryCode>,
    pub services: u32,
    pub completeness: u8,
    pub unverified: u32,
    pub stale: u32,
    pub is_special: bool,
    pub is_outside_eea: bool,
}

/// A document kept as proof, in the register of providers.
pub struct RegisterEvidence {
    /// None for one that belongs to no single provider, such as an imported list.
    pub provider: Option<String>,
    pub title: String,
    pub dated: Option<NaiveDate>,
    /// SHA-256, hexadecimal.
    pub digest: String,
}

/// Names of the departments that services point to.
pub type DepartmentNames = BTreeMap<DepartmentId, String>;
