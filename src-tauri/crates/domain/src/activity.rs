//! A processing activity: a line of the record of processing, as controller (Art. 30(1)) or as
//! processor for our clients (Art. 30(2)). The providers that carry it out are links to their services.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Check, LINE, NAME, PARAGRAPH};
use crate::fault::{Fault, FaultCode};
use crate::id::{ClientGroupId, ClientId, DepartmentId, ServiceId};
use crate::lists::Lists;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActivityRole {
    /// Art. 30(1)
    Controller,
    /// Art. 30(2)
    Processor,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActivityStatus {
    /// Being written; not yet in the record that is shown to an authority.
    Draft,
    Active,
    /// No longer carried out.
    Retired,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecipientKind {
    InternalDepartment,
    GroupCompany,
    /// One that is no provider of the register; those of the register are links.
    Processor,
    SubProcessor,
    JointController,
    BusinessPartner,
    PublicAuthority,
    BankInsurer,
    ProfessionalAdviser,
    DataSubject,
    Public,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DpiaStatus {
    NotNeeded,
    Needed,
    InProgress,
    Done,
}

/// A right of the data subject (Art. 13 to 22, 7(3), 77).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DataRight {
    Information,
    Access,
    Rectification,
    Erasure,
    Restriction,
    Portability,
    Objection,
    AutomatedDecision,
    WithdrawConsent,
    Complaint,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SecurityFamily {
    AccessControl,
    Traceability,
    SoftwareProtection,
    Backup,
    Encryption,
    ProcessorControl,
    Other,
}

/// What can be asked of an activity and answered with "nobody knows".
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActivityField {
    Owner,
    Purposes,
    DataCategories,
    DataSubjects,
    Retention,
    Recipients,
    Security,
    LegalBases,
    SpecialConditions,
    CriminalLaw,
    DataSource,
    AutomatedDecisions,
    Dpia,
    DataLocation,
    ProcessingCategories,
}

/// A category of personal data, of whom, and until when it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityData {
    /// Id of the vocabulary of personal-data categories.
    pub category: String,
    /// Ids of the vocabulary of data-subject categories.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// A period, or the criteria that set it (Art. 30(1)(f)).
    #[serde(default)]
    pub retention: Option<String>,
}

/// Somebody who gets data and is no provider of the register (Art. 30(1)(d)).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    pub kind: RecipientKind,
    /// Who, or on which occasion.
    #[serde(default)]
    pub name: Option<String>,
}

/// Another controller of the same activity (Art. 26, 30(1)(a)).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JointController {
    pub name: String,
    /// Address, e-mail or telephone.
    #[serde(default)]
    pub contact: Option<String>,
    /// Where the arrangement is found.
    #[serde(default)]
    pub arrangement: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SecurityMeasure {
    pub family: SecurityFamily,
    pub measures: String,
}

/// What a person typed, or an import brought, about an activity.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ActivityDraft {
    pub name: String,
    pub role: Option<ActivityRole>,
    /// A draft unless given.
    pub status: Option<ActivityStatus>,
    /// Of the sheet, as the organisation numbers them.
    pub reference: Option<String>,
    pub departments: Vec<DepartmentId>,
    pub owner: Option<String>,
    pub purposes: Vec<String>,
    pub sub_purposes: Vec<String>,
    pub data: Vec<ActivityData>,
    /// Ids of Art. 6(1), such as `6_1_f`.
    pub legal_bases: Vec<String>,
    /// The law, or the interest pursued.
    pub legal_basis_note: Option<String>,
    /// Where the assessment of legitimate interests is found.
    pub lia: Option<String>,
    /// Where consents are recorded (Art. 7(1)).
    pub consent_records: Option<String>,
    /// Ids of Art. 9(2), such as `9_2_b`.
    pub special_conditions: Vec<String>,
    /// The law that allows it.
    pub special_condition_note: Option<String>,
    /// The law that allows data of Art. 10.
    pub criminal_law: Option<String>,
    /// Where the data comes from (Art. 14(2)(f)).
    pub data_source: Option<String>,
    pub recipients: Vec<Recipient>,
    pub joint_controllers: Vec<JointController>,
    pub services: Vec<ServiceId>,
    /// Transfers that no provider of the register makes, and safeguards under Art. 49(6).
    pub transfer_note: Option<String>,
    /// In general (Art. 32(1)).
    pub security: Option<String>,
    pub security_measures: Vec<SecurityMeasure>,
    /// Decisions under Art. 22, profiling included.
    pub automated_decisions: Option<bool>,
    pub automated_note: Option<String>,
    pub rights: Vec<DataRight>,
    pub privacy_notice: Option<String>,
    pub breach_record: Option<String>,
    /// Where the data is held, beside the providers' places.
    pub data_location: Option<String>,
    pub dpia: Option<DpiaStatus>,
    /// Where it is found, or why none is needed.
    pub dpia_note: Option<String>,
    /// Of an activity as processor.
    pub clients: Vec<ClientId>,
    pub client_groups: Vec<ClientGroupId>,
    pub processing_categories: Vec<String>,
    /// Sooner than the rule says.
    pub review_on: Option<NaiveDate>,
    pub unknown: Vec<ActivityField>,
    pub notes: Option<String>,
}

/// An activity whose fields have been checked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Activity {
    pub name: String,
    pub role: ActivityRole,
    pub status: ActivityStatus,
    pub reference: Option<String>,
    pub departments: Vec<DepartmentId>,
    pub owner: Option<String>,
    pub purposes: Vec<String>,
    pub sub_purposes: Vec<String>,
    pub data: Vec<ActivityData>,
    pub legal_bases: Vec<String>,
    pub legal_basis_note: Option<String>,
    pub lia: Option<String>,
    pub consent_records: Option<String>,
    pub special_conditions: Vec<String>,
    pub special_condition_note: Option<String>,
    pub criminal_law: Option<String>,
    pub data_source: Option<String>,
    pub recipients: Vec<Recipient>,
    pub joint_controllers: Vec<JointController>,
    pub services: Vec<ServiceId>,
    pub transfer_note: Option<String>,
    pub security: Option<String>,
    pub security_measures: Vec<SecurityMeasure>,
    pub automated_decisions: Option<bool>,
    pub automated_note: Option<String>,
    pub rights: Vec<DataRight>,
    pub privacy_notice: Option<String>,
    pub breach_record: Option<String>,
    pub data_location: Option<String>,
    pub dpia: Option<DpiaStatus>,
    pub dpia_note: Option<String>,
    pub clients: Vec<ClientId>,
    pub client_groups: Vec<ClientGroupId>,
    pub processing_categories: Vec<String>,
    pub review_on: Option<NaiveDate>,
    pub unknown: Vec<ActivityField>,
    pub notes: Option<String>,
}

/// Who said that an activity is still as written, and when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Confirmation {
    pub by: String,
    pub on: NaiveDate,
    /// What was looked at.
    pub note: Option<String>,
}

impl ActivityDraft {
    pub fn check(&self, lists: &Lists) -> Result<Activity, Vec<Fault>> {
        let mut check = Check::default();
        if self.role.is_none() {
            check.fault("role", FaultCode::Required);
        }
        let activity = Activity {
            name: check.name("name", &self.name),
            role: self.role.unwrap_or(ActivityRole::Controller),
            status: self.status.unwrap_or(ActivityStatus::Draft),
            reference: check.line("reference", self.reference.as_deref(), NAME),
            departments: check.ids("departments", &self.departments),
            owner: check.line("owner", self.owner.as_deref(), NAME),
            purposes: check.lines("purposes", &self.purposes, PARAGRAPH),
            sub_purposes: check.lines("sub_purposes", &self.sub_purposes, PARAGRAPH),
            data: data(&mut check, &self.data, lists),
            legal_bases: in_list(&mut check, "legal_bases", &self.legal_bases, |id| lists.legal_basis(id).is_some()),
            legal_basis_note: check.text("legal_basis_note", self.legal_basis_note.as_deref(), PARAGRAPH),
            lia: check.text("lia", self.lia.as_deref(), PARAGRAPH),
            consent_records: check.text("consent_records", self.consent_records.as_deref(), PARAGRAPH),
            special_conditions: in_list(&mut check, "special_conditions", &self.special_conditions, |id| {
                lists.special_condition(id).is_some()
            }),
            special_condition_note: check.text("special_condition_note", self.special_condition_note.as_deref(), PARAGRAPH),
            criminal_law: check.text("criminal_law", self.criminal_law.as_deref(), PARAGRAPH),
            data_source: check.text("data_source", self.data_source.as_deref(), PARAGRAPH),
            recipients: recipients(&mut check, &self.recipients),
            joint_controllers: joint_controllers(&mut check, &self.joint_controllers),
            services: check.ids("services", &self.services),
            transfer_note: check.text("transfer_note", self.transfer_note.as_deref(), PARAGRAPH),
            security: check.text("security", self.security.as_deref(), PARAGRAPH),
            security_measures: security_measures(&mut check, &self.security_measures),
            automated_decisions: self.automated_decisions,
            automated_note: check.text("automated_note", self.automated_note.as_deref(), PARAGRAPH),
            rights: self.rights.iter().copied().collect::<BTreeSet<_>>().into_iter().collect(),
            privacy_notice: check.text("privacy_notice", self.privacy_notice.as_deref(), PARAGRAPH),
            breach_record: check.text("breach_record", self.breach_record.as_deref(), PARAGRAPH),
            data_location: check.text("data_location", self.data_location.as_deref(), PARAGRAPH),
            dpia: self.dpia,
            dpia_note: check.text("dpia_note", self.dpia_note.as_deref(), PARAGRAPH),
            clients: check.ids("clients", &self.clients),
            client_groups: check.ids("client_groups", &self.client_groups),
            processing_categories: check.lines("processing_categories", &self.processing_categories, PARAGRAPH),
            review_on: self.review_on,
            unknown: self.unknown.iter().copied().collect::<BTreeSet<_>>().into_iter().collect(),
            notes: check.text("notes", self.notes.as_deref(), PARAGRAPH),
        };
        for field in &activity.unknown {
            if activity.knows(*field) {
                check.fault(format!("unknown.{}", field.id()), FaultCode::KnownAndUnknown);
            }
        }
        check.finish(activity)
    }
}

impl ActivityField {
    /// The id used on the wire and in the assets.
    pub fn id(self) -> &'static str {
        match self {
            ActivityField::Owner => "owner",
            ActivityField::Purposes => "purposes",
            ActivityField::DataCategories => "data_categories",
            ActivityField::DataSubjects => "data_subjects",
            ActivityField::Retention => "retention",
            ActivityField::Recipients => "recipients",
            ActivityField::Security => "security",
            ActivityField::LegalBases => "legal_bases",
            ActivityField::SpecialConditions => "special_conditions",
            ActivityField::CriminalLaw => "criminal_law",
            ActivityField::DataSource => "data_source",
            ActivityField::AutomatedDecisions => "automated_decisions",
            ActivityField::Dpia => "dpia",
            ActivityField::DataLocation => "data_location",
            ActivityField::ProcessingCategories => "processing_categories",
        }
    }
}

impl Activity {
    pub fn knows(&self, field: ActivityField) -> bool {
        match field {
            ActivityField::Owner => self.owner.is_some(),
            ActivityField::Purposes => !self.purposes.is_empty(),
            ActivityField::DataCategories => !self.data.is_empty(),
            ActivityField::DataSubjects => !self.data.is_empty() && self.data.iter().all(|data| !data.subjects.is_empty()),
            ActivityField::Retention => !self.data.is_empty() && self.data.iter().all(|data| data.retention.is_some()),
            ActivityField::Recipients => !self.recipients.is_empty(),
            ActivityField::Security => self.security.is_some() || !self.security_measures.is_empty(),
            ActivityField::LegalBases => !self.legal_bases.is_empty(),
            ActivityField::SpecialConditions => !self.special_conditions.is_empty(),
            ActivityField::CriminalLaw => self.criminal_law.is_some(),
            ActivityField::DataSource => self.data_source.is_some(),
            ActivityField::AutomatedDecisions => self.automated_decisions.is_some(),
            ActivityField::Dpia => self.dpia.is_some(),
            ActivityField::DataLocation => self.data_location.is_some(),
            ActivityField::ProcessingCategories => !self.processing_categories.is_empty(),
        }
    }

    pub fn is_active(&self) -> bool {
        self.status == ActivityStatus::Active
    }

    /// Ids of the special categories of Art. 9 among the data.
    pub fn special_categories<'a>(&'a self, lists: &Lists) -> Vec<&'a str> {
        use crate::lists::SpecialCategory::Art9;
        self.categories_that(|id| lists.personal_data_category(id).is_some_and(|known| known.special_category == Art9))
    }

    /// Ids of data of Art. 10 among the data.
    pub fn criminal_data<'a>(&'a self, lists: &Lists) -> Vec<&'a str> {
        use crate::lists::SpecialCategory::Art10;
        self.categories_that(|id| lists.personal_data_category(id).is_some_and(|known| known.special_category == Art10))
    }

    fn categories_that(&self, holds: impl Fn(&str) -> bool) -> Vec<&str> {
        self.data.iter().map(|data| data.category.as_str()).filter(|id| holds(id)).collect()
    }

    /// Back to a draft, for a form or for a change of a single field.
    pub fn to_draft(&self) -> ActivityDraft {
        let held = self.clone();
        ActivityDraft {
            name: held.name,
            role: Some(held.role),
            status: Some(held.status),
            reference: held.reference,
            departments: held.departments,
            owner: held.owner,
            purposes: held.purposes,
            sub_purposes: held.sub_purposes,
            data: held.data,
            legal_bases: held.legal_bases,
            legal_basis_note: held.legal_basis_note,
            lia: held.lia,
            consent_records: held.consent_records,
            special_conditions: held.special_conditions,
            special_condition_note: held.special_condition_note,
            criminal_law: held.criminal_law,
            data_source: held.data_source,
            recipients: held.recipients,
            joint_controllers: held.joint_controllers,
            services: held.services,
            transfer_note: held.transfer_note,
            security: held.security,
            security_measures: held.security_measures,
            automated_decisions: held.automated_decisions,
            automated_note: held.automated_note,
            rights: held.rights,
            privacy_notice: held.privacy_notice,
            breach_record: held.breach_record,
            data_location: held.data_location,
            dpia: held.dpia,
            dpia_note: held.dpia_note,
            clients: held.clients,
            client_groups: held.client_groups,
            processing_categories: held.processing_categories,
            review_on: held.review_on,
            unknown: held.unknown,
            notes: held.notes,
        }
    }
}

fn data(check: &mut Check, raw: &[ActivityData], lists: &Lists) -> Vec<ActivityData> {
    check.size("data", raw.len());
    let mut read: Vec<ActivityData> = Vec::new();
    for (at, data) in raw.iter().enumerate() {
        let field = format!("data.{at}.category");
        if lists.personal_data_category(&data.category).is_none() {
            check.fault(field, FaultCode::NotInList { value: data.category.clone() });
            continue;
        }
        if read.iter().any(|other| other.category == data.category) {
            check.fault(field, FaultCode::Twice { value: data.category.clone() });
            continue;
        }
        let known = |id: &str| lists.data_subject_category(id).is_some();
        let subjects = in_list(check, &format!("data.{at}.subjects"), &data.subjects, known);
        let retention = check.text(&format!("data.{at}.retention"), data.retention.as_deref(), PARAGRAPH);
        read.push(ActivityData { category: data.category.clone(), subjects, retention });
    }
    read
}

/// Ids of a vocabulary, each once, in order.
fn in_list(check: &mut Check, field: &str, raw: &[String], is_known: impl Fn(&str) -> bool) -> Vec<String> {
    check.size(field, raw.len());
    for id in raw.iter().filter(|id| !is_known(id)) {
        check.fault(field, FaultCode::NotInList { value: id.clone() });
    }
    raw.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect()
}

fn recipients(check: &mut Check, raw: &[Recipient]) -> Vec<Recipient> {
    check.size("recipients", raw.len());
    let mut read: Vec<Recipient> = Vec::new();
    for (at, recipient) in raw.iter().enumerate() {
        let name = check.text(&format!("recipients.{at}.name"), recipient.name.as_deref(), PARAGRAPH);
        let recipient = Recipient { kind: recipient.kind, name };
        if !read.contains(&recipient) {
            read.push(recipient);
        }
    }
    read
}

fn joint_controllers(check: &mut Check, raw: &[JointController]) -> Vec<JointController> {
    check.size("joint_controllers", raw.len());
    let read = raw.iter().enumerate().map(|(at, joint)| JointController {
        name: check.name(&format!("joint_controllers.{at}.name"), &joint.name),
        contact: check.text(&format!("joint_controllers.{at}.contact"), joint.contact.as_deref(), LINE),
        arrangement: check.text(&format!("joint_controllers.{at}.arrangement"), joint.arrangement.as_deref(), PARAGRAPH),
    });
    read.collect()
}

fn security_measures(check: &mut Check, raw: &[SecurityMeasure]) -> Vec<SecurityMeasure> {
    check.size("security_measures", raw.len());
    let mut read: Vec<SecurityMeasure> = Vec::new();
    for (at, measure) in raw.iter().enumerate() {
        let field = format!("security_measures.{at}.measures");
        let Some(measures) = check.text(&field, Some(&measure.measures), PARAGRAPH) else { continue };
        if read.iter().any(|other| other.family == measure.family) {
            check.fault(format!("security_measures.{at}.family"), FaultCode::Twice { value: format!("{:?}", measure.family) });
            continue;
        }
        read.push(SecurityMeasure { family: measure.family, measures });
    }
    read.sort_by_key(|measure| measure.family);
    read
}
