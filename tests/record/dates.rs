//! The due list, and the legal lists that change with the days.

use provident_api::{Failure, Refusal};
use serde_json::{Value, json};

use super::{activity, provider};
use crate::program::Program;

#[test]
fn nothing_that_is_active_is_without_a_date() {
    let program = Program::with_register();
    let (provider, _) = provider(&program, "Paymaster", "FR", json!({ "name": "Payroll" }));
    let view = activity(&program, json!({ "name": "Salaries", "role": "controller", "status": "active" }));
    let draft = activity(&program, json!({ "name": "Later", "role": "controller" }));
    let due = program.call("due_list", json!({}));
    let subjects: Vec<String> = due["lines"].as_array().expect("lines").iter().map(|line| line["subject"].to_string()).collect();
    let has = |id: &Value| subjects.iter().any(|subject| subject.contains(id.as_str().expect("an id")));
    assert!(has(&provider) && has(&view["id"]) && !has(&draft["id"]), "{subjects:?}");
    assert_eq!(view["assessment"]["dues"][0]["on"], "2027-02-21", "90 days after it was written");
}

#[test]
fn what_is_put_off_says_why_and_until_when() {
    let program = Program::with_register();
    let view = activity(&program, json!({ "name": "Salaries", "role": "controller", "status": "active" }));
    let key = view["assessment"]["dues"][0]["key"].clone();
    let fails = |until: &str, reason: &str| program.fails("due_snooze", json!({ "key": key, "until": until, "reason": reason }));
    assert!(matches!(fails("2027-06-01", " "), Failure::Invalid { .. }), "a reason is required");
    assert!(matches!(fails("2026-11-23", "Later"), Failure::Invalid { .. }), "an end that lies ahead");
    let reply = program.reply("due_snooze", json!({ "key": key, "until": "2027-06-01", "reason": "The owner is away" }));
    let show = || program.call("activity_show", json!({ "id": view["id"] }))["assessment"]["dues"][0].clone();
    assert_eq!((&show()["on"], &show()["snoozed"]["from"]), (&json!("2027-06-01"), &json!("2027-02-21")));
    program.call("undo", json!({ "command": reply.undo }));
    assert_eq!(show()["on"], "2027-02-21");
    assert!(matches!(
        program.fails("due_snooze", json!({ "key": "x:y:", "until": "2027-06-01", "reason": "No" })),
        Failure::NotFound { .. }
    ));
}

#[test]
fn an_action_is_due_until_it_is_done() {
    let program = Program::with_register();
    let draft = json!({ "title": "Ask for the annexes", "due_on": "2026-11-01" });
    let action = program.call("action_save", json!({ "id": null, "revision": null, "draft": draft }));
    let count = || program.call("due_list", json!({ "rules": ["action"] }))["total"].clone();
    assert_eq!(count(), 1);
    let done = json!({ "title": "Ask for the annexes", "due_on": "2026-11-01", "done_on": "2026-11-23", "note": "They came" });
    program.call("action_save", json!({ "id": action["id"], "revision": action["revision"], "draft": done }));
    assert_eq!(count(), 0);
}

#[test]
fn an_edited_list_changes_the_verdicts_and_can_be_taken_back() {
    let program = Program::with_register();
    let (provider, _) = provider(&program, "Nairobi Desk", "KE", json!({ "name": "Desk" }));
    let draft = json!({ "exporter": { "kind": "us" }, "importer": { "kind": "provider" }, "country": "KE", "decision": "confirmed" });
    program.call("transfer_save", json!({ "id": null, "revision": null, "provider": provider, "draft": draft }));
    let rule = || program.call("transfer_list", json!({ "query": {}, "on": null }))["rows"][0]["verdict"]["rule"].clone();
    assert_eq!(rule(), "tool_missing");
    let entry = json!({ "country": "KE", "label": { "en": "Kenya", "fr": "Kenya" }, "decision": "Decision 1/2026", "adopted": "2026-10-01",
        "expires": null, "scope": "full", "limits": null, "recipient_check_required": false, "watch": null, "source": "Official Journal",
        "confidence": "knowledge", "number_confidence": "knowledge", "date_confidence": "knowledge", "limits_confidence": "knowledge" });
    let edit = |entry: Value, source: &str| {
        program.attempt(
            "legal_edit",
            json!({ "list": "adequacy", "key": "Decision 1/2026", "entry": entry, "source": source, "verified_on": null }),
        )
    };
    assert!(matches!(edit(entry.clone(), ""), Err(Failure::Invalid { .. })), "a source is required");
    assert!(matches!(edit(json!({ "country": "KE" }), "x"), Err(Failure::Invalid { .. })), "malformed");
    let view = edit(entry, "Official Journal L 1").expect("edited");
    assert!(view["entries"].as_array().expect("entries").iter().any(|entry| entry["key"] == "Decision 1/2026" && entry["is_own"] == true));
    assert_eq!(rule(), "adequate");
    program.call("legal_revert", json!({ "list": "adequacy", "key": "Decision 1/2026" }));
    assert_eq!(rule(), "tool_missing");
}

#[test]
fn a_list_that_is_malformed_or_older_is_refused() {
    let program = Program::with_register();
    let refused = |text: &str| {
        let file = program.file("rules.json", text);
        match program.refusal("legal_update", json!({ "file": program.lend(&file) })) {
            Refusal::NotAList { why, .. } => why.to_string(),
            other => panic!("{other:?}"),
        }
    };
    assert!(refused("{").contains("cannot be read"));
    assert!(refused(r#"{"source":"x","last_verified":"2027-01-01","entries":[]}"#).contains("none of the lists"));
    let old = r#"{"list":"adequacy","source":"x","last_verified":"2020-01-01","entries":[]}"#;
    assert!(refused(old).contains("2020-01-01"), "{}", refused(old));
    let broken = r#"{"list":"adequacy","source":"x","last_verified":"2027-01-01","entries":[{"country":"KE"}]}"#;
    assert!(refused(broken).contains("entry 1"), "{}", refused(broken));
}

#[test]
fn what_is_derived_can_be_thrown_away() {
    let program = Program::new();
    let file = program.lend(&program.desk.path("sample.provident"));
    program.call("sample_create", json!({ "file": file }));
    program.call("register_open", json!({ "file": file, "read_only": false }));
    let all = |on: Value| program.call("due_all", json!({ "on": on }));
    let sorted = |value: Value| {
        let mut lines: Vec<String> = value.as_array().expect("lines").iter().map(ToString::to_string).collect();
        lines.sort();
        lines
    };
    let stored = sorted(all(Value::Null));
    let tomorrow = sorted(all(json!("2026-11-24")));
    program.sleeps_until("2026-11-24");
    assert_eq!(sorted(all(Value::Null)), tomorrow, "renewed rows say what deriving says");
    assert!(!stored.is_empty());
}
