//! A byte that changed on the disk, or the end of a file that is missing: told when the register is
//! opened, found by the check, or without any effect. Never other records shown as whole.

use std::path::Path;

use provident_store::{Access, RegisterSource, StoreFault};

use crate::dice::{Dice, Tally};
use crate::ground::is_long;
use crate::program::Program;
use crate::shelf::{OFFICER, Shelf};

const REFUSED: &str = "told at opening";
const FOUND: &str = "found by the check";
const HARMLESS: &str = "harmless";

/// All that a register says: every record with its history, each line of the list. But for its id and
/// since when it is: nothing in it says them twice.
fn said(source: &RegisterSource) -> Result<Vec<u8>, StoreFault> {
    source.read(|reading| {
        let mut all = Vec::new();
        reading.dump(&mut all)?;
        let id = all.windows(10).position(|word| word == b"\"copied\": ").unwrap_or_default();
        all.drain(..id);
        all.extend(format!("{:?}", reading.all_rows(&Default::default())?).into_bytes());
        all.extend(format!("{:?}", reading.people()?).into_bytes());
        Ok(all)
    })
}

/// What becomes of it, when it said `before`.
fn outcome(source: &RegisterSource, before: &[u8]) -> Result<&'static str, String> {
    match source.check() {
        Err(_) => Ok(REFUSED),
        Ok(check) if !check.is_whole => Ok(FOUND),
        Ok(_) => match said(source) {
            Ok(now) if now == before => Ok(HARMLESS),
            Ok(now) => Err(format!("other records are shown as whole: {}", difference(before, &now))),
            Err(fault) => Err(format!("whole, and not readable: {fault}")),
        },
    }
}

/// Where two texts part.
fn difference(before: &[u8], now: &[u8]) -> String {
    let at = before.iter().zip(now).position(|(one, other)| one != other).unwrap_or(before.len().min(now.len()));
    let around =
        |text: &[u8]| String::from_utf8_lossy(&text[at.saturating_sub(60).min(text.len())..(at + 20).min(text.len())]).into_owned();
    format!("{:?} became {:?}", around(before), around(now))
}

/// Positions over all of a file, its first and last byte among them.
fn positions(length: usize, usual: usize, long: usize, dice: &mut Dice) -> Vec<usize> {
    let wanted = if is_long() { long } else { usual }.min(length);
    let step = length as f64 / wanted as f64;
    let within = |at: usize| ((at as f64 + dice.share()) * step) as usize;
    let mut all: Vec<usize> = (0..wanted).map(within).collect();
    all.extend([0, 15, 16, 23, 24, length - 1]);
    all
}

fn flipped(bytes: &[u8], at: usize, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 1 << dice.below(8);
    bytes
}

#[track_caller]
fn no_flip_goes_unseen(what: &'static str, path: &Path, source: &RegisterSource) -> Tally {
    let whole = std::fs::read(path).expect("the file");
    let before = said(source).expect("read");
    let (mut dice, mut tally) = (Dice::new(0x5851_f42d_4c95_7f2d), Tally::new(what));
    for at in positions(whole.len(), 400, 3_000, &mut dice) {
        std::fs::write(path, flipped(&whole, at, &mut dice)).expect("written");
        tally.note(&format!("byte {at} of {}", whole.len()), outcome(source, &before));
    }
    std::fs::write(path, whole).expect("put back");
    tally
}

#[test]
fn no_changed_byte_of_a_sealed_register_goes_unseen() {
    let shelf = Shelf::sealed(12);
    let source = shelf.opened(Access::Write, OFFICER).expect("opens").source();
    let tally = no_flip_goes_unseen("bytes of a sealed register", &shelf.register(), &source);
    tally.nothing_is_lost();
    assert_eq!(tally.of(HARMLESS), 0, "each page has its own seal");
}

/// The sample company: each kind of record there is, with evidence, verifications and a report.
#[test]
fn no_changed_byte_of_an_open_register_goes_unseen() {
    let program = Program::new();
    let path = program.desk.path("one.provident");
    program.call("sample_create", serde_json::json!({ "file": program.lend(&path) }));
    let request = serde_json::json!({ "kind": "provider-register", "provider": null, "query": null, "on": null, "language": "en" });
    program.call("report_issue", serde_json::json!({ "request": request, "file": program.lend(&program.desk.path("r.pdf")) }));
    program.call("register_close", serde_json::json!({}));
    let source = crate::ground::reopen(&path, Access::Write).expect("opens").source();
    no_flip_goes_unseen("bytes of an open register", &path, &source).nothing_is_lost();
}

/// With the passphrase, as a person opens it: each refusal names the file.
#[test]
fn a_changed_byte_is_told_with_the_file_it_is_in() {
    let shelf = Shelf::sealed(5);
    let (mut dice, mut tally) = (Dice::new(0x1405_7b7e_f767_814f), Tally::new("bytes of a sealed register, by the command line"));
    let whole = std::fs::read(shelf.register()).expect("the file");
    for at in positions(whole.len(), 6, 200, &mut dice) {
        std::fs::write(shelf.register(), flipped(&whole, at, &mut dice)).expect("written");
        let output = shelf.run(&["check", "one.provident"]);
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let outcome = match output.status.code() {
            Some(1) if said.contains("one.provident") => Ok(FOUND),
            _ => Err(format!("{:?} {said}", output.status)),
        };
        tally.note(&format!("byte {at}"), outcome);
    }
    tally.nothing_is_lost();
}

/// Opens it, or says which file is at fault.
fn with_keys(shelf: &Shelf, keys: &[u8]) -> Result<&'static str, String> {
    std::fs::write(shelf.keys(), keys).expect("written");
    match shelf.opened(Access::ReadOnly, OFFICER) {
        Ok(mut register) => crate::shelf::is_whole(&mut register).map(|()| HARMLESS),
        Err(StoreFault::KeysUnreadable(_) | StoreFault::WrongPassphrase(_) | StoreFault::KeysDoNotFit(_)) => Ok(REFUSED),
        Err(fault) => Err(fault.to_string()),
    }
}

/// Every bit of every byte is changed where the slots are made (`store`, `seal/key_file.rs`), with less
/// stretching; here some, as a person opens it.
#[test]
fn a_changed_byte_of_the_keys_opens_the_same_or_nothing() {
    let shelf = Shelf::sealed(2);
    let (mut dice, mut tally) = (Dice::new(0x2b99_2ddf_a232_49d6), Tally::new("bytes of a key file"));
    let whole = std::fs::read(shelf.keys()).expect("the keys");
    for at in positions(whole.len(), 60, 1_000, &mut dice) {
        let changed = flipped(&whole, at, &mut dice);
        tally.note(&format!("byte {at} of {}", whole.len()), with_keys(&shelf, &changed));
    }
    tally.nothing_is_lost();
    assert!(tally.of(REFUSED) > tally.of(HARMLESS), "most of it matters");
}

#[test]
fn keys_that_were_cut_short_are_no_keys() {
    let shelf = Shelf::sealed(2);
    let whole = std::fs::read(shelf.keys()).expect("the keys");
    for keep in 0..whole.len() {
        std::fs::write(shelf.keys(), &whole[..keep]).expect("written");
        let fault = shelf.opened(Access::ReadOnly, OFFICER).err();
        assert!(matches!(fault, Some(StoreFault::KeysUnreadable(_))), "{keep} of {} bytes: {fault:?}", whole.len());
    }
}

#[track_caller]
fn cut_at_each_page(shelf: &Shelf) {
    let whole = std::fs::read(shelf.register()).expect("the file");
    let source = shelf.opened(Access::Write, OFFICER).expect("opens").source();
    for keep in (0..whole.len()).step_by(4_096) {
        std::fs::write(shelf.register(), &whole[..keep]).expect("written");
        let read = said(&source);
        let is_told = matches!(read, Err(StoreFault::Damaged { .. } | StoreFault::NotARegister(_)));
        assert!(is_told, "{keep} of {} bytes: {:?}", whole.len(), read.map(|said| said.len()));
    }
}

#[test]
fn a_register_that_ends_after_any_page_is_damaged() {
    cut_at_each_page(&Shelf::sealed(5));
    cut_at_each_page(&Shelf::open(5));
}
