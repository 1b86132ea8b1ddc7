//! What somebody is typing, kept inside the register while they type: a lock, a power cut or a crash
//! costs nothing. No record and no line of history; gone once it is saved or thrown away.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::app::{Call, opened};
use crate::dispatch::{Done, Nothing};
use crate::failure::Failure;
use crate::secret::fault;

/// A form that is not saved yet.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeptDraft {
    /// Where it was typed, as the screens know it.
    #[ts(type = "unknown")]
    pub route: Value,
    #[ts(type = "unknown")]
    pub draft: Value,
    /// Of the record, when it was read.
    pub revision: Option<u32>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftKeep {
    /// None when there is nothing left to keep.
    pub kept: Option<KeptDraft>,
}

/// Characters.
const LARGEST: usize = 2_000_000;

pub(crate) fn keep(call: &Call, arguments: DraftKeep) -> Result<Done<()>, Failure> {
    let text = arguments.kept.map(|kept| serde_json::to_string(&kept).unwrap_or_default());
    if let Some(length) = text.as_ref().map(String::len).filter(|length| *length > LARGEST) {
        let code = provident_domain::fault::FaultCode::TooLong { max: LARGEST as u32, length: length as u32 };
        return Err(fault("kept", code));
    }
    let mut state = call.app.state();
    let at = call.app.clock.now();
    opened(&mut state)?.register.keep_draft(&at, text.as_deref())?;
    Ok(Done::read(()))
}

/// What was kept and never saved.
pub(crate) fn show(call: &Call, _: Nothing) -> Result<Done<Option<KeptDraft>>, Failure> {
    let mut state = call.app.state();
    let kept = opened(&mut state)?.register.kept_draft()?;
    // What an older program kept is no reason to stop this one.
    Ok(Done::read(kept.and_then(|text| serde_json::from_str(&text).ok())))
}
