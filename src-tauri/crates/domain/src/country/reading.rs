//! Countries in free text.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CountryCode, parse_country};
use crate::lists::Lists;

/// What a text says about countries: what is sure, and the pieces a person has to look at.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
pub struct CountryReading {
    pub certain: Vec<CountryCode>,
    pub uncertain: Vec<String>,
}

/// Reads the countries a text names.
pub fn countries_in(text: &str, lists: &Lists) -> CountryReading {
    let mut reading = CountryReading::default();
    for piece in text.split([',', ';', '/', '\n']).map(str::trim).filter(|piece| !piece.is_empty()) {
        match parse_country(piece, lists) {
            Some(code) => reading.certain.push(code),
            None => reading.uncertain.push(piece.to_owned()),
        }
    }
    reading.certain.sort();
    reading.certain.dedup();
    reading
}
