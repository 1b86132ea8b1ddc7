//! A list of names, perhaps with amounts, compared with the register.

use provident_domain::provider::ProviderStatus;
use provident_domain::similar::{Match, NameIndex, Names};
use provident_exchange::incoming::Incomings;

use super::{
    ImportResult, ReconcileMatch, ReconcilePlan, ReconcileRow, SimilarProvider, WRITES, decided, incomings, source, take, unmapped,
};
use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::Done;
use crate::failure::Failure;

pub(crate) fn reconcile_preview(call: &Call, plan: ReconcilePlan) -> Result<Done<Vec<ReconcileRow>>, Failure> {
    let source = source(call, &plan.source)?;
    let read = incomings(call, &source, &plan.mapping)?;
    let known = call.read(|reading| Ok(reading.names()?))?;
    let mut index = NameIndex::new(lists());
    known.iter().for_each(|(id, names)| index.add(*id, names));
    let named = |id| known.iter().find(|(other, _)| *other == id).map(|(_, names)| names.name.clone()).unwrap_or_default();
    let row = |incoming: &provident_exchange::incoming::Incoming| ReconcileRow {
        row: incoming.rows[0],
        name: incoming.provider.name.clone(),
        amount: incoming.amount.clone(),
        found: match index.find(&Names::of(&incoming.provider)) {
            Match::Same(id) => ReconcileMatch::Known { id, name: named(id) },
            Match::New => ReconcileMatch::Missing,
            Match::Possible(found) => {
                let candidates = found.into_iter().map(|(id, reason)| SimilarProvider { id, name: named(id), reason });
                ReconcileMatch::Possible { candidates: candidates.collect() }
            }
        },
    };
    Ok(Done::read(read.accepted.iter().map(row).collect()))
}

/// Takes the chosen rows as proposed providers.
pub(crate) fn reconcile_run(call: &Call, plan: ReconcilePlan) -> Result<Done<ImportResult>, Failure> {
    let source = source(call, &plan.source)?;
    let read = incomings(call, &source, &plan.mapping)?;
    let chosen = read.accepted.into_iter().filter(|incoming| incoming.rows.iter().any(|row| plan.rows.contains(row)));
    let chosen = Incomings { accepted: chosen.collect(), refused: Vec::new() };
    let result = take(call, &source, &plan.source, &chosen, &decided(&[]), ProviderStatus::Proposed)?;
    Ok(Done::changed(ImportResult { unmapped_columns: unmapped(&source, &plan.mapping), ..result }, WRITES))
}
