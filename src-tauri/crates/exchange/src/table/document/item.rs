//! An item of a list: who, what they do, where, and their address on the web.

use provident_domain::country::CountryCode;
use provident_domain::lists::{ColumnSet, Lists};

use super::place::countries_of;
use super::run::Run;
use crate::names::is_name_with_legal_form;

/// Signs after which the name of a company is over.
const SEPARATORS: [&str; 7] = [" – ", " — ", " - ", ": ", " (", "\n", " | "];
/// Signs around the parts of an item.
const AROUND: [char; 9] = [' ', '\n', '.', ',', ';', ':', '–', '—', '|'];
/// Longer than this before the first separator is a sentence, not the label of a value.
const LONGEST_LABEL: usize = 40;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Entry {
    pub name: String,
    pub service: String,
    pub website: String,
    pub country: String,
    /// Values that the item names by the header of a column: "Location: Ireland".
    pub more: Vec<(String, String)>,
}

/// The item, with what is nested in it.
pub(super) fn entry(item: &Run, nested: &[&Run], lists: &Lists) -> Entry {
    let (name, rest) = name_and_rest(item, lists);
    let mut entry = Entry { name: name.trim().trim_end_matches([':', ',', ';', '–', '—']).trim().to_owned(), ..Entry::default() };
    let addresses = std::iter::once(item).chain(nested.iter().copied()).find_map(|run| run.address.clone());
    entry.website = addresses.unwrap_or_default();
    let mut said: Vec<String> = Vec::new();
    for line in rest.lines().chain(nested.iter().flat_map(|run| run.text().lines())) {
        match labelled(line, lists) {
            Some((label, value)) => entry.put(label, value, lists),
            None => said.push(line.to_owned()),
        }
    }
    let mut countries: Vec<String> = Vec::new();
    let services = said.iter().map(|line| without_country(line, lists, &mut countries)).filter(|line| !line.is_empty());
    let services = services.collect::<Vec<_>>().join("; ");
    let spoken = [std::mem::take(&mut entry.service), services];
    entry.service = spoken.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ");
    if entry.country.is_empty() {
        countries.dedup();
        entry.country = countries.join("; ");
    }
    entry
}

impl Entry {
    fn put(&mut self, label: &str, value: &str, lists: &Lists) {
        let field = lists.column_named(ColumnSet::SubProcessor, label).map(|field| field.id.as_str());
        let own = match field {
            Some("service") => &mut self.service,
            Some("website") => &mut self.website,
            Some("country") => &mut self.country,
            _ => return self.more.push((label.to_owned(), value.to_owned())),
        };
        if own.is_empty() { *own = value.to_owned() } else { self.more.push((label.to_owned(), value.to_owned())) }
    }
}

/// The link or the bold words it begins with, or else the words before the first separator.
fn name_and_rest<'a>(item: &'a Run, lists: &Lists) -> (&'a str, &'a str) {
    let text = item.text();
    let Some((lead, rest)) = item.lead() else { return split_name(text) };
    // "[Acme](…), Inc. – hosting"
    let end = end_of_name(rest).map_or(rest.len(), |(at, _)| at);
    if !rest[..end].trim().is_empty() && is_name_with_legal_form(lead, &rest[..end], lists) {
        // The full stop of "Inc." belongs to the name.
        return text.split_at(lead.len() + end + usize::from(rest[end..].starts_with('.')));
    }
    (lead, rest)
}

fn split_name(text: &str) -> (&str, &str) {
    match end_of_name(text) {
        Some((at, separator)) if at > 0 => (&text[..at], &text[at + separator.trim_end_matches('(').len()..]),
        _ => (text, ""),
    }
}

/// The first separator. A full stop is none after a short word: "St. Gobain", "Tiffany & Co. Jewels".
fn end_of_name(text: &str) -> Option<(usize, &'static str)> {
    let signs = SEPARATORS.iter().filter_map(|separator| Some((text.find(separator)?, *separator)));
    let stop = text.match_indices(". ").find(|(at, _)| {
        let word = text[..*at].rsplit(' ').next().unwrap_or_default();
        word.chars().count() > 2 || word.chars().all(char::is_uppercase)
    });
    signs.chain(stop.map(|(at, _)| (at, ". "))).min_by_key(|(at, _)| *at)
}

/// "Location: Ireland", where the label is the header of a column.
fn labelled<'a>(line: &'a str, lists: &Lists) -> Option<(&'a str, &'a str)> {
    let (label, value) = line.trim_start_matches(AROUND).split_once(':')?;
    let (label, value) = (label.trim(), value.trim());
    let fits = label.len() <= LONGEST_LABEL && !value.is_empty();
    let field = lists.column_named(ColumnSet::SubProcessor, label).filter(|field| fits && field.id != "name")?;
    (!field.id.is_empty()).then_some((label, value))
}

/// What a line says they do; the countries it names go to `countries`. A part that says a country is
/// taken out where it stands first or last, and stays where it stands between other words.
fn without_country(line: &str, lists: &Lists, countries: &mut Vec<String>) -> String {
    let parts = parts(line);
    countries.extend(parts.iter().filter_map(|(from, to)| country_said(&line[*from..*to], lists)));
    let is_place: Vec<bool> = parts.iter().map(|(from, to)| is_only_countries(&line[*from..*to], lists)).collect();
    let first = is_place.iter().take_while(|is_place| **is_place).count();
    let last = is_place.iter().skip(first).rev().take_while(|is_place| **is_place).count();
    let kept = &parts[first..parts.len() - last];
    let (Some((from, _)), Some((_, to))) = (kept.first(), kept.last()) else { return String::new() };
    // Brackets and full stops at the edge belong to the words.
    let from = if first == 0 { 0 } else { *from };
    let to = if last == 0 { line.len() } else { *to };
    let text = line[from..to].trim_start_matches(AROUND).trim();
    let is_bracketed = text.starts_with('(') && text.ends_with(')') && text.matches('(').count() == 1;
    if is_bracketed { text[1..text.len() - 1].trim().to_owned() } else { text.to_owned() }
}

fn country_said(part: &str, lists: &Lists) -> Option<String> {
    let found = countries_of(part, lists)?;
    let label = |code: &CountryCode| lists.country(*code).map(|country| country.label.en.clone());
    Some(found.iter().filter_map(label).collect::<Vec<_>>().join("; "))
}

/// "Hosting, Ireland" says a country and more.
fn is_only_countries(part: &str, lists: &Lists) -> bool {
    part.split(',').all(|piece| countries_of(piece, lists).is_some())
}

/// The parts between brackets, dashes, colons, full stops; where each begins and ends.
fn parts(line: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let cut = [" – ", " — ", " - ", ": ", ". ", "; ", "(", ")", "[", "]", "|", "\n"].iter().find(|sign| rest.starts_with(**sign));
        let step = cut.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |sign| sign.len());
        if cut.is_some() {
            found.push((start, at));
            start = at + step;
        }
        at += step;
    }
    found.push((start, line.len()));
    found.retain(|(from, to)| !line[*from..*to].trim_matches(AROUND).is_empty());
    found
}
