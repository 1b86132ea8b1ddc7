//! Names of companies in running text.

use provident_domain::lists::Lists;
use provident_domain::name::LooseKey;

use crate::words::entries;

/// Whether what follows a name is only its legal form: "Acme" and ", Inc.".
pub(crate) fn is_name_with_legal_form(name: &str, follows: &str, lists: &Lists) -> bool {
    LooseKey::of(&format!("{name} {follows}"), lists) == LooseKey::of(name, lists)
}

/// The names in a cell: by line, semicolon or bullet, or else by comma. A legal form behind a comma
/// belongs to the name before it.
pub(crate) fn names(text: &str, lists: &Lists) -> Vec<String> {
    let entries = entries(text);
    if entries.len() != 1 {
        return entries.into_iter().map(str::to_owned).collect();
    }
    let mut found: Vec<String> = Vec::new();
    for piece in entries[0].split(',').map(str::trim).filter(|piece| !piece.is_empty()) {
        match found.last_mut() {
            Some(name) if is_name_with_legal_form(name, piece, lists) => *name = format!("{name}, {piece}"),
            _ => found.push(piece.to_owned()),
        }
    }
    found
}
