//! Rows of a list of clients become drafts.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use provident_domain::check::{LINE, NAME, PARAGRAPH};
use provident_domain::client::{ClientDraft, MOST_DAYS};
use provident_domain::country::country_of_address;
use provident_domain::fault::FaultCode;
use provident_domain::lists::{ColumnSet, Lists};
use provident_domain::name::NameKey;

use crate::cell::{CellReader, email, not_in_list, one_line, paragraph, shortened};
use crate::incoming::RefusedRow;
use crate::remark::Remark;
use crate::row::{Cell, Fate, Unheld, check_name, check_notes, refused_for, take_cells};
use crate::same_name::{SameName, gather};
use crate::table::{RawRow, Reading};
use crate::words::{is_stroke, means_unknown, number};

/// A client as a list tells it; of one row, or of several with the same name.
#[derive(Clone, PartialEq, Debug)]
pub struct IncomingClient {
    /// The first row of this name.
    pub row: u32,
    /// `ClientDraft::check` takes it. It names no group yet.
    pub draft: ClientDraft,
    /// Name of its group.
    pub group: Option<String>,
    /// Values a field could not hold.
    pub remarks: Vec<Remark>,
}

/// Reads all rows, in the order of the list. `mapping` has a field id, or none, for each column.
pub fn incoming_clients(
    reading: &Reading,
    mapping: &[Option<String>],
    lists: &Lists,
    today: NaiveDate,
) -> (Vec<IncomingClient>, Vec<RefusedRow>) {
    let cells = CellReader { lists, order: reading.date_order, today };
    let rows = reading.rows.iter().map(|row| read_row(row, reading, mapping, cells));
    gather(rows, |one| (one.row, &one.draft.name), |one| NameKey::of(&one.draft.name), |first, second| joined(first, second, lists))
}

fn read_row(row: &RawRow, reading: &Reading, mapping: &[Option<String>], cells: CellReader) -> Result<IncomingClient, RefusedRow> {
    let mut one = IncomingClient { row: row.number, draft: ClientDraft::default(), group: None, remarks: Vec::new() };
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

impl IncomingClient {
    fn take(&mut self, field: &str, cell: &Cell, cells: CellReader) -> Result<Fate, Unheld> {
        let (draft, text) = (&mut self.draft, cell.text);
        if field != "name" && is_stroke(text) {
            return Ok(Fate::Held);
        }
        if !matches!(field, "name" | "notes") && means_unknown(text) {
            return Ok(Fate::Noted);
        }
        match field {
            "name" => draft.name = text.to_owned(),
            "legal_name" => draft.legal_name = Some(one_line(text, NAME)?),
            "address" => draft.address = Some(paragraph(text, LINE)?),
            "country" => draft.country = Some(cells.country(text)?),
            "contact_name" => draft.contact_name = Some(one_line(text, NAME)?),
            "contact_email" => draft.contact_email = Some(email(text)?),
            "contact_phone" => draft.contact_phone = Some(one_line(text, NAME)?),
            "representative" => draft.representative = Some(paragraph(text, LINE)?),
            "dpo_name" => draft.dpo_name = Some(one_line(text, NAME)?),
            "dpo_email" => draft.dpo_email = Some(email(text)?),
            "group" => self.group = Some(one_line(text, NAME)?),
            "contract" => draft.contract = Some(one_line(text, LINE)?),
            "notice_days" => draft.notice_days = Some(days(text)?),
            "since" => draft.since = Some(cells.day(text)?),
            "until" => draft.until = Some(cells.day(text)?),
            "notes" => draft.notes = Some(paragraph(text, PARAGRAPH)?),
            _ => return Err(not_in_list(field).into()),
        }
        Ok(Fate::Held)
    }
}

/// "30", or "30 days" in one of the languages read.
fn days(text: &str) -> Result<u16, FaultCode> {
    let figures =
        text.split_once(' ').filter(|(_, word)| ["days", "day", "jours", "jour", "tage", "tag"].contains(&NameKey::of(word).as_str()));
    let days = number(figures.map_or(text, |(figures, _)| figures)).ok_or_else(|| FaultCode::NotANumber { value: shortened(text) })?;
    u16::try_from(days).ok().filter(|days| *days <= MOST_DAYS).ok_or(FaultCode::Above { max: u32::from(MOST_DAYS) })
}

/// The first says who it is, the others add. Where both speak, the second is noted.
fn joined(first: &IncomingClient, second: &IncomingClient, lists: &Lists) -> Result<IncomingClient, Remark> {
    let mut both = first.clone();
    let mut join = SameName::new(second.row, ColumnSet::Client, lists);
    let (held, more) = (&mut both.draft, &second.draft);
    join.one("legal_name", &mut held.legal_name, &more.legal_name);
    join.one("address", &mut held.address, &more.address);
    join.one("country", &mut held.country, &more.country);
    join.one("contact_name", &mut held.contact_name, &more.contact_name);
    join.one("contact_email", &mut held.contact_email, &more.contact_email);
    join.one("contact_phone", &mut held.contact_phone, &more.contact_phone);
    join.one("representative", &mut held.representative, &more.representative);
    join.one("dpo_name", &mut held.dpo_name, &more.dpo_name);
    join.one("dpo_email", &mut held.dpo_email, &more.dpo_email);
    join.one("contract", &mut held.contract, &more.contract);
    join.one("notice_days", &mut held.notice_days, &more.notice_days);
    join.one("since", &mut held.since, &more.since);
    join.one("until", &mut held.until, &more.until);
    join.one("group", &mut both.group, &second.group);
    both.remarks.extend(second.remarks.iter().cloned());
    held.notes = join.finish(held.notes.take(), more.notes.as_deref(), &mut both.remarks);
    held.check(lists).map_err(|_| Remark::BringsTooMuch)?;
    Ok(both)
}
