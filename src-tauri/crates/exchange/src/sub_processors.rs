//! Rows of a list of sub-processors become drafts. A place that is not certain is never dropped: it goes
//! to a person, and into the notes.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use provident_domain::check::{LINE, NAME, PARAGRAPH};
use provident_domain::country::{CountryCode, countries_in, country_of_address, parse_country};
use provident_domain::lists::{ColumnSet, Lists};
use provident_domain::name::NameKey;
use provident_domain::sub_processor::SubProcessorDraft;

use crate::cell::{CellReader, not_a_country, not_in_list, one_line, paragraph, url};
use crate::incoming::RefusedRow;
use crate::remark::Remark;
use crate::row::{Cell, Fate, Unheld, check_name, check_notes, refused_for, take_cells};
use crate::same_name::{SameName, gather};
use crate::table::{RawRow, Reading};
use crate::words::{is_stroke, means_unknown};

/// A sub-processor as a list tells it; of one row, or of several with the same name.
#[derive(Clone, PartialEq, Debug)]
pub struct IncomingSubProcessor {
    /// The first row of this name.
    pub row: u32,
    /// `SubProcessorDraft::check` takes it.
    pub draft: SubProcessorDraft,
    /// Name of the one that engages it.
    pub under: Option<String>,
    /// Places that are named and are not certain, as written.
    pub uncertain: Vec<Uncertain>,
    /// The transfer tool, as written.
    pub mechanism: Option<String>,
    /// Values a field could not hold.
    pub remarks: Vec<Remark>,
}

/// A place for a person to look at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Uncertain {
    /// `country`, `locations` or `access_countries`.
    pub field: String,
    pub text: String,
}

/// Reads all rows, in the order of the list. `mapping` has a field id, or none, for each column.
pub fn incoming_sub_processors(
    reading: &Reading,
    mapping: &[Option<String>],
    lists: &Lists,
    today: NaiveDate,
) -> (Vec<IncomingSubProcessor>, Vec<RefusedRow>) {
    let cells = CellReader { lists, order: reading.date_order, today };
    let rows = reading.rows.iter().map(|row| read_row(row, reading, mapping, cells));
    gather(rows, |one| (one.row, &one.draft.name), |one| NameKey::of(&one.draft.name), |first, second| joined(first, second, lists))
}

fn read_row(row: &RawRow, reading: &Reading, mapping: &[Option<String>], cells: CellReader) -> Result<IncomingSubProcessor, RefusedRow> {
    let mut one = IncomingSubProcessor {
        row: row.number,
        draft: SubProcessorDraft::default(),
        under: None,
        uncertain: Vec::new(),
        mechanism: None,
        remarks: Vec::new(),
    };
    let mut is_country_said = false;
    let rest = take_cells(row, reading, mapping, |field, cell| {
        is_country_said |= field == "country" && !is_stroke(cell.text);
        one.take(field, cell, cells)
    });
    let draft = &mut one.draft;
    check_name(row.number, &draft.name)?;
    if !is_country_said && let Some(address) = &draft.address {
        draft.country = country_of_address(address, cells.lists).map(|country| country.to_string());
    }
    draft.notes = rest.with_notes(draft.notes.as_deref());
    check_notes(row.number, &draft.name, draft.notes.as_deref(), PARAGRAPH)?;
    draft.check(cells.lists).map_err(|faults| refused_for(row.number, &draft.name, faults))?;
    one.remarks = rest.remarks;
    Ok(one)
}

impl IncomingSubProcessor {
    fn take(&mut self, field: &str, cell: &Cell, cells: CellReader) -> Result<Fate, Unheld> {
        let (draft, text) = (&mut self.draft, cell.text);
        if field != "name" && is_stroke(text) {
            return Ok(Fate::Held);
        }
        if field != "name" && means_unknown(text) {
            return Ok(Fate::Noted);
        }
        match field {
            "name" => draft.name = text.to_owned(),
            "address" => draft.address = Some(paragraph(text, LINE)?),
            "country" => self.country(text, cells.lists)?,
            "contact" => draft.contact = Some(one_line(text, LINE)?),
            "website" => draft.website = Some(url(text)?),
            "service" => draft.service = Some(paragraph(text, PARAGRAPH)?),
            "locations" | "access_countries" => self.places(field, text, cells.lists)?,
            "since" => draft.since = Some(cells.day(text)?),
            "under" => self.under = Some(one_line(text, NAME)?),
            "mechanism" => self.mechanism = Some(paragraph(text, PARAGRAPH)?),
            _ => return Err(not_in_list(field).into()),
        }
        Ok(Fate::Held)
    }

    /// One country is where it is established; of several nobody knows which is, and they are where it
    /// processes.
    fn country(&mut self, text: &str, lists: &Lists) -> Result<(), Unheld> {
        if let Some(code) = parse_country(text, lists) {
            self.draft.country = Some(code.to_string());
            return Ok(());
        }
        let read = countries_in(text, lists);
        match (&read.certain[..], &read.uncertain[..]) {
            ([one], []) => self.draft.country = Some(one.to_string()),
            (several, _) => add_codes(&mut self.draft.locations, several),
        }
        self.leave_open("country", text, &read.uncertain)
    }

    fn places(&mut self, field: &str, text: &str, lists: &Lists) -> Result<(), Unheld> {
        let held = if field == "locations" { &mut self.draft.locations } else { &mut self.draft.access_countries };
        if let Some(code) = parse_country(text, lists) {
            add_codes(held, &[code]);
            return Ok(());
        }
        let read = countries_in(text, lists);
        add_codes(held, &read.certain);
        self.leave_open(field, text, &read.uncertain)
    }

    fn leave_open(&mut self, field: &str, text: &str, uncertain: &[String]) -> Result<(), Unheld> {
        self.uncertain.extend(uncertain.iter().map(|text| Uncertain { field: field.into(), text: text.clone() }));
        if uncertain.is_empty() { Ok(()) } else { Err(not_a_country(text).into()) }
    }
}

fn add_codes(held: &mut Vec<String>, codes: &[CountryCode]) {
    for code in codes.iter().map(ToString::to_string) {
        if !held.contains(&code) {
            held.push(code);
        }
    }
}

/// The first says who it is, the others add. Where both speak, the second is noted.
fn joined(first: &IncomingSubProcessor, second: &IncomingSubProcessor, lists: &Lists) -> Result<IncomingSubProcessor, Remark> {
    let mut both = first.clone();
    let mut join = SameName::new(second.row, ColumnSet::SubProcessor, lists);
    let (held, more) = (&mut both.draft, &second.draft);
    join.one("address", &mut held.address, &more.address);
    join.one("country", &mut held.country, &more.country);
    join.one("contact", &mut held.contact, &more.contact);
    join.one("website", &mut held.website, &more.website);
    join.one("service", &mut held.service, &more.service);
    join.one("since", &mut held.since, &more.since);
    join.one("under", &mut both.under, &second.under);
    join.one("mechanism", &mut both.mechanism, &second.mechanism);
    join.many(&mut held.locations, &more.locations);
    join.many(&mut held.access_countries, &more.access_countries);
    join.many(&mut both.uncertain, &second.uncertain);
    both.remarks.extend(second.remarks.iter().cloned());
    held.notes = join.finish(held.notes.take(), more.notes.as_deref(), &mut both.remarks);
    held.check(lists).map_err(|_| Remark::BringsTooMuch)?;
    Ok(both)
}
