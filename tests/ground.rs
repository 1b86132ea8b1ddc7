//! What the tests stand on: a folder of their own, the shipped lists, a fixed day.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use provident_api::assets::{lists, review};
use provident_domain::id::{CommandId, ProviderId, ServiceId};
use provident_domain::provider::{Provider, ProviderDraft};
use provident_domain::service::{Service, ServiceDraft};
use provident_store::{Access, Act, Register, Rules, StoreFault};
use uuid::Uuid;

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("an ISO date")
}

pub fn today() -> NaiveDate {
    day("2026-11-23")
}

pub fn rules() -> Rules<'static> {
    rules_on(today())
}

pub fn rules_on(today: NaiveDate) -> Rules<'static> {
    Rules { lists: lists(), review: review(), today }
}

pub fn act(command: &'static str) -> Act {
    Act { who: "Test DPO".into(), command, command_id: CommandId(Uuid::now_v7()), at: "2026-11-23T09:00:00.000Z".into() }
}

/// A real file that nobody here wrote, from `PROVIDENT_DATA` or from beside the checkout;
/// says so where it is in neither.
pub fn real_file(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let folders = std::env::var_os("PROVIDENT_DATA").map(PathBuf::from).into_iter().chain([beside]);
    let found = folders.map(|folder| folder.join(name)).find(|path| path.is_file());
    if found.is_none() {
        println!("skipped: {name} is neither in PROVIDENT_DATA nor in ../shared/data");
    }
    found
}

/// Whether this is the long run.
pub fn is_long() -> bool {
    std::env::var_os("PROVIDENT_LONG").is_some()
}

/// A folder that goes with the test.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Desk {
        Desk { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn register(&self, name: &str) -> Register {
        Register::create(&self.path(name), &act("register_create"), Uuid::now_v7()).expect("a new register")
    }
}

pub fn reopen(path: &Path, access: Access) -> Result<Register, StoreFault> {
    Register::open(path, access, &act("register_open"), rules())
}

pub fn provider(name: &str) -> Provider {
    ProviderDraft { name: name.into(), ..ProviderDraft::default() }.check(lists()).expect("a name is enough")
}

pub fn service(draft: &ServiceDraft) -> Service {
    draft.check(lists(), today()).expect("a good draft")
}

/// Saves a provider and gives its id.
pub fn add(register: &mut Register, provider: &Provider) -> ProviderId {
    let id = ProviderId(Uuid::now_v7());
    register.write::<_, StoreFault>(&act("provider_save"), rules(), |writing| writing.save_provider(id, None, provider)).expect("saved");
    id
}

pub fn add_service(register: &mut Register, provider: ProviderId, service: &Service) -> ServiceId {
    let id = ServiceId(Uuid::now_v7());
    register
        .write::<_, StoreFault>(&act("service_save"), rules(), |writing| writing.save_service(id, provider, None, service))
        .expect("saved");
    id
}

/// What another program, or a vandal, can do to the file. Written with SQLite itself,
/// since no crate but `store` speaks SQL.
pub fn try_alter(path: &Path, sql: &str) -> Result<String, String> {
    let output = std::process::Command::new("sqlite3").arg(path).arg(sql).output();
    let output = output.map_err(|error| format!("sqlite3 (Debian package sqlite3) cannot be run: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

#[track_caller]
pub fn alter(path: &Path, sql: &str) -> String {
    try_alter(path, sql).unwrap_or_else(|error| panic!("{sql}: {error}"))
}

pub fn foreign_database(path: &Path) {
    alter(path, "CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soup')");
}

pub fn set_schema(path: &Path, schema: u32) {
    alter(path, &format!("PRAGMA user_version = {schema}"));
}

pub fn schema(path: &Path) -> u32 {
    alter(path, "PRAGMA user_version").parse().expect("a number")
}
