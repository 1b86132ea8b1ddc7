//! The whole register in open formats, and a new one made from them: nothing lost, nothing slipped in.

use std::path::{Path, PathBuf};

use provident_api::{Failure, Refusal};
use serde_json::{Value, json};

use super::{DEPUTY, OFFICER, add_person, save, sealed};
use crate::program::Program;
use crate::reader;

/// The one folder that was made in this one.
pub fn exported(into: &Path) -> PathBuf {
    let mut entries = std::fs::read_dir(into).expect("the folder");
    let found = entries.next().expect("something in it").expect("an entry").path();
    assert!(entries.next().is_none(), "one folder, and nothing half-made beside it");
    found
}

/// Everything the program knows to keep: the sample company with a list, a merge, an erased
/// line and an issued report.
fn filled() -> Program {
    let program = sealed();
    let folder = program.desk.path("sample.provident");
    program.call("sample_create", json!({ "file": program.lend(&folder) }));
    let founder = json!({ "name": "Anna Keller", "passphrase": OFFICER });
    program.call("register_seal", json!({ "founder": founder, "remove_open_backups": false }));
    add_person(&program, "Bruno Diaz", "deputy", DEPUTY);
    save(&program, json!({ "name": "Quillworks <script>alert(1)</script>", "notes": "=HYPERLINK(\"x\")\u{202e}" }));
    let request = json!({ "kind": "provider-register", "provider": null, "query": null, "on": null, "language": "fr" });
    program.call("report_issue", json!({ "request": request, "file": program.lend(&program.desk.path("r.pdf")) }));
    program
}

fn export(program: &Program) -> PathBuf {
    let into = program.desk.path("out");
    std::fs::create_dir_all(&into).expect("a folder");
    program.call("folder_export", json!({ "folder": program.lend(&into) }));
    exported(&into)
}

fn import(program: &Program, folder: &Path) -> Result<Value, Failure> {
    let file = program.lend(&program.desk.path("again.provident"));
    let founder = json!({ "name": "Carla Mont", "passphrase": DEPUTY });
    program.attempt("folder_import", json!({ "folder": program.lend(folder), "file": file, "founder": founder }))
}

fn reports(program: &Program) -> Value {
    program.call("report_list", json!({}))
}

#[test]
fn a_register_goes_out_and_comes_back_without_loss() {
    let program = filled();
    let (before, lines, issued) = (program.all(), program.call("history_list", json!({ "limit": 200 })), reports(&program));
    let departments = program.call("department_list", json!({}));
    let folder = export(&program);
    let told = import(&program, &folder).expect("made");
    assert_eq!(told["register"]["person"]["name"], "Carla Mont");
    assert_eq!(program.all(), before, "every record, proof and verification");
    assert_eq!(program.call("department_list", json!({})), departments);
    assert_eq!(reports(&program), issued);
    let after = program.call("history_list", json!({ "limit": 200 }));
    let skipped = after.as_array().expect("lines").len() - 200;
    assert_eq!(skipped, 0, "a full page");
    assert_eq!(after[2], lines[0], "the history goes on from its last line");
    program.is_whole();
    let evidence = &before.iter().find_map(|view| view["evidence"].as_array().and_then(|all| all.first())).expect("evidence");
    assert!(program.app.content(evidence["digest"].as_str().expect("a digest")).is_some(), "with its content");
}

/// By a validator that nobody here wrote.
#[test]
fn the_json_keeps_to_its_published_schema() {
    let program = filled();
    let folder = export(&program);
    reader::validates(&folder.join("register.schema.json"), &folder.join("register.json"));
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/export/register.schema.json");
    let ours = serde_json::to_string_pretty(&provident_store::json_schema().expect("a schema")).expect("JSON") + "\n";
    if std::env::var_os("PROVIDENT_WRITE_SCHEMA").is_some() {
        std::fs::create_dir_all(published.parent().expect("a folder")).expect("a folder");
        std::fs::write(&published, &ours).expect("written");
    }
    let kept = std::fs::read_to_string(&published).expect("the published schema");
    assert_eq!(kept, ours, "run this test with PROVIDENT_WRITE_SCHEMA=1");
    assert_eq!(provident_store::forgotten_tables().expect("tables"), Vec::<String>::new(), "each table is exported or left out on purpose");
}

#[test]
fn nothing_of_keys_and_people_goes_out() {
    let program = filled();
    let folder = export(&program);
    let all = std::fs::read_to_string(folder.join("register.json")).expect("the export");
    for word in ["stretching", "encapsulated", "kept_draft", "\"slot\""] {
        assert!(!all.contains(word), "{word} is in the export");
    }
}

/// Alters the exported JSON and says why it is not taken any more.
#[track_caller]
fn refused_after(change: impl FnOnce(&mut Value), why: &str) {
    let program = filled();
    let folder = export(&program);
    let path = folder.join("register.json");
    let mut dump: Value = serde_json::from_slice(&std::fs::read(&path).expect("the export")).expect("JSON");
    change(&mut dump);
    std::fs::write(&path, dump.to_string()).expect("written");
    let told = import(&program, &folder).err().unwrap_or_else(|| panic!("{why}: it must be refused"));
    assert!(!program.desk.path("again.provident").exists(), "{why}: nothing half-made stays");
    assert!(!program.desk.path("again.provident-keys").exists(), "{why}: nor keys to nothing");
    match told {
        Failure::Refused { reason: Refusal::Damaged { detail, .. } } => assert!(!detail.is_empty(), "{why}"),
        Failure::Refused { reason: Refusal::NewerSchema { .. } } | Failure::Invalid { .. } => {}
        other => panic!("{why}: {other:?}"),
    }
}

#[test]
fn what_was_changed_outside_is_refused_whole() {
    refused_after(|dump| dump["tables"]["provider"][0]["name"] = json!("Somebody else"), "a record that the history does not know");
    refused_after(|dump| dump["tables"]["history"][3]["who"] = json!("Nobody"), "a line that was altered");
    refused_after(|dump| drop(dump["tables"]["history"].as_array_mut().expect("lines").remove(2)), "a line that is missing");
    refused_after(remove_provider, "a record that is gone without a word");
    refused_after(|dump| dump["tables"]["evidence"][0]["digest"] = json!("0".repeat(64)), "evidence without its file");
}

/// With all that points to it, so that nothing but the history knows of it.
fn remove_provider(dump: &mut Value) {
    let id = dump["tables"]["provider"][0]["id"].clone();
    let rows = |dump: &mut Value, table: &str, keep: &dyn Fn(&Value) -> bool| {
        dump["tables"][table].as_array_mut().expect("rows").retain(|row| keep(row));
    };
    let services: Vec<Value> = dump["tables"]["service"]
        .as_array()
        .expect("rows")
        .iter()
        .filter(|row| row["provider_id"] == id)
        .map(|row| row["id"].clone())
        .collect();
    for table in ["service_department", "service_data", "service_country"] {
        rows(dump, table, &|row| !services.contains(&row["service_id"]));
    }
    for table in ["fact", "certification", "service", "evidence"] {
        rows(dump, table, &|row| row["provider_id"] != id);
    }
    rows(dump, "provider", &|row| row["id"] != id);
}

#[test]
fn what_is_not_an_export_is_refused_whole() {
    refused_after(|dump| dump["tables"]["provider"][0]["name"] = json!(7), "a number for a name");
    refused_after(|dump| dump["tables"]["provider"][0]["colour"] = json!("blue"), "a column nobody knows");
    refused_after(|dump| dump["tables"]["person"] = json!([{ "id": "x" }]), "a table that does not come in");
    refused_after(|dump| dump["tables"]["service"][0]["provider_id"] = json!("nobody"), "a service of nobody");
    refused_after(|dump| dump["schema"] = json!(999), "a newer program's");
    refused_after(|dump| dump["format"] = json!("recipes"), "another format");
}

#[test]
fn a_folder_without_an_export_says_so() {
    let program = sealed();
    let empty = program.desk.path("empty");
    std::fs::create_dir(&empty).expect("a folder");
    assert!(matches!(import(&program, &empty), Err(Failure::Refused { reason: Refusal::NoSuchFile { .. } })));
    assert_eq!(program.call("provider_list", json!({}))["total"], 0, "and what is open stays open");
}
