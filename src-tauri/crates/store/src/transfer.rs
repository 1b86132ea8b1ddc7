//! The tables `transfer` and `tia`.

use chrono::NaiveDate;
use provident_domain::assess::HeldTransfer;
use provident_domain::id::{ProviderId, ServiceId, TransferId};
use provident_domain::transfer::{OwnedTransfer, Transfer, TransferImpactAssessment};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::act::{Saved, Writing};
use crate::fault::Stored;
use crate::register::Reading;
use crate::revision::{held_revision, not_found};
use crate::value::{enum_option, enum_text, from_json, from_json_option, json, parsed, parsed_option};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredTransfer {
    pub id: TransferId,
    pub provider: ProviderId,
    pub revision: u32,
    pub transfer: Transfer,
    pub assessment: Option<TransferImpactAssessment>,
    /// 0 where there is none.
    pub assessment_revision: u32,
    pub decided_on: NaiveDate,
    pub decided_by: String,
}

impl StoredTransfer {
    /// As it stands in the history.
    pub fn owned(&self) -> OwnedTransfer {
        OwnedTransfer {
            provider: self.provider,
            transfer: self.transfer.clone(),
            decided_on: self.decided_on,
            decided_by: self.decided_by.clone(),
        }
    }
}

impl Reading<'_> {
    pub fn transfer(&self, id: TransferId) -> Stored<StoredTransfer> {
        get(self.connection, id)
    }

    /// Of one provider, in the order in which they were written.
    pub fn transfers_of(&self, provider: ProviderId) -> Stored<Vec<StoredTransfer>> {
        of_provider(self.connection, provider)
    }

    /// All of them.
    pub fn transfers(&self) -> Stored<Vec<StoredTransfer>> {
        let mut statement = self.connection.prepare(&format!("{SELECT} ORDER BY t.provider_id, t.id"))?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writing<'_> {
    pub fn save_transfer(&mut self, id: TransferId, provider: ProviderId, revision: Option<u32>, transfer: &Transfer) -> Stored<Saved> {
        let held = find(&self.transaction, id)?;
        let current = held_revision(held.as_ref().map(|held| held.revision), revision)?;
        if held.as_ref().is_some_and(|held| held.provider != provider) {
            return Err(not_found("transfer", id));
        }
        if held.as_ref().is_some_and(|held| held.transfer == *transfer) {
            return Ok(Saved::Unchanged);
        }
        let standing = held.as_ref().filter(|held| held.transfer.decides_like(transfer));
        let decided = standing.map(|held| (held.decided_on, held.decided_by.clone()));
        let (decided_on, decided_by) = decided.unwrap_or_else(|| (self.rules.today, self.act.who.clone()));
        let owned = OwnedTransfer { provider, transfer: transfer.clone(), decided_on, decided_by };
        self.put_transfer(id, held.as_ref(), &owned, current + 1)?;
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }

    /// Puts a leg back as it was, whoever's it has become.
    pub fn restore_transfer(&mut self, id: TransferId, owned: &OwnedTransfer) -> Stored<()> {
        let held = find(&self.transaction, id)?;
        let revision = held.as_ref().map_or(0, |held| held.revision);
        self.put_transfer(id, held.as_ref(), owned, revision + 1)
    }

    fn put_transfer(&mut self, id: TransferId, held: Option<&StoredTransfer>, owned: &OwnedTransfer, revision: u32) -> Stored<()> {
        write(&self.transaction, id, owned, revision)?;
        let before = held.map(payload);
        self.record_of(owned.provider, "transfer", &id.to_string(), before.as_deref(), Some(&json(owned)))?;
        held.into_iter().for_each(|held| self.touch(held.provider));
        self.touch(owned.provider);
        Ok(())
    }

    /// Takes a leg out, with its assessment.
    pub fn remove_transfer(&mut self, id: TransferId, revision: u32) -> Stored<ProviderId> {
        let held = get(&self.transaction, id)?;
        held_revision(Some(held.revision), Some(revision))?;
        self.set_assessment(id, None, None)?;
        self.transaction.execute("DELETE FROM transfer WHERE id = ?1", [id.to_string()])?;
        self.record_of(held.provider, "transfer", &id.to_string(), Some(&payload(&held)), None)?;
        self.touch(held.provider);
        Ok(held.provider)
    }

    /// Writes the impact assessment of a transfer, or takes it away.
    pub fn set_assessment(
        &mut self,
        id: TransferId,
        revision: Option<u32>,
        assessment: Option<&TransferImpactAssessment>,
    ) -> Stored<Saved> {
        let held = get(&self.transaction, id)?;
        let current = held_revision(Some(held.assessment_revision), revision)?;
        if held.assessment.as_ref() == assessment {
            return Ok(Saved::Unchanged);
        }
        match assessment {
            Some(assessment) => write_assessment(&self.transaction, id, assessment, current + 1)?,
            None => {
                self.transaction.execute("DELETE FROM tia WHERE transfer_id = ?1", [id.to_string()])?;
            }
        }
        let (before, after) = (held.assessment.as_ref().map(|held| json(&held)), assessment.map(|assessment| json(&assessment)));
        self.record_of(held.provider, "tia", &tia_id(id), before.as_deref(), after.as_deref())?;
        self.touch(held.provider);
        Ok(if held.assessment.is_some() { Saved::Updated } else { Saved::Created })
    }

    /// A leg of a service that goes is none any more.
    pub(crate) fn remove_transfers_of_service(&mut self, service: ServiceId) -> Stored<()> {
        let ids: Vec<(TransferId, u32)> = {
            let mut statement = self.transaction.prepare_cached("SELECT id, revision FROM transfer WHERE service_id = ?1 ORDER BY id")?;
            let rows = statement.query_map([service.to_string()], |row| Ok((parsed(row, "id")?, row.get("revision")?)))?;
            rows.collect::<Result<_, _>>()?
        };
        ids.into_iter().try_for_each(|(id, revision)| self.remove_transfer(id, revision).map(drop))
    }

    /// A leg that belongs to another provider than was thought.
    pub fn move_transfer(&mut self, id: TransferId, to: ProviderId) -> Stored<()> {
        let held = get(&self.transaction, id)?;
        let moved = OwnedTransfer { provider: to, ..held.owned() };
        self.put_transfer(id, Some(&held), &moved, held.revision + 1)
    }
}

/// The payload of the history line about a transfer, to compare it with the record.
pub(crate) fn payload(held: &StoredTransfer) -> String {
    json(&held.owned())
}

/// The id of the lines of an assessment, beside those of its transfer.
pub(crate) fn tia_id(transfer: TransferId) -> String {
    format!("{transfer}:tia")
}

pub(crate) fn held(stored: StoredTransfer) -> HeldTransfer {
    HeldTransfer { id: stored.id, transfer: stored.transfer, assessment: stored.assessment, decided_on: stored.decided_on }
}

const SELECT: &str = "SELECT t.id, t.provider_id, t.service_id, t.exporter, t.importer, t.country, t.organisation, t.storage_countries,
                             t.access_countries, t.decision, t.no_transfer, t.reason, t.mechanism, t.signed_on, t.are_annexes_complete,
                             t.authorised_on, t.scope_check, t.dpf, t.has_hr_data, t.is_occasional, t.safeguards, t.notes,
                             t.decided_on, t.decided_by, t.revision,
                             a.outcome, a.assessed_on, a.assessed_by, a.review_on, a.map, a.tool, a.law, a.measures, a.formal, a.review,
                             a.revision AS assessment_revision
                        FROM transfer t
                        LEFT JOIN tia a ON a.transfer_id = t.id";

fn get(connection: &Connection, id: TransferId) -> Stored<StoredTransfer> {
    find(connection, id)?.ok_or_else(|| not_found("transfer", id))
}

fn find(connection: &Connection, id: TransferId) -> Stored<Option<StoredTransfer>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE t.id = ?1"))?;
    Ok(statement.query_row([id.to_string()], read).optional()?)
}

pub(crate) fn of_provider(connection: &Connection, provider: ProviderId) -> Stored<Vec<StoredTransfer>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE t.provider_id = ?1 ORDER BY t.id"))?;
    let rows = statement.query_map([provider.to_string()], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row) -> rusqlite::Result<StoredTransfer> {
    Ok(StoredTransfer {
        id: parsed(row, "id")?,
        provider: parsed(row, "provider_id")?,
        revision: row.get("revision")?,
        transfer: Transfer {
            service: parsed_option(row, "service_id")?,
            exporter: from_json(row, "exporter")?,
            importer: from_json(row, "importer")?,
            country: parsed_option(row, "country")?,
            organisation: row.get("organisation")?,
            storage_countries: from_json(row, "storage_countries")?,
            access_countries: from_json(row, "access_countries")?,
            decision: parsed(row, "decision")?,
            no_transfer: parsed_option(row, "no_transfer")?,
            reason: row.get("reason")?,
            mechanism: row.get("mechanism")?,
            signed_on: parsed_option(row, "signed_on")?,
            are_annexes_complete: row.get("are_annexes_complete")?,
            authorised_on: parsed_option(row, "authorised_on")?,
            scope: from_json_option(row, "scope_check")?,
            dpf: from_json_option(row, "dpf")?,
            has_hr_data: row.get("has_hr_data")?,
            is_occasional: row.get("is_occasional")?,
            safeguards: row.get("safeguards")?,
            notes: row.get("notes")?,
        },
        assessment: read_assessment(row)?,
        assessment_revision: row.get::<_, Option<u32>>("assessment_revision")?.unwrap_or(0),
        decided_on: parsed(row, "decided_on")?,
        decided_by: row.get("decided_by")?,
    })
}

fn read_assessment(row: &Row) -> rusqlite::Result<Option<TransferImpactAssessment>> {
    let Some(outcome) = parsed_option(row, "outcome")? else { return Ok(None) };
    Ok(Some(TransferImpactAssessment {
        outcome,
        assessed_on: parsed(row, "assessed_on")?,
        assessed_by: row.get("assessed_by")?,
        review_on: parsed(row, "review_on")?,
        map: row.get("map")?,
        tool: row.get("tool")?,
        law: row.get("law")?,
        measures: from_json(row, "measures")?,
        formal: row.get("formal")?,
        review: row.get("review")?,
    }))
}

fn write(connection: &Connection, id: TransferId, owned: &OwnedTransfer, revision: u32) -> Stored<()> {
    let transfer = &owned.transfer;
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    connection
        .prepare_cached(
            "INSERT INTO transfer
               (id, provider_id, service_id, exporter, importer, country, organisation, storage_countries, access_countries,
                decision, no_transfer, reason, mechanism, signed_on, are_annexes_complete, authorised_on, scope_check, dpf,
                has_hr_data, is_occasional, safeguards, notes, decided_on, decided_by, revision)
             VALUES
               (:id, :provider, :service, :exporter, :importer, :country, :organisation, :storage, :access,
                :decision, :no_transfer, :reason, :mechanism, :signed_on, :annexes, :authorised_on, :scope, :dpf,
                :hr, :occasional, :safeguards, :notes, :decided_on, :decided_by, :revision)
             ON CONFLICT (id) DO UPDATE
               SET provider_id = excluded.provider_id, service_id = excluded.service_id, exporter = excluded.exporter, importer = excluded.importer,
                   country = excluded.country, organisation = excluded.organisation, storage_countries = excluded.storage_countries,
                   access_countries = excluded.access_countries, decision = excluded.decision, no_transfer = excluded.no_transfer,
                   reason = excluded.reason, mechanism = excluded.mechanism, signed_on = excluded.signed_on,
                   are_annexes_complete = excluded.are_annexes_complete, authorised_on = excluded.authorised_on,
                   scope_check = excluded.scope_check, dpf = excluded.dpf, has_hr_data = excluded.has_hr_data,
                   is_occasional = excluded.is_occasional, safeguards = excluded.safeguards, notes = excluded.notes,
                   decided_on = excluded.decided_on, decided_by = excluded.decided_by, revision = excluded.revision",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":provider": owned.provider.to_string(),
            ":service": transfer.service.map(|service| service.to_string()),
            ":exporter": json(&transfer.exporter),
            ":importer": json(&transfer.importer),
            ":country": transfer.country.map(|country| country.to_string()),
            ":organisation": transfer.organisation,
            ":storage": json(&transfer.storage_countries),
            ":access": json(&transfer.access_countries),
            ":decision": enum_text(&transfer.decision),
            ":no_transfer": enum_option(&transfer.no_transfer),
            ":reason": transfer.reason,
            ":mechanism": transfer.mechanism,
            ":signed_on": day(transfer.signed_on),
            ":annexes": transfer.are_annexes_complete,
            ":authorised_on": day(transfer.authorised_on),
            ":scope": transfer.scope.as_ref().map(|scope| json(&scope)),
            ":dpf": transfer.dpf.as_ref().map(|dpf| json(&dpf)),
            ":hr": transfer.has_hr_data,
            ":occasional": transfer.is_occasional,
            ":safeguards": transfer.safeguards,
            ":notes": transfer.notes,
            ":decided_on": owned.decided_on.to_string(),
            ":decided_by": owned.decided_by,
            ":revision": revision,
        })?;
    Ok(())
}

fn write_assessment(connection: &Connection, id: TransferId, held: &TransferImpactAssessment, revision: u32) -> Stored<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO tia
               (transfer_id, outcome, assessed_on, assessed_by, review_on, map, tool, law, measures, formal, review, revision)
             VALUES
               (:id, :outcome, :assessed_on, :assessed_by, :review_on, :map, :tool, :law, :measures, :formal, :review, :revision)",
        )?
        .execute(named_params! {
            ":id": id.to_string(),
            ":outcome": enum_text(&held.outcome),
            ":assessed_on": held.assessed_on.to_string(),
            ":assessed_by": held.assessed_by,
            ":review_on": held.review_on.to_string(),
            ":map": held.map,
            ":tool": held.tool,
            ":law": held.law,
            ":measures": json(&held.measures),
            ":formal": held.formal,
            ":review": held.review,
            ":revision": revision,
        })?;
    Ok(())
}
