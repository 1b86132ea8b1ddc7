//! An empty window of the same framework, which the program's memory is measured against.

use tauri::{Url, WebviewUrl, WebviewWindowBuilder};

fn main() {
    let built = tauri::Builder::default()
        .setup(|app| {
            let blank: Url = "about:blank".parse()?;
            WebviewWindowBuilder::new(app, "main", WebviewUrl::External(blank)).inner_size(1280.0, 820.0).build()?;
            Ok(())
        })
        .run(tauri::generate_context!("examples/empty/tauri.conf.json"));
    if let Err(error) = built {
        eprintln!("empty: {error}");
        std::process::exit(1);
    }
}
