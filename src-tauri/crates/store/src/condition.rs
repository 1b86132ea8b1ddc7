//! The conditions of a filtered list, with the values they bind.

use provident_domain::name::NameKey;
use rusqlite::ToSql;

/// Words of a search that count; of a longer one the beginning.
const WORDS: usize = 12;

/// Conditions that must all hold.
#[derive(Default)]
pub(crate) struct Conditions {
    parts: Vec<String>,
    values: Vec<String>,
}

impl Conditions {
    /// A condition over one value, each `?` of which stands for it.
    pub fn add(&mut self, condition: &str, value: String) {
        self.values.push(value);
        self.parts.push(condition.replace('?', &format!("?{}", self.values.len())));
    }

    pub fn when(&mut self, wanted: bool, condition: &str) {
        if wanted {
            self.parts.push(condition.to_owned());
        }
    }

    /// Every word stands in the column, which holds names as they are compared.
    pub fn words(&mut self, column: &str, search: &str) {
        let search: String = search.chars().take(500).collect();
        for word in NameKey::of(&search).as_str().split_whitespace().take(WORDS) {
            self.add(&format!("instr({column}, ?) > 0"), word.to_owned());
        }
    }

    pub fn sql(&self) -> String {
        if self.parts.is_empty() { "1".to_owned() } else { self.parts.join(" AND ") }
    }

    pub fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| value as &dyn ToSql).collect()
    }
}
