//! The key given to SQLCipher. As a statement (`PRAGMA key`) it would stay behind in the memory of
//! SQLite's parser; this call hands it over directly, into memory that SQLCipher wipes.

use std::ffi::CString;

use rusqlite::Connection;

use super::secret::DatabaseKey;
use crate::fault::{StoreFault, Stored};

/// Before anything else is done with the database of this name.
#[allow(unsafe_code, reason = "SQLCipher's own way to take a key, which rusqlite does not offer")]
pub(crate) fn set_key(connection: &Connection, database: &str, key: &DatabaseKey) -> Stored<()> {
    // Before the key. The processors of today do this one in half the time of the longer one.
    connection.pragma_update(None, "cipher_default_hmac_algorithm", "HMAC_SHA256")?;
    let name = CString::new(database).map_err(|error| StoreFault::Value(error.to_string()))?;
    let text = key.as_text();
    // The handle lives as long as the connection that is borrowed here; name and text outlive the call.
    let code = unsafe {
        rusqlite::ffi::sqlite3_key_v2(connection.handle(), name.as_ptr(), text.as_ptr().cast(), i32::try_from(text.len()).unwrap_or(0))
    };
    if code == rusqlite::ffi::SQLITE_OK {
        // What SQLCipher would print of a wrong key or a damaged page is told as a fault instead.
        connection.pragma_update(None, "cipher_log_level", "NONE")?;
        return Ok(());
    }
    Err(StoreFault::Database(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), Some("the key was not taken".into()))))
}
