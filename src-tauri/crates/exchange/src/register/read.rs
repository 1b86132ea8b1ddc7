//! An exported register, read back.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use provident_domain::department::DepartmentDraft;
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::fault::Fault;
use provident_domain::lists::Lists;
use provident_domain::name::NameKey;
use provident_domain::organisation::OrganisationDraft;
use provident_domain::provider::ProviderDraft;

use super::{ABOUT, DEPARTMENTS, FACTS, LONG_TEXTS, MARK, ORGANISATION, PROVIDERS, ReadRegister, SERVICES, provider_sheet, service_sheet};
use crate::ExchangeFault;
use crate::incoming::{Incoming, IncomingService, RefusedRow, of_fields};
use crate::remark::Remark;
use crate::table::{Format, HeaderRow, RawRow, Reading, read_table};
use crate::words::from_id;

/// Rows of a sheet by the id, or else the name, of the provider they belong to.
type Belonging = HashMap<String, Vec<RawRow>>;

/// Whether a file that was read is one we wrote: a workbook by its first sheet, a CSV by
/// its columns.
pub fn is_register(reading: &Reading) -> bool {
    match reading.format {
        Format::Csv => reading.header.iter().map(String::as_str).eq(provider_sheet::HEADER),
        Format::Xlsx | Format::Ods | Format::Xls => {
            let has = |name: &str| reading.sheets.iter().any(|sheet| sheet == name);
            let is_marked = reading.sheet == ABOUT && reading.header.first().is_some_and(|title| title == MARK);
            // Or the sheet of providers of it, chosen by hand.
            has(ABOUT) && has(PROVIDERS) && (is_marked || reading.header.iter().map(String::as_str).eq(provider_sheet::HEADER))
        }
        Format::Markdown | Format::Html => false,
    }
}

/// What an export can know of the header of any of its sheets.
pub(crate) fn is_export_header(text: &str) -> bool {
    text == MARK
        || provider_sheet::HEADER.contains(&text)
        || service_sheet::HEADER.contains(&text)
        || ["Field", "Department", "Facts", "Key"].contains(&text)
}

/// Reads back what `register_workbook` or `register_csv` wrote.
pub fn read_register(
    file_name: &str,
    bytes: &[u8],
    reading: &Reading,
    lists: &Lists,
    today: NaiveDate,
) -> Result<ReadRegister, ExchangeFault> {
    if reading.format == Format::Csv {
        let mut read = ReadRegister::default();
        read_providers(&mut read, &reading.rows, &Belonging::new(), &Belonging::new(), lists, today);
        return Ok(read);
    }
    let sheet = |name: &str| -> Result<Vec<RawRow>, ExchangeFault> {
        if !reading.sheets.iter().any(|held| held == name) {
            return Ok(Vec::new());
        }
        match read_table(file_name, bytes, Some(name), HeaderRow::Known(&is_export_header)) {
            Ok(read) => Ok(read.rows),
            Err(ExchangeFault::Empty) => Ok(Vec::new()),
            Err(fault) => Err(fault),
        }
    };
    let long = long_texts(&sheet(LONG_TEXTS)?);
    let whole = |rows: Vec<RawRow>| rows.into_iter().map(|row| with_long_texts(row, &long)).collect::<Vec<_>>();
    let mut read = ReadRegister { organisation: organisation(&whole(sheet(ORGANISATION)?)), ..ReadRegister::default() };
    let text = |row: &RawRow, at: usize| row.cells.get(at).filter(|cell| !cell.trim().is_empty()).cloned();
    read.departments = sheet(DEPARTMENTS)?
        .iter()
        .filter_map(|row| Some(DepartmentDraft { name: text(row, 0)?, head_name: text(row, 1), head_email: text(row, 2) }))
        .collect();
    let services = belonging(whole(sheet(SERVICES)?));
    let facts = belonging(whole(sheet(FACTS)?));
    read_providers(&mut read, &whole(sheet(PROVIDERS)?), &services, &facts, lists, today);
    Ok(read)
}

fn long_texts(rows: &[RawRow]) -> HashMap<String, String> {
    let mut parts: BTreeMap<(String, u32), String> = BTreeMap::new();
    for row in rows {
        if let [key, part, text, ..] = &row.cells[..] {
            let text = text.strip_prefix('|').and_then(|text| text.strip_suffix('|')).unwrap_or(text);
            parts.insert((key.clone(), part.parse().unwrap_or(0)), text.to_owned());
        }
    }
    let mut whole: HashMap<String, String> = HashMap::new();
    for ((key, _), text) in parts {
        whole.entry(key).or_default().push_str(&text);
    }
    whole
}

fn with_long_texts(mut row: RawRow, long: &HashMap<String, String>) -> RawRow {
    for cell in &mut row.cells {
        if let Some(text) = long.get(cell) {
            cell.clone_from(text);
        }
    }
    row
}

/// By id where there is one, by name otherwise.
fn belonging(rows: Vec<RawRow>) -> Belonging {
    let mut found = Belonging::new();
    for row in rows {
        let id = row.cells.first().map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
        let name = row.cells.get(1).map(|name| NameKey::of(name).as_str().to_owned());
        if let Some(key) = id.or(name) {
            found.entry(key).or_default().push(row);
        }
    }
    found
}

fn organisation(rows: &[RawRow]) -> Option<OrganisationDraft> {
    let fields = rows.iter().filter_map(|row| match &row.cells[..] {
        [field, value, ..] => Some((field.clone(), serde_json::Value::String(value.clone()))),
        _ => None,
    });
    serde_json::from_value(serde_json::Value::Object(fields.collect())).ok()
}

fn read_providers(read: &mut ReadRegister, rows: &[RawRow], services: &Belonging, facts: &Belonging, lists: &Lists, today: NaiveDate) {
    let mut seen: HashMap<NameKey, u32> = HashMap::new();
    for row in rows {
        let (id, draft, strange) = provider_sheet::read(&row.cells);
        let name = draft.name.clone();
        let refuse = |reasons: Vec<Remark>| RefusedRow { row: row.number, name: name.chars().take(200).collect(), reasons };
        if !strange.is_empty() {
            read.providers.refused.push(refuse(strange.into_iter().map(|what| Remark::NotRead { what: what.to_string() }).collect()));
            continue;
        }
        if let Some(other) = seen.insert(NameKey::of(&name), row.number) {
            read.providers.refused.push(refuse(vec![Remark::SameNameAs { row: other }]));
            continue;
        }
        let keys = [id.map(|id| id.to_string()).unwrap_or_default(), NameKey::of(&name).as_str().to_owned()];
        let of = |all: &Belonging| keys.iter().filter_map(|key| all.get(key)).flatten().cloned().collect::<Vec<_>>();
        match one(&draft, &of(services), &of(facts), lists, today) {
            Ok((provider, services, standings)) => read.providers.accepted.push(Incoming {
                rows: vec![row.number],
                id,
                provider,
                is_country_read: false,
                services,
                declared_on: None,
                standings,
                amount: None,
                remarks: Vec::new(),
            }),
            Err(reasons) => read.providers.refused.push(refuse(reasons)),
        }
    }
}

type One = (provident_domain::provider::Provider, Vec<IncomingService>, Vec<(FactGroup, Standing)>);

fn one(draft: &ProviderDraft, services: &[RawRow], facts: &[RawRow], lists: &Lists, today: NaiveDate) -> Result<One, Vec<Remark>> {
    let provider = draft.check(lists).map_err(of_fields)?;
    let mut read = Vec::new();
    for row in services {
        let (draft, departments, strange) = service_sheet::read(&row.cells);
        if !strange.is_empty() {
            return Err(strange.into_iter().map(|what| Remark::ServiceNotRead { row: row.number, what: what.to_string() }).collect());
        }
        let service = draft.check(lists, today).map_err(|faults| {
            let of_service = |fault: Fault| Remark::Service { row: row.number, field: fault.field, code: fault.code };
            faults.into_iter().map(of_service).collect::<Vec<_>>()
        })?;
        read.push(IncomingService { departments, service });
    }
    Ok((provider, read, facts.iter().filter_map(|row| standing(&row.cells, today)).collect()))
}

/// A verification without its evidence keeps what it was compared with as a place.
fn standing(cells: &[String], today: NaiveDate) -> Option<(FactGroup, Standing)> {
    let text = |at: usize| cells.get(at).filter(|cell| !cell.trim().is_empty()).cloned();
    let group = from_id(text(2)?.trim())?;
    let by: String = text(4)?.chars().take(provident_domain::check::NAME).collect();
    let on: NaiveDate = text(5)?.trim().parse().ok().filter(|on| *on <= today)?;
    let place = match (text(6), text(7)) {
        (Some(title), Some(place)) => Some(format!("{title}, {place}")),
        (title, place) => title.or(place),
    };
    match text(3)?.trim() {
        "declared" => Some((group, Standing::Declared { by, on, file: place })),
        "verified" => Some((group, Standing::Verified { by, on, evidence: None, place })),
        _ => None,
    }
}
