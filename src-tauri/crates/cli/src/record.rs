//! The record of processing, transfers, sub-processors and what is due.

use std::path::Path;

use serde_json::{Value, json};

use crate::output::{self, array, count, line, text};
use crate::register::{Program, read_and_mapped, tell_import, would_be};

/// A list to import, and what it holds.
pub struct List<'a> {
    pub source: &'a Path,
    pub kind: &'a str,
    pub provider: Option<&'a str>,
    pub role: Option<&'a str>,
    pub mapping: Option<&'a Path>,
}

pub fn import(register: &Path, list: &List, dry_run: bool, as_json: bool) -> Result<bool, String> {
    let program = if dry_run { Program::reading(register)? } else { Program::writing(register)? };
    let file = program.lend(list.source);
    let what = if list.kind == "subprocessors" { "sub_processors" } else { list.kind };
    let (reading, mapping) = read_and_mapped(&program, what, &file, list.mapping)?;
    if !mapping.iter().any(|field| field == "name") {
        return Err(format!("{}: no column is known as a name; say which with --mapping", list.source.display()));
    }
    if let Some(name) = list.provider.filter(|_| what == "sub_processors") {
        let provider = program.provider(name)?;
        let plan = json!({ "provider": provider, "source": reading["source"], "mapping": mapping, "fixes": [] });
        return sub_processors(&program, &plan, dry_run, as_json);
    }
    let plan = json!({ "what": what, "source": reading["source"], "mapping": mapping, "role": list.role });
    let result = if dry_run { would_be(&program.call("record_import_preview", plan)?) } else { program.call("record_import_run", plan)? };
    if as_json {
        output::json(&result);
    } else {
        tell_import(&result, list.kind, dry_run);
    }
    Ok(true)
}

/// Every line of the difference is taken over.
fn sub_processors(program: &Program, plan: &Value, dry_run: bool, as_json: bool) -> Result<bool, String> {
    let difference = program.call("sub_processor_compare", plan.clone())?;
    if !dry_run {
        let accepted = &difference["changes"];
        program.call("sub_processor_accept", json!({ "plan": plan, "accepted": accepted, "listed_on": null }))?;
    }
    if as_json {
        output::json(&difference);
        return Ok(true);
    }
    for change in array(&difference, "changes") {
        line(&format!("{:<8} {}", text(change, "kind"), text(change, "name")));
        for field in array(change, "changes") {
            let side = |name: &str| field[name].as_str().unwrap_or("-").to_owned();
            line(&format!("           {}: {} -> {}", text(field, "field"), side("held"), side("brought")));
        }
    }
    line(&format!("{} unchanged", count(&difference, "unchanged")));
    for place in array(&difference, "uncertain") {
        line(&format!("  {}: {:?} names no certain country; it is kept as a note", text(place, "name"), text(place, "text")));
    }
    for row in array(&difference, "refused") {
        line(&format!("  row {} refused: {}", count(row, "row"), text(row, "reason")));
    }
    Ok(true)
}

pub fn transfers(register: &Path, on: Option<&str>, as_json: bool) -> Result<bool, String> {
    let program = Program::reading(register)?;
    let rows = program.call("transfer_all", json!({ "on": on }))?;
    let words = program.call("vocabulary", json!({ "language": "en" }))?;
    let lines: Vec<Value> = rows.as_array().into_iter().flatten().map(|row| with_rule(row, &words)).collect();
    if as_json {
        output::json(&Value::Array(lines));
        return Ok(true);
    }
    for row in &lines {
        line(&format!(
            "{:<10} {:<28} {} -> {} ({}): {}",
            text(&row["verdict"], "status"),
            text(&row["verdict"], "rule"),
            row["exporter"].as_str().unwrap_or("us"),
            row["importer"].as_str().unwrap_or("not named yet"),
            text(row, "provider_name"),
            text(row, "title"),
        ));
    }
    Ok(true)
}

/// A line with what its rule says: article, source, date and what to do.
fn with_rule(row: &Value, words: &Value) -> Value {
    let mut row = row.clone();
    let rule = array(words, "transfer_rules").iter().find(|rule| rule["id"] == row["verdict"]["rule"]);
    if let Some(rule) = rule {
        for field in ["article", "title", "text", "action", "source", "last_verified"] {
            row[field] = rule[field].clone();
        }
    }
    row["rule"] = row["verdict"]["rule"].clone();
    row["date"] = row["verdict"]["date"].clone();
    row
}

pub fn due(register: &Path, on: Option<&str>, as_json: bool) -> Result<bool, String> {
    let program = Program::reading(register)?;
    let rows = program.call("due_all", json!({ "on": on }))?;
    if as_json {
        output::json(&rows);
        return Ok(true);
    }
    for row in rows.as_array().into_iter().flatten() {
        let late = if row["is_late"] == true { "late" } else { "" };
        line(&format!(
            "{}  {late:<4}  {:<24} {}",
            text(&row["due"], "on"),
            text(&row["due"], "kind"),
            row["name"].as_str().unwrap_or("the register")
        ));
    }
    Ok(true)
}
