//! Workbooks with something changed inside: read, or refused.

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use proptest::prelude::*;
use provident_api::assets::lists;
use provident_exchange::columns::{guess_mapping, is_known_header};
use provident_exchange::incoming::incoming;
use provident_exchange::register::{is_register, read_register};
use provident_exchange::table::{HeaderRow, read_table};
use serde_json::json;

use super::cases;
use crate::ground::today;
use crate::program::Program;

type Parts = Vec<(String, Vec<u8>)>;

fn parts(book: &[u8]) -> Parts {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook");
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("read");
            (part.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

fn packed(parts: &Parts) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), stored).expect("a part");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("a workbook").into_inner()
}

/// The sample company as we export it.
fn ours() -> Parts {
    let program = Program::new();
    program.call("sample_create", json!({ "file": program.lend(&program.desk.path("sample.provident")) }));
    let path = program.desk.path("sample.xlsx");
    program.call("register_export", json!({ "file": program.lend(&path) }));
    parts(&std::fs::read(path).expect("the workbook"))
}

fn row(cells: [&str; 2]) -> String {
    let cell = |text: &str| format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>");
    format!("<table:table-row>{}{}</table:table-row>", cell(cells[0]), cell(cells[1]))
}

/// A list in an OpenDocument sheet.
fn open_document() -> Parts {
    with_rows(&format!("{}{}", row(["Name", "Country"]), row(["Quillworks", "France"])))
}

fn with_rows(rows: &str) -> Parts {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"One\">{rows}</table:table></office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    vec![
        ("mimetype".into(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("content.xml".into(), content.into_bytes()),
        ("META-INF/manifest.xml".into(), manifest.into()),
    ]
}

static OURS: LazyLock<Parts> = LazyLock::new(ours);
static OPEN_DOCUMENT: LazyLock<Parts> = LazyLock::new(open_document);

/// Read to the end, both as a list and as an exported register, or refused; never a panic.
fn read_or_refused(book: &[u8]) -> bool {
    let known = |text: &str| is_known_header(text, lists());
    let Ok(reading) = read_table("book", book, None, HeaderRow::Known(&known)) else { return false };
    if is_register(&reading) {
        let _ = read_register("book", book, &reading, lists(), today());
    }
    incoming(&reading, &guess_mapping(&reading.header, lists()), lists(), today());
    true
}

/// Bytes of one part written over, left out or doubled.
fn changed(parts: &Parts, part: usize, at: usize, text: &str, kind: usize) -> Vec<u8> {
    let mut parts = parts.clone();
    let index = part % parts.len();
    let bytes = &mut parts[index].1;
    let at = at % (bytes.len() + 1);
    let end = (at + text.len()).min(bytes.len());
    match kind {
        0 => drop(bytes.splice(at..end, text.bytes())),
        1 => drop(bytes.splice(at..at, text.bytes())),
        2 => drop(bytes.drain(at..end)),
        _ => bytes.truncate(at),
    }
    packed(&parts)
}

fn odd() -> impl Strategy<Value = String> {
    let odd = [
        "<",
        ">",
        "\"",
        "&#0;",
        "&#xFFFFFFFF;",
        "&lol;",
        "99999999999999999999",
        "-1",
        "1e308",
        "A1048577",
        "XFE1",
        "R1C1",
        "</row>",
        "<row r=\"4294967295\">",
        "t=\"s\"",
        "<v>2958466</v>",
        "<v>-1</v>",
        "<v>99999999</v>",
        "number-columns-repeated=\"4294967295\" ",
        "table:number-rows-repeated=\"99999999\" ",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>",
        "\u{0}",
        "ж",
    ];
    prop_oneof![prop::sample::select(odd.to_vec()).prop_map(str::to_owned), ".{0,8}"]
}

#[track_caller]
fn open_document_is_refused(rows: &str, why: &str) {
    let start = std::time::Instant::now();
    let told = read_table("book.ods", &packed(&with_rows(rows)), None, HeaderRow::First);
    let said = format!("{:?}", told.expect_err("refused"));
    assert!(said.contains(why), "{rows:?}: {said}");
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

/// The library would look for the end for ever, or fill all memory.
#[test]
fn an_open_document_that_never_ends_is_refused_at_once() {
    let head = row(["Name", "Country"]);
    open_document_is_refused(&format!("{head}<table:table-row><table:table-cell>"), "Damaged");
    open_document_is_refused(&format!("{head}</table:table></office:spreadsheet></office:body></office:document-content><!--"), "Damaged");
    let wide = "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"16384\"/></table:table-row>";
    open_document_is_refused(&format!("{head}{}", wide.repeat(1_000)), "Bomb");
    let tall = "<table:table-row table:number-rows-repeated=\"4294967295\"><table:table-cell office:value=\"1\"/></table:table-row>";
    open_document_is_refused(&format!("{head}{tall}"), "Bomb");
    let gap = "<table:table-row table:number-rows-repeated=\"99999999\"><table:table-cell/></table:table-row>";
    open_document_is_refused(&format!("{head}{gap}{head}"), "Bomb");
    open_document_is_refused(&format!("{head}{}", row(["<text:s text:c=\"4294967295\"/>", ""])), "Bomb");
}

/// As LibreOffice ends a sheet: a million empty rows and columns that are nobody's.
#[test]
fn an_open_document_with_an_empty_rest_is_read() {
    let empty = "<table:table-cell table:number-columns-repeated=\"16382\"/>";
    let rest = format!("<table:table-row table:number-rows-repeated=\"1048570\">{empty}</table:table-row>");
    let rows = format!("{}{rest}", row(["Name", "Country"]).replace("</table:table-row>", &format!("{empty}</table:table-row>")));
    let reading = read_table("book.ods", &packed(&with_rows(&rows)), None, HeaderRow::First);
    assert_eq!(reading.expect("read").header, ["Name", "Country"]);
}

#[test]
fn the_workbooks_themselves_are_read() {
    assert!(read_or_refused(&packed(&OURS)) && read_or_refused(&packed(&OPEN_DOCUMENT)));
}

proptest! {
    #![proptest_config(cases(200, 4_000))]

    #[test]
    fn a_workbook_with_something_changed_is_read_or_refused(part in any::<usize>(), at in any::<usize>(), text in odd(), kind in 0..4_usize) {
        read_or_refused(&changed(&OURS, part, at, &text, kind));
    }

    #[test]
    fn an_open_document_with_something_changed_is_read_or_refused(part in any::<usize>(), at in any::<usize>(), text in odd(), kind in 0..4_usize) {
        read_or_refused(&changed(&OPEN_DOCUMENT, part, at, &text, kind));
    }

    #[test]
    fn a_workbook_with_changed_bytes_is_read_or_refused(at in any::<usize>(), bit in 0..8_u32) {
        let mut book = packed(&OPEN_DOCUMENT);
        let at = at % book.len();
        book[at] ^= 1 << bit;
        read_or_refused(&book);
    }
}
