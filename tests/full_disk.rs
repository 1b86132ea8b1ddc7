//! No room in the middle of the work: a disk that is full, or a file that may not grow. It is done, or
//! refused in one line; nothing acknowledged is lost, and nothing half-made stays.

use std::path::Path;
use std::process::{Command, Output};

use provident_store::{SCHEMA, backups};

use crate::dice::{Dice, Tally};
use crate::ground::is_long;
use crate::schemas::older;
use crate::shelf::{OFFICER, OTHER, Shelf};
use crate::window::built;

const PROVIDERS: usize = 60;
const ROWS: usize = 120;

/// Something that writes.
struct Work {
    what: &'static str,
    shelf: Shelf,
    arguments: Vec<String>,
    /// What opens it once it is done.
    after: &'static str,
    /// Providers that come in.
    added: usize,
}

fn work(what: &'static str, shelf: Shelf, arguments: &[&str]) -> Work {
    Work { what, shelf, arguments: arguments.iter().map(ToString::to_string).collect(), after: OFFICER, added: 0 }
}

/// Each thing that writes, on a register of its own.
fn all() -> Vec<Work> {
    let (one, other) = (Shelf::sealed(PROVIDERS), Shelf::open(PROVIDERS));
    let (sealed, open) = (|| one.again(), || other.again());
    let listed = |shelf: Shelf, rows| {
        shelf.list(rows, "Listed");
        shelf
    };
    let older = |schema| {
        let shelf = Shelf::bare();
        older(&shelf, schema, PROVIDERS);
        listed(shelf, 1)
    };
    let import = ["import", "one.provident", "list.csv"];
    vec![
        Work { added: ROWS, ..work("importing", listed(sealed(), ROWS), &import) },
        Work { added: 1, ..work("saving", listed(sealed(), 1), &import) },
        Work { added: 1, ..work("migrating", older(1), &import) },
        Work { added: 1, ..work("migrating a little", older(SCHEMA - 1), &import) },
        work("re-keying", sealed(), &["key", "revoke", "one.provident", "Bruno Diaz"]),
        Work { after: OTHER, ..work("changing a passphrase", sealed(), &["key", "change", "one.provident"]) },
        work("backing up", sealed(), &["backup", "one.provident"]),
        work("sealing", open(), &["seal", "one.provident", "--name", "Anna Keller"]),
        work("opening to all", sealed(), &["unseal", "one.provident"]),
        restoring(sealed()),
        restoring(open()),
    ]
}

fn restoring(shelf: Shelf) -> Work {
    assert!(shelf.run(&["backup", "one.provident"]).status.success());
    let backup = backups(&shelf.register()).remove(0).path;
    let name = backup.file_name().expect("a name").to_string_lossy().into_owned();
    work("restoring", shelf, &["restore", "one.provident", &format!("one.provident-backups/{name}")])
}

impl Work {
    /// Done or refused, and what is there afterwards.
    fn outcome(&self, output: &Output, shelf: &Shelf) -> Result<&'static str, String> {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_done = match output.status.code() {
            Some(0) => true,
            Some(1) if said.trim_end().lines().count() == 1 && said.contains("provident-cli: ") => false,
            _ => return Err(format!("{:?} {said}", output.status)),
        };
        let names = shelf.looked_at(if is_done { self.after } else { OFFICER }).map_err(|why| format!("{why} ({said})"))?;
        let expected = PROVIDERS + if is_done { self.added } else { 0 };
        if names.len() != expected {
            return Err(format!("{} of {expected} providers ({said})", names.len()));
        }
        shelf.backups_open(OFFICER)?;
        let litter = shelf.litter();
        if !litter.is_empty() {
            return Err(format!("left behind: {litter:?} ({said})"));
        }
        Ok(if is_done { "done" } else { "refused" })
    }

    fn bytes(&self) -> u64 {
        size(&self.shelf.path(""))
    }
}

/// In whole pages, as a disk in memory counts.
fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| if path.is_dir() { size(&path) } else { std::fs::metadata(&path).expect("a file").len().div_ceil(4_096) * 4_096 })
        .sum()
}

/// A disk of so many bytes that only this command sees; what is on it afterwards is brought back.
fn on_a_disk_of(bytes: u64, work: &Work) -> (Output, Shelf) {
    let (disk, back) = (Shelf::bare(), Shelf::bare());
    let script = "mount -t tmpfs -o size=$1 none \"$0\" && cp -a \"$2\"/. \"$0\" && cd \"$0\" || exit 90
                  back=$3; shift 3; \"$@\"; code=$?; cp -a . \"$back\" || exit 91; exit $code";
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", script]).arg(disk.path("")).arg(bytes.to_string());
    command.args([work.shelf.path(""), back.path(""), built("provident-cli")]).args(&work.arguments);
    let output = with_passphrases(&mut command).output().expect("unshare (Debian package util-linux) runs");
    (output, back)
}

/// No file may be larger than so many bytes.
fn with_files_of(bytes: u64, work: &Work) -> (Output, Shelf) {
    let shelf = work.shelf.again();
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", &(bytes / 512).to_string()]).arg(built("provident-cli"));
    command.args(&work.arguments).current_dir(shelf.path(""));
    let output = with_passphrases(&mut command).output().expect("the command line runs");
    (output, shelf)
}

fn with_passphrases(command: &mut Command) -> &mut Command {
    command.env("PROVIDENT_PASSPHRASE", OFFICER).env("PROVIDENT_NEW_PASSPHRASE", OTHER).env("PROVIDENT_NAME", "Anna Keller")
}

/// `room` gives the bytes there are, of what the register has and of chance.
fn nothing_is_lost(what: &'static str, room: fn(u64, f64) -> u64, run: fn(u64, &Work) -> (Output, Shelf)) {
    let (mut dice, mut tally) = (Dice::new(0x0da3_e39c_b94b_95bd), Tally::new(what));
    for work in all() {
        for _ in 0..if is_long() { 12 } else { 2 } {
            let bytes = room(work.bytes(), dice.share());
            let (output, shelf) = run(bytes, &work);
            tally.note(&format!("{} with {bytes} bytes", work.what), work.outcome(&output, &shelf));
        }
    }
    tally.nothing_is_lost();
    assert!(tally.of("refused") > 5 && tally.of("done") > 0, "some had room, and some had none");
}

#[test]
fn a_full_disk_costs_nothing_that_was_acknowledged() {
    nothing_is_lost("a full disk", |held, share| held + (held as f64 * share * 3.0) as u64, on_a_disk_of);
}

#[test]
fn a_file_that_may_not_grow_costs_nothing_that_was_acknowledged() {
    nothing_is_lost("a limit to the size of files", |held, share| (held as f64 * share * 1.3) as u64, with_files_of);
}
