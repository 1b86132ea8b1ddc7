//! A copy for an auditor: sealed for them, of chosen providers, and nothing of the others in it.

use provident_api::Refusal;
use serde_json::{Value, json};

use super::{READER, sealed};
use crate::program::Program;

/// Two providers of one list, each with evidence.
fn filled() -> (Program, Value, Value) {
    let program = sealed();
    let list = program.file("list.csv", "Name,Notes\nQuillworks,sealing wax\nPollenkraft,bees\n");
    program.import(&list);
    let [quill, pollen] = ["Quillworks", "Pollenkraft"].map(|name| program.one(name)["id"].clone());
    for (provider, text) in [(&quill, "Quillworks promises wax"), (&pollen, "Pollenkraft promises honey")] {
        let file = program.lend(&program.file("proof.txt", text));
        let draft = json!({ "provider": provider, "title": "Promise", "kind": "other", "dated": null });
        program.call("evidence_add", json!({ "file": file, "draft": draft }));
    }
    (program, quill, pollen)
}

fn copy(program: &Program, providers: Value) -> Value {
    let file = program.lend(&program.desk.path("copy.provident"));
    program.call("copy_make", json!({ "file": file, "name": "Auditor", "passphrase": READER, "providers": providers }))
}

fn open_copy(program: &Program) -> Value {
    let file = program.lend(&program.desk.path("copy.provident"));
    program.call("register_open", json!({ "file": file, "read_only": false, "passphrase": READER }))
}

#[test]
fn a_copy_is_read_and_never_written() {
    let (program, ..) = filled();
    let made = copy(&program, Value::Null);
    assert_eq!((&made["providers"], &made["providers_of"]), (&json!(2), &json!(2)));
    let told = open_copy(&program);
    assert_eq!(told["register"]["is_read_only"], true);
    assert_eq!(told["register"]["copy_of"]["who"], "Anna Keller");
    assert!(matches!(program.refusal("provider_save", json!({})), Refusal::MayNot { .. }));
    assert_eq!(program.names(), ["Pollenkraft", "Quillworks"]);
    program.is_whole();
}

#[test]
fn a_limited_copy_holds_nothing_of_the_others() {
    let (program, quill, pollen) = filled();
    let made = copy(&program, json!([quill]));
    assert_eq!((&made["providers"], &made["providers_of"]), (&json!(1), &json!(2)));
    open_copy(&program);
    assert_eq!(program.names(), ["Quillworks"]);
    assert_eq!(program.call("provider_list", json!({ "search": "pollen" }))["total"], 0);
    assert_eq!(program.one("Quillworks")["evidence"].as_array().map(Vec::len), Some(1));
    program.is_whole();
    let history = program.call("history_list", json!({})).to_string();
    assert!(history.contains(pollen.as_str().expect("an id")), "that something stood there remains");
    for word in ["Pollenkraft", "bees", "honey"] {
        assert!(!history.contains(word), "{word} is in the history of the copy");
    }
    let folder = program.desk.path("out");
    std::fs::create_dir(&folder).expect("a folder");
    program.call("folder_export", json!({ "folder": program.lend(&folder) }));
    let exported = super::folders::exported(&folder);
    let all = std::fs::read_to_string(exported.join("register.json")).expect("the whole content, in the open");
    assert!(all.contains("Quillworks") && !all.contains("Pollenkraft") && !all.contains("bees"));
}

#[test]
fn that_a_copy_was_made_stands_in_the_history() {
    let (program, quill, _) = filled();
    copy(&program, json!([quill]));
    let line = &program.call("history_list", json!({}))[0];
    assert_eq!((&line["command"], &line["after"]["reader"]), (&json!("copy_make"), &json!("Auditor")), "{line}");
    program.is_whole();
}

#[test]
fn a_copy_takes_no_files_place_and_is_no_backup() {
    let (program, ..) = filled();
    copy(&program, Value::Null);
    let file = program.lend(&program.desk.path("copy.provident"));
    let again = json!({ "file": file, "name": "Auditor", "passphrase": READER, "providers": null });
    assert!(matches!(program.refusal("copy_make", again), Refusal::FileExists { .. }));
    let none = program.fails("copy_make", json!({ "file": file, "name": "Auditor", "passphrase": READER, "providers": [] }));
    assert!(matches!(none, provident_api::Failure::Invalid { .. }), "a copy of nothing: {none:?}");
    let preview = program.refusal("backup_preview", json!({ "file": file, "passphrase": READER }));
    assert!(matches!(preview, Refusal::OtherRegister { .. }), "{preview:?}");
}

/// What was written of both while they were one is nobody else's business after all.
#[test]
fn a_merger_that_was_taken_back_leaves_nothing_of_the_other() {
    let (program, quill, pollen) = filled();
    let view = |id: &Value| program.call("provider_show", json!({ "id": id }));
    let merge = json!({
        "keep": quill, "merge": pollen, "take": [],
        "keep_revision": view(&quill)["revision"], "merge_revision": view(&pollen)["revision"],
    });
    let merged = program.reply("provider_merge", merge);
    program.call("undo", json!({ "command": merged.undo }));
    assert_eq!(program.names(), ["Pollenkraft", "Quillworks"]);
    copy(&program, json!([quill]));
    open_copy(&program);
    let history = program.call("history_list", json!({ "limit": 200 })).to_string();
    for word in ["Pollenkraft", "bees", "honey"] {
        assert!(!history.contains(word), "{word} is in the history of the copy");
    }
    program.is_whole();
}
