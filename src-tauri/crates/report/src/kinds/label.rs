//! Labels of the vocabulary in the language of a report.

use provident_domain::country::CountryCode;
use provident_domain::lists::{Language, Lists};
use serde::Serialize;

use super::words::Wording;

pub(super) struct Labels<'a> {
    pub lists: &'a Lists,
    pub language: Language,
}

impl<'a> Labels<'a> {
    pub fn word(&self, word: impl Wording) -> &'static str {
        word.text(self.language)
    }

    /// A label and what is said under it, with the colon of the language.
    pub fn said(&self, label: &str, text: &str) -> String {
        match self.language {
            Language::En => format!("{label}: {text}"),
            Language::Fr => format!("{label}\u{a0}: {text}"),
        }
    }

    /// Of an id; the id itself where the vocabulary has none, such as an imported category.
    pub fn id(&self, group: &str, id: &'a str) -> &'a str {
        self.lists.label(group, id, self.language).unwrap_or(id)
    }

    /// Of an enumeration, by its wire name.
    pub fn of(&self, group: &str, value: &impl Serialize) -> &'a str {
        let name = serde_json::to_value(value).ok();
        let id = name.as_ref().and_then(|name| name.as_str()).unwrap_or_default();
        self.lists.label(group, id, self.language).unwrap_or("–")
    }

    pub fn country(&self, code: CountryCode) -> &'a str {
        self.lists.country(code).map_or("–", |country| country.label.get(self.language))
    }
}
