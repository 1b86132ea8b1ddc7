//! What one respondent is asked, as it stands in the file and on the screen of an interview.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::assessment::Respondent;
use provident_domain::id::AssessmentId;
use provident_domain::lists::{Label, Language};
use provident_domain::questionnaire::{Answers, Card, Questionnaire, Words};
use provident_exchange::answers_file::AnswersKey;
use provident_store::{Reading, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::assessment::named;
use super::questionnaire::QuestionnaireShow;
use super::review::asked;
use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::Done;
use crate::failure::Failure;

/// The version of this form.
const FORMAT: u32 = 1;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct InquiryOption {
    pub id: String,
    pub text: Words,
    pub help: Option<Words>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, TS)]
pub struct InquiryVocabularies {
    pub personal_data: Vec<InquiryOption>,
    pub data_subjects: Vec<InquiryOption>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct KnownService {
    pub name: String,
    pub provider: String,
}

/// Names that the register holds, to be offered to a department.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, TS)]
pub struct KnownNames {
    pub providers: Vec<String>,
    pub services: Vec<KnownService>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct Inquiry {
    pub format: u32,
    /// Which register asks.
    pub register: String,
    pub assessment: AssessmentId,
    /// This very file.
    pub copy: Uuid,
    /// The public key that answers are sealed to; empty in an interview.
    pub recipient: String,
    pub organisation: String,
    pub asked_by: String,
    pub reply_to: Option<String>,
    pub respondent: String,
    pub round: u32,
    pub due_on: Option<NaiveDate>,
    pub language: Language,
    /// Stem of the names of what is saved.
    pub answers_file: String,
    pub questionnaire: Questionnaire,
    pub remarks: BTreeMap<String, String>,
    pub vocabularies: InquiryVocabularies,
    pub countries: Vec<InquiryOption>,
    pub known: KnownNames,
    pub answers: Answers,
    pub cards: Vec<Card>,
}

/// What the register says to every respondent of one kind.
pub(super) struct Desk {
    register: String,
    organisation: String,
    asked_by: String,
    pub reply_to: Option<String>,
    known: KnownNames,
}

impl Desk {
    pub fn of(reading: &Reading, my_name: &str) -> Result<Desk, Failure> {
        let us = reading.organisation()?.map(|held| held.organisation);
        let asked_by = us.as_ref().and_then(|us| us.dpo_name.clone()).unwrap_or_else(|| my_name.to_owned());
        Ok(Desk {
            register: reading.register_id()?,
            organisation: us.as_ref().map(|us| us.name.clone()).unwrap_or_default(),
            asked_by,
            reply_to: us.and_then(|us| us.dpo_email.or(us.contact_email)),
            known: known(reading)?,
        })
    }

    pub fn organisation(&self) -> &str {
        &self.organisation
    }

    pub fn asked_by(&self) -> &str {
        &self.asked_by
    }

    pub fn inquiry(
        &self,
        reading: &Reading,
        id: AssessmentId,
        copy: Uuid,
        recipient: &str,
        language: Language,
    ) -> Result<Inquiry, Failure> {
        let held = reading.assessment(id)?.assessment;
        let (respondent, _) = named(reading, held.respondent)?;
        let questionnaire = asked(reading, &held)?;
        // Names of other providers are nobody's business but ours.
        let is_ours = matches!(held.respondent, Respondent::Department(_));
        Ok(Inquiry {
            format: FORMAT,
            register: self.register.clone(),
            assessment: id,
            copy,
            recipient: recipient.to_owned(),
            organisation: self.organisation.clone(),
            asked_by: self.asked_by.clone(),
            reply_to: self.reply_to.clone(),
            answers_file: stem(&respondent),
            respondent,
            round: held.round,
            due_on: held.due_on,
            language,
            vocabularies: vocabularies(&questionnaire),
            countries: countries(&questionnaire),
            questionnaire: questionnaire.as_asked(),
            remarks: held.remarks,
            known: if is_ours { self.known.clone() } else { KnownNames::default() },
            answers: held.answers,
            cards: held.cards,
        })
    }
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct InterviewShow {
    pub id: AssessmentId,
    pub language: Language,
}

/// The same form, for the meeting; what was answered before is filled in.
pub(crate) fn interview(call: &Call, arguments: InterviewShow) -> Result<Done<Inquiry>, Failure> {
    let my_name = call.app.state().memory.settings.my_name.clone();
    let inquiry = call.read(|reading| {
        let desk = Desk::of(reading, &my_name)?;
        let mut inquiry = desk.inquiry(reading, arguments.id, Uuid::now_v7(), "", arguments.language)?;
        if let Some(last) = reading.answer_sets(arguments.id)?.into_iter().next() {
            inquiry.answers = last.answers.unwrap_or(inquiry.answers);
            inquiry.cards = last.cards.unwrap_or(inquiry.cards);
            inquiry.answers.values_mut().for_each(|answer| answer.files.clear());
        }
        Ok(inquiry)
    })?;
    Ok(Done::read(inquiry))
}

/// How a questionnaire looks to whoever is asked; nothing of it is kept.
pub(crate) fn preview(call: &Call, arguments: QuestionnaireShow) -> Result<Done<Inquiry>, Failure> {
    let state = call.app.state();
    let (my_name, language) = (state.memory.settings.my_name.clone(), state.memory.settings.language);
    drop(state);
    let shown = super::questionnaire::show(call, arguments)?.value;
    let inquiry = call.read(|reading| {
        let desk = Desk::of(reading, &my_name)?;
        let questionnaire = shown.questionnaire;
        Ok(Inquiry {
            format: FORMAT,
            register: desk.register.clone(),
            assessment: AssessmentId(Uuid::nil()),
            copy: Uuid::now_v7(),
            recipient: String::new(),
            respondent: questionnaire.title.get(language).to_owned(),
            answers_file: String::new(),
            round: 1,
            due_on: None,
            language,
            vocabularies: vocabularies(&questionnaire),
            countries: countries(&questionnaire),
            remarks: BTreeMap::new(),
            answers: Answers::new(),
            cards: Vec::new(),
            organisation: desk.organisation,
            asked_by: desk.asked_by,
            reply_to: desk.reply_to,
            known: desk.known,
            questionnaire,
        })
    })?;
    Ok(Done::read(inquiry))
}

/// The public key of the register, made when it is first needed.
pub(super) fn recipient(writing: &mut Writing) -> Result<String, Failure> {
    if let Some((recipient, _)) = writing.reading().answer_keys()?.into_iter().next() {
        return Ok(recipient);
    }
    let made = AnswersKey::generate();
    writing.add_answer_key(made.public(), made.secret())?;
    Ok(made.public().to_owned())
}

fn known(reading: &Reading) -> Result<KnownNames, Failure> {
    let mut known = KnownNames::default();
    for (id, names) in reading.names()? {
        for held in reading.services(id)? {
            known.services.push(KnownService { name: held.service.name, provider: names.name.clone() });
        }
        known.providers.push(names.name);
    }
    Ok(known)
}

fn vocabularies(questionnaire: &Questionnaire) -> InquiryVocabularies {
    if questionnaire.questions.iter().all(|question| question.vocabulary.is_none()) {
        return InquiryVocabularies::default();
    }
    let personal_data = lists().personal_data_categories().iter();
    let data_subjects = lists().data_subject_categories().iter();
    InquiryVocabularies {
        personal_data: personal_data.map(|entry| option(&entry.id, &entry.label, Some(&entry.examples))).collect(),
        data_subjects: data_subjects.map(|entry| option(&entry.id, &entry.label, None)).collect(),
    }
}

fn countries(questionnaire: &Questionnaire) -> Vec<InquiryOption> {
    use provident_domain::questionnaire::QuestionKind;
    if questionnaire.questions.iter().all(|question| question.kind != QuestionKind::Countries) {
        return Vec::new();
    }
    lists().countries().iter().map(|country| option(&country.code.to_string(), &country.label, None)).collect()
}

fn option(id: &str, label: &Label, help: Option<&Label>) -> InquiryOption {
    InquiryOption { id: id.to_owned(), text: words(label), help: help.map(words) }
}

fn words(label: &Label) -> Words {
    Words { en: label.en.clone(), fr: Some(label.fr.clone()) }
}

/// A name that is a good name of a file everywhere.
pub(super) fn stem(name: &str) -> String {
    let plain = super::evidence::plain_name(name);
    let short: String = plain.chars().take(60).collect();
    short.trim_matches(['.', ' ']).to_owned()
}
