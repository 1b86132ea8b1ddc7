//! A copy of the register for somebody to read, such as an auditor.

use std::collections::BTreeSet;

use provident_domain::id::ProviderId;
use provident_domain::person::{PersonDraft, Role};
use provident_store::CopyFor;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::FileToken;
use crate::app::{Call, opened};
use crate::dispatch::Done;
use crate::failure::{Failure, shown};
use crate::secret::{Secret, fault};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CopyMake {
    pub file: FileToken,
    /// Who is to read it.
    pub name: String,
    pub passphrase: Secret,
    /// All providers when none.
    pub providers: Option<Vec<ProviderId>>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct CopyMade {
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub providers: u64,
    pub providers_of: u64,
}

pub(crate) fn make(call: &Call, arguments: CopyMake) -> Result<Done<CopyMade>, Failure> {
    let reader = PersonDraft { name: arguments.name, role: Role::ReadOnly }.check()?;
    let passphrase = arguments.passphrase.chosen("passphrase")?;
    let providers: Option<BTreeSet<ProviderId>> = arguments.providers.map(|chosen| chosen.into_iter().collect());
    if providers.as_ref().is_some_and(BTreeSet::is_empty) {
        return Err(fault("providers", provident_domain::fault::FaultCode::Required));
    }
    let mut state = call.app.state();
    let path = state.places.path(&arguments.file)?;
    let act = call.act(&state);
    let register = &mut opened(&mut state)?.register;
    let wanted = CopyFor { reader: &reader, passphrase: &passphrase, providers: providers.as_ref() };
    let made = register.copy_for(&act, call.app.rules(), &path, &wanted)?;
    let size = std::fs::metadata(&path).map_or(0, |found| found.len());
    let value = CopyMade { name: shown(&path), size, providers: made.providers, providers_of: made.providers_of };
    Ok(Done::changed(value, &["history"]))
}
