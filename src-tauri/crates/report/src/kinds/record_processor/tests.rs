//! The record as processor, letter by letter.

use super::*;
use crate::kinds::sample::{self, HOSTING, in_order, issue, lists, lumeria};
use crate::text::as_text;

fn hosting(names: &RecordNames) -> ActivityFacts {
    sample::held(sample::activity(HOSTING), vec![sample::service("Granvelour", "GB", "Servers", Vec::new())], names, None)
}

fn text(clients: usize, language: Language) -> String {
    let names = sample::names(clients);
    as_text(&record_processor(&[hosting(&names)], &names, &issue(&lumeria(), language), lists().legal()))
}

#[test]
fn a_sheet_follows_the_letters_of_the_article() {
    let text = text(3, Language::En);
    let sheet = &text[text.find("# ST-001").expect("the sheet")..];
    in_order(
        sheet,
        &[
            "(a) Processor: Lumeria Mail SAS",
            "(a) Clients: Mail standard: 1 client",
            "Named below: 2",
            "Without contact details: 1",
            "Controller | Contact",
            "Client 0000 · Belgium | No contact recorded",
        ],
    );
    in_order(
        sheet,
        &[
            "(b) Categories of processing: – Hosting",
            "Granvelour Ltd",
            "(c) Transfers",
            "(d) Security measures: Policy PSSI-2",
            "## Recorded beyond Art. 30(2)",
        ],
    );
}

#[test]
fn the_clients_of_a_group_are_named_once_with_their_contacts() {
    let text = text(9, Language::Fr);
    in_order(
        &text,
        &[
            "Sous-traitant: Lumeria Mail SAS",
            "# Responsables par groupe",
            "Mail standard\u{a0}: 4 clients",
            "Terms 4.2, annex C",
            "contact1@client.example",
        ],
    );
    assert_eq!(text.matches("contact1@client.example").count(), 1, "once, however many activities there are");
}

#[test]
fn figures_count_each_client_once() {
    in_order(&text(9, Language::En), &["6 clients for whom we process", "1 clients without contact details"]);
}

#[test]
fn a_client_that_has_left_is_not_in_the_record() {
    let mut names = sample::names(3);
    for client in names.clients.values_mut() {
        client.until = sample::today().pred_opt();
    }
    let text = as_text(&record_processor(&[hosting(&names)], &names, &issue(&lumeria(), Language::En), lists().legal()));
    assert!(!text.contains("client.example"), "{text}");
}

#[test]
fn the_table_names_every_client() {
    let names = sample::names(9);
    let table = record_table(&[hosting(&names)], &names, &issue(&lumeria(), Language::En), lists().legal());
    let at = table.heads.iter().position(|head| head == "(a) Clients").expect("the column");
    assert_eq!(table.rows[0][at].lines().count(), 6, "{}", table.rows[0][at]);
}

#[test]
fn a_thousand_clients_are_a_table_over_many_pages() {
    let names = sample::names(2_000);
    let document = record_processor(&[hosting(&names)], &names, &issue(&lumeria(), Language::En), lists().legal());
    let pdf = crate::render(&document).expect("a PDF");
    assert!((15..60).contains(&pdf.pages), "{} pages", pdf.pages);
}
