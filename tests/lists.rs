//! The shipped lists against a real list of 564 providers. The file is read from `PROVIDENT_DATA`
//! or from `shared/data` beside the checkout; where neither is there, the tests say so.

use std::collections::BTreeMap;

use provident_api::assets::lists;
use provident_domain::certification_name::certifications_in;
use provident_domain::country::{CountryCode, country_of_address};

use crate::ground::real_file;

type Row = BTreeMap<String, String>;

fn real_providers() -> Option<(Vec<String>, Vec<Row>)> {
    let path = real_file("providers-564.csv")?;
    let mut table = csv::Reader::from_path(path).expect("a CSV");
    let headers = table.headers().expect("headers").iter().map(|header| header.trim_start_matches('\u{feff}').to_owned()).collect();
    let rows = table.deserialize().map(Result::unwrap).collect();
    Some((headers, rows))
}

#[test]
fn every_header_of_the_real_file_is_known() {
    let Some((headers, _)) = real_providers() else { return };
    let fields: Vec<Option<&str>> =
        headers.iter().map(|header| lists().import_field_named(header).map(|field| field.id.as_str())).collect();
    let expected = [
        "name",
        "legal_name",
        "category",
        "address",
        "website",
        "link_privacy_policy",
        "link_dpa",
        "link_sub_processors",
        "link_security",
        "link_trust_centre",
        "certifications",
    ];
    assert_eq!(fields, expected.map(Some), "headers {headers:?}");
}

#[test]
fn every_category_of_the_real_file_is_known() {
    let Some((_, rows)) = real_providers() else { return };
    for row in &rows {
        assert!(lists().provider_category_named(&row["Category"]).is_some(), "category {:?}", row["Category"]);
    }
}

#[test]
fn the_countries_of_real_addresses_are_read_and_never_guessed() {
    let Some((_, rows)) = real_providers() else { return };
    let addresses: Vec<&str> = rows.iter().map(|row| row["Head office address"].trim()).filter(|address| !address.is_empty()).collect();
    let read: Vec<(&str, Option<CountryCode>)> = addresses.iter().map(|address| (*address, country_of_address(address, lists()))).collect();
    let known = read.iter().filter(|(_, country)| country.is_some()).count();
    println!("{known} of {} addresses ({} providers) say their country", addresses.len(), rows.len());
    for (address, _) in read.iter().filter(|(_, country)| country.is_none()) {
        println!("  open: {address}");
    }
    assert!(known >= KNOWN_ADDRESSES, "only {known} of {} addresses are read", addresses.len());
    for (address, country) in read.iter().filter_map(|(address, country)| country.map(|country| (address, country))) {
        assert!(agrees(address, country), "{address:?} was read as {country}");
    }
}

/// What has been reached; a change of the lists must not lose any.
const KNOWN_ADDRESSES: usize = 480;

/// A second, blunter look: the name stands in the address, or it is American or Canadian by its postal code.
fn agrees(address: &str, country: CountryCode) -> bool {
    let known = lists().country(country).expect("a country");
    let names = known.spellings.iter().chain([&known.label.en]);
    let by_name = names.into_iter().any(|name| address.contains(name.as_str())) || address.ends_with(country.as_str());
    by_name || (["US", "CA"].contains(&country.as_str()) && address.chars().rev().take(10).any(|c| c.is_ascii_digit()))
}

#[test]
fn most_certifications_of_the_real_file_are_recognised() {
    let Some((_, rows)) = real_providers() else { return };
    let names: Vec<_> = rows.iter().flat_map(|row| certifications_in(&row["Certifications"], lists())).collect();
    let known = names.iter().filter(|name| name.id.is_some()).count();
    println!("{known} of {} certifications are recognised", names.len());
    assert!(known * 100 >= names.len() * KNOWN_CERTIFICATIONS_PERCENT, "only {known} of {} certifications", names.len());
}

const KNOWN_CERTIFICATIONS_PERCENT: usize = 80;
