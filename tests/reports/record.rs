//! The two records of processing, the register of transfers and the list of our sub-processors, read
//! back and compared with what the register holds.

mod hostile;
mod letters;
mod ours;
mod verdicts;
mod workbook;

use std::path::PathBuf;

use provident_api::assets::lists;
use provident_domain::lists::Language;
use serde_json::{Value, json};

use crate::program::Program;
use crate::reader;

const KINDS: [&str; 4] = ["art30-1", "art30-2", "transfers", "subprocessors"];
const LANGUAGES: [Language; 2] = [Language::En, Language::Fr];

fn sample() -> Program {
    let program = Program::new();
    program.call("register_sample", json!({}));
    program
}

fn request(kind: &str, language: Language) -> Value {
    json!({ "kind": kind, "provider": null, "query": null, "on": null, "language": language })
}

/// The report as a PDF.
fn issued(program: &Program, kind: &str, language: Language) -> PathBuf {
    let path = program.desk.path(&format!("{kind}-{language:?}.pdf"));
    program.call("report_issue", json!({ "request": request(kind, language), "file": program.lend(&path) }));
    path
}

/// The words of the PDF in reading order, without white space: where a line ends is no matter.
fn printed(program: &Program, kind: &str, language: Language) -> String {
    let path = issued(program, kind, language);
    squeezed(&reader::run("poppler-utils", "pdftotext", &["-raw", "-enc", "UTF-8"], &path, &["-"]))
}

pub fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[track_caller]
pub fn says(text: &str, fact: &str) {
    assert!(text.contains(&squeezed(fact)), "{fact:?} is not in\n{text}");
}

#[track_caller]
pub fn says_not(text: &str, fact: &str) {
    assert!(!text.contains(&squeezed(fact)), "{fact:?} is in\n{text}");
}

/// What stands between two texts, the second behind the first.
#[track_caller]
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let begin = text.find(&squeezed(from)).unwrap_or_else(|| panic!("{from:?} is not in\n{text}"));
    let rest = &text[begin..];
    let end = rest.find(&squeezed(to)).unwrap_or_else(|| panic!("{to:?} is not in\n{rest}"));
    &rest[..end]
}

/// The label of an id; the id itself where the vocabulary has none.
fn label(group: &str, id: &Value, language: Language) -> String {
    let id = id.as_str().unwrap_or_default();
    lists().label(group, id, language).unwrap_or(id).to_owned()
}

fn each<'a>(value: &'a Value) -> impl Iterator<Item = &'a Value> + use<'a> {
    value.as_array().map(Vec::as_slice).unwrap_or_default().iter()
}

/// Texts of a list, or a text; nothing of null.
fn texts(value: &Value) -> Vec<String> {
    let own = value.as_str().map(str::to_owned);
    each(value).filter_map(|one| one.as_str().map(str::to_owned)).chain(own).collect()
}

fn in_language(language: Language, en: &'static str, fr: &'static str) -> &'static str {
    match language {
        Language::En => en,
        Language::Fr => fr,
    }
}
