//! Questionnaires that come back as workbooks, whatever was done to them: read or refused, and nothing that
//! was written in one is lost.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use proptest::sample::Index;
use provident_api::assets::lists;
use provident_domain::lists::Language;
use provident_domain::questionnaire::{Answers, Card, Questionnaire};
use provident_exchange::answers_file::Answered;
use provident_exchange::questionnaire_sheet::{AskedSheet, ReturnedSheet, SheetIds, workbook};
use rust_xlsxwriter::Workbook;
use serde_json::json;
use uuid::Uuid;

use super::{cases, hostile};

/// Every kind of question, to a provider and to a department.
fn questionnaire(kind: &str) -> Questionnaire {
    let ask = |id: &str, kind: &str| json!({ "id": id, "section": "all", "text": { "en": id }, "kind": kind, "takes_comment": true, "may_be_unknown": true });
    let mut one = ask("Q05", "one");
    one["options"] = json!([{ "id": "a", "text": { "en": "First" } }, { "id": "b", "text": { "en": "Second" } }]);
    let mut several = ask("Q06", "several");
    several["options"] = one["options"].clone();
    let mut table = ask("Q10", "table");
    table["columns"] = json!([{ "id": "x", "text": { "en": "X" } }, { "id": "y", "text": { "en": "Y" } }]);
    let whole = json!({
        "id": kind, "kind": kind, "version": 1, "title": { "en": "Test" }, "introduction": { "en": "Please" },
        "sections": [{ "id": "all", "title": { "en": "All" }, "is_per_tool": kind == "department" }],
        "questions": [
            ask("Q01", "text"), ask("Q02", "paragraph"), ask("Q03", "date"), ask("Q04", "number"), one, several, ask("Q07", "tags"), ask("Q08", "person"),
            ask("Q09", "countries"), table, ask("Q11", "files"),
        ],
    });
    serde_json::from_value(whole).expect("a questionnaire")
}

fn sent(questionnaire: &Questionnaire) -> Vec<u8> {
    let id = |last: u128| Uuid::from_u128(last);
    let answered = Answered { id: questionnaire.id.clone(), version: 1 };
    let ids = SheetIds {
        register: id(1),
        assessment: id(2),
        copy: id(3),
        questionnaire: answered,
        kind: questionnaire.kind,
        language: Language::En,
    };
    let answers: Answers =
        serde_json::from_value(json!({ "Q01": { "value": "said" }, "Q06": { "value": ["a"] }, "Q10": { "value": [{ "x": "1" }] } }))
            .expect("answers");
    let card = Card { id: id(4), service: None, provider: None, is_known: true, standing: None, answers: answers.clone() };
    let asked = AskedSheet {
        ids: &ids,
        organisation: "Lumeria",
        asked_by: "Anna Keller",
        reply_to: None,
        respondent: "Quillworks",
        due_on: None,
        questionnaire,
        remarks: &BTreeMap::new(),
        answers: &answers,
        cards: &[card],
        lists: lists(),
    };
    workbook(&asked).expect("written")
}

type Rows = Vec<Vec<String>>;

fn cells(bytes: &[u8]) -> Vec<(String, Rows)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook of ours");
    let sheets = book.worksheets().into_iter().map(|(name, range)| {
        let (bottom, right) = range.end().unwrap_or_default();
        let text = |row, column| match range.get_value((row, column)) {
            Some(Data::String(text)) => text.clone(),
            _ => String::new(),
        };
        (name, (0..=bottom).map(|row| (0..=right).map(|column| text(row, column)).collect()).collect())
    });
    sheets.collect()
}

fn written(sheets: &[(String, Rows)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let page = book.add_worksheet();
        page.set_name(name).expect("a name");
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                page.write_string(row as u32, column as u16, text.chars().take(30_000).collect::<String>()).expect("a cell takes it");
            }
        }
    }
    book.save_to_buffer().expect("in memory")
}

/// All that was read of it, as one text.
fn said(questionnaire: &Questionnaire, bytes: &[u8]) -> Option<String> {
    let returned = ReturnedSheet::open(bytes).ok()?;
    let (file, remarks) = returned.answers(questionnaire, lists(), "2026-11-25T10:00:00Z".parse().expect("a moment"));
    let remarks: Vec<String> = remarks.iter().map(ToString::to_string).collect();
    Some(format!("{} {}", serde_json::to_string(&file.header).expect("JSON"), remarks.join(" ")))
}

/// What people do to a sheet without meaning harm.
#[derive(Clone, Debug)]
enum Change {
    SwapRows(Index, Index),
    InsertRow(Index),
    InsertColumn(Index),
    LoseKey(Index),
    LoseNumber(Index),
    RepeatRow(Index),
    Rename,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Change::SwapRows(one, other)),
        any::<Index>().prop_map(Change::InsertRow),
        any::<Index>().prop_map(Change::InsertColumn),
        any::<Index>().prop_map(Change::LoseKey),
        any::<Index>().prop_map(Change::LoseNumber),
        any::<Index>().prop_map(Change::RepeatRow),
        Just(Change::Rename),
    ]
}

/// Rows below the heads.
const BODY: usize = 4;

fn changed(name: &mut String, rows: &mut Rows, change: &Change) {
    let body = |at: &Index, rows: &Rows| BODY + at.index(rows.len() - BODY);
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    match change {
        Change::SwapRows(one, other) => {
            let (one, other) = (body(one, rows), body(other, rows));
            rows.swap(one, other);
        }
        Change::InsertRow(at) => {
            let at = body(at, rows);
            rows.insert(at, vec![String::new(); width]);
        }
        Change::InsertColumn(at) => {
            let at = 1 + at.index(width);
            rows.iter_mut().for_each(|row| row.insert(at.min(row.len()), String::new()));
        }
        Change::LoseKey(at) => {
            let at = body(at, rows);
            rows[at][0].clear();
        }
        Change::LoseNumber(at) => {
            let at = body(at, rows);
            if let Some(number) = rows[0].iter().position(|key| key == "number") {
                rows[at][number].clear();
            }
        }
        Change::RepeatRow(at) => {
            let row = rows[body(at, rows)].clone();
            rows.push(row);
        }
        Change::Rename => name.push('x'),
    }
}

const NEEDLE: &str = "only here";

proptest! {
    #![proptest_config(cases(40, 2_000))]

    #[test]
    fn what_is_written_in_a_workbook_is_read_or_told(
        is_department in any::<bool>(), which in 1..3_usize, changes in proptest::collection::vec(change(), 0..8), row in any::<Index>(), column in any::<Index>(), is_outside in prop::bool::weighted(0.1),
    ) {
        let questionnaire = questionnaire(if is_department { "department" } else { "provider" });
        let mut sheets = cells(&sent(&questionnaire));
        let (name, rows) = &mut sheets[which];
        changes.iter().for_each(|change| changed(name, rows, change));
        // Anywhere but over what is ours: texts and numbers beside the places to write in.
        let free: Vec<usize> = (1..rows[0].len()).filter(|at| !matches!(rows[0][*at].as_str(), "number" | "text")).collect();
        let row = if is_outside { rows.len() + row.index(30) } else { BODY + row.index(rows.len() - BODY) };
        let column = if is_outside { rows[0].len() + column.index(10) } else { free[column.index(free.len())] };
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, String::new());
        }
        rows[row][column] = NEEDLE.into();
        let said = said(&questionnaire, &written(&sheets)).expect("still ours");
        prop_assert!(said.contains(NEEDLE), "{:?} at row {} column {} of {}: {}", changes, row, column, sheets[which].0, said);
    }

    #[test]
    fn a_workbook_with_anything_in_any_cell_is_read_or_refused(
        is_department in any::<bool>(), others in proptest::collection::vec((any::<Index>(), any::<Index>(), any::<Index>(), hostile()), 1..30), lost in any::<Index>(), is_lost in prop::bool::weighted(0.2),
    ) {
        let questionnaire = questionnaire(if is_department { "department" } else { "provider" });
        let mut sheets = cells(&sent(&questionnaire));
        for (sheet, row, column, other) in others {
            let at = sheet.index(sheets.len());
            let rows = &mut sheets[at].1;
            let row = row.index(rows.len());
            let column = column.index(rows[row].len());
            rows[row][column] = other.as_str().map_or_else(|| other.to_string(), str::to_owned);
        }
        if is_lost {
            sheets.remove(lost.index(sheets.len()));
        }
        // Of another questionnaire than it was made for, too.
        said(&self::questionnaire(if is_department { "provider" } else { "department" }), &written(&sheets));
        said(&questionnaire, &written(&sheets));
    }

    #[test]
    fn a_workbook_with_some_bytes_changed_is_read_or_refused(changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..6), end in any::<Index>(), is_cut in prop::bool::weighted(0.2)) {
        let questionnaire = questionnaire("provider");
        let mut bytes = sent(&questionnaire);
        let length = bytes.len();
        changes.iter().for_each(|(at, byte)| bytes[at.index(length)] = *byte);
        if is_cut {
            bytes.truncate(end.index(length));
        }
        said(&questionnaire, &bytes);
    }
}
