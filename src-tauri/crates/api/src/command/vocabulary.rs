//! The words of the pickers, with labels in one language.

use chrono::NaiveDate;
use provident_domain::lists::{Language, PersonalDataCategory, RequirementEntry, SupervisoryAuthority};
use provident_domain::name::NameKey;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::Done;
use crate::failure::Failure;

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

pub(crate) fn vocabulary(call: &Call, query: VocabularyQuery) -> Result<Done<Vocabulary>, Failure> {
    let language = query.language;
    let group = |id: &str| labels(id, language);
    Ok(Done::read(Vocabulary {
        countries: countries(language, call.app.clock.today()),
        personal_data_categories: data_categories(language),
        data_subject_categories: lists()
            .data_subject_categories()
            .iter()
            .map(|entry| choice(&entry.id, entry.label.get(language)))
            .collect(),
        provider_categories: lists().provider_categories().iter().map(|entry| choice(&entry.id, entry.label.get(language))).collect(),
        certifications: lists().certifications().iter().map(|entry| choice(&entry.id, entry.label.get(language))).collect(),
        provider_statuses: group("provider_status"),
        provider_roles: group("provider_role"),
        our_roles: group("our_role"),
        volumes: group("volume"),
        directions: group("direction"),
        sign_ons: group("sign_on"),
        clients_told: group("clients_told"),
        fact_groups: group("fact_group"),
        link_kinds: group("link_kind"),
        contact_roles: group("contact_role"),
        evidence_kinds: group("evidence_kind"),
        requirements: requirements(language),
        supervisory_authorities: authorities(language),
    }))
}

fn choice(id: &str, label: &str) -> Choice {
    Choice { id: id.into(), label: label.into() }
}

fn labels(group: &str, language: Language) -> Vec<Choice> {
    let entries = lists().label_groups().iter().filter(|held| held.id == group).flat_map(|held| &held.entries);
    entries.map(|entry| choice(&entry.id, entry.label.get(language))).collect()
}

fn countries(language: Language, today: NaiveDate) -> Vec<CountryChoice> {
    let mut choices: Vec<CountryChoice> = lists()
        .countries()
        .iter()
        .map(|country| CountryChoice {
            id: country.code.to_string(),
            label: country.label.get(language).into(),
            spellings: country.spellings.iter().chain([&country.label.en, &country.label.fr, &country.de]).cloned().collect(),
            is_eea: lists().is_eea(country.code),
            is_adequate: lists().adequacy(country.code, today).is_some(),
        })
        .collect();
    choices.sort_by(|a, b| NameKey::of(&a.label).cmp(&NameKey::of(&b.label)));
    choices
}

fn data_categories(language: Language) -> Vec<DataCategoryChoice> {
    let category = |held: &PersonalDataCategory| DataCategoryChoice {
        id: held.id.clone(),
        label: held.label.get(language).into(),
        examples: held.examples.get(language).into(),
        is_special: held.is_special(),
    };
    lists().personal_data_categories().iter().map(category).collect()
}

fn requirements(language: Language) -> Vec<RequirementChoice> {
    let requirement = |held: &RequirementEntry| RequirementChoice {
        id: held.id.clone(),
        label: held.label.get(language).into(),
        why: held.why.get(language).into(),
        article: held.article.clone(),
    };
    lists().requirements().iter().map(requirement).collect()
}

fn authorities(language: Language) -> Vec<Choice> {
    let authority = |held: &SupervisoryAuthority| {
        let country = held.country.and_then(|code| lists().country(code)).map(|country| country.label.get(language));
        let name = held.short.as_deref().unwrap_or(&held.name);
        choice(&held.id, &[country.unwrap_or_default(), name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
    };
    lists().supervisory_authorities().iter().map(authority).collect()
}
