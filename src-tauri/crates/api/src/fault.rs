//! Faults of the program itself: what is known of them, shown to the person before any of it is saved.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Those of this run, the latest last; in memory only.
#[derive(Default)]
pub(crate) struct Faults {
    known: Mutex<Vec<Noted>>,
    count: AtomicU64,
}

#[derive(Clone)]
struct Noted {
    reference: String,
    text: String,
}

const KEPT: usize = 20;

impl Faults {
    /// Gives the reference under which it is found again. `place` is one in our own code.
    pub fn note(&self, command: &str, place: &str, at: &str) -> String {
        let count = self.count.fetch_add(1, Ordering::Relaxed) + 1;
        let reference = format!("{}-{count}", std::process::id());
        let text = format!(
            "Provident {version}\nSystem: {system} {machine}\nReference: {reference}\nAt: {at}\nCommand: {command}\nPlace in the program: {place}\n",
            version = env!("CARGO_PKG_VERSION"),
            system = std::env::consts::OS,
            machine = std::env::consts::ARCH,
        );
        let mut known = self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        known.push(Noted { reference: reference.clone(), text });
        let surplus = known.len().saturating_sub(KEPT);
        known.drain(..surplus);
        reference
    }

    pub fn text(&self, reference: &str) -> Option<String> {
        let known = self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        known.iter().find(|noted| noted.reference == reference).map(|noted| noted.text.clone())
    }
}
