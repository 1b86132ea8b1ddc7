//! A register as one flat table, a line an entry: what an authority's spreadsheet looks like.

/// Texts as they are; dates in ISO form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordTable {
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl RecordTable {
    /// From columns, each a title and what it holds of an entry.
    pub(super) fn of<T>(columns: Vec<Column<'_, T>>, entries: impl Iterator<Item = T>) -> RecordTable {
        let row = |entry: T| columns.iter().map(|(_, text)| text(&entry).unwrap_or_default()).collect();
        RecordTable { rows: entries.map(row).collect(), heads: columns.iter().map(|(head, _)| head.clone()).collect() }
    }
}

/// Title of a column, and its text for an entry.
pub(super) type Column<'a, T> = (String, Box<dyn Fn(&T) -> Option<String> + 'a>);

pub(super) fn column<'a, T>(head: impl Into<String>, text: impl Fn(&T) -> Option<String> + 'a) -> Column<'a, T> {
    (head.into(), Box::new(text))
}
