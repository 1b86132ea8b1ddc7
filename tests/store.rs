//! The register file: history, locks, migrations, verification, lists.

mod file;
mod history;
mod list;
mod record;
mod seal;
