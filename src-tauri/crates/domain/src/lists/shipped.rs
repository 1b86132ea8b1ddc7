//! The shipped lists, for unit tests: the rules are tested on what is really delivered.

use std::sync::LazyLock;

use super::{ListTexts, Lists};

macro_rules! asset {
    ($path:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/", $path))
    };
}

pub(crate) static TEXTS: ListTexts = ListTexts {
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

static LISTS: LazyLock<Lists> = LazyLock::new(|| match Lists::from_json(&TEXTS) {
    Ok(lists) => lists,
    Err(fault) => panic!("the shipped lists are faulty: {fault}"),
});

pub(crate) fn shipped() -> &'static Lists {
    &LISTS
}
