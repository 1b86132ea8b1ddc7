//! What a text is, by what stands in it.

use encoding_rs::Encoding;

use crate::fault::ExchangeFault;
use crate::table::{Format, text};

/// The text of a file. A page that is not in Unicode says itself what it is written in.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, ExchangeFault> {
    if std::str::from_utf8(bytes).is_err()
        && let Some(encoding) = declared(bytes)
    {
        return Ok(encoding.decode(bytes).0.into_owned());
    }
    text::decoded(bytes).map(|(text, _)| text)
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(1_024)];
    let start: String = start.iter().map(|byte| char::from(*byte)).collect();
    let (_, rest) = start.split_once("charset=")?;
    let name: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || "-_:".contains(*letter))
        .collect();
    Encoding::for_label(name.as_bytes())
}

/// HTML where it begins as a page, or has items or cells in tags and no line that only Markdown has.
pub(super) fn format(text: &str) -> Format {
    let start = without_comments(text).trim_start();
    let begins = |tag: &str| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    if begins("<!doctype") || begins("<html") {
        return Format::Html;
    }
    let begins_with_tag = start.strip_prefix('<').is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_alphabetic()));
    let is_closed = text.contains("</") || text.contains("/>");
    let has_parts = ["<li", "<td", "<th", "<dt"].iter().any(|tag| has_tag(text, tag));
    let is_html = match (begins_with_tag && is_closed, has_parts) {
        (true, true) => true,
        (true, false) | (false, true) => !text.lines().any(is_markdown),
        (false, false) => false,
    };
    if is_html { Format::Html } else { Format::Markdown }
}

fn without_comments(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = after.trim_start();
    }
    rest
}

/// The name of a tag and nothing more: `<th` is not `<thead`.
fn has_tag(text: &str, tag: &str) -> bool {
    let is_it = |at: usize| {
        let Some(found) = text.get(at..at + tag.len()) else { return false };
        let next = text[at + tag.len()..].chars().next();
        found.eq_ignore_ascii_case(tag) && next.is_some_and(|letter| letter == '>' || letter == '/' || letter.is_whitespace())
    };
    text.match_indices('<').any(|(at, _)| is_it(at))
}

fn is_markdown(line: &str) -> bool {
    let line = line.trim_start();
    let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    ["# ", "## ", "### ", "* ", "- ", "+ ", "| ", "> "].iter().any(|mark| line.starts_with(mark))
        || (number.len() < line.len() && number.starts_with(". "))
}
