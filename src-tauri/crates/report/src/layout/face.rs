//! The shipped fonts: shaping, measuring, and which characters they have. Words are shaped
//! once and kept.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use read_fonts::TableProvider;
use unicode_normalization::UnicodeNormalization;

/// One of the three cuts of the typeface.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Face {
    Regular,
    SemiBold,
    Italic,
}

impl Face {
    pub const ALL: [Face; 3] = [Face::Regular, Face::SemiBold, Face::Italic];

    pub fn bytes(self) -> &'static [u8] {
        match self {
            Face::Regular => include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/fonts/IBMPlexSans-Regular.ttf")),
            Face::SemiBold => include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/fonts/IBMPlexSans-SemiBold.ttf")),
            Face::Italic => include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/fonts/IBMPlexSans-Italic.ttf")),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Face::Regular => "IBMPlexSans",
            Face::SemiBold => "IBMPlexSans-SemiBold",
            Face::Italic => "IBMPlexSans-Italic",
        }
    }

    /// Name among the resources of a page.
    pub fn resource(self) -> &'static str {
        match self {
            Face::Regular => "R",
            Face::SemiBold => "S",
            Face::Italic => "I",
        }
    }

    pub fn index(self) -> usize {
        self as usize
    }
}

/// Shown where no font has a character.
pub const REPLACEMENT: char = '\u{fffd}';

/// A glyph and the kerning after it, both for 1000 units an em.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Glyph {
    pub id: u16,
    /// To be taken from the advance: what PDF writes in a `TJ` array.
    pub kern: i16,
}

/// A shaped piece of text without white space.
#[derive(Debug)]
pub struct Word {
    pub glyphs: Vec<Glyph>,
    /// In thousandths of an em.
    pub width: i32,
}

/// One font, ready to shape.
struct Cut {
    font: FontRef<'static>,
    data: ShaperData,
    /// Glyph and advance per character, for what the font has.
    characters: HashMap<char, u16>,
    advances: Vec<u16>,
    words: HashMap<Box<str>, Arc<Word>>,
    /// What each used glyph stands for.
    meaning: BTreeMap<u16, String>,
}

/// All fonts of a report and every word shaped with them.
pub struct Faces {
    cuts: [Cut; 3],
    pub replaced: u32,
}

impl Faces {
    /// Fails only if a shipped font were damaged.
    pub fn new() -> Result<Faces, read_fonts::ReadError> {
        let [a, b, c] = Face::ALL;
        Ok(Faces { cuts: [Cut::new(a)?, Cut::new(b)?, Cut::new(c)?], replaced: 0 })
    }

    /// A word, shaped at most once per face.
    pub fn word(&mut self, face: Face, text: &str) -> Arc<Word> {
        let cut = &mut self.cuts[face.index()];
        if let Some(word) = cut.words.get(text) {
            return Arc::clone(word);
        }
        let word = Arc::new(cut.shape(text));
        cut.words.insert(text.into(), Arc::clone(&word));
        word
    }

    /// Advance of a space, in thousandths of an em.
    pub fn space(&self, face: Face) -> (u16, i32) {
        let cut = &self.cuts[face.index()];
        let glyph = cut.characters.get(&' ').copied().unwrap_or(0);
        (glyph, i32::from(cut.advance(glyph)))
    }

    pub fn advance(&self, face: Face, glyph: u16) -> u16 {
        self.cuts[face.index()].advance(glyph)
    }

    /// Used glyphs with the text each stands for.
    pub fn meaning(&self, face: Face) -> &BTreeMap<u16, String> {
        &self.cuts[face.index()].meaning
    }

    /// Composed, without controls and marks of direction; what no font has is visibly replaced and counted.
    pub fn presentable(&mut self, text: &str) -> String {
        if text.bytes().all(|byte| (0x20..0x7f).contains(&byte) || byte == b'\n') && !text.contains(" :") {
            return text.to_owned();
        }
        let text = kept_together(text);
        let mut shown = String::with_capacity(text.len());
        for character in text.nfc() {
            match character {
                '\n' => shown.push('\n'),
                '\t' | '\r' => shown.push(' '),
                _ if is_invisible(character) => {}
                _ if self.has(character) => shown.push(character),
                _ => {
                    self.replaced += 1;
                    shown.push(REPLACEMENT);
                }
            }
        }
        shown
    }

    /// In every cut, so that a style never changes what can be read.
    fn has(&self, character: char) -> bool {
        self.cuts.iter().all(|cut| cut.characters.contains_key(&character))
    }
}

/// French sets a space before some marks; the line is not broken there.
fn kept_together(text: &str) -> Cow<'_, str> {
    const BEFORE: [char; 5] = [':', ';', '?', '!', '»'];
    if !BEFORE.iter().any(|mark| text.contains(*mark)) {
        return Cow::Borrowed(text);
    }
    let with = |text: String, mark: &char| text.replace(&format!(" {mark}"), &format!("\u{a0}{mark}"));
    Cow::Owned(BEFORE.iter().fold(text.replace("« ", "«\u{a0}"), with))
}

fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}')
}

impl Cut {
    fn new(face: Face) -> Result<Cut, read_fonts::ReadError> {
        let font = FontRef::new(face.bytes())?;
        let mut characters = HashMap::new();
        let cmap = font.cmap()?;
        for code in (0x20..0x3000).chain(0xfb00..0xfb10).chain(0xfff0..0xfffe) {
            let (Some(character), Some(glyph)) = (char::from_u32(code), cmap.map_codepoint(code)) else { continue };
            characters.insert(character, glyph.to_u32() as u16);
        }
        let metrics = font.hmtx()?;
        let glyphs = font.maxp()?.num_glyphs();
        let advances = (0..glyphs).map(|glyph| metrics.advance(read_fonts::types::GlyphId::from(glyph)).unwrap_or(0)).collect();
        Ok(Cut { data: ShaperData::new(&font), font, characters, advances, words: HashMap::new(), meaning: BTreeMap::new() })
    }

    fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    fn shape(&mut self, text: &str) -> Word {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaper = self.data.shaper(&self.font).build();
        let shaped = shaper.shape(buffer, ShapeOptions::new());
        let (infos, positions) = (shaped.glyph_infos(), shaped.glyph_positions());
        let mut glyphs = Vec::with_capacity(infos.len());
        let mut width = 0;
        for (at, (info, position)) in infos.iter().zip(positions).enumerate() {
            let id = info.glyph_id as u16;
            let natural = i32::from(self.advances.get(usize::from(id)).copied().unwrap_or(0));
            glyphs.push(Glyph { id, kern: (natural - position.x_advance) as i16 });
            width += position.x_advance;
            let from = info.cluster as usize;
            let is_first = at == 0 || infos[at - 1].cluster != info.cluster;
            let to = infos[at..].iter().find(|next| next.cluster != info.cluster).map_or(text.len(), |next| next.cluster as usize);
            let meant = if is_first { text.get(from..to).unwrap_or_default() } else { "" };
            self.meaning.entry(id).or_insert_with(|| meant.to_owned());
        }
        Word { glyphs, width }
    }
}
