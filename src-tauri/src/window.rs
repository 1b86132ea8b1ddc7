//! The one window. It shows what is shipped with the program and goes nowhere else.

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, DragDropEvent, Url, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::drop;

pub fn open(handle: &AppHandle) -> Result<(), tauri::Error> {
    let window = WebviewWindowBuilder::new(handle, "main", WebviewUrl::App("index.html".into()))
        .title("Provident")
        .inner_size(1280.0, 820.0)
        .min_inner_size(760.0, 560.0)
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    #[cfg(target_os = "linux")]
    set_up_webview(&window)?;
    let handle = handle.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
            drop::dropped(&handle, paths);
        }
    });
    Ok(())
}

/// Text and lines are painted faster, and in 100 MB less, without the detour over OpenGL (which many
/// a machine only imitates); some graphics drivers show an empty window with it. A page that was left,
/// as when a register is locked, is not kept to come back to.
#[cfg(target_os = "linux")]
fn set_up_webview(window: &tauri::WebviewWindow) -> Result<(), tauri::Error> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            settings.set_enable_page_cache(false);
        }
    })
}

/// The program's own pages, and the documents of the register in their frame.
fn is_ours(url: &Url) -> bool {
    let hosts = ["tauri.localhost", "provident-content.localhost"];
    match url.scheme() {
        "tauri" | "provident-content" => true,
        "http" | "https" => url.host_str().is_some_and(|host| hosts.contains(&host)),
        _ => false,
    }
}
