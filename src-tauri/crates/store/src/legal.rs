//! The tables `list_edit` and `list_update`: what a register holds of the legal lists beside those shipped.

use std::borrow::Cow;

use provident_domain::legal::{Legal, LegalList, ListEdit, ListUpdate};
use provident_domain::lists::Lists;
use rusqlite::{Connection, Row};

use crate::act::Writing;
use crate::fault::{StoreFault, Stored};
use crate::register::Reading;
use crate::value::{from_json, from_json_option, json, parsed};

impl Reading<'_> {
    /// The legal lists in force in this register.
    pub fn legal<'l>(&self, lists: &'l Lists) -> Stored<Cow<'l, Legal>> {
        in_force(self.connection, lists)
    }

    /// The legal lists without the edits made here.
    pub fn legal_without_edits<'l>(&self, lists: &'l Lists) -> Stored<Cow<'l, Legal>> {
        with(lists, &updates(self.connection)?, &[])
    }

    pub fn list_edits(&self) -> Stored<Vec<ListEdit>> {
        edits(self.connection)
    }

    pub fn list_updates(&self) -> Stored<Vec<ListUpdate>> {
        updates(self.connection)
    }
}

impl Writing<'_> {
    pub fn legal(&self) -> &Legal {
        &self.legal
    }

    /// Writes an edit of a list, or takes it back. All that is derived is made again.
    pub fn set_list_edit(&mut self, list: LegalList, key: &str, edit: Option<&ListEdit>) -> Stored<()> {
        self.write_edit(list, key, edit)?;
        self.renew_legal()
    }

    /// Takes a newer list over, or takes that back; the edits made here stay above it.
    pub fn set_list_update(&mut self, list: LegalList, update: Option<&ListUpdate>) -> Stored<()> {
        self.write_update(list, update)?;
        self.renew_legal()
    }

    /// The list stands as a person found it today, the edits made here included.
    pub fn set_list_looked_at(&mut self, update: &ListUpdate) -> Stored<()> {
        let list = update.list;
        for edit in edits(&self.transaction)?.into_iter().filter(|edit| edit.list == list) {
            let looked_at = ListEdit { verified_on: update.last_verified, ..edit };
            self.write_edit(list, &looked_at.key, Some(&looked_at))?;
        }
        self.set_list_update(list, Some(update))
    }

    fn write_edit(&mut self, list: LegalList, key: &str, edit: Option<&ListEdit>) -> Stored<()> {
        let held = edits(&self.transaction)?.into_iter().find(|held| held.list == list && held.key == key);
        if held.as_ref() == edit {
            return Ok(());
        }
        match edit {
            Some(edit) => self.transaction.execute(
                "INSERT OR REPLACE INTO list_edit (list, key, entry, source, verified_on) VALUES (?1, ?2, ?3, ?4, ?5)",
                rusqlite::params![list.id(), key, edit.entry.as_ref().map(|entry| json(&entry)), edit.source, edit.verified_on.to_string()],
            )?,
            None => self.transaction.execute("DELETE FROM list_edit WHERE list = ?1 AND key = ?2", [list.id(), key])?,
        };
        let id = format!("{}:{key}", list.id());
        self.record("list_edit", &id, held.map(|held| json(&held)).as_deref(), edit.map(|edit| json(&edit)).as_deref())
    }

    fn write_update(&mut self, list: LegalList, update: Option<&ListUpdate>) -> Stored<()> {
        let held = updates(&self.transaction)?.into_iter().find(|held| held.list == list);
        match update {
            Some(update) => self.transaction.execute(
                "INSERT OR REPLACE INTO list_update (list, source, last_verified, entries) VALUES (?1, ?2, ?3, ?4)",
                [list.id(), &update.source, &update.last_verified.to_string(), &json(&update.entries)],
            )?,
            None => self.transaction.execute("DELETE FROM list_update WHERE list = ?1", [list.id()])?,
        };
        self.record("list_update", list.id(), held.map(|held| json(&held)).as_deref(), update.map(|update| json(&update)).as_deref())
    }

    fn renew_legal(&mut self) -> Stored<()> {
        self.legal = in_force(&self.transaction, self.rules.lists)?;
        self.rebuild_rows()
    }
}

pub(crate) fn in_force<'l>(connection: &Connection, lists: &'l Lists) -> Stored<Cow<'l, Legal>> {
    with(lists, &updates(connection)?, &edits(connection)?)
}

fn with<'l>(lists: &'l Lists, updates: &[ListUpdate], edits: &[ListEdit]) -> Stored<Cow<'l, Legal>> {
    if updates.is_empty() && edits.is_empty() {
        return Ok(Cow::Borrowed(lists.legal()));
    }
    let legal = lists.legal().with(updates, edits).map_err(|fault| StoreFault::Value(format!("legal list: {fault}")))?;
    Ok(Cow::Owned(legal))
}

/// Of a register that is older than these lists there are none.
fn has_lists(connection: &Connection) -> Stored<bool> {
    let found = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'list_edit')";
    Ok(connection.prepare_cached(found)?.query_row([], |row| row.get(0))?)
}

pub(crate) fn edits(connection: &Connection) -> Stored<Vec<ListEdit>> {
    if !has_lists(connection)? {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare_cached("SELECT list, key, entry, source, verified_on FROM list_edit ORDER BY list, key")?;
    let rows = statement.query_map([], |row| {
        Ok(ListEdit {
            list: parsed(row, "list")?,
            key: row.get("key")?,
            entry: from_json_option(row, "entry")?,
            source: row.get("source")?,
            verified_on: parsed(row, "verified_on")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn updates(connection: &Connection) -> Stored<Vec<ListUpdate>> {
    if !has_lists(connection)? {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare_cached("SELECT list, source, last_verified, entries FROM list_update ORDER BY list")?;
    let rows = statement.query_map([], read_update)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read_update(row: &Row) -> rusqlite::Result<ListUpdate> {
    Ok(ListUpdate {
        list: parsed(row, "list")?,
        source: row.get("source")?,
        last_verified: parsed(row, "last_verified")?,
        entries: from_json(row, "entries")?,
    })
}
