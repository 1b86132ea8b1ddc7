//! The whole register as a workbook, and its providers as CSV: readable for people, and
//! read back without loss.

mod provider_sheet;
mod read;
mod service_sheet;
mod write;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::department::Department;
use provident_domain::department::DepartmentDraft;
use provident_domain::evidence::Evidence;
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::{EvidenceId, ProviderId};
use provident_domain::organisation::{Organisation, OrganisationDraft};
use provident_domain::provider::Provider;
use provident_domain::service::Service;

use crate::incoming::Incomings;

pub(crate) use read::is_export_header;
pub use read::{is_register, read_register};
pub use write::{register_csv, register_workbook};

/// What an export holds.
pub struct Contents<'a> {
    pub organisation: Option<&'a Organisation>,
    pub departments: Vec<Department>,
    pub providers: Vec<ExportedProvider>,
    pub exported_on: NaiveDate,
}

pub struct ExportedProvider {
    pub id: ProviderId,
    pub provider: Provider,
    pub services: Vec<ExportedService>,
    pub standings: BTreeMap<FactGroup, Standing>,
    pub evidence: Vec<(EvidenceId, Evidence)>,
}

pub struct ExportedService {
    /// Names.
    pub departments: Vec<String>,
    pub service: Service,
}

/// What an exported register brings back.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ReadRegister {
    pub organisation: Option<OrganisationDraft>,
    pub departments: Vec<DepartmentDraft>,
    pub providers: Incomings,
}

/// One sheet as text.
pub(crate) struct Sheet {
    pub name: &'static str,
    pub header: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

pub(crate) const ABOUT: &str = "About";
pub(crate) const ORGANISATION: &str = "Organisation";
pub(crate) const DEPARTMENTS: &str = "Departments";
pub(crate) const PROVIDERS: &str = "Providers";
pub(crate) const SERVICES: &str = "Services";
pub(crate) const FACTS: &str = "Facts";
pub(crate) const EVIDENCE: &str = "Evidence";
/// Where cells continue that are longer than a spreadsheet allows.
pub(crate) const LONG_TEXTS: &str = "Long texts";

/// First cell of the sheet About.
pub(crate) const MARK: &str = "Provident register export";
