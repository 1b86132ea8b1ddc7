//! Art. 30(1) and 30(2), letter by letter.

use provident_api::assets::lists;
use provident_domain::activity::ActivityRole;
use provident_domain::lists::Language;
use provident_domain::record::letter_of;
use provident_domain::transfer::TransferRule;
use serde_json::{Value, json};

use super::{LANGUAGES, between, each, in_language, label, printed, sample, says, says_not, squeezed, texts};
use crate::program::Program;
use crate::record::{activity, provider};

/// Under which words each letter stands on a sheet.
const CONTROLLER: [(char, &str, &str); 7] = [
    ('a', "(a) Controllers", "(a) Responsables du traitement"),
    ('b', "(b) Purposes", "(b) Finalités"),
    ('c', "(c) Persons and data", "(c) Personnes et données"),
    ('d', "(d) Recipients", "(d) Destinataires"),
    ('e', "(e) Transfers outside the EEA", "(e) Transferts hors de l’EEE"),
    ('f', "(f) Retention", "(f) Durée de conservation"),
    ('g', "(g)", "(g)"),
];
const PROCESSOR: [(char, &str, &str); 4] = [
    ('a', "(a) Processor", "(a) Sous-traitant"),
    ('b', "(b) Categories of processing", "(b) Catégories de traitements"),
    ('c', "(c) Transfers outside the EEA", "(c) Transferts hors de l’EEE"),
    ('d', "(d)", "(d)"),
];

/// What the register holds under each letter of an activity.
struct Held<'a> {
    program: &'a Program,
    view: Value,
    language: Language,
}

impl Held<'_> {
    fn role(&self) -> ActivityRole {
        if self.view["activity"]["role"] == "controller" { ActivityRole::Controller } else { ActivityRole::Processor }
    }

    fn facts(&self, letter: char) -> Vec<String> {
        let activity = &self.view["activity"];
        match (self.role(), letter) {
            (ActivityRole::Controller, 'a') => {
                let joint = ["name", "contact", "arrangement"]
                    .map(|field| each(&activity["joint_controllers"]).flat_map(move |one| texts(&one[field])));
                joint.into_iter().flatten().chain([us(self.program)]).collect()
            }
            (ActivityRole::Controller, 'b') => texts(&activity["purposes"]),
            (ActivityRole::Controller, 'c') => each(&activity["data"]).flat_map(|data| self.of_data(data)).collect(),
            (ActivityRole::Controller, 'd') => self.recipients(),
            (ActivityRole::Controller, 'f') => vec![self.limits()],
            (ActivityRole::Processor, 'a') => self.clients(),
            (ActivityRole::Processor, 'b') => {
                texts(&activity["processing_categories"]).into_iter().chain(self.providers("sub_processor")).collect()
            }
            (ActivityRole::Controller, 'e') | (ActivityRole::Processor, 'c') => self.transfers(),
            _ => self.security(),
        }
    }

    fn of_data(&self, data: &Value) -> Vec<String> {
        let subjects = each(&data["subjects"]).map(|id| label("data_subject_category", id, self.language));
        let category = label("personal_data_category", &data["category"], self.language);
        subjects.chain([category]).chain(texts(&data["retention"])).collect()
    }

    fn recipients(&self) -> Vec<String> {
        let others = each(&self.view["activity"]["recipients"]);
        let others = others.flat_map(|one| texts(&one["name"]).into_iter().chain([label("recipient_kind", &one["kind"], self.language)]));
        others.chain(self.providers("processor")).collect()
    }

    /// Their names on the contract, what they do, in which role, and where.
    fn providers(&self, usual: &str) -> Vec<String> {
        let of = |service: &Value| {
            let provider = self.program.call("provider_show", json!({ "id": service["provider"] }))["provider"].clone();
            let name = if provider["legal_name"].is_null() { provider["name"].clone() } else { provider["legal_name"].clone() };
            let role = if service["role"].is_null() { json!(usual) } else { service["role"].clone() };
            let countries = each(&service["countries"]).map(|code| label("country", code, self.language)).collect::<Vec<_>>();
            [texts(&name), texts(&service["name"]), vec![label("provider_role", &role, self.language)], countries].concat()
        };
        each(&self.view["services"]).flat_map(of).collect()
    }

    /// Every leg that leaves the area: to whom, where, on what ground, under which verdict.
    fn transfers(&self) -> Vec<String> {
        let all = self.program.call("transfer_all", json!({ "on": null }));
        let concerns = |row: &Value| {
            each(&self.view["services"])
                .any(|held| held["provider"] == row["provider"] && (row["service"].is_null() || row["service"] == held["id"]))
        };
        let leaves = |row: &Value| row["verdict"]["ground"] != "inside_eea" && row["verdict"]["ground"] != "no_transfer";
        each(&all).filter(|row| concerns(row) && leaves(row)).flat_map(|row| self.leg(row)).collect()
    }

    fn leg(&self, row: &Value) -> Vec<String> {
        let places = each(&row["countries"]).map(|code| label("country", code, self.language)).collect();
        let verdict = if row["id"].is_null() {
            vec![in_language(self.language, "Proposed, not decided", "Proposé, non décidé").to_owned()]
        } else {
            let rule: TransferRule = serde_json::from_value(row["verdict"]["rule"].clone()).expect("a rule");
            let title = lists().legal().rule(rule).expect("in the list").title.get(self.language).to_owned();
            vec![
                label("ground", &row["verdict"]["ground"], self.language),
                title,
                label("verdict_status", &row["verdict"]["status"], self.language),
            ]
        };
        [texts(&row["importer"]), places, verdict].concat()
    }

    fn limits(&self) -> String {
        let of = each(&self.view["activity"]["data"]).count();
        let stated = each(&self.view["activity"]["data"]).filter(|data| !data["retention"].is_null()).count();
        match (of, self.language) {
            (0, Language::En) => "Not stated yet".into(),
            (0, Language::Fr) => "Pas encore renseigné".into(),
            (_, Language::En) => format!("stated for {stated} of {of}"),
            (_, Language::Fr) => format!("renseigné pour {stated} sur {of}"),
        }
    }

    /// Those named one by one with whom to write to, and the groups.
    fn clients(&self) -> Vec<String> {
        let one = |client: &Value| {
            let held = self.program.call("client_show", json!({ "id": client["id"] }))["client"].clone();
            ["address", "contact_name", "contact_email", "contact_phone", "representative", "dpo_name", "dpo_email"]
                .iter()
                .flat_map(|field| texts(&held[*field]))
                .chain([held["legal_name"].as_str().or(held["name"].as_str()).unwrap_or_default().to_owned()])
                .collect::<Vec<_>>()
        };
        let single = each(&self.view["clients"]).flat_map(one);
        let groups = each(&self.view["groups"]).flat_map(|group| texts(&group["name"]));
        single.chain(groups).chain([us(self.program)]).collect()
    }

    fn security(&self) -> Vec<String> {
        let families = each(&self.view["activity"]["security_measures"]);
        let families = families
            .flat_map(|held| texts(&held["measures"]).into_iter().chain([label("security_family", &held["family"], self.language)]));
        families.chain(texts(&self.view["activity"]["security"])).collect()
    }

    fn title(&self) -> String {
        let activity = &self.view["activity"];
        [&activity["reference"], &activity["name"]].into_iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" · ")
    }
}

/// The name on our contracts.
fn us(program: &Program) -> String {
    let us = program.call("organisation_show", json!({}))["organisation"].clone();
    us["legal_name"].as_str().or(us["name"].as_str()).expect("a name").to_owned()
}

/// Every sheet of a record, each letter in the order of the article with all that is held under it, and
/// each that is not complete named as missing.
fn check(program: &Program, kind: &str, role: &str, heads: &[(char, &'static str, &'static str)]) {
    for language in LANGUAGES {
        let text = printed(program, kind, language);
        first_page(program, &text);
        let rows = program.call("activity_list", json!({ "role": role, "statuses": ["active"], "limit": 200 }));
        assert_ne!(rows["total"], 0, "there is something to look at");
        for row in each(&rows["rows"]) {
            let view = program.call("activity_show", json!({ "id": row["id"] }));
            sheet(&Held { program, view, language }, &text, heads);
        }
    }
}

/// Who answers, how to reach them, and who their data protection officer is.
fn first_page(program: &Program, text: &str) {
    let held = program.call("organisation_show", json!({}))["organisation"].clone();
    let fields =
        ["name", "legal_name", "address", "contact_email", "contact_phone", "representative", "dpo_name", "dpo_email", "dpo_phone"];
    for fact in fields.iter().flat_map(|field| texts(&held[*field])) {
        says(text, &fact);
    }
}

fn sheet(held: &Held, text: &str, heads: &[(char, &'static str, &'static str)]) {
    let end = in_language(held.language, "Recorded beyond Art. 30", "Au-delà de l’art. 30");
    let mut rest = between(text, &held.title(), end);
    let words = |at: usize| heads.get(at).map(|(_, en, fr)| in_language(held.language, en, fr));
    let top = between(rest, &held.title(), words(0).expect("a letter"));
    for (at, (letter, _, _)) in heads.iter().enumerate() {
        let found = rest.find(&squeezed(words(at).expect("a letter")));
        rest = &rest[found.unwrap_or_else(|| panic!("({letter}) of {} is not there, or not in its place:\n{rest}", held.title()))..];
        let part = words(at + 1).map_or(rest, |next| between(rest, words(at).expect("a letter"), next));
        for fact in held.facts(*letter) {
            says(part, &fact);
        }
        missing(held, *letter, top, part);
    }
}

fn missing(held: &Held, letter: char, top: &str, part: &str) {
    let state = each(&held.view["assessment"]["letters"]).find(|state| state["letter"] == json!(letter)).expect("each letter");
    if state["is_complete"] == true {
        return says_not(top, &format!("({letter})"));
    }
    says(top, in_language(held.language, "Missing:", "Manque :"));
    let role = held.role();
    let open =
        each(&held.view["assessment"]["gaps"]).filter_map(|gap| lists().record_fields().iter().find(|field| gap["field"] == field.id));
    for field in open.filter(|field| letter_of(field, role) == Some(letter)) {
        says(top, &format!("({letter}) {}", field.label.get(held.language)));
    }
    let signs = [
        ("Not stated yet", "Pas encore renseigné"),
        ("Asked, nobody knows", "Demandé, personne ne sait"),
        ("stated for", "renseigné pour"),
        ("Without contact details", "Sans coordonnées"),
        ("Proposed, not decided", "Proposé, non décidé"),
        ("Places not known yet", "Localisations pas encore connues"),
        ("with no transfer recorded", "sans transfert enregistré"),
    ];
    let is_said = signs.iter().any(|(en, fr)| part.contains(&squeezed(in_language(held.language, en, fr))));
    assert!(is_said, "({letter}) of {} says that it is open:\n{part}", held.title());
}

#[test]
fn the_record_of_the_sample_as_controller_answers_each_letter() {
    check(&sample(), "art30-1", "controller", &CONTROLLER);
}

#[test]
fn the_record_of_the_sample_as_processor_answers_each_letter() {
    check(&sample(), "art30-2", "processor", &PROCESSOR);
}

#[test]
fn a_record_of_our_own_making_answers_each_letter() {
    let program = Program::with_register();
    let revision = program.call("organisation_show", json!({}))["revision"].clone();
    let us = json!({ "name": "Lumeria", "legal_name": "Lumeria SAS", "address": "Lyon", "country": "FR", "contact_phone": "+33 4 00" });
    program.call("organisation_save", json!({ "revision": revision, "draft": us }));
    let desk = json!({ "name": "Desk", "their_role": "processor", "storage_countries": ["DE"], "access_countries": ["IN"] });
    let (deskco, desk) = provider(&program, "Deskco", "US", desk);
    let leg = json!({ "exporter": { "kind": "us" }, "importer": { "kind": "provider" }, "country": "US", "access_countries": ["IN"],
        "decision": "confirmed", "mechanism": "scc_m2", "signed_on": "2024-01-10", "are_annexes_complete": true });
    program.call("transfer_save", json!({ "id": null, "revision": null, "provider": deskco, "draft": leg }));
    activity(
        &program,
        json!({ "name": "Helpdesk", "reference": "H-1", "role": "controller", "status": "active", "services": [desk],
        "purposes": ["Help those who ask", "Count what they ask"],
        "data": [{ "category": "identity", "subjects": ["customers", "prospects"], "retention": "Two years" }, { "category": "sc_health", "subjects": ["customers"] }],
        "recipients": [{ "kind": "public_authority", "name": "Courts" }],
        "joint_controllers": [{ "name": "Association Vert", "contact": "vert@vert.example", "arrangement": "3 March 2025" }],
        "security": "Policy 2", "security_measures": [{ "family": "backup", "measures": "Every night" }] }),
    );
    let lost = program.call("provider_save", json!({ "id": null, "revision": null, "draft": { "name": "Lostco" } }))["id"].clone();
    let lost = program.call(
        "service_save",
        json!({ "provider": lost, "id": null, "revision": null, "draft": { "name": "Somewhere", "their_role": "processor" } }),
    );
    activity(
        &program,
        json!({ "name": "Empty", "reference": "H-2", "role": "controller", "status": "active", "unknown": ["purposes", "security"],
        "services": [lost["services"][0]["id"]] }),
    );
    activity(&program, json!({ "name": "Draft of mine", "role": "controller" }));
    check(&program, "art30-1", "controller", &CONTROLLER);
    let text = printed(&program, "art30-1", Language::En);
    says(between(&text, "Not yet part of the record", "page"), "Draft of mine");
    says(&text, "Data protection officer Not stated yet");
}

#[test]
fn the_clients_of_a_group_stand_once_with_their_contacts() {
    let program = Program::with_register();
    let save = |draft: Value| program.call("client_save", json!({ "id": null, "revision": null, "draft": draft }))["id"].clone();
    let group = program
        .call("client_group_save", json!({ "id": null, "revision": null, "draft": { "name": "Standard", "contract": "Terms 4.2" } }));
    let contact = json!({ "name": "Boulangerie", "group": group["id"], "contact_email": "pain@boulangerie.example", "representative": "Maître Dupré" });
    save(contact);
    let silent = save(json!({ "name": "Silent works" }));
    for name in ["Hosting", "Filtering"] {
        activity(
            &program,
            json!({ "name": name, "role": "processor", "status": "active", "client_groups": [group["id"]], "clients": [silent],
            "processing_categories": ["Keeping mail"], "security": "Policy 2" }),
        );
    }
    check(&program, "art30-2", "processor", &PROCESSOR);
    let text = printed(&program, "art30-2", Language::En);
    for fact in ["Terms 4.2", "pain@boulangerie.example", "Maître Dupré"] {
        says(&text[text.rfind("Controllersbygroup").expect("the groups")..], fact);
        assert_eq!(text.matches(&squeezed(fact)).count(), 1, "{fact} stands once");
    }
}
