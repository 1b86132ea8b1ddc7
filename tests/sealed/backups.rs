//! Backups and what restoring one gives back, and to whom.

use provident_api::Refusal;
use serde_json::{Value, json};

use super::{DEPUTY, OFFICER, add_person, open_as, save, sealed};
use crate::program::Program;

fn back_up(program: &Program) -> Value {
    program.call("backup_make", json!({ "file": null }));
    program.call("backup_list", json!({}))[0]["file"].clone()
}

#[test]
fn a_restored_backup_gives_the_records_back_and_says_so() {
    let program = sealed();
    save(&program, json!({ "name": "Quillworks" }));
    let backup = back_up(&program);
    save(&program, json!({ "name": "Pollenkraft" }));
    let quill = program.one("Quillworks");
    let draft = json!({ "name": "Quillworks", "notes": "changed" });
    program.call("provider_save", json!({ "id": quill["id"], "revision": quill["revision"], "draft": draft }));
    let preview = program.call("backup_preview", json!({ "file": backup, "passphrase": null }));
    let comparison = &preview["comparison"];
    assert_eq!((&comparison["providers_now"], &comparison["providers_then"]), (&json!(2), &json!(1)), "{preview}");
    assert_eq!(comparison["is_earlier"], true);
    let expected = json!([{ "name": "Pollenkraft", "kind": "disappears" }, { "name": "Quillworks", "kind": "goes_back" }]);
    assert_eq!(comparison["changes"], expected);
    assert_eq!(program.names().len(), 2, "a preview changes nothing");
    program.call("backup_restore", json!({ "file": backup, "passphrase": null }));
    assert_eq!(program.names(), ["Quillworks"]);
    assert_eq!(program.one("Quillworks")["provider"]["notes"], Value::Null);
    let line = &program.call("history_list", json!({}))[0];
    assert_eq!(line["command"], "backup_restore", "{line}");
    program.is_whole();
    let listed = program.call("backup_list", json!({}));
    let kept = listed.as_array().expect("backups").iter().find(|backup| backup["kind"] == "before_restore");
    let kept = kept.unwrap_or_else(|| panic!("what was there is kept: {listed}"));
    program.call("backup_restore", json!({ "file": kept["file"], "passphrase": null }));
    assert_eq!(program.names(), ["Pollenkraft", "Quillworks"], "and can be had back");
    program.is_whole();
}

#[test]
fn an_old_backup_lets_nobody_in_again() {
    let program = sealed();
    let deputy = add_person(&program, "Bruno Diaz", "deputy", DEPUTY);
    save(&program, json!({ "name": "Quillworks" }));
    let backup = back_up(&program);
    program.call("person_revoke", json!({ "id": deputy }));
    assert!(
        matches!(program.refusal("backup_preview", json!({ "file": backup, "passphrase": null })), Refusal::Sealed { .. }),
        "it has the key of its day"
    );
    program.call("backup_restore", json!({ "file": backup, "passphrase": OFFICER }));
    assert_eq!(program.names(), ["Quillworks"]);
    program.call("register_close", json!({}));
    let file = program.lend(&program.desk.path("one.provident"));
    let refused = program.refusal("register_open", json!({ "file": file, "read_only": false, "passphrase": DEPUTY }));
    assert_eq!(refused, Refusal::WrongPassphrase);
    open_as(&program, OFFICER);
    program.is_whole();
}

#[test]
fn a_lost_register_comes_back_from_its_backup_alone() {
    let program = sealed();
    save(&program, json!({ "name": "Quillworks" }));
    program.call("backup_make", json!({ "file": program.lend(&program.desk.path("safe.provident")) }));
    program.call("register_close", json!({}));
    std::fs::write(program.desk.path("one.provident"), b"a disk that died").expect("written");
    std::fs::remove_file(program.desk.path("one.provident-keys")).expect("gone");
    let (backup, file) = (program.lend(&program.desk.path("safe.provident")), program.lend(&program.desk.path("one.provident")));
    let wrong = program.refusal("register_restore", json!({ "backup": backup, "file": file, "passphrase": DEPUTY }));
    assert_eq!(wrong, Refusal::WrongPassphrase);
    let told = program.call("register_restore", json!({ "backup": backup, "file": file, "passphrase": OFFICER }));
    assert_eq!(told["register"]["person"]["name"], "Anna Keller");
    assert_eq!(program.names(), ["Quillworks"]);
    program.is_whole();
    let aside = std::fs::read_dir(program.desk.path("")).expect("the folder");
    let aside = aside.filter_map(Result::ok).filter(|entry| entry.file_name().to_string_lossy().contains(".replaced-")).count();
    assert_eq!(aside, 1, "what lay there is kept");
}

#[test]
fn a_backup_of_another_register_is_refused() {
    let (program, other) = (sealed(), sealed());
    other.call("backup_make", json!({ "file": other.lend(&other.desk.path("other.provident")) }));
    let file = program.lend(&other.desk.path("other.provident"));
    let refused = program.refusal("backup_preview", json!({ "file": file, "passphrase": OFFICER }));
    assert!(matches!(refused, Refusal::OtherRegister { .. }), "{refused:?}");
}

#[test]
fn a_large_import_is_preceded_by_a_backup_and_a_small_one_is_not() {
    let program = sealed();
    program.import(&program.file("small.csv", "Name\nQuillworks\n"));
    assert_eq!(program.call("backup_list", json!({})), json!([]));
    let rows: String = (0..120).map(|row| format!("Provider {row}\n")).collect();
    program.import(&program.file("large.csv", format!("Name\n{rows}")));
    let listed = program.call("backup_list", json!({}));
    assert_eq!((listed.as_array().map(Vec::len), &listed[0]["kind"]), (Some(1), &json!("before_import")));
    let preview = program.call("backup_preview", json!({ "file": listed[0]["file"], "passphrase": null }));
    assert_eq!(preview["comparison"]["providers_then"], 1, "as it was before");
}

#[test]
fn keys_that_are_lost_are_found_in_the_backups() {
    let program = sealed();
    save(&program, json!({ "name": "Quillworks" }));
    back_up(&program);
    save(&program, json!({ "name": "Pollenkraft" }));
    program.call("register_close", json!({}));
    let keys = program.desk.path("one.provident-keys");
    let whole = std::fs::read(&keys).expect("the key file");
    for (content, why) in [(None, "gone"), (Some(&b"{}"[..]), "no keys")] {
        std::fs::remove_file(&keys).expect("there");
        content.map_or(Ok(()), |content| std::fs::write(&keys, content)).expect("written");
        open_as(&program, OFFICER);
        assert_eq!(program.names(), ["Pollenkraft", "Quillworks"], "{why}: and nothing of the day is lost");
        program.call("register_close", json!({}));
        assert_eq!(std::fs::read(&keys).expect("the key file"), whole, "{why}: it is as it was");
    }
}

#[test]
fn of_a_register_that_opens_only_an_officer_decides_what_replaces_it() {
    let program = sealed();
    add_person(&program, "Bruno Diaz", "deputy", DEPUTY);
    let backup = back_up(&program);
    save(&program, json!({ "name": "Quillworks" }));
    open_as(&program, DEPUTY);
    let file = program.lend(&program.desk.path("one.provident"));
    let restore = json!({ "backup": backup, "file": file, "passphrase": DEPUTY });
    assert!(matches!(program.refusal("register_restore", restore.clone()), Refusal::MayNot { .. }), "while it is open");
    program.call("register_close", json!({}));
    assert!(matches!(program.refusal("register_restore", restore), Refusal::MayNot { .. }), "and while it is closed");
    open_as(&program, OFFICER);
    assert_eq!(program.names(), ["Quillworks"]);
}

#[test]
fn a_backup_takes_no_files_place() {
    let program = sealed();
    let taken = program.file("taken.provident", "the only copy of something");
    let refused = program.refusal("backup_make", json!({ "file": program.lend(&taken) }));
    assert!(matches!(refused, Refusal::FileExists { .. }), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&taken).expect("still there"), "the only copy of something");
}

#[test]
fn keys_of_another_register_are_left_alone() {
    let program = Program::with_register();
    save(&program, json!({ "name": "Quillworks" }));
    let backup = back_up(&program);
    let keys = program.file("one.provident-keys", sealed_keys());
    program.call("backup_restore", json!({ "file": backup, "passphrase": null }));
    assert_eq!(std::fs::read_to_string(&keys).expect("still there"), sealed_keys());
    program.reopen();
    assert_eq!(std::fs::read_to_string(&keys).expect("still there"), sealed_keys());
}

/// The key file of a register that was only moved away.
fn sealed_keys() -> &'static str {
    static KEYS: std::sync::LazyLock<String> =
        std::sync::LazyLock::new(|| std::fs::read_to_string(sealed().desk.path("one.provident-keys")).expect("a key file"));
    &KEYS
}
