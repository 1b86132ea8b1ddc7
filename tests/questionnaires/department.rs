//! The intake of a department and its way back into the register.

use serde_json::{Value, json};

use super::{Reply, asked};
use crate::program::Program;
use crate::record::provider;

fn program() -> (Program, Value, Value, Value) {
    let program = Program::with_register();
    let hr = program.department("Human resources");
    let service = json!({ "name": "Payroll", "departments": [hr], "purpose": "Pay salaries", "storage_countries": ["DE"],
        "data": [{ "category": "identity", "subjects": ["employees"], "volume": "from_100" }] });
    let (paymaster, payroll) = provider(&program, "Paymaster", "FR", service);
    (program, hr, paymaster, payroll)
}

fn new_card(answers: Value) -> Value {
    json!({ "id": uuid::Uuid::now_v7(), "answers": answers })
}

#[test]
fn a_department_is_shown_what_we_hold_and_the_names_we_know() {
    let (program, hr, paymaster, payroll) = program();
    let (_, folder) = program.ask(&json!({ "kind": "department", "id": hr }), json!({ "due_on": "2026-12-15" }));
    let data = asked(&program.page_in(&folder));
    assert_eq!(data["respondent"], "Human resources");
    assert_eq!(data["due_on"], "2026-12-15");
    assert_eq!(data["known"]["services"][0], json!({ "name": "Payroll", "provider": "Paymaster" }));
    let card = &data["cards"][0];
    assert_eq!((&card["provider"], &card["service"], &card["is_known"]), (&paymaster, &payroll, &json!(true)));
    assert_eq!(card["answers"]["tool_name"]["value"], "Payroll");
    assert_eq!(card["answers"]["storage_countries"]["value"], json!(["DE"]));
    assert_eq!(card["answers"]["volume"]["value"], "from_100");
    let mut files = std::fs::read_dir(&folder).expect("files").filter_map(|file| Some(file.ok()?.path()));
    let mail = files.find(|path| path.extension().is_some_and(|ending| ending == "eml")).expect("a draft");
    let mail = std::fs::read_to_string(mail).expect("a draft");
    assert!(mail.contains("To: <maria@lumeria.example>") || mail.contains("To: maria@lumeria.example"), "{}", &mail[..600]);
    assert!(mail.contains("15 December 2026"), "until when: {}", &mail[..1500]);
}

#[test]
fn what_a_department_says_is_taken_over_in_part_declared_by_the_sender_and_taken_back() {
    let (program, hr, paymaster, payroll) = program();
    let (id, folder) = program.ask(&json!({ "kind": "department", "id": hr }), json!({}));
    let mut reply = Reply::to(&program.page_in(&folder));
    let mut known = reply.cards[0].clone();
    known["standing"] = json!("corrected");
    known["answers"]["users_count"] = json!({ "value": 12 });
    known["answers"]["storage_countries"] = json!({ "value": ["DE", "US"] });
    let brought = new_card(json!({
        "tool_name": { "value": "Chatter" }, "vendor_name": { "value": "Chatter Inc." }, "data_categories": { "value": ["identity"] },
        "access_countries": { "is_unknown": true }, "contract_file": { "files": ["f1"] }, "contract_known": { "value": "yes_attached" },
    }));
    reply.cards = json!([known, brought]);
    reply.attachments = vec![("../../contract.pdf".into(), b"%PDF-1.4 a contract".to_vec())];
    let taken = program.take_in("Human resources.provident-answers", &reply.sealed());
    assert_eq!(
        (&taken["kind"], &taken["cards"], &taken["is_sealed"], &taken["sender"]),
        (&json!("taken"), &json!(2), &json!(true), &json!("Maria Lopez")),
        "{taken}"
    );

    let intake = program.call("intake_show", json!({ "id": id }));
    let keys = |card: usize| -> Vec<String> {
        let changes = intake["cards"][card]["changes"].as_array().expect("changes");
        changes.iter().map(|change| change["key"].as_str().expect("a key").to_owned()).collect()
    };
    assert_eq!(keys(0), ["users_count", "storage_countries"], "only what is new");
    assert_eq!(intake["cards"][0]["changes"][1]["before"], json!(["DE"]));
    assert!(keys(1).starts_with(&["department".into(), "tool_name".into(), "vendor_name".into()]), "{:?}", keys(1));

    let set = intake["set"].clone();
    let cards = json!([
        { "card": intake["cards"][0]["card"], "target": intake["cards"][0]["target"], "keys": ["storage_countries"] },
        { "card": intake["cards"][1]["card"], "target": intake["cards"][1]["target"], "keys": keys(1) },
    ]);
    let reply = program.reply("intake_take", json!({ "set": set, "cards": cards }));
    assert_eq!(reply.value["decided"], 2);
    let view = program.call("provider_show", json!({ "id": paymaster }));
    let service = &view["services"].as_array().expect("services").iter().find(|held| held["id"] == payroll).expect("it")["service"];
    assert_eq!(
        (&service["storage_countries"], &service["staff_access"]["people"]),
        (&json!(["DE", "US"]), &Value::Null),
        "only what was taken"
    );
    let standing = &view["standings"]["locations"];
    assert_eq!(
        *standing,
        json!({ "kind": "declared", "by": "Maria Lopez (Head of HR)", "on": "2026-11-23", "file": "Human resources.provident-answers" }),
    );
    let chatter = program.one("Chatter Inc.");
    assert_eq!(chatter["provider"]["status"], "in_use");
    assert_eq!(chatter["services"][0]["service"]["unknown"], json!(["access_countries"]));
    assert_eq!(chatter["evidence"][0]["file_name"], "contract.pdf", "a name without its path, with whom it is about");
    program.is_whole();
    let closed = program.call("assessment_show", json!({ "id": id }));
    program.call("assessment_close", json!({ "id": id, "revision": closed["revision"] }));
    let again = program.refusal("intake_take", json!({ "set": set, "cards": [] }));
    assert_eq!(format!("{again:?}"), "AssessmentOver", "a closed one is read-only for ever");
}

#[test]
fn a_confirmed_tool_is_declared_and_one_no_longer_used_leaves_the_department() {
    let (program, hr, paymaster, _) = program();
    let verify = json!({ "provider": paymaster, "group": "locations", "on": "2026-11-20", "evidence": null, "place": "DPA" });
    program.call("fact_verify", verify);
    for (standing, key) in [("confirmed", "confirmed"), ("no_longer_used", "no_longer_used")] {
        let (id, folder) = program.ask(&json!({ "kind": "department", "id": hr }), json!({}));
        let mut reply = Reply::to(&program.page_in(&folder));
        reply.cards[0]["standing"] = json!(standing);
        program.take_in(&format!("{standing}.provident-answers"), &reply.sealed());
        let intake = program.call("intake_show", json!({ "id": id }));
        let card = &intake["cards"][0];
        assert_eq!(card["changes"].as_array().map(Vec::len), Some(1), "{card}");
        assert_eq!(card["changes"][0]["key"], key);
        let take = json!({ "set": intake["set"], "cards": [{ "card": card["card"], "target": card["target"], "keys": [key] }] });
        let command = program.reply("intake_take", take).undo;
        let view = program.call("provider_show", json!({ "id": paymaster }));
        if key == "confirmed" {
            assert_eq!(view["standings"]["data"]["by"], "Maria Lopez (Head of HR)");
            assert_eq!(view["standings"]["data"]["file"], "confirmed.provident-answers");
            assert_eq!(view["standings"]["locations"]["kind"], "verified", "who agrees takes no verification away");
        } else {
            assert_eq!(view["services"][0]["service"]["departments"], json!([]));
            program.call("undo", json!({ "command": command }));
            let view = program.call("provider_show", json!({ "id": paymaster }));
            assert_eq!(view["services"][0]["service"]["departments"], json!([hr]), "taken back");
            assert_eq!(program.call("intake_show", json!({ "id": id }))["cards"][0]["decision"], Value::Null, "and to be decided again");
        }
    }
    program.is_whole();
}

#[test]
fn two_tools_of_one_new_company_become_one_provider() {
    let (program, hr, _, _) = program();
    let (id, folder) = program.ask(&json!({ "kind": "department", "id": hr }), json!({ "is_prefilled": false }));
    let mut reply = Reply::to(&program.page_in(&folder));
    assert_eq!(reply.cards, json!([]), "nothing filled in");
    let tool = |name: &str| new_card(json!({ "tool_name": { "value": name }, "vendor_name": { "value": "Bluebird" } }));
    reply.cards = json!([tool("Board"), tool("Notes"), new_card(json!({ "why_used": { "value": "?" } }))]);
    program.take_in("a.provident-answers", &reply.sealed());
    let intake = program.call("intake_show", json!({ "id": id }));
    let all = |at: usize| {
        let card = &intake["cards"][at];
        let keys: Vec<&Value> = card["changes"].as_array().expect("changes").iter().map(|change| &change["key"]).collect();
        json!({ "card": card["card"], "target": card["target"], "keys": keys })
    };
    program.call("intake_take", json!({ "set": intake["set"], "cards": [all(0), all(1)] }));
    let bluebird = program.one("Bluebird");
    assert_eq!(bluebird["services"].as_array().map(Vec::len), Some(2));
    let nameless = program.fails("intake_take", json!({ "set": intake["set"], "cards": [all(2)] }));
    assert!(format!("{nameless:?}").contains("Required"), "a tool without a name is nobody's: {nameless:?}");
    program.is_whole();
}

#[test]
fn a_department_that_answers_in_a_workbook_is_read_the_same_way() {
    let (program, hr, _, payroll) = program();
    let (id, folder) = program.ask(&json!({ "kind": "department", "id": hr }), json!({ "way": "workbook" }));
    let mut files = std::fs::read_dir(&folder).expect("files").filter_map(|file| Some(file.ok()?.path()));
    let book = files.find(|path| path.extension().is_some_and(|ending| ending == "xlsx")).expect("a workbook");
    let taken = program.take_in("back.xlsx", &std::fs::read(book).expect("read"));
    assert_eq!((&taken["kind"], &taken["is_sealed"], &taken["cards"]), (&json!("taken"), &json!(false), &json!(1)), "{taken}");
    let intake = program.call("intake_show", json!({ "id": id }));
    assert_eq!(intake["cards"][0]["target"]["service"], payroll, "what was filled in came back");
    assert_eq!(intake["cards"][0]["changes"], json!([]), "and says nothing new");
}

#[test]
fn whom_one_can_ask_is_told_with_address_and_what_was_asked_last() {
    let (program, hr, paymaster, _) = program();
    program.ask(&json!({ "kind": "department", "id": hr }), json!({ "way": "archive", "language": "fr" }));
    let rows = program.call("respondent_list", json!({ "kind": "department" }));
    assert_eq!(rows[0]["name"], "Human resources");
    assert_eq!(rows[0]["address"], "maria@lumeria.example");
    let last = &rows[0]["last"];
    assert_eq!((&last["state"], &last["way"], &last["language"]), (&json!("prepared"), &json!("archive"), &json!("fr")), "asked so again");
    let rows = program.call("respondent_list", json!({ "kind": "provider" }));
    assert_eq!((&rows[0]["respondent"]["id"], &rows[0]["address"], &rows[0]["last"]), (&paymaster, &Value::Null, &Value::Null));
}

#[test]
fn who_is_late_stands_before_who_was_asked_since() {
    let (program, hr, ..) = program();
    let legal = program.department("Legal");
    let (late, _) = program.ask(&json!({ "kind": "department", "id": hr }), json!({ "due_on": "2026-11-01" }));
    let (newer, _) = program.ask(&json!({ "kind": "department", "id": legal }), json!({}));
    program.call("assessment_sent", json!({ "ids": [late], "on": "2026-10-12" }));
    let page = program.call("assessment_list", json!({ "kind": "department" }));
    assert_eq!((&page["rows"][0]["id"], &page["rows"][1]["id"], &page["late"]), (&late, &newer, &json!(1)));
}

#[test]
fn a_tool_that_was_passed_over_is_not_clear() {
    let (program, hr, ..) = program();
    let (id, folder) = program.ask(&json!({ "kind": "department", "id": hr }), json!({}));
    let mut reply = Reply::to(&program.page_in(&folder));
    let brought = new_card(json!({ "tool_name": { "value": "Chatter" }, "vendor_name": { "value": "Chatter Inc." } }));
    reply.cards = json!([reply.cards[0], brought]);
    program.take_in("Human resources.provident-answers", &reply.sealed());
    let cards = program.call("intake_show", json!({ "id": id }))["cards"].clone();
    assert_eq!((&cards[0]["is_known"], &cards[0]["is_clear"]), (&json!(true), &json!(false)), "nobody said that it is right");
    assert_eq!((&cards[1]["is_known"], &cards[1]["is_clear"]), (&json!(false), &json!(true)));
}

#[test]
fn a_closed_round_is_not_offered_to_be_taken_back() {
    let (program, hr, ..) = program();
    let (id, folder) = program.ask(&json!({ "kind": "department", "id": hr }), json!({}));
    program.take_in("Human resources.provident-answers", &Reply::to(&program.page_in(&folder)).sealed());
    let revision = program.call("assessment_show", json!({ "id": id }))["revision"].clone();
    let reply = program.reply("assessment_close", json!({ "id": id, "revision": revision }));
    assert_eq!((&reply.value["state"], reply.undo), (&json!("closed"), None));
}

/// A head of department speaks of every provider at once.
#[test]
fn a_copy_for_an_auditor_of_one_provider_holds_no_department_s_answers_and_no_key() {
    let (program, hr, paymaster, _) = program();
    let (_, folder) = program.ask(&json!({ "kind": "department", "id": hr }), json!({}));
    let mut reply = Reply::to(&program.page_in(&folder));
    reply.cards = json!([new_card(json!({ "tool_name": { "value": "Whisperline" }, "why_used": { "value": "gossip" } }))]);
    program.take_in("a.provident-answers", &reply.sealed());
    let file = program.lend(&program.desk.path("copy.provident"));
    let reader = "amber ladder quiet comet";
    program.call("copy_make", json!({ "file": file, "name": "Auditor", "passphrase": reader, "providers": [paymaster] }));
    program.call("register_close", json!({}));
    program.call("register_open", json!({ "file": file, "read_only": true, "passphrase": reader }));
    assert_eq!(program.call("assessment_list", json!({}))["rows"], json!([]));
    let folder = program.desk.path("open");
    std::fs::create_dir(&folder).expect("a folder");
    program.call("folder_export", json!({ "folder": program.lend(&folder) }));
    let exported = std::fs::read_dir(&folder).expect("exported").next().expect("a folder").expect("it").path();
    let all = std::fs::read_to_string(exported.join("register.json")).expect("the whole content, in the open");
    assert!(all.contains("Paymaster") && !all.contains("Whisperline") && !all.contains("gossip"), "of nobody else");
    assert!(!all.contains("AGE-SECRET-KEY"), "what is on its way to us stays ours");
    program.is_whole();
}
