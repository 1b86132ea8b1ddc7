//! The workbook and the CSV, written.

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{
    ABOUT, Contents, DEPARTMENTS, EVIDENCE, FACTS, LONG_TEXTS, MARK, ORGANISATION, PROVIDERS, SERVICES, Sheet, provider_sheet,
    service_sheet,
};
use crate::ExchangeFault;
use crate::csv_file::csv_bytes;
use crate::words::id_of;
use provident_domain::fact::Standing;

/// Characters of one cell; a spreadsheet takes 32,767.
const CELL: usize = 32_000;

/// All providers with the fields of a provider.
pub fn register_csv(contents: &Contents) -> Vec<u8> {
    let header = provider_sheet::HEADER.iter().map(|title| (*title).to_owned()).collect();
    csv_bytes(std::iter::once(header).chain(contents.providers.iter().map(provider_sheet::row)))
}

/// The whole register. Every cell is text, so nothing in it can run.
pub fn register_workbook(contents: &Contents) -> Result<Vec<u8>, ExchangeFault> {
    written(contents).map_err(|error| ExchangeFault::Unwritten { detail: error.to_string() })
}

fn written(contents: &Contents) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = rust_xlsxwriter::ExcelDateTime::parse_from_str(&contents.exported_on.to_string())?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_title(MARK).set_creation_datetime(&created));
    let mut long = Vec::new();
    for sheet in [
        about(contents),
        organisation(contents),
        departments(contents),
        providers(contents),
        services(contents),
        facts(contents),
        evidence(contents),
    ] {
        fill(book.add_worksheet(), &sheet, &mut long)?;
    }
    if !long.is_empty() {
        fill(book.add_worksheet(), &Sheet { name: LONG_TEXTS, header: vec!["Key", "Part", "Text"], rows: long }, &mut Vec::new())?;
    }
    book.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet, long: &mut Vec<Vec<String>>) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_background_color(Color::RGB(0xE8_EC_F1)).set_text_wrap().set_align(FormatAlign::Top);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    page.set_name(sheet.name)?;
    page.set_freeze_panes(1, 0)?;
    for (at, title) in sheet.header.iter().enumerate() {
        page.write_string_with_format(0, at as u16, *title, &head)?;
        page.set_column_width(at as u16, width(sheet, at))?;
    }
    for (down, row) in sheet.rows.iter().enumerate() {
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            page.write_string_with_format(down as u32 + 1, at as u16, shortened(cell, long), &body)?;
        }
    }
    Ok(())
}

/// Characters: as wide as most of its first rows ask for, never a screen wide.
fn width(sheet: &Sheet, at: usize) -> f64 {
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let cells = sheet.rows.iter().take(200).filter_map(|row| row.get(at)).map(|cell| longest(cell));
    let wide = cells.max().unwrap_or(0).max(sheet.header[at].chars().count().min(18));
    (wide as f64 + 2.0).clamp(8.0, 48.0)
}

/// The cell, or where it goes on.
fn shortened(cell: &str, long: &mut Vec<Vec<String>>) -> String {
    if cell.encode_utf16().count() <= CELL {
        return cell.to_owned();
    }
    let key = format!("→ {LONG_TEXTS} {}", long.len() + 1);
    let letters: Vec<char> = cell.chars().collect();
    // Half, since one character may be two units of UTF-16.
    for (part, chunk) in letters.chunks(CELL / 2).enumerate() {
        // A bar at both ends keeps blanks that a spreadsheet would trim.
        long.push(vec![key.clone(), (part + 1).to_string(), format!("|{}|", chunk.iter().collect::<String>())]);
    }
    key
}

fn about(contents: &Contents) -> Sheet {
    let rows = [
        ("Exported on", contents.exported_on.to_string()),
        ("Organisation", contents.organisation.map(|organisation| organisation.name.clone()).unwrap_or_default()),
        ("Providers", contents.providers.len().to_string()),
        ("Services", contents.providers.iter().map(|provider| provider.services.len()).sum::<usize>().to_string()),
        ("To read it back", "Import this file. Providers are found again by their id or name; nothing is deleted.".to_owned()),
        ("Files of evidence", "are listed here with their digests; their content stays in the register.".to_owned()),
    ];
    Sheet { name: ABOUT, header: vec![MARK, ""], rows: rows.into_iter().map(|(label, value)| vec![label.to_owned(), value]).collect() }
}

fn organisation(contents: &Contents) -> Sheet {
    let value = contents.organisation.and_then(|organisation| serde_json::to_value(organisation).ok());
    let fields = value.as_ref().and_then(serde_json::Value::as_object).into_iter().flatten();
    let rows = fields.filter_map(|(field, value)| Some(vec![field.clone(), value.as_str()?.to_owned()])).collect();
    Sheet { name: ORGANISATION, header: vec!["Field", "Value"], rows }
}

fn departments(contents: &Contents) -> Sheet {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let rows = contents.departments.iter().map(|held| vec![held.name.clone(), text(&held.head_name), text(&held.head_email)]).collect();
    Sheet { name: DEPARTMENTS, header: vec!["Department", "Head", "E-mail"], rows }
}

fn providers(contents: &Contents) -> Sheet {
    Sheet { name: PROVIDERS, header: provider_sheet::HEADER.to_vec(), rows: contents.providers.iter().map(provider_sheet::row).collect() }
}

fn services(contents: &Contents) -> Sheet {
    let rows =
        contents.providers.iter().flat_map(|provider| provider.services.iter().map(move |service| service_sheet::row(provider, service)));
    Sheet { name: SERVICES, header: service_sheet::HEADER.to_vec(), rows: rows.collect() }
}

fn facts(contents: &Contents) -> Sheet {
    let mut rows = Vec::new();
    for provider in &contents.providers {
        for (group, standing) in &provider.standings {
            let (kind, by, on, evidence, place) = match standing {
                Standing::Declared { by, on, file } => ("declared", by, on, None, file.as_deref()),
                Standing::Verified { by, on, evidence, place } => ("verified", by, on, *evidence, place.as_deref()),
            };
            let title = evidence.and_then(|id| provider.evidence.iter().find(|(held, _)| *held == id)).map(|(_, held)| held.title.clone());
            rows.push(vec![
                provider.id.to_string(),
                provider.provider.name.clone(),
                group.id().to_owned(),
                kind.to_owned(),
                by.clone(),
                on.to_string(),
                title.unwrap_or_default(),
                place.unwrap_or_default().to_owned(),
            ]);
        }
    }
    Sheet { name: FACTS, header: vec!["Provider id", "Provider", "Facts", "Standing", "By", "On", "Compared with", "Place"], rows }
}

fn evidence(contents: &Contents) -> Sheet {
    let mut rows = Vec::new();
    for provider in &contents.providers {
        for (_, held) in &provider.evidence {
            rows.push(vec![
                provider.id.to_string(),
                provider.provider.name.clone(),
                held.title.clone(),
                id_of(&held.kind),
                held.dated.map(|day| day.to_string()).unwrap_or_default(),
                held.file_name.clone(),
                held.digest.clone(),
                held.size.to_string(),
            ]);
        }
    }
    Sheet { name: EVIDENCE, header: vec!["Provider id", "Provider", "Title", "Kind", "Dated", "File", "SHA-256", "Bytes"], rows }
}
