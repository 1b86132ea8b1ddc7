//! The sealed register as the surface gives it: who may do what, copies to read, backups, an open
//! export, drafts that are kept, and what stands on the disk.

mod access;
mod backups;
mod command_line;
mod copies;
mod disk;
mod drafts;
pub mod folders;
mod proof;

use serde_json::{Value, json};

use crate::program::Program;

pub const OFFICER: &str = "marmot lantern seven rivers";
pub const DEPUTY: &str = "copper violin under snow";
pub const READER: &str = "amber ladder quiet comet";

/// A sealed register, open as its officer.
pub fn sealed() -> Program {
    let program = Program::new();
    let file = program.lend(&program.desk.path("one.provident"));
    let founder = json!({ "name": "Anna Keller", "passphrase": OFFICER });
    program.call("register_create", json!({ "file": file, "organisation": "Lumeria SAS", "founder": founder }));
    program
}

pub fn add_person(program: &Program, name: &str, role: &str, passphrase: &str) -> Value {
    let people = program.call("person_add", json!({ "draft": { "name": name, "role": role }, "passphrase": passphrase }));
    let person = people.as_array().expect("people").iter().find(|person| person["name"] == name);
    person.unwrap_or_else(|| panic!("{name} is among {people}"))["id"].clone()
}

pub fn open_as(program: &Program, passphrase: &str) -> Value {
    let file = program.lend(&program.desk.path("one.provident"));
    program.call("register_open", json!({ "file": file, "read_only": false, "passphrase": passphrase }))
}

pub fn save(program: &Program, draft: Value) -> Value {
    program.call("provider_save", json!({ "id": null, "revision": null, "draft": draft }))["id"].clone()
}
