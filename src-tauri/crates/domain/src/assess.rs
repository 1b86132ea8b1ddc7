//! Everything derived about one provider, from its facts, the lists and the day.
//! The result is kept beside the facts and can be thrown away and made again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::country::CountryCode;
use crate::due::{Due, dues};
use crate::fact::{FactGroup, Standing, is_stated};
use crate::id::ServiceId;
use crate::lists::Lists;
use crate::provider::Provider;
use crate::requirement::{Knowledge, Requirement};
use crate::service::Service;

/// How long a verification counts, in whole months (`assets/legal/review.json`).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReviewRule {
    pub stale_after_months: u32,
    pub source: String,
    pub last_verified: NaiveDate,
}

/// All that is known of one provider.
pub struct Facts<'a> {
    pub provider: &'a Provider,
    pub services: &'a [(ServiceId, Service)],
    pub standings: &'a BTreeMap<FactGroup, Standing>,
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
pub struct Assessment {
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
    /// What is due, earliest first.
    pub dues: Vec<Due>,
    /// The last day on which this result still holds; none while nothing runs out.
    pub valid_until: Option<NaiveDate>,
}

/// Derives everything about one provider. Pure: the same facts, lists and day give the same result.
pub fn assess(facts: &Facts, lists: &Lists, review: &ReviewRule, today: NaiveDate) -> Assessment {
    let score = score(facts, lists);
    let (verified, unverified) = stated(facts);
    let countries: BTreeSet<CountryCode> =
        facts.services.iter().filter(|(_, service)| service.has_personal_data()).flat_map(|(_, service)| service.countries()).collect();
    Assessment {
        completeness: score.percent(),
        gaps: score.gaps,
        special_categories: special_categories(facts, lists),
        outside_eea: countries.into_iter().filter(|country| !lists.is_eea(*country)).collect(),
        verified,
        unverified,
        stale: facts.standings.iter().filter(|(_, standing)| is_stale(standing, review, today)).map(|(group, _)| *group).collect(),
        dues: dues(facts, review),
        valid_until: valid_until(facts, review, today),
    }
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

fn score(facts: &Facts, lists: &Lists) -> Score {
    let mut score = Score::default();
    let services: Vec<&Service> = facts.services.iter().map(|(_, service)| service).collect();
    for requirement in Requirement::OF_PROVIDER {
        score.add(requirement, None, requirement.of_provider(facts.provider, &services), lists);
    }
    for (id, service) in facts.services {
        for requirement in Requirement::OF_SERVICE {
            score.add(requirement, Some(*id), requirement.of_service(service, lists), lists);
        }
    }
    if facts.services.is_empty() {
        // Nothing is known of what it does: all of that counts as missing, without a line for each.
        score.of += Requirement::OF_SERVICE.iter().map(|requirement| weight(*requirement, lists)).sum::<u32>();
    }
    score.gaps.sort_by_key(|gap| std::cmp::Reverse(weight(gap.requirement, lists)));
    score
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

fn valid_until(facts: &Facts, review: &ReviewRule, today: NaiveDate) -> Option<NaiveDate> {
    let next = facts
        .standings
        .values()
        .filter_map(|standing| standing.stale_from(review.stale_after_months))
        .filter(|from| *from > today)
        .min()?;
    next.pred_opt()
}
