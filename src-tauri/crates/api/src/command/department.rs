//! Departments and the organisation.

use provident_domain::department::{Department, DepartmentDraft};
use provident_domain::fault::{Fault, FaultCode};
use provident_domain::id::DepartmentId;
use provident_domain::name::NameKey;
use provident_domain::organisation::{Organisation, OrganisationDraft};
use provident_store::{Reading, StoredDepartment};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::{Done, Nothing};
use crate::failure::Failure;

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

pub(crate) fn show_organisation(call: &Call, _: Nothing) -> Result<Done<OrganisationView>, Failure> {
    Ok(Done::read(call.read(organisation)?))
}

pub(crate) fn save_organisation(call: &Call, arguments: OrganisationSave) -> Result<Done<OrganisationView>, Failure> {
    let checked = arguments.draft.check(lists())?;
    call.write(|writing| Ok(writing.save_organisation(Some(arguments.revision), &checked)?))?;
    Ok(Done::changed(call.read(organisation)?, &["organisation", "app", "history"]))
}

pub(crate) fn list(call: &Call, _: Nothing) -> Result<Done<Vec<DepartmentRow>>, Failure> {
    Ok(Done::read(call.read(rows)?))
}

pub(crate) fn save(call: &Call, arguments: DepartmentSave) -> Result<Done<Vec<DepartmentRow>>, Failure> {
    let checked = arguments.draft.check()?;
    let id = arguments.id.unwrap_or_else(|| DepartmentId(uuid::Uuid::now_v7()));
    call.write(|writing| {
        let key = NameKey::of(&checked.name);
        if writing.reading().departments()?.iter().any(|other| other.id != id && NameKey::of(&other.department.name) == key) {
            return Err(vec![Fault { field: "name".into(), code: FaultCode::Twice { value: checked.name.clone() } }].into());
        }
        Ok(writing.save_department(id, arguments.revision, &checked)?)
    })?;
    changed(call)
}

pub(crate) fn remove(call: &Call, arguments: DepartmentRemove) -> Result<Done<Vec<DepartmentRow>>, Failure> {
    let ((), command) = call.write_as_command(|writing| Ok(writing.remove_department(arguments.id, arguments.revision)?))?;
    Ok(changed(call)?.with_undo(command))
}

fn changed(call: &Call) -> Result<Done<Vec<DepartmentRow>>, Failure> {
    Ok(Done::changed(call.read(rows)?, &["departments", "providers", "history"]))
}

fn organisation(reading: &Reading) -> Result<OrganisationView, Failure> {
    let held = reading.organisation()?.ok_or_else(|| Failure::NotFound { entity: "organisation".into(), id: String::new() })?;
    Ok(OrganisationView { revision: held.revision, organisation: held.organisation })
}

fn rows(reading: &Reading) -> Result<Vec<DepartmentRow>, Failure> {
    let row = |held: StoredDepartment| DepartmentRow {
        id: held.id,
        revision: held.revision,
        department: held.department,
        services: held.services,
    };
    Ok(reading.departments()?.into_iter().map(row).collect())
}
