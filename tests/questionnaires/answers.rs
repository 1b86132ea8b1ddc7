//! Files that come back: taken once, beside those before, or refused with the reason and left untouched.

use serde_json::{Value, json};

use super::Reply;
use crate::program::Program;
use crate::record::provider;

fn asked_one() -> (Program, Value, Reply) {
    let program = Program::with_register();
    let (id, _) = provider(&program, "Paymaster", "FR", json!({ "name": "Payroll" }));
    let (assessment, folder) = program.ask(&json!({ "kind": "provider", "id": id }), json!({}));
    let mut reply = Reply::to(&program.page_in(&folder));
    reply.answers = json!({ "Q01": { "value": "informal" } });
    (program, assessment, reply)
}

#[track_caller]
fn refused(program: &Program, name: &str, bytes: &[u8], code: &str) {
    let before = program.call("history_list", json!({}));
    let outcome = program.take_in(name, bytes);
    let found = if outcome["reason"]["code"] == "unreadable" { &outcome["reason"]["why"]["kind"] } else { &outcome["reason"]["code"] };
    assert_eq!((&outcome["kind"], found), (&json!("refused"), &json!(code)), "{outcome}");
    assert_eq!(std::fs::read(program.desk.path(name)).expect("still there"), bytes, "left untouched");
    assert_eq!(program.call("history_list", json!({})), before, "and nothing is written");
}

#[test]
fn the_same_file_twice_changes_nothing_and_a_later_one_stands_beside_it() {
    let (program, assessment, mut reply) = asked_one();
    let sealed = reply.sealed();
    assert_eq!(program.take_in("a.provident-answers", &sealed)["number"], 1);
    assert_eq!(program.take_in("renamed.provident-answers", &sealed)["kind"], "same_as_before");
    reply.answers = json!({ "Q01": { "value": "managed" } });
    assert_eq!(program.take_in("b.provident-answers", &reply.sealed())["number"], 2);
    let sets = program.call("assessment_show", json!({ "id": assessment }))["answer_sets"].clone();
    let numbers: Vec<&Value> = sets.as_array().expect("sets").iter().map(|set| &set["number"]).collect();
    assert_eq!(numbers, [&json!(2), &json!(1)], "the old one is kept");
    let review = program.call("review_show", json!({ "id": assessment }));
    assert_eq!(review["questions"][0]["now"]["answer"]["value"], "managed", "the last one counts");
    program.is_whole();
}

#[test]
fn what_is_not_meant_for_us_is_refused_with_the_reason() {
    let (program, assessment, reply) = asked_one();
    let sealed = reply.sealed();
    refused(&program, "cut.provident-answers", &sealed[..150], "cut_short");
    refused(&program, "bytes.provident-answers", b"\x00\x01random bytes, nothing of ours", "not_answers");
    refused(&program, "empty.provident-answers", b"", "cut_short");
    let mut altered = sealed.clone();
    let last = altered.len() - 30;
    altered[last] ^= 1;
    refused(&program, "altered.provident-answers", &altered, "damaged");
    let other = Program::with_register();
    let (id, _) = provider(&other, "Paymaster", "FR", json!({ "name": "Payroll" }));
    let (_, folder) = other.ask(&json!({ "kind": "provider", "id": id }), json!({}));
    let mut theirs = Reply::to(&other.page_in(&folder));
    theirs.answers = json!({});
    refused(&program, "theirs.provident-answers", &theirs.sealed(), "other_key");
    let key = reply.data["recipient"].clone();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut changed = Reply { data: reply.data.clone(), answers: json!({}), cards: json!([]), attachments: Vec::new() };
        change(&mut changed.data);
        changed.data["recipient"] = key.clone();
        changed.sealed()
    };
    refused(&program, "register.provident-answers", &with(&|data| data["register"] = json!(uuid::Uuid::now_v7())), "other_register");
    refused(&program, "unknown.provident-answers", &with(&|data| data["assessment"] = json!(uuid::Uuid::now_v7())), "unknown_assessment");
    refused(&program, "version.provident-answers", &with(&|data| data["questionnaire"]["version"] = json!(9)), "other_version");
    let revision = program.call("assessment_show", json!({ "id": assessment }))["revision"].clone();
    program.call("assessment_withdraw", json!({ "id": assessment, "revision": revision, "reason": "Not needed" }));
    refused(&program, "late.provident-answers", &sealed, "assessment_over");
    program.is_whole();
}

#[test]
fn many_files_at_once_and_one_that_is_refused_takes_nothing_from_the_others() {
    let (program, _, mut reply) = asked_one();
    let mut files = Vec::new();
    for at in 0..5 {
        reply.answers = json!({ "Q01": { "value": "informal", "comment": format!("Round {at}") } });
        let bytes = if at == 2 { b"nonsense".to_vec() } else { reply.sealed() };
        files.push(program.lend(&program.file(&format!("{at}.provident-answers"), bytes)));
    }
    let taken = program.call("answers_take", json!({ "files": files }));
    let kinds: Vec<&str> = taken.as_array().expect("outcomes").iter().filter_map(|one| one["outcome"]["kind"].as_str()).collect();
    assert_eq!(kinds, ["taken", "taken", "refused", "taken", "taken"]);
}

#[test]
fn hostile_texts_and_answers_of_the_wrong_shape_lose_nothing_that_can_be_read() {
    let (program, assessment, mut reply) = asked_one();
    let long = "x".repeat(10_000);
    reply.answers = json!({
        "Q01": { "value": ["not", "one"], "comment": "<script>alert(1)</script>\u{202e}=HYPERLINK(\"http://x\")" },
        "Q02": { "value": { "deep": { "deeper": [1, 2, { "x": null }] } } },
        "Q02a": { "value": long },
        "Q99": { "value": "nobody asked" },
    });
    let taken = program.take_in("hostile.provident-answers", &reply.sealed());
    assert_eq!(taken["kind"], "taken", "{taken}");
    let review = program.call("review_show", json!({ "id": assessment }));
    let q01 = &review["questions"][0]["now"]["answer"];
    assert_eq!(q01["comment"], "<script>alert(1)</script>=HYPERLINK(\"http://x\")\nnot, one");
    assert!(review["questions"][1]["now"]["answer"]["comment"].as_str().is_some_and(|text| text.contains("deeper")), "kept as it came");
    assert_eq!(review["questions"][1]["now"]["follow_ups"]["Q02a"]["value"].as_str().map(str::len), Some(10_000));
    let set = &program.call("assessment_show", json!({ "id": assessment }))["answer_sets"][0];
    assert_eq!(set["remarks"].as_array().map(Vec::len), Some(3), "{set}");
    program.is_whole();
}

#[test]
fn what_was_written_is_kept_until_its_time_is_over_and_then_erased() {
    let (program, assessment, reply) = asked_one();
    program.take_in("a.provident-answers", &reply.sealed());
    let show = || program.call("assessment_show", json!({ "id": assessment }))["answer_sets"][0].clone();
    assert_eq!(show()["keep_until"], "2029-11-23");
    let change = json!({ "id": show()["id"], "came_from": "maria@paymaster.example", "keep_until": "2027-01-01" });
    let silent = program.fails("answers_note", change.clone());
    assert!(format!("{silent:?}").contains("keep_reason"), "another time needs a reason: {silent:?}");
    let mut change = change;
    change["keep_reason"] = json!("Contract ended");
    program.call("answers_note", change);
    assert_eq!(show()["came_from"], "maria@paymaster.example");
    program.sleeps_until("2027-01-01");
    assert_eq!(show()["erased_on"], Value::Null, "kept on its last day");
    program.sleeps_until("2027-01-02");
    let erased = show();
    assert_eq!((&erased["erased_on"], &erased["sender"]), (&json!("2027-01-02"), &Value::Null));
    assert_eq!(erased["digest"].as_str().map(str::len), Some(64), "digest and trace stay");
    let review = program.call("review_show", json!({ "id": assessment }));
    assert_eq!(review["questions"][0]["now"]["answer"], Value::Null);
    program.is_whole();
}

#[test]
fn nothing_of_what_was_erased_is_left_in_later_rounds_or_in_the_history() {
    let (program, assessment, mut reply) = asked_one();
    reply.answers = json!({ "Q01": { "value": "informal", "comment": "told in confidence" } });
    program.take_in("a.provident-answers", &reply.sealed());
    let set = program.call("assessment_show", json!({ "id": assessment }))["answer_sets"][0]["id"].clone();
    let until = json!({ "id": set, "came_from": "quiet person", "keep_until": "2029-11-23", "keep_reason": null });
    program.call("answers_note", until);
    let word = json!({ "state": "vague", "maturity": 0, "follow_up": "Say more" });
    program.call("review_save", json!({ "assessment": assessment, "question": "Q01", "review": word }));
    let again = program.call("review_ask_again", json!({ "id": assessment }));
    let revision = program.call("assessment_show", json!({ "id": assessment }))["revision"].clone();
    program.call("assessment_close", json!({ "id": assessment, "revision": revision }));
    let next = program.call("assessment_again", json!({ "id": assessment }));
    let is_filled = |id: &Value| program.call("assessment_show", json!({ "id": id }))["is_prefilled"] == true;
    assert!(is_filled(&again) && is_filled(&next), "both began with what was said");
    program.call("answers_erase", json!({ "id": set }));
    assert!(!is_filled(&again) && !is_filled(&next));
    program.is_whole();
    let folder = program.desk.path("open");
    std::fs::create_dir(&folder).expect("a folder");
    program.call("folder_export", json!({ "folder": program.lend(&folder) }));
    let exported = std::fs::read_dir(&folder).expect("exported").next().expect("a folder").expect("it").path();
    let all = std::fs::read_to_string(exported.join("register.json")).expect("the whole content, in the open");
    for word in ["told in confidence", "quiet person"] {
        assert!(!all.contains(word), "{word} is still there");
    }
}

#[test]
fn files_that_came_stay_when_the_interview_goes_on() {
    let (program, assessment, mut reply) = asked_one();
    reply.answers = json!({ "Q01": { "value": "informal", "files": ["f1"] } });
    reply.attachments = vec![("policy.pdf".into(), b"%PDF-1.4 policy".to_vec())];
    program.take_in("a.provident-answers", &reply.sealed());
    let said = json!({ "Q01": { "value": "documented" } });
    let record = json!({ "assessment": assessment, "sender": { "name": "Anna Keller", "function": "DPO" }, "answers": said });
    program.call("answers_record", record);
    let now = &program.call("review_show", json!({ "id": assessment }))["questions"][0]["now"];
    assert_eq!((&now["answer"]["value"], &now["files"][0]["name"]), (&json!("documented"), &json!("policy.pdf")));
}

#[test]
fn a_file_of_a_gigabyte_is_refused_before_it_is_read() {
    let (program, ..) = asked_one();
    let path = program.desk.path("huge.provident-answers");
    std::fs::File::create(&path).expect("made").set_len(1 << 30).expect("long");
    let outcome = program.call("answers_take", json!({ "files": [program.lend(&path)] }))[0]["outcome"].clone();
    assert_eq!(outcome["reason"]["code"], "too_large", "{outcome}");
}
