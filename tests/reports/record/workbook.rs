//! The same content as a workbook: no text of the report is missing in it, and none can run.

use std::collections::BTreeSet;
use std::path::PathBuf;

use calamine::{Data, Reader, Xlsx, open_workbook};
use provident_domain::lists::Language;
use serde_json::{Value, json};

use super::{KINDS, LANGUAGES, each, request, sample, squeezed, texts};
use crate::program::Program;

pub struct Book {
    sheets: Vec<(String, Vec<Vec<String>>)>,
}

impl Book {
    #[track_caller]
    pub fn of(program: &Program, kind: &str, language: Language) -> Book {
        let path = sheet_file(program, kind, language);
        let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
        let names = book.sheet_names();
        for name in &names {
            let formulas = book.worksheet_formula(name).expect("a sheet");
            assert!(formulas.used_cells().next().is_none(), "no formula in {name} of {kind}");
        }
        let sheet = |name: String| {
            let range = book.worksheet_range(&name).expect("a sheet");
            let rows = range.rows().map(|row| row.iter().map(|cell| text(cell, &name)).collect()).collect();
            (name, rows)
        };
        Book { sheets: names.into_iter().map(sheet).collect() }
    }

    pub fn cells(&self) -> BTreeSet<&str> {
        self.sheets.iter().flat_map(|(_, rows)| rows.iter().flatten().map(String::as_str)).collect()
    }

    /// Cells of the flat table under a head.
    #[track_caller]
    fn column(&self, head: &str) -> Vec<&str> {
        let [heads, rows @ ..] = self.sheets[0].1.as_slice() else { panic!("no head") };
        let at = heads.iter().position(|found| found == head).unwrap_or_else(|| panic!("no {head:?} in {heads:?}"));
        rows.iter().map(|row| row[at].as_str()).collect()
    }
}

fn sheet_file(program: &Program, kind: &str, language: Language) -> PathBuf {
    let path = program.desk.path(&format!("{kind}-{language:?}.xlsx"));
    program.call("report_sheet", json!({ "request": request(kind, language), "file": program.lend(&path) }));
    path
}

fn text(cell: &Data, sheet: &str) -> String {
    match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} of {sheet} is no text"),
    }
}

/// Every label, value, heading and cell of a report.
pub fn said(program: &Program, kind: &str, language: Language) -> Vec<String> {
    let document = program.call("report_preview", request(kind, language));
    each(&document["body"]).flat_map(of_block).chain(texts(&document["title"])).collect()
}

fn of_block(block: &Value) -> Vec<String> {
    let fact = |row: &Value| [vec![spans(&row["value"])], texts(&row["label"]), texts(&row["note"])].concat();
    let row = |row: &Value| each(row).map(spans).collect::<Vec<_>>();
    match block["kind"].as_str().expect("a kind") {
        "heading" | "note" => texts(&block["text"]),
        "paragraph" => vec![spans(&block["spans"])],
        "facts" => each(&block["rows"]).flat_map(fact).collect(),
        "table" => each(&block["rows"]).flat_map(row).chain(texts(&block["heads"])).collect(),
        "figures" => each(&block["items"]).flat_map(|item| [texts(&item["label"]), texts(&item["value"])].concat()).collect(),
        other => panic!("{other} is not looked at"),
    }
}

fn spans(value: &Value) -> String {
    each(value).filter_map(|span| span["text"].as_str()).collect::<Vec<_>>().join(" ")
}

#[track_caller]
pub fn holds_all(program: &Program, kind: &str, language: Language) {
    let cells: BTreeSet<String> = Book::of(program, kind, language).cells().into_iter().map(squeezed).collect();
    let is_held = |fact: &str| cells.contains(&squeezed(fact));
    let said = said(program, kind, language);
    assert!(said.len() > 10, "{kind} says something");
    // A note has a row a line.
    for fact in said.iter().filter(|fact| !is_held(fact)).flat_map(|fact| fact.lines()) {
        assert!(is_held(fact), "{fact:?} of {kind} stands in no cell");
    }
}

#[test]
fn every_text_of_a_report_stands_in_a_cell() {
    let program = sample();
    for (kind, language) in KINDS.into_iter().flat_map(|kind| LANGUAGES.map(|language| (kind, language))) {
        holds_all(&program, kind, language);
    }
}

#[test]
fn the_flat_table_has_a_row_an_activity_with_what_the_register_holds() {
    let program = sample();
    for (kind, role, head, field) in [
        ("art30-1", "controller", "(b) Purposes", "purposes"),
        ("art30-2", "processor", "(b) Categories of processing", "processing_categories"),
    ] {
        let book = Book::of(&program, kind, Language::En);
        let rows = program.call("activity_list", json!({ "role": role, "statuses": ["active"], "limit": 200, "sort": "reference" }));
        let held: Vec<Value> = each(&rows["rows"]).map(|row| program.call("activity_show", json!({ "id": row["id"] }))).collect();
        let names: Vec<&str> = held.iter().filter_map(|view| view["activity"]["name"].as_str()).collect();
        assert_eq!(book.column("Activity"), names);
        for (cell, view) in book.column(head).into_iter().zip(&held) {
            texts(&view["activity"][field]).iter().for_each(|text| assert!(cell.contains(text), "{text:?} in {cell:?}"));
        }
    }
    let all = program.call("transfer_all", json!({ "on": null }));
    let book = Book::of(&program, "transfers", Language::En);
    assert_eq!(book.column("Provider"), each(&all).filter_map(|row| row["provider_name"].as_str()).collect::<Vec<_>>());
    for head in ["Verdict", "Article", "Source", "What to do", "Last verified"] {
        assert!(book.column(head).iter().all(|cell| !cell.is_empty()), "each has {head:?}");
    }
}
