//! The two browsers that are there on every machine of ours: Chromium, and WebKit as its MiniBrowser.

use std::net::TcpListener;
use std::ops::Deref;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use thirtyfour::Capabilities;
use thirtyfour::prelude::*;

use crate::ground::Desk;
use crate::window::{Running, Window, connected, display};

const MINI_BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Chromium,
    WebKit,
}

pub use Engine::{Chromium, WebKit};

/// A browser with an empty profile.
pub struct Browser {
    window: Window,
    downloads: PathBuf,
}

impl Deref for Browser {
    type Target = Window;

    fn deref(&self) -> &Window {
        &self.window
    }
}

/// Goes through the page with a person's steps; pictures go to `target/journeys/form`.
pub fn browsing(engine: Engine, name: &'static str, steps: impl AsyncFnOnce(&Browser) -> Result<(), WebDriverError>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let browser = Browser::new(engine, name, &[]).await;
        if let Err(error) = steps(&browser).await {
            let _ = browser.picture("failed").await;
            let shown: String = browser.shown().await.chars().take(1_500).collect();
            browser.window.close().await;
            panic!("{name}: {error}\n{shown}");
        }
        browser.window.close().await;
    });
}

impl Browser {
    pub async fn new(engine: Engine, name: &'static str, more: &[&str]) -> Browser {
        let desk = Desk::new();
        let home = desk.path("home");
        let downloads = home.join("Downloads");
        std::fs::create_dir_all(home.join(".config")).expect("a home");
        std::fs::create_dir_all(&downloads).expect("a folder for downloads");
        std::fs::write(home.join(".config/user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n").expect("written");
        let (screen, number) = display();
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let (driver, package) = match engine {
            Chromium => ("chromedriver", "chromium-driver"),
            WebKit => ("WebKitWebDriver", "webkit2gtk-driver"),
        };
        let driving = Command::new(driver)
            .arg(format!("--port={port}"))
            .env("DISPLAY", format!(":{number}"))
            .env("HOME", &home)
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{driver} (Debian package {package}) cannot be run: {error}"));
        let capabilities = match engine {
            Chromium => chromium(&home, &downloads, more),
            WebKit => web_kit(),
        };
        let driver = connected(&format!("http://127.0.0.1:{port}"), capabilities).await;
        Browser { window: Window::over(name, desk, driver, Running(driving), screen), downloads }
    }

    pub async fn opens(&self, page: &Path) -> Result<(), WebDriverError> {
        self.driver().goto(format!("file://{}", page.display())).await
    }

    /// A file that was saved from the page, as soon as it is whole.
    pub async fn downloaded(&self, name: &str) -> PathBuf {
        let path = self.downloads.join(name);
        self.until(|| path.metadata().is_ok_and(|found| found.len() > 0)).await;
        path
    }

    /// Attaches a file to the question with this text.
    pub async fn attaches(&self, question: &str, file: &Path) -> Result<(), WebDriverError> {
        let path = format!("//input[@type='file'][contains(@aria-label,{})]", crate::window::quoted(question));
        self.driver().find(By::XPath(path)).await?.send_keys(file.display().to_string()).await
    }

    /// What the page answers to a script.
    pub async fn asks(&self, script: &str, given: Vec<Value>) -> Result<Value, WebDriverError> {
        Ok(self.driver().execute(script, given).await?.json().clone())
    }

    /// The page on paper, as PDF.
    pub async fn printed(&self) -> Result<Vec<u8>, WebDriverError> {
        self.driver().print_page(thirtyfour::common::print::PrintParameters::default()).await
    }
}

fn chromium(home: &Path, downloads: &Path, more: &[&str]) -> Capabilities {
    let profile = format!("--user-data-dir={}", home.join("profile").display());
    let mut arguments = vec![
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        &profile,
    ];
    arguments.extend(more);
    let preferences = json!({
        "download.default_directory": downloads, "download.prompt_for_download": false,
        // A page from a file may save more than one file, as a person would allow it when asked.
        "profile.default_content_setting_values.automatic_downloads": 1,
    });
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", json!("chrome")).expect("JSON");
    capabilities.set("goog:chromeOptions", json!({ "args": arguments, "prefs": preferences })).expect("JSON");
    capabilities
}

fn web_kit() -> Capabilities {
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", json!("MiniBrowser")).expect("JSON");
    capabilities.set("webkitgtk:browserOptions", json!({ "binary": MINI_BROWSER, "args": ["--automation"] })).expect("JSON");
    capabilities
}
