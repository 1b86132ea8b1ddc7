//! How domain values stand in SQLite: enums as text, lists as JSON, ids as text.

use rusqlite::Row;
use rusqlite::types::{FromSqlError, Type};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The wire name of an enum without fields.
pub(crate) fn enum_text(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

pub(crate) fn enum_option(value: &Option<impl Serialize>) -> Option<String> {
    value.as_ref().map(enum_text)
}

pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".into())
}

/// An enum, an id or a country from its text.
pub(crate) fn parsed<T: DeserializeOwned>(row: &Row, column: &str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_value(serde_json::Value::String(text)).map_err(|error| unreadable(column, error))
}

pub(crate) fn parsed_option<T: DeserializeOwned>(row: &Row, column: &str) -> rusqlite::Result<Option<T>> {
    match row.get::<_, Option<String>>(column)? {
        Some(text) if !text.is_empty() => {
            serde_json::from_value(serde_json::Value::String(text)).map(Some).map_err(|error| unreadable(column, error))
        }
        _ => Ok(None),
    }
}

pub(crate) fn from_json<T: DeserializeOwned>(row: &Row, column: &str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| unreadable(column, error))
}

pub(crate) fn from_json_option<T: DeserializeOwned>(row: &Row, column: &str) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| serde_json::from_str(&text).map_err(|error| unreadable(column, error))).transpose()
}

fn unreadable(column: &str, error: serde_json::Error) -> rusqlite::Error {
    let cause = FromSqlError::Other(format!("{column}: {error}").into());
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(cause))
}
