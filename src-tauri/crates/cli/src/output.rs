//! Prints for people and for scripts. A closed pipe ends the output, not the program.

use std::io::Write;

use serde_json::Value;

pub fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

pub fn json(value: &Value) {
    line(&serde_json::to_string_pretty(value).unwrap_or_default());
}

/// Text of a field, empty when it is null.
pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

pub fn count(value: &Value, field: &str) -> u64 {
    value[field].as_u64().unwrap_or_default()
}

pub fn array<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map(Vec::as_slice).unwrap_or_default()
}
