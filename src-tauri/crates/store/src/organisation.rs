//! The table `organisation`: one row, us.

use provident_domain::organisation::Organisation;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::act::{Saved, Writing};
use crate::fault::{StoreFault, Stored};
use crate::register::Reading;
use crate::value::{json, parsed_option};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredOrganisation {
    pub revision: u32,
    pub organisation: Organisation,
}

impl Reading<'_> {
    pub fn organisation(&self) -> Stored<Option<StoredOrganisation>> {
        find(self.connection)
    }
}

impl Writing<'_> {
    pub fn save_organisation(&mut self, revision: Option<u32>, organisation: &Organisation) -> Stored<Saved> {
        let held = find(&self.transaction)?;
        let current = held.as_ref().map_or(0, |held| held.revision);
        if revision.is_some_and(|read| read != current) {
            return Err(StoreFault::Conflict { revision: current });
        }
        if held.as_ref().is_some_and(|held| held.organisation == *organisation) {
            return Ok(Saved::Unchanged);
        }
        write(&self.transaction, organisation, current + 1)?;
        let before = held.as_ref().map(|held| json(&held.organisation));
        self.record("organisation", "organisation", before.as_deref(), Some(&json(organisation)))?;
        self.touch_all_activities()?;
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }
}

fn find(connection: &Connection) -> Stored<Option<StoredOrganisation>> {
    let found = connection
        .query_row(
            "SELECT name, legal_name, registration_id, address, country, contact_email, contact_phone,
                    representative, dpo_name, dpo_email, dpo_phone, lead_authority, revision
               FROM organisation",
            [],
            |row| {
                Ok(StoredOrganisation {
                    revision: row.get("revision")?,
                    organisation: Organisation {
                        name: row.get("name")?,
                        legal_name: row.get("legal_name")?,
                        registration_id: row.get("registration_id")?,
                        address: row.get("address")?,
                        country: parsed_option(row, "country")?,
                        contact_email: row.get("contact_email")?,
                        contact_phone: row.get("contact_phone")?,
                        representative: row.get("representative")?,
                        dpo_name: row.get("dpo_name")?,
                        dpo_email: row.get("dpo_email")?,
                        dpo_phone: row.get("dpo_phone")?,
                        lead_authority: row.get("lead_authority")?,
                    },
                })
            },
        )
        .optional()?;
    Ok(found)
}

fn write(connection: &Connection, organisation: &Organisation, revision: u32) -> Stored<()> {
    connection.execute(
        "INSERT OR REPLACE INTO organisation
           (only, name, legal_name, registration_id, address, country, contact_email, contact_phone,
            representative, dpo_name, dpo_email, dpo_phone, lead_authority, revision)
         VALUES
           (1, :name, :legal_name, :registration_id, :address, :country, :contact_email, :contact_phone,
            :representative, :dpo_name, :dpo_email, :dpo_phone, :lead_authority, :revision)",
        named_params! {
            ":name": organisation.name,
            ":legal_name": organisation.legal_name,
            ":registration_id": organisation.registration_id,
            ":address": organisation.address,
            ":country": organisation.country.map(|country| country.to_string()),
            ":contact_email": organisation.contact_email,
            ":contact_phone": organisation.contact_phone,
            ":representative": organisation.representative,
            ":dpo_name": organisation.dpo_name,
            ":dpo_email": organisation.dpo_email,
            ":dpo_phone": organisation.dpo_phone,
            ":lead_authority": organisation.lead_authority,
            ":revision": revision,
        },
    )?;
    Ok(())
}
