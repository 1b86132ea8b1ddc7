//! How much hangs on one country, parent company or provider.

use std::collections::{HashMap, HashSet};

use provident_domain::id::ProviderId;
use rusqlite::Row;
use serde::Serialize;
use ts_rs::TS;

use crate::fault::Stored;
use crate::register::Reading;
use crate::value::parsed;

/// One line of a concentration: how much hangs on one country, parent company or provider.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ConcentrationRow {
    /// A country code, the name of a parent company, or the name of a provider.
    pub name: String,
    pub provider: Option<ProviderId>,
    pub providers: u32,
    pub services: u32,
    pub activities: u32,
    /// Services of providers that get special categories or criminal data.
    pub special: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct Concentration {
    /// Where data is stored or seen from; most first.
    pub countries: Vec<ConcentrationRow>,
    pub parents: Vec<ConcentrationRow>,
    pub providers: Vec<ConcentrationRow>,
    /// Providers, services and activities in all.
    pub of_providers: u32,
    pub of_services: u32,
    pub of_activities: u32,
}

/// Lines of each kind.
const SHOWN: usize = 50;

/// What hangs on one thing; each provider, service and activity by its number in this count.
#[derive(Default)]
struct Tally {
    id: Option<ProviderId>,
    providers: HashSet<usize>,
    services: HashSet<usize>,
    activities: HashSet<usize>,
    special: HashSet<usize>,
}

/// Numbers names in the order in which they come: a number is compared faster than a name.
#[derive(Default)]
struct Numbers(HashMap<String, usize>);

/// A service in one place, with an activity that it carries out.
struct Part {
    provider: usize,
    service: usize,
    activity: Option<usize>,
    is_special: bool,
}

struct Named {
    id: ProviderId,
    name: String,
    parent: Option<String>,
    is_special: bool,
}

impl Reading<'_> {
    /// Of those that work for us.
    pub fn concentration(&self) -> Stored<Concentration> {
        let named = self.named()?;
        let (mut providers, mut services, mut activities) = (Numbers::default(), Numbers::default(), Numbers::default());
        let mut by_country: HashMap<String, Tally> = HashMap::new();
        let mut by_parent: HashMap<String, Tally> = HashMap::new();
        let mut by_provider: HashMap<String, Tally> = HashMap::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT f.country, f.provider_id, f.service_id, l.activity_id
               FROM flow f
               LEFT JOIN activity_service l ON l.service_id = f.service_id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (Some(provider), Some(service)) = (text(row, 1)?, text(row, 2)?) else { continue };
            let Some(of) = named.get(provider) else { continue };
            let part = Part {
                provider: providers.of(provider),
                service: services.of(service),
                activity: text(row, 3)?.map(|activity| activities.of(activity)),
                is_special: of.is_special,
            };
            for (tallies, key) in
                [(&mut by_country, text(row, 0)?), (&mut by_parent, of.parent.as_deref()), (&mut by_provider, Some(provider))]
            {
                if let Some(key) = key {
                    tally(tallies, key).add(&part);
                }
            }
        }
        let by_name = by_provider.into_iter().filter_map(|(key, tally)| {
            let of = named.get(&key)?;
            Some((of.name.clone(), Tally { id: Some(of.id), ..tally }))
        });
        let activities = "SELECT count(*) FROM activity WHERE status <> 'retired'";
        Ok(Concentration {
            providers: most(by_name),
            countries: most(by_country),
            parents: most(by_parent),
            of_providers: providers.0.len() as u32,
            of_services: services.0.len() as u32,
            of_activities: self.connection.prepare_cached(activities)?.query_row([], |row| row.get(0))?,
        })
    }

    fn named(&self) -> Stored<HashMap<String, Named>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.id, p.name, p.parent, r.is_special
               FROM provider p
               JOIN provider_row r ON r.provider_id = p.id
              WHERE r.works_for_us = 1",
        )?;
        let rows = statement.query_map([], |row| {
            let named =
                Named { id: parsed(row, "id")?, name: row.get("name")?, parent: row.get("parent")?, is_special: row.get("is_special")? };
            Ok((row.get("id")?, named))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Numbers {
    fn of(&mut self, name: &str) -> usize {
        let next = self.0.len();
        match self.0.get(name) {
            Some(number) => *number,
            None => {
                self.0.insert(name.to_owned(), next);
                next
            }
        }
    }
}

impl Tally {
    fn add(&mut self, part: &Part) {
        self.providers.insert(part.provider);
        self.services.insert(part.service);
        self.activities.extend(part.activity);
        self.special.extend(part.is_special.then_some(part.service));
    }
}

fn tally<'a>(tallies: &'a mut HashMap<String, Tally>, key: &str) -> &'a mut Tally {
    if !tallies.contains_key(key) {
        tallies.insert(key.to_owned(), Tally::default());
    }
    tallies.get_mut(key).expect("just put there")
}

fn text<'r>(row: &'r Row, at: usize) -> Stored<Option<&'r str>> {
    Ok(row.get_ref(at)?.as_str_or_null().map_err(rusqlite::Error::from)?)
}

/// Those on which most services hang, most first.
fn most(tallies: impl IntoIterator<Item = (String, Tally)>) -> Vec<ConcentrationRow> {
    let row = |(name, tally): (String, Tally)| ConcentrationRow {
        name,
        provider: tally.id,
        providers: tally.providers.len() as u32,
        services: tally.services.len() as u32,
        activities: tally.activities.len() as u32,
        special: tally.special.len() as u32,
    };
    let mut rows: Vec<ConcentrationRow> = tallies.into_iter().map(row).collect();
    rows.sort_by(|a, b| b.services.cmp(&a.services).then_with(|| a.name.cmp(&b.name)).then_with(|| a.provider.cmp(&b.provider)));
    rows.truncate(SHOWN);
    rows
}
