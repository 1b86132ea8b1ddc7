//! Rows of the same name are one record: the first says what it is, the others add. Where both speak,
//! the first stays and the second is written down.

use std::collections::HashMap;
use std::hash::Hash;

use provident_domain::lists::{ColumnSet, Lists};

use crate::incoming::RefusedRow;
use crate::remark::Remark;
use crate::row::refused;

/// The records of a list, in its order, and the rows that are none. `who` gives the first row and the
/// name of a record. A row that cannot be joined to the one before it is refused.
pub(crate) fn gather<T, K: Eq + Hash>(
    rows: impl Iterator<Item = Result<T, RefusedRow>>,
    who: impl Fn(&T) -> (u32, &str),
    key: impl Fn(&T) -> K,
    join: impl Fn(&T, &T) -> Result<T, Remark>,
) -> (Vec<T>, Vec<RefusedRow>) {
    let (mut accepted, mut not): (Vec<T>, Vec<RefusedRow>) = (Vec::new(), Vec::new());
    let mut known: HashMap<K, usize> = HashMap::new();
    for row in rows {
        let one = match row {
            Ok(one) => one,
            Err(refused) => {
                not.push(refused);
                continue;
            }
        };
        let at = *known.entry(key(&one)).or_insert(accepted.len());
        let Some(first) = accepted.get_mut(at) else {
            accepted.push(one);
            continue;
        };
        match join(first, &one) {
            Ok(both) => *first = both,
            Err(reason) => not.push(refused(who(&one).0, who(&one).1, vec![reason])),
        }
    }
    (accepted, not)
}

/// Joins a later row to an earlier one.
pub(crate) struct SameName<'a> {
    row: u32,
    set: ColumnSet,
    lists: &'a Lists,
    notes: Vec<String>,
    remarks: Vec<Remark>,
}

impl<'a> SameName<'a> {
    pub fn new(row: u32, set: ColumnSet, lists: &'a Lists) -> SameName<'a> {
        SameName { row, set, lists, notes: Vec::new(), remarks: Vec::new() }
    }

    /// A field of one value.
    pub fn one<T: Clone + PartialEq + ToString>(&mut self, field: &str, held: &mut Option<T>, brought: &Option<T>) {
        let Some(brought) = brought else { return };
        match held {
            None => *held = Some(brought.clone()),
            Some(kept) if kept == brought => {}
            Some(kept) => self.differs(field, &kept.to_string(), &brought.to_string()),
        }
    }

    pub fn differs(&mut self, field: &str, kept: &str, brought: &str) {
        let label = self.lists.column(self.set, field).map_or(field, |column| &column.label.en);
        self.notes.push(format!("{label} (row {}): {}", self.row, brought.replace('\n', " / ")));
        self.remarks.push(Remark::RowDiffers { row: self.row, field: field.into(), brought: brought.into(), kept: kept.into() });
    }

    /// A field of several values.
    pub fn many<T: Clone + PartialEq>(&self, held: &mut Vec<T>, brought: &[T]) {
        for value in brought {
            if !held.contains(value) {
                held.push(value.clone());
            }
        }
    }

    /// The notes of both, each line once.
    pub fn finish(self, first: Option<String>, second: Option<&str>, remarks: &mut Vec<Remark>) -> Option<String> {
        remarks.extend(self.remarks);
        let mut lines: Vec<String> = first.unwrap_or_default().lines().map(str::to_owned).collect();
        for line in second.unwrap_or_default().lines().map(str::to_owned).chain(self.notes) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}
