//! The record as controller, letter by letter.

use provident_domain::activity::Confirmation;

use super::*;
use crate::kinds::facts::TransferLine;
use crate::kinds::sample::{self, HOSTING, NEWSLETTER, day, in_order, issue, leg, lists, lumeria};
use crate::text::as_text;

fn newsletter(transfers: Vec<TransferLine>) -> ActivityFacts {
    let service = sample::service("Nuage", "US", "Mail sending", transfers);
    let confirmation = Confirmation { by: "Léopoldine Grisandre".into(), on: day("2026-05-04"), note: None };
    sample::held(sample::activity(NEWSLETTER), vec![service], &sample::names(0), Some(confirmation))
}

fn text(facts: &[ActivityFacts], language: Language) -> String {
    as_text(&record_controller(facts, &sample::names(0), &issue(&lumeria(), language), lists().legal()))
}

fn signed() -> TransferLine {
    leg("Nuage", "US", |draft| (draft.mechanism, draft.signed_on) = (Some("scc_m2".into()), Some(day("2025-11-03"))), None)
}

#[test]
fn a_sheet_follows_the_letters_of_the_article() {
    let text = text(&[newsletter(vec![signed()])], Language::En);
    let sheet = &text[text.find("# RT-014 · Newsletter").expect("the sheet")..];
    in_order(
        sheet,
        &["(a) Controllers", "(b) Purposes", "(c) Persons", "(d) Recipients", "(e) Transfers", "(f) Retention", "(g) Access control"],
    );
    in_order(
        sheet,
        &[
            "(g) Backup",
            "## Recorded beyond Art. 30(1)",
            "Consent (Art. 6(1)(a))",
            "Confirmed as still true: 4 May 2026, Léopoldine Grisandre",
        ],
    );
}

#[test]
fn a_sheet_in_french_says_the_same() {
    let text = text(&[newsletter(vec![signed()])], Language::Fr);
    in_order(
        &text,
        &[
            "Délégué à la protection des données: Camille Orvane",
            "# RT-014 · Newsletter",
            "(a) Responsables du traitement",
            "(b) Finalités",
        ],
    );
    in_order(
        &text,
        &[
            "(d) Destinataires",
            "Garanties appropriées (art. 46)",
            "signé le 3 novembre 2025",
            "(f) Durée de conservation",
            "## Au-delà de l’art. 30, par. 1",
        ],
    );
}

#[test]
fn the_first_page_says_who_answers_and_how_it_stands() {
    let text = text(&[newsletter(Vec::new())], Language::En);
    in_order(
        &text,
        &[
            "Controller: Lumeria Mail SAS",
            "12 quai Imaginaire, 69000 Lyon, France",
            "None needed: established in the EEA",
            "Camille Orvane · dpo@",
            "CNIL",
        ],
    );
    in_order(
        &text,
        &[
            "1 activities in the record",
            "1 confirmed in the last 12 months",
            "0 complete under every letter",
            "(a) | Controller",
            "(g) | General",
        ],
    );
}

#[test]
fn what_is_missing_is_said_letter_by_letter() {
    let activity = sample::activity(r#"{"name": "Prospects", "role": "controller", "status": "active", "unknown": ["purposes"]}"#);
    let text = text(&[sample::held(activity, Vec::new(), &sample::names(0), None)], Language::En);
    in_order(&text, &["State: Missing: (b) Purposes · (c)", "(d) Recipients · (f) Retention · (g) Security"]);
    in_order(
        &text,
        &[
            "(b) Purposes: Asked, nobody knows",
            "(c) Persons and data: Not stated yet",
            "(d) Recipients: Not stated yet",
            "(g) Security measures: Not stated yet",
            "Never confirmed",
        ],
    );
}

#[test]
fn a_category_says_whether_it_is_sensitive_and_how_long_it_is_kept() {
    let text = text(&[newsletter(Vec::new())], Language::En);
    in_order(&text, &["Special category (Art. 9) | Customers (individuals) | Not stated yet", "stated for 2 of 3"]);
}

#[test]
fn a_transfer_on_compelling_interests_shows_its_safeguards() {
    let with = |safeguards: Option<&str>| {
        let safeguards = safeguards.map(str::to_owned);
        leg("Nuage", "IN", |draft| (draft.mechanism, draft.safeguards) = (Some("art49_1_sub2".into()), safeguards), None)
    };
    let label = "Assessment and safeguards (Art. 49(6)) · Nuage";
    in_order(&text(&[newsletter(vec![with(Some("Encrypted, told to the authority"))])], Language::En), &[label, "Encrypted, told"]);
    in_order(&text(&[newsletter(vec![with(None)])], Language::En), &["Breach", "Exception not documented", label, "Not stated yet"]);
}

#[test]
fn categories_of_recipients_and_third_countries_stand_beside_their_letters() {
    let text = text(&[newsletter(vec![signed()])], Language::En);
    in_order(&text, &["(d) Recipients: Processor, Public authority, Internal department", "Recipient | Role or kind", "Nuage Ltd"]);
    in_order(&text, &["(e) Transfers outside the EEA: United States", "To | Country or organisation", "Nuage | United States"]);
}

#[test]
fn only_what_is_not_told_by_a_leg_is_said_to_be_open() {
    let mut ruled_out = signed();
    ruled_out.verdict.ground = provident_domain::transfer::Ground::NoTransfer;
    let text = |lines| text(&[newsletter(lines)], Language::En);
    in_order(
        &text(Vec::new()),
        &["(e) Transfers outside the EEA: None is recorded", "Outside the EEA, with no transfer recorded: United States"],
    );
    let told = text(vec![ruled_out]);
    in_order(&told, &["(e) Transfers outside the EEA: None is recorded · Nuage: No transfer"]);
    assert!(!told.contains("with no transfer recorded"), "somebody decided on it:\n{told}");
    let mut proposed = signed();
    (proposed.transfer, proposed.importer) = (None, None);
    in_order(
        &text(vec![proposed]),
        &["(e) Transfers outside the EEA: United States · Proposed, not decided: 1", "an importer not named yet"],
    );
}

#[test]
fn only_active_activities_of_the_role_are_in_the_record() {
    let draft = sample::activity(r#"{"name": "Being written", "role": "controller"}"#);
    let retired = sample::activity(r#"{"name": "Long gone", "role": "controller", "status": "retired"}"#);
    let all = [draft, retired, sample::activity(HOSTING)].map(|activity| sample::held(activity, Vec::new(), &sample::names(3), None));
    let text = text(&all, Language::En);
    in_order(&text, &["No activity is recorded as active yet.", "# Not yet part of the record", "Being written"]);
    assert!(!text.contains("Long gone") && !text.contains("mailboxes"), "retired, or of the other record:\n{text}");
}

#[test]
fn the_table_has_a_row_an_activity_and_iso_dates() {
    let table = record_table(&[newsletter(vec![signed()])], &sample::names(0), &issue(&lumeria(), Language::En), lists().legal());
    assert_eq!(table.rows.len(), 1, "one activity");
    assert_eq!(table.heads.len(), table.rows[0].len(), "a cell a column");
    let cell = |head: &str| {
        &table.rows[0][table.heads.iter().position(|other| other == head).unwrap_or_else(|| panic!("no {head:?} in {:?}", table.heads))]
    };
    assert_eq!(cell("Confirmed on"), "2026-05-04");
    assert_eq!(cell("(f) Retention").lines().next(), Some("– Identity: Until the subscription ends"));
    assert!(cell("(e) Transfers outside the EEA").contains("SCC 2021, module 2"), "{}", cell("(e) Transfers outside the EEA"));
}

#[test]
fn hostile_and_long_texts_are_printed_whole() {
    let long = "Donaudampfschifffahrt".repeat(190);
    let hostile = "<b>\u{202e}\u{0}(\\) {country} =1+1 日本語 🦉";
    let mut activity = sample::activity(NEWSLETTER);
    activity.name = hostile.into();
    activity.purposes = (0..200).map(|at| format!("{at} {hostile}")).collect();
    activity.security = Some(long.clone());
    let facts = [sample::held(activity, Vec::new(), &sample::names(0), None)];
    let document = record_controller(&facts, &sample::names(0), &issue(&lumeria(), Language::Fr), lists().legal());
    assert!(as_text(&document).contains(&long), "nothing is cut off");
    let pdf = crate::render(&document).expect("a PDF");
    assert!(pdf.pages > 5 && pdf.replaced_glyphs > 0, "{} pages", pdf.pages);
}
