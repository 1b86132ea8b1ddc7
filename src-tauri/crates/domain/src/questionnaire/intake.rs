//! What a head of department says of a tool, as changes to the register: each can be taken or left.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::read::first_day;
use super::{Answer, AnswerValue, AnsweredPerson, Card, CardStanding, Question, Questionnaire, is_asked, said};
use crate::id::DepartmentId;
use crate::lists::{Language, Lists};
use crate::name::NameKey;
use crate::provider::{Contact, ContactRole, ProviderDraft};
use crate::service::{ClientsTold, PersonalDataUse, ServiceDraft, ServiceField, SignOn, Volume};

/// What of the register a question fills.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
pub enum Fill {
    #[serde(rename = "service.name")]
    ServiceName,
    #[serde(rename = "provider.name")]
    ProviderName,
    #[serde(rename = "provider.contact")]
    ProviderContact,
    #[serde(rename = "service.owner")]
    Owner,
    #[serde(rename = "service.purpose")]
    Purpose,
    #[serde(rename = "staff.people")]
    StaffPeople,
    #[serde(rename = "staff.administrators")]
    StaffAdministrators,
    #[serde(rename = "staff.roles")]
    StaffRoles,
    #[serde(rename = "staff.sign_on")]
    StaffSignOn,
    #[serde(rename = "staff.leavers")]
    StaffLeavers,
    #[serde(rename = "staff.last_review")]
    StaffReview,
    #[serde(rename = "data.categories")]
    DataCategories,
    #[serde(rename = "data.fields")]
    DataFields,
    #[serde(rename = "data.subjects")]
    DataSubjects,
    #[serde(rename = "data.volume")]
    DataVolume,
    #[serde(rename = "service.storage_countries")]
    StorageCountries,
    #[serde(rename = "service.access_countries")]
    AccessCountries,
    #[serde(rename = "service.transfer_note")]
    TransferNote,
    #[serde(rename = "client.meaning")]
    ClientMeaning,
    #[serde(rename = "client.told")]
    ClientTold,
}

/// The records of a tool as they are, or as they begin.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Held {
    pub provider: ProviderDraft,
    pub service: ServiceDraft,
}

/// One change that an answer asks for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct CardChange {
    /// The id of the question, or one of "department", "confirmed", "no_longer_used".
    pub key: String,
    pub fills: Option<Fill>,
    /// As in the draft of the record; null where nothing stood there.
    #[ts(type = "unknown")]
    pub before: Value,
    #[ts(type = "unknown")]
    pub after: Value,
    /// "I do not know".
    pub is_unknown: bool,
}

/// The service belongs to the department as well.
pub const DEPARTMENT: &str = "department";
/// Everything that was shown is right.
pub const CONFIRMED: &str = "confirmed";
/// The department no longer uses it.
pub const NO_LONGER_USED: &str = "no_longer_used";

/// How a card is read: for which department, in which words.
#[derive(Clone, Copy)]
pub struct Intake<'a> {
    pub questionnaire: &'a Questionnaire,
    pub lists: &'a Lists,
    pub department: DepartmentId,
    pub language: Language,
}

impl Intake<'_> {
    /// The names that the card gives its provider and its service; one stands for the other where only one is known.
    pub fn names(&self, card: &Card) -> Option<(String, String)> {
        let named = |fill: Fill| {
            let question = self.questionnaire.questions.iter().find(|question| question.fills == Some(fill))?;
            text(card.answers.get(&question.id)?)
        };
        let (provider, service) = (named(Fill::ProviderName), named(Fill::ServiceName));
        match (provider, service) {
            (Some(provider), Some(service)) => Some((provider, service)),
            (Some(one), None) | (None, Some(one)) => Some((one.clone(), one)),
            (None, None) => None,
        }
    }

    /// All that the card would change in what is held, in the order of the questions.
    pub fn changes(&self, card: &Card, held: &Held) -> Vec<CardChange> {
        if card.standing == Some(CardStanding::NoLongerUsed) {
            let uses = held.service.departments.contains(&self.department);
            return uses.then(|| of_the_whole(NO_LONGER_USED)).into_iter().collect();
        }
        let mut changes = Vec::new();
        if !held.service.departments.contains(&self.department) {
            changes.push(of_the_whole(DEPARTMENT));
        }
        let mut so_far = held.clone();
        for (question, answer) in self.given(card) {
            let mut after = so_far.clone();
            self.put(question, answer, &mut after);
            if after != so_far {
                let shown = |held: &Held| question.fills.map_or(Value::Null, |fill| shown(fill, held));
                let noted = || json!(said(question, answer, self.lists, self.language));
                changes.push(CardChange {
                    key: question.id.clone(),
                    fills: question.fills,
                    before: shown(held),
                    after: if question.fills.is_some() { shown(&after) } else { noted() },
                    is_unknown: answer.is_unknown,
                });
                so_far = after;
            }
        }
        if changes.is_empty() && card.standing == Some(CardStanding::Confirmed) {
            changes.push(of_the_whole(CONFIRMED));
        }
        changes
    }

    /// The records with these changes taken.
    pub fn take(&self, card: &Card, keys: &[String], held: &Held) -> Held {
        let mut taken = held.clone();
        let is_taken = |key: &str| keys.iter().any(|taken| taken == key);
        if is_taken(NO_LONGER_USED) {
            taken.service.departments.retain(|department| *department != self.department);
            return taken;
        }
        if is_taken(DEPARTMENT) && !taken.service.departments.contains(&self.department) {
            taken.service.departments.push(self.department);
        }
        for (question, answer) in self.given(card).filter(|(question, _)| is_taken(&question.id)) {
            self.put(question, answer, &mut taken);
        }
        taken
    }

    fn given<'b>(&'b self, card: &'b Card) -> impl Iterator<Item = (&'b Question, &'b Answer)> {
        let asked = self.questionnaire.questions.iter().filter(|question| is_asked(self.questionnaire, question, &card.answers));
        asked.filter_map(|question| Some((question, card.answers.get(&question.id).filter(|answer| answer.is_given())?)))
    }

    fn put(&self, question: &Question, answer: &Answer, held: &mut Held) {
        let Some(fill) = question.fills else {
            return note(held, question, &said(question, answer, self.lists, self.language), self.language);
        };
        if answer.is_unknown {
            return unknown(fill, &mut held.service, self.lists);
        }
        let is_new = held.service.name.is_empty();
        match fill {
            Fill::ServiceName => replace_name(&mut held.service.name, answer, is_new),
            Fill::ProviderName => other_name(&mut held.provider, answer),
            Fill::ProviderContact => contact(&mut held.provider, answer),
            Fill::TransferNote => held.service.transfer_note = Some(said(question, answer, self.lists, self.language)),
            Fill::DataCategories => categories(&mut held.service.data, &lines(answer)),
            Fill::DataSubjects => subjects(&mut held.service.data, &lines(answer)),
            Fill::DataVolume => volume(&mut held.service.data, text(answer).and_then(|id| of_id(&id))),
            _ => plain(fill, answer, &mut held.service),
        }
        let service = &mut held.service;
        service.unknown.retain(|field| field_of(fill) != Some(*field));
    }
}

fn of_the_whole(key: &str) -> CardChange {
    CardChange { key: key.into(), fills: None, before: Value::Null, after: Value::Null, is_unknown: false }
}

fn text(answer: &Answer) -> Option<String> {
    match answer.value.as_ref()? {
        AnswerValue::Text(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        AnswerValue::Number(number) => Some(number.to_string()),
        AnswerValue::Person(AnsweredPerson { name, email }) => [name, email].into_iter().find(|text| !text.is_empty()).cloned(),
        AnswerValue::Lines(_) | AnswerValue::Rows(_) | AnswerValue::Other(_) => None,
    }
}

fn lines(answer: &Answer) -> Vec<String> {
    match &answer.value {
        Some(AnswerValue::Lines(lines)) => lines.clone(),
        Some(AnswerValue::Text(text)) => text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn number(answer: &Answer) -> Option<u32> {
    match answer.value {
        Some(AnswerValue::Number(number)) => u32::try_from(number).ok(),
        _ => None,
    }
}

/// A value of one of our enumerations by its id on the wire.
fn of_id<T: serde::de::DeserializeOwned>(id: &str) -> Option<T> {
    serde_json::from_value(Value::String(id.into())).ok()
}

fn plain(fill: Fill, answer: &Answer, service: &mut ServiceDraft) {
    let staff = &mut service.staff_access;
    match fill {
        Fill::Owner => service.owner = text(answer).or_else(|| service.owner.take()),
        Fill::Purpose => service.purpose = text(answer).or_else(|| service.purpose.take()),
        Fill::StaffPeople => staff.people = number(answer).or(staff.people),
        Fill::StaffAdministrators => staff.administrators = number(answer).or(staff.administrators),
        Fill::StaffRoles => staff.roles = lines(answer),
        Fill::StaffSignOn => staff.sign_on = sorted(lines(answer).iter().filter_map(|id| of_id::<SignOn>(id))),
        Fill::StaffLeavers => staff.leavers = text(answer).or_else(|| staff.leavers.take()),
        Fill::StaffReview => staff.last_review = text(answer).and_then(|day| first_day(&day)).or(staff.last_review),
        Fill::DataFields => service.data_fields = lines(answer),
        Fill::StorageCountries => service.storage_countries = sorted(lines(answer).into_iter()),
        Fill::AccessCountries => service.access_countries = sorted(lines(answer).into_iter()),
        Fill::ClientMeaning => service.client_impact.meaning = text(answer).or_else(|| service.client_impact.meaning.take()),
        Fill::ClientTold => {
            service.client_impact.told = text(answer).and_then(|id| of_id::<ClientsTold>(&id)).or(service.client_impact.told);
        }
        Fill::ServiceName
        | Fill::ProviderName
        | Fill::ProviderContact
        | Fill::TransferNote
        | Fill::DataCategories
        | Fill::DataSubjects
        | Fill::DataVolume => {}
    }
}

fn sorted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    values.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A tool that is new gets the name; one that is known keeps its own where both mean the same.
fn replace_name(name: &mut String, answer: &Answer, is_new: bool) {
    let Some(said) = text(answer) else { return };
    if is_new || NameKey::of(name) != NameKey::of(&said) {
        *name = said;
    }
}

/// The register's name of a provider stays; what the department calls it becomes another name.
fn other_name(provider: &mut ProviderDraft, answer: &Answer) {
    let Some(said) = text(answer) else { return };
    let key = NameKey::of(&said);
    let mut names = std::iter::once(&provider.name).chain(&provider.legal_name).chain(&provider.aliases);
    if provider.name.is_empty() {
        provider.name = said;
    } else if !names.any(|name| NameKey::of(name) == key) {
        provider.aliases.push(said);
    }
}

fn contact(provider: &mut ProviderDraft, answer: &Answer) {
    let (name, email) = match &answer.value {
        Some(AnswerValue::Person(AnsweredPerson { name, email })) => (name.clone(), email.clone()),
        Some(AnswerValue::Text(text)) => {
            let is_mail = |word: &&str| word.contains('@');
            let strip = |word: &str| word.trim_matches(|sign: char| "<>(),;".contains(sign)).to_owned();
            let email = text.split_whitespace().find(is_mail).map(strip).unwrap_or_default();
            let name = text.split_whitespace().filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ");
            (name.trim_matches(|sign: char| ",;<>() ".contains(sign)).to_owned(), email)
        }
        _ => return,
    };
    let some = |text: String| (!text.is_empty()).then_some(text);
    let new = Contact { role: ContactRole::General, name: some(name), email: some(email), phone: None };
    let is_same = |held: &Contact| held.email == new.email && (held.name == new.name || new.name.is_none());
    if (new.name.is_some() || new.email.is_some()) && !provider.contacts.iter().any(is_same) {
        provider.contacts.push(new);
    }
}

/// Categories that stay keep their persons and volume.
fn categories(data: &mut Vec<PersonalDataUse>, chosen: &[String]) {
    let persons: BTreeSet<String> = data.iter().flat_map(|one| one.subjects.iter().cloned()).collect();
    let volume = data.iter().filter_map(|one| one.volume).max();
    data.retain(|one| chosen.contains(&one.category));
    for category in chosen {
        if !data.iter().any(|one| one.category == *category) {
            data.push(PersonalDataUse { category: category.clone(), subjects: persons.iter().cloned().collect(), volume });
        }
    }
}

/// Whose data is not asked category by category: who is new is added to all, who is gone is taken out of all.
fn subjects(data: &mut [PersonalDataUse], chosen: &[String]) {
    let held: BTreeSet<&String> = data.iter().flat_map(|one| &one.subjects).collect();
    let added: Vec<String> = chosen.iter().filter(|id| !held.contains(id)).cloned().collect();
    for one in data {
        one.subjects.retain(|id| chosen.contains(id));
        one.subjects.extend(added.iter().cloned());
        one.subjects = sorted(one.subjects.drain(..));
    }
}

/// How many persons is asked of the tool as a whole: the largest of its categories.
fn volume(data: &mut [PersonalDataUse], said: Option<Volume>) {
    if said.is_some() && data.iter().filter_map(|one| one.volume).max() != said {
        data.iter_mut().for_each(|one| one.volume = said);
    }
}

fn note(held: &mut Held, question: &Question, said: &str, language: Language) {
    if said.is_empty() {
        return;
    }
    let asked = question.title.as_ref().unwrap_or(&question.text).get(language);
    let line = format!("{} | {asked}: {}", held.service.name, said.replace('\n', " "));
    let notes = held.provider.imported_notes.get_or_insert_default();
    if !notes.lines().any(|held| held == line) {
        if !notes.is_empty() {
            notes.push('\n');
        }
        notes.push_str(&line);
    }
}

fn field_of(fill: Fill) -> Option<ServiceField> {
    Some(match fill {
        Fill::Owner => ServiceField::Owner,
        Fill::StaffPeople => ServiceField::StaffPeople,
        Fill::StaffAdministrators => ServiceField::StaffAdministrators,
        Fill::StaffRoles => ServiceField::StaffRoles,
        Fill::StaffSignOn => ServiceField::StaffSignOn,
        Fill::StaffLeavers => ServiceField::StaffLeavers,
        Fill::StaffReview => ServiceField::StaffReview,
        Fill::DataCategories => ServiceField::DataCategories,
        Fill::DataFields => ServiceField::DataFields,
        Fill::DataSubjects => ServiceField::DataSubjects,
        Fill::DataVolume => ServiceField::Volume,
        Fill::StorageCountries => ServiceField::StorageCountries,
        Fill::AccessCountries => ServiceField::AccessCountries,
        Fill::TransferNote => ServiceField::TransferNote,
        Fill::ClientMeaning => ServiceField::ClientMeaning,
        Fill::ClientTold => ServiceField::ClientsTold,
        Fill::ServiceName | Fill::ProviderName | Fill::ProviderContact | Fill::Purpose => return None,
    })
}

/// "I do not know" says nothing against what is known.
fn unknown(fill: Fill, service: &mut ServiceDraft, lists: &Lists) {
    let Some(field) = field_of(fill) else { return };
    // A day of today or before is all that the check asks of a day.
    let is_known = service.check(lists, NaiveDate::MAX).is_ok_and(|service| service.knows(field));
    if !is_known && !service.unknown.contains(&field) {
        service.unknown.push(field);
        service.unknown.sort();
    }
}

/// The part of the records that a question fills, as the drafts have it.
fn shown(fill: Fill, held: &Held) -> Value {
    let (provider, service) = (&held.provider, &held.service);
    let staff = &service.staff_access;
    match fill {
        Fill::ServiceName => filled(&service.name),
        Fill::ProviderName => filled(&std::iter::once(&provider.name).chain(&provider.aliases).cloned().collect::<Vec<_>>().join(" · ")),
        Fill::ProviderContact => json!(provider.contacts),
        Fill::Owner => json!(service.owner),
        Fill::Purpose => json!(service.purpose),
        Fill::StaffPeople => json!(staff.people),
        Fill::StaffAdministrators => json!(staff.administrators),
        Fill::StaffRoles => json!(staff.roles),
        Fill::StaffSignOn => json!(staff.sign_on),
        Fill::StaffLeavers => json!(staff.leavers),
        Fill::StaffReview => json!(staff.last_review),
        Fill::DataCategories => json!(service.data.iter().map(|one| &one.category).collect::<Vec<_>>()),
        Fill::DataFields => json!(service.data_fields),
        Fill::DataSubjects => json!(service.data.iter().flat_map(|one| &one.subjects).collect::<BTreeSet<_>>()),
        Fill::DataVolume => json!(service.data.iter().filter_map(|one| one.volume).max()),
        Fill::StorageCountries => json!(service.storage_countries),
        Fill::AccessCountries => json!(service.access_countries),
        Fill::TransferNote => json!(service.transfer_note),
        Fill::ClientMeaning => json!(service.client_impact.meaning),
        Fill::ClientTold => json!(service.client_impact.told),
    }
}

fn filled(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { json!(text) }
}

/// The answers that the register can give for a head of department, to be confirmed or corrected.
pub fn prefilled(questionnaire: &Questionnaire, held: &Held) -> super::Answers {
    let filled = questionnaire.questions.iter().filter_map(|question| {
        let fill = question.fills?;
        let is_unknown = field_of(fill).is_some_and(|field| held.service.unknown.contains(&field));
        if is_unknown && question.may_be_unknown {
            return Some((question.id.clone(), Answer { is_unknown: true, ..Answer::default() }));
        }
        let value = match fill {
            // The contact that the provider has is not asked for again.
            Fill::ProviderContact => return None,
            Fill::ProviderName => json!(held.provider.name),
            // Options of its own are not those of a text.
            Fill::TransferNote if question.kind != super::QuestionKind::Paragraph => return None,
            // A list of lines in one box.
            Fill::DataFields if question.kind != super::QuestionKind::Tags => json!(held.service.data_fields.join("\n")),
            Fill::Owner if question.kind == super::QuestionKind::Person => json!({ "name": held.service.owner.as_ref()?, "email": "" }),
            _ => shown(fill, held),
        };
        let answer = Answer { value: serde_json::from_value(value).ok(), ..Answer::default() };
        answer.has_value().then(|| (question.id.clone(), answer))
    });
    filled.collect()
}
