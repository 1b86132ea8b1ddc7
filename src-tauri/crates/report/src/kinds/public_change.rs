//! What changed in the public list of our sub-processors, in words.

use provident_domain::legal::Legal;
use provident_domain::published::PublishedChange;
use provident_domain::sub_processor::{ChangeKind, FieldChange};

use super::dossier::listed;
use super::label::Labels;
use super::transfer_text::mechanism;
use super::transfer_words::TransferWord;

/// A field of an entry, what it said and what it says.
pub(super) fn field_text(change: &FieldChange, labels: &Labels, legal: &Legal) -> String {
    let label = labels.word(field_word(&change.field));
    let shown =
        |value: &Option<String>| value.as_deref().map_or_else(|| "–".to_owned(), |value| of_field(&change.field, value, labels, legal));
    labels.said(label, &format!("{} → {}", shown(&change.held), shown(&change.brought)))
}

fn field_word(field: &str) -> TransferWord {
    match field {
        "address" => TransferWord::Address,
        "country" => TransferWord::Established,
        "services" => TransferWord::Services,
        "countries" => TransferWord::ProcessedIn,
        "mechanisms" => TransferWord::Mechanisms,
        _ => TransferWord::Name,
    }
}

/// Codes and ids by their labels; other texts as they are.
fn of_field(field: &str, value: &str, labels: &Labels, legal: &Legal) -> String {
    let shown = |id: &str| match field {
        "country" | "countries" => labels.lists.label("country", id, labels.language).unwrap_or(id).to_owned(),
        "mechanisms" => mechanism(id, labels, legal).to_owned(),
        _ => id.to_owned(),
    };
    match field {
        "countries" | "mechanisms" => {
            let all: Vec<String> = value.split(", ").map(shown).collect();
            listed(&all.iter().map(String::as_str).collect::<Vec<_>>()).unwrap_or_default()
        }
        _ => shown(value),
    }
}

pub(super) fn kind_word(kind: ChangeKind) -> TransferWord {
    match kind {
        ChangeKind::Added => TransferWord::NewOne,
        ChangeKind::Removed => TransferWord::GoneOne,
        ChangeKind::Changed => TransferWord::ChangedOne,
    }
}

/// Every field that changed, a line each.
pub(super) fn field_lines(change: &PublishedChange, labels: &Labels, legal: &Legal) -> Vec<String> {
    change.changes.iter().map(|field| field_text(field, labels, legal)).collect()
}
