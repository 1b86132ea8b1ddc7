//! What goes out to clients: the list of our sub-processors and the notice of a change. Nothing in it is
//! another client's, a verdict, or a remark of ours.

use provident_api::assets::lists;
use provident_domain::lists::Language;
use serde_json::{Value, json};

use super::workbook::Book;
use super::{LANGUAGES, issued, printed, says, squeezed};
use crate::program::Program;
use crate::reader;
use crate::record::{activity, provider};

const REMARK: &str = "Sulky on the telephone";
const CLIENTS: [&str; 2] = ["Boulangerie Painsec", "Clinique Grisaille"];
const DAY: &str = "2027-01-15";

/// Our sub-processor with a chain behind it, a leg that is a breach, remarks everywhere, and two clients.
fn served() -> Program {
    let program = Program::with_register();
    let service = json!({ "name": "Servers", "purpose": "Keeps the mailboxes", "their_role": "sub_processor", "storage_countries": ["FR", "US"], "notes": REMARK });
    let (hostel, service) = provider(&program, "Hostel", "US", service);
    let view = program.call("provider_show", json!({ "id": hostel }));
    let mut draft = view["provider"].clone();
    draft["notes"] = json!(REMARK);
    program.call("provider_save", json!({ "id": hostel, "revision": view["revision"], "draft": draft }));
    let leg = json!({ "service": service, "exporter": { "kind": "us" }, "importer": { "kind": "provider" }, "country": "US", "decision": "confirmed", "notes": REMARK });
    program.call("transfer_save", json!({ "id": null, "revision": null, "provider": hostel, "draft": leg }));
    let root = link(&program, &hostel, "Root Racks", &Value::Null);
    let branch = link(&program, &hostel, "Branch Power", &root);
    link(&program, &hostel, "Leaf Cleaning", &branch);
    link(&program, &hostel, "Second Racks", &Value::Null);
    let clients = CLIENTS.map(|name| {
        let draft = json!({ "name": name, "contact_email": format!("{}@client.example", &name[..4]), "notice_days": 30, "notes": REMARK });
        program.call("client_save", json!({ "id": null, "revision": null, "draft": draft }))["id"].clone()
    });
    activity(
        &program,
        json!({ "name": "Hosting", "role": "processor", "status": "active", "services": [service], "clients": clients, "notes": REMARK }),
    );
    program
}

fn link(program: &Program, provider: &Value, name: &str, parent: &Value) -> Value {
    let draft = json!({ "name": name, "parent": parent, "country": "DE", "service": format!("{name} for them"), "contact": format!("desk@{}.example", &name[..4]), "since": "2024-05-20", "notes": REMARK });
    let tree = program.call("sub_processor_save", json!({ "provider": provider, "id": null, "revision": null, "draft": draft }));
    let nodes = tree["nodes"].as_array().expect("nodes");
    nodes.iter().find(|node| node["sub_processor"]["name"] == name).expect("the new one")["id"].clone()
}

/// Every form in which the list or a notice leaves, as text without white space.
fn outgoing(program: &Program, language: Language) -> Vec<(String, String)> {
    let mut found = vec![("report".to_owned(), printed(program, "subprocessors", language))];
    let cells = Book::of(program, "subprocessors", language).cells().into_iter().collect::<Vec<_>>().join("\n");
    found.push(("workbook".into(), squeezed(&cells)));
    for format in ["html", "markdown", "csv", "pdf"] {
        let path = program.desk.path(&format!("list.{format}"));
        program.call("published_save", json!({ "id": null, "format": format, "language": language, "file": program.lend(&path) }));
        let text = match format {
            "pdf" => reader::run("poppler-utils", "pdftotext", &["-raw", "-enc", "UTF-8"], &path, &["-"]),
            _ => std::fs::read_to_string(&path).expect("UTF-8"),
        };
        found.push((format.into(), squeezed(&text)));
    }
    let notice = program.call("client_notice", json!({ "effective_on": DAY, "language": language }));
    found.push(("notice".into(), squeezed(&format!("{}\n{}", notice["subject"], notice["text"]))));
    found
}

#[test]
fn nothing_that_goes_out_names_a_client_a_verdict_or_a_remark() {
    let program = served();
    for language in LANGUAGES {
        let ours = lists().legal().rules().iter().map(|rule| rule.title.get(language));
        let states = ["attention", "breach"].map(|id| lists().label("verdict_status", id, language).expect("a label"));
        let secret: Vec<String> = ours.chain(states).chain(CLIENTS).chain([REMARK, "@client.example"]).map(squeezed).collect();
        for (form, text) in outgoing(&program, language) {
            says(&text, "Hostel");
            says(&text, "Keeps the mailboxes");
            for word in &secret {
                assert!(!text.contains(word.as_str()), "{word:?} is in the {form}:\n{text}");
            }
        }
    }
}

#[test]
fn a_mail_to_clients_names_them_in_blind_copy_only() {
    let program = served();
    let notice = program.call("client_notice", json!({ "effective_on": DAY, "language": "en" }));
    let path = program.desk.path("notice.eml");
    program.call("client_notice_save", json!({ "subject": notice["subject"], "text": notice["text"], "file": program.lend(&path) }));
    let mail = std::fs::read_to_string(&path).expect("ASCII");
    let (head, body) = mail.split_once("\r\n\r\n").expect("a head and a body");
    assert!(head.contains("Bcc: <Boul@client.example>, <Clin@client.example>"), "{head}");
    assert!(!head.contains("\r\nTo:") && !head.contains("\r\nCc:"), "{head}");
    assert!(!body.contains("client.example") && CLIENTS.iter().all(|name| !mail.contains(name)), "{mail}");
}

/// The list in the order of the tree, each indented below the one that engages it.
#[test]
fn the_chain_behind_a_sub_processor_is_a_tree() {
    let program = served();
    let path = issued(&program, "subprocessors", Language::En);
    let text = reader::run("poppler-utils", "pdftotext", &["-layout", "-enc", "UTF-8"], &path, &["-"]);
    let from = text.find("Who works for them").expect("the chain");
    let indent = |name: &str| text[from..].lines().find_map(|line| line.find(name)).unwrap_or_else(|| panic!("{name} is not in\n{text}"));
    let names = ["Root Racks", "Branch Power", "Leaf Cleaning", "Second Racks"];
    let places: Vec<usize> = names.iter().map(|name| text[from..].find(name).expect("it")).collect();
    assert!(places.is_sorted(), "each after the one that engages it:\n{text}");
    assert!(indent("Root Racks") < indent("Branch Power") && indent("Branch Power") < indent("Leaf Cleaning"), "{text}");
    assert_eq!(indent("Root Racks"), indent("Second Racks"), "{text}");
    let squeezed_text = squeezed(&text);
    for fact in ["desk@Leaf.example", "Germany", "20 May 2024", "Leaf Cleaning for them"] {
        assert!(squeezed_text.contains(&squeezed(fact)), "{fact:?} is not in\n{text}");
    }
}

#[test]
fn a_list_says_what_changed_since_it_was_published() {
    let program = served();
    program.call("list_publish", json!({ "effective_on": DAY, "notice": null }));
    let service = json!({ "name": "Relay", "their_role": "sub_processor", "storage_countries": ["DE"] });
    provider(&program, "Newcomer", "DE", service);
    for (language, new, since) in [
        (Language::En, "New sub-processor", "Changes since the list of 23 November 2026"),
        (Language::Fr, "Nouveau sous-traitant ultérieur", "Changements depuis la liste du 23 novembre 2026"),
    ] {
        let text = printed(&program, "subprocessors", language);
        says(&text, since);
        says(&text, &format!("{new} Newcomer"));
        let notice = program.call("client_notice", json!({ "effective_on": DAY, "language": language }));
        let notice = squeezed(notice["text"].as_str().expect("a text"));
        says(&notice, new);
        assert!(!notice.contains("Hostel"), "what does not change is not told: {notice}");
    }
}

#[test]
fn a_notice_says_where_a_way_to_reach_us_is_still_to_be_filled_in() {
    let program = served();
    let notice = |language: Language| program.call("client_notice", json!({ "effective_on": DAY, "language": language }))["text"].clone();
    assert!(notice(Language::En).to_string().contains("[fill in how to reach us"), "{}", notice(Language::En));
    assert!(notice(Language::Fr).to_string().contains("[indiquer comment nous joindre"), "{}", notice(Language::Fr));
    let revision = program.call("organisation_show", json!({}))["revision"].clone();
    program
        .call("organisation_save", json!({ "revision": revision, "draft": { "name": "Lumeria SAS", "dpo_email": "dpo@lumeria.example" } }));
    let text = notice(Language::En).to_string();
    assert!(text.contains("dpo@lumeria.example") && !text.contains("[fill in"), "{text}");
}
