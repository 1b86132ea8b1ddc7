//! The words of the pickers, with labels in one language.

use provident_domain::lists::Language;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VocabularyQuery {
    pub language: Language,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct Choice {
    pub id: String,
    pub label: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct CountryChoice {
    pub id: String,
    pub label: String,
    /// Other spellings, for typing.
    pub spellings: Vec<String>,
    pub is_eea: bool,
    /// Covered by an adequacy decision today, wholly or in part.
    pub is_adequate: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct DataCategoryChoice {
    pub id: String,
    pub label: String,
    pub examples: String,
    /// Art. 9 or Art. 10.
    pub is_special: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct RequirementChoice {
    pub id: String,
    pub label: String,
    pub why: String,
    pub article: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct Vocabulary {
    pub countries: Vec<CountryChoice>,
    pub personal_data_categories: Vec<DataCategoryChoice>,
    pub data_subject_categories: Vec<Choice>,
    pub provider_categories: Vec<Choice>,
    pub certifications: Vec<Choice>,
    pub provider_statuses: Vec<Choice>,
    pub provider_roles: Vec<Choice>,
    pub our_roles: Vec<Choice>,
    pub volumes: Vec<Choice>,
    pub directions: Vec<Choice>,
    pub sign_ons: Vec<Choice>,
    pub clients_told: Vec<Choice>,
    pub fact_groups: Vec<Choice>,
    pub link_kinds: Vec<Choice>,
    pub contact_roles: Vec<Choice>,
    pub evidence_kinds: Vec<Choice>,
    pub requirements: Vec<RequirementChoice>,
    pub supervisory_authorities: Vec<Choice>,
}
