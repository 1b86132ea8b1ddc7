//! Opening, creating and closing a register file.

use std::path::{Path, PathBuf};

use provident_domain::person::{Person, Right};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::act::{Act, Rules, Writing};
use crate::backup::{backups, tidy_backups};
use crate::connect::{Form, damaged, form_of, make_ready, prepare, recognised, wal_length};
use crate::fault::{StoreFault, Stored};
use crate::file::private_file;
use crate::history;
use crate::lock::WriterLock;
use crate::migrate::{self, SCHEMA};
use crate::people::Founded;
use crate::person::{self, StoredPerson};
use crate::replace::{clear_place, close_as_one_file, part_path, put_in_place, remove_stale_journal, tidy_up};
use crate::seal::{
    DatabaseKey, Generation, KeyFile, Opened, Passphrase, keys_path, open_slots, read_keys, remove_keys, set_key, write_keys,
};

/// How a register is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    ReadOnly,
    Write,
}

/// An open register.
pub struct Register {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    access: Access,
    migrated_copy: Option<PathBuf>,
    file: Option<FileIdentity>,
    pub(crate) sealed: Option<Sealed>,
    _lock: Option<WriterLock>,
}

/// With what a sealed register was opened, and by whom.
#[derive(Clone)]
pub(crate) struct Sealed {
    pub key: DatabaseKey,
    pub person: StoredPerson,
}

/// Which file lies at a path. Asked without opening it: closing a file that SQLite has open
/// would let go of SQLite's locks on it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileIdentity {
    volume: u64,
    number: u64,
}

impl FileIdentity {
    #[cfg(unix)]
    pub fn of(path: &Path) -> Option<FileIdentity> {
        use std::os::unix::fs::MetadataExt;
        let found = std::fs::metadata(path).ok()?;
        Some(FileIdentity { volume: found.dev(), number: found.ino() })
    }

    /// Elsewhere a file that is open cannot be moved.
    #[cfg(not(unix))]
    pub fn of(_: &Path) -> Option<FileIdentity> {
        Some(FileIdentity { volume: 0, number: 0 })
    }
}

/// A transaction that reads: one moment of the register.
pub struct Reading<'a> {
    pub(crate) connection: &'a Connection,
}

impl Register {
    /// Makes a new, empty register that is open to all; an existing file is never touched.
    pub fn create(path: &Path, act: &Act, id: uuid::Uuid) -> Stored<Register> {
        if path.exists() {
            return Err(StoreFault::Exists(path.into()));
        }
        let lock = WriterLock::take(path, &act.who, &act.at)?;
        let part = part_path(path);
        tidy_up(path);
        clear_place(path, &act.at)?;
        let made = make(&part, None, act, id, SCHEMA).and_then(|made| close_as_one_file(made, &part));
        made.and_then(|()| put_in_place(path)).inspect_err(|_| tidy_up(path))?;
        let (connection, _) = connected(path, None, Access::Write)?;
        Ok(Register::on(connection, path, Access::Write, Some(lock)))
    }

    /// Makes a new, empty register that this person can open.
    pub fn create_sealed(
        path: &Path,
        act: &Act,
        rules: Rules,
        id: uuid::Uuid,
        founder: &Person,
        passphrase: &Passphrase,
    ) -> Stored<Register> {
        Register::create_with(path, act, rules, id, Some((founder, passphrase)), |_| Ok(()))
    }

    /// Makes a new register that its founder can open, or that is open to all, with what `first` writes
    /// in it. It is there with all of that, or not at all.
    pub fn create_with<E: From<StoreFault>>(
        path: &Path,
        act: &Act,
        rules: Rules,
        id: uuid::Uuid,
        founder: Option<(&Person, &Passphrase)>,
        first: impl FnOnce(&mut Writing) -> Result<(), E>,
    ) -> Result<Register, E> {
        let lock = WriterLock::take(path, founder.map_or(&act.who, |(person, _)| &person.name), &act.at)?;
        if path.exists() {
            return Err(StoreFault::Exists(path.into()).into());
        }
        let founded = founder.map(|(person, passphrase)| {
            let key = DatabaseKey::random();
            Founded::new(&id.to_string(), act, person, passphrase, &key).map(|founded| (founded, key))
        });
        let founded = founded.transpose()?;
        tidy_up(path);
        // Keys or a log without a register may be those of one that was only moved away.
        clear_place(path, &act.at)?;
        let made = begun(&part_path(path), act, rules, id, founded.as_ref(), first);
        // First the keys: a crash in between leaves keys to nothing, never a register without keys.
        let keys = |()| Ok(founded.as_ref().map_or(Ok(()), |(founded, _)| founded.write_keys(path))?);
        made.and_then(keys).and_then(|()| Ok(put_in_place(path)?)).inspect_err(|_: &E| {
            tidy_up(path);
            let _ = std::fs::remove_file(keys_path(path));
        })?;
        let (connection, _) = connected(path, founded.as_ref().map(|(_, key)| key), Access::Write)?;
        let mut register = Register::on(connection, path, Access::Write, Some(lock));
        register.sealed = founded.map(|(founded, key)| Sealed { key, person: founded.person });
        Ok(register)
    }

    /// Opens a register that is open to all. For writing, an older schema is brought up to date
    /// after a copy of the file was kept; for reading it must be current.
    pub fn open(path: &Path, access: Access, act: &Act, rules: Rules) -> Stored<Register> {
        is_there(path)?;
        if form_of(path)? == Form::Sealed {
            return Err(StoreFault::Sealed(path.into()));
        }
        let lock = locked(path, access, &act.who, act)?;
        let (connection, schema) = connected(path, None, access)?;
        let register = Register::on(connection, path, access, lock);
        let register = register.ready(schema, act, rules).map_err(|fault| damaged(path, fault))?;
        // Keys to a register that was opened to all, or was never sealed in the end.
        let _ = register.renew_keys();
        Ok(register)
    }

    /// Opens a sealed register as whoever has this passphrase; for reading only where that is all
    /// they may.
    pub fn open_sealed(path: &Path, access: Access, passphrase: &Passphrase, act: &Act, rules: Rules) -> Stored<Register> {
        is_there(path)?;
        let opened = Register::opened_with_keys_beside(path, access, passphrase, act, rules);
        let Err(StoreFault::KeysMissing(_) | StoreFault::KeysUnreadable(_) | StoreFault::KeysDoNotFit(_)) = &opened else {
            return opened;
        };
        // Each backup has a copy of the keys of its day; the register renews its own once it is open.
        for keys in backups(path).iter().filter_map(|backup| read_keys(&backup.path).ok().flatten()) {
            match Register::opened_with(&keys, path, access, passphrase, act, rules) {
                Err(StoreFault::KeysDoNotFit(_) | StoreFault::WrongPassphrase(_)) => {}
                found => return found,
            }
        }
        opened
    }

    fn opened_with_keys_beside(path: &Path, access: Access, passphrase: &Passphrase, act: &Act, rules: Rules) -> Stored<Register> {
        if form_of(path)? == Form::Open {
            return Err(StoreFault::NotSealed(path.into()));
        }
        let mut keys = keys_beside(path)?;
        loop {
            let opened = Register::opened_with(&keys, path, access, passphrase, act, rules);
            let Err(StoreFault::KeysDoNotFit(_) | StoreFault::WrongPassphrase(_)) = &opened else { return opened };
            // Stretching takes a while, and somebody may have given the register another key meanwhile.
            let now = keys_beside(path)?;
            if now == keys {
                return opened;
            }
            keys = now;
        }
    }

    fn opened_with(keys: &KeyFile, path: &Path, access: Access, passphrase: &Passphrase, act: &Act, rules: Rules) -> Stored<Register> {
        let mut fault = StoreFault::WrongPassphrase(path.into());
        for generation in &keys.generations {
            for opened in open_slots(&keys.register, &generation.slots, passphrase)? {
                match Register::opened_by(path, access, opened, act, rules) {
                    Err(StoreFault::NotARegister(_)) => fault = StoreFault::KeysDoNotFit(keys_path(path)),
                    Err(StoreFault::WrongPassphrase(_)) => {}
                    found => return found,
                }
            }
        }
        Err(fault)
    }

    fn opened_by(path: &Path, access: Access, opened: Opened, act: &Act, rules: Rules) -> Stored<Register> {
        let (connection, schema) = connected(path, Some(&opened.key), Access::ReadOnly)?;
        let person = person_of(&connection, &opened, path)?;
        let access = if person.person.role.may(Right::Write) { access } else { Access::ReadOnly };
        let lock = locked(path, access, &person.person.name, act)?;
        let (connection, person) = match access {
            Access::ReadOnly => (connection, person),
            Access::Write => {
                drop(connection);
                let (connection, _) = connected(path, Some(&opened.key), access)?;
                let person = person_of(&connection, &opened, path)?;
                (connection, person)
            }
        };
        let mut register = Register::on(connection, path, access, lock);
        register.sealed = Some(Sealed { key: opened.key, person });
        let register = register.ready(schema, act, rules).map_err(|fault| damaged(path, fault))?;
        // A disk without room for it is no reason not to open; the next opening tries again.
        let _ = register.renew_keys();
        Ok(register)
    }

    pub(crate) fn on(connection: Connection, path: &Path, access: Access, lock: Option<WriterLock>) -> Register {
        let file = FileIdentity::of(path);
        Register { connection, path: path.into(), access, migrated_copy: None, file, sealed: None, _lock: lock }
    }

    fn ready(mut self, schema: u32, act: &Act, rules: Rules) -> Stored<Register> {
        if self.access == Access::Write {
            tidy_up(&self.path);
            remove_stale_journal(&self.connection, &self.path);
            tidy_backups(&self.path);
        }
        if schema < SCHEMA {
            self.bring_up_to_date(act, rules)?;
        }
        self.renew_expired(act, rules)?;
        // A disk without room for it is no reason not to open; the next opening tries again.
        let _ = self.purge();
        Ok(self)
    }

    /// What stands inside is true; the file beside it follows.
    pub(crate) fn renew_keys(&self) -> Stored<()> {
        if self.access == Access::ReadOnly {
            return Ok(());
        }
        let id = self.id()?;
        let inside = KeyFile::new(&id, vec![Generation { slots: person::slots(&self.connection)? }]);
        match read_keys(&self.path) {
            Ok(Some(beside)) if beside == inside => Ok(()),
            Ok(Some(beside)) if !self.is_sealed() && beside.register == id => remove_keys(&self.path),
            // What lies beside a register that is open to all is another's.
            _ if !self.is_sealed() => Ok(()),
            _ => write_keys(&self.path, &inside),
        }
    }

    /// The id of this register, wherever its file lies.
    pub(crate) fn id(&self) -> Stored<String> {
        Ok(self.connection.query_row("SELECT id FROM register", [], |row| row.get(0))?)
    }

    /// Who opened a sealed register.
    pub fn person(&self) -> Option<&StoredPerson> {
        self.sealed.as_ref().map(|sealed| &sealed.person)
    }

    pub fn is_sealed(&self) -> bool {
        self.sealed.is_some()
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn access(&self) -> Access {
        self.access
    }

    /// The copy that was kept before a migration at this opening.
    pub fn migrated_copy(&self) -> Option<&Path> {
        self.migrated_copy.as_deref()
    }

    /// Reads in one transaction.
    pub fn read<T, E: From<StoreFault>>(&mut self, work: impl FnOnce(&Reading) -> Result<T, E>) -> Result<T, E> {
        let (path, file, access) = (self.path.clone(), self.file, self.access);
        let transaction = self.connection.transaction().map_err(|error| E::from(error.into()))?;
        // Nobody replaces the file of whoever may write.
        if access == Access::ReadOnly && !is_one_moment(&transaction, &path, file)? {
            return Err(StoreFault::Moved(path).into());
        }
        work(&Reading { connection: &transaction })
    }

    /// Writes in one transaction, all or nothing.
    pub fn write<T, E: From<StoreFault>>(
        &mut self,
        act: &Act,
        rules: Rules,
        work: impl FnOnce(&mut Writing) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.access == Access::ReadOnly {
            return Err(StoreFault::ReadOnly.into());
        }
        self.is_where_it_was()?;
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(|error| E::from(error.into()))?;
        let by = self.sealed.as_ref().map(|sealed| &sealed.person.person);
        let mut writing = Writing::begin(transaction, by, act, rules)?;
        let value = work(&mut writing)?;
        writing.finish()?;
        Ok(value)
    }

    /// What is written to a file that lies elsewhere now would be lost to whoever opens it there.
    pub(crate) fn is_where_it_was(&self) -> Stored<()> {
        if FileIdentity::of(&self.path) == self.file { Ok(()) } else { Err(StoreFault::Moved(self.path.clone())) }
    }

    /// Another file lies at the path now, and this connection is to it.
    pub(crate) fn reconnect(&mut self, connection: Connection) {
        self.connection = connection;
        self.file = FileIdentity::of(&self.path);
    }

    /// Brings rows up to this day whose derived result has run out, and erases answers that need not be kept any
    /// longer. Also for midnight.
    pub fn renew_expired(&mut self, act: &Act, rules: Rules) -> Stored<usize> {
        if self.access == Access::ReadOnly {
            return Ok(0);
        }
        self.write(act, rules, |writing| {
            for id in writing.reading().answers_to_erase(rules.today)? {
                writing.erase_answers(id, rules.today)?;
            }
            writing.renew_expired()
        })
    }

    /// Lets go of the content of evidence that was removed. What can be taken back ends here.
    pub fn purge(&mut self) -> Stored<()> {
        if self.access == Access::Write {
            crate::evidence::purge(&self.connection)?;
        }
        Ok(())
    }

    /// Erases what was written in one line of the history; the line and the chain remain.
    pub fn erase_payload(&mut self, act: &Act, rules: Rules, sequence: u64) -> Stored<bool> {
        self.write(act, rules, |writing| {
            let erased = history::erase_payload(&writing.transaction, sequence)?;
            if erased {
                writing.record("history", &sequence.to_string(), None, Some("{\"erased\":true}"))?;
            }
            Ok(erased)
        })
    }

    fn bring_up_to_date(&mut self, act: &Act, rules: Rules) -> Stored<()> {
        if self.access == Access::ReadOnly {
            return Err(StoreFault::Older(self.path.clone()));
        }
        self.migrated_copy = Some(self.back_up_before_migration(act)?);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        migrate::run_scripts(&transaction, SCHEMA)?;
        let by = self.sealed.as_ref().map(|sealed| &sealed.person.person);
        let mut writing = Writing::begin(transaction, by, act, rules)?;
        writing.rebuild_rows()?;
        writing.finish()
    }
}

impl Reading<'_> {
    pub fn schema(&self) -> Stored<u32> {
        migrate::schema_of(self.connection)
    }
}

/// Begins to read, and looks whether the file is the one that lies there: with the log of another it
/// would be neither.
pub(crate) fn is_one_moment(connection: &Connection, path: &Path, file: Option<FileIdentity>) -> Stored<bool> {
    let begun = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    if FileIdentity::of(path) != file {
        return Ok(false);
    }
    Ok(begun.map(|()| true)?)
}

fn keys_beside(path: &Path) -> Stored<KeyFile> {
    read_keys(path)?.ok_or_else(|| StoreFault::KeysMissing(keys_path(path)))
}

/// What stands inside is true: a way in that is in the key file only opens nothing. It is of somebody
/// who was removed, or a passphrase that is none any more, or not yet.
fn person_of(connection: &Connection, opened: &Opened, path: &Path) -> Stored<StoredPerson> {
    let is_known = person::slots(connection)?.iter().any(|slot| slot.is_way_of(opened));
    let person = if is_known { person::find(connection, opened.person)? } else { None };
    person.ok_or_else(|| StoreFault::WrongPassphrase(path.into()))
}

fn is_there(path: &Path) -> Stored<()> {
    if path.is_file() { Ok(()) } else { Err(StoreFault::NoSuchFile(path.into())) }
}

fn locked(path: &Path, access: Access, who: &str, act: &Act) -> Stored<Option<WriterLock>> {
    match access {
        Access::Write => Ok(Some(WriterLock::take(path, who, &act.at)?)),
        Access::ReadOnly => Ok(None),
    }
}

pub(crate) fn connected(path: &Path, key: Option<&DatabaseKey>, access: Access) -> Stored<(Connection, u32)> {
    match recognised(path, key, access, "") {
        // A folder nobody may write to, or a full disk, has no room for the files beside a
        // register; without a log there is nothing in them to read.
        Err(StoreFault::ReadOnly | StoreFault::DiskFull) if access == Access::ReadOnly && wal_length(path) == 0 => {
            recognised(path, key, access, "?immutable=1")
        }
        found => found,
    }
}

/// A new file with the tables of this schema. Nothing half-made stays behind.
pub(crate) fn make(path: &Path, key: Option<&DatabaseKey>, act: &Act, id: uuid::Uuid, schema: u32) -> Stored<Connection> {
    let made = private_file(path).map_err(|cause| StoreFault::File { doing: format!("making {}", path.display()), cause });
    let made = made.and_then(|_| fill(path, key, act, id, schema));
    if made.is_err() {
        let _ = std::fs::remove_file(path);
    }
    made
}

fn fill(path: &Path, key: Option<&DatabaseKey>, act: &Act, id: uuid::Uuid, schema: u32) -> Stored<Connection> {
    let mut connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    if let Some(key) = key {
        set_key(&connection, "main", key)?;
    }
    prepare(&connection)?;
    make_ready(&connection, Access::Write)?;
    migrate::migrate_to(&mut connection, schema)?;
    connection.execute("INSERT INTO register (only, id, created_at) VALUES (1, ?1, ?2)", [&id.to_string(), &act.at])?;
    Ok(connection)
}

/// The same with its founder and the first that is written, as one file.
fn begun<E: From<StoreFault>>(
    path: &Path,
    act: &Act,
    rules: Rules,
    id: uuid::Uuid,
    founded: Option<&(Founded, DatabaseKey)>,
    first: impl FnOnce(&mut Writing) -> Result<(), E>,
) -> Result<(), E> {
    let connection = make(path, founded.map(|(_, key)| key), act, id, SCHEMA)?;
    let mut register = Register::on(connection, path, Access::Write, None);
    register.sealed = founded.map(|(founded, key)| Sealed { key: key.clone(), person: founded.person.clone() });
    register.write::<_, E>(act, rules, |writing| {
        if let Some((founded, _)) = founded {
            writing.put_person(&founded.person, &founded.slot)?;
        }
        first(writing)
    })?;
    Ok(register.close_as_one_file()?)
}

/// A register as an earlier version wrote it, for the tests of migration.
#[doc(hidden)]
pub fn create_at_schema(path: &Path, act: &Act, id: uuid::Uuid, schema: u32) -> Stored<()> {
    make(path, None, act, id, schema).map(drop)
}
