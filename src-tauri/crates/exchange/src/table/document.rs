//! A list that stands in a document: Markdown, HTML or plain text, saved or pasted. It becomes the same as a
//! list of a spreadsheet. Which list of the document is meant is chosen here and in `tables` and `lists`:
//! a table with known headers, or else the lists that look like lists of companies, or else a table of
//! any kind, or else one name a line.

mod grid;
mod html;
mod item;
mod kind;
mod lists;
mod markdown;
mod page;
mod place;
mod run;
mod tables;
#[cfg(test)]
mod tests;

use provident_domain::lists::Lists;

use super::head::{best_head, with_header};
use super::{Format, HeaderRow, LARGEST, MOST_ROWS, Raw, RawRow, Reading, guard, held, read_table, text, wrong_ending};
use crate::fault::ExchangeFault;
use crate::remark::Remark;
use page::Block;

/// Rows of a document, the row of headers first where there is one.
struct Found {
    /// What they stood in, as `how_read` says it.
    place: &'static str,
    rows: Vec<Vec<String>>,
    has_header: bool,
    remarks: Vec<Remark>,
}

/// Reads a list in a document. `known` tells the headers of the list that is looked for. A workbook is
/// read as `read_table` would.
pub fn read_document(file_name: &str, bytes: &[u8], known: &dyn Fn(&str) -> bool, lists: &Lists) -> Result<Reading, ExchangeFault> {
    if bytes.len() as u64 > LARGEST {
        return Err(ExchangeFault::TooLarge { limit: LARGEST / 1_048_576 });
    }
    if !matches!(guard::kind(bytes)?, guard::Kind::Text | guard::Kind::WebPage) {
        return read_table(file_name, bytes, None, HeaderRow::Known(known));
    }
    let text = kind::decoded(bytes)?;
    let format = kind::format(&text);
    if format == Format::Markdown && has_columns(bytes, known) {
        return read_table(file_name, bytes, None, HeaderRow::Known(known));
    }
    let blocks = held(|| blocks(&text, format))?;
    let found = tables::with_known_headers(&blocks, known, lists).or_else(|| lists::companies(&blocks, lists));
    let found = found.or_else(|| tables::largest(&blocks, lists)).or_else(|| names(&blocks)).ok_or(ExchangeFault::Empty)?;
    let mut reading = reading(found, format)?;
    reading.remarks.extend(wrong_ending(file_name, format));
    Ok(reading)
}

fn blocks(text: &str, format: Format) -> Result<Vec<Block>, ExchangeFault> {
    let page = if format == Format::Html { html::read(text)? } else { markdown::read(text)? };
    page.finish()
}

/// Text in columns, with headers that are known; a table copied out of a spreadsheet is pasted so.
fn has_columns(bytes: &[u8], known: &dyn Fn(&str) -> bool) -> bool {
    let Ok(raw) = text::csv(bytes) else { return false };
    let Some(at) = best_head(&raw.rows, known) else { return false };
    let head = &raw.rows[at].cells;
    let is_rule = |row: &RawRow| row.cells.iter().all(|cell| cell.trim().chars().all(|sign| matches!(sign, '-' | ':')));
    let is_whole = head.iter().all(|cell| !cell.trim().is_empty());
    is_whole && head.iter().filter(|cell| known(cell)).count() > 1 && !raw.rows.get(at + 1).is_some_and(is_rule)
}

/// One name a line, where there is neither a list nor a table. Headings are none.
fn names(blocks: &[Block]) -> Option<Found> {
    let texts = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text) => Some(text),
        Block::Heading(_) | Block::List(_) | Block::Table(_) => None,
    });
    let lines = texts.flat_map(|text| text.lines()).map(str::trim).filter(|line| !line.is_empty());
    let rows: Vec<Vec<String>> = std::iter::once("Name").chain(lines).map(|line| vec![line.to_owned()]).collect();
    (rows.len() > 1).then_some(Found { place: "lines", rows, has_header: true, remarks: Vec::new() })
}

fn reading(found: Found, format: Format) -> Result<Reading, ExchangeFault> {
    let Found { place, rows, has_header, mut remarks } = found;
    if rows.len() > MOST_ROWS {
        return Err(ExchangeFault::TooManyRows { most: MOST_ROWS });
    }
    let name = if format == Format::Html { "HTML" } else { "Markdown" };
    let name = if place == "lines" && format == Format::Markdown { "Text" } else { name };
    // Headers count as no row.
    let numbered = rows
        .into_iter()
        .zip(u32::from(!has_header)..)
        .map(|(cells, number)| RawRow { cells: cells.iter().map(|cell| text::cut(cell, number, &mut remarks)).collect(), number });
    let rows = numbered.collect();
    let raw = Raw { format, how_read: vec![name.into(), place.into()], sheets: Vec::new(), sheet: String::new(), rows, remarks };
    let mut reading = with_header(raw, if has_header { HeaderRow::First } else { HeaderRow::Missing })?;
    if !has_header {
        reading.remarks.push(Remark::NoHeader);
    }
    if reading.rows.is_empty() { Err(ExchangeFault::Empty) } else { Ok(reading) }
}
