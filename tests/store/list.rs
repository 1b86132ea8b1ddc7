//! The list: search, filters, order, counts.

use provident_domain::provider::{ProviderDraft, ProviderStatus};
use provident_domain::service::ServiceDraft;
use provident_store::list::{ProviderQuery, ProviderSort};
use provident_store::{Register, StoreFault};

use crate::ground::{Desk, add, add_service, service};
use provident_api::assets::lists;

fn sample(desk: &Desk) -> Register {
    let mut register = desk.register("one.provident");
    let rows = [
        ("Mailwright", ProviderStatus::InUse, "FR", "Sending newsletters"),
        ("Žluťoučký Hosting", ProviderStatus::InUse, "CZ", "Servers"),
        ("Quillworks", ProviderStatus::Proposed, "US", "Mail templates"),
        ("The Mail House", ProviderStatus::Ended, "FR", "Letters on paper"),
    ];
    for (name, status, country, purpose) in rows {
        let draft = ProviderDraft { name: name.into(), status: Some(status), country: Some(country.into()), ..Default::default() };
        let id = add(&mut register, &draft.check(lists()).expect("good"));
        add_service(&mut register, id, &service(&ServiceDraft { name: name.into(), purpose: Some(purpose.into()), ..Default::default() }));
    }
    register
}

fn names(register: &mut Register, query: &ProviderQuery) -> Vec<String> {
    let page = register.read::<_, StoreFault>(|reading| reading.providers(query)).expect("a page");
    page.rows.into_iter().map(|row| row.name).collect()
}

#[track_caller]
fn finds(search: &str, expected: &[&str]) {
    let desk = Desk::new();
    let found = names(&mut sample(&desk), &ProviderQuery { search: search.into(), ..Default::default() });
    assert_eq!(found, expected, "search for {search:?}");
}

#[test]
fn names_that_begin_come_before_names_that_contain_before_anything_else() {
    finds("mail", &["Mailwright", "The Mail House", "Quillworks"]);
}

#[test]
fn accents_and_case_do_not_matter() {
    finds("zlut", &["Žluťoučký Hosting"]);
    finds("ŽLUŤ hos", &["Žluťoučký Hosting"]);
}

#[test]
fn countries_are_found_in_english_and_in_french() {
    finds("united sta", &["Quillworks"]);
    finds("états-unis", &["Quillworks"]);
}

#[test]
fn syntax_of_the_search_engine_is_only_text() {
    finds("\" OR name:*", &[]);
    finds("mail AND (", &[]);
    finds("'; DROP TABLE provider; --", &[]);
    finds("%", &["Mailwright", "Quillworks", "The Mail House", "Žluťoučký Hosting"]);
}

#[test]
fn filters_and_search_hold_together_and_descend() {
    let desk = Desk::new();
    let mut register = sample(&desk);
    let french = ProviderQuery { countries: vec!["FR".parse().expect("a country")], ..Default::default() };
    assert_eq!(names(&mut register, &french), ["Mailwright", "The Mail House"]);
    let ended = ProviderQuery { search: "mail".into(), statuses: vec![ProviderStatus::Ended], ..french.clone() };
    assert_eq!(names(&mut register, &ended), ["The Mail House"]);
    let down = ProviderQuery { sort: ProviderSort::Name, descending: true, ..Default::default() };
    assert_eq!(names(&mut register, &down)[0], "Žluťoučký Hosting");
    let none = ProviderQuery { completeness_below: Some(1), ..Default::default() };
    assert!(names(&mut register, &none).is_empty());
}

#[test]
fn pages_meet_without_gap_or_double() {
    let desk = Desk::new();
    let mut register = sample(&desk);
    let page = |register: &mut Register, offset| names(register, &ProviderQuery { offset, limit: 2, ..Default::default() });
    let both: Vec<String> = [page(&mut register, 0), page(&mut register, 2)].concat();
    assert_eq!(both, names(&mut register, &ProviderQuery::default()));
}
