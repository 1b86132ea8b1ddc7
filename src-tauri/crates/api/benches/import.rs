//! Import of 10,000 rows at the `api` surface: the real list again and again, with other names.
//! `cargo bench -p provident-api --bench import`

mod alone;

use std::path::{Path, PathBuf};
use std::time::Instant;

use provident_api::{App, Folders, NoDesk, Silent};
use serde_json::{Value, json};

const ROWS: usize = 10_000;

fn main() {
    if !alone::is_bench() {
        return;
    }
    if alone::is_child() {
        measure();
        alone::print_peak();
        return;
    }
    let runs: Vec<(String, f64)> = (0..3).map(|_| alone::run_alone()).collect();
    println!("\nimport of {ROWS} rows, three runs; limits: 2 s, 300 MB");
    for (said, megabytes) in runs {
        let seconds: f64 = said.lines().find_map(|line| line.strip_prefix("seconds ")).and_then(|text| text.parse().ok()).expect("seconds");
        let verdict = if seconds < 2.0 && megabytes < 300.0 { "ok" } else { "TOO MUCH" };
        println!("  {seconds:.2} s from the file to the committed transaction, peak {megabytes:.0} MB  {verdict}");
    }
}

fn measure() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let list = folder.path().join("list.csv");
    write_list(&list);
    let folders =
        Folders { config: Some(folder.path().join("config")), data: folder.path().join("data"), private: folder.path().join("opened") };
    let app = App::new(folders, Box::new(NoDesk));
    let call = |command: &str, arguments: Value| {
        app.rpc(command, arguments, &Silent).unwrap_or_else(|failure| panic!("{command}: {failure:?}")).value
    };
    let file = app.lend(folder.path().join("one.provident"));
    call("register_create", json!({ "file": file, "organisation": "Bench" }));
    let started = Instant::now();
    let reading = call("import_read", json!({ "file": app.lend(list), "sheet": null, "has_header": null }));
    let mapping: Vec<&Value> = reading["columns"].as_array().expect("columns").iter().map(|column| &column["field"]).collect();
    let done = call("import_run", json!({ "source": reading["source"], "mapping": mapping, "status": null, "decisions": [] }));
    let seconds = started.elapsed().as_secs_f64();
    assert_eq!(done["created"], ROWS);
    println!("seconds {seconds}");
}

/// The real list where it is, otherwise rows like it.
fn write_list(path: &Path) {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let folders = std::env::var_os("PROVIDENT_DATA").map(PathBuf::from).into_iter().chain([beside]);
    let real = folders.map(|folder| folder.join("providers-564.csv")).find(|path| path.is_file());
    let records: Vec<csv::StringRecord> = match real {
        Some(real) => csv::ReaderBuilder::new()
            .has_headers(false)
            .from_path(real)
            .expect("a CSV")
            .records()
            .map(|record| record.expect("a record"))
            .collect(),
        None => vec![
            csv::StringRecord::from(vec!["Name", "Legal name", "Head office address", "Website", "Certifications"]),
            csv::StringRecord::from(vec![
                "Quillworks",
                "Quillworks SAS",
                "1 Rue A, Lyon, France",
                "https://quill.example",
                "ISO/IEC 27001; SOC 2 Type 2",
            ]),
        ],
    };
    let mut out = csv::Writer::from_path(path).expect("a file");
    out.write_record(&records[0]).expect("written");
    for at in 0..ROWS {
        let mut cells: Vec<String> = records[1 + at % (records.len() - 1)].iter().map(str::to_owned).collect();
        cells[0] = format!("{} {at}", cells[0]);
        out.write_record(&cells).expect("written");
    }
    out.flush().expect("written");
}
