//! Rows become drafts. Nothing is lost: what no column takes, or what its field cannot
//! hold, is kept as an imported note.

mod field;

use chrono::NaiveDate;
use provident_domain::check::NOTE;
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::fault::Fault;
use provident_domain::id::ProviderId;
use provident_domain::lists::Lists;
use provident_domain::name::NameKey;
use provident_domain::provider::{Provider, ProviderDraft};
use provident_domain::service::{Service, ServiceDraft};

use crate::cell::CellReader;
use crate::merge::{merge_provider, merge_service};
use crate::remark::Remark;
use crate::row::{Fate, check_name, check_notes, refused_for, take_cells};
use crate::same_name::gather;
use crate::table::{RawRow, Reading};
use field::Fields;

/// A provider as a list tells it, checked; of one row, or of several with the same name.
#[derive(Clone, PartialEq, Debug)]
pub struct Incoming {
    /// As in the file, the first first.
    pub rows: Vec<u32>,
    /// In the register it was exported from.
    pub id: Option<ProviderId>,
    pub provider: Provider,
    /// The country was read out of the address; a country that a person chose stands above it.
    pub is_country_read: bool,
    pub services: Vec<IncomingService>,
    /// When the list says it was last looked at.
    pub declared_on: Option<NaiveDate>,
    /// Standings of an exported register.
    pub standings: Vec<(FactGroup, Standing)>,
    pub amount: Option<String>,
    /// Values a field could not hold.
    pub remarks: Vec<Remark>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct IncomingService {
    /// Names; the service itself names none yet.
    pub departments: Vec<String>,
    pub service: Service,
}

/// A row that cannot become a provider.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RefusedRow {
    pub row: u32,
    pub name: String,
    pub reasons: Vec<Remark>,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Incomings {
    /// In the order of the file.
    pub accepted: Vec<Incoming>,
    pub refused: Vec<RefusedRow>,
}

/// Reads all rows. `mapping` has a field id, or none, for each column.
pub fn incoming(reading: &Reading, mapping: &[Option<String>], lists: &Lists, today: NaiveDate) -> Incomings {
    let rows = reading.rows.iter().map(|row| read_row(row, reading, mapping, lists, today));
    let key = |one: &Incoming| NameKey::of(&one.provider.name);
    let (accepted, refused) = gather(rows, |one| (one.rows[0], &one.provider.name), key, |first, second| joined(first, second, lists));
    Incomings { accepted, refused }
}

/// Why a record is refused, field by field.
pub fn of_fields(faults: Vec<Fault>) -> Vec<Remark> {
    faults.into_iter().map(|fault| Remark::Field { field: fault.field, code: fault.code }).collect()
}

/// The second fills what the first leaves open; where both speak, the first stays and the
/// second is noted.
fn joined(first: &Incoming, second: &Incoming, lists: &Lists) -> Result<Incoming, Remark> {
    let mut both = first.clone();
    let filled = merge_provider(&second.provider, &first.provider, !first.is_country_read);
    let mut notes = Vec::new();
    for (field, label, kept, other) in differences(&filled, &second.provider) {
        notes.push(format!("{label} (row {}): {other}", second.rows[0]));
        both.remarks.push(Remark::RowDiffers { row: second.rows[0], field: field.into(), brought: other.into(), kept: kept.into() });
    }
    let mut draft = Provider { name: first.provider.name.clone(), ..filled }.to_draft();
    draft.imported_notes = with_notes(first.provider.imported_notes.as_deref(), second.provider.imported_notes.as_deref(), &notes);
    both.provider = draft.check(lists).map_err(|_| Remark::BringsTooMuch)?;
    for service in &second.services {
        let key = NameKey::of(&service.service.name);
        match both.services.iter_mut().find(|held| NameKey::of(&held.service.name) == key) {
            Some(held) => {
                held.service = merge_service(&held.service, &service.service);
                held.departments.extend(service.departments.iter().cloned());
                held.departments.dedup();
            }
            None => both.services.push(service.clone()),
        }
    }
    both.is_country_read = first.is_country_read && (second.is_country_read || second.provider.country.is_none());
    both.rows.extend(&second.rows);
    both.remarks.extend(second.remarks.iter().cloned());
    both.amount = first.amount.clone().or_else(|| second.amount.clone());
    Ok(both)
}

fn differences<'a>(kept: &'a Provider, other: &'a Provider) -> Vec<(&'static str, &'static str, &'a str, &'a str)> {
    let pairs = [
        ("legal_name", "Legal name", kept.legal_name.as_deref(), other.legal_name.as_deref()),
        ("registration_id", "Registration", kept.registration_id.as_deref(), other.registration_id.as_deref()),
        ("category", "Category", kept.category.as_deref(), other.category.as_deref()),
        ("address", "Address", kept.address.as_deref(), other.address.as_deref()),
        ("website", "Website", kept.website.as_deref(), other.website.as_deref()),
    ];
    let both = pairs.into_iter().filter_map(|(field, label, kept, other)| Some((field, label, kept?, other?)));
    both.filter(|(_, _, kept, other)| kept != other).collect()
}

fn with_notes(first: Option<&str>, second: Option<&str>, more: &[String]) -> Option<String> {
    let mut lines: Vec<&str> = first.unwrap_or_default().lines().collect();
    for line in second.unwrap_or_default().lines().chain(more.iter().map(String::as_str)) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn read_row(row: &RawRow, reading: &Reading, mapping: &[Option<String>], lists: &Lists, today: NaiveDate) -> Result<Incoming, RefusedRow> {
    let mut fields = Fields::new(CellReader { lists, order: reading.date_order, today });
    let rest = take_cells(row, reading, mapping, |field, cell| {
        fields.take(field, cell.text)?;
        // No field of a provider holds an amount; reconciling shows it.
        Ok(if field == "amount" { Fate::Noted } else { Fate::Held })
    });
    check_name(row.number, &fields.provider.name)?;
    let notes = rest.with_notes(None);
    check_notes(row.number, &fields.provider.name, notes.as_deref(), NOTE)?;
    let (mut draft, service, departments) = fields.finish();
    let name = draft.name.clone();
    draft.imported_notes = notes;
    let faults = |faults: Vec<Fault>| refused_for(row.number, &name, faults);
    let is_country_read = read_country(&mut draft, lists);
    let provider = draft.check(lists).map_err(faults)?;
    let services = match service {
        Some(service) => vec![IncomingService { departments, service: service.check(lists, today).map_err(faults)? }],
        None => Vec::new(),
    };
    Ok(Incoming {
        rows: vec![row.number],
        id: None,
        provider,
        is_country_read,
        services,
        declared_on: fields.declared_on,
        standings: Vec::new(),
        amount: fields.amount,
        remarks: rest.remarks,
    })
}

/// The country of the address, where the list has no country of its own.
fn read_country(draft: &mut ProviderDraft, lists: &Lists) -> bool {
    if draft.country.is_some() {
        return false;
    }
    let read = draft.address.as_deref().and_then(|address| provident_domain::country::country_of_address(address, lists));
    draft.country = read.map(|country| country.to_string());
    draft.country.is_some()
}

/// A service draft that says anything.
pub(crate) fn is_said(draft: &ServiceDraft, departments: &[String]) -> bool {
    !departments.is_empty() || *draft != ServiceDraft::default()
}
