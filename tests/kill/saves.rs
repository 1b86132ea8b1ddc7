//! Killed while a person saves one record after another: each one that was acknowledged is there.

use std::io::Write;
use std::process::Command;

use provident_store::Access;

use super::{Moment, is_tidy, killed, kills, unless};
use crate::dice::{Dice, Tally};
use crate::ground::{add, provider};
use crate::shelf::{OFFICER, Shelf, opened};

/// More than are ever saved before the kill.
const SAVES: usize = 3_000;
const FOLDER: &str = "PROVIDENT_TEST_SAVES";

/// In a process of its own, when the test below starts it: saves, and says what it has saved.
#[test]
fn a_person_who_saves() {
    let Some(path) = std::env::var_os(FOLDER) else { return };
    let mut register = opened(path.as_ref(), Access::Write, OFFICER).expect("opens");
    for at in 0..SAVES {
        add(&mut register, &provider(&format!("Saved {at}")));
        writeln!(std::io::stdout(), "\nsaved {at}.").expect("said");
    }
}

#[test]
fn no_acknowledged_save_is_lost() {
    let shelf = Shelf::sealed(5);
    let mut dice = Dice::new(0x2545_f491_4f6c_dd1d);
    let mut tally = Tally::new("killed while saving");
    let mut acknowledged = 0;
    for trial in 0..kills(8) {
        let shelf = shelf.again();
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.args(["kill::saves::a_person_who_saves", "--exact", "--nocapture"]).env(FOLDER, shelf.register());
        // The log begins anew each four megabytes.
        let moment = Moment::Grown(shelf.path("one.provident-wal"), dice.below(1_500_000) + 1);
        let said = killed(command, &moment);
        let saved = said.lines().filter(|line| line.starts_with("saved ") && line.ends_with('.')).count();
        acknowledged += saved;
        tally.note(&format!("trial {trial}, {moment:?}, {saved} saved"), are_there(&shelf, saved).map(|()| "cut between two saves"));
    }
    println!("{acknowledged} saves acknowledged");
    tally.nothing_is_lost();
    assert!(acknowledged > 0, "somebody saved");
}

/// All that were acknowledged, and the one after at the most.
fn are_there(shelf: &Shelf, saved: usize) -> Result<(), String> {
    let names = shelf.looked_at(OFFICER)?;
    let missing: Vec<usize> = (0..saved).filter(|at| !names.contains(&format!("Saved {at}"))).collect();
    unless(missing.is_empty(), || format!("acknowledged and lost: {missing:?}"))?;
    unless(names.len() <= 5 + saved + 1, || format!("{} providers after {saved} saves", names.len()))?;
    is_tidy(shelf)
}
