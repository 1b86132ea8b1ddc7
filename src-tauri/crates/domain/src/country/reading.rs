//! Countries in free text. A piece is certain when every word of it is understood:
//! countries, places before their country, words such as "hosted in". All else goes to a person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CountryCode;
use crate::lists::{Lists, Subdivision};

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
    /// A state or province, or a code that also stands for one ("CA"); the countries that have one.
    Subdivision(Vec<CountryCode>),
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
    let negated = item.split_whitespace().any(|word| lists.country_words().is_negation(word));
    if negated || parts.iter().any(|part| matches!(part.meaning, Meaning::Unclear)) || parts.windows(2).any(is_town_named_like_a_country) {
        reading.uncertain.push(item.to_owned());
        return;
    }
    walk(&parts, reading);
}

/// "Lebanon, PA": not the country, or not certainly.
fn is_town_named_like_a_country(pair: &[Part]) -> bool {
    matches!(pair, [Part { meaning: Meaning::Countries(_), .. }, Part { meaning: Meaning::Subdivision(_), explains: false, .. }])
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
                reading.uncertain.extend(waiting.drain(..).map(str::to_owned));
            }
            Meaning::Subdivision(within) if belongs_to_next(within, parts.get(at + 1)) => {}
            Meaning::Subdivision(_) if !waiting.is_empty() && !part.explains => {
                let place = waiting.pop().unwrap_or_default();
                reading.uncertain.push(format!("{place}, {}", part.text));
            }
            Meaning::Place | Meaning::Subdivision(_) if part.explains && after_country => {}
            Meaning::Place => waiting.push(part.text),
            Meaning::Subdivision(_) | Meaning::Region | Meaning::Unclear => {
                reading.uncertain.extend(waiting.drain(..).map(str::to_owned));
                reading.uncertain.push(part.text.to_owned());
            }
        }
        after_country = matches!(part.meaning, Meaning::Countries(_));
    }
    reading.uncertain.extend(waiting.into_iter().map(str::to_owned));
}

/// "Ontario" and then "Canada".
fn belongs_to_next(within: &[CountryCode], next: Option<&Part>) -> bool {
    match next.map(|part| &part.meaning) {
        Some(Meaning::Countries(countries)) => countries.first().is_some_and(|country| within.contains(country)),
        _ => false,
    }
}

fn meaning(text: &str, lists: &Lists) -> Meaning {
    if lists.country_words().is_region(text) {
        return Meaning::Region;
    }
    let within = countries_with(text, lists);
    if !within.is_empty() {
        return Meaning::Subdivision(within);
    }
    if let Some(code) = lists.country_coded(text) {
        return Meaning::Countries(vec![code]);
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

/// The countries with a state or province of this name or code, a postal code behind it or not.
fn countries_with(text: &str, lists: &Lists) -> Vec<CountryCode> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let by_code = rest.is_empty() || rest.chars().any(|c| c.is_ascii_digit());
    let is_it = |known: &&Subdivision| known.name.eq_ignore_ascii_case(text) || (by_code && known.code == first);
    lists.subdivisions().iter().filter(is_it).map(|known| known.country).collect()
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
    words.len() <= 6 && !names_country && words.iter().all(fits) && words.iter().any(|word| !SMALL.contains(word))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::shipped::shipped;

    #[track_caller]
    fn check(text: &str, certain: &str, uncertain: &[&str]) {
        let reading = countries_in(text, shipped());
        let codes: Vec<String> = reading.certain.iter().map(ToString::to_string).collect();
        assert_eq!(codes.join(" "), certain, "certain in {text:?}");
        assert_eq!(reading.uncertain, uncertain, "uncertain in {text:?}");
    }

    #[test]
    fn countries_are_read_in_three_languages() {
        check("Ireland", "IE", &[]);
        check("France, Allemagne et Irlande", "DE FR IE", &[]);
        check("Deutschland; Schweiz", "CH DE", &[]);
        check("US; CA; IN", "CA IN US", &[]);
        check("FR, DE, NO", "DE FR NO", &[]);
        check("Bosnia and Herzegovina and Serbia", "BA RS", &[]);
        check("hosted in Germany and the Netherlands", "DE NL", &[]);
    }

    #[test]
    fn a_place_belongs_to_the_country_after_it() {
        check("Dublin, Ireland", "IE", &[]);
        check("Toronto, Ontario, Canada", "CA", &[]);
        check("Ashburn, VA, USA", "US", &[]);
        check("Ireland (Dublin)", "IE", &[]);
        check("AWS eu-west-1 (Ireland)", "IE", &[]);
        check("Canada (Ontario)", "CA", &[]);
        check("Atlanta, Georgia, USA", "US", &[]);
        check("Frankfurt, Germany; Dublin, Ireland", "DE IE", &[]);
    }

    #[test]
    fn regions_and_lone_places_go_to_a_person() {
        check("USA / UE", "US", &["UE"]);
        check("EU (Frankfurt) + follow-the-sun support", "", &["EU", "Frankfurt", "follow-the-sun support"]);
        check("Frankfurt", "", &["Frankfurt"]);
        check("Paris, Dublin, Ireland", "IE", &["Paris"]);
        check("Worldwide", "", &["Worldwide"]);
    }

    #[test]
    fn what_may_be_a_state_is_not_guessed() {
        check("San Francisco, CA", "", &["San Francisco, CA"]);
        check("Lebanon, PA", "", &["Lebanon, PA"]);
        check("Lebanon, PA, USA", "", &["Lebanon, PA, USA"]);
        check("Atlanta, Georgia", "", &["Atlanta, Georgia"]);
        check("Georgia, Armenia", "AM", &["Georgia"]);
        check("Georgia", "GE", &[]);
        check("New Jersey", "", &["New Jersey"]);
        check("New Mexico, USA", "US", &[]);
    }

    #[test]
    fn words_that_turn_the_meaning_leave_nothing_certain() {
        check("outside France", "", &["outside France"]);
        check("hors États-Unis", "", &["hors États-Unis"]);
        check("not in Germany, France", "", &["not in Germany, France"]);
        check("Bank of Ireland", "", &["Bank of Ireland"]);
        check("contact us", "", &["contact us"]);
        check("no", "", &["no"]);
    }

    #[test]
    fn every_code_and_name_is_certain_alone() {
        for country in shipped().countries() {
            check(country.code.as_str(), country.code.as_str(), &[]);
            check(&country.label.en, country.code.as_str(), &[]);
            check(&country.label.fr, country.code.as_str(), &[]);
        }
    }

    #[test]
    fn nothing_is_read_from_nothing() {
        check("", "", &[]);
        check(" ;, / ", "", &[]);
    }
}
