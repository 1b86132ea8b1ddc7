//! An open register, as work beside it reaches it: over a connection of its own, without holding
//! up whoever works in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::fault::{StoreFault, Stored};
use crate::register::{Access, Reading, Register, connected};
use crate::seal::DatabaseKey;
use crate::verify::{CheckResult, verify};

/// Steps of SQLite's machine between two looks at whether to stop.
const STEPS: i32 = 20_000;

/// What it takes to open the register once more, whatever becomes of this opening.
#[derive(Clone)]
pub struct RegisterSource {
    pub(crate) path: PathBuf,
    pub(crate) key: Option<DatabaseKey>,
}

impl Register {
    pub fn source(&self) -> RegisterSource {
        RegisterSource { path: self.path.clone(), key: self.sealed.as_ref().map(|sealed| sealed.key.clone()) }
    }
}

impl RegisterSource {
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads one moment of the register, whatever is written meanwhile.
    pub fn read<T, E: From<StoreFault>>(&self, work: impl FnOnce(&Reading) -> Result<T, E>) -> Result<T, E> {
        let (mut connection, _) = connected(&self.path, self.key.as_ref(), Access::ReadOnly)?;
        let transaction = connection.transaction().map_err(|error| E::from(error.into()))?;
        work(&Reading { connection: &transaction })
    }

    /// The check of everything; `Cancelled` as soon as `stop` says so.
    pub fn check(&self, stop: Arc<AtomicBool>) -> Stored<CheckResult> {
        let (mut connection, _) = connected(&self.path, self.key.as_ref(), Access::ReadOnly)?;
        let asked = Arc::clone(&stop);
        connection.progress_handler(STEPS, Some(move || asked.load(Ordering::Relaxed)))?;
        connection.execute_batch("BEGIN")?;
        let checked = verify(&connection);
        if stop.load(Ordering::Relaxed) { Err(StoreFault::Cancelled) } else { checked }
    }
}
