//! What each row would do. The preview and the import ask the same questions.

use std::collections::{BTreeSet, HashMap, HashSet};

use provident_domain::evidence::content_digest;
use provident_domain::fault::Fault;
use provident_domain::id::{DepartmentId, ProviderId, ServiceId};
use provident_domain::name::NameKey;
use provident_domain::provider::Provider;
use provident_domain::service::Service;
use provident_domain::similar::{Match, NameIndex, Names};
use provident_exchange::incoming::{Incoming, IncomingService, Incomings, of_fields};
use provident_exchange::merge::{changed_fields, merge_provider, merge_service};
use provident_exchange::remark::{self, Remark};
use provident_store::Reading;

use super::{ImportCounts, ImportPreview, PreviewRow, RowDecision, RowOutcome, SimilarProvider};
use crate::assets::lists;
use crate::desk::Progress;
use crate::failure::{Failure, Refusal};

/// Rows between two looks at the progress.
const STRIDE: usize = 50;

/// What is known while rows are gone through, in the order of the file.
pub(super) struct Planning<'a> {
    source: &'a str,
    decisions: &'a HashMap<u32, RowDecision>,
    index: NameIndex<'static>,
    /// Names for candidates; those of earlier rows too.
    names: HashMap<ProviderId, String>,
    /// In the register before the first row.
    held: HashSet<ProviderId>,
    departments: HashMap<NameKey, DepartmentId>,
}

/// Where a row goes.
pub(super) enum Target {
    New,
    Into(ProviderId),
    /// May be one of these; a person has not said.
    Open(Vec<SimilarProvider>),
    Skip,
}

/// A record with what a row brings.
pub(super) struct Merged {
    pub revision: u32,
    pub provider: Option<Provider>,
    pub services: Vec<MergedService>,
    pub changes: Vec<String>,
}

pub(super) struct MergedService {
    /// None is new.
    pub held: Option<(ServiceId, u32)>,
    pub service: Service,
    /// Names, of those that no id stands for yet.
    pub new_departments: Vec<String>,
}

impl<'a> Planning<'a> {
    pub fn new(reading: &Reading, source: &'a str, decisions: &'a HashMap<u32, RowDecision>) -> Result<Planning<'a>, Failure> {
        let mut index = NameIndex::new(lists());
        let mut names = HashMap::new();
        for (id, held) in reading.names()? {
            index.add(id, &held);
            names.insert(id, held.name);
        }
        let held = names.keys().copied().collect();
        let departments = reading.departments()?.into_iter().map(|held| (NameKey::of(&held.department.name), held.id)).collect();
        Ok(Planning { source, decisions, index, names, held, departments })
    }

    /// The id a new provider gets: the same in the preview and in the import, so that a later
    /// row can be merged into it.
    pub fn new_id(&self, incoming: &Incoming) -> ProviderId {
        if let Some(id) = incoming.id.filter(|id| !self.names.contains_key(id)) {
            return id;
        }
        let digest = content_digest(format!("{}:{}", self.source, incoming.rows[0]).as_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest.bytes()).for_each(|(byte, digit)| *byte = digit);
        ProviderId(uuid::Uuid::new_v8(bytes))
    }

    pub fn target(&self, incoming: &Incoming) -> Target {
        let decision = self.decision(incoming);
        if decision == Some(&RowDecision::Skip) {
            return Target::Skip;
        }
        if let Some(id) = incoming.id.filter(|id| self.held.contains(id)) {
            return Target::Into(id);
        }
        match (self.index.find(&Names::of(&incoming.provider)), decision) {
            (Match::Same(id), _) => Target::Into(id),
            (Match::New, _) | (Match::Possible(_), Some(RowDecision::Create)) => Target::New,
            (Match::Possible(_), Some(RowDecision::Merge { into })) if self.names.contains_key(into) => Target::Into(*into),
            (Match::Possible(found), _) => Target::Open(self.named(found)),
        }
    }

    pub fn decision(&self, incoming: &Incoming) -> Option<&RowDecision> {
        self.decisions.get(&incoming.rows[0])
    }

    fn named(&self, found: Vec<(ProviderId, provident_domain::similar::Likeness)>) -> Vec<SimilarProvider> {
        let named = found.into_iter().filter_map(|(id, reason)| Some(SimilarProvider { id, name: self.names.get(&id)?.clone(), reason }));
        let mut named: Vec<SimilarProvider> = named.collect();
        named.sort_by(|a, b| (a.reason, &a.name).cmp(&(b.reason, &b.name)));
        named
    }

    /// Candidates in general, whatever was decided; for showing the row.
    fn candidates(&self, incoming: &Incoming) -> Vec<SimilarProvider> {
        match self.index.find(&Names::of(&incoming.provider)) {
            Match::Possible(found) => self.named(found),
            Match::Same(_) | Match::New => Vec::new(),
        }
    }

    /// From here on this name is taken.
    pub fn created(&mut self, id: ProviderId, provider: &Provider) {
        self.index.add(id, &Names::of(provider));
        self.names.insert(id, provider.name.clone());
    }

    pub fn is_held(&self, id: ProviderId) -> bool {
        self.held.contains(&id)
    }

    pub fn department(&self, name: &str) -> Option<DepartmentId> {
        self.departments.get(&NameKey::of(name)).copied()
    }

    pub fn department_made(&mut self, name: &str, id: DepartmentId) {
        self.departments.insert(NameKey::of(name), id);
    }

    /// A candidate that already says all the row says: there is nothing to decide.
    pub fn settled(&self, reading: &Reading, incoming: &Incoming, candidates: &[SimilarProvider]) -> Result<Option<ProviderId>, Failure> {
        for candidate in candidates.iter().filter(|candidate| self.is_held(candidate.id)) {
            if self.merged(reading, candidate.id, incoming)?.is_ok_and(|merged| merged.changes.is_empty()) {
                return Ok(Some(candidate.id));
            }
        }
        Ok(None)
    }

    /// What the record becomes, or why it cannot.
    pub fn merged(&self, reading: &Reading, id: ProviderId, incoming: &Incoming) -> Result<Result<Merged, Vec<Fault>>, Failure> {
        let stored = reading.provider(id)?;
        let provider = merge_provider(&stored.provider, &incoming.provider, !incoming.is_country_read);
        let mut changes = changed_fields(&stored.provider, &provider);
        let provider = match provider.to_draft().check(lists()) {
            Ok(checked) => (checked != stored.provider).then_some(checked),
            Err(faults) => return Ok(Err(faults)),
        };
        let mut open = if incoming.services.is_empty() { Vec::new() } else { reading.services(id)? };
        let mut services = Vec::new();
        for brought in &incoming.services {
            let key = NameKey::of(&brought.service.name);
            let at = open.iter().position(|held| NameKey::of(&held.service.name) == key);
            let merged = match at.map(|at| open.remove(at)) {
                Some(held) => {
                    let merged = self.with_departments(merge_service(&held.service, &brought.service), brought);
                    if merged.service == held.service && merged.new_departments.is_empty() {
                        continue;
                    }
                    MergedService { held: Some((held.id, held.revision)), ..merged }
                }
                None => self.with_departments(brought.service.clone(), brought),
            };
            services.push(merged);
        }
        if !services.is_empty() {
            changes.push("services".into());
        }
        Ok(Ok(Merged { revision: stored.revision, provider, services, changes }))
    }

    /// The service with the departments that have an id, and the names of those that have none.
    pub fn with_departments(&self, mut service: Service, brought: &IncomingService) -> MergedService {
        let mut new_departments = Vec::new();
        for name in &brought.departments {
            match self.department(name) {
                Some(id) => service.departments.push(id),
                None => new_departments.push(name.clone()),
            }
        }
        service.departments.sort();
        service.departments.dedup();
        MergedService { held: None, service, new_departments }
    }
}

/// Looks whether somebody wants to stop, every so often.
pub(super) fn went_on(progress: &dyn Progress, done: usize, of: usize) -> Result<(), Failure> {
    if done.is_multiple_of(STRIDE) || done == of {
        if progress.is_cancelled() {
            return Err(Failure::Refused { reason: Refusal::Cancelled });
        }
        progress.report(done as u64, of as u64);
    }
    Ok(())
}

/// Goes through all rows and writes nothing.
pub(super) fn previewed(
    mut planning: Planning,
    reading: &Reading,
    read: &Incomings,
    progress: &dyn Progress,
) -> Result<ImportPreview, Failure> {
    let mut counts = ImportCounts::default();
    let mut rows = Vec::new();
    for (at, incoming) in read.accepted.iter().enumerate() {
        went_on(progress, at, read.accepted.len())?;
        let outcome = outcome(&mut planning, reading, incoming, &mut counts)?;
        let mut remarks = incoming.remarks.clone();
        remarks.extend(new_departments(&planning, incoming));
        rows.push(PreviewRow { row: incoming.rows[0], name: incoming.provider.name.clone(), outcome, remarks });
    }
    for refused in &read.refused {
        counts.refused += 1;
        let outcome = refuse(refused.reasons.clone());
        rows.push(PreviewRow { row: refused.row, name: refused.name.clone(), outcome, remarks: Vec::new() });
    }
    let weight = |row: &PreviewRow| match row.outcome {
        RowOutcome::Possible { .. } => 0,
        RowOutcome::Refuse { .. } => 1,
        _ => 2,
    };
    rows.sort_by_key(|row| (weight(row), row.row));
    Ok(ImportPreview { counts, rows, unmapped_columns: Vec::new() })
}

fn outcome(planning: &mut Planning, reading: &Reading, incoming: &Incoming, counts: &mut ImportCounts) -> Result<RowOutcome, Failure> {
    let decision = planning.decision(incoming).cloned();
    let candidates = planning.candidates(incoming);
    let target = planning.target(incoming);
    let outcome = match &target {
        Target::Skip => {
            counts.skipped += 1;
            RowOutcome::Skip
        }
        Target::Into(id) if planning.is_held(*id) => match planning.merged(reading, *id, incoming)? {
            Err(faults) => {
                counts.refused += 1;
                refuse(of_fields(faults))
            }
            Ok(merged) if merged.changes.is_empty() => {
                counts.unchanged += 1;
                RowOutcome::Unchanged { id: *id }
            }
            Ok(merged) => {
                counts.updated += 1;
                RowOutcome::Update { id: *id, changes: merged.changes }
            }
        },
        Target::Into(id) => {
            counts.updated += 1;
            RowOutcome::Update { id: *id, changes: Vec::new() }
        }
        Target::New => {
            counts.created += 1;
            RowOutcome::Create
        }
        Target::Open(_) => match planning.settled(reading, incoming, &candidates)? {
            Some(id) => {
                counts.unchanged += 1;
                return Ok(RowOutcome::Unchanged { id });
            }
            None => {
                counts.possible += 1;
                RowOutcome::Create
            }
        },
    };
    if matches!(target, Target::New | Target::Open(_)) {
        planning.created(planning.new_id(incoming), &incoming.provider);
    }
    // A row that was or is to be decided stays among those to decide.
    let shows_choice = !candidates.is_empty() && (decision.is_some() || matches!(target, Target::Open(_)));
    Ok(if shows_choice { RowOutcome::Possible { candidates, decision } } else { outcome })
}

fn refuse(reasons: Vec<Remark>) -> RowOutcome {
    RowOutcome::Refuse { said: remark::said(&reasons), reasons }
}

fn new_departments(planning: &Planning, incoming: &Incoming) -> Vec<Remark> {
    let named = incoming.services.iter().flat_map(|service| &service.departments);
    let new: BTreeSet<&String> = named.filter(|name| planning.department(name).is_none()).collect();
    new.into_iter().map(|name| Remark::NewDepartment { name: name.clone() }).collect()
}
