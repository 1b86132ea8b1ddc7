//! The derived row of a provider: made again in the transaction of every write that
//! touches it, and when its result runs out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use provident_domain::action::Action;
use provident_domain::assess::{Assessed, Facts, HeldTransfer, assess};
use provident_domain::country::CountryCode;
use provident_domain::due::Snooze;
use provident_domain::evidence::content_digest;
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::{ActionId, DepartmentId, NoticeId, ProviderId, ServiceId, SubProcessorId};
use provident_domain::legal::Legal;
use provident_domain::lists::Lists;
use provident_domain::name::NameKey;
use provident_domain::notice::{ClientDuty, Notice};
use provident_domain::service::{ProviderRole, Service};
use provident_domain::sub_processor::SubProcessor;
use provident_domain::transfer::VerdictStatus;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::act::Rules;
use crate::due_row;
use crate::fault::{StoreFault, Stored};
use crate::provider::{self, StoredProvider};
use crate::published;
use crate::register::Reading;
use crate::search;
use crate::service::{self, StoredService};
use crate::sub_processor::StoredSubProcessor;
use crate::transfer_list::TransferRow;
use crate::transfer_row::{self, Names};
use crate::value::{enum_option, enum_text, from_json, json, parsed};

impl Reading<'_> {
    /// The stored result of deriving.
    pub fn assessed(&self, provider: ProviderId) -> Stored<Assessed> {
        let found =
            self.connection.query_row("SELECT assessment FROM provider_row WHERE provider_id = ?1", [provider.to_string()], |row| {
                from_json(row, "assessment")
            });
        found.optional()?.ok_or_else(|| StoreFault::NotFound { entity: "provider", id: provider.to_string() })
    }

    /// The same result derived now, for comparing and for other days.
    pub fn derive(&self, provider: ProviderId, rules: Rules) -> Stored<Assessed> {
        let legal = crate::legal::in_force(self.connection, rules.lists)?;
        let gathered = Gathered::of(self.connection, provider::get(self.connection, provider)?, rules.today)?;
        Ok(gathered.assess(rules, &legal))
    }

    /// The same with the transfers as lines: those decided on, and behind them the legs that are proposed.
    pub fn derive_transfers(&self, provider: ProviderId, rules: Rules) -> Stored<(Assessed, Vec<TransferRow>)> {
        let legal = crate::legal::in_force(self.connection, rules.lists)?;
        let gathered = Gathered::of(self.connection, provider::get(self.connection, provider)?, rules.today)?;
        let assessment = gathered.assess(rules, &legal);
        let lines = transfer_row::lines(&gathered.transfers, &assessment, &gathered.names(), &legal);
        Ok((assessment, lines))
    }
}

/// All that is known of one provider, read once.
struct Gathered {
    stored: StoredProvider,
    services: Vec<StoredService>,
    plain_services: Vec<(ServiceId, Service)>,
    standings: BTreeMap<FactGroup, Standing>,
    /// Those of the past included.
    chain: Vec<StoredSubProcessor>,
    sub_processors: Vec<(SubProcessorId, SubProcessor)>,
    transfers: Vec<HeldTransfer>,
    notices: Vec<(NoticeId, Notice)>,
    client_duty: ClientDuty,
    actions: Vec<(ActionId, Action)>,
    snoozes: BTreeMap<String, Snooze>,
}

impl Gathered {
    fn of(connection: &Connection, stored: StoredProvider, today: NaiveDate) -> Stored<Gathered> {
        let id = stored.id;
        let services = service::of_provider(connection, id)?;
        let chain = crate::sub_processor::of_provider(connection, id)?;
        let notices: Vec<_> = crate::notice::of_provider(connection, id)?.into_iter().map(|held| (held.id, held.notice)).collect();
        let is_notified = !notices.is_empty();
        let duty = || crate::client::duty(connection, &id.to_string(), &today.to_string());
        let current = chain.iter().filter(|held| held.sub_processor.is_current(today));
        Ok(Gathered {
            plain_services: services.iter().map(|held| (held.id, held.service.clone())).collect(),
            standings: crate::fact::of_provider(connection, id)?,
            sub_processors: current.map(|held| (held.id, held.sub_processor.clone())).collect(),
            transfers: crate::transfer::of_provider(connection, id)?.into_iter().map(crate::transfer::held).collect(),
            client_duty: if is_notified { duty()? } else { ClientDuty::default() },
            actions: crate::action::of_provider(connection, id)?,
            snoozes: crate::action::snoozes(connection, &id.to_string())?,
            notices,
            chain,
            services,
            stored,
        })
    }

    fn assess(&self, rules: Rules, legal: &Legal) -> Assessed {
        let facts = Facts {
            id: self.stored.id,
            provider: &self.stored.provider,
            services: &self.plain_services,
            standings: &self.standings,
            sub_processors: &self.sub_processors,
            transfers: &self.transfers,
            notices: &self.notices,
            client_duty: self.client_duty,
            actions: &self.actions,
            snoozes: &self.snoozes,
        };
        assess(&facts, rules.lists, legal, rules.review, rules.today)
    }

    fn names(&self) -> Names<'_> {
        Names::new(&self.stored, &self.services, self.chain.iter().map(|held| (held.id, &held.sub_processor)))
    }
}

/// What a provider's row says of its services.
struct Seen {
    departments: Vec<(DepartmentId, String)>,
    roles: BTreeSet<ProviderRole>,
    countries: BTreeSet<CountryCode>,
}

/// True where it changes our public list of sub-processors.
pub(crate) fn renew(connection: &Connection, rules: Rules, legal: &Legal, id: ProviderId) -> Stored<bool> {
    let gathered = Gathered::of(connection, provider::get(connection, id)?, rules.today)?;
    let assessment = gathered.assess(rules, legal);
    let (stored, services) = (&gathered.stored, &gathered.services);
    let seen = seen(connection, id, services)?;
    let departments: Vec<&str> = seen.departments.iter().map(|(_, name)| name.as_str()).collect();
    let text = search::text_of(&stored.provider, services, &departments, rules.lists);
    let n = write(connection, stored, services.len(), &assessment, &seen, &text)?;
    write_tags(connection, n, stored, &assessment, &seen)?;
    let lines = transfer_row::lines(&gathered.transfers, &assessment, &gathered.names(), legal);
    transfer_row::write(connection, stored, &lines)?;
    transfer_row::write_flow(connection, stored, services, &lines, legal)?;
    due_row::write(connection, "provider", &id.to_string(), Some(&stored.provider.name), &assessment.dues)?;
    search::write(connection, n, &text)?;
    published::renew(connection, stored, services, &gathered.transfers)
}

/// Whether the row of a provider says something else than its record. Of the assessment only the
/// figures are compared: it may be of another day, and of other lists.
pub(crate) fn differs(connection: &Connection, stored: &StoredProvider, services: &[StoredService]) -> Stored<bool> {
    let seen = seen(connection, stored.id, services)?;
    let names: Vec<&String> = seen.departments.iter().map(|(_, name)| name).collect();
    let mut statement = connection.prepare_cached(
        "SELECT name, legal_name, sort_name, category, status, country, services, departments, roles, countries, updated_at,
                completeness, gaps, unverified, stale, verified, is_special, is_outside_eea, works_for_us, assessment
           FROM provider_row
          WHERE provider_id = ?1",
    )?;
    let is_same = |row: &rusqlite::Row| {
        let (record, assessment): (_, Assessed) = (&stored.provider, from_json(row, "assessment")?);
        let text = |column: &str| row.get::<_, String>(column);
        let count = |column: &str| row.get::<_, usize>(column);
        Ok(text("name")? == record.name
            && row.get::<_, Option<String>>("legal_name")? == record.legal_name
            && text("sort_name")? == NameKey::of(&record.name).as_str()
            && text("category")? == record.category.as_deref().unwrap_or_default()
            && text("status")? == enum_option(&record.status).unwrap_or_default()
            && text("country")? == record.country.map(|country| country.to_string()).unwrap_or_default()
            && text("departments")? == json(&names)
            && text("roles")? == json(&seen.roles)
            && text("countries")? == json(&seen.countries)
            && text("updated_at")? == stored.updated_at
            && count("services")? == services.len()
            && count("completeness")? == usize::from(assessment.completeness)
            && count("gaps")? == assessment.gaps.len()
            && count("unverified")? == assessment.unverified.len()
            && count("stale")? == assessment.stale.len()
            && count("verified")? == assessment.verified.len()
            && row.get::<_, bool>("is_special")? != assessment.special_categories.is_empty()
            && row.get::<_, bool>("is_outside_eea")? != assessment.outside_eea.is_empty()
            && row.get::<_, bool>("works_for_us")? == record.works_for_us())
    };
    Ok(!statement.query_row([stored.id.to_string()], is_same).optional()?.unwrap_or(false))
}

fn seen(connection: &Connection, id: ProviderId, services: &[StoredService]) -> Stored<Seen> {
    Ok(Seen {
        departments: departments(connection, id)?,
        roles: services.iter().filter_map(|stored| stored.service.their_role).collect(),
        countries: services.iter().flat_map(|stored| stored.service.countries()).collect(),
    })
}

pub(crate) fn clear(connection: &Connection) -> Stored<()> {
    connection.execute_batch(
        "DELETE FROM due;
         DELETE FROM flow;
         DELETE FROM our_sub_processor;
         DELETE FROM transfer_row;
         DELETE FROM activity_row;
         DELETE FROM provider_tag;
         DELETE FROM provider_row;",
    )?;
    Ok(())
}

/// What tells one state of the shipped lists from another.
fn fingerprint(lists: &Lists) -> String {
    content_digest(json(&lists.sources()).as_bytes())
}

/// Whether anything was ever derived.
pub(crate) fn is_derived(connection: &Connection) -> Stored<bool> {
    Ok(connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM derived_with)")?.query_row([], |row| row.get(0))?)
}

/// Whether all that is derived was derived with these lists.
pub(crate) fn is_derived_with(connection: &Connection, lists: &Lists) -> Stored<bool> {
    let held: Option<String> = connection.query_row("SELECT lists FROM derived_with", [], |row| row.get(0)).optional()?;
    Ok(held.is_some_and(|held| held == fingerprint(lists)))
}

pub(crate) fn set_derived_with(connection: &Connection, lists: &Lists) -> Stored<()> {
    connection.execute("INSERT OR REPLACE INTO derived_with (only, lists) VALUES (1, ?1)", [fingerprint(lists)])?;
    Ok(())
}

/// Takes out all that is derived of a provider.
pub(crate) fn remove(connection: &Connection, id: ProviderId) -> Stored<()> {
    let mut statement = connection.prepare_cached("SELECT n FROM provider_row WHERE provider_id = ?1")?;
    let Some(n) = statement.query_row([id.to_string()], |row| row.get::<_, i64>(0)).optional()? else { return Ok(()) };
    search::remove(connection, n)?;
    for sql in ["DELETE FROM provider_tag WHERE n = ?1", "DELETE FROM provider_row WHERE n = ?1"] {
        connection.prepare_cached(sql)?.execute([n])?;
    }
    for sql in [
        "DELETE FROM transfer_row WHERE provider_id = ?1",
        "DELETE FROM flow WHERE provider_id = ?1",
        "DELETE FROM our_sub_processor WHERE provider_id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([id.to_string()])?;
    }
    due_row::remove(connection, "provider", &id.to_string())
}

/// Providers whose stored result held only until before this day.
pub(crate) fn expired(connection: &Connection, today: NaiveDate) -> Stored<Vec<ProviderId>> {
    let mut statement = connection.prepare("SELECT provider_id FROM provider_row WHERE valid_until < ?1")?;
    let rows = statement.query_map([today.to_string()], |row| parsed(row, "provider_id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn providers_of_department(connection: &Connection, department: DepartmentId) -> Stored<Vec<ProviderId>> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT s.provider_id
           FROM service_department d
           JOIN service s ON s.id = d.service_id
          WHERE d.department_id = ?1",
    )?;
    let rows = statement.query_map([department.to_string()], |row| parsed(row, "provider_id"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn departments(connection: &Connection, id: ProviderId) -> Stored<Vec<(DepartmentId, String)>> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT d.id, d.name
           FROM service s
           JOIN service_department u ON u.service_id = s.id
           JOIN department d ON d.id = u.department_id
          WHERE s.provider_id = ?1
          ORDER BY d.name COLLATE NOCASE, d.id",
    )?;
    let rows = statement.query_map([id.to_string()], |row| Ok((parsed(row, "id")?, row.get("name")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn write(
    connection: &Connection,
    stored: &StoredProvider,
    services: usize,
    assessment: &Assessed,
    seen: &Seen,
    text: &search::Text,
) -> Stored<i64> {
    let provider = &stored.provider;
    let names: Vec<&String> = seen.departments.iter().map(|(_, name)| name).collect();
    let n = connection
        .prepare_cached(
            "INSERT INTO provider_row
               (provider_id, name, legal_name, sort_name, category, status, country, completeness, gaps, services, unverified, stale,
                is_special, is_outside_eea, works_for_us, verified, departments, roles, countries, updated_at, valid_until, haystack, assessment)
             VALUES
               (:id, :name, :legal_name, :sort_name, :category, :status, :country, :completeness, :gaps, :services, :unverified, :stale,
                :special, :outside, :works_for_us, :verified, :departments, :roles, :countries, :updated_at, :valid_until, :haystack, :assessment)
             ON CONFLICT (provider_id) DO UPDATE
               SET name = excluded.name, legal_name = excluded.legal_name, sort_name = excluded.sort_name, category = excluded.category, status = excluded.status,
                   country = excluded.country, completeness = excluded.completeness, gaps = excluded.gaps, services = excluded.services,
                   unverified = excluded.unverified, stale = excluded.stale, is_special = excluded.is_special,
                   is_outside_eea = excluded.is_outside_eea, works_for_us = excluded.works_for_us, verified = excluded.verified, departments = excluded.departments, roles = excluded.roles,
                   countries = excluded.countries, updated_at = excluded.updated_at, valid_until = excluded.valid_until,
                   haystack = excluded.haystack, assessment = excluded.assessment
             RETURNING n",
        )?
        .query_row(
            named_params! {
                ":id": stored.id.to_string(),
                ":name": provider.name,
                ":legal_name": provider.legal_name,
                ":sort_name": NameKey::of(&provider.name).as_str(),
                ":category": provider.category.as_deref().unwrap_or_default(),
                ":status": enum_option(&provider.status).unwrap_or_default(),
                ":country": provider.country.map(|country| country.to_string()).unwrap_or_default(),
                ":completeness": assessment.completeness,
                ":gaps": assessment.gaps.len(),
                ":services": services,
                ":unverified": assessment.unverified.len(),
                ":stale": assessment.stale.len(),
                ":special": !assessment.special_categories.is_empty(),
                ":outside": !assessment.outside_eea.is_empty(),
                ":works_for_us": provider.works_for_us(),
                ":verified": assessment.verified.len(),
                ":departments": json(&names),
                ":roles": json(&seen.roles),
                ":countries": json(&seen.countries),
                ":updated_at": stored.updated_at,
                ":valid_until": assessment.valid_until.map(|day| day.to_string()),
                ":haystack": text.haystack(),
                ":assessment": json(assessment),
            },
            |row| row.get(0),
        )?;
    Ok(n)
}

fn write_tags(connection: &Connection, n: i64, stored: &StoredProvider, assessment: &Assessed, seen: &Seen) -> Stored<()> {
    connection.prepare_cached("DELETE FROM provider_tag WHERE n = ?1")?.execute([n])?;
    let mut statement = connection.prepare_cached("INSERT INTO provider_tag (tag, n) VALUES (?1, ?2)")?;
    for tag in tags(stored, assessment, seen) {
        statement.execute(rusqlite::params![tag_key(&tag), n])?;
    }
    Ok(())
}

/// FNV-1a, 64 bits. What a collision could do is show a row too many in a filtered list.
pub(crate) fn tag_key(tag: &str) -> i64 {
    let hash = tag.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    i64::from_ne_bytes(hash.to_ne_bytes())
}

fn tags(stored: &StoredProvider, assessment: &Assessed, seen: &Seen) -> BTreeSet<String> {
    let provider = &stored.provider;
    let mut tags = BTreeSet::new();
    tags.extend(provider.status.map(|status| format!("status:{}", enum_text(&status))));
    tags.extend(provider.category.as_ref().map(|category| format!("category:{category}")));
    tags.extend(seen.departments.iter().map(|(id, _)| format!("department:{id}")));
    tags.extend(seen.roles.iter().map(|role| format!("role:{}", enum_text(role))));
    tags.extend(provider.country.iter().chain(&seen.countries).map(|country| format!("country:{country}")));
    tags.extend(provider.works_for_us().then(|| "works_for_us".to_owned()));
    tags.extend((!assessment.special_categories.is_empty()).then(|| "special".to_owned()));
    tags.extend((!assessment.outside_eea.is_empty()).then(|| "outside_eea".to_owned()));
    let breaches = provider.works_for_us() && assessment.verdicts.iter().any(|held| held.verdict.status == VerdictStatus::Breach);
    tags.extend(breaches.then(|| "transfer_breach".to_owned()));
    tags.extend((!assessment.proposals.is_empty()).then(|| "transfer_open".to_owned()));
    tags.extend((!assessment.stale.is_empty()).then(|| "stale".to_owned()));
    tags.extend((!assessment.unverified.is_empty()).then(|| "unverified".to_owned()));
    tags
}
