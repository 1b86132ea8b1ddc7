//! Assessments: who is asked what, until when, and how far it is.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::assessment::{Assessment, AssessmentDraft, AssessmentState, Respondent, Step, Way};
use provident_domain::fault::{Fault, FaultCode};
use provident_domain::id::{AnswerSetId, AssessmentId, DepartmentId, ProviderId};
use provident_domain::lists::Language;
use provident_domain::questionnaire::{AnswerRemark, Answers, Card, Held, Questionnaire, QuestionnaireKind, Sender, Words, prefilled};
use provident_store::{AnswerSet, AssessmentFilter, AssessmentLine, KeptAttachment, QuestionnaireFile, Reading, StoredAssessment, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct AssessmentRow {
    pub id: AssessmentId,
    pub revision: u32,
    pub respondent: Respondent,
    pub respondent_name: String,
    pub title: Words,
    pub round: u32,
    pub is_follow_up: bool,
    pub state: AssessmentState,
    pub way: Way,
    pub language: Language,
    pub sent_on: Option<NaiveDate>,
    pub reminded_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub received_on: Option<NaiveDate>,
    pub is_late: bool,
    pub sender: Option<String>,
    /// Reviewed questions of all, or decided cards.
    pub done: u32,
    pub of: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct AssessmentPage {
    pub rows: Vec<AssessmentRow>,
    /// How many are in each state, whatever states the query asks for.
    pub counts: BTreeMap<AssessmentState, u32>,
    pub late: u32,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssessmentShow {
    pub id: AssessmentId,
}

/// What came back, without the answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct AnswerSetView {
    pub id: AnswerSetId,
    pub number: u32,
    pub received_at: String,
    pub received_by: String,
    pub way: Way,
    pub file_name: Option<String>,
    pub is_sealed: bool,
    pub sender: Option<Sender>,
    pub finished_at: Option<String>,
    pub came_from: Option<String>,
    pub digest: String,
    pub attachments: Vec<KeptAttachment>,
    pub remarks: Vec<AnswerRemark>,
    pub keep_until: Option<NaiveDate>,
    pub keep_reason: Option<String>,
    pub erased_on: Option<NaiveDate>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct MadeFile {
    pub way: Way,
    pub language: Language,
    pub made_at: String,
    pub made_by: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct AssessmentView {
    pub id: AssessmentId,
    pub revision: u32,
    pub respondent: Respondent,
    pub respondent_name: String,
    /// Whom a mail goes to.
    pub address: Option<String>,
    pub questionnaire: Questionnaire,
    pub round: u32,
    pub follow_up_of: Option<AssessmentId>,
    pub remarks: BTreeMap<String, String>,
    pub state: AssessmentState,
    pub draft: DraftOf,
    pub prepared_on: NaiveDate,
    pub sent_on: Option<NaiveDate>,
    pub reminded_on: Vec<NaiveDate>,
    pub received_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    pub withdrawn_on: Option<NaiveDate>,
    pub reason: Option<String>,
    pub is_late: bool,
    pub is_prefilled: bool,
    /// Newest first.
    pub answer_sets: Vec<AnswerSetView>,
    pub files: Vec<MadeFile>,
    pub follow_ups: Vec<AssessmentRow>,
    /// The last closed round before.
    pub before: Option<AssessmentId>,
}

/// What of it a person can change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct DraftOf {
    pub way: Way,
    pub language: Language,
    pub due_on: Option<NaiveDate>,
    pub owner: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AssessmentPrepare {
    pub respondents: Vec<Respondent>,
    /// The shipped one for their kind unless given.
    #[serde(default)]
    pub questionnaire: Option<String>,
    #[serde(flatten)]
    pub draft: PrepareDraft,
    /// Filled in with what we hold: the tools of a department, a provider's last answers.
    pub is_prefilled: bool,
}

#[derive(Clone, Debug, Deserialize, TS)]
pub struct PrepareDraft {
    pub way: Way,
    pub language: Language,
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    #[serde(default)]
    pub owner: Option<String>,
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
    let PrepareDraft { way, language, due_on, owner } = arguments.draft.clone();
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

fn row(reading: &Reading, line: AssessmentLine, today: NaiveDate) -> Result<AssessmentRow, Failure> {
    let AssessmentLine { stored, respondent, sender, reviewed, decided, .. } = line;
    let assessment = &stored.assessment;
    let questionnaire = assessment.asks(&questionnaire::version(reading, &assessment.questionnaire, assessment.version)?);
    let (done, of) = match questionnaire.kind {
        QuestionnaireKind::Provider => (reviewed, questionnaire.main_questions().count() as u32),
        QuestionnaireKind::Department => {
            let last = reading.answer_sets(stored.id)?.into_iter().next();
            (decided, last.and_then(|set| set.cards).map_or(0, |cards| cards.len() as u32))
        }
    };
    Ok(AssessmentRow {
        id: stored.id,
        revision: stored.revision,
        respondent: assessment.respondent,
        respondent_name: respondent,
        title: questionnaire.title,
        round: assessment.round,
        is_follow_up: assessment.follow_up_of.is_some(),
        state: assessment.state,
        way: assessment.way,
        language: assessment.language,
        sent_on: assessment.sent_on,
        reminded_on: assessment.reminded_on.last().copied(),
        due_on: assessment.due_on,
        received_on: assessment.received_on,
        is_late: assessment.is_late(today),
        sender,
        done,
        of,
    })
}

pub(super) fn view(reading: &Reading, id: AssessmentId, today: NaiveDate) -> Result<AssessmentView, Failure> {
    let held = reading.assessment(id)?;
    let assessment = &held.assessment;
    let (respondent_name, address) = named(reading, assessment.respondent)?;
    let asked = questionnaire::version(reading, &assessment.questionnaire, assessment.version)?;
    let follow_ups = reading.follow_ups(id)?.into_iter().map(|stored| {
        let line = AssessmentLine { stored, respondent: respondent_name.clone(), sender: None, answer_sets: 0, reviewed: 0, decided: 0 };
        row(reading, line, today)
    });
    Ok(AssessmentView {
        id,
        revision: held.revision,
        respondent: assessment.respondent,
        address,
        questionnaire: assessment.asks(&asked),
        round: assessment.round,
        follow_up_of: assessment.follow_up_of,
        remarks: assessment.remarks.clone(),
        state: assessment.state,
        draft: DraftOf {
            way: assessment.way,
            language: assessment.language,
            due_on: assessment.due_on,
            owner: assessment.owner.clone(),
            note: assessment.note.clone(),
        },
        prepared_on: assessment.prepared_on,
        sent_on: assessment.sent_on,
        reminded_on: assessment.reminded_on.clone(),
        received_on: assessment.received_on,
        closed_on: assessment.closed_on,
        withdrawn_on: assessment.withdrawn_on,
        reason: assessment.reason.clone(),
        is_late: assessment.is_late(today),
        is_prefilled: !assessment.answers.is_empty() || !assessment.cards.is_empty(),
        answer_sets: reading.answer_sets(id)?.into_iter().map(set_view).collect(),
        files: reading.questionnaire_files(id)?.into_iter().map(made).collect(),
        follow_ups: follow_ups.collect::<Result<_, _>>()?,
        before: reading.round_before(&held)?.map(|before| before.id),
        respondent_name,
    })
}

fn made(file: QuestionnaireFile) -> MadeFile {
    MadeFile { way: file.way, language: file.language, made_at: file.made_at, made_by: file.made_by }
}

fn set_view(set: AnswerSet) -> AnswerSetView {
    AnswerSetView {
        id: set.id,
        number: set.number,
        received_at: set.received_at,
        received_by: set.received_by,
        way: set.way,
        file_name: set.file_name,
        is_sealed: set.is_sealed,
        sender: set.sender,
        finished_at: set.finished_at,
        came_from: set.came_from,
        digest: set.digest,
        attachments: set.attachments,
        remarks: set.remarks,
        keep_until: set.keep_until,
        keep_reason: set.keep_reason,
        erased_on: set.erased_on,
    }
}
