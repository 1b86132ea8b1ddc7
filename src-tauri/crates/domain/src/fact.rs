//! Who says so, and who looked: each group of facts about a provider is declared or verified.
//! A change of the facts takes a verification back to declared.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::EvidenceId;
use crate::provider::{LinkKind, Provider, ProviderField};
use crate::service::{Service, ServiceField};

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FactGroup {
    Identity,
    Data,
    Locations,
    Transfers,
    SubProcessors,
    StaffAccess,
    Contract,
    Certifications,
}

impl FactGroup {
    pub const ALL: [FactGroup; 8] = [
        FactGroup::Identity,
        FactGroup::Data,
        FactGroup::Locations,
        FactGroup::Transfers,
        FactGroup::SubProcessors,
        FactGroup::StaffAccess,
        FactGroup::Contract,
        FactGroup::Certifications,
    ];

    /// The id used on the wire and in the register.
    pub fn id(self) -> &'static str {
        match self {
            FactGroup::Identity => "identity",
            FactGroup::Data => "data",
            FactGroup::Locations => "locations",
            FactGroup::Transfers => "transfers",
            FactGroup::SubProcessors => "sub_processors",
            FactGroup::StaffAccess => "staff_access",
            FactGroup::Contract => "contract",
            FactGroup::Certifications => "certifications",
        }
    }
}

/// How sure a group of facts is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Standing {
    Declared {
        by: String,
        on: NaiveDate,
        /// The file of answers it was declared in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        file: Option<String>,
    },
    Verified {
        by: String,
        on: NaiveDate,
        /// What it was compared with.
        evidence: Option<EvidenceId>,
        /// Where in the evidence, such as `p. 4`, or what was looked at without a file.
        place: Option<String>,
    },
}

impl Standing {
    pub fn is_verified(&self) -> bool {
        matches!(self, Standing::Verified { .. })
    }

    /// The first day on which a verification is too old; `None` for a declaration.
    pub fn stale_from(&self, stale_after_months: u32) -> Option<NaiveDate> {
        match self {
            Standing::Declared { .. } => None,
            Standing::Verified { on, .. } => on.checked_add_months(Months::new(stale_after_months))?.succ_opt(),
        }
    }
}

/// The groups in which `after` says something else than `before`, or says something first.
pub fn changed_in_provider(before: Option<&Provider>, after: &Provider) -> Vec<FactGroup> {
    let changed = |group: FactGroup| match before {
        Some(before) => provider_facts(before, group) != provider_facts(after, group),
        None => states_in_provider(after, group),
    };
    FactGroup::ALL.into_iter().filter(|group| changed(*group)).collect()
}

/// As for the provider; a service that goes changes every group it said something in.
pub fn changed_in_service(before: Option<&Service>, after: Option<&Service>) -> Vec<FactGroup> {
    let said = |service: Option<&Service>, group| service.map(|service| service_facts(service, group)).filter(|facts| !says_nothing(facts));
    FactGroup::ALL.into_iter().filter(|group| said(before, *group) != said(after, *group)).collect()
}

/// Whether anything at all is stated in this group, "unknown" included.
pub fn is_stated(provider: &Provider, services: &[&Service], group: FactGroup) -> bool {
    states_in_provider(provider, group) || services.iter().any(|service| !says_nothing(&service_facts(service, group)))
}

fn states_in_provider(provider: &Provider, group: FactGroup) -> bool {
    group == FactGroup::Identity || !says_nothing(&provider_facts(provider, group))
}

fn says_nothing(facts: &[String]) -> bool {
    facts.iter().all(String::is_empty)
}

/// The facts of a group as comparable text. Status, category and notes are ours, not facts about the provider.
fn provider_facts(provider: &Provider, group: FactGroup) -> Vec<String> {
    let unknown = |field: ProviderField| if provider.unknown.contains(&field) { "unknown".to_owned() } else { String::new() };
    match group {
        FactGroup::Identity => vec![
            provider.name.clone(),
            shown(&provider.legal_name),
            shown(&provider.registration_id),
            shown(&provider.address),
            shown(&provider.country),
            shown(&provider.parent),
            shown(&provider.parent_country),
            listed(&provider.contacts),
            unknown(ProviderField::LegalName),
            unknown(ProviderField::RegistrationId),
            unknown(ProviderField::Address),
            unknown(ProviderField::Country),
            unknown(ProviderField::Contacts),
        ],
        FactGroup::Contract => vec![provider.link(LinkKind::Dpa).unwrap_or_default().to_owned(), unknown(ProviderField::LinkDpa)],
        FactGroup::SubProcessors => {
            vec![provider.link(LinkKind::SubProcessors).unwrap_or_default().to_owned(), unknown(ProviderField::LinkSubProcessors)]
        }
        FactGroup::Certifications => vec![listed(&provider.certifications), unknown(ProviderField::Certifications)],
        FactGroup::Data | FactGroup::Locations | FactGroup::Transfers | FactGroup::StaffAccess => Vec::new(),
    }
}

fn service_facts(service: &Service, group: FactGroup) -> Vec<String> {
    let unknown = |fields: &[ServiceField]| {
        let marked: Vec<&str> = fields.iter().filter(|field| service.unknown.contains(field)).map(|field| field.id()).collect();
        marked.join(" ")
    };
    match group {
        FactGroup::Data => vec![
            listed(&service.data),
            service.data_fields.join("\n"),
            shown(&service.purpose),
            service.direction.map(|direction| format!("{direction:?}")).unwrap_or_default(),
            unknown(&[
                ServiceField::DataCategories,
                ServiceField::DataFields,
                ServiceField::DataSubjects,
                ServiceField::Volume,
                ServiceField::Direction,
            ]),
        ],
        FactGroup::Locations => vec![
            listed(&service.storage_countries),
            listed(&service.access_countries),
            unknown(&[ServiceField::StorageCountries, ServiceField::AccessCountries]),
        ],
        FactGroup::Transfers => vec![shown(&service.transfer_note), unknown(&[ServiceField::TransferNote])],
        FactGroup::StaffAccess => vec![
            staff_facts(service),
            unknown(&[
                ServiceField::StaffPeople,
                ServiceField::StaffAdministrators,
                ServiceField::StaffRoles,
                ServiceField::StaffSignOn,
                ServiceField::StaffLeavers,
                ServiceField::StaffReview,
            ]),
        ],
        FactGroup::Identity | FactGroup::SubProcessors | FactGroup::Contract | FactGroup::Certifications => Vec::new(),
    }
}

fn staff_facts(service: &Service) -> String {
    if service.staff_access == crate::service::StaffAccess::default() { String::new() } else { format!("{:?}", service.staff_access) }
}

fn shown(value: &Option<impl ToString>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn listed(values: &[impl std::fmt::Debug]) -> String {
    if values.is_empty() { String::new() } else { format!("{values:?}") }
}
