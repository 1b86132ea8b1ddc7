//! The lists shipped with the program, read once.

use std::sync::LazyLock;

use provident_domain::assess::ReviewRule;
use provident_domain::lists::{ListTexts, Lists};

macro_rules! asset {
    ($path:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/", $path))
    };
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let texts = ListTexts {
        countries: asset!("vocabulary/countries.json"),
        subdivisions: asset!("vocabulary/subdivisions.json"),
        personal_data_categories: asset!("vocabulary/personal-data-categories.json"),
        data_subject_categories: asset!("vocabulary/data-subject-categories.json"),
        provider_categories: asset!("vocabulary/provider-categories.json"),
        certifications: asset!("vocabulary/certifications.json"),
        labels: asset!("vocabulary/labels.json"),
        legal_forms: asset!("vocabulary/legal-forms.json"),
        aliases: asset!("vocabulary/aliases.json"),
        import_columns: asset!("vocabulary/import-columns.json"),
        activity_columns: asset!("vocabulary/activity-columns.json"),
        client_columns: asset!("vocabulary/client-columns.json"),
        sub_processor_columns: asset!("vocabulary/sub-processor-columns.json"),
        eea: asset!("legal/eea.json"),
        adequacy: asset!("legal/adequacy.json"),
        supervisory_authorities: asset!("legal/supervisory-authorities.json"),
        requirements: asset!("legal/requirements.json"),
        transfer_mechanisms: asset!("legal/transfer-mechanisms.json"),
        transfer_rules: asset!("legal/transfer-rules.json"),
        processing_record: asset!("legal/processing-record.json"),
        legal_bases: asset!("legal/legal-bases.json"),
        tia: asset!("legal/tia.json"),
        due_rules: asset!("legal/due-rules.json"),
    };
    Lists::from_json(&texts).expect("the shipped lists are read by a test of every build")
});

static REVIEW: LazyLock<ReviewRule> =
    LazyLock::new(|| serde_json::from_str(asset!("legal/review.json")).expect("the shipped review rule is read by a test of every build"));

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

static REGULATION: LazyLock<RegulationText> =
    LazyLock::new(|| serde_json::from_str(asset!("legal/gdpr-text.json")).expect("the shipped address is read by a test of every build"));

pub(crate) fn regulation() -> &'static RegulationText {
    &REGULATION
}

/// The sample company, all of it invented.
pub(crate) const SAMPLE: &str = asset!("sample/register.json");

pub fn lists() -> &'static Lists {
    &LISTS
}

pub fn review() -> &'static ReviewRule {
    &REVIEW
}
