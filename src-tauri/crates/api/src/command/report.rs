//! Reports: preview, issue, issue again; and exports of the register.

use std::collections::HashSet;

use chrono::NaiveDate;
use provident_domain::evidence::content_digest;
use provident_domain::fault::{Fault, FaultCode};
use provident_domain::id::{AssessmentId, ProviderId};
use provident_domain::lists::Language;
use provident_exchange::document_sheet::document_workbook;
use provident_report::kinds::facts::{Issue, ProviderFacts, RegisterEvidence, RegisterLine};
use provident_report::kinds::record_table::RecordTable;
use provident_report::kinds::words::Word;
use provident_report::kinds::{
    dossier, questionnaire_blank, questionnaire_completed, record_controller, record_processor, register, sub_processors, transfers,
};
use provident_report::{Document, Pdf, RenderFault, as_text, render_with};
use provident_store::{Access, Issued, Reading, Rules, StoredEvidence};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::app::FileToken;
use super::provider::{ProviderQuery, ProviderRow};
use super::{questionnaire_report, record_report};
use crate::app::{Call, opened};
use crate::dispatch::{Done, Nothing};
use crate::failure::{Failure, Refusal, shown};
use crate::place::write_file;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ReportKindRow {
    /// Such as `provider-dossier`.
    pub kind: String,
    pub title: String,
    pub description: String,
    pub needs_provider: bool,
    /// Can be had as a workbook, too.
    pub has_sheet: bool,
}

/// The content of a report as a workbook (XLSX).
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReportSheet {
    pub request: ReportRequest,
    pub file: FileToken,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct SheetResult {
    pub file_name: String,
    pub rows: u32,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReportKinds {
    pub language: Language,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReportRequest {
    pub kind: String,
    pub provider: Option<ProviderId>,
    /// The current filter; all providers when none.
    pub query: Option<ProviderQuery>,
    /// Rules and due dates of that day; today unless given.
    pub on: Option<NaiveDate>,
    pub language: Language,
    /// The round that a completed questionnaire shows; the last of the provider that came back unless given.
    #[serde(default)]
    #[ts(optional)]
    pub assessment: Option<AssessmentId>,
    /// Which questionnaire is printed blank; the shipped one for providers unless given.
    #[serde(default)]
    #[ts(optional)]
    pub questionnaire: Option<String>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReportIssue {
    pub request: ReportRequest,
    pub file: FileToken,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct IssuedReport {
    pub number: String,
    pub kind: String,
    pub title: String,
    pub language: Language,
    pub issued_on: NaiveDate,
    pub at: String,
    pub who: String,
    /// SHA-256 of the PDF.
    pub digest: String,
    pub pages: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct IssueResult {
    pub report: IssuedReport,
    /// The same content had been issued before.
    pub is_again: bool,
    /// False where the register could only be read: the file is there, its issuing is not recorded.
    pub is_recorded: bool,
    /// Characters no font could show, printed as a visible replacement.
    pub replaced_glyphs: u32,
    pub file_name: String,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReportReissue {
    pub number: String,
    pub file: FileToken,
}

const KINDS: [(&str, Word, Word); 8] = [
    (dossier::KIND, Word::DossierTitle, Word::DossierDescription),
    (register::KIND, Word::RegisterTitle, Word::RegisterDescription),
    (record_controller::KIND, Word::RecordControllerTitle, Word::RecordControllerDescription),
    (record_processor::KIND, Word::RecordProcessorTitle, Word::RecordProcessorDescription),
    (transfers::KIND, Word::TransfersTitle, Word::TransfersDescription),
    (sub_processors::KIND, Word::SubProcessorsTitle, Word::SubProcessorsDescription),
    (questionnaire_completed::KIND, Word::QuestionnaireCompletedTitle, Word::QuestionnaireCompletedDescription),
    (questionnaire_blank::KIND, Word::QuestionnaireBlankTitle, Word::QuestionnaireBlankDescription),
];

pub(crate) fn kinds(_: &Call, arguments: ReportKinds) -> Result<Done<Vec<ReportKindRow>>, Failure> {
    let row = |(kind, title, description): &(&str, Word, Word)| ReportKindRow {
        kind: (*kind).into(),
        title: title.get(arguments.language).into(),
        description: description.get(arguments.language).into(),
        needs_provider: [dossier::KIND, questionnaire_completed::KIND].contains(kind),
        has_sheet: [record_controller::KIND, record_processor::KIND, transfers::KIND, sub_processors::KIND].contains(kind),
    };
    Ok(Done::read(KINDS.iter().map(row).collect()))
}

pub(crate) fn preview(call: &Call, request: ReportRequest) -> Result<Done<Document>, Failure> {
    Ok(Done::read(document(call, &request)?))
}

pub(crate) fn text(call: &Call, request: ReportRequest) -> Result<Done<String>, Failure> {
    Ok(Done::read(as_text(&document(call, &request)?)))
}

/// Writes the PDF, then records that it was issued.
pub(crate) fn issue(call: &Call, arguments: ReportIssue) -> Result<Done<IssueResult>, Failure> {
    let path = call.app.state().places.path(&arguments.file)?;
    let document = document(call, &arguments.request)?;
    let pdf = rendered(call, &document)?;
    write_file(&path, &pdf.bytes)?;
    let mut state = call.app.state();
    let act = call.act(&state);
    let issued = Issued {
        number: document.number.clone(),
        kind: document.kind.clone(),
        title: document.subtitle.as_ref().map_or_else(|| document.title.clone(), |subtitle| format!("{} · {subtitle}", document.title)),
        language: if document.language == Language::Fr { "fr".into() } else { "en".into() },
        issued_on: document.issued_on,
        at: act.at.clone(),
        who: act.who.clone(),
        digest: content_digest(&pdf.bytes),
        pages: pdf.pages,
        document: serde_json::to_string(&document).map_err(|error| Failure::Internal { reference: error.to_string() })?,
    };
    let open = opened(&mut state)?;
    let is_recorded = open.register.access() == Access::Write;
    let is_new = is_recorded && open.register.write::<_, Failure>(&act, call.app.rules(), |writing| Ok(writing.record_issued(&issued)?))?;
    let result = IssueResult {
        report: row(issued),
        is_again: is_recorded && !is_new,
        is_recorded,
        replaced_glyphs: pdf.replaced_glyphs,
        file_name: shown(&path),
    };
    Ok(Done::changed(result, &["reports", "history"]))
}

pub(crate) fn list(call: &Call, _: Nothing) -> Result<Done<Vec<IssuedReport>>, Failure> {
    let held = call.read(|reading| Ok(reading.issued_reports()?))?;
    Ok(Done::read(held.into_iter().map(row).collect()))
}

/// The same document again, laid out anew: the same bytes.
pub(crate) fn reissue(call: &Call, arguments: ReportReissue) -> Result<Done<IssueResult>, Failure> {
    let path = call.app.state().places.path(&arguments.file)?;
    let issued = call.read(|reading| Ok(reading.issued_report(&arguments.number)?))?;
    let document: Document =
        serde_json::from_str(&issued.document).map_err(|error| Failure::Storage { cause: format!("report {}: {error}", issued.number) })?;
    let pdf = rendered(call, &document)?;
    write_file(&path, &pdf.bytes)?;
    let report = row(issued);
    Ok(Done::read(IssueResult { report, is_again: true, is_recorded: true, replaced_glyphs: pdf.replaced_glyphs, file_name: shown(&path) }))
}

/// The content of a report as a workbook.
pub(crate) fn sheet(call: &Call, arguments: ReportSheet) -> Result<Done<SheetResult>, Failure> {
    let path = call.app.state().places.path(&arguments.file)?;
    let (document, table) = made(call, &arguments.request)?;
    let bytes = document_workbook(&document, table.as_ref()).map_err(|fault| Failure::Internal { reference: fault.to_string() })?;
    write_file(&path, &bytes)?;
    Ok(Done::read(SheetResult { file_name: shown(&path), rows: table.map_or(0, |table| table.rows.len() as u32) }))
}

fn rendered(call: &Call, document: &Document) -> Result<Pdf, Failure> {
    render_with(document, &|| call.progress.is_cancelled()).map_err(|fault| match fault {
        RenderFault::Cancelled => Failure::Refused { reason: Refusal::Cancelled },
        other => Failure::Internal { reference: other.to_string() },
    })
}

pub(crate) fn row(issued: Issued) -> IssuedReport {
    IssuedReport {
        number: issued.number,
        kind: issued.kind,
        title: issued.title,
        language: if issued.language == "fr" { Language::Fr } else { Language::En },
        issued_on: issued.issued_on,
        at: issued.at,
        who: issued.who,
        digest: issued.digest,
        pages: issued.pages,
    }
}

fn document(call: &Call, request: &ReportRequest) -> Result<Document, Failure> {
    Ok(made(call, request)?.0)
}

/// Reads everything in one transaction and makes the document, and the table of its workbook where it has one.
fn made(call: &Call, request: &ReportRequest) -> Result<(Document, Option<RecordTable>), Failure> {
    let issued_on = call.app.clock.today();
    let rules = Rules { today: request.on.unwrap_or(issued_on), ..call.app.rules() };
    call.read(|reading| {
        let held = reading.organisation()?.ok_or_else(|| Failure::NotFound { entity: "organisation".into(), id: String::new() })?;
        let issue = Issue {
            organisation: &held.organisation,
            language: request.language,
            lists: rules.lists,
            issued_on,
            as_of: rules.today,
            history_head: reading.printed_head()?,
        };
        match request.kind.as_str() {
            dossier::KIND => {
                let id = request.provider.ok_or_else(|| missing("provider"))?;
                let departments = reading.departments()?.into_iter().map(|held| (held.id, held.department.name)).collect();
                Ok((dossier::provider_dossier(&provider_facts(reading, id, rules)?, &departments, &issue), None))
            }
            register::KIND => {
                let query = request.query.clone().unwrap_or_default();
                let is_filtered =
                    ProviderQuery { sort: query.sort, descending: query.descending, offset: 0, limit: 0, ..ProviderQuery::default() }
                        != ProviderQuery { offset: 0, limit: 0, ..query.clone() };
                let rows = reading.all_rows(&query)?;
                let held = register_evidence(reading, &rows, is_filtered)?;
                let lines = register_lines(reading, rows, rules, issued_on)?;
                Ok((register::provider_register(&lines, &held, is_filtered, &issue), None))
            }
            kind @ (record_controller::KIND | record_processor::KIND | transfers::KIND | sub_processors::KIND) => {
                record_report::made(reading, kind, rules, &issue)
            }
            questionnaire_completed::KIND => {
                Ok((questionnaire_report::completed(reading, request.assessment, request.provider, &issue)?, None))
            }
            questionnaire_blank::KIND => Ok((questionnaire_report::blank(reading, request.questionnaire.as_deref(), &issue)?, None)),
            other => {
                Err(Failure::Invalid { fields: vec![Fault { field: "kind".into(), code: FaultCode::NotInList { value: other.into() } }] })
            }
        }
    })
}

pub(super) fn missing(field: &str) -> Failure {
    Failure::Invalid { fields: vec![Fault { field: field.into(), code: FaultCode::Required }] }
}

fn provider_facts(reading: &Reading, id: ProviderId, rules: Rules) -> Result<ProviderFacts, Failure> {
    let stored = reading.provider(id)?;
    Ok(ProviderFacts {
        id,
        provider: stored.provider,
        services: reading.services(id)?.into_iter().map(|held| (held.id, held.service)).collect(),
        standings: reading.standings(id)?,
        evidence: reading.evidence(id)?.into_iter().map(|held| (held.id, held.evidence)).collect(),
        assessment: reading.derive(id, rules)?,
        updated_at: stored.updated_at,
    })
}

/// The evidence of the providers listed; of the whole register also what belongs to no single one.
fn register_evidence(reading: &Reading, rows: &[ProviderRow], is_filtered: bool) -> Result<Vec<RegisterEvidence>, Failure> {
    let listed: HashSet<ProviderId> = rows.iter().map(|row| row.id).collect();
    let is_meant = |provider: Option<ProviderId>| provider.map_or(!is_filtered, |id| listed.contains(&id));
    let held = reading.all_evidence()?.into_iter().filter(|(_, held)| is_meant(held.evidence.provider));
    let row = |(provider, held): (Option<String>, StoredEvidence)| RegisterEvidence {
        provider,
        title: held.evidence.title,
        dated: held.evidence.dated,
        digest: held.evidence.digest,
    };
    Ok(held.map(row).collect())
}

/// Lines of the list; for another day what is stale is derived anew.
fn register_lines(reading: &Reading, rows: Vec<ProviderRow>, rules: Rules, today: NaiveDate) -> Result<Vec<RegisterLine>, Failure> {
    let mut lines = Vec::new();
    for row in rows {
        let stale = if rules.today == today { row.stale } else { reading.derive(row.id, rules)?.stale.len() as u32 };
        lines.push(RegisterLine {
            name: row.name,
            legal_name: row.legal_name,
            status: row.status,
            country: row.country,
            roles: row.roles,
            departments: row.departments,
            countries: row.countries,
            services: row.services,
            completeness: row.completeness,
            unverified: row.unverified,
            stale,
            is_special: row.is_special,
            is_outside_eea: row.is_outside_eea,
        });
    }
    Ok(lines)
}
