//! Departments and the organisation.

use provident_domain::department::{Department, DepartmentDraft};
use provident_domain::id::DepartmentId;
use provident_domain::organisation::{Organisation, OrganisationDraft};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct OrganisationView {
    pub revision: u32,
    pub organisation: Organisation,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrganisationSave {
    pub revision: u32,
    pub draft: OrganisationDraft,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct DepartmentRow {
    pub id: DepartmentId,
    pub revision: u32,
    pub department: Department,
    pub services: u64,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DepartmentSave {
    pub id: Option<DepartmentId>,
    pub revision: Option<u32>,
    pub draft: DepartmentDraft,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DepartmentRemove {
    pub id: DepartmentId,
    pub revision: u32,
}
