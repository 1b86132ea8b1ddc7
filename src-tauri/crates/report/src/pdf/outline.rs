//! The outline: nested, each entry at its place on its page.

use lopdf::{Document, Object, ObjectId, dictionary};

use super::metadata::text_string;
use crate::layout::page::OutlineEntry;

/// Adds the outline; none when there are no headings.
pub fn add_outline(document: &mut Document, entries: &[OutlineEntry], page_ids: &[ObjectId], height: f32) -> Option<ObjectId> {
    if entries.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    let parents = parents(entries);
    for (at, entry) in entries.iter().enumerate() {
        let siblings: Vec<usize> = (0..entries.len()).filter(|other| parents[*other] == parents[at]).collect();
        let place = siblings.iter().position(|other| *other == at).unwrap_or(0);
        let destination: Vec<Object> =
            vec![page_ids[entry.page].into(), "XYZ".into(), Object::Null, Object::Real(height - entry.y + 4.0), Object::Null];
        let mut item = dictionary! {
            "Title" => text_string(&entry.text),
            "Parent" => parents[at].map_or(root, |parent| ids[parent]),
            "Dest" => destination,
        };
        if place > 0 {
            item.set("Prev", ids[siblings[place - 1]]);
        }
        if let Some(next) = siblings.get(place + 1) {
            item.set("Next", ids[*next]);
        }
        let children: Vec<usize> = (0..entries.len()).filter(|other| parents[*other] == Some(at)).collect();
        if let (Some(first), Some(last)) = (children.first(), children.last()) {
            item.set("First", ids[*first]);
            item.set("Last", ids[*last]);
            item.set("Count", children.len() as i64);
        }
        document.objects.insert(ids[at], Object::Dictionary(item));
    }
    let top: Vec<usize> = (0..entries.len()).filter(|at| parents[*at].is_none()).collect();
    let (first, last) = (top[0], top[top.len() - 1]);
    let outline = dictionary! { "Type" => "Outlines", "First" => ids[first], "Last" => ids[last], "Count" => entries.len() as i64 };
    document.objects.insert(root, Object::Dictionary(outline));
    Some(root)
}

/// The last entry before each one that stands higher.
fn parents(entries: &[OutlineEntry]) -> Vec<Option<usize>> {
    let above = |at: usize| (0..at).rev().find(|other| entries[*other].level < entries[at].level);
    (0..entries.len()).map(above).collect()
}
