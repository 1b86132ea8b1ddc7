//! What can go wrong with a register file.

use std::path::PathBuf;

/// Who holds a register for writing.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Holder {
    pub who: String,
    pub machine: String,
    pub process: u32,
    /// RFC 3339.
    pub since: String,
}

#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    #[error("there is no file {0}")]
    NoSuchFile(PathBuf),
    #[error("{0} exists already")]
    Exists(PathBuf),
    #[error("{0} is not a Provident register")]
    NotARegister(PathBuf),
    #[error("{0} is sealed: it opens with a passphrase")]
    Sealed(PathBuf),
    #[error("{0} is not sealed: it opens without a passphrase")]
    NotSealed(PathBuf),
    #[error("this passphrase does not open {0}")]
    WrongPassphrase(PathBuf),
    #[error("{0}, the key file beside the register, is missing")]
    KeysMissing(PathBuf),
    #[error("{0} is not the key file of a register")]
    KeysUnreadable(PathBuf),
    #[error("{0} is the key file of another register, or of an older state of this one")]
    KeysDoNotFit(PathBuf),
    #[error("{0} is a backup of another register")]
    OtherRegister(PathBuf),
    #[error("somebody else has this passphrase already")]
    PassphraseTaken,
    #[error("{0} is open elsewhere; it must be closed there first")]
    OpenElsewhere(PathBuf),
    #[error("{path} is damaged: {detail}")]
    Damaged { path: PathBuf, detail: String },
    #[error("{path} was written by a newer Provident (schema {found}, this program knows {known})")]
    Newer { path: PathBuf, found: u32, known: u32 },
    #[error("{0} was written by an older Provident; somebody who may write in it must open it once first")]
    Older(PathBuf),
    #[error("{path} is open for writing by {} on {} since {}", holder.who, holder.machine, holder.since)]
    Held { path: PathBuf, holder: Holder },
    #[error("the register is open for reading only")]
    ReadOnly,
    #[error("{entity} {id} is not in the register")]
    NotFound { entity: &'static str, id: String },
    #[error("the record has changed since it was read (now revision {revision})")]
    Conflict { revision: u32 },
    #[error("{entity} is still used in {count} places")]
    InUse { entity: &'static str, count: u64 },
    #[error("the work was cancelled, nothing was written")]
    Cancelled,
    #[error("{0} was moved or replaced while it was open")]
    Moved(PathBuf),
    #[error("the disk is full")]
    DiskFull,
    #[error("{doing}: {cause}")]
    File { doing: String, cause: std::io::Error },
    #[error("stored value cannot be read: {0}")]
    Value(String),
    #[error("{0}")]
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreFault {
    fn from(error: rusqlite::Error) -> Self {
        let code = error.sqlite_error().map(|error| error.extended_code);
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => StoreFault::DiskFull,
            // The file of shared memory beside a register could not be made as large as it must be.
            Some(rusqlite::ErrorCode::SystemIoFailure) if code == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) => StoreFault::DiskFull,
            Some(rusqlite::ErrorCode::ReadOnly) => StoreFault::ReadOnly,
            _ => StoreFault::Database(error),
        }
    }
}

impl From<serde_json::Error> for StoreFault {
    fn from(error: serde_json::Error) -> Self {
        StoreFault::Value(error.to_string())
    }
}

pub type Stored<T> = Result<T, StoreFault>;
