//! The register as a file for spreadsheets: all of it as XLSX, its providers as CSV.

use std::collections::HashMap;

use chrono::NaiveDate;
use provident_domain::id::DepartmentId;
use provident_exchange::register::{Contents, ExportedProvider, ExportedService, register_csv, register_workbook};
use provident_store::Reading;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::FileToken;
use crate::app::Call;
use crate::dispatch::Done;
use crate::failure::{Failure, shown, unread};
use crate::place::write_file;

/// The ending of the file decides: `.csv`, or a workbook.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterExport {
    pub file: FileToken,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ExportResult {
    pub file_name: String,
    pub providers: u64,
    pub services: u64,
}

pub(crate) fn export(call: &Call, arguments: RegisterExport) -> Result<Done<ExportResult>, Failure> {
    let path = call.app.state().places.path(&arguments.file)?;
    let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let today = call.app.clock.today();
    let (bytes, providers, services) = call.read(|reading| match is_csv {
        true => with_contents(reading, today, |contents| Ok(register_csv(contents))),
        false => workbook(reading, today, &shown(&path)),
    })?;
    write_file(&path, &bytes)?;
    Ok(Done::read(ExportResult { file_name: shown(&path), providers, services }))
}

/// The workbook with how many providers and services are in it.
pub(crate) fn workbook(reading: &Reading, today: NaiveDate, file: &str) -> Result<(Vec<u8>, u64, u64), Failure> {
    with_contents(reading, today, |contents| register_workbook(contents).map_err(|fault| unread(file, fault)))
}

fn with_contents(
    reading: &Reading,
    exported_on: NaiveDate,
    write: impl FnOnce(&Contents) -> Result<Vec<u8>, Failure>,
) -> Result<(Vec<u8>, u64, u64), Failure> {
    let organisation = reading.organisation()?.map(|held| held.organisation);
    let contents = Contents {
        organisation: organisation.as_ref(),
        departments: reading.departments()?.into_iter().map(|held| held.department).collect(),
        providers: exported(reading)?,
        exported_on,
    };
    let services = contents.providers.iter().map(|provider| provider.services.len() as u64).sum();
    Ok((write(&contents)?, contents.providers.len() as u64, services))
}

fn exported(reading: &Reading) -> Result<Vec<ExportedProvider>, Failure> {
    let names: HashMap<DepartmentId, String> = reading.departments()?.into_iter().map(|held| (held.id, held.department.name)).collect();
    let mut providers = Vec::new();
    for id in reading.provider_ids()? {
        let services = reading.services(id)?.into_iter().map(|held| ExportedService {
            departments: held.service.departments.iter().filter_map(|id| names.get(id).cloned()).collect(),
            service: held.service,
        });
        providers.push(ExportedProvider {
            id,
            provider: reading.provider(id)?.provider,
            services: services.collect(),
            standings: reading.standings(id)?,
            evidence: reading.evidence(id)?.into_iter().map(|held| (held.id, held.evidence)).collect(),
        });
    }
    Ok(providers)
}
