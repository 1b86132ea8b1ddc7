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
    let tree = Tree::of(entries);
    for (at, entry) in entries.iter().enumerate() {
        let destination: Vec<Object> =
            vec![page_ids[entry.page].into(), "XYZ".into(), Object::Null, Object::Real(height - entry.y + 4.0), Object::Null];
        let mut item = dictionary! {
            "Title" => text_string(&entry.text),
            "Parent" => tree.parents[at].map_or(root, |parent| ids[parent]),
            "Dest" => destination,
        };
        if let Some(before) = tree.before[at] {
            item.set("Prev", ids[before]);
        }
        if let Some(next) = tree.next[at] {
            item.set("Next", ids[next]);
        }
        if let (Some(first), Some(last)) = (tree.children[at].first(), tree.children[at].last()) {
            item.set("First", ids[*first]);
            item.set("Last", ids[*last]);
            item.set("Count", tree.children[at].len() as i64);
        }
        document.objects.insert(ids[at], Object::Dictionary(item));
    }
    let (first, last) = (tree.top[0], tree.top[tree.top.len() - 1]);
    let outline = dictionary! { "Type" => "Outlines", "First" => ids[first], "Last" => ids[last], "Count" => entries.len() as i64 };
    document.objects.insert(root, Object::Dictionary(outline));
    Some(root)
}

/// Who stands below and beside whom.
struct Tree {
    /// The last entry before each one that stands higher.
    parents: Vec<Option<usize>>,
    before: Vec<Option<usize>>,
    next: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    top: Vec<usize>,
}

impl Tree {
    fn of(entries: &[OutlineEntry]) -> Tree {
        let none = || vec![None; entries.len()];
        let mut tree = Tree { parents: none(), before: none(), next: none(), children: vec![Vec::new(); entries.len()], top: Vec::new() };
        let mut open: Vec<usize> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            while open.last().is_some_and(|other| entries[*other].level >= entry.level) {
                open.pop();
            }
            tree.parents[at] = open.last().copied();
            let siblings = tree.parents[at].map_or(&mut tree.top, |parent| &mut tree.children[parent]);
            tree.before[at] = siblings.last().copied();
            siblings.push(at);
            if let Some(before) = tree.before[at] {
                tree.next[before] = Some(at);
            }
            open.push(at);
        }
        tree
    }
}
