//! The chain of the history and the check of the whole file.

use provident_domain::id::EvidenceId;
use provident_store::verify::{CheckResult, Finding};
use provident_store::{Access, Register, StoreFault};
use uuid::Uuid;

use crate::ground::{Desk, act, add, alter, provider, reopen, rules};

fn check(register: &mut Register) -> CheckResult {
    register.read::<_, StoreFault>(|reading| reading.check()).expect("a check")
}

fn filled(desk: &Desk) -> Register {
    let mut register = desk.register("one.provident");
    for name in ["Quillworks", "Pollenkraft", "Harbourdesk"] {
        add(&mut register, &provider(name));
    }
    register
}

#[test]
fn a_fresh_register_is_whole() {
    let desk = Desk::new();
    let result = check(&mut filled(&desk));
    assert!(result.is_whole, "{:?}", result.findings);
    assert_eq!(result.history_lines, 3, "a line a write");
    assert_eq!(result.records, 3);
}

#[test]
fn a_write_that_fails_leaves_neither_record_nor_line() {
    let desk = Desk::new();
    let mut register = filled(&desk);
    let failed = register.write::<(), StoreFault>(&act("provider_save"), rules(), |writing| {
        writing.save_provider(provident_domain::id::ProviderId(Uuid::now_v7()), None, &provider("Half"))?;
        Err(StoreFault::Cancelled)
    });
    assert!(failed.is_err());
    assert_eq!(check(&mut register).history_lines, 3, "nothing of it stands");
}

#[track_caller]
fn first_broken(sql: &str, expected: u64) {
    let desk = Desk::new();
    drop(filled(&desk));
    alter(&desk.path("one.provident"), sql);
    let mut register = reopen(&desk.path("one.provident"), Access::ReadOnly).expect("it opens");
    let result = check(&mut register);
    let broken = result.findings.iter().find_map(|finding| match finding {
        Finding::BrokenLink { sequence, .. } => Some(*sequence),
        _ => None,
    });
    assert_eq!(broken, Some(expected), "{sql}: {:?}", result.findings);
    assert!(!result.is_whole);
}

#[test]
fn the_first_broken_link_is_named() {
    first_broken("UPDATE history_payload SET after = '{}' WHERE sequence = 2", 2);
    first_broken("DROP TRIGGER history_is_append_only_on_update; UPDATE history SET who = 'nobody' WHERE sequence = 3", 3);
    first_broken(
        "DROP TRIGGER history_is_append_only_on_delete; DELETE FROM history_payload WHERE sequence = 2; DELETE FROM history WHERE sequence = 2",
        3,
    );
}

#[test]
fn an_altered_schema_and_an_altered_record_are_named() {
    let desk = Desk::new();
    drop(filled(&desk));
    alter(&desk.path("one.provident"), "UPDATE provider SET notes = 'forged' WHERE name = 'Quillworks'; DROP INDEX service_of_provider");
    let mut register = reopen(&desk.path("one.provident"), Access::ReadOnly).expect("it opens");
    let result = check(&mut register);
    assert!(result.findings.iter().any(|finding| matches!(finding, Finding::Record { entity, .. } if entity == "provider")), "{result:?}");
    assert!(result.findings.iter().any(|finding| matches!(finding, Finding::Schema { object, .. } if object == "service_of_provider")));
}

#[test]
fn the_history_cannot_be_rewritten_through_sql() {
    let desk = Desk::new();
    drop(filled(&desk));
    let refused = crate::ground::try_alter(&desk.path("one.provident"), "UPDATE history SET who = 'nobody'");
    assert!(refused.is_err(), "a trigger refuses");
}

#[test]
fn an_erased_payload_is_gone_and_the_chain_still_holds() {
    let desk = Desk::new();
    let mut register = filled(&desk);
    assert!(register.erase_payload(&act("history_erase"), rules(), 2).expect("erased"));
    let result = check(&mut register);
    assert!(result.is_whole, "{:?}", result.findings);
    assert_eq!(result.erased_payloads, 1);
    let lines = register.read::<_, StoreFault>(|reading| reading.history(None, None, 10)).expect("lines");
    let line = lines.iter().find(|line| line.sequence == 2).expect("the line stands");
    assert!(line.is_erased && line.after.is_none(), "its content does not");
    drop(register);
    let bytes = std::fs::read(desk.path("one.provident")).expect("the file");
    let named = |name: &str| bytes.windows(name.len()).filter(|window| *window == name.as_bytes()).count();
    assert!(named("Pollenkraft") < named("Quillworks"), "no byte of the payload is left in the file");
}

#[test]
fn evidence_is_kept_once_and_a_changed_byte_is_found() {
    let desk = Desk::new();
    let mut register = filled(&desk);
    let content = b"DPA, version 3".to_vec();
    let owner = register.read::<_, StoreFault>(|reading| reading.provider_ids()).expect("ids");
    for provider in &owner {
        let draft = provident_domain::evidence::EvidenceDraft {
            provider: Some(*provider),
            title: "DPA".into(),
            kind: provident_domain::evidence::EvidenceKind::Dpa,
            dated: None,
        };
        let evidence = draft.check("dpa.pdf", &content, crate::ground::today()).expect("good");
        register
            .write::<_, StoreFault>(&act("evidence_add"), rules(), |writing| {
                let first = writing.add_evidence(EvidenceId(Uuid::now_v7()), &evidence, &content)?;
                let again = writing.add_evidence(EvidenceId(Uuid::now_v7()), &evidence, &content)?;
                assert_eq!(first, again, "the same content of the same provider is the same evidence");
                Ok(())
            })
            .expect("added");
    }
    assert_eq!(check(&mut register).evidence_files, 1, "three providers, one content");
    drop(register);
    alter(&desk.path("one.provident"), "UPDATE evidence_content SET content = CAST('DPA, version 4' AS BLOB)");
    let mut register = reopen(&desk.path("one.provident"), Access::ReadOnly).expect("it opens");
    assert!(check(&mut register).findings.iter().any(|finding| matches!(finding, Finding::Evidence { .. })));
}
