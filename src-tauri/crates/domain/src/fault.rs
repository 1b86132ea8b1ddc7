//! What is wrong with a draft: always all of it, never only the first.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing wrong with one field. The screen makes the sentence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Fault {
    /// Path of the field as in the draft, such as `contacts.2.email`.
    pub field: String,
    pub code: FaultCode,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultCode {
    Required,
    TooLong {
        max: u32,
        length: u32,
    },
    NotAnEmail {
        value: String,
    },
    NotAUrl {
        value: String,
    },
    NotACountry {
        value: String,
    },
    NotInList {
        value: String,
    },
    NotADate {
        value: String,
    },
    NotANumber {
        value: String,
    },
    Malformed {
        detail: String,
    },
    /// The end lies before the beginning.
    EndsBeforeStart,
    InTheFuture,
    InThePast,
    /// Marked as unknown and filled in at once.
    KnownAndUnknown,
    Twice {
        value: String,
    },
    /// Too many entries.
    MoreThan {
        max: u32,
    },
    /// A number beyond reason.
    Above {
        max: u32,
    },
    /// It would lead back to itself.
    Loop,
    /// Parts that do not make the whole they should.
    NotTogether {
        expected: u32,
        found: u32,
    },
    /// A passphrase that would soon be guessed.
    TooWeak,
    /// Looks like a recovery key, with a slip of the pen in it.
    MistypedKey,
}

impl FaultCode {
    /// A plain English reason, for the command line and for the file of refused rows.
    pub fn reason(&self) -> String {
        match self {
            FaultCode::Required => "is missing".into(),
            FaultCode::TooLong { max, length } => format!("has {length} characters, more than the {max} allowed"),
            FaultCode::NotAnEmail { value } => format!("is not an e-mail address: {value:?}"),
            FaultCode::NotAUrl { value } => format!("is not a web address: {value:?}"),
            FaultCode::NotACountry { value } => format!("is not a known country: {value:?}"),
            FaultCode::NotInList { value } => format!("is not in the list: {value:?}"),
            FaultCode::NotADate { value } => format!("is not a date: {value:?}"),
            FaultCode::NotANumber { value } => format!("is not a whole number: {value:?}"),
            FaultCode::Malformed { detail } => format!("cannot be read: {detail}"),
            FaultCode::EndsBeforeStart => "ends before it starts".into(),
            FaultCode::InTheFuture => "lies in the future".into(),
            FaultCode::InThePast => "lies in the past".into(),
            FaultCode::KnownAndUnknown => "is marked as unknown but has a value".into(),
            FaultCode::Twice { value } => format!("is given twice: {value:?}"),
            FaultCode::MoreThan { max } => format!("has more than {max} entries"),
            FaultCode::Above { max } => format!("is more than {max}"),
            FaultCode::Loop => "leads back to itself".into(),
            FaultCode::NotTogether { expected, found } => format!("make {found} together, not {expected}"),
            FaultCode::TooWeak => "would soon be guessed; several words that do not belong together are better".into(),
            FaultCode::MistypedKey => "looks like a recovery key with a typing error in it".into(),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.field, self.code.reason())
    }
}
