//! Work beside the commands, on a thread and a connection of its own: the backup of the day, then
//! the check of everything. It begins once the first screen has its data, and ends with the register.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use provident_store::verify::{CheckResult, Finding};
use provident_store::{BackupKind, RegisterSource, StoreFault, backups, prune_backups};
use serde::Serialize;
use ts_rs::TS;

use crate::desk::Desk;
use crate::failure::{Failure, shown};

/// What is known of the whole file.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Checked {
    #[default]
    NotYet,
    Running,
    Whole,
    Faulty {
        findings: Vec<Finding>,
    },
    /// It could not be looked at.
    Failed {
        failure: Failure,
    },
}

/// The automatic backup of the day.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BackedUp {
    /// There is one of today, or none is made of this register.
    #[default]
    NotNeeded,
    Running,
    Made {
        name: String,
    },
    Failed {
        failure: Failure,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Watch {
    pub checked: Checked,
    pub backed_up: BackedUp,
}

/// What is to be done, decided while the register is at hand.
pub(crate) struct Work {
    pub source: RegisterSource,
    pub path: PathBuf,
    /// RFC 3339; none where no backup is due.
    pub backup_at: Option<String>,
    pub is_to_check: bool,
}

/// Ends its thread when it goes.
#[derive(Default)]
pub(crate) struct Background {
    watch: Arc<Mutex<Watch>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Background {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Background {
    pub fn watch(&self) -> Watch {
        locked(&self.watch).clone()
    }

    /// What was found before any work began.
    pub fn found(&self, findings: Vec<Finding>) {
        locked(&self.watch).checked = Checked::Faulty { findings };
    }

    pub fn is_running(&self) -> bool {
        self.thread.as_ref().is_some_and(|thread| !thread.is_finished())
    }

    pub fn begin(&mut self, work: Work, desk: Arc<dyn Desk>) {
        let (watch, stop) = (Arc::clone(&self.watch), Arc::clone(&self.stop));
        let work = Work { source: work.source.until(Arc::clone(&stop)), ..work };
        let run = move || {
            let told = |change: &dyn Fn(&mut Watch)| {
                change(&mut locked(&watch));
                desk.announce(&["app"]);
            };
            if let Some(at) = &work.backup_at {
                told(&|watch| watch.backed_up = BackedUp::Running);
                let backed_up = back_up(&work, at, &stop);
                told(&|watch| watch.backed_up = backed_up.clone());
            }
            if work.is_to_check && !stop.load(Ordering::Relaxed) {
                told(&|watch| watch.checked = Checked::Running);
                let checked = checked(work.source.check());
                told(&|watch| watch.checked = checked.clone());
            }
        };
        self.thread = Some(std::thread::spawn(run));
    }
}

/// Whether no backup was made on the day of this instant (RFC 3339, UTC).
pub(crate) fn is_due(register: &std::path::Path, now: &str) -> bool {
    !backups(register).iter().any(|backup| now.starts_with(&backup.at.format("%Y-%m-%d").to_string()))
}

fn back_up(work: &Work, at: &str, stop: &AtomicBool) -> BackedUp {
    let made = work.source.back_up(BackupKind::Daily, at, &mut |_, _| !stop.load(Ordering::Relaxed));
    match made {
        Ok(path) => {
            // One too many is no reason to say that there is none.
            let _ = prune_backups(&work.path, &path);
            BackedUp::Made { name: shown(&path) }
        }
        Err(StoreFault::Cancelled) => BackedUp::NotNeeded,
        Err(fault) => BackedUp::Failed { failure: fault.into() },
    }
}

fn checked(result: Result<CheckResult, StoreFault>) -> Checked {
    match result {
        Ok(result) if result.is_whole => Checked::Whole,
        Ok(result) => Checked::Faulty { findings: result.findings },
        Err(StoreFault::Cancelled) => Checked::NotYet,
        Err(fault) => Checked::Failed { failure: fault.into() },
    }
}

fn locked(watch: &Mutex<Watch>) -> MutexGuard<'_, Watch> {
    watch.lock().unwrap_or_else(PoisonError::into_inner)
}
