//! Turns what a person typed into values, collecting every fault on the way.

use std::collections::BTreeSet;

use crate::country::{CountryCode, parse_country};
use crate::fault::{Fault, FaultCode};
use crate::lists::Lists;
use crate::name::{clean_line, clean_text};

/// Characters in a name.
pub const NAME: usize = 200;
/// Characters in one line: an address, a role, a web address.
pub const LINE: usize = 500;
/// Characters in a paragraph.
pub const PARAGRAPH: usize = 4_000;
/// Characters in a note taken over from an import.
pub const NOTE: usize = 200_000;
/// Entries in one list of a record.
pub const ENTRIES: usize = 200;

/// Collects faults while a draft is read; `finish` gives the value or all of them.
#[derive(Default)]
pub struct Check {
    faults: Vec<Fault>,
}

impl Check {
    pub fn fault(&mut self, field: impl Into<String>, code: FaultCode) {
        self.faults.push(Fault { field: field.into(), code });
    }

    pub fn finish<T>(self, value: T) -> Result<T, Vec<Fault>> {
        if self.faults.is_empty() { Ok(value) } else { Err(self.faults) }
    }

    /// A name: one line, required.
    pub fn name(&mut self, field: &str, raw: &str) -> String {
        match self.line(field, Some(raw), NAME) {
            Some(name) => name,
            None => {
                if !self.faults.iter().any(|fault| fault.field == field) {
                    self.fault(field, FaultCode::Required);
                }
                String::new()
            }
        }
    }

    /// One line of at most `max` characters; blank is not known yet.
    pub fn line(&mut self, field: &str, raw: Option<&str>, max: usize) -> Option<String> {
        self.cleaned(field, raw, max, clean_line)
    }

    /// A paragraph; blank is not known yet.
    pub fn text(&mut self, field: &str, raw: Option<&str>, max: usize) -> Option<String> {
        self.cleaned(field, raw, max, clean_text)
    }

    fn cleaned(&mut self, field: &str, raw: Option<&str>, max: usize, clean: fn(&str, usize) -> Option<String>) -> Option<String> {
        let text = clean(raw?, usize::MAX)?;
        let length = text.chars().count();
        if length > max {
            self.fault(field, FaultCode::TooLong { max: max as u32, length: length as u32 });
            return None;
        }
        Some(text)
    }

    /// An e-mail address, by shape only: something, an at sign, a host with a dot.
    pub fn email(&mut self, field: &str, raw: Option<&str>) -> Option<String> {
        let text = self.line(field, raw, LINE)?;
        if is_email(&text) {
            return Some(text);
        }
        self.fault(field, FaultCode::NotAnEmail { value: text });
        None
    }

    /// A web address; `example.com` is read as `https://example.com`.
    pub fn url(&mut self, field: &str, raw: Option<&str>) -> Option<String> {
        let text = self.line(field, raw, 2_000)?;
        match web_address(&text) {
            Some(url) => Some(url),
            None => {
                self.fault(field, FaultCode::NotAUrl { value: text.chars().take(120).collect() });
                None
            }
        }
    }

    pub fn country(&mut self, field: &str, raw: Option<&str>, lists: &Lists) -> Option<CountryCode> {
        let text = self.line(field, raw, LINE)?;
        let country = parse_country(&text, lists);
        if country.is_none() {
            self.fault(field, FaultCode::NotACountry { value: text });
        }
        country
    }

    pub fn countries(&mut self, field: &str, raw: &[String], lists: &Lists) -> Vec<CountryCode> {
        self.size(field, raw.len());
        let mut found: Vec<CountryCode> =
            raw.iter().enumerate().filter_map(|(at, text)| self.country(&format!("{field}.{at}"), Some(text), lists)).collect();
        found.sort();
        found.dedup();
        found
    }

    /// A list of lines, blank ones left out, doubles once, in the order given.
    pub fn lines(&mut self, field: &str, raw: &[String], max: usize) -> Vec<String> {
        self.size(field, raw.len());
        let mut found: Vec<String> = Vec::new();
        for (at, text) in raw.iter().enumerate() {
            if let Some(line) = self.line(&format!("{field}.{at}"), Some(text), max)
                && !found.contains(&line)
            {
                found.push(line);
            }
        }
        found
    }

    /// Ids, each once, in order.
    pub fn ids<T: Copy + Ord>(&mut self, field: &str, raw: &[T]) -> Vec<T> {
        self.size(field, raw.len());
        raw.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// A number of days that is not beyond reason.
    pub fn days(&mut self, field: &str, raw: Option<u16>, max: u16) -> Option<u16> {
        if raw.is_some_and(|days| days > max) {
            self.fault(field, FaultCode::Above { max: u32::from(max) });
        }
        raw
    }

    pub fn size(&mut self, field: &str, entries: usize) {
        if entries > ENTRIES {
            self.fault(field, FaultCode::MoreThan { max: ENTRIES as u32 });
        }
    }
}

fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.rsplit_once('@') else { return false };
    !user.is_empty() && !text.contains(char::is_whitespace) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

/// `http` and `https` only, so that a stored link can never run anything.
fn web_address(text: &str) -> Option<String> {
    if text.contains(char::is_whitespace) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let (scheme, rest) = match lower.find("://") {
        Some(at) => (&lower[..at], &text[at + 3..]),
        None => ("https", text),
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let plausible = host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.');
    if !matches!(scheme, "http" | "https") || !plausible {
        return None;
    }
    Some(format!("{scheme}://{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn url(text: &str, expected: Option<&str>) {
        assert_eq!(web_address(text).as_deref(), expected, "web address {text:?}");
    }

    #[test]
    fn a_bare_host_is_a_secure_web_address() {
        url("example.com", Some("https://example.com"));
        url("HTTP://Example.com/a", Some("http://Example.com/a"));
    }

    #[test]
    fn a_script_is_no_web_address() {
        url("javascript:alert(1)", None);
        url("file:///etc/passwd", None);
        url("data:text/html,x", None);
        url("n/a", None);
        url("see contract", None);
    }

    #[test]
    fn an_email_has_a_host_with_a_dot() {
        assert!(is_email("dpo@example.eu"));
        for bad in ["dpo", "dpo@", "@example.eu", "a b@example.eu", "dpo@example"] {
            assert!(!is_email(bad), "{bad:?} is no address");
        }
    }
}
