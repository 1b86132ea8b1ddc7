//! Files and folders that a person is asked for, outside the webview.

use std::path::PathBuf;

use provident_domain::lists::Language;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::Call;
use crate::command::app::FileToken;
use crate::desk::Pick;
use crate::dispatch::Done;
use crate::failure::{Failure, shown};

/// Why a file is asked for; decides the dialog's title and endings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PickPurpose {
    RegisterToCreate,
    RegisterToOpen,
    ListToImport,
    EvidenceToAdd,
    ReportToSave,
    ExportToSave,
    RefusedRowsToSave,
    BackupToSave,
    BackupToRestore,
    CopyToSave,
    RecoveryKeyToSave,
    FaultReportToSave,
    FolderToExportTo,
    FolderToImport,
    SubProcessorListToImport,
    SheetToSave,
    PublicListToSave,
    MailDraftToSave,
    LegalListToImport,
    QuestionnaireToImport,
    QuestionnaireToSave,
    AnswersToTake,
    FolderForQuestionnaires,
    WaitingToSave,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FilePick {
    pub purpose: PickPurpose,
    /// File name offered in a save dialog.
    pub suggested: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct PickedFile {
    pub file: FileToken,
    pub name: String,
    /// Bytes, of a file that exists.
    pub size: Option<u64>,
}

/// Asks the person for a file. No lock is held while the dialog is open.
pub(crate) fn pick(call: &Call, arguments: FilePick) -> Result<Done<Option<PickedFile>>, Failure> {
    let language = call.app.state().memory.settings.language;
    Ok(Done::read(call.app.desk.pick(&dialog(&arguments, language)).map(|path| lent(call, path))))
}

/// Asks the person for files to read, any number of them.
pub(crate) fn pick_several(call: &Call, arguments: FilePick) -> Result<Done<Vec<PickedFile>>, Failure> {
    let language = call.app.state().memory.settings.language;
    let paths = call.app.desk.pick_several(&dialog(&arguments, language));
    Ok(Done::read(paths.into_iter().map(|path| lent(call, path)).collect()))
}

fn lent(call: &Call, path: PathBuf) -> PickedFile {
    let size = std::fs::metadata(&path).ok().map(|found| found.len());
    let name = shown(&path);
    PickedFile { file: call.app.lend(path), name, size }
}

fn dialog(pick: &FilePick, language: Language) -> Pick {
    let (english, french, save, extensions): (_, _, _, &[&str]) = match pick.purpose {
        PickPurpose::RegisterToCreate => ("Create a register", "Créer un registre", true, &["provident"]),
        PickPurpose::RegisterToOpen => ("Open a register", "Ouvrir un registre", false, &["provident"]),
        PickPurpose::ListToImport => ("Choose a list", "Choisir une liste", false, &["csv", "xlsx", "ods", "xls", "txt", "tsv"]),
        PickPurpose::EvidenceToAdd => ("Add evidence", "Ajouter une preuve", false, &[]),
        PickPurpose::ReportToSave => ("Save the report", "Enregistrer le rapport", true, &["pdf"]),
        PickPurpose::ExportToSave => ("Export the register", "Exporter le registre", true, &["xlsx", "csv"]),
        PickPurpose::RefusedRowsToSave => ("Save the refused rows", "Enregistrer les lignes refusées", true, &["csv"]),
        PickPurpose::BackupToSave => ("Save a backup", "Enregistrer une sauvegarde", true, &["provident"]),
        PickPurpose::BackupToRestore => ("Choose a backup", "Choisir une sauvegarde", false, &["provident"]),
        PickPurpose::CopyToSave => ("Save the copy", "Enregistrer la copie", true, &["provident"]),
        PickPurpose::RecoveryKeyToSave => ("Save the recovery key", "Enregistrer la clé de secours", true, &["txt"]),
        PickPurpose::FaultReportToSave => ("Save the report of the fault", "Enregistrer le rapport de l’anomalie", true, &["txt"]),
        PickPurpose::FolderToExportTo => ("Choose a folder to export to", "Choisir un dossier d’export", false, &[]),
        PickPurpose::SubProcessorListToImport => {
            ("Choose a list", "Choisir une liste", false, &["csv", "xlsx", "ods", "xls", "txt", "tsv", "md", "markdown", "html", "htm"])
        }
        PickPurpose::SheetToSave => ("Save the workbook", "Enregistrer le classeur", true, &["xlsx"]),
        PickPurpose::PublicListToSave => ("Save the list", "Enregistrer la liste", true, &["html", "md", "pdf", "csv"]),
        PickPurpose::MailDraftToSave => ("Save the draft", "Enregistrer le brouillon", true, &["eml"]),
        PickPurpose::LegalListToImport => ("Choose a list of rules", "Choisir une liste de règles", false, &["json"]),
        PickPurpose::QuestionnaireToImport => ("Choose a questionnaire", "Choisir un questionnaire", false, &["json"]),
        PickPurpose::QuestionnaireToSave => ("Save the questionnaire", "Enregistrer le questionnaire", true, &["json"]),
        PickPurpose::AnswersToTake => ("Choose answers", "Choisir des réponses", false, &["provident-answers", "xlsx", "eml", "msg"]),
        PickPurpose::FolderForQuestionnaires => ("Choose a folder for the files", "Choisir un dossier pour les fichiers", false, &[]),
        PickPurpose::WaitingToSave => ("Save the sheet", "Enregistrer la liste", true, &["csv"]),
        PickPurpose::FolderToImport => ("Choose an exported folder", "Choisir un dossier exporté", false, &[]),
    };
    let title = match language {
        Language::En => english,
        Language::Fr => french,
    };
    let purpose = serde_json::to_value(pick.purpose).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    Pick {
        purpose,
        title: title.into(),
        save,
        is_folder: matches!(
            pick.purpose,
            PickPurpose::FolderToExportTo | PickPurpose::FolderToImport | PickPurpose::FolderForQuestionnaires
        ),
        suggested: pick.suggested.clone(),
        extensions: extensions.iter().map(|ending| (*ending).to_owned()).collect(),
    }
}
