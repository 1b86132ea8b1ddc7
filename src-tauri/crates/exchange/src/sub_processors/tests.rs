//! Lists of sub-processors as providers publish them. All names are invented.

use provident_domain::fault::FaultCode;

use super::*;
use crate::shipped::{shipped, table};

fn read(rows: &[&[&str]]) -> (Vec<IncomingSubProcessor>, Vec<RefusedRow>) {
    let (reading, mapping) = table(ColumnSet::SubProcessor, rows);
    incoming_sub_processors(&reading, &mapping, shipped(), "2026-11-25".parse().expect("a day"))
}

#[track_caller]
fn one(header: &str, cell: &str) -> IncomingSubProcessor {
    let (accepted, refused) = read(&[&["Sub-processor", header], &["Acme", cell]]);
    assert!(refused.is_empty(), "{refused:?}");
    accepted.into_iter().next().expect("one row")
}

/// What a cell of countries becomes: the country, the places, and what is not certain.
#[track_caller]
fn check(header: &str, cell: &str, country: Option<&str>, locations: &[&str], uncertain: &[&str]) {
    let read = one(header, cell);
    assert_eq!(read.draft.country.as_deref(), country, "country of {cell:?}");
    assert_eq!(read.draft.locations, locations, "locations of {cell:?}");
    let left: Vec<&str> = read.uncertain.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(left, uncertain, "uncertain in {cell:?}");
    let note = (!uncertain.is_empty()).then(|| format!("{header}: {cell}"));
    assert_eq!(read.draft.notes, note, "what is not certain is kept as written");
    assert_eq!(read.remarks.len(), usize::from(note.is_some()), "{cell:?}");
}

#[test]
fn one_certain_country_is_where_it_is_established() {
    check("Country", "Ireland", Some("IE"), &[], &[]);
    check("Country", "Dublin, Ireland", Some("IE"), &[], &[]);
    check("Country", "DE", Some("DE"), &[], &[]);
    check("Country", "usa", Some("US"), &[], &[]);
    check("Pays", "États-Unis", Some("US"), &[], &[]);
    check("Country", "-", None, &[], &[]);
}

#[test]
fn several_countries_are_where_it_processes() {
    check("Country", "USA / UE", None, &["US"], &["UE"]);
    check("Country", "Ireland, Germany", None, &["DE", "IE"], &[]);
    check("Country", "US; CA; IN", None, &["CA", "IN", "US"], &[]);
    check("Locations", "Ireland, Germany", None, &["DE", "IE"], &[]);
    check("Locations", "US", None, &["US"], &[]);
}

#[test]
fn a_place_that_is_not_certain_is_never_dropped() {
    check("Locations", "EU (Frankfurt) + follow-the-sun support", None, &[], &["EU", "Frankfurt", "follow-the-sun support"]);
    check("Locations", "Ireland / Europe", None, &["IE"], &["Europe"]);
    check("Country", "Atlantis", None, &[], &["Atlantis"]);
    check("Country", "San Francisco, CA", None, &[], &["San Francisco, CA"]);
    assert_eq!(one("Access countries", "Atlantis").uncertain, [Uncertain { field: "access_countries".into(), text: "Atlantis".into() }]);
}

#[test]
fn the_country_is_read_from_the_address_where_nothing_else_says_it() {
    assert_eq!(one("Address", "1 Quay, Dublin 2, Ireland").draft.country.as_deref(), Some("IE"));
}

#[test]
fn other_columns_fill_their_fields_or_the_notes() {
    let header: &[&str] = &["Sub-processor", "Transfer mechanism", "Engaged by", "Website", "Since", "Shoes", "Contact"];
    let (accepted, _) = read(&[header, &["Acme", "SCC (2021/914), Module 3", "Beta", "see below", "2027-01-01", "blue", "unknown"]]);
    let one = &accepted[0];
    assert_eq!((one.mechanism.as_deref(), one.under.as_deref()), (Some("SCC (2021/914), Module 3"), Some("Beta")));
    assert_eq!(one.draft.since.map(|day| day.to_string()).as_deref(), Some("2027-01-01"), "it may begin later");
    assert_eq!(one.draft.notes.as_deref(), Some("Website: see below\nShoes: blue\nContact: unknown"));
    assert_eq!(one.remarks, [Remark::Column { header: "Website".into(), code: FaultCode::NotAUrl { value: "see below".into() } }]);
}

#[test]
fn rows_of_one_name_are_one() {
    let header: &[&str] = &["Name", "Service", "Location"];
    let (accepted, refused) = read(&[header, &["Acme", "Mail", "USA"], &["Beta", "", ""], &["ACME", "Hosting", "Ireland"]]);
    assert!(refused.is_empty());
    assert_eq!(accepted.len(), 2);
    assert_eq!((accepted[0].row, &accepted[0].draft.locations[..]), (2, &["US".to_owned(), "IE".to_owned()][..]));
    assert_eq!(accepted[0].draft.service.as_deref(), Some("Mail"), "the first speaks");
    assert_eq!(accepted[0].draft.notes.as_deref(), Some("Service (row 4): Hosting"));
    assert!(matches!(&accepted[0].remarks[..], [Remark::RowDiffers { row: 4, .. }]));
}

#[test]
fn a_name_is_text_whatever_it_looks_like() {
    let name = |cell: &str| read(&[&["Name"], &[cell]]).0[0].draft.check(shipped()).expect("checked").name;
    assert_eq!(name("=HYPERLINK(\"http://x\")"), "=HYPERLINK(\"http://x\")");
    assert_eq!(name("@SUM(A1)"), "@SUM(A1)");
    assert_eq!(name("Acme\u{202e}moc.live\u{200f}"), "Acmemoc.live");
    assert_eq!(name("شركة أكمي"), "شركة أكمي");
}

#[test]
fn a_name_that_cannot_be_kept_is_refused() {
    let long = "x".repeat(10_000);
    let (accepted, refused) = read(&[&["Name", "Service"], &[&long, "Mail"], &["", "Mail"]]);
    assert!(accepted.is_empty());
    assert_eq!(refused[0].reasons, [Remark::Name { code: FaultCode::TooLong { max: 200, length: 10_000 } }]);
    assert_eq!(refused[0].name.len(), 200, "enough to know which one");
    assert_eq!(refused[1].reasons, [Remark::NoName]);
}
