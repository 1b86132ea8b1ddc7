//! What the program is built from: licences, sources and known advisories of its libraries.

use std::process::Command;

use crate::step::{Done, cargo, npm, root, step, succeeds, target};

/// `cargo deny`; where the machine has none, one is built beside the program.
pub fn deny() -> Result<Command, String> {
    if succeeds("cargo", &["deny", "--version"]) {
        return Ok(cargo(&["deny"]));
    }
    let tools = target().join("tools");
    let built = tools.join("bin/cargo-deny");
    if !built.is_file() {
        let mut install = cargo(&["install", "cargo-deny", "--version", VERSION, "--locked", "--quiet", "--root"]);
        step("cargo install cargo-deny", install.arg(&tools).env_remove("CARGO_TARGET_DIR"))?;
    }
    let mut command = Command::new(built);
    command.current_dir(root());
    Ok(command)
}

const VERSION: &str = "0.20.2";

/// Known advisories, where their databases can be had: they lie on the network.
pub fn advisories() -> Done {
    let looked = |what: &str, command: &mut Command, marks: &[&str]| {
        let output = command.output().map_err(|error| format!("{what}: {error}"))?;
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if output.status.success() {
            println!("── {what}: nothing known");
        } else if marks.iter().any(|mark| said.contains(mark)) {
            return Err(format!("{what}:\n{said}"));
        } else {
            println!("── {what}: its database could not be had");
        }
        Ok(())
    };
    looked(
        "advisories of crates",
        deny()?.args(["check", "advisories"]),
        &["error[vulnerability]", "error[unmaintained]", "error[unsound]", "error[yanked]"],
    )?;
    looked("npm audit", &mut npm(&["audit"]), &["vulnerabilities", "Severity"])
}
