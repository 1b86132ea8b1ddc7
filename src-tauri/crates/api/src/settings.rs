//! What this desk remembers outside any register: settings and recent registers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use provident_store::file::private_folder;

use crate::command::app::{Settings, Theme};
use crate::place::read_file;
use provident_domain::lists::Language;

const KEPT: usize = 8;
/// Bytes.
const LARGEST: u64 = 1_048_576;

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Recent {
    pub path: PathBuf,
    pub organisation: String,
    pub opened_at: String,
}

/// When a register was last closed at this desk.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct LastHere {
    /// RFC 3339, UTC.
    pub at: String,
    /// The last line of the history then.
    pub sequence: u64,
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Memory {
    pub settings: Settings,
    pub recent: Vec<Recent>,
    /// By the id of the register.
    #[serde(default)]
    pub last_here: BTreeMap<String, LastHere>,
}

impl Memory {
    /// What was kept, or a fresh memory: a damaged file of settings never stops the program.
    pub fn load(folder: Option<&Path>) -> Memory {
        let text = folder.and_then(|folder| read_file(&file(folder), LARGEST).ok()).unwrap_or_default();
        let kept =
            serde_json::from_slice(&text).unwrap_or_else(|_| Memory { settings: fresh(), recent: Vec::new(), last_here: BTreeMap::new() });
        Memory { settings: kept.settings.check().unwrap_or_else(|_| fresh()), ..kept }
    }

    pub fn save(&self, folder: Option<&Path>) {
        let Some(folder) = folder else { return };
        let kept = private_folder(folder)
            .ok()
            .and_then(|()| serde_json::to_vec_pretty(self).ok())
            .map(|text| crate::place::write_private_file(&file(folder), &text));
        // Not remembering a recent file is no reason to fail a command.
        drop(kept);
    }

    pub fn opened(&mut self, path: &Path, organisation: &str, at: &str) {
        self.recent.retain(|recent| recent.path != path);
        self.recent.insert(0, Recent { path: path.into(), organisation: organisation.into(), opened_at: at.into() });
        self.recent.truncate(KEPT);
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("desk.json")
}

fn fresh() -> Settings {
    let name = ["PROVIDENT_NAME", "USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok()).filter(|name| !name.is_empty());
    Settings {
        language: spoken(),
        theme: Theme::System,
        text_size: 100,
        my_name: name.unwrap_or_else(|| "DPO".into()),
        lock_after: lock_after(),
    }
}

/// Minutes.
pub(crate) fn lock_after() -> u16 {
    10
}

/// The language of the system, where the program speaks it.
fn spoken() -> Language {
    let system = sys_locale::get_locale().unwrap_or_default().to_lowercase();
    if system.starts_with("fr") { Language::Fr } else { Language::En }
}
