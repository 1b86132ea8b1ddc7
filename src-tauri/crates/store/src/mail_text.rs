//! The table `mail_text`: what mails say where it was changed.

use provident_domain::lists::Language;
use rusqlite::{Connection, OptionalExtension};

use crate::act::Writing;
use crate::fault::Stored;
use crate::register::Reading;
use crate::value::{enum_text, json};

impl Reading<'_> {
    /// Subject and text, where they are not the shipped ones.
    pub fn mail_text(&self, kind: &str, language: Language) -> Stored<Option<(String, String)>> {
        let mut statement = self.connection.prepare_cached("SELECT subject, body FROM mail_text WHERE kind = ?1 AND language = ?2")?;
        let found = statement.query_row([kind, &enum_text(&language)], |row| Ok((row.get("subject")?, row.get("body")?)));
        Ok(found.optional()?)
    }
}

/// Kind, language, subject and body.
pub(crate) fn all(connection: &Connection) -> Stored<Vec<(String, String, String, String)>> {
    let mut statement = connection.prepare_cached("SELECT kind, language, subject, body FROM mail_text ORDER BY kind, language")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Writing<'_> {
    /// None takes the shipped text back.
    pub fn set_mail_text(&mut self, kind: &str, language: Language, text: Option<(&str, &str)>) -> Stored<()> {
        let language_id = enum_text(&language);
        let before = self.reading().mail_text(kind, language)?;
        match text {
            Some((subject, body)) => self.transaction.execute(
                "INSERT OR REPLACE INTO mail_text (kind, language, subject, body) VALUES (?1, ?2, ?3, ?4)",
                [kind, &language_id, subject, body],
            )?,
            None => self.transaction.execute("DELETE FROM mail_text WHERE kind = ?1 AND language = ?2", [kind, &language_id])?,
        };
        let (before, after) = (before.map(|text| json(&text)), text.map(|text| json(&text)));
        if before == after {
            return Ok(());
        }
        self.record("mail_text", &format!("{kind}:{language_id}"), before.as_deref(), after.as_deref())
    }
}
