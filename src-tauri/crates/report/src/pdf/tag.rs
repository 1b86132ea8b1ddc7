//! The tag tree: which text belongs to which element, in reading order.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::layout::page::{Element, Pages};

/// Pages in one leaf of the tree that leads from marks to elements.
const LEAF: usize = 500;

/// The number of each marked text on its page, and the element it belongs to.
pub struct Marks {
    /// Per page, per text: number and element.
    pages: Vec<Vec<Option<(i64, usize)>>>,
    roles: Vec<&'static str>,
}

impl Marks {
    pub fn number(laid: &Pages) -> Marks {
        let of_page = |page: &crate::layout::page::Page| {
            let mut next = 0;
            page.texts
                .iter()
                .map(|text| {
                    let element = text.element?;
                    next += 1;
                    Some((next - 1, element))
                })
                .collect()
        };
        Marks { pages: laid.pages.iter().map(of_page).collect(), roles: laid.elements.iter().map(|element| element.role).collect() }
    }

    /// Role and number of a text; none for what is not read.
    pub fn of(&self, page: usize, text: usize) -> Option<(&'static str, i64)> {
        self.pages[page][text].map(|(number, element)| (self.roles[element], number))
    }
}

/// Adds the tree; gives what the catalog points to.
pub fn add_tree(document: &mut Document, elements: &[Element], marks: &Marks, page_ids: &[ObjectId]) -> ObjectId {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = elements.iter().map(|_| document.new_object_id()).collect();
    let kids = kids(elements, marks, &ids, page_ids);
    for ((at, element), kids) in elements.iter().enumerate().zip(kids) {
        let parent = element.parent.map_or(root, |parent| ids[parent]);
        let mut entry = dictionary! { "S" => element.role, "P" => parent };
        if !kids.is_empty() {
            entry.set("K", Object::Array(kids));
        }
        document.objects.insert(ids[at], Object::Dictionary(entry));
    }
    let parents = parent_tree(document, marks, &ids);
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => vec![Object::Reference(ids[0])],
        "ParentTree" => parents,
        "ParentTreeNextKey" => page_ids.len() as i64,
    };
    document.objects.insert(root, Object::Dictionary(tree));
    root
}

/// What each element holds: marked texts first, then elements, each in order.
fn kids(elements: &[Element], marks: &Marks, ids: &[ObjectId], page_ids: &[ObjectId]) -> Vec<Vec<Object>> {
    let mut kids: Vec<Vec<Object>> = vec![Vec::new(); elements.len()];
    for (page, texts) in marks.pages.iter().enumerate() {
        for (number, element) in texts.iter().flatten() {
            let mark: Dictionary = dictionary! { "Type" => "MCR", "Pg" => page_ids[page], "MCID" => *number };
            kids[*element].push(Object::Dictionary(mark));
        }
    }
    for (at, element) in elements.iter().enumerate() {
        if let Some(parent) = element.parent {
            kids[parent].push(Object::Reference(ids[at]));
        }
    }
    kids
}

fn parent_tree(document: &mut Document, marks: &Marks, ids: &[ObjectId]) -> ObjectId {
    let mut leaves = Vec::new();
    for (leaf, pages) in marks.pages.chunks(LEAF).enumerate() {
        let first = leaf * LEAF;
        let mut numbers = Vec::new();
        for (at, texts) in pages.iter().enumerate() {
            let elements: Vec<Object> = texts.iter().flatten().map(|(_, element)| Object::Reference(ids[*element])).collect();
            let list = document.add_object(Object::Array(elements));
            numbers.push(Object::Integer((first + at) as i64));
            numbers.push(Object::Reference(list));
        }
        let last = first + pages.len() - 1;
        let limits: Vec<Object> = vec![(first as i64).into(), (last as i64).into()];
        leaves.push(Object::Reference(document.add_object(dictionary! { "Limits" => limits, "Nums" => numbers })));
    }
    document.add_object(dictionary! { "Kids" => leaves })
}
