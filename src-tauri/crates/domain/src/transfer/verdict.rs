//! On what ground a transfer stands on a day: one rule of `transfer-rules.json`, with the country, the
//! decision and the date it speaks of. In the order of Chapter V: adequacy (Art. 45), safeguards
//! (Art. 46), derogations (Art. 49).

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DpfStatus, TiaOutcome, Transfer, TransferDecision, TransferImpactAssessment};
use crate::country::CountryCode;
use crate::legal::{Legal, MechanismFamily, TransferMechanism};
use crate::lists::Adequacy;

/// Months for which a look at a list of certified importers counts.
const LOOKED_UP_MONTHS: u32 = 12;

macro_rules! rules {
    ($($name:ident: $id:literal, $ground:ident;)*) => {
        /// What a verdict can say; words, status and source are data.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum TransferRule { $($name),* }

        impl TransferRule {
            pub const ALL: &[TransferRule] = &[$(TransferRule::$name),*];

            /// The id used on the wire and in the assets.
            pub fn id(self) -> &'static str {
                match self { $(TransferRule::$name => $id),* }
            }

            pub fn ground(self) -> Ground {
                match self { $(TransferRule::$name => Ground::$ground),* }
            }
        }
    };
}

rules! {
    InsideEea: "inside_eea", InsideEea;
    NoTransfer: "no_transfer", NoTransfer;
    ImporterUnknown: "importer_unknown", Unknown;
    Unconfirmed: "unconfirmed", Unknown;
    Adequate: "adequate", Adequacy;
    AdequateUntil: "adequate_until", Adequacy;
    AdequateScopeConfirmed: "adequate_scope_confirmed", Adequacy;
    AdequateScopeUnchecked: "adequate_scope_unchecked", Unknown;
    AdequacyExpired: "adequacy_expired", Missing;
    AdequacyNotYet: "adequacy_not_yet", Missing;
    OrganisationAdequate: "organisation_adequate", Adequacy;
    OutsideAdequacyScope: "outside_adequacy_scope", Missing;
    DpfActive: "dpf_active", Adequacy;
    DpfUnchecked: "dpf_unchecked", Unknown;
    DpfCheckOld: "dpf_check_old", Adequacy;
    DpfInactive: "dpf_inactive", Missing;
    DpfHrNotCovered: "dpf_hr_not_covered", Missing;
    DpfNonHrNotCovered: "dpf_non_hr_not_covered", Missing;
    ToolMissing: "tool_missing", Missing;
    ToolUnknown: "tool_unknown", Unknown;
    ToolUndated: "tool_undated", Unknown;
    ToolNotYet: "tool_not_yet", Missing;
    AnnexesOpen: "annexes_open", Safeguards;
    AuthorisationMissing: "authorisation_missing", Missing;
    SccOldNeverValid: "scc_old_never_valid", Missing;
    SccOldExpired: "scc_old_expired", Missing;
    SccOldValid: "scc_old_valid", Safeguards;
    ShieldInvalid: "shield_invalid", Missing;
    HarbourInvalid: "harbour_invalid", Missing;
    LapsedValid: "lapsed_valid", Adequacy;
    TiaMissing: "tia_missing", Safeguards;
    TiaInProgress: "tia_in_progress", Safeguards;
    TiaOverdue: "tia_overdue", Safeguards;
    TiaStopped: "tia_stopped", Missing;
    ToolValid: "tool_valid", Safeguards;
    ToolValidWithMeasures: "tool_valid_with_measures", Safeguards;
    ToolValidWithoutTia: "tool_valid_without_tia", Safeguards;
    DerogationMisused: "derogation_misused", Derogation;
    DerogationOccasional: "derogation_occasional", Derogation;
    DerogationUndocumented: "derogation_undocumented", Derogation;
}

/// What a transfer rests on, for colours and counts. From the safest to the least safe.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    InsideEea,
    NoTransfer,
    /// Art. 45
    Adequacy,
    /// Art. 46
    Safeguards,
    /// Art. 49
    Derogation,
    Unknown,
    /// Art. 44: none that counts.
    Missing,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VerdictStatus {
    Fine,
    Attention,
    Breach,
}

/// What holds for one country that a leg leads to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct CountryVerdict {
    pub country: CountryCode,
    pub rule: TransferRule,
    pub status: VerdictStatus,
    pub ground: Ground,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Verdict {
    pub rule: TransferRule,
    pub status: VerdictStatus,
    pub ground: Ground,
    /// The country that decides: the one where it stands worst.
    pub country: Option<CountryCode>,
    /// The adequacy decision it speaks of.
    pub decision: Option<String>,
    /// Id of the mechanism it speaks of.
    pub mechanism: Option<String>,
    /// The day it speaks of: an end, a beginning, a look at a list.
    pub date: Option<NaiveDate>,
    /// Each third country of the leg.
    pub countries: Vec<CountryVerdict>,
    /// The adequacy decision that it rests on anywhere and that ends first.
    pub adequacy_end: Option<AdequacyEnd>,
    /// The last day on which this still holds; none while nothing runs out.
    pub valid_until: Option<NaiveDate>,
}

/// The last day of an adequacy decision.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
pub struct AdequacyEnd {
    pub on: NaiveDate,
    pub decision: String,
}

/// What is known of one leg.
pub struct TransferFacts<'a> {
    pub transfer: &'a Transfer,
    pub assessment: Option<&'a TransferImpactAssessment>,
    /// The provider works for us: what goes to it is no single occasion.
    pub is_standing: bool,
}

/// A rule, and what it speaks of.
#[derive(Clone)]
struct Found {
    rule: TransferRule,
    decision: Option<String>,
    date: Option<NaiveDate>,
}

impl Found {
    fn rule(rule: TransferRule) -> Found {
        Found { rule, decision: None, date: None }
    }

    fn on(self, date: NaiveDate) -> Found {
        Found { date: Some(date), ..self }
    }

    fn of(self, decision: &Adequacy) -> Found {
        Found { decision: Some(decision.decision.clone()), ..self }
    }
}

/// Reads the ground of a leg on a day. Pure: the same facts, lists and day give the same verdict.
pub fn verdict(facts: &TransferFacts, legal: &Legal, on: NaiveDate) -> Verdict {
    let transfer = facts.transfer;
    let valid_until = boundaries(facts, legal).into_iter().filter(|first| *first > on).min().and_then(|first| first.pred_opt());
    let whole = |found: Found, country, countries: Vec<CountryVerdict>| Verdict {
        rule: found.rule,
        status: legal.status(found.rule),
        ground: found.rule.ground(),
        adequacy_end: adequacy_end(transfer, found.rule.ground(), &countries, legal, on),
        country,
        decision: found.decision,
        mechanism: transfer.mechanism.clone(),
        date: found.date,
        countries,
        valid_until,
    };
    if transfer.decision == TransferDecision::NoTransfer {
        return whole(Found::rule(TransferRule::NoTransfer), transfer.country, Vec::new());
    }
    if let Some(code) = &transfer.organisation {
        return whole(of_organisation(code, facts, legal, on), None, Vec::new());
    }
    let third = third_countries(transfer, legal);
    if third.is_empty() {
        let rule = if transfer.country.is_none() { TransferRule::ImporterUnknown } else { TransferRule::InsideEea };
        return whole(Found::rule(rule), transfer.country, Vec::new());
    }
    let all: Vec<(CountryCode, Found)> = third.into_iter().map(|country| (country, of_country(country, facts, legal, on))).collect();
    let countries = all.iter().map(|(country, found)| CountryVerdict {
        country: *country,
        rule: found.rule,
        status: legal.status(found.rule),
        ground: found.rule.ground(),
    });
    let countries = countries.collect();
    // The first of the worst: where the importer is established stands first.
    let rank = |found: &Found| (legal.status(found.rule), found.rule.ground());
    let worst = all.into_iter().reduce(|worst, other| if rank(&other.1) > rank(&worst.1) { other } else { worst });
    match worst {
        Some((country, found)) => whole(found, Some(country), countries),
        None => whole(Found::rule(TransferRule::InsideEea), transfer.country, countries),
    }
}

fn adequacy_end(transfer: &Transfer, whole: Ground, countries: &[CountryVerdict], legal: &Legal, on: NaiveDate) -> Option<AdequacyEnd> {
    let adequate = countries.iter().filter(|verdict| verdict.ground == Ground::Adequacy);
    let of_countries = adequate.filter_map(|verdict| legal.adequacy(verdict.country, on));
    let of_organisation = transfer.organisation.as_deref().filter(|_| whole == Ground::Adequacy).and_then(|code| legal.organisation(code));
    let end = |decision: &Adequacy| Some(AdequacyEnd { on: decision.expires?, decision: decision.decision.clone() });
    of_countries.chain(of_organisation).filter_map(end).min()
}

/// Countries outside the area that a leg leads to; the one where the importer is established first.
fn third_countries(transfer: &Transfer, legal: &Legal) -> Vec<CountryCode> {
    let others: BTreeSet<CountryCode> = transfer.storage_countries.iter().chain(&transfer.access_countries).copied().collect();
    let others = others.into_iter().filter(|country| Some(*country) != transfer.country);
    transfer.country.into_iter().chain(others).filter(|country| !legal.is_eea(*country)).collect()
}

fn of_organisation(code: &str, facts: &TransferFacts, legal: &Legal, on: NaiveDate) -> Found {
    match legal.organisation(code) {
        Some(decision) if decision.is_in_force(on) => Found::rule(TransferRule::OrganisationAdequate).of(decision),
        _ => of_mechanism(Found::rule(TransferRule::ToolMissing), facts, legal, on),
    }
}

fn of_country(country: CountryCode, facts: &TransferFacts, legal: &Legal, on: NaiveDate) -> Found {
    let Some(decision) = legal.adequacy(country, on) else {
        return of_mechanism(without_decision(country, legal, on), facts, legal, on);
    };
    let adequate = if decision.recipient_list.is_some() {
        of_list(decision, facts, on)
    } else if decision.recipient_check_required {
        of_scope(decision, facts, on)
    } else {
        match decision.expires {
            Some(last) => Found::rule(TransferRule::AdequateUntil).on(last),
            None => Found::rule(TransferRule::Adequate),
        }
    };
    let adequate = adequate.of(decision);
    let is_settled = legal.status(adequate.rule) == VerdictStatus::Fine || facts.transfer.mechanism.is_none();
    if is_settled {
        return adequate;
    }
    // A tool that is there as well counts where it stands better, or no worse.
    let tool = of_mechanism(adequate.clone(), facts, legal, on);
    if legal.status(tool.rule) <= legal.status(adequate.rule) { tool } else { adequate }
}

/// Why adequacy does not help.
fn without_decision(country: CountryCode, legal: &Legal, on: NaiveDate) -> Found {
    let other = legal.adequacy_decisions().iter().filter(|decision| decision.country == Some(country));
    match other.max_by_key(|decision| decision.adopted) {
        Some(decision) if decision.adopted > on => Found::rule(TransferRule::AdequacyNotYet).on(decision.adopted).of(decision),
        Some(decision) => match decision.expires {
            Some(last) => Found::rule(TransferRule::AdequacyExpired).on(last).of(decision),
            None => Found::rule(TransferRule::ToolMissing),
        },
        None => Found::rule(TransferRule::ToolMissing),
    }
}

/// A decision for those only who stand in a list: the EU-US Data Privacy Framework.
fn of_list(decision: &Adequacy, facts: &TransferFacts, on: NaiveDate) -> Found {
    let Some(entry) = facts.transfer.dpf.as_ref().filter(|entry| entry.checked_on <= on) else {
        return Found::rule(TransferRule::DpfUnchecked).on(decision.adopted);
    };
    let is_hr = facts.transfer.has_hr_data == Some(true);
    if entry.status != DpfStatus::Active {
        Found::rule(TransferRule::DpfInactive).on(entry.checked_on)
    } else if let Some(last) = entry.valid_until.filter(|last| *last < on) {
        Found::rule(TransferRule::DpfInactive).on(last)
    } else if is_hr && !entry.covers_hr {
        Found::rule(TransferRule::DpfHrNotCovered).on(entry.checked_on)
    } else if !is_hr && !entry.covers_non_hr {
        Found::rule(TransferRule::DpfNonHrNotCovered).on(entry.checked_on)
    } else if looked_up_until(entry.checked_on) < on {
        Found::rule(TransferRule::DpfCheckOld).on(entry.checked_on)
    } else {
        Found::rule(TransferRule::DpfActive).on(entry.checked_on)
    }
}

/// A decision for some recipients, which a person has to look at.
fn of_scope(decision: &Adequacy, facts: &TransferFacts, on: NaiveDate) -> Found {
    match facts.transfer.scope.as_ref().filter(|scope| scope.checked_on <= on) {
        None => Found::rule(TransferRule::AdequateScopeUnchecked).on(decision.adopted),
        Some(scope) if scope.is_covered => Found::rule(TransferRule::AdequateScopeConfirmed).on(scope.checked_on),
        Some(scope) => Found::rule(TransferRule::OutsideAdequacyScope).on(scope.checked_on),
    }
}

/// The last day on which a look at a list still counts.
fn looked_up_until(checked_on: NaiveDate) -> NaiveDate {
    checked_on.checked_add_months(Months::new(LOOKED_UP_MONTHS)).unwrap_or(NaiveDate::MAX)
}

/// By the mechanism that was stated; `otherwise` where there is none.
fn of_mechanism(otherwise: Found, facts: &TransferFacts, legal: &Legal, on: NaiveDate) -> Found {
    let stated = facts.transfer.mechanism.as_deref();
    let Some(mechanism) = stated.and_then(|id| legal.mechanism(id)) else { return otherwise };
    match mechanism.family {
        MechanismFamily::Unknown => Found::rule(TransferRule::ToolUnknown),
        MechanismFamily::Derogation => of_derogation(mechanism, facts),
        MechanismFamily::Lapsed => of_lapsed(mechanism, facts, on),
        MechanismFamily::Safeguards => of_safeguards(mechanism, facts, on),
    }
}

fn of_derogation(mechanism: &TransferMechanism, facts: &TransferFacts) -> Found {
    let transfer = facts.transfer;
    if mechanism.needs_documentation && transfer.safeguards.is_none() {
        Found::rule(TransferRule::DerogationUndocumented)
    } else if mechanism.is_for_standing_use
        || transfer.is_occasional == Some(true)
        || (!facts.is_standing && transfer.is_occasional != Some(false))
    {
        Found::rule(TransferRule::DerogationOccasional)
    } else {
        Found::rule(TransferRule::DerogationMisused)
    }
}

/// A tool of the past: it counted until a day, and for contracts signed before another.
fn of_lapsed(mechanism: &TransferMechanism, facts: &TransferFacts, on: NaiveDate) -> Found {
    let signed_on = facts.transfer.signed_on;
    if let Some(first) = mechanism.not_if_signed_from
        && signed_on.is_some_and(|signed| signed >= first)
    {
        return Found::rule(TransferRule::SccOldNeverValid).on(first);
    }
    if let Some(not_yet) = not_yet(mechanism, signed_on, on) {
        return not_yet;
    }
    match (mechanism.valid_until, mechanism.lapse_rule) {
        (Some(last), rule) if last < on => Found::rule(rule.unwrap_or(TransferRule::SccOldExpired)).on(last),
        (Some(last), _) if mechanism.not_if_signed_from.is_some() => Found::rule(TransferRule::SccOldValid).on(last),
        (Some(last), _) => Found::rule(TransferRule::LapsedValid).on(last),
        (None, _) => Found::rule(TransferRule::LapsedValid),
    }
}

fn of_safeguards(mechanism: &TransferMechanism, facts: &TransferFacts, on: NaiveDate) -> Found {
    let transfer = facts.transfer;
    if let Some(not_yet) = not_yet(mechanism, transfer.signed_on, on) {
        return not_yet;
    }
    if let Some(last) = mechanism.valid_until.filter(|last| *last < on) {
        return Found::rule(mechanism.lapse_rule.unwrap_or(TransferRule::SccOldExpired)).on(last);
    }
    let Some(signed_on) = transfer.signed_on else { return Found::rule(TransferRule::ToolUndated) };
    if mechanism.needs_authorisation && transfer.authorised_on.is_none_or(|day| day > on) {
        return Found::rule(TransferRule::AuthorisationMissing);
    }
    let assessed = if mechanism.needs_tia { of_assessment(facts, on) } else { Found::rule(TransferRule::ToolValidWithoutTia) };
    let is_settled =
        matches!(assessed.rule, TransferRule::ToolValid | TransferRule::ToolValidWithMeasures | TransferRule::ToolValidWithoutTia);
    if is_settled && mechanism.has_annexes && transfer.are_annexes_complete != Some(true) {
        return Found::rule(TransferRule::AnnexesOpen);
    }
    if assessed.date.is_none() { assessed.on(signed_on) } else { assessed }
}

fn of_assessment(facts: &TransferFacts, on: NaiveDate) -> Found {
    let Some(held) = facts.assessment.filter(|held| held.assessed_on <= on) else { return Found::rule(TransferRule::TiaMissing) };
    match held.outcome {
        TiaOutcome::InProgress => Found::rule(TransferRule::TiaInProgress).on(held.assessed_on),
        TiaOutcome::Stopped => Found::rule(TransferRule::TiaStopped).on(held.assessed_on),
        TiaOutcome::Acceptable | TiaOutcome::WithMeasures if held.review_on < on => {
            Found::rule(TransferRule::TiaOverdue).on(held.review_on)
        }
        TiaOutcome::Acceptable => Found::rule(TransferRule::ToolValid).on(held.assessed_on),
        TiaOutcome::WithMeasures => Found::rule(TransferRule::ToolValidWithMeasures).on(held.assessed_on),
    }
}

/// Before the tool could be had, or before it was signed.
fn not_yet(mechanism: &TransferMechanism, signed_on: Option<NaiveDate>, on: NaiveDate) -> Option<Found> {
    let first = [mechanism.valid_from, signed_on].into_iter().flatten().max()?;
    (first > on).then(|| Found::rule(TransferRule::ToolNotYet).on(first))
}

/// The first days on which the verdict may be another.
fn boundaries(facts: &TransferFacts, legal: &Legal) -> Vec<NaiveDate> {
    let transfer = facts.transfer;
    let after = |last: Option<NaiveDate>| last.and_then(|last| last.succ_opt());
    let mut first = Vec::new();
    let concerned = third_countries(transfer, legal);
    for decision in legal.adequacy_decisions() {
        let is_meant = decision.country.is_some_and(|country| concerned.contains(&country))
            || (decision.organisation.is_some() && transfer.organisation == decision.organisation);
        if is_meant {
            first.push(decision.adopted);
            first.extend(after(decision.expires));
        }
    }
    if let Some(mechanism) = transfer.mechanism.as_deref().and_then(|id| legal.mechanism(id)) {
        first.extend(mechanism.valid_from);
        first.extend(after(mechanism.valid_until));
    }
    if let Some(entry) = &transfer.dpf {
        first.push(entry.checked_on);
        if entry.status == DpfStatus::Active {
            first.extend(after(Some(looked_up_until(entry.checked_on))));
            first.extend(after(entry.valid_until));
        }
    }
    first.extend(transfer.scope.as_ref().map(|scope| scope.checked_on));
    first.extend(transfer.signed_on);
    first.extend(transfer.authorised_on);
    if let Some(held) = facts.assessment {
        first.push(held.assessed_on);
        first.extend(after(Some(held.review_on)));
    }
    first
}
