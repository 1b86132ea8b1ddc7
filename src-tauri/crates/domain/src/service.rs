//! A service of a provider as we use it. The roles stand here and not on the provider,
//! since one provider can be several.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Check, LINE, NAME, PARAGRAPH};
use crate::country::CountryCode;
use crate::fault::{Fault, FaultCode};
use crate::id::DepartmentId;
use crate::legal::Legal;
use crate::lists::Lists;

/// What we are for the data this service gets.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OurRole {
    Controller,
    JointController,
    /// For our clients.
    Processor,
}

/// What the provider is. There is no default: a person decides.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProviderRole {
    Processor,
    /// Of ours, where we are our clients' processor (Art. 28(2), 28(4)).
    SubProcessor,
    IndependentController,
    JointController,
    NoPersonalData,
}

/// Number of persons.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Volume {
    #[serde(rename = "under_100")]
    Under100,
    #[serde(rename = "from_100")]
    From100,
    #[serde(rename = "from_10000")]
    From10000,
    #[serde(rename = "from_100000")]
    From100000,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    ToProvider,
    FromProvider,
    Both,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignOn {
    CompanySso,
    OwnPassword,
    SecondFactor,
    SharedAccount,
    ApiKey,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClientsTold {
    Yes,
    No,
    NotNeeded,
}

/// The facts of a service that can be asked for and answered with "nobody knows".
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ServiceField {
    Owner,
    DataCategories,
    DataFields,
    DataSubjects,
    Volume,
    Direction,
    StorageCountries,
    AccessCountries,
    TransferNote,
    StaffPeople,
    StaffAdministrators,
    StaffRoles,
    StaffSignOn,
    StaffLeavers,
    StaffReview,
    ClientMeaning,
    ClientsTold,
}

/// One category of personal data, of whom, of how many.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonalDataUse {
    /// Id of the vocabulary of personal-data categories.
    pub category: String,
    /// Ids of the vocabulary of data-subject categories.
    #[serde(default)]
    pub subjects: Vec<String>,
    #[serde(default)]
    pub volume: Option<Volume>,
}

/// The rights of our own people at the provider.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct StaffAccess {
    pub people: Option<u32>,
    pub administrators: Option<u32>,
    pub roles: Vec<String>,
    pub sign_on: Vec<SignOn>,
    /// How somebody who leaves us loses access.
    pub leavers: Option<String>,
    pub last_review: Option<NaiveDate>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ClientImpact {
    pub meaning: Option<String>,
    pub told: Option<ClientsTold>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ServiceDraft {
    pub name: String,
    pub departments: Vec<DepartmentId>,
    /// Who of us answers for it.
    pub owner: Option<String>,
    pub our_role: Option<OurRole>,
    pub their_role: Option<ProviderRole>,
    pub purpose: Option<String>,
    /// The exact fields sent, where someone knows them.
    pub data_fields: Vec<String>,
    pub data: Vec<PersonalDataUse>,
    pub direction: Option<Direction>,
    pub storage_countries: Vec<String>,
    pub access_countries: Vec<String>,
    /// What is known of transfers outside the EEA and their ground.
    pub transfer_note: Option<String>,
    pub staff_access: StaffAccess,
    pub client_impact: ClientImpact,
    pub unknown: Vec<ServiceField>,
    pub notes: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Service {
    pub name: String,
    pub departments: Vec<DepartmentId>,
    pub owner: Option<String>,
    pub our_role: Option<OurRole>,
    pub their_role: Option<ProviderRole>,
    pub purpose: Option<String>,
    pub data_fields: Vec<String>,
    pub data: Vec<PersonalDataUse>,
    pub direction: Option<Direction>,
    pub storage_countries: Vec<CountryCode>,
    pub access_countries: Vec<CountryCode>,
    pub transfer_note: Option<String>,
    pub staff_access: StaffAccess,
    pub client_impact: ClientImpact,
    pub unknown: Vec<ServiceField>,
    pub notes: Option<String>,
}

impl ServiceDraft {
    pub fn check(&self, lists: &Lists, today: NaiveDate) -> Result<Service, Vec<Fault>> {
        let mut check = Check::default();
        check.size("departments", self.departments.len());
        let service = Service {
            name: check.name("name", &self.name),
            departments: self.departments.iter().copied().collect::<BTreeSet<_>>().into_iter().collect(),
            owner: check.line("owner", self.owner.as_deref(), NAME),
            our_role: self.our_role,
            their_role: self.their_role,
            purpose: check.text("purpose", self.purpose.as_deref(), PARAGRAPH),
            data_fields: check.lines("data_fields", &self.data_fields, LINE),
            data: personal_data(&mut check, &self.data, lists),
            direction: self.direction,
            storage_countries: check.countries("storage_countries", &self.storage_countries, lists),
            access_countries: check.countries("access_countries", &self.access_countries, lists),
            transfer_note: check.text("transfer_note", self.transfer_note.as_deref(), PARAGRAPH),
            staff_access: staff_access(&mut check, &self.staff_access, today),
            client_impact: ClientImpact {
                meaning: check.text("client_impact.meaning", self.client_impact.meaning.as_deref(), PARAGRAPH),
                told: self.client_impact.told,
            },
            unknown: self.unknown.iter().copied().collect::<BTreeSet<_>>().into_iter().collect(),
            notes: check.text("notes", self.notes.as_deref(), PARAGRAPH),
        };
        for field in &service.unknown {
            if service.knows(*field) {
                check.fault(format!("unknown.{}", field.id()), FaultCode::KnownAndUnknown);
            }
        }
        check.finish(service)
    }
}

impl ServiceField {
    /// The id used on the wire.
    pub fn id(self) -> &'static str {
        match self {
            ServiceField::Owner => "owner",
            ServiceField::DataCategories => "data_categories",
            ServiceField::DataFields => "data_fields",
            ServiceField::DataSubjects => "data_subjects",
            ServiceField::Volume => "volume",
            ServiceField::Direction => "direction",
            ServiceField::StorageCountries => "storage_countries",
            ServiceField::AccessCountries => "access_countries",
            ServiceField::TransferNote => "transfer_note",
            ServiceField::StaffPeople => "staff_people",
            ServiceField::StaffAdministrators => "staff_administrators",
            ServiceField::StaffRoles => "staff_roles",
            ServiceField::StaffSignOn => "staff_sign_on",
            ServiceField::StaffLeavers => "staff_leavers",
            ServiceField::StaffReview => "staff_review",
            ServiceField::ClientMeaning => "client_meaning",
            ServiceField::ClientsTold => "clients_told",
        }
    }
}

/// Where the data of a service goes: where it is stored or seen from, and where its provider is established
/// if that is outside the area (it imports the data), or if nothing else is known.
pub fn places(countries: BTreeSet<CountryCode>, seat: Option<CountryCode>, legal: &Legal) -> BTreeSet<CountryCode> {
    let counts = countries.is_empty() || seat.is_some_and(|seat| !legal.is_eea(seat));
    countries.into_iter().chain(seat.filter(|_| counts)).collect()
}

impl Service {
    /// False only once somebody has said so; an open role counts as personal data.
    pub fn has_personal_data(&self) -> bool {
        self.their_role != Some(ProviderRole::NoPersonalData)
    }

    pub fn knows(&self, field: ServiceField) -> bool {
        let staff = &self.staff_access;
        match field {
            ServiceField::Owner => self.owner.is_some(),
            ServiceField::DataCategories => !self.data.is_empty(),
            ServiceField::DataFields => !self.data_fields.is_empty(),
            ServiceField::DataSubjects => !self.data.is_empty() && self.data.iter().all(|data| !data.subjects.is_empty()),
            ServiceField::Volume => !self.data.is_empty() && self.data.iter().all(|data| data.volume.is_some()),
            ServiceField::Direction => self.direction.is_some(),
            ServiceField::StorageCountries => !self.storage_countries.is_empty(),
            ServiceField::AccessCountries => !self.access_countries.is_empty(),
            ServiceField::TransferNote => self.transfer_note.is_some(),
            ServiceField::StaffPeople => staff.people.is_some(),
            ServiceField::StaffAdministrators => staff.administrators.is_some(),
            ServiceField::StaffRoles => !staff.roles.is_empty(),
            ServiceField::StaffSignOn => !staff.sign_on.is_empty(),
            ServiceField::StaffLeavers => staff.leavers.is_some(),
            ServiceField::StaffReview => staff.last_review.is_some(),
            ServiceField::ClientMeaning => self.client_impact.meaning.is_some(),
            ServiceField::ClientsTold => self.client_impact.told.is_some(),
        }
    }

    /// Every country where the data is stored or can be seen from. Remote access from
    /// outside the EEA is a transfer (EDPB Guidelines 05/2021).
    pub fn countries(&self) -> BTreeSet<CountryCode> {
        self.storage_countries.iter().chain(&self.access_countries).copied().collect()
    }

    pub fn to_draft(&self) -> ServiceDraft {
        ServiceDraft {
            name: self.name.clone(),
            departments: self.departments.clone(),
            owner: self.owner.clone(),
            our_role: self.our_role,
            their_role: self.their_role,
            purpose: self.purpose.clone(),
            data_fields: self.data_fields.clone(),
            data: self.data.clone(),
            direction: self.direction,
            storage_countries: self.storage_countries.iter().map(ToString::to_string).collect(),
            access_countries: self.access_countries.iter().map(ToString::to_string).collect(),
            transfer_note: self.transfer_note.clone(),
            staff_access: self.staff_access.clone(),
            client_impact: self.client_impact.clone(),
            unknown: self.unknown.clone(),
            notes: self.notes.clone(),
        }
    }
}

fn personal_data(check: &mut Check, raw: &[PersonalDataUse], lists: &Lists) -> Vec<PersonalDataUse> {
    check.size("data", raw.len());
    let mut read: Vec<PersonalDataUse> = Vec::new();
    for (at, data) in raw.iter().enumerate() {
        if lists.personal_data_category(&data.category).is_none() {
            check.fault(format!("data.{at}.category"), FaultCode::NotInList { value: data.category.clone() });
            continue;
        }
        if read.iter().any(|other| other.category == data.category) {
            check.fault(format!("data.{at}.category"), FaultCode::Twice { value: data.category.clone() });
            continue;
        }
        for subject in data.subjects.iter().filter(|subject| lists.data_subject_category(subject).is_none()) {
            check.fault(format!("data.{at}.subjects"), FaultCode::NotInList { value: subject.clone() });
        }
        let subjects = data.subjects.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
        read.push(PersonalDataUse { category: data.category.clone(), subjects, volume: data.volume });
    }
    read
}

fn staff_access(check: &mut Check, raw: &StaffAccess, today: NaiveDate) -> StaffAccess {
    if raw.last_review.is_some_and(|on| on > today) {
        check.fault("staff_access.last_review", FaultCode::InTheFuture);
    }
    StaffAccess {
        people: raw.people,
        administrators: raw.administrators,
        roles: check.lines("staff_access.roles", &raw.roles, NAME),
        sign_on: raw.sign_on.iter().copied().collect::<BTreeSet<_>>().into_iter().collect(),
        leavers: check.text("staff_access.leavers", raw.leavers.as_deref(), PARAGRAPH),
        last_review: raw.last_review,
    }
}
