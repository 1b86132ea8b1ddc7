//! What is due, and until when. Anything with a date has a rule (`assets/legal/due-rules.json`) that says
//! when it is due, from what, and what settles it. Nothing that is active is without a next date.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::action::Action;
use crate::activity::Confirmation;
use crate::assess::{Facts, HeldTransfer, HeldVerdict, ReviewRule};
use crate::assessment::AssessmentState;
use crate::check::{Check, PARAGRAPH};
use crate::fact::{FactGroup, Standing};
use crate::fault::{Fault, FaultCode};
use crate::id::{ActionId, ActivityId, AssessmentId, ClientId, NoticeId, ProviderId, ServiceId, TransferId};
use crate::legal::{Legal, LegalList, fresh_until};
use crate::lists::Lists;
use crate::notice::{Notice, ObjectionOutcome};
use crate::provider::ProviderStatus;
use crate::transfer::{Ground, Proposal, TiaOutcome, TransferRule};

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DueKind {
    /// A group of facts to look at again, Art. 5(1)(d).
    Verification {
        group: FactGroup,
    },
    /// Facts that were declared, and that nobody has verified yet.
    FirstVerification,
    /// A certification to be renewed, or to be struck out.
    Certification {
        standard: String,
    },
    /// Who of us has which access at the provider.
    StaffAccessReview {
        service: ServiceId,
        name: String,
    },
    /// An adequacy decision ends on which a transfer rests.
    AdequacyEnd {
        transfer: TransferId,
        decision: String,
    },
    /// An entry in a list of certified importers to look up again.
    DpfEntry {
        transfer: TransferId,
    },
    TiaMissing {
        transfer: TransferId,
    },
    TiaReview {
        transfer: TransferId,
    },
    /// Transfers that nobody has decided on, or without a ground that counts.
    TransferOpen {
        transfer: Option<TransferId>,
    },
    /// The last day to object to a change of sub-processors.
    Objection {
        notice: NoticeId,
    },
    /// The last day to tell our clients of one.
    ClientsTold {
        notice: NoticeId,
    },
    /// A client of ours has objected.
    ClientObjection {
        notice: NoticeId,
        client: ClientId,
    },
    /// Somebody says whether an activity is still as written.
    ActivityConfirmation,
    FirstConfirmation,
    Action {
        action: ActionId,
        title: String,
    },
    /// Whether the legal lists are still right.
    ListReview {
        list: LegalList,
    },
    /// The public list of our sub-processors differs from the one published.
    ListPublished,
    /// Somebody was asked, and has not answered.
    AnswersExpected {
        assessment: AssessmentId,
        respondent: String,
    },
    /// Answers came back, and wait for us.
    AnswersReview {
        assessment: AssessmentId,
        respondent: String,
    },
}

/// The last day that is written with four digits of the year.
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a day");

/// A person's word that something can wait, with a reason and an end.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
pub struct Snooze {
    pub until: NaiveDate,
    pub reason: String,
    pub by: String,
    pub on: NaiveDate,
}

/// Something a person has to do, and the last day on which it is in time.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
pub struct Due {
    /// The day that counts: put off, where somebody did.
    pub on: NaiveDate,
    #[serde(flatten)]
    pub what: DueKind,
    /// Names it among all that is due, today and tomorrow.
    pub key: String,
    /// When it was due by its rule, and why it can wait.
    pub snoozed: Option<Snoozed>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
pub struct Snoozed {
    pub from: NaiveDate,
    pub reason: String,
    pub by: String,
}

/// What a due date belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DueSubject {
    Provider { id: ProviderId },
    Activity { id: ActivityId },
    Register,
}

impl DueKind {
    /// Id of its rule in the assets.
    pub fn rule(&self) -> &'static str {
        match self {
            DueKind::Verification { .. } => "verification",
            DueKind::FirstVerification => "first_verification",
            DueKind::Certification { .. } => "certification",
            DueKind::StaffAccessReview { .. } => "staff_access_review",
            DueKind::AdequacyEnd { .. } => "adequacy_end",
            DueKind::DpfEntry { .. } => "dpf_entry",
            DueKind::TiaMissing { .. } => "tia_missing",
            DueKind::TiaReview { .. } => "tia_review",
            DueKind::TransferOpen { .. } => "transfer_open",
            DueKind::Objection { .. } => "objection",
            DueKind::ClientsTold { .. } => "clients_told",
            DueKind::ClientObjection { .. } => "client_objection",
            DueKind::ActivityConfirmation => "activity_confirmation",
            DueKind::FirstConfirmation => "first_confirmation",
            DueKind::Action { .. } => "action",
            DueKind::ListReview { .. } => "list_review",
            DueKind::ListPublished => "list_published",
            DueKind::AnswersExpected { .. } => "answers_expected",
            DueKind::AnswersReview { .. } => "answers_review",
        }
    }

    /// What it is about by name, where it has one beside its subject's.
    pub fn named(&self) -> Option<&str> {
        match self {
            DueKind::Certification { standard } => Some(standard),
            DueKind::StaffAccessReview { name, .. } => Some(name),
            DueKind::AdequacyEnd { decision, .. } => Some(decision),
            DueKind::Action { title, .. } => Some(title),
            DueKind::AnswersExpected { respondent, .. } | DueKind::AnswersReview { respondent, .. } => Some(respondent),
            _ => None,
        }
    }

    /// What it is about, within its subject.
    fn detail(&self) -> String {
        match self {
            DueKind::Verification { group } => group.id().to_owned(),
            DueKind::Certification { standard } => standard.clone(),
            DueKind::StaffAccessReview { service, .. } => service.to_string(),
            DueKind::AdequacyEnd { transfer, .. }
            | DueKind::DpfEntry { transfer }
            | DueKind::TiaMissing { transfer }
            | DueKind::TiaReview { transfer } => transfer.to_string(),
            DueKind::TransferOpen { transfer } => transfer.map(|id| id.to_string()).unwrap_or_default(),
            DueKind::Objection { notice } | DueKind::ClientsTold { notice } => notice.to_string(),
            DueKind::ClientObjection { notice, client } => format!("{notice}:{client}"),
            DueKind::Action { action, .. } => action.to_string(),
            DueKind::ListReview { list } => list.id().to_owned(),
            DueKind::AnswersExpected { assessment, .. } | DueKind::AnswersReview { assessment, .. } => assessment.to_string(),
            DueKind::FirstVerification | DueKind::ActivityConfirmation | DueKind::FirstConfirmation | DueKind::ListPublished => {
                String::new()
            }
        }
    }
}

impl DueSubject {
    fn id(&self) -> String {
        match self {
            DueSubject::Provider { id } => id.to_string(),
            DueSubject::Activity { id } => id.to_string(),
            DueSubject::Register => "register".to_owned(),
        }
    }
}

impl Due {
    /// A due date, put off where somebody put it off beyond its day.
    pub fn new(subject: DueSubject, on: NaiveDate, what: DueKind, snoozes: &BTreeMap<String, Snooze>) -> Due {
        let key = format!("{}:{}:{}", subject.id(), what.rule(), what.detail());
        let on = on.min(LAST_DAY);
        let snooze = snoozes.get(&key).filter(|snooze| snooze.until > on);
        let snoozed = snooze.map(|snooze| Snoozed { from: on, reason: snooze.reason.clone(), by: snooze.by.clone() });
        Due { on: snooze.map_or(on, |snooze| snooze.until), what, key, snoozed }
    }

    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.on < today
    }
}

impl Snooze {
    /// An end that lies ahead, and a reason.
    pub fn check(until: NaiveDate, reason: &str, by: &str, today: NaiveDate) -> Result<Snooze, Vec<Fault>> {
        let mut check = Check::default();
        let reason = check.text("reason", Some(reason), PARAGRAPH);
        if reason.is_none() {
            check.fault("reason", FaultCode::Required);
        }
        if until <= today {
            check.fault("until", FaultCode::EndsBeforeStart);
        }
        check.finish(Snooze { until, reason: reason.unwrap_or_default(), by: by.to_owned(), on: today })
    }
}

/// A day so many days or months on, as the rule says.
fn after(from: NaiveDate, rule: &str, lists: &Lists) -> NaiveDate {
    let Some(rule) = lists.due_rule(rule) else { return from };
    let later = rule.months.map_or(Some(from), |months| from.checked_add_months(Months::new(months)));
    later.and_then(|day| day.checked_add_days(Days::new(rule.days.unwrap_or(0).into()))).unwrap_or(from)
}

/// All that is due for a provider, earliest first; nothing once it is ended.
pub fn dues(facts: &Facts, verdicts: &[HeldVerdict], proposals: &[Proposal], lists: &Lists, review: &ReviewRule) -> Vec<Due> {
    let mut found = open_actions(facts);
    if facts.provider.status != Some(ProviderStatus::Ended) {
        found.extend(while_it_goes_on(facts, verdicts, proposals, lists, review));
    }
    found.sort();
    found
}

fn while_it_goes_on(facts: &Facts, verdicts: &[HeldVerdict], proposals: &[Proposal], lists: &Lists, review: &ReviewRule) -> Vec<Due> {
    let mut found = Vec::new();
    let mut add = |on: NaiveDate, what: DueKind| found.push(Due::new(facts.subject(), on, what, facts.snoozes));
    for (group, standing) in facts.standings {
        if let Some(on) = standing.stale_from(review.stale_after_months).and_then(|from| from.pred_opt()) {
            add(on, DueKind::Verification { group: *group });
        }
    }
    for held in &facts.provider.certifications {
        if let Some(on) = held.valid_until {
            add(on, DueKind::Certification { standard: held.standard.clone() });
        }
    }
    for (on, what) in of_notices(facts, lists) {
        add(on, what);
    }
    found.extend(facts.rounds.iter().filter_map(|round| round.due(facts.subject(), lists, facts.snoozes)));
    let mut add = |on: NaiveDate, what: DueKind| found.push(Due::new(facts.subject(), on, what, facts.snoozes));
    if facts.provider.works_for_us() {
        for (on, what) in of_a_working_provider(facts, proposals, lists).into_iter().chain(of_transfers(facts, verdicts, lists)) {
            add(on, what);
        }
    }
    found
}

/// A round that somebody has to do something about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenRound {
    pub id: AssessmentId,
    /// Name of the provider or department.
    pub respondent: String,
    pub state: AssessmentState,
    pub sent_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub received_on: Option<NaiveDate>,
}

impl OpenRound {
    /// Until when it is answered, or looked at; nothing while it is only prepared, or over.
    pub fn due(&self, subject: DueSubject, lists: &Lists, snoozes: &BTreeMap<String, Snooze>) -> Option<Due> {
        let (assessment, respondent) = (self.id, self.respondent.clone());
        let (on, what) = match self.state {
            AssessmentState::Sent | AssessmentState::Reminded => {
                let on = self.due_on.or_else(|| Some(after(self.sent_on?, "answers_expected", lists)))?;
                (on, DueKind::AnswersExpected { assessment, respondent })
            }
            AssessmentState::Received | AssessmentState::InReview => {
                (after(self.received_on?, "answers_review", lists), DueKind::AnswersReview { assessment, respondent })
            }
            AssessmentState::Prepared | AssessmentState::Closed | AssessmentState::Withdrawn => return None,
        };
        Some(Due::new(subject, on, what, snoozes))
    }
}

fn open_actions(facts: &Facts) -> Vec<Due> {
    facts.actions.iter().filter_map(|(id, action)| action_due(facts.subject(), *id, action, facts.snoozes)).collect()
}

/// What is to be done by a day; nothing once it is done.
pub fn action_due(subject: DueSubject, id: ActionId, action: &Action, snoozes: &BTreeMap<String, Snooze>) -> Option<Due> {
    let what = DueKind::Action { action: id, title: action.title.clone() };
    action.done_on.is_none().then(|| Due::new(subject, action.due_on, what, snoozes))
}

/// A provider that works for us always has a date: its facts are verified again, or for the first time.
fn of_a_working_provider(facts: &Facts, proposals: &[Proposal], lists: &Lists) -> Vec<(NaiveDate, DueKind)> {
    let mut found = Vec::new();
    let declared = facts.standings.values().filter_map(|standing| match standing {
        Standing::Declared { on, .. } => Some(*on),
        Standing::Verified { .. } => None,
    });
    let first = declared.min();
    found.extend(first.map(|on| (after(on, "first_verification", lists), DueKind::FirstVerification)));
    let stated = facts.standings.values().map(stated_on).max();
    if let Some(on) = stated.filter(|_| !proposals.is_empty()) {
        found.push((after(on, "transfer_open", lists), DueKind::TransferOpen { transfer: None }));
    }
    for (id, service) in facts.services {
        let staff = &service.staff_access;
        let has_access = service.has_personal_data() && (staff.people.is_some_and(|people| people > 0) || !staff.roles.is_empty());
        let reviewed = staff.last_review.map(|on| after(on, "staff_access_review", lists));
        let never = facts.standings.get(&FactGroup::StaffAccess).map(|standing| after(stated_on(standing), "first_verification", lists));
        let what = DueKind::StaffAccessReview { service: *id, name: service.name.clone() };
        found.extend(reviewed.or(never.filter(|_| has_access)).map(|on| (on, what)));
    }
    found
}

fn stated_on(standing: &Standing) -> NaiveDate {
    match standing {
        Standing::Declared { on, .. } | Standing::Verified { on, .. } => *on,
    }
}

fn of_transfers(facts: &Facts, verdicts: &[HeldVerdict], lists: &Lists) -> Vec<(NaiveDate, DueKind)> {
    let mut found = Vec::new();
    for (held, HeldVerdict { verdict, .. }) in facts.transfers.iter().zip(verdicts) {
        let transfer = held.id;
        if !held.transfer.is_confirmed() || verdict.ground == Ground::InsideEea {
            continue;
        }
        if let Some(end) = &verdict.adequacy_end {
            found.push((end.on, DueKind::AdequacyEnd { transfer, decision: end.decision.clone() }));
        }
        if let Some(entry) = &held.transfer.dpf {
            let again = after(entry.checked_on, "dpf_entry", lists);
            found.push((entry.valid_until.map_or(again, |until| until.min(again)), DueKind::DpfEntry { transfer }));
        }
        found.extend(of_assessment(held, verdict.rule, lists));
        if matches!(verdict.ground, Ground::Missing | Ground::Unknown) || verdict.rule == TransferRule::DerogationMisused {
            found.push((after(held.decided_on, "transfer_open", lists), DueKind::TransferOpen { transfer: Some(transfer) }));
        }
    }
    found
}

fn of_assessment(held: &HeldTransfer, rule: TransferRule, lists: &Lists) -> Option<(NaiveDate, DueKind)> {
    let transfer = held.id;
    match &held.assessment {
        Some(assessment) if assessment.outcome == TiaOutcome::InProgress => {
            Some((after(assessment.assessed_on, "tia_missing", lists), DueKind::TiaMissing { transfer }))
        }
        Some(assessment) => Some((assessment.review_on, DueKind::TiaReview { transfer })),
        None if rule == TransferRule::TiaMissing => Some((after(held.decided_on, "tia_missing", lists), DueKind::TiaMissing { transfer })),
        None => None,
    }
}

fn of_notices(facts: &Facts, lists: &Lists) -> Vec<(NaiveDate, DueKind)> {
    let mut found = Vec::new();
    for (id, notice) in facts.notices {
        let clocks = notice.clocks(&facts.client_duty);
        if notice.is_open() {
            // Without a window in the contract, the day it was received counts: nothing says that there is time.
            found.push((clocks.objection_due.unwrap_or(notice.received_on), DueKind::Objection { notice: *id }));
        }
        if clocks.must_tell_clients && notice.clients_told_on.is_none() {
            found.push((clocks.clients_due.unwrap_or(notice.received_on), DueKind::ClientsTold { notice: *id }));
        }
        found.extend(of_objections(*id, notice, lists));
    }
    found
}

fn of_objections(id: NoticeId, notice: &Notice, lists: &Lists) -> Vec<(NaiveDate, DueKind)> {
    let open = notice.objections.iter().filter(|held| held.outcome == ObjectionOutcome::Open);
    let due =
        open.map(|held| (after(held.received_on, "client_objection", lists), DueKind::ClientObjection { notice: id, client: held.client }));
    due.collect()
}

/// When an activity is to be confirmed: some time after it was last, or after it was written.
pub fn confirmation_due(
    confirmation: Option<&Confirmation>,
    review_on: Option<NaiveDate>,
    written_on: NaiveDate,
    lists: &Lists,
) -> (NaiveDate, DueKind) {
    let (on, what) = match confirmation {
        Some(held) => (after(held.on, "activity_confirmation", lists), DueKind::ActivityConfirmation),
        None => (after(written_on, "first_confirmation", lists), DueKind::FirstConfirmation),
    };
    // A day chosen before the last confirmation has been dealt with.
    let chosen = review_on.filter(|day| confirmation.is_none_or(|held| held.on < *day));
    (chosen.map_or(on, |day| day.min(on)), what)
}

/// The legal lists: each is looked at once a year.
pub fn list_dues(legal: &Legal, snoozes: &BTreeMap<String, Snooze>) -> Vec<Due> {
    let due = |list: LegalList| {
        Due::new(DueSubject::Register, fresh_until(legal.source(list).last_verified), DueKind::ListReview { list }, snoozes)
    };
    LegalList::ALL.into_iter().map(due).collect()
}

/// Our public list, from the day on which it differs from the one published.
pub fn published_due(differs_since: NaiveDate, lists: &Lists, snoozes: &BTreeMap<String, Snooze>) -> Due {
    Due::new(DueSubject::Register, after(differs_since, "list_published", lists), DueKind::ListPublished, snoozes)
}
