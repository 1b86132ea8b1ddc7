//! What the legal lists hold. Each entry carries what is needed to cite it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::label::Label;
use super::vocabulary::Confidence;
use crate::country::CountryCode;
use crate::fact::FactGroup;

/// A country of the European Economic Area, or a territory with a code of its own that belongs to it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EeaMember {
    pub code: CountryCode,
    pub eu: bool,
    /// The state it is part of, for a territory.
    #[serde(default)]
    pub part_of: Option<CountryCode>,
}

/// A place often taken for a part of the area.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NotInEea {
    pub code: CountryCode,
    pub note: Label,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AdequacyScope {
    Full,
    /// Only some recipients or some data; see the limits.
    Partial,
    /// An international organisation, not a country.
    Organisation,
}

/// A decision of the Commission under Art. 45.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Adequacy {
    /// None for an international organisation.
    pub country: Option<CountryCode>,
    /// Short name of an international organisation.
    #[serde(default)]
    pub organisation: Option<String>,
    pub label: Label,
    pub decision: String,
    pub adopted: NaiveDate,
    /// The last day in force; none without a fixed end.
    pub expires: Option<NaiveDate>,
    pub scope: AdequacyScope,
    pub limits: Option<Label>,
    /// Whether the recipient itself has to be looked up.
    pub recipient_check_required: bool,
    /// The list that says which recipients are covered, such as `dpf`.
    #[serde(default)]
    pub recipient_list: Option<String>,
    /// What may change it.
    pub watch: Option<Label>,
    pub source: String,
    /// Of the list as a whole unless given.
    #[serde(default)]
    pub last_verified: Option<NaiveDate>,
    pub confidence: Confidence,
    pub number_confidence: Confidence,
    pub date_confidence: Confidence,
    pub limits_confidence: Confidence,
}

impl Adequacy {
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        self.adopted <= on && self.expires.is_none_or(|last| on <= last)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AuthorityKind {
    National,
    Regional,
    EuInstitutions,
    /// Outside the EEA, for reference.
    OutsideEea,
}

/// A supervisory authority (Art. 51).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SupervisoryAuthority {
    pub id: String,
    pub kind: AuthorityKind,
    /// None for the institutions of the Union.
    pub country: Option<CountryCode>,
    /// The part of the country, for a regional authority.
    #[serde(default)]
    pub region: Option<Label>,
    /// In its own language.
    pub name: String,
    #[serde(default)]
    pub short: Option<String>,
    pub label: Label,
    #[serde(default)]
    pub website: Option<String>,
    #[serde(default)]
    pub note: Option<Label>,
}

/// The records a requirement applies to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    Provider,
    Service,
    ServiceWithPersonalData,
}

/// Why a complete record holds something, and how much it counts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RequirementEntry {
    pub id: String,
    pub label: Label,
    pub weight: u8,
    /// As cited, such as `Art. 30(1)(d)`.
    pub article: String,
    pub applies: Applies,
    pub why: Label,
    pub group: FactGroup,
    pub source: String,
    pub last_verified: NaiveDate,
}
