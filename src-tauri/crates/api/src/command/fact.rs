//! Verification, apart from editing: somebody compared a group of facts with a document.

use chrono::NaiveDate;
use provident_domain::check::{Check, LINE};
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::fault::FaultCode;
use provident_domain::id::{EvidenceId, ProviderId};
use serde::Deserialize;
use ts_rs::TS;

use super::provider::{ProviderView, changed};
use crate::app::Call;
use crate::dispatch::Done;
use crate::failure::Failure;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FactVerify {
    pub provider: ProviderId,
    pub group: FactGroup,
    /// Today unless it was done earlier.
    pub on: Option<NaiveDate>,
    pub evidence: Option<EvidenceId>,
    /// Where in the evidence, or what was looked at without a file.
    pub place: Option<String>,
}

/// Takes a verification back to a declaration.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FactDeclare {
    pub provider: ProviderId,
    pub group: FactGroup,
}

pub(crate) fn verify(call: &Call, arguments: FactVerify) -> Result<Done<ProviderView>, Failure> {
    let today = call.app.clock.today();
    let mut check = Check::default();
    let on = arguments.on.unwrap_or(today);
    if on > today {
        check.fault("on", FaultCode::InTheFuture);
    }
    let place = check.line("place", arguments.place.as_deref(), LINE);
    let place = check.finish(place)?;
    if let Some(id) = arguments.evidence {
        call.read(|reading| Ok(reading.evidence_one(id)?))?;
    }
    let by = call.app.state().memory.settings.my_name.clone();
    set(call, arguments.provider, arguments.group, &Standing::Verified { by, on, evidence: arguments.evidence, place })
}

pub(crate) fn declare(call: &Call, arguments: FactDeclare) -> Result<Done<ProviderView>, Failure> {
    let by = call.app.state().memory.settings.my_name.clone();
    set(call, arguments.provider, arguments.group, &Standing::Declared { by, on: call.app.clock.today(), file: None })
}

fn set(call: &Call, provider: ProviderId, group: FactGroup, standing: &Standing) -> Result<Done<ProviderView>, Failure> {
    let (replaces, command) = call.write_as_command(|writing| {
        let held = writing.reading().standings(provider)?.remove(&group);
        writing.set_standing(provider, group, standing)?;
        Ok(held.is_some_and(|held| held != *standing))
    })?;
    let done = changed(call, provider)?;
    Ok(if replaces { done.with_undo(command) } else { done })
}
