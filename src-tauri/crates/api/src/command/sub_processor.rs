//! A provider's providers: the tree, a new list beside the one held, and notices of change.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::country::CountryCode;
use provident_domain::evidence::{EvidenceDraft, EvidenceKind};
use provident_domain::fault::{Fault, FaultCode};
use provident_domain::id::{EvidenceId, NoticeId, ProviderId, SubProcessorId};
use provident_domain::legal::Legal;
use provident_domain::lists::ColumnSet;
use provident_domain::name::NameKey;
use provident_domain::notice::{ClientDuty, Notice, NoticeClocks, NoticeDraft};
use provident_domain::sub_processor::{ChangeKind, ListChange, SubProcessor, SubProcessorDraft, difference, with_brought};
use provident_exchange::remark::Remark;
use provident_exchange::sub_processors::incoming_sub_processors;
use provident_store::{LinkedProvider, Loop, Reading, Saved, StoredSubProcessor, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::Call;
use crate::assets::lists;
use crate::command::activity::{NamedClient, named_client};
use crate::command::import::{RefusedRow, check_mapping, refused_row, source};
use crate::command::transfer::changed;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct SubProcessorView {
    pub id: SubProcessorId,
    pub revision: u32,
    pub sub_processor: SubProcessor,
    /// Name of the provider it is linked to, and how many that one has.
    pub linked_name: Option<String>,
    pub linked_count: u32,
    /// How deep in the tree; 0 for those the provider engages itself.
    pub depth: u32,
    /// What must be at hand of each and is not: `address`, `contact`, `country`, `service`.
    pub missing: Vec<String>,
    pub is_current: bool,
    /// Outside the EEA.
    pub third_countries: Vec<CountryCode>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct NoticeView {
    pub id: NoticeId,
    pub revision: u32,
    pub notice: Notice,
    pub clocks: NoticeClocks,
}

/// The sub-processors of one provider.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct SubProcessorTree {
    /// Each after the one that engages it; those of the past last.
    pub nodes: Vec<SubProcessorView>,
    pub notices: Vec<NoticeView>,
    /// What our clients' contracts ask for when this changes.
    pub duty: ClientDuty,
    /// Clients for whom the provider works through us.
    pub clients: Vec<NamedClient>,
    /// When a list of the provider was last taken over.
    pub listed_on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SubProcessorTreeShow {
    pub provider: ProviderId,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SubProcessorSave {
    pub provider: ProviderId,
    pub id: Option<SubProcessorId>,
    pub revision: Option<u32>,
    pub draft: SubProcessorDraft,
}

/// Takes out one that was never there; one that goes gets an end.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SubProcessorRemove {
    pub id: SubProcessorId,
    pub revision: u32,
}

/// Countries that a person read out of a text that was not certain.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CountryFix {
    /// Where in the new list, from 0.
    pub at: u32,
    /// `country`, `locations` or `access_countries`.
    pub field: String,
    pub countries: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SubProcessorPlan {
    pub provider: ProviderId,
    /// Of `import_read`.
    pub source: String,
    pub mapping: Vec<Option<String>>,
    pub fixes: Vec<CountryFix>,
}

/// Places that a line names and that are not certain.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct UncertainPlace {
    pub at: u32,
    pub name: String,
    pub field: String,
    /// As it is written.
    pub text: String,
}

/// A new list beside the one held.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct SubProcessorDifference {
    pub changes: Vec<ListChange>,
    /// What the new list says, line by line; a change points into it.
    pub brought: Vec<SubProcessor>,
    pub unchanged: u32,
    pub uncertain: Vec<UncertainPlace>,
    pub remarks: Vec<Remark>,
    pub refused: Vec<RefusedRow>,
}

/// Which lines of the difference are taken over.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SubProcessorAccept {
    pub plan: SubProcessorPlan,
    /// As `sub_processor_compare` told them.
    pub accepted: Vec<ListChange>,
    /// The day the list is of; today unless given.
    pub listed_on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoticeSave {
    pub provider: ProviderId,
    pub id: Option<NoticeId>,
    pub revision: Option<u32>,
    pub draft: NoticeDraft,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoticeRemove {
    pub id: NoticeId,
    pub revision: u32,
}

pub(crate) fn tree(call: &Call, arguments: SubProcessorTreeShow) -> Result<Done<SubProcessorTree>, Failure> {
    Ok(Done::read(show(call, arguments.provider)?))
}

pub(crate) fn save(call: &Call, arguments: SubProcessorSave) -> Result<Done<SubProcessorTree>, Failure> {
    let checked = arguments.draft.check(lists())?;
    let id = arguments.id.unwrap_or_else(|| SubProcessorId(uuid::Uuid::now_v7()));
    let (saved, command) = call.write_as_command(|writing| {
        let reading = writing.reading();
        reading.provider(arguments.provider)?;
        if arguments.id.is_some() {
            reading.sub_processor(id)?;
        }
        check_loop(&reading, id, arguments.provider, &checked)?;
        Ok(writing.save_sub_processor(id, arguments.provider, arguments.revision, &checked)?)
    })?;
    let done = changed(arguments.provider, show(call, arguments.provider)?);
    Ok(if saved == Saved::Unchanged { done } else { done.with_undo(command) })
}

fn check_loop(reading: &Reading, id: SubProcessorId, provider: ProviderId, wanted: &SubProcessor) -> Result<(), Failure> {
    let field = match reading.loop_of(id, provider, wanted)? {
        None => return Ok(()),
        Some(Loop::Parent) => "parent",
        Some(Loop::Linked) => "linked",
    };
    Err(Failure::Invalid { fields: vec![Fault { field: field.into(), code: FaultCode::Loop }] })
}

pub(crate) fn remove(call: &Call, arguments: SubProcessorRemove) -> Result<Done<SubProcessorTree>, Failure> {
    let (provider, command) = call.write_as_command(|writing| Ok(writing.remove_sub_processor(arguments.id, arguments.revision)?))?;
    Ok(changed(provider, show(call, provider)?).with_undo(command))
}

pub(crate) fn save_notice(call: &Call, arguments: NoticeSave) -> Result<Done<SubProcessorTree>, Failure> {
    let checked = arguments.draft.check(call.app.clock.today())?;
    let id = arguments.id.unwrap_or_else(|| NoticeId(uuid::Uuid::now_v7()));
    let (saved, command) = call.write_as_command(|writing| {
        let reading = writing.reading();
        reading.provider(arguments.provider)?;
        checked.objections.iter().try_for_each(|held| reading.client(held.client).map(drop))?;
        if arguments.id.is_some() {
            reading.notice(id)?;
        }
        Ok(writing.save_notice(id, arguments.provider, arguments.revision, &checked)?)
    })?;
    let done = changed(arguments.provider, show(call, arguments.provider)?);
    Ok(if saved == Saved::Unchanged { done } else { done.with_undo(command) })
}

pub(crate) fn remove_notice(call: &Call, arguments: NoticeRemove) -> Result<Done<SubProcessorTree>, Failure> {
    let (provider, command) = call.write_as_command(|writing| Ok(writing.remove_notice(arguments.id, arguments.revision)?))?;
    Ok(changed(provider, show(call, provider)?).with_undo(command))
}

fn show(call: &Call, provider: ProviderId) -> Result<SubProcessorTree, Failure> {
    let today = call.app.clock.today();
    call.read(|reading| view(reading, provider, today))
}

fn view(reading: &Reading, provider: ProviderId, today: NaiveDate) -> Result<SubProcessorTree, Failure> {
    reading.provider(provider)?;
    let duty = reading.client_duty(provider, today)?;
    let notices = reading.notices(provider)?.into_iter().map(|held| NoticeView {
        id: held.id,
        revision: held.revision,
        clocks: held.notice.clocks(&duty),
        notice: held.notice,
    });
    let lists_held = reading.evidence(provider)?.into_iter().filter(|held| held.evidence.kind == EvidenceKind::SourceList);
    Ok(SubProcessorTree {
        nodes: nodes(reading, provider, today)?,
        notices: notices.collect(),
        duty,
        clients: reading.clients_through(provider, today)?.iter().map(named_client).collect(),
        listed_on: lists_held.filter_map(|held| held.evidence.dated).max(),
    })
}

/// Each after the one that engages it; those of the past last.
fn nodes(reading: &Reading, provider: ProviderId, today: NaiveDate) -> Result<Vec<SubProcessorView>, Failure> {
    let held = reading.sub_processors(provider)?;
    let legal = reading.legal(lists())?;
    let linked = reading.linked_providers(provider, today)?;
    let nodes = in_order(&held).into_iter().map(|(depth, one)| node(one, depth, &linked, &legal, today));
    let (current, former): (Vec<_>, Vec<_>) = nodes.partition(|node| node.is_current);
    Ok(current.into_iter().chain(former).collect())
}

/// Each after the one that engages it, with its depth.
pub(crate) fn in_order(held: &[StoredSubProcessor]) -> Vec<(u32, &StoredSubProcessor)> {
    let mut under: BTreeMap<Option<SubProcessorId>, Vec<&StoredSubProcessor>> = BTreeMap::new();
    for one in held {
        under.entry(one.sub_processor.parent).or_default().push(one);
    }
    let mut found = Vec::new();
    let mut open: Vec<(u32, &StoredSubProcessor)> = under.get(&None).into_iter().flatten().rev().map(|one| (0, *one)).collect();
    while let Some((depth, one)) = open.pop() {
        found.push((depth, one));
        open.extend(under.get(&Some(one.id)).into_iter().flatten().rev().map(|child| (depth + 1, *child)));
    }
    found
}

fn node(
    held: &StoredSubProcessor,
    depth: u32,
    linked: &BTreeMap<ProviderId, LinkedProvider>,
    legal: &Legal,
    today: NaiveDate,
) -> SubProcessorView {
    let one = &held.sub_processor;
    let linked = one.linked.and_then(|id| linked.get(&id));
    SubProcessorView {
        id: held.id,
        revision: held.revision,
        linked_name: linked.map(|linked| linked.name.clone()),
        linked_count: linked.map_or(0, |linked| linked.sub_processors),
        depth,
        missing: one.missing().into_iter().map(str::to_owned).collect(),
        is_current: one.is_current(today),
        third_countries: one.countries().into_iter().filter(|country| !legal.is_eea(*country)).collect(),
        sub_processor: one.clone(),
    }
}

/// A list that was read, line by line, with what a person corrected.
struct Brought {
    lines: Vec<SubProcessor>,
    under: Vec<Option<String>>,
    uncertain: Vec<UncertainPlace>,
    refused: Vec<RefusedRow>,
    remarks: Vec<Remark>,
}

pub(crate) fn compare(call: &Call, plan: SubProcessorPlan) -> Result<Done<SubProcessorDifference>, Failure> {
    let today = call.app.clock.today();
    let brought = brought(call, &plan, today)?;
    let held = call.read(|reading| current(reading, plan.provider, today))?;
    let changes = difference(&held, &brought.lines, &brought.under, lists());
    let told = changes.iter().filter(|change| change.at.is_some()).count();
    Ok(Done::read(SubProcessorDifference {
        unchanged: (brought.lines.len() - told) as u32,
        changes,
        brought: brought.lines,
        uncertain: brought.uncertain,
        remarks: brought.remarks,
        refused: brought.refused,
    }))
}

fn current(reading: &Reading, provider: ProviderId, today: NaiveDate) -> Result<Vec<(SubProcessorId, SubProcessor)>, Failure> {
    let held = reading.sub_processors(provider)?.into_iter().filter(|held| held.sub_processor.is_current(today));
    Ok(held.map(|held| (held.id, held.sub_processor)).collect())
}

/// The chosen lines in one transaction, the list itself kept as evidence. What goes gets an end.
pub(crate) fn accept(call: &Call, arguments: SubProcessorAccept) -> Result<Done<SubProcessorTree>, Failure> {
    let today = call.app.clock.today();
    let SubProcessorAccept { plan, accepted, listed_on } = arguments;
    let listed_on = listed_on.unwrap_or(today);
    if listed_on > today {
        return Err(Failure::Invalid { fields: vec![Fault { field: "listed_on".into(), code: FaultCode::InTheFuture }] });
    }
    let (brought, source) = (brought(call, &plan, today)?, source(call, &plan.source)?);
    let ((), command) = call.write_as_command(|writing| {
        let held = current(&writing.reading(), plan.provider, today)?;
        let changes = difference(&held, &brought.lines, &brought.under, lists());
        if !accepted.iter().all(|change| changes.contains(change)) {
            return Err(Failure::Refused { reason: Refusal::ListMoved });
        }
        let chosen: Vec<&ListChange> = changes.iter().filter(|change| accepted.contains(change)).collect();
        for change in &chosen {
            apply(writing, plan.provider, change, &brought, listed_on)?;
        }
        place_under(writing, plan.provider, &chosen, &brought)?;
        let draft = EvidenceDraft {
            provider: Some(plan.provider),
            title: source.file_name.clone(),
            kind: EvidenceKind::SourceList,
            dated: Some(listed_on),
        };
        let evidence = draft.check(&source.file_name, &source.bytes, today)?;
        writing.add_evidence(EvidenceId(uuid::Uuid::now_v7()), &evidence, &source.bytes)?;
        Ok(())
    })?;
    Ok(changed(plan.provider, show(call, plan.provider)?).with_undo(command))
}

fn apply(writing: &mut Writing, provider: ProviderId, change: &ListChange, brought: &Brought, listed_on: NaiveDate) -> Result<(), Failure> {
    let new = change.at.and_then(|at| brought.lines.get(at as usize));
    match (change.kind, change.id, new) {
        (ChangeKind::Added, _, Some(new)) => {
            let since = new.since.or(Some(listed_on));
            writing.save_sub_processor(SubProcessorId(uuid::Uuid::now_v7()), provider, None, &SubProcessor { since, ..new.clone() })?;
        }
        (ChangeKind::Changed, Some(id), Some(new)) => {
            let held = writing.reading().sub_processor(id)?.sub_processor;
            writing.save_sub_processor(id, provider, None, &with_brought(&held, new))?;
        }
        (ChangeKind::Removed, Some(id), _) => {
            let held = writing.reading().sub_processor(id)?.sub_processor;
            let until = listed_on.pred_opt().max(held.since);
            writing.save_sub_processor(id, provider, None, &SubProcessor { until, ..held })?;
        }
        _ => {}
    }
    Ok(())
}

/// Who engages whom, where a chosen line says so and both are there.
fn place_under(writing: &mut Writing, provider: ProviderId, chosen: &[&ListChange], brought: &Brought) -> Result<(), Failure> {
    let held = writing.reading().sub_processors(provider)?;
    let by_name: BTreeMap<NameKey, SubProcessorId> = held.iter().map(|held| (NameKey::of(&held.sub_processor.name), held.id)).collect();
    let named = |name: &str| by_name.get(&NameKey::of(name)).copied();
    for at in chosen.iter().filter_map(|change| change.at) {
        let line = brought.lines.get(at as usize).zip(brought.under.get(at as usize).and_then(Option::as_ref));
        let Some((child, parent)) = line.and_then(|(line, under)| named(&line.name).zip(named(under))) else { continue };
        let held = writing.reading().sub_processor(child)?.sub_processor;
        let wanted = SubProcessor { parent: Some(parent), ..held };
        check_loop(&writing.reading(), child, provider, &wanted)?;
        writing.save_sub_processor(child, provider, None, &wanted)?;
    }
    Ok(())
}

fn brought(call: &Call, plan: &SubProcessorPlan, today: NaiveDate) -> Result<Brought, Failure> {
    let source = source(call, &plan.source)?;
    check_mapping(&source, ColumnSet::SubProcessor, &plan.mapping)?;
    let (rows, refused) = incoming_sub_processors(&source.table, &plan.mapping, lists(), today);
    let mut brought = Brought {
        lines: Vec::new(),
        under: Vec::new(),
        uncertain: Vec::new(),
        refused: refused.into_iter().map(refused_row).collect(),
        remarks: source.table.remarks.iter().take(50).cloned().collect(),
    };
    for row in rows {
        let at = brought.lines.len() as u32;
        let mut draft = row.draft;
        for place in row.uncertain {
            match plan.fixes.iter().find(|fix| fix.at == at && fix.field == place.field) {
                Some(fix) => corrected(&mut draft, fix),
                None => {
                    brought.uncertain.push(UncertainPlace { at, name: draft.name.clone(), field: place.field, text: place.text });
                }
            }
        }
        brought.lines.push(draft.check(lists())?);
        brought.under.push(row.under);
        brought.remarks.extend(row.remarks);
    }
    Ok(brought)
}

fn corrected(draft: &mut SubProcessorDraft, fix: &CountryFix) {
    match (fix.field.as_str(), fix.countries.as_slice()) {
        ("country", [one]) => draft.country = Some(one.clone()),
        ("access_countries", countries) => draft.access_countries.extend(countries.iter().cloned()),
        (_, countries) => draft.locations.extend(countries.iter().cloned()),
    }
}
