//! A questionnaire as data: sections, questions and their options, with the conditions under which a
//! question is asked. Who answers one, and when, is left to `assessment`.

mod answer;
mod asked;
mod check;
mod intake;
mod read;
mod said;
#[cfg(test)]
mod tests;
mod vague;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use answer::{Answer, AnswerSource, AnswerValue, AnsweredPerson, Answers, Attachment, Card, CardStanding, Row, Sender};
pub use asked::{Missing, is_asked, missing};
pub use intake::{CONFIRMED, CardChange, DEPARTMENT, Fill, Held, Intake, NO_LONGER_USED, prefilled};
pub use read::{AnswerRemark, LONGEST, RemarkCode, first_day, is_day, read_answers};
pub use said::said;
pub use vague::{Vagueness, vagueness};

use crate::lists::Language;

/// A text in the languages it was written in; English is always there.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub en: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub fr: Option<String>,
}

impl Words {
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Fr => self.fr.as_deref().unwrap_or(&self.en),
            Language::En => &self.en,
        }
    }
}

/// Whom it asks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionnaireKind {
    Provider,
    /// A head of department: one card for each tool in use.
    Department,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// "provider" and "department" are shipped; one of our own has a UUID.
    pub id: String,
    pub kind: QuestionnaireKind,
    /// From 1.
    pub version: u32,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub last_verified: Option<NaiveDate>,
    pub title: Words,
    #[serde(default)]
    pub introduction: Words,
    pub sections: Vec<Section>,
    /// In the order in which they are asked; a follow-up after the question it follows.
    pub questions: Vec<Question>,
    #[serde(default)]
    pub vague: Option<VagueRule>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub id: String,
    pub title: Words,
    /// Asked once for each tool.
    #[serde(default)]
    pub is_per_tool: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    Text,
    Paragraph,
    /// A day, a month or a year.
    Date,
    /// A whole number.
    Number,
    One,
    Several,
    Tags,
    Person,
    /// ISO 3166-1 alpha-2.
    Countries,
    Table,
    Files,
}

/// Options that come from a vocabulary.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionVocabulary {
    PersonalData,
    DataSubjects,
}

/// How an answer becomes a maturity from 0 to 100.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Scoring {
    /// The score of the option that was chosen.
    Choice,
    /// The sum of those chosen, at most 100.
    Sum,
    /// Of a date: up to 12 months 100, 18 months 75, 24 months 50, older 25.
    Age,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionOption {
    pub id: String,
    pub text: Words,
    /// 0 to 100.
    #[serde(default)]
    pub score: Option<u8>,
    /// Level of a factor of the inherent risk, 1 to 4.
    #[serde(default)]
    pub level: Option<u8>,
    /// "None of these": not together with another.
    #[serde(default)]
    pub is_exclusive: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub id: String,
    pub text: Words,
}

/// Asked only where another question was answered with one of these options.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct When {
    pub question: String,
    pub is: Vec<String>,
}

/// What a question bears on, by article or control identifier only.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct References {
    pub gdpr: Vec<String>,
    pub iso27001_2022: Vec<String>,
    pub csa_ccm_v4: Vec<String>,
    pub nist_csf_2: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: String,
    pub section: String,
    /// The question this one follows up.
    #[serde(default)]
    pub follows: Option<String>,
    #[serde(default)]
    pub title: Option<Words>,
    pub text: Words,
    #[serde(default)]
    pub help: Option<Words>,
    pub kind: QuestionKind,
    #[serde(default)]
    pub options: Vec<QuestionOption>,
    #[serde(default)]
    pub vocabulary: Option<QuestionVocabulary>,
    #[serde(default)]
    pub columns: Vec<Column>,
    #[serde(default)]
    #[ts(type = "number | null")]
    pub minimum: Option<i64>,
    #[serde(default)]
    #[ts(type = "number | null")]
    pub maximum: Option<i64>,
    #[serde(default)]
    pub is_required: bool,
    #[serde(default)]
    pub may_be_unknown: bool,
    #[serde(default)]
    pub may_not_apply: bool,
    #[serde(default)]
    pub takes_comment: bool,
    #[serde(default)]
    pub takes_files: bool,
    #[serde(default)]
    pub when: Option<When>,
    /// Of a main question to a provider; all together make 100.
    #[serde(default)]
    pub weight: Option<u8>,
    #[serde(default)]
    pub scoring: Option<Scoring>,
    /// What would prove the answer.
    #[serde(default)]
    pub evidence: Vec<Words>,
    #[serde(default)]
    pub references: References,
    /// What a vague answer to this question looks like.
    #[serde(default)]
    pub vague_signs: Vec<Words>,
    /// What of the register it fills.
    #[serde(default)]
    pub fills: Option<Fill>,
}

/// What a text needs so as not to be taken for vague.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VagueRule {
    /// A shorter text without anything to hold on to is vague.
    pub min_chars: u32,
    pub hedges: Hedges,
}

/// Phrases that say nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Hedges {
    pub en: Vec<String>,
    pub fr: Vec<String>,
}

impl Questionnaire {
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// Those that follow up on no other.
    pub fn main_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| question.follows.is_none())
    }

    pub fn follow_ups<'a>(&'a self, question: &'a str) -> impl Iterator<Item = &'a Question> {
        self.questions.iter().filter(move |follow_up| follow_up.follows.as_deref() == Some(question))
    }

    /// Without what is ours alone: whoever answers is not told which answer scores most, nor what counts as vague.
    pub fn as_asked(mut self) -> Questionnaire {
        self.vague = None;
        for question in &mut self.questions {
            (question.weight, question.scoring) = (None, None);
            question.vague_signs.clear();
            question.options.iter_mut().for_each(|option| (option.score, option.level) = (None, None));
        }
        self
    }

    /// Only these main questions with their follow-ups, and what their conditions look at.
    pub fn only(&self, main: &[String]) -> Questionnaire {
        let is_kept = |question: &Question| main.contains(question.follows.as_ref().unwrap_or(&question.id));
        let questions: Vec<Question> = self.questions.iter().filter(|question| is_kept(question)).cloned().collect();
        let sections = self.sections.iter().filter(|section| questions.iter().any(|question| question.section == section.id));
        Questionnaire { sections: sections.cloned().collect(), questions: questions.clone(), ..self.clone() }
    }
}

impl Question {
    pub fn option(&self, id: &str) -> Option<&QuestionOption> {
        self.options.iter().find(|option| option.id == id)
    }
}
