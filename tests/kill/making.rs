//! Killed while it makes a register: there is one that opens, or none, and then it can be made.

use super::{Subject, unless};
use crate::shelf::{OFFICER, Shelf};

#[test]
fn a_register_that_was_being_made_is_there_or_can_be_made() {
    let shelf = Shelf::bare();
    let subject = Subject {
        what: "killed while making a register",
        shelf: &shelf,
        arguments: &["init", "one.provident", "--organisation", "Lumeria SAS", "--name", "Anna Keller"],
        done: "made one.provident",
        files: &[("one.provident.part", Some(150_000)), ("one.provident-keys", None), ("one.provident", None)],
    };
    subject.is_killed(4, &|shelf, is_done| {
        let is_there = shelf.register().exists();
        unless(is_there || !is_done, || "acknowledged, and not there".into())?;
        if !is_there {
            let again = shelf.run(subject.arguments);
            unless(again.status.success(), || format!("it cannot be made: {}", String::from_utf8_lossy(&again.stderr)))?;
        }
        shelf.looked_at(OFFICER).map(drop)
    });
}
