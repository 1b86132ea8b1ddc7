//! Transfers and sub-processors of a provider, notices, and our own list.

use provident_api::{Failure, Refusal};
use provident_domain::fault::FaultCode;
use serde_json::{Value, json};

use super::{activity, provider};
use crate::ground::real_file;
use crate::program::{Program, plan_of};

fn compared(program: &Program, plan: &Value) -> Value {
    program.call("sub_processor_compare", plan.clone())
}

fn plan(program: &Program, provider: &Value, list: &std::path::Path) -> Value {
    let read = json!({ "what": "sub_processors", "file": program.lend(list), "sheet": null, "has_header": null });
    let plan = plan_of(&program.call("import_read", read));
    json!({ "provider": provider, "source": plan["source"], "mapping": plan["mapping"], "fixes": [] })
}

fn named(difference: &Value, kind: &str) -> Vec<String> {
    let all = difference["changes"].as_array().expect("changes").iter();
    all.filter(|change| change["kind"] == kind).map(|change| change["name"].as_str().expect("a name").to_owned()).collect()
}

/// One company's list as it really changed over the years.
#[test]
fn a_list_is_taken_over_version_after_version() {
    let Some(first) = real_file("basecamp/basecamp-subprocessors.41a04f2.md") else { return };
    let (Some(second), Some(third)) =
        (real_file("basecamp/basecamp-subprocessors.b17923c.md"), real_file("basecamp/basecamp-subprocessors.ef175b4.md"))
    else {
        return;
    };
    let program = Program::with_register();
    let (provider, _) = provider(&program, "Basecamp", "US", json!({ "name": "Projects" }));
    let accept = |list: &std::path::Path, day: &str| {
        let plan = plan(&program, &provider, list);
        let difference = compared(&program, &plan);
        program.call("sub_processor_accept", json!({ "plan": plan, "accepted": difference["changes"], "listed_on": day }));
        difference
    };
    let new = accept(&first, "2020-01-01");
    assert_eq!(named(&new, "added").len(), 9, "{:?}", named(&new, "added"));
    assert_eq!(new["brought"][0]["name"], "Amazon Web Services");
    assert_eq!((&new["brought"][0]["country"], &new["brought"][0]["service"]), (&json!("US"), &json!("Cloud services provider.")));
    let changed = accept(&second, "2023-02-27");
    assert_eq!(named(&changed, "added"), ["Cloudflare", "Convert.com", "Datadog", "hCaptcha"]);
    assert_eq!(named(&changed, "removed"), ["Google reCAPTCHA"]);
    let changed = accept(&third, "2023-06-08");
    assert_eq!(
        (named(&changed, "added"), named(&changed, "removed")),
        (vec!["AppSignal".into()], vec!["Customer.io".into(), "Datadog".into()])
    );
    assert_eq!(named(&compared(&program, &plan(&program, &provider, &third)), "added"), Vec::<String>::new(), "the same list again");
    let tree = program.call("sub_processor_tree", json!({ "provider": provider }));
    let nodes = tree["nodes"].as_array().expect("nodes");
    assert_eq!(nodes.iter().filter(|node| node["is_current"] == true).count(), 11);
    assert_eq!(nodes.iter().filter(|node| node["is_current"] == false).count(), 3, "those of the past stay");
    assert_eq!(tree["listed_on"], "2023-06-08");
    assert_eq!(program.call("register_check", json!({}))["is_whole"], true);
}

#[test]
fn a_place_that_is_not_certain_is_offered_and_never_dropped() {
    let program = Program::with_register();
    let (provider, _) = provider(&program, "Basecamp", "FR", json!({ "name": "Projects" }));
    let list = program.file(
        "list.csv",
        "Sub-processor;Country\nAcme;USA / UE\nBeta;Dublin, Ireland\nGamma;EU (Frankfurt) + follow-the-sun support\nDelta;DE\nEpsilon;Atlantis\n",
    );
    let mut plan = plan(&program, &provider, &list);
    let difference = compared(&program, &plan);
    let countries: Vec<&Value> = difference["brought"].as_array().expect("lines").iter().map(|line| &line["country"]).collect();
    assert_eq!((countries[1], countries[3]), (&json!("IE"), &json!("DE")));
    let uncertain = difference["uncertain"].as_array().expect("places");
    assert!(uncertain.iter().any(|place| place["name"] == "Epsilon" && place["text"] == "Atlantis"), "{uncertain:?}");
    assert!(uncertain.iter().any(|place| place["name"] == "Gamma"), "{uncertain:?}");
    let place = uncertain.iter().find(|place| place["name"] == "Epsilon").expect("Epsilon");
    plan["fixes"] = json!([{ "at": place["at"], "field": place["field"], "countries": ["GR"] }]);
    assert!(compared(&program, &plan)["brought"].to_string().contains("\"GR\""), "corrected by a person");
}

#[test]
fn a_tree_never_leads_back_to_itself() {
    let program = Program::with_register();
    let (one, _) = provider(&program, "One", "FR", json!({ "name": "A" }));
    let (two, _) = provider(&program, "Two", "FR", json!({ "name": "B" }));
    let save = |provider: &Value, id: Value, draft: Value| {
        program.attempt("sub_processor_save", json!({ "provider": provider, "id": id, "revision": null, "draft": draft }))
    };
    let node = |tree: &Value, name: &str| {
        let nodes = tree["nodes"].as_array().expect("nodes").clone();
        nodes.into_iter().find(|node| node["sub_processor"]["name"] == name).expect("a node")["id"].clone()
    };
    let tree = save(&one, Value::Null, json!({ "name": "Upper" })).expect("saved");
    let upper = node(&tree, "Upper");
    let tree = save(&one, Value::Null, json!({ "name": "Lower", "parent": upper })).expect("saved");
    let lower = node(&tree, "Lower");
    let is_loop = |result: Result<Value, Failure>, field: &str| match result {
        Err(Failure::Invalid { fields }) => assert_eq!((fields[0].field.as_str(), &fields[0].code), (field, &FaultCode::Loop)),
        other => panic!("must be refused, got {other:?}"),
    };
    is_loop(save(&one, upper.clone(), json!({ "name": "Upper", "parent": lower })), "parent");
    save(&one, upper, json!({ "name": "Upper", "linked": two })).expect("linked");
    is_loop(save(&two, Value::Null, json!({ "name": "Back", "linked": one })), "linked");
}

#[test]
fn legs_are_proposed_and_a_person_decides() {
    let program = Program::with_register();
    let service = json!({ "name": "Desk", "storage_countries": ["DE"], "access_countries": ["IN"] });
    let (provider, service) = provider(&program, "Deskco", "US", service);
    let show = |on: Value| program.call("provider_transfers", json!({ "provider": provider, "on": on }));
    let proposed = show(Value::Null)["proposals"][0]["proposal"].clone();
    assert_eq!((&proposed["draft"]["country"], &proposed["countries"]), (&json!("US"), &json!(["IN", "US"])), "one leg to the US entity");
    let mut draft = proposed["draft"].clone();
    draft["mechanism"] = json!("scc_m2");
    draft["signed_on"] = json!("2024-01-10");
    draft["are_annexes_complete"] = json!(true);
    let tried = program.call("transfer_try", json!({ "provider": provider, "id": null, "draft": draft, "on": null }));
    assert_eq!(tried["rule"], "tia_missing");
    let saved = program.call("transfer_save", json!({ "id": null, "revision": null, "provider": provider, "draft": draft }));
    assert_eq!((&saved["verdict"]["rule"], &show(Value::Null)["proposals"]), (&json!("tia_missing"), &json!([])));
    let tia = json!({ "outcome": "acceptable", "law": "Read", "measures": [] });
    let done = program.call("tia_save", json!({ "transfer": saved["id"], "revision": 0, "draft": tia }));
    assert_eq!(done["verdict"]["rule"], "tool_valid");
    assert_eq!(show(json!("2028-01-01"))["transfers"][0]["verdict"]["rule"], "tia_overdue", "as of another day");
    assert_eq!(program.call("transfer_list", json!({ "query": { "grounds": ["safeguards"] }, "on": null }))["total"], 1);
    assert_eq!(program.call("transfer_list", json!({ "query": {}, "on": "2023-01-01" }))["rows"][0]["verdict"]["rule"], "tool_not_yet");
    let gap = |view: &Value| view["assessment"]["gaps"].to_string().contains("service_transfers");
    assert!(!gap(&program.call("provider_show", json!({ "id": provider }))), "decided legs close the gap");
    let revision = program.call("provider_show", json!({ "id": provider }))["services"][0]["revision"].clone();
    let reply = program.reply("service_remove", json!({ "id": service, "revision": revision }));
    assert_eq!(show(Value::Null)["transfers"], json!([]));
    program.call("undo", json!({ "command": reply.undo }));
    assert_eq!(show(Value::Null)["transfers"][0]["verdict"]["rule"], "tool_valid", "with its assessment");
}

#[test]
fn a_notice_has_its_clocks_and_our_list_is_published() {
    let program = Program::with_register();
    let (provider, service) =
        provider(&program, "Hostel", "FR", json!({ "name": "Servers", "their_role": "sub_processor", "storage_countries": ["FR"] }));
    let client =
        json!({ "id": null, "revision": null, "draft": { "name": "Boulangerie", "notice_days": 30, "contact_email": "a@b.example" } });
    let client = program.call("client_save", client)["id"].clone();
    activity(&program, json!({ "name": "Hosting", "role": "processor", "services": [service], "clients": [client] }));
    let draft = json!({ "received_on": "2026-11-20", "window_days": 14, "effective_on": "2027-01-15" });
    let tree = program.call("notice_save", json!({ "provider": provider, "id": null, "revision": null, "draft": draft }));
    let clocks = &tree["notices"][0]["clocks"];
    assert_eq!((&clocks["objection_due"], &clocks["clients_due"]), (&json!("2026-12-04"), &json!("2026-12-16")));
    let due = program.call("due_list", json!({ "rules": ["objection", "clients_told"] }));
    assert_eq!(due["total"], 2);
    let answered = json!({ "received_on": "2026-11-20", "window_days": 14, "effective_on": "2027-01-15", "decision": "accepted",
        "reason": "Known and good", "clients_told_on": "2026-11-23" });
    let notice = &tree["notices"][0];
    let save = json!({ "provider": provider, "id": notice["id"], "revision": notice["revision"], "draft": answered });
    program.call("notice_save", save);
    assert_eq!(program.call("due_list", json!({ "rules": ["objection", "clients_told"] }))["total"], 0, "settled");

    let list = program.call("published_show", json!({}));
    assert_eq!((&list["changes"][0]["kind"], &list["earliest_on"]), (&json!("added"), &json!("2026-12-23")));
    let text = program.call("client_notice", json!({ "effective_on": "2026-12-23", "language": "en" }));
    assert!(text["text"].as_str().expect("a text").contains("Hostel"));
    program.call("list_publish", json!({ "effective_on": "2026-12-23", "notice": text["text"] }));
    assert_eq!(program.refusal("list_publish", json!({ "effective_on": "2026-12-23", "notice": null })), Refusal::NothingToPublish);
    for (format, begins) in [("html", "<!"), ("markdown", "#"), ("csv", "\u{feff}"), ("pdf", "%PDF")] {
        let file = program.desk.path(&format!("list.{format}"));
        program.call("published_save", json!({ "id": null, "format": format, "language": "fr", "file": program.lend(&file) }));
        let written = String::from_utf8_lossy(&std::fs::read(&file).expect("written")).into_owned();
        assert!(written.to_lowercase().starts_with(&begins.to_lowercase()), "{format} begins with {:?}", &written[..20.min(written.len())]);
    }
    let mail = program.desk.path("notice.eml");
    program.call("client_notice_save", json!({ "subject": "A\r\nBcc: x@y.example", "text": "Dear clients", "file": program.lend(&mail) }));
    let mail = std::fs::read_to_string(mail).expect("written");
    assert!(mail.contains("a@b.example") && !mail.contains("\nBcc: x@y.example"), "{mail}");
    assert_eq!(program.call("register_check", json!({}))["is_whole"], true);
}

#[test]
fn a_merged_provider_brings_its_chain_and_undo_gives_it_back() {
    let program = Program::with_register();
    let (keep, _) = provider(&program, "Deskco", "FR", json!({ "name": "Desk" }));
    let (gone, _) = provider(&program, "Deskco Old", "US", json!({ "name": "Old desk" }));
    let node = json!({ "provider": gone, "id": null, "revision": null, "draft": { "name": "Cloudy", "country": "IN" } });
    program.call("sub_processor_save", node);
    let proposals = program.call("provider_transfers", json!({ "provider": gone, "on": null }))["proposals"].clone();
    let drafts: Vec<Value> = proposals.as_array().expect("legs").iter().map(|one| one["proposal"]["draft"].clone()).collect();
    program.call("transfer_take", json!({ "provider": gone, "drafts": drafts }));
    let notice = json!({ "provider": gone, "id": null, "revision": null, "draft": { "received_on": "2026-11-20", "window_days": 14 } });
    program.call("notice_save", notice);
    let action = json!({ "id": null, "revision": null, "draft": { "title": "Ask", "due_on": "2026-12-01", "provider": gone } });
    program.call("action_save", action);
    let all = || program.call("due_all", json!({ "on": null }));
    let (before, legs) = (all(), program.call("transfer_all", json!({ "on": null })));
    let revision = |id: &Value| program.call("provider_show", json!({ "id": id }))["revision"].clone();
    let plan = json!({ "keep": keep, "keep_revision": revision(&keep), "merge": gone, "merge_revision": revision(&gone), "take": [] });
    let reply = program.reply("provider_merge", plan);
    let tree = program.call("sub_processor_tree", json!({ "provider": keep }));
    assert_eq!((&tree["nodes"][0]["sub_processor"]["name"], tree["notices"].as_array().map(Vec::len)), (&json!("Cloudy"), Some(1)));
    assert_eq!(program.call("provider_transfers", json!({ "provider": keep, "on": null }))["transfers"].as_array().map(Vec::len), Some(2));
    assert_eq!(program.call("register_check", json!({}))["is_whole"], true, "after the merger");
    program.call("undo", json!({ "command": reply.undo }));
    assert_eq!(program.call("transfer_all", json!({ "on": null })).as_array().map(Vec::len), legs.as_array().map(Vec::len));
    let kinds = |dues: &Value| -> Vec<String> {
        let mut kinds: Vec<String> =
            dues.as_array().expect("dues").iter().map(|line| format!("{} {}", line["name"], line["due"]["kind"])).collect();
        kinds.sort();
        kinds
    };
    assert_eq!(kinds(&all()), kinds(&before), "each has its dates again");
    assert_eq!(program.call("register_check", json!({}))["is_whole"], true, "and after it was taken back");
}

#[test]
fn a_decision_has_its_own_day_and_undo_gives_it_back() {
    let program = Program::with_register();
    let (provider, _) = provider(&program, "Deskco", "IN", json!({ "name": "Desk" }));
    let mut leg = json!({ "exporter": { "kind": "us" }, "importer": { "kind": "provider" }, "country": "IN", "decision": "confirmed" });
    let save = |held: &Value, draft: &Value| {
        let save = json!({ "id": held["id"], "revision": held["revision"], "provider": provider, "draft": draft });
        program.reply("transfer_save", save)
    };
    let first = save(&Value::Null, &leg).value;
    let day = first["decided_on"].clone();
    program.sleeps_until("2026-12-10");
    leg["notes"] = json!("Asked them");
    let noted = save(&first, &leg).value;
    assert_eq!(noted["decided_on"], day, "a note decides nothing");
    leg["mechanism"] = json!("scc_m2");
    let reply = save(&noted, &leg);
    assert_eq!(reply.value["decided_on"], "2026-12-10");
    program.call("undo", json!({ "command": reply.undo }));
    let held = || program.call("provider_transfers", json!({ "provider": provider, "on": null }))["transfers"][0].clone();
    assert_eq!((&held()["decided_on"], &held()["transfer"]["mechanism"]), (&day, &Value::Null));
    program.is_whole();
}

#[test]
fn an_accepted_tree_can_be_taken_back() {
    let program = Program::with_register();
    let (provider, _) = provider(&program, "Hostel", "FR", json!({ "name": "Servers" }));
    let list = program.file("list.csv", "Sub-processor;Country;Engaged by\nRoot;DE;\nBranch;FR;Root\nLeaf;IE;Branch\n");
    let plan = plan(&program, &provider, &list);
    let reply =
        program.reply("sub_processor_accept", json!({ "plan": plan, "accepted": compared(&program, &plan)["changes"], "listed_on": null }));
    let depths: Vec<&Value> = reply.value["nodes"].as_array().expect("nodes").iter().map(|node| &node["depth"]).collect();
    assert_eq!(depths, [0, 1, 2]);
    program.call("undo", json!({ "command": reply.undo }));
    assert_eq!(program.call("sub_processor_tree", json!({ "provider": provider }))["nodes"], json!([]));
    program.is_whole();
}

#[test]
fn only_chosen_lines_are_taken_over_and_only_as_they_were_shown() {
    let program = Program::with_register();
    let (provider, _) = provider(&program, "Hostel", "FR", json!({ "name": "Servers" }));
    let list =
        |name: &str, lines: &str| plan(&program, &provider, &program.file(name, format!("Sub-processor;Country;Engaged by\n{lines}")));
    let accept = |plan: &Value, changes: &[&Value]| {
        program.attempt("sub_processor_accept", json!({ "plan": plan, "accepted": changes, "listed_on": null }))
    };
    let first = list("first.csv", "Root;DE;\nBranch;FR;\n");
    let all = compared(&program, &first)["changes"].clone();
    accept(&first, &[&all[0], &all[0], &all[1]]).expect("taken");
    let second = list("second.csv", "Root;DE;\nBranch;BE;Root\nLeaf;IE;Branch\n");
    let found = compared(&program, &second)["changes"].clone();
    let moved = json!([{ "field": "country", "held": "FR", "brought": "BE" }, { "field": "parent", "held": null, "brought": "Root" }]);
    assert_eq!(found[0]["changes"], moved);
    let tree = accept(&second, &[&found[1]]).expect("taken");
    let nodes: Vec<String> = tree["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .map(|node| format!("{} {}", node["sub_processor"]["name"], node["depth"]))
        .collect();
    assert_eq!(nodes, ["\"Branch\" 0", "\"Leaf\" 1", "\"Root\" 0"], "Branch was not chosen, and stays where it was");
    let stale = accept(&second, &[&found[1]]).expect_err("it was taken already");
    assert!(matches!(stale, Failure::Refused { reason: Refusal::ListMoved }), "{stale:?}");
    accept(&second, &[&found[0]]).expect("taken");
    assert_eq!(compared(&program, &second)["changes"], json!([]));
}

#[test]
fn a_name_goes_before_an_alias() {
    let program = Program::with_register();
    let (provider, _) = provider(&program, "Hostel", "FR", json!({ "name": "Servers" }));
    for name in ["AWS", "Amazon Web Services"] {
        program.call("sub_processor_save", json!({ "provider": provider, "id": null, "revision": null, "draft": { "name": name } }));
    }
    let plan = plan(&program, &provider, &program.file("list.csv", "Sub-processor\nAmazon Web Services\nAWS\n"));
    assert_eq!(compared(&program, &plan)["changes"], json!([]));
}

#[test]
fn a_client_who_objected_stays() {
    let program = Program::with_register();
    let (provider, _) = provider(&program, "Hostel", "FR", json!({ "name": "Servers" }));
    let client = program.call("client_save", json!({ "id": null, "revision": null, "draft": { "name": "Harbour Mills" } }));
    let objection = json!({ "client": client["id"], "received_on": "2026-11-21", "reason": "Too far", "outcome": "open" });
    let draft = json!({ "received_on": "2026-11-20", "objections": [objection] });
    program.call("notice_save", json!({ "provider": provider, "id": null, "revision": null, "draft": draft }));
    let refused = program.fails("client_remove", json!({ "id": client["id"], "revision": client["revision"] }));
    assert!(matches!(refused, Failure::Refused { reason: Refusal::InUse { count: 1, .. } }), "{refused:?}");
}

#[test]
fn a_merger_closes_no_circle_and_keeps_what_was_put_off() {
    let program = Program::with_register();
    let (keep, _) = provider(&program, "Deskco", "FR", json!({ "name": "Desk" }));
    let (gone, _) = provider(&program, "Deskco Old", "FR", json!({ "name": "Old desk" }));
    let (other, _) = provider(&program, "Cloudy", "FR", json!({ "name": "Cloud" }));
    let node = |provider: &Value, name: &str, linked: &Value| {
        let draft = json!({ "provider": provider, "id": null, "revision": null, "draft": { "name": name, "linked": linked } });
        program.call("sub_processor_save", draft);
    };
    node(&keep, "Cloudy", &other);
    node(&other, "Deskco Old", &gone);
    let notice = json!({ "provider": gone, "id": null, "revision": null, "draft": { "received_on": "2026-11-20", "window_days": 14 } });
    program.call("notice_save", notice);
    let objection = || program.call("due_list", json!({ "rules": ["objection"] }))["lines"][0].clone();
    program.call("due_snooze", json!({ "key": objection()["due"]["key"], "until": "2027-02-01", "reason": "They gave us time" }));
    let revision = |id: &Value| program.call("provider_show", json!({ "id": id }))["revision"].clone();
    let plan = json!({ "keep": keep, "keep_revision": revision(&keep), "merge": gone, "merge_revision": revision(&gone), "take": [] });
    let reply = program.reply("provider_merge", plan);
    let linked = |provider: &Value| {
        program.call("sub_processor_tree", json!({ "provider": provider }))["nodes"][0]["sub_processor"]["linked"].clone()
    };
    assert_eq!((linked(&other), linked(&keep)), (keep.clone(), Value::Null), "one of the two links would lead back");
    assert_eq!((&objection()["due"]["on"], &objection()["name"]), (&json!("2027-02-01"), &json!("Deskco")));
    program.is_whole();
    program.call("undo", json!({ "command": reply.undo }));
    assert_eq!((linked(&other), linked(&keep)), (gone, other));
    assert_eq!((&objection()["due"]["on"], &objection()["name"]), (&json!("2027-02-01"), &json!("Deskco Old")));
    program.is_whole();
}

/// What changed, not what was written last, says since when the list is not the one published.
#[test]
fn our_list_differs_since_the_day_it_changed() {
    let program = Program::with_register();
    let service = json!({ "name": "Servers", "their_role": "sub_processor", "storage_countries": ["FR"] });
    let (provider, service) = provider(&program, "Hostel", "FR", service);
    program.call("list_publish", json!({ "effective_on": "2026-12-23", "notice": null }));
    let due = || program.call("due_list", json!({ "rules": ["list_published"] }));
    assert_eq!(due()["total"], 0);
    let change = |field: &str, value: Value| {
        let view = program.call("provider_show", json!({ "id": provider }));
        let mut draft = view["services"][0]["service"].clone();
        draft[field] = value;
        let revision = view["services"][0]["revision"].clone();
        program.call("service_save", json!({ "provider": provider, "id": service, "revision": revision, "draft": draft }));
    };
    program.sleeps_until("2026-12-01");
    change("owner", json!("Ada"));
    assert_eq!(due()["total"], 0, "the list does not name the owner");
    program.sleeps_until("2026-12-05");
    change("storage_countries", json!(["FR", "DE"]));
    let on = due()["lines"][0]["due"]["on"].clone();
    assert_eq!(on, "2027-01-04", "30 days after it changed");
    program.sleeps_until("2026-12-09");
    change("owner", json!("Bea"));
    assert_eq!(due()["lines"][0]["due"]["on"], on, "what it does not name changes nothing");
    assert_eq!(program.call("due_all", json!({ "on": "2026-12-09" })).to_string().matches("2027-01-04").count(), 1, "derived anew as well");
}

#[test]
fn days_beyond_reason_are_refused_or_harmless() {
    let program = Program::with_register();
    let (provider, _) = provider(&program, "Deskco", "FR", json!({ "name": "Desk" }));
    let notice =
        |draft: Value| program.attempt("notice_save", json!({ "provider": provider, "id": null, "revision": null, "draft": draft }));
    assert!(matches!(notice(json!({ "received_on": "2026-11-20", "window_days": 65000 })), Err(Failure::Invalid { .. })));
    assert!(matches!(notice(json!({ "received_on": "2027-01-01" })), Err(Failure::Invalid { .. })));
    for far in ["+10000-01-01", "-0001-01-01"] {
        assert!(matches!(notice(json!({ "received_on": "2026-11-20", "effective_on": far })), Err(Failure::Invalid { .. })));
    }
    assert!(notice(json!({ "received_on": "0001-01-01", "window_days": 730, "effective_on": "9999-12-31" })).is_ok());
    for on in ["0001-01-01", "9999-12-31"] {
        program.call("provider_transfers", json!({ "provider": provider, "on": on }));
        program.call("due_all", json!({ "on": on }));
    }
    let stranger = json!({ "name": "X", "role": "controller", "services": ["01a2116d-7d98-74ca-8ce0-ec4aad55e634"] });
    let refused = program.fails("activity_save", json!({ "id": null, "revision": null, "draft": stranger }));
    assert!(matches!(refused, Failure::NotFound { .. }), "{refused:?}");
    let group = json!({ "name": "X", "group": "01a2116d-7d98-74ca-8ce0-ec4aad55e634" });
    let refused = program.fails("client_save", json!({ "id": null, "revision": null, "draft": group }));
    assert!(matches!(refused, Failure::NotFound { .. }), "{refused:?}");
    let long = json!({ "name": "n".repeat(10_000), "role": "controller" });
    assert!(matches!(program.fails("activity_save", json!({ "id": null, "revision": null, "draft": long })), Failure::Invalid { .. }));
}

#[test]
fn a_notice_names_no_day_that_has_passed() {
    let program = Program::with_register();
    let text = |day: &str| {
        let notice = program.call("client_notice", json!({ "effective_on": day, "language": "en" }));
        notice["text"].as_str().expect("a text").to_owned()
    };
    assert!(text("2027-01-15").contains("until 14 January 2027"), "{}", text("2027-01-15"));
    assert!(text("2026-11-23").contains("You may object to this change, by writing"), "{}", text("2026-11-23"));
    let past = program.fails("list_publish", json!({ "effective_on": "2026-11-22", "notice": null }));
    assert!(matches!(&past, Failure::Invalid { fields } if fields[0].code == FaultCode::InThePast), "{past:?}");
}
