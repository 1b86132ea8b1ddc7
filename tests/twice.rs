//! Two programs on one register: one writes and the other is refused by name, or waits its turn; who
//! reads goes on reading whatever becomes of the key.

use std::process::{Child, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use provident_domain::id::PersonId;
use provident_domain::person::{Person, Role};
use provident_store::{Access, Register, StoreFault, StoredPerson};
use uuid::Uuid;

use crate::dice::Tally;
use crate::ground::{act, add, is_long, provider, rules};
use crate::shelf::{DEPUTY, OFFICER, Shelf, names, phrase};
use crate::window::built;

fn started(shelf: &Shelf, list: &str) -> Child {
    let mut command = shelf.command(&built("provident-cli"), &["import", "one.provident", list]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command line runs")
}

/// Written, or refused in a line that says who writes.
fn written(output: &Output) -> Result<bool, String> {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.code() {
        Some(0) => Ok(true),
        Some(1) if said.contains("one.provident: open for writing by Anna Keller on ") && said.lines().count() == 1 => Ok(false),
        _ => Err(format!("{:?} {said}", output.status)),
    }
}

#[test]
fn of_two_who_write_each_writes_all_or_is_told_who_does() {
    let shelf = Shelf::sealed(3);
    let mut tally = Tally::new("two who write");
    let mut expected = 3;
    for round in 0..if is_long() { 60 } else { 12 } {
        for half in ["a", "b"] {
            let rows: String = (0..20).map(|row| format!("Round {round} {half} {row}\n")).collect();
            std::fs::write(shelf.path(&format!("{half}.csv")), format!("Name\n{rows}")).expect("written");
        }
        let both = [started(&shelf, "a.csv"), started(&shelf, "b.csv")];
        let both = both.map(|child| written(&child.wait_with_output().expect("it ends")));
        expected += 20 * both.iter().filter(|done| **done == Ok(true)).count();
        let outcome = match both {
            [Err(why), _] | [_, Err(why)] => Err(why),
            [Ok(false), Ok(false)] => Err("both were refused".into()),
            [Ok(true), Ok(true)] => Ok("one after the other"),
            _ => Ok("one refused by name"),
        };
        tally.note(&format!("round {round}"), outcome);
    }
    let found = shelf.looked_at(OFFICER).map(|names| names.len());
    assert_eq!(found, Ok(expected), "what was acknowledged, and nothing else");
    tally.nothing_is_lost();
}

/// Lets somebody in and out again, so that the register gets another key; waits for whoever reads.
fn key_is_changed(register: &mut Register) {
    let person = Person { name: "Carla Mont".into(), role: Role::Deputy };
    let added = StoredPerson { id: PersonId(Uuid::now_v7()), person, is_recovery: false, added_at: act("person_add").at };
    register.add_person(&act("person_add"), rules(), &added, &phrase("wooden teapot green thunder")).expect("added");
    loop {
        match register.revoke_person(&act("person_revoke"), rules(), added.id) {
            Err(StoreFault::OpenElsewhere(_)) => {}
            revoked => return revoked.expect("revoked"),
        }
    }
}

#[test]
fn who_reads_goes_on_while_the_register_gets_other_keys() {
    let shelf = Shelf::sealed(30);
    let is_over = AtomicBool::new(false);
    let mut tally = Tally::new("reading while the key changes");
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = Vec::new();
            while !is_over.load(Ordering::Relaxed) {
                let opened = shelf.opened(Access::ReadOnly, DEPUTY).map_err(|fault| fault.to_string());
                reads.push(opened.and_then(|mut register| names(&mut register)).map(|names| names.len()));
            }
            reads
        });
        let mut register = shelf.opened(Access::Write, OFFICER).expect("opens");
        for at in 0..if is_long() { 40 } else { 8 } {
            key_is_changed(&mut register);
            add(&mut register, &provider(&format!("Between {at}")));
        }
        is_over.store(true, Ordering::Relaxed);
        for read in reader.join().expect("it read") {
            tally.note("a reader", read.map(|_| "read"));
        }
    });
    tally.nothing_is_lost();
    assert!(shelf.looked_at(OFFICER).is_ok_and(|names| names.len() > 30), "and whoever wrote went on as well");
}

#[test]
fn a_register_that_is_read_keeps_its_key_and_says_where() {
    let shelf = Shelf::sealed(3);
    let mut reader = shelf.opened(Access::ReadOnly, DEPUTY).expect("reads");
    let refused = shelf.run(&["key", "revoke", "one.provident", "Bruno Diaz"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("one.provident: open elsewhere"), "{said}");
    assert_eq!(names(&mut reader).map(|names| names.len()), Ok(3), "who reads goes on");
    drop(reader);
    assert!(shelf.run(&["key", "revoke", "one.provident", "Bruno Diaz"]).status.success(), "once nobody reads");
}
