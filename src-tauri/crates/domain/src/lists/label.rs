//! Words for people, in every language the program speaks.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    En,
    Fr,
}

/// One text in every language; none is optional.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Label {
    pub en: String,
    pub fr: String,
}

/// The label of one id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LabelEntry {
    pub id: String,
    pub label: Label,
}

/// The labels of one enumeration, in the order a person expects them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LabelGroup {
    pub id: String,
    pub entries: Vec<LabelEntry>,
}

impl Label {
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Fr => &self.fr,
        }
    }
}

/// Finds the label of an id within a group.
#[derive(Default)]
pub(super) struct LabelIndex(HashMap<String, HashMap<String, Label>>);

impl LabelIndex {
    pub(super) fn add<'a>(&mut self, group: &str, entries: impl Iterator<Item = (&'a str, &'a Label)>) {
        let labels = self.0.entry(group.to_owned()).or_default();
        labels.extend(entries.map(|(id, label)| (id.to_owned(), label.clone())));
    }

    pub(super) fn get(&self, group: &str, id: &str) -> Option<&Label> {
        self.0.get(group)?.get(id)
    }
}
