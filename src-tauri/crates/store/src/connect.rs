//! Connections to the file of a register: hardened, recognised, and whole.

use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use crate::fault::{StoreFault, Stored};
use crate::migrate::{self, APPLICATION_ID, SCHEMA};
use crate::register::{Access, FileIdentity};
use crate::seal::{DatabaseKey, keys_path, set_key};

/// A connection to a register that is known to be one, and its schema.
pub(crate) fn recognised(path: &Path, key: Option<&DatabaseKey>, access: Access, options: &str) -> Stored<(Connection, u32)> {
    loop {
        let file = FileIdentity::of(path);
        let connected = connect(path, key, access, options);
        let recognised = connected.and_then(|connection| recognise(&connection, path).map(|schema| (connection, schema)));
        // A log is found by its name. Where another file took the place of the one that was opened,
        // the log would be that one's; it is let go without a trace.
        if FileIdentity::of(path) != file {
            continue;
        }
        let (connection, schema) = recognised?;
        make_ready(&connection, access)?;
        return Ok((connection, schema));
    }
}

/// Opens without creating.
fn connect(path: &Path, key: Option<&DatabaseKey>, access: Access, options: &str) -> Stored<Connection> {
    // A reader, too, tidies the files beside the register away when it is the last to close it,
    // which SQLite only lets those do who may write; what it may not do is said in `make_ready`.
    let address = if options.is_empty() { OpenFlags::empty() } else { OpenFlags::SQLITE_OPEN_URI };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | address;
    let connection = Connection::open_with_flags(uri(path, options), flags).map_err(|error| unopened(path, error))?;
    if let Some(key) = key {
        set_key(&connection, "main", key)?;
    }
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

/// How a file is to be opened, seen from outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Whoever has the file can read it.
    Open,
    /// It opens with a passphrase.
    Sealed,
}

/// Whether a register is sealed; what is plainly none is refused.
pub fn form_of(path: &Path) -> Stored<Form> {
    use std::io::Read;
    let mut first = [0; 16];
    match std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut first)) {
        Ok(()) if &first == b"SQLite format 3\0" => return Ok(Form::Open),
        Ok(()) => {}
        Err(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => return Err(StoreFault::NotARegister(path.into())),
        Err(cause) => return Err(StoreFault::File { doing: format!("reading {}", path.display()), cause }),
    }
    let keys = keys_path(path);
    if keys.exists() {
        return Ok(Form::Sealed);
    }
    let length = std::fs::metadata(path).map_or(0, |found| found.len());
    let different = first.iter().collect::<std::collections::BTreeSet<_>>().len();
    let looks_sealed = length > 0 && length.is_multiple_of(PAGE) && different > 8 && !first.iter().all(u8::is_ascii);
    Err(if looks_sealed { StoreFault::KeysMissing(keys) } else { StoreFault::NotARegister(path.into()) })
}

/// Bytes in a page of a register.
const PAGE: u64 = 4_096;

/// Before the file is known to be a register: nothing in it changes.
pub(crate) fn prepare(connection: &Connection) -> Stored<()> {
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
pub(crate) fn make_ready(connection: &Connection, access: Access) -> Stored<()> {
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
    // Of a sealed register, SQLCipher gives the number as a text.
    let page_size: u64 = connection.query_row("SELECT CAST(page_size AS INTEGER) FROM pragma_page_size", [], |row| row.get(0))?;
    let pages: u64 = connection.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let length = std::fs::metadata(path).map_err(|cause| StoreFault::File { doing: format!("reading {}", path.display()), cause })?.len();
    let wal = wal_length(path);
    if quick == "ok" && length + wal >= page_size * pages {
        return Ok(());
    }
    Err(StoreFault::Damaged { path: path.into(), detail: format!("{length} bytes of {} are left", page_size * pages) })
}

pub(crate) fn wal_length(path: &Path) -> u64 {
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

/// Of a file that is known to be a register: what cannot be read of it is damaged.
pub(crate) fn damaged(path: &Path, fault: StoreFault) -> StoreFault {
    match unreadable(path, fault) {
        StoreFault::NotARegister(path) => StoreFault::Damaged { path, detail: "a page of it is not what was written".into() },
        other => other,
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
