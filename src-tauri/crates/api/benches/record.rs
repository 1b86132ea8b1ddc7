//! Records of processing, transfers, sub-processors and due dates at the `api` surface: each screen,
//! all verdicts of a day, the record of Art. 30(1) as PDF.
//! `cargo bench -p provident-api --bench record` prints the 99th percentile of each.

mod alone;
mod ground;

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use provident_api::{App, Silent};
use provident_domain::activity::{ActivityData, ActivityDraft, ActivityRole, ActivityStatus};
use provident_domain::client::{ClientDraft, ClientGroupDraft};
use provident_domain::id::{ActivityId, ClientGroupId, ClientId, ProviderId, ServiceId, SubProcessorId, TransferId};
use provident_domain::sub_processor::SubProcessorDraft;
use provident_domain::transfer::{TransferDraft, TransferParty};
use provident_store::{Rules, StoreFault, Writing};
use serde_json::{Value, json};
use uuid::Uuid;

const PROVIDERS: usize = 4_000;
const SERVICES: usize = 10_000;
const EDGES: usize = 40_000;
/// Of these edges, in the list of one provider.
const LARGEST: usize = 400;
const LONGEST: &str = "Mail Mail 0";
const ACTIVITIES: usize = 2_000;
const CLIENTS: usize = 500;
const GROUPS: usize = 20;
const ROUNDS: usize = 300;

const SCREEN: Duration = Duration::from_millis(20);
const VERDICTS: Duration = Duration::from_millis(200);
const REPORT: Duration = Duration::from_secs(2);
const REPORT_MEMORY: f64 = 300.0;

fn main() {
    if !alone::is_bench() {
        return;
    }
    if alone::is_child() {
        print_record();
        alone::print_peak();
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let started = Instant::now();
    let app = filled(folder.path());
    println!(
        "\n{ACTIVITIES} activities, {SERVICES} services of {PROVIDERS} providers, {EDGES} sub-processors (written in {:.1} s)",
        started.elapsed().as_secs_f64()
    );
    for (name, asked) in screens(&app) {
        measure(&app, name, &asked, ROUNDS, SCREEN);
    }
    let days: Vec<(&str, Value)> = ["2026-11-24", "2028-01-01", "2032-01-01"].map(|day| ("transfer_all", json!({ "on": day }))).to_vec();
    measure(&app, "all verdicts of a day", &days, 30, VERDICTS);
    drop(app);
    let (said, megabytes) = alone::run_alone();
    let verdict = if megabytes <= REPORT_MEMORY { "ok" } else { "TOO MUCH" };
    print!("{}", said.lines().filter(|line| line.starts_with("  ")).map(|line| format!("{line}\n")).collect::<String>());
    println!("  {:<44} {megabytes:.0} MB, limit {REPORT_MEMORY} MB  {verdict}", "… its peak of memory");
}

fn measure(app: &App, name: &str, asked: &[(&str, Value)], rounds: usize, limit: Duration) {
    let mut times: Vec<Duration> = (0..rounds).map(|round| time(app, &asked[round % asked.len()])).collect();
    times.sort();
    let p99 = times[rounds * 99 / 100];
    let verdict = if p99 <= limit { "ok" } else { "TOO SLOW" };
    println!("  {name:<44} p50 {:>8.2?}  p99 {p99:>8.2?}, limit {limit:?}  {verdict}", times[rounds / 2]);
}

fn time(app: &App, (command, arguments): &(&str, Value)) -> Duration {
    let started = Instant::now();
    app.rpc(command, arguments.clone(), &Silent).unwrap_or_else(|failure| panic!("{command}: {failure:?}"));
    started.elapsed()
}

/// What each screen asks for, in the ways people ask.
fn screens(app: &App) -> Vec<(&'static str, Vec<(&'static str, Value)>)> {
    let call = |command: &str, arguments: Value| app.rpc(command, arguments, &Silent).expect("an answer").value;
    let ids =
        |rows: &Value, field: &str| -> Vec<Value> { rows["rows"].as_array().expect("rows").iter().map(|row| row[field].clone()).collect() };
    let activities = ids(&call("activity_list", json!({ "limit": 200 })), "id");
    let client = call("client_list", json!({}))["rows"][0]["id"].clone();
    let transfers = call("transfer_list", json!({ "query": { "is_open": false, "limit": 200 }, "on": null }));
    let providers = ids(&transfers, "provider");
    let named = call("provider_list", json!({ "search": LONGEST, "limit": 200 }));
    let largest = named["rows"].as_array().expect("rows").iter().find(|row| row["name"] == LONGEST).expect("the longest")["id"].clone();
    let nodes = call("sub_processor_tree", json!({ "provider": largest }))["nodes"].as_array().expect("nodes").len();
    assert_eq!(nodes, LARGEST, "the longest list is looked at");
    let each = |command: &'static str, arguments: Vec<Value>| arguments.into_iter().map(|one| (command, one)).collect::<Vec<_>>();
    let typed = |field: &str| ["m", "ma", "mai", "mail", "mail 4"].iter().map(|text| json!({ field: text })).collect::<Vec<_>>();
    vec![
        ("activities: first page, page 20", each("activity_list", vec![json!({}), json!({ "offset": 1_000 })])),
        (
            "activities: each order",
            each(
                "activity_list",
                ["name", "reference", "completeness", "next_date", "updated"].map(|sort| json!({ "sort": sort })).to_vec(),
            ),
        ),
        (
            "activities: filters",
            each(
                "activity_list",
                vec![
                    json!({ "role": "processor", "only_incomplete": true }),
                    json!({ "only_outside_eea": true, "only_special": true }),
                    json!({ "provider": providers[0] }),
                    json!({ "client": client }),
                ],
            ),
        ),
        ("activities: search as you type", each("activity_list", typed("search"))),
        ("an activity", each("activity_show", activities.iter().map(|id| json!({ "id": id })).collect())),
        ("an activity from a provider", each("activity_prefill", vec![json!({ "provider": providers[0], "service": null })])),
        ("clients", each("client_list", vec![json!({}), json!({ "search": "client 4" })])),
        ("transfers: first page, later page", each("transfer_list", vec![asked(json!({})), asked(json!({ "offset": 2_000 }))])),
        (
            "transfers: filters",
            each(
                "transfer_list",
                vec![
                    asked(json!({ "statuses": ["breach"] })),
                    asked(json!({ "grounds": ["adequacy"], "countries": ["GB"] })),
                    asked(json!({ "is_open": true })),
                ],
            ),
        ),
        ("transfers: search as you type", each("transfer_list", typed("search").into_iter().map(asked).collect())),
        ("transfers: as of another day", each("transfer_list", vec![json!({ "query": {}, "on": "2032-01-01" })])),
        ("where our data goes", each("transfer_flow", vec![json!({})])),
        ("concentration", each("concentration", vec![json!({})])),
        ("transfers of a provider", each("provider_transfers", providers.iter().map(|id| json!({ "provider": id, "on": null })).collect())),
        ("transfers of a provider, another day", each("provider_transfers", vec![json!({ "provider": largest, "on": "2032-01-01" })])),
        ("sub-processors of a provider", each("sub_processor_tree", providers.iter().map(|id| json!({ "provider": id })).collect())),
        ("sub-processors: the longest list", each("sub_processor_tree", vec![json!({ "provider": largest })])),
        ("our sub-processors", each("published_show", vec![json!({})])),
        (
            "calendar: first page, filters",
            each(
                "due_list",
                vec![
                    json!({}),
                    json!({ "offset": 2_000 }),
                    json!({ "rules": ["transfer_open"] }),
                    json!({ "from": "2027-01-01", "until": "2027-03-31" }),
                ],
            ),
        ),
        ("calendar: search as you type", each("due_list", typed("search"))),
        ("today", each("today_show", vec![json!({})])),
        ("a provider", each("provider_show", providers.iter().map(|id| json!({ "id": id })).collect())),
        ("legal lists", each("legal_show", ["eea", "adequacy", "mechanisms"].map(|list| json!({ "list": list })).to_vec())),
    ]
}

fn asked(query: Value) -> Value {
    json!({ "query": query, "on": null })
}

/// The record of Art. 30(1), as it is printed from the screen.
fn print_record() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let app = filled(folder.path());
    let file = app.lend(folder.path().join("record.pdf"));
    let request = json!({ "kind": "art30-1", "provider": null, "query": null, "on": null, "language": "en" });
    let started = Instant::now();
    app.rpc("report_issue", json!({ "request": request, "file": file }), &Silent).expect("printed");
    let took = started.elapsed();
    let verdict = if took <= REPORT { "ok" } else { "TOO SLOW" };
    println!("  {:<44} {took:.2?}, limit {REPORT:?}  {verdict}", "record of Art. 30(1) as PDF");
}

fn filled(folder: &std::path::Path) -> App {
    ground::filled_with(folder, PROVIDERS, SERVICES, |writing, rules| {
        let providers = writing.reading().provider_ids()?;
        chains(writing, rules, &providers)?;
        transfers(writing, rules, &providers)?;
        activities(writing, rules, &providers)
    })
}

fn chains(writing: &mut Writing, rules: Rules, providers: &[ProviderId]) -> Result<(), StoreFault> {
    let mut left = EDGES;
    for (at, provider) in providers.iter().enumerate() {
        let is_longest = writing.reading().provider(*provider)?.provider.name == LONGEST;
        let share = if is_longest { LARGEST } else { left / (providers.len() - at) };
        let mut above: Vec<SubProcessorId> = Vec::new();
        for of in 0..share {
            let id = SubProcessorId(Uuid::now_v7());
            let draft = SubProcessorDraft {
                name: format!("Sub-processor {of} of {at}"),
                // Three in four hang on an earlier one.
                parent: above.get(of / 3).copied().filter(|_| of % 4 > 0),
                country: Some(["US", "DE", "IN", "FR", "GB"][of % 5].into()),
                service: Some("Storage of backups".into()),
                ..SubProcessorDraft::default()
            };
            writing.save_sub_processor(id, *provider, None, &draft.check(rules.lists).expect("good"))?;
            above.push(id);
        }
        left -= share;
    }
    Ok(())
}

/// Two in three of the providers outside the area have a leg that was decided on.
fn transfers(writing: &mut Writing, rules: Rules, providers: &[ProviderId]) -> Result<(), StoreFault> {
    for (at, provider) in providers.iter().enumerate().filter(|(at, _)| at % 3 > 0) {
        let Some(country) = writing.reading().provider(*provider)?.provider.country else { continue };
        let draft = TransferDraft {
            country: Some(country.to_string()),
            mechanism: (at % 2 == 0).then(|| "scc_m2".to_owned()),
            signed_on: NaiveDate::from_ymd_opt(2023, 5, 2),
            ..TransferDraft::new(TransferParty::Us, TransferParty::Provider)
        };
        if !writing.legal().is_eea(country) {
            let checked = draft.check(rules.lists, writing.legal(), rules.today).expect("good");
            writing.save_transfer(TransferId(Uuid::now_v7()), *provider, None, &checked)?;
        }
    }
    Ok(())
}

fn activities(writing: &mut Writing, rules: Rules, providers: &[ProviderId]) -> Result<(), StoreFault> {
    let mut services: Vec<ServiceId> = Vec::new();
    for provider in providers {
        services.extend(writing.reading().services(*provider)?.into_iter().map(|held| held.id));
    }
    let departments: Vec<_> = writing.reading().departments()?.into_iter().map(|held| held.id).collect();
    let groups = groups(writing)?;
    for at in 0..ACTIVITIES {
        let role = if at.is_multiple_of(4) { ActivityRole::Processor } else { ActivityRole::Controller };
        let data = |category: &str| ActivityData {
            category: category.into(),
            subjects: vec!["customers".into()],
            retention: Some("Three years after the end of the contract".into()),
        };
        let draft = ActivityDraft {
            name: format!("Mailings of kind {at}"),
            role: Some(role),
            status: Some(ActivityStatus::Active),
            reference: Some(format!("A-{at:04}")),
            departments: vec![departments[at % departments.len()]],
            owner: Some(format!("Owner {}", at % 40)),
            purposes: vec!["Telling clients what is new and counting what is read".into()],
            data: vec![data("identity"), data("commercial"), data("usage_technical")],
            legal_bases: vec!["6_1_f".into()],
            services: (0..5).map(|of| services[(at * 5 + of) % services.len()]).collect(),
            client_groups: if role == ActivityRole::Processor { vec![groups[at % groups.len()]] } else { Vec::new() },
            processing_categories: if role == ActivityRole::Processor { vec!["Sending of mail".into()] } else { Vec::new() },
            security: Some("Encryption in transit and at rest, access by role, a review each year".into()),
            ..ActivityDraft::default()
        };
        writing.save_activity(ActivityId(Uuid::now_v7()), None, &draft.check(rules.lists).expect("good"))?;
    }
    Ok(())
}

fn groups(writing: &mut Writing) -> Result<Vec<ClientGroupId>, StoreFault> {
    let groups: Vec<ClientGroupId> = (0..GROUPS).map(|_| ClientGroupId(Uuid::now_v7())).collect();
    for (at, id) in groups.iter().enumerate() {
        let draft = ClientGroupDraft { name: format!("Contract {at}"), notice_days: Some(30), ..ClientGroupDraft::default() };
        writing.save_client_group(*id, None, &draft.check().expect("good"))?;
    }
    for at in 0..CLIENTS {
        let draft = ClientDraft { name: format!("Client {at}"), group: Some(groups[at % GROUPS]), ..ClientDraft::default() };
        writing.save_client(ClientId(Uuid::now_v7()), None, &draft.check(provident_api::assets::lists()).expect("good"))?;
    }
    Ok(groups)
}
