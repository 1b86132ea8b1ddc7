//! A transfer: a leg on which personal data goes from an exporting entity (us, a provider, a
//! sub-processor) to another entity in a third country (EDPB Guidelines 05/2021). The rules propose
//! legs and read their ground on any day; a person confirms.

mod assessment;
mod propose;
#[cfg(test)]
mod tests;
mod verdict;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Check, NAME, PARAGRAPH};
use crate::country::CountryCode;
use crate::fault::{Fault, FaultCode};
use crate::id::{ProviderId, ServiceId, SubProcessorId};
use crate::legal::Legal;
use crate::lists::Lists;

pub use assessment::{MeasureKind, SupplementaryMeasure, TiaOutcome, TiaStep, TransferImpactAssessment, TransferImpactAssessmentDraft};
pub use propose::{Chain, Proposal, proposals};
pub use verdict::{AdequacyEnd, CountryVerdict, Ground, TransferFacts, TransferRule, Verdict, VerdictStatus, verdict};

/// One end of a leg. A provider or a sub-processor is one of the chain that the leg belongs to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TransferParty {
    Us,
    /// The provider whose transfer it is.
    Provider,
    SubProcessor {
        id: SubProcessorId,
    },
    /// Somebody who is not in the register, such as an affiliate of the provider.
    Named {
        name: String,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TransferDecision {
    Confirmed,
    NoTransfer,
}

/// Why a leg that the facts suggest is none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoTransferReason {
    /// The exporter's own people who travel.
    OwnStaff,
    /// Exporter and importer are one legal person.
    SameEntity,
    /// Only the parent company is abroad, and gets no data.
    ParentOnly,
    /// The data is not made available there.
    NotDisclosed,
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DpfStatus {
    Active,
    Inactive,
    NotListed,
}

/// What the list of the EU-US Data Privacy Framework says of the importer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DpfEntry {
    /// As it stands in the list.
    #[serde(default)]
    pub entity: Option<String>,
    pub status: DpfStatus,
    #[serde(default)]
    pub covers_hr: bool,
    #[serde(default)]
    pub covers_non_hr: bool,
    /// When somebody looked it up.
    pub checked_on: NaiveDate,
    /// The day on which the certification is to be renewed.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
}

/// Whether an importer is among those that an adequacy decision covers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ScopeCheck {
    pub is_covered: bool,
    pub checked_on: NaiveDate,
    #[serde(default)]
    pub note: Option<String>,
}

/// What a person typed about a leg, or the rules proposed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TransferDraft {
    /// The service on which it stands; none for all of the provider's.
    #[serde(default)]
    pub service: Option<ServiceId>,
    pub exporter: TransferParty,
    pub importer: TransferParty,
    /// Where the importer is established.
    #[serde(default)]
    pub country: Option<String>,
    /// An international organisation instead of a country, by the code of its adequacy decision.
    #[serde(default)]
    pub organisation: Option<String>,
    #[serde(default)]
    pub storage_countries: Vec<String>,
    /// Where the importer's people see the data from.
    #[serde(default)]
    pub access_countries: Vec<String>,
    pub decision: TransferDecision,
    #[serde(default)]
    pub no_transfer: Option<NoTransferReason>,
    /// In words; required where it is no transfer.
    #[serde(default)]
    pub reason: Option<String>,
    /// Id of `transfer-mechanisms.json`; none where there is none, or none is needed.
    #[serde(default)]
    pub mechanism: Option<String>,
    #[serde(default)]
    pub signed_on: Option<NaiveDate>,
    #[serde(default)]
    pub are_annexes_complete: Option<bool>,
    /// By the supervisory authority (Art. 46(3)).
    #[serde(default)]
    pub authorised_on: Option<NaiveDate>,
    #[serde(default)]
    pub scope: Option<ScopeCheck>,
    #[serde(default)]
    pub dpf: Option<DpfEntry>,
    /// Data of the exporter's own employees, collected in the employment (the DPF has an entry of its own for these).
    #[serde(default)]
    pub has_hr_data: Option<bool>,
    /// Of a derogation: not repetitive.
    #[serde(default)]
    pub is_occasional: Option<bool>,
    /// Assessment and safeguards on record (Art. 49(6)).
    #[serde(default)]
    pub safeguards: Option<String>,
    #[serde(default)]
    pub notes: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Transfer {
    pub service: Option<ServiceId>,
    pub exporter: TransferParty,
    pub importer: TransferParty,
    pub country: Option<CountryCode>,
    pub organisation: Option<String>,
    pub storage_countries: Vec<CountryCode>,
    pub access_countries: Vec<CountryCode>,
    pub decision: TransferDecision,
    pub no_transfer: Option<NoTransferReason>,
    pub reason: Option<String>,
    pub mechanism: Option<String>,
    pub signed_on: Option<NaiveDate>,
    pub are_annexes_complete: Option<bool>,
    pub authorised_on: Option<NaiveDate>,
    pub scope: Option<ScopeCheck>,
    pub dpf: Option<DpfEntry>,
    pub has_hr_data: Option<bool>,
    pub is_occasional: Option<bool>,
    pub safeguards: Option<String>,
    pub notes: Option<String>,
}

/// Whose transfer it is, and who decided on it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnedTransfer {
    pub provider: ProviderId,
    #[serde(flatten)]
    pub transfer: Transfer,
    pub decided_on: NaiveDate,
    pub decided_by: String,
}

impl TransferDraft {
    /// A leg to confirm, with nothing said of its ground yet.
    pub fn new(exporter: TransferParty, importer: TransferParty) -> TransferDraft {
        TransferDraft {
            service: None,
            exporter,
            importer,
            country: None,
            organisation: None,
            storage_countries: Vec::new(),
            access_countries: Vec::new(),
            decision: TransferDecision::Confirmed,
            no_transfer: None,
            reason: None,
            mechanism: None,
            signed_on: None,
            are_annexes_complete: None,
            authorised_on: None,
            scope: None,
            dpf: None,
            has_hr_data: None,
            is_occasional: None,
            safeguards: None,
            notes: None,
        }
    }

    pub fn check(&self, lists: &Lists, legal: &Legal, today: NaiveDate) -> Result<Transfer, Vec<Fault>> {
        let mut check = Check::default();
        let transfer = Transfer {
            service: self.service,
            exporter: party(&mut check, "exporter", &self.exporter),
            importer: party(&mut check, "importer", &self.importer),
            country: check.country("country", self.country.as_deref(), lists),
            organisation: self.organisation.clone().filter(|code| !code.is_empty()),
            storage_countries: check.countries("storage_countries", &self.storage_countries, lists),
            access_countries: check.countries("access_countries", &self.access_countries, lists),
            decision: self.decision,
            no_transfer: self.no_transfer.filter(|_| self.decision == TransferDecision::NoTransfer),
            reason: check.text("reason", self.reason.as_deref(), PARAGRAPH),
            mechanism: self.mechanism.clone().filter(|id| !id.is_empty()),
            signed_on: self.signed_on,
            are_annexes_complete: self.are_annexes_complete,
            authorised_on: self.authorised_on,
            scope: self
                .scope
                .as_ref()
                .map(|scope| ScopeCheck { note: check.text("scope.note", scope.note.as_deref(), PARAGRAPH), ..scope.clone() }),
            dpf: self.dpf.as_ref().map(|dpf| DpfEntry { entity: check.line("dpf.entity", dpf.entity.as_deref(), NAME), ..dpf.clone() }),
            has_hr_data: self.has_hr_data,
            is_occasional: self.is_occasional,
            safeguards: check.text("safeguards", self.safeguards.as_deref(), PARAGRAPH),
            notes: check.text("notes", self.notes.as_deref(), PARAGRAPH),
        };
        if self.exporter == self.importer {
            check.fault("importer", FaultCode::Loop);
        }
        if let Some(id) = &transfer.mechanism
            && legal.mechanism(id).is_none()
        {
            check.fault("mechanism", FaultCode::NotInList { value: id.clone() });
        }
        if let Some(code) = &transfer.organisation
            && legal.organisation(code).is_none()
        {
            check.fault("organisation", FaultCode::NotInList { value: code.clone() });
        }
        if self.decision == TransferDecision::NoTransfer {
            if self.no_transfer.is_none() {
                check.fault("no_transfer", FaultCode::Required);
            }
            if transfer.reason.is_none() {
                check.fault("reason", FaultCode::Required);
            }
        }
        let looked_at = [
            ("signed_on", self.signed_on),
            ("authorised_on", self.authorised_on),
            ("dpf.checked_on", self.dpf.as_ref().map(|dpf| dpf.checked_on)),
            ("scope.checked_on", self.scope.as_ref().map(|scope| scope.checked_on)),
        ];
        for (field, _) in looked_at.into_iter().filter(|(_, day)| day.is_some_and(|day| day > today)) {
            check.fault(field, FaultCode::InTheFuture);
        }
        check.finish(transfer)
    }
}

impl Transfer {
    pub fn is_confirmed(&self) -> bool {
        self.decision == TransferDecision::Confirmed
    }

    /// Whether it says the same of the leg and of its ground: what was decided stands, whatever was noted
    /// or looked up since.
    pub fn decides_like(&self, other: &Transfer) -> bool {
        let decided = |transfer: &Transfer| Transfer {
            scope: None,
            dpf: None,
            are_annexes_complete: None,
            safeguards: None,
            notes: None,
            ..transfer.clone()
        };
        decided(self) == decided(other)
    }

    /// Back to a draft, for a form.
    pub fn to_draft(&self) -> TransferDraft {
        let held = self.clone();
        let codes = |countries: &[CountryCode]| countries.iter().map(ToString::to_string).collect();
        TransferDraft {
            service: held.service,
            exporter: held.exporter,
            importer: held.importer,
            country: held.country.map(|country| country.to_string()),
            organisation: held.organisation,
            storage_countries: codes(&held.storage_countries),
            access_countries: codes(&held.access_countries),
            decision: held.decision,
            no_transfer: held.no_transfer,
            reason: held.reason,
            mechanism: held.mechanism,
            signed_on: held.signed_on,
            are_annexes_complete: held.are_annexes_complete,
            authorised_on: held.authorised_on,
            scope: held.scope,
            dpf: held.dpf,
            has_hr_data: held.has_hr_data,
            is_occasional: held.is_occasional,
            safeguards: held.safeguards,
            notes: held.notes,
        }
    }
}

fn party(check: &mut Check, field: &str, raw: &TransferParty) -> TransferParty {
    match raw {
        TransferParty::Named { name } => TransferParty::Named { name: check.name(&format!("{field}.name"), name) },
        other => other.clone(),
    }
}
