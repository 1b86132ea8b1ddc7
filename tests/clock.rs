//! A clock that goes back, or was far ahead: lines are taken in the order in which they come, the
//! person is told, and no backup goes that is to be kept.

use std::path::PathBuf;

use provident_store::{Backup, BackupKind, StoreFault, backups, prune_backups};
use serde_json::{Value, json};

use crate::ground::{Desk, add, provider};
use crate::program::Program;

fn save(program: &Program, name: &str) {
    program.call("provider_save", json!({ "id": null, "revision": null, "draft": { "name": name } }));
}

fn behind(program: &Program) -> Value {
    program.call("app_state", json!({}))["register"]["clock_is_behind"].clone()
}

#[test]
fn a_line_with_an_earlier_time_comes_after_the_one_before() {
    let program = Program::with_register();
    save(&program, "Quillworks");
    program.sleeps_until("2019-02-03");
    save(&program, "Pollenkraft");
    program.reopen();
    assert_eq!(behind(&program), Value::Null, "the last line is of this clock already");
    let lines = program.call("history_list", json!({ "limit": 2 }));
    let told = |at: usize| (lines[at]["after"]["name"].clone(), lines[at]["at"].as_str().expect("an instant")[..10].to_owned());
    assert_eq!(told(0), (json!("Pollenkraft"), "2019-02-03".into()));
    assert_eq!(told(1), (json!("Quillworks"), "2026-11-23".into()));
    assert!(lines[0]["sequence"].as_u64() > lines[1]["sequence"].as_u64(), "the order is that of writing: {lines}");
    program.is_whole();
}

#[test]
fn a_clock_that_is_behind_is_told() {
    let program = Program::with_register();
    save(&program, "Quillworks");
    program.reopen();
    assert_eq!(behind(&program), Value::Null);
    program.sleeps_until("2026-10-01");
    program.reopen();
    assert_eq!(behind(&program), json!("2026-11-23T09:00:00.000Z"), "the last line is from after this moment");
    save(&program, "Pollenkraft");
    program.is_whole();
    program.sleeps_until("2026-11-24");
    program.reopen();
    assert_eq!(behind(&program), Value::Null);
}

fn back_up(desk: &Desk, day: &str) -> PathBuf {
    let source = crate::ground::reopen(&desk.path("one.provident"), provident_store::Access::ReadOnly).expect("opens").source();
    let made = source.back_up(BackupKind::Daily, &format!("{day}T09:00:00.000Z"), &mut |_, _| true).expect("made");
    prune_backups(&desk.path("one.provident"), &made).expect("pruned");
    made
}

fn kept(desk: &Desk) -> Vec<PathBuf> {
    backups(&desk.path("one.provident")).into_iter().map(|backup: Backup| backup.path).collect()
}

/// A year of backups: seven days, four weeks, twelve months.
fn a_year_of_backups() -> Desk {
    let desk = Desk::new();
    let mut register = desk.register("one.provident");
    add(&mut register, &provider("Quillworks"));
    register.purge().unwrap_or_else(|fault: StoreFault| panic!("{fault}"));
    drop(register);
    for month in 1..=10 {
        back_up(&desk, &format!("2026-{month:02}-20"));
    }
    for day in 1..=23 {
        back_up(&desk, &format!("2026-11-{day:02}"));
    }
    desk
}

#[test]
fn a_backup_made_while_the_clock_is_behind_stays_and_takes_nobodys_place() {
    let desk = a_year_of_backups();
    let before = kept(&desk);
    assert!(before.len() > 15, "{before:?}");
    let made = back_up(&desk, "2019-02-03");
    let after = kept(&desk);
    assert!(after.contains(&made), "the one that was just made is the newest, whatever the clock says: {after:?}");
    assert!(before.iter().all(|backup| after.contains(backup)), "and none went for it");
}

#[test]
fn a_backup_made_after_a_clock_that_was_far_ahead_stays() {
    let desk = a_year_of_backups();
    for month in 1..=12 {
        for day in [1, 2, 9, 16, 23, 24, 25, 26] {
            back_up(&desk, &format!("2099-{month:02}-{day:02}"));
        }
    }
    let made = back_up(&desk, "2026-11-24");
    assert!(kept(&desk).contains(&made), "what is there of the present is kept beside what came from the future");
}
