//! The texts of the shipped files, and where they are taken from.

/// The texts of the shipped files. Paths are below `assets/`.
#[derive(Clone, Copy)]
pub struct ListTexts<'a> {
    /// `vocabulary/countries.json`
    pub countries: &'a str,
    /// `vocabulary/subdivisions.json`
    pub subdivisions: &'a str,
    /// `vocabulary/personal-data-categories.json`
    pub personal_data_categories: &'a str,
    /// `vocabulary/data-subject-categories.json`
    pub data_subject_categories: &'a str,
    /// `vocabulary/provider-categories.json`
    pub provider_categories: &'a str,
    /// `vocabulary/certifications.json`
    pub certifications: &'a str,
    /// `vocabulary/labels.json`
    pub labels: &'a str,
    /// `vocabulary/legal-forms.json`
    pub legal_forms: &'a str,
    /// `vocabulary/aliases.json`
    pub aliases: &'a str,
    /// `vocabulary/import-columns.json`
    pub import_columns: &'a str,
    /// `vocabulary/activity-columns.json`
    pub activity_columns: &'a str,
    /// `vocabulary/client-columns.json`
    pub client_columns: &'a str,
    /// `vocabulary/sub-processor-columns.json`
    pub sub_processor_columns: &'a str,
    /// `legal/eea.json`
    pub eea: &'a str,
    /// `legal/adequacy.json`
    pub adequacy: &'a str,
    /// `legal/supervisory-authorities.json`
    pub supervisory_authorities: &'a str,
    /// `legal/requirements.json`
    pub requirements: &'a str,
    /// `legal/transfer-mechanisms.json`
    pub transfer_mechanisms: &'a str,
    /// `legal/transfer-rules.json`
    pub transfer_rules: &'a str,
    /// `legal/processing-record.json`
    pub processing_record: &'a str,
    /// `legal/legal-bases.json`
    pub legal_bases: &'a str,
    /// `legal/tia.json`
    pub tia: &'a str,
    /// `legal/due-rules.json`
    pub due_rules: &'a str,
}

/// The texts of the shipped files as a [`ListTexts`], for a crate that stands beside this one: they are taken
/// from `assets/` when it is compiled.
#[macro_export]
macro_rules! shipped_list_texts {
    () => {
        $crate::lists::ListTexts {
            countries: $crate::shipped_list_texts!("vocabulary/countries.json"),
            subdivisions: $crate::shipped_list_texts!("vocabulary/subdivisions.json"),
            personal_data_categories: $crate::shipped_list_texts!("vocabulary/personal-data-categories.json"),
            data_subject_categories: $crate::shipped_list_texts!("vocabulary/data-subject-categories.json"),
            provider_categories: $crate::shipped_list_texts!("vocabulary/provider-categories.json"),
            certifications: $crate::shipped_list_texts!("vocabulary/certifications.json"),
            labels: $crate::shipped_list_texts!("vocabulary/labels.json"),
            legal_forms: $crate::shipped_list_texts!("vocabulary/legal-forms.json"),
            aliases: $crate::shipped_list_texts!("vocabulary/aliases.json"),
            import_columns: $crate::shipped_list_texts!("vocabulary/import-columns.json"),
            activity_columns: $crate::shipped_list_texts!("vocabulary/activity-columns.json"),
            client_columns: $crate::shipped_list_texts!("vocabulary/client-columns.json"),
            sub_processor_columns: $crate::shipped_list_texts!("vocabulary/sub-processor-columns.json"),
            eea: $crate::shipped_list_texts!("legal/eea.json"),
            adequacy: $crate::shipped_list_texts!("legal/adequacy.json"),
            supervisory_authorities: $crate::shipped_list_texts!("legal/supervisory-authorities.json"),
            requirements: $crate::shipped_list_texts!("legal/requirements.json"),
            transfer_mechanisms: $crate::shipped_list_texts!("legal/transfer-mechanisms.json"),
            transfer_rules: $crate::shipped_list_texts!("legal/transfer-rules.json"),
            processing_record: $crate::shipped_list_texts!("legal/processing-record.json"),
            legal_bases: $crate::shipped_list_texts!("legal/legal-bases.json"),
            tia: $crate::shipped_list_texts!("legal/tia.json"),
            due_rules: $crate::shipped_list_texts!("legal/due-rules.json"),
        }
    };
    ($path:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/", $path))
    };
}
