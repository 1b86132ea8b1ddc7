//! Opening, creating and closing a register file.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::act::{Act, Rules, Writing};
use crate::fault::{StoreFault, Stored};
use crate::history;
use crate::lock::WriterLock;
use crate::migrate::{self, APPLICATION_ID, SCHEMA};

/// How a register is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    ReadOnly,
    Write,
}

/// An open register.
pub struct Register {
    connection: Connection,
    path: PathBuf,
    access: Access,
    migrated_copy: Option<PathBuf>,
    file: Option<FileIdentity>,
    _lock: Option<WriterLock>,
}

/// Which file lies at a path. Asked without opening it: closing a file that SQLite has open
/// would let go of SQLite's locks on it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct FileIdentity {
    volume: u64,
    number: u64,
}

impl FileIdentity {
    #[cfg(unix)]
    fn of(path: &Path) -> Option<FileIdentity> {
        use std::os::unix::fs::MetadataExt;
        let found = std::fs::metadata(path).ok()?;
        Some(FileIdentity { volume: found.dev(), number: found.ino() })
    }

    /// Elsewhere a file that is open cannot be moved.
    #[cfg(not(unix))]
    fn of(_: &Path) -> Option<FileIdentity> {
        Some(FileIdentity { volume: 0, number: 0 })
    }
}

/// A transaction that reads: one moment of the register.
pub struct Reading<'a> {
    pub(crate) connection: &'a Connection,
}

impl Register {
    /// Makes a new, empty register; an existing file is never touched.
    pub fn create(path: &Path, act: &Act, id: uuid::Uuid) -> Stored<Register> {
        if path.exists() {
            return Err(StoreFault::Exists(path.into()));
        }
        let lock = WriterLock::take(path, &act.who, &act.at)?;
        let made = make(path, act, id);
        if made.is_err() {
            // Nothing half-made stays behind.
            let _ = std::fs::remove_file(path);
        }
        let file = FileIdentity::of(path);
        Ok(Register { connection: made?, path: path.into(), access: Access::Write, migrated_copy: None, file, _lock: Some(lock) })
    }

    /// Opens a register. For writing, an older schema is brought up to date after a copy of
    /// the file was kept; for reading it must be current.
    pub fn open(path: &Path, access: Access, act: &Act, rules: Rules) -> Stored<Register> {
        if !path.is_file() {
            return Err(StoreFault::NoSuchFile(path.into()));
        }
        let lock = match access {
            Access::Write => Some(WriterLock::take(path, &act.who, &act.at)?),
            Access::ReadOnly => None,
        };
        let (connection, schema) = match recognised(path, access, "") {
            // A folder nobody may write to, or a full disk, has no room for the files beside a
            // register; without a log there is nothing in them to read.
            Err(StoreFault::ReadOnly | StoreFault::DiskFull) if access == Access::ReadOnly && wal_length(path) == 0 => {
                recognised(path, access, "?immutable=1")?
            }
            found => found?,
        };
        let file = FileIdentity::of(path);
        let mut register = Register { connection, path: path.into(), access, migrated_copy: None, file, _lock: lock };
        if schema < SCHEMA {
            register.bring_up_to_date(path, act, rules)?;
        }
        register.renew_expired(act, rules)?;
        // A disk without room for it is no reason not to open; the next opening tries again.
        let _ = register.purge();
        Ok(register)
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
        let transaction = self.connection.transaction().map_err(|error| E::from(error.into()))?;
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
        // What is written to a file that lies elsewhere now would be lost to whoever opens it there.
        if FileIdentity::of(&self.path) != self.file {
            return Err(StoreFault::Moved(self.path.clone()).into());
        }
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(|error| E::from(error.into()))?;
        let mut writing = Writing::begin(transaction, act, rules)?;
        let value = work(&mut writing)?;
        writing.finish()?;
        Ok(value)
    }

    /// Brings rows up to this day whose derived result has run out. Also for midnight.
    pub fn renew_expired(&mut self, act: &Act, rules: Rules) -> Stored<usize> {
        if self.access == Access::ReadOnly {
            return Ok(0);
        }
        self.write(act, rules, |writing| writing.renew_expired())
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

    fn bring_up_to_date(&mut self, path: &Path, act: &Act, rules: Rules) -> Stored<()> {
        if self.access == Access::ReadOnly {
            return Err(StoreFault::ReadOnly);
        }
        self.migrated_copy = Some(migrate::keep_copy(&self.connection, path)?);
        migrate::migrate_to(&mut self.connection, SCHEMA)?;
        self.write(act, rules, |writing| writing.rebuild_rows())
    }
}

impl Reading<'_> {
    pub fn schema(&self) -> Stored<u32> {
        migrate::schema_of(self.connection)
    }
}

fn make(path: &Path, act: &Act, id: uuid::Uuid) -> Stored<Connection> {
    make_at(path, act, id, SCHEMA)
}

fn make_at(path: &Path, act: &Act, id: uuid::Uuid, schema: u32) -> Stored<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection)?;
    make_ready(&connection, Access::Write)?;
    migrate::migrate_to(&mut connection, schema)?;
    connection.execute("INSERT INTO register (only, id, created_at) VALUES (1, ?1, ?2)", [&id.to_string(), &act.at])?;
    Ok(connection)
}

fn recognised(path: &Path, access: Access, options: &str) -> Stored<(Connection, u32)> {
    let connection = connect(path, access, options)?;
    let schema = recognise(&connection, path)?;
    make_ready(&connection, access)?;
    Ok((connection, schema))
}

/// Opens without creating. The place where a key goes once registers are sealed.
fn connect(path: &Path, access: Access, options: &str) -> Stored<Connection> {
    // A reader, too, tidies the files beside the register away when it is the last to close it,
    // which SQLite only lets those do who may write; what it may not do is said in `make_ready`.
    let address = if options.is_empty() { OpenFlags::empty() } else { OpenFlags::SQLITE_OPEN_URI };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | address;
    let connection = Connection::open_with_flags(uri(path, options), flags).map_err(|error| unopened(path, error))?;
    header_of(path)?;
    if access == Access::Write && connection.is_readonly("main")? {
        return Err(StoreFault::ReadOnly);
    }
    prepare(&connection).map_err(|fault| unreadable(path, fault))?;
    Ok(connection)
}

/// The path as SQLite takes it with options: what has a meaning in an address is escaped.
fn uri(path: &Path, options: &str) -> PathBuf {
    if options.is_empty() {
        return path.into();
    }
    let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    PathBuf::from(format!("file:{escaped}{options}"))
}

/// SQLite's own first bytes; SQLCipher would otherwise try any file as a sealed one.
fn header_of(path: &Path) -> Stored<()> {
    use std::io::Read;
    let mut header = [0; 16];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut header));
    match read {
        Ok(()) if &header == b"SQLite format 3\0" => Ok(()),
        Ok(()) => Err(StoreFault::NotARegister(path.into())),
        Err(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => Err(StoreFault::NotARegister(path.into())),
        Err(cause) => Err(StoreFault::File { doing: format!("reading {}", path.display()), cause }),
    }
}

/// Before the file is known to be a register: nothing in it changes.
fn prepare(connection: &Connection) -> Stored<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.set_prepared_statement_cache_capacity(96);
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // Kilobytes: more is not faster, and stands in memory for as long as the register is open.
    connection.pragma_update(None, "cache_size", -16_384)?;
    Ok(())
}

/// Once it is known to be one.
fn make_ready(connection: &Connection, access: Access) -> Stored<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    if access == Access::ReadOnly {
        connection.pragma_update(None, "query_only", true)?;
    } else {
        connection.pragma_update(None, "secure_delete", true)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
    }
    Ok(())
}

/// The schema of a register, or why the file is none.
fn recognise(connection: &Connection, path: &Path) -> Stored<u32> {
    let application: i64 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(|error| unreadable(path, error.into()))?;
    if application != APPLICATION_ID {
        return Err(StoreFault::NotARegister(path.into()));
    }
    let found = migrate::schema_of(connection)?;
    if found > SCHEMA {
        return Err(StoreFault::Newer { path: path.into(), found, known: SCHEMA });
    }
    whole_length(connection, path)?;
    Ok(found)
}

/// A file that was cut short opens well and fails later: better to say so at once.
fn whole_length(connection: &Connection, path: &Path) -> Stored<()> {
    let quick: String = connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok("ok".to_owned()))
        .map_err(|error| unreadable(path, error.into()))?;
    let page_size: u64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let pages: u64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let length = std::fs::metadata(path).map_err(|cause| StoreFault::File { doing: format!("reading {}", path.display()), cause })?.len();
    let wal = wal_length(path);
    if quick == "ok" && length + wal >= page_size * pages {
        return Ok(());
    }
    Err(StoreFault::Damaged { path: path.into(), detail: format!("{length} bytes of {} are left", page_size * pages) })
}

fn wal_length(path: &Path) -> u64 {
    let mut wal = path.as_os_str().to_owned();
    wal.push("-wal");
    std::fs::metadata(wal).map_or(0, |found| found.len())
}

fn unopened(path: &Path, error: rusqlite::Error) -> StoreFault {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::PermissionDenied) => StoreFault::File {
            doing: format!("opening {}", path.display()),
            cause: std::io::Error::new(std::io::ErrorKind::PermissionDenied, error.to_string()),
        },
        _ => unreadable(path, error.into()),
    }
}

fn unreadable(path: &Path, fault: StoreFault) -> StoreFault {
    match fault {
        StoreFault::Database(error) => match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => StoreFault::NotARegister(path.into()),
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => StoreFault::Damaged { path: path.into(), detail: error.to_string() },
            _ => StoreFault::Database(error),
        },
        other => other,
    }
}

/// A register as an earlier version wrote it, for the tests of migration.
#[doc(hidden)]
pub fn create_at_schema(path: &Path, act: &Act, id: uuid::Uuid, schema: u32) -> Stored<()> {
    make_at(path, act, id, schema).map(drop)
}
