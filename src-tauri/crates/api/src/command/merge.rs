//! Two providers that are one. What both say differently a person chooses; nothing of either is lost.

use provident_domain::action::Action;
use provident_domain::fact::{FactGroup, changed_in_provider};
use provident_domain::id::ProviderId;
use provident_domain::provider::Provider;
use provident_exchange::merge::{MergeChoice, choices, united};
use provident_store::{Reading, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::provider::{ProviderView, changed};
use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MergeAsk {
    pub keep: ProviderId,
    pub merge: ProviderId,
}

/// One of the two records.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct MergeSide {
    pub id: ProviderId,
    pub revision: u32,
    pub provider: Provider,
    pub services: u32,
    pub evidence: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct MergePreview {
    pub keep: MergeSide,
    pub merge: MergeSide,
    /// Fields that hold one value and in which the two differ.
    pub choices: Vec<MergeChoice>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProviderMerge {
    pub keep: ProviderId,
    pub keep_revision: u32,
    pub merge: ProviderId,
    pub merge_revision: u32,
    /// Names of the fields whose value is taken from the one that goes.
    pub take: Vec<String>,
}

pub(crate) fn preview(call: &Call, ask: MergeAsk) -> Result<Done<MergePreview>, Failure> {
    differ(ask.keep, ask.merge)?;
    call.read(|reading| {
        let (keep, merge) = (side(reading, ask.keep)?, side(reading, ask.merge)?);
        let choices = choices(&keep.provider, &merge.provider);
        Ok(Done::read(MergePreview { keep, merge, choices }))
    })
}

fn side(reading: &Reading, id: ProviderId) -> Result<MergeSide, Failure> {
    let held = reading.provider(id)?;
    Ok(MergeSide {
        id,
        revision: held.revision,
        provider: held.provider,
        services: reading.services(id)?.len() as u32,
        evidence: reading.evidence(id)?.len() as u32,
    })
}

fn differ(keep: ProviderId, merge: ProviderId) -> Result<(), Failure> {
    if keep == merge { Err(Failure::Refused { reason: Refusal::SameProvider }) } else { Ok(()) }
}

pub(crate) fn merge(call: &Call, plan: ProviderMerge) -> Result<Done<ProviderView>, Failure> {
    differ(plan.keep, plan.merge)?;
    let ((), command) = call.write_as_command(|writing| unite(writing, &plan))?;
    let mut done = changed(call, plan.keep)?.with_undo(command);
    done.changed.push(format!("provider:{}", plan.merge));
    Ok(done)
}

fn unite(writing: &mut Writing, plan: &ProviderMerge) -> Result<(), Failure> {
    let (keep, merge) = (writing.reading().provider(plan.keep)?, writing.reading().provider(plan.merge)?);
    let standings = writing.reading().standings(plan.merge)?;
    let one = united(&keep.provider, &merge.provider, &plan.take);
    let one = one.to_draft().check(lists())?;
    writing.save_provider(plan.keep, Some(plan.keep_revision), &one)?;
    for service in writing.reading().services(plan.merge)? {
        writing.move_service(service.id, plan.keep)?;
    }
    for evidence in writing.reading().evidence(plan.merge)? {
        writing.move_evidence(evidence.id, Some(plan.keep))?;
    }
    move_chain(writing, plan.merge, plan.keep)?;
    // A verification stays where the one that is kept says nothing else in that group.
    for (group, standing) in standings.into_iter().filter(|(_, standing)| standing.is_verified()) {
        if says_the_same(&keep.provider, &merge.provider, &one, group) {
            writing.set_standing(plan.keep, group, &standing)?;
        }
    }
    Ok(writing.remove_merged(plan.merge, plan.merge_revision, plan.keep)?)
}

/// Sub-processors, transfers, notices and actions of the one that goes, and what links to it.
fn move_chain(writing: &mut Writing, from: ProviderId, to: ProviderId) -> Result<(), Failure> {
    for held in writing.reading().sub_processors(from)? {
        writing.move_sub_processor(held.id, to)?;
    }
    for held in writing.reading().transfers_of(from)? {
        writing.move_transfer(held.id, to)?;
    }
    for held in writing.reading().notices(from)? {
        writing.move_notice(held.id, to)?;
    }
    for (id, action) in writing.reading().actions_of(from)? {
        writing.save_action(id, None, &Action { provider: Some(to), ..action })?;
    }
    writing.move_assessments(from, to)?;
    writing.relink_sub_processors(from, Some(to))?;
    move_snoozes(writing, from, to)
}

/// What was put off about a record goes with it; what was put off about the one that goes, goes with that.
fn move_snoozes(writing: &mut Writing, from: ProviderId, to: ProviderId) -> Result<(), Failure> {
    let held = writing.reading().snoozes()?;
    for (key, snooze) in held {
        let Some(rest) = key.strip_prefix(&from.to_string()) else { continue };
        let names_record = rest.split(':').any(|part| part.parse::<uuid::Uuid>().is_ok());
        writing.set_snooze(&key, None)?;
        if names_record {
            writing.set_snooze(&format!("{to}{rest}"), Some(&snooze))?;
        }
    }
    Ok(())
}

fn says_the_same(keep: &Provider, merge: &Provider, one: &Provider, group: FactGroup) -> bool {
    let changed = |before: &Provider| changed_in_provider(Some(before), one).contains(&group);
    changed(keep) && !changed(merge)
}
