//! Bad input: a clear refusal, nothing half-written, and the program goes on.

use std::io::Write;

use proptest::prelude::*;
use provident_api::assets::lists;
use provident_api::{Failure, Refusal};
use provident_exchange::columns::{guess_mapping, is_known_header};
use provident_exchange::incoming::incoming;
use provident_exchange::table::{HeaderRow, read_table};
use serde_json::json;

use crate::ground::{is_long, today};
use crate::program::Program;

#[track_caller]
fn refused(name: &str, bytes: &[u8], why: &str) {
    let program = Program::with_register();
    let list = program.file(name, bytes);
    let reason = program.refusal("import_read", json!({ "file": program.lend(&list), "sheet": null, "has_header": null }));
    let said = format!("{reason:?}");
    assert!(said.contains(why), "{name}: {said}");
    program.import(&program.file("good.csv", "Name\nQuillworks\n"));
    program.is_whole();
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("found: Archive").into_inner()
}

#[test]
fn what_is_no_list_is_refused_by_what_it_is() {
    refused("list.csv", b"", "NothingToImport");
    refused("list.csv", b" \n\r\n  ", "NothingToImport");
    refused("list.csv", b"Name,Address\n", "NothingToImport");
    refused("list.xlsx", b"%PDF-1.7 ...", "found: Pdf");
    refused("list.csv", &[0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0], "found: Picture");
    refused("list.csv", b"<!DOCTYPE html><html><body>Sign in</body></html>", "found: WebPage");
    refused("list.csv", &[1, 0, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 8].repeat(500), "found: NoText");
    refused("list.xlsx", &archive(&[("word/document.xml", b"<w/>")]), "found: Archive");
    refused("list.xlsx", &archive(&[("xl/workbook.xml", b"<broken")]), "Damaged");
    refused("list.xlsx", b"PK\x03\x04 and then nothing of a zip", "Damaged");
}

#[test]
fn a_zip_bomb_is_refused_before_it_unpacks() {
    let zeros = vec![b' '; 30_000_000];
    let bomb = archive(&[("xl/worksheets/sheet1.xml", &zeros), ("xl/workbook.xml", b"<workbook/>")]);
    assert!(bomb.len() < 100_000, "{} bytes", bomb.len());
    refused("bomb.xlsx", &bomb, "why: Bomb");
}

#[test]
fn a_file_larger_than_the_limit_is_refused_before_it_is_read() {
    let program = Program::with_register();
    let path = program.desk.path("huge.csv");
    std::fs::File::create(&path).and_then(|file| file.set_len(60 * 1024 * 1024)).expect("a sparse file");
    let reason = program.refusal("import_read", json!({ "file": program.lend(&path), "sheet": null, "has_header": null }));
    assert!(matches!(reason, Refusal::TooLarge { .. }), "{reason:?}");
    let folder = program.desk.path("folder.csv");
    std::fs::create_dir(&folder).expect("a folder");
    let reason = program.refusal("import_read", json!({ "file": program.lend(&folder), "sheet": null, "has_header": null }));
    assert!(matches!(reason, Refusal::IsAFolder { .. }), "{reason:?}");
}

#[test]
fn hundreds_of_columns_and_endless_cells_are_taken_or_told() {
    let program = Program::with_register();
    let header: Vec<String> = (0..100).map(|at| format!("Column {at}")).collect();
    let long = "long ".repeat(2_000);
    let row: Vec<String> = (0..100).map(|at| if at == 0 { long.clone() } else { format!("value {at}") }).collect();
    let list = program.file("wide.csv", format!("Name,{}\nQuillworks,{}\n", header.join(","), row.join(",")));
    let result = program.import(&list);
    assert_eq!(result["created"], 1, "{result}");
    let notes = program.one("Quillworks")["provider"]["imported_notes"].as_str().expect("notes").to_owned();
    assert!(notes.contains("Column 99: value 99") && notes.len() > 10_000, "{} characters of notes", notes.len());
    let wide = program.file("wider.csv", format!("Name{}\nA{}\n", ",x".repeat(500), ",1".repeat(500)));
    let reason = program.refusal("import_read", json!({ "file": program.lend(&wide), "sheet": null, "has_header": null }));
    assert!(format!("{reason:?}").contains("TooManyColumns { most: 400 }"), "{reason:?}");
    let address = program.file("address.csv", format!("Name,Address\nMailwright,\"{}\"\n", "street ".repeat(1_500)));
    program.import(&address);
    let view = program.one("Mailwright");
    assert!(view["provider"]["address"].is_null(), "too long for an address");
    assert!(view["provider"]["imported_notes"].as_str().expect("notes").len() > 10_000, "and kept as a note");
}

#[test]
fn names_with_markup_direction_marks_and_emoji_stay_text() {
    let program = Program::with_register();
    let list = program.file(
        "names.csv",
        "Name\n<script>alert(1)</script>\n\u{202e}evil\u{202c}gnp.exe\n🦊 Fuchsbau\nNull\u{0}byte\n\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\nЖуравль\u{7}\n",
    );
    let result = program.import(&list);
    assert_eq!((&result["created"], &result["refused"]), (&json!(6), &json!([])), "{result}");
    let names = program.names();
    for name in ["<script>alert(1)</script>", "evilgnp.exe", "🦊 Fuchsbau", "Nullbyte", "=HYPERLINK(\"http://x\",\"y\")", "Журавль"]
    {
        assert!(names.iter().any(|held| held == name), "{name:?} is not among {names:?}");
    }
    let request = json!({ "kind": "provider-register", "provider": null, "query": null, "on": null, "language": "en" });
    let out = program.desk.path("register.pdf");
    let issued = program.call("report_issue", json!({ "request": request, "file": program.lend(&out) }));
    assert_eq!(issued["replaced_glyphs"], 1, "the fox has no glyph and is counted: {issued}");
    crate::reader::is_valid(&out);
}

#[test]
fn a_wrong_ending_is_read_by_content_and_told() {
    let program = Program::with_register();
    let reading = program.read(&program.file("list.xlsx", "Name;Country\nQuillworks;France\n"));
    assert_eq!(reading["format"], "csv");
    assert!(reading["remarks"][0] == json!({ "kind": "wrong_ending", "ending": "xlsx", "holds": "CSV" }), "{reading}");
}

#[test]
fn arguments_that_make_no_sense_are_refused_and_the_program_goes_on() {
    let program = Program::with_register();
    assert!(matches!(program.refusal("no_such_command", json!({})), Refusal::UnknownCommand { .. }));
    for arguments in [json!(null), json!([]), json!({ "id": 7 }), json!({ "id": "../../etc/passwd" })] {
        let failure = program.attempt("provider_show", arguments.clone());
        assert!(matches!(failure, Err(Failure::Invalid { .. } | Failure::NotFound { .. })), "{arguments}: {failure:?}");
    }
    assert!(
        matches!(program.refusal("import_read", json!({ "file": "/etc/passwd", "sheet": null, "has_header": null })), Refusal::FileGone),
        "a path is no token"
    );
    assert_eq!(program.call("provider_list", json!({}))["total"], 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if is_long() { 20_000 } else { 300 }, ..ProptestConfig::default() })]

    /// Whatever the bytes, reading them ends in a table or in a refusal.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600), kind in 0..4_usize) {
        let head: &[u8] = [&b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"Name,Country\n"][kind];
        let bytes = [head, &bytes].concat();
        if let Ok(reading) = read_table("list", &bytes, None, HeaderRow::Known(&|text| is_known_header(text, lists()))) {
            let width = reading.header.len();
            prop_assert!(reading.rows.iter().all(|row| row.cells.len() == width));
            let found = incoming(&reading, &guess_mapping(&reading.header, lists()), lists(), today());
            let rows: usize = found.accepted.iter().map(|one| one.rows.len()).sum();
            prop_assert_eq!(rows + found.refused.len(), reading.rows.len(), "every row is taken or refused");
        }
    }
}
