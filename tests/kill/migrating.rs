//! Killed while an older register is brought up to date: it opens, all its records are there and
//! listed, and a copy of how it was lies beside it.

use provident_store::SCHEMA;

use super::{Subject, unless};
use crate::schemas::older;
use crate::shelf::{OFFICER, Shelf};

const PROVIDERS: usize = 250;

fn is_killed_from(schema: u32, times: u32) {
    let shelf = Shelf::bare();
    older(&shelf, schema, PROVIDERS);
    shelf.list(1, "Listed");
    let subject = Subject {
        what: "killed while migrating",
        shelf: &shelf,
        arguments: &["import", "one.provident", "list.csv"],
        done: "1 providers created",
        files: &[("one.provident-backups", Some(1)), ("one.provident-wal", Some(400_000)), ("one.provident-wal", Some(30_000))],
    };
    subject.is_killed(times, &|shelf, is_done| {
        let names = shelf.looked_at(OFFICER)?;
        let found = names.len() - usize::from(names.contains("Listed 0"));
        unless(found == PROVIDERS, || format!("{found} of {PROVIDERS} providers"))?;
        unless(!is_done || names.contains("Listed 0"), || "what was acknowledged is lost".into())?;
        unless(!provident_store::backups(&shelf.register()).is_empty(), || "no copy of how it was".into())
    });
}

#[test]
fn a_register_that_was_being_brought_up_to_date_lists_all_it_holds() {
    is_killed_from(1, 5);
    is_killed_from(SCHEMA - 1, 3);
}
