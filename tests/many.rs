//! Many records at once, two that are one, taking back, and what a day begins with.

use provident_api::{Failure, Refusal};
use serde_json::{Value, json};

use crate::program::Program;

fn save(program: &Program, draft: Value) -> Value {
    program.call("provider_save", json!({ "id": null, "revision": null, "draft": draft }))
}

fn add_service(program: &Program, provider: &Value, draft: Value) -> Value {
    program.call("service_save", json!({ "provider": provider["id"], "id": null, "revision": null, "draft": draft }))
}

fn show(program: &Program, id: &Value) -> Value {
    program.call("provider_show", json!({ "id": id }))
}

/// All that a person sees of a provider; revisions and times go on.
fn facts(view: &Value) -> Value {
    let services: Vec<&Value> = view["services"].as_array().expect("services").iter().map(|held| &held["service"]).collect();
    json!([view["provider"], services, view["evidence"], view["assessment"]["gaps"]])
}

fn undo(program: &Program, reply: &provident_api::Reply) {
    program.call("undo", json!({ "command": reply.undo.expect("can be taken back") }));
    program.is_whole();
}

fn three(program: &Program) -> Vec<Value> {
    ["Quillworks", "Pollenkraft", "Harbourdesk"].map(|name| save(program, json!({ "name": name }))).to_vec()
}

#[test]
fn a_change_of_many_is_one_command_and_can_be_taken_back() {
    let program = Program::with_register();
    let all = three(&program);
    add_service(&program, &all[0], json!({ "name": "Desk", "their_role": "processor" }));
    let ids: Vec<&Value> = all.iter().map(|view| &view["id"]).collect();
    let before: Vec<Value> = ids.iter().map(|id| facts(&show(&program, id))).collect();
    for change in [
        json!({ "kind": "status", "status": "suspended" }),
        json!({ "kind": "role", "role": "independent_controller" }),
        json!({ "kind": "owner", "owner": "Head of Support" }),
    ] {
        let reply = program.reply("provider_change", json!({ "ids": ids, "change": change }));
        assert_eq!(reply.value["providers"], 3);
        let changed: Vec<Value> = ids.iter().map(|id| facts(&show(&program, id))).collect();
        assert!(changed.iter().zip(&before).all(|(now, then)| now != then), "{change} changed all three");
        undo(&program, &reply);
        let again: Vec<Value> = ids.iter().map(|id| facts(&show(&program, id))).collect();
        assert_eq!(again, before, "{change} was taken back");
    }
}

#[test]
fn a_department_is_added_once() {
    let program = Program::with_register();
    let all = three(&program);
    let departments = program.call("department_save", json!({ "id": null, "revision": null, "draft": { "name": "Support" } }));
    let change = json!({ "kind": "department", "department": departments[0]["id"] });
    for _ in 0..2 {
        program.call("provider_change", json!({ "ids": [all[0]["id"]], "change": change }));
    }
    let view = show(&program, &all[0]["id"]);
    assert_eq!(view["services"][0]["service"]["departments"], json!([departments[0]["id"]]));
}

#[test]
fn what_was_changed_since_is_not_taken_back() {
    let program = Program::with_register();
    let all = three(&program);
    let ids: Vec<&Value> = all.iter().map(|view| &view["id"]).collect();
    let reply = program.reply("provider_change", json!({ "ids": ids, "change": { "kind": "status", "status": "ended" } }));
    program.call("provider_change", json!({ "ids": [ids[1]], "change": { "kind": "status", "status": "in_use" } }));
    let failure = program.fails("undo", json!({ "command": reply.undo }));
    assert_eq!(failure, Failure::Refused { reason: Refusal::ChangedSince });
    assert_eq!(show(&program, ids[0])["provider"]["status"], "ended", "nothing was taken back");
}

#[test]
fn what_makes_a_provider_is_not_taken_back() {
    let program = Program::with_register();
    let made = program.reply("provider_save", json!({ "id": null, "revision": null, "draft": { "name": "Quillworks" } }));
    assert_eq!(made.undo, None);
    let lines = program.call("history_list", json!({ "provider": made.value["id"], "before": null, "limit": 1 }));
    let failure = program.fails("undo", json!({ "command": lines[0]["command_id"] }));
    assert_eq!(failure, Failure::Refused { reason: Refusal::NothingToTakeBack });
}

#[test]
fn a_removed_service_comes_back_with_its_verification() {
    let program = Program::with_register();
    let provider = save(&program, json!({ "name": "Quillworks" }));
    let view = add_service(&program, &provider, json!({ "name": "Desk", "storage_countries": ["FR"] }));
    let verify = json!({ "provider": provider["id"], "group": "locations", "on": "2026-11-01", "evidence": null, "place": "trust centre" });
    let before = program.call("fact_verify", verify);
    let service = &view["services"][0];
    let reply = program.reply("service_remove", json!({ "id": service["id"], "revision": service["revision"] }));
    assert_eq!(reply.value["standings"]["locations"]["kind"], "declared", "the fact changed");
    undo(&program, &reply);
    let after = show(&program, &provider["id"]);
    assert_eq!(facts(&after), facts(&before));
    assert_eq!(after["standings"]["locations"], before["standings"]["locations"]);
}

#[test]
fn removed_evidence_comes_back_until_the_register_is_closed() {
    let program = Program::with_register();
    let provider = save(&program, json!({ "name": "Quillworks" }));
    let file = program.lend(&program.file("dpa.txt", "Twelve clauses."));
    let draft = json!({ "provider": provider["id"], "title": "DPA", "kind": "dpa", "dated": "2026-01-02" });
    let view = program.call("evidence_add", json!({ "file": file, "draft": draft }));
    let id = &view["evidence"][0]["id"];
    let verify = json!({ "provider": provider["id"], "group": "identity", "on": "2026-11-01", "evidence": id, "place": "p. 4" });
    let before = program.call("fact_verify", verify);
    let reply = program.reply("evidence_remove", json!({ "id": id }));
    undo(&program, &reply);
    let after = show(&program, &provider["id"]);
    assert_eq!(after["evidence"], before["evidence"], "with its day and its person");
    assert_eq!(after["standings"], before["standings"], "and the verification names it again");
    let reply = program.reply("evidence_remove", json!({ "id": id }));
    program.reopen();
    let failure = program.fails("undo", json!({ "command": reply.undo }));
    assert_eq!(failure, Failure::Refused { reason: Refusal::NothingToTakeBack });
}

#[test]
fn two_records_become_one_and_nothing_is_lost() {
    let program = Program::with_register();
    let keep = save(
        &program,
        json!({ "name": "AWS", "address": "Luxembourg", "status": "in_use", "contacts": [{ "role": "privacy", "email": "a@aws.example" }] }),
    );
    let merge = save(
        &program,
        json!({ "name": "Amazon Web Services", "address": "Seattle", "country": "US", "notes": "cheap", "aliases": ["Amazon"],
                "contacts": [{ "role": "dpo", "email": "dpo@aws.example" }], "certifications": [{ "standard": "iso_27001" }] }),
    );
    add_service(&program, &keep, json!({ "name": "S3" }));
    add_service(&program, &merge, json!({ "name": "EC2", "their_role": "processor" }));
    let file = program.lend(&program.file("dpa.txt", "Twelve clauses."));
    program
        .call("evidence_add", json!({ "file": file, "draft": { "provider": merge["id"], "title": "DPA", "kind": "dpa", "dated": null } }));
    let verify = json!({ "provider": merge["id"], "group": "certifications", "on": "2026-11-01", "evidence": null, "place": "site" });
    program.call("fact_verify", verify);
    let before = [&keep, &merge].map(|view| show(&program, &view["id"]));

    let preview = program.call("merge_preview", json!({ "keep": keep["id"], "merge": merge["id"] }));
    let fields: Vec<&str> = preview["choices"].as_array().expect("choices").iter().filter_map(|choice| choice["field"].as_str()).collect();
    assert_eq!(fields, ["name", "address"], "what only one of them says is no choice");
    let plan = |take: Value| {
        json!({ "keep": keep["id"], "keep_revision": preview["keep"]["revision"],
                "merge": merge["id"], "merge_revision": preview["merge"]["revision"], "take": take })
    };
    let reply = program.reply("provider_merge", plan(json!(["name"])));
    let one = &reply.value;
    assert_eq!(one["provider"]["name"], "Amazon Web Services");
    assert_eq!(one["provider"]["aliases"], json!(["Amazon", "AWS"]));
    assert_eq!(one["provider"]["address"], "Luxembourg");
    assert!(one["provider"]["imported_notes"].as_str().is_some_and(|notes| notes.contains("Seattle")), "what was not taken is noted");
    assert_eq!((one["services"].as_array().map(Vec::len), one["evidence"].as_array().map(Vec::len)), (Some(2), Some(1)));
    assert_eq!(one["provider"]["contacts"].as_array().map(Vec::len), Some(2));
    assert_eq!(one["standings"]["certifications"]["kind"], "verified", "only one of them said it, and it was verified");
    assert!(matches!(program.fails("provider_show", json!({ "id": merge["id"] })), Failure::NotFound { .. }));
    let lines = program.call("history_list", json!({ "provider": keep["id"], "before": null, "limit": 100 }));
    let is_old = |line: &Value| line["entity_id"] == merge["id"] && line["after"]["name"] == "Amazon Web Services";
    assert!(lines.as_array().expect("lines").iter().any(is_old), "its history goes on here");
    program.is_whole();

    undo(&program, &reply);
    for view in before {
        let after = show(&program, &view["id"]);
        assert_eq!(facts(&after), facts(&view));
        if let Value::Object(standing) = &view["standings"]["certifications"] {
            assert_eq!(after["standings"]["certifications"], json!(standing), "the verification is back with the one that had it");
        }
    }
    let stale = program.fails("provider_merge", plan(json!([])));
    assert!(matches!(stale, Failure::Conflict { .. }), "the records went on since: {stale:?}");
    let same = program.fails("merge_preview", json!({ "keep": keep["id"], "merge": keep["id"] }));
    assert_eq!(same, Failure::Refused { reason: Refusal::SameProvider });
}

#[test]
fn a_day_begins_with_what_is_late() {
    let program = Program::with_register();
    let provider = save(
        &program,
        json!({ "name": "Quillworks", "status": "in_use",
                "certifications": [{ "standard": "iso_27001", "valid_until": "2026-11-20" }, { "standard": "soc_2_type_2", "valid_until": "2026-12-01" }] }),
    );
    save(
        &program,
        json!({ "name": "Over", "status": "ended", "certifications": [{ "standard": "iso_27001", "valid_until": "2020-01-01" }] }),
    );
    program.call(
        "fact_verify",
        json!({ "provider": provider["id"], "group": "identity", "on": "2025-11-22", "evidence": null, "place": "site" }),
    );
    let today = program.call("today_show", json!({}));
    let dues = |part: &str| -> Vec<Value> { today[part].as_array().expect("dues").iter().map(|row| row["dues"].clone()).collect() };
    let id = provider["id"].as_str().expect("an id");
    let key = |rest: &str| format!("{id}:{rest}");
    let certificate = |on: &str, standard: &str| json!({ "on": on, "kind": "certification", "standard": standard, "key": key(&format!("certification:{standard}")), "snoozed": null });
    let identity =
        json!({ "on": "2026-11-22", "kind": "verification", "group": "identity", "key": key("verification:identity"), "snoozed": null });
    assert_eq!(dues("late"), [json!([certificate("2026-11-20", "iso_27001"), identity])]);
    assert_eq!(dues("soon"), [json!([certificate("2026-12-01", "soc_2_type_2")])]);
    assert_eq!((&today["figures"]["late"], &today["figures"]["soon"]), (&json!(2), &json!(1)));
    assert_eq!(today["figures"]["providers"], 1, "what is ended does not count");
    assert_eq!((&today["figures"]["verified"], &today["figures"]["unverified"]), (&json!(1), &json!(1)), "of that one alone");
    let working = program.call("provider_list", json!({ "only_working": true }));
    assert_eq!((&working["total"], &working["rows"][0]["name"]), (&json!(1), &json!("Quillworks")), "the figure opens what it counts");
    assert_eq!(today["deeds"][0]["command"], "fact_verify");
    assert_eq!(today["last_here"], Value::Null);
    program.reopen();
    let again = program.call("today_show", json!({}));
    assert_eq!(again["last_here"]["sequence"], again["deeds"][0]["sequence"], "nothing is new since");
}

#[test]
fn a_verification_is_taken_back() {
    let program = Program::with_register();
    let provider = save(&program, json!({ "name": "Quillworks", "legal_name": "Quillworks SAS" }));
    let declared = show(&program, &provider["id"])["standings"]["identity"].clone();
    assert_eq!(declared["kind"], "declared");
    let verify = json!({ "provider": provider["id"], "group": "identity", "on": null, "evidence": null, "place": null });
    let reply = program.reply("fact_verify", verify.clone());
    assert_eq!(reply.value["standings"]["identity"]["kind"], "verified");
    assert_eq!(program.reply("fact_verify", verify).undo, None, "the same again changes nothing");
    undo(&program, &reply);
    assert_eq!(show(&program, &provider["id"])["standings"]["identity"], declared);
}

/// The program is left open over night, or the computer sleeps for weeks.
#[test]
fn a_new_day_finds_what_became_late_meanwhile() {
    let program = Program::with_register();
    let provider = save(&program, json!({ "name": "Quillworks", "status": "in_use" }));
    program.call(
        "fact_verify",
        json!({ "provider": provider["id"], "group": "identity", "on": "2025-11-30", "evidence": null, "place": "site" }),
    );
    let stale = || program.call("provider_list", json!({}))["rows"][0]["stale"].clone();
    assert_eq!(stale(), json!(0), "a year has not passed yet");
    program.sleeps_until("2026-12-05");
    assert_eq!(stale(), json!(1), "without opening the register anew");
    assert_eq!(program.call("app_state", json!({}))["today"], "2026-12-05");
    program.is_whole();
}

#[test]
fn a_few_letters_find_providers_services_and_reports() {
    let program = Program::with_register();
    let provider = save(&program, json!({ "name": "Quillworks" }));
    add_service(&program, &provider, json!({ "name": "100%_Desk" }));
    let found = program.call("find", json!({ "text": "quil" }));
    assert_eq!(found["providers"][0]["name"], "Quillworks");
    let found = program.call("find", json!({ "text": "0%_d" }));
    assert_eq!(found["services"][0]["provider_name"], "Quillworks", "signs of patterns are only text");
    assert_eq!(program.call("find", json!({ "text": "%z" }))["services"], json!([]));
    let endless = "quill ".repeat(100_000);
    assert_eq!(
        program.call("find", json!({ "text": endless }))["providers"][0]["name"],
        "Quillworks",
        "of a long text the beginning counts"
    );
}
