//! Fonts reduced to the glyphs a report uses, as PDF objects.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use subsetter::GlyphRemapper;

use super::RenderFault;
use crate::layout::face::{Face, Faces};

/// One font with the glyphs in use, renumbered without holes.
pub struct Subset {
    face: Face,
    remapper: GlyphRemapper,
    program: Vec<u8>,
}

impl Subset {
    /// The number of a glyph within the subset.
    pub fn glyph(&self, original: u16) -> u16 {
        self.remapper.get(original).unwrap_or(0)
    }

    fn is_used(&self) -> bool {
        self.remapper.num_gids() > 1
    }
}

pub struct Subsets {
    subsets: Vec<Subset>,
}

impl Subsets {
    pub fn of(&self, face: Face) -> &Subset {
        &self.subsets[face.index()]
    }
}

pub fn subset(faces: &Faces) -> Result<Subsets, RenderFault> {
    let subsets = Face::ALL.into_iter().map(|face| one(face, faces)).collect::<Result<_, _>>()?;
    Ok(Subsets { subsets })
}

fn one(face: Face, faces: &Faces) -> Result<Subset, RenderFault> {
    let mut used: Vec<u16> = faces.meaning(face).keys().copied().collect();
    if !used.is_empty() {
        used.push(faces.space(face).0);
    }
    used.sort_unstable();
    used.dedup();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&used);
    let program = subsetter::subset(face.bytes(), 0, &remapper).map_err(|error| RenderFault::Font(error.to_string()))?;
    Ok(Subset { face, remapper, program })
}

/// The `Font` resources of all pages.
pub fn resources(document: &mut Document, fonts: &Subsets, faces: &Faces) -> Dictionary {
    let mut resources = Dictionary::new();
    for subset in fonts.subsets.iter().filter(|subset| subset.is_used()) {
        let id = add(document, subset, faces);
        resources.set(subset.face.resource(), Object::Reference(id));
    }
    resources
}

fn add(document: &mut Document, subset: &Subset, faces: &Faces) -> ObjectId {
    let name = format!("{}+{}", tag(subset), subset.face.name());
    let length = subset.program.len() as i64;
    let mut program = Stream::new(dictionary! { "Length1" => length }, subset.program.clone());
    // A font that does not shrink is written as it is.
    let _ = program.compress();
    let program = document.add_object(program);
    let count = usize::from(subset.remapper.num_gids());
    let set = document.add_object(Stream::new(Dictionary::new(), cid_set(count)));
    let descriptor = document.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name.as_str(),
        "Flags" => 4,
        "FontBBox" => vec![(-180).into(), (-280).into(), 1260.into(), 1100.into()],
        "ItalicAngle" => if subset.face == Face::Italic { -10 } else { 0 },
        "Ascent" => 1025,
        "Descent" => -275,
        "CapHeight" => 698,
        "StemV" => if subset.face == Face::SemiBold { 120 } else { 84 },
        "FontFile2" => program,
        "CIDSet" => set,
    });
    let widths: Vec<Object> = subset.remapper.remapped_gids().map(|glyph| i64::from(faces.advance(subset.face, glyph)).into()).collect();
    let descendant = document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => name.as_str(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::String(b"Adobe".to_vec(), StringFormat::Literal),
            "Ordering" => Object::String(b"Identity".to_vec(), StringFormat::Literal),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "DW" => 1000,
        "W" => vec![0.into(), Object::Array(widths)],
        "CIDToGIDMap" => "Identity",
    });
    let mut meanings = Stream::new(Dictionary::new(), to_unicode(subset, faces).into_bytes());
    let _ = meanings.compress();
    let meanings = document.add_object(meanings);
    document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name.as_str(),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => meanings,
    })
}

/// Six capitals from the content of the subset.
fn tag(subset: &Subset) -> String {
    let digest = provident_domain::evidence::content_digest(&subset.program);
    digest.bytes().take(6).map(|digit| char::from(b'A' + (digit % 26))).collect()
}

/// One bit a glyph, from the highest.
fn cid_set(count: usize) -> Vec<u8> {
    let mut bits = vec![0_u8; count.div_ceil(8)];
    (0..count).for_each(|glyph| bits[glyph / 8] |= 0x80 >> (glyph % 8));
    bits
}

fn to_unicode(subset: &Subset, faces: &Faces) -> String {
    let meaning = faces.meaning(subset.face);
    let space = faces.space(subset.face).0;
    let of = |glyph: u16| if glyph == space { Some(" ") } else { meaning.get(&glyph).map(String::as_str) };
    let pairs: Vec<String> = subset
        .remapper
        .remapped_gids()
        .enumerate()
        .filter_map(|(at, glyph)| of(glyph).filter(|text| !text.is_empty()).map(|text| format!("<{at:04X}> <{}>", utf16(text))))
        .collect();
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    for part in pairs.chunks(100) {
        map.push_str(&format!("{} beginbfchar\n{}\nendbfchar\n", part.len(), part.join("\n")));
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}

fn utf16(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("{unit:04X}")).collect()
}
