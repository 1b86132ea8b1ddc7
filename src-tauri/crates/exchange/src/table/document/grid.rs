//! A table of a document while it is read: cells that span rows and columns are spread out.

use super::run::Run;
use crate::fault::ExchangeFault;
use crate::table::{LARGEST, MOST_COLUMNS, MOST_ROWS};

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Cell {
    pub text: String,
    pub address: Option<String>,
}

pub(super) struct Grid {
    pub rows: Vec<Vec<Cell>>,
    /// The first row is marked as a row of headers.
    pub has_head: bool,
}

/// `spread` counts, over a whole document, the bytes of cells that stand in more than one place.
pub(super) struct OpenGrid {
    /// Lists that were open when it began.
    pub lists: usize,
    rows: Vec<Vec<Cell>>,
    row: Option<Vec<Cell>>,
    /// With the columns and the rows it spans.
    cell: Option<(Run, u32, u32)>,
    /// By column: in how many more rows a cell above still stands.
    hanging: Vec<Option<(u32, Cell)>>,
    heads: usize,
    has_head: bool,
}

impl OpenGrid {
    pub fn new(lists: usize) -> OpenGrid {
        OpenGrid { lists, rows: Vec::new(), row: None, cell: None, hanging: Vec::new(), heads: 0, has_head: false }
    }

    pub fn cell(&mut self) -> Option<&mut Run> {
        self.cell.as_mut().map(|(run, _, _)| run)
    }

    pub fn begin_row(&mut self, spread: &mut u64) -> Result<(), ExchangeFault> {
        self.end_row(spread)?;
        self.row = Some(Vec::new());
        Ok(())
    }

    pub fn begin_cell(&mut self, is_head: bool, wide: u32, tall: u32, spread: &mut u64) -> Result<(), ExchangeFault> {
        self.end_cell(spread)?;
        self.heads += usize::from(is_head);
        self.cell = Some((Run::default(), wide, tall));
        Ok(())
    }

    /// A cell that spans columns stands in the first; one that spans rows holds for each of them.
    pub fn end_cell(&mut self, spread: &mut u64) -> Result<(), ExchangeFault> {
        let Some((run, wide, tall)) = self.cell.take() else { return Ok(()) };
        let cell = Cell { text: run.text().to_owned(), address: run.address };
        self.put(cell, tall, spread)?;
        for _ in 1..wide.min(MOST_COLUMNS as u32) {
            count(&Cell::default(), spread)?;
            self.put(Cell::default(), tall, spread)?;
        }
        Ok(())
    }

    fn put(&mut self, cell: Cell, tall: u32, spread: &mut u64) -> Result<(), ExchangeFault> {
        self.take_from_above(spread)?;
        let row = self.row.get_or_insert_default();
        if row.len() >= MOST_COLUMNS {
            return Err(ExchangeFault::TooManyColumns { most: MOST_COLUMNS });
        }
        if tall > 1 {
            self.hanging.resize(self.hanging.len().max(row.len() + 1), None);
            self.hanging[row.len()] = Some((tall - 1, cell.clone()));
        }
        row.push(cell);
        Ok(())
    }

    /// The cells from the rows above that come next in this one.
    fn take_from_above(&mut self, spread: &mut u64) -> Result<(), ExchangeFault> {
        let row = self.row.get_or_insert_default();
        while let Some(slot) = self.hanging.get_mut(row.len())
            && let Some((rows, cell)) = slot
        {
            count(cell, spread)?;
            row.push(cell.clone());
            *rows -= 1;
            if *rows == 0 {
                *slot = None;
            }
        }
        Ok(())
    }

    fn end_row(&mut self, spread: &mut u64) -> Result<(), ExchangeFault> {
        self.end_cell(spread)?;
        if self.row.is_none() {
            return Ok(());
        }
        self.take_from_above(spread)?;
        let row = self.row.take().unwrap_or_default();
        if self.rows.is_empty() {
            // One alone is the name of the row.
            self.has_head = self.heads == row.len() || self.heads > 1;
        }
        if row.iter().any(|cell| !cell.text.is_empty()) {
            self.rows.push(row);
        }
        if self.rows.len() > MOST_ROWS { Err(ExchangeFault::TooManyRows { most: MOST_ROWS }) } else { Ok(()) }
    }

    pub fn finish(mut self, spread: &mut u64) -> Result<Grid, ExchangeFault> {
        self.end_row(spread)?;
        Ok(Grid { rows: self.rows, has_head: self.has_head })
    }
}

fn count(cell: &Cell, spread: &mut u64) -> Result<(), ExchangeFault> {
    let address = cell.address.as_ref().map_or(0, String::len);
    *spread += (size_of::<Cell>() + cell.text.len() + address) as u64;
    if *spread > LARGEST { Err(ExchangeFault::Bomb) } else { Ok(()) }
}
