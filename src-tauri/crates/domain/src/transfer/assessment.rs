//! A transfer impact assessment in the six steps of EDPB Recommendations 01/2020.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Check, PARAGRAPH};
use crate::fault::{Fault, FaultCode};

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TiaStep {
    /// Know the transfer.
    Map,
    Tool,
    /// Law and practice of the destination.
    Law,
    Measures,
    Formal,
    /// Look at it again.
    Review,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TiaOutcome {
    InProgress,
    /// The protection is essentially equivalent as it is.
    Acceptable,
    /// With supplementary measures.
    WithMeasures,
    /// It is not, and the transfer must stop.
    Stopped,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    Technical,
    Contractual,
    Organisational,
}

/// A supplementary measure (Recommendations 01/2020, step 4).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SupplementaryMeasure {
    pub kind: MeasureKind,
    pub measure: String,
    /// What it changes.
    #[serde(default)]
    pub effect: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TransferImpactAssessmentDraft {
    pub outcome: TiaOutcome,
    /// Today unless given.
    #[serde(default)]
    pub assessed_on: Option<NaiveDate>,
    /// In as many months as the rule says unless given.
    #[serde(default)]
    pub review_on: Option<NaiveDate>,
    #[serde(default)]
    pub map: Option<String>,
    #[serde(default)]
    pub tool: Option<String>,
    #[serde(default)]
    pub law: Option<String>,
    #[serde(default)]
    pub measures: Vec<SupplementaryMeasure>,
    #[serde(default)]
    pub formal: Option<String>,
    #[serde(default)]
    pub review: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct TransferImpactAssessment {
    pub outcome: TiaOutcome,
    pub assessed_on: NaiveDate,
    pub assessed_by: String,
    pub review_on: NaiveDate,
    pub map: Option<String>,
    pub tool: Option<String>,
    pub law: Option<String>,
    pub measures: Vec<SupplementaryMeasure>,
    pub formal: Option<String>,
    pub review: Option<String>,
}

impl TransferImpactAssessmentDraft {
    /// An assessment that concludes says what it examined; one in progress may leave anything open.
    pub fn check(&self, by: &str, months: u32, today: NaiveDate) -> Result<TransferImpactAssessment, Vec<Fault>> {
        let mut check = Check::default();
        let assessed_on = self.assessed_on.unwrap_or(today);
        let next = assessed_on.checked_add_months(Months::new(months)).unwrap_or(assessed_on);
        let assessment = TransferImpactAssessment {
            outcome: self.outcome,
            assessed_on,
            assessed_by: by.to_owned(),
            review_on: self.review_on.unwrap_or(next),
            map: check.text("map", self.map.as_deref(), PARAGRAPH),
            tool: check.text("tool", self.tool.as_deref(), PARAGRAPH),
            law: check.text("law", self.law.as_deref(), PARAGRAPH),
            measures: measures(&mut check, &self.measures),
            formal: check.text("formal", self.formal.as_deref(), PARAGRAPH),
            review: check.text("review", self.review.as_deref(), PARAGRAPH),
        };
        if assessed_on > today {
            check.fault("assessed_on", FaultCode::InTheFuture);
        }
        if assessment.review_on < assessed_on {
            check.fault("review_on", FaultCode::EndsBeforeStart);
        }
        if self.outcome != TiaOutcome::InProgress && assessment.law.is_none() {
            check.fault("law", FaultCode::Required);
        }
        if self.outcome == TiaOutcome::WithMeasures && assessment.measures.is_empty() {
            check.fault("measures", FaultCode::Required);
        }
        check.finish(assessment)
    }
}

impl TransferImpactAssessment {
    pub fn to_draft(&self) -> TransferImpactAssessmentDraft {
        let held = self.clone();
        TransferImpactAssessmentDraft {
            outcome: held.outcome,
            assessed_on: Some(held.assessed_on),
            review_on: Some(held.review_on),
            map: held.map,
            tool: held.tool,
            law: held.law,
            measures: held.measures,
            formal: held.formal,
            review: held.review,
        }
    }
}

fn measures(check: &mut Check, raw: &[SupplementaryMeasure]) -> Vec<SupplementaryMeasure> {
    check.size("measures", raw.len());
    let read = raw.iter().enumerate().filter_map(|(at, held)| {
        let measure = check.text(&format!("measures.{at}.measure"), Some(&held.measure), PARAGRAPH)?;
        let effect = check.text(&format!("measures.{at}.effect"), held.effect.as_deref(), PARAGRAPH);
        Some(SupplementaryMeasure { kind: held.kind, measure, effect })
    });
    read.collect()
}
