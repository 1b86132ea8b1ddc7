//! How a command fails. No sentence crosses the boundary: the screen makes it in the
//! user's language from the kind and its values.

use provident_domain::fault::Fault;
use provident_domain::legal::LegalFault;
use provident_domain::person::Role;
use provident_exchange::fault::ExchangeFault;
use provident_store::fault::{Holder, StoreFault};
use serde::Serialize;
use ts_rs::TS;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Failure {
    /// The user's draft: every fault, by field.
    Invalid {
        fields: Vec<Fault>,
    },
    NotFound {
        entity: String,
        id: String,
    },
    /// Somebody saved the record meanwhile.
    Conflict {
        revision: u32,
    },
    /// Understood, and not done.
    Refused {
        reason: Refusal,
    },
    /// The world's: disk, rights, a damaged file.
    Storage {
        cause: String,
    },
    /// Ours; the reference stands in the log.
    Internal {
        reference: String,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    NoRegisterOpen,
    UnknownCommand {
        name: String,
    },
    NoSuchFile {
        file: String,
    },
    FileExists {
        file: String,
    },
    NotARegister {
        file: String,
    },
    Damaged {
        file: String,
        detail: String,
    },
    NewerSchema {
        file: String,
        found: u32,
        known: u32,
    },
    /// To be brought up to date first, by somebody who may write in it.
    OlderSchema {
        file: String,
    },
    HeldBySomebody {
        file: String,
        who: String,
        machine: String,
        since: String,
    },
    ReadOnly,
    InUse {
        entity: String,
        count: u64,
    },
    Cancelled,
    DiskFull,
    TooLarge {
        file: String,
        limit: u64,
    },
    /// A file from outside that cannot be read as what it should be.
    Unreadable {
        file: String,
        why: ExchangeFault,
    },
    IsAFolder {
        file: String,
    },
    NothingToImport {
        file: String,
    },
    NoDesktop,
    FileGone,
    /// A record that a command wrote was written again since.
    ChangedSince,
    /// The list held is no longer the one that a new one was compared with.
    ListMoved,
    NothingToTakeBack,
    SameProvider,
    NotTheSample,
    /// Moved or replaced while it was open.
    FileMoved {
        file: String,
    },
    /// It opens with a passphrase, and none was given.
    Sealed {
        file: String,
    },
    NotSealed {
        file: String,
    },
    WrongPassphrase,
    KeysMissing {
        file: String,
    },
    KeysUnreadable {
        file: String,
    },
    /// The key file beside a register leads to another key.
    KeysDoNotFit {
        file: String,
    },
    PassphraseTaken,
    /// Another program reads it, and it is to be replaced whole.
    OpenElsewhere {
        file: String,
    },
    /// Whoever opened the register may not do this.
    MayNot {
        role: Role,
    },
    /// Nobody would be left who decides who may open the register.
    LastOfficer,
    /// One cannot take one's own way in away.
    Yourself,
    OtherRegister {
        file: String,
    },
    /// No list of rules to take over.
    NotAList {
        file: String,
        why: LegalFault,
    },
    /// The public list, or a questionnaire, says nothing new.
    NothingToPublish,
    /// No questionnaire to take over.
    NotAQuestionnaire {
        file: String,
        detail: String,
    },
    /// One that is shipped is copied, not changed.
    ShippedQuestionnaire,
    /// It was never published, so nobody can be asked.
    NotPublished,
    /// The questionnaire asks somebody else.
    OtherRespondent,
    /// Closed or withdrawn: it is read-only for ever.
    AssessmentOver,
    /// Still under way.
    AssessmentRuns,
    /// Not as far as that yet.
    NotInThisState,
    /// No question is marked to be asked again.
    NothingToAsk,
    /// No answers have come yet.
    NothingCameBack,
}

impl From<StoreFault> for Failure {
    fn from(fault: StoreFault) -> Failure {
        let refused = |reason| Failure::Refused { reason };
        match fault {
            StoreFault::NoSuchFile(path) => refused(Refusal::NoSuchFile { file: shown(&path) }),
            StoreFault::Exists(path) => refused(Refusal::FileExists { file: shown(&path) }),
            StoreFault::NotARegister(path) => refused(Refusal::NotARegister { file: shown(&path) }),
            StoreFault::Damaged { path, detail } => refused(Refusal::Damaged { file: shown(&path), detail }),
            StoreFault::Newer { path, found, known } => refused(Refusal::NewerSchema { file: shown(&path), found, known }),
            StoreFault::Older(path) => refused(Refusal::OlderSchema { file: shown(&path) }),
            StoreFault::Held { path, holder: Holder { who, machine, since, .. } } => {
                refused(Refusal::HeldBySomebody { file: shown(&path), who, machine, since })
            }
            StoreFault::ReadOnly => refused(Refusal::ReadOnly),
            StoreFault::NotFound { entity, id } => Failure::NotFound { entity: entity.into(), id },
            StoreFault::Conflict { revision } => Failure::Conflict { revision },
            StoreFault::InUse { entity, count } => refused(Refusal::InUse { entity: entity.into(), count }),
            StoreFault::Cancelled => refused(Refusal::Cancelled),
            StoreFault::Moved(path) => refused(Refusal::FileMoved { file: shown(&path) }),
            StoreFault::Sealed(path) => refused(Refusal::Sealed { file: shown(&path) }),
            StoreFault::NotSealed(path) => refused(Refusal::NotSealed { file: shown(&path) }),
            StoreFault::WrongPassphrase(_) => refused(Refusal::WrongPassphrase),
            StoreFault::KeysMissing(path) => refused(Refusal::KeysMissing { file: shown(&path) }),
            StoreFault::KeysUnreadable(path) => refused(Refusal::KeysUnreadable { file: shown(&path) }),
            StoreFault::KeysDoNotFit(path) => refused(Refusal::KeysDoNotFit { file: shown(&path) }),
            StoreFault::OtherRegister(path) => refused(Refusal::OtherRegister { file: shown(&path) }),
            StoreFault::PassphraseTaken => refused(Refusal::PassphraseTaken),
            StoreFault::OpenElsewhere(path) => refused(Refusal::OpenElsewhere { file: shown(&path) }),
            StoreFault::DiskFull => refused(Refusal::DiskFull),
            StoreFault::File { cause, .. } if cause.kind() == std::io::ErrorKind::StorageFull => refused(Refusal::DiskFull),
            other @ (StoreFault::File { .. } | StoreFault::Value(_) | StoreFault::Database(_)) => {
                Failure::Storage { cause: other.to_string() }
            }
        }
    }
}

impl From<Vec<Fault>> for Failure {
    fn from(fields: Vec<Fault>) -> Failure {
        Failure::Invalid { fields }
    }
}

/// Why a file from outside cannot be taken, with its name.
pub(crate) fn unread(file: &str, fault: ExchangeFault) -> Failure {
    let file = file.to_owned();
    let reason = match fault {
        ExchangeFault::TooLarge { limit } => Refusal::TooLarge { file, limit: limit * 1_048_576 },
        ExchangeFault::Empty => Refusal::NothingToImport { file },
        why => Refusal::Unreadable { file, why },
    };
    Failure::Refused { reason }
}

/// The file's name only: a path is nobody's business but the desk's.
pub(crate) fn shown(path: &std::path::Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
