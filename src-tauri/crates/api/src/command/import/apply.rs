//! Rows into the register, within one transaction.

use provident_domain::department::{Department, DepartmentDraft};
use provident_domain::fact::{FactGroup, Standing, is_stated};
use provident_domain::id::{DepartmentId, ProviderId, ServiceId};
use provident_domain::name::NameKey;
use provident_domain::organisation::{Organisation, OrganisationDraft};
use provident_domain::provider::{Provider, ProviderStatus};
use provident_domain::service::Service;
use provident_exchange::incoming::{Incoming, Incomings, RefusedRow, of_fields};
use provident_exchange::register::ReadRegister;
use provident_store::Writing;
use uuid::Uuid;

use super::plan::{Merged, MergedService, Planning, Target, went_on};
use super::{ImportResult, PossibleDuplicate, refused_row};
use crate::assets::lists;
use crate::desk::Progress;
use crate::failure::Failure;

pub(super) fn apply(
    writing: &mut Writing,
    mut planning: Planning,
    read: &Incomings,
    status: ProviderStatus,
    progress: &dyn Progress,
) -> Result<ImportResult, Failure> {
    let mut result = ImportResult {
        created: 0,
        updated: 0,
        unchanged: 0,
        skipped: 0,
        refused: Vec::new(),
        possible_duplicates: Vec::new(),
        unmapped_columns: Vec::new(),
    };
    for refused in &read.refused {
        result.refused.push(refused_row(refused.clone()));
    }
    for (at, incoming) in read.accepted.iter().enumerate() {
        went_on(progress, at, read.accepted.len())?;
        match planning.target(incoming) {
            Target::Skip => result.skipped += 1,
            Target::Into(id) => update(writing, &mut planning, id, incoming, &mut result)?,
            Target::New => create(writing, &mut planning, incoming, status, &mut result)?,
            Target::Open(candidates) => {
                if planning.settled(&writing.reading(), incoming, &candidates)?.is_some() {
                    result.unchanged += 1;
                    continue;
                }
                create(writing, &mut planning, incoming, status, &mut result)?;
                result.possible_duplicates.push(PossibleDuplicate {
                    row: incoming.rows[0],
                    name: incoming.provider.name.clone(),
                    like: candidates,
                });
            }
        }
    }
    went_on(progress, read.accepted.len(), read.accepted.len())?;
    result.refused.sort_by_key(|refused| refused.row);
    Ok(result)
}

fn create(
    writing: &mut Writing,
    planning: &mut Planning,
    incoming: &Incoming,
    status: ProviderStatus,
    result: &mut ImportResult,
) -> Result<(), Failure> {
    let id = planning.new_id(incoming);
    // An exported register says itself what has no status.
    let status = incoming.provider.status.or((incoming.id.is_none()).then_some(status));
    let provider = Provider { status, ..incoming.provider.clone() };
    writing.save_provider(id, None, &provider)?;
    let mut services = Vec::new();
    for brought in &incoming.services {
        let merged = planning.with_departments(brought.service.clone(), brought);
        services.push(save_service(writing, planning, id, merged)?);
    }
    stand(writing, id, incoming, &provider, &services)?;
    planning.created(id, &provider);
    result.created += 1;
    Ok(())
}

fn update(
    writing: &mut Writing,
    planning: &mut Planning,
    id: ProviderId,
    incoming: &Incoming,
    result: &mut ImportResult,
) -> Result<(), Failure> {
    let merged = match planning.merged(&writing.reading(), id, incoming)? {
        Ok(merged) => merged,
        Err(faults) => {
            result.refused.push(refused_row(RefusedRow {
                row: incoming.rows[0],
                name: incoming.provider.name.clone(),
                reasons: of_fields(faults),
            }));
            return Ok(());
        }
    };
    let Merged { revision, provider, services, changes } = merged;
    if changes.is_empty() {
        result.unchanged += 1;
        return Ok(());
    }
    if let Some(provider) = provider {
        writing.save_provider(id, Some(revision), &provider)?;
    }
    for service in services {
        save_service(writing, planning, id, service)?;
    }
    result.updated += 1;
    Ok(())
}

fn save_service(writing: &mut Writing, planning: &mut Planning, provider: ProviderId, merged: MergedService) -> Result<Service, Failure> {
    let MergedService { held, mut service, new_departments } = merged;
    for name in new_departments {
        let id = match planning.department(&name) {
            Some(id) => id,
            None => new_department(writing, planning, name)?,
        };
        service.departments.push(id);
    }
    service.departments.sort();
    service.departments.dedup();
    let (id, revision) = held.map_or((ServiceId(Uuid::now_v7()), None), |(id, revision)| (id, Some(revision)));
    writing.save_service(id, provider, revision, &service)?;
    Ok(service)
}

fn new_department(writing: &mut Writing, planning: &mut Planning, name: String) -> Result<DepartmentId, Failure> {
    let id = DepartmentId(Uuid::now_v7());
    let department = DepartmentDraft { name: name.clone(), ..DepartmentDraft::default() }.check()?;
    writing.save_department(id, None, &department)?;
    planning.department_made(&name, id);
    Ok(id)
}

/// What the list says of when its facts were stated, or an exported register of who verified them.
fn stand(writing: &mut Writing, id: ProviderId, incoming: &Incoming, provider: &Provider, services: &[Service]) -> Result<(), Failure> {
    for (group, standing) in &incoming.standings {
        writing.set_standing(id, *group, standing)?;
    }
    let Some(on) = incoming.declared_on else { return Ok(()) };
    let services: Vec<&Service> = services.iter().collect();
    let declared = Standing::Declared { by: writing.who().to_owned(), on, file: None };
    for group in FactGroup::ALL.into_iter().filter(|group| is_stated(provider, &services, *group)) {
        writing.set_standing(id, group, &declared)?;
    }
    Ok(())
}

/// What an exported register says of us and of our departments, where this one says nothing.
pub(super) fn frame(writing: &mut Writing, register: &ReadRegister) -> Result<(), Failure> {
    if let (Some(brought), Some(held)) = (&register.organisation, writing.reading().organisation()?) {
        let filled = filled(&held.organisation, brought);
        if filled != held.organisation {
            writing.save_organisation(Some(held.revision), &filled)?;
        }
    }
    let held = writing.reading().departments()?;
    for draft in &register.departments {
        let Ok(brought) = draft.check() else { continue };
        let key = NameKey::of(&brought.name);
        match held.iter().find(|other| NameKey::of(&other.department.name) == key) {
            None => {
                writing.save_department(DepartmentId(Uuid::now_v7()), None, &brought)?;
            }
            Some(other) => {
                let filled = Department {
                    name: other.department.name.clone(),
                    head_name: other.department.head_name.clone().or(brought.head_name),
                    head_email: other.department.head_email.clone().or(brought.head_email),
                };
                writing.save_department(other.id, Some(other.revision), &filled)?;
            }
        }
    }
    Ok(())
}

fn filled(held: &Organisation, brought: &OrganisationDraft) -> Organisation {
    let Ok(brought) = brought.check(lists()) else { return held.clone() };
    Organisation {
        name: held.name.clone(),
        legal_name: held.legal_name.clone().or(brought.legal_name),
        registration_id: held.registration_id.clone().or(brought.registration_id),
        address: held.address.clone().or(brought.address),
        country: held.country.or(brought.country),
        contact_email: held.contact_email.clone().or(brought.contact_email),
        contact_phone: held.contact_phone.clone().or(brought.contact_phone),
        representative: held.representative.clone().or(brought.representative),
        dpo_name: held.dpo_name.clone().or(brought.dpo_name),
        dpo_email: held.dpo_email.clone().or(brought.dpo_email),
        dpo_phone: held.dpo_phone.clone().or(brought.dpo_phone),
        lead_authority: held.lead_authority.clone().or(brought.lead_authority),
    }
}
