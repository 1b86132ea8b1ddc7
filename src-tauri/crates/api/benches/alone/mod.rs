//! One measurement in a process of its own, so that its peak of memory is its own.

use std::process::Command;

/// `cargo test` builds and starts benchmarks too; only `cargo bench` measures.
pub fn is_bench() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// Whether this process is the one that measures.
pub fn is_child() -> bool {
    std::env::args().any(|argument| argument == "--alone")
}

/// Runs this benchmark again, alone; gives what it prints and its peak of memory in MB.
pub fn run_alone() -> (String, f64) {
    let program = std::env::current_exe().expect("this program has a file");
    let output = Command::new(program).args(["--bench", "--alone"]).output().expect("runs again");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let peak = said.lines().find_map(|line| line.strip_prefix("peak "));
    let megabytes = peak.and_then(|text| text.parse().ok()).expect("a peak of memory");
    (said, megabytes)
}

/// The last line that the measuring process prints.
pub fn print_peak() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: f64 = line.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0.0);
    println!("peak {:.0}", kilobytes / 1024.0);
}
