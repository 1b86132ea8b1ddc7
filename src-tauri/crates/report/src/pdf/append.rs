//! Objects put behind those that lopdf wrote, with its table of places grown to hold them.

/// Objects written one behind the other, numbered on.
pub struct Written {
    bytes: Vec<u8>,
    first: usize,
    offsets: Vec<usize>,
}

impl Written {
    /// Number of the object that is written next.
    pub fn next(&self) -> usize {
        self.first + self.offsets.len()
    }

    pub fn object(&mut self, content: &str) {
        let number = self.next();
        self.offsets.push(self.bytes.len());
        self.bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.bytes.extend_from_slice(content.as_bytes());
        self.bytes.extend_from_slice(b"\nendobj\n");
    }
}

/// Adds objects to a file whose numbers end before `first`, and whose trailer counts them already.
/// None if the file did not end in a cross-reference table of one part.
pub fn append(mut file: Vec<u8>, first: usize, write: impl FnOnce(&mut Written)) -> Option<Vec<u8>> {
    let table_at = table(&file)?;
    let end = file.split_off(table_at);
    let end = str::from_utf8(&end).ok()?;
    let entries = end.strip_prefix(&format!("xref\n0 {first}\n"))?;
    let (entries, trailer) = entries.split_once("trailer\n")?;
    let (trailer, _) = trailer.rsplit_once("startxref\n")?;
    let mut written = Written { bytes: file, first, offsets: Vec::new() };
    write(&mut written);
    let Written { mut bytes, offsets, .. } = written;
    let table_at = bytes.len();
    bytes.extend_from_slice(format!("xref\n0 {}\n{entries}", first + offsets.len()).as_bytes());
    for offset in &offsets {
        bytes.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    bytes.extend_from_slice(format!("trailer\n{trailer}startxref\n{table_at}\n%%EOF").as_bytes());
    Some(bytes)
}

/// Where the table begins, as the last line but one says.
fn table(file: &[u8]) -> Option<usize> {
    let tail = str::from_utf8(&file[file.len().saturating_sub(40)..]).ok()?;
    let (_, place) = tail.rsplit_once("startxref\n")?;
    place.lines().next()?.parse().ok().filter(|at| *at < file.len())
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, Document as File, Object};
    use provident_domain::lists::Language;

    use crate::document::{Block, Document, Span, Style};
    use crate::render;

    /// Marks that a tree holds below an element.
    fn marks(file: &File, element: &Dictionary) -> usize {
        let kids = match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.as_slice(),
            _ => &[],
        };
        let of_kid = |kid: &Object| match kid {
            Object::Reference(id) => marks(file, file.get_dictionary(*id).expect("an element")),
            Object::Integer(_) => usize::from(element.has(b"Pg")),
            Object::Dictionary(mark) => usize::from(mark.has(b"Pg")),
            other => panic!("{other:?} is no kid"),
        };
        kids.iter().map(of_kid).sum()
    }

    #[test]
    fn every_mark_of_a_page_is_found_in_the_tree_and_back() {
        let cell = |text: &str| vec![Span { text: text.into(), style: Style::Plain }];
        let long = "word ".repeat(4_000);
        let body = vec![
            Block::Heading { level: 1, text: "One".into() },
            Block::Paragraph { spans: cell(&long) },
            Block::Heading { level: 2, text: "Two".into() },
            Block::Table {
                heads: vec!["Name".into()],
                widths: vec![1],
                rows: (0..900).map(|at| vec![cell(&at.to_string())]).collect(),
                is_small: true,
            },
        ];
        let day = "2026-11-25".parse().expect("a day");
        let pdf = render(&Document::new("art30-1", "Record", "Lumeria", Language::En, day, body)).expect("a PDF");
        let file = File::load_mem(&pdf.bytes).expect("a PDF that can be read");
        let of = |dictionary: &Dictionary, key: &[u8]| {
            file.get_dictionary(dictionary.get(key).and_then(Object::as_reference).expect("a reference")).expect("a dictionary").clone()
        };
        let root = of(file.catalog().expect("a catalog"), b"StructTreeRoot");
        let leaves = of(&root, b"ParentTree");
        let mut listed = 0;
        for leaf in leaves.get(b"Kids").and_then(Object::as_array).expect("leaves") {
            let leaf = file.get_dictionary(leaf.as_reference().expect("a reference")).expect("a leaf");
            for list in leaf.get(b"Nums").and_then(Object::as_array).expect("numbers").iter().filter_map(|entry| entry.as_reference().ok())
            {
                listed += file.get_object(list).and_then(Object::as_array).expect("a list").len();
            }
        }
        assert!(pdf.pages > 10, "long enough to go over pages");
        assert_eq!(marks(&file, &root), listed, "as many marks in the tree as on the pages");
        assert!(listed > 900, "{listed} marks");
    }
}
