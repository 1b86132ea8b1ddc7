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
    let list = |day: &str, entries: &str| refused(&format!(r#"{{"list":"eea","source":"x","last_verified":"{day}","entries":{entries}}}"#));
    assert!(list("2020-01-01", "[]").contains("2020-01-01"));
    program.sleeps_until("2027-06-01");
    assert!(list("2027-07-01", "[]").contains("a day still to come"));
    assert!(list("2027-05-01", "[]").contains("no entries"));
    assert!(list("2027-05-01", r#"[{"code":"KE"}]"#).contains("entry 1"));
    let member = r#"{"code":"KE","eu":false}"#;
    assert!(list("2027-05-01", &format!("[{member},{member}]")).contains("twice"));
}

#[test]
fn a_list_that_was_looked_at_counts_for_a_year() {
    let program = Program::with_register();
    program.sleeps_until("2030-01-01");
    let is_old = || program.call("legal_show", json!({ "list": "adequacy" }))["is_old"].clone();
    let late = || {
        program.call("due_list", json!({ "rules": ["list_review"] }))["lines"]
            .as_array()
            .expect("lines")
            .iter()
            .filter(|line| line["due"]["on"].as_str() < Some("2030-01-01"))
            .count()
    };
    assert_eq!((is_old(), late()), (json!(true), 3));
    assert!(matches!(program.fails("legal_verify", json!({ "list": "adequacy", "source": " " })), Failure::Invalid { .. }));
    let reply = program.reply("legal_verify", json!({ "list": "adequacy", "source": "Page of the Commission" }));
    assert_eq!((is_old(), late()), (json!(false), 2));
    assert_eq!(reply.value["source"]["source"], "Page of the Commission");
    assert!(reply.value["entries"].as_array().expect("entries").iter().all(|entry| entry["is_old"] == false));
    program.call("undo", json!({ "command": reply.undo }));
    assert_eq!((is_old(), late()), (json!(true), 3));
    program.is_whole();
}

#[test]
fn what_is_derived_can_be_thrown_away() {
    let program = Program::new();
    let file = program.lend(&program.desk.path("sample.provident"));
    program.call("sample_create", json!({ "file": file }));
    program.call("register_open", json!({ "file": file, "read_only": false }));
    let sorted = |value: &Value| {
        let mut lines: Vec<String> = value.as_array().expect("lines").iter().map(ToString::to_string).collect();
        lines.sort();
        lines
    };
    let same = |day: &str| {
        let stored = program.call("due_list", json!({ "limit": 200 }));
        assert!(stored["total"].as_u64().is_some_and(|total| (10..200).contains(&total)), "{}", stored["total"]);
        assert_eq!(sorted(&stored["lines"]), sorted(&program.call("due_all", json!({ "on": day }))), "on {day}");
    };
    same("2026-11-23");
    program.sleeps_until("2026-11-24");
    same("2026-11-24");
    program.sleeps_until("2028-03-01");
    same("2028-03-01");
}

#[test]
fn every_adequacy_decision_that_ends_is_told_of() {
    let program = Program::with_register();
    let (provider, _) = provider(&program, "Listed Inc", "US", json!({ "name": "Desk" }));
    let dpf = json!({ "status": "active", "covers_hr": true, "covers_non_hr": true, "checked_on": "2026-11-20" });
    let draft =
        json!({ "exporter": { "kind": "us" }, "importer": { "kind": "provider" }, "country": "US", "decision": "confirmed", "dpf": dpf });
    program.call("transfer_save", json!({ "id": null, "revision": null, "provider": provider, "draft": draft }));
    let ends = || program.call("due_list", json!({ "rules": ["adequacy_end"] }))["lines"].clone();
    assert_eq!(ends(), json!([]));
    let list = program.call("legal_show", json!({ "list": "adequacy" }));
    let held = list["entries"].as_array().expect("entries").iter().find(|entry| entry["entry"]["country"] == "US").expect("the US").clone();
    let mut entry = held["entry"].clone();
    entry["expires"] = json!("2027-07-10");
    let edit = |key: &Value| {
        program.attempt("legal_edit", json!({ "list": "adequacy", "key": key, "entry": entry, "source": "Judgment", "verified_on": null }))
    };
    assert!(matches!(edit(&json!("Another decision")), Err(Failure::Invalid { .. })), "an entry goes by its own key");
    edit(&held["key"]).expect("edited");
    assert_eq!((&ends()[0]["due"]["on"], &ends()[0]["due"]["decision"]), (&json!("2027-07-10"), &held["key"]));
}

#[test]
fn what_went_to_a_provider_that_is_left_counts_no_longer() {
    let program = Program::with_register();
    let (provider, _) = provider(&program, "Nairobi Desk", "KE", json!({ "name": "Desk" }));
    let draft = json!({ "exporter": { "kind": "us" }, "importer": { "kind": "provider" }, "country": "KE", "decision": "confirmed" });
    program.call("transfer_save", json!({ "id": null, "revision": null, "provider": provider, "draft": draft }));
    let breaches = || {
        let count = program.call("transfer_list", json!({ "query": {}, "on": null }))["sums"]["breach"].clone();
        assert_eq!(program.call("transfer_list", json!({ "query": {}, "on": "2027-03-01" }))["sums"]["breach"], count);
        count
    };
    assert_eq!(breaches(), 1);
    let view = program.call("provider_show", json!({ "id": provider }));
    let mut ended = view["provider"].clone();
    ended["status"] = json!("ended");
    program.call("provider_save", json!({ "id": provider, "revision": view["revision"], "draft": ended }));
    assert_eq!(breaches(), 0);
    let own = program.call("provider_transfers", json!({ "provider": provider, "on": null }));
    assert_eq!(own["transfers"][0]["verdict"]["status"], "breach", "its own page still says what was");
}

/// Page after page gives the whole list, on any day: each line once, worst first.
#[test]
fn pages_of_transfers_make_the_whole_list_of_a_day() {
    let program = Program::new();
    let file = program.lend(&program.desk.path("sample.provident"));
    program.call("sample_create", json!({ "file": file }));
    program.call("register_open", json!({ "file": file, "read_only": false }));
    for day in ["2026-11-23", "2022-05-01", "2032-06-01"] {
        let whole = program.call("transfer_all", json!({ "on": day }));
        let whole = whole.as_array().expect("lines");
        assert!(whole.len() > 3 && whole.iter().any(|line| line["id"].is_null()), "{day}: decided and proposed ones");
        for limit in [1, 2, 3, 200] {
            let mut paged: Vec<Value> = Vec::new();
            loop {
                let query = json!({ "offset": paged.len(), "limit": limit });
                let page = program.call("transfer_list", json!({ "query": query, "on": day }));
                assert_eq!(page["total"], whole.len(), "{day}");
                let rows = page["rows"].as_array().expect("rows").clone();
                if rows.is_empty() {
                    break;
                }
                paged.extend(rows);
            }
            assert_eq!(&paged, whole, "{day}, {limit} at a time");
        }
        let page = |query: Value| program.call("transfer_list", json!({ "query": query, "on": day }));
        for status in ["fine", "attention", "breach"] {
            let meant = whole.iter().filter(|line| line["verdict"]["status"] == status).count();
            assert_eq!(page(json!({ "statuses": [status] }))["total"], meant, "{day}, {status}");
        }
        let sums = page(json!({}))["sums"].clone();
        let sum: u64 = ["fine", "attention", "breach", "open"].iter().filter_map(|part| sums[part].as_u64()).sum();
        assert_eq!(sum, whole.len() as u64);
    }
}
