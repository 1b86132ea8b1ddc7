//! The table `person`: who may open the register, with a copy of the slots in its key file.

use provident_domain::id::PersonId;
use provident_domain::person::Person;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;

use crate::act::Writing;
use crate::fault::{StoreFault, Stored};
use crate::register::{Access, Reading, Register};
use crate::seal::Slot;
use crate::value::{enum_text, from_json, json, parsed};

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StoredPerson {
    pub id: PersonId,
    #[serde(flatten)]
    pub person: Person,
    /// The printed key that is put away.
    pub is_recovery: bool,
    /// RFC 3339.
    pub added_at: String,
}

impl Reading<'_> {
    /// In the order they were added. Nobody in a register that is not sealed.
    pub fn people(&self) -> Stored<Vec<StoredPerson>> {
        let mut statement = self.connection.prepare(&format!("{SELECT} ORDER BY added_at, id"))?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writing<'_> {
    /// Adds a person, or gives one a new name, role or slot.
    pub(crate) fn put_person(&mut self, stored: &StoredPerson, slot: &Slot) -> Stored<()> {
        let before = find(&self.transaction, stored.id)?;
        self.transaction.execute(
            "INSERT INTO person (id, name, role, is_recovery, added_at, slot)
             VALUES (:id, :name, :role, :is_recovery, :added_at, :slot)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, slot = excluded.slot",
            named_params! {
                ":id": stored.id.to_string(), ":name": stored.person.name, ":role": enum_text(&stored.person.role),
                ":is_recovery": stored.is_recovery, ":added_at": stored.added_at, ":slot": json(slot),
            },
        )?;
        let before = before.map(|before| json(&before.person));
        self.record("person", &stored.id.to_string(), before.as_deref(), Some(&json(&stored.person)))
    }

    pub(crate) fn remove_person(&mut self, id: PersonId) -> Stored<()> {
        let held = find(&self.transaction, id)?.ok_or_else(|| unknown(id))?;
        self.transaction.execute("DELETE FROM person WHERE id = ?1", [id.to_string()])?;
        self.transaction.execute("DELETE FROM kept_draft WHERE person_id = ?1", [id.to_string()])?;
        self.record("person", &id.to_string(), Some(&json(&held.person)), None)
    }
}

const SELECT: &str = "SELECT id, name, role, is_recovery, added_at FROM person";

pub(crate) fn unknown(id: PersonId) -> StoreFault {
    StoreFault::NotFound { entity: "person", id: id.to_string() }
}

pub(crate) fn find(connection: &Connection, id: PersonId) -> Stored<Option<StoredPerson>> {
    Ok(connection.query_row(&format!("{SELECT} WHERE id = ?1"), [id.to_string()], read).optional()?)
}

/// The copy of the key file's slots that stands inside, in the order of the people.
pub(crate) fn slots(connection: &Connection) -> Stored<Vec<Slot>> {
    let mut statement = connection.prepare("SELECT slot FROM person ORDER BY added_at, id")?;
    let rows = statement.query_map([], |row| from_json(row, "slot"))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The slots of the same people for another key, without a line of history: nobody changed.
pub(crate) fn replace_slot(connection: &Connection, slot: &Slot) -> Stored<()> {
    connection.execute("UPDATE person SET slot = ?2 WHERE id = ?1", [slot.person.to_string(), json(slot)])?;
    Ok(())
}

/// The people and slots of another moment, instead of those that stand here; nobody changed.
pub(crate) fn put_back(connection: &Connection, people: &[StoredPerson], slots: &[Slot]) -> Stored<()> {
    connection.execute_batch("DELETE FROM person; DELETE FROM kept_draft;")?;
    let mut insert = connection.prepare(
        "INSERT INTO person (id, name, role, is_recovery, added_at, slot) VALUES (:id, :name, :role, :is_recovery, :added_at, :slot)",
    )?;
    for (stored, slot) in people.iter().zip(slots) {
        insert.execute(named_params! {
            ":id": stored.id.to_string(), ":name": stored.person.name, ":role": enum_text(&stored.person.role),
            ":is_recovery": stored.is_recovery, ":added_at": stored.added_at, ":slot": json(slot),
        })?;
    }
    Ok(())
}

fn read(row: &Row) -> rusqlite::Result<StoredPerson> {
    Ok(StoredPerson {
        id: parsed(row, "id")?,
        person: Person { name: row.get("name")?, role: parsed(row, "role")? },
        is_recovery: row.get("is_recovery")?,
        added_at: row.get("added_at")?,
    })
}

/// What somebody was typing; in a register that is open to all, whoever it was.
impl Register {
    /// None forgets it. Nothing of it stands in the history: it is no record yet.
    pub fn keep_draft(&mut self, at: &str, draft: Option<&str>) -> Stored<()> {
        if self.access() == Access::ReadOnly {
            return Err(StoreFault::ReadOnly);
        }
        self.is_where_it_was()?;
        let id = self.typing();
        match draft {
            Some(draft) => self.connection.execute(
                "INSERT INTO kept_draft (person_id, at, draft) VALUES (?1, ?2, ?3)
                 ON CONFLICT (person_id) DO UPDATE SET at = excluded.at, draft = excluded.draft",
                [&id, at, draft],
            )?,
            None => self.connection.execute("DELETE FROM kept_draft WHERE person_id = ?1", [&id])?,
        };
        Ok(())
    }

    pub fn kept_draft(&mut self) -> Stored<Option<String>> {
        let id = self.typing();
        Ok(self.connection.query_row("SELECT draft FROM kept_draft WHERE person_id = ?1", [&id], |row| row.get(0)).optional()?)
    }

    fn typing(&self) -> String {
        self.person().map(|held| held.id.to_string()).unwrap_or_default()
    }
}
