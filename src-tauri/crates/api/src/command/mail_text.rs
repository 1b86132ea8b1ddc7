//! What the mails say that go out with a questionnaire: shipped texts, and ours where we changed them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use provident_domain::assessment::Way;
use provident_domain::check::{Check, LINE, PARAGRAPH};
use provident_domain::lists::{Label, Language};
use provident_domain::questionnaire::QuestionnaireKind;
use provident_domain::shipped_list_texts;
use provident_store::Reading;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::Call;
use crate::dispatch::{Done, Nothing};
use crate::failure::Failure;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    Department,
    Provider,
    FollowUp,
    DepartmentReminder,
    ProviderReminder,
}

impl MailKind {
    pub fn of(kind: QuestionnaireKind, is_follow_up: bool, is_reminder: bool) -> MailKind {
        match (kind, is_follow_up, is_reminder) {
            (QuestionnaireKind::Department, _, false) => MailKind::Department,
            (QuestionnaireKind::Department, _, true) => MailKind::DepartmentReminder,
            (QuestionnaireKind::Provider, true, false) => MailKind::FollowUp,
            (QuestionnaireKind::Provider, false, false) => MailKind::Provider,
            (QuestionnaireKind::Provider, _, true) => MailKind::ProviderReminder,
        }
    }

    fn id(self) -> &'static str {
        match self {
            MailKind::Department => "department",
            MailKind::Provider => "provider",
            MailKind::FollowUp => "follow_up",
            MailKind::DepartmentReminder => "department_reminder",
            MailKind::ProviderReminder => "provider_reminder",
        }
    }
}

#[derive(Deserialize)]
struct Shipped {
    entries: Vec<Entry>,
    how: BTreeMap<String, Label>,
    by_due: Label,
    sent_before: Label,
}

#[derive(Deserialize)]
struct Entry {
    kind: MailKind,
    subject: Label,
    body: Label,
}

static SHIPPED: LazyLock<Shipped> = LazyLock::new(|| {
    serde_json::from_str(shipped_list_texts!("questionnaires/mails.json")).expect("the shipped mails are read by a test of every build")
});

/// Subject and text, with places in braces that are filled in for each respondent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct MailText {
    pub kind: MailKind,
    pub language: Language,
    pub subject: String,
    pub text: String,
    /// As it is shipped.
    pub is_shipped: bool,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailTextSave {
    pub kind: MailKind,
    pub language: Language,
    /// None takes the shipped text back.
    pub text: Option<MailTextDraft>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MailTextDraft {
    pub subject: String,
    pub text: String,
}

/// What stands in the places.
pub(super) struct MailWords<'a> {
    pub organisation: &'a str,
    pub asked_by: &'a str,
    pub respondent: &'a str,
    pub due_on: Option<NaiveDate>,
    pub sent_on: Option<NaiveDate>,
    pub language: Language,
    pub way: Way,
}

/// A mail for one respondent.
pub(super) struct Filled {
    pub subject: String,
    pub text: String,
}

pub(crate) fn list(call: &Call, _: Nothing) -> Result<Done<Vec<MailText>>, Failure> {
    Ok(Done::read(call.read(all)?))
}

pub(crate) fn save(call: &Call, arguments: MailTextSave) -> Result<Done<Vec<MailText>>, Failure> {
    let mut check = Check::default();
    let text = arguments.text.as_ref().map(|draft| {
        let subject = check.name("subject", &draft.subject);
        let text = check.text("text", Some(&draft.text), 4 * PARAGRAPH).unwrap_or_default();
        (subject.chars().take(LINE).collect::<String>(), text)
    });
    let text = check.finish(text)?;
    let text = text.as_ref().map(|(subject, text)| (subject.as_str(), text.as_str()));
    call.write(|writing| Ok(writing.set_mail_text(arguments.kind.id(), arguments.language, text)?))?;
    Ok(Done::changed(call.read(all)?, &["mail_texts"]))
}

fn all(reading: &Reading) -> Result<Vec<MailText>, Failure> {
    let mut texts = Vec::new();
    for entry in &SHIPPED.entries {
        for language in [Language::En, Language::Fr] {
            texts.push(mail_words(reading, entry.kind, language)?);
        }
    }
    Ok(texts)
}

pub(super) fn mail_words(reading: &Reading, kind: MailKind, language: Language) -> Result<MailText, Failure> {
    let shipped = SHIPPED.entries.iter().find(|entry| entry.kind == kind).expect("each kind is shipped");
    let own = reading.mail_text(kind.id(), language)?;
    let is_shipped = own.is_none();
    let (subject, text) = own.unwrap_or_else(|| (shipped.subject.get(language).into(), shipped.body.get(language).into()));
    Ok(MailText { kind, language, subject, text, is_shipped })
}

impl MailText {
    pub(super) fn filled(&self, words: &MailWords) -> Filled {
        let language = words.language;
        let day = |day: NaiveDate| provident_report::kinds::words::date(day, language);
        let dated = |label: &Label, place: &str, on: Option<NaiveDate>| {
            on.map_or_else(String::new, |on| label.get(language).replace(place, &day(on)))
        };
        let way = match words.way {
            Way::Archive => "archive",
            Way::Workbook => "workbook",
            Way::Page | Way::Interview | Way::Desk => "page",
        };
        let how = SHIPPED.how.get(way).map(|label| label.get(language)).unwrap_or_default();
        // In one pass: what a name holds in braces is no place.
        let places: [(&str, String); 8] = [
            ("{respondent}", words.respondent.to_owned()),
            ("{organisation}", words.organisation.to_owned()),
            ("{asked_by}", words.asked_by.to_owned()),
            ("{by_due}", dated(&SHIPPED.by_due, "{due}", words.due_on)),
            ("{sent_before}", dated(&SHIPPED.sent_before, "{sent}", words.sent_on)),
            ("{due}", words.due_on.map(day).unwrap_or_default()),
            ("{sent}", words.sent_on.map(day).unwrap_or_default()),
            ("{how}", how.to_owned()),
        ];
        Filled { subject: filled(&self.subject, &places), text: filled(&self.text, &places) }
    }
}

fn filled(text: &str, places: &[(&str, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match places.iter().find(|(place, _)| rest.starts_with(place)) {
            Some((place, value)) => {
                out.push_str(value);
                rest = &rest[place.len()..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}
