//! Backups: whole registers in a folder beside the register, each with its key file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use provident_domain::backup::kept;
use rusqlite::Connection;
use rusqlite::backup::StepResult;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::act::Act;
use crate::connect::{Form, form_of};
use crate::fault::{StoreFault, Stored};
use crate::file::private_folder;
use crate::lock::WriterLock;
use crate::register::{Access, Register, connected};
use crate::replace::{clear_place, close_as_one_file, empty, part_path, put_in_place, tidy_up};
use crate::seal::{DatabaseKey, Generation, KeyFile, remove_keys, write_keys};
use crate::source::{RegisterSource, stopped_by};
use crate::{history, person};

/// Pages between two looks at whether to go on.
const PAGES: i32 = 512;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupKind {
    Daily,
    BeforeMigration,
    BeforeImport,
    BeforeRestore,
    /// Never removed by the program.
    ByHand,
}

const KINDS: [(BackupKind, &str); 5] = [
    (BackupKind::Daily, "daily"),
    (BackupKind::BeforeMigration, "before-migration"),
    (BackupKind::BeforeImport, "before-import"),
    (BackupKind::BeforeRestore, "before-restore"),
    (BackupKind::ByHand, "by-hand"),
];

/// One backup, as far as its name tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Backup {
    pub path: PathBuf,
    /// UTC.
    pub at: NaiveDateTime,
    pub kind: BackupKind,
    /// Bytes.
    pub size: u64,
    pub form: Form,
}

/// `NAME.provident-backups`, beside the register.
pub fn backup_folder(register: &Path) -> PathBuf {
    let mut name = register.as_os_str().to_owned();
    name.push("-backups");
    PathBuf::from(name)
}

/// Newest first; what else lies in the folder is left alone.
pub fn backups(register: &Path) -> Vec<Backup> {
    let entries = std::fs::read_dir(backup_folder(register)).into_iter().flatten();
    let mut found: Vec<Backup> = entries.filter_map(|entry| backup_at(&entry.ok()?.path())).collect();
    found.sort_by(|one, other| other.at.cmp(&one.at).then_with(|| other.path.cmp(&one.path)));
    found
}

const STAMP: &str = "%Y-%m-%dT%H-%M-%S-%3fZ";

fn backup_at(path: &Path) -> Option<Backup> {
    let stem = path.file_name()?.to_str()?.strip_suffix(".provident")?;
    let (stamp, kind) = stem.split_once(' ')?;
    let kind = KINDS.iter().find(|(_, name)| *name == kind)?.0;
    let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
    let size = std::fs::metadata(path).ok().filter(|found| found.is_file())?.len();
    // One whose keys are gone is still sealed.
    let form = match form_of(path) {
        Ok(form) => form,
        Err(StoreFault::KeysMissing(_)) => Form::Sealed,
        Err(_) => return None,
    };
    Some(Backup { path: path.into(), at, kind, size, form })
}

impl Backup {
    /// Takes the file away, and its keys after it.
    pub fn remove(&self) -> Stored<()> {
        let fault = |cause| StoreFault::File { doing: format!("removing {}", self.path.display()), cause };
        std::fs::remove_file(&self.path).map_err(fault)?;
        remove_keys(&self.path)
    }
}

/// What backups that were cut off left behind. Whoever is making one holds its lock.
pub(crate) fn tidy_backups(register: &Path) {
    let entries = std::fs::read_dir(backup_folder(register)).into_iter().flatten();
    let unfinished: BTreeSet<PathBuf> = entries.filter_map(|entry| unfinished_at(&entry.ok()?.path())).collect();
    for backup in unfinished {
        let Ok(_lock) = WriterLock::take(&backup, "", "") else { continue };
        tidy_up(&backup);
        if !backup.exists() {
            let _ = remove_keys(&backup);
        }
    }
}

/// The backup that a file beside one was for, where it is not its key file.
fn unfinished_at(path: &Path) -> Option<PathBuf> {
    let (stem, rest) = path.file_name()?.to_str()?.split_once(".provident")?;
    let (stamp, kind) = stem.split_once(' ')?;
    NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
    KINDS.iter().find(|(_, name)| *name == kind)?;
    let backup = path.with_file_name(format!("{stem}.provident"));
    let is_part = !matches!(rest, "" | "-keys") || !backup.exists();
    is_part.then_some(backup)
}

/// Removes what no rule keeps; those made by hand stay, and the one that was just made, whatever
/// the clock says. Gives how many went.
pub fn prune_backups(register: &Path, just_made: &Path) -> Stored<usize> {
    let made: Vec<Backup> = backups(register).into_iter().filter(|backup| backup.kind != BackupKind::ByHand).collect();
    let at: Vec<NaiveDateTime> = made.iter().map(|backup| backup.at).collect();
    let gone = made.iter().zip(kept(&at)).filter(|(backup, keep)| !keep && backup.path != just_made);
    let gone: Vec<&Backup> = gone.map(|(backup, _)| backup).collect();
    gone.iter().try_for_each(|backup| backup.remove())?;
    Ok(gone.len())
}

impl Register {
    pub(crate) fn back_up_before_migration(&self, act: &Act) -> Stored<PathBuf> {
        self.source().back_up(BackupKind::BeforeMigration, &act.at, &mut |_, _| true)
    }
}

impl RegisterSource {
    /// Makes a backup in the folder of backups, under its own name. `at` is RFC 3339. `go_on` is
    /// told how far it is, and stops it by saying no.
    pub fn back_up(&self, kind: BackupKind, at: &str, go_on: &mut dyn FnMut(u64, u64) -> bool) -> Stored<PathBuf> {
        let folder = backup_folder(&self.path);
        private_folder(&folder).map_err(|cause| StoreFault::File { doing: format!("making {}", folder.display()), cause })?;
        let mut stamp = DateTime::parse_from_rfc3339(at).map_err(|error| StoreFault::Value(error.to_string()))?.naive_utc();
        let name = KINDS.iter().find(|(known, _)| *known == kind).map_or("by-hand", |(_, name)| name);
        let path = loop {
            let path = folder.join(format!("{} {name}.provident", stamp.format(STAMP)));
            if !path.exists() {
                break path;
            }
            // A clock that stands still, or went back.
            stamp += TimeDelta::milliseconds(1);
        };
        self.write(&path, at, go_on)?;
        Ok(path)
    }

    /// Writes the register as it is at this moment to a new file, and looks whether it is whole.
    pub fn write(&self, to: &Path, at: &str, go_on: &mut dyn FnMut(u64, u64) -> bool) -> Stored<()> {
        let part = part_path(to);
        let _lock = WriterLock::take(to, "", at)?;
        if to.exists() {
            return Err(StoreFault::Exists(to.into()));
        }
        tidy_up(to);
        clear_place(to, at)?;
        let written = self.write_to(&part, to, go_on);
        if written.is_err() {
            tidy_up(to);
        }
        written
    }

    fn write_to(&self, part: &Path, to: &Path, go_on: &mut dyn FnMut(u64, u64) -> bool) -> Stored<()> {
        // One moment of the register, whatever is written meanwhile.
        let (source, schema) = self.moment()?;
        let mut target = empty(part, self.key.as_ref())?;
        let head = history::head(&source)?;
        copy_pages(&source, &mut target, go_on)?;
        close_as_one_file(target, part)?;
        whole(part, self.key.as_ref(), &head, self.stop.as_ref())?;
        if self.key.is_some() && schema >= 5 {
            let id: String = source.query_row("SELECT id FROM register", [], |row| row.get(0))?;
            write_keys(to, &KeyFile::new(&id, vec![Generation { slots: person::slots(&source)? }]))?;
        }
        put_in_place(to)
    }
}

fn copy_pages(source: &Connection, target: &mut Connection, go_on: &mut dyn FnMut(u64, u64) -> bool) -> Stored<()> {
    target.pragma_update(None, "synchronous", "OFF")?;
    let backup = rusqlite::backup::Backup::new(source, target)?;
    loop {
        let step = backup.step(PAGES)?;
        let progress = backup.progress();
        let (of, left) = (progress.pagecount.unsigned_abs(), progress.remaining.unsigned_abs());
        if !go_on(u64::from(of - left.min(of)), u64::from(of)) {
            return Err(StoreFault::Cancelled);
        }
        if step == StepResult::Done {
            return Ok(());
        }
    }
}

/// Every page of it is whole, and it ends where the register ended.
pub(crate) fn whole(path: &Path, key: Option<&DatabaseKey>, head: &history::Head, stop: Option<&Arc<AtomicBool>>) -> Stored<()> {
    let damaged = |detail: String| StoreFault::Damaged { path: path.into(), detail };
    let (mut copy, _) = connected(path, key, Access::ReadOnly)?;
    stopped_by(&mut copy, stop)?;
    let said = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    if stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
        return Err(StoreFault::Cancelled);
    }
    let said = said?;
    if said != "ok" {
        return Err(damaged(said));
    }
    let found = history::head(&copy)?;
    let is_same = found.sequence == head.sequence && found.seal == head.seal;
    if is_same { Ok(()) } else { Err(damaged(format!("it ends at line {} of {}", found.sequence, head.sequence))) }
}
