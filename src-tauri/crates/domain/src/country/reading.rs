//! Countries in free text. A piece is certain when every word of it is understood:
//! countries, places before their country, words such as "hosted in". All else goes to a person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CountryCode;
use crate::lists::Lists;

/// What a text says about countries: what is sure, and the pieces a person has to look at.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
pub struct CountryReading {
    /// Sorted, each once.
    pub certain: Vec<CountryCode>,
    pub uncertain: Vec<String>,
}

/// Reads the countries a text names.
pub fn countries_in(text: &str, lists: &Lists) -> CountryReading {
    let mut reading = CountryReading::default();
    for item in text.split([';', '\n', '|', '/', '+', '•']).map(str::trim).filter(|item| !item.is_empty()) {
        read_item(item, lists, &mut reading);
    }
    reading.certain.sort();
    reading.certain.dedup();
    reading
}

/// A piece between commas or brackets, and what it is.
struct Part<'a> {
    text: &'a str,
    /// In brackets: it explains what stands before.
    explains: bool,
    meaning: Meaning,
}

enum Meaning {
    Countries(Vec<CountryCode>),
    /// A code that also stands for a state or province: "CA".
    CodeOrSubdivision,
    Subdivision,
    Region,
    Place,
    Unclear,
}

fn read_item(item: &str, lists: &Lists, reading: &mut CountryReading) {
    if let Some(code) = lists.country_coded(item).or_else(|| exact_name(item, lists)) {
        reading.certain.push(code);
        return;
    }
    let texts = parts(item);
    let codes: Vec<CountryCode> = texts.iter().filter_map(|(text, _)| lists.country_coded(text)).collect();
    if codes.len() == texts.len() {
        reading.certain.extend(codes);
        return;
    }
    let parts: Vec<Part> = texts.into_iter().map(|(text, explains)| Part { text, explains, meaning: meaning(text, lists) }).collect();
    let is_unclear = |part: &Part| matches!(part.meaning, Meaning::Unclear);
    if parts.iter().any(is_unclear) || item.split_whitespace().any(|word| lists.country_words().is_negation(word)) {
        reading.uncertain.push(item.to_owned());
        return;
    }
    walk(&parts, reading);
}

/// Goes through the parts; one place, and any states or provinces, belong to the country after them.
fn walk(parts: &[Part], reading: &mut CountryReading) {
    let mut waiting: Vec<&str> = Vec::new();
    let mut after_country = false;
    for (at, part) in parts.iter().enumerate() {
        match &part.meaning {
            Meaning::Countries(countries) => {
                waiting.pop();
                reading.certain.extend(countries);
            }
            Meaning::Subdivision if leads_to_country(&parts[at + 1..]) => {}
            Meaning::CodeOrSubdivision if leads_to_country(&parts[at + 1..]) => {}
            Meaning::CodeOrSubdivision if !waiting.is_empty() => {
                let place = waiting.pop().unwrap_or_default();
                reading.uncertain.push(format!("{place}, {}", part.text));
            }
            Meaning::Place | Meaning::Subdivision if part.explains && after_country => {}
            Meaning::Place => waiting.push(part.text),
            Meaning::Subdivision | Meaning::CodeOrSubdivision | Meaning::Region | Meaning::Unclear => {
                reading.uncertain.extend(waiting.drain(..).map(str::to_owned));
                reading.uncertain.push(part.text.to_owned());
            }
        }
        if matches!(part.meaning, Meaning::Countries(_)) {
            reading.uncertain.extend(waiting.drain(..).map(str::to_owned));
        }
        after_country = matches!(part.meaning, Meaning::Countries(_));
    }
    reading.uncertain.extend(waiting.into_iter().map(str::to_owned));
}

fn leads_to_country(rest: &[Part]) -> bool {
    rest.first().is_some_and(|part| !part.explains && matches!(part.meaning, Meaning::Countries(_)))
}

fn meaning(text: &str, lists: &Lists) -> Meaning {
    if lists.country_words().is_region(text) {
        return Meaning::Region;
    }
    if let Some(code) = lists.country_coded(text) {
        let doubles = lists.subdivisions().iter().any(|part| part.code == text);
        return if doubles { Meaning::CodeOrSubdivision } else { Meaning::Countries(vec![code]) };
    }
    if is_subdivision(text, lists) {
        return Meaning::Subdivision;
    }
    match countries_among_fillers(text, lists) {
        Some(countries) => Meaning::Countries(countries),
        None if is_place(text, lists) => Meaning::Place,
        None => Meaning::Unclear,
    }
}

/// The countries of a text that holds nothing else but fillers.
fn countries_among_fillers(text: &str, lists: &Lists) -> Option<Vec<CountryCode>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        if let Some((code, length)) = name_at(&words[at..], lists) {
            found.push(code);
            at += length;
        } else if words[at] == "&" || lists.country_words().is_filler(words[at]) {
            at += 1;
        } else {
            return None;
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The longest name of a country at the beginning, and its length in words.
fn name_at(words: &[&str], lists: &Lists) -> Option<(CountryCode, usize)> {
    let longest = lists.country_words().longest_name().min(words.len());
    (1..=longest).rev().find_map(|length| exact_name(&words[..length].join(" "), lists).map(|code| (code, length)))
}

/// Short names only in capitals: "US" is a country, "us" is not.
pub(super) fn exact_name(text: &str, lists: &Lists) -> Option<CountryCode> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters <= 3 && text.chars().any(char::is_lowercase) {
        return None;
    }
    let text = text.strip_prefix("the ").unwrap_or(text);
    lists.country_named(text)
}

/// A state or province by name, or by code and postal code.
fn is_subdivision(text: &str, lists: &Lists) -> bool {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_code = |part: &&str| lists.subdivisions().iter().any(|known| known.code == **part);
    let by_name = lists.subdivisions().iter().any(|known| known.name.eq_ignore_ascii_case(text));
    by_name || (is_code(&first) && (rest.is_empty() || rest.chars().any(|c| c.is_ascii_digit())))
}

/// Written as a place is: capitals or digits, with small words such as "upon" between.
fn is_place(text: &str, lists: &Lists) -> bool {
    const SMALL: [&str; 18] =
        ["of", "upon", "on", "am", "an", "der", "de", "del", "la", "le", "les", "du", "sur", "sous", "in", "im", "bei", "den"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_capital = |word: &&str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || c == '#');
    let is_region_code = |word: &&str| word.contains('-') && word.chars().any(|c| c.is_ascii_digit());
    let fits = |word: &&str| is_capital(word) || is_region_code(word) || SMALL.contains(word);
    let names_country = (0..words.len()).any(|at| name_at(&words[at..], lists).is_some());
    words.len() <= 6 && !names_country && words.iter().all(|word| fits(word)) && words.iter().any(|word| !SMALL.contains(word))
}

/// Pieces between commas and brackets, and whether they stand in brackets.
fn parts(item: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in item.char_indices().chain(std::iter::once((item.len(), ','))) {
        if !matches!(c, ',' | '(' | ')' | '[' | ']') {
            continue;
        }
        let text = item[start..at].trim();
        if !text.is_empty() {
            found.push((text, depth > 0));
        }
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        start = (at + c.len_utf8()).min(item.len());
    }
    found
}
