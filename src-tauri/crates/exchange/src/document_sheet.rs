//! A report as a workbook: first the register behind it as one flat table, where there is one, then
//! the report itself in reading order. Every cell is text, so nothing in it can run.

use provident_domain::lists::Language;
use provident_report::Document;
use provident_report::document::{Block, FactRow, Span};
use provident_report::kinds::record_table::RecordTable;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::ExchangeFault;

/// Characters of one cell; a spreadsheet takes 32,767.
const CELL: usize = 32_000;
/// Widths of the columns of the report, in characters.
const WIDTHS: [f64; 3] = [32.0, 60.0, 36.0];
/// Width of a column of a table that has more.
const MORE: f64 = 30.0;

/// The workbook; `record` is the sheet that stands first.
pub fn document_workbook(document: &Document, record: Option<&RecordTable>) -> Result<Vec<u8>, ExchangeFault> {
    written(document, record).map_err(|error| ExchangeFault::Unwritten { detail: error.to_string() })
}

fn written(document: &Document, record: Option<&RecordTable>) -> Result<Vec<u8>, XlsxError> {
    let names = Names::of(document.language);
    let mut book = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&document.issued_on.to_string())?;
    let properties = DocProperties::new().set_title(&document.title).set_subject(&document.number).set_company(&document.organisation);
    book.set_properties(&properties.set_creation_datetime(&created));
    let mut long = Long { name: names.long, texts: Vec::new() };
    if let Some(record) = record {
        let page = book.add_worksheet();
        page.set_name(names.record)?;
        flat(page, &record.heads, &record.rows, &mut long)?;
    }
    let page = book.add_worksheet();
    page.set_name(names.report)?;
    Report::new(page, &mut long)?.write(document)?;
    if !long.texts.is_empty() {
        let heads = names.long_heads.map(str::to_owned);
        let rows = std::mem::take(&mut long.texts);
        let page = book.add_worksheet();
        page.set_name(names.long)?;
        flat(page, &heads, &rows, &mut long)?;
    }
    book.save_to_buffer()
}

/// Of the sheets.
struct Names {
    record: &'static str,
    report: &'static str,
    long: &'static str,
    long_heads: [&'static str; 3],
}

impl Names {
    fn of(language: Language) -> Names {
        match language {
            Language::En => Names { record: "Register", report: "Report", long: "Long texts", long_heads: ["Key", "Part", "Text"] },
            Language::Fr => Names { record: "Registre", report: "Rapport", long: "Textes longs", long_heads: ["Clé", "Partie", "Texte"] },
        }
    }
}

/// Texts longer than a cell, cut into parts on a sheet of their own.
struct Long {
    name: &'static str,
    texts: Vec<Vec<String>>,
}

impl Long {
    /// The text, or where it is found whole.
    fn shortened<'a>(&mut self, text: &'a str) -> std::borrow::Cow<'a, str> {
        // No text has more units of UTF-16 than bytes.
        if text.len() <= CELL || text.encode_utf16().count() <= CELL {
            return text.into();
        }
        let key = format!("→ {} {}", self.name, self.texts.len() + 1);
        let letters: Vec<char> = text.chars().collect();
        // Half, since one character may be two units of UTF-16.
        for (part, chunk) in letters.chunks(CELL / 2).enumerate() {
            self.texts.push(vec![key.clone(), (part + 1).to_string(), chunk.iter().collect()]);
        }
        key.into()
    }
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

fn headed() -> Format {
    wrapped().set_bold().set_background_color(Color::RGB(0xE8_EC_F1))
}

/// A table with its head held in place and a filter on it.
fn flat(page: &mut Worksheet, heads: &[String], rows: &[Vec<String>], long: &mut Long) -> Result<(), XlsxError> {
    let (head, body) = (headed(), wrapped());
    page.set_freeze_panes(1, 0)?;
    for (at, title) in heads.iter().enumerate() {
        page.write_string_with_format(0, at as u16, title, &head)?;
        page.set_column_width(at as u16, width(title, rows, at))?;
    }
    for (down, row) in rows.iter().enumerate() {
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            page.write_string_with_format(down as u32 + 1, at as u16, long.shortened(cell), &body)?;
        }
    }
    if !heads.is_empty() {
        page.autofilter(0, 0, rows.len() as u32, heads.len() as u16 - 1)?;
    }
    Ok(())
}

/// Characters: as wide as most of its first rows ask for, never a screen wide.
fn width(title: &str, rows: &[Vec<String>], at: usize) -> f64 {
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let cells = rows.iter().take(200).filter_map(|row| row.get(at)).map(|cell| longest(cell));
    let wide = cells.max().unwrap_or(0).max(title.chars().count().min(20));
    (wide as f64 + 2.0).clamp(10.0, 48.0)
}

/// The report, row by row.
struct Report<'a> {
    page: &'a mut Worksheet,
    long: &'a mut Long,
    row: u32,
    body: Format,
    strong: Format,
    head: Format,
    faint: Format,
    /// Text that runs over the empty cells beside it.
    open: Format,
    headings: [Format; 4],
}

impl<'a> Report<'a> {
    fn new(page: &'a mut Worksheet, long: &'a mut Long) -> Result<Report<'a>, XlsxError> {
        for (at, width) in WIDTHS.iter().enumerate() {
            page.set_column_width(at as u16, *width)?;
        }
        let bold = |size: f64| Format::new().set_bold().set_font_size(size);
        Ok(Report {
            page,
            long,
            row: 0,
            body: wrapped(),
            strong: wrapped().set_bold(),
            head: headed(),
            faint: wrapped().set_font_color(Color::RGB(0x55_5D_66)),
            open: Format::new().set_align(FormatAlign::Top),
            headings: [bold(18.0), bold(14.0), bold(12.0), bold(11.0)],
        })
    }

    fn write(mut self, document: &Document) -> Result<(), XlsxError> {
        self.heading(0, &document.title)?;
        self.page.set_freeze_panes(1, 0)?;
        if let Some(subtitle) = &document.subtitle {
            self.line(subtitle)?;
        }
        self.line(&format!("{} · {} · {}", document.organisation, document.issued_on, document.number))?;
        if let Some(head) = &document.history_head {
            self.line(head)?;
        }
        self.row += 1;
        document.body.iter().try_for_each(|block| self.block(block))
    }

    fn block(&mut self, block: &Block) -> Result<(), XlsxError> {
        match block {
            Block::Heading { level, text } => {
                self.row += 1;
                self.heading(usize::from((*level).clamp(1, 3)), text)
            }
            Block::Paragraph { spans } => self.line(&joined(spans)),
            Block::Note { text } => self.line(text),
            Block::Meter { label, percent } => self.cells(&[(label, Kind::Body), (&format!("{percent} %"), Kind::Body)]),
            Block::Figures { items } => {
                items.iter().try_for_each(|item| self.cells(&[(&item.label, Kind::Body), (&item.value, Kind::Strong)]))
            }
            Block::Choices { items } => items.iter().try_for_each(|item| self.line(&format!("– {item}"))),
            Block::Room { label, .. } => self.line(label.as_deref().unwrap_or_default()),
            Block::Facts { rows } => rows.iter().try_for_each(|row| self.fact(row)),
            Block::Table { heads, rows, .. } => self.table(heads, rows),
        }
    }

    fn heading(&mut self, level: usize, text: &str) -> Result<(), XlsxError> {
        self.page.write_string_with_format(self.row, 0, self.long.shortened(text), &self.headings[level])?;
        self.row += 1;
        Ok(())
    }

    /// Each line of a text on a row, over the whole width.
    fn line(&mut self, text: &str) -> Result<(), XlsxError> {
        for line in text.lines() {
            self.page.write_string_with_format(self.row, 0, self.long.shortened(line), &self.open)?;
            self.row += 1;
        }
        Ok(())
    }

    fn fact(&mut self, row: &FactRow) -> Result<(), XlsxError> {
        self.cells(&[(&row.label, Kind::Faint), (&joined(&row.value), Kind::Body), (row.note.as_deref().unwrap_or_default(), Kind::Faint)])
    }

    fn table(&mut self, heads: &[String], rows: &[Vec<Vec<Span>>]) -> Result<(), XlsxError> {
        for at in WIDTHS.len()..heads.len() {
            self.page.set_column_width(at as u16, MORE)?;
        }
        self.cells(&heads.iter().map(|head| (head.as_str(), Kind::Head)).collect::<Vec<_>>())?;
        for row in rows {
            let texts: Vec<String> = row.iter().map(|cell| joined(cell)).collect();
            self.cells(&texts.iter().map(|text| (text.as_str(), Kind::Body)).collect::<Vec<_>>())?;
        }
        self.row += 1;
        Ok(())
    }

    fn cells(&mut self, cells: &[(&str, Kind)]) -> Result<(), XlsxError> {
        for (at, (text, kind)) in cells.iter().enumerate() {
            let format = match kind {
                Kind::Body => &self.body,
                Kind::Strong => &self.strong,
                Kind::Head => &self.head,
                Kind::Faint => &self.faint,
            };
            if !text.is_empty() || matches!(kind, Kind::Head) {
                self.page.write_string_with_format(self.row, at as u16, self.long.shortened(text), format)?;
            }
        }
        self.row += 1;
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Body,
    Strong,
    Head,
    Faint,
}

/// Spans as one text; one that begins a line is not set apart.
fn joined(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" ").replace(" \n", "\n")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};
    use provident_report::document::Style;

    use super::*;

    fn span(text: &str) -> Span {
        Span { text: text.into(), style: Style::Plain }
    }

    fn document(language: Language) -> Document {
        let day = "2026-11-25".parse().expect("a day");
        let body = vec![
            Block::Heading { level: 1, text: "RT-014 · Newsletter".into() },
            Block::Facts {
                rows: vec![FactRow {
                    label: "(b) Purposes".into(),
                    value: vec![span("=HYPERLINK(\"http://x\")")],
                    note: Some("said".into()),
                }],
            },
            Block::Table {
                heads: vec!["Data".into(), "Persons".into(), "Kept for".into(), "More".into()],
                widths: vec![1, 1, 1, 1],
                rows: vec![vec![vec![span("Identity")], vec![span("Customers")], vec![span("@SUM(A1)")], vec![span("+33")]]],
                is_small: false,
            },
            Block::Note { text: "A remark".into() },
        ];
        Document::new("art30-1", "Record", "Lumeria Mail SAS", language, day, body)
    }

    fn read(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<String>>)> {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let formulas: usize =
            book.sheet_names().iter().map(|name| book.worksheet_formula(name).map_or(0, |range| range.used_cells().count())).sum();
        assert_eq!(formulas, 0, "nothing in it can run");
        let text = |cell: &Data| match cell {
            Data::String(text) => text.clone(),
            Data::Empty => String::new(),
            other => panic!("{other:?} is no text"),
        };
        let sheets = book.worksheets().into_iter();
        sheets.map(|(name, range)| (name, range.rows().map(|row| row.iter().map(text).collect()).collect())).collect()
    }

    #[test]
    fn the_report_is_there_in_reading_order_as_text() {
        let sheets = read(document_workbook(&document(Language::En), None).expect("written"));
        let [(name, rows)] = &sheets[..] else { panic!("one sheet: {sheets:?}") };
        assert_eq!(name, "Report");
        let lines: Vec<String> =
            rows.iter().map(|row| row.join("|").trim_end_matches('|').to_owned()).filter(|line| !line.is_empty()).collect();
        assert!(lines[1].starts_with("Lumeria Mail SAS · 2026-11-25 · A1-20261125-"), "{lines:?}");
        let expected = [
            "RT-014 · Newsletter",
            "(b) Purposes|=HYPERLINK(\"http://x\")|said",
            "Data|Persons|Kept for|More",
            "Identity|Customers|@SUM(A1)|+33",
            "A remark",
        ];
        assert_eq!(lines[2..], expected);
    }

    #[test]
    fn the_register_stands_first_and_a_long_text_is_kept_whole() {
        let long = "é🦉".repeat(20_000);
        let record = RecordTable { heads: vec!["Activity".into(), "Clients".into()], rows: vec![vec!["-Newsletter".into(), long.clone()]] };
        let sheets = read(document_workbook(&document(Language::Fr), Some(&record)).expect("written"));
        let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Registre", "Rapport", "Textes longs"]);
        assert_eq!(sheets[0].1[1], ["-Newsletter", "→ Textes longs 1"]);
        let parts: String = sheets[2].1[1..].iter().map(|row| row[2].as_str()).collect();
        assert_eq!(parts, long, "cut into parts, nothing lost");
    }
}
