//! Text in columns: encoding and separator are found by themselves.

use csv::ReaderBuilder;

use super::{Format, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Raw, RawRow};
use crate::csv_file::unguarded;
use crate::fault::{ExchangeFault, Stranger};
use crate::remark::Remark;

const SEPARATORS: [(u8, &str); 4] = [(b',', "“,”"), (b';', "“;”"), (b'\t', "“⇥”"), (b'|', "“|”")];

pub(super) fn csv(bytes: &[u8]) -> Result<Raw, ExchangeFault> {
    let (text, encoding) = decoded(bytes)?;
    let (separator, name) = separator(&text);
    let mut remarks = Vec::new();
    let mut rows = Vec::new();
    let mut number = 0;
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|error| ExchangeFault::Damaged { detail: error.to_string() })?;
        if record.len() > MOST_COLUMNS {
            return Err(ExchangeFault::TooManyColumns { most: MOST_COLUMNS });
        }
        if rows.len() >= MOST_ROWS {
            return Err(ExchangeFault::TooManyRows { most: MOST_ROWS });
        }
        let start = record.position().map_or(0, |position| position.byte() as usize);
        number += 1 + blank_lines(text.as_bytes(), start);
        let cells: Vec<String> = record.iter().map(|cell| cut(unguarded(cell), number, &mut remarks)).collect();
        rows.push(RawRow { number, cells });
    }
    Ok(Raw {
        format: Format::Csv,
        how_read: vec!["CSV".into(), encoding.into(), name.into()],
        sheets: Vec::new(),
        sheet: String::new(),
        rows,
        remarks,
    })
}

/// Empty lines before the row that is read from here; a spreadsheet counts them.
fn blank_lines(text: &[u8], start: usize) -> u32 {
    let run: Vec<u8> = text[start..].iter().copied().take_while(|byte| matches!(byte, b'\r' | b'\n')).collect();
    let breaks = run.iter().filter(|byte| **byte == b'\n').count();
    // The end of the row before, where it ends in two characters.
    let pending = start > 0 && text[start - 1] == b'\r' && run.first() == Some(&b'\n');
    (breaks - usize::from(pending)) as u32
}

pub(super) fn cut(cell: &str, row: u32, remarks: &mut Vec<Remark>) -> String {
    if cell.len() <= LONGEST_CELL {
        return cell.to_owned();
    }
    remarks.push(Remark::CellCut { row, length: cell.chars().count() as u32, most: LONGEST_CELL as u32 });
    cell.chars().take(LONGEST_CELL).collect()
}

pub(super) fn decoded(bytes: &[u8]) -> Result<(String, &'static str), ExchangeFault> {
    let (text, encoding) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (String::from_utf8_lossy(rest).into_owned(), "UTF-8"),
        [0xff, 0xfe, rest @ ..] => (encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(), "UTF-16"),
        [0xfe, 0xff, rest @ ..] => (encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(), "UTF-16"),
        _ => unmarked(bytes),
    };
    let strange = text
        .chars()
        .take(20_000)
        .filter(|letter| *letter == '\0' || (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')))
        .count();
    if strange > 0 && strange * 50 > text.chars().take(20_000).count() {
        return Err(ExchangeFault::NotATable { found: Stranger::NoText });
    }
    if text.trim().is_empty() {
        return Err(ExchangeFault::Empty);
    }
    Ok((text, encoding))
}

/// UTF-8 where it is; UTF-16 where every second byte is nothing; Windows-1252 otherwise.
fn unmarked(bytes: &[u8]) -> (String, &'static str) {
    let pairs = bytes.len().min(2_000) / 2;
    let zeros = |odd: usize| (0..pairs).filter(|pair| bytes[pair * 2 + odd] == 0).count();
    if pairs > 1 && zeros(1) * 10 > pairs * 6 {
        return (encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned(), "UTF-16");
    }
    if pairs > 1 && zeros(0) * 10 > pairs * 6 {
        return (encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(), "UTF-16");
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), "UTF-8"),
        Err(_) => (encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), "Windows-1252"),
    }
}

/// The separator that cuts most rows into the same number of cells.
fn separator(text: &str) -> (u8, &'static str) {
    let score = |separator: u8| {
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
        let widths: Vec<usize> = reader.records().take(60).filter_map(Result::ok).map(|record| record.len()).collect();
        let common = widths.iter().copied().max_by_key(|width| widths.iter().filter(|other| *other == width).count()).unwrap_or(1);
        let alike = widths.iter().filter(|width| **width == common).count();
        if common < 2 { 0 } else { alike * 1_000 / widths.len().max(1) * 100 + common.min(99) }
    };
    let best =
        SEPARATORS.into_iter().map(|candidate| (score(candidate.0), candidate)).max_by_key(|(score, (byte, _))| (*score, *byte == b','));
    match best {
        Some((score, candidate)) if score > 0 => candidate,
        _ => SEPARATORS[0],
    }
}
