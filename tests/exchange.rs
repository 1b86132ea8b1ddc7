//! Files as they come: encodings, separators, headers, workbooks.

use provident_api::assets::lists;
use provident_exchange::columns::{guess_mapping, is_known_header};
use provident_exchange::remark::Remark;
use provident_exchange::table::{DateOrder, HeaderRow, Reading, read_table};
use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::ground::real_file;

#[track_caller]
fn read(name: &str, bytes: &[u8]) -> Reading {
    read_table(name, bytes, None, HeaderRow::Known(&|text| is_known_header(text, lists())))
        .unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

fn fields(reading: &Reading) -> Vec<Option<String>> {
    guess_mapping(&reading.header, lists())
}

#[track_caller]
fn reads(bytes: &[u8], how: &str) {
    let reading = read("list.csv", bytes);
    assert_eq!(reading.how_read, how);
    assert_eq!(reading.header, ["Name", "Adresse"]);
    assert_eq!(reading.rows[0].cells, ["Žluťoučký café", "1, rue d’Été; Łódź"], "{how}");
}

const TEXT: &str = "Name,Adresse\n\"Žluťoučký café\",\"1, rue d’Été; Łódź\"\n";

#[test]
fn an_encoding_is_found_by_itself() {
    reads(TEXT.as_bytes(), "CSV · UTF-8 · “,”");
    reads(format!("\u{feff}{TEXT}").as_bytes(), "CSV · UTF-8 · “,”");
    let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    reads(&[&[0xff, 0xfe], &utf16[..]].concat(), "CSV · UTF-16 · “,”");
    let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
    reads(&[&[0xfe, 0xff], &big[..]].concat(), "CSV · UTF-16 · “,”");
    reads(&TEXT.replace("\",\"", "\";\"").replace("Name,", "Name;").into_bytes(), "CSV · UTF-8 · “;”");
    let western = read("list.csv", b"Name;Adresse\r\nSoci\xe9t\xe9 \x80;1 rue d\x92\xc9t\xe9\r\n");
    assert_eq!(western.how_read, "CSV · Windows-1252 · “;”");
    assert_eq!(western.rows[0].cells, ["Société €", "1 rue d’Été"]);
}

#[track_caller]
fn separated(text: &str, by: &str) {
    let reading = read("list.csv", text.as_bytes());
    assert!(reading.how_read.contains(by), "{:?}: {}", text, reading.how_read);
    assert_eq!(reading.rows[0].cells[..2], ["Quillworks".to_owned(), "Lyon, France".to_owned()]);
}

#[test]
fn a_separator_is_found_by_itself() {
    separated("Name\tAddress\nQuillworks\tLyon, France\n", "“⇥”");
    separated("Name;Address\nQuillworks;Lyon, France\n", "“;”");
    separated("Name|Address\nQuillworks|Lyon, France\n", "“|”");
    separated("Name,Address\nQuillworks,\"Lyon, France\"\n", "“,”");
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_does() {
    for text in ["Name,Notes\nA,\"two\nlines\"\n\nB,\n", "Name,Notes\r\nA,\"two\r\nlines\"\r\n\r\nB,\r\n"] {
        let numbers: Vec<u32> = read("list.csv", text.as_bytes()).rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [2, 4], "{text:?}");
    }
}

#[test]
fn headers_are_known_in_three_languages_and_below_a_title() {
    let text = "Liste des prestataires 2026,,,\n,,,\nPrestataire,Adresse du siège,Pays,Site web\nQuillworks,Lyon,France,quill.example\n";
    let reading = read("liste.csv", text.as_bytes());
    assert_eq!(fields(&reading), ["name", "address", "country", "website"].map(|id| Some(id.to_owned())));
    assert_eq!(reading.rows[0].number, 4);
    let german = read("liste.csv", b"Anbieter;Land;Zweck;Auftragsverarbeiter\nQuillworks;Deutschland;Versand;ja\n");
    let found: Vec<Option<String>> = fields(&german);
    assert_eq!(found[0].as_deref(), Some("name"));
    assert_eq!(found[1].as_deref(), Some("country"));
}

#[test]
fn a_list_without_a_header_is_read_and_says_so() {
    let reading = read("names.csv", b"Quillworks\nMailwright\n");
    assert_eq!(reading.rows.len(), 2, "the first row is no header");
    assert_eq!(fields(&reading), [Some("name".to_owned())]);
    assert!(reading.remarks.contains(&Remark::NoHeader), "{:?}", reading.remarks);
}

#[test]
fn one_number_above_twelve_tells_the_order_of_dates() {
    assert_eq!(read("a.csv", b"Name,Last verified\nA,03/04/2026\nB,25/04/2026\n").date_order, DateOrder::DayFirst);
    assert_eq!(read("a.csv", b"Name,Last verified\nA,03/04/2026\nB,04/25/2026\n").date_order, DateOrder::MonthFirst);
}

#[test]
fn a_workbook_with_merged_cells_formulas_and_dates_is_read_and_told() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Empty").expect("a name");
    let page = book.add_worksheet().set_name("Vendors").expect("a name");
    let day = Format::new().set_num_format("dd/mm/yyyy");
    page.merge_range(0, 0, 0, 3, "Our vendors", &Format::new()).expect("merged");
    for (at, title) in ["Name", "Address", "Last verified", "Cost"].iter().enumerate() {
        page.write(1, at as u16, *title).expect("written");
    }
    page.write(2, 0, "Quillworks").expect("written");
    page.write(2, 1, Formula::new("CONCATENATE(\"Lyon\",\", France\")").set_result("Lyon, France")).expect("written");
    let on = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 5, 25).expect("a day");
    page.write_datetime_with_format(2, 2, on, &day).expect("written");
    page.write(2, 3, 1200).expect("written");
    let reading = read("vendors.xlsx", &book.save_to_buffer().expect("bytes"));
    assert_eq!(reading.how_read, "XLSX · Vendors", "the first sheet with rows");
    assert_eq!(reading.sheets, ["Empty", "Vendors"]);
    assert_eq!(reading.rows[0].cells, ["Quillworks", "Lyon, France", "2026-05-25", "1200"]);
    assert_eq!(reading.rows[0].number, 3);
    let told = provident_exchange::remark::said(&reading.remarks);
    assert!(told.contains("1 merged cells") && told.contains("1 cells hold formulas"), "{told}");
}

#[test]
fn a_real_workbook_says_what_its_csv_says() {
    let (Some(book), Some(text)) = (real_file("providers-564.xlsx"), real_file("providers-564.csv")) else { return };
    let book = read("providers.xlsx", &std::fs::read(book).expect("the file"));
    let text = read("providers.csv", &std::fs::read(text).expect("the file"));
    assert_eq!(book.header, text.header);
    assert_eq!(book.rows.len(), 564);
    let flat = |reading: &Reading| -> Vec<String> {
        reading.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.trim().to_owned())).collect()
    };
    assert_eq!(flat(&book), flat(&text));
    assert_eq!(book.rows[7].number, text.rows[7].number, "rows are counted alike");
}

#[test]
fn an_open_document_sheet_is_read() {
    let reading = read(
        "list.ods",
        &ods(
            "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Name</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Country</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type=\"string\"><text:p>Quillworks</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>France</text:p></table:table-cell></table:table-row>",
        ),
    );
    assert_eq!(reading.how_read, "ODS · List");
    assert_eq!(reading.rows[0].cells, ["Quillworks", "France"]);
}

/// The smallest spreadsheet of the OpenDocument format.
fn ods(rows: &str) -> Vec<u8> {
    use std::io::Write;
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"List\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content.as_str()),
    ] {
        archive.start_file(name, plain).expect("a part");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}
