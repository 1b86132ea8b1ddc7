//! The shipped lists, and tables read with them, for unit tests.

use std::sync::LazyLock;

use provident_domain::lists::{ColumnSet, Lists};

use crate::columns::guess_columns;
use crate::table::{HeaderRow, Reading, read_table};

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    Lists::from_json(&provident_domain::shipped_list_texts!()).expect("the shipped lists are read by a test of every build")
});

pub(crate) fn shipped() -> &'static Lists {
    &LISTS
}

/// Rows as a list, the first its headers, and the field of each column.
pub(crate) fn table(set: ColumnSet, rows: &[&[&str]]) -> (Reading, Vec<Option<String>>) {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(*row).expect("a vector takes it"));
    let bytes = writer.into_inner().expect("a vector takes it");
    let reading = read_table("list.csv", &bytes, None, HeaderRow::First).expect("a list");
    let mapping = guess_columns(set, &reading.header, shipped());
    (reading, mapping)
}
