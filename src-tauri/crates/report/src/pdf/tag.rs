//! The tag tree: which text belongs to which element, in reading order. A long report has hundreds of
//! thousands of elements, and an object of lopdf for each would take more memory than all else: they are
//! written as they are found.

use std::fmt::Write as _;

use lopdf::ObjectId;

use super::append::Written;

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

/// Objects of the tree: its root, the elements, then what leads from pages to elements.
pub fn count(elements: &[Element], marks: &Marks) -> usize {
    1 + elements.len() + marks.pages.len() + marks.pages.len().div_ceil(LEAF) + 1
}

/// Writes the tree; its root is the first object.
pub fn write_tree(file: &mut Written, elements: &[Element], marks: &Marks, page_ids: &[ObjectId]) {
    let root = file.next();
    let ids = Ids { element: root + 1, list: root + 1 + elements.len() };
    let leaf = ids.list + marks.pages.len();
    let parents = leaf + marks.pages.len().div_ceil(LEAF);
    file.object(&format!("<</Type/StructTreeRoot/K[{} 0 R]/ParentTree {parents} 0 R/ParentTreeNextKey {}>>", ids.element, page_ids.len()));
    let mut text = String::new();
    for (element, held) in elements.iter().zip(held(elements, marks)) {
        text.clear();
        let parent = element.parent.map_or(root, |parent| ids.element + parent);
        // Writing to a string cannot fail, here and below.
        let _ = write!(text, "<</S/{}/P {parent} 0 R", element.role);
        held.write(&mut text, &ids, page_ids);
        text.push_str(">>");
        file.object(&text);
    }
    write_parents(file, marks, &ids, leaf);
}

/// Numbers of the first element and of the first list of what stands on a page.
struct Ids {
    element: usize,
    list: usize,
}

/// What an element holds: marked texts first, then elements, each in order.
#[derive(Clone, Default)]
struct Held {
    /// Page and number.
    marks: Vec<(u32, u32)>,
    elements: Vec<u32>,
}

impl Held {
    /// The page of all its marked texts; none where there are none, or several.
    fn page(&self) -> Option<u32> {
        let (first, _) = self.marks.first()?;
        self.marks.iter().all(|(page, _)| page == first).then_some(*first)
    }

    /// A mark on the page of the element is a number; one of several pages has to name its own.
    fn write(&self, text: &mut String, ids: &Ids, page_ids: &[ObjectId]) {
        if self.marks.is_empty() && self.elements.is_empty() {
            return;
        }
        let page = self.page();
        if let Some(page) = page {
            let _ = write!(text, "/Pg {} 0 R", page_ids[page as usize].0);
        }
        text.push_str("/K[");
        for (on, number) in &self.marks {
            let _ = match page {
                Some(_) => write!(text, "{number} "),
                None => write!(text, "<</Type/MCR/Pg {} 0 R/MCID {number}>>", page_ids[*on as usize].0),
            };
        }
        for at in &self.elements {
            let _ = write!(text, "{} 0 R ", ids.element + *at as usize);
        }
        text.push(']');
    }
}

fn held(elements: &[Element], marks: &Marks) -> Vec<Held> {
    let mut held = vec![Held::default(); elements.len()];
    for (page, texts) in marks.pages.iter().enumerate() {
        for (number, element) in texts.iter().flatten() {
            held[*element].marks.push((page as u32, *number as u32));
        }
    }
    for (at, element) in elements.iter().enumerate() {
        if let Some(parent) = element.parent {
            held[parent].elements.push(at as u32);
        }
    }
    held
}

/// A list a page of the elements its marks belong to, leaves of pages, and the top.
fn write_parents(file: &mut Written, marks: &Marks, ids: &Ids, leaf: usize) {
    let mut text = String::new();
    for texts in &marks.pages {
        text.clear();
        text.push('[');
        for (_, element) in texts.iter().flatten() {
            let _ = write!(text, "{} 0 R ", ids.element + element);
        }
        text.push(']');
        file.object(&text);
    }
    for (at, pages) in marks.pages.chunks(LEAF).enumerate() {
        let first = at * LEAF;
        let numbers: Vec<String> = (first..first + pages.len()).map(|page| format!("{page} {} 0 R", ids.list + page)).collect();
        file.object(&format!("<</Limits[{first} {}]/Nums[{}]>>", first + pages.len() - 1, numbers.join(" ")));
    }
    let leaves = marks.pages.len().div_ceil(LEAF);
    let kids: Vec<String> = (leaf..leaf + leaves).map(|leaf| format!("{leaf} 0 R")).collect();
    file.object(&format!("<</Kids[{}]>>", kids.join(" ")));
}
