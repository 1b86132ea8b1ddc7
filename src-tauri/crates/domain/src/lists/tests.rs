//! The shipped lists are whole, and say what they should.

use super::shipped::{TEXTS, shipped};
use super::*;
use crate::fact::FactGroup;
use crate::requirement::Requirement;

fn code(text: &str) -> CountryCode {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Every value of an enumeration has a label in both languages under its wire id.
#[track_caller]
fn labelled<T: serde::Serialize>(group: &str, values: &[T]) {
    let shipped_ids: Vec<&str> = shipped()
        .label_groups()
        .iter()
        .filter(|known| known.id == group)
        .flat_map(|known| &known.entries)
        .map(|entry| entry.id.as_str())
        .collect();
    assert_eq!(shipped_ids.len(), values.len(), "group {group} has {shipped_ids:?}");
    for value in values {
        let id = serde_json::to_value(value).unwrap();
        let id = id.as_str().unwrap();
        for language in [Language::En, Language::Fr] {
            assert!(shipped().label(group, id, language).is_some_and(|label| !label.is_empty()), "{group} {id} has no {language:?} label");
        }
    }
}

#[test]
fn the_shipped_lists_have_the_size_they_should() {
    assert_eq!(shipped().countries().len(), 249, "ISO 3166-1 has 249 entries");
    assert_eq!(shipped().personal_data_categories().len(), 25);
    assert_eq!(shipped().data_subject_categories().len(), 21);
    assert_eq!(shipped().legal().adequacy_decisions().len(), 17);
    assert_eq!(shipped().sources().len(), 23, "each list says where it comes from");
}

#[test]
fn every_enumeration_is_labelled() {
    use crate::evidence::EvidenceKind::*;
    use crate::provider::{ContactRole, LinkKind, ProviderStatus};
    use crate::service::{ClientsTold, Direction, OurRole, ProviderRole, SignOn, Volume};
    use ProviderStatus::{BeingReplaced, Ended, InUse, Proposed, Suspended, UnderReview};
    labelled("provider_status", &[Proposed, InUse, UnderReview, Suspended, BeingReplaced, Ended]);
    use ProviderRole::{IndependentController, JointController, NoPersonalData, Processor, SubProcessor};
    labelled("provider_role", &[Processor, SubProcessor, IndependentController, JointController, NoPersonalData]);
    labelled("our_role", &[OurRole::Controller, OurRole::JointController, OurRole::Processor]);
    labelled("volume", &[Volume::Under100, Volume::From100, Volume::From10000, Volume::From100000]);
    labelled("direction", &[Direction::ToProvider, Direction::FromProvider, Direction::Both]);
    labelled("sign_on", &[SignOn::CompanySso, SignOn::OwnPassword, SignOn::SecondFactor, SignOn::SharedAccount, SignOn::ApiKey]);
    labelled("fact_group", &FactGroup::ALL);
    labelled("clients_told", &[ClientsTold::Yes, ClientsTold::No, ClientsTold::NotNeeded]);
    use LinkKind::{Dpa as DpaLink, PrivacyPolicy, Security, StatusPage, SubProcessors, Terms, TrustCentre};
    labelled("link_kind", &[DpaLink, SubProcessors, PrivacyPolicy, Security, TrustCentre, Terms, StatusPage]);
    use ContactRole::{Dpo, General, Privacy, Sales, Security as SecurityContact, Support};
    labelled("contact_role", &[General, Privacy, Dpo, SecurityContact, Sales, Support]);
    labelled("evidence_kind", &[Contract, Dpa, Certificate, AuditReport, Policy, Screenshot, Correspondence, SourceList, Other]);
}

#[test]
fn every_enumeration_of_the_record_is_labelled() {
    use crate::activity::{ActivityRole, ActivityStatus, DataRight, DpiaStatus, RecipientKind, SecurityFamily};
    labelled("activity_role", &[ActivityRole::Controller, ActivityRole::Processor]);
    labelled("activity_status", &[ActivityStatus::Draft, ActivityStatus::Active, ActivityStatus::Retired]);
    use RecipientKind::*;
    let kinds = [
        InternalDepartment,
        GroupCompany,
        Processor,
        SubProcessor,
        JointController,
        BusinessPartner,
        PublicAuthority,
        BankInsurer,
        ProfessionalAdviser,
        DataSubject,
        Public,
    ];
    labelled("recipient_kind", &kinds);
    labelled("dpia_status", &[DpiaStatus::NotNeeded, DpiaStatus::Needed, DpiaStatus::InProgress, DpiaStatus::Done]);
    use DataRight::*;
    let rights =
        [Information, Access, Rectification, Erasure, Restriction, Portability, Objection, AutomatedDecision, WithdrawConsent, Complaint];
    labelled("data_right", &rights);
    use SecurityFamily::{AccessControl, Backup, Encryption, Other, ProcessorControl, SoftwareProtection, Traceability};
    labelled("security_family", &[AccessControl, Traceability, SoftwareProtection, Backup, Encryption, ProcessorControl, Other]);
}

#[test]
fn every_enumeration_of_a_chain_is_labelled() {
    use crate::legal::LegalList;
    use crate::notice::{NoticeDecision, ObjectionOutcome};
    use crate::sub_processor::ChangeKind;
    use crate::transfer::{DpfStatus, Ground, MeasureKind, NoTransferReason, TiaOutcome, TransferDecision, VerdictStatus};
    labelled("transfer_decision", &[TransferDecision::Confirmed, TransferDecision::NoTransfer]);
    use NoTransferReason::{NotDisclosed, Other, OwnStaff, ParentOnly, SameEntity};
    labelled("no_transfer_reason", &[OwnStaff, SameEntity, ParentOnly, NotDisclosed, Other]);
    use Ground::{Adequacy, Derogation, InsideEea, Missing, NoTransfer, Safeguards, Unknown};
    labelled("ground", &[InsideEea, Adequacy, Safeguards, Derogation, Missing, Unknown, NoTransfer]);
    labelled("verdict_status", &[VerdictStatus::Fine, VerdictStatus::Attention, VerdictStatus::Breach]);
    labelled("tia_outcome", &[TiaOutcome::InProgress, TiaOutcome::Acceptable, TiaOutcome::WithMeasures, TiaOutcome::Stopped]);
    labelled("measure_kind", &[MeasureKind::Technical, MeasureKind::Contractual, MeasureKind::Organisational]);
    labelled("dpf_status", &[DpfStatus::Active, DpfStatus::Inactive, DpfStatus::NotListed]);
    labelled("notice_decision", &[NoticeDecision::Accepted, NoticeDecision::Objected, NoticeDecision::Leave]);
    use ObjectionOutcome::{ContractEnded, Open, Settled, Withdrawn};
    labelled("objection_outcome", &[Open, Settled, Withdrawn, ContractEnded]);
    labelled("change_kind", &[ChangeKind::Added, ChangeKind::Removed, ChangeKind::Changed]);
    labelled("legal_list", &LegalList::ALL);
}

#[test]
fn the_fields_of_the_record_cover_every_letter() {
    let letters = |of: fn(&RecordField) -> Option<char>| -> String {
        let found: std::collections::BTreeSet<char> = shipped().record_fields().iter().filter_map(of).collect();
        found.into_iter().collect()
    };
    assert_eq!(letters(|field| field.letter), "abcdefg", "Art. 30(1)");
    assert_eq!(letters(|field| field.processor_letter), "abcd", "Art. 30(2)");
    for field in shipped().record_fields() {
        assert!(shipped().record_chapters().iter().any(|chapter| chapter.id == field.chapter), "{} has no chapter", field.id);
    }
}

#[test]
fn every_requirement_says_why_and_under_which_article() {
    let all: Vec<Requirement> = Requirement::OF_PROVIDER.into_iter().chain(Requirement::OF_SERVICE).collect();
    assert_eq!(shipped().requirements().len(), all.len());
    for requirement in all {
        let entry = shipped().requirement(requirement.id()).unwrap_or_else(|| panic!("{requirement:?} is not in the list"));
        assert!(entry.article.starts_with("Art. "), "{} cites no article", entry.id);
        assert!(entry.weight > 0 && entry.why.en.ends_with('.') && entry.why.fr.ends_with('.'), "{} is incomplete", entry.id);
        assert_eq!(entry.applies == Applies::Provider, entry.id.starts_with("provider_"), "{} applies to the wrong record", entry.id);
    }
}

#[test]
fn the_flags_of_countries_agree_with_the_legal_list() {
    for country in shipped().countries() {
        assert_eq!(country.eea, shipped().legal().is_eea(country.code), "{} EEA", country.code);
        assert_eq!(country.eu, shipped().legal().is_eu(country.code), "{} EU", country.code);
    }
    assert_eq!(
        shipped().countries().iter().filter(|country| country.eu).count(),
        27 + 7,
        "27 states and 7 territories with their own code"
    );
}

#[test]
fn an_adequacy_decision_counts_from_its_adoption_to_its_end() {
    let adequate = |country: &str, on: &str| shipped().legal().adequacy(code(country), day(on)).is_some();
    assert!(!adequate("GB", "2021-06-27") && adequate("GB", "2021-06-28"), "adopted on 28 June 2021");
    assert!(adequate("GB", "2031-12-27") && !adequate("GB", "2031-12-28"), "in force until 27 December 2031");
    assert!(!adequate("US", "2023-07-09") && adequate("US", "2023-07-10"), "the Data Privacy Framework");
    assert!(!adequate("CN", "2026-11-22") && !adequate("FR", "2026-11-22"), "no decision is needed or made");
    assert!(shipped().legal().adequacy(code("US"), day("2026-11-22")).is_some_and(|decision| decision.recipient_check_required));
}

#[test]
fn the_real_spellings_of_categories_are_known() {
    let known = |text: &str| shipped().provider_category_named(text).map(|category| category.id.as_str());
    for (text, id) in [
        ("CLOUD_PROVIDER", "hosting"),
        ("EMPLOYEE_MANAGEMENT", "payroll_hr"),
        ("DATA_STORAGE_AND_PROCESSING", "storage"),
        ("Product and design", "design"),
        ("marketing", "marketing"),
        ("Hébergement", "hosting"),
        ("OTHER", "other"),
    ] {
        assert_eq!(known(text), Some(id), "category {text:?}");
    }
    assert_eq!(known("basket weaving"), None);
}

#[test]
fn headers_are_known_in_three_languages() {
    let field = |header: &str| shipped().import_field_named(header).map(|field| field.id.as_str());
    for (header, id) in [
        ("Head office address", "address"),
        ("Sub-processors", "link_sub_processors"),
        ("Trust page", "link_trust_centre"),
        ("Raison sociale", "legal_name"),
        ("PAYS D'HÉBERGEMENT", "service_storage_countries"),
        ("pays d’hébergement", "service_storage_countries"),
        ("Auftragsverarbeitungsvertrag", "link_dpa"),
        ("Zweck der Verarbeitung", "service_purpose"),
        ("  e-mail ", "contact_email"),
    ] {
        assert_eq!(field(header), Some(id), "header {header:?}");
    }
    assert_eq!(field("Shoe size"), None);
}

#[test]
fn known_aliases_mean_one_provider() {
    let same = |a: &str, b: &str| shipped().same_by_alias(a, b);
    assert!(same("Amazon Web Services, Inc.", "AWS"));
    assert!(same("Office 365", "Microsoft 365"));
    assert!(same("GCP", "Google Cloud"));
    assert!(same("MAILGUN", "Sinch Mailgun"));
    assert!(!same("AWS", "Google Cloud"), "two providers");
    assert!(!same("AWS", "aws"), "an equal name is no alias");
    assert!(!same("Nobody", "Nobody else"), "unknown to the list");
}

#[test]
fn a_broken_list_is_named() {
    let fault = |texts: &ListTexts| Lists::from_json(texts).err().map(|fault| fault.to_string()).unwrap_or_default();
    let broken = ListTexts { labels: "{", ..TEXTS };
    assert!(fault(&broken).contains("list labels cannot be read"), "{}", fault(&broken));
    let doubled = TEXTS.aliases.replacen("\"GCP\"", "\"AWS\"", 1);
    let twice = ListTexts { aliases: &doubled, ..TEXTS };
    assert!(fault(&twice).contains("aliases has \"AWS\" twice"), "{}", fault(&twice));
}
