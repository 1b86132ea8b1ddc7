//! What a respondent wrote.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use ts_rs::TS;
use uuid::Uuid;

use crate::assessment::Way;
use crate::check::{Check, LINE, NAME};
use crate::fault::FaultCode;
use crate::id::{EvidenceId, ProviderId, ServiceId};

/// A row of a table: column id and text.
pub type Row = BTreeMap<String, String>;

/// By question id.
pub type Answers = BTreeMap<String, Answer>;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum AnswerValue {
    Number(#[ts(type = "number")] i64),
    /// A text, a day, or the id of an option.
    Text(String),
    /// Option ids, tags or country codes.
    Lines(Vec<String>),
    Rows(Vec<Row>),
    Person(AnsweredPerson),
    /// Of a shape that no question takes; kept so that it can be shown.
    Other(#[ts(type = "unknown")] Value),
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AnsweredPerson {
    pub name: String,
    pub email: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub value: Option<AnswerValue>,
    /// "I do not know."
    #[serde(skip_serializing_if = "is_false")]
    #[ts(optional, as = "Option<bool>")]
    pub is_unknown: bool,
    /// Why the question does not apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub not_applicable: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub comment: Option<String>,
    /// Ids of attachments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub files: Vec<String>,
    /// Where we found it, of an answer that is ours.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "readable")]
    #[ts(optional)]
    pub source: Option<AnswerSource>,
}

/// The published document that an answer of ours comes from.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerSource {
    /// What it is called.
    pub document: String,
    /// Where the register keeps it.
    pub evidence: Option<EvidenceId>,
    /// Such as `p. 12`.
    pub page: Option<String>,
    /// The day that stands on it.
    pub dated: Option<NaiveDate>,
}

impl AnswerSource {
    /// `field` is its path among the answers.
    pub fn check(&self, check: &mut Check, field: &str, today: NaiveDate) -> AnswerSource {
        if self.dated.is_some_and(|dated| dated > today) {
            check.fault(format!("{field}.dated"), FaultCode::InTheFuture);
        }
        AnswerSource {
            document: check.name(&format!("{field}.document"), &self.document),
            evidence: self.evidence,
            page: check.line(&format!("{field}.page"), self.page.as_deref(), LINE.min(NAME)),
            dated: self.dated,
        }
    }
}

/// A file from outside may hold anything in this place: what is no source is none.
fn readable<'de, D: Deserializer<'de>>(from: D) -> Result<Option<AnswerSource>, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(from)?).ok())
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Answer {
    pub fn of(value: AnswerValue) -> Answer {
        Answer { value: Some(value), ..Answer::default() }
    }

    pub fn text(text: &str) -> Answer {
        Answer::of(AnswerValue::Text(text.into()))
    }

    /// Something was said, be it that nobody knows.
    pub fn is_given(&self) -> bool {
        self.is_unknown || self.not_applicable.is_some() || self.has_value() || !self.files.is_empty()
    }

    pub fn has_value(&self) -> bool {
        match &self.value {
            None => false,
            Some(AnswerValue::Number(_)) => true,
            Some(AnswerValue::Text(text)) => !text.trim().is_empty(),
            Some(AnswerValue::Lines(lines)) => lines.iter().any(|line| !line.trim().is_empty()),
            Some(AnswerValue::Rows(rows)) => rows.iter().any(|row| row.values().any(|text| !text.trim().is_empty())),
            Some(AnswerValue::Person(AnsweredPerson { name, email })) => !name.trim().is_empty() || !email.trim().is_empty(),
            Some(AnswerValue::Other(value)) => !value.is_null(),
        }
    }

    /// As it is asked again: files are not asked to be sent back, and where we found it is our business.
    pub fn go_out(&mut self, way: Way) {
        self.files.clear();
        if way != Way::Desk {
            self.source = None;
        }
    }

    /// Whether this option was chosen, alone or among others.
    pub fn chose(&self, option: &str) -> bool {
        match &self.value {
            Some(AnswerValue::Text(text)) => text == option,
            Some(AnswerValue::Lines(lines)) => lines.iter().any(|line| line == option),
            _ => false,
        }
    }
}

/// What a head of department says of a tool that the register holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CardStanding {
    Confirmed,
    Corrected,
    NoLongerUsed,
}

/// The answers on one tool.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Card {
    pub id: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub service: Option<ServiceId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub provider: Option<ProviderId>,
    /// It was filled in from the register.
    #[serde(default, skip_serializing_if = "is_false")]
    #[ts(optional, as = "Option<bool>")]
    pub is_known: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub standing: Option<CardStanding>,
    #[serde(default)]
    pub answers: Answers,
}

/// Who says that they filled it in.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
pub struct Sender {
    pub name: String,
    pub function: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub email: Option<String>,
}

/// A file that came with the answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Attachment {
    pub id: String,
    pub name: String,
    /// Media type, as the sender's machine said it.
    #[serde(rename = "type")]
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}
