//! The legal lists of a register: looking at them, editing them with a source, taking a newer one over.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::check::{Check, LINE};
use provident_domain::country::CountryCode;
use provident_domain::fault::{Fault, FaultCode};
use provident_domain::legal::{Legal, LegalEntry, LegalFault, LegalList, LegalSource, ListEdit, ListUpdate, check_edit, is_old};
use provident_domain::lists::Label;
use provident_store::Reading;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::app::Call;
use crate::assets::lists;
use crate::command::app::FileToken;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal, shown};
use crate::place::read_file;

/// Bytes of a list of rules.
const LARGEST: u64 = 4 * 1_048_576;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LegalShow {
    pub list: LegalList,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct LegalView {
    pub list: LegalList,
    pub source: LegalSource,
    /// Nobody has looked at it for a year.
    pub is_old: bool,
    pub entries: Vec<LegalEntry>,
}

/// Changes, adds or takes out one entry.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LegalEdit {
    pub list: LegalList,
    pub key: String,
    /// None takes it out.
    #[ts(type = "unknown")]
    pub entry: Option<Value>,
    /// Where it was read; required.
    pub source: String,
    /// Today unless given.
    pub verified_on: Option<NaiveDate>,
}

/// Takes our own edit of an entry back.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LegalRevert {
    pub list: LegalList,
    pub key: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LegalUpdate {
    pub file: FileToken,
}

/// Says that a person has looked the whole list up today, and that it is right as it stands.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LegalVerify {
    pub list: LegalList,
    /// Where it was looked up; required.
    pub source: String,
}

/// What a newer list would change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct LegalUpdatePreview {
    pub list: LegalList,
    pub source: String,
    pub last_verified: NaiveDate,
    pub held: NaiveDate,
    /// Keys.
    pub added: Vec<String>,
    pub removed: Vec<String>,
    pub changed: Vec<String>,
    /// Our own edits, which stay above it.
    pub kept: Vec<String>,
}

/// Everything that is derived rests on these lists.
const TAGS: [&str; 9] = ["legal", "transfers", "providers", "provider:*", "activities", "activity:*", "dues", "history", "app"];

pub(crate) fn show(call: &Call, arguments: LegalShow) -> Result<Done<LegalView>, Failure> {
    let today = call.app.clock.today();
    Ok(Done::read(call.read(|reading| view(reading, arguments.list, today))?))
}

pub(crate) fn edit(call: &Call, arguments: LegalEdit) -> Result<Done<LegalView>, Failure> {
    let today = call.app.clock.today();
    let mut check = Check::default();
    let source = check.name("source", &arguments.source);
    let verified_on = arguments.verified_on.unwrap_or(today);
    if verified_on > today {
        check.fault("verified_on", FaultCode::InTheFuture);
    }
    let LegalEdit { list, key, entry, .. } = arguments;
    let edit = ListEdit { list, key: check.name("key", &key), entry, source, verified_on };
    let edit = check.finish(edit)?;
    let ((), command) = call.write_as_command(|writing| {
        check_edit(&edit).map_err(malformed)?;
        Ok(writing.set_list_edit(list, &edit.key, Some(&edit))?)
    })?;
    Ok(Done::changed(call.read(|reading| view(reading, list, today))?, &TAGS).with_undo(command))
}

pub(crate) fn revert(call: &Call, arguments: LegalRevert) -> Result<Done<LegalView>, Failure> {
    let today = call.app.clock.today();
    let LegalRevert { list, key } = arguments;
    let ((), command) = call.write_as_command(|writing| Ok(writing.set_list_edit(list, &key, None)?))?;
    Ok(Done::changed(call.read(|reading| view(reading, list, today))?, &TAGS).with_undo(command))
}

pub(crate) fn preview_update(call: &Call, arguments: LegalUpdate) -> Result<Done<LegalUpdatePreview>, Failure> {
    let today = call.app.clock.today();
    let (name, text) = read(call, &arguments.file)?;
    call.read(|reading| {
        let held = reading.legal_without_edits(lists())?;
        let update = ListUpdate::read(&text, &held, today).map_err(|why| refused(&name, why))?;
        let new = held.with(std::slice::from_ref(&update), &[]).map_err(|why| refused(&name, why))?;
        let edits = reading.list_edits()?;
        Ok(Done::read(difference(&update, &held, &new, &edits)))
    })
}

pub(crate) fn update(call: &Call, arguments: LegalUpdate) -> Result<Done<LegalView>, Failure> {
    let today = call.app.clock.today();
    let (name, text) = read(call, &arguments.file)?;
    let (list, command) = call.write_as_command(|writing| {
        let held = writing.reading().legal_without_edits(lists())?.into_owned();
        let update = ListUpdate::read(&text, &held, today).map_err(|why| refused(&name, why))?;
        writing.set_list_update(update.list, Some(&update))?;
        Ok(update.list)
    })?;
    Ok(Done::changed(call.read(|reading| view(reading, list, today))?, &TAGS).with_undo(command))
}

pub(crate) fn verify(call: &Call, arguments: LegalVerify) -> Result<Done<LegalView>, Failure> {
    let today = call.app.clock.today();
    let list = arguments.list;
    let mut check = Check::default();
    let source = check.line("source", Some(&arguments.source), LINE);
    if source.is_none() {
        check.fault("source", FaultCode::Required);
    }
    let source = check.finish(source.unwrap_or_default())?;
    let ((), command) = call.write_as_command(|writing| {
        let held = writing.reading().legal_without_edits(lists())?.into_owned();
        Ok(writing.set_list_looked_at(&ListUpdate::looked_at(list, &held, source, today))?)
    })?;
    Ok(Done::changed(call.read(|reading| view(reading, list, today))?, &TAGS).with_undo(command))
}

fn read(call: &Call, file: &FileToken) -> Result<(String, String), Failure> {
    let path = call.app.state().places.path(file)?;
    let name = shown(&path);
    let bytes = read_file(&path, LARGEST)?;
    let text = String::from_utf8(bytes).map_err(|error| refused(&name, LegalFault::Malformed { detail: error.to_string() }))?;
    Ok((name, text))
}

fn refused(file: &str, why: LegalFault) -> Failure {
    Failure::Refused { reason: Refusal::NotAList { file: file.to_owned(), why } }
}

fn malformed(why: LegalFault) -> Failure {
    Failure::Invalid { fields: vec![Fault { field: "entry".into(), code: FaultCode::Malformed { detail: why.to_string() } }] }
}

fn view(reading: &Reading, list: LegalList, today: NaiveDate) -> Result<LegalView, Failure> {
    let legal = reading.legal(lists())?;
    let source = legal.source(list).clone();
    let entries = legal.entries(list, &reading.list_edits()?, country_label, today);
    Ok(LegalView { list, is_old: is_old(source.last_verified, today), source, entries })
}

fn country_label(code: CountryCode) -> Label {
    let named = lists().country(code).map(|country| country.label.clone());
    named.unwrap_or_else(|| Label { en: code.to_string(), fr: code.to_string() })
}

fn difference(update: &ListUpdate, held: &Legal, new: &Legal, edits: &[ListEdit]) -> LegalUpdatePreview {
    let list = update.list;
    let entries = |legal: &Legal| -> BTreeMap<String, Value> {
        let all = legal.entries(list, &[], country_label, update.last_verified);
        all.into_iter().map(|entry| (entry.key, entry.entry)).collect()
    };
    let (before, after) = (entries(held), entries(new));
    LegalUpdatePreview {
        list,
        source: update.source.clone(),
        last_verified: update.last_verified,
        held: held.source(list).last_verified,
        added: after.keys().filter(|key| !before.contains_key(*key)).cloned().collect(),
        removed: before.keys().filter(|key| !after.contains_key(*key)).cloned().collect(),
        changed: after
            .iter()
            .filter(|(key, entry)| before.get(*key).is_some_and(|old| old != *entry))
            .map(|(key, _)| key.clone())
            .collect(),
        kept: edits.iter().filter(|edit| edit.list == list).map(|edit| edit.key.clone()).collect(),
    }
}
