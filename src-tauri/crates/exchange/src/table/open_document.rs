//! What an OpenDocument sheet would become, counted before it is read. The library takes the file at
//! its word: it looks for ever for the end of an element that is not closed, and repeats cells and
//! spaces as often as it is told.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::fault::ExchangeFault;

/// Cells, those that are repeated or empty in between included. 200,000 rows of 25 columns.
const MOST_CELLS: u64 = 5_000_000;
/// Spaces that are written as a number.
const MOST_SPACES: u64 = 5_000_000;

#[derive(Default)]
struct Sheet {
    /// Of all rows so far, as the library holds them.
    cells: u64,
    /// Rows down to the last with content, and the columns of the widest.
    rows: u64,
    columns: u64,
    empty_rows: u64,
    row: Row,
}

#[derive(Default)]
struct Row {
    repeats: u64,
    cells: u64,
    /// Empty cells that count once another follows.
    empty: u64,
}

impl Sheet {
    fn cell(&mut self, cell: &BytesStart) -> Result<(), ExchangeFault> {
        let repeats = number(cell, "table:number-columns-repeated")?;
        if has_content(cell)? {
            self.row.cells = self.row.cells.saturating_add(self.row.empty).saturating_add(repeats);
            self.row.empty = 0;
        } else {
            self.row.empty = self.row.empty.saturating_add(repeats);
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ExchangeFault> {
        let row = std::mem::take(&mut self.row);
        if row.cells == 0 {
            self.empty_rows = self.empty_rows.saturating_add(row.repeats);
            return Ok(());
        }
        self.cells = self.cells.saturating_add(row.cells);
        self.columns = self.columns.max(row.cells);
        self.rows = self.rows.saturating_add(self.empty_rows).saturating_add(row.repeats);
        self.empty_rows = 0;
        let whole = self.rows.saturating_mul(self.columns).max(self.cells);
        if whole > MOST_CELLS { Err(ExchangeFault::Bomb) } else { Ok(()) }
    }
}

/// Whether `content.xml` is whole, and no larger than it looks.
pub(super) fn is_bearable(content: &[u8]) -> Result<(), ExchangeFault> {
    let mut reader = Reader::from_reader(content);
    let (mut deep, mut spaces, mut sheet) = (0_u64, 0_u64, Sheet::default());
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| damaged(&error))? {
            Event::Start(element) => {
                deep += 1;
                begun(&element, &mut sheet, &mut spaces)?;
            }
            Event::Empty(element) => {
                begun(&element, &mut sheet, &mut spaces)?;
                if element.name().as_ref() == "table:table-row" {
                    sheet.end_row()?;
                }
            }
            Event::End(element) => {
                deep = deep.saturating_sub(1);
                if element.name().as_ref() == "table:table-row" {
                    sheet.end_row()?;
                }
            }
            Event::Eof if deep > 0 => return Err(ExchangeFault::Damaged { detail: "an element is not closed".into() }),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn begun(element: &BytesStart, sheet: &mut Sheet, spaces: &mut u64) -> Result<(), ExchangeFault> {
    match element.name().as_ref() {
        "table:table" => *sheet = Sheet::default(),
        "table:table-row" => sheet.row = Row { repeats: number(element, "table:number-rows-repeated")?, ..Row::default() },
        "table:table-cell" | "table:covered-table-cell" => sheet.cell(element)?,
        "text:s" => {
            *spaces = spaces.saturating_add(number(element, "text:c")?);
            if *spaces > MOST_SPACES {
                return Err(ExchangeFault::Bomb);
            }
        }
        _ => {}
    }
    Ok(())
}

/// One where it is not said.
fn number(element: &BytesStart, name: &str) -> Result<u64, ExchangeFault> {
    let Some(value) = element.try_get_attribute(name).map_err(|error| damaged(&error))? else { return Ok(1) };
    value.value.parse().map_err(|error| damaged(&error))
}

/// What an empty cell does not have.
fn has_content(cell: &BytesStart) -> Result<bool, ExchangeFault> {
    for attribute in cell.attributes() {
        let attribute = attribute.map_err(|error| damaged(&error))?;
        let name = attribute.key.as_ref();
        if name.starts_with("office:") || name == "table:formula" || name == "calcext:value-type" {
            return Ok(true);
        }
    }
    Ok(false)
}

fn damaged(error: &impl std::fmt::Display) -> ExchangeFault {
    ExchangeFault::Damaged { detail: error.to_string() }
}
