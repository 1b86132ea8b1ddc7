//! Reads the names of certifications as providers write them. What is not recognised stays as text,
//! and so does what only promises: "ISO 27001 (in progress)" is no certificate.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::lists::Lists;
use crate::name::{NameKey, clean_line};

/// One certification of a cell.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct CertificationName {
    /// Id of the vocabulary; none where it has no such entry.
    pub id: Option<String>,
    /// As it was written.
    pub text: String,
}

impl CertificationName {
    /// The id, or the text where there is none: what `HeldCertification::standard` holds.
    pub fn standard(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.text)
    }
}

/// Words that change what a name of a certification says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CertificationWords {
    /// Words that say it is not held: "planned", "in progress".
    hedges: Vec<Phrase>,
    /// Words at the end that add nothing: "certified", "report".
    endings: Vec<Phrase>,
}

/// Words in the spelling of a `NameKey`.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
struct Phrase(String);

impl From<String> for Phrase {
    fn from(text: String) -> Phrase {
        Phrase(NameKey::of(&text).as_str().to_owned())
    }
}

/// Splits a cell such as `SOC 2 Type 2; ISO/IEC 27001:2022` and recognises its parts, each once.
pub fn certifications_in(cell: &str, lists: &Lists) -> Vec<CertificationName> {
    let mut found: Vec<CertificationName> = Vec::new();
    for piece in pieces(cell, lists) {
        let name = CertificationName { id: lists.certification_named(&piece).map(|known| known.id.clone()), text: piece };
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// The first of several readings that `is_known` knows: whole, without edition, without brackets,
/// without endings, and the brackets alone.
pub(crate) fn recognise<T>(text: &str, words: &CertificationWords, is_known: impl Fn(&str) -> Option<T>) -> Option<T> {
    if let Some(whole) = is_known(&certification_key(text)) {
        return Some(whole);
    }
    if promises(text, words) {
        return None;
    }
    let (outside, inside) = apart(text);
    let readings = [text, &outside].into_iter().chain(inside.iter().map(String::as_str));
    readings.flat_map(|reading| shorter(reading, words)).find_map(|key| is_known(&key))
}

/// The keys of a reading: whole, without endings, without edition, without both.
fn shorter(reading: &str, words: &CertificationWords) -> impl Iterator<Item = String> {
    let key = NameKey::of(reading);
    let spoken: Vec<&str> = key.as_str().split(' ').collect();
    let dated = without_edition(&spoken);
    let readings = [&spoken, without_endings(&spoken, words), dated, without_endings(dated, words)];
    readings.map(|words| words.concat()).into_iter()
}

/// Spelling without spaces and signs: "SOC 2 – Type II" and "soc2 type ii" agree.
pub(crate) fn certification_key(text: &str) -> String {
    NameKey::of(text).as_str().replace(' ', "")
}

fn promises(text: &str, words: &CertificationWords) -> bool {
    let spoken = format!(" {} ", NameKey::of(text).as_str());
    let stands_alone = |at: usize, length: usize| spoken[..at].ends_with(' ') && spoken[at + length..].starts_with(' ');
    words.hedges.iter().any(|Phrase(hedge)| spoken.match_indices(hedge.as_str()).any(|(at, _)| stands_alone(at, hedge.len())))
}

/// What stands outside brackets, and what stands inside them.
fn apart(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside, mut depth) = (String::new(), Vec::new(), 0_usize);
    for c in text.chars() {
        match c {
            '(' | '[' => {
                depth += 1;
                inside.push(String::new());
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => inside.last_mut().into_iter().for_each(|part| part.push(c)),
        }
    }
    (outside, inside)
}

/// Leaves out the year of an edition: "ISO/IEC 27001:2022", "C5 2020".
fn without_edition<'a>(spoken: &'a [&'a str]) -> &'a [&'a str] {
    let is_year =
        |word: &&&str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit());
    &spoken[..spoken.len() - spoken.iter().rev().take_while(is_year).count()]
}

fn without_endings<'a>(spoken: &'a [&'a str], words: &CertificationWords) -> &'a [&'a str] {
    let is_ending = |word: &&&str| words.endings.iter().any(|Phrase(ending)| ending == **word);
    &spoken[..spoken.len() - spoken.iter().rev().take_while(is_ending).count()]
}

/// Commas separate only where nothing else does and the parts are known.
fn pieces(cell: &str, lists: &Lists) -> Vec<String> {
    let parts = split_outside_brackets(cell, &[';', '\n', '|', '•']);
    if parts.len() != 1 || lists.certification_named(&parts[0]).is_some() {
        return parts;
    }
    let finer = split_outside_brackets(cell, &[',']);
    let is_list = finer.iter().any(|part| lists.certification_named(part).is_some());
    if is_list { finer } else { parts }
}

fn split_outside_brackets(text: &str, signs: &[char]) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && signs.contains(&c) {
            parts.push(String::new());
        } else {
            parts.last_mut().into_iter().for_each(|part| part.push(c));
        }
    }
    parts.iter().filter_map(|part| clean_line(part, usize::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::shipped::shipped;

    #[track_caller]
    fn check(cell: &str, expected: &[&str]) {
        let found = certifications_in(cell, shipped());
        let standards: Vec<&str> = found.iter().map(CertificationName::standard).collect();
        assert_eq!(standards, expected, "cell {cell:?}");
    }

    #[test]
    fn spellings_of_one_standard_agree() {
        for text in [
            "SOC 2 Type 2",
            "SOC2 Type2",
            "soc 2 type ii",
            "SOC 2–Type 2 (Security, Availability, & Confidentiality)",
            "SOC 2 Type II report",
        ] {
            check(text, &["soc2_t2"]);
        }
        for text in
            ["ISO 27001", "ISO27001", "ISO/IEC 27001:2022", "ISO/IEC 27001:2013 (Information Security Management System) - certified"]
        {
            check(text, &["iso27001"]);
        }
        check("Cloud Computing Compliance Controls Catalog (C5)", &["c5"]);
        check("Lei Geral de Proteção de Dados (LGPD)", &["lgpd"]);
    }

    #[test]
    fn types_and_levels_are_not_taken_for_each_other() {
        check("SOC 2; SOC 2 Type I; SOC 3; SOC 1 Type 2", &["soc2", "soc2_t1", "soc3", "soc1_t2"]);
        check("CSA STAR; CSA STAR Level 1; CSA STAR Level 2", &["csa_star", "csa_star_1", "csa_star_2"]);
        check("PCI DSS v4.0 SAQ-D; PCI-DSS (Level 4)", &["pci_dss_saq", "pci_dss"]);
    }

    #[test]
    fn a_promise_is_no_certificate() {
        check("ISO 27001 (implementation / in progress)", &["ISO 27001 (implementation / in progress)"]);
        check("SOC 2 Type II pending; ISO 27001 aligned", &["SOC 2 Type II pending", "ISO 27001 aligned"]);
    }

    #[test]
    fn unknown_names_stay_as_text() {
        check("MARS-E (US); Our own seal", &["MARS-E (US)", "Our own seal"]);
        check("", &[]);
        check(" ; ;", &[]);
    }

    #[test]
    fn commas_separate_only_known_names() {
        check("SOC 2 Type 2, ISO 27001 and more, HIPAA", &["soc2_t2", "ISO 27001 and more", "hipaa"]);
        check("Good Clinical, Laboratory, and Manufacturing Practices (GxP)", &["gxp"]);
        check("Some rule of 2010, as amended", &["Some rule of 2010, as amended"]);
    }

    #[test]
    fn the_same_spelling_is_given_once() {
        check("GDPR; GDPR; RGPD", &["gdpr", "gdpr"]);
    }
}
