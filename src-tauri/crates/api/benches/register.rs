//! The provider register of 10,000 providers as PDF, against Typst on the same table in the
//! same run. `cargo bench -p provident-api --bench register` (Typst: `pip install typst`).

mod alone;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use provident_api::assets::lists;
use provident_domain::lists::Language;
use provident_domain::organisation::OrganisationDraft;
use provident_domain::provider::ProviderStatus;
use provident_domain::service::ProviderRole;
use provident_report::document::Block;
use provident_report::kinds::facts::{Issue, RegisterLine};
use provident_report::kinds::register::provider_register;
use provident_report::{Document, render};

const PROVIDERS: usize = 10_000;

fn main() {
    if !alone::is_bench() {
        return;
    }
    if alone::is_child() {
        ours();
        alone::print_peak();
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    println!("\nprovider register of {PROVIDERS} providers, five columns, 8 pt, landscape");
    let runs: Vec<(Measured, f64)> = (0..3)
        .map(|_| {
            let (said, megabytes) = alone::run_alone();
            (Measured::read(&said), megabytes)
        })
        .collect();
    for (ours, megabytes) in &runs {
        println!("  Provident  {ours}, peak {megabytes:.0} MB");
    }
    let best = runs.iter().map(|(ours, _)| ours.rate()).fold(0.0, f64::max);
    match typst(folder.path()) {
        Some(typst) => {
            println!("  Typst      {typst}");
            println!("  pages per second: {:.1} times Typst; the aim is 5, the limit 3", best / typst.rate());
        }
        None => println!("  Typst is not installed here (pip install typst): no ratio"),
    }
}

struct Measured {
    pages: f64,
    seconds: f64,
    megabytes: f64,
}

impl Measured {
    /// `measured PAGES SECONDS MEGABYTES`
    fn read(said: &str) -> Measured {
        let line = said.lines().find_map(|line| line.strip_prefix("measured ")).expect("a measurement");
        let numbers: Vec<f64> = line.split_whitespace().filter_map(|text| text.parse().ok()).collect();
        Measured { pages: numbers[0], seconds: numbers[1], megabytes: numbers[2] }
    }

    fn rate(&self) -> f64 {
        self.pages / self.seconds
    }
}

impl std::fmt::Display for Measured {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} pages in {:.2} s ({:.0} pages/s), {:.1} MB", self.pages, self.seconds, self.rate(), self.megabytes)
    }
}

fn ours() {
    let document = document();
    let started = Instant::now();
    let pdf = render(&document).expect("a report");
    println!("measured {} {} {}", pdf.pages, started.elapsed().as_secs_f64(), pdf.bytes.len() as f64 / 1e6);
}

fn document() -> Document {
    let organisation = OrganisationDraft { name: "Lumeria SAS".into(), ..Default::default() }.check(lists()).expect("good");
    let today = "2026-11-23".parse().expect("a day");
    let issue =
        Issue { organisation: &organisation, language: Language::En, lists: lists(), issued_on: today, as_of: today, history_head: None };
    provider_register(&(0..PROVIDERS).map(line).collect::<Vec<_>>(), &[], false, &issue)
}

fn line(at: usize) -> RegisterLine {
    let stems = ["Mail", "Harbour", "Quill", "Pollen", "Kestrel", "Nordhylla", "Ostrava", "Lumen", "Maize", "Marble"];
    let departments = ["Marketing", "Customer care", "Engineering", "Finance", "People", "Sales", "Legal"];
    let countries = ["FR", "US", "DE", "IE", "NL", "CZ", "GB"];
    RegisterLine {
        name: format!("{} {} {at}", stems[at % 10], stems[(at / 7) % 10]),
        legal_name: (!at.is_multiple_of(3)).then(|| format!("{} Holding {at} SAS", stems[(at / 3) % 10])),
        status: Some(ProviderStatus::InUse),
        country: countries[at % 7].parse().ok(),
        roles: vec![[ProviderRole::Processor, ProviderRole::SubProcessor, ProviderRole::IndependentController][at % 3]],
        departments: (0..1 + at % 3).map(|of| departments[(at + of) % 7].to_owned()).collect(),
        countries: (0..1 + at % 2).filter_map(|of| countries[(at + of) % 7].parse().ok()).collect(),
        services: 1 + (at % 3) as u32,
        completeness: (at % 101) as u8,
        unverified: (at % 9) as u32,
        stale: 0,
        is_special: at.is_multiple_of(11),
        is_outside_eea: at % 7 == 1,
    }
}

/// The same table, heads and widths, in Typst's words.
fn typst(folder: &Path) -> Option<Measured> {
    let document = document();
    let (heads, widths, rows) = document.body.iter().find_map(|block| match block {
        Block::Table { heads, widths, rows, .. } => Some((heads, widths, rows)),
        _ => None,
    })?;
    let quoted = |text: &str| format!("[#\"{}\"]", text.replace('\\', "\\\\").replace('"', "\\\""));
    let mut source = String::from(
        "#set document(title: \"Provider register\")\n#set page(paper: \"a4\", flipped: true, margin: 15mm, header: [Lumeria SAS], footer: context [Page #counter(page).display(\"1 of 1\", both: true)])\n#set text(font: \"IBM Plex Sans\", size: 8pt)\n",
    );
    let columns: Vec<String> = widths.iter().map(|width| format!("{width}fr")).collect();
    let head: Vec<String> = heads.iter().map(|head| quoted(head)).collect();
    source.push_str(&format!("#table(columns: ({}), stroke: none, table.header({}),\n", columns.join(", "), head.join(", ")));
    for row in rows {
        let cells = row.iter().map(|cell| quoted(&cell.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" ")));
        source.push_str(&format!("{},\n", cells.collect::<Vec<_>>().join(", ")));
    }
    source.push_str(")\n");
    let (input, output) = (folder.join("register.typ"), folder.join("register.pdf"));
    std::fs::write(&input, source).ok()?;
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/fonts");
    let script = "import sys, time, typst\nstart = time.time()\ntypst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])\nprint(time.time() - start)";
    let run = Command::new("python3").args(["-c", script]).arg(&input).arg(&output).arg(&fonts).output().ok()?;
    if !run.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&run.stderr));
        return None;
    }
    let seconds = String::from_utf8_lossy(&run.stdout).trim().parse().ok()?;
    let bytes = std::fs::read(&output).ok()?;
    let said = Command::new("pdfinfo").arg(&output).output().ok()?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let pages = said.lines().find_map(|line| line.strip_prefix("Pages:"))?.trim().parse().ok()?;
    Some(Measured { pages, seconds, megabytes: bytes.len() as f64 / 1e6 })
}
