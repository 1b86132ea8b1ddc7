//! Lists into the register: what is created, merged, offered, refused, kept; and reconciling.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use provident_api::{Failure, Progress, Refusal};
use serde_json::{Value, json};

use crate::ground::real_file;
use crate::program::{Program, plan_of};

#[test]
fn the_same_file_twice_changes_nothing() {
    let Some(list) = real_file("providers-564.csv") else { return };
    let program = Program::with_register();
    let first = program.import(&list);
    assert_eq!(first["created"], 564);
    assert_eq!(first["refused"], json!([]));
    let before = program.call("register_check", json!({}));
    let again = program.import(&list);
    assert_eq!((&again["created"], &again["updated"], &again["unchanged"]), (&json!(0), &json!(0), &json!(564)));
    let after = program.call("register_check", json!({}));
    assert_eq!(after, before, "not even a line of history");
    program.is_whole();
}

#[test]
fn the_real_list_keeps_every_value_somewhere() {
    let Some(list) = real_file("providers-564.csv") else { return };
    let program = Program::with_register();
    program.import(&list);
    let providers: std::collections::HashMap<String, String> = program
        .all()
        .iter()
        .map(|view| (view["provider"]["name"].as_str().expect("a name").to_owned(), view["provider"].to_string()))
        .collect();
    let mut table = csv::Reader::from_path(list).expect("a CSV");
    let (mut cells, mut addresses) = (0, 0);
    for record in table.records() {
        let record = record.expect("a record");
        let held = &providers[record[0].trim()];
        // The address and the links; categories and certifications become ids.
        for cell in record.iter().skip(3).take(7).map(str::trim).filter(|cell| !cell.is_empty()) {
            let text = serde_json::to_string(&cell.split_whitespace().collect::<Vec<_>>().join(" ")).expect("JSON");
            let bare = text.trim_matches('"').trim_start_matches("https://").trim_start_matches("http://");
            assert!(held.to_lowercase().contains(&bare.to_lowercase()), "{cell:?} is lost\n{held}");
            cells += 1;
        }
        addresses += u32::from(held.contains("\"country\":\""));
    }
    println!("{cells} cells found again; {addresses} of 564 providers have a country");
    assert!(addresses >= 450, "{addresses} providers have a country");
}

#[test]
fn only_the_same_name_is_merged_and_the_rest_is_offered() {
    let program = Program::with_register();
    program.import(
        &program.file("a.csv", "Name,Legal name,Website\nAmazon Web Services,\"Amazon Web Services, Inc.\",https://aws.amazon.com\n"),
    );
    let list = program.file(
        "b.csv",
        "Name,Legal name,Website\namazon  web SERVICES,,\nAWS,,\nCloud Things,\"Amazon Web Services, Inc.\",\nElastic,,http://www.aws.amazon.com/ec2\nUnrelated,,\n",
    );
    let preview = program.call("import_preview", program.plan(&list));
    let outcomes: Vec<(&str, &str)> = preview["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row["name"].as_str().expect("a name"), row["outcome"]["kind"].as_str().expect("a kind")))
        .collect();
    let expected = [
        ("AWS", "possible"),
        ("Cloud Things", "possible"),
        ("Elastic", "possible"),
        ("amazon web SERVICES", "unchanged"),
        ("Unrelated", "create"),
    ];
    assert_eq!(outcomes, expected, "doubtful rows first, then in the order of the file");
    let reasons: Vec<&str> = preview["rows"].as_array().expect("rows")[..3]
        .iter()
        .filter_map(|row| row["outcome"]["candidates"][0]["reason"].as_str())
        .collect();
    assert_eq!(reasons, ["alias", "legal_name", "domain"]);
    let result = program.call("import_run", program.plan(&list));
    assert_eq!(result["created"], 4);
    let like: Vec<&str> = result["possible_duplicates"].as_array().expect("a list").iter().filter_map(|row| row["name"].as_str()).collect();
    assert_eq!(like, ["AWS", "Cloud Things", "Elastic"], "each is named");
}

#[test]
fn a_person_decides_and_the_same_list_then_changes_nothing() {
    let program = Program::with_register();
    program.import(&program.file("a.csv", "Name\nAmazon Web Services\n"));
    let aws = program.one("Amazon Web Services")["id"].clone();
    let list = program.file("b.csv", "Name,Address,Cost centre\nAWS,\"1 Rue A, Lyon, France\",4711\nAmazon.com,,\n");
    let mut plan = program.plan(&list);
    plan["decisions"] = json!([
        { "row": 2, "decision": { "kind": "merge", "into": aws } },
        { "row": 3, "decision": { "kind": "skip" } },
    ]);
    let result = program.call("import_run", plan);
    assert_eq!((&result["updated"], &result["skipped"], &result["created"]), (&json!(1), &json!(1), &json!(0)));
    let view = program.one("Amazon Web Services");
    assert_eq!(view["provider"]["aliases"], json!(["AWS"]), "the other name is kept");
    assert_eq!(view["provider"]["country"], "FR", "read out of the address");
    assert_eq!(view["provider"]["imported_notes"], "Cost centre: 4711", "no field takes it, and it is there");
    let again = program.call("import_preview", program.plan(&list));
    assert_eq!(again["rows"][0]["name"], "AWS");
    assert_eq!(again["counts"]["unchanged"], 1, "{again}");
}

#[test]
fn rows_of_one_list_that_look_alike_are_named_and_can_be_merged() {
    let program = Program::with_register();
    let list = program.file("a.csv", "Name,Legal name\nMailwright,Mailwright SAS\nMailwright France,Mailwright SAS\n");
    let preview = program.call("import_preview", program.plan(&list));
    let candidate = preview["rows"][0]["outcome"]["candidates"][0].clone();
    assert_eq!(candidate["name"], "Mailwright");
    let mut plan = program.plan(&list);
    // A new reading has new ids.
    let fresh = program.call("import_preview", plan.clone());
    plan["decisions"] = json!([{ "row": 3, "decision": { "kind": "merge", "into": fresh["rows"][0]["outcome"]["candidates"][0]["id"] } }]);
    let result = program.call("import_run", plan);
    assert_eq!((&result["created"], &result["updated"]), (&json!(1), &json!(1)));
    assert_eq!(program.names(), ["Mailwright"]);
    assert_eq!(program.one("Mailwright")["provider"]["aliases"], json!(["Mailwright France"]));
}

#[test]
fn several_rows_of_a_provider_are_its_services() {
    let program = Program::with_register();
    let list = program.file(
        "a.csv",
        "Fournisseur;Service;Département;Catégories de données;Pays de stockage;Personnes concernées\n\
         Quillworks;Lettre;Marketing;Identité;France;Clients\n\
         Quillworks;Archive;Marketing\u{a0}; ;Allemagne, Atlantis;\n",
    );
    let reading = program.read(&list);
    assert_eq!(reading["how_read"], "CSV · UTF-8 · “;”");
    let result = program.call("import_run", plan_of(&reading));
    assert_eq!(result["created"], 1, "{result}");
    let view = program.one("Quillworks");
    let names: Vec<&Value> = view["services"].as_array().expect("services").iter().map(|held| &held["service"]["name"]).collect();
    assert_eq!(names, ["Archive", "Lettre"]);
    let departments = program.call("department_list", json!({}));
    assert_eq!(departments.as_array().expect("a list").len(), 1, "one department, made once: {departments}");
    assert!(view["provider"]["imported_notes"].to_string().contains("Atlantis"), "what no country is stays as a note: {view}");
}

#[test]
fn a_correction_in_the_list_updates_and_a_blank_erases_nothing() {
    let program = Program::with_register();
    program.import(&program.file("a.csv", "Name,Address,Website\nQuillworks,\"1 Rue A, Lyon, France\",https://quill.example\n"));
    let list = program.file("b.csv", "Name,Address,Website\nQUILLWORKS,\"2 Main St, Dublin, Ireland\",\n");
    let preview = program.call("import_preview", program.plan(&list));
    assert_eq!(preview["rows"][0]["outcome"]["changes"], json!(["address"]), "a country read from an address changes no chosen one");
    program.import(&list);
    let view = program.one("Quillworks");
    assert_eq!(view["provider"]["website"], "https://quill.example");
    assert_eq!(view["provider"]["address"], "2 Main St, Dublin, Ireland");
}

#[test]
fn refused_rows_are_named_and_saved_with_their_reason() {
    let program = Program::with_register();
    let long = "x".repeat(201);
    let list = program.file(
        "a.csv",
        format!("Name,Website\nQuillworks,n/a\n,https://nameless.example\n{long},\n=cmd|' /C calc'!A0,javascript:alert(1)\n"),
    );
    let result = program.import(&list);
    assert_eq!(result["created"], 2, "{result}");
    let refused: Vec<(i64, &str)> = result["refused"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| (row["row"].as_i64().expect("a row"), row["reason"].as_str().expect("a reason")))
        .collect();
    assert_eq!(refused, [(3, "there is no name"), (4, "the name has 201 characters, more than the 200 allowed")]);
    assert_eq!(program.one("Quillworks")["provider"]["imported_notes"], "Website: n/a", "a value no field takes is kept");
    assert_eq!(program.one("=cmd|' /C calc'!A0")["provider"]["website"], Value::Null, "a script is no web address");
    let out = program.desk.path("refused.csv");
    let said = |row: &Value| json!({ "row": row["row"], "name": row["name"], "reason": row["reason"] });
    let rows: Vec<Value> = result["refused"].as_array().expect("a list").iter().map(said).collect();
    let source = program.plan(&list)["source"].clone();
    program.call("import_refused_save", json!({ "source": source, "file": program.lend(&out), "rows": rows }));
    let text = std::fs::read_to_string(&out).expect("the file");
    assert!(text.contains("3,,https://nameless.example,there is no name"), "{text}");
}

struct Cancelling {
    seen: AtomicU64,
    stop: AtomicBool,
}

impl Progress for Cancelling {
    fn report(&self, done: u64, _: u64) {
        self.seen.store(done, Ordering::SeqCst);
        self.stop.store(done >= 100, Ordering::SeqCst);
    }

    fn is_cancelled(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let program = Program::with_register();
    let rows: String = (0..1_000).map(|at| format!("Provider {at}\n")).collect();
    let list = program.file("a.csv", format!("Name\n{rows}"));
    let before = program.call("register_check", json!({}));
    let progress = Cancelling { seen: AtomicU64::new(0), stop: AtomicBool::new(false) };
    let result = program.import_with(&list, &progress);
    assert_eq!(result, Err(Failure::Refused { reason: Refusal::Cancelled }));
    assert!(progress.seen.load(Ordering::SeqCst) >= 100, "it had begun");
    assert_eq!(program.call("register_check", json!({})), before);
    assert!(program.names().is_empty());
}

#[test]
fn reconciling_finds_what_is_missing_and_proposes_it() {
    let program = Program::with_register();
    program.import(&program.file("a.csv", "Name,Status\nAmazon Web Services,in use\nQuillworks,Actif\n"));
    let list = program.file("accounts.csv", "Libellé du tiers;Montant\nQUILLWORKS;1 200,00\nAWS;900\nPollenkraft;80\nPollenkraft;20\n");
    let reading = program.read(&list);
    let mut plan = json!({ "source": reading["source"], "mapping": ["name", "amount"], "rows": [] });
    let rows = program.call("reconcile_preview", plan.clone());
    let found: Vec<(&str, &str)> = rows
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row["name"].as_str().expect("a name"), row["found"]["kind"].as_str().expect("a kind")))
        .collect();
    assert_eq!(found, [("QUILLWORKS", "known"), ("AWS", "possible"), ("Pollenkraft", "missing")]);
    assert_eq!(rows[2]["amount"], "80");
    plan["rows"] = json!([4]);
    let result = program.call("reconcile_run", plan);
    assert_eq!(result["created"], 1);
    let view = program.one("Pollenkraft");
    assert_eq!(view["provider"]["status"], "proposed");
    assert_eq!(view["provider"]["imported_notes"], "Montant: 80\nMontant: 20", "both amounts stay readable");
    assert_eq!(program.one("Quillworks")["provider"]["status"], "in_use");
    for decision in [json!({ "kind": "no_personal_data" }), json!({ "kind": "in_use" })] {
        program.call("provider_triage", json!({ "id": view["id"], "decision": decision }));
    }
    let decided = program.one("Pollenkraft");
    assert_eq!(decided["provider"]["status"], "in_use");
    assert_eq!(decided["services"][0]["service"]["their_role"], "no_personal_data");
}

#[test]
fn a_mapping_is_corrected_or_refused_by_column() {
    let program = Program::with_register();
    let list = program.file("a.csv", "Thing,Stuff\nQuillworks,Lyon\n");
    assert_eq!(program.read(&list)["rows"], 2, "nothing says that the first row is no provider");
    let reading = program.call("import_read", json!({ "file": program.lend(&list), "sheet": null, "has_header": true }));
    assert_eq!((&reading["rows"], &reading["columns"][0]["header"]), (&json!(1), &json!("Thing")));
    let mut plan = plan_of(&reading);
    plan["mapping"] = json!(["name", "nonsense"]);
    let Err(Failure::Invalid { fields }) = program.attempt("import_preview", plan.clone()) else { panic!("refused by field") };
    assert_eq!(fields[0].field, "mapping.1");
    plan["mapping"] = json!(["name", "name"]);
    assert!(matches!(program.attempt("import_preview", plan.clone()), Err(Failure::Invalid { .. })), "a field is filled once");
    plan["mapping"] = json!([null, "notes"]);
    let Err(Failure::Invalid { fields }) = program.attempt("import_preview", plan.clone()) else { panic!("names are needed") };
    assert_eq!(fields[0].field, "mapping.name");
    plan["mapping"] = json!(["name", "notes"]);
    assert_eq!(program.call("import_run", plan)["created"], 1);
    assert_eq!(program.one("Quillworks")["provider"]["notes"], "Lyon");
}

#[test]
fn what_a_list_says_of_its_date_stands_in_the_declaration() {
    let program = Program::with_register();
    program
        .import(&program.file("a.csv", "Name,Address,Last verified,Access review\nQuillworks,\"1 Rue A, Lyon\",25/05/2026,03/06/2026\n"));
    let view = program.one("Quillworks");
    assert_eq!(view["standings"]["identity"]["on"], "2026-05-25", "{}", view["standings"]);
    assert_eq!(view["standings"]["identity"]["kind"], "declared", "a list verifies nothing");
    assert_eq!(view["services"][0]["service"]["staff_access"]["last_review"], "2026-06-03");
}
