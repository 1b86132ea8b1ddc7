//! A service as one row, and back.

use provident_domain::country::CountryCode;
use provident_domain::service::{ClientImpact, PersonalDataUse, ServiceDraft, StaffAccess};

use super::provider_sheet::joined;
use super::{ExportedProvider, ExportedService};
use crate::entry::{line, lines, part, parts};
use crate::words::{from_id, id_of, items, number};

pub(super) const HEADER: [&str; 24] = [
    "Provider id",
    "Provider",
    "Service",
    "Departments",
    "Internal owner",
    "Our role",
    "Their role",
    "Purpose",
    "Exact fields",
    "Personal data (category | data subjects | volume)",
    "Direction",
    "Countries of storage",
    "Countries of access",
    "Transfers",
    "People with access",
    "Administrators",
    "Roles of staff",
    "Sign-on",
    "How leavers are removed",
    "Last access review",
    "Meaning for clients",
    "Clients told",
    "Known to be unknown",
    "Notes",
];

pub(super) fn row(provider: &ExportedProvider, exported: &ExportedService) -> Vec<String> {
    let service = &exported.service;
    let staff = &service.staff_access;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let whole = |value: Option<u32>| value.map(|number| number.to_string()).unwrap_or_default();
    vec![
        provider.id.to_string(),
        provider.provider.name.clone(),
        service.name.clone(),
        exported.departments.join("\n"),
        text(&service.owner),
        service.our_role.as_ref().map(id_of).unwrap_or_default(),
        service.their_role.as_ref().map(id_of).unwrap_or_default(),
        text(&service.purpose),
        service.data_fields.join("\n"),
        joined(&service.data, data_line),
        service.direction.as_ref().map(id_of).unwrap_or_default(),
        codes(&service.storage_countries),
        codes(&service.access_countries),
        text(&service.transfer_note),
        whole(staff.people),
        whole(staff.administrators),
        staff.roles.join("\n"),
        staff.sign_on.iter().map(id_of).collect::<Vec<_>>().join("; "),
        text(&staff.leavers),
        staff.last_review.map(|day| day.to_string()).unwrap_or_default(),
        text(&service.client_impact.meaning),
        service.client_impact.told.as_ref().map(id_of).unwrap_or_default(),
        service.unknown.iter().map(|field| field.id()).collect::<Vec<_>>().join("; "),
        text(&service.notes),
    ]
}

/// The draft of a row, the names of its departments, and what could not be read.
pub(super) fn read(cells: &[String]) -> (ServiceDraft, Vec<String>, Vec<String>) {
    let text = |at: usize| cells.get(at).filter(|cell| !cell.trim().is_empty()).cloned();
    let list = |at: usize| lines(&text(at).unwrap_or_default()).map(str::to_owned).collect::<Vec<_>>();
    let ids = |at: usize| items(&text(at).unwrap_or_default().replace(',', ";")).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let mut strange = Vec::new();
    let mut said = |at: usize, is_read: bool| {
        if let (Some(value), false) = (text(at), is_read) {
            strange.push(format!("{}: {:?}", HEADER[at], value.chars().take(80).collect::<String>()));
        }
    };
    let our_role = text(5).and_then(|id| from_id(id.trim()));
    said(5, our_role.is_some());
    let their_role = text(6).and_then(|id| from_id(id.trim()));
    said(6, their_role.is_some());
    let direction = text(10).and_then(|id| from_id(id.trim()));
    said(10, direction.is_some());
    let people = text(14).and_then(|value| number(&value));
    said(14, people.is_some());
    let administrators = text(15).and_then(|value| number(&value));
    said(15, administrators.is_some());
    let sign_on: Vec<_> = ids(17).iter().filter_map(|id| from_id(id)).collect();
    said(17, sign_on.len() == ids(17).len());
    let last_review = text(19).and_then(|day| day.trim().parse().ok());
    said(19, last_review.is_some());
    let told = text(21).and_then(|id| from_id(id.trim()));
    said(21, told.is_some());
    let unknown: Vec<_> = ids(22).iter().filter_map(|id| from_id(id)).collect();
    said(22, unknown.len() == ids(22).len());
    let draft = ServiceDraft {
        name: text(2).unwrap_or_default(),
        departments: Vec::new(),
        owner: text(4),
        our_role,
        their_role,
        purpose: text(7),
        data_fields: list(8),
        data: list(9).iter().map(|entry| data(&parts(entry))).collect(),
        direction,
        storage_countries: ids(11),
        access_countries: ids(12),
        transfer_note: text(13),
        staff_access: StaffAccess { people, administrators, roles: list(16), sign_on, leavers: text(18), last_review },
        client_impact: ClientImpact { meaning: text(20), told },
        unknown,
        notes: text(23),
    };
    (draft, list(3), strange)
}

fn codes(countries: &[CountryCode]) -> String {
    countries.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn data_line(data: &PersonalDataUse) -> String {
    line(&[&data.category, &data.subjects.join(", "), &data.volume.as_ref().map(id_of).unwrap_or_default()])
}

fn data(parts: &[String]) -> PersonalDataUse {
    let subjects = part(parts, 1).unwrap_or_default();
    PersonalDataUse {
        category: part(parts, 0).unwrap_or_default(),
        subjects: subjects.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        volume: part(parts, 2).and_then(|id| from_id(&id)),
    }
}
