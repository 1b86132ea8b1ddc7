//! The read-only door for evidence: `provident-content://localhost/DIGEST`.

use std::sync::Arc;

use provident_api::App;
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

pub fn serve<R: Runtime>(context: UriSchemeContext<'_, R>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let app = Arc::clone(&context.app_handle().state::<Arc<App>>());
    tauri::async_runtime::spawn_blocking(move || responder.respond(answer(&app, &request)));
}

fn answer(app: &App, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let digest = request.uri().path().trim_start_matches('/');
    let (status, kind, bytes) = match app.content(digest) {
        Some((kind, bytes)) => (StatusCode::OK, kind, bytes),
        None => (StatusCode::NOT_FOUND, "text/plain".to_owned(), Vec::new()),
    };
    let built = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CACHE_CONTROL, "no-store")
        .body(bytes);
    built.unwrap_or_else(|_| Response::new(Vec::new()))
}
