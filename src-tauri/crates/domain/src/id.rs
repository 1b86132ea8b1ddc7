//! One type per kind of record, so that a department can never be taken for a provider.
//! The values are UUID v7 and are made outside this crate.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! id {
    ($($(#[$note:meta])* $name:ident),* $(,)?) => {$(
        $(#[$note])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map($name)
            }
        }
    )*};
}

id! {
    DepartmentId,
    ProviderId,
    ServiceId,
    EvidenceId,
    ActivityId,
    ClientId,
    ClientGroupId,
    TransferId,
    SubProcessorId,
    NoticeId,
    ActionId,
    PublishedListId,
    AssessmentId,
    AnswerSetId,
    /// Somebody who may open a sealed register.
    PersonId,
    /// One command of a person; it may touch many records.
    CommandId,
}
