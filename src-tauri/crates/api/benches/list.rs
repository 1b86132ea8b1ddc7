//! Providers list at the `api` surface: filter, sort, search as you type.
//! `cargo bench -p provident-api --bench list` prints the 99th percentile of each.

mod ground;

use std::time::{Duration, Instant};

use provident_api::{App, Silent};
use serde_json::{Value, json};

const ROUNDS: usize = 400;

fn main() {
    // `cargo test` starts benchmarks too; only `cargo bench` measures.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    for (providers, services, limit) in [(10_000, 25_000, 5), (100_000, 250_000, 20)] {
        measure(providers, services, Duration::from_millis(limit));
    }
}

fn measure(providers: usize, services: usize, limit: Duration) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let started = Instant::now();
    let app = ground::filled(folder.path(), providers, services);
    println!("\n{providers} providers, {services} services (written in {:.1} s); limit {limit:?}", started.elapsed().as_secs_f64());
    let departments = app.rpc("department_list", json!({}), &Silent).expect("departments").value;
    for (name, queries) in subjects(&departments) {
        let mut times: Vec<Duration> = (0..ROUNDS).map(|round| time(&app, &queries[round % queries.len()])).collect();
        times.sort();
        let p99 = times[ROUNDS * 99 / 100];
        let verdict = if p99 <= limit { "ok" } else { "TOO SLOW" };
        println!("  {name:<34} p50 {:>8.2?}  p99 {:>8.2?}  {verdict}", times[ROUNDS / 2], p99);
    }
}

fn time(app: &App, query: &Value) -> Duration {
    let started = Instant::now();
    app.rpc("provider_list", query.clone(), &Silent).expect("a page");
    started.elapsed()
}

fn subjects(departments: &Value) -> Vec<(&'static str, Vec<Value>)> {
    let one = departments[0]["id"].clone();
    let typed: Vec<Value> = ["m", "ma", "mai", "mail", "mail 4", "mail 42"].iter().map(|text| json!({ "search": text })).collect();
    let sorts = ["name", "completeness", "status", "country", "category", "updated"];
    vec![
        ("first page by name", vec![json!({})]),
        (
            "each order, both directions",
            sorts.iter().flat_map(|sort| [false, true].map(|down| json!({ "sort": sort, "descending": down }))).collect(),
        ),
        ("page 100", vec![json!({ "offset": 5_000 })]),
        (
            "filter by status, by completeness",
            vec![json!({ "statuses": ["in_use"], "sort": "completeness" }), json!({ "completeness_below": 50 })],
        ),
        (
            "filter by a rare country",
            vec![json!({ "countries": ["IS"] }), json!({ "countries": ["IS"], "sort": "updated", "descending": true })],
        ),
        ("filter by department and role", vec![json!({ "departments": [one], "roles": ["sub_processor"], "sort": "country" })]),
        ("search as you type", typed),
        ("search a word in every service", vec![json!({ "search": "newsletter" }), json!({ "search": "e-mail address" })]),
        ("search nothing has", vec![json!({ "search": "zzzz" })]),
        (
            "search with filters",
            vec![json!({ "search": "mail", "statuses": ["proposed"] }), json!({ "search": "ma", "countries": ["IS", "LI"] })],
        ),
        ("search in another order", vec![json!({ "search": "mail", "sort": "completeness" })]),
    ]
}
