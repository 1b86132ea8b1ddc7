//! Opening: one writer, no strangers, nothing newer, a copy before a migration.

use provident_store::{Access, Register, StoreFault};
use uuid::Uuid;

use crate::ground::{Desk, act, add, provider, reopen, rules};

#[test]
fn a_second_writer_is_told_who_holds_the_register_and_may_read() {
    let desk = Desk::new();
    let mut first = desk.register("one.provident");
    add(&mut first, &provider("Quillworks"));
    match reopen(&desk.path("one.provident"), Access::Write) {
        Err(StoreFault::Held { holder, .. }) => {
            assert_eq!(holder.who, "Test DPO", "the holder is named");
            assert_eq!(holder.process, std::process::id(), "and its process");
        }
        other => panic!("a second writer must be refused, got {:?}", other.err()),
    }
    let mut reader = reopen(&desk.path("one.provident"), Access::ReadOnly).expect("reading is always possible");
    let names = reader.read::<_, StoreFault>(|reading| reading.names()).expect("names");
    assert_eq!(names.len(), 1, "the reader sees what was written");
    let refused = reader.write::<_, StoreFault>(&act("provider_save"), rules(), |_| Ok(()));
    assert!(matches!(refused, Err(StoreFault::ReadOnly)), "a reader cannot write");
}

#[test]
fn a_closed_register_is_one_file_again() {
    let desk = Desk::new();
    let mut register = desk.register("one.provident");
    add(&mut register, &provider("Quillworks"));
    drop(register);
    let alone = || std::fs::read_dir(desk.path("")).expect("the folder").count() == 1;
    assert!(alone(), "the write-ahead log is folded in, and the lock went with the writer");
    let before = std::fs::read(desk.path("one.provident")).expect("the file");
    let mut reader = reopen(&desk.path("one.provident"), Access::ReadOnly).expect("opens");
    assert_eq!(reader.read::<_, StoreFault>(|reading| reading.names()).expect("names").len(), 1);
    drop(reader);
    assert!(alone(), "a reader leaves nothing beside it either");
    assert!(std::fs::read(desk.path("one.provident")).expect("the file") == before, "and nothing in it");
    reopen(&desk.path("one.provident"), Access::Write).expect("the lock went with the writer");
}

#[test]
fn an_existing_file_is_never_overwritten() {
    let desk = Desk::new();
    std::fs::write(desk.path("one.provident"), "mine").expect("written");
    let made = Register::create(&desk.path("one.provident"), &act("register_create"), Uuid::now_v7());
    assert!(matches!(made, Err(StoreFault::Exists(_))), "refused");
    assert_eq!(std::fs::read(desk.path("one.provident")).expect("still there"), b"mine");
}

#[track_caller]
fn refused(content: &[u8], why: &str) {
    let desk = Desk::new();
    let path = desk.path("one.provident");
    std::fs::write(&path, content).expect("written");
    for access in [Access::Write, Access::ReadOnly] {
        let fault = reopen(&path, access).err().unwrap_or_else(|| panic!("{why}: must be refused"));
        assert!(matches!(fault, StoreFault::NotARegister(_) | StoreFault::Damaged { .. }), "{why}: {fault}");
    }
    assert_eq!(std::fs::read(&path).expect("still there"), content, "{why}: the file is left as it was");
}

#[test]
fn what_is_no_register_is_refused_and_left_alone() {
    refused(b"", "an empty file");
    refused(b"Name,Address\nQuillworks,Lyon\n", "a CSV file");
    refused(&[7; 8_192], "noise");
}

#[test]
fn a_database_of_another_program_is_refused() {
    let desk = Desk::new();
    let path = desk.path("other.provident");
    let script = format!("sqlite of another program at {}", path.display());
    crate::ground::foreign_database(&path);
    let before = std::fs::read(&path).expect("the file");
    for access in [Access::Write, Access::ReadOnly] {
        let fault = reopen(&path, access).err().unwrap_or_else(|| panic!("{script}: must be refused"));
        assert!(matches!(fault, StoreFault::NotARegister(_)), "{fault}");
        assert!(std::fs::read(&path).expect("the file") == before, "{script}: the file is left as it was");
    }
}

#[test]
fn a_register_cut_short_is_damaged_and_never_half_read() {
    let desk = Desk::new();
    let mut register = desk.register("one.provident");
    for at in 0..50 {
        add(&mut register, &provider(&format!("Provider {at}")));
    }
    drop(register);
    let whole = std::fs::read(desk.path("one.provident")).expect("the file");
    for keep in [whole.len() / 2, whole.len() - 4_096, 4_096, 100] {
        std::fs::write(desk.path("cut.provident"), &whole[..keep]).expect("written");
        let fault = reopen(&desk.path("cut.provident"), Access::Write).err();
        let told = matches!(fault, Some(StoreFault::Damaged { .. } | StoreFault::NotARegister(_)));
        assert!(told, "{keep} of {} bytes: {fault:?}", whole.len());
    }
}

#[test]
fn a_newer_schema_is_refused_by_number() {
    let desk = Desk::new();
    drop(desk.register("one.provident"));
    crate::ground::set_schema(&desk.path("one.provident"), 999);
    match reopen(&desk.path("one.provident"), Access::Write).err() {
        Some(StoreFault::Newer { found: 999, known, .. }) => assert_eq!(known, provident_store::SCHEMA),
        other => panic!("a newer register must be refused, got {other:?}"),
    }
}
