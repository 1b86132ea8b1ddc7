//! `ask` and `answers`, as a script gives them.

use serde_json::{Value, json};

use super::Reply;
use crate::shelf::Shelf;

fn lines(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn everybody_is_asked_and_answers_come_back_through_the_command_line() {
    let shelf = Shelf::bare();
    assert!(shelf.run(&["sample", "one.provident"]).status.success());
    let asked = shelf.run(&["ask", "one.provident", "--all", "--out", "out", "--language", "fr", "--json"]);
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let made: Value = serde_json::from_slice(&asked.stdout).expect("JSON");
    let made = made["made"].as_array().expect("files");
    assert!(made.len() > 20, "{} files", made.len());
    let without = made.iter().filter(|file| file["mail"].is_null()).count();
    assert!(without > 0 && without < made.len(), "{without} of {} without an address", made.len());
    let page = made.iter().find(|file| file["file"].as_str().is_some_and(|name| name.starts_with("Les outils"))).expect("a department");
    let html = std::fs::read_to_string(shelf.path("out").join(page["file"].as_str().expect("a name"))).expect("there");
    assert!(html.len() < 400_000, "{} bytes", html.len());
    let mut reply = Reply::to(&html);
    assert_eq!(reply.data["language"], "fr");
    reply.cards[0]["standing"] = json!("confirmed");
    std::fs::write(shelf.path("a.provident-answers"), reply.sealed()).expect("written");
    std::fs::write(shelf.path("b.provident-answers"), b"nothing").expect("written");

    let taken = shelf.run(&["answers", "one.provident", "a.provident-answers", "b.provident-answers"]);
    assert_eq!(taken.status.code(), Some(1), "one was refused");
    let said = lines(&taken);
    assert!(said.contains("a.provident-answers: taken in from Maria Lopez for"), "{said}");
    assert!(said.contains("b.provident-answers: refused: this is not a file of answers"), "{said}");
    let again = shelf.run(&["answers", "one.provident", "a.provident-answers", "--json"]);
    let again: Value = serde_json::from_slice(&again.stdout).expect("JSON");
    assert_eq!(again[0]["outcome"]["kind"], "same_as_before");
    assert!(shelf.run(&["check", "one.provident"]).status.success());
    let nobody = shelf.run(&["ask", "one.provident", "--department", "Nowhere", "--out", "out"]);
    let said = String::from_utf8_lossy(&nobody.stderr).into_owned();
    assert_eq!((nobody.status.code(), said.lines().count()), (Some(1), 1), "{said}");
}
