//! Whether a register is sealed: open to all becomes sealed, and back.

use std::path::Path;

use provident_store::{Form, backups};
use serde::Deserialize;
use ts_rs::TS;

use super::app::{AppState, Founder, app_state, remember};
use crate::app::{Call, opened};
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal};
use crate::secret::{Secret, Strength, strength_of};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PassphraseStrength {
    pub passphrase: Secret,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterSeal {
    pub founder: Founder,
    /// Backups from before can be read by whoever has them.
    pub remove_open_backups: bool,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterUnseal {
    /// Of whoever opened it, asked for once more.
    pub passphrase: Secret,
}

pub(crate) fn strength(_: &Call, arguments: PassphraseStrength) -> Result<Done<Strength>, Failure> {
    Ok(Done::read(strength_of(arguments.passphrase.text())))
}

pub(crate) fn seal(call: &Call, arguments: RegisterSeal) -> Result<Done<AppState>, Failure> {
    let (founder, passphrase) = arguments.founder.check()?;
    let mut state = call.app.state();
    let act = call.act(&state);
    let open = opened(&mut state)?;
    open.stop_background();
    let path = open.register.path().to_owned();
    open.register.seal_for(&act, call.app.rules(), &founder, &passphrase)?;
    if arguments.remove_open_backups {
        backups(&path).iter().filter(|backup| backup.form == Form::Open).try_for_each(|backup| backup.remove())?;
        remove_copies_of_earlier_versions(&path);
    }
    open.is_backup_wanted = true;
    let is_sample = open.is_sample;
    let told = app_state(call, &mut state)?;
    if let (Some(info), false) = (&told.register, is_sample) {
        remember(call, &mut state, &path, info);
    }
    Ok(Done::changed(told, &["app", "history", "people", "backups"]))
}

/// Before there were backups, a copy was kept beside the register at each migration.
fn remove_copies_of_earlier_versions(register: &Path) {
    let name = register.file_name().unwrap_or_default().to_string_lossy();
    let beside = register.parent().and_then(|folder| std::fs::read_dir(folder).ok());
    for entry in beside.into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&format!("{name}.before-schema-")) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

pub(crate) fn unseal(call: &Call, arguments: RegisterUnseal) -> Result<Done<AppState>, Failure> {
    let passphrase = arguments.passphrase.typed("passphrase")?;
    let mut state = call.app.state();
    let act = call.act(&state);
    let open = opened(&mut state)?;
    let me = open.register.person().map(|held| held.id);
    if open.register.whose(&passphrase)?.is_none_or(|found| Some(found) != me) {
        return Err(Failure::Refused { reason: Refusal::WrongPassphrase });
    }
    open.stop_background();
    open.register.unseal(&act, call.app.rules())?;
    Ok(Done::changed(app_state(call, &mut state)?, &["app", "history", "people"]))
}
