//! The program without a window, in a folder of its own, on a day of its choice.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use provident_api::{App, Clock, Failure, Folders, NoDesk, Progress, Refusal, Reply, Silent};
use serde_json::{Value, json};

use crate::ground::Desk;

pub struct Program {
    pub desk: Desk,
    pub app: App,
    clock: Arc<Mutex<DateTime<Utc>>>,
}

impl Program {
    pub fn new() -> Program {
        let desk = Desk::new();
        let folders = Folders { config: Some(desk.path("config")), data: desk.path("data"), private: desk.path("opened") };
        let clock = Arc::new(Mutex::new("2026-11-23T09:00:00Z".parse().expect("an instant")));
        let app = App::with_clock(folders, Box::new(NoDesk), Clock::Driven(clock.clone()));
        Program { desk, app, clock }
    }

    /// Lets time pass until the morning of this day.
    pub fn sleeps_until(&self, day: &str) {
        *self.clock.lock().expect("the clock") = format!("{day}T09:00:00Z").parse().expect("an instant");
    }

    /// With a new register open.
    pub fn with_register() -> Program {
        let program = Program::new();
        let file = program.lend(&program.desk.path("one.provident"));
        program.call("register_create", json!({ "file": file, "organisation": "Lumeria SAS" }));
        program
    }

    pub fn lend(&self, path: &Path) -> Value {
        json!(self.app.lend(path.to_owned()))
    }

    #[track_caller]
    pub fn call(&self, command: &str, arguments: Value) -> Value {
        self.attempt(command, arguments).unwrap_or_else(|failure| panic!("{command}: {failure:?}"))
    }

    pub fn attempt(&self, command: &str, arguments: Value) -> Result<Value, Failure> {
        self.app.rpc(command, arguments, &Silent).map(|reply| reply.value)
    }

    /// With the tags and what can be taken back.
    #[track_caller]
    pub fn reply(&self, command: &str, arguments: Value) -> Reply {
        self.app.rpc(command, arguments, &Silent).unwrap_or_else(|failure| panic!("{command}: {failure:?}"))
    }

    #[track_caller]
    pub fn fails(&self, command: &str, arguments: Value) -> Failure {
        self.attempt(command, arguments).err().unwrap_or_else(|| panic!("{command} must fail"))
    }

    /// Closes the register of `with_register` and opens it again.
    pub fn reopen(&self) {
        self.call("register_close", json!({}));
        let file = self.lend(&self.desk.path("one.provident"));
        self.call("register_open", json!({ "file": file, "read_only": false }));
    }

    #[track_caller]
    pub fn refusal(&self, command: &str, arguments: Value) -> Refusal {
        match self.attempt(command, arguments) {
            Err(Failure::Refused { reason }) => reason,
            other => panic!("{command} must be refused, got {other:?}"),
        }
    }

    /// A file with this content.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.desk.path(name);
        std::fs::write(&path, content).expect("written");
        path
    }

    #[track_caller]
    pub fn read(&self, list: &Path) -> Value {
        self.call("import_read", json!({ "file": self.lend(list), "sheet": null, "has_header": null }))
    }

    /// The plan that the headers suggest.
    #[track_caller]
    pub fn plan(&self, list: &Path) -> Value {
        plan_of(&self.read(list))
    }

    #[track_caller]
    pub fn import(&self, list: &Path) -> Value {
        let plan = self.plan(list);
        self.call("import_run", plan)
    }

    pub fn import_with(&self, list: &Path, progress: &dyn Progress) -> Result<Value, Failure> {
        let plan = self.plan(list);
        self.app.rpc("import_run", plan, progress).map(|reply| reply.value)
    }

    /// Every provider with its services, by name.
    pub fn all(&self) -> Vec<Value> {
        let mut found: Vec<Value> = Vec::new();
        loop {
            let page = self.call("provider_list", json!({ "offset": found.len(), "limit": 200 }));
            let rows = page["rows"].as_array().expect("rows");
            found.extend(rows.iter().map(|row| self.call("provider_show", json!({ "id": row["id"] }))));
            if rows.len() < 200 {
                return found;
            }
        }
    }

    #[track_caller]
    pub fn one(&self, name: &str) -> Value {
        let all = self.all();
        all.into_iter().find(|view| view["provider"]["name"] == name).unwrap_or_else(|| panic!("no provider {name:?}"))
    }

    pub fn names(&self) -> Vec<String> {
        self.all().iter().map(|view| view["provider"]["name"].as_str().expect("a name").to_owned()).collect()
    }

    #[track_caller]
    pub fn is_whole(&self) {
        let check = self.call("register_check", json!({}));
        assert_eq!(check["is_whole"], true, "{check}");
    }
}

pub fn plan_of(reading: &Value) -> Value {
    let mapping: Vec<Value> = reading["columns"].as_array().expect("columns").iter().map(|column| column["field"].clone()).collect();
    json!({ "source": reading["source"], "mapping": mapping, "status": null, "decisions": [] })
}
