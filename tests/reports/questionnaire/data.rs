//! A provider's and a department's answers, as if they had come back.

use std::collections::BTreeMap;

use provident_domain::assessment::{Assessment, ReviewDraft};
use provident_domain::organisation::{Organisation, OrganisationDraft};
use provident_domain::questionnaire::{Answers, Attachment, Card, Questionnaire, Sender};
use provident_report::Document;
use provident_report::kinds::facts::{Decided, Issue};
use provident_report::kinds::questionnaire_blank::questionnaire_blank;
use provident_report::kinds::questionnaire_completed::questionnaire_completed;
use provident_report::kinds::questionnaire_facts::{BlankFacts, CompletedFacts, Reply, RoundBefore};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Language, lists};
use crate::ground::{day, today};

/// From JSON of any shape.
pub fn of<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error}: {value}"))
}

pub fn provider() -> Questionnaire {
    serde_json::from_str(include_str!("../../../assets/questionnaires/provider.json")).expect("the questionnaire")
}

pub fn department() -> Questionnaire {
    serde_json::from_str(include_str!("../../../assets/questionnaires/department.json")).expect("the questionnaire")
}

/// One round of one respondent, to be printed in either language.
pub struct Round {
    pub questionnaire: Questionnaire,
    pub assessment: Assessment,
    pub respondent: String,
    pub reply: Option<Reply>,
    pub reviews: BTreeMap<String, ReviewDraft>,
    pub before: Option<RoundBefore>,
}

impl Round {
    pub fn document(self, language: Language) -> Document {
        let facts = CompletedFacts {
            questionnaire: &self.questionnaire,
            assessment: &self.assessment,
            respondent: self.respondent,
            reply: self.reply,
            reviews: self.reviews,
            reviewed: Some(Decided { by: "Camille Orvane".into(), on: day("2026-11-20") }),
            before: self.before,
        };
        questionnaire_completed(&facts, &issue(&lumeria(), language))
    }

    pub fn reply(&mut self) -> &mut Reply {
        self.reply.as_mut().expect("what came back")
    }
}

pub fn blank(questionnaire: &Questionnaire, language: Language) -> Document {
    let facts = BlankFacts {
        questionnaire,
        respondent: Some("Granvelour Cloud".into()),
        asked_by: Some("Camille Orvane".into()),
        reply_to: Some("dpo@lumeria-mail.example".into()),
        due_on: Some(day("2026-12-15")),
    };
    questionnaire_blank(&facts, &issue(&lumeria(), language))
}

fn lumeria() -> Organisation {
    let draft =
        OrganisationDraft { name: "Lumeria Mail".into(), legal_name: Some("Lumeria Mail SAS".into()), ..OrganisationDraft::default() };
    draft.check(lists()).expect("an organisation")
}

fn issue(organisation: &Organisation, language: Language) -> Issue<'_> {
    Issue { organisation, language, lists: lists(), issued_on: today(), as_of: today(), history_head: Some("5e".repeat(32)) }
}

fn asked(respondent: &str, round: u32, way: &str) -> Assessment {
    of(json!({
        "respondent": { "kind": respondent, "id": "01920000-0000-7000-8000-000000000001" },
        "questionnaire": respondent, "version": 1, "round": round, "follow_up_of": null, "only": [], "remarks": {},
        "state": "closed", "way": way, "language": "en", "prepared_on": "2026-10-01", "sent_on": "2026-10-02",
        "reminded_on": ["2026-10-20", "2026-11-03"], "due_on": "2026-10-31", "received_on": "2026-11-09",
        "closed_on": "2026-11-20", "withdrawn_on": null, "reason": null, "owner": "Anna Keller", "note": null,
        "answers": {}, "cards": []
    }))
}

fn file(id: &str, name: &str, size: u64) -> Attachment {
    Attachment { id: id.into(), name: name.into(), media_type: "application/pdf".into(), size, sha256: id.repeat(32) }
}

fn reply(answers: Answers, cards: Vec<Card>, attachments: Vec<Attachment>) -> Reply {
    Reply {
        sender: Some(Sender {
            name: "Théodore Granvel".into(),
            function: "Information security officer".into(),
            email: Some("security@granvelour.example".into()),
        }),
        received_from: Some("security@granvelour.example, by mail".into()),
        is_sealed: true,
        finished_on: Some(day("2026-11-08")),
        digest: Some("a7".repeat(32)),
        answers,
        cards,
        attachments,
        erased_on: None,
    }
}

/// The second round of a provider: some better, some worse, one vague, one refused, one open.
pub fn of_provider() -> Round {
    let answers: Answers = of(json!({
        "Q01": { "value": "assured", "comment": "ISO/IEC 27001:2022 since 2023, certified by Certivalle; the hosting platform and both data centres are in the scope. The group's other products are not.", "files": ["c1"] },
        "Q01a": { "value": "2026-03-04" },
        "Q01b": { "files": ["c1", "c2"] },
        "Q02": { "value": ["tls", "at_rest", "keys_managed"], "comment": "Keys live in a hardware module of ours in Lyon." },
        "Q02a": { "value": "AES-256-GCM on volumes and backups, TLS 1.3; two named administrators can use the keys, the host cannot." },
        "Q03": { "value": "2026-05" },
        "Q03a": { "value": "7 days allowed; 4 days on average in 2026, 12 days at worst (one library, June)." },
        "Q03b": { "value": 1, "comment": "Open since 2 October; the fix is in test." },
        "Q04": { "value": "annual" },
        "Q04a": { "value": "2026-02-11" },
        "Q05": { "value": "h24", "comment": "As soon as possible and in any case as appropriate." },
        "Q05a": { "value": "Regularly, by the usual channels." },
        "Q05b": { "value": "yes" },
        "Q05c": { "value": "On 14 January 2026 a support export of 212 persons was sent to the wrong customer. Both customers were told the same day, the file was deleted and confirmed; exports now need a second person." },
        "Q06": { "value": "yearly" }, "Q06a": { "value": 91 },
        "Q07": { "not_applicable": "we hold nothing ourselves: all of it stands with the host named under question 11" },
        "Q08": { "value": ["unique", "mfa_admin", "least_privilege"] }, "Q08a": { "value": 14 },
        "Q09": { "comment": "This is confidential and cannot be shared outside the company." },
        "Q11": { "value": "yes_partial", "files": ["c3"] },
        "Q11a": { "value": [
            { "name": "Sirocco Racks BV", "address": "Kade 9, 1011 Waterdam", "contact": "privacy@sirocco.example", "task": "Data centre", "country_storage": "Netherlands", "country_access": "Netherlands" },
            { "name": "Ondine Support Pvt Ltd", "contact": "dpo@ondine.example", "task": "Second-level support at night", "country_storage": "none", "country_access": "India", "transfer_tool": "Standard contractual clauses, module 3" }
        ] },
        "Q11b": { "value": 30 },
        "Q12": { "is_unknown": true }
    }));
    let reviews = of(json!({
        "Q01": { "state": "answered", "maturity": 100, "level": "independent", "proof": { "title": "ISO/IEC 27001:2022 certificate", "holder": "Granvelour Cloud SAS", "is_theirs": true, "service": "Hosting platform", "covers_service": true, "site": "Lyon, Genoble", "issued_on": "2026-03-04", "expires_on": "2029-03-03", "place": "p. 1 and annex" } },
        "Q02": { "state": "answered", "maturity": 70, "level": "internal", "proof": { "title": "Encryption policy v4", "place": "p. 3" } },
        "Q03": { "state": "answered", "maturity": 100, "level": "internal", "remark": "One critical finding is open for seven weeks; to be looked at in January." },
        "Q04": { "state": "answered", "maturity": 75, "level": "none", "remark": "The restore test was not dated; taken as not done." },
        "Q05": { "state": "vague", "maturity": 25, "level": "none", "remark": "24 hours are ticked, but the words take them back: no channel, no contact, no exercise named.", "follow_up": "Please name the person or desk that warns us, and the date of the last exercise." },
        "Q06": { "state": "answered", "maturity": 75, "level": "internal" },
        "Q07": { "state": "not_applicable", "remark": "Accepted: the host is asked on its own." },
        "Q08": { "state": "answered", "maturity": 65, "level": "independent", "proof": { "title": "SOC 2 Type II report", "holder": "Sirocco Racks BV", "is_theirs": false, "issued_on": "2025-01-31", "expires_on": "2026-01-31", "place": "section 4" } },
        "Q09": { "state": "refused", "remark": "Refused in writing. The contract gives us the right to ask (clause 12)." },
        "Q11": { "state": "answered", "maturity": 50, "level": "internal" }
    }));
    let before = RoundBefore {
        round: 1,
        on: Some(day("2025-11-14")),
        answers: of(json!({
            "Q01": { "value": "managed", "comment": "Internal audit each year.", "files": ["c0"] },
            "Q02": { "value": ["tls", "at_rest", "keys_managed"], "comment": "Keys live in a hardware module of ours in Lyon." },
            "Q02a": { "value": "AES-256-GCM on volumes and backups, TLS 1.3; two named administrators can use the keys, the host cannot." },
            "Q05": { "value": "h48" }, "Q05b": { "value": "no" },
            "Q06": { "value": "yearly" }, "Q06a": { "value": 91 },
            "Q08": { "value": ["unique", "mfa_admin", "mfa_all", "least_privilege"] }, "Q08a": { "value": 9 }
        })),
        cards: Vec::new(),
        attachments: vec![file("c0", "Statement of 2024.pdf", 51_000)],
        reviews: of(json!({
            "Q01": { "state": "answered", "maturity": 75, "level": "none" },
            "Q02": { "state": "answered", "maturity": 70, "level": "none" },
            "Q05": { "state": "answered", "maturity": 75, "level": "internal" },
            "Q06": { "state": "answered", "maturity": 75, "level": "internal" },
            "Q08": { "state": "answered", "maturity": 85, "level": "internal" }
        })),
        is_erased: false,
    };
    let files = vec![
        file("c1", "Granvelour ISO 27001 certificate 2026.pdf", 412_000),
        file("c2", "Statement of applicability.pdf", 1_840_000),
        file("c3", "Sub-processors 2026-10.pdf", 88_000),
    ];
    Round {
        questionnaire: provider(),
        assessment: asked("provider", 2, "page"),
        respondent: "Granvelour Cloud".into(),
        reply: Some(reply(answers, Vec::new(), files)),
        reviews,
        before: Some(before),
    }
}

fn card(at: u8, known: bool, standing: Value, answers: Value) -> Card {
    let id = format!("01920000-0000-7000-8000-0000000001{at:02}");
    of(json!({ "id": id, "is_known": known, "standing": standing, "answers": answers }))
}

/// Tools of a department: one new with much unknown, one corrected, one no longer used.
pub fn of_department() -> Round {
    let new = json!({
        "tool_name": { "value": "Voyago Business (\"the travel tool\")" }, "vendor_name": { "value": "Voyago SA" },
        "vendor_contact": { "value": "Mireille Passerand, mireille@voyago.example" },
        "tool_owner": { "value": { "name": "Bastien Orlège", "email": "bastien@lumeria-mail.example" } },
        "why_used": { "value": "We book trains and hotels for colleagues and pay them from one account.\nExpenses are exported to payroll each month." },
        "in_use_since": { "value": "2024" }, "alternatives": { "value": "7_29d" }, "users_count": { "value": 42 },
        "users_roles": { "value": ["assistants", "managers"] }, "login_type": { "value": ["own_password", "shared_account"] },
        "vendor_access_level": { "value": "clear_processing" }, "rights_process": { "is_unknown": true },
        "data_categories": { "value": ["identity", "business_contact"] }, "exact_fields": { "value": "name, e-mail, passport number for flights, seat wishes" },
        "data_subjects": { "value": ["employees"] }, "sensitive": { "value": "yes" }, "volume": { "value": "from_100" },
        "data_source": { "value": ["person_directly"] }, "retention": { "value": "no rule" }, "storage_place": { "is_unknown": true },
        "storage_countries": { "is_unknown": true }, "access_countries": { "value": ["US", "IN"] }, "transfers": { "value": "yes" },
        "transfer_details": { "value": [ { "recipient": "Voyago Inc.", "country": "United States", "basis": "DPF" } ] },
        "client_meaning": { "value": "Nothing for clients; colleagues could be followed on their journeys." },
        "client_impact_level": { "value": "limited" }, "clients_informed": { "value": "not_needed" }, "decisions_ai": { "value": "no", "comment": "It proposes hotels, though." },
        "contract_known": { "value": "yes_attached" }, "contract_file": { "files": ["d1"] }, "dpa_signed": { "is_unknown": true }
    });
    let corrected = json!({
        "tool_name": { "value": "Payroll" }, "vendor_name": { "value": "Paie Claire SARL" }, "storage_countries": { "value": ["FR"] },
        "users_count": { "value": 3 }, "last_verified": { "value": "2026-11-02" }, "verified_by": { "value": { "name": "Bastien Orlège", "email": "" } }
    });
    let gone = json!({ "tool_name": { "value": "Fax to mail" }, "vendor_name": { "value": "Télécopia" } });
    let before = RoundBefore {
        round: 1,
        on: Some(day("2025-11-14")),
        answers: Answers::new(),
        cards: vec![
            card(
                2,
                false,
                Value::Null,
                json!({ "tool_name": { "value": "Payroll" }, "vendor_name": { "value": "Paie Claire SARL" }, "storage_countries": { "value": ["FR", "MA"] }, "users_count": { "value": 3 } }),
            ),
            card(9, false, Value::Null, json!({ "tool_name": { "value": "Old planner" } })),
        ],
        attachments: Vec::new(),
        reviews: BTreeMap::new(),
        is_erased: false,
    };
    let cards =
        vec![card(1, false, Value::Null, new), card(2, true, json!("corrected"), corrected), card(3, true, json!("no_longer_used"), gone)];
    let mut reply = reply(Answers::new(), cards, vec![file("d1", "Contract Voyago.pdf", 250_000)]);
    reply.is_sealed = false;
    reply.received_from = None;
    Round {
        questionnaire: department(),
        assessment: asked("department", 2, "workbook"),
        respondent: "Human resources".into(),
        reply: Some(reply),
        reviews: BTreeMap::new(),
        before: Some(before),
    }
}
