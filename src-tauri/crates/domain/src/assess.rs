//! Everything derived about one provider, from its facts, the lists and the day.
//! The result is kept beside the facts and can be thrown away and made again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::action::Action;
use crate::country::CountryCode;
use crate::due::{Due, DueSubject, Snooze, dues};
use crate::fact::{FactGroup, Standing, is_stated};
use crate::id::{ActionId, NoticeId, ProviderId, ServiceId, SubProcessorId, TransferId};
use crate::legal::Legal;
use crate::lists::Lists;
use crate::notice::{ClientDuty, Notice};
use crate::provider::Provider;
use crate::requirement::{Knowledge, Legs, Requirement};
use crate::service::Service;
use crate::sub_processor::SubProcessor;
use crate::transfer::{Chain, Proposal, Transfer, TransferFacts, TransferImpactAssessment, Verdict, proposals, verdict};

/// How long a verification counts, in whole months (`assets/legal/review.json`).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReviewRule {
    pub stale_after_months: u32,
    pub source: String,
    pub last_verified: NaiveDate,
}

/// All that is known of one provider.
pub struct Facts<'a> {
    pub id: ProviderId,
    pub provider: &'a Provider,
    pub services: &'a [(ServiceId, Service)],
    pub standings: &'a BTreeMap<FactGroup, Standing>,
    /// Those of today.
    pub sub_processors: &'a [(SubProcessorId, SubProcessor)],
    pub transfers: &'a [HeldTransfer],
    pub notices: &'a [(NoticeId, Notice)],
    /// What our clients' contracts ask for when its sub-processors change.
    pub client_duty: ClientDuty,
    pub actions: &'a [(ActionId, Action)],
    pub snoozes: &'a BTreeMap<String, Snooze>,
}

impl Facts<'_> {
    pub(crate) fn subject(&self) -> DueSubject {
        DueSubject::Provider { id: self.id }
    }
}

/// A transfer of the register, with its impact assessment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldTransfer {
    pub id: TransferId,
    pub transfer: Transfer,
    pub assessment: Option<TransferImpactAssessment>,
    /// When a person decided on it.
    pub decided_on: NaiveDate,
}

/// The verdict on one transfer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct HeldVerdict {
    pub transfer: TransferId,
    pub verdict: Verdict,
}

/// A requirement that is not met.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Gap {
    pub requirement: Requirement,
    /// The service in which it is missing; none for a fact of the provider itself.
    pub service: Option<ServiceId>,
    /// Asked for, and nobody knows.
    pub is_unknown: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Assessed {
    /// 0 to 100, rounded down, so that only a complete record shows 100.
    pub completeness: u8,
    /// Heaviest first.
    pub gaps: Vec<Gap>,
    /// Ids of the special categories of Art. 9 among the data, and of criminal data (Art. 10).
    pub special_categories: Vec<String>,
    /// Countries of storage or access outside the European Economic Area.
    pub outside_eea: Vec<CountryCode>,
    /// Groups in which something is stated and that somebody has verified.
    pub verified: Vec<FactGroup>,
    /// Groups in which something is stated and that nobody has verified.
    pub unverified: Vec<FactGroup>,
    /// Groups whose verification is too old.
    pub stale: Vec<FactGroup>,
    /// On what ground each transfer stands today.
    pub verdicts: Vec<HeldVerdict>,
    /// Legs that the facts suggest and nobody has decided on.
    pub proposals: Vec<Proposal>,
    /// The parent company is outside the EEA: a note, and no transfer by itself.
    pub has_foreign_parent: bool,
    /// What is due, earliest first.
    pub dues: Vec<Due>,
    /// The last day on which this result still holds; none while nothing runs out.
    pub valid_until: Option<NaiveDate>,
}

/// Derives everything about one provider. Pure: the same facts, lists and day give the same result.
pub fn assess(facts: &Facts, lists: &Lists, legal: &Legal, review: &ReviewRule, today: NaiveDate) -> Assessed {
    let verdicts = verdicts(facts, legal, today);
    let suggested = suggested(facts, lists, legal);
    let score = score(facts, &suggested, lists, legal);
    // Of a provider that does not work for us nothing goes anywhere.
    let proposals = if facts.provider.works_for_us() { suggested } else { Vec::new() };
    let (verified, unverified) = stated(facts);
    let dues = dues(facts, &verdicts, &proposals, lists, review);
    Assessed {
        completeness: score.percent(),
        gaps: score.gaps,
        special_categories: special_categories(facts, lists),
        outside_eea: countries(facts).into_iter().filter(|country| !legal.is_eea(*country)).collect(),
        verified,
        unverified,
        stale: facts.standings.iter().filter(|(_, standing)| is_stale(standing, review, today)).map(|(group, _)| *group).collect(),
        has_foreign_parent: facts.provider.parent_country.is_some_and(|country| !legal.is_eea(country)),
        valid_until: valid_until(facts, &verdicts, review, today),
        verdicts,
        proposals,
        dues,
    }
}

fn verdicts(facts: &Facts, legal: &Legal, today: NaiveDate) -> Vec<HeldVerdict> {
    let is_standing = facts.provider.works_for_us();
    let read = |held: &HeldTransfer| {
        let facts = TransferFacts { transfer: &held.transfer, assessment: held.assessment.as_ref(), is_standing };
        HeldVerdict { transfer: held.id, verdict: verdict(&facts, legal, today) }
    };
    facts.transfers.iter().map(read).collect()
}

fn suggested(facts: &Facts, lists: &Lists, legal: &Legal) -> Vec<Proposal> {
    let transfers: Vec<&Transfer> = facts.transfers.iter().map(|held| &held.transfer).collect();
    let chain = Chain { provider: facts.provider, services: facts.services, sub_processors: facts.sub_processors, transfers: &transfers };
    proposals(&chain, lists, legal)
}

fn countries(facts: &Facts) -> BTreeSet<CountryCode> {
    facts.services.iter().filter(|(_, service)| service.has_personal_data()).flat_map(|(_, service)| service.countries()).collect()
}

#[derive(Default)]
struct Score {
    known: u32,
    of: u32,
    gaps: Vec<Gap>,
}

impl Score {
    fn add(&mut self, requirement: Requirement, service: Option<ServiceId>, state: Knowledge, lists: &Lists) {
        if state == Knowledge::NotApplicable {
            return;
        }
        let weight = weight(requirement, lists);
        self.of += weight;
        if state == Knowledge::Known {
            self.known += weight;
        } else {
            self.gaps.push(Gap { requirement, service, is_unknown: state == Knowledge::Unknown });
        }
    }

    fn percent(&self) -> u8 {
        (self.known * 100).checked_div(self.of).map_or(100, |percent| percent as u8)
    }
}

fn score(facts: &Facts, suggested: &[Proposal], lists: &Lists, legal: &Legal) -> Score {
    let mut score = Score::default();
    let services: Vec<&Service> = facts.services.iter().map(|(_, service)| service).collect();
    for requirement in Requirement::OF_PROVIDER {
        score.add(requirement, None, requirement.of_provider(facts.provider, &services), lists);
    }
    for (id, service) in facts.services {
        let legs = legs(facts, *id, service, suggested, legal);
        for requirement in Requirement::OF_SERVICE {
            score.add(requirement, Some(*id), requirement.of_service(service, legs), lists);
        }
    }
    if facts.services.is_empty() {
        // Nothing is known of what it does: all of that counts as missing, without a line for each.
        score.of += Requirement::OF_SERVICE.iter().map(|requirement| weight(*requirement, lists)).sum::<u32>();
    }
    score.gaps.sort_by_key(|gap| std::cmp::Reverse(weight(gap.requirement, lists)));
    score
}

/// What a service sends outside the EEA: to its provider there, or to where it stores and sees the data.
fn legs(facts: &Facts, id: ServiceId, service: &Service, suggested: &[Proposal], legal: &Legal) -> Legs {
    let leaves = service.countries().into_iter().chain(facts.provider.country).any(|country| !legal.is_eea(country));
    if !leaves {
        Legs::None
    } else if !suggested.iter().any(|proposal| proposal.draft.service == Some(id)) {
        Legs::Decided
    } else {
        Legs::Open
    }
}

fn weight(requirement: Requirement, lists: &Lists) -> u32 {
    lists.requirement(requirement.id()).map_or(1, |known| u32::from(known.weight))
}

fn special_categories(facts: &Facts, lists: &Lists) -> Vec<String> {
    let services = facts.services.iter().filter(|(_, service)| service.has_personal_data());
    let categories: BTreeSet<&String> = services.flat_map(|(_, service)| service.data.iter().map(|data| &data.category)).collect();
    let special = |id: &str| lists.personal_data_category(id).is_some_and(|category| category.is_special());
    categories.into_iter().filter(|id| special(id)).cloned().collect()
}

/// The groups in which something is stated: those somebody has verified, and the others.
fn stated(facts: &Facts) -> (Vec<FactGroup>, Vec<FactGroup>) {
    let services: Vec<&Service> = facts.services.iter().map(|(_, service)| service).collect();
    let stated = FactGroup::ALL.into_iter().filter(|group| is_stated(facts.provider, &services, *group));
    stated.partition(|group| facts.standings.get(group).is_some_and(Standing::is_verified))
}

fn is_stale(standing: &Standing, review: &ReviewRule, today: NaiveDate) -> bool {
    standing.stale_from(review.stale_after_months).is_some_and(|from| from <= today)
}

/// The day before anything of it may change: a verification that grows old, a verdict that runs out, a
/// sub-processor that goes.
fn valid_until(facts: &Facts, verdicts: &[HeldVerdict], review: &ReviewRule, today: NaiveDate) -> Option<NaiveDate> {
    let stale = facts.standings.values().filter_map(|standing| standing.stale_from(review.stale_after_months)?.pred_opt());
    let verdicts = verdicts.iter().filter_map(|held| held.verdict.valid_until);
    let leaving = facts.sub_processors.iter().filter_map(|(_, held)| held.until);
    stale.chain(verdicts).chain(leaving).filter(|last| *last >= today).min()
}
