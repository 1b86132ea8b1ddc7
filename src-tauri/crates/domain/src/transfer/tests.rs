//! Every rule, with days on both sides of each of its boundaries.

use chrono::NaiveDate;

use super::{
    DpfEntry, DpfStatus, NoTransferReason, ScopeCheck, TiaOutcome, TransferDecision, TransferDraft, TransferFacts,
    TransferImpactAssessment, TransferParty, TransferRule, Verdict, verdict,
};
use crate::lists::shipped::shipped;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A leg from us to a provider in this country.
fn leg(country: &str) -> TransferDraft {
    TransferDraft { country: Some(country.into()), ..TransferDraft::new(TransferParty::Us, TransferParty::Provider) }
}

fn with(country: &str, mechanism: &str, signed_on: Option<&str>) -> TransferDraft {
    TransferDraft { mechanism: Some(mechanism.into()), signed_on: signed_on.map(day), are_annexes_complete: Some(true), ..leg(country) }
}

fn scc(country: &str) -> TransferDraft {
    with(country, "scc_m2", Some("2023-01-10"))
}

fn listed(status: DpfStatus, covers_hr: bool, covers_non_hr: bool) -> TransferDraft {
    let entry = DpfEntry { entity: None, status, covers_hr, covers_non_hr, checked_on: day("2026-01-15"), valid_until: None };
    TransferDraft { dpf: Some(entry), ..leg("US") }
}

fn assessed(outcome: TiaOutcome) -> TransferImpactAssessment {
    TransferImpactAssessment {
        outcome,
        assessed_on: day("2025-06-01"),
        assessed_by: "DPO".into(),
        review_on: day("2026-06-01"),
        map: None,
        tool: None,
        law: Some("read".into()),
        measures: Vec::new(),
        formal: None,
        review: None,
    }
}

fn read(draft: &TransferDraft, tia: Option<&TransferImpactAssessment>, is_standing: bool, on: &str) -> Verdict {
    let legal = shipped().legal();
    let transfer = draft.check(shipped(), legal, day("2026-11-25")).expect("a leg");
    verdict(&TransferFacts { transfer: &transfer, assessment: tia, is_standing }, legal, day(on))
}

#[track_caller]
fn rule(draft: &TransferDraft, on: &str, expected: TransferRule) {
    assert_eq!(read(draft, None, true, on).rule, expected, "on {on}");
}

#[track_caller]
fn rule_with(draft: &TransferDraft, tia: TiaOutcome, on: &str, expected: TransferRule) {
    assert_eq!(read(draft, Some(&assessed(tia)), true, on).rule, expected, "{tia:?} on {on}");
}

#[test]
fn inside_the_area_nothing_is_transferred() {
    rule(&leg("FR"), "2026-11-25", TransferRule::InsideEea);
    rule(&leg("NO"), "2026-11-25", TransferRule::InsideEea);
    rule(&leg("RE"), "2026-11-25", TransferRule::InsideEea);
    rule(&leg("GL"), "2026-11-25", TransferRule::ToolMissing);
    let unknown = TransferDraft::new(TransferParty::Us, TransferParty::Provider);
    rule(&unknown, "2026-11-25", TransferRule::ImporterUnknown);
}

#[test]
fn a_person_says_that_it_is_none() {
    let none = TransferDraft {
        decision: TransferDecision::NoTransfer,
        no_transfer: Some(NoTransferReason::OwnStaff),
        reason: Some("Our own people on a journey".into()),
        ..leg("IN")
    };
    rule(&none, "2026-11-25", TransferRule::NoTransfer);
    let without_reason = TransferDraft { reason: None, ..none };
    assert!(without_reason.check(shipped(), shipped().legal(), day("2026-11-25")).is_err(), "a reason is required");
}

#[test]
fn adequacy_runs_from_its_adoption_to_its_end() {
    rule(&leg("GB"), "2021-06-27", TransferRule::AdequacyNotYet);
    rule(&leg("GB"), "2021-06-28", TransferRule::AdequateUntil);
    rule(&leg("GB"), "2031-12-27", TransferRule::AdequateUntil);
    rule(&leg("GB"), "2031-12-28", TransferRule::AdequacyExpired);
    assert_eq!(read(&leg("GB"), None, true, "2026-11-25").valid_until, Some(day("2031-12-27")), "a coming end is known");
    rule(&leg("CH"), "2026-11-25", TransferRule::Adequate);
    rule(&leg("BR"), "2026-01-25", TransferRule::AdequacyNotYet);
    rule(&leg("BR"), "2026-01-26", TransferRule::Adequate);
    rule(&leg("IN"), "2026-11-25", TransferRule::ToolMissing);
    assert_eq!(read(&leg("IN"), None, true, "2026-11-25").valid_until, None, "another country's decision is no boundary");
}

#[test]
fn a_partial_decision_asks_who_the_recipient_is() {
    let checked = |is_covered| ScopeCheck { is_covered, checked_on: day("2026-02-01"), note: None };
    rule(&leg("CA"), "2026-11-25", TransferRule::AdequateScopeUnchecked);
    let covered = TransferDraft { scope: Some(checked(true)), ..leg("CA") };
    rule(&covered, "2026-01-31", TransferRule::AdequateScopeUnchecked);
    rule(&covered, "2026-02-01", TransferRule::AdequateScopeConfirmed);
    let outside = TransferDraft { scope: Some(checked(false)), ..leg("CA") };
    rule(&outside, "2026-11-25", TransferRule::OutsideAdequacyScope);
    let with_tool = TransferDraft { scope: Some(checked(false)), ..scc("CA") };
    rule_with(&with_tool, TiaOutcome::Acceptable, "2026-05-01", TransferRule::ToolValid);
}

#[test]
fn an_organisation_has_a_decision_of_its_own() {
    let office = TransferDraft { organisation: Some("EPO".into()), country: None, ..leg("FR") };
    rule(&office, "2025-07-15", TransferRule::OrganisationAdequate);
    rule(&office, "2025-07-14", TransferRule::ToolMissing);
}

#[test]
fn the_dpf_covers_who_is_listed_for_the_data_sent() {
    rule(&leg("US"), "2023-07-09", TransferRule::AdequacyNotYet);
    rule(&leg("US"), "2023-07-10", TransferRule::DpfUnchecked);
    let active = listed(DpfStatus::Active, false, true);
    rule(&active, "2026-01-14", TransferRule::DpfUnchecked);
    rule(&active, "2026-01-15", TransferRule::DpfActive);
    rule(&active, "2027-01-15", TransferRule::DpfActive);
    rule(&active, "2027-01-16", TransferRule::DpfCheckOld);
    let hr = |draft: TransferDraft| TransferDraft { has_hr_data: Some(true), ..draft };
    rule(&hr(active.clone()), "2026-11-25", TransferRule::DpfHrNotCovered);
    rule(&hr(listed(DpfStatus::Active, true, false)), "2026-11-25", TransferRule::DpfActive);
    rule(&listed(DpfStatus::Active, true, false), "2026-11-25", TransferRule::DpfNonHrNotCovered);
    rule(&listed(DpfStatus::Inactive, true, true), "2026-11-25", TransferRule::DpfInactive);
    rule(&listed(DpfStatus::NotListed, false, false), "2026-11-25", TransferRule::DpfInactive);
    let mut ending = active;
    ending.dpf.as_mut().expect("an entry").valid_until = Some(day("2026-09-30"));
    rule(&ending, "2026-09-30", TransferRule::DpfActive);
    rule(&ending, "2026-10-01", TransferRule::DpfInactive);
    let fallback = TransferDraft { dpf: listed(DpfStatus::Inactive, true, true).dpf, ..scc("US") };
    rule_with(&fallback, TiaOutcome::Acceptable, "2026-03-01", TransferRule::ToolValid);
}

#[test]
fn the_old_clauses_ended_with_2022() {
    for set in ["scc_2001_497", "scc_2010_87"] {
        let before = with("IN", set, Some("2021-09-26"));
        rule(&before, "2022-12-27", TransferRule::SccOldValid);
        rule(&before, "2022-12-28", TransferRule::SccOldExpired);
        rule(&with("IN", set, Some("2021-09-27")), "2022-06-01", TransferRule::SccOldNeverValid);
        rule(&with("IN", set, Some("2021-09-27")), "2026-11-25", TransferRule::SccOldNeverValid);
        rule(&with("IN", set, None), "2026-11-25", TransferRule::SccOldExpired);
    }
}

#[test]
fn the_shield_and_the_harbour_were_annulled() {
    rule(&with("US", "privacy_shield", Some("2018-01-01")), "2020-07-15", TransferRule::LapsedValid);
    rule(&with("US", "privacy_shield", Some("2018-01-01")), "2020-07-16", TransferRule::ShieldInvalid);
    rule(&with("US", "safe_harbour", Some("2010-01-01")), "2015-10-05", TransferRule::LapsedValid);
    rule(&with("US", "safe_harbour", Some("2010-01-01")), "2015-10-06", TransferRule::HarbourInvalid);
}

#[test]
fn a_tool_needs_its_signature_its_annexes_and_its_assessment() {
    rule(&with("IN", "scc_m2", None), "2026-11-25", TransferRule::ToolUndated);
    rule(&scc("IN"), "2023-01-09", TransferRule::ToolNotYet);
    rule(&scc("IN"), "2023-01-10", TransferRule::TiaMissing);
    let open = TransferDraft { are_annexes_complete: None, ..scc("IN") };
    rule_with(&open, TiaOutcome::Acceptable, "2026-05-01", TransferRule::AnnexesOpen);
    rule_with(&scc("IN"), TiaOutcome::Acceptable, "2025-05-31", TransferRule::TiaMissing);
    rule_with(&scc("IN"), TiaOutcome::Acceptable, "2025-06-01", TransferRule::ToolValid);
    rule_with(&scc("IN"), TiaOutcome::WithMeasures, "2026-06-01", TransferRule::ToolValidWithMeasures);
    rule_with(&scc("IN"), TiaOutcome::WithMeasures, "2026-06-02", TransferRule::TiaOverdue);
    rule_with(&scc("IN"), TiaOutcome::InProgress, "2026-05-01", TransferRule::TiaInProgress);
    rule_with(&scc("IN"), TiaOutcome::Stopped, "2026-05-01", TransferRule::TiaStopped);
    rule(&with("IN", "unknown", None), "2026-11-25", TransferRule::ToolUnknown);
    let ad_hoc = with("IN", "art46_3_a", Some("2024-01-01"));
    rule_with(&ad_hoc, TiaOutcome::Acceptable, "2026-05-01", TransferRule::AuthorisationMissing);
    let authorised = TransferDraft { authorised_on: Some(day("2024-02-01")), ..ad_hoc };
    rule_with(&authorised, TiaOutcome::Acceptable, "2026-05-01", TransferRule::ToolValid);
}

#[test]
fn a_derogation_is_for_no_standing_provider() {
    rule(&with("IN", "art49_1_b", None), "2026-11-25", TransferRule::DerogationMisused);
    let occasional = TransferDraft { is_occasional: Some(true), ..with("IN", "art49_1_b", None) };
    rule(&occasional, "2026-11-25", TransferRule::DerogationOccasional);
    let compelling = TransferDraft { is_occasional: Some(true), ..with("IN", "art49_1_sub2", None) };
    rule(&compelling, "2026-11-25", TransferRule::DerogationUndocumented);
    let documented = TransferDraft { safeguards: Some("Assessed; the authority was told".into()), ..compelling };
    rule(&documented, "2026-11-25", TransferRule::DerogationOccasional);
}

#[test]
fn the_worst_country_decides() {
    let draft = TransferDraft { access_countries: vec!["IN".into()], storage_countries: vec!["DE".into()], ..leg("GB") };
    let found = read(&draft, None, true, "2026-11-25");
    assert_eq!((found.rule, found.country.map(|country| country.to_string())), (TransferRule::ToolMissing, Some("IN".into())));
    assert_eq!(found.countries.len(), 2, "each third country is told");
    // A US entity that stores in Frankfurt.
    let frankfurt = TransferDraft { storage_countries: vec!["DE".into()], ..leg("US") };
    assert_eq!(read(&frankfurt, None, true, "2026-11-25").rule, TransferRule::DpfUnchecked);
}

#[test]
fn a_verdict_holds_until_the_day_it_names() {
    let drafts = [leg("GB"), leg("BR"), scc("IN"), listed(DpfStatus::Active, true, true), with("IN", "scc_2010_87", Some("2020-01-01"))];
    let tia = assessed(TiaOutcome::Acceptable);
    for draft in &drafts {
        for on in ["2015-01-01", "2021-01-01", "2022-12-01", "2024-01-01", "2025-12-01", "2026-11-25"] {
            let found = read(draft, Some(&tia), true, on);
            let Some(last) = found.valid_until else { continue };
            let again = read(draft, Some(&tia), true, &last.to_string());
            assert_eq!((again.rule, again.date), (found.rule, found.date), "{draft:?} from {on} to {last}");
        }
    }
}

#[test]
fn every_rule_can_be_reached_by_words() {
    for rule in TransferRule::ALL {
        let entry = shipped().legal().rule(*rule).unwrap_or_else(|| panic!("{} has no words", rule.id()));
        assert!(!entry.text.en.is_empty() && !entry.action.fr.is_empty() && !entry.source.is_empty(), "{}", rule.id());
    }
    assert_eq!(shipped().legal().rules().len(), TransferRule::ALL.len());
}
