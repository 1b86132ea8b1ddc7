//! What is due, and until when: verifications that grow old, certifications that end.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::assess::{Facts, ReviewRule};
use crate::fact::FactGroup;
use crate::provider::ProviderStatus;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DueKind {
    /// A group of facts to look at again, Art. 5(1)(d).
    Verification { group: FactGroup },
    /// A certification to be renewed, or to be struck out.
    Certification { standard: String },
}

/// Something a person has to do, and the last day on which it is in time.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
pub struct Due {
    pub on: NaiveDate,
    #[serde(flatten)]
    pub what: DueKind,
}

impl Due {
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.on < today
    }
}

/// All that is due for a provider, earliest first; nothing once it is ended.
pub fn dues(facts: &Facts, review: &ReviewRule) -> Vec<Due> {
    if facts.provider.status == Some(ProviderStatus::Ended) {
        return Vec::new();
    }
    let verifications = facts.standings.iter().filter_map(|(group, standing)| {
        let on = standing.stale_from(review.stale_after_months)?.pred_opt()?;
        Some(Due { on, what: DueKind::Verification { group: *group } })
    });
    let certifications = facts
        .provider
        .certifications
        .iter()
        .filter_map(|held| Some(Due { on: held.valid_until?, what: DueKind::Certification { standard: held.standard.clone() } }));
    let mut dues: Vec<Due> = verifications.chain(certifications).collect();
    dues.sort();
    dues
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::fact::Standing;
    use crate::provider::{HeldCertification, Provider, ProviderDraft};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn provider(status: ProviderStatus) -> Provider {
        let draft = ProviderDraft { name: "Quillworks".into(), status: Some(status), ..ProviderDraft::default() };
        let mut provider = draft.check(crate::lists::shipped::shipped()).expect("a provider");
        provider.certifications =
            vec![HeldCertification { standard: "iso_27001".into(), scope: None, valid_from: None, valid_until: Some(day("2026-06-30")) }];
        provider
    }

    fn found(status: ProviderStatus) -> Vec<Due> {
        let verified = Standing::Verified { by: "DPO".into(), on: day("2025-05-25"), evidence: None, place: None };
        let declared = Standing::Declared { by: "DPO".into(), on: day("2025-01-01") };
        let standings = BTreeMap::from([(FactGroup::Identity, verified), (FactGroup::Data, declared)]);
        let review = ReviewRule { stale_after_months: 12, source: String::new(), last_verified: day("2026-01-01") };
        dues(&Facts { provider: &provider(status), services: &[], standings: &standings }, &review)
    }

    #[test]
    fn a_verification_is_due_on_its_last_good_day_and_a_certification_when_it_ends() {
        let dues = found(ProviderStatus::InUse);
        assert_eq!(dues[0], Due { on: day("2026-05-25"), what: DueKind::Verification { group: FactGroup::Identity } });
        assert_eq!(dues[1].on, day("2026-06-30"));
        assert_eq!(dues.len(), 2, "a declaration is not due");
        assert!(!dues[0].is_late(day("2026-05-25")) && dues[0].is_late(day("2026-05-26")));
    }

    #[test]
    fn nothing_is_due_of_a_provider_that_is_ended() {
        assert_eq!(found(ProviderStatus::Ended), []);
    }
}
