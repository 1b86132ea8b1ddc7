//! A list from outside becomes providers: read, map, preview, then one transaction.
//! Reconciling a list of names uses the same reading.

mod apply;
mod plan;
mod reconcile;

use std::collections::HashMap;
use std::sync::Arc;

use provident_domain::evidence::{EvidenceDraft, EvidenceKind};
use provident_domain::fault::{Fault, FaultCode};
use provident_domain::id::{EvidenceId, ProviderId};
use provident_domain::lists::ColumnSet;
use provident_domain::provider::ProviderStatus;
use provident_exchange::columns::{guess_columns, is_known_header};
use provident_exchange::incoming::{Incomings, incoming};
use provident_exchange::refused::refused_csv;
use provident_exchange::register::{ReadRegister, is_register, read_register};
use provident_exchange::remark::{self, Remark};
use provident_exchange::table::{self, HeaderRow, RawRow, read_document, read_table};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::FileToken;
use super::backup;
use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal, shown, unread};
use crate::place::{read_file, write_file};
use apply::apply;
use plan::{Planning, previewed};

pub(crate) use reconcile::{reconcile_preview, reconcile_run};

/// What a list holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportOf {
    #[default]
    Providers,
    Activities,
    Clients,
    SubProcessors,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportRead {
    /// Providers unless given.
    #[serde(default)]
    pub what: ImportOf,
    /// One of file and text.
    #[serde(default)]
    pub file: Option<FileToken>,
    /// A list that was pasted.
    #[serde(default)]
    pub text: Option<String>,
    /// Name of a sheet; the first with rows unless given.
    pub sheet: Option<String>,
    /// Whether the first row names the columns; found by itself unless given.
    pub has_header: Option<bool>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ImportColumn {
    pub index: u32,
    pub header: String,
    /// Up to three values that are not empty.
    pub samples: Vec<String>,
    /// The field its header matches; none keeps it as an imported note.
    pub field: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ImportField {
    pub id: String,
    pub label: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ImportReading {
    /// Stands for the reading in what follows; held until the register closes.
    pub source: String,
    pub file_name: String,
    /// "csv", "xlsx", "ods" or "register" (our own export: nothing to map).
    pub format: String,
    /// Such as `UTF-8 · “;” · 25/05/2026`; shown as it is.
    pub how_read: String,
    pub sheets: Vec<String>,
    pub sheet: String,
    pub rows: u32,
    /// False where columns are named by their letter.
    pub has_header: bool,
    pub columns: Vec<ImportColumn>,
    pub fields: Vec<ImportField>,
    /// What was noticed, such as merged cells or formulas without a value.
    pub remarks: Vec<Remark>,
}

/// A person's word on one row that may be a provider we already have.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum RowDecision {
    Merge { into: ProviderId },
    Create,
    Skip,
}

#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecidedRow {
    pub row: u32,
    pub decision: RowDecision,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportPlan {
    pub source: String,
    /// One entry a column: the field it fills, or none.
    pub mapping: Vec<Option<String>>,
    /// For rows that bring no status of their own.
    pub status: Option<ProviderStatus>,
    pub decisions: Vec<DecidedRow>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct SimilarProvider {
    pub id: ProviderId,
    pub name: String,
    pub reason: provident_domain::similar::Likeness,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RowOutcome {
    Create,
    Update {
        id: ProviderId,
        changes: Vec<String>,
    },
    Unchanged {
        id: ProviderId,
    },
    /// May be one we have: created unless a person says otherwise.
    Possible {
        candidates: Vec<SimilarProvider>,
        decision: Option<RowDecision>,
    },
    Skip,
    Refuse {
        reasons: Vec<Remark>,
        /// In plain English, for scripts.
        said: String,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct PreviewRow {
    /// Row number as in the file.
    pub row: u32,
    pub name: String,
    pub outcome: RowOutcome,
    /// Values no field could take; they become imported notes.
    pub remarks: Vec<Remark>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, TS)]
pub struct ImportCounts {
    pub created: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub skipped: u32,
    pub refused: u32,
    pub possible: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ImportPreview {
    pub counts: ImportCounts,
    /// All rows, possible doubles and refused ones first, then in the order of the file.
    pub rows: Vec<PreviewRow>,
    pub unmapped_columns: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct RefusedRow {
    pub row: u32,
    /// As it stands in the list; blank where it has none.
    pub name: String,
    /// In plain English, for scripts.
    pub reason: String,
    pub reasons: Vec<Remark>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ImportResult {
    pub created: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub skipped: u32,
    pub refused: Vec<RefusedRow>,
    pub possible_duplicates: Vec<PossibleDuplicate>,
    pub unmapped_columns: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct PossibleDuplicate {
    pub row: u32,
    pub name: String,
    pub like: Vec<SimilarProvider>,
}

/// Saves the refused rows of a plan, each with its reason, as CSV.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RefusedSave {
    /// Of `import_read`.
    pub source: String,
    pub file: FileToken,
    pub rows: Vec<SaidReason>,
}

/// A refused row, with the reason in the words of the screen.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaidReason {
    pub row: u32,
    pub name: String,
    pub reason: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ReconcileMatch {
    Known { id: ProviderId, name: String },
    Possible { candidates: Vec<SimilarProvider> },
    Missing,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ReconcileRow {
    pub row: u32,
    pub name: String,
    pub amount: Option<String>,
    pub found: ReconcileMatch,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReconcilePlan {
    pub source: String,
    pub mapping: Vec<Option<String>>,
    /// Rows to take into the register as proposed providers; empty for a preview.
    pub rows: Vec<u32>,
}

/// A list that was read, until the next one is.
pub(crate) struct Source {
    pub file_name: String,
    pub bytes: Vec<u8>,
    pub table: table::Reading,
    /// Our own export, with nothing to map.
    register: Option<ReadRegister>,
}

const WRITES: &[&str] = &["providers", "departments", "evidence", "history", "app"];

pub(crate) fn read(call: &Call, arguments: ImportRead) -> Result<Done<ImportReading>, Failure> {
    let language = call.app.state().memory.settings.language;
    let set = columns_of(arguments.what);
    let (file_name, bytes) = content(call, &arguments)?;
    let table = table_of(&file_name, &bytes, &arguments)?;
    let register = match arguments.what == ImportOf::Providers && is_register(&table) {
        true => {
            Some(read_register(&file_name, &bytes, &table, lists(), call.app.clock.today()).map_err(|fault| unread(&file_name, fault))?)
        }
        false => None,
    };
    let rows = register.as_ref().map_or(table.rows.len(), |read| read.providers.accepted.len() + read.providers.refused.len());
    if rows == 0 {
        return Err(Failure::Refused { reason: Refusal::NothingToImport { file: file_name } });
    }
    let source = uuid::Uuid::new_v4().to_string();
    let fields = lists().columns(set).iter().map(|field| ImportField { id: field.id.clone(), label: field.label.get(language).into() });
    let reading = ImportReading {
        source: source.clone(),
        file_name: file_name.clone(),
        format: if register.is_some() { "register" } else { table.format.id() }.into(),
        how_read: table.how_read.clone(),
        sheets: table.sheets.clone(),
        sheet: table.sheet.clone(),
        rows: rows as u32,
        has_header: table.has_header,
        columns: if register.is_some() { Vec::new() } else { columns(&table, set) },
        fields: fields.collect(),
        remarks: table.remarks.iter().take(50).cloned().collect(),
    };
    let mut state = call.app.state();
    state.sources.clear();
    state.sources.insert(source, Arc::new(Source { file_name, bytes, table, register }));
    Ok(Done::read(reading))
}

fn columns_of(what: ImportOf) -> ColumnSet {
    match what {
        ImportOf::Providers => ColumnSet::Provider,
        ImportOf::Activities => ColumnSet::Activity,
        ImportOf::Clients => ColumnSet::Client,
        ImportOf::SubProcessors => ColumnSet::SubProcessor,
    }
}

/// Name and bytes of the file, or of the text that was pasted.
fn content(call: &Call, arguments: &ImportRead) -> Result<(String, Vec<u8>), Failure> {
    if let Some(text) = &arguments.text {
        return Ok((PASTED.to_owned(), text.clone().into_bytes()));
    }
    let file = arguments.file.as_ref().ok_or_else(|| {
        let fault = Fault { field: "file".into(), code: FaultCode::Required };
        Failure::Invalid { fields: vec![fault] }
    })?;
    let path = call.app.state().places.path(file)?;
    Ok((shown(&path), read_file(&path, table::LARGEST)?))
}

/// What the kept file of a pasted list is called.
const PASTED: &str = "pasted-list.txt";

fn table_of(file_name: &str, bytes: &[u8], arguments: &ImportRead) -> Result<table::Reading, Failure> {
    let set = columns_of(arguments.what);
    let known = |text: &str| match set {
        ColumnSet::Provider => is_known_header(text, lists()),
        other => lists().column_named(other, text).is_some(),
    };
    let header = match arguments.has_header {
        None => HeaderRow::Known(&known),
        Some(true) => HeaderRow::First,
        Some(false) => HeaderRow::Missing,
    };
    let as_table = || read_table(file_name, bytes, arguments.sheet.as_deref(), header);
    let read = if arguments.what != ImportOf::SubProcessors || is_spreadsheet(file_name) {
        as_table()
    } else {
        // What was pasted may be cells of a spreadsheet as well as a piece of a page.
        match as_table() {
            Ok(table) if table.has_header && table.header.len() > 1 => Ok(table),
            _ => read_document(file_name, bytes, &known, lists()),
        }
    };
    read.map_err(|fault| unread(file_name, fault))
}

fn is_spreadsheet(file_name: &str) -> bool {
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| matches!(ending.as_str(), "csv" | "tsv" | "tab" | "xlsx" | "xlsm" | "ods" | "xls"))
}

fn columns(table: &table::Reading, set: ColumnSet) -> Vec<ImportColumn> {
    let guessed = guess_columns(set, &table.header, lists());
    let samples = |at: usize| {
        let values = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        values.take(3).map(|cell| cell.chars().take(120).collect()).collect()
    };
    let column = |(at, (header, field)): (usize, (&String, Option<String>))| ImportColumn {
        index: at as u32,
        header: header.clone(),
        samples: samples(at),
        field,
    };
    table.header.iter().zip(guessed).enumerate().map(column).collect()
}

pub(crate) fn preview(call: &Call, plan: ImportPlan) -> Result<Done<ImportPreview>, Failure> {
    let source = source(call, &plan.source)?;
    let read = incomings(call, &source, &plan.mapping)?;
    let decisions = decided(&plan.decisions);
    let preview = call.read(|reading| {
        let planning = Planning::new(reading, &plan.source, &decisions)?;
        previewed(planning, reading, &read, call.progress)
    })?;
    Ok(Done::read(ImportPreview { unmapped_columns: unmapped(&source, &plan.mapping), ..preview }))
}

/// All rows in one transaction, the list itself kept as evidence.
pub(crate) fn run(call: &Call, plan: ImportPlan) -> Result<Done<ImportResult>, Failure> {
    let source = source(call, &plan.source)?;
    let read = incomings(call, &source, &plan.mapping)?;
    let decisions = decided(&plan.decisions);
    let result = take(call, &source, &plan.source, &read, &decisions, plan.status.unwrap_or(ProviderStatus::Proposed))?;
    Ok(Done::changed(ImportResult { unmapped_columns: unmapped(&source, &plan.mapping), ..result }, WRITES))
}

/// Rows from which on a list is worth a backup of the register as it was before.
const LARGE: usize = 100;

fn take(
    call: &Call,
    source: &Source,
    id: &str,
    read: &Incomings,
    decisions: &HashMap<u32, RowDecision>,
    status: ProviderStatus,
) -> Result<ImportResult, Failure> {
    let today = call.app.clock.today();
    if read.accepted.len() >= LARGE {
        backup::before_import(call)?;
    }
    call.write(|writing| {
        if let Some(register) = &source.register {
            apply::frame(writing, register)?;
        }
        let planning = Planning::new(&writing.reading(), id, decisions)?;
        let result = apply(writing, planning, read, status, call.progress)?;
        if !read.accepted.is_empty() {
            let draft = EvidenceDraft { provider: None, title: source.file_name.clone(), kind: EvidenceKind::SourceList, dated: None };
            let evidence = draft.check(&source.file_name, &source.bytes, today)?;
            writing.add_evidence(EvidenceId(uuid::Uuid::now_v7()), &evidence, &source.bytes)?;
        }
        Ok(result)
    })
}

/// Whole rows of a list, so that they can be corrected there; of a register the names.
pub(crate) fn save_refused(call: &Call, arguments: RefusedSave) -> Result<Done<()>, Failure> {
    let path = call.app.state().places.path(&arguments.file)?;
    let source = source(call, &arguments.source)?;
    let by_number: HashMap<u32, &RawRow> = source.table.rows.iter().map(|row| (row.number, row)).collect();
    let is_list = source.register.is_none();
    let row = |said: &SaidReason| {
        let whole = by_number.get(&said.row).filter(|_| is_list).map(|row| (*row).clone());
        whole.unwrap_or_else(|| RawRow { number: said.row, cells: vec![said.name.clone()] })
    };
    let refused: Vec<(RawRow, &SaidReason)> = arguments.rows.iter().map(|said| (row(said), said)).collect();
    let name = ["Name".to_owned()];
    let header = if is_list { &source.table.header[..] } else { &name[..] };
    let rows: Vec<(&RawRow, String)> = refused.iter().map(|(row, said)| (row, said.reason.clone())).collect();
    write_file(&path, &refused_csv(header, &rows))?;
    Ok(Done::read(()))
}

pub(crate) fn source(call: &Call, id: &str) -> Result<Arc<Source>, Failure> {
    call.app.state().sources.get(id).cloned().ok_or(Failure::Refused { reason: Refusal::FileGone })
}

fn incomings(call: &Call, source: &Source, mapping: &[Option<String>]) -> Result<Incomings, Failure> {
    if let Some(register) = &source.register {
        return Ok(register.providers.clone());
    }
    check_mapping(source, ColumnSet::Provider, mapping)?;
    Ok(incoming(&source.table, mapping, lists(), call.app.clock.today()))
}

/// Every field once, names somewhere, and no more columns than there are.
pub(crate) fn check_mapping(source: &Source, set: ColumnSet, mapping: &[Option<String>]) -> Result<(), Failure> {
    let mut faults = Vec::new();
    let mut fault = |at: usize, code| faults.push(Fault { field: format!("mapping.{at}"), code });
    if mapping.len() > source.table.header.len() {
        fault(mapping.len() - 1, FaultCode::MoreThan { max: source.table.header.len() as u32 });
    }
    for (at, field) in mapping.iter().enumerate() {
        let Some(field) = field else { continue };
        if lists().column(set, field).is_none() {
            fault(at, FaultCode::NotInList { value: field.clone() });
        } else if mapping[..at].iter().flatten().any(|other| other == field) {
            fault(at, FaultCode::Twice { value: field.clone() });
        }
    }
    if !mapping.iter().flatten().any(|field| field == "name") {
        faults.push(Fault { field: "mapping.name".into(), code: FaultCode::Required });
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::Invalid { fields: faults }) }
}

pub(crate) fn refused_row(refused: provident_exchange::incoming::RefusedRow) -> RefusedRow {
    RefusedRow { row: refused.row, reason: remark::said(&refused.reasons), name: refused.name, reasons: refused.reasons }
}

fn decided(decisions: &[DecidedRow]) -> HashMap<u32, RowDecision> {
    decisions.iter().map(|decided| (decided.row, decided.decision.clone())).collect()
}

pub(crate) fn unmapped(source: &Source, mapping: &[Option<String>]) -> Vec<String> {
    if source.register.is_some() {
        return Vec::new();
    }
    let is_open = |at: usize| mapping.get(at).is_none_or(Option::is_none);
    source.table.header.iter().enumerate().filter(|(at, _)| is_open(*at)).map(|(_, header)| header.clone()).collect()
}
