//! The words of the pickers, with labels in one language.

use chrono::NaiveDate;
use provident_domain::legal::{Legal, MechanismFamily, TransferMechanism, TransferRuleEntry};
use provident_domain::lists::{
    DueRule, Language, LegalBasis, MeasureEntry, PersonalDataCategory, RecordField, RecordOf, RequiredWhen, RequirementEntry,
    SupervisoryAuthority, TiaStepEntry, TransferNote,
};
use provident_domain::name::NameKey;
use provident_domain::transfer::{MeasureKind, TiaStep, VerdictStatus};
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

/// A legal basis (Art. 6), or a condition (Art. 9, 10).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct BasisChoice {
    pub id: String,
    pub label: String,
    pub article: String,
    pub note: Option<String>,
    pub needs_law: bool,
}

/// A field of the record of processing, with guidance.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct RecordFieldChoice {
    pub id: String,
    pub label: String,
    pub chapter: String,
    pub record: RecordOf,
    pub article: String,
    pub letter: Option<char>,
    pub processor_letter: Option<char>,
    pub required: RequiredWhen,
    pub origin: String,
    pub guidance: String,
    pub example: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct MechanismChoice {
    pub id: String,
    pub label: String,
    pub article: String,
    pub family: MechanismFamily,
    pub note: String,
    pub needs_tia: bool,
    pub needs_authorisation: bool,
    pub needs_documentation: bool,
    pub has_annexes: bool,
    pub valid_until: Option<NaiveDate>,
}

/// What a verdict says, in words; the texts may name `{country}`, `{decision}`, `{mechanism}` and `{date}`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct TransferRuleChoice {
    pub id: String,
    pub status: VerdictStatus,
    pub article: String,
    pub title: String,
    pub text: String,
    pub action: String,
    pub source: String,
    pub last_verified: NaiveDate,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct TransferNoteChoice {
    pub id: String,
    pub article: String,
    pub title: String,
    pub text: String,
    pub action: String,
    pub source: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct TiaStepChoice {
    pub id: TiaStep,
    pub number: u8,
    pub title: String,
    pub guidance: String,
    pub example: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct MeasureChoice {
    pub id: String,
    pub kind: MeasureKind,
    pub label: String,
    pub effect: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct DueRuleChoice {
    pub id: String,
    /// What is to be done.
    pub label: String,
    /// When, from what.
    pub rule: String,
    /// What settles it.
    pub settles: String,
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
    pub activity_roles: Vec<Choice>,
    pub activity_statuses: Vec<Choice>,
    pub recipient_kinds: Vec<Choice>,
    pub dpia_statuses: Vec<Choice>,
    pub data_rights: Vec<Choice>,
    pub security_families: Vec<Choice>,
    pub no_transfer_reasons: Vec<Choice>,
    pub transfer_decisions: Vec<Choice>,
    pub grounds: Vec<Choice>,
    pub verdict_statuses: Vec<Choice>,
    pub tia_outcomes: Vec<Choice>,
    pub measure_kinds: Vec<Choice>,
    pub dpf_statuses: Vec<Choice>,
    pub notice_decisions: Vec<Choice>,
    pub objection_outcomes: Vec<Choice>,
    pub change_kinds: Vec<Choice>,
    pub legal_lists: Vec<Choice>,
    pub legal_bases: Vec<BasisChoice>,
    pub special_conditions: Vec<BasisChoice>,
    pub criminal_condition: BasisChoice,
    pub record_chapters: Vec<Choice>,
    /// In the order of a form.
    pub record_fields: Vec<RecordFieldChoice>,
    /// On the exemption of small organisations (Art. 30(5)).
    pub record_exemption: String,
    pub mechanisms: Vec<MechanismChoice>,
    /// International organisations with an adequacy decision, by short name.
    pub organisations: Vec<Choice>,
    pub transfer_rules: Vec<TransferRuleChoice>,
    pub transfer_notes: Vec<TransferNoteChoice>,
    pub tia_steps: Vec<TiaStepChoice>,
    pub essential_guarantees: Vec<Choice>,
    pub supplementary_measures: Vec<MeasureChoice>,
    pub due_rules: Vec<DueRuleChoice>,
}

pub(crate) fn vocabulary(call: &Call, query: VocabularyQuery) -> Result<Done<Vocabulary>, Failure> {
    let language = query.language;
    let group = |id: &str| labels(id, language);
    let legal = lists().legal().clone();
    Ok(Done::read(Vocabulary {
        countries: countries(&legal, language, call.app.clock.today()),
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
        activity_roles: group("activity_role"),
        activity_statuses: group("activity_status"),
        recipient_kinds: group("recipient_kind"),
        dpia_statuses: group("dpia_status"),
        data_rights: group("data_right"),
        security_families: group("security_family"),
        no_transfer_reasons: group("no_transfer_reason"),
        transfer_decisions: group("transfer_decision"),
        grounds: group("ground"),
        verdict_statuses: group("verdict_status"),
        tia_outcomes: group("tia_outcome"),
        measure_kinds: group("measure_kind"),
        dpf_statuses: group("dpf_status"),
        notice_decisions: group("notice_decision"),
        objection_outcomes: group("objection_outcome"),
        change_kinds: group("change_kind"),
        legal_lists: group("legal_list"),
        legal_bases: lists().legal_bases().iter().map(|held| basis(held, language)).collect(),
        special_conditions: lists().special_conditions().iter().map(|held| basis(held, language)).collect(),
        criminal_condition: basis(lists().criminal_condition(), language),
        record_chapters: lists().record_chapters().iter().map(|held| choice(&held.id, held.label.get(language))).collect(),
        record_fields: lists().record_fields().iter().map(|held| record_field(held, language)).collect(),
        record_exemption: lists().record_exemption().note.get(language).into(),
        mechanisms: legal.mechanisms().iter().map(|held| mechanism(held, language)).collect(),
        organisations: organisations(&legal, language),
        transfer_rules: legal.rules().iter().map(|held| transfer_rule(held, language)).collect(),
        transfer_notes: lists().transfer_notes().iter().map(|held| transfer_note(held, language)).collect(),
        tia_steps: lists().tia_steps().iter().map(|held| tia_step(held, language)).collect(),
        essential_guarantees: lists().essential_guarantees().iter().map(|held| choice(&held.id, held.label.get(language))).collect(),
        supplementary_measures: lists().supplementary_measures().iter().map(|held| measure(held, language)).collect(),
        due_rules: lists().due_rules().iter().map(|held| due_rule(held, language)).collect(),
    }))
}

fn choice(id: &str, label: &str) -> Choice {
    Choice { id: id.into(), label: label.into() }
}

fn labels(group: &str, language: Language) -> Vec<Choice> {
    let entries = lists().label_groups().iter().filter(|held| held.id == group).flat_map(|held| &held.entries);
    entries.map(|entry| choice(&entry.id, entry.label.get(language))).collect()
}

fn countries(legal: &Legal, language: Language, today: NaiveDate) -> Vec<CountryChoice> {
    let mut choices: Vec<CountryChoice> = lists()
        .countries()
        .iter()
        .map(|country| CountryChoice {
            id: country.code.to_string(),
            label: country.label.get(language).into(),
            spellings: country.spellings.iter().chain([&country.label.en, &country.label.fr, &country.de]).cloned().collect(),
            is_eea: legal.is_eea(country.code),
            is_adequate: legal.adequacy(country.code, today).is_some(),
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

fn basis(held: &LegalBasis, language: Language) -> BasisChoice {
    BasisChoice {
        id: held.id.clone(),
        label: held.label.get(language).into(),
        article: held.article.clone(),
        note: held.note.as_ref().map(|note| note.get(language).to_owned()),
        needs_law: held.needs_law,
    }
}

fn record_field(held: &RecordField, language: Language) -> RecordFieldChoice {
    RecordFieldChoice {
        id: held.id.clone(),
        label: held.label.get(language).into(),
        chapter: held.chapter.clone(),
        record: held.record,
        article: held.article.clone(),
        letter: held.letter,
        processor_letter: held.processor_letter,
        required: held.required,
        origin: held.origin.clone(),
        guidance: held.guidance.get(language).into(),
        example: held.example.get(language).into(),
    }
}

fn mechanism(held: &TransferMechanism, language: Language) -> MechanismChoice {
    MechanismChoice {
        id: held.id.clone(),
        label: held.label.get(language).into(),
        article: held.article.clone(),
        family: held.family,
        note: held.note.get(language).into(),
        needs_tia: held.needs_tia,
        needs_authorisation: held.needs_authorisation,
        needs_documentation: held.needs_documentation,
        has_annexes: held.has_annexes,
        valid_until: held.valid_until,
    }
}

fn organisations(legal: &Legal, language: Language) -> Vec<Choice> {
    let named = legal.adequacy_decisions().iter().filter_map(|held| Some((held.organisation.as_ref()?, &held.label)));
    named.map(|(code, label)| choice(code, label.get(language))).collect()
}

fn transfer_rule(held: &TransferRuleEntry, language: Language) -> TransferRuleChoice {
    TransferRuleChoice {
        id: held.id.clone(),
        status: held.status,
        article: held.article.clone(),
        title: held.title.get(language).into(),
        text: held.text.get(language).into(),
        action: held.action.get(language).into(),
        source: held.source.clone(),
        last_verified: held.last_verified,
    }
}

fn transfer_note(held: &TransferNote, language: Language) -> TransferNoteChoice {
    TransferNoteChoice {
        id: held.id.clone(),
        article: held.article.clone(),
        title: held.title.get(language).into(),
        text: held.text.get(language).into(),
        action: held.action.get(language).into(),
        source: held.source.clone(),
    }
}

fn tia_step(held: &TiaStepEntry, language: Language) -> TiaStepChoice {
    TiaStepChoice {
        id: held.id,
        number: held.number,
        title: held.title.get(language).into(),
        guidance: held.guidance.get(language).into(),
        example: held.example.get(language).into(),
    }
}

fn measure(held: &MeasureEntry, language: Language) -> MeasureChoice {
    MeasureChoice { id: held.id.clone(), kind: held.kind, label: held.label.get(language).into(), effect: held.effect.get(language).into() }
}

fn due_rule(held: &DueRule, language: Language) -> DueRuleChoice {
    DueRuleChoice {
        id: held.id.clone(),
        label: held.label.get(language).into(),
        rule: held.rule.get(language).into(),
        settles: held.settles.get(language).into(),
        article: held.article.clone(),
    }
}
