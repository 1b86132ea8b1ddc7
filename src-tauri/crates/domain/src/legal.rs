//! The legal lists that a verdict on a transfer rests on: which countries belong to the area, which are
//! adequate, which mechanisms count and when. Shipped with the program; a register holds its own edits
//! and what a newer file brought, and these stand above.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::country::CountryCode;
use crate::lists::{Adequacy, Confidence, EeaMember, Label, NotInEea};
use crate::transfer::{TransferRule, VerdictStatus};

/// Months after which an entry that nobody looked at again is flagged.
const FRESH_MONTHS: u32 = 12;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LegalList {
    Eea,
    Adequacy,
    Mechanisms,
}

impl LegalList {
    pub const ALL: [LegalList; 3] = [LegalList::Eea, LegalList::Adequacy, LegalList::Mechanisms];

    /// The id used on the wire and in the register.
    pub fn id(self) -> &'static str {
        match self {
            LegalList::Eea => "eea",
            LegalList::Adequacy => "adequacy",
            LegalList::Mechanisms => "mechanisms",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MechanismFamily {
    /// Art. 46
    Safeguards,
    /// Art. 49
    Derogation,
    /// Counted once.
    Lapsed,
    Unknown,
}

/// A transfer mechanism that a person can state.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TransferMechanism {
    pub id: String,
    pub label: Label,
    pub article: String,
    pub family: MechanismFamily,
    pub needs_tia: bool,
    /// Of the supervisory authority (Art. 46(3)).
    pub needs_authorisation: bool,
    /// Assessment and safeguards on record (Art. 49(6)).
    #[serde(default)]
    pub needs_documentation: bool,
    pub is_for_standing_use: bool,
    /// The first day on which it can be relied on.
    pub valid_from: Option<NaiveDate>,
    /// Signed on this day or later, it never counted.
    pub not_if_signed_from: Option<NaiveDate>,
    /// The last day on which it counts.
    pub valid_until: Option<NaiveDate>,
    /// What is said once it no longer counts.
    #[serde(default)]
    pub lapse_rule: Option<TransferRule>,
    pub decision: Option<String>,
    pub has_annexes: bool,
    /// 1 to 4.
    pub risk_level_with_tia: u8,
    pub risk_level_without_tia: u8,
    pub note: Label,
    pub source: String,
    pub last_verified: NaiveDate,
    pub confidence: Confidence,
}

/// What a verdict says, in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TransferRuleEntry {
    pub id: String,
    pub status: VerdictStatus,
    pub article: String,
    pub title: Label,
    /// May name `{country}`, `{decision}`, `{mechanism}` and `{date}`.
    pub text: Label,
    pub action: Label,
    pub source: String,
    pub last_verified: NaiveDate,
}

/// One entry of a list, edited by a person with a source.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ListEdit {
    pub list: LegalList,
    /// Of the entry: a country code, a decision, the id of a mechanism.
    pub key: String,
    /// None takes the entry out.
    #[ts(type = "unknown")]
    pub entry: Option<Value>,
    pub source: String,
    /// The day on which the source was looked at.
    pub verified_on: NaiveDate,
}

/// A whole list, from a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ListUpdate {
    pub list: LegalList,
    pub source: String,
    pub last_verified: NaiveDate,
    pub entries: Vec<Value>,
}

/// Why a file is no list to take over.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LegalFault {
    #[error("it cannot be read: {detail}")]
    Malformed { detail: String },
    #[error("it is none of the lists this program knows")]
    NoList,
    #[error("it is of {found}, and the list held is of {held}")]
    Older { found: NaiveDate, held: NaiveDate },
    #[error("it was last verified on {found}, a day still to come")]
    InTheFuture { found: NaiveDate },
    #[error("it has no entries")]
    Empty,
    #[error("entry {key:?} is there twice")]
    Twice { key: String },
    #[error("the entry is of {found:?}, not of {key:?}")]
    OtherKey { key: String, found: String },
    #[error("entry {at}: {detail}")]
    Entry { at: u32, detail: String },
}

/// Where a list comes from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct LegalSource {
    pub source: String,
    pub last_verified: NaiveDate,
    /// It came from a file, not with the program.
    pub is_updated: bool,
}

/// An entry of a list as a screen shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct LegalEntry {
    pub key: String,
    pub label: Label,
    #[ts(type = "unknown")]
    pub entry: Value,
    pub source: String,
    pub last_verified: NaiveDate,
    /// Nobody has looked at its source for a year.
    pub is_old: bool,
    /// Edited or added here.
    pub is_own: bool,
    /// Taken out here.
    pub is_removed: bool,
}

/// The lists in force in one register.
#[derive(Clone, Debug)]
pub struct Legal {
    eea: BTreeMap<CountryCode, EeaMember>,
    not_in_eea: Vec<NotInEea>,
    adequacy: Vec<Adequacy>,
    mechanisms: Vec<TransferMechanism>,
    rules: Vec<TransferRuleEntry>,
    status: Vec<VerdictStatus>,
    sources: BTreeMap<LegalList, LegalSource>,
}

/// What the shipped files hold.
pub(crate) struct LegalParts {
    pub eea: Vec<EeaMember>,
    pub not_in_eea: Vec<NotInEea>,
    pub adequacy: Vec<Adequacy>,
    pub mechanisms: Vec<TransferMechanism>,
    pub rules: Vec<TransferRuleEntry>,
    pub sources: BTreeMap<LegalList, LegalSource>,
}

impl Legal {
    /// None where a rule has no words.
    pub(crate) fn new(parts: LegalParts) -> Option<Legal> {
        let found = |rule: &TransferRule| parts.rules.iter().find(|entry| entry.id == rule.id()).map(|entry| entry.status);
        let status = TransferRule::ALL.iter().map(found).collect::<Option<Vec<_>>>()?;
        Some(Legal {
            eea: parts.eea.into_iter().map(|member| (member.code, member)).collect(),
            not_in_eea: parts.not_in_eea,
            adequacy: parts.adequacy,
            mechanisms: parts.mechanisms,
            rules: parts.rules,
            status,
            sources: parts.sources,
        })
    }

    /// These lists with what a register holds: newer lists from files, then its own edits.
    pub fn with(&self, updates: &[ListUpdate], edits: &[ListEdit]) -> Result<Legal, LegalFault> {
        let mut legal = self.clone();
        for update in updates.iter().filter(|update| update.last_verified > self.source(update.list).last_verified) {
            legal.replace(update)?;
        }
        for edit in edits {
            legal.edit(edit)?;
        }
        Ok(legal)
    }

    fn replace(&mut self, update: &ListUpdate) -> Result<(), LegalFault> {
        match update.list {
            LegalList::Eea => {
                self.eea = entries::<EeaMember>(&update.entries)?.into_iter().map(|member| (member.code, member)).collect();
            }
            LegalList::Adequacy => self.adequacy = entries(&update.entries)?,
            LegalList::Mechanisms => self.mechanisms = entries(&update.entries)?,
        }
        let source = LegalSource { source: update.source.clone(), last_verified: update.last_verified, is_updated: true };
        self.sources.insert(update.list, source);
        Ok(())
    }

    fn edit(&mut self, edit: &ListEdit) -> Result<(), LegalFault> {
        match edit.list {
            LegalList::Eea => {
                self.eea.retain(|code, _| code.as_str() != edit.key);
                if let Some(member) = edited::<EeaMember>(edit)? {
                    self.eea.insert(member.code, member);
                }
            }
            LegalList::Adequacy => put(&mut self.adequacy, edit, |decision| &decision.decision)?,
            LegalList::Mechanisms => put(&mut self.mechanisms, edit, |mechanism| &mechanism.id)?,
        }
        Ok(())
    }

    pub fn is_eea(&self, code: CountryCode) -> bool {
        self.eea.contains_key(&code)
    }

    pub fn eea_members(&self) -> impl Iterator<Item = CountryCode> {
        self.eea.keys().copied()
    }

    pub fn is_eu(&self, code: CountryCode) -> bool {
        self.eea.get(&code).is_some_and(|member| member.eu)
    }

    /// Places often taken for part of the EEA, with the reason why they are not.
    pub fn not_in_eea(&self) -> &[NotInEea] {
        &self.not_in_eea
    }

    /// The adequacy decision for a country that is in force on a day.
    pub fn adequacy(&self, code: CountryCode, on: NaiveDate) -> Option<&Adequacy> {
        self.adequacy.iter().find(|decision| decision.country == Some(code) && decision.is_in_force(on))
    }

    /// The decision for an international organisation.
    pub fn organisation(&self, code: &str) -> Option<&Adequacy> {
        self.adequacy.iter().find(|decision| decision.organisation.as_deref() == Some(code))
    }

    /// All adequacy decisions, those out of force and those for organisations included.
    pub fn adequacy_decisions(&self) -> &[Adequacy] {
        &self.adequacy
    }

    pub fn mechanisms(&self) -> &[TransferMechanism] {
        &self.mechanisms
    }

    pub fn mechanism(&self, id: &str) -> Option<&TransferMechanism> {
        self.mechanisms.iter().find(|mechanism| mechanism.id == id)
    }

    pub fn rules(&self) -> &[TransferRuleEntry] {
        &self.rules
    }

    pub fn rule(&self, rule: TransferRule) -> Option<&TransferRuleEntry> {
        self.rules.iter().find(|entry| entry.id == rule.id())
    }

    pub fn status(&self, rule: TransferRule) -> VerdictStatus {
        self.status[rule as usize]
    }

    pub fn source(&self, list: LegalList) -> &LegalSource {
        &self.sources[&list]
    }

    pub fn sources(&self) -> &BTreeMap<LegalList, LegalSource> {
        &self.sources
    }

    /// The entries of a list for people, with the edits of a register marked.
    pub fn entries(&self, list: LegalList, edits: &[ListEdit], label: impl Fn(CountryCode) -> Label, today: NaiveDate) -> Vec<LegalEntry> {
        let source = self.source(list);
        let mut found: Vec<LegalEntry> = match list {
            LegalList::Eea => {
                let member = |member: &EeaMember| (member.code.to_string(), label(member.code), value(member), None);
                self.eea.values().map(member).map(|entry| shown(entry, source)).collect()
            }
            LegalList::Adequacy => {
                let decision = |held: &Adequacy| {
                    let looked_at = held.last_verified.unwrap_or(source.last_verified);
                    (held.decision.clone(), held.label.clone(), value(held), Some((held.source.clone(), looked_at)))
                };
                self.adequacy.iter().map(decision).map(|entry| shown(entry, source)).collect()
            }
            LegalList::Mechanisms => {
                let mechanism = |held: &TransferMechanism| {
                    (held.id.clone(), held.label.clone(), value(held), Some((held.source.clone(), held.last_verified)))
                };
                self.mechanisms.iter().map(mechanism).map(|entry| shown(entry, source)).collect()
            }
        };
        for edit in edits.iter().filter(|edit| edit.list == list) {
            match found.iter_mut().find(|entry| entry.key == edit.key) {
                Some(entry) => {
                    entry.is_own = true;
                    entry.source.clone_from(&edit.source);
                    entry.last_verified = edit.verified_on;
                }
                None if edit.entry.is_none() => found.push(LegalEntry {
                    key: edit.key.clone(),
                    label: edit.key.parse().map_or_else(|_| Label { en: edit.key.clone(), fr: edit.key.clone() }, &label),
                    entry: Value::Null,
                    source: edit.source.clone(),
                    last_verified: edit.verified_on,
                    is_old: false,
                    is_own: true,
                    is_removed: true,
                }),
                None => {}
            }
        }
        for entry in &mut found {
            entry.is_old = is_old(entry.last_verified, today);
        }
        found
    }
}

impl ListUpdate {
    /// Reads a list from a file in the form of the shipped ones; one that is empty, of a day to come or
    /// not newer than the list held is refused.
    pub fn read(text: &str, held: &Legal, today: NaiveDate) -> Result<ListUpdate, LegalFault> {
        let malformed = |error: serde_json::Error| LegalFault::Malformed { detail: error.to_string() };
        let file: UpdateFile = serde_json::from_str(text).map_err(malformed)?;
        let list = file.list.or_else(|| file.guess()).ok_or(LegalFault::NoList)?;
        let held_on = held.source(list).last_verified;
        if file.last_verified <= held_on {
            return Err(LegalFault::Older { found: file.last_verified, held: held_on });
        }
        if file.last_verified > today {
            return Err(LegalFault::InTheFuture { found: file.last_verified });
        }
        let entries = if list == LegalList::Eea && file.entries.is_empty() { file.members } else { file.entries };
        let update = ListUpdate { list, source: file.source, last_verified: file.last_verified, entries };
        update.has_each_entry_once()?;
        Ok(update)
    }

    /// The list as it is held, whose source a person looked at today and found to say the same.
    pub fn looked_at(list: LegalList, held: &Legal, source: String, today: NaiveDate) -> ListUpdate {
        let mut entries: Vec<Value> = match list {
            LegalList::Eea => held.eea.values().map(value).collect(),
            LegalList::Adequacy => held.adequacy.iter().map(value).collect(),
            LegalList::Mechanisms => held.mechanisms.iter().map(value).collect(),
        };
        for looked_at in entries.iter_mut().filter_map(|entry| entry.get_mut("last_verified")).filter(|day| !day.is_null()) {
            *looked_at = value(&today);
        }
        ListUpdate { list, source, last_verified: today, entries }
    }

    fn has_each_entry_once(&self) -> Result<(), LegalFault> {
        let keys: Vec<String> = match self.list {
            LegalList::Eea => entries::<EeaMember>(&self.entries)?.into_iter().map(|member| member.code.to_string()).collect(),
            LegalList::Adequacy => entries::<Adequacy>(&self.entries)?.into_iter().map(|decision| decision.decision).collect(),
            LegalList::Mechanisms => entries::<TransferMechanism>(&self.entries)?.into_iter().map(|mechanism| mechanism.id).collect(),
        };
        if keys.is_empty() {
            return Err(LegalFault::Empty);
        }
        let mut seen = BTreeSet::new();
        match keys.into_iter().find(|key| !seen.insert(key.clone())) {
            Some(key) => Err(LegalFault::Twice { key }),
            None => Ok(()),
        }
    }
}

#[derive(Deserialize)]
struct UpdateFile {
    #[serde(default)]
    list: Option<LegalList>,
    source: String,
    last_verified: NaiveDate,
    #[serde(default)]
    entries: Vec<Value>,
    #[serde(default)]
    members: Vec<Value>,
}

impl UpdateFile {
    /// By what its entries hold.
    fn guess(&self) -> Option<LegalList> {
        let has = |field: &str| self.entries.iter().any(|entry| entry.get(field).is_some());
        if !self.members.is_empty() {
            Some(LegalList::Eea)
        } else if has("adopted") {
            Some(LegalList::Adequacy)
        } else if has("family") {
            Some(LegalList::Mechanisms)
        } else {
            None
        }
    }
}

/// Whether a source was looked at too long ago.
pub fn is_old(last_verified: NaiveDate, today: NaiveDate) -> bool {
    fresh_until(last_verified) < today
}

/// The last day on which a look at a source counts.
pub fn fresh_until(last_verified: NaiveDate) -> NaiveDate {
    last_verified.checked_add_months(Months::new(FRESH_MONTHS)).unwrap_or(NaiveDate::MAX)
}

/// A fault where an edit makes no entry of that list, or one that goes by another key.
pub fn check_edit(edit: &ListEdit) -> Result<(), LegalFault> {
    let key = match edit.list {
        LegalList::Eea => edited::<EeaMember>(edit)?.map(|member| member.code.to_string()),
        LegalList::Adequacy => edited::<Adequacy>(edit)?.map(|decision| decision.decision),
        LegalList::Mechanisms => edited::<TransferMechanism>(edit)?.map(|mechanism| mechanism.id),
    };
    match key {
        Some(found) if found != edit.key => Err(LegalFault::OtherKey { key: edit.key.clone(), found }),
        _ => Ok(()),
    }
}

fn entries<T: DeserializeOwned>(raw: &[Value]) -> Result<Vec<T>, LegalFault> {
    let read = |(at, value): (usize, &Value)| {
        serde_json::from_value(value.clone()).map_err(|error| LegalFault::Entry { at: at as u32 + 1, detail: error.to_string() })
    };
    raw.iter().enumerate().map(read).collect()
}

fn edited<T: DeserializeOwned>(edit: &ListEdit) -> Result<Option<T>, LegalFault> {
    let read = |value: &Value| serde_json::from_value(value.clone()).map_err(|error| LegalFault::Malformed { detail: error.to_string() });
    edit.entry.as_ref().map(read).transpose()
}

/// In the place of the entry with the same key, or at the end.
fn put<T: DeserializeOwned>(list: &mut Vec<T>, edit: &ListEdit, key: impl Fn(&T) -> &String) -> Result<(), LegalFault> {
    let at = list.iter().position(|held| *key(held) == edit.key);
    match (edited::<T>(edit)?, at) {
        (Some(entry), Some(at)) => list[at] = entry,
        (Some(entry), None) => list.push(entry),
        (None, Some(at)) => drop(list.remove(at)),
        (None, None) => {}
    }
    Ok(())
}

fn value(entry: &impl Serialize) -> Value {
    serde_json::to_value(entry).unwrap_or(Value::Null)
}

type Shown = (String, Label, Value, Option<(String, NaiveDate)>);

fn shown((key, label, entry, own): Shown, list: &LegalSource) -> LegalEntry {
    let (source, last_verified) = own.unwrap_or_else(|| (list.source.clone(), list.last_verified));
    LegalEntry { key, label, entry, source, last_verified, is_old: false, is_own: false, is_removed: false }
}
