//! What a report is made from: plain data, read in one transaction.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::activity::{Activity, Confirmation};
use provident_domain::assess::Assessed;
use provident_domain::client::{Client, ClientGroup};
use provident_domain::country::CountryCode;
use provident_domain::evidence::Evidence;
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::{ClientGroupId, ClientId, DepartmentId, EvidenceId, ProviderId, ServiceId};
use provident_domain::lists::{Language, Lists};
use provident_domain::organisation::Organisation;
use provident_domain::provider::{Provider, ProviderStatus};
use provident_domain::published::{PublishedChange, PublishedEntry};
use provident_domain::record::ActivityAssessment;
use provident_domain::service::{ProviderRole, Service};
use provident_domain::sub_processor::SubProcessor;
use provident_domain::transfer::{Transfer, TransferImpactAssessment, Verdict};

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
    pub assessment: Assessed,
    /// RFC 3339.
    pub updated_at: String,
}

/// One line of the register of providers.
pub struct RegisterLine {
    pub name: String,
    pub legal_name: Option<String>,
    pub status: Option<ProviderStatus>,
    pub country: Option<CountryCode>,
    pub roles: Vec<ProviderRole>,
    pub departments: Vec<String>,
    pub countries: Vec<CountryCode>,
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

/// A line of the record of processing (Art. 30), with the services that carry it out.
pub struct ActivityFacts {
    pub activity: Activity,
    pub services: Vec<ActivityServiceFacts>,
    pub confirmation: Option<Confirmation>,
    pub assessment: ActivityAssessment,
    pub created_on: NaiveDate,
    pub updated_on: NaiveDate,
}

/// A provider's service that carries an activity out.
pub struct ActivityServiceFacts {
    pub provider: String,
    pub legal_name: Option<String>,
    /// Where the provider is established.
    pub country: Option<CountryCode>,
    pub service: String,
    pub role: Option<ProviderRole>,
    /// Where it stores the data or sees it from.
    pub countries: Vec<CountryCode>,
    pub transfers: Vec<TransferLine>,
}

/// What activities point to, each once however many share it.
#[derive(Default)]
pub struct RecordNames {
    pub departments: DepartmentNames,
    pub clients: BTreeMap<ClientId, Client>,
    pub groups: BTreeMap<ClientGroupId, ClientGroup>,
}

/// A leg on which data leaves the EEA, confirmed or only proposed.
pub struct TransferLine {
    /// Whose chain it belongs to.
    pub provider: String,
    /// None for all services of the provider.
    pub service: Option<String>,
    /// Us when none.
    pub exporter: Option<String>,
    /// None where nobody has named it yet.
    pub importer: Option<String>,
    /// None while it is only proposed.
    pub transfer: Option<Transfer>,
    /// Where the importer is established.
    pub country: Option<CountryCode>,
    /// Every third country that it leads to; of a proposal those that nobody has decided on.
    pub countries: Vec<CountryCode>,
    pub verdict: Verdict,
    pub assessment: Option<TransferImpactAssessment>,
    pub decided: Option<Decided>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decided {
    pub by: String,
    pub on: NaiveDate,
}

/// Those who work for one of our sub-processors, as it has told us; each behind the one that engages it.
pub struct Chain {
    /// As on its contract.
    pub provider: String,
    pub links: Vec<ChainLink>,
}

pub struct ChainLink {
    /// 0 for one that the provider engages itself.
    pub depth: u32,
    pub sub_processor: SubProcessor,
}

/// The list of our sub-processors as it is shown to clients and the public.
pub struct PublicList<'a> {
    pub entries: &'a [PublishedEntry],
    /// The day on which the list stood like this.
    pub as_of: NaiveDate,
    /// From when its changes apply.
    pub effective_on: NaiveDate,
    /// The day of the list before; none for the first one.
    pub before: Option<NaiveDate>,
    /// What differs from the one before.
    pub changes: &'a [PublishedChange],
}
