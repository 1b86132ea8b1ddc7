//! The change history, and the check of the whole file.

use provident_domain::id::ProviderId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::{Call, opened};
use crate::dispatch::{Done, Nothing};
use crate::failure::Failure;

pub use provident_store::history::HistoryRow;
pub use provident_store::verify::CheckResult;

#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct HistoryQuery {
    /// Lines of this provider and all that belongs to it; the whole register when none.
    pub provider: Option<ProviderId>,
    /// Only lines before this sequence, for the next page.
    pub before: Option<u64>,
    /// At most 200.
    pub limit: Option<u32>,
}

pub(crate) fn list(call: &Call, query: HistoryQuery) -> Result<Done<Vec<HistoryRow>>, Failure> {
    let limit = query.limit.unwrap_or(100).min(200);
    Ok(Done::read(call.read(|reading| Ok(reading.history(query.provider, query.before, limit)?))?))
}

pub(crate) fn check(call: &Call, _: Nothing) -> Result<Done<CheckResult>, Failure> {
    // Over a connection of its own: what else is asked meanwhile is answered.
    let source = opened(&mut call.app.state())?.source();
    Ok(Done::read(source.check()?))
}
