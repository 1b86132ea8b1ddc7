//! The desktop shell: one window, native dialogs, paths. Every command goes through to `api`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod content;
mod desk;
mod drop;
mod log;
mod place;
mod rpc;
mod sleep;
mod window;

use std::sync::Arc;

use provident_api::App;
use tauri::Manager;

fn main() {
    rpc::remember_places();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .register_asynchronous_uri_scheme_protocol("provident-content", content::serve)
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .setup(|app| {
            let folders = place::folders(app.handle())?;
            log::start(&folders.data);
            let program = App::new(folders, Box::new(desk::Native::new(app.handle().clone())));
            if let Some(path) = place::named_at_start() {
                program.open_at_start(path);
            }
            let program = Arc::new(program);
            sleep::watch(Arc::clone(&program));
            app.manage(program);
            app.manage(rpc::Tasks::default());
            window::open(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => app.run(|handle, event| {
            if let tauri::RunEvent::Exit = event {
                handle.state::<Arc<App>>().close();
            }
        }),
        Err(error) => {
            eprintln!("provident: the window could not be opened: {error}");
            std::process::exit(1);
        }
    }
}
