//! A sealed register beside an open one with the same content, in one run; opening it; and the backup of a
//! large one while the program goes on answering. `cargo bench -p provident-api --bench sealed`

mod ground;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use provident_api::{App, Progress, Silent};
use serde_json::{Value, json};

const PROVIDERS: usize = 10_000;
const SERVICES: usize = 25_000;
const ROUNDS: usize = 60;
/// Turns before those that count: what is read stands in memory, as it does after a minute of work.
const WARM: usize = 10;
/// Bytes of one piece of evidence, and how many make a gigabyte.
const PIECE: usize = 25_000_000;
const PIECES: usize = 40;

fn main() {
    // `cargo test` starts benchmarks too; only `cargo bench` measures.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (plain, sealed) = (folder.path().join("plain"), folder.path().join("sealed"));
    for place in [&plain, &sealed] {
        std::fs::create_dir(place).expect("a folder");
    }
    let (plain_app, sealed_app) = (ground::filled(&plain, PROVIDERS, SERVICES), ground::filled(&sealed, PROVIDERS, SERVICES));
    let founder = json!({ "name": "Bench", "passphrase": ground::PASSPHRASE });
    call(&sealed_app, "register_seal", json!({ "founder": founder, "remove_open_backups": true }));
    println!("\n{PROVIDERS} providers, {SERVICES} services, sealed against plain in one run");
    let both = Both { plain: &plain_app, sealed: &sealed_app };
    both.reads();
    both.saves();
    imports(folder.path());
    opening(&sealed_app, &sealed);
    backup(&sealed_app, folder.path());
}

fn call(app: &App, command: &str, arguments: Value) -> Value {
    app.rpc(command, arguments, &Silent).unwrap_or_else(|failure| panic!("{command}: {failure:?}")).value
}

/// Of a turn.
type Arguments = fn(usize) -> Value;

struct Both<'a> {
    plain: &'a App,
    sealed: &'a App,
}

impl Both<'_> {
    /// Medians of both, turn by turn, so that whatever else the machine does falls on both alike.
    fn compared(&self, mut work: impl FnMut(&App, usize)) -> (Duration, Duration) {
        let (mut plain, mut sealed) = (Vec::new(), Vec::new());
        (0..WARM).for_each(|round| [self.plain, self.sealed].into_iter().for_each(|app| work(app, round)));
        for round in 0..ROUNDS {
            for (app, times) in [(self.plain, &mut plain), (self.sealed, &mut sealed)] {
                let started = Instant::now();
                work(app, round);
                times.push(started.elapsed());
            }
        }
        plain.sort();
        sealed.sort();
        (plain[ROUNDS / 2], sealed[ROUNDS / 2])
    }

    fn reads(&self) {
        let one = call(self.plain, "provider_list", json!({ "search": "mail 42" }))["rows"][0]["name"].clone();
        let reads: [(&str, &str, Arguments); 6] = [
            ("list, a page", "provider_list", |round| json!({ "offset": (round % 10) * 50, "limit": 50 })),
            ("list, filtered and sorted", "provider_list", |_| json!({ "statuses": ["in_use"], "sort": "completeness" })),
            ("search as you type", "provider_list", |round| json!({ "search": &"mail 4"[..=round % 6] })),
            ("find anything", "find", |_| json!({ "text": "newsl" })),
            ("Today", "today_show", |_| json!({})),
            (
                "report, its document",
                "report_text",
                |_| json!({ "kind": "provider-register", "provider": null, "query": { "search": "mail 4" }, "on": null, "language": "en" }),
            ),
        ];
        let (mut all_plain, mut all_sealed) = (Duration::ZERO, Duration::ZERO);
        for (name, command, arguments) in reads {
            let (plain, sealed) = self.compared(|app, round| drop(call(app, command, arguments(round))));
            told(name, plain, sealed, 1.3);
            all_plain += plain;
            all_sealed += sealed;
        }
        let shown = |app: &App| {
            let found = call(app, "provider_find", json!({ "text": one }));
            call(app, "provider_show", json!({ "id": found[0]["id"] }));
        };
        let (plain, sealed) = self.compared(|app, _| shown(app));
        told("one provider", plain, sealed, 1.3);
        told("all warm reads", all_plain + plain, all_sealed + sealed, 1.3);
    }

    fn saves(&self) {
        let (plain, sealed) = self.compared(|app, round| {
            let draft = json!({ "name": format!("Saved {round}"), "country": "FR", "notes": "A note of some length. ".repeat(20) });
            call(app, "provider_save", json!({ "id": null, "revision": null, "draft": draft }));
        });
        told("a save", plain, sealed, 1.5);
    }
}

fn told(name: &str, plain: Duration, sealed: Duration, most: f64) {
    let ratio = sealed.as_secs_f64() / plain.as_secs_f64();
    println!("  {name:<28} plain {plain:>9.2?}  sealed {sealed:>9.2?}  {ratio:.2} × (limit {most})  {}", verdict(ratio <= most));
}

fn verdict(is_within: bool) -> &'static str {
    if is_within { "ok" } else { "TOO SLOW" }
}

/// A list of 10,000 names into new registers, three times each.
fn imports(folder: &Path) {
    let list = folder.join("list.csv");
    let rows: String =
        (0..10_000).map(|row| format!("Vendor {row},\"{row} Rue A, Lyon, France\",https://vendor-{row}.example\n")).collect();
    std::fs::write(&list, format!("Name,Address,Website\n{rows}")).expect("written");
    let mut best = [Duration::MAX; 2];
    for round in 0..3 {
        for (at, is_sealed) in [false, true].into_iter().enumerate() {
            let place = folder.join(format!("import-{round}-{is_sealed}"));
            best[at] = best[at].min(import(&place, &list, is_sealed));
        }
    }
    told("import of 10,000 rows", best[0], best[1], 3.0);
}

fn import(place: &Path, list: &Path, is_sealed: bool) -> Duration {
    let app = ground::app(place);
    let founder = if is_sealed { json!({ "name": "Bench", "passphrase": ground::PASSPHRASE }) } else { Value::Null };
    let file = app.lend(place.join("one.provident"));
    call(&app, "register_create", json!({ "file": file, "organisation": "Bench", "founder": founder }));
    let reading = call(&app, "import_read", json!({ "file": app.lend(list.to_owned()), "sheet": null, "has_header": null }));
    let mapping: Vec<&Value> = reading["columns"].as_array().expect("columns").iter().map(|column| &column["field"]).collect();
    let started = Instant::now();
    call(&app, "import_run", json!({ "source": reading["source"], "mapping": mapping, "status": null, "decisions": [] }));
    started.elapsed()
}

/// From the passphrase to an open register, key derivation included.
fn opening(app: &App, folder: &Path) {
    let mut times: Vec<Duration> = (0..7)
        .map(|_| {
            call(app, "register_close", json!({}));
            let file = app.lend(folder.join("large.provident"));
            let started = Instant::now();
            call(app, "register_open", json!({ "file": file, "read_only": false, "passphrase": ground::PASSPHRASE }));
            started.elapsed()
        })
        .collect();
    times.sort();
    let slowest = times[times.len() - 1];
    println!(
        "  opening, sealed              middle {:.2?}, slowest {slowest:.2?} (limit 1.5 s)  {}",
        times[3],
        verdict(slowest.as_secs_f64() < 1.5)
    );
}

/// When the last page was copied; what follows is the check.
struct Copied {
    started: Instant,
    at: Mutex<Option<Duration>>,
}

impl Progress for Copied {
    fn report(&self, done: u64, of: u64) {
        if done == of {
            self.at.lock().expect("not poisoned").get_or_insert(self.started.elapsed());
        }
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

fn backup(app: &App, folder: &Path) {
    let file = folder.join("proof.bin");
    let mut noise = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..PIECES {
        let mut content = Vec::with_capacity(PIECE + 8);
        while content.len() < PIECE {
            noise ^= noise << 13;
            noise ^= noise >> 7;
            noise ^= noise << 17;
            content.extend(noise.to_le_bytes());
        }
        std::fs::write(&file, content).expect("written");
        let draft = json!({ "provider": null, "title": "Proof", "kind": "other", "dated": null });
        call(app, "evidence_add", json!({ "file": app.lend(file.clone()), "draft": draft }));
    }
    let to = app.lend(folder.join("backup.provident"));
    let copied = Copied { started: Instant::now(), at: Mutex::new(None) };
    let is_done = AtomicBool::new(false);
    let (made, whole, mut answers) = std::thread::scope(|scope| {
        let answering = scope.spawn(|| {
            let mut answers = Vec::new();
            while !is_done.load(Ordering::Relaxed) {
                let started = Instant::now();
                call(app, "provider_list", json!({ "search": "mail", "sort": "completeness" }));
                call(app, "today_show", json!({}));
                answers.push(started.elapsed());
            }
            answers
        });
        let made = app.rpc("backup_make", json!({ "file": to }), &copied).expect("backed up").value;
        let whole = copied.started.elapsed();
        is_done.store(true, Ordering::Relaxed);
        (made, whole, answering.join().expect("answered"))
    });
    answers.sort();
    let (copying, slowest) = (copied.at.lock().expect("not poisoned").expect("copied"), answers[answers.len() - 1]);
    let gigabytes = made["size"].as_u64().unwrap_or_default() as f64 / 1e9;
    println!(
        "  backup of {gigabytes:.2} GB           {copying:.1?}, with its check {whole:.1?} (limit 20 s without)  {}",
        verdict(copying.as_secs() < 20)
    );
    println!(
        "  meanwhile, list and Today    {} answers, middle {:.2?}, slowest {slowest:.2?} (limit 100 ms)  {}",
        answers.len(),
        answers[answers.len() / 2],
        verdict(slowest.as_millis() < 100)
    );
}
