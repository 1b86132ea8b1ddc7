//! What a complete record holds. Weight, article and reason of each requirement are data
//! (`assets/legal/requirements.json`); here stands only how to see whether it is met.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::provider::{LinkKind, Provider, ProviderField};
use crate::service::{OurRole, ProviderRole, Service, ServiceField};

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    ProviderLegalName,
    ProviderAddress,
    ProviderCountry,
    ProviderStatus,
    ProviderCategory,
    ProviderContact,
    ProviderPrivacyContact,
    ProviderLinkDpa,
    ProviderLinkSubProcessors,
    ProviderHasService,
    ServiceDepartment,
    ServiceOwner,
    ServicePurpose,
    ServiceOurRole,
    ServiceTheirRole,
    ServiceDataCategories,
    ServiceDataFields,
    ServiceDataSubjects,
    ServiceVolume,
    ServiceDirection,
    ServiceStorageCountries,
    ServiceAccessCountries,
    ServiceTransfers,
    ServiceStaffAccess,
    ServiceStaffLeavers,
    ServiceStaffReview,
    ServiceClientImpact,
    ServiceClientTold,
}

/// How a requirement stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Knowledge {
    Known,
    /// Asked, and nobody knows: an answer to record, and a gap to close.
    Unknown,
    Missing,
    NotApplicable,
}

/// Whether data of a service leaves the EEA, and whether a person has decided on each of the legs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Legs {
    None,
    Open,
    Decided,
}

impl Requirement {
    pub const OF_PROVIDER: [Requirement; 10] = [
        Requirement::ProviderLegalName,
        Requirement::ProviderAddress,
        Requirement::ProviderCountry,
        Requirement::ProviderStatus,
        Requirement::ProviderCategory,
        Requirement::ProviderContact,
        Requirement::ProviderPrivacyContact,
        Requirement::ProviderLinkDpa,
        Requirement::ProviderLinkSubProcessors,
        Requirement::ProviderHasService,
    ];

    pub const OF_SERVICE: [Requirement; 18] = [
        Requirement::ServiceDepartment,
        Requirement::ServiceOwner,
        Requirement::ServicePurpose,
        Requirement::ServiceOurRole,
        Requirement::ServiceTheirRole,
        Requirement::ServiceDataCategories,
        Requirement::ServiceDataFields,
        Requirement::ServiceDataSubjects,
        Requirement::ServiceVolume,
        Requirement::ServiceDirection,
        Requirement::ServiceStorageCountries,
        Requirement::ServiceAccessCountries,
        Requirement::ServiceTransfers,
        Requirement::ServiceStaffAccess,
        Requirement::ServiceStaffLeavers,
        Requirement::ServiceStaffReview,
        Requirement::ServiceClientImpact,
        Requirement::ServiceClientTold,
    ];

    /// The id used on the wire and in the assets.
    pub fn id(self) -> &'static str {
        match self {
            Requirement::ProviderLegalName => "provider_legal_name",
            Requirement::ProviderAddress => "provider_address",
            Requirement::ProviderCountry => "provider_country",
            Requirement::ProviderStatus => "provider_status",
            Requirement::ProviderCategory => "provider_category",
            Requirement::ProviderContact => "provider_contact",
            Requirement::ProviderPrivacyContact => "provider_privacy_contact",
            Requirement::ProviderLinkDpa => "provider_link_dpa",
            Requirement::ProviderLinkSubProcessors => "provider_link_sub_processors",
            Requirement::ProviderHasService => "provider_has_service",
            Requirement::ServiceDepartment => "service_department",
            Requirement::ServiceOwner => "service_owner",
            Requirement::ServicePurpose => "service_purpose",
            Requirement::ServiceOurRole => "service_our_role",
            Requirement::ServiceTheirRole => "service_their_role",
            Requirement::ServiceDataCategories => "service_data_categories",
            Requirement::ServiceDataFields => "service_data_fields",
            Requirement::ServiceDataSubjects => "service_data_subjects",
            Requirement::ServiceVolume => "service_volume",
            Requirement::ServiceDirection => "service_direction",
            Requirement::ServiceStorageCountries => "service_storage_countries",
            Requirement::ServiceAccessCountries => "service_access_countries",
            Requirement::ServiceTransfers => "service_transfers",
            Requirement::ServiceStaffAccess => "service_staff_access",
            Requirement::ServiceStaffLeavers => "service_staff_leavers",
            Requirement::ServiceStaffReview => "service_staff_review",
            Requirement::ServiceClientImpact => "service_client_impact",
            Requirement::ServiceClientTold => "service_client_told",
        }
    }

    /// How a requirement of the provider stands. Without personal data in any service,
    /// no contract under Art. 28 and no privacy contact are asked for.
    pub fn of_provider(self, provider: &Provider, services: &[&Service]) -> Knowledge {
        let personal = services.is_empty() || services.iter().any(|service| service.has_personal_data());
        let processor = services.is_empty() || services.iter().any(|service| may_be_processor(service));
        let field = |field: ProviderField| knowledge(provider.knows(field), provider.unknown.contains(&field));
        match self {
            Requirement::ProviderLegalName => field(ProviderField::LegalName),
            Requirement::ProviderAddress => field(ProviderField::Address),
            Requirement::ProviderCountry => field(ProviderField::Country),
            Requirement::ProviderStatus => knowledge(provider.status.is_some(), false),
            Requirement::ProviderCategory => knowledge(provider.category.is_some(), false),
            Requirement::ProviderContact => field(ProviderField::Contacts),
            Requirement::ProviderPrivacyContact if personal => {
                knowledge(provider.privacy_contact().is_some(), provider.unknown.contains(&ProviderField::Contacts))
            }
            Requirement::ProviderLinkDpa if processor => {
                knowledge(provider.link(LinkKind::Dpa).is_some(), provider.unknown.contains(&ProviderField::LinkDpa))
            }
            Requirement::ProviderLinkSubProcessors if processor => {
                knowledge(provider.link(LinkKind::SubProcessors).is_some(), provider.unknown.contains(&ProviderField::LinkSubProcessors))
            }
            Requirement::ProviderHasService => knowledge(!services.is_empty(), false),
            _ => Knowledge::NotApplicable,
        }
    }

    /// How a requirement of a service stands.
    pub fn of_service(self, service: &Service, legs: Legs) -> Knowledge {
        let field = |field: ServiceField| knowledge(service.knows(field), service.unknown.contains(&field));
        let personal = service.has_personal_data();
        match self {
            Requirement::ServiceDepartment => knowledge(!service.departments.is_empty(), false),
            Requirement::ServiceOwner => field(ServiceField::Owner),
            Requirement::ServicePurpose => knowledge(service.purpose.is_some(), false),
            Requirement::ServiceOurRole if personal => knowledge(service.our_role.is_some(), false),
            Requirement::ServiceTheirRole => knowledge(service.their_role.is_some(), false),
            Requirement::ServiceDataCategories if personal => field(ServiceField::DataCategories),
            Requirement::ServiceDataFields if personal => field(ServiceField::DataFields),
            Requirement::ServiceDataSubjects if personal => field(ServiceField::DataSubjects),
            Requirement::ServiceVolume if personal => field(ServiceField::Volume),
            Requirement::ServiceDirection if personal => field(ServiceField::Direction),
            Requirement::ServiceStorageCountries if personal => field(ServiceField::StorageCountries),
            Requirement::ServiceAccessCountries if personal => field(ServiceField::AccessCountries),
            Requirement::ServiceTransfers if personal && legs != Legs::None => {
                let known = legs == Legs::Decided || service.knows(ServiceField::TransferNote);
                knowledge(known, service.unknown.contains(&ServiceField::TransferNote))
            }
            Requirement::ServiceStaffAccess if personal => staff_access(service),
            Requirement::ServiceStaffLeavers if personal => field(ServiceField::StaffLeavers),
            Requirement::ServiceStaffReview if personal => field(ServiceField::StaffReview),
            Requirement::ServiceClientImpact if personal => field(ServiceField::ClientMeaning),
            Requirement::ServiceClientTold if personal && concerns_clients(service) => field(ServiceField::ClientsTold),
            _ => Knowledge::NotApplicable,
        }
    }
}

fn knowledge(known: bool, unknown: bool) -> Knowledge {
    match (known, unknown) {
        (true, _) => Knowledge::Known,
        (false, true) => Knowledge::Unknown,
        (false, false) => Knowledge::Missing,
    }
}

fn staff_access(service: &Service) -> Knowledge {
    let parts = [ServiceField::StaffPeople, ServiceField::StaffAdministrators];
    let known = parts.iter().all(|part| service.knows(*part));
    let answered = parts.iter().all(|part| service.knows(*part) || service.unknown.contains(part));
    knowledge(known, answered)
}

fn may_be_processor(service: &Service) -> bool {
    matches!(service.their_role, None | Some(ProviderRole::Processor | ProviderRole::SubProcessor))
}

fn concerns_clients(service: &Service) -> bool {
    service.their_role == Some(ProviderRole::SubProcessor) || service.our_role == Some(OurRole::Processor)
}
