//! The program as a whole: which register is open, recent ones, the settings of this desk.

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use provident_domain::check::Check;
use provident_domain::fault::{Fault, FaultCode};
use provident_domain::lists::Language;
use provident_domain::organisation::OrganisationDraft;
use provident_domain::person::{Person, PersonDraft, Right, Role};
use provident_store::file::private_folder;
use provident_store::{Access, CopyOf, Passphrase, Register, backup_folder};

use super::people::{self, PersonRow};
use crate::app::{Call, Locked, Open, State, open_register, opened};
use crate::assets::{lists, regulation};
use crate::background::{BackedUp, Checked};
use crate::dispatch::{Done, Nothing};
use crate::failure::{Failure, Refusal, shown};
use crate::place::file_failure;
use crate::secret::Secret;
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
    /// Who I am in the history of a register that is open to all.
    pub my_name: String,
    /// Minutes without a key or a move of the mouse until a sealed register is locked; 0 for never.
    #[serde(default = "crate::settings::lock_after")]
    pub lock_after: u16,
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

/// Closed, and opened again with a passphrase. Nothing of what is in it is known any more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct LockedRegister {
    pub file: FileToken,
    pub name: String,
    pub read_only: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct OpenRegister {
    /// Which register it is, wherever its file lies.
    pub id: String,
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
    pub is_sealed: bool,
    /// Who opened it, when it is sealed.
    pub person: Option<PersonRow>,
    /// Whether they decide who may open it.
    pub may_govern: bool,
    pub checked: Checked,
    pub backed_up: BackedUp,
    /// That it is a copy for somebody to read, and of how much.
    pub copy_of: Option<CopyOf>,
    /// RFC 3339: the last line of the history, where this computer's clock is behind it.
    pub clock_is_behind: Option<String>,
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
    pub locked: Option<LockedRegister>,
    pub recent: Vec<RecentRegister>,
    /// A register named on the command line; the screen opens it once.
    pub open_at_start: Option<FileToken>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterCreate {
    pub file: FileToken,
    pub organisation: String,
    /// Who makes it and their passphrase; none for a register that is open to whoever has the file.
    pub founder: Option<Founder>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Founder {
    pub name: String,
    pub passphrase: Secret,
}

impl Founder {
    /// The person, and the passphrase that is to protect the register. The name's faults are at `founder.name`,
    /// since the organisation has a name too.
    pub(crate) fn check(self) -> Result<(Person, Passphrase), Failure> {
        let person = PersonDraft { name: self.name, role: Role::Dpo }.check().map_err(|faults| {
            faults.into_iter().map(|fault| Fault { field: format!("founder.{}", fault.field), ..fault }).collect::<Vec<Fault>>()
        })?;
        Ok((person, self.passphrase.chosen("passphrase")?))
    }
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterOpen {
    pub file: FileToken,
    pub read_only: bool,
    /// Of a sealed register.
    pub passphrase: Option<Secret>,
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

/// Minutes: a working day.
const LONGEST_IDLE: u16 = 480;

pub(crate) fn state(call: &Call, _: Nothing) -> Result<Done<AppState>, Failure> {
    let mut state = call.app.state();
    let told = app_state(call, &mut state)?;
    state.open_at_start = None;
    Ok(Done::read(told))
}

impl Settings {
    pub(crate) fn check(self) -> Result<Settings, Vec<Fault>> {
        let mut check = Check::default();
        let my_name = check.name("my_name", &self.my_name);
        if !(100..=200).contains(&self.text_size) {
            check.fault("text_size", FaultCode::NotInList { value: self.text_size.to_string() });
        }
        if self.lock_after > LONGEST_IDLE {
            check.fault("lock_after", FaultCode::NotInList { value: self.lock_after.to_string() });
        }
        check.finish(Settings { my_name, ..self })
    }
}

pub(crate) fn save_settings(call: &Call, settings: Settings) -> Result<Done<AppState>, Failure> {
    let settings = settings.check()?;
    let mut state = call.app.state();
    state.memory.settings = settings;
    state.memory.save(call.app.folders.config.as_deref());
    Ok(Done::changed(app_state(call, &mut state)?, &["app"]))
}

/// Makes a register with the organisation in it, and opens it.
pub(crate) fn create(call: &Call, arguments: RegisterCreate) -> Result<Done<AppState>, Failure> {
    let draft = OrganisationDraft { name: arguments.organisation, ..OrganisationDraft::default() };
    let organisation = draft.check(lists())?;
    let founder = arguments.founder.map(|founder| founder.check()).transpose()?;
    let mut state = call.app.state();
    let path = state.places.path(&arguments.file)?;
    if path.exists() {
        return Err(Failure::Refused { reason: Refusal::FileExists { file: shown(&path) } });
    }
    let act = call.act(&state);
    let (id, rules) = (uuid::Uuid::now_v7(), call.app.rules());
    let founder = founder.as_ref().map(|(person, passphrase)| (person, passphrase));
    let register = Register::create_with::<Failure>(&path, &act, rules, id, founder, |writing| {
        writing.save_organisation(None, &organisation)?;
        Ok(())
    })?;
    took_over(call, &mut state, Open::new(register, false, None, call.app.clock.today()))
}

pub(crate) fn open(call: &Call, arguments: RegisterOpen) -> Result<Done<AppState>, Failure> {
    let passphrase = arguments.passphrase.map(|secret| secret.typed("passphrase")).transpose()?;
    let mut state = call.app.state();
    let path = state.places.path(&arguments.file)?;
    let act = call.act(&state);
    let is_sample = path.starts_with(&call.app.folders.data);
    // The one that is open stays open when the other cannot be opened, unless it is the same file.
    let is_same = state.open.as_ref().filter(|open| open.register.path() == path).map(|open| open.register.is_sealed());
    if is_same == Some(true) && passphrase.is_none() {
        return Err(Failure::Refused { reason: Refusal::Sealed { file: shown(&path) } });
    }
    if is_same.is_some() {
        call.app.let_go(&mut state);
    }
    let opened = open_register(&path, arguments.read_only, passphrase.as_ref(), &act, call.app.rules());
    let (register, held_by) = opened.inspect_err(|_| {
        if is_same == Some(true) {
            state.locked = Some(Locked { path: path.clone(), read_only: arguments.read_only });
        }
    })?;
    took_over(call, &mut state, Open::new(register, is_sample, held_by, call.app.clock.today()))
}

/// Opens a register that was just made at this place.
pub(crate) fn open_made(call: &Call, state: &mut State, path: &Path, passphrase: Option<&Passphrase>) -> Result<Done<AppState>, Failure> {
    let act = call.act(state);
    let (register, held_by) = open_register(path, false, passphrase, &act, call.app.rules())?;
    took_over(call, state, Open::new(register, false, held_by, call.app.clock.today()))
}

/// Closes a sealed register: its key is wiped, and what was shown of it leaves the window.
pub(crate) fn lock(call: &Call, _: Nothing) -> Result<Done<AppState>, Failure> {
    let mut state = call.app.state();
    call.app.lock_up(&mut state)?;
    Ok(Done::changed(app_state(call, &mut state)?, &["app"]))
}

/// A fresh sample register in the program's own folder; one from an earlier look is replaced.
pub(crate) fn open_sample(call: &Call, _: Nothing) -> Result<Done<AppState>, Failure> {
    let folder = &call.app.folders.data;
    private_folder(folder).map_err(|cause| file_failure("making", folder, &cause))?;
    let path = folder.join("Sample company.provident");
    let mut state = call.app.state();
    call.app.let_go(&mut state);
    remove_sample(&path);
    fill_sample(call, &mut state, &path)
}

/// With all that was made beside it.
fn remove_sample(path: &Path) {
    for ending in ["", "-wal", "-shm", "-keys"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
    let _ = std::fs::remove_dir_all(backup_folder(path));
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
    state.locked = None;
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
    remove_sample(&path);
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
    state.memory.save(call.app.folders.config.as_deref());
    Ok(Done::changed(app_state(call, &mut state)?, &["app"]))
}

fn took_over(call: &Call, state: &mut State, mut open: Open) -> Result<Done<AppState>, Failure> {
    call.app.let_go(state);
    state.locked = None;
    let (id, end, last) =
        open.register.read(|reading| Ok::<_, Failure>((reading.register_id()?, reading.check_end()?, reading.last_line_at()?)))?;
    if let Some(finding) = end {
        open.background.found(vec![finding]);
    }
    open.last_line_at = last.filter(|last| *last > call.app.clock.now());
    open.last_here = state.memory.last_here.get(&id).cloned();
    let path = open.register.path().to_owned();
    let is_sample = open.is_sample;
    state.open = Some(open);
    let told = app_state(call, state)?;
    if let (Some(info), false) = (&told.register, is_sample) {
        remember(call, state, &path, info);
    }
    Ok(Done::changed(told, &["app"]))
}

/// Among the registers that were open here. Outside a sealed one nothing says whose it is.
pub(crate) fn remember(call: &Call, state: &mut State, path: &Path, info: &OpenRegister) {
    let organisation = if info.is_sealed { "" } else { info.organisation.as_str() };
    state.memory.opened(path, organisation, &call.app.clock.now());
    state.memory.save(call.app.folders.config.as_deref());
}

pub(crate) fn app_state(call: &Call, state: &mut State) -> Result<AppState, Failure> {
    let register = state.open.as_mut().map(register_info).transpose()?;
    let recent = std::mem::take(&mut state.memory.recent);
    let rows = recent.iter().map(|recent| recent_row(recent, state)).collect();
    state.memory.recent = recent;
    let locked = state.locked.take();
    let row = |locked: &Locked| LockedRegister {
        file: state.places.lend(locked.path.clone()),
        name: stem(&locked.path),
        read_only: locked.read_only,
    };
    state.locked = locked;
    let locked = state.locked.as_ref().map(row);
    Ok(AppState {
        version: env!("CARGO_PKG_VERSION").into(),
        is_debug: cfg!(debug_assertions),
        today: call.app.clock.today(),
        settings: state.memory.settings.clone(),
        register,
        locked,
        recent: rows,
        open_at_start: state.open_at_start.clone(),
    })
}

fn register_info(open: &mut Open) -> Result<OpenRegister, Failure> {
    let (id, organisation, (providers, proposed), copy_of) = open.register.read(|reading| {
        let organisation = reading.organisation()?;
        Ok::<_, Failure>((reading.register_id()?, organisation, reading.provider_counts()?, reading.copy_of()?))
    })?;
    let watch = open.background.watch();
    let path = open.register.path();
    let person = open.register.person().map(|held| people::row(held, Some(held.id)));
    Ok(OpenRegister {
        id,
        name: stem(path),
        organisation: organisation.map(|held| held.organisation.name).unwrap_or_default(),
        is_sample: open.is_sample,
        is_read_only: open.register.access() == Access::ReadOnly,
        held_by: open.held_by.clone(),
        providers,
        proposed,
        migrated_copy: open.register.migrated_copy().map(shown),
        is_sealed: open.register.is_sealed(),
        may_govern: open.role().may(Right::Govern) && open.register.access() == Access::Write,
        person,
        checked: watch.checked,
        backed_up: watch.backed_up,
        copy_of,
        clock_is_behind: open.last_line_at.clone(),
    })
}

fn recent_row(recent: &Recent, state: &mut State) -> RecentRegister {
    RecentRegister {
        file: state.places.lend(recent.path.clone()),
        name: stem(&recent.path),
        place: recent.path.parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default(),
        organisation: recent.organisation.clone(),
        opened_at: recent.opened_at.clone(),
        exists: recent.path.is_file(),
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
