//! The files of the lists: each says where it comes from and when that was looked at.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is wrong with a list. A fault of ours: lists are shipped with the program.
#[derive(Debug, thiserror::Error)]
pub enum ListFault {
    #[error("the list {list} cannot be read: {cause}")]
    Malformed { list: &'static str, cause: serde_json::Error },
    #[error("the list {list} has {value:?} twice")]
    Twice { list: &'static str, value: String },
    #[error("the list {list} names the unknown {value:?}")]
    Unknown { list: &'static str, value: String },
}

/// Where a list comes from and when it was last compared with that.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ListSource {
    pub list: String,
    pub source: String,
    pub last_verified: NaiveDate,
}

#[derive(Deserialize)]
struct Head {
    source: String,
    last_verified: NaiveDate,
}

/// The part of a file that its own entries stand in.
pub(super) fn read<T: DeserializeOwned>(list: &'static str, text: &str, sources: &mut Vec<ListSource>) -> Result<T, ListFault> {
    let malformed = |cause| ListFault::Malformed { list, cause };
    let head: Head = serde_json::from_str(text).map_err(malformed)?;
    sources.push(ListSource { list: list.to_owned(), source: head.source, last_verified: head.last_verified });
    serde_json::from_str(text).map_err(malformed)
}

/// Where each key stands. A key may come twice for the same entry, never for two.
pub(super) fn index<K: std::hash::Hash + Eq + std::fmt::Debug>(
    list: &'static str,
    keys: impl Iterator<Item = (K, usize)>,
) -> Result<HashMap<K, usize>, ListFault> {
    let mut found = HashMap::new();
    for (key, at) in keys {
        if let Some(other) = found.get(&key)
            && *other != at
        {
            return Err(ListFault::Twice { list, value: format!("{key:?}") });
        }
        found.insert(key, at);
    }
    Ok(found)
}
