//! Backups: made, looked into, restored.

use std::path::Path;

use serde_json::{Value, json};

use crate::output::{self, array, count, line, text};
use crate::register::Program;

pub fn backup(register: &Path, out: Option<&Path>) -> Result<bool, String> {
    let program = Program::reading(register)?;
    let file = out.map_or(Value::Null, |out| program.lend(out));
    let made = program.call("backup_make", json!({ "file": file }))?;
    line(&format!("wrote {}, {} bytes, and checked it", text(&made, "name"), count(&made, "size")));
    Ok(true)
}

/// What restoring would change, or what it changed.
pub fn restore(register: &Path, backup: &Path, is_dry: bool, as_json: bool) -> Result<bool, String> {
    if !register.exists() {
        return restore_lost(register, backup);
    }
    let program = if is_dry { Program::opened(register, false)? } else { Program::writing(register)? };
    let file = program.lend(backup);
    let mut wanted = json!({ "file": file, "passphrase": null });
    let preview = program.call_with_passphrase("backup_preview", &mut wanted, backup)?;
    if !is_dry {
        program.call("backup_restore", wanted)?;
    }
    if as_json {
        output::json(&preview);
        return Ok(true);
    }
    let comparison = &preview["comparison"];
    let would = if is_dry { "would go" } else { "went" };
    line(&format!(
        "{}: {would} from {} to {} providers, from {} to {} lines of history",
        register.display(),
        count(comparison, "providers_now"),
        count(comparison, "providers_then"),
        count(comparison, "lines_now"),
        count(comparison, "lines_then")
    ));
    for change in array(comparison, "changes") {
        line(&format!("  {:<12} {}", text(change, "kind").replace('_', " "), text(change, "name")));
    }
    Ok(true)
}

/// Where there is no register any more, or none that opens.
pub fn restore_lost(register: &Path, backup: &Path) -> Result<bool, String> {
    let program = Program::new(register);
    let (from, to) = (program.lend(backup), program.lend(register));
    program.call_with_passphrase("register_restore", &mut json!({ "backup": from, "file": to, "passphrase": null }), backup)?;
    line(&format!("restored {} from {}", register.display(), backup.display()));
    Ok(true)
}
