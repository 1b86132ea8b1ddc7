//! Native dialogs and the system's own programs.

use std::path::{Path, PathBuf};

use provident_api::{Desk, Pick};
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

use crate::rpc::{Tasks, Told};

pub struct Native {
    app: AppHandle,
}

impl Native {
    pub fn new(app: AppHandle) -> Native {
        Native { app }
    }

    fn dialog(&self, pick: &Pick) -> FileDialogBuilder<Wry> {
        let mut dialog = self.app.dialog().file().set_title(&pick.title);
        let endings: Vec<&str> = pick.extensions.iter().map(String::as_str).collect();
        if !endings.is_empty() {
            dialog = dialog.add_filter(endings.join(", "), &endings);
        }
        if let Some(name) = &pick.suggested {
            dialog = dialog.set_file_name(name);
        }
        dialog
    }
}

impl Desk for Native {
    fn pick(&self, pick: &Pick) -> Option<PathBuf> {
        #[cfg(debug_assertions)]
        if let Some(answers) = answers::file() {
            return answers::pick(&answers, &pick.purpose).into_iter().next();
        }
        let dialog = self.dialog(pick);
        let chosen = match (pick.is_folder, pick.save) {
            (true, _) => dialog.blocking_pick_folder(),
            (_, true) => dialog.blocking_save_file(),
            (_, false) => dialog.blocking_pick_file(),
        };
        let path = chosen?.into_path().ok()?;
        Some(if pick.save { with_ending(path, &pick.extensions) } else { path })
    }

    fn pick_several(&self, pick: &Pick) -> Vec<PathBuf> {
        #[cfg(debug_assertions)]
        if let Some(answers) = answers::file() {
            return answers::pick(&answers, &pick.purpose);
        }
        let chosen = self.dialog(pick).blocking_pick_files().unwrap_or_default();
        chosen.into_iter().filter_map(|file| file.into_path().ok()).collect()
    }

    fn open_outside(&self, path: &Path) -> std::io::Result<()> {
        #[cfg(debug_assertions)]
        if let Some(answers) = answers::file() {
            return answers::opened(&answers, path);
        }
        tauri_plugin_opener::open_path(path, None::<&str>).map_err(std::io::Error::other)
    }

    fn open_address(&self, address: &str) -> std::io::Result<()> {
        #[cfg(debug_assertions)]
        if let Some(answers) = answers::file() {
            return answers::opened(&answers, Path::new(address));
        }
        tauri_plugin_opener::open_url(address, None::<&str>).map_err(std::io::Error::other)
    }

    fn announce(&self, tags: &[&str]) {
        let changed = tags.iter().map(|tag| (*tag).to_owned()).collect();
        if let Some(tasks) = self.app.try_state::<Tasks>() {
            tasks.tell(Told::Changed { changed });
        }
    }

    fn stays(&self) -> bool {
        true
    }
}

/// Not every desktop adds the ending of the filter.
fn with_ending(path: PathBuf, endings: &[String]) -> PathBuf {
    match (path.extension(), endings.first()) {
        (None, Some(ending)) => path.with_extension(ending),
        _ => path,
    }
}

/// The seam through which tests answer dialogs. It does not exist in release builds.
#[cfg(debug_assertions)]
mod answers {
    use std::path::{Path, PathBuf};

    use serde_json::Value;

    pub fn file() -> Option<PathBuf> {
        std::env::var_os("PROVIDENT_DIALOG_ANSWERS").map(PathBuf::from)
    }

    /// `{"purpose": "/path"}` or `{"purpose": ["/path"]}`, read anew at each dialog; no answer closes the dialog.
    pub fn pick(answers: &Path, purpose: &str) -> Vec<PathBuf> {
        let held = std::fs::read_to_string(answers).ok().and_then(|text| serde_json::from_str(&text).ok());
        let held: Value = held.unwrap_or_default();
        let paths = held.get(purpose).map_or(&[][..], |paths| paths.as_array().map_or(std::slice::from_ref(paths), Vec::as_slice));
        paths.iter().filter_map(|path| path.as_str().map(PathBuf::from)).collect()
    }

    /// Notes beside the answers what would have been opened.
    pub fn opened(answers: &Path, path: &Path) -> std::io::Result<()> {
        std::fs::write(answers.with_extension("opened"), path.to_string_lossy().as_bytes())
    }
}
