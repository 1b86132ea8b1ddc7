//! The state of the program and the one door through which commands come.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::NaiveDate;
use provident_domain::id::CommandId;
use provident_domain::person::{Right, Role};
use provident_store::{Access, Act, Passphrase, Reading, Register, RegisterSource, Rules, Writing};
use serde_json::Value;

use crate::assets::{lists, review};
use crate::background::{Background, Checked, Work, is_due};
use crate::clock::Clock;
use crate::command::app::{FileToken, HeldBy};
use crate::command::import::Source;
use crate::desk::{Desk, Progress};
use crate::dispatch::{Reply, dispatch, right_of};
use crate::failure::{Failure, Refusal};
use crate::fault::Faults;
use crate::place::Places;
use crate::settings::{LastHere, Memory};

/// Where the program keeps its own files.
#[derive(Clone, Debug)]
pub struct Folders {
    /// Settings and recent registers; none remembers nothing.
    pub config: Option<PathBuf>,
    /// The sample register, logs.
    pub data: PathBuf,
    /// Evidence that is open in other programs, in a folder for each run. In memory where the system
    /// has such a place.
    pub private: PathBuf,
}

pub(crate) struct Open {
    pub register: Register,
    pub is_sample: bool,
    pub held_by: Option<HeldBy>,
    pub last_here: Option<LastHere>,
    /// The day on which all that is derived of its records was looked at last.
    pub day: NaiveDate,
    pub background: Background,
    /// The day for which work beside the commands was begun.
    pub watched: Option<NaiveDate>,
    /// The last line of the history is from after this moment: the clock went back.
    pub last_line_at: Option<String>,
    /// The register got another key: no backup opens with it yet.
    pub is_backup_wanted: bool,
    /// Set when it is closed: work over connections of its own ends with it.
    pub closing: Arc<AtomicBool>,
}

impl Open {
    /// Derived as of this day. When it was last here is told once it has taken over.
    pub fn new(register: Register, is_sample: bool, held_by: Option<HeldBy>, day: NaiveDate) -> Open {
        let background = Background::default();
        Open {
            register,
            is_sample,
            held_by,
            last_here: None,
            day,
            background,
            watched: None,
            last_line_at: None,
            is_backup_wanted: false,
            closing: Arc::default(),
        }
    }

    /// Before the register is replaced as a whole; what was cut off begins anew with the next screen.
    pub fn stop_background(&mut self) {
        self.background = Background::default();
        self.watched = None;
    }

    /// The register over a connection of its own, for as long as it is open here.
    pub fn source(&self) -> RegisterSource {
        self.register.source().until(Arc::clone(&self.closing))
    }

    /// What whoever opened it may do. In a register that is open to all, everybody may everything.
    pub fn role(&self) -> Role {
        self.register.person().map_or(Role::Dpo, |held| held.person.role)
    }
}

/// A register that was open a moment ago, and opens again with a passphrase.
pub(crate) struct Locked {
    pub path: PathBuf,
    pub read_only: bool,
}

pub(crate) struct State {
    pub open: Option<Open>,
    pub locked: Option<Locked>,
    pub places: Places,
    pub memory: Memory,
    pub sources: HashMap<String, Arc<Source>>,
    pub open_at_start: Option<FileToken>,
}

/// The whole program but its window.
pub struct App {
    pub(crate) folders: Folders,
    pub(crate) desk: Arc<dyn Desk>,
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    state: Mutex<State>,
}

/// One command on its way: the program, the name of the command, and who follows it.
pub struct Call<'a> {
    pub(crate) app: &'a App,
    pub(crate) command: &'static str,
    pub(crate) progress: &'a dyn Progress,
}

impl App {
    pub fn new(folders: Folders, desk: Box<dyn Desk>) -> App {
        App::with_clock(folders, desk, Clock::System)
    }

    pub fn with_clock(folders: Folders, desk: Box<dyn Desk>, clock: Clock) -> App {
        let memory = Memory::load(folders.config.as_deref());
        sweep(&folders.private);
        let state = State { open: None, locked: None, places: Places::default(), memory, sources: HashMap::new(), open_at_start: None };
        App { folders, desk: desk.into(), clock, faults: Faults::default(), state: Mutex::new(state) }
    }

    /// Gives a command by its name in [`crate::COMMANDS`].
    pub fn rpc(&self, command: &str, arguments: Value, progress: &dyn Progress) -> Result<Reply, Failure> {
        self.begin_day();
        self.may(command)?;
        let reply = dispatch(self, command, arguments, progress);
        self.watch_over(command);
        reply
    }

    /// Whoever opened the register may do what this command does.
    fn may(&self, command: &str) -> Result<(), Failure> {
        let right = right_of(command).unwrap_or(Right::None);
        let role = self.state().open.as_ref().map(Open::role);
        match role {
            Some(role) if !role.may(right) => Err(Failure::Refused { reason: Refusal::MayNot { role } }),
            _ => Ok(()),
        }
    }

    /// Begins the work beside the commands, once a day, when a screen has what it asked for.
    fn watch_over(&self, command: &str) {
        if right_of(command) != Some(Right::Read) || !self.desk.stays() {
            return;
        }
        let (today, now) = (self.clock.today(), self.clock.now());
        let mut state = self.state();
        let Some(open) = state.open.as_mut().filter(|open| open.watched != Some(today) && !open.background.is_running()) else { return };
        let path = open.register.path().to_owned();
        let is_kept = !open.is_sample && open.register.access() == Access::Write;
        let work = Work {
            source: open.register.source(),
            backup_at: (is_kept && (open.is_backup_wanted || is_due(&path, &now))).then_some(now),
            is_to_check: open.watched.is_none() && !matches!(open.background.watch().checked, Checked::Faulty { .. }),
            path,
        };
        open.watched = Some(today);
        open.is_backup_wanted = false;
        open.background.begin(work, Arc::clone(&self.desk));
    }

    /// After midnight, and after a sleep, what is derived of a record may hold no longer. Where it
    /// cannot be written now, the next command tries again.
    fn begin_day(&self) {
        let today = self.clock.today();
        let mut state = self.state();
        let who = state.memory.settings.my_name.clone();
        let Some(open) = state.open.as_mut().filter(|open| open.day != today) else { return };
        let act = Act { who, command: "new_day", command_id: CommandId(uuid::Uuid::now_v7()), at: self.clock.now() };
        if open.register.renew_expired(&act, self.rules()).is_ok() {
            open.day = today;
        }
    }

    /// A fault of the program itself, while a command ran; gives the reference under which it is told.
    pub fn note_fault(&self, command: &str, place: &str) -> String {
        self.faults.note(command, place, &self.clock.now())
    }

    /// A token for a path that a person chose outside the webview.
    pub fn lend(&self, path: PathBuf) -> FileToken {
        self.state().places.lend(path)
    }

    /// A register named at start; the first `app_state` hands out its token.
    pub fn open_at_start(&self, path: PathBuf) {
        let mut state = self.state();
        let token = state.places.lend(path);
        state.open_at_start = Some(token);
    }

    /// Evidence by its digest, for the read-only protocol: its media type and bytes.
    pub fn content(&self, digest: &str) -> Option<(String, Vec<u8>)> {
        let mut state = self.state();
        let open = state.open.as_mut()?;
        let bytes = open.register.read(|reading| reading.evidence_content(digest)).ok()?;
        Some((media_type(&bytes).to_owned(), bytes))
    }

    /// Closes the register; the write-ahead log is folded into the one file.
    pub fn close(&self) {
        self.let_go(&mut self.state());
    }

    /// Closes what is open, and remembers how far its history was when it was last here.
    pub(crate) fn let_go(&self, state: &mut State) {
        state.sources.clear();
        let _ = std::fs::remove_dir_all(self.opened_outside());
        let Some(mut open) = state.open.take() else { return };
        open.closing.store(true, Ordering::Relaxed);
        open.stop_background();
        // What was removed could be taken back until now.
        let _ = open.register.purge();
        let seen = open.register.read(|reading| Ok::<_, Failure>((reading.register_id()?, reading.last_sequence()?)));
        if let Ok((id, sequence)) = seen {
            state.memory.last_here.insert(id, LastHere { at: self.clock.now(), sequence });
            state.memory.save(self.folders.config.as_deref());
        }
    }

    /// Closes a sealed register; it opens again with a passphrase.
    pub(crate) fn lock_up(&self, state: &mut State) -> Result<(), Failure> {
        let open = opened(state)?;
        let path = open.register.path().to_owned();
        if !open.register.is_sealed() {
            return Err(Failure::Refused { reason: Refusal::NotSealed { file: crate::failure::shown(&path) } });
        }
        let read_only = open.register.access() == Access::ReadOnly && open.role() != Role::ReadOnly;
        self.let_go(state);
        state.locked = Some(Locked { path, read_only });
        Ok(())
    }

    /// Before the computer sleeps: a sealed register is locked. True when there was one.
    pub fn lock(&self) -> bool {
        let locked = self.lock_up(&mut self.state()).is_ok();
        if locked {
            self.desk.announce(&["app"]);
        }
        locked
    }

    /// Where this run puts evidence that another program is to show.
    pub(crate) fn opened_outside(&self) -> PathBuf {
        self.folders.private.join(std::process::id().to_string())
    }

    /// A command that panicked leaves the lock poisoned; its transaction was rolled back,
    /// so the state is as before it.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    pub(crate) fn rules(&self) -> Rules<'static> {
        Rules { lists: lists(), review: review(), today: self.clock.today() }
    }
}

impl Call<'_> {
    /// What this command writes, by whom and when.
    pub(crate) fn act(&self, state: &State) -> Act {
        self.act_as(&state.memory.settings.my_name)
    }

    pub(crate) fn act_as(&self, who: &str) -> Act {
        Act { who: who.to_owned(), command: self.command, command_id: CommandId(uuid::Uuid::now_v7()), at: self.app.clock.now() }
    }

    pub(crate) fn read<T>(&self, work: impl FnOnce(&Reading) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut state = self.app.state();
        opened(&mut state)?.register.read(work)
    }

    pub(crate) fn write<T>(&self, work: impl FnOnce(&mut Writing) -> Result<T, Failure>) -> Result<T, Failure> {
        Ok(self.write_as_command(work)?.0)
    }

    /// Also gives the id under which all of it stands in the history.
    pub(crate) fn write_as_command<T>(&self, work: impl FnOnce(&mut Writing) -> Result<T, Failure>) -> Result<(T, CommandId), Failure> {
        let mut state = self.app.state();
        let act = self.act(&state);
        let value = opened(&mut state)?.register.write(&act, self.app.rules(), work)?;
        Ok((value, act.command_id))
    }
}

/// What an earlier run left behind that ended without tidying up.
fn sweep(private: &Path) {
    for entry in std::fs::read_dir(private).into_iter().flatten().flatten() {
        let process = entry.file_name().to_string_lossy().into_owned();
        let is_running = cfg!(target_os = "linux") && Path::new("/proc").join(&process).exists();
        if process.parse::<u32>().is_ok() && !is_running {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

pub(crate) fn opened(state: &mut State) -> Result<&mut Open, Failure> {
    state.open.as_mut().ok_or(Failure::Refused { reason: Refusal::NoRegisterOpen })
}

/// Opens for writing, or for reading where somebody else writes or nobody may.
pub(crate) fn open_register(
    path: &Path,
    read_only: bool,
    passphrase: Option<&Passphrase>,
    act: &Act,
    rules: Rules,
) -> Result<(Register, Option<HeldBy>), Failure> {
    use provident_store::StoreFault;
    let open = |access| match passphrase {
        Some(passphrase) => Register::open_sealed(path, access, passphrase, act, rules),
        None => Register::open(path, access, act, rules),
    };
    if read_only {
        return Ok((open(Access::ReadOnly)?, None));
    }
    match open(Access::Write) {
        Ok(register) => Ok((register, None)),
        Err(StoreFault::Held { holder, .. }) => {
            let held_by = HeldBy { who: holder.who, machine: holder.machine, since: holder.since };
            Ok((open(Access::ReadOnly)?, Some(held_by)))
        }
        Err(fault) if is_forbidden(&fault) => Ok((open(Access::ReadOnly)?, None)),
        Err(fault) => Err(fault.into()),
    }
}

/// The file, or the folder it lies in, may not be written.
fn is_forbidden(fault: &provident_store::StoreFault) -> bool {
    use provident_store::StoreFault;
    let kinds = [std::io::ErrorKind::PermissionDenied, std::io::ErrorKind::ReadOnlyFilesystem];
    match fault {
        StoreFault::ReadOnly => true,
        StoreFault::File { cause, .. } => kinds.contains(&cause.kind()),
        _ => false,
    }
}

/// By content, never by name: what is not plainly a picture or a PDF is offered as bytes.
pub(crate) fn media_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        _ => "application/octet-stream",
    }
}
