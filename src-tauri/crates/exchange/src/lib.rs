//! Files that leave and come back: lists read into drafts, the register written as a
//! workbook or as CSV. Bytes in, bytes out; no files, no clock, no database.

pub mod columns;
mod csv_file;
mod entry;
pub mod fault;
pub mod incoming;
pub mod merge;
pub mod refused;
pub mod register;
pub mod remark;
pub mod table;
mod words;

pub use fault::ExchangeFault;
