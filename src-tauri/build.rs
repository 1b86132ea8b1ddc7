//! Declares the commands of the shell, so that a window may call these and nothing else.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["rpc", "cancel"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).expect("the shell's own configuration is good");
}
