//! Files dropped on the window: the path stays here, the webview gets a token and a name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use provident_api::App;
use tauri::{AppHandle, Manager};

use crate::rpc::{Dropped, Tasks, Told};

pub fn dropped(handle: &AppHandle, paths: &[PathBuf]) {
    let app = handle.state::<Arc<App>>();
    let dropped: Vec<Dropped> = paths.iter().filter(|path| path.is_file()).map(|path| lent(&app, path)).collect();
    handle.state::<Tasks>().tell(Told::Dropped { dropped });
}

fn lent(app: &App, path: &Path) -> Dropped {
    Dropped {
        file: app.lend(path.to_path_buf()),
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        size: std::fs::metadata(path).ok().map(|found| found.len()),
    }
}
