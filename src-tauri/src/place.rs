//! Where the program keeps its own files, and the register named on the command line.

use std::path::PathBuf;

use provident_api::Folders;
use tauri::{AppHandle, Manager};

/// The system's folders for this program; `PROVIDENT_HOME` puts all into one folder.
pub fn folders(app: &AppHandle) -> Result<Folders, tauri::Error> {
    if let Some(home) = std::env::var_os("PROVIDENT_HOME").filter(|home| !home.is_empty()) {
        let home = PathBuf::from(home);
        return Ok(Folders { config: Some(home.join("config")), data: home.join("data"), private: home.join("opened") });
    }
    let data = app.path().app_data_dir()?;
    // In memory, and gone when the person logs out; on disk where the system has no such place.
    let private =
        std::env::var_os("XDG_RUNTIME_DIR").filter(|folder| !folder.is_empty()).map(|folder| PathBuf::from(folder).join("provident"));
    Ok(Folders { config: Some(app.path().app_config_dir()?), private: private.unwrap_or_else(|| data.join("opened")), data })
}

/// `provident REGISTER`
pub fn named_at_start() -> Option<PathBuf> {
    let first = std::env::args_os().nth(1)?;
    std::path::absolute(first).ok()
}
