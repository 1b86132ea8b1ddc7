//! The command line killed in the middle of writes: every acknowledged write is there, and
//! the history is whole.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::cli::{cli, says, succeeds};
use crate::ground::{Desk, is_long};
use crate::window::built;

/// Providers of one import.
const ROWS: usize = 60;

#[test]
fn no_acknowledged_write_is_lost_to_a_kill() {
    let kills = if is_long() { 300 } else { 12 };
    let desk = Desk::new();
    let register = desk.path("one.provident");
    let path = register.to_str().expect("UTF-8").to_owned();
    succeeds(&["init", &path, "--organisation", "Lumeria SAS", "--plain"]);
    let (mut acknowledged, mut cut) = (Vec::new(), 0);
    for round in 0..kills {
        let list = desk.path("list.csv");
        let rows: String = (0..ROWS).map(|row| format!("Round {round} provider {row},\"1 Rue A, Lyon, France\"\n")).collect();
        std::fs::write(&list, format!("Name,Address\n{rows}")).expect("written");
        // From "nothing written yet" to "all of it": the log grows while the import commits.
        let share = (round * 7 % kills) as u64;
        let is_done = import_and_kill(&register, &list, share * 600_000 / kills as u64);
        if is_done {
            acknowledged.push(round);
        } else {
            cut += 1;
        }
        let check = cli(&["check", &path]);
        assert_eq!(check.status.code(), Some(0), "round {round}: {}", String::from_utf8_lossy(&check.stdout));
    }
    let held = says(&["list", &path, "--json"]);
    let names: Vec<&str> = held.as_array().expect("rows").iter().filter_map(|row| row["name"].as_str()).collect();
    for round in 0..kills {
        let found = names.iter().filter(|name| name.starts_with(&format!("Round {round} provider "))).count();
        assert!(found == 0 || found == ROWS, "round {round}: {found} of {ROWS} rows: half an import");
        assert!(found == ROWS || !acknowledged.contains(&round), "round {round} was acknowledged and is lost");
    }
    println!("{kills} imports, {cut} killed before they answered, {} acknowledged", acknowledged.len());
    assert!(cut > 0, "no import was killed in the middle");
}

/// Kills once the write-ahead log has this many bytes; true when the import had answered.
fn import_and_kill(register: &Path, list: &Path, bytes: u64) -> bool {
    let child = Command::new(built("provident-cli"))
        .args(["import".as_ref(), register.as_os_str(), list.as_os_str(), "--json".as_ref()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = child.expect("the command line runs");
    let mut log = register.as_os_str().to_owned();
    log.push("-wal");
    while is_running(&mut child) {
        if std::fs::metadata(&log).is_ok_and(|found| found.len() >= bytes) {
            break;
        }
        std::thread::yield_now();
    }
    let _ = child.kill();
    let _ = child.wait();
    let mut said = String::new();
    let _ = child.stdout.take().expect("piped").read_to_string(&mut said);
    serde_json::from_str::<Value>(&said).is_ok_and(|answer| answer["created"] == ROWS)
}

fn is_running(child: &mut Child) -> bool {
    matches!(child.try_wait(), Ok(None))
}
