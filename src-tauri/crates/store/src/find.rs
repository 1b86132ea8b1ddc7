//! What a few letters may mean, for finding things from anywhere.

use provident_domain::id::{ProviderId, ServiceId};
use serde::Serialize;
use ts_rs::TS;

use crate::fault::Stored;
use crate::register::Reading;
use crate::value::parsed;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct FoundService {
    pub id: ServiceId,
    pub name: String,
    pub provider: ProviderId,
    pub provider_name: String,
}

/// More words than this narrow nothing further.
const WORDS: usize = 8;

impl Reading<'_> {
    /// Services whose name holds every word, by name. Of a long text the beginning counts.
    pub fn services_named(&self, text: &str, limit: u32) -> Stored<Vec<FoundService>> {
        let beginning: String = text.chars().take(200).collect();
        let words: Vec<String> = beginning.split_whitespace().take(WORDS).map(|word| format!("%{}%", escaped(word))).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let conditions: Vec<String> = (0..words.len()).map(|at| format!("s.name LIKE ?{} ESCAPE '\\'", at + 1)).collect();
        let sql = format!(
            "SELECT s.id, s.name, s.provider_id, p.name AS provider_name
               FROM service s
               JOIN provider p ON p.id = s.provider_id
              WHERE {}
              ORDER BY s.name COLLATE NOCASE, p.name COLLATE NOCASE
              LIMIT {limit}",
            conditions.join(" AND ")
        );
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(words), |row| {
            Ok(FoundService {
                id: parsed(row, "id")?,
                name: row.get("name")?,
                provider: parsed(row, "provider_id")?,
                provider_name: row.get("provider_name")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn escaped(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
