//! What a chain of seals proves, and that every printed report carries its end.

use serde_json::{Value, json};

use super::{save, sealed};
use crate::ground::alter;
use crate::program::Program;
use crate::reader;

fn add_evidence(program: &Program, provider: &Value) -> String {
    let file = program.lend(&program.file("proof.txt", "The servers stand in Lille."));
    let draft = json!({ "provider": provider, "title": "Promise", "kind": "other", "dated": null });
    let view = program.call("evidence_add", json!({ "file": file, "draft": draft }));
    view["evidence"][0]["digest"].as_str().expect("a digest").to_owned()
}

fn printed(program: &Program, kind: &str, provider: &Value) -> (String, Value) {
    let path = program.desk.path("report.pdf");
    let request = json!({ "kind": kind, "provider": provider, "query": null, "on": null, "language": "en" });
    let issued = program.call("report_issue", json!({ "request": request, "file": program.lend(&path) }));
    let text = reader::run("poppler-utils", "pdftotext", &["-raw", "-enc", "UTF-8"], &path, &["-"]);
    // A digest that is broken over two lines is one all the same.
    (text.replace(['\n', ' '], ""), issued["report"].clone())
}

#[test]
fn every_report_carries_the_end_of_the_chain_its_number_and_the_digests_of_its_evidence() {
    let program = sealed();
    let provider = save(&program, json!({ "name": "Quillworks" }));
    let digest = add_evidence(&program, &provider);
    let head = program.call("register_check", json!({}))["head"].as_str().expect("a head").to_owned();
    for (kind, provider) in [("provider-dossier", provider), ("provider-register", Value::Null)] {
        let (text, report) = printed(&program, kind, &provider);
        assert!(text.contains(&head), "{kind}: the end of the chain");
        assert!(text.contains(report["number"].as_str().expect("a number")), "{kind}: its number");
        assert!(text.contains(&digest), "{kind}: the digest of its evidence");
        assert!(text.contains("keptoutsidetheregister"), "{kind}: what a chain proves, and what it does not");
    }
}

/// In an open register, since a sealed one cannot be written at all without its key.
#[test]
fn an_opening_looks_at_the_end_of_the_chain_and_says_what_is_wrong() {
    let program = Program::with_register();
    save(&program, json!({ "name": "Quillworks" }));
    program.call("register_close", json!({}));
    let path = program.desk.path("one.provident");
    alter(
        &path,
        "DROP TRIGGER history_is_append_only_on_update;
         UPDATE history SET who = 'Nobody' WHERE sequence = (SELECT max(sequence) FROM history)",
    );
    let told = program.call("register_open", json!({ "file": program.lend(&path), "read_only": false }));
    let checked = &told["register"]["checked"];
    assert_eq!(checked["kind"], "faulty", "{checked}");
    assert_eq!((&checked["findings"][0]["kind"], &checked["findings"][0]["fault"]), (&json!("broken_link"), &json!("seal")));
}
