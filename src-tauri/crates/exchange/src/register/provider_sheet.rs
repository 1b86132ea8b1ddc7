//! A provider as one row, and back.

use provident_domain::id::ProviderId;
use provident_domain::provider::{Contact, HeldCertification, Link, LinkKind, Provider, ProviderDraft};

use super::ExportedProvider;
use crate::entry::{line, lines, part, parts};
use crate::words::{from_id, id_of, items};

pub(super) const HEADER: [&str; 24] = [
    "Provider id",
    "Name",
    "Legal name",
    "Other names",
    "Registration id",
    "Category",
    "Status",
    "Address",
    "Country",
    "Website",
    "Contacts (role | name | e-mail | phone)",
    "DPA",
    "Sub-processors",
    "Privacy policy",
    "Security page",
    "Trust centre",
    "Terms",
    "Status page",
    "Certifications (standard | scope | from | until)",
    "Known to be unknown",
    "Notes",
    "Imported notes",
    "Parent company",
    "Country of the parent company",
];

const LINKS: [(usize, LinkKind); 7] = [
    (11, LinkKind::Dpa),
    (12, LinkKind::SubProcessors),
    (13, LinkKind::PrivacyPolicy),
    (14, LinkKind::Security),
    (15, LinkKind::TrustCentre),
    (16, LinkKind::Terms),
    (17, LinkKind::StatusPage),
];

pub(super) fn row(exported: &ExportedProvider) -> Vec<String> {
    let Provider {
        name,
        legal_name,
        aliases,
        registration_id,
        category,
        status,
        address,
        country,
        parent,
        parent_country,
        website,
        contacts,
        certifications,
        unknown,
        notes,
        imported_notes,
        ..
    } = &exported.provider;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let mut row = vec![
        exported.id.to_string(),
        name.clone(),
        text(legal_name),
        aliases.join("\n"),
        text(registration_id),
        text(category),
        status.as_ref().map(id_of).unwrap_or_default(),
        text(address),
        country.map(|country| country.to_string()).unwrap_or_default(),
        text(website),
        joined(contacts, contact_line),
    ];
    row.extend(LINKS.iter().map(|(_, kind)| exported.provider.link(*kind).unwrap_or_default().to_owned()));
    row.push(joined(certifications, certification_line));
    row.push(unknown.iter().map(|field| field.id()).collect::<Vec<_>>().join("; "));
    row.push(text(notes));
    row.push(text(imported_notes));
    row.push(text(parent));
    row.push(parent_country.map(|country| country.to_string()).unwrap_or_default());
    row
}

/// The draft of a row, its id, and what could not be read.
pub(super) fn read(cells: &[String]) -> (Option<ProviderId>, ProviderDraft, Vec<String>) {
    let text = |at: usize| cells.get(at).filter(|cell| !cell.trim().is_empty()).cloned();
    let mut strange = Vec::new();
    let unread = |at: usize, what: &str| format!("{}: {:?}", HEADER[at], what.chars().take(80).collect::<String>());
    let mut links = Vec::new();
    for (at, kind) in LINKS {
        links.extend(text(at).map(|url| Link { kind, url }));
    }
    let mut contacts = Vec::new();
    for entry in lines(&text(10).unwrap_or_default()) {
        match contact(&parts(entry)) {
            Some(read) => contacts.push(read),
            None => strange.push(unread(10, entry)),
        }
    }
    let mut unknown = Vec::new();
    for id in items(&text(19).unwrap_or_default().replace(',', ";")) {
        match from_id(id) {
            Some(field) => unknown.push(field),
            None => strange.push(unread(19, id)),
        }
    }
    let status = text(6).and_then(|id| {
        let read = from_id(id.trim());
        if read.is_none() {
            strange.push(unread(6, &id));
        }
        read
    });
    let draft = ProviderDraft {
        name: text(1).unwrap_or_default(),
        legal_name: text(2),
        aliases: lines(&text(3).unwrap_or_default()).map(str::to_owned).collect(),
        registration_id: text(4),
        category: text(5),
        status,
        address: text(7),
        country: text(8),
        parent: text(22),
        parent_country: text(23),
        website: text(9),
        contacts,
        links,
        certifications: lines(&text(18).unwrap_or_default()).map(|entry| certification(&parts(entry))).collect(),
        unknown,
        notes: text(20),
        imported_notes: text(21),
    };
    (text(0).and_then(|id| id.parse().ok()), draft, strange)
}

pub(super) fn joined<T>(values: &[T], line: impl Fn(&T) -> String) -> String {
    values.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn contact_line(contact: &Contact) -> String {
    let text = |value: &'_ Option<String>| value.clone().unwrap_or_default();
    line(&[&id_of(&contact.role), &text(&contact.name), &text(&contact.email), &text(&contact.phone)])
}

fn contact(parts: &[String]) -> Option<Contact> {
    Some(Contact { role: from_id(parts.first()?)?, name: part(parts, 1), email: part(parts, 2), phone: part(parts, 3) })
}

fn certification_line(held: &HeldCertification) -> String {
    let day = |value: Option<chrono::NaiveDate>| value.map(|day| day.to_string()).unwrap_or_default();
    line(&[&held.standard, held.scope.as_deref().unwrap_or_default(), &day(held.valid_from), &day(held.valid_until)])
}

fn certification(parts: &[String]) -> HeldCertification {
    let day = |at: usize| part(parts, at).and_then(|text| text.parse().ok());
    HeldCertification { standard: part(parts, 0).unwrap_or_default(), scope: part(parts, 1), valid_from: day(2), valid_until: day(3) }
}
