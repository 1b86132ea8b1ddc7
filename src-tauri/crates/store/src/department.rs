//! The table `department`.

use provident_domain::department::Department;
use provident_domain::id::DepartmentId;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::act::{Saved, Writing};
use crate::fault::{StoreFault, Stored};
use crate::register::Reading;
use crate::value::{json, parsed};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredDepartment {
    pub id: DepartmentId,
    pub revision: u32,
    pub department: Department,
    /// How many services it uses.
    pub services: u64,
    /// How many processing activities are its.
    pub activities: u64,
}

impl Reading<'_> {
    /// By name.
    pub fn departments(&self) -> Stored<Vec<StoredDepartment>> {
        all(self.connection)
    }
}

impl Writing<'_> {
    /// Saves a department; a revision that is not the current one is a conflict.
    pub fn save_department(&mut self, id: DepartmentId, revision: Option<u32>, department: &Department) -> Stored<Saved> {
        let held = find(&self.transaction, id)?;
        let current = held.as_ref().map_or(0, |held| held.revision);
        if revision.is_some_and(|read| read != current) {
            return Err(StoreFault::Conflict { revision: current });
        }
        if held.as_ref().is_some_and(|held| held.department == *department) {
            return Ok(Saved::Unchanged);
        }
        self.transaction.execute(
            "INSERT INTO department (id, name, head_name, head_email, revision)
             VALUES (:id, :name, :head_name, :head_email, :revision)
             ON CONFLICT (id) DO UPDATE
               SET name = excluded.name, head_name = excluded.head_name, head_email = excluded.head_email, revision = excluded.revision",
            named_params! {
                ":id": id.to_string(), ":name": department.name, ":head_name": department.head_name,
                ":head_email": department.head_email, ":revision": current + 1,
            },
        )?;
        self.record("department", &id.to_string(), held.as_ref().map(|held| json(&held.department)).as_deref(), Some(&json(department)))?;
        self.touch_department(id)?;
        self.touch_register();
        Ok(if held.is_some() { Saved::Updated } else { Saved::Created })
    }

    /// Removes a department that no service and no activity names.
    pub fn remove_department(&mut self, id: DepartmentId, revision: u32) -> Stored<()> {
        let held = find(&self.transaction, id)?.ok_or_else(|| StoreFault::NotFound { entity: "department", id: id.to_string() })?;
        if held.revision != revision {
            return Err(StoreFault::Conflict { revision: held.revision });
        }
        let asked: u64 =
            self.transaction.query_row("SELECT count(*) FROM assessment WHERE department_id = ?1", [id.to_string()], |row| row.get(0))?;
        let uses = held.services + held.activities + asked;
        if uses > 0 {
            return Err(StoreFault::InUse { entity: "department", count: uses });
        }
        self.transaction.execute("DELETE FROM department WHERE id = ?1", [id.to_string()])?;
        self.record("department", &id.to_string(), Some(&json(&held.department)), None)
    }
}

const SELECT: &str = "SELECT d.id, d.name, d.head_name, d.head_email, d.revision,
                             (SELECT count(*) FROM service_department s WHERE s.department_id = d.id) AS services,
                             (SELECT count(*) FROM activity_department a WHERE a.department_id = d.id) AS activities
                        FROM department d";

fn find(connection: &Connection, id: DepartmentId) -> Stored<Option<StoredDepartment>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE d.id = ?1"))?;
    Ok(statement.query_row([id.to_string()], read).optional()?)
}

fn all(connection: &Connection) -> Stored<Vec<StoredDepartment>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY d.name COLLATE NOCASE, d.id"))?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row) -> rusqlite::Result<StoredDepartment> {
    Ok(StoredDepartment {
        id: parsed(row, "id")?,
        revision: row.get("revision")?,
        department: Department { name: row.get("name")?, head_name: row.get("head_name")?, head_email: row.get("head_email")? },
        services: row.get("services")?,
        activities: row.get("activities")?,
    })
}
