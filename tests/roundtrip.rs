//! A register that leaves as a file and comes back is the same register.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::ground::is_long;
use crate::program::Program;

/// What a provider says, without what belongs to this one file: ids, revisions, instants.
fn said(program: &Program) -> Vec<Value> {
    let departments = program.call("department_list", json!({}));
    let name_of = |id: &Value| {
        let found = departments.as_array().expect("a list").iter().find(|row| row["id"] == *id).expect("a department");
        found["department"]["name"].clone()
    };
    let service = |held: &Value| {
        let mut service = held["service"].clone();
        let mut names: Vec<Value> = service["departments"].as_array().expect("ids").iter().map(name_of).collect();
        names.sort_by_key(Value::to_string);
        service["departments"] = json!(names);
        service
    };
    let provider = |view: &Value| {
        let mut services: Vec<Value> = view["services"].as_array().expect("services").iter().map(service).collect();
        services.sort_by_key(Value::to_string);
        json!({ "provider": view["provider"], "services": services })
    };
    program.all().iter().map(provider).collect()
}

#[track_caller]
fn comes_back(program: &Program, file: &str) -> Program {
    let path = program.desk.path(file);
    let _ = std::fs::remove_file(&path);
    program.call("register_export", json!({ "file": program.lend(&path) }));
    let other = Program::with_register();
    let reading = other.read(&path);
    assert_eq!(reading["format"], "register", "our own export is recognised");
    let result = other.import(&path);
    assert_eq!(result["refused"], json!([]), "{result}");
    let again = other.import(&path);
    assert_eq!((&again["created"], &again["updated"]), (&json!(0), &json!(0)), "the same file twice changes nothing: {again}");
    other
}

#[test]
fn the_sample_company_leaves_as_a_workbook_and_comes_back_whole() {
    let program = Program::new();
    let register = program.desk.path("sample.provident");
    program.call("sample_create", json!({ "file": program.lend(&register) }));
    let other = comes_back(&program, "sample.xlsx");
    assert_eq!(said(&other), said(&program));
    let standing = |program: &Program| -> Vec<Value> {
        let kept = |view: &Value| {
            let groups = view["standings"].as_object().expect("groups").iter();
            groups.map(|(group, standing)| json!([group, standing["kind"], standing["by"], standing["on"]])).collect::<Vec<_>>()
        };
        program.all().iter().map(|view| json!(kept(view))).collect()
    };
    assert_eq!(standing(&other), standing(&program), "who declared and verified what, and when");
    let heads = |program: &Program| -> Vec<Value> {
        program.call("department_list", json!({})).as_array().expect("rows").iter().map(|row| row["department"].clone()).collect()
    };
    assert_eq!(heads(&other), heads(&program));
    other.is_whole();
}

#[test]
fn a_workbook_corrected_by_hand_updates_the_register_it_came_from() {
    let program = Program::new();
    let register = program.desk.path("sample.provident");
    program.call("sample_create", json!({ "file": program.lend(&register) }));
    let path = program.desk.path("sample.xlsx");
    program.call("register_export", json!({ "file": program.lend(&path) }));
    let result = program.import(&path);
    assert_eq!((&result["created"], &result["updated"]), (&json!(0), &json!(0)), "{result}");
    assert_eq!(result["unchanged"], 18);
}

#[test]
fn no_cell_of_an_export_can_start_a_formula() {
    let program = Program::with_register();
    for name in ["=1+1", "+33 1", "-dash", "@handle", "'quoted", "=HYPERLINK(\"http://x\",\"y\")"] {
        program.call("provider_save", json!({ "id": null, "revision": null, "draft": { "name": name, "notes": format!("{name} noted") } }));
    }
    let path = program.desk.path("out.csv");
    program.call("register_export", json!({ "file": program.lend(&path) }));
    let mut table = csv::Reader::from_path(&path).expect("a CSV");
    for record in table.records() {
        for cell in record.expect("a record").iter() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} would run");
        }
    }
    assert_eq!(said(&comes_back(&program, "again.csv")), said(&program));
}

fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "=SUM(A1)",
        "a|b",
        "c\\d",
        "e;f",
        "g, h",
        "\"quoted\"",
        "'single",
        "_x000D_",
        "<b>&amp;</b>",
        "Łódź",
        "Ελλάς",
        "🦊",
        "tab\tin",
        "#N/A",
        "1e5",
        "00012",
        "2026-05-25",
        "TRUE",
    ]);
    prop_oneof![odd.prop_map(str::to_owned), "[ -~À-ž]{1,40}", "[a-z]{1,8}( [a-z]{1,8}){0,4}"]
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    prop::option::of(text())
}

prop_compose! {
    fn contact()(role in prop::sample::select(vec!["general", "privacy", "dpo", "security"]), name in text(), phone in maybe(), with_email in any::<bool>()) -> Value {
        json!({ "role": role, "name": name, "phone": phone, "email": with_email.then_some("privacy@quill.example") })
    }
}

prop_compose! {
    fn draft()(
        name in "[A-Za-zÀ-ž0-9=+@'&.-]{1,30}",
        legal_name in maybe(), registration_id in maybe(), category in maybe(), address in maybe(), notes in maybe(), imported_notes in maybe(),
        aliases in prop::collection::vec(text(), 0..3),
        contacts in prop::collection::vec(contact(), 0..3),
        certifications in prop::collection::vec((text(), maybe(), any::<bool>()), 0..3),
        status in prop::sample::select(vec![json!(null), json!("in_use"), json!("ended")]),
        country in prop::sample::select(vec![json!(null), json!("FR"), json!("US")]),
        website in any::<bool>(),
    ) -> Value {
        let certifications: Vec<Value> = certifications
            .iter()
            .map(|(standard, scope, dated)| json!({ "standard": standard, "scope": scope, "valid_from": dated.then_some("2025-01-31"), "valid_until": null }))
            .collect();
        let website = website.then_some("https://quill.example/a?b=c&d=é");
        json!({
            "name": name, "legal_name": legal_name, "aliases": aliases, "registration_id": registration_id, "category": category, "status": status,
            "address": address, "country": country, "website": website, "contacts": contacts, "certifications": certifications,
            "links": [{ "kind": "dpa", "url": "https://quill.example/dpa" }],
            "unknown": if legal_name.is_none() { json!(["legal_name"]) } else { json!([]) }, "notes": notes, "imported_notes": imported_notes,
        })
    }
}

prop_compose! {
    fn service()(
        name in text(), owner in maybe(), purpose in maybe(), transfer_note in maybe(), leavers in maybe(), meaning in maybe(), notes in maybe(),
        data_fields in prop::collection::vec(text(), 0..3),
        roles in prop::collection::vec(text(), 0..3),
        their_role in prop::sample::select(vec![json!(null), json!("processor"), json!("no_personal_data")]),
        people in prop::option::of(0..5_000_u32),
        countries in prop::sample::subsequence(vec!["FR", "US", "DE", "IE"], 0..4),
        volume in prop::sample::select(vec![json!(null), json!("under_100"), json!("from_10000")]),
    ) -> Value {
        json!({
            "name": name, "owner": owner, "purpose": purpose, "transfer_note": transfer_note, "notes": notes, "data_fields": data_fields,
            "their_role": their_role, "storage_countries": countries, "access_countries": [],
            "data": [{ "category": "identity", "subjects": ["customers"], "volume": volume }],
            "staff_access": { "people": people, "roles": roles, "leavers": leavers, "sign_on": ["company_sso"], "last_review": "2026-01-31" },
            "client_impact": { "meaning": meaning, "told": null },
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if is_long() { 400 } else { 25 }, max_shrink_iters: 60, ..ProptestConfig::default() })]

    /// Import, export and import again lose nothing, whatever people have written.
    #[test]
    fn whatever_was_written_comes_back(records in prop::collection::vec((draft(), prop::collection::vec(service(), 0..3)), 1..6)) {
        let program = Program::with_register();
        for (draft, services) in &records {
            // Some drafts say nothing that can be kept, or a name again: that is refused elsewhere.
            let Ok(view) = program.attempt("provider_save", json!({ "id": null, "revision": null, "draft": draft })) else { continue };
            for service in services {
                let _ = program.attempt("service_save", json!({ "id": null, "provider": view["id"], "revision": null, "draft": service }));
            }
        }
        prop_assume!(!program.names().is_empty());
        let names: std::collections::BTreeSet<String> = program.names().iter().map(|name| provident_domain::name::NameKey::of(name).as_str().to_owned()).collect();
        prop_assume!(names.len() == program.names().len());
        prop_assert_eq!(said(&comes_back(&program, "all.xlsx")), said(&program));
        let providers = |program: &Program| -> Vec<Value> { program.all().iter().map(|view| view["provider"].clone()).collect() };
        prop_assert_eq!(providers(&comes_back(&program, "providers.csv")), providers(&program));
    }
}
