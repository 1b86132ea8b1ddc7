//! Killed while it backs up: what is listed as a backup is one.

use super::{Subject, unless};
use crate::shelf::{OFFICER, Shelf};

#[test]
fn what_is_listed_as_a_backup_opens_and_is_whole() {
    let shelf = Shelf::sealed(400);
    let subject = Subject {
        what: "killed while backing up",
        shelf: &shelf,
        arguments: &["backup", "one.provident"],
        done: "and checked it",
        files: &[("one.provident-backups", Some(1))],
    };
    subject.is_killed(6, &|shelf, is_done| {
        let names = shelf.looked_at(OFFICER)?;
        unless(names.len() == 400, || format!("{} of 400 providers", names.len()))?;
        let backups = shelf.backups_are_whole(OFFICER)?;
        unless(backups == 1 || !is_done, || format!("{backups} backups after one was acknowledged"))
    });
}
