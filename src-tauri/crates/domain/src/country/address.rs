//! The country of a postal address. An address that only may be in a country is in none:
//! "San Francisco, CA" could be read as Canada.

use super::CountryCode;
use super::reading::exact_name;
use crate::lists::{Lists, Subdivision};

/// The country an address ends in, or the United States or Canada where state and postal code say so.
pub fn country_of_address(address: &str, lists: &Lists) -> Option<CountryCode> {
    let bare = without_brackets(address);
    let mut parts: Vec<&str> = bare.split([',', ';', '\n', '|']).map(|part| part.trim().trim_end_matches('.')).filter(|part| !part.is_empty()).collect();
    let mut postal_code = None;
    if let [_, .., last] = parts.as_slice()
        && is_postal_code(last)
    {
        postal_code = parts.pop();
    }
    let last = parts.pop()?;
    let before = parts.last().copied();
    named(last, lists)
        .or_else(|| coded(last, before, lists))
        .or_else(|| by_postal_code(last, postal_code, lists))
        .or_else(|| named_after_postal_code(last, lists))
}

/// A country and nothing else; "Georgia" may be the state.
fn named(part: &str, lists: &Lists) -> Option<CountryCode> {
    let is_subdivision = lists.subdivisions().iter().any(|known| known.name.eq_ignore_ascii_case(part));
    if is_subdivision { None } else { exact_name(part, lists) }
}

/// A code; one that is also a state needs the part before it to say which.
fn coded(part: &str, before: Option<&str>, lists: &Lists) -> Option<CountryCode> {
    let states: Vec<&Subdivision> = lists.subdivisions().iter().filter(|known| known.code == part).collect();
    let country = lists.country_coded(part);
    if states.is_empty() {
        return country;
    }
    let before = before?;
    let end = before.split_whitespace().next_back()?;
    if let Some(state) = states.iter().find(|state| is_zip_of(end, state)) {
        return Some(state.country);
    }
    let in_country = |known: &Subdivision| Some(known.country) == country && known.code == end;
    lists.subdivisions().iter().any(in_country).then_some(country).flatten()
}

/// A state and its postal code: "CA 94105", "Ontario M2N 6K8".
fn by_postal_code(part: &str, apart: Option<&str>, lists: &Lists) -> Option<CountryCode> {
    let whole = apart.map_or_else(|| part.to_owned(), |code| format!("{part} {code}"));
    let known = |state: &&Subdivision| {
        let zip = whole.rsplit(' ').next().unwrap_or_default();
        let (area, is_right) = match state.postal_prefixes.is_empty() {
            false => (whole.strip_suffix(zip), is_zip_of(zip, state)),
            true => (canadian(&whole), state.country.as_str() == "CA"),
        };
        is_right && area.is_some_and(|area| ends_in_state(area.trim_end(), state))
    };
    lists.subdivisions().iter().find(known).map(|state| state.country)
}

/// "…, NY 10010 USA": the end is a country only where a postal code or a full stop parts it from the rest.
fn named_after_postal_code(part: &str, lists: &Lists) -> Option<CountryCode> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let longest = lists.country_words().longest_name().min(words.len().saturating_sub(1));
    let parts_off = |word: &str| word.ends_with('.') || word.chars().any(|c| c.is_ascii_digit());
    (1..=longest).rev().filter(|length| parts_off(words[words.len() - length - 1])).find_map(|length| {
        let end = words[words.len() - length..].join(" ");
        named(&end, lists)
    })
}

/// By code as a word of its own, or by name.
fn ends_in_state(area: &str, state: &Subdivision) -> bool {
    area.split_whitespace().next_back() == Some(state.code.as_str()) || area.to_lowercase().ends_with(&state.name.to_lowercase())
}

/// Five digits in the range of the state, with or without the four of the extended code.
fn is_zip_of(text: &str, state: &Subdivision) -> bool {
    let (zip, extension) = text.split_once('-').unwrap_or((text, "0000"));
    let is_number = |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(zip, 5) || !is_number(extension, 4) {
        return false;
    }
    let prefix: u16 = zip[..3].parse().unwrap_or_default();
    state.postal_prefixes.iter().any(|(first, last)| (*first..=*last).contains(&prefix))
}

/// What stands before a Canadian postal code (letter, digit, letter, digit, letter, digit).
fn canadian(text: &str) -> Option<&str> {
    let start = text.len().checked_sub(7)?;
    let code = text.get(start..)?.as_bytes();
    let letter = |at: usize| code[at].is_ascii_uppercase();
    let digit = |at: usize| code[at].is_ascii_digit();
    let fits = letter(0) && digit(1) && letter(2) && code[3] == b' ' && digit(4) && letter(5) && digit(6);
    if fits { text.get(..start) } else { None }
}

fn is_postal_code(part: &str) -> bool {
    let fits = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || c == ' ' || c == '-';
    part.len() <= 10 && part.chars().any(|c| c.is_ascii_digit()) && part.chars().all(fits)
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}
