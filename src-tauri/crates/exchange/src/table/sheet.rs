//! Workbooks. Cells are read one by one, so that a sheet that claims a million empty rows
//! costs nothing.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, DataType, Ods, Reader, Xls, Xlsx};

use super::text::cut;
use super::{Format, MOST_COLUMNS, MOST_ROWS, Raw, RawRow};
use crate::fault::ExchangeFault;
use crate::remark::Remark;

/// Text by row and column, both from 0.
#[derive(Default)]
struct Cells {
    rows: BTreeMap<u32, BTreeMap<u32, String>>,
    errors: u32,
    remarks: Vec<Remark>,
}

impl Cells {
    fn put(&mut self, (row, column): (u32, u32), text: &str) -> Result<(), ExchangeFault> {
        if text.is_empty() {
            return Ok(());
        }
        if column as usize >= MOST_COLUMNS {
            return Err(ExchangeFault::TooManyColumns { most: MOST_COLUMNS });
        }
        let text = cut(text, row + 1, &mut self.remarks);
        self.rows.entry(row).or_default().insert(column, text);
        if self.rows.len() > MOST_ROWS {
            return Err(ExchangeFault::TooManyRows { most: MOST_ROWS });
        }
        Ok(())
    }

    fn finish(mut self, format: Format, sheets: Vec<String>, sheet: String) -> Raw {
        if self.errors > 0 {
            self.remarks.push(Remark::FormulaErrors { count: self.errors });
        }
        let wide = |cells: &BTreeMap<u32, String>| cells.keys().next_back().map_or(0, |last| last + 1);
        let rows = self.rows.iter().map(|(row, cells)| RawRow {
            number: row + 1,
            cells: (0..wide(cells)).map(|column| cells.get(&column).cloned().unwrap_or_default()).collect(),
        });
        let rows = rows.collect();
        let how_read = vec![format.id().to_uppercase(), sheet.clone()];
        Raw { format, how_read, sheets, sheet, rows, remarks: self.remarks }
    }
}

pub(super) fn xlsx(bytes: &[u8], wanted: Option<&str>) -> Result<Raw, ExchangeFault> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let sheets = book.sheet_names();
    let mut empty = None;
    for sheet in chosen(&sheets, wanted)? {
        let mut cells = xlsx_cells(&mut book, &sheet)?;
        if cells.rows.is_empty() {
            empty = empty.or(Some(sheet));
            continue;
        }
        if let Some(merged) = book.merge_cells_by_sheet_name(&sheet).ok().filter(|merged| !merged.is_empty()) {
            cells.remarks.push(Remark::MergedCells { count: merged.len() as u32 });
        }
        return Ok(cells.finish(Format::Xlsx, sheets, sheet));
    }
    Err(ExchangeFault::Empty)
}

fn xlsx_cells(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Cells, ExchangeFault> {
    let mut cells = Cells::default();
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| damaged(&error))?;
    while let Some(cell) = reader.next_cell().map_err(|error| damaged(&error))? {
        let text = match cell.get_value() {
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Error(_) => {
                cells.errors += 1;
                String::new()
            }
            other => shown(&Data::from(other.clone())),
        };
        cells.put(cell.get_position(), &text)?;
    }
    drop(reader);
    let mut formulas = book.worksheet_cells_reader(sheet).map_err(|error| damaged(&error))?;
    let (mut all, mut bare) = (0, 0);
    while let Some(formula) = formulas.next_formula().map_err(|error| damaged(&error))? {
        let (row, column) = formula.get_position();
        if !formula.get_value().is_empty() {
            all += 1;
            let has_value = cells.rows.get(&row).is_some_and(|cells| cells.contains_key(&column));
            bare += u32::from(!has_value);
        }
    }
    if all > 0 {
        cells.remarks.push(Remark::Formulas { count: all as u32, bare });
    }
    Ok(cells)
}

/// A sheet as it is: text by row and column, both from 0.
pub(crate) struct SheetCells {
    pub name: String,
    pub rows: BTreeMap<u32, BTreeMap<u32, String>>,
    pub merged: u32,
    /// Cells that hold an error of a formula.
    pub errors: u32,
}

/// All sheets of a workbook, hidden ones included.
pub(super) fn all(bytes: &[u8], format: Format) -> Result<Vec<SheetCells>, ExchangeFault> {
    match format {
        Format::Xlsx => {
            let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
            let names = book.sheet_names();
            let sheets = names.into_iter().map(|name| {
                let cells = xlsx_cells(&mut book, &name)?;
                let merged = book.merge_cells_by_sheet_name(&name).map_or(0, |merged| merged.len() as u32);
                Ok(SheetCells { name, rows: cells.rows, merged, errors: cells.errors })
            });
            sheets.collect()
        }
        Format::Ods => all_dense(&mut calamine::open_workbook_from_rs::<Ods<_>, _>(Cursor::new(bytes)).map_err(|error| damaged(&error))?),
        _ => all_dense(&mut calamine::open_workbook_from_rs::<Xls<_>, _>(Cursor::new(bytes)).map_err(|error| damaged(&error))?),
    }
}

fn all_dense<'a, R>(book: &mut R) -> Result<Vec<SheetCells>, ExchangeFault>
where
    R: Reader<Cursor<&'a [u8]>>,
    R::Error: std::fmt::Display,
{
    let names = book.sheet_names();
    let sheets = names.into_iter().map(|name| {
        let cells = dense_cells(book, &name)?;
        Ok(SheetCells { name, rows: cells.rows, merged: 0, errors: cells.errors })
    });
    sheets.collect()
}

pub(super) fn ods(bytes: &[u8], wanted: Option<&str>) -> Result<Raw, ExchangeFault> {
    let mut book: Ods<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    dense(&mut book, Format::Ods, wanted)
}

pub(super) fn xls(bytes: &[u8], wanted: Option<&str>) -> Result<Raw, ExchangeFault> {
    let mut book: Xls<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    dense(&mut book, Format::Xls, wanted)
}

fn dense<'a, R>(book: &mut R, format: Format, wanted: Option<&str>) -> Result<Raw, ExchangeFault>
where
    R: Reader<Cursor<&'a [u8]>>,
    R::Error: std::fmt::Display,
{
    let sheets = book.sheet_names();
    for sheet in chosen(&sheets, wanted)? {
        let cells = dense_cells(book, &sheet)?;
        if !cells.rows.is_empty() {
            return Ok(cells.finish(format, sheets, sheet));
        }
    }
    Err(ExchangeFault::Empty)
}

fn dense_cells<'a, R>(book: &mut R, sheet: &str) -> Result<Cells, ExchangeFault>
where
    R: Reader<Cursor<&'a [u8]>>,
    R::Error: std::fmt::Display,
{
    let range = book.worksheet_range(sheet).map_err(|error| damaged(&error))?;
    let (top, left) = range.start().unwrap_or_default();
    let mut cells = Cells::default();
    for (row, column, value) in range.used_cells() {
        cells.errors += u32::from(matches!(value, Data::Error(_)));
        cells.put((top + row as u32, left + column as u32), &shown(value))?;
    }
    Ok(cells)
}

/// The sheet asked for; otherwise all, to take the first with rows.
fn chosen(sheets: &[String], wanted: Option<&str>) -> Result<Vec<String>, ExchangeFault> {
    match wanted {
        None => Ok(sheets.to_vec()),
        Some(name) if sheets.iter().any(|sheet| sheet == name) => Ok(vec![name.to_owned()]),
        Some(name) => Err(ExchangeFault::NoSheet { name: name.into() }),
    }
}

/// Whole numbers without a point, dates as ISO.
fn shown(value: &Data) -> String {
    match value {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "yes".into(),
        Data::Bool(false) => "no".into(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        Data::DateTime(_) => match value.as_datetime() {
            Some(moment) if moment.time() == chrono::NaiveTime::MIN => moment.date().to_string(),
            Some(moment) => moment.to_string(),
            None => String::new(),
        },
    }
}

fn damaged(error: &impl std::fmt::Display) -> ExchangeFault {
    ExchangeFault::Damaged { detail: error.to_string() }
}
