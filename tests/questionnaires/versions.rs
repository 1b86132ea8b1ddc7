//! Questionnaires as data: copied, edited, published version by version, out to a file and back.

use provident_domain::questionnaire::Questionnaire;
use serde_json::{Value, json};

use super::asked;
use crate::program::Program;
use crate::record::provider;

#[test]
fn the_shipped_questionnaires_can_be_published() {
    for name in ["provider", "department"] {
        let path = format!("{}/../assets/questionnaires/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("shipped");
        let questionnaire: Questionnaire = serde_json::from_str(&text).expect("a questionnaire");
        assert_eq!(questionnaire.check(), Ok(()), "{name}");
        for question in &questionnaire.questions {
            assert!(question.text.fr.is_some(), "{name} {} in French", question.id);
        }
    }
}

fn copy(program: &Program) -> Value {
    program.call("questionnaire_copy", json!({ "id": "provider", "title": { "en": "Ours" } }))
}

#[test]
fn a_copy_is_edited_published_and_asked_while_what_runs_keeps_its_version() {
    let program = Program::with_register();
    let (id, _) = provider(&program, "Paymaster", "FR", json!({ "name": "Payroll" }));
    let view = copy(&program);
    let own = view["questionnaire"]["id"].clone();
    assert_eq!((&view["is_draft"], &view["faults"]), (&json!(true), &json!([])));
    let refused = program.refusal(
        "assessment_prepare",
        json!({ "respondents": [{ "kind": "provider", "id": id }], "questionnaire": own, "way": "page", "language": "en", "is_prefilled": false }),
    );
    assert_eq!(format!("{refused:?}"), "NotPublished");
    program.call("questionnaire_publish", json!({ "id": own, "revision": view["revision"] }));
    let (first, _) = program.ask(&json!({ "kind": "provider", "id": id }), json!({ "questionnaire": own }));

    let view = program.call("questionnaire_edit", json!({ "id": own }));
    assert_eq!(view["questionnaire"]["version"], 2);
    let mut draft = view["questionnaire"].clone();
    draft["questions"][0]["text"]["en"] = json!("Who checks your security?");
    draft["questions"][0]["weight"] = json!(90);
    let view = program.call("questionnaire_save", json!({ "revision": view["revision"], "draft": draft }));
    assert_eq!(view["faults"][0]["code"]["kind"], "not_together", "a draft is kept with its faults: {}", view["faults"]);
    let refused = program.fails("questionnaire_publish", json!({ "id": own, "revision": view["revision"] }));
    assert!(format!("{refused:?}").contains("weights"));
    draft["questions"][0]["weight"] = json!(8);
    let view = program.call("questionnaire_save", json!({ "revision": view["revision"], "draft": draft }));
    let view = program.call("questionnaire_publish", json!({ "id": own, "revision": view["revision"] }));
    assert_eq!(view["versions"].as_array().map(Vec::len), Some(2));
    let (_, folder) = program.ask(&json!({ "kind": "provider", "id": id }), json!({ "questionnaire": own }));
    assert_eq!(asked(&program.page_in(&folder))["questionnaire"]["questions"][0]["text"]["en"], "Who checks your security?");
    let running = program.call("assessment_show", json!({ "id": first }));
    assert_ne!(running["questionnaire"]["questions"][0]["text"]["en"], "Who checks your security?", "it began with the first version");
    assert_eq!(running["questionnaire"]["questions"][0]["id"], "Q01", "ids stay");
    program.is_whole();
}

#[test]
fn shipped_ones_stay_and_an_exported_one_comes_back() {
    let program = Program::with_register();
    let shipped = program.call("questionnaire_show", json!({ "id": "provider" }))["questionnaire"].clone();
    let refused = program.refusal("questionnaire_save", json!({ "revision": null, "draft": shipped }));
    assert_eq!(format!("{refused:?}"), "ShippedQuestionnaire");
    let file = program.desk.path("questions.json");
    program.call("questionnaire_export", json!({ "id": "provider", "version": 1, "file": program.lend(&file) }));
    let back = program.call("questionnaire_import", json!({ "file": program.lend(&file) }));
    assert_eq!(back["questionnaire"]["questions"], shipped["questions"]);
    let nonsense = program.file("nonsense.json", "{\"id\": 1}");
    let refused = program.refusal("questionnaire_import", json!({ "file": program.lend(&nonsense) }));
    assert!(format!("{refused:?}").starts_with("NotAQuestionnaire"));
}
