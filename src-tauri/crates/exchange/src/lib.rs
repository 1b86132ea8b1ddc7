//! Files that leave and come back: lists read into drafts, the register written as a
//! workbook or as CSV. Bytes in, bytes out; no files, no clock, no database.

pub mod columns;
pub mod export;
pub mod fault;
pub mod incoming;
pub mod merge;
pub mod refused;
pub mod table;
pub mod workbook;

pub use fault::ExchangeFault;
