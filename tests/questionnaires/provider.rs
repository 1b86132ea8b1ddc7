//! The questions to a provider: reviewed, asked again, closed, and asked a year later.

use serde_json::{Value, json};

use super::{Reply, asked};
use crate::program::Program;
use crate::record::provider;

fn round(program: &Program, id: &Value, file: &str, answers: Value) -> Value {
    let (assessment, folder) = program.ask(&json!({ "kind": "provider", "id": id }), json!({}));
    let mut reply = Reply::to(&program.page_in(&folder));
    for (question, answer) in answers.as_object().expect("answers") {
        reply.answers[question] = answer.clone();
    }
    let taken = program.take_in(file, &reply.sealed());
    assert_eq!(taken["kind"], "taken", "{taken}");
    assessment
}

fn question<'a>(review: &'a Value, id: &str) -> &'a Value {
    review["questions"].as_array().expect("questions").iter().find(|one| one["question"] == id).expect("asked")
}

fn close(program: &Program, assessment: &Value) -> Value {
    let revision = program.call("assessment_show", json!({ "id": assessment }))["revision"].clone();
    program.call("assessment_close", json!({ "id": assessment, "revision": revision }))
}

#[test]
fn a_provider_never_sees_the_names_of_others() {
    let program = Program::with_register();
    provider(&program, "Secret Partner", "FR", json!({ "name": "Hidden" }));
    let (other, _) = provider(&program, "Paymaster", "FR", json!({ "name": "Payroll" }));
    let (_, folder) = program.ask(&json!({ "kind": "provider", "id": other }), json!({}));
    let page = program.page_in(&folder);
    assert!(!page.contains("Secret Partner") && !page.contains("Hidden"));
    assert_eq!(
        asked(&page)["questionnaire"]["questions"].as_array().map(|all| all.iter().filter(|one| one["follows"].is_null()).count()),
        Some(12)
    );
    for ours in ["\"score\":100", "military", "\"weight\":8"] {
        assert!(!page.contains(ours), "{ours} tells how answers are judged");
    }
    let files: Vec<String> =
        std::fs::read_dir(&folder).expect("files").map(|file| file.expect("one").file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(files.len(), 1, "no mail draft without an address: {files:?}");
}

#[test]
fn three_rounds_show_what_became_better_and_worse() {
    let program = Program::with_register();
    let (id, _) = provider(&program, "Paymaster", "FR", json!({ "name": "Payroll" }));
    let first = round(
        &program,
        &id,
        "1.provident-answers",
        json!({
            "Q01": { "value": "informal", "comment": "We follow best practice." },
            "Q03": { "value": "2026-03-01" }, "Q03a": { "value": "5 days, met in 90 %" },
            "Q12": { "is_unknown": true },
        }),
    );
    let review = program.call("review_show", json!({ "id": first }));
    let q01 = question(&review, "Q01");
    assert_eq!((&q01["vague"]["kind"], &q01["suggested_state"]), (&json!("hedge"), &json!("vague")), "{q01}");
    assert_eq!(q01["suggested_maturity"], 25);
    assert_eq!(question(&review, "Q03")["suggested_maturity"], 100, "eight months old");
    assert_eq!(question(&review, "Q12")["suggested_state"], "unanswered");
    assert_eq!(question(&review, "Q05")["now"]["answer"], Value::Null);

    let word = json!({ "state": "vague", "maturity": 25, "level": "none", "follow_up": "Which standard, checked by whom, when?" });
    let review = program.call("review_save", json!({ "assessment": first, "question": "Q01", "review": word }));
    assert_eq!((&review["state"], &review["reviewed"], &review["to_ask_again"]), (&json!("in_review"), &json!(1), &json!(1)));
    let again = program.call("review_ask_again", json!({ "id": first }));
    let folder = program.desk.path("again");
    program.call("assessment_files", json!({ "ids": [again], "folder": program.lend(&folder), "with_mails": false }));
    let mut reply = Reply::to(&program.page_in(&folder));
    assert_eq!(reply.data["remarks"]["Q01"], "Which standard, checked by whom, when?");
    let ids: Vec<&str> =
        reply.data["questionnaire"]["questions"].as_array().expect("questions").iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ids, ["Q01", "Q01a", "Q01b"], "just those questions");
    reply.answers["Q01"] = json!({ "value": "assured", "comment": "ISO/IEC 27001:2022, Bureau Veritas, June 2026" });
    reply.answers["Q01b"] = json!({ "files": ["f1"] });
    reply.attachments = vec![("certificate.pdf".into(), b"%PDF-1.4 certificate".to_vec())];
    assert_eq!(program.take_in("again.provident-answers", &reply.sealed())["kind"], "taken");
    let review = program.call("review_show", json!({ "id": first }));
    let q01 = question(&review, "Q01");
    assert_eq!(
        (&q01["is_from_follow_up"], &q01["vague"], &q01["now"]["files"][0]["name"]),
        (&json!(true), &Value::Null, &json!("certificate.pdf"))
    );
    let proof = json!({ "title": "ISO 27001", "holder": "Hosting Ltd", "is_theirs": false, "expires_on": "2028-06-30" });
    let word = json!({ "state": "answered", "maturity": 100, "level": "independent", "proof": proof });
    let review = program.call("review_save", json!({ "assessment": first, "question": "Q01", "review": word }));
    assert_eq!(question(&review, "Q01")["doubt"], "anothers_holder", "a host's certificate is not the provider's");
    close(&program, &first);
    let refused = program.refusal("review_save", json!({ "assessment": first, "question": "Q01", "review": null }));
    assert_eq!(format!("{refused:?}"), "AssessmentOver");
    reply.answers["Q01"] = json!({ "value": "none" });
    let late = program.take_in("late.provident-answers", &reply.sealed());
    assert_eq!(late["reason"]["code"], "assessment_over", "what was asked again ended with it: {late}");

    program.sleeps_until("2027-11-24");
    let second = program.call("assessment_again", json!({ "id": first }));
    let view = program.call("assessment_show", json!({ "id": second }));
    assert_eq!((&view["round"], &view["before"], &view["is_prefilled"]), (&json!(2), &first, &json!(true)));
    let folder = program.desk.path("second");
    program.call("assessment_files", json!({ "ids": [second], "folder": program.lend(&folder), "with_mails": false }));
    let mut reply = Reply::to(&program.page_in(&folder));
    assert_eq!(reply.answers["Q01"]["value"], "assured", "what was said last time, follow-up included");
    assert_eq!(reply.answers["Q03"]["value"], "2026-03-01", "and all the rest");
    reply.answers["Q01"] = json!({ "value": "none" });
    program.take_in("second.provident-answers", &reply.sealed());
    let review = program.call("review_show", json!({ "id": second }));
    let q01 = question(&review, "Q01");
    assert_eq!((&q01["before"]["answer"]["value"], &q01["now"]["answer"]["value"]), (&json!("assured"), &json!("none")));
    assert_eq!(q01["review_before"]["maturity"], 100);
    assert_eq!(question(&review, "Q03")["suggested_maturity"], 50, "the test of March 2026 is twenty months old");
    close(&program, &second);

    let third = program.call("assessment_again", json!({ "id": second }));
    assert_eq!(program.call("assessment_show", json!({ "id": third }))["round"], 3);
    program.is_whole();
}

#[test]
fn large_providers_are_answered_for_by_us() {
    let program = Program::with_register();
    let (id, _) = provider(&program, "Big Cloud", "US", json!({ "name": "Everything" }));
    let prepare = json!({ "respondents": [{ "kind": "provider", "id": id }], "way": "desk", "language": "en", "is_prefilled": false });
    let desk = program.call("assessment_prepare", prepare)[0].clone();
    let answers = json!({ "Q01": { "value": "managed", "comment": "SOC 2 Type II report, p. 12, 30 June 2026" } });
    let record = json!({ "assessment": desk, "sender": { "name": "Anna Keller", "function": "DPO" }, "answers": answers });
    let view = program.call("answers_record", record.clone());
    assert_eq!((&view["state"], &view["answer_sets"][0]["way"]), (&json!("received"), &json!("desk")), "marked as done by us");
    assert_eq!(program.call("answers_record", record.clone())["answer_sets"].as_array().map(Vec::len), Some(1), "the same twice is once");
    let mut other = record.clone();
    other["answers"]["Q01"]["value"] = json!("documented");
    program.call("answers_record", other);
    program.call("answers_record", record);
    let last = &program.call("review_show", json!({ "id": desk }))["questions"][0]["now"]["answer"]["value"];
    assert_eq!(*last, "managed", "what is said once more counts");
    let review = program.call("review_show", json!({ "id": desk }));
    assert_eq!(question(&review, "Q01")["suggested_state"], "answered");
    let due = program.call("due_list", json!({ "rules": ["answers_review"] }))["lines"].clone();
    assert_eq!((&due[0]["due"]["on"], &due[0]["due"]["respondent"]), (&json!("2026-12-07"), &json!("Big Cloud")), "a fortnight to look");
    let request = |kind: &str| json!({ "kind": kind, "provider": id, "query": null, "on": null, "language": "en" });
    let text = program.call("report_text", request("questionnaire-completed")).as_str().map(str::to_owned).unwrap_or_default();
    assert!(text.contains("SOC 2 Type II report, p. 12") && text.contains("Anna Keller"), "{text}");
    let text = program.call("report_text", request("questionnaire-blank")).as_str().map(str::to_owned).unwrap_or_default();
    assert!(text.contains("how many hours of becoming aware"), "{}", &text[..800]);
}

#[test]
fn an_assessment_goes_its_way_and_no_other() {
    let program = Program::with_register();
    let (id, _) = provider(&program, "Paymaster", "FR", json!({ "name": "Payroll" }));
    let (assessment, _) = program.ask(&json!({ "kind": "provider", "id": id }), json!({ "due_on": "2026-12-01" }));
    let show = || program.call("assessment_show", json!({ "id": assessment }));
    let revision = || show()["revision"].clone();
    let early = program.refusal("assessment_close", json!({ "id": assessment, "revision": revision() }));
    assert_eq!(format!("{early:?}"), "NotInThisState", "nothing came back");
    assert_eq!(program.call("assessment_sent", json!({ "ids": [assessment], "on": "2026-11-23" })), 1);
    assert_eq!(program.call("assessment_sent", json!({ "ids": [assessment], "on": "2026-11-23", "is_reminder": true })), 1);
    assert_eq!((&show()["state"], &show()["reminded_on"]), (&json!("reminded"), &json!(["2026-11-23"])));
    let rules = |rule: &str| program.call("due_list", json!({ "rules": [rule] }))["lines"].clone();
    assert_eq!(
        (&rules("answers_expected")[0]["due"]["on"], rules("answers_review").as_array().map(Vec::len)),
        (&json!("2026-12-01"), Some(0))
    );
    program.sleeps_until("2026-12-02");
    let page = program.call("assessment_list", json!({}));
    assert_eq!((&page["late"], &page["counts"]["reminded"], &page["rows"][0]["is_late"]), (&json!(1), &json!(1), &json!(true)));
    let silent = program.fails("assessment_withdraw", json!({ "id": assessment, "revision": revision(), "reason": " " }));
    assert!(format!("{silent:?}").contains("Required"));
    program.call("assessment_withdraw", json!({ "id": assessment, "revision": revision(), "reason": "They left the market" }));
    assert_eq!(show()["state"], "withdrawn");
    let over = program.refusal("assessment_withdraw", json!({ "id": assessment, "revision": revision(), "reason": "again" }));
    assert_eq!(format!("{over:?}"), "AssessmentOver");
}

#[test]
fn closed_rounds_go_with_a_provider_that_is_merged_and_come_back() {
    let program = Program::with_register();
    let (keep, _) = provider(&program, "Paymaster", "FR", json!({ "name": "Payroll" }));
    let (merge, _) = provider(&program, "Paymaster SAS", "FR", json!({ "name": "Payslips" }));
    let done = round(&program, &merge, "1.provident-answers", json!({ "Q01": { "value": "informal" } }));
    close(&program, &done);
    let revision = |id: &Value| program.call("provider_show", json!({ "id": id }))["revision"].clone();
    let plan = json!({ "keep": keep, "keep_revision": revision(&keep), "merge": merge, "merge_revision": revision(&merge), "take": [] });
    let merged = program.reply("provider_merge", plan);
    let of = |id: &Value| program.call("assessment_list", json!({ "provider": id }))["rows"].as_array().map(Vec::len);
    assert_eq!(of(&keep), Some(1));
    program.is_whole();
    program.call("undo", json!({ "command": merged.undo }));
    assert_eq!((of(&keep), of(&merge)), (Some(0), Some(1)), "as it was");
    program.is_whole();
}
