//! Files and folders that are their owner's alone, and that are there after a power cut.

use std::fs::{File, OpenOptions};
use std::io::Result;
use std::path::Path;

/// A new, empty file (0600); one of that name is emptied.
pub fn private_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A folder with all above it; those that are made are their owner's (0700).
pub fn private_folder(path: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// The rights of the file that goes, for the one that comes. Where there is none, it keeps its own.
pub(crate) fn like(old: &Path, new: &Path) -> Result<()> {
    match std::fs::metadata(old) {
        Ok(found) => std::fs::set_permissions(new, found.permissions()),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(cause),
    }
}

/// After a rename: the new name outlives a power cut.
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
