//! Every kind in both languages for the sample, for nothing, and for the worst that can be typed: valid
//! PDF/A, nothing lost, nothing that runs.

use provident_domain::lists::Language;
use serde_json::{Value, json};

use super::{KINDS, LANGUAGES, issued, printed, sample, says, workbook};
use crate::program::Program;
use crate::reader;
use crate::record::{activity, provider};

fn all_are_valid(program: &Program) {
    for (kind, language) in KINDS.into_iter().flat_map(|kind| LANGUAGES.map(|language| (kind, language))) {
        reader::is_valid(&issued(program, kind, language));
    }
}

fn long(word: &str, letters: usize) -> String {
    word.chars().cycle().take(letters).collect()
}

/// A paragraph of 4,000 letters that says at each end which it is.
fn paragraph(word: &str) -> String {
    let middle = long("the mailboxes are looked at every day ", 3_980 - 2 * word.len());
    format!("{word} begins {middle} {word} ends")
}

const NASTY: &str = "<script>alert(1)</script> \u{202e}txet\u{202c} =HYPERLINK(\"http://x\",\"y\") \u{5e9}\u{5dc}";

/// A register of names of 200 letters, markup, formulas, marks of direction, and 40 services in an activity.
fn hostile() -> Program {
    let program = Program::with_register();
    let revision = program.call("organisation_show", json!({}))["revision"].clone();
    let us = json!({ "name": NASTY, "legal_name": long("Ünternehmen", 200), "address": NASTY, "country": "FR", "contact_email": "a@b.example",
        "dpo_name": long("Dpo", 200), "dpo_email": format!("{}@x.example", long("dpo", 60)), "representative": NASTY });
    program.call("organisation_save", json!({ "revision": revision, "draft": us }));
    let services: Vec<Value> = (0..40).map(|at| abroad(&program, at)).collect();
    let clients: Vec<Value> = (0..3).map(|at| client(&program, at)).collect();
    activity(
        &program,
        json!({ "name": long("Activity", 200), "reference": "=1+1", "role": "controller", "status": "active", "services": services,
        "purposes": [NASTY, paragraph("Purpose")], "owner": NASTY, "notes": paragraph("Remark"),
        "data": [{ "category": "identity", "subjects": ["customers"], "retention": long("Retention", 400) }],
        "recipients": [{ "kind": "public", "name": NASTY }, { "kind": "public", "name": long("Recipient", 200) }], "joint_controllers": [{ "name": NASTY, "contact": NASTY }],
        "security": paragraph("Security"), "security_measures": [{ "family": "backup", "measures": NASTY }], "transfer_note": paragraph("Transfer") }),
    );
    activity(
        &program,
        json!({ "name": NASTY, "reference": "-2", "role": "processor", "status": "active", "services": services, "clients": clients,
        "processing_categories": [NASTY, long("Category", 400)], "security": paragraph("Security") }),
    );
    program
}

/// A provider in India with a leg and a sub-processor.
fn abroad(program: &Program, at: usize) -> Value {
    let service = json!({ "name": format!("{} {at}", long("Service", 190)), "their_role": "sub_processor", "purpose": NASTY, "storage_countries": ["IN", "US", "BR", "CN"] });
    let (id, service) = provider(program, &format!("{at} {NASTY}"), "IN", service);
    if at.is_multiple_of(2) {
        let leg = json!({ "exporter": { "kind": "us" }, "importer": { "kind": "provider" }, "country": "IN", "decision": "confirmed", "mechanism": "art49_1_sub2", "safeguards": paragraph("Safeguard") });
        program.call("transfer_save", json!({ "id": null, "revision": null, "provider": id, "draft": leg }));
    }
    let draft =
        json!({ "name": long("Sub", 200), "address": NASTY, "contact": NASTY, "service": paragraph("Sub-service"), "country": "IN" });
    program.call("sub_processor_save", json!({ "provider": id, "id": null, "revision": null, "draft": draft }));
    service
}

fn client(program: &Program, at: usize) -> Value {
    let draft = json!({ "name": format!("{} {at}", long("Client", 190)), "address": NASTY, "contact_name": NASTY, "representative": NASTY, "dpo_name": NASTY });
    program.call("client_save", json!({ "id": null, "revision": null, "draft": draft }))["id"].clone()
}

#[test]
fn every_kind_is_valid_for_the_sample() {
    all_are_valid(&sample());
}

#[test]
fn every_kind_is_valid_for_an_empty_register_and_says_so() {
    let program = Program::with_register();
    all_are_valid(&program);
    let check = |kind: &str, en: &str, fr: &str| {
        says(&printed(&program, kind, Language::En), en);
        says(&printed(&program, kind, Language::Fr), fr);
    };
    check("art30-1", "No activity is recorded as active yet.", "Aucune activité en cours n’est encore enregistrée.");
    check("art30-2", "Data protection officer Not stated yet", "Délégué à la protection des données Pas encore renseigné");
    check("transfers", "No transfer outside the EEA is recorded", "Aucun transfert hors de l’EEE n’est enregistré");
    check("subprocessors", "We use no sub-processor.", "Nous ne faisons appel à aucun sous-traitant ultérieur.");
}

#[test]
fn every_kind_is_valid_for_the_worst_that_can_be_typed() {
    all_are_valid(&hostile());
}

#[test]
fn the_worst_that_can_be_typed_is_printed_whole_as_text() {
    let program = hostile();
    let check = |kind: &str, facts: &[&str]| {
        let text = printed(&program, kind, Language::Fr);
        facts.iter().for_each(|fact| says(&text, fact));
        says(&text, "<script>alert(1)</script>txet=HYPERLINK(\"http://x\",\"y\")");
        assert!(!text.contains('\u{202e}'), "marks of direction are gone");
    };
    check("art30-1", &[&long("Activity", 200), &long("Ünternehmen", 200), "Purpose begins", "Purpose ends"]);
    check("art30-1", &[&format!("{} 39", long("Service", 190)), "Security begins", "Security ends", "Transfer ends"]);
    check("art30-2", &[&long("Category", 400), &format!("{} 2", long("Client", 190)), &long("Dpo", 200)]);
    check("transfers", &["Safeguard begins", "Safeguard ends"]);
    check("subprocessors", &[&long("Sub", 200), "Sub-service ends"]);
}

#[test]
fn the_worst_that_can_be_typed_stays_text_in_a_workbook() {
    let program = hostile();
    for kind in KINDS {
        workbook::holds_all(&program, kind, Language::En);
        let book = workbook::Book::of(&program, kind, Language::En);
        assert!(book.cells().iter().any(|cell| cell.contains("=HYPERLINK(")), "as text: {kind}");
    }
}
