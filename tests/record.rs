//! The record of processing, transfers, sub-processors and what is due, at the surface of the program.

mod activities;
mod chain;
mod dates;

use serde_json::{Value, json};

use crate::program::Program;

/// A provider that works for us, with a service of this kind.
pub fn provider(program: &Program, name: &str, country: &str, service: Value) -> (Value, Value) {
    let draft = json!({ "name": name, "country": country, "status": "in_use" });
    let saved = program.call("provider_save", json!({ "id": null, "revision": null, "draft": draft }));
    let saved = program.call("service_save", json!({ "provider": saved["id"], "id": null, "revision": null, "draft": service }));
    (saved["id"].clone(), saved["services"][0]["id"].clone())
}

pub fn activity(program: &Program, draft: Value) -> Value {
    program.call("activity_save", json!({ "id": null, "revision": null, "draft": draft }))
}
