//! A backup beside the register: what would change, and its content in the register's place. Who may
//! open the register stays as it is: an old backup gives nobody back what was taken from them.

use std::collections::BTreeMap;
use std::path::Path;

use provident_domain::history::digest_text;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde_json::json;
use ts_rs::TS;

use crate::act::{Act, Rules};
use crate::connect::{Form, form_of};
use crate::fault::{StoreFault, Stored};
use crate::migrate::{self, SCHEMA};
use crate::register::{Access, Register, connected};
use crate::replace::{Coming, clear_place, copied, put_in_place, rewritten};
use crate::seal::{DatabaseKey, Generation, KeyFile, Passphrase, keys_path, open_slots, read_keys, write_keys};
use crate::{history, person};

/// A backup that was opened to be looked at.
pub struct OpenBackup {
    connection: Connection,
    path: std::path::PathBuf,
    key: Option<DatabaseKey>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct Comparison {
    pub providers_now: u64,
    pub providers_then: u64,
    pub evidence_now: u64,
    pub evidence_then: u64,
    /// Lines of the history.
    pub lines_now: u64,
    pub lines_then: u64,
    /// The register went on from this backup: nothing in the backup is unknown to it.
    pub is_earlier: bool,
    /// By name.
    pub changes: Vec<ProviderDifference>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ProviderDifference {
    pub name: String,
    pub kind: DifferenceKind,
}

/// What restoring would do to a provider.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    ComesBack,
    GoesBack,
    Disappears,
}

impl Register {
    /// Opens a backup of this register: with the key at hand, or with a passphrase of its day.
    pub fn open_backup(&self, path: &Path, passphrase: Option<&Passphrase>) -> Stored<OpenBackup> {
        let backup = opened(path, self.sealed.as_ref().map(|sealed| &sealed.key), passphrase)?;
        if id_of(&backup.connection)? != self.id()? {
            return Err(StoreFault::OtherRegister(path.into()));
        }
        Ok(backup)
    }

    pub fn compare(&self, backup: &OpenBackup) -> Stored<Comparison> {
        let (now, then) = (State::of(&self.connection)?, State::of(&backup.connection)?);
        let known = self.connection.query_row("SELECT seal FROM history WHERE sequence = ?1", [then.head.sequence], |row| row.get(0));
        let is_earlier = then.head.sequence == 0 || known.optional()? == Some(then.head.seal);
        Ok(Comparison {
            providers_now: now.providers.len() as u64,
            providers_then: then.providers.len() as u64,
            evidence_now: now.evidence,
            evidence_then: then.evidence,
            lines_now: now.head.sequence,
            lines_then: then.head.sequence,
            is_earlier,
            changes: changes(&now, &then),
        })
    }

    /// The content of the backup in the place of this register's. The history goes on from the
    /// backup's, and says what it left behind.
    pub fn restore(&mut self, act: &Act, rules: Rules, backup: &OpenBackup) -> Stored<()> {
        let head = history::head(&self.connection)?;
        let id = self.id()?;
        let people = self.read::<_, StoreFault>(|reading| reading.people())?;
        let slots = person::slots(&self.connection)?;
        let coming = Coming { sealed: self.sealed.clone(), slots: slots.clone() };
        let sealed = self.sealed.clone();
        let key = sealed.as_ref().map(|sealed| sealed.key.clone());
        self.replace_with(coming, |_, part| {
            let mut copy = match (&key, &backup.key) {
                (Some(_), Some(_)) | (None, None) => copied(&backup.connection, part, key.as_ref())?,
                _ => rewritten(&backup.path, backup.key.as_ref(), part, key.as_ref())?,
            };
            migrate::migrate_to(&mut copy.connection, SCHEMA)?;
            copy.sealed = sealed;
            let said = json!({
                "backup": backup.path.file_name().map(|name| name.to_string_lossy()),
                "lines_before": head.sequence,
                "head_before": digest_text(&head.seal),
            });
            copy.write::<_, StoreFault>(act, rules, |writing| {
                person::put_back(&writing.transaction, &people, &slots)?;
                writing.record("register", &id, None, Some(&said.to_string()))?;
                writing.rebuild_rows()
            })?;
            copy.close_as_one_file()
        })
    }
}

/// A backup in the place of a register that is lost or cannot be opened; what lies there is kept
/// under another name. Nothing is asked: whoever could open the backup can open this.
pub fn restore_lost(backup: &Path, passphrase: Option<&Passphrase>, to: &Path, at: &str) -> Stored<()> {
    let opened = opened(backup, None, passphrase)?;
    let lock = crate::lock::WriterLock::take(to, "restore", at)?;
    let part = crate::replace::part_path(to);
    crate::replace::tidy_up(to);
    copied(&opened.connection, &part, opened.key.as_ref())?.close_as_one_file()?;
    clear_place(to, at)?;
    if opened.key.is_some() {
        let slots = person::slots(&opened.connection)?;
        write_keys(to, &KeyFile::new(&id_of(&opened.connection)?, vec![Generation { slots }]))?;
    }
    let placed = put_in_place(to);
    drop(lock);
    placed
}

fn opened(path: &Path, key: Option<&DatabaseKey>, passphrase: Option<&Passphrase>) -> Stored<OpenBackup> {
    if !path.is_file() {
        return Err(StoreFault::NoSuchFile(path.into()));
    }
    let open = |key: Option<DatabaseKey>| {
        let (connection, _) = connected(path, key.as_ref(), Access::ReadOnly)?;
        Ok(OpenBackup { connection, path: path.into(), key })
    };
    // The key at hand needs no key file.
    if let Some(key) = key {
        match open(Some(key.clone())) {
            Err(StoreFault::NotARegister(_)) => {}
            found => return found,
        }
    }
    if form_of(path)? == Form::Open {
        return open(None);
    }
    let Some(passphrase) = passphrase else { return Err(StoreFault::Sealed(path.into())) };
    let keys = read_keys(path)?.ok_or_else(|| StoreFault::KeysMissing(keys_path(path)))?;
    for generation in &keys.generations {
        if let Some(slot) = open_slots(&keys.register, &generation.slots, passphrase)?.into_iter().next() {
            return open(Some(slot.key)).map_err(|fault| match fault {
                StoreFault::NotARegister(_) => StoreFault::KeysDoNotFit(keys_path(path)),
                other => other,
            });
        }
    }
    Err(StoreFault::WrongPassphrase(path.into()))
}

fn id_of(connection: &Connection) -> Stored<String> {
    Ok(connection.query_row("SELECT id FROM register", [], |row| row.get(0))?)
}

/// What two moments of a register are compared by.
struct State {
    head: history::Head,
    evidence: u64,
    /// Name, and the last line of the history about it, by id.
    providers: BTreeMap<String, (String, u64)>,
}

impl State {
    fn of(connection: &Connection) -> Stored<State> {
        let mut statement = connection.prepare(
            "SELECT p.id, p.name, (SELECT coalesce(max(h.sequence), 0) FROM history h WHERE h.subject_id = p.id)
               FROM provider p",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
        Ok(State {
            head: history::head(connection)?,
            evidence: connection.query_row("SELECT count(*) FROM evidence", [], |row| row.get(0))?,
            providers: rows.collect::<Result<_, _>>()?,
        })
    }
}

fn changes(now: &State, then: &State) -> Vec<ProviderDifference> {
    let mut changes = Vec::new();
    for (id, (name, last)) in &then.providers {
        match now.providers.get(id) {
            None => changes.push(ProviderDifference { name: name.clone(), kind: DifferenceKind::ComesBack }),
            Some((_, now)) if now != last => changes.push(ProviderDifference { name: name.clone(), kind: DifferenceKind::GoesBack }),
            Some(_) => {}
        }
    }
    let gone = now.providers.iter().filter(|(id, _)| !then.providers.contains_key(*id));
    changes.extend(gone.map(|(_, (name, _))| ProviderDifference { name: name.clone(), kind: DifferenceKind::Disappears }));
    changes.sort_by(|one, other| one.name.cmp(&other.name));
    changes
}
