//! Which field each column fills, found by its header.

use provident_domain::lists::{ColumnSet, Lists};

/// Whether a text is a header the vocabulary knows, in English, French or German, or one of
/// our own exports.
pub fn is_known_header(text: &str, lists: &Lists) -> bool {
    is_known_column(ColumnSet::Provider, text, lists) || crate::register::is_export_header(text)
}

/// Whether a text is a known header of one kind of list.
pub fn is_known_column(set: ColumnSet, text: &str, lists: &Lists) -> bool {
    lists.column_named(set, text).is_some()
}

pub fn guess_mapping(header: &[String], lists: &Lists) -> Vec<Option<String>> {
    guess_columns(ColumnSet::Provider, header, lists)
}

/// The field of each column; none keeps the column as an imported note. Each field is
/// filled by one column. A list of one column without a header is a list of names.
pub fn guess_columns(set: ColumnSet, header: &[String], lists: &Lists) -> Vec<Option<String>> {
    let mut taken: Vec<String> = Vec::new();
    let mut guess = |name: &String| {
        let field = lists.column_named(set, name)?.id.clone();
        if taken.contains(&field) {
            return None;
        }
        taken.push(field.clone());
        Some(field)
    };
    let mut mapping: Vec<Option<String>> = header.iter().map(&mut guess).collect();
    // Without a column of names, the legal name serves.
    if !mapping.iter().flatten().any(|field| field == "name") {
        if let [only] = &mut mapping[..] {
            *only = Some("name".into());
        } else if let Some(legal) = mapping.iter_mut().find(|field| field.as_deref() == Some("legal_name")) {
            *legal = Some("name".into());
        }
    }
    mapping
}
