//! The shipped lists and an invented company, for the tests of this crate.

use std::sync::LazyLock;

use chrono::NaiveDate;
use provident_domain::activity::{Activity, ActivityDraft, Confirmation};
use provident_domain::client::{Client, ClientDraft, ClientGroup};
use provident_domain::country::CountryCode;
use provident_domain::id::{ClientGroupId, ClientId, DepartmentId};
use provident_domain::lists::{Language, Lists};
use provident_domain::organisation::{Organisation, OrganisationDraft};
use provident_domain::published::PublishedEntry;
use provident_domain::record::{LinkedService, RecordFacts, assess_activity};
use provident_domain::service::ProviderRole;
use provident_domain::transfer::{Transfer, TransferDraft, TransferFacts, TransferImpactAssessment, TransferParty, verdict};

use super::facts::{ActivityFacts, ActivityServiceFacts, Decided, Issue, RecordNames, TransferLine};

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists::from_json(&provident_domain::shipped_list_texts!()).expect("the shipped lists"));

pub fn lists() -> &'static Lists {
    &LISTS
}

pub fn today() -> NaiveDate {
    day("2026-11-25")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn country(code: &str) -> CountryCode {
    code.parse().expect("a country")
}

fn id<T: std::str::FromStr>(at: usize) -> T {
    format!("01920000-0000-7000-8000-{at:012x}").parse().unwrap_or_else(|_| panic!("an id"))
}

pub fn lumeria() -> Organisation {
    let draft = OrganisationDraft {
        name: "Lumeria Mail".into(),
        legal_name: Some("Lumeria Mail SAS".into()),
        registration_id: Some("RCS Lyon 901 234 567".into()),
        address: Some("12 quai Imaginaire, 69000 Lyon".into()),
        country: Some("FR".into()),
        contact_email: Some("bonjour@lumeria-mail.example".into()),
        contact_phone: Some("+33 4 65 71 12 00".into()),
        representative: None,
        dpo_name: Some("Camille Orvane".into()),
        dpo_email: Some("dpo@lumeria-mail.example".into()),
        dpo_phone: Some("+33 4 65 71 12 07".into()),
        lead_authority: Some("CNIL".into()),
    };
    draft.check(lists()).expect("an organisation")
}

pub fn issue(organisation: &Organisation, language: Language) -> Issue<'_> {
    Issue { organisation, language, lists: lists(), issued_on: today(), as_of: today(), history_head: None }
}

/// A leg to one importer, with its verdict of today.
pub fn leg(provider: &str, code: &str, transfer: impl FnOnce(&mut TransferDraft), tia: Option<TransferImpactAssessment>) -> TransferLine {
    let mut draft = TransferDraft::new(TransferParty::Us, TransferParty::Provider);
    draft.country = Some(code.into());
    transfer(&mut draft);
    let legal = lists().legal();
    let transfer: Transfer = draft.check(lists(), legal, today()).expect("a transfer");
    let facts = TransferFacts { transfer: &transfer, assessment: tia.as_ref(), is_standing: true };
    let verdict = verdict(&facts, legal, today());
    TransferLine {
        provider: provider.into(),
        service: None,
        exporter: None,
        importer: Some(provider.into()),
        country: transfer.country,
        countries: transfer.storage_countries.iter().chain(&transfer.access_countries).copied().collect(),
        transfer: Some(transfer),
        verdict,
        assessment: tia,
        decided: Some(Decided { by: "Camille Orvane".into(), on: day("2026-03-02") }),
    }
}

pub fn service(provider: &str, code: &str, name: &str, transfers: Vec<TransferLine>) -> ActivityServiceFacts {
    ActivityServiceFacts {
        provider: provider.into(),
        legal_name: Some(format!("{provider} Ltd")),
        country: Some(country(code)),
        service: name.into(),
        role: Some(ProviderRole::Processor),
        countries: vec![country(code), country("IE")],
        transfers,
    }
}

/// From the fields of a draft in JSON.
pub fn activity(json: &str) -> Activity {
    let draft: ActivityDraft = serde_json::from_str(json).expect("a draft");
    draft.check(lists()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

pub fn held(
    activity: Activity,
    services: Vec<ActivityServiceFacts>,
    names: &RecordNames,
    confirmation: Option<Confirmation>,
) -> ActivityFacts {
    let us = lumeria();
    let linked: Vec<LinkedService> = services
        .iter()
        .map(|service| LinkedService {
            our_role: None,
            their_role: service.role,
            countries: service.countries.clone(),
            seat: service.country,
            verdicts: service.transfers.iter().map(|line| (line.verdict.ground, line.verdict.status)).collect(),
            open_legs: service.transfers.iter().filter(|line| line.transfer.is_none()).count() as u32,
        })
        .collect();
    let clients: Vec<Client> = activity.clients.iter().filter_map(|id| names.clients.get(id)).cloned().collect();
    let facts = RecordFacts {
        id: id(1),
        activity: &activity,
        organisation: Some(&us),
        services: &linked,
        clients: &clients,
        confirmation: confirmation.as_ref(),
        written_on: day("2026-02-01"),
        actions: &[],
        snoozes: &Default::default(),
    };
    let assessment = assess_activity(&facts, lists(), lists().legal());
    ActivityFacts { services, confirmation, assessment, created_on: day("2025-05-25"), updated_on: day("2026-02-01"), activity }
}

pub fn department_id() -> DepartmentId {
    id(7)
}

pub fn group_id() -> ClientGroupId {
    id(8)
}

pub fn client_id(at: usize) -> ClientId {
    id(100 + at)
}

/// A department, and clients of which every second belongs to a group and the first has no contact.
pub fn names(clients: usize) -> RecordNames {
    let client = |at: usize| {
        let draft = ClientDraft {
            name: format!("Client {at:04}"),
            contact_email: (at > 0).then(|| format!("contact{at}@client.example")),
            dpo_name: Some("Ysolde Marchebeau".into()),
            group: (at % 2 == 1).then(group_id),
            country: Some("BE".into()),
            ..ClientDraft::default()
        };
        (client_id(at), draft.check(lists()).expect("a client"))
    };
    let group =
        ClientGroup { name: "Mail standard".into(), contract: Some("Terms 4.2, annex C".into()), notice_days: Some(30), notes: None };
    RecordNames {
        departments: [(department_id(), "Marketing".to_owned())].into(),
        clients: (0..clients).map(client).collect(),
        groups: [(group_id(), group)].into(),
    }
}

pub fn entry(at: usize, name: &str, code: &str) -> PublishedEntry {
    PublishedEntry {
        provider: id(at),
        name: name.into(),
        address: Some("3 rue des Nuées, Genoble".into()),
        country: Some(country(code)),
        services: vec!["Hosting of mailboxes".into()],
        countries: vec![country(code)],
        mechanisms: if code == "US" { vec!["scc_m3".into()] } else { Vec::new() },
    }
}

/// Each part stands in the text, behind the one before.
#[track_caller]
pub fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("{part:?} is not there, or not behind the one before:\n{text}"));
        rest = &rest[at + part.len()..];
    }
}

pub const NEWSLETTER: &str = r#"{
    "name": "Newsletter", "role": "controller", "status": "active", "reference": "RT-014",
    "departments": ["01920000-0000-7000-8000-000000000007"], "owner": "Léopoldine Grisandre",
    "purposes": ["Sending our newsletter to subscribers and measuring how often it is opened", "Answering replies"],
    "sub_purposes": ["Removing addresses that bounce"],
    "data": [
        {"category": "identity", "subjects": ["prospects", "customers"], "retention": "Until the subscription ends"},
        {"category": "usage_technical", "subjects": ["prospects"], "retention": "13 months"},
        {"category": "sc_health", "subjects": ["customers"]}
    ],
    "legal_bases": ["6_1_a", "6_1_f"], "legal_basis_note": "Interest in knowing what is read", "lia": "LIA-3",
    "recipients": [{"kind": "public_authority", "name": "Courts, on order"}, {"kind": "internal_department", "name": "Support"}],
    "joint_controllers": [{"name": "Association Courriel Vert", "contact": "contact@courriel-vert.example", "arrangement": "3 March 2025"}],
    "security": "Policy PSSI-2", "security_measures": [{"family": "access_control", "measures": "Named accounts, second factor"}, {"family": "backup", "measures": "Every night, other town"}],
    "automated_decisions": false, "rights": ["access", "objection"], "privacy_notice": "lumeria-mail.example/privacy",
    "dpia": "not_needed", "dpia_note": "No large scale", "unknown": ["data_source"]
}"#;

pub const HOSTING: &str = r#"{
    "name": "Hosting of mailboxes", "role": "processor", "status": "active", "reference": "ST-001",
    "processing_categories": ["Hosting of mailboxes", "Filtering of spam"], "security": "Policy PSSI-2",
    "clients": ["01920000-0000-7000-8000-000000000064", "01920000-0000-7000-8000-000000000066"],
    "client_groups": ["01920000-0000-7000-8000-000000000008"]
}"#;
