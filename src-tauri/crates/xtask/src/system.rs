//! What the system must bring: looked for first, installed only where missing.

use std::path::Path;
use std::process::Command;

use crate::step::{Done, npm, output, root, step, succeeds};

/// For the crates and the command line.
const CRATES: &[&str] = &["build-essential", "pkg-config", "libssl-dev"];
/// For the window.
const WINDOW: &[&str] = &["libwebkit2gtk-4.1-dev", "libgtk-3-dev", "librsvg2-dev"];
/// For the tests: a display, a driver of the window, readers of what we write, and watchers of what we do.
const TESTS: &[&str] = &[
    "xvfb",
    "webkit2gtk-driver",
    "chromium",
    "chromium-driver",
    "poppler-utils",
    "qpdf",
    "sqlite3",
    "default-jre-headless",
    "libpdfbox2-java",
    "libcommons-logging-java",
    "libcommons-io-java",
    "libjaxb-api-java",
    "libactivation-java",
    "python3-jsonschema",
    "strace",
    "iproute2",
    "dbus",
];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    CommandLine,
    Window,
    Tests,
}

/// Installs on Debian and its kin; says what to install elsewhere.
pub fn packages(needs: Needs) -> Done {
    let mut wanted = CRATES.to_vec();
    if needs >= Needs::Window {
        wanted.extend(WINDOW);
    }
    if needs >= Needs::Tests {
        wanted.extend(TESTS);
    }
    if !succeeds("dpkg-query", &["--version"]) {
        return elsewhere(needs);
    }
    let missing: Vec<&str> = wanted.into_iter().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("missing Debian packages: {}", missing.join(" "));
    let by_hand = || format!("these packages could not be installed; install them yourself: {}", missing.join(" "));
    step("apt-get update", &mut apt(&["update", "-qq"])).map_err(|_| by_hand())?;
    let mut install = vec!["install", "-y", "-qq", "--no-install-recommends"];
    install.extend(&missing);
    step("apt-get install", &mut apt(&install)).map_err(|_| by_hand())
}

fn is_installed(package: &str) -> bool {
    output("dpkg-query", &["-W", "-f=${db:Status-Status}", package]).is_some_and(|status| status == "installed")
}

fn apt(arguments: &[&str]) -> Command {
    let is_root = output("id", &["-u"]).is_some_and(|id| id == "0");
    let mut command = if is_root { Command::new("apt-get") } else { Command::new("sudo") };
    if !is_root {
        command.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
    }
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// No package of Debian's: what must be there, by what it is for.
fn elsewhere(needs: Needs) -> Done {
    let mut missing = Vec::new();
    let mut need = |is_there: bool, what: &'static str| {
        if !is_there {
            missing.push(what);
        }
    };
    need(succeeds("pkg-config", &["--exists", "libcrypto"]), "pkg-config and OpenSSL with its headers");
    if needs >= Needs::Window {
        need(succeeds("pkg-config", &["--exists", "webkit2gtk-4.1"]), "WebKitGTK 4.1 and GTK 3 with their headers");
    }
    if needs >= Needs::Tests {
        need(succeeds("WebKitWebDriver", &["--version"]), "WebKitWebDriver");
        need(succeeds("chromedriver", &["--version"]), "Chromium with its ChromeDriver");
        need(succeeds("Xvfb", &["-help"]), "Xvfb");
        need(succeeds("pdftotext", &["-v"]), "poppler's command-line tools");
        need(succeeds("qpdf", &["--version"]), "qpdf");
        need(succeeds("sqlite3", &["--version"]), "sqlite3");
        need(succeeds("/usr/bin/python3", &["-c", "import jsonschema"]), "Python 3 with jsonschema");
        need(succeeds("strace", &["--version"]), "strace");
        need(succeeds("ip", &["-V"]), "iproute2");
        need(succeeds("dbus-daemon", &["--version"]), "dbus");
        need(Path::new("/usr/share/java/preflight.jar").is_file(), "PDFBox Preflight 2 under /usr/share/java, and a Java runtime");
    }
    if missing.is_empty() { Ok(()) } else { Err(format!("this is not Debian; please install: {}", missing.join("; "))) }
}

/// Node 20 or newer, and the packages of the lock file.
pub fn node() -> Done {
    let version = output("node", &["--version"]).ok_or("Node.js 20 or newer is needed, with npm: https://nodejs.org")?;
    let major: u32 = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok()).unwrap_or(0);
    if major < 20 {
        return Err(format!("Node.js 20 or newer is needed; this is {version}"));
    }
    let ui = root().join("ui");
    let changed = |path: &Path| std::fs::metadata(path).and_then(|found| found.modified()).ok();
    let installed = changed(&ui.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed(&ui.join("package-lock.json")) {
        return Ok(());
    }
    step("npm ci", &mut npm(&["ci", "--no-audit", "--no-fund"]))
}
