//! What the record of processing is fed with: lists of sub-processors as pages and tables, records of
//! processing, legal lists. Taken or refused, and the register is whole.

use proptest::prelude::*;
use provident_api::Failure;
use serde_json::{Value, json};

use super::{altered, cases, hostile};
use crate::program::{Program, plan_of};

const PAGES: [&str; 5] = [
    "# Our sub-processors\n\n| Name | Purpose | Location |\n| --- | :-: | ---: |\n| Quillworks | Mail | Dublin, Ireland |\n| Nordhylla AS | Storage | USA / UE |\n",
    "* [Quillworks](https://quillworks.example). Cloud services provider.\n* [Harbourdesk](https://harbourdesk.example). Support.\n",
    "<html><body><h2>List</h2><table><tr><th>Name</th><th>Country</th></tr><tr><td>Quillworks &amp; Co</td><td>EU (Frankfurt)</td></tr></table></body></html>",
    "<ul><li><b>Quillworks</b> – mail, Ireland</li><li>Harbourdesk: support<ul><li>Palmyra</li></ul></li></ul>",
    "Sub-processor;Country;Engaged by\nRoot;DE;\nBranch;FR;Root\nLeaf;IE;Branch\n",
];

const RECORD: &str = "Activity;Role;Purposes;Categories of data;Data subjects;Services;Retention;Confirmed on\n\
    Payroll;controller;Paying people;Identity data;Employees;Paymaster;Five years;2026-10-01\n\
    Mailings;processor;Sending mail;E-mail addresses;Clients;Nobody;;\n";

fn taken_or_refused(result: Result<Value, Failure>) -> Option<Value> {
    match result {
        Ok(value) => Some(value),
        Err(Failure::Internal { reference }) => panic!("a fault of the program: {reference}"),
        Err(_) => None,
    }
}

/// A text with a part of it in the place of another, or something nobody expects.
fn disturbed(text: &str, from: usize, length: usize, other: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let from = from % (letters.len() + 1);
    let until = (from + length).min(letters.len());
    letters[..from].iter().chain(&other.chars().collect::<Vec<_>>()).chain(&letters[until..]).collect()
}

fn other() -> impl Strategy<Value = String> {
    let marks = [
        "|",
        "||||",
        "<table>",
        "</td>",
        "<tr><td>",
        "\n",
        "\n\n* ",
        "&#0;",
        "&#x110000;",
        ";",
        "\"",
        "\u{202e}",
        "<!--",
        "]]>",
        "`",
        "](",
        "](",
    ];
    prop_oneof![
        prop::sample::select(marks.to_vec()).prop_map(str::to_owned),
        hostile().prop_map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
        ".{0,60}",
    ]
}

proptest! {
    #![proptest_config(cases(60, 1_500))]

    #[test]
    fn any_list_of_sub_processors_is_taken_or_refused(which in 0..PAGES.len(), from in 0..400_usize, length in 0..40_usize, other in other()) {
        let program = Program::with_register();
        let provider = program.call("provider_save", json!({ "id": null, "revision": null, "draft": { "name": "Hostel" } }))["id"].clone();
        let page = disturbed(PAGES[which], from, length, &other);
        let read = json!({ "what": "sub_processors", "file": null, "text": page, "sheet": null, "has_header": null });
        let Some(reading) = taken_or_refused(program.attempt("import_read", read)) else { return Ok(()) };
        let plan = plan_of(&reading);
        let plan = json!({ "provider": provider, "source": plan["source"], "mapping": plan["mapping"], "fixes": [] });
        let Some(difference) = taken_or_refused(program.attempt("sub_processor_compare", plan.clone())) else { return Ok(()) };
        let accept = json!({ "plan": plan, "accepted": difference["changes"], "listed_on": null });
        if let Some(tree) = taken_or_refused(program.attempt("sub_processor_accept", accept)) {
            let all = difference["changes"].as_array().map_or(0, Vec::len);
            prop_assert_eq!(tree["nodes"].as_array().map_or(0, Vec::len), all, "each chosen line is there");
        }
        program.is_whole();
    }

    #[test]
    fn any_record_of_processing_is_taken_or_refused(from in 0..400_usize, length in 0..40_usize, other in other()) {
        let program = Program::with_register();
        let list = program.file("record.csv", disturbed(RECORD, from, length, &other));
        let read = json!({ "what": "activities", "file": program.lend(&list), "text": null, "sheet": null, "has_header": null });
        let Some(reading) = taken_or_refused(program.attempt("import_read", read)) else { return Ok(()) };
        let plan = plan_of(&reading);
        let plan = json!({ "what": "activities", "source": plan["source"], "mapping": plan["mapping"], "role": "controller" });
        if let Some(result) = taken_or_refused(program.attempt("record_import_run", plan)) {
            prop_assert_eq!(&program.call("activity_list", json!({}))["total"], &result["created"]);
        }
        program.is_whole();
    }

    #[test]
    fn a_legal_list_with_one_thing_changed_is_taken_or_refused(which in 0..3_usize, whom in any::<u64>(), other in hostile()) {
        let program = Program::with_register();
        program.sleeps_until("2030-01-01");
        let (list, field) = [("eea", "members"), ("adequacy", "entries"), ("mechanisms", "entries")][which];
        let view = program.call("legal_show", json!({ "list": list }));
        let entries: Vec<Value> = view["entries"].as_array().expect("entries").iter().map(|entry| entry["entry"].clone()).collect();
        let newer = json!({ "list": list, "source": "Official Journal", "last_verified": "2029-12-31", field: entries });
        let (place, newer) = altered(&newer, whom, other);
        let file = program.file("newer.json", newer.to_string());
        taken_or_refused(program.attempt("legal_update", json!({ "file": program.lend(&file) })));
        for command in ["transfer_list", "due_list", "today_show"] {
            let arguments = if command == "transfer_list" { json!({ "query": {}, "on": null }) } else { json!({}) };
            prop_assert!(program.attempt(command, arguments).is_ok(), "{} after {}", command, place);
        }
        program.call("legal_show", json!({ "list": list }));
        program.is_whole();
    }
}
