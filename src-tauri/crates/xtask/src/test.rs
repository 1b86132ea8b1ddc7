//! All tests. The usual run makes no release build and no measurements.

use std::time::Instant;

use crate::step::{Done, cargo, npm, step};
use crate::supply;
use crate::system::{self, Needs};

/// Minutes the usual run aims at on two cores.
const AIM: f64 = 25.0;

pub fn test(is_long: bool) -> Done {
    let start = Instant::now();
    let done = usual(is_long).and_then(|()| if is_long { long() } else { Ok(()) });
    let minutes = start.elapsed().as_secs_f64() / 60.0;
    println!("── all: {minutes:.1} minutes{}", if is_long { String::new() } else { format!(" (aim: {AIM:.0})") });
    done
}

fn usual(is_long: bool) -> Done {
    system::packages(Needs::Tests)?;
    system::node()?;
    step("cargo fmt", &mut cargo(&["fmt", "--all", "--check"]))?;
    step("cargo deny", supply::deny()?.args(["check", "licenses", "bans", "sources"]))?;
    step("screens: types", &mut npm(&["run", "check"]))?;
    step("screens: tests", &mut npm(&["test"]))?;
    step("screens: build", &mut npm(&["run", "build"]))?;
    step("program", &mut cargo(&["build", "-p", "provident-desktop", "-p", "provident-cli"]))?;
    let mut tests = cargo(&["test"]);
    if is_long {
        tests.env("PROVIDENT_LONG", "1");
    }
    step("tests", &mut tests)
}

fn long() -> Done {
    step("clippy", &mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    supply::advisories()?;
    step(
        "release build",
        &mut cargo(&[
            "build",
            "--release",
            "-p",
            "provident-desktop",
            "-p",
            "provident-cli",
            "--features",
            "provident-desktop/package,provident-cli/package",
        ]),
    )?;
    step("an empty window to measure against", &mut cargo(&["build", "--release", "-p", "provident-desktop", "--example", "empty"]))?;
    step("benchmarks", &mut cargo(&["bench"]))
}
