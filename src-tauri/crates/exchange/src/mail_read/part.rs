//! The parts of a message (RFC 2046). They are cut here, in one pass for each level and with every count
//! bounded; the library only reads the headers of one part at a time.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use mail_parser::parsers::MessageStream;
use mail_parser::{ContentType, Message, MessageParser, MimeHeaders};

use super::MailFault;

/// Bytes and lines of the headers of one part.
const HEAD: usize = 512 * 1024;
const HEAD_LINES: usize = 5_000;
const MOST_PARTS: usize = 1_000;
const DEEPEST: usize = 20;

/// One part: its headers, and what stands below them.
pub(super) struct Part<'a> {
    pub head: Message<'a>,
    pub body: &'a [u8],
}

pub(super) enum Content<'a> {
    Alternatives(Vec<Part<'a>>),
    Parts(Vec<Part<'a>>),
    Leaf,
}

/// How much may still be read.
pub(super) struct Budget {
    parts: usize,
}

impl Budget {
    pub fn new() -> Budget {
        Budget { parts: MOST_PARTS }
    }
}

impl<'a> Part<'a> {
    /// A part without headers is plain text.
    pub fn read(bytes: &'a [u8]) -> Result<Part<'a>, MailFault> {
        let (head, body) = cut(bytes);
        if head.len() > HEAD || head.iter().filter(|byte| **byte == b'\n').count() > HEAD_LINES {
            return Err(MailFault::TooManyParts);
        }
        let head = MessageParser::new().parse_headers(head).unwrap_or_default();
        Ok(Part { head, body })
    }

    pub fn content(&self, level: usize, budget: &mut Budget) -> Result<Content<'a>, MailFault> {
        let Some(kind) = self.kind().filter(|kind| kind.ctype().eq_ignore_ascii_case("multipart")) else { return Ok(Content::Leaf) };
        let Some(boundary) = kind.attribute("boundary").filter(|boundary| !boundary.is_empty()) else { return Ok(Content::Leaf) };
        if level >= DEEPEST {
            return Err(MailFault::TooDeep);
        }
        let parts = parts(self.body, boundary.as_bytes(), budget)?;
        if parts.is_empty() {
            return Ok(Content::Leaf);
        }
        let is_alternative = kind.subtype().is_some_and(|kind| kind.eq_ignore_ascii_case("alternative"));
        Ok(if is_alternative { Content::Alternatives(parts) } else { Content::Parts(parts) })
    }

    pub fn kind(&self) -> Option<&ContentType<'a>> {
        self.head.parts.first()?.headers.iter().rev().find_map(|header| match (&header.name, &header.value) {
            (mail_parser::HeaderName::ContentType, mail_parser::HeaderValue::ContentType(kind)) => Some(kind),
            _ => None,
        })
    }

    /// Such as `text/html`, in lower case.
    pub fn media_type(&self) -> Option<String> {
        let kind = self.kind()?;
        Some(format!("{}/{}", kind.ctype(), kind.subtype()?).to_lowercase())
    }

    pub fn name(&self) -> Option<&str> {
        self.head.parts.first()?.attachment_name()
    }

    pub fn is_attachment(&self) -> bool {
        self.head.parts.first().and_then(MimeHeaders::content_disposition).is_some_and(ContentType::is_attachment)
    }

    /// Its bytes without their transfer encoding; as they are where they are not in it.
    pub fn bytes(&self) -> Cow<'a, [u8]> {
        let encoding = self.head.parts.first().and_then(MimeHeaders::content_transfer_encoding).unwrap_or_default().trim();
        let (end, bytes) = match encoding {
            _ if encoding.eq_ignore_ascii_case("base64") => MessageStream::new(self.body).decode_base64_mime(b""),
            _ if encoding.eq_ignore_ascii_case("quoted-printable") => MessageStream::new(self.body).decode_quoted_printable_mime(b""),
            _ => (0, self.body.into()),
        };
        if end == usize::MAX { self.body.into() } else { bytes }
    }

    pub fn text(&self) -> String {
        let bytes = self.bytes();
        let charset = self.kind().and_then(|kind| kind.attribute("charset"));
        let said = charset.and_then(|charset| Encoding::for_label(charset.trim().as_bytes()));
        // Without a word on it, what is no UTF-8 is most often the code page of Western Europe.
        let encoding = said.unwrap_or(if std::str::from_utf8(&bytes).is_ok() { UTF_8 } else { WINDOWS_1252 });
        encoding.decode(&bytes).0.into_owned()
    }
}

/// Headers, and what stands below the first empty line.
fn cut(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if line == b"\n" || line == b"\r\n" {
            return (&bytes[..at], &bytes[at + line.len()..]);
        }
        at += line.len();
    }
    (bytes, b"")
}

/// What stands between the lines of the boundary; the last may be missing where the mail was cut short.
fn parts<'a>(body: &'a [u8], boundary: &[u8], budget: &mut Budget) -> Result<Vec<Part<'a>>, MailFault> {
    let mut parts = Vec::new();
    let mut begun = None;
    let mut at = 0;
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let (here, next) = (at, at + line.len());
        at = next;
        let Some(is_last) = delimits(line, boundary) else { continue };
        if let Some(begun) = begun.take() {
            parts.push(one(&body[begun..here], budget)?);
        }
        if is_last {
            return Ok(parts);
        }
        begun = Some(next);
    }
    if let Some(begun) = begun {
        parts.push(one(&body[begun..], budget)?);
    }
    Ok(parts)
}

/// Whether the line is the boundary, and the last one.
fn delimits(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?;
    let (rest, is_last) = rest.strip_prefix(b"--").map_or((rest, false), |rest| (rest, true));
    rest.iter().all(u8::is_ascii_whitespace).then_some(is_last)
}

/// The end of the line before a boundary belongs to the boundary.
fn one<'a>(bytes: &'a [u8], budget: &mut Budget) -> Result<Part<'a>, MailFault> {
    budget.parts = budget.parts.checked_sub(1).ok_or(MailFault::TooManyParts)?;
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    Part::read(bytes.strip_suffix(b"\r").unwrap_or(bytes))
}
