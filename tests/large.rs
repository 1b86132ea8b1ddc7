//! Files of five gigabytes where something small is expected: refused before memory is used. The
//! programs run with less memory than the file has, so that reading it would end them.

use std::path::Path;
use std::process::{Command, Output};

use provident_api::Refusal;
use serde_json::json;

use crate::program::Program;
use crate::shelf::{OFFICER, Shelf};
use crate::window::built;

const FIVE_GIGABYTES: u64 = 5 << 30;
const FILE: &str = "PROVIDENT_TEST_LARGE_FILE";

/// Kilobytes a program may use in all, its own size and what it only reserves included.
const MEMORY: u64 = 900_000;

fn large(path: &Path, begins: &[u8]) {
    std::fs::write(path, begins).expect("written");
    std::fs::OpenOptions::new().write(true).open(path).and_then(|file| file.set_len(FIVE_GIGABYTES)).expect("a sparse file");
}

fn in_little_memory(program: &Path, arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")]).arg(program).args(arguments).current_dir(folder);
    command.env("PROVIDENT_PASSPHRASE", OFFICER).env("MALLOC_ARENA_MAX", "1").env(FILE, folder.join("large"));
    command.output().expect("the command line runs")
}

#[track_caller]
fn refused(shelf: &Shelf, arguments: &[&str], names: &str) {
    let output = in_little_memory(&built("provident-cli"), arguments, &shelf.path(""));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{arguments:?}: one line: {said}");
    assert!(said.contains(names), "{arguments:?}: {names:?} is not named in {said:?}");
    println!("{arguments:?}: {}", said.trim_end());
}

/// The limit lets through what is of a usual size.
#[test]
fn what_is_not_large_is_done_in_little_memory() {
    let shelf = Shelf::sealed(3);
    shelf.list(5, "Listed");
    let output = in_little_memory(&built("provident-cli"), &["import", "one.provident", "list.csv"], &shelf.path(""));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_large_list_and_its_mapping_are_refused() {
    let shelf = Shelf::sealed(3);
    shelf.list(5, "Listed");
    large(&shelf.path("large.csv"), b"Name\nQuillworks\n");
    refused(&shelf, &["import", "one.provident", "large.csv"], "large.csv: larger than the 50 MB allowed");
    large(&shelf.path("large.json"), b"{\"Name\":\"name\"}");
    refused(&shelf, &["import", "one.provident", "list.csv", "--mapping", "large.json"], "large.json");
}

#[test]
fn a_large_passphrase_file_is_refused() {
    let shelf = Shelf::sealed(3);
    large(&shelf.path("large.txt"), b"marmot");
    refused(&shelf, &["list", "one.provident", "--passphrase-file", "large.txt"], "large.txt");
}

#[test]
fn a_large_export_is_refused() {
    let shelf = Shelf::bare();
    std::fs::create_dir(shelf.path("exported")).expect("a folder");
    large(&shelf.path("exported/register.json"), b"{\"format\":\"provident-register\",\"schema\":5,\"tables\":{");
    refused(&shelf, &["init", "new.provident", "--from", "exported", "--plain"], "register.json");
    assert!(!shelf.path("new.provident").exists(), "and nothing is made of it");
}

#[test]
fn a_large_file_is_no_register() {
    let shelf = Shelf::bare();
    large(&shelf.register(), b"");
    refused(&shelf, &["list", "one.provident"], "one.provident");
    refused(&shelf, &["restore", "new.provident", "one.provident"], "one.provident");
    large(&shelf.register(), b"SQLite format 3\0");
    refused(&shelf, &["list", "one.provident"], "one.provident");
    let sealed = Shelf::sealed(3);
    large(&sealed.register(), &[7, 99, 250, 31, 144, 6, 0, 200, 17, 88, 129, 3, 64, 190, 5, 77]);
    refused(&sealed, &["list", "one.provident"], "one.provident");
}

#[test]
fn a_large_file_is_no_key_file() {
    let shelf = Shelf::sealed(3);
    large(&shelf.keys(), &std::fs::read(shelf.keys()).expect("the keys"));
    refused(&shelf, &["list", "one.provident"], "one.provident-keys: this is not the key file of a register");
}

/// In a process of its own, when the test below starts it.
#[test]
fn a_person_who_adds_a_large_file() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let program = Program::with_register();
    let provider = program.call("provider_save", json!({ "id": null, "revision": null, "draft": { "name": "Quillworks" } }));
    let draft = json!({ "provider": provider["id"], "title": "Film", "kind": "other", "dated": null });
    let reason = program.refusal("evidence_add", json!({ "file": program.lend(path.as_ref()), "draft": draft }));
    assert!(matches!(reason, Refusal::TooLarge { .. }), "{reason:?}");
    let memory = std::fs::read_to_string("/proc/self/status").expect("Linux tells");
    println!("\nrefused; {}", memory.lines().find(|line| line.starts_with("VmHWM")).expect("the most memory so far"));
}

#[test]
fn large_evidence_is_refused() {
    let shelf = Shelf::bare();
    large(&shelf.path("large"), b"%PDF-1.7");
    let test = std::env::current_exe().expect("this program");
    let arguments = ["large::a_person_who_adds_a_large_file", "--exact", "--nocapture", "--test-threads=1"];
    let output = in_little_memory(&test, &arguments, &shelf.path(""));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let line = said.lines().find(|line| line.starts_with("refused; VmHWM")).expect("it was refused");
    let used: u64 = line.split_whitespace().nth(2).and_then(|kilobytes| kilobytes.parse().ok()).expect("a number");
    println!("evidence of five gigabytes {line}");
    assert!(used < 200_000, "{used} kB for a file that is refused");
}
