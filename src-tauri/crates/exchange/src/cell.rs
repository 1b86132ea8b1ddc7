//! What a cell says, in the terms of a field; or why the field cannot hold it.

use chrono::NaiveDate;
use provident_domain::check::Check;
use provident_domain::country::{countries_in, parse_country};
use provident_domain::fault::FaultCode;
use provident_domain::lists::{Label, Lists};
use provident_domain::name::NameKey;
use serde::de::DeserializeOwned;

use crate::table::DateOrder;
use crate::words::{date, entries, items, labelled, number};

/// What cells of one list are read with.
#[derive(Clone, Copy)]
pub(crate) struct CellReader<'a> {
    pub lists: &'a Lists,
    pub order: DateOrder,
    pub today: NaiveDate,
}

impl CellReader<'_> {
    pub fn labelled<T: DeserializeOwned>(&self, group: &str, text: &str) -> Result<T, FaultCode> {
        labelled(group, text, self.lists).ok_or_else(|| not_in_list(text))
    }

    pub fn country(&self, text: &str) -> Result<String, FaultCode> {
        if let Some(code) = parse_country(text, self.lists) {
            return Ok(code.to_string());
        }
        let read = countries_in(text, self.lists);
        match (&read.certain[..], &read.uncertain[..]) {
            ([one], []) => Ok(one.to_string()),
            _ => Err(not_a_country(text)),
        }
    }

    pub fn countries(&self, text: &str) -> Result<Vec<String>, FaultCode> {
        let read = countries_in(text, self.lists);
        if !read.uncertain.is_empty() || read.certain.is_empty() {
            return Err(not_a_country(text));
        }
        Ok(read.certain.iter().map(ToString::to_string).collect())
    }

    pub fn day(&self, text: &str) -> Result<NaiveDate, FaultCode> {
        date(text, self.order).ok_or_else(|| FaultCode::NotADate { value: shortened(text) })
    }

    pub fn past_day(&self, text: &str) -> Result<NaiveDate, FaultCode> {
        let day = self.day(text)?;
        if day > self.today { Err(FaultCode::InTheFuture) } else { Ok(day) }
    }

    /// Categories of personal data, by id or label, and what the vocabulary does not know.
    pub fn data_categories(&self, text: &str) -> Named {
        let known = self.lists.personal_data_categories();
        named(text, |item| known.iter().find(|known| is_named(item, &known.id, &known.label)).map(|known| known.id.clone()))
    }

    /// Categories of data subjects, by id or label, and what the vocabulary does not know.
    pub fn data_subjects(&self, text: &str) -> Named {
        let known = self.lists.data_subject_categories();
        named(text, |item| known.iter().find(|known| is_named(item, &known.id, &known.label)).map(|known| known.id.clone()))
    }
}

/// What a cell names of a vocabulary, each once, in its order; and all else that it says.
#[derive(Default)]
pub(crate) struct Named {
    pub ids: Vec<String>,
    pub unknown: Vec<String>,
}

impl Named {
    /// All or none.
    pub fn all(self) -> Result<Vec<String>, FaultCode> {
        self.unknown.first().map_or(Ok(self.ids), |unknown| Err(not_in_list(unknown)))
    }
}

/// A comma may stand within a label: it separates only where what stands between commas is known.
fn named(text: &str, find: impl Fn(&str) -> Option<String>) -> Named {
    let mut named = Named::default();
    for entry in entries(text) {
        let pieces = items(entry);
        let is_whole = find(entry).is_some() || pieces.iter().all(|piece| find(piece).is_none());
        for item in if is_whole { vec![entry] } else { pieces } {
            match find(item) {
                Some(id) if named.ids.contains(&id) => {}
                Some(id) => named.ids.push(id),
                None => named.unknown.push(item.to_owned()),
            }
        }
    }
    named
}

fn is_named(text: &str, id: &str, label: &Label) -> bool {
    let key = NameKey::of(text);
    NameKey::of(&label.en) == key || NameKey::of(&label.fr) == key || NameKey::of(&id.replace('_', " ")) == key || id == text
}

pub(crate) fn not_in_list(text: &str) -> FaultCode {
    FaultCode::NotInList { value: shortened(text) }
}

pub(crate) fn not_a_country(text: &str) -> FaultCode {
    FaultCode::NotACountry { value: shortened(text) }
}

pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}

pub(crate) fn whole(text: &str) -> Result<u32, FaultCode> {
    number(text).ok_or_else(|| FaultCode::NotANumber { value: shortened(text) })
}

fn checked<T>(read: impl FnOnce(&mut Check) -> Option<T>) -> Result<T, FaultCode> {
    let mut check = Check::default();
    let value = read(&mut check);
    match check.finish(value) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err(FaultCode::Required),
        Err(faults) => Err(faults.into_iter().next().map_or(FaultCode::Required, |fault| fault.code)),
    }
}

pub(crate) fn one_line(text: &str, max: usize) -> Result<String, FaultCode> {
    checked(|check| check.line("", Some(text), max))
}

pub(crate) fn paragraph(text: &str, max: usize) -> Result<String, FaultCode> {
    checked(|check| check.text("", Some(text), max))
}

pub(crate) fn url(text: &str) -> Result<String, FaultCode> {
    checked(|check| check.url("", Some(text)))
}

pub(crate) fn email(text: &str) -> Result<String, FaultCode> {
    checked(|check| check.email("", Some(text)))
}

pub(crate) fn lines(text: &str, max: usize) -> Result<Vec<String>, FaultCode> {
    let items: Vec<String> = items(text).into_iter().map(str::to_owned).collect();
    checked(|check| Some(check.lines("", &items, max)))
}

/// Sentences, each in a line of its own or behind a semicolon or bullet.
pub(crate) fn sentences(text: &str, max: usize) -> Result<Vec<String>, FaultCode> {
    let entries: Vec<String> = entries(text).into_iter().map(str::to_owned).collect();
    checked(|check| Some(check.lines("", &entries, max)))
}
