//! Something a person undertook to do by a day: a corrective action, or any other.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Check, NAME, PARAGRAPH};
use crate::fault::{Fault, FaultCode};
use crate::id::{ActivityId, ProviderId};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionDraft {
    pub title: String,
    #[serde(default)]
    pub provider: Option<ProviderId>,
    #[serde(default)]
    pub activity: Option<ActivityId>,
    /// Who does it.
    #[serde(default)]
    pub owner: Option<String>,
    pub due_on: Option<NaiveDate>,
    #[serde(default)]
    pub done_on: Option<NaiveDate>,
    /// What was done, or why not.
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Action {
    pub title: String,
    pub provider: Option<ProviderId>,
    pub activity: Option<ActivityId>,
    pub owner: Option<String>,
    pub due_on: NaiveDate,
    pub done_on: Option<NaiveDate>,
    pub note: Option<String>,
}

impl ActionDraft {
    pub fn check(&self, today: NaiveDate) -> Result<Action, Vec<Fault>> {
        let mut check = Check::default();
        if self.due_on.is_none() {
            check.fault("due_on", FaultCode::Required);
        }
        if self.done_on.is_some_and(|day| day > today) {
            check.fault("done_on", FaultCode::InTheFuture);
        }
        // It stands in the due list of one of them.
        if self.provider.is_some() && self.activity.is_some() {
            check.fault("activity", FaultCode::Twice { value: "provider".into() });
        }
        let action = Action {
            title: check.name("title", &self.title),
            provider: self.provider,
            activity: self.activity,
            owner: check.line("owner", self.owner.as_deref(), NAME),
            due_on: self.due_on.unwrap_or(today),
            done_on: self.done_on,
            note: check.text("note", self.note.as_deref(), PARAGRAPH),
        };
        check.finish(action)
    }
}
