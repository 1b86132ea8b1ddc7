//! Another file in the place of the register's: a new key, sealed or no longer, a backup restored.
//!
//! The new file is made whole beside the old one; the key file then knows the keys of both; the
//! new file takes the old one's name in one step; the key file forgets the old key. Cut off at any
//! point, what lies there opens with what opened it before or opens it after.

use std::path::{Path, PathBuf};

use provident_domain::person::Person;
use rusqlite::{Connection, OpenFlags};

use crate::act::{Act, Rules};
use crate::connect::{make_ready, prepare};
use crate::fault::{StoreFault, Stored};
use crate::file::{like, private_file, sync_folder};
use crate::migrate;
use crate::people::Founded;
use crate::person;
use crate::register::{Access, Register, Sealed, connected};
use crate::seal::{DatabaseKey, Generation, KeyFile, Passphrase, Slot, keys_path, read_keys, set_key, write_keys};

/// With what the file that comes opens, and the slots that lead there; nothing where it is open to all.
#[derive(Clone, Default)]
pub(crate) struct Coming {
    pub sealed: Option<Sealed>,
    pub slots: Vec<Slot>,
}

/// Where the file that comes is made.
pub(crate) fn part_path(register: &Path) -> PathBuf {
    let mut name = register.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// What a replacement that was cut off left behind. Only for who holds the lock.
pub(crate) fn tidy_up(register: &Path) {
    remove_with_its_log(&part_path(register));
    let _ = std::fs::remove_file(part_path(&keys_path(register)));
}

/// A journal from when the log was being folded in, which was cut off before it counted. One that counts
/// is gone once the register was read, and whoever writes to a log has none.
pub(crate) fn remove_stale_journal(connection: &Connection, register: &Path) {
    let mode = connection.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0));
    if mode.is_ok_and(|mode| mode == "wal") {
        let mut name = register.as_os_str().to_owned();
        name.push("-journal");
        let _ = std::fs::remove_file(name);
    }
}

/// The new file takes its name, and keeps it through a power cut. Once it has it, it is there: a folder
/// that cannot be synced takes nothing back.
pub(crate) fn put_in_place(register: &Path) -> Stored<()> {
    let placed = std::fs::rename(part_path(register), register);
    placed.map_err(|cause| StoreFault::File { doing: format!("writing {}", register.display()), cause })?;
    let _ = sync_folder(register);
    Ok(())
}

/// Keeps aside whatever lies at the place of a register: the file, its log and its keys, under one other
/// name under which they still belong together. `at` is RFC 3339.
pub(crate) fn clear_place(register: &Path, at: &str) -> Stored<()> {
    let stamp: String = at.chars().filter(char::is_ascii_alphanumeric).collect();
    let stem = register.file_stem().unwrap_or_default().to_string_lossy();
    let aside = register.with_file_name(format!("{stem}.replaced-{stamp}.provident"));
    for ending in ["", "-wal", "-shm", "-journal", "-keys"] {
        let with = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        move_aside(&with(register), &with(&aside))?;
    }
    Ok(())
}

fn move_aside(path: &Path, aside: &Path) -> Stored<()> {
    match std::fs::rename(path, aside) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreFault::File { doing: format!("keeping {} aside", path.display()), cause })
        }
        _ => Ok(()),
    }
}

fn keep_keys_aside(register: &Path, at: &str) -> Stored<()> {
    let stamp: String = at.chars().filter(char::is_ascii_alphanumeric).collect();
    let keys = keys_path(register);
    let mut aside = keys.clone().into_os_string();
    aside.push(format!(".replaced-{stamp}"));
    move_aside(&keys, Path::new(&aside))
}

fn remove_with_its_log(path: &Path) {
    for ending in ["", "-journal", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        // What is not there need not go.
        let _ = std::fs::remove_file(name);
    }
}

impl Register {
    /// Seals a register that is open to all; this person can open it from now on.
    pub fn seal_for(&mut self, act: &Act, rules: Rules, founder: &Person, passphrase: &Passphrase) -> Stored<()> {
        let key = DatabaseKey::random();
        let founded = Founded::new(&self.id()?, act, founder, passphrase, &key)?;
        // Keys beside an open register may be those of another, which was only moved away.
        let id = self.id()?;
        if !matches!(read_keys(&self.path), Ok(Some(beside)) if beside.register == id) {
            keep_keys_aside(&self.path, &act.at)?;
        }
        let sealed = Some(Sealed { key: key.clone(), person: founded.person.clone() });
        let coming = Coming { sealed: sealed.clone(), slots: vec![founded.slot.clone()] };
        self.replace_with(coming, |register, part| {
            let mut copy = register.rewritten_to(part, Some(&key))?;
            copy.sealed = sealed;
            copy.write::<_, StoreFault>(act, rules, |writing| {
                // What was being typed while it was open to all was nobody's.
                writing.transaction.execute("DELETE FROM kept_draft", [])?;
                writing.put_person(&founded.person, &founded.slot)
            })?;
            copy.close_as_one_file()
        })
    }

    /// Opens a sealed register to whoever has its file. What people there were is forgotten; the
    /// history remembers them.
    pub fn unseal(&mut self, act: &Act, rules: Rules) -> Stored<()> {
        let sealed = self.seal()?.clone();
        self.replace_with(Coming::default(), |register, part| {
            let mut copy = register.rewritten_to(part, None)?;
            copy.sealed = Some(sealed);
            let everybody = copy.read::<_, StoreFault>(|reading| reading.people())?;
            copy.write::<_, StoreFault>(act, rules, |writing| everybody.iter().try_for_each(|one| writing.remove_person(one.id)))?;
            copy.close_as_one_file()
        })
    }

    /// `make` makes the new file, whole, at the path it is given.
    pub(crate) fn replace_with(&mut self, coming: Coming, make: impl FnOnce(&mut Register, &Path) -> Stored<()>) -> Stored<()> {
        if self.access() == Access::ReadOnly {
            return Err(StoreFault::ReadOnly);
        }
        self.is_where_it_was()?;
        self.alone()?;
        // Whoever reads meanwhile holds the log, and is found when the file is to go.
        self.connection.pragma_update(None, "journal_mode", "WAL")?;
        let part = part_path(&self.path);
        remove_with_its_log(&part);
        let replaced = make(self, &part).and_then(|()| self.take_over(&part, coming));
        if replaced.is_err() {
            remove_with_its_log(&part);
            // The log that `alone` folded in comes back with the next write.
            let _ = self.connection.pragma_update(None, "journal_mode", "WAL");
            let _ = self.renew_keys();
        }
        replaced
    }

    /// Nobody else has the file open, and the log is folded into it: it can be replaced whole.
    fn alone(&self) -> Stored<()> {
        let mode = self.connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0));
        match mode {
            Ok(mode) if mode == "delete" => Ok(()),
            Ok(_) => Err(StoreFault::OpenElsewhere(self.path.clone())),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
                Err(StoreFault::OpenElsewhere(self.path.clone()))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn take_over(&mut self, part: &Path, coming: Coming) -> Stored<()> {
        let fault = |doing: &str, cause| StoreFault::File { doing: format!("{doing} {}", part.display()), cause };
        if coming.sealed.is_some() {
            // What stands inside is true of the file that goes, whatever lies beside it.
            let both = [coming.slots, person::slots(&self.connection)?];
            let generations = both.into_iter().filter(|slots| !slots.is_empty()).map(|slots| Generation { slots });
            write_keys(&self.path, &KeyFile::new(&self.id()?, generations.collect()))?;
        }
        let key = coming.sealed.as_ref().map(|sealed| &sealed.key);
        close_with_log(connected(part, key, Access::Write)?.0, part)?;
        like(&self.path, part).map_err(|cause| fault("making", cause))?;
        self.alone()?;
        // Closed before its file loses its name.
        let closed = std::mem::replace(&mut self.connection, Connection::open_in_memory()?);
        drop(closed);
        let renamed = std::fs::rename(part, &self.path);
        if renamed.is_ok() {
            self.sealed = coming.sealed;
        }
        let (connection, _) = connected(&self.path, self.sealed.as_ref().map(|sealed| &sealed.key), Access::Write)?;
        self.reconnect(connection);
        renamed.map_err(|cause| fault("putting in its place", cause))?;
        // It is the register now. That it keeps its name through a power cut, and that the key file
        // forgets the old key, takes nothing of that back; the next opening tries again.
        let _ = sync_folder(&self.path);
        let _ = self.renew_keys();
        Ok(())
    }

    /// The same pages under another key.
    pub(crate) fn copy_to(&mut self, part: &Path, key: Option<&DatabaseKey>) -> Stored<Register> {
        copied(&self.connection, part, key)
    }

    /// The same content where the kind of file changes: sealed from open, open from sealed.
    pub(crate) fn rewritten_to(&mut self, part: &Path, key: Option<&DatabaseKey>) -> Stored<Register> {
        rewritten(&self.path, self.sealed.as_ref().map(|sealed| &sealed.key), part, key)
    }

    /// After this the file stands alone and is on the disk.
    pub(crate) fn close_as_one_file(self) -> Stored<()> {
        let Register { connection, path, .. } = self;
        close_as_one_file(connection, &path)
    }
}

/// The pages of this register in a file of their own; both sealed, or both open.
pub(crate) fn copied(from: &Connection, part: &Path, key: Option<&DatabaseKey>) -> Stored<Register> {
    let mut copy = empty(part, key)?;
    let backup = rusqlite::backup::Backup::new(from, &mut copy)?;
    while backup.step(-1)? == rusqlite::backup::StepResult::More {}
    drop(backup);
    made(copy, part)
}

/// Row by row, since a sealed page has less room than an open one.
pub(crate) fn rewritten(from: &Path, from_key: Option<&DatabaseKey>, part: &Path, key: Option<&DatabaseKey>) -> Stored<Register> {
    private_file(part).map_err(|cause| StoreFault::File { doing: format!("making {}", part.display()), cause })?;
    let target = part.to_str().ok_or_else(|| StoreFault::Value(format!("{} is no text", part.display())))?;
    // A connection of its own, without the hardening that keeps `sqlcipher_export` from writing a schema.
    let source = opened(from, from_key)?;
    source.pragma_update(None, "temp_store", "MEMORY")?;
    source.execute("ATTACH DATABASE ?1 AS fresh KEY ''", [target])?;
    if let Some(key) = key {
        set_key(&source, "fresh", key)?;
    }
    source.query_row("SELECT sqlcipher_export('fresh')", [], |_| Ok(()))?;
    source.pragma_update(Some("fresh"), "application_id", migrate::APPLICATION_ID)?;
    source.pragma_update(Some("fresh"), "user_version", migrate::schema_of(&source)?)?;
    source.execute("DETACH DATABASE fresh", [])?;
    drop(source);
    made(opened(part, key)?, part)
}

pub(crate) fn close_as_one_file(connection: Connection, path: &Path) -> Stored<()> {
    connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)?;
    synced(path)
}

fn synced(path: &Path) -> Stored<()> {
    let synced = std::fs::File::open(path).and_then(|file| file.sync_all());
    synced.map_err(|cause| StoreFault::File { doing: format!("writing {}", path.display()), cause })
}

/// One file as well, but one that is written to through a log from its first page on. Beginning a log takes
/// a journal, which is found by its name: who opened the file that lay there before would take it for its own.
fn close_with_log(connection: Connection, path: &Path) -> Stored<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)?;
    synced(path)
}

/// A new file under this key, to be filled.
pub(crate) fn empty(path: &Path, key: Option<&DatabaseKey>) -> Stored<Connection> {
    private_file(path).map_err(|cause| StoreFault::File { doing: format!("making {}", path.display()), cause })?;
    opened(path, key)
}

fn opened(path: &Path, key: Option<&DatabaseKey>) -> Stored<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    if let Some(key) = key {
        set_key(&connection, "main", key)?;
    }
    Ok(connection)
}

fn made(connection: Connection, path: &Path) -> Stored<Register> {
    prepare(&connection)?;
    make_ready(&connection, Access::Write)?;
    Ok(Register::on(connection, path, Access::Write, None))
}
