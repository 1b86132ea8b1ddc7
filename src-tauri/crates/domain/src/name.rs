//! Names as people write them: made safe to show, and comparable.
//! What counts as the same provider beyond its name is left to `similar`.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lists::Lists;

/// Two names with the same key are the same name: only accents, case, punctuation and spaces differ.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NameKey(String);

/// As `NameKey`, also without the legal form: "Acme", "ACME, Inc." and "Acme GmbH" agree.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct LooseKey(String);

impl NameKey {
    pub fn of(name: &str) -> NameKey {
        let folded = fold(&clean_line(name, usize::MAX).unwrap_or_default());
        let key = words(&folded).join(" ");
        // A name of signs only, such as an emoji, is still a name.
        NameKey(if key.is_empty() { folded } else { key })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl LooseKey {
    pub fn of(name: &str, lists: &Lists) -> LooseKey {
        LooseKey::without(name, lists.legal_forms())
    }

    fn without(name: &str, forms: &LegalForms) -> LooseKey {
        let key = NameKey::of(name);
        let words: Vec<&str> = key.0.split(' ').collect();
        LooseKey(forms.without(&words).join(" "))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The legal forms that `LooseKey` leaves out, longest first.
#[derive(Clone, Debug, Default)]
pub struct LegalForms {
    at_end: Vec<Vec<String>>,
    at_start: Vec<Vec<String>>,
}

impl LegalForms {
    /// Forms as written: those that end a name, and those that may also begin one.
    pub fn new<'a>(at_end: impl Iterator<Item = &'a str>, at_start: impl Iterator<Item = &'a str>) -> LegalForms {
        LegalForms { at_end: longest_first(at_end), at_start: longest_first(at_start) }
    }

    /// What remains; never nothing, since a name may be a legal form ("SAS").
    fn without<'a>(&self, words: &[&'a str]) -> Vec<&'a str> {
        let mut rest = words;
        while let Some(form) = self.at_end.iter().find(|form| rest.len() > form.len() && rest.ends_with_words(form)) {
            rest = &rest[..rest.len() - form.len()];
        }
        if let Some(form) = self.at_start.iter().find(|form| rest.len() > form.len() && rest.starts_with_words(form)) {
            rest = &rest[form.len()..];
        }
        rest.to_vec()
    }
}

/// Names that mean the same provider, such as "AWS" and "Amazon Web Services".
#[derive(Clone, Debug, Default)]
pub struct AliasGroups {
    group_of: HashMap<LooseKey, usize>,
}

impl AliasGroups {
    /// Fails with the first name that stands in two groups.
    pub fn new(groups: &[Vec<String>], forms: &LegalForms) -> Result<AliasGroups, String> {
        let mut group_of = HashMap::new();
        for (at, names) in groups.iter().enumerate() {
            for name in names {
                if group_of.insert(LooseKey::without(name, forms), at).is_some_and(|other| other != at) {
                    return Err(name.clone());
                }
            }
        }
        Ok(AliasGroups { group_of })
    }

    /// Whether both names are known to mean one provider. Equal names are no alias.
    pub fn same_by_alias(&self, a: &LooseKey, b: &LooseKey) -> bool {
        a != b && self.group_of(a).is_some_and(|group| self.group_of(b) == Some(group))
    }

    /// A number shared by all names of one provider.
    pub fn group_of(&self, name: &LooseKey) -> Option<usize> {
        self.group_of.get(name).copied()
    }
}

/// The host of a web address in lower case and without `www.`; none where there is no host with a dot.
pub fn host_of(url: &str) -> Option<String> {
    let url = clean_line(url, usize::MAX)?.to_lowercase();
    let rest = match url.split_once("://") {
        Some(("http" | "https", rest)) => rest,
        Some(_) => return None,
        None => url.as_str(),
    };
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?.trim_end_matches('.');
    let host = host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(host);
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || is_combining_mark(c) || c == '-' || c == '_');
    (host.contains('.') && !rest.starts_with("mailto:") && host.split('.').all(is_label)).then(|| host.to_owned())
}

/// One line that is safe to show: no control or direction signs, composed, single spaces; none if
/// nothing is left. At most `max_chars` characters.
pub fn clean_line(text: &str, max_chars: usize) -> Option<String> {
    if is_clean(text) {
        return shortened(text, max_chars);
    }
    let safe: String = text.chars().filter_map(|c| visible(c, ' ')).nfc().collect();
    let line = safe.split_whitespace().collect::<Vec<_>>().join(" ");
    shortened(&line, max_chars)
}

/// Most cells of a list: nothing to take out and nothing to compose.
fn is_clean(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && !text.contains("  ")
}

/// As `clean_line`, keeping line breaks and at most one empty line between paragraphs.
pub fn clean_text(text: &str, max_chars: usize) -> Option<String> {
    let unix = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let mut lines: Vec<String> = Vec::new();
    for line in unix.split('\n').map(|line| clean_line(line, usize::MAX).unwrap_or_default()) {
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line);
        }
    }
    shortened(lines.join("\n").trim_end(), max_chars)
}

fn shortened(text: &str, max_chars: usize) -> Option<String> {
    let end = text.char_indices().nth(max_chars).map_or(text.len(), |(at, _)| at);
    let text = text[..end].trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A character as it may be kept: breaks become `space`, signs that hide or turn text go.
fn visible(c: char, space: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(space),
        _ if c.is_control() || is_hidden(c) => None,
        _ => Some(c),
    }
}

/// Direction marks, overrides and isolates; zero-width and tag characters; non-characters.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}')
        || (c as u32) & 0xfffe == 0xfffe
}

/// Case and accents folded away. Marks that carry meaning in other scripts stay.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower: String = text.nfkd().filter(|c| !is_accent(*c)).flat_map(char::to_lowercase).collect();
    let plain: String = lower.nfkd().filter(|c| !is_accent(*c)).map(letter).collect();
    plain.replace('ß', "ss").replace('æ', "ae").replace('œ', "oe").replace('þ', "th")
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Letters that Unicode does not take apart.
fn letter(c: char) -> char {
    match c {
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        'ς' => 'σ',
        _ => c,
    }
}

/// The words of a folded name. Signs that tell names apart ("Canal+", "C#") are words' letters,
/// `&` is "and", apostrophes vanish, initials close up ("S.A." is "sa").
fn words(folded: &str) -> Vec<String> {
    let joined: String = folded.replace('&', " and ").chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')).collect();
    let joined = close_initials(&joined);
    joined.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '+' | '#' | '@' | '%' | '$' | '€')
}

/// Takes out the full stops between single letters.
fn close_initials(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_single = |at: usize| chars.get(at).is_some_and(|c| c.is_alphabetic()) && (at == 0 || !is_word(chars[at - 1]));
    let mut kept = String::new();
    for (at, c) in chars.iter().enumerate() {
        let closes = *c == '.' && at > 0 && is_single(at - 1) && is_single(at + 1) && !chars.get(at + 2).is_some_and(|c| is_word(*c));
        if !closes {
            kept.push(*c);
        }
    }
    kept
}

fn longest_first<'a>(forms: impl Iterator<Item = &'a str>) -> Vec<Vec<String>> {
    let mut read: Vec<Vec<String>> = forms.flat_map(spellings).collect();
    read.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    read.dedup();
    read
}

/// A form with initials is also written without full stops, and with spaces: "S.p.A.", "SpA", "S p A".
fn spellings(form: &str) -> Vec<Vec<String>> {
    let split = |text: &str| NameKey::of(text).0.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let spread = split(&form.replace('.', " "));
    let mut found = vec![split(form), spread.clone()];
    if form.contains('.') {
        found.push(vec![spread.concat()]);
    }
    found
}

trait Words {
    fn ends_with_words(&self, form: &[String]) -> bool;
    fn starts_with_words(&self, form: &[String]) -> bool;
}

impl Words for [&str] {
    fn ends_with_words(&self, form: &[String]) -> bool {
        self.len() >= form.len() && self[self.len() - form.len()..].iter().zip(form).all(|(word, part)| word == part)
    }

    fn starts_with_words(&self, form: &[String]) -> bool {
        self.len() >= form.len() && self.iter().zip(form).all(|(word, part)| word == part)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lists::shipped::shipped;

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert_eq!(NameKey::of(a), NameKey::of(b), "{a:?} and {b:?} are one name");
    }

    #[track_caller]
    fn different(a: &str, b: &str) {
        assert_ne!(NameKey::of(a), NameKey::of(b), "{a:?} and {b:?} are two names");
    }

    #[track_caller]
    fn loose(name: &str, expected: &str) {
        assert_eq!(LooseKey::of(name, shipped()).as_str(), expected, "loose key of {name:?}");
    }

    #[track_caller]
    fn host(url: &str, expected: Option<&str>) {
        assert_eq!(host_of(url).as_deref(), expected, "host of {url:?}");
    }

    #[test]
    fn case_accents_punctuation_and_spaces_do_not_count() {
        same("Société Générale", "SOCIETE  GENERALE");
        same("Ørsted A/S", "orsted a s");
        same("L’Oréal", "L'Oreal");
        same("J.P. Morgan", "JP Morgan");
        same("Ernst & Young", "Ernst and Young");
        same("Straße", "STRASSE");
        same("İstanbul", "istanbul");
        same("ΟΔΟΣ", "οδος");
        same("Ａｃｍｅ", "Acme");
        same("Ac\u{200b}me\u{202e}", "Acme");
    }

    #[test]
    fn what_tells_names_apart_counts() {
        different("Canal+", "Canal");
        different("C++", "C#");
        different("Acme", "Acme Inc");
        different("🚀", "🚁");
        different("कि", "की");
        different("X", "Y");
    }

    #[test]
    fn the_loose_key_leaves_legal_forms_out() {
        for name in [
            "Acme",
            "ACME, Inc.",
            "Acme S.A.",
            "Acme SAS",
            "Acme B.V.",
            "Acme GmbH & Co. KG",
            "SARL Acme",
            "Acme S.r.l.",
            "Acme Pty Ltd",
            "Acme ApS",
        ] {
            loose(name, "acme");
        }
        loose("Acme Sp. z o.o.", "acme");
        loose("Amazon Web Services EMEA SARL", "amazon web services emea");
        loose("SAS Institute", "sas institute");
        loose("SAS", "sas");
        loose("Ltd", "ltd");
    }

    #[test]
    fn a_host_is_lower_case_and_without_www() {
        host("https://www.Example.com/path?x#y", Some("example.com"));
        host("example.com", Some("example.com"));
        host("http://user:pass@shop.example.co.uk:8080", Some("shop.example.co.uk"));
        host("https://example.com.", Some("example.com"));
        host("https://www.com", Some("www.com"));
        host("https://bücher.example", Some("bücher.example"));
        for bad in [
            "",
            "example",
            "mailto:a@example.com",
            "ftp://example.com",
            "javascript:alert(1)",
            "see contract, p. 4",
            "https://",
            "..",
            "a..b",
        ] {
            host(bad, None);
        }
    }

    #[test]
    fn a_line_is_safe_to_show() {
        let line = |text: &str| clean_line(text, usize::MAX);
        assert_eq!(line(" a\tb\r\n c\u{2028}d ").as_deref(), Some("a b c d"));
        assert_eq!(line("evil\u{202e}gpj.exe\u{2066}\u{200f}\u{feff}").as_deref(), Some("evilgpj.exe"));
        assert_eq!(line("a\u{0}\u{7}\u{9b}b").as_deref(), Some("ab"));
        assert_eq!(line("e\u{301}").as_deref(), Some("é"));
        assert_eq!(line(" \u{200b}\n"), None);
        assert_eq!(clean_line("abc def", 4).as_deref(), Some("abc"));
        assert_eq!(line("<b>x</b> 🎉 Ωμέγα").as_deref(), Some("<b>x</b> 🎉 Ωμέγα"));
    }

    #[test]
    fn a_text_keeps_its_paragraphs() {
        assert_eq!(clean_text("\n a \r\n b\r\n\n\n\nc\u{202e} \n", usize::MAX).as_deref(), Some("a\nb\n\nc"));
        assert_eq!(clean_text("\n \n", usize::MAX), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>(), max in 0_usize..40) {
            let once = clean_line(&text, max);
            prop_assert_eq!(once.clone().and_then(|line| clean_line(&line, max)), once.clone());
            prop_assert!(once.is_none_or(|line| line.chars().count() <= max && !line.chars().any(|c| c.is_control() || is_hidden(c))));
            let text_once = clean_text(&text, usize::MAX);
            prop_assert_eq!(text_once.clone().and_then(|text| clean_text(&text, usize::MAX)), text_once);
        }

        #[test]
        fn a_key_is_its_own_key(text in any::<String>()) {
            let key = NameKey::of(&text);
            prop_assert_eq!(NameKey::of(key.as_str()), key.clone());
            prop_assert_eq!(key.is_empty(), clean_line(&text, usize::MAX).is_none());
        }

        #[test]
        fn names_alike_are_alike_without_their_legal_form(text in "[A-Za-zéüß&.'+ -]{1,30}") {
            let shouted = text.replace('ß', "ss").to_uppercase();
            prop_assert_eq!(LooseKey::of(&text, shipped()), LooseKey::of(&shouted, shipped()));
            prop_assert_eq!(LooseKey::of(&text, shipped()).is_empty(), NameKey::of(&text).is_empty());
        }

        #[test]
        fn no_text_breaks_a_reader(text in any::<String>()) {
            host_of(&text);
            crate::country::country_of_address(&text, shipped());
            crate::country::countries_in(&text, shipped());
            crate::certification_name::certifications_in(&text, shipped());
        }
    }
}
