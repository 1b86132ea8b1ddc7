//! Killed while it imports a list: all of its rows or none.

use super::{Subject, unless};
use crate::shelf::{OFFICER, Shelf};

/// Enough for a backup to be made first.
const ROWS: usize = 120;

#[test]
fn an_import_is_whole_or_never_was() {
    let shelf = Shelf::sealed(5);
    shelf.list(ROWS, "Listed");
    let subject = Subject {
        what: "killed while importing",
        shelf: &shelf,
        arguments: &["import", "one.provident", "list.csv"],
        done: "120 providers created",
        files: &[("one.provident-wal", Some(900_000)), ("one.provident-wal", Some(100_000))],
    };
    subject.is_killed(8, &|shelf, is_done| {
        let names = shelf.looked_at(OFFICER)?;
        let listed = names.iter().filter(|name| name.starts_with("Listed")).count();
        unless(names.len() == listed + 5, || format!("what was there before is gone: {names:?}"))?;
        unless(listed == ROWS || listed == 0 && !is_done, || format!("{listed} of {ROWS} rows"))?;
        shelf.backups_open(OFFICER).map(drop)
    });
}
