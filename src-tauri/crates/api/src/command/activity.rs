//! Processing activities: the record of processing (Art. 30).

use chrono::NaiveDate;
use provident_domain::activity::{Activity, ActivityData, ActivityDraft, ActivityRole, ActivityStatus, Confirmation};
use provident_domain::check::{Check, NAME, PARAGRAPH};
use provident_domain::country::CountryCode;
use provident_domain::fault::FaultCode;
use provident_domain::id::{ActivityId, ClientGroupId, ClientId, DepartmentId, ProviderId, ServiceId};
use provident_domain::provider::ProviderStatus;
use provident_domain::record::ActivityAssessment;
use provident_domain::service::{OurRole, PersonalDataUse, ProviderRole};
use provident_domain::transfer::{Ground, VerdictStatus};
use provident_store::{Reading, Saved, StoredClient, TransferQuery};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::Done;
use crate::failure::Failure;

pub use provident_store::{ActivityPage, ActivityQuery, ActivityRow, ActivitySort};

/// A service that carries an activity out, seen from the activity.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ActivityService {
    pub id: ServiceId,
    pub name: String,
    pub provider: ProviderId,
    pub provider_name: String,
    pub role: Option<ProviderRole>,
    /// Of storage and access.
    pub countries: Vec<CountryCode>,
    /// The worst of its transfers; none where it makes none.
    pub ground: Option<Ground>,
    pub status: Option<VerdictStatus>,
    /// The provider has ended.
    pub is_ended: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct NamedDepartment {
    pub id: DepartmentId,
    pub name: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct NamedClient {
    pub id: ClientId,
    pub name: String,
    pub has_contact: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct NamedGroup {
    pub id: ClientGroupId,
    pub name: String,
    pub clients: u32,
}

/// All about one activity.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ActivityView {
    pub id: ActivityId,
    pub revision: u32,
    pub activity: Activity,
    pub services: Vec<ActivityService>,
    pub departments: Vec<NamedDepartment>,
    pub clients: Vec<NamedClient>,
    pub groups: Vec<NamedGroup>,
    pub confirmation: Option<Confirmation>,
    pub assessment: ActivityAssessment,
    pub created_at: String,
    pub updated_at: String,
}

/// An activity seen from a provider: does it stop if the provider goes?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ProviderActivity {
    pub id: ActivityId,
    pub name: String,
    pub role: ActivityRole,
    pub status: ActivityStatus,
    /// Names of its services of this provider.
    pub services: Vec<String>,
    /// Names of the other providers that carry it out; without any, it stops.
    pub others: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityShow {
    pub id: ActivityId,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivitySave {
    /// None creates.
    pub id: Option<ActivityId>,
    /// The revision that was read; a later one is a conflict.
    pub revision: Option<u32>,
    pub draft: ActivityDraft,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityRemove {
    pub id: ActivityId,
    pub revision: u32,
}

/// Somebody says that it is still as written.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityConfirm {
    pub id: ActivityId,
    /// Whoever uses the program unless given.
    pub by: Option<String>,
    /// Today unless it was earlier.
    pub on: Option<NaiveDate>,
    pub note: Option<String>,
}

/// A draft of what a provider's service says already.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActivityPrefill {
    pub provider: ProviderId,
    /// All its services unless given.
    pub service: Option<ServiceId>,
}

pub(crate) fn list(call: &Call, query: ActivityQuery) -> Result<Done<ActivityPage>, Failure> {
    Ok(Done::read(call.read(|reading| Ok(reading.activities(&query)?))?))
}

pub(crate) fn show(call: &Call, arguments: ActivityShow) -> Result<Done<ActivityView>, Failure> {
    Ok(Done::read(call.read(|reading| view(reading, arguments.id))?))
}

pub(crate) fn save(call: &Call, arguments: ActivitySave) -> Result<Done<ActivityView>, Failure> {
    let checked = arguments.draft.check(lists())?;
    let id = arguments.id.unwrap_or_else(|| ActivityId(uuid::Uuid::now_v7()));
    let (saved, command) = call.write_as_command(|writing| {
        if arguments.id.is_some() {
            writing.reading().activity(id)?;
        }
        check_links(&writing.reading(), &checked)?;
        Ok(writing.save_activity(id, arguments.revision, &checked)?)
    })?;
    let done = changed(call, id)?;
    Ok(if saved == Saved::Unchanged { done } else { done.with_undo(command) })
}

/// What an activity names must be there.
pub(crate) fn check_links(reading: &Reading, activity: &Activity) -> Result<(), Failure> {
    let departments = reading.departments()?;
    if let Some(id) = activity.departments.iter().find(|id| !departments.iter().any(|held| held.id == **id)) {
        return Err(Failure::NotFound { entity: "department".into(), id: id.to_string() });
    }
    activity.services.iter().try_for_each(|id| reading.service(*id).map(drop))?;
    activity.clients.iter().try_for_each(|id| reading.client(*id).map(drop))?;
    activity.client_groups.iter().try_for_each(|id| reading.client_group(*id).map(drop))?;
    Ok(())
}

pub(crate) fn remove(call: &Call, arguments: ActivityRemove) -> Result<Done<()>, Failure> {
    let ((), command) = call.write_as_command(|writing| Ok(writing.remove_activity(arguments.id, arguments.revision)?))?;
    Ok(Done::changed((), &TAGS).with_undo(command))
}

pub(crate) fn confirm(call: &Call, arguments: ActivityConfirm) -> Result<Done<ActivityView>, Failure> {
    let today = call.app.clock.today();
    let mut check = Check::default();
    let on = arguments.on.unwrap_or(today);
    if on > today {
        check.fault("on", FaultCode::InTheFuture);
    }
    let by = check.line("by", arguments.by.as_deref(), NAME);
    let note = check.text("note", arguments.note.as_deref(), PARAGRAPH);
    let (by, note) = check.finish((by, note))?;
    let ((), command) = call.write_as_command(|writing| {
        let held = writing.reading().activity(arguments.id)?;
        let confirmation = Confirmation { by: by.unwrap_or_else(|| writing.who().to_owned()), on, note };
        Ok(writing.set_confirmation(held.id, Some(&confirmation))?)
    })?;
    Ok(changed(call, arguments.id)?.with_undo(command))
}

/// What the services of a provider say already, as a draft of an activity.
pub(crate) fn prefill(call: &Call, arguments: ActivityPrefill) -> Result<Done<ActivityDraft>, Failure> {
    call.read(|reading| {
        let provider = reading.provider(arguments.provider)?;
        let services = reading.services(arguments.provider)?;
        let meant: Vec<_> = services.into_iter().filter(|held| arguments.service.is_none_or(|id| held.id == id)).collect();
        let mut draft = ActivityDraft {
            name: meant.first().map_or(provider.provider.name, |held| held.service.name.clone()),
            role: meant.first().and_then(|held| held.service.our_role).map(role_of),
            owner: meant.iter().find_map(|held| held.service.owner.clone()),
            purposes: meant.iter().filter_map(|held| held.service.purpose.clone()).collect(),
            services: meant.iter().map(|held| held.id).collect(),
            ..ActivityDraft::default()
        };
        for held in &meant {
            draft
                .departments
                .extend(held.service.departments.iter().filter(|id| !draft.departments.contains(id)).copied().collect::<Vec<_>>());
            for data in &held.service.data {
                add_data(&mut draft.data, data);
            }
        }
        Ok(Done::read(draft))
    })
}

fn role_of(role: OurRole) -> ActivityRole {
    match role {
        OurRole::Processor => ActivityRole::Processor,
        OurRole::Controller | OurRole::JointController => ActivityRole::Controller,
    }
}

fn add_data(data: &mut Vec<ActivityData>, brought: &PersonalDataUse) {
    match data.iter_mut().find(|held| held.category == brought.category) {
        Some(held) => {
            held.subjects.extend(brought.subjects.iter().cloned());
            held.subjects.sort();
            held.subjects.dedup();
        }
        None => data.push(ActivityData { category: brought.category.clone(), subjects: brought.subjects.clone(), retention: None }),
    }
}

/// A provider's page says what it carries out.
const TAGS: [&str; 7] = ["activities", "activity:*", "provider:*", "dues", "clients", "history", "app"];

fn changed(call: &Call, id: ActivityId) -> Result<Done<ActivityView>, Failure> {
    Ok(Done::changed(call.read(|reading| view(reading, id))?, &TAGS))
}

pub(crate) fn view(reading: &Reading, id: ActivityId) -> Result<ActivityView, Failure> {
    let stored = reading.activity(id)?;
    let activity = &stored.activity;
    let departments = reading.departments()?.into_iter().filter(|held| activity.departments.contains(&held.id));
    let services = activity.services.iter().map(|id| service(reading, *id)).collect::<Result<Vec<_>, Failure>>()?;
    let client = |id: &ClientId| -> Result<NamedClient, Failure> { Ok(named_client(&reading.client(*id)?)) };
    let group = |id: &ClientGroupId| -> Result<NamedGroup, Failure> {
        let held = reading.client_group(*id)?;
        Ok(NamedGroup { id: *id, name: held.group.name, clients: reading.clients_of_group(*id)?.len() as u32 })
    };
    Ok(ActivityView {
        id,
        revision: stored.revision,
        departments: departments.map(|held| NamedDepartment { id: held.id, name: held.department.name }).collect(),
        services,
        clients: activity.clients.iter().map(client).collect::<Result<_, _>>()?,
        groups: activity.client_groups.iter().map(group).collect::<Result<_, _>>()?,
        confirmation: reading.confirmation(id)?,
        assessment: reading.activity_assessment(id)?,
        created_at: stored.created_at,
        updated_at: stored.updated_at,
        activity: stored.activity,
    })
}

pub(crate) fn named_client(held: &StoredClient) -> NamedClient {
    NamedClient { id: held.id, name: held.client.name.clone(), has_contact: held.client.has_contact() }
}

fn service(reading: &Reading, id: ServiceId) -> Result<ActivityService, Failure> {
    let held = reading.service(id)?;
    let provider = reading.provider(held.provider)?.provider;
    let page = reading.transfer_page(&TransferQuery { provider: Some(held.provider), limit: 200, ..TransferQuery::default() })?;
    // The worst stands first.
    let worst = page.rows.into_iter().find(|line| line.service.is_none_or(|of| of == id)).map(|line| line.verdict);
    Ok(ActivityService {
        id,
        name: held.service.name.clone(),
        provider: held.provider,
        provider_name: provider.name.clone(),
        role: held.service.their_role,
        countries: held.service.countries().into_iter().collect(),
        ground: worst.as_ref().map(|verdict| verdict.ground),
        status: worst.map(|verdict| verdict.status),
        is_ended: provider.status == Some(ProviderStatus::Ended),
    })
}

/// The activities of a provider, those first that stop without it.
pub(crate) fn of_provider(reading: &Reading, provider: ProviderId) -> Result<Vec<ProviderActivity>, Failure> {
    let name = reading.provider(provider)?.provider.name;
    let own = reading.services(provider)?;
    let mut found = Vec::new();
    for row in reading.activities_of_provider(provider)? {
        let services = reading.activity(row.id)?.activity.services;
        let ours = own.iter().filter(|held| services.contains(&held.id));
        found.push(ProviderActivity {
            id: row.id,
            services: ours.map(|held| held.service.name.clone()).collect(),
            others: row.providers.into_iter().filter(|other| *other != name).collect(),
            name: row.name,
            role: row.role,
            status: row.status,
        });
    }
    found.sort_by_key(|activity| !activity.others.is_empty());
    Ok(found)
}
