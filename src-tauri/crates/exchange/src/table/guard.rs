//! What a file is, and whether it is safe to open: nothing is unpacked before it is counted.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::open_document;
use crate::fault::{ExchangeFault, Stranger};

/// Bytes a workbook may unpack to.
const UNPACKED: u64 = 400 * 1024 * 1024;
/// Times one part of it may grow, once it is larger than a megabyte.
const GROWTH: u64 = 300;
const PARTS: usize = 5_000;

pub(super) enum Kind {
    Xlsx,
    Ods,
    Xls,
    WebPage,
    Text,
}

pub(super) fn kind(bytes: &[u8]) -> Result<Kind, ExchangeFault> {
    match bytes {
        [] => Err(ExchangeFault::Empty),
        [b'P', b'K', 3 | 5, ..] => zipped(bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Ok(Kind::Xls),
        [b'%', b'P', b'D', b'F', ..] => Err(ExchangeFault::NotATable { found: Stranger::Pdf }),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => {
            Err(ExchangeFault::NotATable { found: Stranger::Picture })
        }
        [0x7f, b'E', b'L', b'F', ..] | [b'M', b'Z', ..] => Err(ExchangeFault::NotATable { found: Stranger::Program }),
        _ if bytes.starts_with(b"SQLite format 3") => Err(ExchangeFault::NotATable { found: Stranger::Database }),
        _ if is_markup(bytes) => Ok(Kind::WebPage),
        _ => Ok(Kind::Text),
    }
}

fn is_markup(bytes: &[u8]) -> bool {
    let start: String = bytes.iter().take(200).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let start = start.trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}']).trim_start();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

fn zipped(bytes: &[u8]) -> Result<Kind, ExchangeFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ExchangeFault::Damaged { detail: error.to_string() })?;
    if archive.len() > PARTS {
        return Err(ExchangeFault::Bomb);
    }
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect();
    let kind = if names.iter().any(|name| name.starts_with("xl/")) {
        Kind::Xlsx
    } else if names.iter().any(|name| name == "content.xml") {
        Kind::Ods
    } else {
        return Err(ExchangeFault::NotATable { found: Stranger::Archive });
    };
    count_unpacked(&mut archive)?;
    if matches!(kind, Kind::Ods) {
        let mut content = Vec::new();
        let read = archive.by_name("content.xml").map(|mut part| part.read_to_end(&mut content));
        read.map_err(|error| ExchangeFault::Damaged { detail: error.to_string() })?
            .map_err(|error| ExchangeFault::Damaged { detail: error.to_string() })?;
        open_document::is_bearable(&content)?;
    }
    Ok(kind)
}

/// Counts while unpacking, since what an archive says of itself is only a claim.
fn count_unpacked(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), ExchangeFault> {
    let mut whole = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| ExchangeFault::Damaged { detail: error.to_string() })?;
        let packed = part.compressed_size();
        let most = (packed * GROWTH).max(1_048_576).min(UNPACKED - whole);
        let unpacked = std::io::copy(&mut part.take(most + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|error| ExchangeFault::Damaged { detail: error.to_string() })?;
        if unpacked > most {
            return Err(ExchangeFault::Bomb);
        }
        whole += unpacked;
    }
    Ok(())
}
