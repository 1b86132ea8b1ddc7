//! Legs that the facts suggest and nobody has decided on yet.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Transfer, TransferDraft, TransferParty};
use crate::country::CountryCode;
use crate::id::{ServiceId, SubProcessorId};
use crate::legal::Legal;
use crate::lists::Lists;
use crate::provider::Provider;
use crate::service::Service;
use crate::sub_processor::SubProcessor;

/// A leg for a person to confirm, or to set aside with a reason.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Proposal {
    /// Its importer has no name yet where it is nobody in the register.
    pub draft: TransferDraft,
    /// Countries outside the area that nobody has decided on.
    pub countries: Vec<CountryCode>,
}

/// What proposals are made from, all of one provider.
pub struct Chain<'a> {
    pub provider: &'a Provider,
    pub services: &'a [(ServiceId, Service)],
    /// Those of today.
    pub sub_processors: &'a [(SubProcessorId, SubProcessor)],
    pub transfers: &'a [&'a Transfer],
}

/// Every leg that services and sub-processors suggest and that no decided one covers.
pub fn proposals(chain: &Chain, lists: &Lists, legal: &Legal) -> Vec<Proposal> {
    let mut found = Vec::new();
    for (id, service) in chain.services.iter().filter(|(_, service)| service.has_personal_data()) {
        found.extend(of_service(chain, *id, service, lists, legal));
    }
    let has_hr_data = chain.services.iter().any(|(_, service)| service.has_personal_data() && has_hr_data(service, lists));
    found.extend(chain.sub_processors.iter().filter_map(|(id, held)| of_sub_processor(chain, *id, held, has_hr_data, legal)));
    found
}

/// To a provider that is established in a third country one leg, with all places of the service; from
/// one inside the area to each third country where the data lies or is seen from.
fn of_service(chain: &Chain, id: ServiceId, service: &Service, lists: &Lists, legal: &Legal) -> Vec<Proposal> {
    let has_hr_data = Some(has_hr_data(service, lists));
    let places = || service.countries().into_iter().filter(|country| !legal.is_eea(*country));
    let covered = |country: CountryCode, importer: Option<&TransferParty>| {
        chain.transfers.iter().any(|transfer| {
            transfer.service.is_none_or(|other| other == id)
                && importer.is_none_or(|importer| transfer.importer == *importer)
                && leads_to(transfer, country)
        })
    };
    if let Some(seat) = chain.provider.country.filter(|seat| !legal.is_eea(*seat)) {
        // A leg to one of its sub-processors is none to the provider itself.
        let to_provider = Some(&TransferParty::Provider);
        let places = std::iter::once(seat).chain(places());
        let open: BTreeSet<CountryCode> = places.filter(|country| !covered(*country, to_provider)).collect();
        if open.is_empty() {
            return Vec::new();
        }
        let draft = TransferDraft {
            service: Some(id),
            country: Some(seat.to_string()),
            storage_countries: codes(&service.storage_countries),
            access_countries: codes(&service.access_countries),
            has_hr_data,
            ..TransferDraft::new(TransferParty::Us, TransferParty::Provider)
        };
        return vec![Proposal { draft, countries: open.into_iter().collect() }];
    }
    let open = places().filter(|country| !covered(*country, None));
    let leg = |country: CountryCode| {
        let here = |places: &[CountryCode]| if places.contains(&country) { vec![country.to_string()] } else { Vec::new() };
        let draft = TransferDraft {
            service: Some(id),
            country: Some(country.to_string()),
            storage_countries: here(&service.storage_countries),
            access_countries: here(&service.access_countries),
            has_hr_data,
            ..TransferDraft::new(TransferParty::Provider, TransferParty::Named { name: String::new() })
        };
        Proposal { draft, countries: vec![country] }
    };
    open.map(leg).collect()
}

fn of_sub_processor(chain: &Chain, id: SubProcessorId, held: &SubProcessor, has_hr_data: bool, legal: &Legal) -> Option<Proposal> {
    let importer = TransferParty::SubProcessor { id };
    let covered =
        |country: &CountryCode| chain.transfers.iter().any(|transfer| transfer.importer == importer && leads_to(transfer, *country));
    let countries: BTreeSet<CountryCode> = held.countries().into_iter().filter(|country| !legal.is_eea(*country)).collect();
    let open: Vec<CountryCode> = countries.into_iter().filter(|country| !covered(country)).collect();
    if open.is_empty() {
        return None;
    }
    let exporter = held.parent.map_or(TransferParty::Provider, |id| TransferParty::SubProcessor { id });
    let draft = TransferDraft {
        country: held.country.map(|country| country.to_string()),
        storage_countries: codes(&held.locations),
        access_countries: codes(&held.access_countries),
        has_hr_data: Some(has_hr_data),
        ..TransferDraft::new(exporter, importer)
    };
    Some(Proposal { draft, countries: open })
}

fn leads_to(transfer: &Transfer, country: CountryCode) -> bool {
    transfer.country == Some(country) || transfer.storage_countries.contains(&country) || transfer.access_countries.contains(&country)
}

fn codes(countries: &[CountryCode]) -> Vec<String> {
    countries.iter().map(ToString::to_string).collect()
}

/// Data of our own employees, applicants or their relatives.
fn has_hr_data(service: &Service, lists: &Lists) -> bool {
    service.data.iter().flat_map(|data| &data.subjects).any(|id| lists.data_subject_category(id).is_some_and(|known| known.is_staff))
}
