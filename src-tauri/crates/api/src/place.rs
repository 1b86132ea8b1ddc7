//! Paths on this desk. The webview knows tokens only; what they stand for stays here.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::command::app::FileToken;
use crate::failure::{Failure, Refusal};

#[derive(Default)]
pub(crate) struct Places {
    paths: HashMap<FileToken, PathBuf>,
}

impl Places {
    pub fn lend(&mut self, path: PathBuf) -> FileToken {
        if let Some((token, _)) = self.paths.iter().find(|(_, known)| **known == path) {
            return token.clone();
        }
        let token = FileToken(uuid::Uuid::new_v4().to_string());
        self.paths.insert(token.clone(), path);
        token
    }

    pub fn path(&self, token: &FileToken) -> Result<PathBuf, Failure> {
        self.paths.get(token).cloned().ok_or(Failure::Refused { reason: Refusal::FileGone })
    }
}

/// Writes a whole file or nothing: first beside it, then in its place. What a person saves for
/// others has the rights that the system gives.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_with(path, bytes, |path| std::fs::File::create(path))
}

/// The same for the program's own files, which are the person's alone.
pub(crate) fn write_private_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_with(path, bytes, provident_store::file::private_file)
}

fn write_with(path: &Path, bytes: &[u8], make: fn(&Path) -> std::io::Result<std::fs::File>) -> Result<(), Failure> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = make(&beside).and_then(|file| write_synced(file, bytes)).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|cause| {
        let _ = std::fs::remove_file(&beside);
        file_failure("writing", path, &cause)
    })
}

fn write_synced(mut file: std::fs::File, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Reads a file of at most `limit` bytes; a larger one is refused before memory is used.
pub(crate) fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    use std::io::Read;
    let file = std::fs::File::open(path).map_err(|cause| file_failure("opening", path, &cause))?;
    let length = file.metadata().map_err(|cause| file_failure("reading", path, &cause))?;
    if length.is_dir() {
        return Err(Failure::Refused { reason: Refusal::IsAFolder { file: crate::failure::shown(path) } });
    }
    if length.len() > limit {
        return Err(Failure::Refused { reason: Refusal::TooLarge { file: crate::failure::shown(path), limit } });
    }
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|cause| file_failure("reading", path, &cause))?;
    Ok(bytes)
}

pub(crate) fn file_failure(doing: &str, path: &Path, cause: &std::io::Error) -> Failure {
    let file = crate::failure::shown(path);
    match cause.kind() {
        std::io::ErrorKind::NotFound if doing == "opening" => Failure::Refused { reason: Refusal::NoSuchFile { file } },
        std::io::ErrorKind::StorageFull => Failure::Refused { reason: Refusal::DiskFull },
        _ => Failure::Storage { cause: format!("{doing} {file}: {cause}") },
    }
}
