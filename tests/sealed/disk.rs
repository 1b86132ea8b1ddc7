//! What stands on the disk, byte for byte, at every stage of a sealed register's life: no word that
//! somebody wrote, no passphrase, no name.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{DEPUTY, OFFICER, READER, add_person, open_as, save, sealed};
use crate::program::Program;

/// Words that are written into the register, with their first letters' case kept; and what opens it.
const WORDS: [&str; 8] =
    ["Zanzibarquill", "wachsversiegelt", "honeycombproof", "Lumeria SAS", "Anna Keller", "Bruno Diaz", "marmot lantern", "copper violin"];

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found
}

/// As it is, in UTF-16, and in base 64 and hexadecimal digits.
fn forms(word: &str) -> Vec<Vec<u8>> {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let digits: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
    vec![word.as_bytes().to_vec(), wide, digits.into_bytes()]
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// Looks at every file beside the register but those a person brought in.
#[track_caller]
fn plain_text_nowhere(program: &Program, stage: &str, looked_at: &mut usize) {
    for path in files(&program.desk.path("")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // The lock says on purpose who is writing, to whoever cannot; it goes when the register is closed.
        if name.starts_with("outside-") || name.ends_with("-lock") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        *looked_at += 1;
        for word in WORDS {
            let found = forms(word).iter().any(|form| holds(&bytes, form));
            assert!(!found, "{stage}: {word:?} stands in {}", path.display());
        }
    }
}

fn evidence(program: &Program, provider: &serde_json::Value) -> serde_json::Value {
    let file = program.lend(&program.file("outside-proof.txt", "a honeycombproof promise ".repeat(2_000)));
    let draft = json!({ "provider": provider, "title": "wachsversiegelt", "kind": "other", "dated": null });
    program.call("evidence_add", json!({ "file": file, "draft": draft }))["evidence"][0].clone()
}

#[test]
fn no_word_of_it_stands_on_the_disk_at_any_stage() {
    let program = sealed();
    let mut looked_at = 0;
    let mut look = |stage: &str| plain_text_nowhere(&program, stage, &mut looked_at);
    look("made");
    let provider = save(&program, json!({ "name": "Zanzibarquill", "notes": "wachsversiegelt" }));
    evidence(&program, &provider);
    look("written, the log not folded in");
    let rows: String = (0..150).map(|row| format!("Zanzibarquill {row},wachsversiegelt\n")).collect();
    program.import(&program.file("outside-list.csv", format!("Name,Notes\n{rows}")));
    look("after a large import with its backup");
    let deputy = add_person(&program, "Bruno Diaz", "deputy", DEPUTY);
    program.call("draft_keep", json!({ "kept": { "route": {}, "draft": "Zanzibarquill", "revision": null } }));
    look("with two people and a draft");
    program.call("backup_make", json!({ "file": null }));
    look("backed up");
    program.call("person_revoke", json!({ "id": deputy }));
    look("under another key");
    let file = program.lend(&program.desk.path("copy.provident"));
    program.call("copy_make", json!({ "file": file, "name": "Bruno Diaz", "passphrase": READER, "providers": [provider] }));
    look("copied");
    let backups = program.call("backup_list", json!({}));
    program.call("backup_restore", json!({ "file": backups[0]["file"], "passphrase": OFFICER }));
    look("restored");
    program.call("register_lock", json!({}));
    look("locked");
    open_as(&program, OFFICER);
    program.is_whole();
    look("opened and checked");
    program.call("register_close", json!({}));
    look("closed");
    println!("{looked_at} files looked at");
    assert!(looked_at > 60, "{looked_at}");
}

/// The way the test looks is able to find something.
#[test]
fn in_an_open_register_the_same_words_are_found() {
    let program = Program::with_register();
    save(&program, json!({ "name": "Zanzibarquill" }));
    let found = files(&program.desk.path("")).iter().any(|path| holds(&std::fs::read(path).unwrap_or_default(), b"Zanzibarquill"));
    assert!(found);
}

#[test]
fn sealing_leaves_nothing_of_the_open_file() {
    let program = Program::with_register();
    let provider = save(&program, json!({ "name": "Zanzibarquill", "notes": "wachsversiegelt" }));
    evidence(&program, &provider);
    program.call("backup_make", json!({ "file": null }));
    let founder = json!({ "name": "Anna Keller", "passphrase": OFFICER });
    program.call("register_seal", json!({ "founder": founder, "remove_open_backups": true }));
    plain_text_nowhere(&program, "sealed", &mut 0);
    program.call("register_close", json!({}));
    plain_text_nowhere(&program, "sealed and closed", &mut 0);
}
