//! Who may do what, and that nobody does it unseen.

use provident_api::dispatch::right_of;
use provident_api::{COMMANDS, Failure, Refusal};
use provident_domain::person::Right;
use serde_json::{Value, json};

use super::{DEPUTY, OFFICER, READER, add_person, open_as, save, sealed};

#[test]
fn a_deputy_writes_and_does_not_govern() {
    let program = sealed();
    add_person(&program, "Bruno Diaz", "deputy", DEPUTY);
    let told = open_as(&program, DEPUTY);
    assert_eq!(told["register"]["person"]["name"], "Bruno Diaz");
    assert_eq!(told["register"]["may_govern"], false);
    save(&program, json!({ "name": "Quillworks" }));
    let refused = program.refusal("person_add", json!({}));
    assert!(matches!(refused, Refusal::MayNot { .. }), "before anything is read of what was sent: {refused:?}");
    let line = &program.call("history_list", json!({}))[0];
    assert_eq!((&line["who"], &line["role"]), (&json!("Bruno Diaz"), &json!("deputy")), "{line}");
}

/// Each command there is, whatever it is sent.
#[test]
fn whoever_may_only_read_is_refused_every_other_command() {
    let program = sealed();
    add_person(&program, "Ines Roy", "read_only", READER);
    open_as(&program, READER);
    let mut refused = 0;
    for command in COMMANDS {
        let right = right_of(command).expect("a command says what it asks of a person");
        if matches!(right, Right::Write | Right::Govern) {
            refused += 1;
            let reason = program.refusal(command, json!({}));
            assert!(matches!(reason, Refusal::MayNot { .. }), "{command}: {reason:?}");
        }
    }
    assert!(refused > 25, "{refused} commands write");
    assert_eq!(program.call("provider_list", json!({}))["total"], 0, "and reading goes on");
}

#[test]
fn locked_means_closed_until_a_passphrase_opens_it() {
    let program = sealed();
    save(&program, json!({ "name": "Quillworks" }));
    let told = program.call("register_lock", json!({}));
    assert_eq!(told["register"], Value::Null);
    assert_eq!(told["locked"]["name"], "one");
    assert_eq!(program.refusal("provider_list", json!({})), Refusal::NoRegisterOpen);
    let file = told["locked"]["file"].clone();
    let wrong = program.refusal("register_open", json!({ "file": file, "read_only": false, "passphrase": "marmot lantern six rivers" }));
    assert_eq!(wrong, Refusal::WrongPassphrase);
    assert_eq!(program.call("app_state", json!({}))["locked"]["name"], "one", "and stays locked");
    let told = program.call("register_open", json!({ "file": file, "read_only": false, "passphrase": OFFICER }));
    assert_eq!((&told["locked"], &told["register"]["providers"]), (&Value::Null, &json!(1)));
}

#[test]
fn an_open_register_is_not_locked() {
    let program = crate::program::Program::with_register();
    assert!(matches!(program.refusal("register_lock", json!({})), Refusal::NotSealed { .. }));
    assert_eq!(program.call("provider_list", json!({}))["total"], 0, "it is still open");
}

#[test]
fn a_recovery_key_opens_it_alone_and_the_next_one_replaces_it() {
    let program = sealed();
    let first = program.call("recovery_make", json!({}))["key"].as_str().expect("a key").to_owned();
    let second = program.call("recovery_make", json!({}))["key"].as_str().expect("a key").to_owned();
    assert_ne!(first, second);
    let people = program.call("people_list", json!({}));
    assert_eq!(people.as_array().expect("people").iter().filter(|person| person["is_recovery"] == true).count(), 1, "{people}");
    program.call("register_close", json!({}));
    let file = program.lend(&program.desk.path("one.provident"));
    let try_with = |key: &str| program.attempt("register_open", json!({ "file": file, "read_only": false, "passphrase": key }));
    assert_eq!(try_with(&first), Err(Failure::Refused { reason: Refusal::WrongPassphrase }), "the one before opens nothing");
    let typed = second.to_lowercase().replace('-', " ");
    assert_eq!(try_with(&typed).expect("however it is typed")["register"]["person"]["is_recovery"], true);
}

#[test]
fn a_slip_in_a_recovery_key_is_told_at_its_field() {
    let program = sealed();
    let key = program.call("recovery_make", json!({}))["key"].as_str().expect("a key").to_owned();
    let slip = format!("{}{}", if key.starts_with('7') { "8" } else { "7" }, &key[1..]);
    let file = program.lend(&program.desk.path("one.provident"));
    let told = program.fails("register_open", json!({ "file": file, "read_only": false, "passphrase": slip }));
    assert!(matches!(&told, Failure::Invalid { fields } if fields[0].field == "passphrase"), "{told:?}");
}

#[test]
fn a_weak_passphrase_protects_nothing_and_is_not_taken() {
    let program = sealed();
    let weak = program.fails("person_add", json!({ "draft": { "name": "Bruno Diaz", "role": "deputy" }, "passphrase": "password1" }));
    assert!(matches!(&weak, Failure::Invalid { fields } if fields[0].field == "passphrase"), "{weak:?}");
    assert_eq!(program.call("passphrase_strength", json!({ "passphrase": "password1" }))["is_enough"], false);
    assert_eq!(program.call("passphrase_strength", json!({ "passphrase": OFFICER }))["is_enough"], true);
}

#[test]
fn somebody_is_always_left_who_decides() {
    let program = sealed();
    let me = program.call("people_list", json!({}))[0]["id"].clone();
    add_person(&program, "Bruno Diaz", "deputy", DEPUTY);
    assert_eq!(program.refusal("person_revoke", json!({ "id": me })), Refusal::Yourself);
    let less = json!({ "id": me, "draft": { "name": "Anna Keller", "role": "deputy" }, "passphrase": null });
    assert_eq!(program.refusal("person_change", less), Refusal::LastOfficer);
}

#[test]
fn ones_own_passphrase_is_changed_with_the_one_before() {
    let program = sealed();
    let wrong = program.refusal("passphrase_change", json!({ "current": READER, "passphrase": DEPUTY }));
    assert_eq!(wrong, Refusal::WrongPassphrase);
    program.call("passphrase_change", json!({ "current": OFFICER, "passphrase": DEPUTY }));
    program.call("register_lock", json!({}));
    assert_eq!(open_as(&program, DEPUTY)["register"]["person"]["name"], "Anna Keller");
}

#[test]
fn a_sealed_register_is_opened_to_all_and_sealed_again() {
    let program = sealed();
    save(&program, json!({ "name": "Quillworks" }));
    assert_eq!(program.refusal("register_unseal", json!({ "passphrase": DEPUTY })), Refusal::WrongPassphrase);
    let told = program.call("register_unseal", json!({ "passphrase": OFFICER }));
    assert_eq!((&told["register"]["is_sealed"], &told["register"]["person"]), (&json!(false), &Value::Null));
    program.call("backup_make", json!({ "file": null }));
    let founder = json!({ "name": "Bruno Diaz", "passphrase": DEPUTY });
    let told = program.call("register_seal", json!({ "founder": founder, "remove_open_backups": true }));
    assert_eq!(told["register"]["person"]["name"], "Bruno Diaz");
    assert_eq!(program.call("backup_list", json!({})), json!([]), "the backup that anybody could read is gone");
    assert_eq!(program.names(), ["Quillworks"]);
    program.is_whole();
}

#[test]
fn whoever_opened_it_to_read_touches_no_key() {
    let program = sealed();
    let file = program.lend(&program.desk.path("one.provident"));
    program.call("register_open", json!({ "file": file, "read_only": true, "passphrase": OFFICER }));
    let keys = std::fs::read(program.desk.path("one.provident-keys")).expect("the key file");
    for (command, arguments) in [
        ("passphrase_change", json!({ "current": OFFICER, "passphrase": DEPUTY })),
        ("person_add", json!({ "draft": { "name": "Bruno Diaz", "role": "deputy" }, "passphrase": DEPUTY })),
        ("recovery_make", json!({})),
    ] {
        assert_eq!(program.refusal(command, arguments), Refusal::ReadOnly, "{command}");
    }
    assert_eq!(std::fs::read(program.desk.path("one.provident-keys")).expect("the key file"), keys);
}

/// The same file asked for once more, without its passphrase or with a wrong one.
#[test]
fn asking_again_without_a_passphrase_closes_nothing() {
    let program = sealed();
    let file = program.lend(&program.desk.path("one.provident"));
    let without = program.refusal("register_open", json!({ "file": file, "read_only": false, "passphrase": null }));
    assert!(matches!(without, Refusal::Sealed { .. }));
    assert_eq!(program.call("provider_list", json!({}))["total"], 0, "it is still open");
    let wrong = program.refusal("register_open", json!({ "file": file, "read_only": false, "passphrase": DEPUTY }));
    assert_eq!(wrong, Refusal::WrongPassphrase);
    assert_eq!(program.call("app_state", json!({}))["locked"]["name"], "one", "it waits for the right one");
}
