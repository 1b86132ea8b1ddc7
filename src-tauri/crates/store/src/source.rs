//! An open register, as work beside it reaches it: over a connection of its own, without holding
//! up whoever works in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

use crate::fault::{StoreFault, Stored};
use crate::register::{Access, FileIdentity, Reading, Register, connected, is_one_moment};
use crate::seal::DatabaseKey;
use crate::verify::{CheckResult, verify};

/// Steps of SQLite's machine between two looks at whether to stop.
const STEPS: i32 = 20_000;

/// What it takes to open the register once more, whatever becomes of this opening.
#[derive(Clone)]
pub struct RegisterSource {
    pub(crate) path: PathBuf,
    pub(crate) key: Option<DatabaseKey>,
    pub(crate) stop: Option<Arc<AtomicBool>>,
}

impl Register {
    pub fn source(&self) -> RegisterSource {
        RegisterSource { path: self.path.clone(), key: self.sealed.as_ref().map(|sealed| sealed.key.clone()), stop: None }
    }
}

impl RegisterSource {
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads one moment of the register, whatever is written meanwhile.
    pub fn read<T, E: From<StoreFault>>(&self, work: impl FnOnce(&Reading) -> Result<T, E>) -> Result<T, E> {
        let (connection, _) = self.moment()?;
        work(&Reading { connection: &connection })
    }

    /// A connection that reads one moment of the register, and its schema.
    pub(crate) fn moment(&self) -> Stored<(Connection, u32)> {
        loop {
            let file = FileIdentity::of(&self.path);
            let (connection, schema) = connected(&self.path, self.key.as_ref(), Access::ReadOnly)?;
            connection.execute_batch("BEGIN")?;
            if is_one_moment(&connection, &self.path, file)? {
                return Ok((connection, schema));
            }
        }
    }

    /// All work over this ends soon after `stop` says so.
    pub fn until(self, stop: Arc<AtomicBool>) -> RegisterSource {
        RegisterSource { stop: Some(stop), ..self }
    }

    /// The check of everything.
    pub fn check(&self) -> Stored<CheckResult> {
        let (mut connection, _) = self.moment()?;
        stopped_by(&mut connection, self.stop.as_ref())?;
        let checked = verify(&connection);
        if self.is_stopped() { Err(StoreFault::Cancelled) } else { checked }
    }

    pub fn is_stopped(&self) -> bool {
        self.stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed))
    }
}

/// What this connection is asked is cut off once `stop` says so.
pub(crate) fn stopped_by(connection: &mut Connection, stop: Option<&Arc<AtomicBool>>) -> Stored<()> {
    if let Some(stop) = stop.cloned() {
        connection.progress_handler(STEPS, Some(move || stop.load(Ordering::Relaxed)))?;
    }
    Ok(())
}
