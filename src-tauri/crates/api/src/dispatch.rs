//! The one list of commands. It gives the dispatch, the TypeScript types and the reload tags.

use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::{Config, TS, TypeVisitor};

use provident_domain::fault::{Fault, FaultCode};
use provident_domain::id::CommandId;
use provident_domain::person::Right;

use crate::app::{App, Call};
use crate::command::app::{AppState, ArticleOpen, RecentForget, RegisterCreate, RegisterOpen, SampleCreate, Settings};
use crate::command::backup::{BackupMade, BackupMake, BackupPreview, BackupRestore, BackupRow, RegisterRestore};
use crate::command::copy::{CopyMade, CopyMake};
use crate::command::department::{DepartmentRemove, DepartmentRow, DepartmentSave, OrganisationSave, OrganisationView};
use crate::command::draft::{DraftKeep, KeptDraft};
use crate::command::evidence::{EvidenceAdd, EvidenceOne, EvidencePreview};
use crate::command::export::{ExportResult, RegisterExport};
use crate::command::fact::{FactDeclare, FactVerify};
use crate::command::fault::{FaultOf, FaultReport, FaultSave};
use crate::command::folder::{FolderExport, FolderExported, FolderImport};
use crate::command::history::{CheckResult, HistoryQuery, HistoryRow};
use crate::command::import::{
    ImportPlan, ImportPreview, ImportRead, ImportReading, ImportResult, ReconcilePlan, ReconcileRow, RefusedSave,
};
use crate::command::merge::{MergeAsk, MergePreview, ProviderMerge};
use crate::command::people::{PassphraseChange, PersonAdd, PersonChange, PersonRevoke, PersonRow, RecoveryMade, RecoverySave};
use crate::command::pick::{FilePick, PickedFile};
use crate::command::provider::{
    Changed, ProviderChange, ProviderFind, ProviderPage, ProviderQuery, ProviderRow, ProviderSave, ProviderShow, ProviderTriage,
    ProviderView,
};
use crate::command::report::{IssueResult, IssuedReport, ReportIssue, ReportKindRow, ReportKinds, ReportReissue, ReportRequest};
use crate::command::seal::{PassphraseStrength, RegisterSeal, RegisterUnseal};
use crate::command::service::{ServiceRemove, ServiceSave};
use crate::command::today::{Find, Findings, TodayView};
use crate::command::undo::Undo;
use crate::command::vocabulary::{Vocabulary, VocabularyQuery};
use crate::command::{
    app, backup, copy, department, draft, evidence, export, fact, fault, folder, history, import, merge, people, pick, provider, report,
    seal, service, today, undo, vocabulary,
};
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
    Read register_export: RegisterExport => ExportResult, export::export;
    Read register_check: Nothing => CheckResult, history::check;
}

fn parse<T: DeserializeOwned>(arguments: Value) -> Result<T, Failure> {
    serde_json::from_value(arguments).map_err(|error| {
        let fault = Fault { field: String::new(), code: FaultCode::Malformed { detail: error.to_string() } };
        Failure::Invalid { fields: vec![fault] }
    })
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
