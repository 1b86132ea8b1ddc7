//! The tables of a document: the one that has most known headers, and those with the same columns.

use provident_domain::lists::{ColumnSet, Lists};
use provident_domain::name::NameKey;

use super::Found;
use super::grid::{Cell, Grid};
use super::page::Block;
use crate::remark::Remark;

/// Rows above the headers that may be a title.
const TITLE_ROWS: usize = 5;

/// A table and the row of its headers.
struct Headed<'a> {
    grid: &'a Grid,
    head: usize,
    known: usize,
    columns: Vec<NameKey>,
}

/// One known header alone may be chance, unless it is that of the names.
pub(super) fn with_known_headers(blocks: &[Block], known: &dyn Fn(&str) -> bool, lists: &Lists) -> Option<Found> {
    let headed: Vec<Headed> = grids(blocks).filter_map(|grid| headed(grid, known, lists)).collect();
    let best = headed.iter().rev().max_by_key(|table| table.known)?;
    let (same, others): (Vec<&Headed>, Vec<&Headed>) = headed.iter().partition(|table| table.columns == best.columns);
    let head = &best.grid.rows[best.head];
    let body = same.iter().flat_map(|table| &table.grid.rows[table.head + 1..]);
    let mut rows: Vec<&[Cell]> = vec![head];
    rows.extend(body.map(Vec::as_slice));
    let mut found = Found { place: "table", rows: with_addresses(&rows, true, lists), has_header: true, remarks: Vec::new() };
    if best.head > 0 {
        found.remarks.push(Remark::RowsAboveHeader { count: best.head as u32 });
    }
    if !others.is_empty() {
        found.remarks.push(Remark::TablesLeftOut { count: others.len() as u32 });
    }
    Some(found)
}

/// The table with most rows, whatever its headers.
pub(super) fn largest(blocks: &[Block], lists: &Lists) -> Option<Found> {
    let grid = grids(blocks).filter(|grid| grid.rows.len() > usize::from(grid.has_head)).max_by_key(|grid| grid.rows.len())?;
    let rows: Vec<&[Cell]> = grid.rows.iter().map(Vec::as_slice).collect();
    let others = grids(blocks).count() - 1;
    let left = (others > 0).then_some(Remark::TablesLeftOut { count: others as u32 });
    Some(Found {
        place: "table",
        rows: with_addresses(&rows, grid.has_head, lists),
        has_header: grid.has_head,
        remarks: left.into_iter().collect(),
    })
}

fn grids(blocks: &[Block]) -> impl Iterator<Item = &Grid> {
    blocks.iter().filter_map(|block| match block {
        Block::Table(grid) => Some(grid),
        Block::Heading(_) | Block::Paragraph(_) | Block::List(_) => None,
    })
}

fn headed<'a>(grid: &'a Grid, known: &dyn Fn(&str) -> bool, lists: &Lists) -> Option<Headed<'a>> {
    let count = |row: &[Cell]| row.iter().filter(|cell| known(&cell.text)).count();
    let (head, row) = grid.rows.iter().enumerate().take(TITLE_ROWS).rev().max_by_key(|(_, row)| count(row))?;
    let of_names = |cell: &Cell| known(&cell.text) && field(&cell.text, lists) == Some("name");
    let fits = count(row) > 1 || (count(row) == 1 && row.iter().any(of_names));
    let columns = row.iter().map(|cell| NameKey::of(&cell.text)).collect();
    fits.then(|| Headed { grid, head, known: count(row), columns })
}

fn field<'a>(header: &str, lists: &'a Lists) -> Option<&'a str> {
    lists.column_named(ColumnSet::SubProcessor, header).map(|field| field.id.as_str())
}

/// The rows as text. Where a column of web addresses holds the words of links, it gets their addresses;
/// where there is no such column, the first address of each row makes one.
fn with_addresses(rows: &[&[Cell]], has_header: bool, lists: &Lists) -> Vec<Vec<String>> {
    let (head, body) = rows.split_at(usize::from(has_header));
    let texts = |row: &[Cell]| row.iter().map(|cell| cell.text.clone()).collect::<Vec<String>>();
    let mut written: Vec<Vec<String>> = rows.iter().map(|row| texts(row)).collect();
    let column = head.first().and_then(|head| head.iter().position(|cell| field(&cell.text, lists) == Some("website")));
    if let Some(at) = column {
        for (row, cells) in written.iter_mut().zip(rows).skip(head.len()) {
            if let Some(address) = cells.get(at).and_then(|cell| cell.address.clone()) {
                row[at] = address;
            }
        }
        return written;
    }
    let address = |row: &[Cell]| row.iter().find_map(|cell| cell.address.clone());
    if !body.iter().any(|row| address(row).is_some()) {
        return written;
    }
    let wide = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    for (at, row) in written.iter_mut().enumerate() {
        row.resize(wide, String::new());
        row.push(if at < head.len() { "Website".into() } else { address(rows[at]).unwrap_or_default() });
    }
    written
}
