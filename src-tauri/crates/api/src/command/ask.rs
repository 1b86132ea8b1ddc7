//! Files that ask: questionnaires and mail drafts in one folder, for one respondent or for hundreds. Nothing is
//! sent from here; "sent" is what a person confirms.

use std::path::Path;

use provident_domain::assessment::{Assessment, AssessmentState, Way};
use provident_domain::id::AssessmentId;
use provident_domain::lists::Language;
use provident_domain::questionnaire::QuestionnaireKind;
use provident_exchange::answers_file::Answered;
use provident_exchange::csv_file::csv_bytes;
use provident_exchange::mail_draft::{MailAttachment, MailDraft};
use provident_exchange::questionnaire_page::{archive, page};
use provident_exchange::questionnaire_sheet::{AskedSheet, SheetIds, workbook};
use provident_store::{QuestionnaireFile, Reading, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::app::FileToken;
use super::assessment::{TAGS, named, open};
use super::inquiry::{Desk, Inquiry, recipient, stem};
use super::mail_text::{MailKind, MailWords, mail_words};
use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal, shown};
use crate::place::write_file;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FilesMake {
    pub ids: Vec<AssessmentId>,
    pub folder: FileToken,
    /// Mail drafts beside the files.
    pub with_mails: bool,
    /// A reminder, with the file once more.
    #[serde(default)]
    pub is_reminder: bool,
}

/// What became of one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct FileMade {
    pub assessment: AssessmentId,
    pub respondent: String,
    pub file: String,
    /// The mail draft; none where no address is known.
    pub mail: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct FilesMade {
    pub folder: String,
    pub made: Vec<FileMade>,
    /// Interviews and desk assessments need no file.
    pub without_file: u32,
}

/// One file, ready to be written.
struct Asking {
    name: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

pub(crate) fn make(call: &Call, arguments: FilesMake) -> Result<Done<FilesMade>, Failure> {
    let folder = call.app.state().places.path(&arguments.folder)?;
    let my_name = call.app.state().memory.settings.my_name.clone();
    let now = call.app.clock.now();
    std::fs::create_dir_all(&folder).map_err(|cause| crate::place::file_failure("making", &folder, &cause))?;
    // Kept whatever becomes of the files: what is sealed to a key that was lost opens for nobody.
    let recipient = call.write(recipient)?;
    let mut made = Made { made: FilesMade { folder: shown(&folder), made: Vec::new(), without_file: 0 }, names: Vec::new() };
    let written = call.write(|writing| {
        let desk = Desk::of(&writing.reading(), &my_name)?;
        let making = Making { folder: &folder, desk: &desk, recipient: &recipient, now: &now, asked: &arguments };
        for (at, id) in arguments.ids.iter().enumerate() {
            went_on(call, at, arguments.ids.len())?;
            making.one(writing, *id, &mut made)?;
        }
        went_on(call, arguments.ids.len(), arguments.ids.len())
    });
    if written.is_err() {
        made.names.iter().for_each(|name| drop(std::fs::remove_file(folder.join(name))));
    }
    written?;
    Ok(Done::changed(made.made, &TAGS))
}

/// What was made so far, and under which names.
struct Made {
    made: FilesMade,
    names: Vec<String>,
}

impl Made {
    /// A name that nothing in the folder has yet, nor anything made before it.
    fn free(&self, folder: &Path, name: &str) -> String {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let is_taken = |name: &String| folder.join(name).exists() || self.names.contains(name);
        let numbered = (2..).map(|number| format!("{stem} ({number}).{ending}"));
        std::iter::once(name.to_owned()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_else(|| name.to_owned())
    }

    fn write(&mut self, folder: &Path, name: &str, bytes: &[u8]) -> Result<String, Failure> {
        let name = self.free(folder, name);
        write_file(&folder.join(&name), bytes)?;
        self.names.push(name.clone());
        Ok(name)
    }
}

/// Files on their way into one folder.
struct Making<'a> {
    folder: &'a Path,
    desk: &'a Desk,
    recipient: &'a str,
    /// RFC 3339.
    now: &'a str,
    asked: &'a FilesMake,
}

impl Making<'_> {
    fn one(&self, writing: &mut Writing, id: AssessmentId, made: &mut Made) -> Result<(), Failure> {
        let held = open(&writing.reading(), id)?.assessment;
        if matches!(held.way, Way::Interview | Way::Desk) {
            made.made.without_file += 1;
            return Ok(());
        }
        let copy = Uuid::now_v7();
        let inquiry = self.desk.inquiry(&writing.reading(), id, copy, self.recipient, held.language)?;
        let asking = file(&inquiry, held.way)?;
        let name = made.write(self.folder, &asking.name, &asking.bytes)?;
        let asking = Asking { name, ..asking };
        let draft = if self.asked.with_mails { self.mail(&writing.reading(), &held, &inquiry, &asking)? } else { None };
        let stem = asking.name.rsplit_once('.').map_or(asking.name.as_str(), |(stem, _)| stem);
        let mail = draft.map(|bytes| made.write(self.folder, &format!("{stem}.eml"), &bytes)).transpose()?;
        let (made_at, made_by) = (self.now.to_owned(), writing.who().to_owned());
        writing.add_questionnaire_file(&QuestionnaireFile {
            id: copy,
            assessment: id,
            way: held.way,
            language: held.language,
            made_at,
            made_by,
        })?;
        made.made.made.push(FileMade { assessment: id, respondent: inquiry.respondent, file: asking.name, mail });
        Ok(())
    }

    /// A mail with the file attached; none where nobody's address is known.
    fn mail(&self, reading: &Reading, assessment: &Assessment, inquiry: &Inquiry, file: &Asking) -> Result<Option<Vec<u8>>, Failure> {
        let Some(address) = named(reading, assessment.respondent)?.1 else { return Ok(None) };
        let kind = MailKind::of(inquiry.questionnaire.kind, assessment.follow_up_of.is_some(), self.asked.is_reminder);
        let filled = mail_words(reading, kind, assessment.language)?.filled(&MailWords {
            organisation: self.desk.organisation(),
            asked_by: self.desk.asked_by(),
            respondent: &inquiry.respondent,
            due_on: assessment.due_on,
            sent_on: assessment.sent_on,
            language: assessment.language,
            way: assessment.way,
        });
        let attachment = MailAttachment { name: &file.name, media_type: file.media_type, content: &file.bytes };
        let draft = MailDraft {
            from: self.desk.reply_to.as_deref(),
            to: &[address],
            subject: &filled.subject,
            text: &filled.text,
            date: chrono::DateTime::parse_from_rfc3339(self.now).ok(),
            attachments: &[attachment],
            ..MailDraft::default()
        };
        Ok(Some(draft.message()))
    }
}

fn went_on(call: &Call, done: usize, of: usize) -> Result<(), Failure> {
    call.progress.report(done as u64, of as u64);
    if call.progress.is_cancelled() { Err(Failure::Refused { reason: Refusal::Cancelled }) } else { Ok(()) }
}

fn file(inquiry: &Inquiry, way: Way) -> Result<Asking, Failure> {
    let title = inquiry.questionnaire.title.get(inquiry.language);
    let name = match inquiry.questionnaire.kind {
        QuestionnaireKind::Department => format!("{} - {}", stem(title), inquiry.answers_file),
        QuestionnaireKind::Provider => format!("{} - {}", inquiry.answers_file, stem(&inquiry.organisation)),
    };
    let name = stem(&name);
    let data = || serde_json::to_string(inquiry).map_err(|error| Failure::Internal { reference: error.to_string() });
    Ok(match way {
        Way::Workbook => Asking {
            name: format!("{name}.xlsx"),
            media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            bytes: sheet(inquiry)?,
        },
        Way::Archive => {
            let page = page(&data()?);
            let bytes = archive(&format!("{name}.html"), &page).map_err(|fault| Failure::Internal { reference: fault.to_string() })?;
            Asking { name: format!("{name}.zip"), media_type: "application/zip", bytes }
        }
        Way::Page | Way::Interview | Way::Desk => {
            Asking { name: format!("{name}.html"), media_type: "text/html", bytes: page(&data()?).into_bytes() }
        }
    })
}

fn sheet(inquiry: &Inquiry) -> Result<Vec<u8>, Failure> {
    let questionnaire = &inquiry.questionnaire;
    let ids = SheetIds {
        register: inquiry.register.parse().map_err(|error: uuid::Error| Failure::Internal { reference: error.to_string() })?,
        assessment: inquiry.assessment.0,
        copy: inquiry.copy,
        questionnaire: Answered { id: questionnaire.id.clone(), version: questionnaire.version },
        kind: questionnaire.kind,
        language: inquiry.language,
    };
    let asked = AskedSheet {
        ids: &ids,
        organisation: &inquiry.organisation,
        asked_by: &inquiry.asked_by,
        reply_to: inquiry.reply_to.as_deref(),
        respondent: &inquiry.respondent,
        due_on: inquiry.due_on,
        questionnaire,
        remarks: &inquiry.remarks,
        answers: &inquiry.answers,
        cards: &inquiry.cards,
        lists: lists(),
    };
    workbook(&asked).map_err(|fault| Failure::Internal { reference: fault.to_string() })
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WaitingSave {
    pub file: FileToken,
    pub language: Language,
}

/// A sheet of who has not answered.
pub(crate) fn save_waiting(call: &Call, arguments: WaitingSave) -> Result<Done<u32>, Failure> {
    let path = call.app.state().places.path(&arguments.file)?;
    let today = call.app.clock.today();
    let lines = call.read(|reading| {
        let filter = provident_store::AssessmentFilter {
            states: vec![AssessmentState::Sent, AssessmentState::Reminded],
            ..provident_store::AssessmentFilter::default()
        };
        let mut lines = Vec::new();
        for line in reading.assessments(&filter)? {
            let held = line.stored.assessment;
            let address = named(reading, held.respondent)?.1;
            let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            let late = held.due_on.filter(|due| *due < today).map_or(String::new(), |due| (today - due).num_days().to_string());
            lines.push(vec![
                line.respondent,
                address.unwrap_or_default(),
                held.round.to_string(),
                day(held.sent_on),
                day(held.due_on),
                day(held.reminded_on.last().copied()),
                held.reminded_on.len().to_string(),
                late,
                held.owner.unwrap_or_default(),
            ]);
        }
        Ok(lines)
    })?;
    let header = match arguments.language {
        Language::En => ["Asked", "Address", "Round", "Sent", "Due", "Last reminder", "Reminders", "Days late", "Looked after by"],
        Language::Fr => {
            ["Destinataire", "Adresse", "Tour", "Envoyé", "Échéance", "Dernière relance", "Relances", "Jours de retard", "Suivi par"]
        }
    };
    let count = lines.len() as u32;
    let header = header.map(str::to_owned).to_vec();
    write_file(&path, &csv_bytes(std::iter::once(header).chain(lines)))?;
    Ok(Done::read(count))
}
