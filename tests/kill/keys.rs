//! Killed while it gives the register another key, seals it, opens it to all, or changes who opens it.

use provident_store::{Access, Form, StoreFault, form_of};

use super::{Subject, unless};
use crate::shelf::{DEPUTY, OFFICER, OTHER, Shelf};

const PROVIDERS: usize = 60;

/// Files that change on the way, and are killed by.
const REPLACED: &[(&str, Option<u64>)] = &[("one.provident-keys", None), ("one.provident", None), ("one.provident.part", Some(300_000))];

fn is_killed(
    what: &'static str,
    shelf: &Shelf,
    arguments: &[&str],
    done: &str,
    times: u32,
    look: &dyn Fn(&Shelf, bool) -> Result<(), String>,
) {
    let subject = Subject { what, shelf, arguments, done, files: REPLACED };
    subject.is_killed(times, &|shelf, is_done| look(shelf, is_done));
}

fn holds_all(shelf: &Shelf, passphrase: &str) -> Result<(), String> {
    let names = shelf.looked_at(passphrase)?;
    unless(names.len() == PROVIDERS, || format!("{} of {PROVIDERS} providers", names.len()))
}

/// Whether this opens it; anything but "no" and "yes" is a loss.
fn opens(shelf: &Shelf, passphrase: &str) -> Result<bool, String> {
    match shelf.opened(Access::Write, passphrase) {
        Ok(_) => Ok(true),
        Err(StoreFault::WrongPassphrase(_)) => Ok(false),
        Err(fault) => Err(format!("it does not open: {fault}")),
    }
}

/// Who is in the register by what it says inside.
fn people(shelf: &Shelf, passphrase: &str) -> Result<usize, String> {
    let mut register = shelf.opened(Access::ReadOnly, passphrase).map_err(|fault| fault.to_string())?;
    register.read::<_, StoreFault>(|reading| reading.people()).map(|people| people.len()).map_err(|fault| fault.to_string())
}

#[test]
fn a_register_under_another_key_opens_to_whoever_stays() {
    let shelf = Shelf::sealed(PROVIDERS);
    let arguments = ["key", "revoke", "one.provident", "Bruno Diaz"];
    is_killed("killed while re-keying", &shelf, &arguments, "opens one.provident no more", 8, &|shelf, is_done| {
        holds_all(shelf, OFFICER)?;
        let (is_in, opens) = (people(shelf, OFFICER)? == 2, opens(shelf, DEPUTY)?);
        unless(is_in == opens, || format!("the deputy is in it: {is_in}, and opens it: {opens}"))?;
        unless(!is_done || !opens, || "acknowledged, and the deputy still opens it".into())
    });
}

#[test]
fn a_register_that_was_being_sealed_is_open_or_sealed() {
    let shelf = Shelf::open(PROVIDERS);
    let arguments = ["seal", "one.provident", "--name", "Anna Keller"];
    is_killed("killed while sealing", &shelf, &arguments, "sealed one.provident", 4, &|shelf, is_done| {
        holds_all(shelf, OFFICER)?;
        let form = form_of(&shelf.register()).map_err(|fault| fault.to_string())?;
        unless(!is_done || form == Form::Sealed, || "acknowledged, and not sealed".into())
    });
}

#[test]
fn a_register_that_was_being_opened_to_all_is_sealed_or_open() {
    let shelf = Shelf::sealed(PROVIDERS);
    is_killed("killed while unsealing", &shelf, &["unseal", "one.provident"], "can be read by whoever", 4, &|shelf, is_done| {
        holds_all(shelf, OFFICER)?;
        let form = form_of(&shelf.register()).map_err(|fault| fault.to_string())?;
        unless(!is_done || form == Form::Open, || "acknowledged, and still sealed".into())
    });
}

#[test]
fn one_passphrase_opens_it_the_one_before_or_the_one_after() {
    let shelf = Shelf::sealed(PROVIDERS);
    is_killed(
        "killed while changing a passphrase",
        &shelf,
        &["key", "change", "one.provident"],
        "has another passphrase",
        4,
        &|shelf, is_done| {
            let (after, before) = (opens(shelf, OTHER)?, opens(shelf, OFFICER)?);
            unless(after != before, || format!("the one after opens it: {after}, the one before: {before}"))?;
            unless(after || !is_done, || "acknowledged, and does not open it".into())?;
            holds_all(shelf, if after { OTHER } else { OFFICER })
        },
    );
}

#[test]
fn somebody_new_is_in_or_not() {
    let shelf = Shelf::sealed(PROVIDERS);
    let arguments = ["key", "add", "one.provident", "Carla Mont", "--role", "deputy"];
    is_killed("killed while letting somebody in", &shelf, &arguments, "may open one.provident", 2, &|shelf, is_done| {
        let opens = opens(shelf, OTHER)?;
        holds_all(shelf, OFFICER)?;
        let is_in = people(shelf, OFFICER)? == 3;
        unless(is_in == opens, || format!("is in it: {is_in}, opens it: {opens}"))?;
        unless(!is_done || opens, || "acknowledged, and does not open it".into())
    });
}
