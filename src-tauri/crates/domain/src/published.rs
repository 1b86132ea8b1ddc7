//! The public list of our sub-processors, and what changed since it was last published (Art. 28(2)).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::country::CountryCode;
use crate::id::ProviderId;
use crate::sub_processor::{ChangeKind, FieldChange};

/// One line of the list: a provider that works for our clients through us.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct PublishedEntry {
    pub provider: ProviderId,
    /// As on its contract.
    pub name: String,
    pub address: Option<String>,
    /// Where it is established.
    pub country: Option<CountryCode>,
    /// What its services do for our clients.
    pub services: Vec<String>,
    /// Where the data is held or seen from.
    pub countries: Vec<CountryCode>,
    /// Ids of the mechanisms of its transfers.
    pub mechanisms: Vec<String>,
}

/// A list that was published.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct PublishedList {
    pub published_on: NaiveDate,
    /// From when the changes apply.
    pub effective_on: NaiveDate,
    pub entries: Vec<PublishedEntry>,
    /// What was written to the clients.
    pub notice: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct PublishedChange {
    pub kind: ChangeKind,
    pub provider: ProviderId,
    pub name: String,
    pub changes: Vec<FieldChange>,
}

/// What is new, gone or different since `before`.
pub fn changes(before: &[PublishedEntry], now: &[PublishedEntry]) -> Vec<PublishedChange> {
    let mut found = Vec::new();
    for entry in now {
        match before.iter().find(|held| held.provider == entry.provider) {
            None => found.push(change(ChangeKind::Added, entry, Vec::new())),
            Some(held) => {
                let changes = field_changes(held, entry);
                if !changes.is_empty() {
                    found.push(change(ChangeKind::Changed, entry, changes));
                }
            }
        }
    }
    let gone = before.iter().filter(|held| !now.iter().any(|entry| entry.provider == held.provider));
    found.extend(gone.map(|held| change(ChangeKind::Removed, held, Vec::new())));
    found
}

fn change(kind: ChangeKind, entry: &PublishedEntry, changes: Vec<FieldChange>) -> PublishedChange {
    PublishedChange { kind, provider: entry.provider, name: entry.name.clone(), changes }
}

fn field_changes(held: &PublishedEntry, now: &PublishedEntry) -> Vec<FieldChange> {
    let codes = |countries: &[CountryCode]| listed(&countries.iter().map(ToString::to_string).collect::<Vec<_>>());
    let pairs = [
        ("name", Some(held.name.clone()), Some(now.name.clone())),
        ("address", held.address.clone(), now.address.clone()),
        ("country", held.country.map(|country| country.to_string()), now.country.map(|country| country.to_string())),
        ("services", listed(&held.services), listed(&now.services)),
        ("countries", codes(&held.countries), codes(&now.countries)),
        ("mechanisms", listed(&held.mechanisms), listed(&now.mechanisms)),
    ];
    let differ = pairs.into_iter().filter(|(_, held, now)| held != now);
    differ.map(|(field, held, brought)| FieldChange { field: field.into(), held, brought }).collect()
}

fn listed(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(", "))
}
