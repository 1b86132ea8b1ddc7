use std::collections::BTreeSet;

use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::id::DepartmentId;
use crate::lists::shipped;
use crate::provider::ProviderDraft;
use crate::service::{PersonalDataUse, ServiceDraft, ServiceField, Volume};

fn questionnaire(kind: &str, questions: serde_json::Value) -> Questionnaire {
    let whole = json!({
        "id": "test", "kind": kind, "version": 1, "title": {"en": "Test"},
        "sections": [{"id": "all", "title": {"en": "All"}, "is_per_tool": kind == "department"}],
        "questions": questions,
        "vague": {"min_chars": 40, "hedges": {"en": ["best practice"], "fr": ["sur demande"]}}
    });
    serde_json::from_value(whole).expect("a questionnaire")
}

fn asks() -> Questionnaire {
    questionnaire(
        "provider",
        json!([
            {"id": "Q1", "section": "all", "text": {"en": "How is security managed?"}, "kind": "one", "is_required": true, "takes_comment": true,
             "options": [{"id": "none", "text": {"en": "Not"}, "score": 0}, {"id": "assured", "text": {"en": "Checked"}, "score": 100}],
             "scoring": "choice", "weight": 60},
            {"id": "Q1a", "section": "all", "follows": "Q1", "text": {"en": "By whom?"}, "kind": "text", "is_required": true,
             "when": {"question": "Q1", "is": ["assured"]}},
            {"id": "Q2", "section": "all", "text": {"en": "Which apply?"}, "kind": "several", "weight": 40,
             "options": [{"id": "a", "text": {"en": "A"}}, {"id": "b", "text": {"en": "B"}}, {"id": "no", "text": {"en": "None"}, "is_exclusive": true}]}
        ]),
    )
}

fn answers(value: serde_json::Value) -> Answers {
    serde_json::from_value(value).expect("answers")
}

fn read(questionnaire: &Questionnaire, raw: serde_json::Value) -> (Answers, Vec<RemarkCode>) {
    let (answers, remarks) = read_answers(questionnaire, &answers(raw), &BTreeSet::from(["f1".to_owned()]), shipped::shipped());
    (answers, remarks.into_iter().map(|remark| remark.code).collect())
}

#[test]
fn what_is_no_source_loses_no_answer() {
    let answer: Answer = serde_json::from_str(r#"{ "value": "yes", "source": [[1, "<b>"]] }"#).expect("an answer");
    assert_eq!((answer.source.is_none(), answer.value), (true, Some(AnswerValue::Text("yes".into()))));
    let ours: Answer = serde_json::from_str(r#"{ "source": { "document": "SOC 2", "page": "p. 4" } }"#).expect("an answer");
    assert_eq!(ours.source.and_then(|source| source.page).as_deref(), Some("p. 4"));
}

#[test]
fn a_question_is_asked_where_its_condition_holds() {
    let asks = asks();
    let follow_up = asks.question("Q1a").expect("there");
    for (chosen, expected) in [(json!({}), false), (json!({"Q1": {"value": "none"}}), false), (json!({"Q1": {"value": "assured"}}), true)] {
        assert_eq!(is_asked(&asks, follow_up, &answers(chosen.clone())), expected, "{chosen}");
    }
}

#[test]
fn what_is_missing_is_what_was_asked_and_required() {
    let asks = asks();
    let open = |value| missing(&asks, &answers(value), false).into_iter().map(|missing| missing.question).collect::<Vec<_>>();
    assert_eq!(open(json!({})), ["Q1"]);
    assert_eq!(open(json!({"Q1": {"value": "assured"}})), ["Q1a"]);
    assert_eq!(open(json!({"Q1": {"is_unknown": true}})), [""; 0], "nobody knowing is an answer");
}

#[test]
fn what_does_not_fit_its_question_becomes_its_comment() {
    let asks = asks();
    let (kept, codes) = read(&asks, json!({"Q1": {"value": "perhaps", "comment": "well"}, "Q9": {"value": "x"}}));
    assert_eq!(kept["Q1"].comment.as_deref(), Some("well\nperhaps"));
    assert_eq!(codes, [RemarkCode::NoSuchOption, RemarkCode::NoSuchQuestion]);
    let (kept, codes) = read(&asks, json!({"Q2": {"value": {"deep": [1, {"x": null}]}, "files": ["f1", "f2", "f1"]}}));
    assert_eq!((kept["Q2"].value.as_ref(), kept["Q2"].files.as_slice()), (None, &["f1".to_owned()][..]));
    assert!(kept["Q2"].comment.as_deref().is_some_and(|comment| comment.contains("deep")), "{kept:?}");
    assert_eq!(codes, [RemarkCode::OtherKind, RemarkCode::NoSuchFile]);
}

#[test]
fn none_of_these_goes_with_no_other() {
    let (kept, _) = read(&asks(), json!({"Q2": {"value": ["no", "b", "b"]}}));
    assert_eq!(kept["Q2"].value, Some(AnswerValue::Lines(vec!["b".into()])));
}

#[test]
fn texts_from_outside_are_made_safe_to_show_and_kept_short() {
    let (kept, codes) = read(&asks(), json!({"Q1": {"comment": format!("a\u{202e}b\u{0}{}", "x".repeat(LONGEST))}}));
    let comment = kept["Q1"].comment.as_deref().unwrap_or_default();
    assert!(comment.starts_with("abx") && comment.chars().count() == LONGEST, "{}", comment.len());
    assert_eq!(codes, [RemarkCode::Cut]);
}

#[test]
fn an_answer_without_anything_to_hold_on_to_is_vague() {
    let asks = asks();
    let look = |value| vagueness(&asks, asks.question("Q1").expect("there"), &answers(value), shipped::shipped());
    let said = |comment: &str| json!({"Q1": {"value": "none", "comment": comment}});
    assert_eq!(
        look(said("We follow best practices and best practice in all we do, day by day.")),
        Some(Vagueness::Hedge { phrase: "best practice".into() })
    );
    assert_eq!(look(said("Well protected.")), Some(Vagueness::Short { length: 15 }));
    assert_eq!(look(said("How is security managed?")), Some(Vagueness::RepeatsTheQuestion));
    assert_eq!(look(said("Best practice, checked by Bureau Veritas.")), None, "a name to hold on to");
    assert_eq!(look(said("Checked in 2025.")), None, "a date to hold on to");
    assert_eq!(look(json!({"Q1": {"value": "assured"}})), Some(Vagueness::FollowUpEmpty { question: "Q1a".into() }));
    assert_eq!(look(json!({})), None, "silence is not vague");
}

#[test]
fn a_questionnaire_that_leads_nowhere_is_not_published() {
    assert_eq!(asks().check(), Ok(()));
    let mut broken = asks();
    broken.questions[1].when = Some(When { question: "Q2".into(), is: vec!["z".into()] });
    broken.questions[2].id = "Q1".into();
    broken.questions[0].weight = Some(10);
    broken.questions[0].options.clear();
    broken.questions[0].section = "other".into();
    let fields: Vec<String> = broken.check().expect_err("faults").into_iter().map(|fault| fault.field).collect();
    assert_eq!(
        fields,
        ["questions.2.id", "questions.0.section", "questions.0.options", "questions.1.follows", "questions.1.when.question", "weights"]
    );
}

fn tools() -> Questionnaire {
    let ask = |id: &str, kind: &str, fills: Option<&str>| json!({"id": id, "section": "all", "text": {"en": id}, "kind": kind, "fills": fills, "may_be_unknown": true});
    let mut categories = ask("categories", "several", Some("data.categories"));
    categories["vocabulary"] = json!("personal_data");
    let mut subjects = ask("subjects", "several", Some("data.subjects"));
    subjects["vocabulary"] = json!("data_subjects");
    let mut volume = ask("volume", "one", Some("data.volume"));
    volume["options"] = json!([{"id": "under_100", "text": {"en": "few"}}, {"id": "from_100", "text": {"en": "many"}}]);
    questionnaire(
        "department",
        json!([
            ask("tool", "text", Some("service.name")),
            ask("vendor", "text", Some("provider.name")),
            ask("contact", "text", Some("provider.contact")),
            ask("owner", "person", Some("service.owner")),
            ask("people", "number", Some("staff.people")),
            categories,
            subjects,
            volume,
            ask("stored", "countries", Some("service.storage_countries")),
            ask("retention", "paragraph", None)
        ]),
    )
}

fn card(value: serde_json::Value) -> Card {
    Card { id: Uuid::nil(), service: None, provider: None, is_known: false, standing: None, answers: answers(value) }
}

const HR: DepartmentId = DepartmentId(Uuid::from_u128(7));

fn intake(questionnaire: &Questionnaire) -> Intake<'_> {
    Intake { questionnaire, lists: shipped::shipped(), department: HR, language: crate::lists::Language::En }
}

fn keys(changes: &[CardChange]) -> Vec<&str> {
    changes.iter().map(|change| change.key.as_str()).collect()
}

#[test]
fn a_new_tool_brings_all_that_was_said() {
    let tools = tools();
    let card = card(json!({
        "tool": {"value": "Payroll"}, "vendor": {"value": "Zahlwerk"}, "contact": {"value": "Eva Stein <eva@zahlwerk.example>"},
        "owner": {"value": {"name": "Ines", "email": ""}}, "people": {"value": 4}, "categories": {"value": ["identity"]},
        "subjects": {"value": ["employees"]}, "volume": {"value": "from_100"}, "stored": {"is_unknown": true}, "retention": {"value": "ten years"}
    }));
    let intake = intake(&tools);
    let changes = intake.changes(&card, &Held::default());
    assert_eq!(
        keys(&changes),
        ["department", "tool", "vendor", "contact", "owner", "people", "categories", "subjects", "volume", "stored", "retention"]
    );
    let all: Vec<String> = changes.iter().map(|change| change.key.clone()).collect();
    let Held { provider, service } = intake.take(&card, &all, &Held::default());
    assert_eq!((provider.name.as_str(), service.name.as_str(), service.departments.as_slice()), ("Zahlwerk", "Payroll", &[HR][..]));
    assert_eq!(provider.contacts[0].email.as_deref(), Some("eva@zahlwerk.example"));
    assert_eq!(provider.contacts[0].name.as_deref(), Some("Eva Stein"));
    assert_eq!((service.data[0].subjects.as_slice(), service.data[0].volume), (&["employees".to_owned()][..], Some(Volume::From100)));
    assert_eq!(service.unknown, [ServiceField::StorageCountries]);
    assert_eq!(provider.imported_notes.as_deref(), Some("Payroll | retention: ten years"));
}

#[test]
fn taking_what_a_card_says_leaves_nothing_to_take() {
    let tools = tools();
    let card =
        card(json!({"tool": {"value": "Payroll"}, "people": {"value": 4}, "stored": {"value": ["DE"]}, "retention": {"value": "x"}}));
    let intake = intake(&tools);
    let all: Vec<String> = intake.changes(&card, &Held::default()).into_iter().map(|change| change.key).collect();
    let taken = intake.take(&card, &all, &Held::default());
    assert_eq!(keys(&intake.changes(&card, &taken)), [""; 0]);
}

#[test]
fn what_is_filled_in_and_sent_back_changes_nothing_but_who_says_so() {
    let tools = tools();
    let service = ServiceDraft {
        name: "Payroll".into(),
        departments: vec![HR],
        storage_countries: vec!["DE".into(), "FR".into()],
        unknown: vec![ServiceField::StaffPeople],
        data: vec![
            PersonalDataUse { category: "identity".into(), subjects: vec!["employees".into()], volume: Some(Volume::From100) },
            PersonalDataUse { category: "financial".into(), subjects: vec!["customers".into()], volume: None },
        ],
        ..ServiceDraft::default()
    };
    let held = Held { provider: ProviderDraft { name: "Zahlwerk".into(), ..ProviderDraft::default() }, service };
    let back = Card { standing: Some(CardStanding::Confirmed), answers: prefilled(&tools, &held), ..card(json!({})) };
    assert_eq!(keys(&intake(&tools).changes(&back, &held)), ["confirmed"]);
}

#[test]
fn categories_that_stay_keep_their_persons() {
    let tools = tools();
    let intake = intake(&tools);
    let data = vec![
        PersonalDataUse { category: "identity".into(), subjects: vec!["employees".into()], volume: Some(Volume::Under100) },
        PersonalDataUse { category: "financial".into(), subjects: vec!["customers".into()], volume: Some(Volume::From100) },
    ];
    let held =
        Held { service: ServiceDraft { name: "P".into(), departments: vec![HR], data, ..ServiceDraft::default() }, ..Held::default() };
    let card = card(json!({"categories": {"value": ["identity", "location"]}, "volume": {"value": "from_100"}}));
    let taken = intake.take(&card, &["categories".into(), "volume".into()], &held).service.data;
    assert_eq!(
        taken[0],
        PersonalDataUse { category: "identity".into(), subjects: vec!["employees".into()], volume: Some(Volume::Under100) }
    );
    assert_eq!(taken[1].subjects, ["customers", "employees"]);
}

#[test]
fn who_does_not_know_says_nothing_against_what_is_known() {
    let tools = tools();
    let service = ServiceDraft { name: "P".into(), departments: vec![HR], storage_countries: vec!["DE".into()], ..ServiceDraft::default() };
    let held = Held { service, ..Held::default() };
    assert_eq!(keys(&intake(&tools).changes(&card(json!({"stored": {"is_unknown": true}})), &held)), [""; 0]);
}

#[test]
fn a_tool_no_longer_used_leaves_the_department() {
    let tools = tools();
    let service = ServiceDraft { name: "P".into(), departments: vec![HR], ..ServiceDraft::default() };
    let held = Held { service, ..Held::default() };
    let card = Card { standing: Some(CardStanding::NoLongerUsed), ..card(json!({"people": {"value": 9}})) };
    let changes = intake(&tools).changes(&card, &held);
    assert_eq!(keys(&changes), ["no_longer_used"]);
    assert!(intake(&tools).take(&card, &["no_longer_used".into()], &held).service.departments.is_empty(), "it is gone from there");
}
