//! Countries: the code, and reading one from what people write.
//! Nothing is guessed: what could be two things is reported, not chosen.

mod address;
mod reading;
mod words;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::lists::Lists;

pub use address::country_of_address;
pub use reading::{CountryReading, countries_in};
pub(crate) use words::{CountryWordTexts, CountryWords};

/// Two letters of ISO 3166-1, upper case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct CountryCode([u8; 2]);

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0:?} is not a country code of two letters")]
pub struct NotACountryCode(pub String);

impl CountryCode {
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("two ASCII letters, checked when it was made")
    }
}

/// A cell that holds one country: its code or a name in English, French or German.
pub fn parse_country(text: &str, lists: &Lists) -> Option<CountryCode> {
    let text = text.trim();
    lists.country_coded(&text.to_ascii_uppercase()).or_else(|| lists.country_named(text))
}

impl FromStr for CountryCode {
    type Err = NotACountryCode;

    /// Either case is read.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            [first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
                Ok(CountryCode([first.to_ascii_uppercase(), second.to_ascii_uppercase()]))
            }
            _ => Err(NotACountryCode(text.to_owned())),
        }
    }
}

impl TryFrom<String> for CountryCode {
    type Error = NotACountryCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> String {
        code.as_str().to_owned()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::shipped::shipped;

    #[track_caller]
    fn check(cell: &str, expected: Option<&str>) {
        let found = parse_country(cell, shipped()).map(|code| code.to_string());
        assert_eq!(found.as_deref(), expected, "cell {cell:?}");
    }

    #[test]
    fn a_cell_holds_a_code_or_a_name_in_three_languages() {
        for cell in [
            "US",
            "us",
            "USA",
            "U.S.A.",
            "U.S.",
            "United States",
            "United States of America",
            "États-Unis",
            "etats unis",
            "Vereinigte Staaten",
        ] {
            check(cell, Some("US"));
        }
        for cell in ["UK", "GB", "Great Britain", "England", "Scotland", "Royaume-Uni", "Vereinigtes Königreich", "Northern Ireland"] {
            check(cell, Some("GB"));
        }
        check("Deutschland", Some("DE"));
        check("Holland", Some("NL"));
        check("the Netherlands", Some("NL"));
        check("Czech Republic", Some("CZ"));
        check("EL", Some("GR"));
        check("DEU", Some("DE"));
        check("CÔTE D'IVOIRE", Some("CI"));
        check(" Ireland ", Some("IE"));
    }

    #[test]
    fn what_is_no_single_country_is_none() {
        for cell in ["", "EU", "UE", "Europe", "Worldwide", "XX", "ZZ", "Dublin", "Dublin, Ireland", "Congo", "Korea", "n/a", "unknown"] {
            check(cell, None);
        }
    }

    #[test]
    fn every_country_is_read_back_from_its_code_and_names() {
        for country in shipped().countries() {
            let names = [country.code.as_str(), &country.label.en, &country.label.fr, &country.de];
            for name in names.into_iter().chain(country.spellings.iter().map(String::as_str)) {
                check(name, Some(country.code.as_str()));
            }
        }
    }

    #[test]
    fn a_code_is_two_letters_on_the_wire() {
        let code: CountryCode = serde_json::from_str("\"fr\"").unwrap();
        assert_eq!(serde_json::to_string(&code).unwrap(), "\"FR\"");
        for bad in ["\"FRA\"", "\"F1\"", "\"\"", "\"é\"", "7"] {
            assert!(serde_json::from_str::<CountryCode>(bad).is_err(), "{bad} is no code");
        }
    }
}
