//! A provider's provider (Art. 28(2), 28(4)), as a tree of any depth. Where it is one that we use
//! directly as well, it is linked to that one, whose own list goes on from there.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Check, LINE, NAME, PARAGRAPH};
use crate::country::CountryCode;
use crate::fault::{Fault, FaultCode};
use crate::id::{ProviderId, SubProcessorId};
use crate::lists::Lists;
use crate::name::LooseKey;

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SubProcessorDraft {
    pub name: String,
    /// The one that engages it; the provider itself when none.
    pub parent: Option<SubProcessorId>,
    /// Where it is one that we use directly.
    pub linked: Option<ProviderId>,
    pub address: Option<String>,
    /// Where it is established.
    pub country: Option<String>,
    /// Name, e-mail or telephone.
    pub contact: Option<String>,
    pub website: Option<String>,
    /// What it does.
    pub service: Option<String>,
    /// Where it holds the data.
    pub locations: Vec<String>,
    /// Where its people see the data from.
    pub access_countries: Vec<String>,
    pub since: Option<NaiveDate>,
    /// The last day on which it was one.
    pub until: Option<NaiveDate>,
    pub notes: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct SubProcessor {
    pub name: String,
    pub parent: Option<SubProcessorId>,
    pub linked: Option<ProviderId>,
    pub address: Option<String>,
    pub country: Option<CountryCode>,
    pub contact: Option<String>,
    pub website: Option<String>,
    pub service: Option<String>,
    pub locations: Vec<CountryCode>,
    pub access_countries: Vec<CountryCode>,
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub notes: Option<String>,
}

impl SubProcessorDraft {
    pub fn check(&self, lists: &Lists) -> Result<SubProcessor, Vec<Fault>> {
        let mut check = Check::default();
        if let (Some(since), Some(until)) = (self.since, self.until)
            && until < since
        {
            check.fault("until", FaultCode::EndsBeforeStart);
        }
        let held = SubProcessor {
            name: check.name("name", &self.name),
            parent: self.parent,
            linked: self.linked,
            address: check.text("address", self.address.as_deref(), LINE),
            country: check.country("country", self.country.as_deref(), lists),
            contact: check.line("contact", self.contact.as_deref(), LINE.max(NAME)),
            website: check.url("website", self.website.as_deref()),
            service: check.text("service", self.service.as_deref(), PARAGRAPH),
            locations: check.countries("locations", &self.locations, lists),
            access_countries: check.countries("access_countries", &self.access_countries, lists),
            since: self.since,
            until: self.until,
            notes: check.text("notes", self.notes.as_deref(), PARAGRAPH),
        };
        check.finish(held)
    }
}

impl SubProcessor {
    pub fn is_current(&self, today: NaiveDate) -> bool {
        self.until.is_none_or(|until| today <= until)
    }

    /// Where it is established, holds the data, and sees it from.
    pub fn countries(&self) -> BTreeSet<CountryCode> {
        self.country.iter().chain(&self.locations).chain(&self.access_countries).copied().collect()
    }

    /// What must be at hand of each at all times and is not (EDPB Opinion 22/2024).
    pub fn missing(&self) -> Vec<&'static str> {
        let known = [
            ("address", self.address.is_some()),
            ("contact", self.contact.is_some()),
            ("country", self.country.is_some()),
            ("service", self.service.is_some()),
        ];
        known.into_iter().filter(|(_, known)| !known).map(|(field, _)| field).collect()
    }

    pub fn to_draft(&self) -> SubProcessorDraft {
        let held = self.clone();
        let codes = |countries: &[CountryCode]| countries.iter().map(ToString::to_string).collect();
        SubProcessorDraft {
            name: held.name,
            parent: held.parent,
            linked: held.linked,
            address: held.address,
            country: held.country.map(|country| country.to_string()),
            contact: held.contact,
            website: held.website,
            service: held.service,
            locations: codes(&held.locations),
            access_countries: codes(&held.access_countries),
            since: held.since,
            until: held.until,
            notes: held.notes,
        }
    }
}

/// Whether `child` under `parent` would lead back to itself. `parent_of` knows every other one.
pub fn is_loop(child: SubProcessorId, parent: SubProcessorId, parent_of: &BTreeMap<SubProcessorId, Option<SubProcessorId>>) -> bool {
    let mut at = Some(parent);
    let mut steps = 0;
    while let Some(id) = at {
        if id == child || steps > parent_of.len() {
            return true;
        }
        at = parent_of.get(&id).copied().flatten();
        steps += 1;
    }
    false
}

/// Whether a link from one provider's list to another provider would lead back to the first: `linked_to`
/// gives the providers that one's list is linked to.
pub fn is_linked_loop(from: ProviderId, to: ProviderId, mut linked_to: impl FnMut(ProviderId) -> Vec<ProviderId>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![to];
    while let Some(at) = open.pop() {
        if at == from {
            return true;
        }
        if seen.insert(at) {
            open.extend(linked_to(at));
        }
    }
    false
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    Added,
    Removed,
    Changed,
}

/// A field in which a list says something else than we hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct FieldChange {
    pub field: String,
    pub held: Option<String>,
    pub brought: Option<String>,
}

/// One line of the difference between the list we hold and a new one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ListChange {
    pub kind: ChangeKind,
    pub name: String,
    /// The one held; none for an addition.
    pub id: Option<SubProcessorId>,
    /// Where in the new list, from 0; none for a removal.
    pub at: Option<u32>,
    pub changes: Vec<FieldChange>,
}

/// The difference of a new list to the one held: what was added and changed in the order of the new
/// list, then what is gone. Entries are the same by name, and else by alias. `under` names the one that
/// engages each line, where the list says so.
pub fn difference(
    held: &[(SubProcessorId, SubProcessor)],
    brought: &[SubProcessor],
    under: &[Option<String>],
    lists: &Lists,
) -> Vec<ListChange> {
    let same = same_entries(held, brought, lists);
    let known: BTreeSet<LooseKey> = held.iter().map(|(_, one)| one).chain(brought).map(|one| LooseKey::of(&one.name, lists)).collect();
    let mut found = Vec::new();
    for (at, new) in brought.iter().enumerate() {
        let change = |kind, id, changes| ListChange { kind, name: new.name.clone(), id, at: Some(at as u32), changes };
        let Some((id, old)) = same[at].map(|index| &held[index]) else {
            found.push(change(ChangeKind::Added, None, Vec::new()));
            continue;
        };
        let under = under.get(at).and_then(Option::as_ref).filter(|name| known.contains(&LooseKey::of(name, lists)));
        let mut changes = field_changes(old, new);
        changes.extend(under.and_then(|name| moved(held, old, name, lists)));
        if !changes.is_empty() {
            found.push(change(ChangeKind::Changed, Some(*id), changes));
        }
    }
    let taken: BTreeSet<usize> = same.into_iter().flatten().collect();
    let gone = held.iter().enumerate().filter(|(index, _)| !taken.contains(index)).map(|(_, (id, one))| ListChange {
        kind: ChangeKind::Removed,
        name: one.name.clone(),
        id: Some(*id),
        at: None,
        changes: Vec::new(),
    });
    found.extend(gone);
    found
}

/// Which of those held each line of a new list is; a name goes before an alias.
fn same_entries(held: &[(SubProcessorId, SubProcessor)], brought: &[SubProcessor], lists: &Lists) -> Vec<Option<usize>> {
    let mut same = vec![None; brought.len()];
    let mut free: BTreeSet<usize> = (0..held.len()).collect();
    for is_by_alias in [false, true] {
        let key = |one: &SubProcessor| match is_by_alias {
            false => Some(LooseKey::of(&one.name, lists).as_str().to_owned()),
            true => lists.alias_group(&one.name).map(|group| group.to_string()),
        };
        let mut of_key: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for index in &free {
            if let Some(key) = key(&held[*index].1) {
                of_key.entry(key).or_default().push_back(*index);
            }
        }
        for (new, same) in brought.iter().zip(&mut same).filter(|(_, same)| same.is_none()) {
            *same = key(new).and_then(|key| of_key.get_mut(&key)?.pop_front());
            same.map(|index| free.remove(&index));
        }
    }
    same
}

/// One that another engages now.
fn moved(held: &[(SubProcessorId, SubProcessor)], old: &SubProcessor, under: &str, lists: &Lists) -> Option<FieldChange> {
    let parent = old.parent.and_then(|parent| held.iter().find(|(id, _)| *id == parent)).map(|(_, parent)| parent.name.clone());
    let is_same = parent.as_ref().is_some_and(|name| LooseKey::of(name, lists) == LooseKey::of(under, lists));
    (!is_same).then(|| FieldChange { field: "parent".into(), held: parent, brought: Some(under.to_owned()) })
}

/// What the new list leaves open is no change.
fn field_changes(held: &SubProcessor, brought: &SubProcessor) -> Vec<FieldChange> {
    let listed = |countries: &[CountryCode]| {
        let text = countries.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        (!text.is_empty()).then_some(text)
    };
    let pairs = [
        ("name", Some(held.name.clone()), Some(brought.name.clone())),
        ("address", held.address.clone(), brought.address.clone()),
        ("country", held.country.map(|country| country.to_string()), brought.country.map(|country| country.to_string())),
        ("contact", held.contact.clone(), brought.contact.clone()),
        ("website", held.website.clone(), brought.website.clone()),
        ("service", held.service.clone(), brought.service.clone()),
        ("locations", listed(&held.locations), listed(&brought.locations)),
        ("access_countries", listed(&held.access_countries), listed(&brought.access_countries)),
        ("since", held.since.map(|day| day.to_string()), brought.since.map(|day| day.to_string())),
    ];
    let differ = pairs.into_iter().filter(|(_, held, brought)| brought.is_some() && held != brought);
    differ.map(|(field, held, brought)| FieldChange { field: field.into(), held, brought }).collect()
}

/// The one held, with what a new list says of it.
pub fn with_brought(held: &SubProcessor, brought: &SubProcessor) -> SubProcessor {
    let or = |new: &Option<String>, old: &Option<String>| new.clone().or_else(|| old.clone());
    let countries = |new: &[CountryCode], old: &[CountryCode]| if new.is_empty() { old.to_vec() } else { new.to_vec() };
    SubProcessor {
        name: brought.name.clone(),
        address: or(&brought.address, &held.address),
        country: brought.country.or(held.country),
        contact: or(&brought.contact, &held.contact),
        website: or(&brought.website, &held.website),
        service: or(&brought.service, &held.service),
        locations: countries(&brought.locations, &held.locations),
        access_countries: countries(&brought.access_countries, &held.access_countries),
        since: brought.since.or(held.since),
        ..held.clone()
    }
}
