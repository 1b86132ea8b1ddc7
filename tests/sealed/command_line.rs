//! The command line on sealed registers: where passphrases come from, and what each key may do.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::{DEPUTY, OFFICER, READER};
use crate::ground::Desk;
use crate::window::built;

/// Runs with these passphrases in the environment, and nobody at a terminal.
fn run(arguments: &[&str], passphrase: Option<&str>, new: Option<&str>) -> Output {
    let mut command = Command::new(built("provident-cli"));
    command.args(arguments).stdin(Stdio::null()).env_remove("PROVIDENT_PASSPHRASE").env_remove("PROVIDENT_NEW_PASSPHRASE");
    command.envs(passphrase.map(|text| ("PROVIDENT_PASSPHRASE", text)));
    command.envs(new.map(|text| ("PROVIDENT_NEW_PASSPHRASE", text)));
    command.output().expect("the command line runs")
}

#[track_caller]
fn done(arguments: &[&str], passphrase: &str, new: Option<&str>) -> String {
    let output = run(arguments, Some(passphrase), new);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[track_caller]
fn refused(arguments: &[&str], passphrase: Option<&str>, why: &str) {
    let output = run(arguments, passphrase, None);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
    assert_eq!(said.trim_end().lines().count(), 1, "one line: {said}");
    assert!(said.contains(why), "{said}");
}

fn text(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_owned()
}

fn sealed(desk: &Desk) -> String {
    let path = text(&desk.path("one.provident"));
    done(&["init", &path, "--organisation", "Lumeria SAS", "--name", "Anna Keller"], OFFICER, None);
    path
}

fn import(desk: &Desk, register: &str, passphrase: &str, names: &[&str]) {
    let list = desk.path("list.csv");
    std::fs::write(&list, format!("Name\n{}\n", names.join("\n"))).expect("written");
    done(&["import", register, &text(&list)], passphrase, None);
}

fn names(register: &str, passphrase: &str) -> Vec<String> {
    let listed: Value = serde_json::from_str(&done(&["list", register, "--json"], passphrase, None)).expect("JSON");
    listed.as_array().expect("rows").iter().map(|row| row["name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn without_a_passphrase_a_register_is_neither_made_nor_opened() {
    let desk = Desk::new();
    let fresh = text(&desk.path("fresh.provident"));
    refused(&["init", &fresh, "--organisation", "Lumeria SAS"], None, "--plain");
    assert!(!desk.path("fresh.provident").exists());
    let register = sealed(&desk);
    refused(&["list", &register], None, "PROVIDENT_PASSPHRASE");
    refused(&["list", &register], Some("marmot lantern six rivers"), "does not open it");
    refused(&["init", &fresh, "--organisation", "Lumeria SAS"], Some("password1"), "would soon be guessed");
}

#[test]
fn a_passphrase_is_the_first_line_of_a_file() {
    let desk = Desk::new();
    let register = sealed(&desk);
    let file = desk.path("phrase.txt");
    std::fs::write(&file, format!("{OFFICER}\na remark\n")).expect("written");
    let output = run(&["list", &register, "--passphrase-file", &text(&file)], None, None);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    refused(&["list", &register, "--passphrase-file", &text(&desk.path("nowhere"))], None, "nowhere");
}

/// At a terminal of its own, as a person would sit at one.
fn at_a_terminal(command: &str, typed: &str) -> String {
    let mut child = Command::new("script")
        .args(["-qec", &format!("'{}' {command}", built("provident-cli").display()), "/dev/null"])
        .env_remove("PROVIDENT_PASSPHRASE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("script (Debian package bsdutils) runs");
    let mut input = child.stdin.take().expect("piped");
    std::io::Write::write_all(&mut input, typed.as_bytes()).expect("typed");
    let output = child.wait_with_output().expect("it ends");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn at_a_terminal_the_passphrase_is_asked_for() {
    let desk = Desk::new();
    let register = text(&desk.path("one.provident"));
    let made = at_a_terminal(&format!("init '{register}' --organisation X --name Anna"), &format!("{OFFICER}\n{OFFICER}\n"));
    assert!(made.contains("Once more:") && made.contains("sealed"), "{made}");
    let checked = at_a_terminal(&format!("check '{register}'"), &format!("{OFFICER}\n"));
    assert!(checked.contains("Passphrase of") && checked.contains("whole"), "{checked}");
    let other = text(&desk.path("two.provident"));
    let differ = at_a_terminal(&format!("init '{other}' --organisation X --name Anna"), &format!("{OFFICER}\n{DEPUTY}\n"));
    assert!(differ.contains("the two passphrases differ"), "{differ}");
}

#[test]
fn keys_are_added_changed_and_revoked() {
    let desk = Desk::new();
    let register = sealed(&desk);
    done(&["key", "add", &register, "Bruno Diaz", "--role", "deputy"], OFFICER, Some(DEPUTY));
    import(&desk, &register, DEPUTY, &["Quillworks"]);
    refused(&["key", "revoke", &register, "Anna Keller"], Some(DEPUTY), "may not do this");
    done(&["key", "change", &register], DEPUTY, Some(READER));
    refused(&["list", &register], Some(DEPUTY), "does not open it");
    let key = done(&["key", "recovery", &register], OFFICER, None);
    done(&["key", "revoke", &register, "bruno diaz"], OFFICER, None);
    refused(&["list", &register], Some(READER), "does not open it");
    assert_eq!(names(&register, key.trim()), ["Quillworks"]);
    let listed: Value = serde_json::from_str(&done(&["key", "list", &register, "--json"], OFFICER, None)).expect("JSON");
    assert_eq!(listed.as_array().map(Vec::len), Some(2), "the officer and the recovery key: {listed}");
}

#[test]
fn a_reader_reads() {
    let desk = Desk::new();
    let register = sealed(&desk);
    done(&["key", "add", &register, "Ines Roy", "--role", "read-only"], OFFICER, Some(READER));
    assert_eq!(names(&register, READER), Vec::<String>::new());
    let list = desk.path("list.csv");
    std::fs::write(&list, "Name\nQuillworks\n").expect("written");
    refused(&["import", &register, &text(&list)], Some(READER), "may not");
}

#[test]
fn what_was_backed_up_is_restored() {
    let desk = Desk::new();
    let register = sealed(&desk);
    import(&desk, &register, OFFICER, &["Quillworks"]);
    let backup = text(&desk.path("safe.provident"));
    done(&["backup", &register, "--out", &backup], OFFICER, None);
    import(&desk, &register, OFFICER, &["Pollenkraft"]);
    let would = done(&["restore", &register, &backup, "--dry-run"], OFFICER, None);
    assert!(would.contains("disappears") && would.contains("Pollenkraft"), "{would}");
    assert_eq!(names(&register, OFFICER).len(), 2);
    done(&["restore", &register, &backup], OFFICER, None);
    assert_eq!(names(&register, OFFICER), ["Quillworks"]);
    for ending in ["", "-keys"] {
        std::fs::remove_file(format!("{register}{ending}")).expect("gone");
    }
    done(&["restore", &register, &backup], OFFICER, None);
    assert_eq!(names(&register, OFFICER), ["Quillworks"], "also where nothing is left");
}

#[test]
fn sealed_and_open_go_both_ways() {
    let desk = Desk::new();
    let register = sealed(&desk);
    import(&desk, &register, OFFICER, &["Quillworks"]);
    done(&["unseal", &register], OFFICER, None);
    let output = run(&["list", &register], None, None);
    assert_eq!(output.status.code(), Some(0), "it opens without");
    done(&["seal", &register, "--name", "Anna Keller"], DEPUTY, None);
    assert_eq!(names(&register, DEPUTY), ["Quillworks"]);
    done(&["check", &register], DEPUTY, None);
}

#[test]
fn a_copy_and_a_folder_leave_the_house() {
    let desk = Desk::new();
    let register = sealed(&desk);
    import(&desk, &register, OFFICER, &["Quillworks", "Pollenkraft"]);
    let copy = text(&desk.path("copy.provident"));
    done(&["copy", &register, "--out", &copy, "--reader", "Ada Auditor", "--provider", "Quillworks"], OFFICER, Some(READER));
    assert_eq!(names(&copy, READER), ["Quillworks"]);
    let out = desk.path("out");
    std::fs::create_dir(&out).expect("a folder");
    done(&["export", &register, "--into", &text(&out)], OFFICER, None);
    let folder = text(&super::folders::exported(&out));
    let again = text(&desk.path("again.provident"));
    done(&["init", &again, "--from", &folder], DEPUTY, None);
    assert_eq!(names(&again, DEPUTY), ["Pollenkraft", "Quillworks"]);
    done(&["check", &again], DEPUTY, None);
}
