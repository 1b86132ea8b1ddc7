//! A sealed register beside an empty chair: it locks itself when nobody works, and before the computer sleeps.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use thirtyfour::prelude::*;

use super::sealed::{add_provider, page, unlock};
use super::{OFFICER, create, look_at_the_sample};
use crate::window::{Running, Window, built, journey, journey_of};

/// Time passes in the page: the clock that it looks at goes on by so many minutes.
async fn minutes_pass(window: &Window, minutes: u32) -> Result<(), WebDriverError> {
    let script = format!("const now = Date.now; Date.now = () => now() + {minutes} * 60000;");
    window.driver().execute(script, Vec::new()).await.map(drop)
}

#[test]
fn beside_an_empty_chair_it_locks_itself() {
    journey("idle", async |window| {
        create(window).await?;
        add_provider(window, "Quillworks").await?;
        minutes_pass(window, 30).await?;
        window.reads("Nothing of the register is readable until it is unlocked.").await?;
        assert!(!page(window).await?.contains("Quillworks"));
        unlock(window, OFFICER).await?;
        window.reads_heading("Today").await?;
        // An open register has nothing to lock.
        window.press("Close register").await?;
        look_at_the_sample(window).await?;
        minutes_pass(window, 30).await?;
        window.go("Reports").await?;
        window.reads_heading("Reports").await
    });
}

/// A bus of the system's own kind with somebody on it who says when the computer sleeps.
struct Bus {
    _daemon: Running,
    address: String,
}

impl Bus {
    fn new(folder: &Path) -> Bus {
        let config = folder.join("bus.conf");
        let text = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth><policy context=\"default\">\
            <allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>";
        std::fs::write(&config, text).expect("written");
        let mut child = Command::new("dbus-daemon")
            .args(["--nofork", "--print-address=1", "--config-file"])
            .arg(&config)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("dbus-daemon (Debian package dbus) cannot be run: {error}"));
        let mut address = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut address).expect("an address");
        Bus { _daemon: Running(child), address: address.trim().to_owned() }
    }
}

/// Stands where logind stands: takes the delays that programs ask for, and says what is coming.
struct Manager {
    delays: std::sync::Arc<std::sync::atomic::AtomicUsize>,
}

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> zbus::fdo::Result<zbus::zvariant::OwnedFd> {
        assert_eq!((what, mode), ("sleep", "delay"));
        self.delays.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let file = std::fs::File::open("/dev/null").map_err(|error| zbus::fdo::Error::Failed(error.to_string()))?;
        Ok(zbus::zvariant::OwnedFd::from(std::os::fd::OwnedFd::from(file)))
    }

    #[zbus(signal)]
    async fn prepare_for_sleep(emitter: &zbus::object_server::SignalEmitter<'_>, start: bool) -> zbus::Result<()>;
}

/// The program, told that this bus is the system's.
fn on_the_bus(folder: &Path, address: &str) -> PathBuf {
    let path = folder.join("provident-on-a-bus");
    let script = format!("#!/bin/sh\nDBUS_SYSTEM_BUS_ADDRESS='{address}' exec '{}' \"$@\"\n", built("provident").display());
    std::fs::write(&path, script).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a program");
    path
}

/// Before the computer sleeps, the program is told, and locks.
#[test]
fn before_a_sleep_it_locks_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let bus = Bus::new(folder.path());
    let delays = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let asked = delays.clone();
    let connection = zbus::blocking::connection::Builder::address(bus.address.as_str())
        .and_then(|builder| builder.name("org.freedesktop.login1"))
        .and_then(|builder| builder.serve_at("/org/freedesktop/login1", Manager { delays }))
        .and_then(|builder| builder.build())
        .expect("on the bus");
    journey_of("asleep", &on_the_bus(folder.path(), &bus.address), async |window| {
        create(window).await?;
        add_provider(window, "Quillworks").await?;
        window.until(|| asked.load(std::sync::atomic::Ordering::Relaxed) > 0).await;
        let said =
            connection.emit_signal(None::<&str>, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", &true);
        said.expect("said");
        window.reads("Nothing of the register is readable until it is unlocked.").await?;
        assert!(!page(window).await?.contains("Quillworks"));
        unlock(window, OFFICER).await?;
        window.reads_heading("Today").await
    });
}
