//! Commands over one register file.

use std::path::{Path, PathBuf};

use provident_api::{App, Failure, Folders, NoDesk, Refusal, Silent};
use serde_json::{Value, json};

use crate::file::small_text;
use crate::output::{self, array, count, line, text};
use crate::passphrase;
use crate::sentence::sentence;

/// An app on this register, and what names the file in an error.
pub struct Program {
    app: App,
    pub file: String,
}

impl Program {
    /// Without a register yet.
    pub fn new(register: &Path) -> Program {
        let scratch = std::env::temp_dir().join("provident-cli");
        Program {
            app: App::new(Folders { config: None, private: scratch.join("opened"), data: scratch }, Box::new(NoDesk)),
            file: register.display().to_string(),
        }
    }

    /// Opens for reading: always possible, whoever writes.
    pub fn reading(register: &Path) -> Result<Program, String> {
        Program::opened(register, true)
    }

    /// Opens for writing, or for reading where somebody else writes.
    pub fn opened(register: &Path, read_only: bool) -> Result<Program, String> {
        let program = Program::new(register);
        let file = program.lend(register);
        program.call_with_passphrase(
            "register_open",
            &mut json!({ "file": file, "read_only": read_only, "passphrase": null }),
            register,
        )?;
        Ok(program)
    }

    /// Opens for writing, refused while somebody else does.
    pub fn writing(register: &Path) -> Result<Program, String> {
        let program = Program::opened(register, false)?;
        let state = program.call("app_state", json!({}))?;
        let held = &state["register"]["held_by"];
        if held.is_null() {
            let is_read_only = state["register"]["is_read_only"] == true;
            let refused = format!("{}: the file or its folder may not be written", program.file);
            return if is_read_only { Err(refused) } else { Ok(program) };
        }
        let reason = Refusal::HeldBySomebody {
            file: program.file.clone(),
            who: text(held, "who").into(),
            machine: text(held, "machine").into(),
            since: text(held, "since").into(),
        };
        Err(sentence(&Failure::Refused { reason }))
    }

    pub fn lend(&self, path: &Path) -> Value {
        // A relative path means the same file whatever the program does later.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        json!(self.app.lend(path))
    }

    pub fn call(&self, command: &str, arguments: Value) -> Result<Value, String> {
        let reply = self.app.rpc(command, arguments, &Silent);
        reply.map(|reply| reply.value).map_err(|failure| self.named(&failure))
    }

    /// A passphrase is given only where the file says that it is sealed; it then stands in the arguments.
    pub fn call_with_passphrase(&self, command: &str, arguments: &mut Value, file: &Path) -> Result<Value, String> {
        match self.app.rpc(command, arguments.clone(), &Silent) {
            Ok(reply) => Ok(reply.value),
            Err(Failure::Refused { reason: Refusal::Sealed { .. } }) => {
                if let Some(passphrase) = passphrase::to_open(file)? {
                    arguments["passphrase"] = json!(passphrase.as_str());
                }
                self.call(command, arguments.clone())
            }
            Err(failure) => Err(self.named(&failure)),
        }
    }

    /// Names the register where the failure names no file of its own.
    fn named(&self, failure: &Failure) -> String {
        let said = sentence(failure);
        let short = Path::new(&self.file).file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(rest) = said.strip_prefix(&format!("{short}: ")) {
            return format!("{}: {rest}", self.file);
        }
        let names_a_file = matches!(
            failure,
            Failure::Refused {
                reason: Refusal::Unreadable { .. } | Refusal::NoSuchFile { .. } | Refusal::TooLarge { .. } | Refusal::FileExists { .. }
            }
        );
        if names_a_file { said } else { format!("{}: {said}", self.file) }
    }

    /// One provider by name or id.
    pub fn provider(&self, wanted: &str) -> Result<String, String> {
        let found = self.call("provider_find", json!({ "text": wanted }))?;
        match found.as_array().map(Vec::as_slice).unwrap_or_default() {
            [] => Err(format!("{}: no provider is called {wanted:?}", self.file)),
            [one] => Ok(text(one, "id").to_owned()),
            several => {
                let names: Vec<&str> = several.iter().take(5).map(|row| text(row, "name")).collect();
                Err(format!("{}: {wanted:?} may be {}: say which", self.file, names.join(", ")))
            }
        }
    }
}

pub fn init(register: &Path, organisation: Option<&str>, from: Option<&Path>, name: Option<&str>, is_plain: bool) -> Result<bool, String> {
    if register.exists() {
        return Err(sentence(&Failure::Refused { reason: Refusal::FileExists { file: register.display().to_string() } }));
    }
    let program = Program::new(register);
    let file = program.lend(register);
    let founder = if is_plain { Value::Null } else { founder(&program, name)? };
    match from {
        Some(folder) => {
            let folder = program.lend(folder);
            program.call("folder_import", json!({ "folder": folder, "file": file, "founder": founder }))?
        }
        None => program.call("register_create", json!({ "file": file, "organisation": organisation, "founder": founder }))?,
    };
    line(&format!("made {}{}", register.display(), if is_plain { ", readable by whoever has the file" } else { ", sealed" }));
    Ok(true)
}

/// Whoever makes or seals a register, with the passphrase it is to have.
pub fn founder(program: &Program, name: Option<&str>) -> Result<Value, String> {
    let passphrase = passphrase::to_seal(&program.file)?;
    let name = match name {
        Some(name) => name.to_owned(),
        None => text(&program.call("app_state", json!({}))?["settings"], "my_name").to_owned(),
    };
    Ok(json!({ "name": name, "passphrase": passphrase.as_str() }))
}

pub fn sample(register: &Path) -> Result<bool, String> {
    let program = Program::new(register);
    let file = program.lend(register);
    let state = program.call("sample_create", json!({ "file": file }))?;
    line(&format!("made {} with {} invented providers", register.display(), count(&state["register"], "providers")));
    Ok(true)
}

pub fn import(register: &Path, source: &Path, mapping: Option<&Path>, dry_run: bool, as_json: bool) -> Result<bool, String> {
    let program = if dry_run { Program::reading(register)? } else { Program::writing(register)? };
    let file = program.lend(source);
    let (reading, mapping) = read_and_mapped(&program, "providers", &file, mapping)?;
    if reading["format"] != "register" && !mapping.iter().any(|field| field == "name") {
        return Err(format!("{}: no column is known as the name of a provider; say which with --mapping", source.display()));
    }
    let plan = json!({
        "source": reading["source"],
        "mapping": mapping,
        "status": null,
        "decisions": [],
    });
    let result = if dry_run { would_be(&program.call("import_preview", plan)?) } else { program.call("import_run", plan)? };
    if as_json {
        output::json(&result);
    } else {
        tell_import(&result, "providers", dry_run);
    }
    Ok(true)
}

/// The list and the mapping found by its headers, corrected by the file:
/// `{"Header": "field id" or null}`. Headers that only the file knows stand in the first row.
pub fn read_and_mapped(program: &Program, what: &str, list: &Value, mapping: Option<&Path>) -> Result<(Value, Vec<Value>), String> {
    let read = |has_header: Option<bool>| {
        program.call("import_read", json!({ "what": what, "file": list, "sheet": null, "has_header": has_header }))
    };
    let found = |reading: &Value| array(reading, "columns").iter().map(|column| column["field"].clone()).collect();
    let reading = read(None)?;
    let Some(path) = mapping else {
        let mapping = found(&reading);
        return Ok((reading, mapping));
    };
    let text_of = small_text(path)?;
    let wanted: serde_json::Map<String, Value> = serde_json::from_str(&text_of).map_err(|error| format!("{}: {error}", path.display()))?;
    let lacks = |reading: &Value| {
        wanted.keys().find(|header| !array(reading, "columns").iter().any(|column| text(column, "header") == *header)).cloned()
    };
    let reading = if lacks(&reading).is_some() { read(Some(true))? } else { reading };
    if let Some(header) = lacks(&reading) {
        return Err(format!("{}: the list has no column {header:?}", path.display()));
    }
    let found: Vec<Value> = found(&reading);
    let mapped = array(&reading, "columns")
        .iter()
        .zip(found)
        .map(|(column, found)| wanted.get(text(column, "header")).cloned().unwrap_or(found))
        .collect();
    Ok((reading, mapped))
}

/// A preview in the shape of a result.
pub fn would_be(preview: &Value) -> Value {
    let rows = array(preview, "rows");
    let of = |kind: &str| rows.iter().filter(|row| row["outcome"]["kind"] == kind).cloned().collect::<Vec<_>>();
    let refused: Vec<Value> = of("refuse")
        .iter()
        .map(
            |row| json!({ "row": row["row"], "name": row["name"], "reason": row["outcome"]["said"], "reasons": row["outcome"]["reasons"] }),
        )
        .collect();
    let possible: Vec<Value> =
        of("possible").iter().map(|row| json!({ "row": row["row"], "name": row["name"], "like": row["outcome"]["candidates"] })).collect();
    let counts = &preview["counts"];
    json!({
        "created": count(counts, "created") + count(counts, "possible"),
        "updated": counts["updated"],
        "unchanged": counts["unchanged"],
        "skipped": counts["skipped"],
        "refused": refused,
        "possible_duplicates": possible,
        "unmapped_columns": preview["unmapped_columns"],
    })
}

pub fn tell_import(result: &Value, what: &str, dry_run: bool) {
    let would = if dry_run { "would be " } else { "" };
    line(&format!(
        "{} {what} {would}created, {} {would}updated, {} unchanged, {} rows refused",
        count(result, "created"),
        count(result, "updated"),
        count(result, "unchanged"),
        array(result, "refused").len()
    ));
    for row in array(result, "refused") {
        line(&format!("  row {} refused: {}", count(row, "row"), text(row, "reason")));
    }
    for row in array(result, "possible_duplicates") {
        let like: Vec<&str> = array(row, "like").iter().map(|other| text(other, "name")).collect();
        line(&format!("  row {} {} may be the same as {}", count(row, "row"), text(row, "name"), like.join(", ")));
    }
    for column in array(result, "unmapped_columns") {
        line(&format!("  column {:?} is kept as notes", column.as_str().unwrap_or_default()));
    }
}

pub fn list(register: &Path, search: Option<&str>, as_json: bool) -> Result<bool, String> {
    let program = Program::reading(register)?;
    let mut rows = Vec::new();
    loop {
        let page = program.call("provider_list", json!({ "search": search.unwrap_or_default(), "offset": rows.len(), "limit": 200 }))?;
        let found = array(&page, "rows").to_vec();
        let is_last = found.len() < 200;
        rows.extend(found);
        if is_last {
            break;
        }
    }
    if as_json {
        output::json(&Value::Array(rows));
        return Ok(true);
    }
    for row in &rows {
        line(&format!("{:>3} %  {:<16} {}", count(row, "completeness"), text(row, "status"), text(row, "name")));
    }
    Ok(true)
}

pub fn show(register: &Path, provider: &str, as_json: bool) -> Result<bool, String> {
    let program = Program::reading(register)?;
    let id = program.provider(provider)?;
    let view = program.call("provider_show", json!({ "id": id }))?;
    if as_json {
        output::json(&view);
        return Ok(true);
    }
    let shown =
        program.call("report_text", json!({ "kind": "provider-dossier", "provider": id, "query": null, "on": null, "language": "en" }))?;
    line(shown.as_str().unwrap_or_default());
    Ok(true)
}

pub fn export(register: &Path, out: &Path) -> Result<bool, String> {
    let program = Program::reading(register)?;
    let file = program.lend(out);
    let result = program.call("register_export", json!({ "file": file }))?;
    line(&format!("wrote {} with {} providers and {} services", out.display(), count(&result, "providers"), count(&result, "services")));
    Ok(true)
}

pub fn export_folder(register: &Path, into: &Path) -> Result<bool, String> {
    let program = Program::reading(register)?;
    let folder = program.lend(into);
    let result = program.call("folder_export", json!({ "folder": folder }))?;
    line(&format!(
        "wrote {} with {} providers and {} files of evidence, not encrypted",
        into.join(text(&result, "name")).display(),
        count(&result, "providers"),
        count(&result, "evidence_files")
    ));
    Ok(true)
}

/// False when something is found faulty.
pub fn check(register: &Path, as_json: bool) -> Result<bool, String> {
    let program = Program::reading(register)?;
    let result = program.call("register_check", json!({}))?;
    let is_whole = result["is_whole"] == true;
    if as_json {
        output::json(&result);
        return Ok(is_whole);
    }
    for finding in array(&result, "findings") {
        line(&format!("{}: {}", register.display(), found(finding)));
    }
    if is_whole {
        line(&format!(
            "{}: whole; schema {}, {} lines of history, {} records, {} files of evidence, head {}",
            register.display(),
            count(&result, "schema"),
            count(&result, "history_lines"),
            count(&result, "records"),
            count(&result, "evidence_files"),
            text(&result, "head")
        ));
    }
    Ok(is_whole)
}

fn link_fault(fault: &str) -> &'static str {
    match fault {
        "missing" => "a line is missing before it",
        "content" => "its content is not what was written",
        _ => "its seal does not fit the line before",
    }
}

fn schema_fault(fault: &str) -> &'static str {
    match fault {
        "missing" => "is missing",
        "altered" => "has been altered",
        _ => "does not belong here",
    }
}

fn found(finding: &Value) -> String {
    match text(finding, "kind") {
        "broken_link" => format!("history is broken at line {}: {}", count(finding, "sequence"), link_fault(text(finding, "fault"))),
        "evidence" => format!("evidence {}: its content is not what was added", text(finding, "digest")),
        "foreign_key" => format!("row {} of {} points to nothing in {}", finding["row"], text(finding, "table"), text(finding, "parent")),
        "schema" => format!("schema: {} {}", text(finding, "object"), schema_fault(text(finding, "fault"))),
        "record" => format!("{} {} is not what the history says", text(finding, "entity"), text(finding, "id")),
        _ => format!("file: {}", text(finding, "detail")),
    }
}

pub fn history(register: &Path, as_json: bool) -> Result<bool, String> {
    let program = Program::reading(register)?;
    let mut lines: Vec<Value> = Vec::new();
    loop {
        let before = lines.last().map(|last| last["sequence"].clone()).unwrap_or(Value::Null);
        let page = program.call("history_list", json!({ "provider": null, "before": before, "limit": 200 }))?;
        let found = page.as_array().cloned().unwrap_or_default();
        let is_last = found.len() < 200;
        lines.extend(found);
        if is_last {
            break;
        }
    }
    if as_json {
        output::json(&Value::Array(lines));
        return Ok(true);
    }
    for entry in &lines {
        line(&format!(
            "{:>6}  {}  {:<20} {:<20} {} {}",
            count(entry, "sequence"),
            text(entry, "at"),
            text(entry, "who"),
            text(entry, "command"),
            text(entry, "entity"),
            text(entry, "entity_id")
        ));
    }
    Ok(true)
}

/// The file a report is written to must be named; used by `report`.
pub fn required<'a>(path: &'a Option<PathBuf>, what: &str) -> Result<&'a PathBuf, String> {
    path.as_ref().ok_or_else(|| format!("{what} is missing"))
}
