//! What only a desktop can do, and how long work is followed.

use std::path::{Path, PathBuf};

/// A file that a person is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pick {
    /// Wire name of the purpose, such as `list_to_import`.
    pub purpose: String,
    pub title: String,
    /// A file to write; otherwise one to read.
    pub save: bool,
    pub is_folder: bool,
    pub suggested: Option<String>,
    /// Endings without the dot; empty for any.
    pub extensions: Vec<String>,
}

pub trait Desk: Send + Sync {
    /// Asks the person; none when the dialog was closed.
    fn pick(&self, pick: &Pick) -> Option<PathBuf>;
    /// Asks the person for any number of files to read; none when the dialog was closed.
    fn pick_several(&self, pick: &Pick) -> Vec<PathBuf>;
    /// Opens a file in the system's own program for it.
    fn open_outside(&self, path: &Path) -> std::io::Result<()>;
    /// Opens an address of the program's own lists in the person's browser.
    fn open_address(&self, address: &str) -> std::io::Result<()>;
    /// Tells the screens that what they read under these tags has changed.
    fn announce(&self, tags: &[&str]);
    /// Whether somebody stays for work beside the commands: backups, the check of the whole file.
    fn stays(&self) -> bool;
}

/// No window: nothing can be asked for or opened.
pub struct NoDesk;

impl Desk for NoDesk {
    fn pick(&self, _: &Pick) -> Option<PathBuf> {
        None
    }

    fn pick_several(&self, _: &Pick) -> Vec<PathBuf> {
        Vec::new()
    }

    fn open_outside(&self, _: &Path) -> std::io::Result<()> {
        Err(no_desktop())
    }

    fn open_address(&self, _: &str) -> std::io::Result<()> {
        Err(no_desktop())
    }

    fn announce(&self, _: &[&str]) {}

    fn stays(&self) -> bool {
        false
    }
}

fn no_desktop() -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::Unsupported, "there is no desktop")
}

pub trait Progress: Sync {
    fn report(&self, done: u64, of: u64);
    fn is_cancelled(&self) -> bool;
}

/// Nobody watches.
pub struct Silent;

impl Progress for Silent {
    fn report(&self, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}
