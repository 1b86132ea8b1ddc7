//! The page that travels: one HTML file with the questions of one respondent inside, alone or in a ZIP.

use std::io::Write;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::ExchangeFault;

/// As it is built from `ui`, with an empty block of data.
const PAGE: &str = include_str!(concat!(env!("OUT_DIR"), "/form.html"));
const OPENS: &str = r#"<script type="application/json" id="provident-data">"#;
const CLOSES: &str = "</script>";

/// The page with this JSON as its data. Nothing in it can end the block or begin another one.
pub fn page(data: &str) -> String {
    let (before, rest) = PAGE.split_once(OPENS).unwrap_or((PAGE, ""));
    let after = rest.find(CLOSES).map_or("", |at| &rest[at..]);
    let mut page = String::with_capacity(PAGE.len() + data.len() + data.len() / 8);
    page.push_str(before);
    page.push_str(OPENS);
    page.push_str(&data.replace('<', "\\u003c"));
    page.push_str(after);
    page
}

/// The page in a ZIP of its own, under this name.
pub fn archive(name: &str, page: &str) -> Result<Vec<u8>, ExchangeFault> {
    let unwritten = |error: String| ExchangeFault::Unwritten { detail: error };
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    // The same page gives the same bytes.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    zip.start_file(name, options).map_err(|error| unwritten(error.to_string()))?;
    zip.write_all(page.as_bytes()).map_err(|error| unwritten(error.to_string()))?;
    let written = zip.finish().map_err(|error| unwritten(error.to_string()))?;
    Ok(written.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_page_has_one_place_for_data() {
        assert_eq!(PAGE.matches(OPENS).count(), 1, "one block to fill");
        assert!(PAGE.contains("default-src 'none'"), "its own policy: nothing from outside");
    }

    #[test]
    fn data_cannot_leave_its_block() {
        let hostile = serde_json::json!({ "name": "</script><script>alert(1)</script><!--" }).to_string();
        let made = page(&hostile);
        assert_eq!(made.matches("<script").count(), PAGE.matches("<script").count(), "no script more than before");
        let inside = made.split_once(OPENS).and_then(|(_, rest)| rest.split_once(CLOSES)).map(|(data, _)| data).unwrap_or_default();
        assert_eq!(serde_json::from_str::<serde_json::Value>(inside).ok(), serde_json::from_str(&hostile).ok(), "and it reads as it was");
    }

    #[test]
    fn the_archive_holds_the_page() {
        let bytes = archive("Questions.html", &page("{}")).expect("written");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("Questions.html").expect("there"), &mut text).expect("text");
        assert_eq!(text, page("{}"));
    }
}
