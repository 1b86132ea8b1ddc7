//! The worst that a respondent can write and a questionnaire can say.

use provident_domain::lists::Language;
use provident_domain::questionnaire::{Answer, AnswerValue, Answers, Attachment, Questionnaire, Row};
use serde_json::{Value, json};

use super::data::{self, of};
use super::stays_within_margins;
use crate::reader;
use crate::reports::Printed;

const NASTY: &str = "<script>alert(1)</script> )>> endobj \u{202e}txet\u{202c} \u{0}\u{7} =HYPERLINK(\"a\") ";

/// Text of so many letters, without a place to break it.
fn nasty(letters: usize) -> String {
    format!("{NASTY}{}", "x".repeat(letters))
}

/// Every text of a value but for those under keys that are ids.
fn spoil(value: &mut Value, text: &str) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                match field {
                    Value::String(held) if matches!(key.as_str(), "en" | "fr") => *held = text.into(),
                    _ => spoil(field, text),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| spoil(item, text)),
        _ => {}
    }
}

fn spoilt(questionnaire: &Questionnaire, letters: usize) -> Questionnaire {
    let mut value = serde_json::to_value(questionnaire).expect("JSON");
    spoil(&mut value, &nasty(letters));
    of(value)
}

#[track_caller]
fn is_harmless(printed: &Printed) -> String {
    reader::is_valid(&printed.path());
    stays_within_margins(printed);
    let text = reader::run("poppler-utils", "pdftotext", &["-raw", "-enc", "UTF-8"], &printed.path(), &["-"]);
    assert!(text.contains("<script>alert(1)</script>"), "markup is printed as it stands");
    assert!(!text.contains('\u{202e}'), "marks of direction are gone");
    text
}

#[test]
fn hostile_words_in_a_questionnaire_stay_words() {
    for questionnaire in [data::provider(), data::department()] {
        let questionnaire = spoilt(&questionnaire, 400);
        is_harmless(&Printed::of(&data::blank(&questionnaire, Language::Fr)));
    }
}

#[test]
fn a_question_as_long_as_a_book_is_printed_whole() {
    let mut questionnaire = data::provider();
    questionnaire.questions.truncate(3);
    let questionnaire = spoilt(&questionnaire, 10_000);
    let text = is_harmless(&Printed::of(&data::blank(&questionnaire, Language::En)));
    let texts = questionnaire.questions.iter().map(|question| 1 + usize::from(question.title.is_some()) + question.options.len());
    let least = 10_000 * texts.sum::<usize>();
    let count = text.matches('x').count();
    assert!(count >= least, "{count} of at least {least} letters");
}

/// Everything that a respondent and a reviewer can fill, as long as it can be.
fn answered(letters: usize) -> data::Round {
    let text = nasty(letters);
    let mut round = data::of_provider();
    round.respondent = text.clone();
    let questions = round.questionnaire.questions.clone();
    let row: Row = questions.iter().flat_map(|question| &question.columns).map(|column| (column.id.clone(), text.clone())).collect();
    let answers: Answers = questions
        .iter()
        .map(|question| {
            let value = match question.columns.is_empty() {
                true => AnswerValue::Text(text.clone()),
                false => AnswerValue::Rows(vec![row.clone(), row.clone()]),
            };
            let answer =
                Answer { value: Some(value), comment: Some(text.clone()), files: vec!["f".into(), text.clone()], ..Answer::default() };
            (question.id.clone(), answer)
        })
        .collect();
    let reply = round.reply();
    reply.answers = answers;
    reply.received_from = Some(text.clone());
    reply.sender = Some(of(json!({ "name": text, "function": text, "email": text })));
    reply.attachments =
        vec![Attachment { id: "f".into(), name: text.clone(), media_type: text.clone(), size: u64::MAX, sha256: text.clone() }];
    let proof = json!({ "title": text, "holder": text, "service": text, "site": text, "place": text });
    let review = json!({ "state": "vague", "maturity": 100, "level": "internal", "proof": proof, "remark": text, "follow_up": text });
    round.reviews = questions.iter().map(|question| (question.id.clone(), of(review.clone()))).collect();
    (round.assessment.owner, round.assessment.note) = (Some(text.clone()), Some(text));
    round
}

#[test]
fn hostile_answers_stay_text_and_are_printed_whole() {
    for language in super::LANGUAGES {
        let mut round = answered(600);
        round.questionnaire = spoilt(&round.questionnaire, 400);
        is_harmless(&Printed::of(&round.document(language)));
    }
}

#[test]
fn an_answer_of_ten_thousand_letters_is_printed_whole() {
    let mut round = answered(10);
    for id in ["Q01", "Q01a", "Q11a"] {
        let answer = round.reply().answers.get_mut(id).expect("an answer");
        answer.comment = Some(nasty(10_000));
        if let Some(AnswerValue::Rows(rows)) = &mut answer.value {
            rows[0].insert("task".into(), nasty(10_000));
        }
    }
    let text = is_harmless(&Printed::of(&round.document(Language::En)));
    let count = text.matches('x').count();
    assert!(count >= 40_000, "three comments and a cell, in the chapter and where it changed: {count}");
}

#[test]
fn a_table_of_forty_columns_is_set_row_below_row() {
    let mut round = data::of_provider();
    let columns: Vec<Value> =
        (0..40).map(|at| json!({ "id": format!("c{at}"), "text": { "en": format!("Column {at} {}", nasty(400)) } })).collect();
    let question = round.questionnaire.questions.iter_mut().find(|question| question.id == "Q11a").expect("the table");
    question.columns = of(json!(columns));
    let row: Row = (0..40).map(|at| (format!("c{at}"), format!("cell{at}end"))).collect();
    round.reply().answers.insert("Q11a".into(), Answer::of(AnswerValue::Rows(vec![row.clone(), row])));
    let blank = Printed::of(&data::blank(&round.questionnaire, Language::En));
    is_harmless(&blank);
    let text = is_harmless(&Printed::of(&round.document(Language::En)));
    for at in [0, 39] {
        assert!(text.matches(&format!("cell{at}end")).count() >= 2, "row and row, cell {at}:\n{text}");
    }
}

/// Answers of a shape that no question takes, and files that did not come.
#[test]
fn answers_of_another_shape_are_shown_as_they_are() {
    let mut round = data::of_provider();
    let answers = json!({
        "Q01": { "value": { "deep": [1, { "er": "shape" }] } }, "Q02": { "value": "tls" }, "Q03": { "value": ["2026"] }, "Q04": { "value": 7 },
        "Q06": { "value": "no such option" }, "Q07a": { "value": ["XX", "Atlantis"] }, "Q11a": { "value": [] }, "Q12": { "files": ["gone"] }, "Q99": { "value": "stray" }
    });
    round.reply().answers = of(answers);
    let printed = Printed::of(&round.document(Language::En));
    reader::is_valid(&printed.path());
    let text = reader::run("poppler-utils", "pdftotext", &["-raw", "-enc", "UTF-8"], &printed.path(), &["-"]);
    for part in ["{\"deep\":[1,{\"er\":\"shape\"}]}", "no such option", "XX, Atlantis", "gone"] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
}
