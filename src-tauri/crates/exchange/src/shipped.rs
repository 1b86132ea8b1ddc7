//! The shipped lists, and tables read with them, for unit tests.

use std::sync::LazyLock;

use provident_domain::lists::{ColumnSet, ListTexts, Lists};

use crate::columns::guess_columns;
use crate::table::{HeaderRow, Reading, read_table};

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

pub(crate) fn shipped() -> &'static Lists {
    &LISTS
}

/// Rows as a list, the first its headers, and the field of each column.
pub(crate) fn table(set: ColumnSet, rows: &[&[&str]]) -> (Reading, Vec<Option<String>>) {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(*row).expect("a vector takes it"));
    let bytes = writer.into_inner().expect("a vector takes it");
    let reading = read_table("list.csv", &bytes, None, HeaderRow::First).expect("a list");
    let mapping = guess_columns(set, &reading.header, shipped());
    (reading, mapping)
}
