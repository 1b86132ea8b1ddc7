//! A recipient by the label of its kind. No kind is guessed: without a label there is none.

use provident_domain::activity::{Recipient, RecipientKind};
use provident_domain::lists::Lists;
use provident_domain::name::NameKey;

use crate::words::{from_id, labelled};

/// The recipient, where the text is a label, has one as a part of its own ("Acme (processor)"), or holds
/// one of several words. A single word within others is no label: "service public".
pub(super) fn recipient(text: &str, lists: &Lists) -> Option<Recipient> {
    if let Some(kind) = labelled("recipient_kind", text, lists) {
        return Some(Recipient { kind, name: None });
    }
    let key = format!(" {} ", NameKey::of(text).as_str());
    let parts: Vec<NameKey> = text.split([':', '(', ')', '–', '—', '/', ',']).flat_map(|part| part.split(" - ")).map(NameKey::of).collect();
    let group = lists.label_groups().iter().find(|group| group.id == "recipient_kind")?;
    let labels = group.entries.iter().flat_map(|entry| [(&entry.id, &entry.label.en), (&entry.id, &entry.label.fr)]);
    let held = labels.filter_map(|(id, label)| {
        let label = NameKey::of(label);
        let is_held = parts.contains(&label) || (label.as_str().contains(' ') && key.contains(&format!(" {} ", label.as_str())));
        is_held.then(|| (label.as_str().len(), id))
    });
    let held: Vec<(usize, &String)> = held.collect();
    let longest = held.iter().map(|(length, _)| *length).max()?;
    let mut kinds: Vec<&String> = held.into_iter().filter(|(length, _)| *length == longest).map(|(_, id)| id).collect();
    kinds.dedup();
    let [id] = kinds[..] else { return None };
    let kind: RecipientKind = from_id(id)?;
    Some(Recipient { kind, name: Some(text.to_owned()) })
}
