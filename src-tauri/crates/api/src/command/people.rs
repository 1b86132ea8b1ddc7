//! Who may open the register, and with what.

use provident_domain::id::PersonId;
use provident_domain::person::{Person, PersonDraft, Role, leaves_an_officer};
use provident_store::{Passphrase, Register, StoredPerson};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::FileToken;
use crate::app::{Call, opened};
use crate::dispatch::{Done, Nothing};
use crate::failure::{Failure, Refusal};
use crate::place::write_private_file;
use crate::secret::Secret;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct PersonRow {
    pub id: PersonId,
    pub name: String,
    pub role: Role,
    /// The printed key that is put away.
    pub is_recovery: bool,
    /// RFC 3339.
    pub added_at: String,
    /// Whoever opened the register.
    pub is_me: bool,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonAdd {
    pub draft: PersonDraft,
    pub passphrase: Secret,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonChange {
    pub id: PersonId,
    pub draft: PersonDraft,
    /// A new one, for somebody who forgot theirs.
    pub passphrase: Option<Secret>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonRevoke {
    pub id: PersonId,
}

/// One's own.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PassphraseChange {
    pub current: Secret,
    pub passphrase: Secret,
}

/// Shown once, kept nowhere.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecoveryMade {
    pub key: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecoverySave {
    pub file: FileToken,
    pub key: Secret,
}

const CHANGED: &[&str] = &["people", "app", "history"];
/// Who it is in the history.
const RECOVERY_NAME: &str = "Recovery key";

pub(crate) fn row(held: &StoredPerson, me: Option<PersonId>) -> PersonRow {
    PersonRow {
        id: held.id,
        name: held.person.name.clone(),
        role: held.person.role,
        is_recovery: held.is_recovery,
        added_at: held.added_at.clone(),
        is_me: Some(held.id) == me,
    }
}

pub(crate) fn list(call: &Call, _: Nothing) -> Result<Done<Vec<PersonRow>>, Failure> {
    let mut state = call.app.state();
    Ok(Done::read(rows(&mut opened(&mut state)?.register)?))
}

pub(crate) fn add(call: &Call, arguments: PersonAdd) -> Result<Done<Vec<PersonRow>>, Failure> {
    let person = arguments.draft.check()?;
    let passphrase = arguments.passphrase.chosen("passphrase")?;
    let mut state = call.app.state();
    let act = call.act(&state);
    let register = &mut opened(&mut state)?.register;
    let stored = StoredPerson { id: PersonId(uuid::Uuid::now_v7()), person, is_recovery: false, added_at: act.at.clone() };
    register.add_person(&act, call.app.rules(), &stored, &passphrase)?;
    Ok(Done::changed(rows(register)?, CHANGED))
}

pub(crate) fn change(call: &Call, arguments: PersonChange) -> Result<Done<Vec<PersonRow>>, Failure> {
    let person = arguments.draft.check()?;
    let passphrase = arguments.passphrase.map(|secret| secret.chosen("passphrase")).transpose()?;
    let mut state = call.app.state();
    let act = call.act(&state);
    let register = &mut opened(&mut state)?.register;
    let others = people(register)?;
    let held = others.iter().find(|held| held.id == arguments.id).ok_or_else(|| unknown(arguments.id))?;
    if held.is_recovery {
        return Err(unknown(arguments.id));
    }
    officer_is_left(others.iter().map(|held| (held, if held.id == arguments.id { person.role } else { held.person.role })))?;
    // First what may still be refused: a passphrase that somebody else has.
    if let Some(passphrase) = passphrase {
        register.change_passphrase(&act, call.app.rules(), arguments.id, &passphrase)?;
    }
    if held.person != person {
        register.change_person(&act, call.app.rules(), arguments.id, &person)?;
    }
    Ok(Done::changed(rows(register)?, CHANGED))
}

/// Takes a way in away; the register gets another key.
pub(crate) fn revoke(call: &Call, arguments: PersonRevoke) -> Result<Done<Vec<PersonRow>>, Failure> {
    let mut state = call.app.state();
    let act = call.act(&state);
    let open = opened(&mut state)?;
    if open.register.person().is_some_and(|me| me.id == arguments.id) {
        return Err(Failure::Refused { reason: Refusal::Yourself });
    }
    let others = people(&mut open.register)?;
    officer_is_left(others.iter().filter(|held| held.id != arguments.id).map(|held| (held, held.person.role)))?;
    open.stop_background();
    open.register.revoke_person(&act, call.app.rules(), arguments.id)?;
    open.is_backup_wanted = true;
    Ok(Done::changed(rows(&mut open.register)?, CHANGED))
}

pub(crate) fn change_passphrase(call: &Call, arguments: PassphraseChange) -> Result<Done<()>, Failure> {
    let current = arguments.current.typed("current")?;
    let passphrase = arguments.passphrase.chosen("passphrase")?;
    let mut state = call.app.state();
    let act = call.act(&state);
    let register = &mut opened(&mut state)?.register;
    let me = register.person().map(|held| held.id).ok_or_else(|| not_sealed(register))?;
    if register.whose(&current)? != Some(me) {
        return Err(Failure::Refused { reason: Refusal::WrongPassphrase });
    }
    register.change_passphrase(&act, call.app.rules(), me, &passphrase)?;
    Ok(Done::changed((), CHANGED))
}

/// A key to be printed; the one before opens nothing any more.
pub(crate) fn make_recovery(call: &Call, _: Nothing) -> Result<Done<RecoveryMade>, Failure> {
    let key = Passphrase::recovery();
    let passphrase = Passphrase::typed(&key).map_err(|_| Failure::Internal { reference: "recovery".into() })?;
    let mut state = call.app.state();
    let act = call.act(&state);
    let register = &mut opened(&mut state)?.register;
    let rules = call.app.rules();
    match people(register)?.into_iter().find(|held| held.is_recovery) {
        Some(held) => register.change_passphrase(&act, rules, held.id, &passphrase)?,
        None => {
            let person = Person { name: RECOVERY_NAME.into(), role: Role::Dpo };
            let stored = StoredPerson { id: PersonId(uuid::Uuid::now_v7()), person, is_recovery: true, added_at: act.at.clone() };
            register.add_person(&act, rules, &stored, &passphrase)?;
        }
    }
    Ok(Done::changed(RecoveryMade { key: key.to_string() }, CHANGED))
}

/// The key as a text to print, at a place of the person's choice.
pub(crate) fn save_recovery(call: &Call, arguments: RecoverySave) -> Result<Done<()>, Failure> {
    let mut state = call.app.state();
    let path = state.places.path(&arguments.file)?;
    let register = &mut opened(&mut state)?.register;
    let name = register.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = zeroize::Zeroizing::new(format!("{name}\n\n{}\n\n{}\n", arguments.key.text(), call.app.clock.today()));
    write_private_file(&path, text.as_bytes())?;
    Ok(Done::read(()))
}

fn people(register: &mut Register) -> Result<Vec<StoredPerson>, Failure> {
    register.read(|reading| Ok(reading.people()?))
}

fn rows(register: &mut Register) -> Result<Vec<PersonRow>, Failure> {
    let me = register.person().map(|held| held.id);
    Ok(people(register)?.iter().map(|held| row(held, me)).collect())
}

fn officer_is_left<'a>(people: impl Iterator<Item = (&'a StoredPerson, Role)>) -> Result<(), Failure> {
    let roles = people.filter(|(held, _)| !held.is_recovery).map(|(_, role)| role);
    if leaves_an_officer(roles) { Ok(()) } else { Err(Failure::Refused { reason: Refusal::LastOfficer }) }
}

fn unknown(id: PersonId) -> Failure {
    Failure::NotFound { entity: "person".into(), id: id.to_string() }
}

fn not_sealed(register: &Register) -> Failure {
    Failure::Refused { reason: Refusal::NotSealed { file: crate::failure::shown(register.path()) } }
}
