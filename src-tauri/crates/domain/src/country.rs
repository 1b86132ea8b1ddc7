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
