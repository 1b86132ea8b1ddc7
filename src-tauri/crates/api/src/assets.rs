//! The lists shipped with the program, read once.

use std::sync::LazyLock;

use provident_domain::assess::ReviewRule;
use provident_domain::lists::Lists;
use provident_domain::shipped_list_texts;

static LISTS: LazyLock<Lists> =
    LazyLock::new(|| Lists::from_json(&shipped_list_texts!()).expect("the shipped lists are read by a test of every build"));

static REVIEW: LazyLock<ReviewRule> = LazyLock::new(|| {
    serde_json::from_str(shipped_list_texts!("legal/review.json")).expect("the shipped review rule is read by a test of every build")
});

/// Where the text of the Regulation can be read.
#[derive(serde::Deserialize)]
pub(crate) struct RegulationText {
    pub articles: u16,
    address: std::collections::BTreeMap<String, String>,
}

impl RegulationText {
    pub fn address(&self, article: u16, language: &str) -> Option<String> {
        Some(self.address.get(language)?.replace("{article}", &article.to_string()))
    }
}

static REGULATION: LazyLock<RegulationText> = LazyLock::new(|| {
    serde_json::from_str(shipped_list_texts!("legal/gdpr-text.json")).expect("the shipped address is read by a test of every build")
});

pub(crate) fn regulation() -> &'static RegulationText {
    &REGULATION
}

/// The sample company, all of it invented.
pub(crate) const SAMPLE: &str = shipped_list_texts!("sample/register.json");

pub fn lists() -> &'static Lists {
    &LISTS
}

pub fn review() -> &'static ReviewRule {
    &REVIEW
}
