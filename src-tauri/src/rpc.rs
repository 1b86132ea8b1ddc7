//! The one command of the window, run beside the window's own thread. Two names are the shell's own:
//! `cancel` stops work that runs, `follow` opens the way on which the window is told what it did not ask.

use std::cell::RefCell;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use provident_api::{App, Failure, FileToken, Progress, Reply};
use serde::Serialize;
use serde_json::Value;
use tauri::State;
use tauri::ipc::Channel;

/// Work that can be cancelled, by the name the window gave it, and who listens.
#[derive(Default)]
pub struct Tasks {
    running: Mutex<HashMap<String, Arc<AtomicBool>>>,
    follower: Mutex<Option<Channel<Told>>>,
}

/// What goes to the window on a channel.
#[derive(Clone, Serialize)]
#[serde(untagged)]
pub enum Told {
    Step { done: u64, of: u64 },
    Changed { changed: Vec<String> },
    Dropped { dropped: Vec<Dropped> },
}

/// A file dropped on the window; its path stays here.
#[derive(Clone, Serialize)]
pub struct Dropped {
    pub file: FileToken,
    pub name: String,
    pub size: Option<u64>,
}

struct Followed {
    channel: Channel<Told>,
    stop: Arc<AtomicBool>,
    told: AtomicU64,
}

impl Progress for Followed {
    /// At most a hundred messages, however small the steps.
    fn report(&self, done: u64, of: u64) {
        let hundredth = (done * 100).checked_div(of).unwrap_or(100);
        if self.told.swap(hundredth + 1, Ordering::Relaxed) != hundredth + 1 {
            let _ = self.channel.send(Told::Step { done, of });
        }
    }

    fn is_cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Tasks {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<AtomicBool>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cancel(&self, task: Option<&str>) {
        if let Some(stop) = task.and_then(|task| self.lock().get(task).cloned()) {
            stop.store(true, Ordering::Relaxed);
        }
    }

    /// Tells the window; one that is not there yet reads everything when it comes.
    pub fn tell(&self, told: Told) {
        let follower = self.follower.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Err(error)) = follower.as_ref().map(|channel| channel.send(told)) {
            tracing::warn!(%error, "the window was not told");
        }
    }
}

#[tauri::command]
pub async fn rpc(
    app: State<'_, Arc<App>>,
    tasks: State<'_, Tasks>,
    command: String,
    arguments: Value,
    progress: Channel<Told>,
    task: Option<String>,
) -> Result<Reply, Failure> {
    let nothing = Reply { value: Value::Null, changed: Vec::new(), undo: None };
    match command.as_str() {
        "cancel" => {
            tasks.cancel(arguments["task"].as_str());
            return Ok(nothing);
        }
        "follow" => {
            *tasks.follower.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
            return Ok(nothing);
        }
        _ => {}
    }
    let app = Arc::clone(&app);
    let stop = Arc::new(AtomicBool::new(false));
    if let Some(task) = &task {
        tasks.lock().insert(task.clone(), Arc::clone(&stop));
    }
    let followed = Followed { channel: progress, stop, told: AtomicU64::new(0) };
    let ran = tauri::async_runtime::spawn_blocking(move || guarded(&app, &command, arguments, &followed)).await;
    if let Some(task) = &task {
        tasks.lock().remove(task);
    }
    ran.unwrap_or_else(|error| Err(Failure::Internal { reference: error.to_string() }))
}

/// A fault of ours becomes an answer; the window lives on.
fn guarded(app: &App, command: &str, arguments: Value, progress: &dyn Progress) -> Result<Reply, Failure> {
    let ran = catch_unwind(AssertUnwindSafe(|| {
        #[cfg(debug_assertions)]
        fault_for_tests(command, &arguments);
        app.rpc(command, arguments, progress)
    }));
    ran.unwrap_or_else(|_| {
        let place = PLACE.take().unwrap_or_default();
        let command = provident_api::COMMANDS.iter().find(|known| **known == command).copied().unwrap_or("unknown");
        let reference = app.note_fault(command, &place);
        tracing::error!(reference, command, place, "internal fault");
        Err(Failure::Internal { reference })
    })
}

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Of a fault of ours only the place in our own code is remembered: what it says may hold what somebody typed.
pub fn remember_places() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        PLACE.set(Some(place));
    }));
}

/// The seam through which tests cause a fault of ours. It does not exist in release builds.
#[cfg(debug_assertions)]
fn fault_for_tests(command: &str, arguments: &Value) {
    if std::env::var("PROVIDENT_FAULT").is_ok_and(|wanted| wanted == command) {
        panic!("caused by a test, with {arguments}");
    }
}
