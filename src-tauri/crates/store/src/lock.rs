//! One writer at a time. The lock is the operating system's, on a small file beside the
//! register, so a crash releases it; the file says who holds it, and goes when it is let go.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use same_file::Handle;

use crate::fault::{Holder, StoreFault, Stored};

/// More than it ever takes from taking a lock to saying by whom.
const SIGNED_WITHIN: Duration = Duration::from_millis(500);

/// Held for as long as it lives.
pub(crate) struct WriterLock {
    file: File,
    path: PathBuf,
}

impl WriterLock {
    pub fn take(register: &Path, who: &str, since: &str) -> Stored<WriterLock> {
        let path = lock_path(register);
        let fault = |doing: &str, cause| StoreFault::File { doing: format!("{doing} {}", path.display()), cause };
        let start = Instant::now();
        loop {
            let mut options = OpenOptions::new();
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let opened = options.read(true).write(true).create(true).truncate(false).open(&path);
            let mut file = opened.map_err(|cause| fault("opening", cause))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => match holder(&mut file) {
                    // It was taken this moment, and is not signed yet.
                    None if start.elapsed() < SIGNED_WITHIN => {
                        std::thread::yield_now();
                        continue;
                    }
                    holder => return Err(StoreFault::Held { path: register.into(), holder: holder.unwrap_or_default() }),
                },
                Err(TryLockError::Error(cause)) => return Err(fault("opening", cause)),
            }
            // Whoever held it before may have taken the file away in between: then this one locks nobody out.
            if !is_at(&file, &path).map_err(|cause| fault("reading", cause))? {
                continue;
            }
            // From here on, whatever happens, the file goes with the lock.
            let mut lock = WriterLock { file, path: path.clone() };
            sign(&mut lock.file, who, since).map_err(|cause| fault("writing", cause))?;
            return Ok(lock);
        }
    }
}

impl Drop for WriterLock {
    /// Taken away while it is still held, then let go at once, even where a child process that
    /// is just starting still holds a copy of the file.
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

fn is_at(file: &File, path: &Path) -> std::io::Result<bool> {
    let held = Handle::from_file(file.try_clone()?)?;
    match Handle::from_path(path) {
        Ok(there) => Ok(there == held),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(cause),
    }
}

fn lock_path(register: &Path) -> PathBuf {
    let mut name = register.as_os_str().to_owned();
    name.push("-lock");
    PathBuf::from(name)
}

fn holder(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    let read = std::io::Read::by_ref(file).take(4_096).read_to_string(&mut text);
    read.ok().and_then(|_| serde_json::from_str(&text).ok())
}

fn sign(file: &mut File, who: &str, since: &str) -> std::io::Result<()> {
    let holder = Holder {
        who: who.into(),
        machine: hostname::get().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        process: std::process::id(),
        since: since.into(),
    };
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(serde_json::to_string(&holder)?.as_bytes())?;
    file.flush()
}
