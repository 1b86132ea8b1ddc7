//! Assessments: who is asked what, until when, and how far it is.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::assessment::{Assessment, AssessmentDraft, AssessmentState, Respondent, Step, Way};
use provident_domain::fault::{Fault, FaultCode};
use provident_domain::id::{AssessmentId, DepartmentId, ProviderId};
use provident_domain::lists::Language;
use provident_domain::questionnaire::{Answers, Card, Held, Questionnaire, QuestionnaireKind, prefilled};
use provident_store::{AssessmentFilter, Reading, StoredAssessment, Writing};
use serde::Deserialize;
use ts_rs::TS;

use super::assessment_view::{AssessmentPage, AssessmentRow, AssessmentView, row, view};
use super::questionnaire;
use crate::app::Call;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal};

/// What changes on screens when an assessment does.
pub(super) const TAGS: [&str; 4] = ["assessments", "provider:*", "dues", "history"];

#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AssessmentQuery {
    pub kind: Option<QuestionnaireKind>,
    pub provider: Option<ProviderId>,
    pub department: Option<DepartmentId>,
    /// All where empty.
    pub states: Vec<AssessmentState>,
    pub search: Option<String>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssessmentShow {
    pub id: AssessmentId,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssessmentPrepare {
    pub respondents: Vec<Respondent>,
    /// The shipped one for their kind unless given.
    #[serde(default)]
    pub questionnaire: Option<String>,
    pub way: Way,
    pub language: Language,
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    #[serde(default)]
    pub owner: Option<String>,
    /// Filled in with what we hold: the tools of a department, a provider's last answers.
    pub is_prefilled: bool,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssessmentChange {
    pub id: AssessmentId,
    pub revision: u32,
    pub draft: AssessmentDraft,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssessmentSent {
    pub ids: Vec<AssessmentId>,
    pub on: NaiveDate,
    /// A reminder went out, not the questionnaire.
    #[serde(default)]
    pub is_reminder: bool,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssessmentWithdraw {
    pub id: AssessmentId,
    pub revision: u32,
    pub reason: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssessmentOne {
    pub id: AssessmentId,
    pub revision: u32,
}

pub(crate) fn list(call: &Call, arguments: AssessmentQuery) -> Result<Done<AssessmentPage>, Failure> {
    let today = call.app.clock.today();
    let wide = AssessmentFilter {
        kind: arguments.kind,
        provider: arguments.provider,
        department: arguments.department,
        states: Vec::new(),
        search: arguments.search.filter(|search| !search.trim().is_empty()),
    };
    let rows = call.read(|reading| {
        let lines = reading.assessments(&wide)?;
        lines.into_iter().map(|line| row(reading, line, today)).collect::<Result<Vec<_>, Failure>>()
    })?;
    let mut counts = BTreeMap::new();
    rows.iter().for_each(|row| *counts.entry(row.state).or_default() += 1);
    let late = rows.iter().filter(|row| row.is_late).count() as u32;
    let is_wanted = |row: &AssessmentRow| arguments.states.is_empty() || arguments.states.contains(&row.state);
    let mut rows: Vec<AssessmentRow> = rows.into_iter().filter(is_wanted).collect();
    // The sort is stable: within each part the newest stays first.
    rows.sort_by_key(|row| (!row.is_late, row.state.is_over()));
    Ok(Done::read(AssessmentPage { rows, counts, late }))
}

pub(crate) fn show(call: &Call, arguments: AssessmentShow) -> Result<Done<AssessmentView>, Failure> {
    let today = call.app.clock.today();
    Ok(Done::read(call.read(|reading| view(reading, arguments.id, today))?))
}

/// One round for each respondent. Gives those that were made.
pub(crate) fn prepare(call: &Call, arguments: AssessmentPrepare) -> Result<Done<Vec<AssessmentId>>, Failure> {
    let AssessmentPrepare { way, language, due_on, owner, .. } = arguments.clone();
    let draft = AssessmentDraft { way, language, due_on, owner, note: None }.check()?;
    let today = call.app.clock.today();
    let ids = call.write(|writing| {
        let mut ids = Vec::new();
        for respondent in &arguments.respondents {
            let id = arguments.questionnaire.clone().unwrap_or_else(|| questionnaire::shipped_for(respondent.kind()).id.clone());
            ids.push(prepare_one(writing, *respondent, &id, &draft, arguments.is_prefilled, today)?);
        }
        Ok(ids)
    })?;
    Ok(Done::changed(ids, &TAGS))
}

pub(super) fn prepare_one(
    writing: &mut Writing,
    respondent: Respondent,
    questionnaire: &str,
    draft: &AssessmentDraft,
    is_prefilled: bool,
    today: NaiveDate,
) -> Result<AssessmentId, Failure> {
    let asked = questionnaire::asked_now(&writing.reading(), questionnaire)?;
    if asked.kind != respondent.kind() {
        return Err(Failure::Refused { reason: Refusal::OtherRespondent });
    }
    named(&writing.reading(), respondent)?;
    writing.keep_questionnaire_version(&asked)?;
    let round = writing.reading().next_round(respondent, questionnaire)?;
    let mut assessment = Assessment {
        respondent,
        questionnaire: asked.id.clone(),
        version: asked.version,
        round,
        follow_up_of: None,
        only: Vec::new(),
        remarks: BTreeMap::new(),
        state: AssessmentState::Prepared,
        way: draft.way,
        language: draft.language,
        prepared_on: today,
        sent_on: None,
        reminded_on: Vec::new(),
        due_on: None,
        received_on: None,
        closed_on: None,
        withdrawn_on: None,
        reason: None,
        owner: None,
        note: None,
        answers: Answers::new(),
        cards: Vec::new(),
    };
    assessment.put(draft.clone());
    if is_prefilled {
        match respondent {
            Respondent::Department(department) => assessment.cards = cards(&writing.reading(), department, &asked)?,
            Respondent::Provider(_) => assessment.answers = answers_before(&writing.reading(), respondent, &asked, draft.way)?,
        }
    }
    let id = AssessmentId(uuid::Uuid::now_v7());
    writing.save_assessment(id, None, &assessment)?;
    Ok(id)
}

/// What the register holds of the tools that a department uses.
fn cards(reading: &Reading, department: DepartmentId, asked: &Questionnaire) -> Result<Vec<Card>, Failure> {
    let mut cards = Vec::new();
    for (provider, service) in reading.services_of_department(department)? {
        let held = Held { provider: provider.provider.to_draft(), service: service.service.to_draft() };
        cards.push(Card {
            id: uuid::Uuid::now_v7(),
            service: Some(service.id),
            provider: Some(provider.id),
            is_known: true,
            standing: None,
            answers: prefilled(asked, &held),
        });
    }
    Ok(cards)
}

/// What the respondent wrote last time, to the questions that are asked again. Files are not asked to be sent back.
fn answers_before(reading: &Reading, respondent: Respondent, asked: &Questionnaire, way: Way) -> Result<Answers, Failure> {
    let (provider, department) = match respondent {
        Respondent::Provider(id) => (Some(id), None),
        Respondent::Department(id) => (None, Some(id)),
    };
    let filter = AssessmentFilter { provider, department, states: vec![AssessmentState::Closed], ..AssessmentFilter::default() };
    let last = reading.assessments(&filter)?.into_iter().find(|line| {
        let held = &line.stored.assessment;
        held.questionnaire == asked.id && held.follow_up_of.is_none()
    });
    let Some(last) = last else { return Ok(Answers::new()) };
    let mut answers = super::review::answers_of(reading, &last.stored)?;
    answers.retain(|id, _| asked.question(id).is_some());
    answers.values_mut().for_each(|answer| answer.go_out(way));
    answers.retain(|_, answer| answer.is_given() || answer.comment.is_some());
    Ok(answers)
}

pub(crate) fn change(call: &Call, arguments: AssessmentChange) -> Result<Done<AssessmentView>, Failure> {
    let draft = arguments.draft.check()?;
    step(call, arguments.id, Some(arguments.revision), |assessment| {
        assessment.put(draft);
        Ok(())
    })
}

/// What the user confirms: Provident itself sends nothing.
pub(crate) fn sent(call: &Call, arguments: AssessmentSent) -> Result<Done<u32>, Failure> {
    let today = call.app.clock.today();
    if arguments.on > today {
        return Err(vec![Fault { field: "on".into(), code: FaultCode::InTheFuture }].into());
    }
    let wanted = if arguments.is_reminder { Step::Remind } else { Step::Send };
    let (count, command) = call.write_as_command(|writing| {
        let mut count = 0;
        for id in &arguments.ids {
            let held = writing.reading().assessment(*id)?;
            let mut assessment = held.assessment.clone();
            if assessment.step(wanted, arguments.on) {
                writing.save_assessment(*id, Some(held.revision), &assessment)?;
                count += 1;
            }
        }
        Ok(count)
    })?;
    Ok(Done::changed(count, &TAGS).with_undo(command))
}

pub(crate) fn withdraw(call: &Call, arguments: AssessmentWithdraw) -> Result<Done<AssessmentView>, Failure> {
    let today = call.app.clock.today();
    let mut check = provident_domain::check::Check::default();
    let reason = check.text("reason", Some(&arguments.reason), provident_domain::check::PARAGRAPH);
    if reason.is_none() {
        check.fault("reason", FaultCode::Required);
    }
    let reason = check.finish(reason)?;
    step(call, arguments.id, Some(arguments.revision), |assessment| {
        assessment.reason = reason;
        taken(assessment.step(Step::Withdraw, today))
    })
}

pub(crate) fn close(call: &Call, arguments: AssessmentOne) -> Result<Done<AssessmentView>, Failure> {
    let today = call.app.clock.today();
    call.write(|writing| {
        let mut held = open(&writing.reading(), arguments.id)?;
        taken(held.assessment.step(Step::Close, today))?;
        writing.save_assessment(held.id, Some(arguments.revision), &held.assessment)?;
        // What was asked again ends with it: nothing that comes later changes a round that is closed.
        for mut again in writing.reading().follow_ups(held.id)? {
            if again.assessment.step(Step::Close, today) || again.assessment.step(Step::Withdraw, today) {
                writing.save_assessment(again.id, Some(again.revision), &again.assessment)?;
            }
        }
        Ok(())
    })?;
    // Closed is for ever: there is nothing to take back.
    Ok(Done::changed(call.read(|reading| view(reading, arguments.id, today))?, &TAGS))
}

/// A new round of one that is over, with what was said last time.
pub(crate) fn again(call: &Call, arguments: AssessmentShow) -> Result<Done<AssessmentId>, Failure> {
    let today = call.app.clock.today();
    let id = call.write(|writing| {
        let held = writing.reading().assessment(arguments.id)?.assessment;
        if !held.state.is_over() {
            return Err(Failure::Refused { reason: Refusal::AssessmentRuns });
        }
        let draft = AssessmentDraft { way: held.way, language: held.language, due_on: None, owner: held.owner.clone(), note: None };
        prepare_one(writing, held.respondent, &held.questionnaire, &draft, true, today)
    })?;
    Ok(Done::changed(id, &TAGS))
}

pub(super) fn taken(is_taken: bool) -> Result<(), Failure> {
    if is_taken { Ok(()) } else { Err(Failure::Refused { reason: Refusal::NotInThisState }) }
}

/// Changes one that is not over.
pub(super) fn step(
    call: &Call,
    id: AssessmentId,
    revision: Option<u32>,
    change: impl FnOnce(&mut Assessment) -> Result<(), Failure>,
) -> Result<Done<AssessmentView>, Failure> {
    let today = call.app.clock.today();
    let ((), command) = call.write_as_command(|writing| {
        let held = open(&writing.reading(), id)?;
        let mut assessment = held.assessment;
        change(&mut assessment)?;
        writing.save_assessment(id, revision, &assessment)?;
        Ok(())
    })?;
    Ok(Done::changed(call.read(|reading| view(reading, id, today))?, &TAGS).with_undo(command))
}

/// One that is not over; a closed one is read-only for ever.
pub(super) fn open(reading: &Reading, id: AssessmentId) -> Result<StoredAssessment, Failure> {
    let held = reading.assessment(id)?;
    if held.assessment.state.is_over() {
        return Err(Failure::Refused { reason: Refusal::AssessmentOver });
    }
    Ok(held)
}

/// Name and mail address of whom it asks.
pub(super) fn named(reading: &Reading, respondent: Respondent) -> Result<(String, Option<String>), Failure> {
    use provident_domain::provider::ContactRole;
    Ok(match respondent {
        Respondent::Provider(id) => {
            let provider = reading.provider(id)?.provider;
            let of = |role: ContactRole| provider.contacts.iter().find(|contact| contact.role == role && contact.email.is_some());
            let order = [ContactRole::Privacy, ContactRole::Dpo, ContactRole::Security, ContactRole::General, ContactRole::Support];
            let address = order.into_iter().find_map(of).and_then(|contact| contact.email.clone());
            (provider.name, address)
        }
        Respondent::Department(id) => {
            let held = reading.departments()?.into_iter().find(|held| held.id == id);
            let held = held.ok_or_else(|| Failure::NotFound { entity: "department".into(), id: id.to_string() })?;
            (held.department.name, held.department.head_email)
        }
    })
}
