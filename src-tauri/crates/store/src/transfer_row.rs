//! The derived rows of a provider's transfers, decided on and proposed, and where its data goes.

use std::collections::BTreeMap;

use provident_domain::assess::{Assessed, HeldTransfer};
use provident_domain::country::CountryCode;
use provident_domain::id::{DepartmentId, ServiceId, SubProcessorId};
use provident_domain::legal::Legal;
use provident_domain::name::NameKey;
use provident_domain::service::places;
use provident_domain::sub_processor::SubProcessor;
use provident_domain::transfer::{Ground, Proposal, Transfer, TransferParty, TransferRule, Verdict, VerdictStatus};
use rusqlite::{Connection, named_params};

use crate::fault::Stored;
use crate::provider::StoredProvider;
use crate::service::StoredService;
use crate::transfer_list::TransferRow;
use crate::value::{enum_text, json};

/// Names of the parties of one provider's chain.
pub(crate) struct Names<'a> {
    provider: &'a StoredProvider,
    services: BTreeMap<ServiceId, &'a str>,
    sub_processors: BTreeMap<SubProcessorId, &'a str>,
}

impl<'a> Names<'a> {
    pub fn new(
        provider: &'a StoredProvider,
        services: &'a [StoredService],
        sub_processors: impl Iterator<Item = (SubProcessorId, &'a SubProcessor)>,
    ) -> Names<'a> {
        Names {
            provider,
            services: services.iter().map(|held| (held.id, held.service.name.as_str())).collect(),
            sub_processors: sub_processors.map(|(id, held)| (id, held.name.as_str())).collect(),
        }
    }

    pub fn service(&self, id: Option<ServiceId>) -> Option<String> {
        self.services.get(&id?).map(|name| (*name).to_owned())
    }

    /// None of us, and of somebody who has no name yet.
    pub fn party(&self, party: &TransferParty) -> Option<String> {
        match party {
            TransferParty::Us => None,
            TransferParty::Provider => {
                Some(self.provider.provider.legal_name.clone().unwrap_or_else(|| self.provider.provider.name.clone()))
            }
            TransferParty::SubProcessor { id } => self.sub_processors.get(id).map(|name| (*name).to_owned()),
            TransferParty::Named { name } => Some(name.clone()).filter(|name| !name.is_empty()),
        }
    }
}

/// A leg that was decided on, as a line.
pub(crate) fn decided(held: &HeldTransfer, verdict: &Verdict, names: &Names, legal: &Legal) -> TransferRow {
    let transfer = &held.transfer;
    TransferRow {
        id: Some(held.id),
        provider: names.provider.id,
        provider_name: names.provider.provider.name.clone(),
        service: transfer.service,
        service_name: names.service(transfer.service),
        exporter: names.party(&transfer.exporter),
        importer: names.party(&transfer.importer),
        country: transfer.country,
        decision: Some(transfer.decision),
        countries: third_countries(transfer, legal),
        verdict: verdict.clone(),
    }
}

/// A leg that is only proposed, as a line.
pub(crate) fn proposed(proposal: &Proposal, names: &Names, legal: &Legal) -> TransferRow {
    let draft = &proposal.draft;
    let rule = TransferRule::Unconfirmed;
    TransferRow {
        id: None,
        provider: names.provider.id,
        provider_name: names.provider.provider.name.clone(),
        service: draft.service,
        service_name: names.service(draft.service),
        exporter: names.party(&draft.exporter),
        importer: names.party(&draft.importer),
        country: draft.country.as_deref().and_then(|code| code.parse().ok()),
        decision: None,
        countries: proposal.countries.clone(),
        verdict: Verdict {
            rule,
            status: legal.status(rule),
            ground: rule.ground(),
            country: proposal.countries.first().copied(),
            decision: None,
            mechanism: None,
            date: None,
            countries: Vec::new(),
            adequacy_end: None,
            valid_until: None,
        },
    }
}

fn third_countries(transfer: &Transfer, legal: &Legal) -> Vec<CountryCode> {
    let all = transfer.country.iter().chain(&transfer.storage_countries).chain(&transfer.access_countries);
    let mut found: Vec<CountryCode> = all.copied().filter(|country| !legal.is_eea(*country)).collect();
    found.sort();
    found.dedup();
    found
}

/// The lines of one provider, in no order.
pub(crate) fn lines(held: &[HeldTransfer], assessment: &Assessed, names: &Names, legal: &Legal) -> Vec<TransferRow> {
    let decided = held.iter().zip(&assessment.verdicts).map(|(held, verdict)| decided(held, &verdict.verdict, names, legal));
    decided.chain(assessment.proposals.iter().map(|proposal| proposed(proposal, names, legal))).collect()
}

/// To a provider that does not work for us nothing goes: what was decided shows on its own page only.
pub(crate) fn write(connection: &Connection, provider: &StoredProvider, lines: &[TransferRow]) -> Stored<()> {
    let id = provider.id.to_string();
    connection.prepare_cached("DELETE FROM transfer_row WHERE provider_id = ?1")?.execute([&id])?;
    if !provider.provider.works_for_us() {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO transfer_row
           (provider_id, service_id, transfer_id, is_open, rank, ground, countries, sort_name, haystack, row)
         VALUES
           (:provider, :service, :transfer, :is_open, :rank, :ground, :countries, :sort_name, :haystack, :row)",
    )?;
    let sort_name = NameKey::of(&provider.provider.name);
    for line in lines {
        statement.execute(named_params! {
            ":provider": id,
            ":service": line.service.map(|id| id.to_string()),
            ":transfer": line.id.map(|id| id.to_string()),
            ":is_open": line.id.is_none(),
            ":rank": line.verdict.status as u8,
            ":ground": enum_text(&line.verdict.ground),
            ":countries": spaced(&line.countries),
            ":sort_name": sort_name.as_str(),
            ":haystack": haystack(line),
            ":row": json(line),
        })?;
    }
    Ok(())
}

/// Codes with a space on each side, so that one can be looked for.
fn spaced(countries: &[CountryCode]) -> String {
    countries.iter().fold(" ".to_owned(), |text, country| format!("{text}{country} "))
}

pub(crate) fn haystack(line: &TransferRow) -> String {
    let names = [Some(&line.provider_name), line.service_name.as_ref(), line.exporter.as_ref(), line.importer.as_ref()];
    let texts: Vec<String> = names.into_iter().flatten().map(|name| NameKey::of(name).as_str().to_owned()).collect();
    texts.join("\n")
}

/// One line of the flow for each department and country of a service: where its data goes, on what ground.
pub(crate) fn write_flow(
    connection: &Connection,
    provider: &StoredProvider,
    services: &[StoredService],
    lines: &[TransferRow],
    legal: &Legal,
) -> Stored<()> {
    let id = provider.id.to_string();
    connection.prepare_cached("DELETE FROM flow WHERE provider_id = ?1")?.execute([&id])?;
    if !provider.provider.works_for_us() {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(
        "INSERT INTO flow (provider_id, service_id, department_id, country, ground)
         VALUES (:provider, :service, :department, :country, :ground)",
    )?;
    for held in services.iter().filter(|held| held.service.has_personal_data()) {
        let departments: Vec<Option<DepartmentId>> = match held.service.departments.as_slice() {
            [] => vec![None],
            some => some.iter().copied().map(Some).collect(),
        };
        for (country, ground) in goes_to(provider, held, lines, legal) {
            for department in &departments {
                statement.execute(named_params! {
                    ":provider": id,
                    ":service": held.id.to_string(),
                    ":department": department.map(|id| id.to_string()),
                    ":country": country.map(|country| country.to_string()),
                    ":ground": enum_text(&ground),
                })?;
            }
        }
    }
    Ok(())
}

/// Countries of a service and of its provider, each with the worst ground of the legs that lead there.
fn goes_to(provider: &StoredProvider, held: &StoredService, lines: &[TransferRow], legal: &Legal) -> Vec<(Option<CountryCode>, Ground)> {
    let countries = places(held.service.countries(), provider.provider.country, legal);
    if countries.is_empty() {
        return vec![(None, Ground::Unknown)];
    }
    let ground = |country: CountryCode| {
        if legal.is_eea(country) {
            return Ground::InsideEea;
        }
        let meant = lines.iter().filter(|line| line.service.is_none_or(|id| id == held.id) && line.countries.contains(&country));
        let of = |line: &TransferRow| {
            let own = line.verdict.countries.iter().find(|verdict| verdict.country == country);
            own.map_or((line.verdict.status, line.verdict.ground), |verdict| (verdict.status, verdict.ground))
        };
        meant.map(of).max().map_or(Ground::Unknown, |(_, ground): (VerdictStatus, Ground)| ground)
    };
    countries.into_iter().map(|country| (Some(country), ground(country))).collect()
}
