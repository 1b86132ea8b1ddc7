//! One row of a list, cell by cell. What no column takes, and what its field cannot hold, is written
//! down instead.

use provident_domain::check::{Check, NAME};
use provident_domain::fault::{Fault, FaultCode};
use provident_domain::name::clean_text;

use crate::incoming::{RefusedRow, of_fields};
use crate::remark::Remark;
use crate::table::{RawRow, Reading};

/// What becomes of a cell.
pub(crate) enum Fate {
    Held,
    /// Kept as a note, with nothing to remark.
    Noted,
}

/// What a field cannot hold, and why: the whole cell, or the part of it that is given.
pub(crate) struct Unheld {
    pub code: FaultCode,
    pub part: Option<String>,
}

impl From<FaultCode> for Unheld {
    fn from(code: FaultCode) -> Unheld {
        Unheld { code, part: None }
    }
}

/// A cell that is not blank, and the header of its column.
pub(crate) struct Cell<'a> {
    pub header: &'a str,
    pub text: &'a str,
}

impl Cell<'_> {
    pub fn note(&self, text: &str) -> String {
        format!("{}: {}", self.header, text.replace('\n', " / "))
    }
}

/// What a row says beside its fields.
#[derive(Default)]
pub(crate) struct Rest {
    pub notes: Vec<String>,
    pub remarks: Vec<Remark>,
}

impl Rest {
    /// All notes, and first what the row has of its own.
    pub fn with_notes(&self, own: Option<&str>) -> Option<String> {
        let notes: Vec<&str> = own.into_iter().chain(self.notes.iter().map(String::as_str)).collect();
        (!notes.is_empty()).then(|| notes.join("\n"))
    }
}

/// Hands every cell to the field of its column.
pub(crate) fn take_cells(
    row: &RawRow,
    reading: &Reading,
    mapping: &[Option<String>],
    mut take: impl FnMut(&str, &Cell) -> Result<Fate, Unheld>,
) -> Rest {
    let mut rest = Rest::default();
    for (at, raw) in row.cells.iter().enumerate() {
        let Some(text) = clean_text(raw, usize::MAX) else { continue };
        let cell = Cell { header: &reading.header[at], text: &text };
        let fate = match mapping.get(at).and_then(Option::as_deref) {
            Some(field) => take(field, &cell),
            None => Ok(Fate::Noted),
        };
        match fate {
            Ok(Fate::Held) => {}
            Ok(Fate::Noted) => rest.notes.push(cell.note(&text)),
            Err(Unheld { code, part }) => {
                rest.notes.push(cell.note(part.as_deref().unwrap_or(&text)));
                rest.remarks.push(Remark::Column { header: cell.header.to_owned(), code });
            }
        }
    }
    rest
}

pub(crate) fn refused(row: u32, name: &str, reasons: Vec<Remark>) -> RefusedRow {
    RefusedRow { row, name: name.chars().take(NAME).collect(), reasons }
}

pub(crate) fn refused_for(row: u32, name: &str, faults: Vec<Fault>) -> RefusedRow {
    refused(row, name, of_fields(faults))
}

/// A row needs a name, and one that can be kept.
pub(crate) fn check_name(row: u32, name: &str) -> Result<(), RefusedRow> {
    let mut check = Check::default();
    check.name("name", name);
    check.finish(()).map_err(|faults| {
        let reasons = faults.into_iter().map(|fault| match fault.code {
            FaultCode::Required => Remark::NoName,
            code => Remark::Name { code },
        });
        refused(row, name, reasons.collect())
    })
}

/// Notes have to fit: a row of which a part would be lost is not taken.
pub(crate) fn check_notes(row: u32, name: &str, notes: Option<&str>, most: usize) -> Result<(), RefusedRow> {
    if notes.is_some_and(|notes| notes.chars().count() > most) {
        return Err(refused(row, name, vec![Remark::TooManyNotes { most: most as u32 }]));
    }
    Ok(())
}
