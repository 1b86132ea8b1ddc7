//! Sealed registers: who opens them, what stands on the disk, and what a change leaves behind.

use std::path::Path;

use provident_domain::id::PersonId;
use provident_domain::person::{Person, Role};
use provident_store::{Access, Backup, BackupKind, Form, Passphrase, Register, StoreFault, StoredPerson, backups, form_of};
use uuid::Uuid;

use crate::ground::{Desk, act, add, provider, reopen, rules};

const OFFICER: &str = "marmot lantern seven rivers";
const DEPUTY: &str = "copper violin under snow";

fn phrase(text: &str) -> Passphrase {
    Passphrase::typed(text).expect("no recovery key")
}

fn named(name: &str, role: Role) -> Person {
    Person { name: name.into(), role }
}

fn person(name: &str, role: Role) -> StoredPerson {
    StoredPerson {
        id: PersonId(Uuid::now_v7()),
        person: named(name, role),
        is_recovery: false,
        added_at: "2026-11-23T09:00:00.000Z".into(),
    }
}

fn sealed(desk: &Desk) -> Register {
    let path = desk.path("one.provident");
    let officer = named("Anna Keller", Role::Dpo);
    Register::create_sealed(&path, &act("register_create"), rules(), Uuid::now_v7(), &officer, &phrase(OFFICER)).expect("made")
}

fn unlock(path: &Path, access: Access, text: &str) -> Result<Register, StoreFault> {
    Register::open_sealed(path, access, &phrase(text), &act("register_open"), rules())
}

fn names(register: &mut Register) -> Vec<String> {
    let held = register.read::<_, StoreFault>(|reading| reading.providers(&Default::default())).expect("providers");
    held.rows.into_iter().map(|row| row.name).collect()
}

#[track_caller]
fn is_whole(register: &mut Register) {
    let check = register.read::<_, StoreFault>(|reading| reading.check()).expect("checked");
    assert!(check.is_whole, "{:?}", check.findings);
}

#[test]
fn a_sealed_register_opens_with_its_passphrase_and_no_other() {
    let desk = Desk::new();
    let path = desk.path("one.provident");
    let mut register = sealed(&desk);
    add(&mut register, &provider("Quillworks"));
    drop(register);
    assert_eq!(form_of(&path).expect("a register"), Form::Sealed);
    assert!(matches!(reopen(&path, Access::Write), Err(StoreFault::Sealed(_))), "not without");
    assert!(matches!(unlock(&path, Access::Write, "marmot lantern six rivers"), Err(StoreFault::WrongPassphrase(_))));
    let mut register = unlock(&path, Access::Write, OFFICER).expect("opens");
    assert_eq!(names(&mut register), ["Quillworks"]);
    assert_eq!(register.person().map(|held| held.person.clone()), Some(named("Anna Keller", Role::Dpo)));
    is_whole(&mut register);
}

#[test]
fn every_line_is_somebodys() {
    let desk = Desk::new();
    let mut register = sealed(&desk);
    add(&mut register, &provider("Quillworks"));
    let deputy = person("Bruno Diaz", Role::Deputy);
    register.add_person(&act("person_add"), rules(), &deputy, &phrase(DEPUTY)).expect("added");
    drop(register);
    let mut register = unlock(&desk.path("one.provident"), Access::Write, DEPUTY).expect("the deputy opens it alone");
    add(&mut register, &provider("Pollenkraft"));
    let lines = register.read::<_, StoreFault>(|reading| reading.history(None, None, 100)).expect("history");
    let who = |name: &str| lines.iter().find(|line| line.after.as_ref().is_some_and(|after| after["name"] == name)).expect("a line");
    assert_eq!((who("Quillworks").who.as_str(), who("Quillworks").role), ("Anna Keller", Some(Role::Dpo)));
    assert_eq!((who("Pollenkraft").who.as_str(), who("Pollenkraft").role), ("Bruno Diaz", Some(Role::Deputy)));
    assert!(lines.iter().all(|line| line.role.is_some()), "nobody writes unseen: {lines:?}");
    is_whole(&mut register);
}

#[test]
fn one_passphrase_is_one_person() {
    let desk = Desk::new();
    let mut register = sealed(&desk);
    let twin = person("Anna Again", Role::Deputy);
    let taken = register.add_person(&act("person_add"), rules(), &twin, &phrase(OFFICER));
    assert!(matches!(taken, Err(StoreFault::PassphraseTaken)), "{taken:?}");
}

#[test]
fn whoever_may_only_read_writes_nothing() {
    let desk = Desk::new();
    let mut register = sealed(&desk);
    register.add_person(&act("person_add"), rules(), &person("Ines Roy", Role::ReadOnly), &phrase(DEPUTY)).expect("added");
    drop(register);
    let mut register = unlock(&desk.path("one.provident"), Access::Write, DEPUTY).expect("opens");
    assert_eq!(register.access(), Access::ReadOnly);
    let refused = register.write::<_, StoreFault>(&act("provider_save"), rules(), |_| Ok(()));
    assert!(matches!(refused, Err(StoreFault::ReadOnly)), "{refused:?}");
    unlock(&desk.path("one.provident"), Access::Write, OFFICER).expect("and keeps nobody from writing");
}

#[test]
fn who_was_revoked_opens_nothing_any_more() {
    let desk = Desk::new();
    let path = desk.path("one.provident");
    let mut register = sealed(&desk);
    let deputy = person("Bruno Diaz", Role::Deputy);
    register.add_person(&act("person_add"), rules(), &deputy, &phrase(DEPUTY)).expect("added");
    let recovery = Passphrase::recovery();
    let put_away = StoredPerson { is_recovery: true, ..person("Recovery key", Role::Dpo) };
    register.add_person(&act("recovery_make"), rules(), &put_away, &phrase(&recovery)).expect("made");
    add(&mut register, &provider("Quillworks"));
    let old_keys = std::fs::read(desk.path("one.provident-keys")).expect("the key file");
    register.revoke_person(&act("person_revoke"), rules(), deputy.id).expect("revoked");
    add(&mut register, &provider("Pollenkraft"));
    is_whole(&mut register);
    drop(register);
    assert!(matches!(unlock(&path, Access::Write, DEPUTY), Err(StoreFault::WrongPassphrase(_))));
    for known in [OFFICER, &recovery] {
        let mut register = unlock(&path, Access::Write, known).expect("whoever stays opens it with what they had");
        assert_eq!(names(&mut register), ["Pollenkraft", "Quillworks"]);
    }
    let new_keys = std::fs::read(desk.path("one.provident-keys")).expect("the key file");
    std::fs::write(desk.path("one.provident-keys"), old_keys).expect("put back");
    let kept = unlock(&path, Access::ReadOnly, DEPUTY).err();
    assert!(matches!(kept, Some(StoreFault::KeysDoNotFit(_))), "an old key file leads to the old key only: {kept:?}");
    std::fs::write(desk.path("one.provident-keys"), new_keys).expect("put back");
    let left: Vec<String> = std::fs::read_dir(desk.path(""))
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into())
        .collect();
    assert_eq!(left.len(), 2, "the register and its keys: {left:?}");
}

#[test]
fn another_passphrase_takes_the_place_of_the_first() {
    let desk = Desk::new();
    let mut register = sealed(&desk);
    let id = register.person().expect("somebody").id;
    register.change_passphrase(&act("passphrase_change"), rules(), id, &phrase(DEPUTY)).expect("changed");
    drop(register);
    let path = desk.path("one.provident");
    assert!(matches!(unlock(&path, Access::Write, OFFICER), Err(StoreFault::WrongPassphrase(_))));
    assert_eq!(unlock(&path, Access::Write, DEPUTY).expect("opens").person().expect("somebody").person.name, "Anna Keller");
}

#[test]
fn an_open_register_is_sealed_and_opened_again_without_loss() {
    let desk = Desk::new();
    let path = desk.path("one.provident");
    let mut register = desk.register("one.provident");
    for name in ["Quillworks", "Pollenkraft"] {
        add(&mut register, &provider(name));
    }
    register.seal_for(&act("register_seal"), rules(), &named("Anna Keller", Role::Dpo), &phrase(OFFICER)).expect("sealed");
    add(&mut register, &provider("Granvelour"));
    is_whole(&mut register);
    drop(register);
    assert_eq!(form_of(&path).expect("a register"), Form::Sealed);
    let mut register = unlock(&path, Access::Write, OFFICER).expect("opens");
    assert_eq!(names(&mut register), ["Granvelour", "Pollenkraft", "Quillworks"]);
    let page = register.read::<_, StoreFault>(|reading| {
        reading.providers(&provident_store::list::ProviderQuery { search: "pollen".into(), ..Default::default() })
    });
    assert_eq!(page.expect("found").rows.len(), 1, "search came along");
    register.unseal(&act("register_unseal"), rules()).expect("opened to all");
    add(&mut register, &provider("Phrasewick"));
    is_whole(&mut register);
    drop(register);
    assert_eq!(form_of(&path).expect("a register"), Form::Open);
    assert!(!desk.path("one.provident-keys").exists(), "no keys to nothing");
    let mut register = reopen(&path, Access::Write).expect("opens without a passphrase");
    assert_eq!(names(&mut register).len(), 4);
    is_whole(&mut register);
}

#[test]
fn a_register_that_somebody_reads_keeps_its_key() {
    let desk = Desk::new();
    let mut register = sealed(&desk);
    let deputy = person("Bruno Diaz", Role::Deputy);
    register.add_person(&act("person_add"), rules(), &deputy, &phrase(DEPUTY)).expect("added");
    let mut reader = unlock(&desk.path("one.provident"), Access::ReadOnly, DEPUTY).expect("reads");
    names(&mut reader);
    let refused = register.revoke_person(&act("person_revoke"), rules(), deputy.id);
    assert!(matches!(refused, Err(StoreFault::OpenElsewhere(_))), "{refused:?}");
    add(&mut register, &provider("Quillworks"));
    assert_eq!(names(&mut reader), ["Quillworks"], "both go on");
    drop(reader);
    register.revoke_person(&act("person_revoke"), rules(), deputy.id).expect("once nobody reads");
}

#[test]
fn without_its_keys_a_register_says_so() {
    let desk = Desk::new();
    drop(sealed(&desk));
    let (path, keys) = (desk.path("one.provident"), desk.path("one.provident-keys"));
    let held = std::fs::read(&keys).expect("the keys");
    std::fs::remove_file(&keys).expect("gone");
    assert!(matches!(unlock(&path, Access::Write, OFFICER), Err(StoreFault::KeysMissing(_))));
    for (content, why) in [(&b"{}"[..], "not keys"), (b"", "empty"), (&[0xff; 2_000_000], "noise, and large")] {
        std::fs::write(&keys, content).expect("written");
        assert!(matches!(unlock(&path, Access::Write, OFFICER), Err(StoreFault::KeysUnreadable(_))), "{why}");
    }
    std::fs::write(&keys, held).expect("put back");
    unlock(&path, Access::Write, OFFICER).expect("opens");
}

#[test]
fn a_backup_is_a_register_of_its_own() {
    let desk = Desk::new();
    let path = desk.path("one.provident");
    let mut register = sealed(&desk);
    add(&mut register, &provider("Quillworks"));
    let source = register.source();
    let mut steps = 0;
    let made = source.back_up(BackupKind::Daily, "2026-11-23T09:00:00.000Z", &mut |_, _| {
        steps += 1;
        true
    });
    let made = made.expect("made");
    assert!(steps > 0);
    add(&mut register, &provider("Pollenkraft"));
    let listed: Vec<Backup> = backups(&path);
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].kind, listed[0].form, &listed[0].path), (BackupKind::Daily, Form::Sealed, &made));
    let mut copy = unlock(&made, Access::ReadOnly, OFFICER).expect("opens with the same passphrase");
    assert_eq!(names(&mut copy), ["Quillworks"]);
    let stopped = source.back_up(BackupKind::ByHand, "2026-11-23T10:00:00.000Z", &mut |_, _| false);
    assert!(matches!(stopped, Err(StoreFault::Cancelled)), "{stopped:?}");
    assert_eq!(backups(&path).len(), 1, "nothing half-made stays");
}

#[cfg(unix)]
#[test]
fn files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let mut register = sealed(&desk);
    add(&mut register, &provider("Quillworks"));
    let made = register.source().back_up(BackupKind::ByHand, "2026-11-23T09:00:00.000Z", &mut |_, _| true).expect("made");
    let mut looked_at = 0;
    for folder in [desk.path(""), made.parent().expect("a folder").to_owned()] {
        for entry in std::fs::read_dir(&folder).expect("the folder") {
            let path = entry.expect("an entry").path();
            let mode = std::fs::metadata(&path).expect("there").permissions().mode() & 0o777;
            assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
            looked_at += 1;
        }
    }
    assert!(looked_at >= 7, "register, log, shared memory, lock, keys, backup and its keys: {looked_at}");
}
