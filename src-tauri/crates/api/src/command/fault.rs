//! The report of a fault of the program itself. It is read first; only a person saves it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::FileToken;
use crate::app::Call;
use crate::dispatch::Done;
use crate::failure::Failure;
use crate::place::write_file;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FaultOf {
    pub reference: String,
}

/// All that the report holds, word for word.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct FaultReport {
    pub text: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FaultSave {
    pub reference: String,
    pub file: FileToken,
}

pub(crate) fn show(call: &Call, arguments: FaultOf) -> Result<Done<FaultReport>, Failure> {
    Ok(Done::read(FaultReport { text: text(call, &arguments.reference)? }))
}

pub(crate) fn save(call: &Call, arguments: FaultSave) -> Result<Done<()>, Failure> {
    let path = call.app.state().places.path(&arguments.file)?;
    write_file(&path, text(call, &arguments.reference)?.as_bytes())?;
    Ok(Done::read(()))
}

fn text(call: &Call, reference: &str) -> Result<String, Failure> {
    let unknown = || Failure::NotFound { entity: "report".into(), id: reference.chars().take(80).collect() };
    call.app.faults.text(reference).ok_or_else(unknown)
}
