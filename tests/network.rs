//! The program reaches no network: it works where there is none, and asks the system for none.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cli::succeeds;
use crate::ground::Desk;
use crate::journeys::{create, look_at_the_sample};
use crate::window::{Running, built, display, journey_of};

/// Journeys that touch most of the program, once more where the only interface is the machine's own loop,
/// which the driver of the window needs.
const JOURNEYS: [&str; 4] = [
    "journeys::start::by_keyboard_alone",
    "journeys::start::a_day_by_keyboard_alone",
    "journeys::sealed::a_register_with_a_passphrase",
    "journeys::questionnaires::intake::two_departments_are_asked_and_one_answer_is_taken_over",
];

#[test]
fn journeys_end_as_well_without_a_network() {
    let test = std::env::current_exe().expect("a test has a file");
    let output = Command::new("unshare")
        .args(["--map-root-user", "--net", "--", "sh", "-c"])
        .arg("ip link set lo up && ip -o link | grep -vc LOOPBACK; exec \"$0\" --exact --test-threads 1 \"$@\"")
        .arg(test)
        .args(JOURNEYS)
        .stdin(Stdio::null())
        .output()
        .expect("unshare (Debian package util-linux) runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said.lines().next(), Some("0"), "there is no other interface");
    assert!(said.contains(&format!("{} passed; 0 failed", JOURNEYS.len())), "{said}");
}

/// What the system is asked for that has to do with a network.
const CALLS: &str = "trace=socket,connect,bind,listen,sendto,sendmsg,rename,renameat,renameat2";

#[test]
fn nothing_of_it_asks_for_a_network() {
    let desk = Desk::new();
    let register = desk.path("Lumeria.provident");
    succeeds(&["init", register.to_str().expect("UTF-8"), "--organisation", "Lumeria SAS", "--plain"]);
    let (_display, number) = display();
    let mut tracing = Command::new("strace");
    tracing.args(["-f", "-qq", "-e", CALLS]).arg(built("provident")).arg(&register);
    let home = desk.path("home");
    std::fs::create_dir_all(&home).expect("a home");
    let mut running =
        started(tracing.env("DISPLAY", format!(":{number}")).env("HOME", &home).env("PROVIDENT_HOME", home.join("provident")));
    let out = BufReader::new(running.0.stderr.take().expect("piped"));
    let mut asked = Vec::new();
    // The screens have opened the register once it stands among the recent ones.
    for line in out.lines().map_while(Result::ok) {
        let is_open = line.contains("desk.json");
        asked.push(line);
        if is_open {
            break;
        }
    }
    assert!(asked.last().is_some_and(|line| line.contains("desk.json")), "the register was never opened:\n{}", asked.join("\n"));
    assert!(asked.iter().any(|line| line.contains("AF_UNIX")), "the display was asked for, so the tracing works");
    let outside: Vec<&String> = asked.iter().filter(|line| line.contains("AF_INET")).collect();
    assert!(outside.is_empty(), "{outside:?}");
}

fn started(command: &mut Command) -> Running {
    use std::os::unix::process::CommandExt;
    let child = command
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11")
        .env("NO_AT_BRIDGE", "1")
        .stderr(Stdio::piped())
        .stdout(Stdio::null());
    Running(child.process_group(0).spawn().unwrap_or_else(|error| panic!("strace (Debian package strace) cannot be run: {error}")))
}

/// A program that writes down what it asks the system for.
fn traced(folder: &Path) -> PathBuf {
    let path = folder.join("provident-traced");
    let log = folder.join("asked");
    let script = format!("#!/bin/sh\nexec strace -f -qq -e {CALLS} -o '{}' '{}' \"$@\"\n", log.display(), built("provident").display());
    std::fs::write(&path, script).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a program");
    path
}

/// Driven, the window listens to its driver, and to nobody else.
#[test]
fn driven_it_speaks_to_its_driver_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    journey_of("traced", &traced(folder.path()), async |window| {
        look_at_the_sample(window).await?;
        window.go("Reports").await?;
        window.reads_heading("Reports").await
    });
    let asked = std::fs::read_to_string(folder.path().join("asked")).expect("what was asked for");
    let named: Vec<&str> = asked.lines().filter(|line| line.contains("sa_family=AF_INET")).collect();
    assert!(!named.is_empty(), "the driver was spoken to");
    let is_loop = |line: &&&str| line.contains("inet_addr(\"127.0.0.1\")") || line.contains("inet_pton(AF_INET6, \"::1\"");
    let outside: Vec<&&str> = named.iter().filter(|line| !is_loop(line)).collect();
    assert!(outside.is_empty(), "{outside:?}");
}

/// What is written in the register never becomes a page's own: no script, no frame, no way out.
#[test]
fn a_page_of_the_window_can_reach_nothing() {
    journey_of("walls", &built("provident"), async |window| {
        create(window).await?;
        let tries = "const done = arguments[0];
            const refused = (promise) => promise.then(() => false, () => true);
            const script = document.createElement('script');
            script.textContent = 'window.got = true';
            document.body.append(script);
            const image = new Image();
            const painted = new Promise((good, bad) => { image.onload = good; image.onerror = bad; image.src = 'https://example.com/a.png'; });
            const opened = window.open('https://example.com');
            (async () => done({
                fetches: await refused(fetch('https://example.com')),
                loops: await refused(fetch('http://127.0.0.1:1/')),
                pictures: await refused(painted),
                scripts: window.got === undefined,
                evaluates: (() => { try { return new Function('return 1')() !== 1; } catch { return true; } })(),
                opens: !opened,
                others: await refused(window.__TAURI_INTERNALS__.invoke('plugin:event|listen', { event: 'x', target: { kind: 'Any' }, handler: 1 })),
                dialogs: await refused(window.__TAURI_INTERNALS__.invoke('plugin:dialog|open', {})),
            }))();";
        let walls = window.driver().execute_async(tries, Vec::new()).await?;
        for (wall, stands) in walls.json().as_object().expect("one answer each") {
            assert_eq!(stands, true, "{wall}: {}", walls.json());
        }
        window.driver().execute("location.href = 'https://example.com/'", Vec::new()).await?;
        window.reads_heading("Today").await
    });
}
