//! Services of a provider.

use provident_domain::id::{ProviderId, ServiceId};
use provident_domain::service::ServiceDraft;
use serde::Deserialize;
use ts_rs::TS;

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
