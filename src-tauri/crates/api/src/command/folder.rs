//! The whole register as a folder that any program reads (a workbook, JSON with its schema, the evidence),
//! and a new register made from such a folder.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use provident_domain::department::DepartmentDraft;
use provident_domain::organisation::OrganisationDraft;
use provident_store::file::{private_file, private_folder};
use provident_store::{Reading, RegisterSource, Rules, json_schema, register_from_dump};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::{AppState, FileToken, Founder, open_made};
use super::evidence::plain_name;
use super::export::workbook;
use crate::app::{Call, opened};
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal, shown};
use crate::place::{file_failure, write_file};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FolderExport {
    /// A folder is made in it.
    pub folder: FileToken,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct FolderExported {
    pub name: String,
    pub providers: u64,
    pub evidence_files: u64,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FolderImport {
    pub folder: FileToken,
    /// The register to make.
    pub file: FileToken,
    /// Who may open it; none for a register that is open to whoever has the file.
    pub founder: Option<Founder>,
}

const ABOUT: &str = "This folder holds a whole register of providers, exported from Provident.

register.xlsx         for people: organisation, departments, providers, services, facts, evidence
register.json         for programs: every record and the whole change history, without loss
register.schema.json  what register.json holds (JSON Schema, draft 2020-12)
evidence/             each document kept as proof; register.json knows it by its SHA-256

Nothing here is encrypted. Provident makes a new register from this folder, and refuses it whole
where anything in it was changed.
";

pub(crate) fn export(call: &Call, arguments: FolderExport) -> Result<Done<FolderExported>, Failure> {
    let parent = call.app.state().places.path(&arguments.folder)?;
    let stamp: String = call.app.clock.now().chars().take(19).map(|letter| if letter == ':' { '-' } else { letter }).collect();
    // Over a connection of its own: what else is asked meanwhile is answered.
    let source = opened(&mut call.app.state())?.source();
    let stem = source.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folder = parent.join(format!("{stem} {stamp}"));
    if folder.exists() {
        return Err(Failure::Refused { reason: Refusal::FileExists { file: shown(&folder) } });
    }
    let part = parent.join(format!("{stem} {stamp}.part"));
    let written = source.read(|reading| written(call, &source, reading, &part));
    let placed = written.and_then(|told| {
        std::fs::rename(&part, &folder).map_err(|cause| file_failure("writing", &folder, &cause))?;
        Ok(told)
    });
    if placed.is_err() {
        let _ = std::fs::remove_dir_all(&part);
    }
    let (providers, evidence_files) = placed?;
    Ok(Done::read(FolderExported { name: shown(&folder), providers, evidence_files }))
}

fn written(call: &Call, source: &RegisterSource, reading: &Reading, folder: &Path) -> Result<(u64, u64), Failure> {
    let evidence = folder.join("evidence");
    private_folder(&evidence).map_err(|cause| file_failure("making", &evidence, &cause))?;
    write_file(&folder.join("README.txt"), ABOUT.as_bytes())?;
    write_file(&folder.join("register.schema.json"), &serde_json::to_vec_pretty(&json_schema()?).unwrap_or_default())?;
    let (bytes, providers, _) = workbook(reading, call.app.clock.today(), "register.xlsx")?;
    write_file(&folder.join("register.xlsx"), &bytes)?;
    let path = folder.join("register.json");
    let file = private_file(&path).map_err(|cause| file_failure("writing", &path, &cause))?;
    let mut to = std::io::BufWriter::new(file);
    reading.dump(&mut to)?;
    let synced = to.into_inner().map_err(std::io::IntoInnerError::into_error).and_then(|file| file.sync_all());
    synced.map_err(|cause| file_failure("writing", &path, &cause))?;
    let files = reading.evidence_files()?;
    for (at, (digest, name)) in files.iter().enumerate() {
        if call.progress.is_cancelled() || source.is_stopped() {
            return Err(Failure::Refused { reason: Refusal::Cancelled });
        }
        call.progress.report(at as u64, files.len() as u64);
        write_file(&evidence.join(format!("{} {}", &digest[..12], plain_name(name))), &reading.evidence_content(digest)?)?;
    }
    Ok((providers, files.len() as u64))
}

pub(crate) fn import(call: &Call, arguments: FolderImport) -> Result<Done<AppState>, Failure> {
    let founder = arguments.founder.map(|founder| founder.check()).transpose()?;
    let mut state = call.app.state();
    let folder = folder_of(state.places.path(&arguments.folder)?);
    let path = state.places.path(&arguments.file)?;
    let (act, rules) = (call.act(&state), call.app.rules());
    let founder = founder.as_ref().map(|(person, passphrase)| (person, passphrase));
    register_from_dump(&folder, &path, &act, rules, founder, |reading| as_typed(&folder, reading, rules))?;
    open_made(call, &mut state, &path, founder.map(|(_, passphrase)| passphrase))
}

/// The folder itself, or the file in it that somebody named.
fn folder_of(chosen: PathBuf) -> PathBuf {
    if chosen.is_file() { chosen.parent().map(Path::to_owned).unwrap_or(chosen) } else { chosen }
}

/// Every record once more as if a person had typed it: what no form would take is refused.
fn as_typed(folder: &Path, reading: &Reading, rules: Rules) -> Result<(), Failure> {
    let nobody = || Refusal::Damaged { file: shown(folder), detail: "it does not say whose register it is".into() };
    let held = reading.organisation()?.ok_or_else(|| Failure::Refused { reason: nobody() })?;
    draft::<OrganisationDraft>(&held.organisation)?.check(rules.lists)?;
    reading.copy_of()?;
    for held in reading.departments()? {
        draft::<DepartmentDraft>(&held.department)?.check()?;
    }
    for id in reading.provider_ids()? {
        reading.provider(id)?.provider.to_draft().check(rules.lists)?;
        for held in reading.services(id)? {
            // Which days are yet to come is a question of the clock, not of the record.
            held.service.to_draft().check(rules.lists, NaiveDate::MAX)?;
        }
    }
    Ok(())
}

/// A record has the fields of its draft.
fn draft<D: DeserializeOwned>(record: &impl Serialize) -> Result<D, Failure> {
    let value = serde_json::to_value(record).and_then(serde_json::from_value);
    value.map_err(|error| Failure::Internal { reference: error.to_string() })
}
