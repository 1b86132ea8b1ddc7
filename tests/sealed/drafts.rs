//! What was being typed when the register was locked, or when the power went.

use provident_api::{Failure, Refusal};
use serde_json::{Value, json};

use super::{DEPUTY, OFFICER, add_person, open_as, sealed};

fn kept() -> Value {
    json!({ "route": { "screen": "provider_form", "id": null }, "draft": { "name": "Quill" }, "revision": null })
}

#[test]
fn a_draft_is_there_after_a_lock_for_whoever_typed_it() {
    let program = sealed();
    add_person(&program, "Bruno Diaz", "deputy", DEPUTY);
    let before = program.call("history_list", json!({}));
    program.call("draft_keep", json!({ "kept": kept() }));
    program.call("register_lock", json!({}));
    open_as(&program, DEPUTY);
    assert_eq!(program.call("draft_show", json!({})), Value::Null, "not for somebody else");
    open_as(&program, OFFICER);
    assert_eq!(program.call("draft_show", json!({})), kept());
    assert_eq!(program.call("history_list", json!({})), before, "what is not saved is no record");
    program.call("draft_keep", json!({ "kept": null }));
    assert_eq!(program.call("draft_show", json!({})), Value::Null);
    program.is_whole();
}

#[test]
fn a_draft_has_an_end() {
    let program = sealed();
    let endless = json!({ "route": {}, "draft": "x".repeat(3_000_000), "revision": null });
    assert!(matches!(program.fails("draft_keep", json!({ "kept": endless })), Failure::Invalid { .. }));
    program.call("register_close", json!({}));
    assert_eq!(program.refusal("draft_keep", json!({ "kept": kept() })), Refusal::NoRegisterOpen);
}
