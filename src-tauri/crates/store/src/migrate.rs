//! Brings an older register up to this schema: a copy first, then the numbered scripts and all that
//! is derived, in one transaction. A script is never edited once released.

use rusqlite::{Connection, Transaction};

use crate::fault::Stored;

const SCRIPTS: [&str; 7] = [
    include_str!("migrations/0001_records.sql"),
    include_str!("migrations/0002_rows.sql"),
    include_str!("migrations/0003_dues.sql"),
    include_str!("migrations/0004_working.sql"),
    include_str!("migrations/0005_people.sql"),
    include_str!("migrations/0006_record.sql"),
    include_str!("migrations/0007_questionnaires.sql"),
];

/// The schema this program writes.
pub const SCHEMA: u32 = SCRIPTS.len() as u32;

/// "PROV": tells a register from any other SQLite file.
pub(crate) const APPLICATION_ID: i64 = 0x5052_4f56;

pub(crate) fn schema_of(connection: &Connection) -> Stored<u32> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Runs the scripts from the schema found up to `target`.
pub(crate) fn migrate_to(connection: &mut Connection, target: u32) -> Stored<()> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    run_scripts(&transaction, target)?;
    Ok(transaction.commit()?)
}

/// The same within a transaction, which goes on: rows are derived in the one that made their tables.
pub(crate) fn run_scripts(transaction: &Transaction, target: u32) -> Stored<()> {
    for version in schema_of(transaction)?..target {
        transaction.execute_batch(SCRIPTS[version as usize])?;
        transaction.pragma_update(None, "user_version", version + 1)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    }
    Ok(())
}

/// The schema that a fresh register of this version has, object by object.
pub(crate) fn expected_schema() -> Stored<Vec<(String, String)>> {
    let mut fresh = Connection::open_in_memory()?;
    migrate_to(&mut fresh, SCHEMA)?;
    schema_objects(&fresh)
}

pub(crate) fn schema_objects(connection: &Connection) -> Stored<Vec<(String, String)>> {
    let mut statement = connection.prepare(
        "SELECT name, sql
           FROM sqlite_schema
          WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
          ORDER BY name",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
