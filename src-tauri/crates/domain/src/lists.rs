//! The lists the rules look things up in: vocabularies, legal lists, labels. They are data shipped
//! as JSON in `assets/`; this crate is handed their texts and never opens a file.

mod file;
mod label;
mod legal;
mod record;
#[cfg(test)]
pub(crate) mod shipped;
#[cfg(test)]
mod tests;
mod texts;
mod vocabulary;

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::certification_name::{CertificationWords, certification_key, recognise};
use crate::country::{CountryCode, CountryWordTexts, CountryWords};
use crate::legal::{Legal, LegalList, LegalParts, LegalSource, TransferMechanism, TransferRuleEntry};
use crate::name::{AliasGroups, LegalForms, LooseKey, NameKey};

pub use file::{ListFault, ListSource};
pub use label::{Label, LabelEntry, LabelGroup, Language};
pub use legal::{Adequacy, AdequacyScope, Applies, AuthorityKind, EeaMember, NotInEea, RequirementEntry, SupervisoryAuthority};
pub use record::{DueRule, LegalBasis, MeasureEntry, RecordChapter, RecordExemption, RecordField, RecordOf, RequiredWhen, TiaStepEntry};
pub use texts::ListTexts;
pub use vocabulary::{
    Certification, CertificationKind, Confidence, Country, DataSubjectCategory, EvidenceLevel, Headers, ImportField, PersonalDataCategory,
    ProviderCategory, SpecialCategory, Subdivision,
};

use file::{index, read};
use label::LabelIndex;

/// What an imported table is a list of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColumnSet {
    Provider,
    Activity,
    Client,
    SubProcessor,
}

/// The fields that the columns of one kind of table can fill.
struct Columns {
    fields: Vec<ImportField>,
    named: HashMap<NameKey, usize>,
}

impl Columns {
    fn new(list: &'static str, fields: Vec<ImportField>) -> Result<Columns, ListFault> {
        index(list, at(&fields, |field| field.id.clone()))?;
        let named = index(list, keys(&fields, |field| field.spellings().collect()))?;
        Ok(Columns { fields, named })
    }
}

/// All lists, read and indexed once.
pub struct Lists {
    sources: Vec<ListSource>,
    labels: LabelIndex,
    label_groups: Vec<LabelGroup>,
    countries: Vec<Country>,
    country_at: HashMap<CountryCode, usize>,
    country_named: HashMap<NameKey, usize>,
    country_words: CountryWords,
    subdivisions: Vec<Subdivision>,
    personal_data: Vec<PersonalDataCategory>,
    personal_data_at: HashMap<String, usize>,
    data_subjects: Vec<DataSubjectCategory>,
    data_subject_at: HashMap<String, usize>,
    provider_categories: Vec<ProviderCategory>,
    provider_category_at: HashMap<String, usize>,
    provider_category_named: HashMap<NameKey, usize>,
    certifications: Vec<Certification>,
    certification_at: HashMap<String, usize>,
    certification_named: HashMap<String, usize>,
    certification_words: CertificationWords,
    legal_forms: LegalForms,
    aliases: AliasGroups,
    columns: [Columns; 4],
    legal: Legal,
    record_fields: Vec<RecordField>,
    record_chapters: Vec<RecordChapter>,
    record_exemption: RecordExemption,
    legal_bases: Vec<LegalBasis>,
    special_conditions: Vec<LegalBasis>,
    criminal_condition: LegalBasis,
    tia: TiaFile,
    transfer_notes: Vec<TransferNote>,
    due_rules: Vec<DueRule>,
    authorities: Vec<SupervisoryAuthority>,
    requirements: Vec<RequirementEntry>,
    requirement_at: HashMap<String, usize>,
}

#[derive(Deserialize)]
struct Entries<T> {
    entries: Vec<T>,
}

#[derive(Deserialize)]
struct CountryFile {
    #[serde(flatten)]
    words: CountryWordTexts,
    entries: Vec<Country>,
}

#[derive(Deserialize)]
struct LegalFormFile {
    at_end: Vec<String>,
    at_start: Vec<String>,
}

#[derive(Deserialize)]
struct CertificationFile {
    words: CertificationWords,
    entries: Vec<Certification>,
}

#[derive(Deserialize)]
struct AliasFile {
    groups: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct RecordFile {
    exemption: RecordExemption,
    chapters: Vec<RecordChapter>,
    entries: Vec<RecordField>,
}

#[derive(Deserialize)]
struct LegalBasisFile {
    art6: Vec<LegalBasis>,
    art9: Vec<LegalBasis>,
    art10: LegalBasis,
}

/// The steps of a transfer impact assessment, and what helps with them.
#[derive(Deserialize)]
struct TiaFile {
    review_months: u32,
    steps: Vec<TiaStepEntry>,
    essential_guarantees: Vec<LabelEntry>,
    measures: Vec<MeasureEntry>,
}

#[derive(Deserialize)]
struct TransferRuleFile {
    entries: Vec<TransferRuleEntry>,
    notes: Vec<TransferNote>,
}

/// Something to know about a provider's transfers that is no verdict on one of them.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct TransferNote {
    pub id: String,
    pub article: String,
    pub title: Label,
    pub text: Label,
    pub action: Label,
    pub source: String,
    pub last_verified: NaiveDate,
}

#[derive(Deserialize)]
struct EeaFile {
    members: Vec<EeaMember>,
    not_members: Vec<NotInEea>,
}

impl Lists {
    /// Reads and indexes the shipped lists; a fault names the list and the entry.
    pub fn from_json(texts: &ListTexts) -> Result<Lists, ListFault> {
        let mut sources = Vec::new();
        let all = &mut sources;
        let countries: CountryFile = read("countries", texts.countries, all)?;
        let subdivisions: Entries<Subdivision> = read("subdivisions", texts.subdivisions, all)?;
        let personal_data: Entries<PersonalDataCategory> = read("personal-data-categories", texts.personal_data_categories, all)?;
        let data_subjects: Entries<DataSubjectCategory> = read("data-subject-categories", texts.data_subject_categories, all)?;
        let categories: Entries<ProviderCategory> = read("provider-categories", texts.provider_categories, all)?;
        let certifications: CertificationFile = read("certifications", texts.certifications, all)?;
        let labels: Entries<LabelGroup> = read("labels", texts.labels, all)?;
        let forms: LegalFormFile = read("legal-forms", texts.legal_forms, all)?;
        let aliases: AliasFile = read("aliases", texts.aliases, all)?;
        let columns: Entries<ImportField> = read("import-columns", texts.import_columns, all)?;
        let activity_columns: Entries<ImportField> = read("activity-columns", texts.activity_columns, all)?;
        let client_columns: Entries<ImportField> = read("client-columns", texts.client_columns, all)?;
        let sub_processor_columns: Entries<ImportField> = read("sub-processor-columns", texts.sub_processor_columns, all)?;
        let eea: EeaFile = read("eea", texts.eea, all)?;
        let adequacy: Entries<Adequacy> = read("adequacy", texts.adequacy, all)?;
        let authorities: Entries<SupervisoryAuthority> = read("supervisory-authorities", texts.supervisory_authorities, all)?;
        let requirements: Entries<RequirementEntry> = read("requirements", texts.requirements, all)?;
        let mechanisms: Entries<TransferMechanism> = read("transfer-mechanisms", texts.transfer_mechanisms, all)?;
        let rules: TransferRuleFile = read("transfer-rules", texts.transfer_rules, all)?;
        let record: RecordFile = read("processing-record", texts.processing_record, all)?;
        let bases: LegalBasisFile = read("legal-bases", texts.legal_bases, all)?;
        let tia: TiaFile = read("tia", texts.tia, all)?;
        let due_rules: Entries<DueRule> = read("due-rules", texts.due_rules, all)?;
        index("transfer-mechanisms", at(&mechanisms.entries, |entry| entry.id.clone()))?;
        index("adequacy", at(&adequacy.entries, |entry| entry.decision.clone()))?;
        let named = [(LegalList::Eea, "eea"), (LegalList::Adequacy, "adequacy"), (LegalList::Mechanisms, "transfer-mechanisms")];
        let sources_of = named.into_iter().filter_map(|(list, name)| {
            let held = all.iter().find(|source| source.list == name)?;
            Some((list, LegalSource { source: held.source.clone(), last_verified: held.last_verified, is_updated: false }))
        });
        let legal = Legal::new(LegalParts {
            eea: eea.members,
            not_in_eea: eea.not_members,
            adequacy: adequacy.entries,
            mechanisms: mechanisms.entries,
            rules: rules.entries,
            sources: sources_of.collect(),
        });
        let legal = legal.ok_or(ListFault::Unknown { list: "transfer-rules", value: "a rule without words".into() })?;
        let legal_forms = LegalForms::new(forms.at_end.iter().map(String::as_str), forms.at_start.iter().map(String::as_str));
        let country_named = index("countries", keys(&countries.entries, country_spellings))?;

        let lists = Lists {
            country_at: index("countries", at(&countries.entries, |country| country.code))?,
            country_words: CountryWords::new(&countries.words, country_named.keys()),
            country_named,
            countries: countries.entries,
            subdivisions: subdivisions.entries,
            personal_data_at: index("personal-data-categories", at(&personal_data.entries, |entry| entry.id.clone()))?,
            personal_data: personal_data.entries,
            data_subject_at: index("data-subject-categories", at(&data_subjects.entries, |entry| entry.id.clone()))?,
            data_subjects: data_subjects.entries,
            provider_category_at: index("provider-categories", at(&categories.entries, |entry| entry.id.clone()))?,
            provider_category_named: index("provider-categories", keys(&categories.entries, category_spellings))?,
            provider_categories: categories.entries,
            certification_at: index("certifications", at(&certifications.entries, |entry| entry.id.clone()))?,
            certification_named: index("certifications", certification_keys(&certifications.entries))?,
            certifications: certifications.entries,
            certification_words: certifications.words,
            aliases: AliasGroups::new(&aliases.groups, &legal_forms).map_err(|value| ListFault::Twice { list: "aliases", value })?,
            legal_forms,
            columns: [
                Columns::new("import-columns", columns.entries)?,
                Columns::new("activity-columns", activity_columns.entries)?,
                Columns::new("client-columns", client_columns.entries)?,
                Columns::new("sub-processor-columns", sub_processor_columns.entries)?,
            ],
            legal,
            record_fields: record.entries,
            record_chapters: record.chapters,
            record_exemption: record.exemption,
            legal_bases: bases.art6,
            special_conditions: bases.art9,
            criminal_condition: bases.art10,
            tia,
            transfer_notes: rules.notes,
            due_rules: due_rules.entries,
            authorities: authorities.entries,
            requirement_at: index("requirements", at(&requirements.entries, |entry| entry.id.clone()))?,
            requirements: requirements.entries,
            label_groups: labels.entries,
            labels: LabelIndex::default(),
            sources,
        };
        lists.refer_to_known_countries()?;
        Ok(lists.with_label_index())
    }

    /// The label of an id. Groups are those of `labels.json`, and `country`, `personal_data_category`,
    /// `data_subject_category`, `provider_category`, `certification`, `requirement`, `import_field`.
    pub fn label(&self, group: &str, id: &str, language: Language) -> Option<&str> {
        self.labels.get(group, id).map(|label| label.get(language))
    }

    /// The labels of the enumerations, in order, for screens.
    pub fn label_groups(&self) -> &[LabelGroup] {
        &self.label_groups
    }

    /// Where each list comes from and when it was last verified.
    pub fn sources(&self) -> &[ListSource] {
        &self.sources
    }

    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    pub fn country(&self, code: CountryCode) -> Option<&Country> {
        self.country_at.get(&code).map(|at| &self.countries[*at])
    }

    /// A name in English, French or German, or another spelling; not a bare code.
    pub fn country_named(&self, name: &str) -> Option<CountryCode> {
        self.country_named.get(&NameKey::of(name)).map(|at| self.countries[*at].code)
    }

    /// A code, in capitals: two or three letters of ISO 3166-1, or one in use elsewhere.
    pub(crate) fn country_coded(&self, code: &str) -> Option<CountryCode> {
        if !code.bytes().all(|b| b.is_ascii_uppercase()) {
            return None;
        }
        let known = |country: &&Country| country.code.as_str() == code || country.codes.iter().any(|other| other == code);
        self.countries.iter().find(known).map(|country| country.code)
    }

    pub(crate) fn country_words(&self) -> &CountryWords {
        &self.country_words
    }

    pub(crate) fn subdivisions(&self) -> &[Subdivision] {
        &self.subdivisions
    }

    /// The legal lists as they are shipped; a register may hold newer ones and edits of its own.
    pub fn legal(&self) -> &Legal {
        &self.legal
    }

    /// Fields of the record of processing (Art. 30), in the order of a form.
    pub fn record_fields(&self) -> &[RecordField] {
        &self.record_fields
    }

    pub fn record_chapters(&self) -> &[RecordChapter] {
        &self.record_chapters
    }

    pub fn record_exemption(&self) -> &RecordExemption {
        &self.record_exemption
    }

    /// Art. 6(1)
    pub fn legal_bases(&self) -> &[LegalBasis] {
        &self.legal_bases
    }

    pub fn legal_basis(&self, id: &str) -> Option<&LegalBasis> {
        self.legal_bases.iter().find(|basis| basis.id == id)
    }

    /// Art. 9(2)
    pub fn special_conditions(&self) -> &[LegalBasis] {
        &self.special_conditions
    }

    pub fn special_condition(&self, id: &str) -> Option<&LegalBasis> {
        self.special_conditions.iter().find(|condition| condition.id == id)
    }

    /// Art. 10
    pub fn criminal_condition(&self) -> &LegalBasis {
        &self.criminal_condition
    }

    /// The six steps of EDPB Recommendations 01/2020.
    pub fn tia_steps(&self) -> &[TiaStepEntry] {
        &self.tia.steps
    }

    /// The four of EDPB Recommendations 02/2020.
    pub fn essential_guarantees(&self) -> &[LabelEntry] {
        &self.tia.essential_guarantees
    }

    pub fn supplementary_measures(&self) -> &[MeasureEntry] {
        &self.tia.measures
    }

    /// Months after which a transfer impact assessment is to be looked at again.
    pub fn tia_months(&self) -> u32 {
        self.tia.review_months
    }

    pub fn transfer_notes(&self) -> &[TransferNote] {
        &self.transfer_notes
    }

    pub fn due_rules(&self) -> &[DueRule] {
        &self.due_rules
    }

    pub fn due_rule(&self, id: &str) -> Option<&DueRule> {
        self.due_rules.iter().find(|rule| rule.id == id)
    }

    pub fn supervisory_authorities(&self) -> &[SupervisoryAuthority] {
        &self.authorities
    }

    pub fn supervisory_authority(&self, id: &str) -> Option<&SupervisoryAuthority> {
        self.authorities.iter().find(|authority| authority.id == id)
    }

    pub fn requirements(&self) -> &[RequirementEntry] {
        &self.requirements
    }

    pub fn requirement(&self, id: &str) -> Option<&RequirementEntry> {
        self.requirement_at.get(id).map(|at| &self.requirements[*at])
    }

    pub fn personal_data_categories(&self) -> &[PersonalDataCategory] {
        &self.personal_data
    }

    pub fn personal_data_category(&self, id: &str) -> Option<&PersonalDataCategory> {
        self.personal_data_at.get(id).map(|at| &self.personal_data[*at])
    }

    pub fn data_subject_categories(&self) -> &[DataSubjectCategory] {
        &self.data_subjects
    }

    pub fn data_subject_category(&self, id: &str) -> Option<&DataSubjectCategory> {
        self.data_subject_at.get(id).map(|at| &self.data_subjects[*at])
    }

    pub fn provider_categories(&self) -> &[ProviderCategory] {
        &self.provider_categories
    }

    pub fn provider_category(&self, id: &str) -> Option<&ProviderCategory> {
        self.provider_category_at.get(id).map(|at| &self.provider_categories[*at])
    }

    /// By id, label or any alias.
    pub fn provider_category_named(&self, text: &str) -> Option<&ProviderCategory> {
        self.provider_category_named.get(&NameKey::of(text)).map(|at| &self.provider_categories[*at])
    }

    pub fn certifications(&self) -> &[Certification] {
        &self.certifications
    }

    pub fn certification(&self, id: &str) -> Option<&Certification> {
        self.certification_at.get(id).map(|at| &self.certifications[*at])
    }

    /// By id, label or alias, however spelled; none for a promise such as "in progress".
    pub fn certification_named(&self, text: &str) -> Option<&Certification> {
        recognise(text, &self.certification_words, |key| self.certification_named.get(key).map(|at| &self.certifications[*at]))
    }

    pub fn columns(&self, set: ColumnSet) -> &[ImportField] {
        &self.columns[set as usize].fields
    }

    pub fn column(&self, set: ColumnSet, id: &str) -> Option<&ImportField> {
        self.columns(set).iter().find(|field| field.id == id)
    }

    /// The field that a header of a table names, in any of the languages read.
    pub fn column_named(&self, set: ColumnSet, header: &str) -> Option<&ImportField> {
        let Columns { fields, named } = &self.columns[set as usize];
        named.get(&NameKey::of(header)).map(|at| &fields[*at])
    }

    pub fn import_fields(&self) -> &[ImportField] {
        self.columns(ColumnSet::Provider)
    }

    pub fn import_field(&self, id: &str) -> Option<&ImportField> {
        self.column(ColumnSet::Provider, id)
    }

    pub fn import_field_named(&self, header: &str) -> Option<&ImportField> {
        self.column_named(ColumnSet::Provider, header)
    }

    pub fn legal_forms(&self) -> &LegalForms {
        &self.legal_forms
    }

    pub fn aliases(&self) -> &AliasGroups {
        &self.aliases
    }

    /// A number shared by all known names of one provider.
    pub fn alias_group(&self, name: &str) -> Option<usize> {
        self.aliases.group_of(&LooseKey::of(name, self))
    }

    /// Whether two names are known to mean one provider; equal names are no alias.
    pub fn same_by_alias(&self, a: &str, b: &str) -> bool {
        self.aliases.same_by_alias(&LooseKey::of(a, self), &LooseKey::of(b, self))
    }

    fn refer_to_known_countries(&self) -> Result<(), ListFault> {
        let eea = self.legal.eea_members().map(|code| ("eea", code));
        let adequacy = self.legal.adequacy_decisions().iter().filter_map(|decision| decision.country).map(|code| ("adequacy", code));
        let authorities = self.authorities.iter().filter_map(|authority| authority.country).map(|code| ("supervisory-authorities", code));
        let subdivisions = self.subdivisions.iter().map(|part| ("subdivisions", part.country));
        match eea.chain(adequacy).chain(authorities).chain(subdivisions).find(|(_, code)| self.country(*code).is_none()) {
            Some((list, code)) => Err(ListFault::Unknown { list, value: code.to_string() }),
            None => Ok(()),
        }
    }

    fn with_label_index(mut self) -> Lists {
        let mut labels = LabelIndex::default();
        for group in &self.label_groups {
            labels.add(&group.id, group.entries.iter().map(|entry| (entry.id.as_str(), &entry.label)));
        }
        labels.add("country", self.countries.iter().map(|entry| (entry.code.as_str(), &entry.label)));
        labels.add("personal_data_category", self.personal_data.iter().map(|entry| (entry.id.as_str(), &entry.label)));
        labels.add("data_subject_category", self.data_subjects.iter().map(|entry| (entry.id.as_str(), &entry.label)));
        labels.add("provider_category", self.provider_categories.iter().map(|entry| (entry.id.as_str(), &entry.label)));
        labels.add("certification", self.certifications.iter().map(|entry| (entry.id.as_str(), &entry.label)));
        labels.add("requirement", self.requirements.iter().map(|entry| (entry.id.as_str(), &entry.label)));
        labels.add("import_field", self.import_fields().iter().map(|entry| (entry.id.as_str(), &entry.label)));
        labels.add("activity_column", self.columns(ColumnSet::Activity).iter().map(|entry| (entry.id.as_str(), &entry.label)));
        labels.add("client_column", self.columns(ColumnSet::Client).iter().map(|entry| (entry.id.as_str(), &entry.label)));
        labels.add("sub_processor_column", self.columns(ColumnSet::SubProcessor).iter().map(|entry| (entry.id.as_str(), &entry.label)));
        labels.add("record_field", self.record_fields.iter().map(|entry| (entry.id.as_str(), &entry.label)));
        labels.add("record_chapter", self.record_chapters.iter().map(|entry| (entry.id.as_str(), &entry.label)));
        let bases = self.legal_bases.iter().chain(&self.special_conditions).chain([&self.criminal_condition]);
        labels.add("legal_basis", bases.map(|entry| (entry.id.as_str(), &entry.label)));
        labels.add("mechanism", self.legal.mechanisms().iter().map(|entry| (entry.id.as_str(), &entry.label)));
        labels.add("transfer_rule", self.legal.rules().iter().map(|entry| (entry.id.as_str(), &entry.title)));
        labels.add("due_rule", self.due_rules.iter().map(|entry| (entry.id.as_str(), &entry.label)));
        self.labels = labels;
        self
    }
}

/// Each entry under its one key.
fn at<'a, T, K: 'a>(entries: &'a [T], key: impl Fn(&T) -> K + 'a) -> impl Iterator<Item = (K, usize)> + 'a {
    entries.iter().enumerate().map(move |(at, entry)| (key(entry), at))
}

/// Each entry under all its spellings.
fn keys<'a, T>(entries: &'a [T], spellings: impl Fn(&'a T) -> Vec<&'a str> + 'a) -> impl Iterator<Item = (NameKey, usize)> + 'a {
    entries.iter().enumerate().flat_map(move |(at, entry)| spellings(entry).into_iter().map(move |text| (NameKey::of(text), at)))
}

fn country_spellings(country: &Country) -> Vec<&str> {
    let names = [&country.label.en, &country.label.fr, &country.de];
    names.into_iter().chain(&country.spellings).map(String::as_str).collect()
}

fn category_spellings(category: &ProviderCategory) -> Vec<&str> {
    let names = [&category.id, &category.label.en, &category.label.fr];
    names.into_iter().chain(&category.aliases).map(String::as_str).collect()
}

fn certification_keys(certifications: &[Certification]) -> impl Iterator<Item = (String, usize)> {
    let spellings = |entry: &Certification| -> Vec<String> {
        let names = [&entry.id, &entry.label.en, &entry.label.fr];
        names.into_iter().chain(&entry.aliases).map(|text| certification_key(text)).collect()
    };
    certifications.iter().enumerate().flat_map(move |(at, entry)| spellings(entry).into_iter().map(move |key| (key, at)))
}
