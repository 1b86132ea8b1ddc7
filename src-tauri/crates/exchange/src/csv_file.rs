//! CSV as spreadsheets open it without asking and without running anything.

/// UTF-8 with its mark, commas, and a guard before what would be taken for a formula.
pub fn csv_bytes(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        // A vector takes whatever is written to it.
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// What a spreadsheet would run starts with an apostrophe; `unguarded` takes it away again.
pub(crate) fn guarded(cell: &str) -> String {
    if cell.starts_with(DANGEROUS) { format!("'{cell}") } else { cell.to_owned() }
}

pub(crate) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(DANGEROUS) => rest,
        _ => cell,
    }
}

const DANGEROUS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guard_comes_off_again() {
        for text in ["=HYPERLINK(\"http://x\")", "+33 4 00", "-1", "@SUM(A1)", "'quoted'", "''", "plain", "a=b", ""] {
            assert_eq!(unguarded(&guarded(text)), text, "guarded {:?}", guarded(text));
            assert!(!guarded(text).starts_with(['=', '+', '-', '@']), "{text:?} would run");
        }
    }
}
