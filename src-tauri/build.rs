//! Declares the one command of the shell, so that a window may call it and nothing else.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["rpc"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).expect("the shell's own configuration is good");
}
