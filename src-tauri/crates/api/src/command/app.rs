//! The program as a whole: which register is open, recent ones, the settings of this desk.

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use provident_domain::check::Check;
use provident_domain::fault::FaultCode;
use provident_domain::lists::Language;
use provident_domain::organisation::OrganisationDraft;
use provident_store::{Access, Register};

use crate::app::{Call, Open, State, open_register, opened};
use crate::assets::{lists, regulation};
use crate::desk::Pick;
use crate::dispatch::{Done, Nothing};
use crate::failure::{Failure, Refusal, shown};
use crate::place::file_failure;
use crate::settings::Recent;

/// Stands for a path that only Rust knows.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct FileToken(pub String);

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    System,
    Light,
    Dark,
}

/// Kept on this desk, not in the register.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub language: Language,
    pub theme: Theme,
    /// Percent, 100 to 200.
    pub text_size: u16,
    /// Who I am in the history.
    pub my_name: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct RecentRegister {
    pub file: FileToken,
    pub name: String,
    /// The folder, shortened for reading.
    pub place: String,
    pub organisation: String,
    /// RFC 3339.
    pub opened_at: String,
    pub exists: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct OpenRegister {
    pub name: String,
    pub organisation: String,
    pub is_sample: bool,
    pub is_read_only: bool,
    /// Why it is read-only, when somebody else is writing.
    pub held_by: Option<HeldBy>,
    pub providers: u64,
    pub proposed: u64,
    /// A copy was kept before a migration at this opening; its file name.
    pub migrated_copy: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct HeldBy {
    pub who: String,
    pub machine: String,
    pub since: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct AppState {
    pub version: String,
    /// A build for developers, which shows the gallery of components.
    pub is_debug: bool,
    /// ISO date.
    pub today: chrono::NaiveDate,
    pub settings: Settings,
    pub register: Option<OpenRegister>,
    pub recent: Vec<RecentRegister>,
    /// A register named on the command line; the screen opens it once.
    pub open_at_start: Option<FileToken>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterCreate {
    pub file: FileToken,
    pub organisation: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterOpen {
    pub file: FileToken,
    pub read_only: bool,
}

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

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecentForget {
    pub file: FileToken,
}

/// The sample company as a register at a place of one's own.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SampleCreate {
    pub file: FileToken,
}

pub(crate) fn state(call: &Call, _: Nothing) -> Result<Done<AppState>, Failure> {
    let mut state = call.app.state();
    let told = app_state(call, &mut state)?;
    state.open_at_start = None;
    Ok(Done::read(told))
}

pub(crate) fn save_settings(call: &Call, settings: Settings) -> Result<Done<AppState>, Failure> {
    let mut check = Check::default();
    let my_name = check.name("my_name", &settings.my_name);
    if !(100..=200).contains(&settings.text_size) {
        check.fault("text_size", FaultCode::NotInList { value: settings.text_size.to_string() });
    }
    let settings = check.finish(Settings { my_name, ..settings })?;
    let mut state = call.app.state();
    state.memory.settings = settings;
    state.memory.save(&call.app.folders.config);
    Ok(Done::changed(app_state(call, &mut state)?, &["app"]))
}

/// Makes a register with the organisation in it, and opens it.
pub(crate) fn create(call: &Call, arguments: RegisterCreate) -> Result<Done<AppState>, Failure> {
    let draft = OrganisationDraft { name: arguments.organisation, ..OrganisationDraft::default() };
    let organisation = draft.check(lists())?;
    let mut state = call.app.state();
    let path = state.places.path(&arguments.file)?;
    let act = call.act(&state);
    call.app.let_go(&mut state);
    let mut register = Register::create(&path, &act, uuid::Uuid::now_v7())?;
    register.write(&act, call.app.rules(), |writing| writing.save_organisation(None, &organisation))?;
    took_over(call, &mut state, Open::new(register, false, None, call.app.clock.today()))
}

pub(crate) fn open(call: &Call, arguments: RegisterOpen) -> Result<Done<AppState>, Failure> {
    let mut state = call.app.state();
    let path = state.places.path(&arguments.file)?;
    let act = call.act(&state);
    let is_sample = path.starts_with(&call.app.folders.data);
    // The one that is open stays open when the other cannot be opened, unless it is the same file.
    if state.open.as_ref().is_some_and(|open| open.register.path() == path) {
        call.app.let_go(&mut state);
    }
    let (register, held_by) = open_register(&path, arguments.read_only, &act, call.app.rules())?;
    took_over(call, &mut state, Open::new(register, is_sample, held_by, call.app.clock.today()))
}

/// A fresh sample register in the program's own folder; one from an earlier look is replaced.
pub(crate) fn open_sample(call: &Call, _: Nothing) -> Result<Done<AppState>, Failure> {
    let folder = &call.app.folders.data;
    std::fs::create_dir_all(folder).map_err(|cause| file_failure("making", folder, &cause))?;
    let path = folder.join("Sample company.provident");
    let mut state = call.app.state();
    call.app.let_go(&mut state);
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
    fill_sample(call, &mut state, &path)
}

pub(crate) fn create_sample(call: &Call, arguments: SampleCreate) -> Result<Done<AppState>, Failure> {
    let mut state = call.app.state();
    let path = state.places.path(&arguments.file)?;
    fill_sample(call, &mut state, &path)
}

fn fill_sample(call: &Call, state: &mut State, path: &Path) -> Result<Done<AppState>, Failure> {
    let act = call.act(state);
    let register = crate::sample::create(path, &act, call.app.rules())?;
    took_over(call, state, Open::new(register, true, None, call.app.clock.today()))
}

pub(crate) fn close(call: &Call, _: Nothing) -> Result<Done<AppState>, Failure> {
    let mut state = call.app.state();
    call.app.let_go(&mut state);
    Ok(Done::changed(app_state(call, &mut state)?, &["app"]))
}

/// Throws the sample company away: closed, and its file gone. Only ever the program's own copy.
pub(crate) fn discard_sample(call: &Call, _: Nothing) -> Result<Done<AppState>, Failure> {
    let mut state = call.app.state();
    let open = opened(&mut state)?;
    let path = open.register.path().to_owned();
    if !open.is_sample || !path.starts_with(&call.app.folders.data) {
        return Err(Failure::Refused { reason: Refusal::NotTheSample });
    }
    call.app.let_go(&mut state);
    std::fs::remove_file(&path).map_err(|cause| file_failure("removing", &path, &cause))?;
    Ok(Done::changed(app_state(call, &mut state)?, &["app"]))
}

/// The folder with the program's log, in the system's own program.
pub(crate) fn open_log(call: &Call, _: Nothing) -> Result<Done<()>, Failure> {
    let folder = call.app.folders.data.join("logs");
    call.app.desk.open_outside(&folder).map_err(|cause| file_failure("opening", &folder, &cause))?;
    Ok(Done::read(()))
}

/// An article of the Regulation, in the person's own browser.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ArticleOpen {
    pub article: u16,
}

pub(crate) fn open_article(call: &Call, arguments: ArticleOpen) -> Result<Done<()>, Failure> {
    let language = match call.app.state().memory.settings.language {
        Language::En => "en",
        Language::Fr => "fr",
    };
    let not_found = || Failure::NotFound { entity: "article".into(), id: arguments.article.to_string() };
    let known = (1..=regulation().articles).contains(&arguments.article);
    let address = regulation().address(arguments.article, language).filter(|_| known).ok_or_else(not_found)?;
    call.app.desk.open_address(&address).map_err(|cause| Failure::Storage { cause: cause.to_string() })?;
    Ok(Done::read(()))
}

pub(crate) fn forget(call: &Call, arguments: RecentForget) -> Result<Done<AppState>, Failure> {
    let mut state = call.app.state();
    let path = state.places.path(&arguments.file)?;
    state.memory.recent.retain(|recent| recent.path != path);
    state.memory.save(&call.app.folders.config);
    Ok(Done::changed(app_state(call, &mut state)?, &["app"]))
}

/// Asks the person for a file. No lock is held while the dialog is open.
pub(crate) fn pick(call: &Call, arguments: FilePick) -> Result<Done<Option<PickedFile>>, Failure> {
    let language = call.app.state().memory.settings.language;
    let Some(path) = call.app.desk.pick(&dialog(&arguments, language)) else { return Ok(Done::read(None)) };
    let size = std::fs::metadata(&path).ok().map(|found| found.len());
    let name = shown(&path);
    let file = call.app.lend(path);
    Ok(Done::read(Some(PickedFile { file, name, size })))
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
        suggested: pick.suggested.clone(),
        extensions: extensions.iter().map(|ending| (*ending).to_owned()).collect(),
    }
}

fn took_over(call: &Call, state: &mut State, mut open: Open) -> Result<Done<AppState>, Failure> {
    call.app.let_go(state);
    let id = open.register.read(|reading| Ok::<_, Failure>(reading.register_id()?))?;
    open.last_here = state.memory.last_here.get(&id).cloned();
    let path = open.register.path().to_owned();
    let is_sample = open.is_sample;
    state.open = Some(open);
    let told = app_state(call, state)?;
    if let (Some(info), false) = (&told.register, is_sample) {
        state.memory.opened(&path, &info.organisation, &call.app.clock.now());
        state.memory.save(&call.app.folders.config);
    }
    Ok(Done::changed(told, &["app"]))
}

fn app_state(call: &Call, state: &mut State) -> Result<AppState, Failure> {
    let register = state.open.as_mut().map(register_info).transpose()?;
    let recent = std::mem::take(&mut state.memory.recent);
    let rows = recent.iter().map(|recent| recent_row(recent, state)).collect();
    state.memory.recent = recent;
    Ok(AppState {
        version: env!("CARGO_PKG_VERSION").into(),
        is_debug: cfg!(debug_assertions),
        today: call.app.clock.today(),
        settings: state.memory.settings.clone(),
        register,
        recent: rows,
        open_at_start: state.open_at_start.clone(),
    })
}

fn register_info(open: &mut Open) -> Result<OpenRegister, Failure> {
    let (organisation, (providers, proposed)) = open.register.read(|reading| {
        let organisation = reading.organisation()?;
        Ok::<_, Failure>((organisation, reading.provider_counts()?))
    })?;
    let path = open.register.path();
    Ok(OpenRegister {
        name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        organisation: organisation.map(|held| held.organisation.name).unwrap_or_default(),
        is_sample: open.is_sample,
        is_read_only: open.register.access() == Access::ReadOnly,
        held_by: open.held_by.clone(),
        providers,
        proposed,
        migrated_copy: open.register.migrated_copy().map(shown),
    })
}

fn recent_row(recent: &Recent, state: &mut State) -> RecentRegister {
    RecentRegister {
        file: state.places.lend(recent.path.clone()),
        name: recent.path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        place: recent.path.parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default(),
        organisation: recent.organisation.clone(),
        opened_at: recent.opened_at.clone(),
        exists: recent.path.is_file(),
    }
}
