//! One writer at a time. The lock is the operating system's, on a small file beside the
//! register, so a crash releases it; the file says who holds it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use crate::fault::{Holder, StoreFault, Stored};

/// Held for as long as it lives.
pub(crate) struct WriterLock {
    file: File,
}

impl WriterLock {
    pub fn take(register: &Path, who: &str, since: &str) -> Stored<WriterLock> {
        let path = lock_path(register);
        let doing = || format!("opening {}", path.display());
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|cause| StoreFault::File { doing: doing(), cause })?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreFault::Held { path: register.into(), holder: holder(&mut file) }),
            Err(TryLockError::Error(cause)) => return Err(StoreFault::File { doing: doing(), cause }),
        }
        sign(&mut file, who, since).map_err(|cause| StoreFault::File { doing: format!("writing {}", path.display()), cause })?;
        Ok(WriterLock { file })
    }
}

impl Drop for WriterLock {
    /// At once, even where a child process that is just starting still holds a copy of the file.
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

fn lock_path(register: &Path) -> PathBuf {
    let mut name = register.as_os_str().to_owned();
    name.push("-lock");
    PathBuf::from(name)
}

fn holder(file: &mut File) -> Holder {
    let mut text = String::new();
    let read = std::io::Read::by_ref(file).take(4_096).read_to_string(&mut text);
    read.ok().and_then(|_| serde_json::from_str(&text).ok()).unwrap_or_default()
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
