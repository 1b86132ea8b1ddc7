//! The one list of commands. It gives the dispatch, the TypeScript types and the reload tags.

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::{Config, TS, TypeVisitor};

use provident_domain::fault::{Fault, FaultCode};
use provident_domain::id::{AssessmentId, CommandId};
use provident_domain::person::Right;

use crate::app::{App, Call};
use crate::command::activity::{
    ActivityConfirm, ActivityPage, ActivityPrefill, ActivityQuery, ActivityRemove, ActivitySave, ActivityShow, ActivityView,
};
use crate::command::answers::{AnswersNote, AnswersOne, AnswersRecord, AnswersTake, AnswersTaken};
use crate::command::app::{AppState, ArticleOpen, RecentForget, RegisterCreate, RegisterOpen, SampleCreate, Settings};
use crate::command::ask::{FilesMade, FilesMake, WaitingSave};
use crate::command::assessment::{
    AssessmentChange, AssessmentOne, AssessmentPrepare, AssessmentQuery, AssessmentSent, AssessmentShow, AssessmentWithdraw,
};
use crate::command::assessment_view::{AssessmentPage, AssessmentView};
use crate::command::backup::{BackupMade, BackupMake, BackupPreview, BackupRestore, BackupRow, RegisterRestore};
use crate::command::client::{
    ClientGroupRemove, ClientGroupRow, ClientGroupSave, ClientPage, ClientQuery, ClientRemove, ClientRow, ClientSave, ClientShow,
};
use crate::command::copy::{CopyMade, CopyMake};
use crate::command::department::{DepartmentRemove, DepartmentRow, DepartmentSave, OrganisationSave, OrganisationView};
use crate::command::draft::{DraftKeep, KeptDraft};
use crate::command::due::{ActionRemove, ActionSave, ActionShow, ActionView, DueAll, DuePage, DueQuery, DueSnooze, DueWake};
use crate::command::evidence::{EvidenceAdd, EvidenceOne, EvidencePreview};
use crate::command::export::{ExportResult, RegisterExport};
use crate::command::fact::{FactDeclare, FactVerify};
use crate::command::fault::{FaultOf, FaultReport, FaultSave};
use crate::command::folder::{FolderExport, FolderExported, FolderImport};
use crate::command::history::{CheckResult, HistoryQuery, HistoryRow};
use crate::command::import::{
    ImportPlan, ImportPreview, ImportRead, ImportReading, ImportResult, ReconcilePlan, ReconcileRow, RefusedSave,
};
use crate::command::inquiry::{Inquiry, InterviewShow};
use crate::command::intake::{IntakeCard, IntakeReopen, IntakeTake, IntakeTry, IntakeView};
use crate::command::legal::{LegalEdit, LegalRevert, LegalShow, LegalUpdate, LegalUpdatePreview, LegalVerify, LegalView};
use crate::command::mail_text::{MailText, MailTextSave};
use crate::command::merge::{MergeAsk, MergePreview, ProviderMerge};
use crate::command::people::{PassphraseChange, PersonAdd, PersonChange, PersonRevoke, PersonRow, RecoveryMade, RecoverySave};
use crate::command::pick::{FilePick, PickedFile};
use crate::command::provider::{
    Changed, ProviderChange, ProviderFind, ProviderPage, ProviderQuery, ProviderRow, ProviderSave, ProviderShow, ProviderTriage,
    ProviderView,
};
use crate::command::published::{ClientNotice, ClientNoticeAsk, ClientNoticeSave, ListPublish, PublishedSave, PublishedView};
use crate::command::questionnaire::{
    QuestionnaireCopy, QuestionnaireExport, QuestionnaireImport, QuestionnaireOne, QuestionnaireRow, QuestionnaireSave, QuestionnaireShow,
    QuestionnaireView,
};
use crate::command::record_import::{RecordPlan, RecordPreview};
use crate::command::report::{
    IssueResult, IssuedReport, ReportIssue, ReportKindRow, ReportKinds, ReportReissue, ReportRequest, ReportSheet, SheetResult,
};
use crate::command::respondent::{RespondentQuery, RespondentRow};
use crate::command::review::{ReviewSave, ReviewView};
use crate::command::seal::{PassphraseStrength, RegisterSeal, RegisterUnseal};
use crate::command::service::{ServiceRemove, ServiceSave};
use crate::command::sub_processor::{
    NoticeRemove, NoticeSave, SubProcessorAccept, SubProcessorDifference, SubProcessorPlan, SubProcessorRemove, SubProcessorSave,
    SubProcessorTree, SubProcessorTreeShow,
};
use crate::command::today::{Find, Findings, TodayView};
use crate::command::transfer::{
    Concentration, Flow, ProviderTransfers, ProviderTransfersShow, TiaRemove, TiaSave, TransferAll, TransferList, TransferPage,
    TransferRemove, TransferSave, TransferShow, TransferTake, TransferTry, TransferView,
};
use crate::command::undo::Undo;
use crate::command::vocabulary::{Vocabulary, VocabularyQuery};
use crate::command::{
    activity, app, backup, client, copy, department, draft, due, evidence, export, fact, fault, folder, history, import, legal, merge,
    people, pick, provider, published, record_import, report, seal, service, sub_processor, today, transfer, undo, vocabulary,
};
use crate::command::{answers, ask, assessment, inquiry, intake, mail_text, questionnaire, respondent, review};
use crate::desk::Progress;
use crate::failure::{Failure, Refusal};
use crate::secret::Strength;

/// What a command gives, and which tags changed; screens that read those reload.
pub struct Done<T> {
    pub value: T,
    pub changed: Vec<String>,
    /// The command that can be taken back.
    pub undo: Option<CommandId>,
}

impl<T> Done<T> {
    /// Nothing changed.
    pub fn read(value: T) -> Done<T> {
        Done { value, changed: Vec::new(), undo: None }
    }

    pub fn changed(value: T, tags: &[&str]) -> Done<T> {
        Done { value, changed: tags.iter().map(|tag| (*tag).to_owned()).collect(), undo: None }
    }

    /// What this command did can be taken back by `undo`.
    pub fn with_undo(self, command: CommandId) -> Done<T> {
        Done { undo: Some(command), ..self }
    }
}

/// The answer as it crosses to a screen or a script.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Reply {
    pub value: Value,
    pub changed: Vec<String>,
    pub undo: Option<CommandId>,
}

/// A command without arguments.
#[derive(Clone, Copy, Debug, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}

/// Writes a type with all it stands on; of a list or an option, what is in it.
struct Exporting<'a> {
    config: &'a Config,
    error: Option<ts_rs::ExportError>,
}

impl TypeVisitor for Exporting<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() {
            return T::visit_generics(self);
        }
        if let Err(error) = T::export_all(self.config) {
            self.error.get_or_insert(error);
        }
    }
}

macro_rules! commands {
    ($($right:ident $name:ident: $arguments:ty => $value:ty, $function:path;)*) => {
        /// Every command, by name.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),*];

        /// What a command asks of whoever gives it; none for a command that there is not.
        pub fn right_of(command: &str) -> Option<Right> {
            match command {
                $(stringify!($name) => Some(Right::$right),)*
                _ => None,
            }
        }

        pub(crate) fn dispatch(app: &App, command: &str, arguments: Value, progress: &dyn Progress) -> Result<Reply, Failure> {
            match command {
                $(stringify!($name) => {
                    let call = Call { app, command: stringify!($name), progress };
                    let done: Done<$value> = $function(&call, parse::<$arguments>(arguments)?)?;
                    reply(done)
                })*
                other => Err(Failure::Refused { reason: Refusal::UnknownCommand { name: other.chars().take(80).collect() } }),
            }
        }

        fn export_types(config: &Config) -> Result<(), ts_rs::ExportError> {
            let mut exporting = Exporting { config, error: None };
            $(
                exporting.visit::<$arguments>();
                exporting.visit::<$value>();
            )*
            exporting.error.map_or(Ok(()), Err)
        }

        fn command_lines(config: &Config) -> Vec<(String, String, String)> {
            vec![$((
                stringify!($name).to_owned(),
                <$arguments as TS>::name(config),
                <$value as TS>::name(config),
            )),*]
        }
    };
}

commands! {
    None app_state: Nothing => AppState, app::state;
    None settings_save: Settings => AppState, app::save_settings;
    None register_create: RegisterCreate => AppState, app::create;
    None register_open: RegisterOpen => AppState, app::open;
    None register_sample: Nothing => AppState, app::open_sample;
    None sample_create: SampleCreate => AppState, app::create_sample;
    None register_lock: Nothing => AppState, app::lock;
    None register_close: Nothing => AppState, app::close;
    Write sample_discard: Nothing => AppState, app::discard_sample;
    None passphrase_strength: PassphraseStrength => Strength, seal::strength;
    Govern register_seal: RegisterSeal => AppState, seal::seal;
    Govern register_unseal: RegisterUnseal => AppState, seal::unseal;
    Read people_list: Nothing => Vec<PersonRow>, people::list;
    Govern person_add: PersonAdd => Vec<PersonRow>, people::add;
    Govern person_change: PersonChange => Vec<PersonRow>, people::change;
    Govern person_revoke: PersonRevoke => Vec<PersonRow>, people::revoke;
    Write passphrase_change: PassphraseChange => (), people::change_passphrase;
    Govern recovery_make: Nothing => RecoveryMade, people::make_recovery;
    Govern recovery_save: RecoverySave => (), people::save_recovery;
    Read backup_list: Nothing => Vec<BackupRow>, backup::list;
    Read backup_make: BackupMake => BackupMade, backup::make;
    Govern backup_preview: BackupRestore => BackupPreview, backup::preview;
    Govern backup_restore: BackupRestore => AppState, backup::restore;
    None register_restore: RegisterRestore => AppState, backup::restore_lost;
    Govern copy_make: CopyMake => CopyMade, copy::make;
    Read folder_export: FolderExport => FolderExported, folder::export;
    None folder_import: FolderImport => AppState, folder::import;
    Write draft_keep: DraftKeep => (), draft::keep;
    Read draft_show: Nothing => Option<KeptDraft>, draft::show;
    None fault_show: FaultOf => FaultReport, fault::show;
    None fault_save: FaultSave => (), fault::save;
    None log_open: Nothing => (), app::open_log;
    None article_open: ArticleOpen => (), app::open_article;
    None recent_forget: RecentForget => AppState, app::forget;
    None file_pick: FilePick => Option<PickedFile>, pick::pick;
    None files_pick: FilePick => Vec<PickedFile>, pick::pick_several;
    None vocabulary: VocabularyQuery => Vocabulary, vocabulary::vocabulary;
    Read organisation_show: Nothing => OrganisationView, department::show_organisation;
    Write organisation_save: OrganisationSave => OrganisationView, department::save_organisation;
    Read department_list: Nothing => Vec<DepartmentRow>, department::list;
    Write department_save: DepartmentSave => Vec<DepartmentRow>, department::save;
    Write department_remove: DepartmentRemove => Vec<DepartmentRow>, department::remove;
    Read today_show: Nothing => TodayView, today::show;
    Read find: Find => Findings, today::find;
    Read provider_list: ProviderQuery => ProviderPage, provider::list;
    Read provider_find: ProviderFind => Vec<ProviderRow>, provider::find;
    Read provider_show: ProviderShow => ProviderView, provider::show;
    Write provider_save: ProviderSave => ProviderView, provider::save;
    Read provider_ids: ProviderQuery => Vec<provident_domain::id::ProviderId>, provider::ids;
    Write provider_change: ProviderChange => Changed, provider::change;
    Read merge_preview: MergeAsk => MergePreview, merge::preview;
    Write provider_merge: ProviderMerge => ProviderView, merge::merge;
    Write undo: Undo => (), undo::undo;
    Write provider_triage: ProviderTriage => ProviderView, provider::triage;
    Write service_save: ServiceSave => ProviderView, service::save;
    Write service_remove: ServiceRemove => ProviderView, service::remove;
    Write fact_verify: FactVerify => ProviderView, fact::verify;
    Write fact_declare: FactDeclare => ProviderView, fact::declare;
    Write evidence_add: EvidenceAdd => Option<ProviderView>, evidence::add;
    Write evidence_remove: EvidenceOne => Option<ProviderView>, evidence::remove;
    Read evidence_preview: EvidenceOne => EvidencePreview, evidence::preview;
    Read evidence_open: EvidenceOne => (), evidence::open;
    Read history_list: HistoryQuery => Vec<HistoryRow>, history::list;
    Read import_read: ImportRead => ImportReading, import::read;
    Read import_preview: ImportPlan => ImportPreview, import::preview;
    Write import_run: ImportPlan => ImportResult, import::run;
    Read import_refused_save: RefusedSave => (), import::save_refused;
    Read reconcile_preview: ReconcilePlan => Vec<ReconcileRow>, import::reconcile_preview;
    Write reconcile_run: ReconcilePlan => ImportResult, import::reconcile_run;
    None report_kinds: ReportKinds => Vec<ReportKindRow>, report::kinds;
    Read report_preview: ReportRequest => provident_report::Document, report::preview;
    Read report_text: ReportRequest => String, report::text;
    Read report_issue: ReportIssue => IssueResult, report::issue;
    Read report_list: Nothing => Vec<IssuedReport>, report::list;
    Read report_reissue: ReportReissue => IssueResult, report::reissue;
    Read report_sheet: ReportSheet => SheetResult, report::sheet;
    Read activity_list: ActivityQuery => ActivityPage, activity::list;
    Read activity_show: ActivityShow => ActivityView, activity::show;
    Write activity_save: ActivitySave => ActivityView, activity::save;
    Write activity_remove: ActivityRemove => (), activity::remove;
    Write activity_confirm: ActivityConfirm => ActivityView, activity::confirm;
    Read activity_prefill: ActivityPrefill => provident_domain::activity::ActivityDraft, activity::prefill;
    Read client_list: ClientQuery => ClientPage, client::list;
    Read client_show: ClientShow => ClientRow, client::show;
    Write client_save: ClientSave => ClientRow, client::save;
    Write client_remove: ClientRemove => (), client::remove;
    Write client_group_save: ClientGroupSave => ClientGroupRow, client::save_group;
    Write client_group_remove: ClientGroupRemove => (), client::remove_group;
    Read record_import_preview: RecordPlan => RecordPreview, record_import::preview;
    Write record_import_run: RecordPlan => ImportResult, record_import::run;
    Read transfer_list: TransferList => TransferPage, transfer::list;
    Read transfer_show: TransferShow => TransferView, transfer::show;
    Read provider_transfers: ProviderTransfersShow => ProviderTransfers, transfer::of_provider;
    Read transfer_try: TransferTry => provident_domain::transfer::Verdict, transfer::try_out;
    Write transfer_save: TransferSave => TransferView, transfer::save;
    Write transfer_take: TransferTake => ProviderTransfers, transfer::take;
    Write transfer_remove: TransferRemove => (), transfer::remove;
    Write tia_save: TiaSave => TransferView, transfer::save_assessment;
    Write tia_remove: TiaRemove => TransferView, transfer::remove_assessment;
    Read transfer_all: TransferAll => Vec<provident_store::TransferRow>, transfer::all;
    Read transfer_flow: Nothing => Flow, transfer::flow;
    Read concentration: Nothing => Concentration, transfer::concentration;
    Read sub_processor_tree: SubProcessorTreeShow => SubProcessorTree, sub_processor::tree;
    Write sub_processor_save: SubProcessorSave => SubProcessorTree, sub_processor::save;
    Write sub_processor_remove: SubProcessorRemove => SubProcessorTree, sub_processor::remove;
    Read sub_processor_compare: SubProcessorPlan => SubProcessorDifference, sub_processor::compare;
    Write sub_processor_accept: SubProcessorAccept => SubProcessorTree, sub_processor::accept;
    Write notice_save: NoticeSave => SubProcessorTree, sub_processor::save_notice;
    Write notice_remove: NoticeRemove => SubProcessorTree, sub_processor::remove_notice;
    Read published_show: Nothing => PublishedView, published::show;
    Write list_publish: ListPublish => PublishedView, published::publish;
    Read published_save: PublishedSave => (), published::save;
    Read client_notice: ClientNoticeAsk => ClientNotice, published::notice;
    Read client_notice_save: ClientNoticeSave => (), published::save_notice;
    Read due_list: DueQuery => DuePage, due::list;
    Read due_all: DueAll => Vec<provident_store::DueLine>, due::all;
    Write due_snooze: DueSnooze => (), due::snooze;
    Write due_wake: DueWake => (), due::wake;
    Read action_show: ActionShow => ActionView, due::show_action;
    Write action_save: ActionSave => ActionView, due::save_action;
    Write action_remove: ActionRemove => (), due::remove_action;
    Read legal_show: LegalShow => LegalView, legal::show;
    Write legal_edit: LegalEdit => LegalView, legal::edit;
    Write legal_revert: LegalRevert => LegalView, legal::revert;
    Read legal_update_preview: LegalUpdate => LegalUpdatePreview, legal::preview_update;
    Write legal_update: LegalUpdate => LegalView, legal::update;
    Write legal_verify: LegalVerify => LegalView, legal::verify;
    Read questionnaire_list: Nothing => Vec<QuestionnaireRow>, questionnaire::list;
    Read questionnaire_show: QuestionnaireShow => QuestionnaireView, questionnaire::show;
    Read questionnaire_preview: QuestionnaireShow => Inquiry, inquiry::preview;
    Write questionnaire_copy: QuestionnaireCopy => QuestionnaireView, questionnaire::copy;
    Write questionnaire_edit: QuestionnaireShow => QuestionnaireView, questionnaire::edit;
    Write questionnaire_save: QuestionnaireSave => QuestionnaireView, questionnaire::save;
    Write questionnaire_publish: QuestionnaireOne => QuestionnaireView, questionnaire::publish;
    Write questionnaire_discard: QuestionnaireOne => Vec<QuestionnaireRow>, questionnaire::discard;
    Read questionnaire_export: QuestionnaireExport => (), questionnaire::export;
    Write questionnaire_import: QuestionnaireImport => QuestionnaireView, questionnaire::import;
    Read respondent_list: RespondentQuery => Vec<RespondentRow>, respondent::list;
    Read assessment_list: AssessmentQuery => AssessmentPage, assessment::list;
    Read assessment_show: AssessmentShow => AssessmentView, assessment::show;
    Write assessment_prepare: AssessmentPrepare => Vec<AssessmentId>, assessment::prepare;
    Write assessment_change: AssessmentChange => AssessmentView, assessment::change;
    Write assessment_sent: AssessmentSent => u32, assessment::sent;
    Write assessment_withdraw: AssessmentWithdraw => AssessmentView, assessment::withdraw;
    Write assessment_close: AssessmentOne => AssessmentView, assessment::close;
    Write assessment_again: AssessmentShow => AssessmentId, assessment::again;
    Write assessment_files: FilesMake => FilesMade, ask::make;
    Read assessment_waiting_save: WaitingSave => u32, ask::save_waiting;
    Read interview_show: InterviewShow => Inquiry, inquiry::interview;
    Write answers_take: AnswersTake => Vec<AnswersTaken>, answers::take;
    Write answers_record: AnswersRecord => AssessmentView, answers::record;
    Write answers_note: AnswersNote => AssessmentView, answers::note;
    Write answers_erase: AnswersOne => AssessmentView, answers::erase;
    Read intake_show: AssessmentShow => IntakeView, intake::show;
    Read intake_try: IntakeTry => IntakeCard, intake::try_out;
    Write intake_take: IntakeTake => IntakeView, intake::take;
    Write intake_reopen: IntakeReopen => IntakeView, intake::reopen;
    Read review_show: AssessmentShow => ReviewView, review::show;
    Write review_save: ReviewSave => ReviewView, review::save;
    Write review_ask_again: AssessmentShow => AssessmentId, review::ask_again;
    Read mail_text_list: Nothing => Vec<MailText>, mail_text::list;
    Write mail_text_save: MailTextSave => Vec<MailText>, mail_text::save;
    Read register_export: RegisterExport => ExportResult, export::export;
    Read register_check: Nothing => CheckResult, history::check;
}

fn parse<T: DeserializeOwned>(arguments: Value) -> Result<T, Failure> {
    if let Some(day) = day_beyond_reason(&arguments) {
        let fault = Fault { field: String::new(), code: FaultCode::NotADate { value: day.to_owned() } };
        return Err(Failure::Invalid { fields: vec![fault] });
    }
    serde_json::from_value(arguments).map_err(|error| {
        let fault = Fault { field: String::new(), code: FaultCode::Malformed { detail: error.to_string() } };
        Failure::Invalid { fields: vec![fault] }
    })
}

/// A day with a year of more than four digits: it is written and sorted otherwise than all others.
fn day_beyond_reason(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => text.parse().is_ok_and(|day: NaiveDate| !(0..=9999).contains(&day.year())).then_some(text),
        Value::Array(values) => values.iter().find_map(day_beyond_reason),
        Value::Object(fields) => fields.values().find_map(day_beyond_reason),
        _ => None,
    }
}

fn reply<T: Serialize>(done: Done<T>) -> Result<Reply, Failure> {
    let value = serde_json::to_value(done.value).map_err(|error| Failure::Internal { reference: error.to_string() })?;
    Ok(Reply { value, changed: done.changed, undo: done.undo })
}

/// Writes one TypeScript file a type into `folder`, and `Commands.ts` with all commands.
pub fn export_typescript(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::new().with_out_dir(folder).with_large_int("number");
    export_types(&config)?;
    Failure::export_all(&config)?;
    std::fs::write(folder.join("Commands.ts"), commands_file(&config, folder)?)?;
    Ok(())
}

fn commands_file(config: &Config, folder: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let mut imports = std::collections::BTreeSet::new();
    let mut lines = String::new();
    for (name, arguments, value) in command_lines(config) {
        for word in format!("{arguments} {value}").split(|letter: char| !letter.is_alphanumeric()) {
            if folder.join(format!("{word}.ts")).is_file() {
                imports.insert(word.to_owned());
            }
        }
        lines.push_str(&format!("  {name}: {{ arguments: {arguments}; value: {value} }};\n"));
    }
    let imports: String = imports.iter().map(|name| format!("import type {{ {name} }} from \"./{name}\";\n")).collect();
    Ok(format!("// Written by the list of commands in `api`. Do not edit.\n{imports}\nexport interface Commands {{\n{lines}}}\n"))
}
