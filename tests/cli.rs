//! The command line as scripts rely on it: forms, exit codes, JSON, one line of error.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::ground::{Desk, alter, foreign_database, real_file, set_schema};
use crate::reader;
use crate::window::built;

pub fn cli(arguments: &[&str]) -> Output {
    let output = Command::new(built("provident-cli")).args(arguments).output();
    output.expect("the command line runs")
}

#[track_caller]
pub fn succeeds(arguments: &[&str]) -> String {
    let output = cli(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[track_caller]
pub fn says(arguments: &[&str]) -> Value {
    let out = succeeds(arguments);
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{out}"))
}

/// Refused in one line that names the file and the cause.
#[track_caller]
fn refused(arguments: &[&str], code: i32, names: &[&str]) {
    let output = cli(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    if code == 1 {
        assert_eq!(said.trim_end().lines().count(), 1, "one line: {said}");
    }
    for name in names {
        assert!(said.contains(name), "{arguments:?}: {name:?} is not named in {said:?}");
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn register(desk: &Desk) -> PathBuf {
    let path = desk.path("one.provident");
    succeeds(&["init", text(&path), "--organisation", "Lumeria SAS", "--plain"]);
    path
}

fn list(desk: &Desk, content: &str) -> PathBuf {
    let path = desk.path("list.csv");
    std::fs::write(&path, content).expect("written");
    path
}

#[test]
fn an_import_says_its_numbers_in_json() {
    let desk = Desk::new();
    let register = register(&desk);
    let source = list(&desk, "Name,Colour\nQuillworks,blue\n,red\nMailwright SAS,\n");
    let arguments = ["import", text(&register), text(&source), "--json"];
    let dry = says(&[&arguments[..], &["--dry-run"]].concat());
    assert_eq!(says(&["list", text(&register), "--json"]), serde_json::json!([]), "a dry run writes nothing");
    let done = says(&arguments);
    assert_eq!((&done["created"], &done["updated"], &done["unchanged"]), (&2.into(), &0.into(), &0.into()));
    let refused = serde_json::json!([{ "row": 3, "name": "", "reason": "there is no name", "reasons": [{ "kind": "no_name" }] }]);
    assert_eq!(done["refused"], refused);
    assert_eq!(done["unmapped_columns"], serde_json::json!(["Colour"]));
    assert_eq!(done["possible_duplicates"], serde_json::json!([]));
    assert_eq!(dry, done, "a dry run says what will happen");
    let again = says(&arguments);
    assert_eq!((&again["created"], &again["unchanged"]), (&0.into(), &2.into()));
}

#[test]
fn a_mapping_file_corrects_the_columns() {
    let desk = Desk::new();
    let register = register(&desk);
    let source = list(&desk, "Thing,Colour\nQuillworks,blue\n");
    refused(&["import", text(&register), text(&source)], 1, &["list.csv"]);
    let mapping = desk.path("mapping.json");
    std::fs::write(&mapping, r#"{"Thing": "name", "Colour": "notes"}"#).expect("written");
    let done = says(&["import", text(&register), text(&source), "--mapping", text(&mapping), "--json"]);
    assert_eq!(done["created"], 1);
    let view = says(&["show", text(&register), "quillworks", "--json"]);
    assert_eq!(view["provider"]["notes"], "blue");
    std::fs::write(&mapping, r#"{"Nothing": "name"}"#).expect("written");
    refused(&["import", text(&register), text(&source), "--mapping", text(&mapping)], 1, &["mapping.json", "Nothing"]);
}

#[test]
fn every_provider_is_listed_with_its_status_and_completeness() {
    let desk = Desk::new();
    let path = desk.path("sample.provident");
    succeeds(&["sample", text(&path)]);
    let rows = says(&["list", text(&path), "--json"]);
    let rows = rows.as_array().expect("an array");
    assert!(rows.len() >= 15, "{} providers", rows.len());
    for row in rows {
        assert!(row["id"].is_string() && row["name"].is_string() && row["status"].is_string() && row["completeness"].is_u64(), "{row}");
    }
    let found = says(&["list", text(&path), "--search", "granvel", "--json"]);
    assert_eq!(found.as_array().expect("an array").len(), 1);
    let shown = succeeds(&["show", text(&path), "Granvelour Cloud"]);
    assert!(shown.contains("Granvelour Cloud") && shown.contains("Personal data"), "{shown}");
    refused(&["show", text(&path), "Nobody & Sons"], 1, &["sample.provident", "Nobody & Sons"]);
    let history = says(&["history", text(&path), "--json"]);
    assert!(history.as_array().expect("an array").len() > 50);
    assert!(succeeds(&["check", text(&path)]).contains("whole"));
}

#[test]
fn reports_are_printed_in_two_languages_and_for_another_day() {
    let desk = Desk::new();
    let path = desk.path("sample.provident");
    succeeds(&["sample", text(&path)]);
    let kinds = succeeds(&["report", "--kinds"]);
    assert!(kinds.contains("provider-dossier") && kinds.contains("provider-register"), "{kinds}");
    let out = desk.path("register.pdf");
    succeeds(&["report", text(&path), "provider-register", "--out", text(&out), "--language", "fr"]);
    reader::is_valid(&out);
    let print = reader::run("poppler-utils", "pdftotext", &["-layout"], &out, &["-"]);
    assert!(print.contains("Registre"), "{print}");
    let dossier = desk.path("dossier.pdf");
    let arguments = ["report", text(&path), "provider-dossier", "--provider", "Granvelour Cloud", "--out", text(&dossier)];
    succeeds(&arguments);
    reader::is_valid(&dossier);
    let first = std::fs::read(&dossier).expect("the file");
    succeeds(&arguments);
    assert_eq!(std::fs::read(&dossier).expect("the file"), first, "the same register on the same day gives the same bytes");
    succeeds(&[&arguments[..], &["--on", "2031-01-01"]].concat());
    let later = reader::run("poppler-utils", "pdftotext", &["-layout"], &dossier, &["-"]);
    assert!(later.contains("2031"), "it says for which day: {later}");
    refused(&[&arguments[..], &["--on", "yesterday"]].concat(), 2, &["yesterday"]);
    refused(&["report", text(&path), "no-such-report", "--out", text(&out)], 1, &["no-such-report"]);
    refused(&["report", text(&path), "provider-dossier", "--out", text(&out)], 1, &["provider"]);
}

#[test]
fn an_export_comes_back_through_the_command_line() {
    let desk = Desk::new();
    let path = desk.path("sample.provident");
    succeeds(&["sample", text(&path)]);
    let other = register(&desk);
    let book = desk.path("all.xlsx");
    succeeds(&["export", text(&path), "--out", text(&book)]);
    let done = says(&["import", text(&other), text(&book), "--json"]);
    assert_eq!(done["created"], says(&["list", text(&path), "--json"]).as_array().expect("an array").len());
    let fields = desk.path("fields.csv");
    succeeds(&["export", text(&other), "--out", text(&fields)]);
    let again = says(&["import", text(&path), text(&fields), "--json"]);
    assert_eq!((&again["created"], &again["updated"]), (&0.into(), &0.into()), "{again}");
}

#[test]
fn wrong_usage_is_two() {
    refused(&[], 2, &["Usage"]);
    refused(&["import"], 2, &["REGISTER"]);
    refused(&["frobnicate", "x"], 2, &["frobnicate"]);
    refused(&["init", "x.provident"], 2, &["--organisation"]);
    refused(&["report", "x.provident", "provider-register", "--out", "x.pdf", "--language", "de"], 2, &["de"]);
    assert_eq!(cli(&["--help"]).status.code(), Some(0));
}

#[test]
fn what_cannot_be_opened_is_named_with_its_cause() {
    let desk = Desk::new();
    let path = desk.path("one.provident");
    refused(&["list", text(&path)], 1, &["one.provident", "no such file"]);
    std::fs::write(&path, "Name,Country\n").expect("written");
    refused(&["list", text(&path)], 1, &["one.provident", "not a Provident register"]);
    let foreign = desk.path("recipes.provident");
    foreign_database(&foreign);
    refused(&["list", text(&foreign)], 1, &["recipes.provident", "not a Provident register"]);
    let other = Desk::new();
    let whole = register(&other);
    refused(&["init", text(&whole), "--organisation", "Again", "--plain"], 1, &["one.provident", "exists"]);
    refused(&["import", text(&whole), "/nowhere/list.csv"], 1, &["list.csv", "no such file"]);
    set_schema(&whole, 99);
    refused(&["list", text(&whole)], 1, &["one.provident", "newer", "99"]);
    let cut = other.path("cut.provident");
    let bytes = std::fs::read(&whole).expect("the file");
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).expect("written");
    refused(&["list", text(&cut)], 1, &["cut.provident", "damaged"]);
}

#[test]
fn a_register_that_is_being_written_can_be_read_and_not_written() {
    let desk = Desk::new();
    let path = register(&desk);
    let source = list(&desk, "Name\nQuillworks\n");
    succeeds(&["import", text(&path), text(&source)]);
    let held = Desk::new();
    let busy = held.path("busy.provident");
    std::fs::copy(&path, &busy).expect("copied");
    let lock = std::fs::File::create(held.path("busy.provident-lock")).expect("a lock file");
    lock.lock().expect("locked");
    refused(&["import", text(&busy), text(&source)], 1, &["busy.provident", "open for writing"]);
    assert_eq!(says(&["list", text(&busy), "--json"]).as_array().expect("an array").len(), 1, "reading goes on");
    let out = held.path("out.pdf");
    let said = succeeds(&["report", text(&busy), "provider-register", "--out", text(&out)]);
    assert!(said.contains("not recorded"), "{said}");
}

#[test]
fn check_names_the_first_broken_link() {
    let desk = Desk::new();
    let path = desk.path("sample.provident");
    succeeds(&["sample", text(&path)]);
    alter(&path, "DROP TRIGGER IF EXISTS history_is_append_only_update");
    let touched = crate::ground::try_alter(&path, "UPDATE history_payload SET after = replace(after, 'e', 'é') WHERE sequence = 20");
    let output = cli(&["check", text(&path)]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    match touched {
        Ok(_) => {
            assert_eq!(output.status.code(), Some(1), "{said}");
            assert!(said.contains("history is broken at line 20"), "{said}");
        }
        Err(error) => panic!("the history could not be altered for the test: {error}"),
    }
}

#[test]
fn the_real_list_goes_in_through_the_command_line() {
    let Some(source) = real_file("providers-564.xlsx") else { return };
    let desk = Desk::new();
    let path = register(&desk);
    let done = says(&["import", text(&path), text(&source), "--json"]);
    assert_eq!((&done["created"], &done["refused"]), (&564.into(), &serde_json::json!([])));
    assert!(done["possible_duplicates"].as_array().expect("a list").len() > 20, "alike rows are named");
    assert_eq!(says(&["list", text(&path), "--json"]).as_array().expect("an array").len(), 564);
}

/// Runs the command line as somebody without rights, where the tests run as root.
fn as_nobody(desk: &Desk, arguments: &[&str]) -> Output {
    use std::os::unix::fs::PermissionsExt;
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.starts_with(b"0"));
    if !is_root {
        return cli(arguments);
    }
    // Nobody may look into the folder of the build. Another process copies: a file that this one
    // has open for writing while a neighbouring test starts a program cannot be run until it did.
    let program = desk.path("provident-cli");
    if !program.exists() {
        assert!(Command::new("cp").arg(built("provident-cli")).arg(&program).status().is_ok_and(|done| done.success()));
    }
    std::fs::set_permissions(desk.path("."), std::fs::Permissions::from_mode(0o755)).expect("open to all");
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program).args(arguments);
    command.output().expect("setpriv (Debian package util-linux) runs")
}

#[test]
fn a_register_on_a_medium_that_cannot_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let folder = desk.path("medium");
    std::fs::create_dir(&folder).expect("a folder");
    let path = folder.join("one.provident");
    succeeds(&["init", text(&path), "--organisation", "Lumeria SAS", "--plain"]);
    succeeds(&["import", text(&path), text(&list(&desk, "Name\nQuillworks\n"))]);
    for lock in std::fs::read_dir(&folder).expect("the folder") {
        let lock = lock.expect("an entry").path();
        if lock != path {
            std::fs::remove_file(lock).expect("removed");
        }
    }
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).expect("read-only");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).expect("read-only");
    let listed = as_nobody(&desk, &["list", text(&path)]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("Quillworks"), "{}", String::from_utf8_lossy(&listed.stderr));
    let refused = as_nobody(&desk, &["import", text(&path), text(&desk.path("list.csv"))]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("one.provident") && said.contains("may not be written"), "{said}");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).expect("removable");
}
