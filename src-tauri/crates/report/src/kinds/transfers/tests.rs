//! The transfer register, section by section.

use provident_domain::lists::Language;
use provident_domain::transfer::{MeasureKind, NoTransferReason, SupplementaryMeasure, TiaOutcome, TransferDecision, TransferDraft};

use super::*;
use crate::kinds::sample::{day, in_order, issue, leg, lists, lumeria};
use crate::text::as_text;

fn assessment() -> TransferImpactAssessment {
    TransferImpactAssessment {
        outcome: TiaOutcome::WithMeasures,
        assessed_on: day("2025-02-04"),
        assessed_by: "Camille Orvane".into(),
        review_on: day("2026-02-04"),
        map: None,
        tool: None,
        law: Some("The act".into()),
        measures: vec![SupplementaryMeasure { kind: MeasureKind::Technical, measure: "Keys held in Lyon".into(), effect: None }],
        formal: None,
        review: None,
    }
}

fn lines() -> Vec<TransferLine> {
    let signed = |draft: &mut TransferDraft| {
        (draft.mechanism, draft.signed_on, draft.are_annexes_complete) = (Some("scc_m2".into()), Some(day("2025-11-03")), Some(true));
    };
    let mut proposed = leg("Ondine", "IN", |_| {}, None);
    (proposed.transfer, proposed.decided) = (None, None);
    vec![
        leg("Brume", "GB", |_| {}, None),
        leg("Nuage", "US", signed, Some(assessment())),
        leg("Sirocco", "IN", signed, None),
        leg("Aquilon", "CN", |_| {}, None),
        proposed,
        leg(
            "Parent",
            "US",
            |draft| {
                (draft.decision, draft.no_transfer) = (TransferDecision::NoTransfer, Some(NoTransferReason::ParentOnly));
                draft.reason = Some("The parent gets no data".into());
            },
            None,
        ),
    ]
}

fn text(language: Language) -> String {
    as_text(&transfers(&lines(), &issue(&lumeria(), language), lists().legal()))
}

#[test]
fn a_breach_comes_before_what_needs_attention() {
    let text = text(Language::En);
    in_order(
        &text,
        &[
            "# What needs attention",
            "## Us → Aquilon (China)",
            "Breach",
            "What to do",
            "## Us → Nuage",
            "# Proposed, not decided yet",
            "Ondine",
        ],
    );
}

#[test]
fn no_placeholder_is_left() {
    for language in [Language::En, Language::Fr] {
        let text = text(language);
        assert!(!text.contains('{') && !text.contains('}'), "{text}");
    }
}

#[test]
fn a_country_shows_the_decision_and_when_it_ends() {
    in_order(
        &text(Language::En),
        &[
            "# By country",
            "United Kingdom | 1 | Adequacy decision (Art. 45): 1",
            "until 27 December 2031 | In order",
            "United States",
            "2023/1795, for some recipients only",
        ],
    );
}

#[test]
fn a_leg_that_is_no_transfer_shows_its_reason_in_the_list_only() {
    let text = text(Language::En);
    in_order(&text, &["# All transfers", "Us → Parent", "No transfer", "The parent gets no data"]);
    assert!(!text.contains("## Us → Parent"), "nothing to do about it");
}

#[test]
fn an_assessment_past_its_review_is_overdue() {
    in_order(
        &text(Language::En),
        &["# Transfer impact assessments", "Us → Nuage", "4 February 2026 (overdue)", "Technical: Keys held in Lyon"],
    );
    in_order(&text(Language::Fr), &["# Analyses d’impact des transferts", "4 février 2026 (en retard)", "Technique\u{a0}: Keys"]);
}

#[test]
fn nothing_to_show_is_said() {
    let text = as_text(&transfers(&[], &issue(&lumeria(), Language::En), lists().legal()));
    in_order(&text, &["No transfer outside the EEA is recorded or proposed.", "# What the verdicts rest on", "Adequacy decisions"]);
}

#[test]
fn the_table_has_a_row_a_leg() {
    let table = record_table(&lines(), &issue(&lumeria(), Language::En), lists().legal());
    assert_eq!(table.rows.len(), 6, "ruled out and proposed ones included");
    assert!(table.rows.iter().all(|row| row.len() == table.heads.len()), "a cell a column");
}
