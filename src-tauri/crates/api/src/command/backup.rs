//! Backups: made, listed, looked into, restored.

use std::path::Path;

use chrono::{DateTime, SecondsFormat};
use provident_domain::person::Right;
use provident_store::{Access, BackupKind, Comparison, Form, OpenBackup, Passphrase, Register, backups, form_of, prune_backups};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::{AppState, FileToken, app_state, open_made};
use crate::app::{Call, Open, State, opened};
use crate::dispatch::{Done, Nothing};
use crate::failure::{Failure, Refusal, shown};
use crate::secret::Secret;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct BackupRow {
    pub file: FileToken,
    pub name: String,
    /// RFC 3339.
    pub at: String,
    pub kind: BackupKind,
    /// Bytes.
    pub size: u64,
    pub is_sealed: bool,
}

/// At a place of the person's choice, or beside the register with the others.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupMake {
    pub file: Option<FileToken>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct BackupMade {
    pub name: String,
    /// Bytes.
    pub size: u64,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupRestore {
    pub file: FileToken,
    /// Of its day, where it opens with nothing that is known now.
    pub passphrase: Option<Secret>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct BackupPreview {
    pub name: String,
    pub comparison: Comparison,
}

pub(crate) fn list(call: &Call, _: Nothing) -> Result<Done<Vec<BackupRow>>, Failure> {
    let mut state = call.app.state();
    let found = backups(opened(&mut state)?.register.path());
    let row = |backup: provident_store::Backup| BackupRow {
        name: shown(&backup.path),
        at: DateTime::<chrono::Utc>::from_naive_utc_and_offset(backup.at, chrono::Utc).to_rfc3339_opts(SecondsFormat::Millis, true),
        kind: backup.kind,
        size: backup.size,
        is_sealed: backup.form == Form::Sealed,
        file: state.places.lend(backup.path),
    };
    Ok(Done::read(found.into_iter().map(row).collect()))
}

/// Without holding up what else is done meanwhile.
pub(crate) fn make(call: &Call, arguments: BackupMake) -> Result<Done<BackupMade>, Failure> {
    let (source, chosen) = {
        let mut state = call.app.state();
        let chosen = arguments.file.map(|file| state.places.path(&file)).transpose()?;
        (opened(&mut state)?.source(), chosen)
    };
    let mut go_on = |done, of| {
        call.progress.report(done, of);
        !call.progress.is_cancelled() && !source.is_stopped()
    };
    let now = call.app.clock.now();
    let path = match chosen {
        Some(path) => {
            source.write(&path, &now, &mut go_on)?;
            path
        }
        None => source.back_up(BackupKind::ByHand, &now, &mut go_on)?,
    };
    let size = std::fs::metadata(&path).map_or(0, |found| found.len());
    Ok(Done::changed(BackupMade { name: shown(&path), size }, &["backups"]))
}

pub(crate) fn preview(call: &Call, arguments: BackupRestore) -> Result<Done<BackupPreview>, Failure> {
    let mut state = call.app.state();
    let path = state.places.path(&arguments.file)?;
    let register = &opened(&mut state)?.register;
    let backup = open_backup(register, &path, arguments.passphrase.as_ref())?;
    Ok(Done::read(BackupPreview { name: shown(&path), comparison: register.compare(&backup)? }))
}

/// What is there now is backed up first.
pub(crate) fn restore(call: &Call, arguments: BackupRestore) -> Result<Done<AppState>, Failure> {
    let mut state = call.app.state();
    let path = state.places.path(&arguments.file)?;
    let act = call.act(&state);
    let open = opened(&mut state)?;
    let backup = open_backup(&open.register, &path, arguments.passphrase.as_ref())?;
    open.stop_background();
    let kept = open.register.source().back_up(BackupKind::BeforeRestore, &act.at, &mut |_, _| true)?;
    open.register.restore(&act, call.app.rules(), &backup)?;
    drop(backup);
    // It is restored; one backup too many is no reason to say otherwise.
    let _ = prune_backups(open.register.path(), &kept);
    state.sources.clear();
    Ok(Done::changed(
        app_state(call, &mut state)?,
        &["app", "providers", "provider:*", "departments", "organisation", "history", "reports", "backups", "people"],
    ))
}

/// What a large import is going to change, as it was. Nothing is kept of the sample company.
pub(crate) fn before_import(call: &Call) -> Result<(), Failure> {
    let (source, is_kept) = {
        let mut state = call.app.state();
        let open = opened(&mut state)?;
        (open.source(), !open.is_sample && open.register.access() == Access::Write)
    };
    if is_kept {
        let go_on = |_, _| !call.progress.is_cancelled() && !source.is_stopped();
        let made = source.back_up(BackupKind::BeforeImport, &call.app.clock.now(), &mut { go_on })?;
        let _ = prune_backups(source.path(), &made);
    }
    Ok(())
}

/// A backup where no register is, or one that opens no more; what lies there is kept aside.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterRestore {
    pub backup: FileToken,
    /// Where the register is to lie.
    pub file: FileToken,
    pub passphrase: Option<Secret>,
}

pub(crate) fn restore_lost(call: &Call, arguments: RegisterRestore) -> Result<Done<AppState>, Failure> {
    let passphrase = arguments.passphrase.as_ref().map(|secret| secret.typed("passphrase")).transpose()?;
    let mut state = call.app.state();
    let (backup, path) = (state.places.path(&arguments.backup)?, state.places.path(&arguments.file)?);
    may_replace(call, &state, &path, passphrase.as_ref())?;
    if state.open.as_ref().is_some_and(|open| open.register.path() == path) {
        call.app.let_go(&mut state);
    }
    provident_store::restore_lost(&backup, passphrase.as_ref(), &path, &call.app.clock.now())?;
    let passphrase = passphrase.filter(|_| form_of(&path).is_ok_and(|form| form == Form::Sealed));
    open_made(call, &mut state, &path, passphrase.as_ref())
}

/// Of a register that still opens, only an officer decides what it is replaced with.
fn may_replace(call: &Call, state: &State, path: &Path, passphrase: Option<&Passphrase>) -> Result<(), Failure> {
    let open = state.open.as_ref().filter(|open| open.register.path() == path).map(Open::role);
    let role = open.or_else(|| {
        let opened = Register::open_sealed(path, Access::ReadOnly, passphrase?, &call.act(state), call.app.rules()).ok()?;
        opened.person().map(|held| held.person.role)
    });
    match role {
        Some(role) if !role.may(Right::Govern) => Err(Failure::Refused { reason: Refusal::MayNot { role } }),
        _ => Ok(()),
    }
}

fn open_backup(register: &Register, path: &Path, passphrase: Option<&Secret>) -> Result<OpenBackup, Failure> {
    let passphrase = passphrase.map(|secret| secret.typed("passphrase")).transpose()?;
    Ok(register.open_backup(path, passphrase.as_ref())?)
}
