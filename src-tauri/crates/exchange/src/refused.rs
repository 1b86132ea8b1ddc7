//! Refused rows as a file, as they were, each with its reason.

use crate::csv_file::csv_bytes;
use crate::table::RawRow;

/// CSV with the columns of the list and one more, `Reason`.
pub fn refused_csv(header: &[String], rows: &[(&RawRow, String)]) -> Vec<u8> {
    let head = std::iter::once("Row".to_owned()).chain(header.iter().cloned()).chain(["Reason".to_owned()]).collect();
    let lines = rows.iter().map(|(row, reason)| {
        let number = std::iter::once(row.number.to_string());
        number.chain(row.cells.iter().cloned()).chain([reason.clone()]).collect()
    });
    csv_bytes(std::iter::once(head).chain(lines))
}
