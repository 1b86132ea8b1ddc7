//! The log: what went wrong inside the program, by reference and id, never with names or answers.

use std::path::Path;

use provident_api::private_folder;
use tracing_subscriber::fmt;

/// One file a day in `logs`, which nobody else may open; seven kept. A log that cannot be written never stops the program.
pub fn start(data: &Path) {
    let folder = data.join("logs");
    if private_folder(&folder).is_err() {
        return;
    }
    let files = tracing_appender::rolling::Builder::new()
        .rotation(tracing_appender::rolling::Rotation::DAILY)
        .filename_prefix("provident")
        .filename_suffix("log")
        .max_log_files(7)
        .build(&folder);
    keep_private(&folder);
    if let Ok(files) = files {
        let subscriber = fmt().with_writer(std::sync::Mutex::new(files)).with_ansi(false).finish();
        // Only fails when a subscriber is set already.
        let _ = tracing::subscriber::set_global_default(subscriber);
    }
}

/// The library makes its files with the rights the system gives.
fn keep_private(folder: &Path) {
    #[cfg(unix)]
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        use std::os::unix::fs::PermissionsExt;
        let _ = std::fs::set_permissions(entry.path(), std::fs::Permissions::from_mode(0o600));
    }
    #[cfg(not(unix))]
    let _ = folder;
}
