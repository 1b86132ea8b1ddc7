//! Processing activities, clients, and reading them from lists.

use provident_api::{Failure, Refusal};
use serde_json::{Value, json};

use super::{activity, provider};
use crate::program::{Program, plan_of};

fn letters(view: &Value) -> String {
    let all = view["assessment"]["letters"].as_array().expect("letters");
    all.iter().filter(|letter| letter["is_complete"] == true).filter_map(|letter| letter["letter"].as_str()).collect()
}

#[test]
fn an_activity_is_written_from_a_provider_and_completed_letter_by_letter() {
    let program = Program::with_register();
    let service = json!({ "name": "Payroll", "our_role": "controller", "their_role": "processor", "purpose": "Pay salaries",
        "data": [{ "category": "payment", "subjects": ["employees"], "volume": null }], "storage_countries": ["FR"] });
    let (provider, service) = provider(&program, "Paymaster", "FR", service);
    let draft = program.call("activity_prefill", json!({ "provider": provider, "service": null }));
    assert_eq!((&draft["role"], &draft["purposes"][0], &draft["services"][0]), (&json!("controller"), &json!("Pay salaries"), &service));
    let view = activity(&program, draft);
    assert_eq!(letters(&view), "bcde", "purposes, persons and data, recipients; inside the area nothing is transferred");
    let organisation = json!({ "name": "Lumeria SAS", "address": "Lyon", "country": "FR", "contact_email": "a@lumeria.example",
        "dpo_name": "Camille", "dpo_email": "dpo@lumeria.example" });
    let revision = program.call("organisation_show", json!({}))["revision"].clone();
    program.call("organisation_save", json!({ "revision": revision, "draft": organisation }));
    let mut draft = view["activity"].clone();
    draft["data"][0]["retention"] = json!("Five years");
    draft["security"] = json!("Access by name");
    let save = json!({ "id": view["id"], "revision": view["revision"], "draft": draft });
    assert_eq!(letters(&program.call("activity_save", save)), "abcdefg");
    let seen = program.call("provider_show", json!({ "id": provider }));
    assert_eq!(seen["activities"][0]["others"], json!([]), "it stops if the provider goes");
}

/// Art. 30(1)(e)
#[test]
fn transfers_are_not_known_before_anybody_knows_where_the_data_goes() {
    let program = Program::with_register();
    let named = |name: &str| json!({ "name": name, "role": "controller" });
    let alone = activity(&program, named("On paper"));
    assert!(letters(&alone).contains('e'), "nobody gets it");
    let with = |name: &str, services: Value| {
        let mut draft = named(name);
        draft["services"] = services;
        activity(&program, draft)
    };
    let draft = json!({ "id": null, "revision": null, "draft": { "name": "Somebody" } });
    let unknown = program.call("provider_save", draft)["id"].clone();
    let save = |provider: &Value, name: &str| {
        let draft = json!({ "provider": provider, "id": null, "revision": null, "draft": { "name": name } });
        let view = program.call("service_save", draft);
        view["services"].as_array().expect("services").iter().find(|held| held["service"]["name"] == name).expect("it")["id"].clone()
    };
    let lost = save(&unknown, "Somewhere");
    assert!(!letters(&with("Lost", json!([lost]))).contains('e'), "neither where it is stored nor who runs it");
    let (abroad, first) = provider(&program, "Deskco", "US", json!({ "name": "Desk" }));
    let second = save(&abroad, "Second desk");
    let view = with("Helpdesk", json!([first, second]));
    assert_eq!(view["assessment"]["outside_eea"], json!(["US"]), "its seat is where it imports the data");
    assert!(!letters(&view).contains('e'));
    let leg = json!({ "exporter": { "kind": "us" }, "importer": { "kind": "provider" }, "country": "US", "decision": "confirmed" });
    program.call("transfer_save", json!({ "id": null, "revision": null, "provider": abroad, "draft": leg }));
    let seen = program.call("activity_show", json!({ "id": view["id"] }));
    assert_eq!(seen["assessment"]["transfers"], json!({ "fine": 0, "attention": 1, "breach": 0, "open": 0 }), "one leg, two services");
}

#[test]
fn a_change_takes_the_confirmation_away_and_undo_brings_it_back() {
    let program = Program::with_register();
    let view = activity(&program, json!({ "name": "Newsletter", "role": "controller", "status": "active" }));
    let confirmed = program.call("activity_confirm", json!({ "id": view["id"], "by": "Ada", "on": "2026-11-01", "note": null }));
    assert_eq!(confirmed["confirmation"]["by"], "Ada");
    let mut draft = confirmed["activity"].clone();
    draft["owner"] = json!("Bea");
    let reply = program.reply("activity_save", json!({ "id": view["id"], "revision": confirmed["revision"], "draft": draft }));
    assert_eq!(reply.value["confirmation"], Value::Null, "what was confirmed is not what stands there");
    program.call("undo", json!({ "command": reply.undo }));
    assert_eq!(program.call("activity_show", json!({ "id": view["id"] }))["confirmation"]["on"], "2026-11-01");
}

#[test]
fn a_draft_without_a_role_is_refused_and_all_else_may_be_open() {
    let program = Program::with_register();
    let save = |draft: Value| program.attempt("activity_save", json!({ "id": null, "revision": null, "draft": draft }));
    let Err(Failure::Invalid { fields }) = save(json!({ "name": "", "legal_bases": ["6_1_z"] })) else { panic!("must be refused") };
    let named: Vec<&str> = fields.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(named, ["role", "name", "legal_bases"], "all faults at once");
    assert!(save(json!({ "name": "Only a name", "role": "processor" })).is_ok());
}

#[test]
fn a_service_that_goes_leaves_its_activities() {
    let program = Program::with_register();
    let (provider, service) = provider(&program, "Paymaster", "FR", json!({ "name": "Payroll" }));
    let view = activity(&program, json!({ "name": "Salaries", "role": "controller", "services": [service] }));
    let revision = program.call("provider_show", json!({ "id": provider }))["services"][0]["revision"].clone();
    let reply = program.reply("service_remove", json!({ "id": service, "revision": revision }));
    let show = || program.call("activity_show", json!({ "id": view["id"] }));
    assert_eq!(show()["services"], json!([]));
    program.call("undo", json!({ "command": reply.undo }));
    assert_eq!(show()["services"][0]["id"], service);
    assert_eq!(program.call("register_check", json!({}))["is_whole"], true);
}

#[test]
fn a_group_that_is_used_stays() {
    let program = Program::with_register();
    let group =
        program.call("client_group_save", json!({ "id": null, "revision": null, "draft": { "name": "Standard", "notice_days": 30 } }));
    program.call("client_save", json!({ "id": null, "revision": null, "draft": { "name": "Boulangerie", "group": group["id"] } }));
    let refused = program.refusal("client_group_remove", json!({ "id": group["id"], "revision": group["revision"] }));
    assert!(matches!(refused, Refusal::InUse { count: 1, .. }), "{refused:?}");
}

/// The same list twice changes nothing.
#[test]
fn a_record_comes_in_from_a_list() {
    let program = Program::with_register();
    let (_, service) = provider(&program, "Paymaster", "FR", json!({ "name": "Payroll" }));
    let list = program.file(
        "record.csv",
        "Processing activity;Purpose;Categories of data subjects;Categories of personal data;Retention;Legal basis;Software\n\
         Salaries;Pay salaries;Employees, trainees, temporary staff;Payment data;Five years;Art. 6(1)(b);Paymaster\n\
         =HYPERLINK(\"x\");Odd;Martians;Payment data;;;Nobody\n",
    );
    let reading =
        program.call("import_read", json!({ "what": "activities", "file": program.lend(&list), "sheet": null, "has_header": null }));
    let mut plan = plan_of(&reading);
    plan = json!({ "what": "activities", "source": plan["source"], "mapping": plan["mapping"], "role": "controller" });
    let preview = program.call("record_import_preview", plan.clone());
    assert_eq!(preview["counts"]["created"], 2, "{preview:#}");
    assert_eq!(preview["rows"][1]["unlinked"], json!(["Nobody"]), "kept as a note, not dropped");
    assert_eq!(program.call("record_import_run", plan.clone())["created"], 2);
    let page = program.call("activity_list", json!({ "search": "salar" }));
    let view = program.call("activity_show", json!({ "id": page["rows"][0]["id"] }));
    assert_eq!(view["services"][0]["id"], service, "the software is a link");
    assert_eq!(view["activity"]["data"][0], json!({ "category": "payment", "subjects": ["employees"], "retention": "Five years" }));
    assert_eq!(program.call("record_import_run", plan)["unchanged"], 2);
}
