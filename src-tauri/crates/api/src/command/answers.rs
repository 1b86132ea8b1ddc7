//! What comes back: files that were answered, accepted only where they are meant for this register, this assessment
//! and this version; and the answers of an interview or a desk assessment.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use provident_domain::assessment::{Respondent, Step, Way};
use provident_domain::check::{Check, NAME, PARAGRAPH};
use provident_domain::evidence::{EvidenceDraft, EvidenceKind, content_digest};
use provident_domain::id::{AnswerSetId, AssessmentId, EvidenceId, ProviderId};
use provident_domain::name::clean_line;
use provident_domain::questionnaire::{AnswerRemark, Answers, Attachment, Card, QuestionnaireKind, RemarkCode, Sender, read_answers};
use provident_exchange::answers_file::{
    Answered, AnswersFault, AnswersFile, AnswersKey, AttachedFile, LARGEST_ATTACHMENT, LARGEST_SEALED, open as unsealed,
};
use provident_exchange::mail_read::{LARGEST_MAIL, read_mail};
use provident_exchange::questionnaire_sheet::{ReturnedSheet, SheetFault, SheetRemark};
use provident_store::{AnswerSet, KeptAttachment, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::FileToken;
use super::assessment::{TAGS, named, open};
use super::assessment_view::{AssessmentView, view};
use super::review::asked;
use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal, shown};
use crate::place::read_file;

/// For how long what a respondent wrote is kept unless a person says otherwise.
const KEEP_MONTHS: u32 = 36;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswersTake {
    pub files: Vec<FileToken>,
}

/// What became of one file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct AnswersTaken {
    pub file: String,
    pub outcome: AnswersOutcome,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswersOutcome {
    Taken {
        assessment: AssessmentId,
        respondent: String,
        sender: Option<String>,
        /// From 1; a later one stands beside those before.
        number: u32,
        is_sealed: bool,
        answers: u32,
        cards: u32,
        attachments: u32,
        remarks: u32,
    },
    /// It came before, and changed nothing.
    SameAsBefore {
        assessment: AssessmentId,
        respondent: String,
        number: u32,
    },
    Refused {
        reason: AnswersRefusal,
    },
}

/// Why a file was left untouched.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum AnswersRefusal {
    Unreadable {
        why: AnswersFault,
    },
    TooLarge {
        limit: u64,
    },
    /// It was made for another register.
    OtherRegister,
    /// There is no such assessment here.
    UnknownAssessment,
    /// Of another questionnaire, or of another version of it.
    OtherVersion {
        found: u32,
        expected: u32,
    },
    /// Closed or withdrawn.
    AssessmentOver {
        respondent: String,
    },
    /// The file itself cannot be opened.
    NoFile {
        cause: String,
    },
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GivenFile {
    /// As the answers name it.
    pub id: String,
    pub file: FileToken,
}

/// Answers given in the program: in an interview, or by us from what a provider publishes.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswersRecord {
    pub assessment: AssessmentId,
    pub sender: Sender,
    #[serde(default)]
    pub answers: Answers,
    #[serde(default)]
    pub cards: Vec<Card>,
    #[serde(default)]
    pub files: Vec<GivenFile>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswersNote {
    pub id: AnswerSetId,
    /// From whom it came.
    pub came_from: Option<String>,
    pub keep_until: Option<NaiveDate>,
    /// Why it is kept for longer or shorter than usual.
    pub keep_reason: Option<String>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswersOne {
    pub id: AnswerSetId,
}

pub(crate) fn take(call: &Call, arguments: AnswersTake) -> Result<Done<Vec<AnswersTaken>>, Failure> {
    let mut outcomes = Vec::new();
    let of = arguments.files.len() as u64;
    for (at, file) in arguments.files.iter().enumerate() {
        call.progress.report(at as u64, of);
        if call.progress.is_cancelled() {
            return Err(Failure::Refused { reason: Refusal::Cancelled });
        }
        let path = call.app.state().places.path(file)?;
        let name = shown(&path);
        // Each file is a transaction of its own: one that is refused takes nothing from the others.
        match read_file(&path, LARGEST_SEALED.max(LARGEST_MAIL)) {
            Ok(bytes) => {
                for (name, bytes) in inside(name, bytes) {
                    let outcome = take_one(call, &name, &bytes)?;
                    outcomes.push(AnswersTaken { file: name, outcome });
                }
            }
            Err(failure) => {
                let reason = unread(failure)?;
                outcomes.push(AnswersTaken { file: name, outcome: AnswersOutcome::Refused { reason } });
            }
        }
    }
    call.progress.report(of, of);
    Ok(Done::changed(outcomes, &TAKEN_TAGS))
}

/// The answers that a mail brings; any other file is what it is.
fn inside(name: String, bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let lower = name.to_lowercase();
    if !lower.ends_with(".eml") && !lower.ends_with(".msg") {
        return vec![(name, bytes)];
    }
    let Ok(mail) = read_mail(&bytes) else { return vec![(name, bytes)] };
    let books = mail.attachments.iter().filter(|file| file.name.to_lowercase().ends_with(".xlsx"));
    let found: Vec<(String, Vec<u8>)> = mail.answers().iter().chain(books).map(|file| (file.name.clone(), file.content.clone())).collect();
    if found.is_empty() { vec![(name, bytes)] } else { found }
}

/// How a workbook begins.
const ZIP: &[u8] = b"PK";

const TAKEN_TAGS: [&str; 5] = ["assessments", "provider:*", "evidence", "dues", "history"];

fn unread(failure: Failure) -> Result<AnswersRefusal, Failure> {
    match failure {
        Failure::Refused { reason: Refusal::TooLarge { limit, .. } } => Ok(AnswersRefusal::TooLarge { limit }),
        Failure::Refused { reason: Refusal::NoSuchFile { file } | Refusal::IsAFolder { file } } => {
            Ok(AnswersRefusal::NoFile { cause: file })
        }
        Failure::Storage { cause } => Ok(AnswersRefusal::NoFile { cause }),
        other => Err(other),
    }
}

fn take_one(call: &Call, name: &str, bytes: &[u8]) -> Result<AnswersOutcome, Failure> {
    let refused = |reason| Ok(AnswersOutcome::Refused { reason });
    let is_sheet = bytes.starts_with(ZIP);
    let read = if is_sheet { of_sheet(call, bytes) } else { of_file(call, bytes)? };
    let (file, remarks) = match read {
        Ok(read) => read,
        Err(why) => return refused(AnswersRefusal::Unreadable { why }),
    };
    let AnswersFile { header, attachments } = file;
    let (register, known) = call.read(|reading| {
        let known = reading.assessment(AssessmentId(header.assessment)).ok();
        let named = known.as_ref().map(|held| named(reading, held.assessment.respondent)).transpose()?;
        Ok((reading.register_id()?, known.zip(named)))
    })?;
    if header.register.to_string() != register {
        return refused(AnswersRefusal::OtherRegister);
    }
    let Some((held, (respondent, _))) = known else { return refused(AnswersRefusal::UnknownAssessment) };
    let expected = &held.assessment;
    let (found, wanted) = (&header.questionnaire, (&expected.questionnaire, expected.version));
    if (&found.id, found.version) != wanted || header.kind != expected.respondent.kind() {
        return refused(AnswersRefusal::OtherVersion { found: found.version, expected: expected.version });
    }
    let digest = content_digest(bytes);
    if let Some(before) = call.read(|reading| Ok(reading.same_answers(held.id, &digest)?))? {
        return Ok(AnswersOutcome::SameAsBefore { assessment: held.id, respondent, number: before.number });
    }
    if expected.state.is_over() {
        return refused(AnswersRefusal::AssessmentOver { respondent });
    }
    let way = match expected.way {
        _ if is_sheet => Way::Workbook,
        Way::Archive => Way::Archive,
        _ => Way::Page,
    };
    let given = Given {
        way,
        file_name: clean_line(name, 200),
        is_sealed: !is_sheet,
        sender: Some(header.sender),
        finished_at: Some(header.finished_at.to_rfc3339()),
        digest,
        answers: header.answers,
        cards: header.cards,
        remarks,
        held: Vec::new(),
    };
    let kept = call.write(|writing| keep(writing, held.id, given, attachments, call.app.clock.today(), &call.app.clock.now()))?;
    Ok(AnswersOutcome::Taken {
        assessment: held.id,
        respondent,
        sender: kept.sender.map(|sender| sender.name).filter(|name| !name.is_empty()),
        number: kept.number,
        is_sealed: kept.is_sealed,
        answers: kept.answers.map_or(0, |answers| answers.len()) as u32,
        cards: kept.cards.map_or(0, |cards| cards.len()) as u32,
        attachments: kept.attachments.len() as u32,
        remarks: kept.remarks.len() as u32,
    })
}

type Read = Result<(AnswersFile, Vec<AnswerRemark>), AnswersFault>;

fn of_sheet(call: &Call, bytes: &[u8]) -> Read {
    let sheet = ReturnedSheet::open(bytes).map_err(|fault| match fault {
        SheetFault::NotAQuestionnaire => AnswersFault::NotAnswers,
        SheetFault::Unreadable { cause } => AnswersFault::Malformed { detail: cause.to_string() },
    })?;
    let Answered { id, version } = &sheet.ids().questionnaire;
    let held = call.read(|reading| super::questionnaire::version(reading, id, *version));
    let questionnaire = held.map_err(|_| AnswersFault::OtherKey)?;
    let now = chrono::DateTime::parse_from_rfc3339(&call.app.clock.now()).unwrap_or_default();
    let (file, remarks) = sheet.answers(&questionnaire, lists(), now);
    Ok((file, remarks.into_iter().map(remark_of).collect()))
}

/// What a workbook said beside its questions; what could be put beside one stands in its comment already.
fn remark_of(remark: SheetRemark) -> AnswerRemark {
    let (question, code, text) = match remark {
        SheetRemark::NoSuchOption { question, .. } => (question, RemarkCode::NoSuchOption, None),
        SheetRemark::Beside { question, .. } => (question, RemarkCode::OtherKind, None),
        SheetRemark::Twice { question, .. } => (question, RemarkCode::Twice, None),
        SheetRemark::Unplaced { text, .. } => (String::new(), RemarkCode::Unplaced, Some(text)),
        SheetRemark::NoSuchTool { question, text, .. } => (question, RemarkCode::Unplaced, Some(text)),
        SheetRemark::MergedCells { sheet, .. } | SheetRemark::Errors { sheet, .. } => (String::new(), RemarkCode::Sheet, Some(sheet)),
    };
    AnswerRemark { question, code, text }
}

/// Opened with whichever key of the register it was sealed to.
fn of_file(call: &Call, bytes: &[u8]) -> Result<Read, Failure> {
    let mut read = Err(AnswersFault::OtherKey);
    let keys = call.read(|reading| Ok(reading.answer_keys()?))?;
    let keys = keys.iter().filter_map(|(_, secret)| AnswersKey::from_secret(secret));
    // Without a key nothing was ever asked; what the file is can still be told.
    for key in keys.chain(std::iter::once_with(AnswersKey::generate)) {
        read = unsealed(bytes, &key).map(|file| (file, Vec::new()));
        if read != Err(AnswersFault::OtherKey) {
            break;
        }
    }
    Ok(read)
}

/// Answers on their way into the register.
struct Given {
    way: Way,
    file_name: Option<String>,
    is_sealed: bool,
    sender: Option<Sender>,
    finished_at: Option<String>,
    digest: String,
    answers: Answers,
    cards: Vec<Card>,
    remarks: Vec<AnswerRemark>,
    /// Files that came with earlier answers and belong to these as well.
    held: Vec<KeptAttachment>,
}

fn keep(
    writing: &mut Writing,
    id: AssessmentId,
    given: Given,
    attachments: Vec<AttachedFile>,
    today: NaiveDate,
    now: &str,
) -> Result<AnswerSet, Failure> {
    let held = open(&writing.reading(), id)?;
    let mut assessment = held.assessment;
    let questionnaire = asked(&writing.reading(), &assessment)?;
    let provider = match assessment.respondent {
        Respondent::Provider(provider) => Some(provider),
        Respondent::Department(_) => None,
    };
    let names: BTreeSet<String> = attachments
        .iter()
        .map(|file| &file.attachment)
        .chain(given.held.iter().map(|kept| &kept.attachment))
        .map(|file| file.id.clone())
        .collect();
    let mut remarks = given.remarks;
    let (mut answers, noticed) = read_answers(&questionnaire, &given.answers, &names, lists());
    remarks.extend(noticed);
    if given.way == Way::Desk {
        for (id, answer) in &mut answers {
            answer.source = given.answers.get(id).and_then(|raw| raw.source.clone());
        }
    }
    let mut cards = Vec::new();
    for card in given.cards.into_iter().take(MOST_CARDS) {
        let (answers, noticed) = read_answers(&questionnaire, &card.answers, &names, lists());
        remarks.extend(noticed);
        cards.push(Card { answers, ..card });
    }
    let mut kept = given.held;
    for AttachedFile { attachment, content } in attachments {
        kept.push(evidence(writing, provider, attachment, &content, today)?);
    }
    assessment.step(Step::Receive, today);
    writing.save_assessment(id, Some(held.revision), &assessment)?;
    let mut set = AnswerSet {
        id: AnswerSetId(uuid::Uuid::now_v7()),
        assessment: id,
        number: 0,
        received_at: now.to_owned(),
        received_by: writing.who().to_owned(),
        way: given.way,
        file_name: given.file_name,
        is_sealed: given.is_sealed,
        sender: given.sender.map(clean_sender),
        finished_at: given.finished_at.and_then(|at| clean_line(&at, 40)),
        came_from: None,
        digest: given.digest,
        answers: Some(answers),
        cards: (questionnaire.kind == QuestionnaireKind::Department).then_some(cards),
        attachments: kept,
        remarks,
        keep_until: today.checked_add_months(Months::new(KEEP_MONTHS)),
        keep_reason: None,
        erased_on: None,
    };
    set.number = writing.add_answers(&set)?;
    Ok(set)
}

/// Tools in one intake.
const MOST_CARDS: usize = 1_000;

/// What came along becomes evidence under its own name; what it claims to be is not believed.
fn evidence(
    writing: &mut Writing,
    provider: Option<ProviderId>,
    attachment: Attachment,
    content: &[u8],
    today: NaiveDate,
) -> Result<KeptAttachment, Failure> {
    let name = clean_line(&attachment.name, 200).unwrap_or_else(|| "attachment".into());
    let draft = EvidenceDraft { provider, title: name.clone(), kind: EvidenceKind::Other, dated: None };
    let checked = draft.check(&name, content, today)?;
    let id = writing.add_evidence(EvidenceId(uuid::Uuid::now_v7()), &checked, content)?;
    let media_type = clean_line(&attachment.media_type, 100).unwrap_or_default();
    Ok(KeptAttachment { attachment: Attachment { name, media_type, ..attachment }, evidence: id })
}

fn clean_sender(sender: Sender) -> Sender {
    let line = |text: &str| clean_line(text, NAME).unwrap_or_default();
    Sender {
        name: line(&sender.name),
        function: line(&sender.function),
        email: sender.email.as_deref().and_then(|email| clean_line(email, NAME)),
    }
}

/// Answers given in the program. Each save is a new version beside those before.
pub(crate) fn record(call: &Call, arguments: AnswersRecord) -> Result<Done<AssessmentView>, Failure> {
    let today = call.app.clock.today();
    let now = call.app.clock.now();
    let mut check = Check::default();
    check.name("sender.name", &arguments.sender.name);
    let mut answers = arguments.answers.clone();
    for (id, answer) in &mut answers {
        answer.source = answer.source.take().map(|source| source.check(&mut check, &format!("answers.{id}.source"), today));
    }
    let answers = check.finish(answers)?;
    let mut attachments = Vec::new();
    for given in &arguments.files {
        let path = call.app.state().places.path(&given.file)?;
        let content = read_file(&path, LARGEST_ATTACHMENT)?;
        let attachment = Attachment {
            id: given.id.clone(),
            name: shown(&path),
            media_type: String::new(),
            size: content.len() as u64,
            sha256: content_digest(&content),
        };
        attachments.push(AttachedFile { attachment, content });
    }
    let written = serde_json::to_vec(&(&answers, &arguments.cards, &arguments.sender));
    let digest = content_digest(&written.map_err(|error| Failure::Internal { reference: error.to_string() })?);
    call.write(|writing| {
        let held = open(&writing.reading(), arguments.assessment)?;
        let last = writing.reading().answer_sets(held.id)?.into_iter().next();
        let last = last.filter(|last| last.erased_on.is_none());
        if last.as_ref().is_some_and(|last| last.digest == digest) {
            return Ok(());
        }
        // What was said before is said once more, and counts.
        let is_said_again = writing.reading().same_answers(held.id, &digest)?.is_some();
        let digest = if is_said_again { content_digest(format!("{digest} {now}").as_bytes()) } else { digest.clone() };
        let way = if held.assessment.way == Way::Desk { Way::Desk } else { Way::Interview };
        let given = Given {
            way,
            file_name: None,
            is_sealed: false,
            sender: Some(arguments.sender.clone()),
            finished_at: Some(now.clone()),
            digest,
            answers: answers.clone(),
            cards: arguments.cards.clone(),
            remarks: Vec::new(),
            held: Vec::new(),
        };
        let given = match &last {
            Some(last) => with_files_of(last, given),
            None => given,
        };
        keep(writing, held.id, given, attachments, today, &now)?;
        Ok(())
    })?;
    Ok(Done::changed(call.read(|reading| view(reading, arguments.assessment, today))?, &TAKEN_TAGS))
}

/// Who goes on answering in the program sees no files; those that came before stay with their questions.
fn with_files_of(last: &AnswerSet, mut given: Given) -> Given {
    let keep = |answers: &mut Answers, before: &Answers| {
        for (id, held) in before.iter().filter(|(_, held)| !held.files.is_empty()) {
            let answer = answers.entry(id.clone()).or_default();
            answer.files.extend(held.files.iter().filter(|file| !answer.files.contains(file)).cloned().collect::<Vec<_>>());
        }
    };
    keep(&mut given.answers, last.answers.as_ref().unwrap_or(&Answers::new()));
    for before in last.cards.iter().flatten() {
        if let Some(card) = given.cards.iter_mut().find(|card| card.id == before.id) {
            keep(&mut card.answers, &before.answers);
        }
    }
    given.held.clone_from(&last.attachments);
    given
}

pub(crate) fn note(call: &Call, arguments: AnswersNote) -> Result<Done<AssessmentView>, Failure> {
    let today = call.app.clock.today();
    let mut check = Check::default();
    let came_from = check.line("came_from", arguments.came_from.as_deref(), NAME);
    let reason = check.text("keep_reason", arguments.keep_reason.as_deref(), PARAGRAPH);
    let (came_from, reason) = check.finish((came_from, reason))?;
    let id = call.write(|writing| {
        let held = writing.reading().answer_set(arguments.id)?;
        if held.keep_until != arguments.keep_until && reason.is_none() {
            use provident_domain::fault::{Fault, FaultCode};
            return Err(vec![Fault { field: "keep_reason".into(), code: FaultCode::Required }].into());
        }
        writing.note_answers(arguments.id, came_from.as_deref(), arguments.keep_until, reason.as_deref())?;
        Ok(held.assessment)
    })?;
    Ok(Done::changed(call.read(|reading| view(reading, id, today))?, &TAGS))
}

/// The content goes, now; digest and trace stay.
pub(crate) fn erase(call: &Call, arguments: AnswersOne) -> Result<Done<AssessmentView>, Failure> {
    let today = call.app.clock.today();
    let id = call.write(|writing| {
        let held = writing.reading().answer_set(arguments.id)?;
        writing.erase_answers(arguments.id, today)?;
        Ok(held.assessment)
    })?;
    Ok(Done::changed(call.read(|reading| view(reading, id, today))?, &TAGS))
}
