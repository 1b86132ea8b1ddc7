//! The one command of the window, run beside the window's own thread, and its cancel.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use provident_api::{App, Failure, Progress, Reply};
use serde::Serialize;
use serde_json::Value;
use tauri::State;
use tauri::ipc::Channel;

/// Work that can be cancelled, by the name the window gave it.
#[derive(Default)]
pub struct Tasks {
    running: Mutex<HashMap<String, Arc<AtomicBool>>>,
}

#[derive(Clone, Serialize)]
pub struct Step {
    done: u64,
    of: u64,
}

struct Followed {
    channel: Channel<Step>,
    stop: Arc<AtomicBool>,
    told: AtomicU64,
}

impl Progress for Followed {
    /// At most a hundred messages, however small the steps.
    fn report(&self, done: u64, of: u64) {
        let hundredth = (done * 100).checked_div(of).unwrap_or(100);
        if self.told.swap(hundredth + 1, Ordering::Relaxed) != hundredth + 1 {
            let _ = self.channel.send(Step { done, of });
        }
    }

    fn is_cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

#[tauri::command]
pub async fn rpc(
    app: State<'_, Arc<App>>,
    tasks: State<'_, Tasks>,
    command: String,
    arguments: Value,
    progress: Channel<Step>,
    task: Option<String>,
) -> Result<Reply, Failure> {
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
    ran.unwrap_or_else(|error| Err(internal("rpc", &error.to_string())))
}

#[tauri::command]
pub fn cancel(tasks: State<'_, Tasks>, task: Option<String>) {
    if let Some(stop) = task.and_then(|task| tasks.lock().get(&task).cloned()) {
        stop.store(true, Ordering::Relaxed);
    }
}

impl Tasks {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<AtomicBool>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A fault of ours becomes an answer; the window lives on.
fn guarded(app: &App, command: &str, arguments: Value, progress: &dyn Progress) -> Result<Reply, Failure> {
    let ran = catch_unwind(AssertUnwindSafe(|| app.rpc(command, arguments, progress)));
    ran.unwrap_or_else(|panic| {
        let what = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        Err(internal(command, what.unwrap_or("panicked")))
    })
}

fn internal(command: &str, what: &str) -> Failure {
    static FAULTS: AtomicU64 = AtomicU64::new(1);
    let reference = format!("{}-{}", std::process::id(), FAULTS.fetch_add(1, Ordering::Relaxed));
    tracing::error!(reference, command, what, "internal fault");
    Failure::Internal { reference }
}
