//! A provider's notice that its sub-processors change (Art. 28(2)), our answer to it, and what our own
//! clients have to be told first.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Check, PARAGRAPH};
use crate::client::MOST_DAYS;
use crate::fault::{Fault, FaultCode};
use crate::id::ClientId;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeDecision {
    Accepted,
    Objected,
    /// We end the contract over it.
    Leave,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ObjectionOutcome {
    Open,
    Settled,
    Withdrawn,
    ContractEnded,
}

/// What a client of ours answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientObjection {
    pub client: ClientId,
    pub received_on: NaiveDate,
    pub reason: String,
    pub outcome: ObjectionOutcome,
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoticeDraft {
    pub received_on: NaiveDate,
    /// What is to change, in their words.
    #[serde(default)]
    pub change: Option<String>,
    /// Days that the contract leaves for an objection, counted from receipt.
    #[serde(default)]
    pub window_days: Option<u16>,
    /// When the change takes effect.
    #[serde(default)]
    pub effective_on: Option<NaiveDate>,
    #[serde(default)]
    pub decision: Option<NoticeDecision>,
    #[serde(default)]
    pub decided_on: Option<NaiveDate>,
    /// Required with a decision.
    #[serde(default)]
    pub reason: Option<String>,
    /// Whether clients of ours must be told first; found from the activities unless given.
    #[serde(default)]
    pub must_tell_clients: Option<bool>,
    /// Days before it takes effect; the longest of the contracts concerned unless given.
    #[serde(default)]
    pub client_days: Option<u16>,
    #[serde(default)]
    pub clients_told_on: Option<NaiveDate>,
    #[serde(default)]
    pub objections: Vec<ClientObjection>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Notice {
    pub received_on: NaiveDate,
    pub change: Option<String>,
    pub window_days: Option<u16>,
    pub effective_on: Option<NaiveDate>,
    pub decision: Option<NoticeDecision>,
    pub decided_on: Option<NaiveDate>,
    pub reason: Option<String>,
    pub must_tell_clients: Option<bool>,
    pub client_days: Option<u16>,
    pub clients_told_on: Option<NaiveDate>,
    pub objections: Vec<ClientObjection>,
}

impl NoticeDraft {
    pub fn check(&self, today: NaiveDate) -> Result<Notice, Vec<Fault>> {
        let mut check = Check::default();
        let past = [("received_on", Some(self.received_on)), ("decided_on", self.decided_on), ("clients_told_on", self.clients_told_on)];
        for (field, _) in past.into_iter().filter(|(_, day)| day.is_some_and(|day| day > today)) {
            check.fault(field, FaultCode::InTheFuture);
        }
        let notice = Notice {
            received_on: self.received_on,
            change: check.text("change", self.change.as_deref(), PARAGRAPH),
            window_days: check.days("window_days", self.window_days, MOST_DAYS),
            effective_on: self.effective_on,
            decision: self.decision,
            decided_on: self.decision.and(Some(self.decided_on.unwrap_or(today))),
            reason: check.text("reason", self.reason.as_deref(), PARAGRAPH),
            must_tell_clients: self.must_tell_clients,
            client_days: check.days("client_days", self.client_days, MOST_DAYS),
            clients_told_on: self.clients_told_on,
            objections: objections(&mut check, &self.objections, today),
        };
        if self.decision.is_some() && notice.reason.is_none() {
            check.fault("reason", FaultCode::Required);
        }
        if notice.decided_on.is_some_and(|day| day < self.received_on) {
            check.fault("decided_on", FaultCode::EndsBeforeStart);
        }
        check.finish(notice)
    }
}

fn objections(check: &mut Check, raw: &[ClientObjection], today: NaiveDate) -> Vec<ClientObjection> {
    check.size("objections", raw.len());
    let read = raw.iter().enumerate().map(|(at, held)| {
        if held.received_on > today {
            check.fault(format!("objections.{at}.received_on"), FaultCode::InTheFuture);
        }
        let field = format!("objections.{at}.reason");
        let reason = check.text(&field, Some(&held.reason), PARAGRAPH);
        if held.reason.trim().is_empty() {
            check.fault(field, FaultCode::Required);
        }
        ClientObjection {
            reason: reason.unwrap_or_default(),
            note: check.text(&format!("objections.{at}.note"), held.note.as_deref(), PARAGRAPH),
            ..held.clone()
        }
    });
    read.collect()
}

/// What our own contracts ask for when a provider's sub-processors change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
pub struct ClientDuty {
    /// Clients for whom the provider works through us.
    pub clients: u32,
    /// The longest notice promised to one of them, in days; none where no contract says.
    pub notice_days: Option<u16>,
}

/// The clocks of a notice.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct NoticeClocks {
    /// The last day to object; none where the contract's window is not known.
    pub objection_due: Option<NaiveDate>,
    pub must_tell_clients: bool,
    /// The last day to tell our clients; none where it is not known when the change takes effect.
    pub clients_due: Option<NaiveDate>,
}

impl Notice {
    pub fn is_open(&self) -> bool {
        self.decision.is_none()
    }

    /// A change we refuse reaches no client.
    pub fn clocks(&self, duty: &ClientDuty) -> NoticeClocks {
        let objection_due = self.window_days.and_then(|days| self.received_on.checked_add_days(Days::new(days.into())));
        let must_tell_clients =
            self.must_tell_clients.unwrap_or(duty.clients > 0) && matches!(self.decision, None | Some(NoticeDecision::Accepted));
        let takes_effect = self.effective_on.or(objection_due);
        let days = self.client_days.or(duty.notice_days).unwrap_or(0);
        let clients_due = takes_effect.filter(|_| must_tell_clients).and_then(|day| day.checked_sub_days(Days::new(days.into())));
        NoticeClocks { objection_due, must_tell_clients, clients_due }
    }

    pub fn to_draft(&self) -> NoticeDraft {
        let held = self.clone();
        NoticeDraft {
            received_on: held.received_on,
            change: held.change,
            window_days: held.window_days,
            effective_on: held.effective_on,
            decision: held.decision,
            decided_on: held.decided_on,
            reason: held.reason,
            must_tell_clients: held.must_tell_clients,
            client_days: held.client_days,
            clients_told_on: held.clients_told_on,
            objections: held.objections,
        }
    }
}
