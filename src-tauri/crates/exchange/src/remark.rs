//! What is noticed about a list or a row, and why a row is refused. The screen makes the
//! sentence; `Display` is the plain English of the command line.

use provident_domain::fault::FaultCode;
use serde::Serialize;
use ts_rs::TS;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Remark {
    // Of the file.
    RowsAboveHeader {
        count: u32,
    },
    NoHeader,
    FormulaErrors {
        count: u32,
    },
    MergedCells {
        count: u32,
    },
    /// `bare` of them hold no last value.
    Formulas {
        count: u32,
        bare: u32,
    },
    CellCut {
        row: u32,
        length: u32,
        most: u32,
    },
    WrongEnding {
        ending: String,
        holds: String,
    },
    /// Other tables of the same document, with other columns.
    TablesLeftOut {
        count: u32,
    },

    // Of a row that is taken.
    /// A cell its field cannot hold; it is kept as a note.
    Column {
        header: String,
        code: FaultCode,
    },
    /// Another row of the same name says something else.
    RowDiffers {
        row: u32,
        field: String,
        brought: String,
        kept: String,
    },
    NewDepartment {
        name: String,
    },

    // Of a row that is refused.
    NoName,
    Name {
        code: FaultCode,
    },
    Field {
        field: String,
        code: FaultCode,
    },
    /// A service of an exported register, by its row.
    Service {
        row: u32,
        field: String,
        code: FaultCode,
    },
    TooManyNotes {
        most: u32,
    },
    BringsTooMuch,
    SameNameAs {
        row: u32,
    },
    NotRead {
        what: String,
    },
    ServiceNotRead {
        row: u32,
        what: String,
    },
}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Remark::RowsAboveHeader { count } => write!(f, "{count} rows above the headers were left out"),
            Remark::NoHeader => write!(f, "no header was recognised: the first row is taken as a row like the others"),
            Remark::FormulaErrors { count } => write!(f, "{count} cells hold an error of a formula and were left empty"),
            Remark::MergedCells { count } => write!(f, "{count} merged cells: each value stands in its first cell only"),
            Remark::Formulas { count, bare } => write!(f, "{count} cells hold formulas: their last value was taken, {bare} had none"),
            Remark::CellCut { row, length, most } => write!(f, "row {row}: a cell of {length} characters was cut at {most}"),
            Remark::WrongEnding { ending, holds } => write!(f, "the file is called .{ending} but holds {holds}"),
            Remark::TablesLeftOut { count } => write!(f, "{count} other tables of the document were left out: their columns are different"),
            Remark::Column { header, code } => write!(f, "{header} {}", code.reason()),
            Remark::RowDiffers { row, field, brought, kept } => {
                write!(f, "row {row} says {} {brought:?}, not {kept:?}", field.replace('_', " "))
            }
            Remark::NewDepartment { name } => write!(f, "the department {name:?} will be new"),
            Remark::NoName => write!(f, "there is no name"),
            Remark::Name { code } => write!(f, "the name {}", code.reason()),
            Remark::Field { field, code } => write!(f, "{field} {}", code.reason()),
            Remark::Service { row, field, code } => write!(f, "service in row {row}: {field} {}", code.reason()),
            Remark::TooManyNotes { most } => write!(f, "it brings more than {most} characters that no field takes"),
            Remark::BringsTooMuch => write!(f, "the rows of this name bring more than one record can hold"),
            Remark::SameNameAs { row } => write!(f, "row {row} has the same name"),
            Remark::NotRead { what } => write!(f, "{what} cannot be read"),
            Remark::ServiceNotRead { row, what } => write!(f, "service in row {row}: {what} cannot be read"),
        }
    }
}

/// All of them as one line of plain English.
pub fn said(remarks: &[Remark]) -> String {
    remarks.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
