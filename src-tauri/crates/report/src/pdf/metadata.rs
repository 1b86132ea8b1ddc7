//! Who, what, when: the information dictionary, the same in XMP, and the colour space.

use chrono::NaiveDate;
use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};

use crate::document::Document;

/// A text of a PDF: ASCII as it is, all else as UTF-16.
pub fn text_string(text: &str) -> Object {
    if text.is_ascii() {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

const PRODUCER: &str = concat!("Provident ", env!("CARGO_PKG_VERSION"));

pub fn information(document: &Document) -> Dictionary {
    let moment = format!("D:{}000000Z", document.issued_on.format("%Y%m%d"));
    dictionary! {
        "Title" => text_string(&title(document)),
        "Author" => text_string(&visible(&document.organisation)),
        "Subject" => text_string(&document.number),
        "Creator" => text_string("Provident"),
        "Producer" => text_string(PRODUCER),
        "CreationDate" => text_string(&moment),
        "ModDate" => text_string(&moment),
    }
}

fn title(document: &Document) -> String {
    let full = match &document.subtitle {
        Some(subtitle) => format!("{}: {subtitle}", document.title),
        None => document.title.clone(),
    };
    visible(&full)
}

/// Without characters that XML forbids or that only turn text around.
fn visible(text: &str) -> String {
    text.chars()
        .filter(|letter| {
            !letter.is_control()
                && !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
        })
        .collect()
}

/// XMP, uncompressed as PDF/A wants it.
pub fn xmp(document: &Document) -> Stream {
    let day = instant(document.issued_on);
    let language = language(document);
    let packet = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n\
         <pdfaid:part>1</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n\
         <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{number}</rdf:li></rdf:Alt></dc:description>\n\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreatorTool>Provident</xmp:CreatorTool>\n\
         <xmp:CreateDate>{day}</xmp:CreateDate>\n<xmp:ModifyDate>{day}</xmp:ModifyDate>\n\
         <pdf:Producer>{PRODUCER}</pdf:Producer>\n\
         </rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>",
        title = escaped(&title(document)),
        author = escaped(&visible(&document.organisation)),
        number = escaped(&document.number),
    );
    Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet.into_bytes()).with_compression(false)
}

fn instant(day: NaiveDate) -> String {
    format!("{day}T00:00:00Z")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub fn language(document: &Document) -> &'static str {
    match document.language {
        provident_domain::lists::Language::En => "en-GB",
        provident_domain::lists::Language::Fr => "fr-FR",
    }
}

/// A small display profile: sRGB primaries seen from D50, a plain gamma of 2.2.
pub fn colour_profile() -> Vec<u8> {
    let xyz = |x: i32, y: i32, z: i32| [b"XYZ \0\0\0\0".as_slice(), &x.to_be_bytes(), &y.to_be_bytes(), &z.to_be_bytes()].concat();
    let curve = [b"curv\0\0\0\0\0\0\0\x01".as_slice(), &563_u16.to_be_bytes(), &[0, 0]].concat();
    let text = b"No rights reserved";
    let copyright = [b"text\0\0\0\0".as_slice(), text, &[0]].concat();
    let name = b"RGB display";
    let description = [b"desc\0\0\0\0".as_slice(), &(name.len() as u32 + 1).to_be_bytes(), name, &[0], &[0; 8], &[0; 3], &[0; 67]].concat();
    let tags: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"desc", description),
        (b"cprt", copyright),
        (b"wtpt", xyz(63_190, 65_536, 54_061)),
        (b"rXYZ", xyz(28_578, 14_581, 912)),
        (b"gXYZ", xyz(25_238, 46_981, 6_362)),
        (b"bXYZ", xyz(9_374, 3_973, 46_799)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let start = 128 + 4 + 12 * tags.len();
    for (tag, content) in &tags {
        table.extend(tag.iter());
        table.extend(((start + data.len()) as u32).to_be_bytes());
        table.extend((content.len() as u32).to_be_bytes());
        data.extend(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let size = (start + data.len()) as u32;
    let mut header = vec![0_u8; 128];
    header[0..4].copy_from_slice(&size.to_be_bytes());
    header[8..12].copy_from_slice(&[2, 0x10, 0, 0]);
    header[12..24].copy_from_slice(b"mntrRGB XYZ ");
    header[24..36].copy_from_slice(&[0x07, 0xea, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    header[36..40].copy_from_slice(b"acsp");
    header[68..80].copy_from_slice(&[63_190_i32.to_be_bytes(), 65_536_i32.to_be_bytes(), 54_061_i32.to_be_bytes()].concat());
    [header, table, data].concat()
}
