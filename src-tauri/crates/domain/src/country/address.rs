//! The country of a postal address.

use super::CountryCode;
use crate::lists::Lists;

/// The country an address ends in, if it says one.
pub fn country_of_address(address: &str, lists: &Lists) -> Option<CountryCode> {
    let last = address.rsplit(',').next()?;
    lists.country_named(last)
}
