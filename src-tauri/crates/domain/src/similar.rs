//! Whether an incoming provider is one the register already has: only the same normalised
//! name is taken as the same; every other likeness is offered to a person.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id::ProviderId;
use crate::lists::Lists;
use crate::name::{LooseKey, NameKey, host_of};
use crate::provider::Provider;

/// Why two providers may be one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same name but for the legal form.
    Name,
    LegalName,
    Alias,
    /// The same web host.
    Domain,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Match {
    Same(ProviderId),
    Possible(Vec<(ProviderId, Likeness)>),
    New,
}

/// What is compared of one provider.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    pub name: String,
    pub legal_name: Option<String>,
    pub aliases: Vec<String>,
    pub website: Option<String>,
}

impl Names {
    pub fn of(provider: &Provider) -> Names {
        Names {
            name: provider.name.clone(),
            legal_name: provider.legal_name.clone(),
            aliases: provider.aliases.clone(),
            website: provider.website.clone(),
        }
    }
}

/// All names of a register, ready to be looked up.
pub struct NameIndex<'a> {
    lists: &'a Lists,
    same: HashMap<NameKey, ProviderId>,
    loose: HashMap<LooseKey, Vec<(ProviderId, Likeness)>>,
    alias_group: HashMap<usize, Vec<ProviderId>>,
    hosts: HashMap<String, Vec<ProviderId>>,
}

impl<'a> NameIndex<'a> {
    pub fn new(lists: &'a Lists) -> NameIndex<'a> {
        NameIndex { lists, same: HashMap::new(), loose: HashMap::new(), alias_group: HashMap::new(), hosts: HashMap::new() }
    }

    pub fn add(&mut self, id: ProviderId, names: &Names) {
        self.same.entry(NameKey::of(&names.name)).or_insert(id);
        for (text, likeness) in spoken(names) {
            self.loose.entry(LooseKey::of(text, self.lists)).or_default().push((id, likeness));
            if let Some(group) = self.lists.alias_group(text) {
                self.alias_group.entry(group).or_default().push(id);
            }
        }
        if let Some(host) = names.website.as_deref().and_then(host_of) {
            self.hosts.entry(host).or_default().push(id);
        }
    }

    pub fn find(&self, names: &Names) -> Match {
        if let Some(id) = self.same.get(&NameKey::of(&names.name)) {
            return Match::Same(*id);
        }
        let found = self.candidates(names);
        if found.is_empty() { Match::New } else { Match::Possible(found) }
    }

    fn candidates(&self, names: &Names) -> Vec<(ProviderId, Likeness)> {
        let mut found: BTreeMap<ProviderId, Likeness> = BTreeMap::new();
        let mut offer = |id: ProviderId, likeness: Likeness| {
            let best = found.entry(id).or_insert(likeness);
            *best = likeness.min(*best);
        };
        for (text, mine) in spoken(names) {
            for (id, theirs) in self.loose.get(&LooseKey::of(text, self.lists)).into_iter().flatten() {
                offer(*id, mine.max(*theirs));
            }
            let group = self.lists.alias_group(text).and_then(|group| self.alias_group.get(&group));
            group.into_iter().flatten().for_each(|id| offer(*id, Likeness::Alias));
        }
        let host = names.website.as_deref().and_then(host_of);
        host.and_then(|host| self.hosts.get(&host)).into_iter().flatten().for_each(|id| offer(*id, Likeness::Domain));
        found.into_iter().collect()
    }
}

/// Every name a provider goes by.
fn spoken(names: &Names) -> impl Iterator<Item = (&str, Likeness)> {
    let legal = names.legal_name.as_deref().map(|text| (text, Likeness::LegalName));
    let aliases = names.aliases.iter().map(|text| (text.as_str(), Likeness::Alias));
    std::iter::once((names.name.as_str(), Likeness::Name)).chain(legal).chain(aliases)
}
