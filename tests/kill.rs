//! The command line killed in the middle of its work: what was acknowledged is there, the register
//! opens with what opened it before or what opens it after, and it is whole.
//!
//! 56 kills in the usual run, 560 in the long one, at moments that the dice choose: a share of the
//! time the command usually takes, or when a file beside the register appears, grows or is replaced.

mod backup;
mod chain;
mod import;
mod keys;
mod making;
mod migrating;
mod saves;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::dice::{Dice, Tally};
use crate::ground::is_long;
use crate::shelf::Shelf;
use crate::window::built;

/// So many in the usual run.
fn kills(usual: u32) -> u32 {
    if is_long() { usual * 10 } else { usual }
}

/// When to kill.
#[derive(Clone, Debug)]
enum Moment {
    After(Duration),
    /// A file has so many bytes.
    Grown(PathBuf, u64),
    /// Another file lies at this path than at the start, or none.
    Replaced(PathBuf, Option<u64>),
}

impl Moment {
    fn has_come(&self, start: Instant) -> bool {
        match self {
            Moment::After(time) => start.elapsed() >= *time,
            Moment::Grown(path, bytes) => std::fs::metadata(path).is_ok_and(|found| found.len() >= *bytes),
            Moment::Replaced(path, first) => number(path) != *first,
        }
    }

    fn replaced(path: &Path) -> Moment {
        Moment::Replaced(path.into(), number(path))
    }
}

/// Which file it is.
fn number(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|found| found.ino())
}

/// Starts it, kills it when the moment has come, and gives what it had said.
fn killed(mut command: Command, moment: &Moment) -> String {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    while is_running(&mut child) && !moment.has_come(start) {
        std::thread::yield_now();
    }
    // One that has ended already is past killing.
    let _ = child.kill();
    let _ = child.wait();
    let mut said = String::new();
    let _ = child.stdout.take().expect("piped").read_to_string(&mut said);
    said
}

fn is_running(child: &mut Child) -> bool {
    matches!(child.try_wait(), Ok(None))
}

/// A command on a register, to be killed many times.
struct Subject<'a> {
    what: &'static str,
    shelf: &'a Shelf,
    arguments: &'a [&'a str],
    /// What it says when it is done.
    done: &'a str,
    /// Files to kill it by, and up to how many bytes; none for one that is replaced.
    files: &'a [(&'a str, Option<u64>)],
}

impl Subject<'_> {
    /// `look` is told whether it was acknowledged, and says what was lost.
    fn is_killed(&self, times: u32, look: &dyn Fn(&Shelf, bool) -> Result<(), String>) {
        let mut dice = Dice::new(0x9e37_79b9_7f4a_7c15 ^ self.what.len() as u64);
        let mut tally = Tally::new(self.what);
        let usual = self.usual();
        for trial in 0..kills(times) {
            let shelf = self.shelf.again();
            let moment = self.moment(&shelf, trial, usual, &mut dice);
            let said = killed(shelf.command(&built("provident-cli"), self.arguments), &moment);
            let is_done = said.contains(self.done);
            let found = look(&shelf, is_done).and_then(|()| is_tidy(&shelf));
            let name = format!("trial {trial}, {moment:?}, {}", if is_done { "acknowledged" } else { "cut" });
            tally.note(&name, found.map(|()| if is_done { "acknowledged" } else { "cut before it answered" }));
        }
        tally.nothing_is_lost();
        assert!(tally.of("cut before it answered") > 0, "{}: none was killed in the middle", self.what);
    }

    /// How long it takes when nobody kills it.
    fn usual(&self) -> Duration {
        let shelf = self.shelf.again();
        let start = Instant::now();
        let output = shelf.run(self.arguments);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains(self.done), "{}: {said}{}", self.what, String::from_utf8_lossy(&output.stderr));
        start.elapsed()
    }

    /// By time and by files in turn; the first before it can have answered.
    fn moment(&self, shelf: &Shelf, trial: u32, usual: Duration, dice: &mut Dice) -> Moment {
        let turn = trial as usize % (self.files.len() + 1);
        match turn.checked_sub(1).map(|at| self.files[at]) {
            None if trial == 0 => Moment::After(usual.mul_f64(dice.share() / 3.0)),
            None => Moment::After(usual.mul_f64(dice.share() * 1.5)),
            Some((name, None)) => Moment::replaced(&shelf.path(name)),
            Some((name, Some(most))) => Moment::Grown(shelf.path(name), dice.below(most) + 1),
        }
    }
}

/// After the register was opened for writing, nothing half-made lies beside it.
fn is_tidy(shelf: &Shelf) -> Result<(), String> {
    let litter = shelf.litter();
    if litter.is_empty() { Ok(()) } else { Err(format!("left behind: {litter:?}")) }
}

fn unless(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}
