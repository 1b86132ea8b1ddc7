//! Where companies are, as far as a text around their list says it for certain.

use provident_domain::country::{CountryCode, countries_in, parse_country};
use provident_domain::lists::Lists;
use provident_domain::name::NameKey;

/// Words after which a sentence says where somebody is.
const LOCATED: [&str; 22] = [
    "located",
    "based",
    "established",
    "hosted",
    "headquartered",
    "situated",
    "incorporated",
    "situes",
    "situees",
    "etablis",
    "etablies",
    "heberges",
    "hebergees",
    "bases",
    "basees",
    "localises",
    "localisees",
    "ansassig",
    "befinden",
    "sitz",
    "niedergelassen",
    "gehostet",
];
/// What a heading may name before the place: "Sub-processors in France".
const COMPANIES: [&str; 16] = [
    "processors",
    "sub processors",
    "subprocessors",
    "providers",
    "service providers",
    "vendors",
    "suppliers",
    "third parties",
    "companies",
    "partners",
    "sous traitants",
    "sous traitants ulterieurs",
    "prestataires",
    "fournisseurs",
    "auftragsverarbeiter",
    "dienstleister",
];
const IN: [&str; 6] = [" in ", " en ", " aux ", " au ", " within ", " dans "];
const NEGATIONS: [&str; 12] =
    ["not", "outside", "except", "excluding", "without", "hors", "sauf", "pas", "nicht", "ausserhalb", "außerhalb", "no"];

/// Bytes of a text that may say where somebody is.
const LONGEST: usize = 300;

/// What a text above a list says of where its companies are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Unsaid,
    /// Something is said, and it is not one country for certain: "located in the EU".
    Open,
    Country(CountryCode),
}

/// A paragraph: its last sentence, where that says where they are and nothing else of places. "We are
/// based in France. We use:" says nothing.
pub(super) fn of_paragraph(text: &str, lists: &Lists) -> Place {
    let text = text.replace('\n', " ");
    let text = text.trim().trim_end_matches([':', '.', ' ']);
    let sentence = text.rsplit_once(". ").map_or(text, |(_, last)| last);
    if sentence.len() > 2 * LONGEST {
        return Place::Unsaid;
    }
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let is_one_of = |word: &str, list: &[&str]| list.contains(&NameKey::of(word).as_str());
    let Some(at) = words.iter().position(|word| is_one_of(word, &LOCATED)) else { return Place::Unsaid };
    if words.iter().any(|word| is_one_of(word, &NEGATIONS)) {
        return Place::Open;
    }
    // "based" is no filler of places; the word itself is left out and what follows it has to be read whole.
    one_country(&words[at + 1..].join(" "), lists).map_or(Place::Open, Place::Country)
}

/// A heading: a country, or companies in one, or a sentence like that of a paragraph.
pub(super) fn of_heading(text: &str, lists: &Lists) -> Place {
    if let Some(country) = one_country(text, lists) {
        return Place::Country(country);
    }
    for preposition in IN {
        if let Some((companies, place)) = text.split_once(preposition)
            && COMPANIES.contains(&NameKey::of(companies).as_str())
        {
            return one_country(place, lists).map_or(Place::Open, Place::Country);
        }
    }
    of_paragraph(text, lists)
}

/// One country and nothing that is not certain.
fn one_country(text: &str, lists: &Lists) -> Option<CountryCode> {
    match &countries_of(text, lists)?[..] {
        [one] => Some(*one),
        _ => None,
    }
}

/// The countries of a text that names nothing else. Short codes are words of their own in running text
/// ("IT", "HR"), but for those that everybody writes.
pub(super) fn countries_of(text: &str, lists: &Lists) -> Option<Vec<CountryCode>> {
    const WRITTEN: [&str; 5] = ["us", "usa", "uk", "gb", "uae"];
    let text = text.trim().trim_end_matches('.');
    if text.len() > LONGEST {
        return None;
    }
    let is_code = |word: &str| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        letters > 1 && letters <= 3 && !word.chars().any(char::is_lowercase) && !WRITTEN.contains(&NameKey::of(word).as_str())
    };
    if text.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | '/' | '+')).any(is_code) {
        return None;
    }
    if text.chars().any(char::is_uppercase)
        && let Some(country) = parse_country(text, lists)
    {
        return Some(vec![country]);
    }
    let read = countries_in(text, lists);
    (read.uncertain.is_empty() && !read.certain.is_empty()).then_some(read.certain)
}
