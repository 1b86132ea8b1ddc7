//! An answer as the text of a cell, and back.

use provident_domain::country::parse_country;
use provident_domain::lists::{Language, Lists};
use provident_domain::name::NameKey;
use provident_domain::questionnaire::{AnswerValue, AnsweredPerson, CardStanding, Question, QuestionKind, is_day};

use super::lines::{Choice, choices};
use super::words::SheetWords;
use crate::table::DateOrder;
use crate::words::{date, is_stroke};

/// Units of UTF-16 that a cell takes.
pub(super) const CELL: usize = 32_000;

/// The value in a cell; none where it has rows or options of its own.
pub(super) fn written(question: &Question, value: &AnswerValue, lists: &Lists, language: Language) -> Option<String> {
    Some(match (question.kind, value) {
        (QuestionKind::Several | QuestionKind::Table, AnswerValue::Lines(_) | AnswerValue::Rows(_)) => return None,
        (QuestionKind::One, AnswerValue::Text(id)) => {
            let choices = choices(question, lists);
            choices.iter().find(|choice| choice.id == id).map_or_else(|| id.clone(), |choice| choice.get(language).to_owned())
        }
        (QuestionKind::Countries, AnswerValue::Lines(codes)) => lines(codes.iter().map(|code| country(code, lists, language))),
        (_, AnswerValue::Lines(tags)) => lines(tags.iter().cloned()),
        // Always two lines, so that neither is taken for the other.
        (_, AnswerValue::Person(AnsweredPerson { name, email })) => format!("{name}\n{email}"),
        (_, AnswerValue::Number(number)) => number.to_string(),
        (_, AnswerValue::Text(text)) => text.clone(),
        (_, AnswerValue::Rows(_) | AnswerValue::Other(_)) => return None,
    })
}

/// A single one that could be taken for several ends its line.
fn lines(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    let is_one_like_several = matches!(&items[..], [one] if one.contains([',', ';']));
    items.join("\n") + if is_one_like_several { "\n" } else { "" }
}

fn country(code: &str, lists: &Lists, language: Language) -> String {
    let known = parse_country(code, lists).and_then(|code| lists.country(code));
    let name = known.map(|country| country.label.get(language));
    // A name that would be read as another country's, or as none, stays a code.
    let is_read_back = |name: &&str| parse_country(name, lists).is_some_and(|read| read.to_string() == code);
    name.filter(is_read_back).unwrap_or(code).to_owned()
}

/// What a cell says; what is no value of its kind is left over.
pub(super) enum Said {
    Value(AnswerValue),
    Unknown,
    /// Not one of the options, or not of the kind.
    Other(Vec<String>, Option<AnswerValue>),
}

pub(super) fn read(question: &Question, text: &str, lists: &Lists) -> Said {
    let trimmed = text.trim();
    if means_unknown(trimmed) {
        return Said::Unknown;
    }
    match question.kind {
        QuestionKind::Text | QuestionKind::Paragraph => Said::Value(AnswerValue::Text(trimmed.into())),
        QuestionKind::Date => Said::Value(AnswerValue::Text(day(trimmed))),
        QuestionKind::Number => Said::Value(number(trimmed).map_or_else(|| AnswerValue::Text(trimmed.into()), AnswerValue::Number)),
        QuestionKind::One => match chosen(&choices(question, lists), trimmed) {
            Some(id) => Said::Value(AnswerValue::Text(id)),
            None => Said::Other(vec![trimmed.into()], None),
        },
        QuestionKind::Several => several(question, trimmed, lists),
        QuestionKind::Tags => Said::Value(AnswerValue::Lines(items(text))),
        QuestionKind::Countries => countries(text, lists),
        QuestionKind::Person => Said::Value(AnswerValue::Person(person(text))),
        QuestionKind::Table | QuestionKind::Files => Said::Other(vec![trimmed.into()], None),
    }
}

/// Written the way of this questionnaire; as the whole name or a question mark.
fn means_unknown(text: &str) -> bool {
    let is = |language| NameKey::of(text) == NameKey::of(SheetWords::of(language).do_not_know);
    text.chars().all(|letter| letter == '?') || is(Language::En) || is(Language::Fr)
}

/// An option by its text in any language or by its id; case, accents and blanks do not count.
fn chosen(choices: &[Choice], text: &str) -> Option<String> {
    let exact = choices.iter().find(|choice| [choice.en, choice.fr, choice.id].contains(&text));
    let key = NameKey::of(text);
    let like = || choices.iter().find(|choice| [choice.en, choice.fr, choice.id].iter().any(|words| NameKey::of(words) == key));
    exact.or_else(like).map(|choice| choice.id.to_owned())
}

/// Options written out in one cell, instead of marked in their rows.
fn several(question: &Question, text: &str, lists: &Lists) -> Said {
    let choices = choices(question, lists);
    if let Some(one) = chosen(&choices, text) {
        return Said::Value(AnswerValue::Lines(vec![one]));
    }
    let (mut found, mut left) = (Vec::new(), Vec::new());
    for item in items(text) {
        match chosen(&choices, &item) {
            Some(id) => found.push(id),
            None => left.push(item),
        }
    }
    let value = (!found.is_empty()).then_some(AnswerValue::Lines(found));
    match value {
        Some(value) if left.is_empty() => Said::Value(value),
        value => Said::Other(left, value),
    }
}

fn countries(text: &str, lists: &Lists) -> Said {
    let (mut found, mut left) = (Vec::new(), Vec::new());
    let whole = parse_country(text.trim(), lists);
    let items = whole.map_or_else(|| items(text), |country| vec![country.to_string()]);
    for item in items {
        match parse_country(&item, lists) {
            Some(country) => found.push(country.to_string()),
            None => left.push(item),
        }
    }
    let value = (!found.is_empty()).then_some(AnswerValue::Lines(found));
    match value {
        Some(value) if left.is_empty() => Said::Value(value),
        value => Said::Other(left, value),
    }
}

/// By line; by semicolon where there is one line; by comma where there is neither.
fn items(text: &str) -> Vec<String> {
    let text = text.trim_start();
    let separator = ['\n', ';'].into_iter().find(|separator| text.contains(*separator)).unwrap_or(',');
    text.split(separator).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

fn person(text: &str) -> AnsweredPerson {
    let of = |name: &str, email: &str| AnsweredPerson { name: name.trim().into(), email: email.trim().into() };
    if let Some((name, email)) = text.split_once('\n') {
        return of(name, email);
    }
    if let Some((name, email)) = text.split_once('<').and_then(|(name, rest)| Some((name, rest.trim_end().strip_suffix('>')?))) {
        return of(name, email);
    }
    let (address, name): (Vec<&str>, Vec<&str>) = text.split_whitespace().partition(|word| word.contains('@'));
    match address[..] {
        [email] => of(name.join(" ").trim_end_matches(','), email),
        _ => of(text, ""),
    }
}

/// ISO where it is a date in any of its writings, day before month; else as it is.
fn day(text: &str) -> String {
    if is_day(text) {
        return text.to_owned();
    }
    date(text, DateOrder::DayFirst).map_or_else(|| text.to_owned(), |day| day.to_string())
}

fn number(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|letter| !matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’')).collect();
    plain.parse().ok()
}

/// Whether a mark in a row of an option says yes; text that is more than a mark says yes, and is kept.
pub(super) enum Mark {
    No,
    Yes,
    YesWith(String),
}

pub(super) fn mark(text: &str) -> Mark {
    let text = text.trim();
    match NameKey::of(text).as_str() {
        _ if text.is_empty() || is_stroke(text) => Mark::No,
        "no" | "non" | "n" | "0" | "false" | "faux" => Mark::No,
        "x" | "xx" | "yes" | "oui" | "y" | "o" | "1" | "true" | "vrai" | "ok" | "✓" | "✔" | "☑" | "☒" | "×" => Mark::Yes,
        _ => Mark::YesWith(text.into()),
    }
}

pub(super) fn standing(text: &str) -> Option<CardStanding> {
    let key = NameKey::of(text);
    let all = [CardStanding::Confirmed, CardStanding::Corrected, CardStanding::NoLongerUsed];
    [Language::En, Language::Fr].iter().find_map(|language| {
        let at = SheetWords::of(*language).standings.iter().position(|words| NameKey::of(words) == key)?;
        Some(all[at])
    })
}

pub(super) fn standing_words(standing: CardStanding, words: &SheetWords) -> &'static str {
    words.standings[match standing {
        CardStanding::Confirmed => 0,
        CardStanding::Corrected => 1,
        CardStanding::NoLongerUsed => 2,
    }]
}
