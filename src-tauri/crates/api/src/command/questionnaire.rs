//! Questionnaires: those that are shipped, and our own, edited and published version by version.

use std::sync::LazyLock;

use provident_domain::fault::Fault;
use provident_domain::questionnaire::{Questionnaire, QuestionnaireKind, Words};
use provident_domain::shipped_list_texts;
use provident_store::{Reading, StoredQuestionnaire, StoredVersion};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::FileToken;
use crate::app::Call;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal, shown};
use crate::place::{read_file, write_file};

/// Bytes of a questionnaire as a file.
const LARGEST: u64 = 2 * 1_048_576;

static SHIPPED: LazyLock<[Questionnaire; 2]> = LazyLock::new(|| {
    [shipped_list_texts!("questionnaires/provider.json"), shipped_list_texts!("questionnaires/department.json")]
        .map(|text| serde_json::from_str(text).expect("the shipped questionnaires are read by a test of every build"))
});

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct QuestionnaireRow {
    pub id: String,
    pub kind: QuestionnaireKind,
    pub title: Words,
    /// The one that is asked; none before it was published.
    pub version: Option<u32>,
    pub is_shipped: bool,
    pub has_draft: bool,
    pub questions: u32,
    pub last_verified: Option<chrono::NaiveDate>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionnaireShow {
    pub id: String,
    /// The draft where there is one, else the newest, unless given.
    #[serde(default)]
    pub version: Option<u32>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct PublishedVersion {
    pub version: u32,
    pub published_at: String,
    pub published_by: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct QuestionnaireView {
    pub questionnaire: Questionnaire,
    pub is_draft: bool,
    pub is_shipped: bool,
    /// Of the draft; 0 where there is none.
    pub revision: u32,
    /// Newest first.
    pub versions: Vec<PublishedVersion>,
    /// Why the draft cannot be published yet.
    pub faults: Vec<Fault>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionnaireCopy {
    pub id: String,
    pub title: Words,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionnaireSave {
    pub revision: Option<u32>,
    pub draft: Questionnaire,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionnaireOne {
    pub id: String,
    pub revision: u32,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionnaireExport {
    pub id: String,
    pub version: u32,
    pub file: FileToken,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionnaireImport {
    pub file: FileToken,
}

pub(crate) fn list(call: &Call, _: crate::dispatch::Nothing) -> Result<Done<Vec<QuestionnaireRow>>, Failure> {
    Ok(Done::read(call.read(rows)?))
}

pub(crate) fn show(call: &Call, arguments: QuestionnaireShow) -> Result<Done<QuestionnaireView>, Failure> {
    Ok(Done::read(call.read(|reading| view(reading, &arguments.id, arguments.version))?))
}

/// A copy of one that is shipped, or of one of our own, under a new id; the ids of the questions stay.
pub(crate) fn copy(call: &Call, arguments: QuestionnaireCopy) -> Result<Done<QuestionnaireView>, Failure> {
    let id = uuid::Uuid::now_v7().to_string();
    call.write(|writing| {
        let held = newest(&writing.reading(), &arguments.id)?;
        let draft = Questionnaire { id: id.clone(), version: 1, title: arguments.title.clone(), last_verified: None, ..held };
        Ok(writing.save_questionnaire(&id, None, Some(&draft))?)
    })?;
    changed(call, &id)
}

/// A draft is kept with all its faults; they are told beside it.
pub(crate) fn save(call: &Call, arguments: QuestionnaireSave) -> Result<Done<QuestionnaireView>, Failure> {
    let id = arguments.draft.id.clone();
    call.write(|writing| {
        let held = own(&writing.reading(), &id)?;
        let version = writing.reading().questionnaire_versions(&id)?.first().map_or(1, |last| last.questionnaire.version + 1);
        let kind = held.draft.as_ref().map_or(arguments.draft.kind, |draft| draft.kind);
        let draft = Questionnaire { version, kind, ..arguments.draft.clone() };
        Ok(writing.save_questionnaire(&id, arguments.revision, Some(&draft))?)
    })?;
    changed(call, &id)
}

/// The draft becomes the version that is asked from now on; what runs keeps the one it began with.
pub(crate) fn publish(call: &Call, arguments: QuestionnaireOne) -> Result<Done<QuestionnaireView>, Failure> {
    call.write(|writing| {
        let held = own(&writing.reading(), &arguments.id)?;
        let Some(draft) = held.draft else { return Err(Failure::Refused { reason: Refusal::NothingToPublish }) };
        draft.check()?;
        writing.save_questionnaire(&arguments.id, Some(arguments.revision), None)?;
        Ok(writing.keep_questionnaire_version(&draft)?)
    })?;
    changed(call, &arguments.id)
}

/// Begins to edit one of our own that was published.
pub(crate) fn edit(call: &Call, arguments: QuestionnaireShow) -> Result<Done<QuestionnaireView>, Failure> {
    call.write(|writing| {
        let held = own(&writing.reading(), &arguments.id)?;
        let newest = newest(&writing.reading(), &arguments.id)?;
        let draft = Questionnaire { version: newest.version + u32::from(held.draft.is_none()), ..newest };
        Ok(writing.save_questionnaire(&arguments.id, Some(held.revision), Some(&draft))?)
    })?;
    changed(call, &arguments.id)
}

/// What was edited since the last version goes; one that was never published goes whole.
pub(crate) fn discard(call: &Call, arguments: QuestionnaireOne) -> Result<Done<Vec<QuestionnaireRow>>, Failure> {
    call.write(|writing| {
        let is_published = !writing.reading().questionnaire_versions(&arguments.id)?.is_empty();
        if is_published {
            writing.save_questionnaire(&arguments.id, Some(arguments.revision), None)?;
        } else {
            writing.remove_questionnaire(&arguments.id, arguments.revision)?;
        }
        Ok(())
    })?;
    Ok(Done::changed(call.read(rows)?, &["questionnaires"]))
}

pub(crate) fn export(call: &Call, arguments: QuestionnaireExport) -> Result<Done<()>, Failure> {
    let path = call.app.state().places.path(&arguments.file)?;
    let questionnaire = call.read(|reading| version(reading, &arguments.id, arguments.version))?;
    let text = serde_json::to_string_pretty(&questionnaire).map_err(|error| Failure::Internal { reference: error.to_string() })?;
    write_file(&path, text.as_bytes())?;
    Ok(Done::read(()))
}

/// A questionnaire from a file, as a draft of our own under a new id.
pub(crate) fn import(call: &Call, arguments: QuestionnaireImport) -> Result<Done<QuestionnaireView>, Failure> {
    let path = call.app.state().places.path(&arguments.file)?;
    let bytes = read_file(&path, LARGEST)?;
    let read: Questionnaire = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::Refused { reason: Refusal::NotAQuestionnaire { file: shown(&path), detail: error.to_string() } })?;
    let id = uuid::Uuid::now_v7().to_string();
    let draft = Questionnaire { id: id.clone(), version: 1, ..read };
    call.write(|writing| Ok(writing.save_questionnaire(&id, None, Some(&draft))?))?;
    changed(call, &id)
}

fn changed(call: &Call, id: &str) -> Result<Done<QuestionnaireView>, Failure> {
    Ok(Done::changed(call.read(|reading| view(reading, id, None))?, &["questionnaires"]))
}

fn shipped(id: &str) -> Option<&'static Questionnaire> {
    SHIPPED.iter().find(|shipped| shipped.id == id)
}

/// The one that is shipped for this kind of respondent.
pub(crate) fn shipped_for(kind: QuestionnaireKind) -> &'static Questionnaire {
    SHIPPED.iter().find(|shipped| shipped.kind == kind).expect("there is one for each kind")
}

fn own(reading: &Reading, id: &str) -> Result<StoredQuestionnaire, Failure> {
    if shipped(id).is_some() {
        return Err(Failure::Refused { reason: Refusal::ShippedQuestionnaire });
    }
    Ok(reading.questionnaire(id)?)
}

/// The draft, else the newest version.
fn newest(reading: &Reading, id: &str) -> Result<Questionnaire, Failure> {
    if let Some(shipped) = shipped(id) {
        return Ok(shipped.clone());
    }
    let held = reading.questionnaire(id)?;
    let versions = || reading.questionnaire_versions(id);
    match held.draft {
        Some(draft) => Ok(draft),
        None => versions()?.into_iter().next().map(|version| version.questionnaire).ok_or_else(|| unknown(id)),
    }
}

/// The version that is asked now.
pub(crate) fn asked_now(reading: &Reading, id: &str) -> Result<Questionnaire, Failure> {
    if let Some(shipped) = shipped(id) {
        return Ok(shipped.clone());
    }
    let last = reading.questionnaire_versions(id)?.into_iter().next();
    last.map(|version| version.questionnaire).ok_or(Failure::Refused { reason: Refusal::NotPublished })
}

/// A version that was published, asked or is shipped.
pub(crate) fn version(reading: &Reading, id: &str, version: u32) -> Result<Questionnaire, Failure> {
    match shipped(id).filter(|shipped| shipped.version == version) {
        Some(shipped) => Ok(shipped.clone()),
        None => Ok(reading.questionnaire_version(id, version)?.questionnaire),
    }
}

fn unknown(id: &str) -> Failure {
    Failure::NotFound { entity: "questionnaire".into(), id: id.into() }
}

fn rows(reading: &Reading) -> Result<Vec<QuestionnaireRow>, Failure> {
    let mut rows: Vec<QuestionnaireRow> = SHIPPED.iter().map(|shipped| row(shipped, Some(shipped.version), true, false)).collect();
    for held in reading.questionnaires()? {
        let last = reading.questionnaire_versions(&held.id)?.into_iter().next().map(|version| version.questionnaire);
        let version = last.as_ref().map(|last| last.version);
        if let Some(shown) = held.draft.as_ref().or(last.as_ref()) {
            rows.push(row(shown, version, false, held.draft.is_some()));
        }
    }
    Ok(rows)
}

fn row(questionnaire: &Questionnaire, version: Option<u32>, is_shipped: bool, has_draft: bool) -> QuestionnaireRow {
    QuestionnaireRow {
        id: questionnaire.id.clone(),
        kind: questionnaire.kind,
        title: questionnaire.title.clone(),
        version,
        is_shipped,
        has_draft,
        questions: questionnaire.main_questions().count() as u32,
        last_verified: questionnaire.last_verified,
    }
}

fn view(reading: &Reading, id: &str, wanted: Option<u32>) -> Result<QuestionnaireView, Failure> {
    let versions: Vec<PublishedVersion> = reading.questionnaire_versions(id)?.into_iter().map(published).collect();
    let held = if shipped(id).is_some() { None } else { Some(reading.questionnaire(id)?) };
    let draft = held.as_ref().and_then(|held| held.draft.clone()).filter(|_| wanted.is_none());
    let questionnaire = match (&draft, wanted) {
        (Some(draft), _) => draft.clone(),
        (None, Some(wanted)) => version(reading, id, wanted)?,
        (None, None) => newest(reading, id)?,
    };
    Ok(QuestionnaireView {
        is_draft: draft.is_some(),
        is_shipped: held.is_none(),
        revision: held.map_or(0, |held| held.revision),
        faults: draft.and_then(|draft| draft.check().err()).unwrap_or_default(),
        versions,
        questionnaire,
    })
}

fn published(held: StoredVersion) -> PublishedVersion {
    PublishedVersion { version: held.questionnaire.version, published_at: held.published_at, published_by: held.published_by }
}
