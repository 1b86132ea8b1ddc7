//! A file of rows and columns, whatever it was made with. What it is is found from its
//! content; its name only helps to say so.

mod document;
mod guard;
mod head;
mod open_document;
mod sheet;
mod text;

use crate::fault::{ExchangeFault, Stranger};
use crate::guarded::guarded;
use crate::remark::Remark;

pub use document::read_document;
pub(crate) use sheet::SheetCells;

/// Bytes of a list.
pub const LARGEST: u64 = 50 * 1024 * 1024;
pub(crate) const MOST_ROWS: usize = 200_000;
pub(crate) const MOST_COLUMNS: usize = 400;
/// Characters of one cell.
pub(crate) const LONGEST_CELL: usize = 200_000;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Csv,
    Xlsx,
    Ods,
    Xls,
    /// Plain text included.
    Markdown,
    Html,
}

impl Format {
    pub fn id(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Ods => "ods",
            Format::Xls => "xls",
            Format::Markdown => "markdown",
            Format::Html => "html",
        }
    }
}

/// Which number of `25/05/2026` is the day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RawRow {
    /// As in the file, from 1.
    pub number: u32,
    /// As many as the header has.
    pub cells: Vec<String>,
}

/// A list as it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    pub format: Format,
    /// Such as `UTF-8 · “;” · 25/05/2026`: the same in every language.
    pub how_read: String,
    pub sheets: Vec<String>,
    pub sheet: String,
    pub header: Vec<String>,
    /// False where columns are named by their letter.
    pub has_header: bool,
    pub rows: Vec<RawRow>,
    pub remarks: Vec<Remark>,
    pub date_order: DateOrder,
}

/// Rows as they came, before a header was looked for.
pub(crate) struct Raw {
    pub format: Format,
    pub how_read: Vec<String>,
    pub sheets: Vec<String>,
    pub sheet: String,
    pub rows: Vec<RawRow>,
    pub remarks: Vec<Remark>,
}

/// How the row of headers is found.
#[derive(Clone, Copy)]
pub enum HeaderRow<'a> {
    /// The row among the first with most texts that are known headers.
    Known(&'a dyn Fn(&str) -> bool),
    First,
    Missing,
}

/// Reads a list.
pub fn read_table(file_name: &str, bytes: &[u8], sheet: Option<&str>, header: HeaderRow) -> Result<Reading, ExchangeFault> {
    if bytes.len() as u64 > LARGEST {
        return Err(ExchangeFault::TooLarge { limit: LARGEST / 1_048_576 });
    }
    let mut raw = match guard::kind(bytes)? {
        guard::Kind::Xlsx => held(|| sheet::xlsx(bytes, sheet))?,
        guard::Kind::Ods => held(|| sheet::ods(bytes, sheet))?,
        guard::Kind::Xls => held(|| sheet::xls(bytes, sheet))?,
        guard::Kind::WebPage => return Err(ExchangeFault::NotATable { found: Stranger::WebPage }),
        guard::Kind::Text => text::csv(bytes)?,
    };
    if let Some(remark) = wrong_ending(file_name, raw.format) {
        raw.remarks.push(remark);
    }
    head::with_header(raw, header)
}

/// Every sheet of a workbook, as it is; none of a file that is no workbook.
pub(crate) fn read_sheets(bytes: &[u8]) -> Result<Vec<SheetCells>, ExchangeFault> {
    if bytes.len() as u64 > LARGEST {
        return Err(ExchangeFault::TooLarge { limit: LARGEST / 1_048_576 });
    }
    let format = match guard::kind(bytes)? {
        guard::Kind::Xlsx => Format::Xlsx,
        guard::Kind::Ods => Format::Ods,
        guard::Kind::Xls => Format::Xls,
        guard::Kind::WebPage | guard::Kind::Text => return Ok(Vec::new()),
    };
    held(|| sheet::all(bytes, format))
}

/// Where a library panics over a file, the file is damaged, not the program.
fn held<T>(read: impl FnOnce() -> Result<T, ExchangeFault>) -> Result<T, ExchangeFault> {
    guarded(read).unwrap_or_else(|| Err(ExchangeFault::Damaged { detail: "it cannot be read to its end".into() }))
}

fn wrong_ending(file_name: &str, format: Format) -> Option<Remark> {
    let ending = file_name.rsplit_once('.')?.1.to_ascii_lowercase();
    let fits = match format {
        Format::Csv => matches!(ending.as_str(), "csv" | "txt" | "tsv" | "tab"),
        Format::Xlsx => matches!(ending.as_str(), "xlsx" | "xlsm"),
        Format::Ods => ending == "ods",
        Format::Xls => ending == "xls",
        Format::Markdown => matches!(ending.as_str(), "md" | "markdown" | "mdown" | "txt"),
        Format::Html => matches!(ending.as_str(), "html" | "htm" | "xhtml"),
    };
    (!fits).then(|| Remark::WrongEnding { ending, holds: format.id().to_uppercase() })
}
