//! The whole file, object by object. Page contents are written on all cores, a few pages at a time.

use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document as File, Object, ObjectId, Stream, StringFormat, dictionary};

use super::append::append;
use super::font::{self, Subsets};
use super::stream::Writer;
use super::tag::{self, Marks};
use super::{RenderFault, metadata, outline};
use crate::document::Document;
use crate::layout::face::Faces;
use crate::layout::page::{Page, Pages};

/// Pages converted in one go: little memory, little overhead.
const TOGETHER: usize = 12;

pub fn file(
    document: &Document,
    laid: Pages,
    faces: &Faces,
    fonts: &Subsets,
    is_cancelled: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<u8>, RenderFault> {
    let marks = Marks::number(&laid);
    let writer = Writer { faces, fonts, marks: &marks, width: laid.width, height: laid.height };
    let contents = contents(&writer, &laid.pages, is_cancelled)?;
    let Pages { width, height, elements, outline, pages } = laid;
    drop(pages);
    let mut file = File::with_version("1.4");
    // PDF/A-1 knows no cross-reference streams.
    file.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
    let resources = resources(&mut file, fonts, faces);
    let (pages_root, page_ids) = add_pages(&mut file, contents, resources, (width, height));
    let outlines = outline::add_outline(&mut file, &outline, &page_ids, height);
    let metadata = file.add_object(metadata::xmp(document));
    let intent = output_intent(&mut file);
    let information = file.add_object(metadata::information(document));
    let catalog_id = file.new_object_id();
    // The tag tree comes behind everything else.
    let tree = file.max_id + 1;
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => pages_root,
        "Lang" => metadata::text_string(metadata::language(document)),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => (tree, 0),
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "Metadata" => metadata,
        "OutputIntents" => vec![intent],
    };
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
        catalog.set("PageMode", "UseOutlines");
    }
    file.objects.insert(catalog_id, Object::Dictionary(catalog));
    file.max_id += tag::count(&elements, &marks) as u32;
    file.trailer.set("Root", catalog_id);
    file.trailer.set("Info", information);
    file.trailer.set("ID", identity(document));
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|error| RenderFault::File(error.to_string()))?;
    drop(file);
    append(bytes, tree as usize, |written| tag::write_tree(written, &elements, &marks, &page_ids))
        .ok_or_else(|| RenderFault::File("its table of objects is not where it should be".into()))
}

/// Compressed contents of pages, in order.
type Contents = Vec<Vec<u8>>;

/// All pages, a range at a time on each core.
fn contents(writer: &Writer, pages: &[Page], is_cancelled: &(dyn Fn() -> bool + Sync)) -> Result<Contents, RenderFault> {
    let parts: Vec<(usize, &[Page])> = pages.chunks(TOGETHER).enumerate().map(|(at, part)| (at * TOGETHER, part)).collect();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<Contents, RenderFault>)>> = Mutex::new(Vec::new());
    let work = || {
        while let Some((from, part)) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
            let written = if is_cancelled() { Err(RenderFault::Cancelled) } else { compressed(writer, part, *from) };
            done.lock().unwrap_or_else(PoisonError::into_inner).push((*from, written));
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(parts.len());
    std::thread::scope(|scope| {
        for _ in 1..cores {
            scope.spawn(work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(from, _)| *from);
    let parts: Vec<Contents> = done.into_iter().map(|(_, written)| written).collect::<Result<_, _>>()?;
    Ok(parts.into_iter().flatten().collect())
}

fn compressed(writer: &Writer, pages: &[Page], from: usize) -> Result<Contents, RenderFault> {
    writer.contents(pages, from).into_iter().map(|content| deflated(&content)).collect()
}

fn deflated(content: &[u8]) -> Result<Vec<u8>, RenderFault> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 4), Compression::new(3));
    encoder.write_all(content).and_then(|()| encoder.finish()).map_err(|error| RenderFault::File(error.to_string()))
}

fn resources(file: &mut File, fonts: &Subsets, faces: &Faces) -> ObjectId {
    let fonts = font::resources(file, fonts, faces);
    file.add_object(dictionary! { "Font" => fonts, "ProcSet" => vec!["PDF".into(), "Text".into()] })
}

fn add_pages(file: &mut File, contents: Contents, resources: ObjectId, (width, height): (f32, f32)) -> (ObjectId, Vec<ObjectId>) {
    let parent = file.new_object_id();
    let ids: Vec<ObjectId> = contents.iter().map(|_| file.new_object_id()).collect();
    for (at, content) in contents.into_iter().enumerate() {
        let stream = Stream::new(dictionary! { "Filter" => "FlateDecode" }, content);
        let content = file.add_object(stream);
        let page = dictionary! {
            "Type" => "Page",
            "Parent" => parent,
            "MediaBox" => vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)],
            "Resources" => resources,
            "Contents" => content,
            "StructParents" => at as i64,
        };
        file.objects.insert(ids[at], Object::Dictionary(page));
    }
    let tree = page_tree(file, parent, &ids);
    file.objects.insert(parent, Object::Dictionary(tree));
    (parent, ids)
}

/// PDF/A-1 bounds the length of an array: long reports get a second level.
fn page_tree(file: &mut File, root: ObjectId, ids: &[ObjectId]) -> lopdf::Dictionary {
    let kids: Vec<Object> = if ids.len() <= 2_000 {
        ids.iter().map(|id| Object::Reference(*id)).collect()
    } else {
        ids.chunks(1_000).map(|part| Object::Reference(branch(file, root, part))).collect()
    };
    dictionary! { "Type" => "Pages", "Count" => ids.len() as i64, "Kids" => kids }
}

fn branch(file: &mut File, root: ObjectId, pages: &[ObjectId]) -> ObjectId {
    let id = file.new_object_id();
    for page in pages {
        if let Ok(page) = file.get_object_mut(*page).and_then(Object::as_dict_mut) {
            page.set("Parent", id);
        }
    }
    let kids: Vec<Object> = pages.iter().map(|page| Object::Reference(*page)).collect();
    let count = kids.len() as i64;
    file.objects.insert(id, Object::Dictionary(dictionary! { "Type" => "Pages", "Parent" => root, "Count" => count, "Kids" => kids }));
    id
}

fn output_intent(file: &mut File) -> Object {
    let mut profile = Stream::new(dictionary! { "N" => 3 }, metadata::colour_profile());
    let _ = profile.compress();
    let profile = file.add_object(profile);
    Object::Dictionary(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => metadata::text_string("sRGB"),
        "Info" => metadata::text_string("RGB display"),
        "DestOutputProfile" => profile,
    })
}

/// From the content, so that the same report is the same file.
fn identity(document: &Document) -> Object {
    let seed = format!("{}{}", document.number, document.history_head.as_deref().unwrap_or_default());
    let digest = provident_domain::evidence::content_digest(seed.as_bytes());
    let id = Object::String(digest.as_bytes()[..16].to_vec(), StringFormat::Hexadecimal);
    Object::Array(vec![id.clone(), id])
}
