//! Words in cells: ids of the vocabulary by any of their labels, dates, numbers, lists.

use chrono::NaiveDate;
use provident_domain::lists::Lists;
use provident_domain::name::NameKey;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::table::DateOrder;

/// The wire name of a value of an enumeration.
pub(crate) fn id_of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(id)) => id,
        _ => String::new(),
    }
}

pub(crate) fn from_id<T: DeserializeOwned>(id: &str) -> Option<T> {
    serde_json::from_value(Value::String(id.to_owned())).ok()
}

/// A value of an enumeration by its id or by its label in any language.
pub(crate) fn labelled<T: DeserializeOwned>(group: &str, text: &str, lists: &Lists) -> Option<T> {
    if let Some(value) = from_id(text.trim()) {
        return Some(value);
    }
    let key = NameKey::of(text);
    let group = lists.label_groups().iter().find(|held| held.id == group)?;
    let is_meant = |label: &str| NameKey::of(label) == key;
    let entry = group
        .entries
        .iter()
        .find(|entry| is_meant(&entry.label.en) || is_meant(&entry.label.fr) || is_meant(&entry.id.replace('_', " ")))?;
    from_id(&entry.id)
}

/// Words that lists use for a status, beside its labels.
pub(crate) fn status_word(text: &str) -> &str {
    match text.trim().to_lowercase().as_str() {
        "active" | "actif" | "active vendor" | "aktiv" | "live" | "used" | "utilisé" | "in gebrauch" => "in_use",
        "inactive" | "inactif" | "inaktiv" | "closed" | "terminated" | "résilié" | "retired" | "beendet" => "ended",
        "planned" | "candidate" | "new" | "nouveau" | "geplant" | "prospect" => "proposed",
        "in review" | "en revue" | "in prüfung" => "under_review",
        _ => text,
    }
}

/// Words that mean that somebody asked and nobody knows.
pub(crate) fn means_unknown(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "?" | "unknown" | "not known" | "inconnu" | "inconnue" | "unbekannt")
}

/// Words that say that there is none, or that nothing applies.
pub(crate) fn means_none(text: &str) -> bool {
    let words = [
        "none",
        "no",
        "n a",
        "not applicable",
        "nil",
        "aucun",
        "aucune",
        "neant",
        "non",
        "sans objet",
        "keine",
        "kein",
        "keiner",
        "nein",
        "entfallt",
    ];
    words.contains(&NameKey::of(text).as_str())
}

/// A stroke where a cell says nothing.
pub(crate) fn is_stroke(text: &str) -> bool {
    text.chars().all(|sign| matches!(sign, '-' | '–' | '—' | '/' | '.' | ' '))
}

/// The items of a list in one cell: by line or semicolon; by comma where there is neither.
pub(crate) fn items(text: &str) -> Vec<&str> {
    let separators: &[char] = if text.contains(ENDS) { &ENDS } else { &[','] };
    split(text, separators)
}

/// The items of a list of sentences, which have commas of their own: by line, semicolon or bullet.
pub(crate) fn entries(text: &str) -> Vec<&str> {
    split(text, &ENDS)
}

const ENDS: [char; 5] = [';', '\n', '•', '▪', '‣'];

fn split<'a>(text: &'a str, separators: &[char]) -> Vec<&'a str> {
    text.split(separators).map(|item| item.trim().trim_start_matches(['-', '*', '–', '·']).trim()).filter(|item| !item.is_empty()).collect()
}

pub(crate) fn number(text: &str) -> Option<u32> {
    let plain: String = text.chars().filter(|letter| !matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\'')).collect();
    plain.parse().ok()
}

/// ISO, or with the day and month in the order of the list, or with an English month.
pub(crate) fn date(text: &str, order: DateOrder) -> Option<NaiveDate> {
    let text = text.trim();
    let text = text.split_once([' ', 'T']).filter(|(first, _)| first.len() == 10).map_or(text, |(day, _)| day);
    let numbers: &[&str] = match order {
        DateOrder::DayFirst => &["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d.%m.%y"],
        DateOrder::MonthFirst => &["%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%m/%d/%y"],
    };
    let words = ["%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%d-%b-%Y"];
    // "%Y" takes two digits as the first century.
    let plausible = |day: &NaiveDate| *day >= NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default();
    words.iter().chain(numbers).find_map(|format| NaiveDate::parse_from_str(text, format).ok().filter(plausible))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(text: &str, order: DateOrder, expected: &str) {
        assert_eq!(date(text, order).map(|day| day.to_string()).unwrap_or_default(), expected, "{text:?}");
    }

    #[test]
    fn a_date_is_read_in_the_order_of_its_list() {
        read("05/04/2026", DateOrder::DayFirst, "2026-04-05");
        read("05/04/2026", DateOrder::MonthFirst, "2026-05-04");
        read("5.4.2026", DateOrder::DayFirst, "2026-04-05");
        read("05/04/26", DateOrder::DayFirst, "2026-04-05");
        read("2026-04-05T10:00:00", DateOrder::DayFirst, "2026-04-05");
        read("March 3, 2025", DateOrder::DayFirst, "2025-03-03");
        read("soon", DateOrder::DayFirst, "");
    }

    #[test]
    fn a_number_may_have_spaces_between_its_thousands() {
        assert_eq!(number("12\u{202f}000"), Some(12_000));
        assert_eq!(number("about 12"), None);
    }

    #[test]
    fn a_comma_separates_only_where_nothing_else_does() {
        assert_eq!(items("Name, e-mail"), ["Name", "e-mail"]);
        assert_eq!(items("Name, first; e-mail\n- phone"), ["Name, first", "e-mail", "phone"]);
    }
}
