//! What the lists of words hold: countries, categories, certifications, headers of imports.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::label::Label;
use crate::country::CountryCode;

/// How sure the person who wrote an entry was of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read in a source.
    Verified,
    /// Known, not read again.
    Knowledge,
    /// Parts are read, parts are known.
    Mixed,
    /// To be checked on the official page.
    Uncertain,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Country {
    pub code: CountryCode,
    pub label: Label,
    /// The German name, for reading imports.
    pub de: String,
    /// Three letters of ISO 3166-1, and codes used elsewhere ("EL" for Greece).
    pub codes: Vec<String>,
    /// Every other spelling that means this country and nothing else.
    #[serde(default)]
    pub spellings: Vec<String>,
    #[serde(default)]
    pub eu: bool,
    #[serde(default)]
    pub eea: bool,
}

/// A part of a country that addresses name by a code, such as a state of the United States.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subdivision {
    pub country: CountryCode,
    pub code: String,
    pub name: String,
    /// First and last three digits of the postal codes in use, where they are five digits.
    #[serde(default)]
    pub postal_prefixes: Vec<(u16, u16)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpecialCategory {
    None,
    /// One of the eight groups of Art. 9(1).
    Art9,
    /// Criminal convictions and offences, Art. 10.
    Art10,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonalDataCategory {
    pub id: String,
    pub label: Label,
    /// 1 minimal, 2 ordinary, 3 highly personal, 4 Art. 9 or Art. 10.
    pub sensitivity_level: u8,
    pub special_category: SpecialCategory,
    pub examples: Label,
}

impl PersonalDataCategory {
    /// Art. 9 or Art. 10.
    pub fn is_special(&self) -> bool {
        self.special_category != SpecialCategory::None
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DataSubjectCategory {
    pub id: String,
    pub label: Label,
    /// 1 business role only, 2 ordinary, 3 dependent on us, 4 vulnerable.
    pub vulnerability_level: u8,
    /// In an employment with us, or because of one.
    #[serde(default)]
    pub is_staff: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProviderCategory {
    pub id: String,
    pub label: Label,
    /// Other spellings, for reading imports.
    #[serde(default)]
    pub aliases: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CertificationKind {
    Certificate,
    /// An auditor's report on a period or a day.
    Attestation,
    /// Art. 40.
    CodeOfConduct,
    /// Art. 42.
    GdprCertification,
    SelfCertification,
    SelfAssessment,
    /// A framework or rule the provider says it follows; nobody issues a paper.
    Framework,
    /// A law the provider says it obeys: a claim, and no certificate exists.
    LawClaim,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceLevel {
    None,
    Internal,
    Independent,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Certification {
    pub id: String,
    pub label: Label,
    pub kind: CertificationKind,
    pub evidence: EvidenceLevel,
    /// How long it counts; none where it has no term of its own.
    #[serde(default)]
    pub validity_months: Option<u8>,
    /// What to look at before trusting it.
    #[serde(default)]
    pub caveat: Option<Label>,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub confidence: Confidence,
}

/// A field that a column of an imported table can fill.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportField {
    pub id: String,
    pub label: Label,
    /// Headers that name this field, in any of the languages read.
    pub headers: Headers,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Headers {
    pub en: Vec<String>,
    pub fr: Vec<String>,
    pub de: Vec<String>,
}

impl ImportField {
    /// The labels and every header.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let headers = self.headers.en.iter().chain(&self.headers.fr).chain(&self.headers.de);
        [&self.label.en, &self.label.fr].into_iter().chain(headers).map(String::as_str)
    }
}
