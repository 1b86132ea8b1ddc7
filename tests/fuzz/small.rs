//! Small files of the program and of the command line: settings, mappings, files with a passphrase.

use std::path::Path;

use proptest::prelude::*;
use provident_api::{App, Folders, NoDesk, Silent};
use serde_json::{Value, json};

use super::{altered, cases, hostile};
use crate::dice::Dice;
use crate::ground::{Desk, is_long};
use crate::shelf::Shelf;

fn app(desk: &Desk) -> App {
    App::new(Folders { config: Some(desk.path("config")), data: desk.path("data"), private: desk.path("opened") }, Box::new(NoDesk))
}

fn kept(desk: &Desk) -> Value {
    let app = app(desk);
    let file = app.lend(desk.path("one.provident"));
    app.rpc("register_create", json!({ "file": file, "organisation": "Lumeria SAS", "founder": null }), &Silent).expect("made");
    drop(app);
    serde_json::from_slice(&std::fs::read(desk.path("config/desk.json")).expect("settings")).expect("JSON")
}

/// Whatever the settings say, the program starts, and can be told otherwise.
fn starts(settings: &[u8]) -> Result<(), String> {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("config")).expect("a folder");
    std::fs::write(desk.path("config/desk.json"), settings).expect("written");
    let app = app(&desk);
    let state = app.rpc("app_state", json!({}), &Silent).map_err(|failure| format!("{failure:?}"))?;
    let told = &state.value["settings"];
    let size = told["text_size"].as_u64().unwrap_or_default();
    let is_usable = (100..=200).contains(&size) && told["my_name"].as_str().is_some_and(|name| !name.is_empty() && name.len() < 1_000);
    if is_usable { Ok(()) } else { Err(format!("nobody can work with {told}")) }
}

proptest! {
    #![proptest_config(cases(300, 5_000))]

    #[test]
    fn any_settings_let_the_program_start(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(starts(&bytes), Ok(()));
    }

    #[test]
    fn settings_with_one_thing_changed_let_the_program_start(whom in any::<u64>(), other in hostile()) {
        let (place, settings) = altered(&kept(&Desk::new()), whom, other);
        prop_assert_eq!(starts(settings.to_string().as_bytes()), Ok(()), "{}", place);
    }
}

/// Done, or refused in one line that names the file.
fn is_taken_or_refused(shelf: &Shelf, arguments: &[&str], file: &str) {
    let output = shelf.run(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.code() {
        Some(0) => {}
        Some(1) => assert!(said.trim_end().lines().count() == 1 && said.contains(file), "{arguments:?}: {said}"),
        _ => panic!("{arguments:?}: {:?} {said}", output.status),
    }
}

fn noise(dice: &mut Dice, path: &Path) {
    let bytes: Vec<u8> = (0..dice.below(200)).map(|_| dice.below(256) as u8).collect();
    std::fs::write(path, bytes).expect("written");
}

#[test]
fn any_mapping_is_taken_or_refused() {
    let shelf = Shelf::open(1);
    shelf.list(2, "Listed");
    let mapping = shelf.path("mapping.json");
    let import = ["import", "one.provident", "list.csv", "--dry-run", "--mapping", "mapping.json"];
    let odd = [
        "",
        "null",
        "7",
        "[]",
        "{}",
        "{\"Name\":7}",
        "{\"Name\":null}",
        "{\"Name\":\"no_such_field\"}",
        "{\"Name\":[\"name\"]}",
        "{\"Name\":\"name\",\"Address\":\"name\"}",
        "{\"\\u0000\":\"name\"}",
        "{\"Name\":\"name\"",
        "{\"Name\":\"name\",\"Name\":\"notes\"}",
        "\u{feff}{\"Name\":\"name\"}",
    ];
    for text in odd {
        std::fs::write(&mapping, text).expect("written");
        is_taken_or_refused(&shelf, &import, ".");
    }
    let mut dice = Dice::new(0x6c62_272e_07bb_0142);
    for _ in 0..if is_long() { 300 } else { 10 } {
        noise(&mut dice, &mapping);
        is_taken_or_refused(&shelf, &import, "mapping.json");
    }
}

#[test]
fn any_passphrase_file_opens_or_is_refused() {
    let shelf = Shelf::sealed(1);
    let mut dice = Dice::new(0x9ae1_6a3b_2f90_404f);
    for _ in 0..if is_long() { 150 } else { 8 } {
        noise(&mut dice, &shelf.path("phrase.txt"));
        is_taken_or_refused(&shelf, &["list", "one.provident", "--passphrase-file", "phrase.txt"], ".");
    }
}
