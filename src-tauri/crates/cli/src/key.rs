//! Who may open a register: `key …`, `seal`, `unseal`, and copies for somebody to read.

use std::path::Path;

use serde_json::{Value, json};

use crate::arguments::Key;
use crate::output::{self, count, line, text};
use crate::passphrase;
use crate::register::{Program, founder};

pub fn key(wanted: &Key) -> Result<bool, String> {
    match wanted {
        Key::List { register, json } => list(register, *json),
        Key::Add { register, name, role, new_passphrase_file } => {
            let program = Program::writing(register)?;
            let passphrase = passphrase::new(new_passphrase_file.as_deref(), name)?;
            let draft = json!({ "name": name, "role": role.replace('-', "_") });
            program.call("person_add", json!({ "draft": draft, "passphrase": passphrase.as_str() }))?;
            line(&format!("{name} may open {} ({role})", register.display()));
            Ok(true)
        }
        Key::Change { register, name, new_passphrase_file } => change(register, name.as_deref(), new_passphrase_file.as_deref()),
        Key::Revoke { register, name } => {
            let program = Program::writing(register)?;
            let person = person(&program, name)?;
            program.call("person_revoke", json!({ "id": person["id"] }))?;
            line(&format!("{} opens {} no more; the register has another key", text(&person, "name"), register.display()));
            Ok(true)
        }
        Key::Recovery { register } => {
            let made = Program::writing(register)?.call("recovery_make", json!({}))?;
            line(text(&made, "key"));
            eprintln!("print it, and put it away from the computer: it opens the register on its own and is shown only now");
            Ok(true)
        }
    }
}

fn list(register: &Path, as_json: bool) -> Result<bool, String> {
    let people = Program::reading(register)?.call("people_list", json!({}))?;
    if as_json {
        output::json(&people);
        return Ok(true);
    }
    for person in people.as_array().map(Vec::as_slice).unwrap_or_default() {
        let role = if person["is_recovery"] == true { "recovery key" } else { text(person, "role") };
        line(&format!("{:<14} since {}  {}", role.replace('_', "-"), &text(person, "added_at")[..10], text(person, "name")));
    }
    Ok(true)
}

fn change(register: &Path, name: Option<&str>, file: Option<&Path>) -> Result<bool, String> {
    let program = Program::writing(register)?;
    let person = match name {
        Some(name) => person(&program, name)?,
        None => me(&program)?,
    };
    let passphrase = passphrase::new(file, text(&person, "name"))?;
    if person["is_me"] == true {
        let current = passphrase::to_open(register)?.ok_or("no passphrase: give it in PROVIDENT_PASSPHRASE or --passphrase-file")?;
        program.call("passphrase_change", json!({ "current": current.as_str(), "passphrase": passphrase.as_str() }))?;
    } else {
        let draft = json!({ "name": person["name"], "role": person["role"] });
        program.call("person_change", json!({ "id": person["id"], "draft": draft, "passphrase": passphrase.as_str() }))?;
    }
    line(&format!("{} has another passphrase", text(&person, "name")));
    Ok(true)
}

fn me(program: &Program) -> Result<Value, String> {
    let people = program.call("people_list", json!({}))?;
    let me = people.as_array().and_then(|people| people.iter().find(|person| person["is_me"] == true));
    me.cloned().ok_or_else(|| format!("{}: it opens without a passphrase", program.file))
}

fn person(program: &Program, name: &str) -> Result<Value, String> {
    let people = program.call("people_list", json!({}))?;
    let named: Vec<&Value> = people
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .filter(|person| text(person, "name").to_lowercase() == name.to_lowercase() || text(person, "id") == name)
        .collect();
    match named[..] {
        [] => Err(format!("{}: nobody of that name opens it: {name:?}", program.file)),
        [one] => Ok(one.clone()),
        _ => Err(format!("{}: {name:?} is more than one; give the id that `key list --json` shows", program.file)),
    }
}

pub fn seal(register: &Path, name: Option<&str>, remove_open_backups: bool) -> Result<bool, String> {
    let program = Program::writing(register)?;
    let founder = founder(&program, name)?;
    program.call("register_seal", json!({ "founder": founder, "remove_open_backups": remove_open_backups }))?;
    line(&format!("sealed {}", register.display()));
    Ok(true)
}

pub fn unseal(register: &Path) -> Result<bool, String> {
    let program = Program::writing(register)?;
    let passphrase = passphrase::to_open(register)?.ok_or("no passphrase: give it in PROVIDENT_PASSPHRASE or --passphrase-file")?;
    program.call("register_unseal", json!({ "passphrase": passphrase.as_str() }))?;
    line(&format!("{} can be read by whoever has the file", register.display()));
    Ok(true)
}

pub fn copy(register: &Path, out: &Path, reader: &str, providers: &[String], file: Option<&Path>) -> Result<bool, String> {
    let program = Program::opened(register, false)?;
    let chosen = providers.iter().map(|name| program.provider(name)).collect::<Result<Vec<_>, _>>()?;
    let chosen = if chosen.is_empty() { Value::Null } else { json!(chosen) };
    let passphrase = passphrase::new(file, reader)?;
    let to = program.lend(out);
    let made = program.call("copy_make", json!({ "file": to, "name": reader, "passphrase": passphrase.as_str(), "providers": chosen }))?;
    line(&format!(
        "wrote {} with {} of {} providers for {reader} to read; it goes with its key file {}-keys",
        out.display(),
        count(&made, "providers"),
        count(&made, "providers_of"),
        out.display()
    ));
    Ok(true)
}
