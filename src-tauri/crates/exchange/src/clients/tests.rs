//! Lists of clients. All names are invented.

use provident_domain::fault::FaultCode;

use super::*;
use crate::shipped::{shipped, table};

fn read(rows: &[&[&str]]) -> (Vec<IncomingClient>, Vec<RefusedRow>) {
    let (reading, mapping) = table(ColumnSet::Client, rows);
    incoming_clients(&reading, &mapping, shipped(), "2026-11-25".parse().expect("a day"))
}

#[track_caller]
fn one(header: &str, cell: &str) -> IncomingClient {
    let (accepted, refused) = read(&[&["Client", header], &["Acme", cell]]);
    assert!(refused.is_empty(), "{refused:?}");
    accepted.into_iter().next().expect("one row")
}

#[test]
fn a_client_is_read_with_its_group_by_name() {
    let header: &[&str] = &["Client", "Country", "Email", "Group", "Notice period", "Since", "DPO"];
    let (accepted, refused) = read(&[header, &["Acme, Inc.", "France", "dpo@acme.example", "Standard", "30 days", "25/05/2024", "Ada"]]);
    assert!(refused.is_empty(), "{refused:?}");
    let IncomingClient { row, draft, group, remarks } = &accepted[0];
    assert_eq!((*row, draft.name.as_str(), draft.country.as_deref(), group.as_deref()), (2, "Acme, Inc.", Some("FR"), Some("Standard")));
    assert_eq!((draft.notice_days, draft.dpo_name.as_deref()), (Some(30), Some("Ada")));
    assert_eq!(draft.since.map(|day| day.to_string()).as_deref(), Some("2024-05-25"));
    assert!(draft.group.is_none() && remarks.is_empty());
}

#[test]
fn a_value_its_field_cannot_hold_is_kept() {
    let kept = |header: &str, cell: &str| one(header, cell).draft.notes;
    assert_eq!(kept("Country", "EU").as_deref(), Some("Country: EU"));
    assert_eq!(kept("Email", "ask them").as_deref(), Some("Email: ask them"));
    assert_eq!(kept("Notice period", "a month").as_deref(), Some("Notice period: a month"));
    assert_eq!(kept("Notice period", "1000").as_deref(), Some("Notice period: 1000"));
    assert_eq!(kept("Shoes", "blue").as_deref(), Some("Shoes: blue"));
    assert_eq!(
        one("Notice period", "1000").remarks,
        [Remark::Column { header: "Notice period".into(), code: FaultCode::Above { max: 730 } }]
    );
}

#[test]
fn rows_of_one_name_are_one_client() {
    let (accepted, _) = read(&[&["Client", "Email", "Country"], &["Acme", "a@acme.example", ""], &["acme", "b@acme.example", "France"]]);
    assert_eq!(accepted.len(), 1);
    assert_eq!((accepted[0].draft.contact_email.as_deref(), accepted[0].draft.country.as_deref()), (Some("a@acme.example"), Some("FR")));
    assert_eq!(accepted[0].draft.notes.as_deref(), Some("Contact e-mail (row 3): b@acme.example"));
}

#[test]
fn a_client_that_ends_before_it_begins_is_refused() {
    let (accepted, refused) = read(&[&["Client", "Since", "Until"], &["Acme", "2026-01-02", "2026-01-01"]]);
    assert!(accepted.is_empty());
    assert_eq!(refused[0].reasons, [Remark::Field { field: "until".into(), code: FaultCode::EndsBeforeStart }]);
}
