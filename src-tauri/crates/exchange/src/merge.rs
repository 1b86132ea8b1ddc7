//! What a list brings, into what the register has. What the list leaves open stays; what it
//! says replaces; lists grow. The same list twice changes nothing.

use provident_domain::name::NameKey;
use provident_domain::provider::{Contact, HeldCertification, Link, LinkKind, Provider};
use provident_domain::service::{PersonalDataUse, Service};
use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

/// The provider with what the list brings. `with_country` is false for a country that was
/// only read out of an address.
pub fn merge_provider(held: &Provider, brought: &Provider, with_country: bool) -> Provider {
    let mut merged = held.clone();
    replace(&mut merged.legal_name, &brought.legal_name);
    replace(&mut merged.registration_id, &brought.registration_id);
    replace(&mut merged.category, &brought.category);
    replace(&mut merged.status, &brought.status);
    replace(&mut merged.address, &brought.address);
    if with_country || held.country.is_none() {
        replace(&mut merged.country, &brought.country);
    }
    replace(&mut merged.parent, &brought.parent);
    replace(&mut merged.parent_country, &brought.parent_country);
    replace(&mut merged.website, &brought.website);
    let other_name = (NameKey::of(&held.name) != NameKey::of(&brought.name)).then(|| brought.name.clone());
    add_names(&mut merged.aliases, brought.aliases.iter().cloned().chain(other_name));
    brought.contacts.iter().for_each(|contact| add_contact(&mut merged.contacts, contact));
    brought.links.iter().for_each(|link| put_link(&mut merged.links, link));
    brought.certifications.iter().for_each(|certification| add_certification(&mut merged.certifications, certification));
    merged.notes = grown(held.notes.as_deref(), brought.notes.as_deref());
    merged.imported_notes = grown(held.imported_notes.as_deref(), brought.imported_notes.as_deref());
    unite(&mut merged.unknown, &brought.unknown);
    let known = merged.clone();
    merged.unknown.retain(|field| !known.knows(*field));
    merged
}

/// A field that holds one value, of which two records of one provider say something else each.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct MergeChoice {
    /// As on the wire.
    pub field: String,
    pub keep: String,
    pub merge: String,
}

/// Fields of two records of one provider between which a person chooses. The name that is
/// not taken becomes another name.
pub fn choices(keep: &Provider, merge: &Provider) -> Vec<MergeChoice> {
    let (ours, theirs) = (single_values(keep), single_values(merge));
    let both = ours.into_iter().zip(theirs).filter_map(|((field, keep), (_, merge))| Some((field, keep?, merge?)));
    both.filter(|(_, keep, merge)| keep != merge).map(|(field, keep, merge)| MergeChoice { field: field.into(), keep, merge }).collect()
}

fn single_values(provider: &Provider) -> Vec<(&'static str, Option<String>)> {
    let mut values = vec![
        ("name", Some(provider.name.clone())),
        ("legal_name", provider.legal_name.clone()),
        ("registration_id", provider.registration_id.clone()),
        ("category", provider.category.clone()),
        ("status", provider.status.and_then(|status| serde_json::to_value(status).ok()?.as_str().map(str::to_owned))),
        ("address", provider.address.clone()),
        ("country", provider.country.map(|country| country.to_string())),
        ("parent", provider.parent.clone()),
        ("parent_country", provider.parent_country.map(|country| country.to_string())),
        ("website", provider.website.clone()),
    ];
    values.extend(LinkKind::ALL.into_iter().map(|kind| (kind.field(), provider.link(kind).map(str::to_owned))));
    values
}

/// One record of two. `take` names the fields whose value comes from `merge`; what is not
/// taken is written down in the notes, so that nothing of either is lost.
pub fn united(keep: &Provider, merge: &Provider, take: &[String]) -> Provider {
    let mut brought = merge.clone();
    let mut lost = Vec::new();
    for choice in choices(keep, merge) {
        let is_taken = take.contains(&choice.field);
        let left = if is_taken { choice.keep } else { choice.merge };
        // A name goes to the other names by itself.
        if choice.field != "name" {
            lost.push(format!("{}: {left}", choice.field.replace('_', " ")));
        }
        if !is_taken {
            leave(&mut brought, &choice.field);
        }
    }
    let mut one = merge_provider(keep, &brought, true);
    if take.iter().any(|field| field == "name") {
        add_names(&mut one.aliases, std::iter::once(one.name.clone()));
        one.name.clone_from(&merge.name);
        let key = NameKey::of(&one.name);
        one.aliases.retain(|alias| NameKey::of(alias) != key);
    }
    if !lost.is_empty() {
        let written = format!("{} | {}", merge.name, lost.join(" | "));
        one.imported_notes = grown(one.imported_notes.as_deref(), Some(&written));
    }
    one
}

fn leave(brought: &mut Provider, field: &str) {
    match field {
        "legal_name" => brought.legal_name = None,
        "registration_id" => brought.registration_id = None,
        "category" => brought.category = None,
        "status" => brought.status = None,
        "address" => brought.address = None,
        "country" => brought.country = None,
        "parent" => brought.parent = None,
        "parent_country" => brought.parent_country = None,
        "website" => brought.website = None,
        _ => brought.links.retain(|link| link.kind.field() != field),
    }
}

/// The service with what the list brings; departments are the caller's.
pub fn merge_service(held: &Service, brought: &Service) -> Service {
    let mut merged = held.clone();
    replace(&mut merged.owner, &brought.owner);
    replace(&mut merged.our_role, &brought.our_role);
    replace(&mut merged.their_role, &brought.their_role);
    replace(&mut merged.purpose, &brought.purpose);
    replace(&mut merged.direction, &brought.direction);
    replace(&mut merged.transfer_note, &brought.transfer_note);
    add_lines(&mut merged.data_fields, &brought.data_fields);
    brought.data.iter().for_each(|data| add_data(&mut merged.data, data));
    unite(&mut merged.storage_countries, &brought.storage_countries);
    unite(&mut merged.access_countries, &brought.access_countries);
    let (staff, more) = (&mut merged.staff_access, &brought.staff_access);
    replace(&mut staff.people, &more.people);
    replace(&mut staff.administrators, &more.administrators);
    replace(&mut staff.leavers, &more.leavers);
    replace(&mut staff.last_review, &more.last_review);
    add_lines(&mut staff.roles, &more.roles);
    unite(&mut staff.sign_on, &more.sign_on);
    replace(&mut merged.client_impact.meaning, &brought.client_impact.meaning);
    replace(&mut merged.client_impact.told, &brought.client_impact.told);
    merged.notes = grown(held.notes.as_deref(), brought.notes.as_deref());
    unite(&mut merged.unknown, &brought.unknown);
    let known = merged.clone();
    merged.unknown.retain(|field| !known.knows(*field));
    merged
}

/// Names of the fields in which two records differ, as on the wire.
pub fn changed_fields<T: serde::Serialize>(before: &T, after: &T) -> Vec<String> {
    let (Ok(Value::Object(before)), Ok(Value::Object(after))) = (serde_json::to_value(before), serde_json::to_value(after)) else {
        return Vec::new();
    };
    after.into_iter().filter(|(field, value)| before.get(field) != Some(value)).map(|(field, _)| field).collect()
}

fn replace<T: Clone>(held: &mut Option<T>, brought: &Option<T>) {
    if brought.is_some() {
        held.clone_from(brought);
    }
}

fn add_names(held: &mut Vec<String>, brought: impl Iterator<Item = String>) {
    for name in brought {
        if !held.iter().any(|other| NameKey::of(other) == NameKey::of(&name)) {
            held.push(name);
        }
    }
}

fn add_lines(held: &mut Vec<String>, brought: &[String]) {
    for line in brought {
        if !held.contains(line) {
            held.push(line.clone());
        }
    }
}

/// A contact that agrees with one we have in all that both say fills it up.
fn add_contact(held: &mut Vec<Contact>, brought: &Contact) {
    let is_same = |contact: &Contact| {
        contact.role == brought.role
            && agrees(&contact.name, &brought.name)
            && agrees(&contact.email, &brought.email)
            && agrees(&contact.phone, &brought.phone)
    };
    add_or_fill(held, brought, is_same, |contact| {
        replace(&mut contact.name, &brought.name);
        replace(&mut contact.email, &brought.email);
        replace(&mut contact.phone, &brought.phone);
    });
}

/// An entry that is there stays; one that the new one only fills up is filled up.
fn add_or_fill<T: Clone + PartialEq>(held: &mut Vec<T>, brought: &T, is_same: impl Fn(&T) -> bool, fill: impl Fn(&mut T)) {
    if held.contains(brought) {
        return;
    }
    match held.iter_mut().find(|entry| is_same(entry)) {
        Some(entry) => fill(entry),
        None => held.push(brought.clone()),
    }
}

/// Nothing that both say contradicts.
fn agrees<T: PartialEq>(ours: &Option<T>, theirs: &Option<T>) -> bool {
    ours.is_none() || theirs.is_none() || ours == theirs
}

/// Both, in order, each once.
fn unite<T: Ord + Clone>(held: &mut Vec<T>, brought: &[T]) {
    held.extend_from_slice(brought);
    held.sort();
    held.dedup();
}

fn put_link(held: &mut Vec<Link>, brought: &Link) {
    match held.iter_mut().find(|link| link.kind == brought.kind) {
        Some(link) => link.url.clone_from(&brought.url),
        None => held.push(brought.clone()),
    }
    held.sort_by_key(|link| link.kind);
}

/// The same standard with nothing that contradicts is the same certificate.
fn add_certification(held: &mut Vec<HeldCertification>, brought: &HeldCertification) {
    let is_same = |certification: &HeldCertification| {
        certification.standard == brought.standard
            && agrees(&certification.scope, &brought.scope)
            && agrees(&certification.valid_from, &brought.valid_from)
            && agrees(&certification.valid_until, &brought.valid_until)
    };
    add_or_fill(held, brought, is_same, |certification| {
        replace(&mut certification.scope, &brought.scope);
        replace(&mut certification.valid_from, &brought.valid_from);
        replace(&mut certification.valid_until, &brought.valid_until);
    });
}

fn add_data(held: &mut Vec<PersonalDataUse>, brought: &PersonalDataUse) {
    match held.iter_mut().find(|data| data.category == brought.category) {
        Some(data) => {
            unite(&mut data.subjects, &brought.subjects);
            replace(&mut data.volume, &brought.volume);
        }
        None => held.push(brought.clone()),
    }
}

/// The notes with the lines that are new.
fn grown(held: Option<&str>, brought: Option<&str>) -> Option<String> {
    let (Some(held), Some(brought)) = (held, brought) else { return held.or(brought).map(str::to_owned) };
    if held.contains(brought) {
        return Some(held.to_owned());
    }
    let new: Vec<&str> = brought.lines().filter(|line| !held.lines().any(|other| other == *line)).collect();
    Some(if new.is_empty() { held.to_owned() } else { format!("{held}\n{}", new.join("\n")) })
}
