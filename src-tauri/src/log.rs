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
        .build(folder);
    if let Ok(files) = files {
        let subscriber = fmt().with_writer(std::sync::Mutex::new(files)).with_ansi(false).finish();
        // Only fails when a subscriber is set already.
        let _ = tracing::subscriber::set_global_default(subscriber);
    }
}
