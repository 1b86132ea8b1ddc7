//! An exported register in which something was changed: refused, or taken and whole, with every record
//! readable and still to be saved.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use provident_api::Failure;
use serde_json::{Value, json};

use super::{altered, cases, hostile};
use crate::ground::Desk;
use crate::program::Program;
use crate::sealed::folders::exported;
use crate::shelf::copy_folder;

/// The sample company as a folder, and what its JSON says.
fn ground() -> (Desk, PathBuf, Value) {
    let program = Program::new();
    program.call("sample_create", json!({ "file": program.lend(&program.desk.path("sample.provident")) }));
    let request = json!({ "kind": "provider-register", "provider": null, "query": null, "on": null, "language": "fr" });
    program.call("report_issue", json!({ "request": request, "file": program.lend(&program.desk.path("r.pdf")) }));
    let desk = Desk::new();
    std::fs::create_dir(desk.path("out")).expect("a folder");
    program.call("folder_export", json!({ "folder": program.lend(&desk.path("out")) }));
    let folder = exported(&desk.path("out"));
    let dump = serde_json::from_slice(&std::fs::read(folder.join("register.json")).expect("the export")).expect("JSON");
    (desk, folder, dump)
}

static GROUND: LazyLock<(Desk, PathBuf, Value)> = LazyLock::new(ground);

fn imported(program: &Program, dump: &[u8]) -> Result<Value, Failure> {
    let folder = program.desk.path("folder");
    copy_folder(&GROUND.1, &folder);
    std::fs::write(folder.join("register.json"), dump).expect("written");
    let file = program.lend(&program.desk.path("again.provident"));
    program.attempt("folder_import", json!({ "folder": program.lend(&folder), "file": file, "founder": null }))
}

/// Nothing half-made where it was refused; where it was taken, all of it can be read and written.
fn refused_or_whole(dump: &[u8]) -> Result<bool, String> {
    let program = Program::new();
    match imported(&program, dump) {
        Ok(_) => is_of_use(&program).map(|()| true),
        Err(Failure::Refused { .. } | Failure::Invalid { .. }) => nothing_is_made(&program.desk.path("again.provident")).map(|()| false),
        Err(failure) => Err(format!("{failure:?}")),
    }
}

fn nothing_is_made(register: &Path) -> Result<(), String> {
    let folder = register.parent().expect("a folder");
    let made = std::fs::read_dir(folder).expect("the folder").filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let made: Vec<String> = made.filter(|name| name.starts_with("again.provident")).collect();
    if made.is_empty() { Ok(()) } else { Err(format!("refused, and there is {made:?}")) }
}

fn is_of_use(program: &Program) -> Result<(), String> {
    let ask = |command: &str, arguments: Value| program.attempt(command, arguments).map_err(|failure| format!("{command}: {failure:?}"));
    let check = ask("register_check", json!({}))?;
    if check["is_whole"] != true {
        return Err(format!("taken, and not whole: {check}"));
    }
    for (command, arguments) in [
        ("today_show", json!({})),
        ("history_list", json!({ "limit": 200 })),
        ("report_list", json!({})),
        ("department_list", json!({})),
        ("organisation_show", json!({})),
    ] {
        ask(command, arguments)?;
    }
    let page = ask("provider_list", json!({ "limit": 200 }))?;
    for row in page["rows"].as_array().expect("rows") {
        let view = ask("provider_show", json!({ "id": row["id"] }))?;
        let revision = &view["revision"];
        let mut draft = view["provider"].clone();
        draft["notes"] = "seen".into();
        ask("provider_save", json!({ "id": row["id"], "revision": revision, "draft": draft }))?;
        ask("provider_show", json!({ "id": row["id"] }))?;
    }
    program.call("register_close", json!({}));
    let file = program.lend(&program.desk.path("again.provident"));
    ask("register_open", json!({ "file": file, "read_only": false })).map(drop)
}

#[test]
fn the_export_itself_is_taken() {
    assert_eq!(refused_or_whole(GROUND.2.to_string().as_bytes()), Ok(true));
}

proptest! {
    #![proptest_config(cases(80, 800))]

    #[test]
    fn an_export_with_one_thing_changed_is_refused_or_whole(whom in any::<u64>(), other in hostile()) {
        let (place, dump) = altered(&GROUND.2, whom, other.clone());
        let outcome = refused_or_whole(dump.to_string().as_bytes());
        prop_assert!(outcome.is_ok(), "{place} became {other}: {outcome:?}");
    }

    #[test]
    fn an_export_without_something_is_refused_or_whole(whom in any::<u64>()) {
        let (place, mut dump) = altered(&GROUND.2, whom, json!("taken away"));
        let (parent, name) = place.rsplit_once('/').unwrap_or_default();
        match dump.pointer_mut(parent) {
            Some(Value::Object(fields)) => drop(fields.remove(name)),
            Some(Value::Array(items)) => drop(name.parse().map(|at: usize| items.remove(at))),
            _ => {}
        }
        let outcome = refused_or_whole(dump.to_string().as_bytes());
        prop_assert!(outcome.is_ok(), "without {place}: {outcome:?}");
    }
}

proptest! {
    #![proptest_config(cases(200, 4_000))]

    #[test]
    fn any_bytes_are_no_export(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(refused_or_whole(&bytes), Ok(false));
    }
}

/// In names and notes, what no form would take as it is.
#[test]
fn hostile_texts_are_cleaned_by_nobody_and_refused() {
    for text in ["<script>alert(1)</script>", "\u{202e}gnp.exe", &"ж".repeat(10_000)] {
        for (table, column) in
            [("provider", "name"), ("provider", "notes"), ("evidence", "title"), ("department", "name"), ("fact", "person")]
        {
            let mut dump = GROUND.2.clone();
            dump["tables"][table][0][column] = text.into();
            assert!(refused_or_whole(dump.to_string().as_bytes()).is_ok(), "{table}.{column}");
        }
    }
}
