//! Services of a provider.

use provident_domain::id::{ProviderId, ServiceId};
use provident_domain::service::ServiceDraft;
use provident_store::Saved;
use serde::Deserialize;
use ts_rs::TS;

use super::provider::{ProviderView, changed};
use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::Done;
use crate::failure::Failure;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ServiceSave {
    pub provider: ProviderId,
    /// None creates.
    pub id: Option<ServiceId>,
    pub revision: Option<u32>,
    pub draft: ServiceDraft,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ServiceRemove {
    pub id: ServiceId,
    pub revision: u32,
}

pub(crate) fn save(call: &Call, arguments: ServiceSave) -> Result<Done<ProviderView>, Failure> {
    let checked = arguments.draft.check(lists(), call.app.clock.today())?;
    let id = arguments.id.unwrap_or_else(|| ServiceId(uuid::Uuid::now_v7()));
    let (saved, command) = call.write_as_command(|writing| {
        writing.reading().provider(arguments.provider)?;
        Ok(writing.save_service(id, arguments.provider, arguments.revision, &checked)?)
    })?;
    let done = changed(call, arguments.provider)?;
    Ok(if saved == Saved::Unchanged { done } else { done.with_undo(command) })
}

pub(crate) fn remove(call: &Call, arguments: ServiceRemove) -> Result<Done<ProviderView>, Failure> {
    let (provider, command) = call.write_as_command(|writing| Ok(writing.remove_service(arguments.id, arguments.revision)?))?;
    Ok(changed(call, provider)?.with_undo(command))
}
