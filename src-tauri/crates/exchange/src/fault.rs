//! Why a file from outside cannot be taken.

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ExchangeFault {
    #[error("the file is larger than {limit} MB; save it as CSV or in parts")]
    TooLarge { limit: u64 },
    #[error("the file unpacks to far more than a list needs and was not opened")]
    Bomb,
    #[error("this is {found}, not a list; save it as CSV, XLSX or ODS")]
    NotATable { found: &'static str },
    #[error("the list has more than {most} {what}; split it")]
    TooMany { what: &'static str, most: usize },
    #[error("there is nothing in it to read")]
    Empty,
    #[error("the file is damaged: {detail}")]
    Damaged { detail: String },
    #[error("the workbook has no sheet {name:?}")]
    NoSheet { name: String },
    #[error("the workbook could not be written: {detail}")]
    Unwritten { detail: String },
}
