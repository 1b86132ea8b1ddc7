//! The country of a postal address. An address that only may be in a country is in none:
//! "San Francisco, CA" could be read as Canada.

use super::CountryCode;
use super::reading::exact_name;
use crate::lists::{Lists, Subdivision};

/// The country an address ends in, or the United States or Canada where state and postal code say so.
pub fn country_of_address(address: &str, lists: &Lists) -> Option<CountryCode> {
    let bare = without_brackets(address);
    let mut parts: Vec<&str> =
        bare.split([',', ';', '\n', '|']).map(|part| part.trim().trim_end_matches('.')).filter(|part| !part.is_empty()).collect();
    let mut postal_code = None;
    if let [_, .., last] = parts.as_slice()
        && is_postal_code(last)
    {
        postal_code = parts.pop();
    }
    let last = parts.pop()?;
    let before = parts.last().copied();
    named(last, lists)
        .or_else(|| named_before_postal_code(last, lists))
        .or_else(|| coded(last, before, lists))
        .or_else(|| by_postal_code(last, postal_code, lists))
        .or_else(|| named_after_postal_code(last, lists))
}

/// A country and nothing else; "Georgia" may be the state.
fn named(part: &str, lists: &Lists) -> Option<CountryCode> {
    let is_subdivision = lists.subdivisions().iter().any(|known| known.name.eq_ignore_ascii_case(part));
    if is_subdivision { None } else { exact_name(part, lists) }
}

/// "Singapore 018956". Five digits may be the postal code of a town of that name: "Lebanon 17042".
fn named_before_postal_code(part: &str, lists: &Lists) -> Option<CountryCode> {
    let (name, code) = part.rsplit_once(' ')?;
    let is_code = code.len() != 5 && code.bytes().all(|b| b.is_ascii_digit());
    if is_code { named(name.trim_end(), lists) } else { None }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::shipped::shipped;

    #[track_caller]
    fn check(address: &str, expected: Option<&str>) {
        let found = country_of_address(address, shipped()).map(|code| code.to_string());
        assert_eq!(found.as_deref(), expected, "address {address:?}");
    }

    #[test]
    fn the_country_comes_last() {
        check("4711 Yonge Street, 10th Floor, Toronto, Ontario, M2N 6K8, Canada", Some("CA"));
        check("1 Front St, San Francisco, CA 94105, USA", Some("US"));
        check("Dragonara Road, Paceville St Julian's STJ 3141, Malta", Some("MT"));
        check("Oude Enghweg 2, Amsterdam, the Netherlands", Some("NL"));
        check("12 rue de la République\n69002 Lyon\nFRANCE", Some("FR"));
        check("Luxembourg", Some("LU"));
        check("10900 NE 8th St. Bellevue, WA 98004, US", Some("US"));
    }

    #[test]
    fn a_postal_code_or_a_remark_may_follow_the_country() {
        check("Nanshan District, Shenzhen, Guangdong Province, China, 518054", Some("CN"));
        check("San Jose, CA 95131, USA (PayPal’s headquarters)", Some("US"));
        check("1 Raffles Place, Singapore 018956", Some("SG"));
        check("9 Main St, Lebanon 17042", None);
        check("Mount Pleasant, Barnet, England, EN4 9EB", Some("GB"));
    }

    #[test]
    fn the_country_may_follow_a_postal_code_without_comma() {
        check("548 Market St, San Francisco, CA 94114 United States", Some("US"));
        check("2 Canal Park Cambridge, MA 02141. United States", Some("US"));
        check("28 West 23rd Street, New York, NY 10010 USA", Some("US"));
    }

    #[test]
    fn state_and_postal_code_are_certainly_the_united_states() {
        check("1 Front St, San Francisco, CA 94111", Some("US"));
        check("548 Market St Suite 25104 San Francisco, CA 94104-5401", Some("US"));
        check("1151 Walker Road, Suite 417, Dover, Delaware 19904", Some("US"));
        check("235 2nd St, San Francisco, California, 94105", Some("US"));
        check("548 Market St, San Francisco 94104, CA", Some("US"));
        check("Peachtree Corners, GA 30092", Some("US"));
    }

    #[test]
    fn a_postal_code_of_another_state_proves_nothing() {
        check("1766 18th Street, San Francisco, CA 941107", None);
        check("Hauptstraße 1, Berlin, DE 10785", None);
        check("Via Roma 1, Milano, MI 20121", None);
    }

    #[test]
    fn province_and_postal_code_are_certainly_canada() {
        check("151 O'Connor Street, Ottawa, ON K2P 2L8", Some("CA"));
        check("Toronto, Ontario, M2N 6K8", Some("CA"));
        check("Toronto, ON, CA", Some("CA"));
    }

    #[test]
    fn a_code_that_is_also_a_state_is_not_guessed() {
        check("San Francisco, CA", None);
        check("Ontario, CA", None);
        check("Berlin, DE", None);
        check("Atlanta, Georgia", None);
        check("CA", None);
    }

    #[test]
    fn no_country_is_found_in_anything_else() {
        for address in [
            "",
            ",,,",
            "Global (community-driven)",
            "Not specified",
            "403 Francisco Street, San Francisco",
            "12 avenue de Suisse",
            "Newark, New Jersey",
        ] {
            check(address, None);
        }
    }
}
