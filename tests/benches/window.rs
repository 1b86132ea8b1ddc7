//! The real window with 10,000 providers: its start, typing into the search, its memory beside
//! an empty window, and what is shipped.
//! `cargo build --release -p provident-desktop --features provident-desktop/custom-protocol`,
//! `cargo build --release -p provident-desktop --example empty`, and then
//! `cargo bench -p provident-tests --bench window`.

#[path = "../../src-tauri/crates/api/benches/ground/mod.rs"]
#[allow(dead_code)]
mod large;

#[path = "../ground.rs"]
#[allow(dead_code)]
mod ground;

#[path = "../window.rs"]
#[allow(dead_code)]
mod window;

use std::io::Write;
use std::path::Path;

use thirtyfour::prelude::*;

use crate::window::{Window, built};

const KEYS: usize = 500;
const STARTS: usize = 6;

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(measured()).expect("the window answers");
    shipped();
}

async fn measured() -> Result<(), WebDriverError> {
    let folder = tempfile::tempdir().expect("a folder");
    drop(large::filled(folder.path(), 10_000, 25_000));
    let register = folder.path().join("large.provident").to_string_lossy().into_owned();
    let mut starts = Vec::new();
    println!("\nwindow with 10000 providers and 25000 services");
    for at in 0..STARTS {
        let window = Window::of("bench", &built("provident"), std::slice::from_ref(&register)).await;
        window.reads("What changed").await?;
        let started = started(&window).await?;
        // The first start warms what the system keeps of files.
        if at > 0 {
            starts.push(started);
        }
        if at + 1 == STARTS {
            tell("from the process to a usable Today, median of five", median(&mut starts), 1_000.0, "ms");
            let full = window.memory();
            typed(&window).await?;
            let empty = Window::of("bench", &built("examples/empty"), &[]).await;
            empty.driver().title().await?;
            let bare = empty.memory();
            println!("  {:<56} {:>8.0} MB, {:.0} MB of an empty window", "memory, all processes", megabytes(full), megabytes(bare));
            tell("… more than the empty window", megabytes(full.saturating_sub(bare)), 100.0, "MB");
            empty.close().await;
        }
        window.close().await;
    }
    Ok(())
}

/// Milliseconds from the birth of the process to the frame after Today is painted.
async fn started(window: &Window) -> Result<f64, WebDriverError> {
    let script = "const done = arguments[0]; const ask = () => {
        const mark = performance.getEntriesByName('usable')[0];
        if (mark) done(performance.timeOrigin + mark.startTime); else setTimeout(ask, 10);
    }; ask();";
    let usable: f64 = window.driver().execute_async(script, Vec::new()).await?.convert()?;
    Ok(usable - window.born())
}

/// Types words letter by letter, as fast as the list answers.
async fn typed(window: &Window) -> Result<(), WebDriverError> {
    window.go("Providers").await?;
    window.reads("10,000 providers").await?;
    let script = "const [most, done] = arguments;
        const search = document.querySelector('input[type=search]');
        const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
        const answers = () => document.querySelector('[data-answers]')?.getAttribute('data-answers');
        const frame = () => new Promise((next) => requestAnimationFrame(next));
        const words = ['quill', 'harbour mail', 'nordhylla', 'pollen 99', 'marble kestrel', 'holding', 'ostrava 1', 'lumen maize'];
        const texts = [];
        for (let at = 0; texts.length < most; at++) {
            const word = words[at % words.length];
            for (let length = 1; length <= word.length && texts.length < most; length++) texts.push(word.slice(0, length));
        }
        (async () => {
            const times = [];
            for (const text of texts) {
                const begun = performance.now();
                set.call(search, text);
                search.dispatchEvent(new InputEvent('input', { bubbles: true, data: text.at(-1) }));
                while (answers() !== text) await frame();
                await frame();
                times.push(performance.now() - begun);
            }
            return times;
        })().then(done, (error) => done(String(error)));";
    let mut times: Vec<f64> = window.driver().execute_async(script, vec![KEYS.into()]).await?.convert()?;
    let middle = median(&mut times);
    println!("  {:<56} {middle:>8.1} ms", format!("from a key to the list painted, median of {}", times.len()));
    tell("… at the 99th percentile", times[times.len() * 99 / 100], 60.0, "ms");
    Ok(())
}

/// What is shipped: the first load of the screens, and the program.
fn shipped() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist/assets");
    let mut zipped = 0;
    for entry in std::fs::read_dir(&assets).unwrap_or_else(|error| panic!("{}: {error}", assets.display())) {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|ending| ending == "js" || ending == "css") {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(&std::fs::read(&path).expect("a file")).expect("zipped");
            zipped += encoder.finish().expect("zipped").len();
        }
    }
    tell("first load of the screens, gzip", zipped as f64 / 1_000.0, 250.0, "kB");
    let program = std::fs::metadata(built("provident")).expect("the program").len();
    tell("program", program as f64 / 1_000_000.0, 30.0, "MB");
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn megabytes(kilobytes: u64) -> f64 {
    kilobytes as f64 / 1_024.0
}

fn tell(what: &str, value: f64, limit: f64, unit: &str) {
    let verdict = if value <= limit { "ok" } else { "TOO MUCH" };
    println!("  {what:<56} {value:>8.1} {unit}, limit {limit} {unit}  {verdict}");
}
