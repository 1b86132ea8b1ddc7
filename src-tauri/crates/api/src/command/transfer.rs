//! Transfers: the legs on which data leaves, the verdict on each, and the impact assessments.

use std::collections::HashMap;

use chrono::NaiveDate;
use provident_domain::fault::Fault;
use provident_domain::id::{ProviderId, TransferId};
use provident_domain::transfer::{
    Proposal, Transfer, TransferDraft, TransferFacts, TransferImpactAssessment, TransferImpactAssessmentDraft, TransferParty, Verdict,
    verdict,
};
use provident_store::{Reading, Rules, Saved, StoredTransfer};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::{Done, Nothing};
use crate::failure::Failure;

pub use provident_store::{Concentration, Flow, TransferPage, TransferQuery, TransferRow};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TransferAll {
    /// The day of the verdicts; today unless given.
    pub on: Option<NaiveDate>,
}

/// All about one transfer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct TransferView {
    pub id: TransferId,
    pub revision: u32,
    pub provider: ProviderId,
    pub provider_name: String,
    pub service_name: Option<String>,
    /// Names; none where it is us.
    pub exporter: Option<String>,
    pub importer: Option<String>,
    pub transfer: Transfer,
    pub assessment: Option<TransferImpactAssessment>,
    /// 0 where there is none.
    pub assessment_revision: u32,
    pub decided_on: NaiveDate,
    pub decided_by: String,
    pub verdict: Verdict,
}

/// A leg to decide on, with names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ProposalView {
    pub proposal: Proposal,
    pub service_name: Option<String>,
    pub exporter: Option<String>,
    /// None where a person has to name it.
    pub importer: Option<String>,
}

/// Somebody who can be an end of a leg of this provider.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct PartyChoice {
    pub party: TransferParty,
    /// None for us.
    pub name: Option<String>,
}

/// The transfers of one provider on a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ProviderTransfers {
    pub on: NaiveDate,
    /// Worst first.
    pub transfers: Vec<TransferView>,
    pub proposals: Vec<ProposalView>,
    pub parties: Vec<PartyChoice>,
    /// The parent company is outside the EEA.
    pub has_foreign_parent: bool,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TransferList {
    pub query: TransferQuery,
    /// The day of the verdicts; today unless given.
    pub on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TransferShow {
    pub id: TransferId,
    pub on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProviderTransfersShow {
    pub provider: ProviderId,
    pub on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TransferSave {
    /// None creates.
    pub id: Option<TransferId>,
    pub revision: Option<u32>,
    pub provider: ProviderId,
    pub draft: TransferDraft,
}

/// Takes several proposed legs at once.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TransferTake {
    pub provider: ProviderId,
    pub drafts: Vec<TransferDraft>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TransferRemove {
    pub id: TransferId,
    pub revision: u32,
}

/// What the verdict would be on a draft; with the assessment on file of a transfer that is there.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TransferTry {
    pub provider: ProviderId,
    pub id: Option<TransferId>,
    pub draft: TransferDraft,
    pub on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TiaSave {
    pub transfer: TransferId,
    /// The revision that was read; 0 where there was none.
    pub revision: Option<u32>,
    pub draft: TransferImpactAssessmentDraft,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TiaRemove {
    pub transfer: TransferId,
    pub revision: u32,
}

pub(crate) fn list(call: &Call, arguments: TransferList) -> Result<Done<TransferPage>, Failure> {
    let today = call.app.clock.today();
    let on = arguments.on.unwrap_or(today);
    let query = arguments.query;
    if on == today {
        return Ok(Done::read(call.read(|reading| Ok(reading.transfer_page(&query)?))?));
    }
    let rules = Rules { today: on, ..call.app.rules() };
    Ok(Done::read(call.read(|reading| Ok(reading.transfer_page_on(&query, rules)?))?))
}

/// Every verdict of a day, for scripts.
pub(crate) fn all(call: &Call, arguments: TransferAll) -> Result<Done<Vec<TransferRow>>, Failure> {
    let rules = Rules { today: arguments.on.unwrap_or_else(|| call.app.clock.today()), ..call.app.rules() };
    Ok(Done::read(call.read(|reading| Ok(reading.transfer_rows_on(rules)?))?))
}

pub(crate) fn show(call: &Call, arguments: TransferShow) -> Result<Done<TransferView>, Failure> {
    let rules = rules_on(call, arguments.on);
    Ok(Done::read(call.read(|reading| view(reading, arguments.id, rules))?))
}

pub(crate) fn of_provider(call: &Call, arguments: ProviderTransfersShow) -> Result<Done<ProviderTransfers>, Failure> {
    let rules = rules_on(call, arguments.on);
    Ok(Done::read(call.read(|reading| of(reading, arguments.provider, rules))?))
}

pub(crate) fn save(call: &Call, arguments: TransferSave) -> Result<Done<TransferView>, Failure> {
    let id = arguments.id.unwrap_or_else(|| TransferId(uuid::Uuid::now_v7()));
    let today = call.app.clock.today();
    let (saved, command) = call.write_as_command(|writing| {
        if arguments.id.is_some() {
            writing.reading().transfer(id)?;
        }
        let checked = arguments.draft.check(lists(), writing.legal(), today)?;
        check_parts(&writing.reading(), arguments.provider, &checked)?;
        Ok(writing.save_transfer(id, arguments.provider, arguments.revision, &checked)?)
    })?;
    let rules = rules_on(call, None);
    let done = changed(arguments.provider, call.read(|reading| view(reading, id, rules))?);
    Ok(if saved == Saved::Unchanged { done } else { done.with_undo(command) })
}

/// All or none, as one command.
pub(crate) fn take(call: &Call, arguments: TransferTake) -> Result<Done<ProviderTransfers>, Failure> {
    let today = call.app.clock.today();
    let ((), command) = call.write_as_command(|writing| {
        for (at, draft) in arguments.drafts.iter().enumerate() {
            let checked = draft.check(lists(), writing.legal(), today).map_err(|faults| within(faults, at))?;
            check_parts(&writing.reading(), arguments.provider, &checked)?;
            writing.save_transfer(TransferId(uuid::Uuid::now_v7()), arguments.provider, None, &checked)?;
        }
        Ok(())
    })?;
    let rules = rules_on(call, None);
    Ok(changed(arguments.provider, call.read(|reading| of(reading, arguments.provider, rules))?).with_undo(command))
}

fn within(faults: Vec<Fault>, at: usize) -> Failure {
    let fields = faults.into_iter().map(|fault| Fault { field: format!("drafts.{at}.{}", fault.field), code: fault.code });
    Failure::Invalid { fields: fields.collect() }
}

pub(crate) fn remove(call: &Call, arguments: TransferRemove) -> Result<Done<()>, Failure> {
    let (provider, command) = call.write_as_command(|writing| Ok(writing.remove_transfer(arguments.id, arguments.revision)?))?;
    Ok(changed(provider, ()).with_undo(command))
}

pub(crate) fn try_out(call: &Call, arguments: TransferTry) -> Result<Done<Verdict>, Failure> {
    let rules = rules_on(call, arguments.on);
    let today = call.app.clock.today();
    call.read(|reading| {
        let legal = reading.legal(lists())?;
        let transfer = arguments.draft.check(lists(), &legal, today)?;
        let held = arguments.id.map(|id| reading.transfer(id)).transpose()?;
        let assessment = held.as_ref().and_then(|held| held.assessment.as_ref());
        let is_standing = reading.provider(arguments.provider)?.provider.works_for_us();
        Ok(Done::read(verdict(&TransferFacts { transfer: &transfer, assessment, is_standing }, &legal, rules.today)))
    })
}

pub(crate) fn save_assessment(call: &Call, arguments: TiaSave) -> Result<Done<TransferView>, Failure> {
    let today = call.app.clock.today();
    let ((provider, saved), command) = call.write_as_command(|writing| {
        let held = writing.reading().transfer(arguments.transfer)?;
        let checked = arguments.draft.check(writing.who(), lists().tia_months(), today)?;
        Ok((held.provider, writing.set_assessment(arguments.transfer, arguments.revision, Some(&checked))?))
    })?;
    let rules = rules_on(call, None);
    let done = changed(provider, call.read(|reading| view(reading, arguments.transfer, rules))?);
    Ok(if saved == Saved::Unchanged { done } else { done.with_undo(command) })
}

pub(crate) fn remove_assessment(call: &Call, arguments: TiaRemove) -> Result<Done<TransferView>, Failure> {
    let (provider, command) = call.write_as_command(|writing| {
        writing.set_assessment(arguments.transfer, Some(arguments.revision), None)?;
        Ok(writing.reading().transfer(arguments.transfer)?.provider)
    })?;
    let rules = rules_on(call, None);
    Ok(changed(provider, call.read(|reading| view(reading, arguments.transfer, rules))?).with_undo(command))
}

pub(crate) fn flow(call: &Call, _: Nothing) -> Result<Done<Flow>, Failure> {
    Ok(Done::read(call.read(|reading| Ok(reading.flow()?))?))
}

pub(crate) fn concentration(call: &Call, _: Nothing) -> Result<Done<Concentration>, Failure> {
    Ok(Done::read(call.read(|reading| Ok(reading.concentration()?))?))
}

fn rules_on(call: &Call, on: Option<NaiveDate>) -> Rules<'static> {
    let rules = call.app.rules();
    Rules { today: on.unwrap_or(rules.today), ..rules }
}

/// What belongs to the chain of a provider shows on its page and in all that is derived of it.
pub(crate) fn changed<T>(provider: ProviderId, value: T) -> Done<T> {
    let own = format!("provider:{provider}");
    Done::changed(value, &[&own, "providers", "transfers", "published", "activities", "activity:*", "dues", "history", "app"])
}

/// What a leg names must be of its provider.
fn check_parts(reading: &Reading, provider: ProviderId, transfer: &Transfer) -> Result<(), Failure> {
    reading.provider(provider)?;
    if let Some(id) = transfer.service
        && reading.service(id)?.provider != provider
    {
        return Err(Failure::NotFound { entity: "service".into(), id: id.to_string() });
    }
    for party in [&transfer.exporter, &transfer.importer] {
        if let TransferParty::SubProcessor { id } = party
            && reading.sub_processor(*id)?.provider != provider
        {
            return Err(Failure::NotFound { entity: "sub_processor".into(), id: id.to_string() });
        }
    }
    Ok(())
}

fn view(reading: &Reading, id: TransferId, rules: Rules) -> Result<TransferView, Failure> {
    let held = reading.transfer(id)?;
    let (_, lines) = reading.derive_transfers(held.provider, rules)?;
    let line = lines.into_iter().find(|line| line.id == Some(id));
    let line = line.ok_or_else(|| Failure::NotFound { entity: "transfer".into(), id: id.to_string() })?;
    Ok(with_line(held, line))
}

fn with_line(held: StoredTransfer, line: TransferRow) -> TransferView {
    TransferView {
        id: held.id,
        revision: held.revision,
        provider: held.provider,
        provider_name: line.provider_name,
        service_name: line.service_name,
        exporter: line.exporter,
        importer: line.importer,
        transfer: held.transfer,
        assessment: held.assessment,
        assessment_revision: held.assessment_revision,
        decided_on: held.decided_on,
        decided_by: held.decided_by,
        verdict: line.verdict,
    }
}

fn of(reading: &Reading, provider: ProviderId, rules: Rules) -> Result<ProviderTransfers, Failure> {
    let (assessment, lines) = reading.derive_transfers(provider, rules)?;
    let mut held: HashMap<TransferId, StoredTransfer> = reading.transfers_of(provider)?.into_iter().map(|held| (held.id, held)).collect();
    let (decided, open): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.id.is_some());
    let mut transfers: Vec<TransferView> = decided.into_iter().filter_map(|line| Some(with_line(held.remove(&line.id?)?, line))).collect();
    transfers.sort_by_key(|view| std::cmp::Reverse(view.verdict.status));
    let proposals = assessment.proposals.into_iter().zip(open).map(|(proposal, line)| ProposalView {
        proposal,
        service_name: line.service_name,
        exporter: line.exporter,
        importer: line.importer,
    });
    Ok(ProviderTransfers {
        on: rules.today,
        transfers,
        proposals: proposals.collect(),
        parties: parties(reading, provider)?,
        has_foreign_parent: assessment.has_foreign_parent,
    })
}

fn parties(reading: &Reading, provider: ProviderId) -> Result<Vec<PartyChoice>, Failure> {
    let us = PartyChoice { party: TransferParty::Us, name: None };
    let held = reading.provider(provider)?.provider;
    let own = PartyChoice { party: TransferParty::Provider, name: Some(held.legal_name.unwrap_or(held.name)) };
    let chain = reading.sub_processors(provider)?.into_iter();
    let chain = chain.map(|held| PartyChoice { party: TransferParty::SubProcessor { id: held.id }, name: Some(held.sub_processor.name) });
    Ok([us, own].into_iter().chain(chain).collect())
}
