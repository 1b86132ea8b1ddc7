//! A register on the disk with its keys and backups, that the command line works on: copied for
//! each trial, and looked at afterwards.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use provident_domain::evidence::{EvidenceDraft, EvidenceKind};
use provident_domain::id::{EvidenceId, PersonId, ProviderId};
use provident_domain::person::{Person, Role};
use provident_store::list::ProviderQuery;
use provident_store::{Access, Form, Passphrase, Register, StoreFault, StoredPerson, backups, form_of};
use uuid::Uuid;

use crate::ground::{Desk, act, provider, rules, today};
use crate::window::built;

pub const OFFICER: &str = "marmot lantern seven rivers";
pub const DEPUTY: &str = "copper violin under snow";
pub const OTHER: &str = "amber ladder quiet comet";

pub fn phrase(text: &str) -> Passphrase {
    Passphrase::typed(text).expect("no recovery key")
}

pub struct Shelf {
    desk: Desk,
}

impl Shelf {
    /// With nothing on it.
    pub fn bare() -> Shelf {
        Shelf { desk: Desk::new() }
    }

    /// A register that an officer and a deputy open, with so many providers and a piece of evidence.
    pub fn sealed(providers: usize) -> Shelf {
        let shelf = Shelf::bare();
        let officer = Person { name: "Anna Keller".into(), role: Role::Dpo };
        let id = Uuid::now_v7();
        let made = Register::create_sealed(&shelf.register(), &act("register_create"), rules(), id, &officer, &phrase(OFFICER));
        let mut register = made.expect("made");
        let person = Person { name: "Bruno Diaz".into(), role: Role::Deputy };
        let deputy = StoredPerson { id: PersonId(Uuid::now_v7()), person, is_recovery: false, added_at: act("person_add").at };
        register.add_person(&act("person_add"), rules(), &deputy, &phrase(DEPUTY)).expect("added");
        fill(&mut register, providers);
        shelf
    }

    /// The same, open to all.
    pub fn open(providers: usize) -> Shelf {
        let shelf = Shelf::bare();
        fill(&mut shelf.desk.register("one.provident"), providers);
        shelf
    }

    /// All that lies on it, once more.
    pub fn again(&self) -> Shelf {
        let copy = Shelf::bare();
        copy_folder(&self.desk.path(""), &copy.desk.path(""));
        copy
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.desk.path(name)
    }

    pub fn register(&self) -> PathBuf {
        self.desk.path("one.provident")
    }

    pub fn keys(&self) -> PathBuf {
        self.desk.path("one.provident-keys")
    }

    /// The command line, in the folder, with the officer's passphrase and a new one at hand.
    pub fn command(&self, program: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.desk.path(""));
        command.env("PROVIDENT_PASSPHRASE", OFFICER).env("PROVIDENT_NEW_PASSPHRASE", OTHER).env("PROVIDENT_NAME", "Anna Keller");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(&built("provident-cli"), arguments).output().expect("the command line runs")
    }

    /// With the passphrase where it is sealed, without where it is not.
    pub fn opened(&self, access: Access, passphrase: &str) -> Result<Register, StoreFault> {
        opened(&self.register(), access, passphrase)
    }

    /// The officer opens it for writing and finds it whole; gives the providers in it.
    pub fn looked_at(&self, passphrase: &str) -> Result<BTreeSet<String>, String> {
        let mut register = self.opened(Access::Write, passphrase).map_err(|fault| format!("it does not open: {fault}"))?;
        is_whole(&mut register)?;
        names(&mut register)
    }

    /// What lies there besides the register, its keys and its backups.
    pub fn litter(&self) -> Vec<String> {
        let mut found = listed(&self.desk.path(""));
        let known = ["one.provident", "one.provident-keys", "one.provident-backups", "list.csv"];
        found.retain(|name| !known.contains(&name.as_str()) && !is_kept_aside(name));
        found.extend(self.litter_of_backups());
        found
    }

    fn litter_of_backups(&self) -> Vec<String> {
        let folder = self.desk.path("one.provident-backups");
        let mut found = listed(&folder);
        let whole: Vec<String> = found.iter().filter(|name| name.ends_with(".provident")).cloned().collect();
        found.retain(|name| !whole.iter().any(|backup| name == backup || *name == format!("{backup}-keys")));
        found
    }

    /// Each backup that is listed opens and is read; gives how many there are.
    pub fn backups_open(&self, passphrase: &str) -> Result<usize, String> {
        let listed = backups(&self.register());
        if listed.is_empty() {
            return Ok(0);
        }
        let register = self.opened(Access::ReadOnly, passphrase).map_err(|fault| fault.to_string())?;
        for backup in &listed {
            let read = register.open_backup(&backup.path, Some(&phrase(passphrase))).and_then(|backup| register.compare(&backup));
            read.map_err(|fault| format!("a backup: {fault}"))?;
        }
        Ok(listed.len())
    }

    /// The same, each page and record of them.
    pub fn backups_are_whole(&self, passphrase: &str) -> Result<usize, String> {
        let listed = backups(&self.register());
        for backup in &listed {
            is_whole(&mut opened(&backup.path, Access::ReadOnly, passphrase).map_err(|fault| format!("a backup: {fault}"))?)?;
        }
        Ok(listed.len())
    }

    pub fn list(&self, rows: usize, prefix: &str) {
        let rows: String = (0..rows).map(|row| format!("{prefix} {row},\"1 Rue A, Lyon, France\"\n")).collect();
        std::fs::write(self.desk.path("list.csv"), format!("Name,Address\n{rows}")).expect("written");
    }
}

pub fn opened(path: &Path, access: Access, passphrase: &str) -> Result<Register, StoreFault> {
    match form_of(path)? {
        Form::Open => Register::open(path, access, &act("register_open"), rules()),
        Form::Sealed => Register::open_sealed(path, access, &phrase(passphrase), &act("register_open"), rules()),
    }
}

/// Every provider by name, as the list shows them; all that are there must be listed.
pub fn names(register: &mut Register) -> Result<BTreeSet<String>, String> {
    let read = register.read::<_, StoreFault>(|reading| Ok((reading.all_rows(&ProviderQuery::default())?, reading.provider_ids()?.len())));
    let (rows, records) = read.map_err(|fault| format!("it is not read: {fault}"))?;
    let names: BTreeSet<String> = rows.into_iter().map(|row| row.name).collect();
    if names.len() == records { Ok(names) } else { Err(format!("{} of {records} providers are listed", names.len())) }
}

pub fn is_whole(register: &mut Register) -> Result<(), String> {
    let check = register.read::<_, StoreFault>(|reading| reading.check()).map_err(|fault| format!("it is not checked: {fault}"))?;
    if check.is_whole { Ok(()) } else { Err(format!("it is not whole: {:?}", check.findings)) }
}

fn fill(register: &mut Register, providers: usize) {
    let content = "a promise that is kept ".repeat(400).into_bytes();
    let filled = register.write::<_, StoreFault>(&act("provider_save"), rules(), |writing| {
        let ids: Vec<ProviderId> = (0..providers).map(|_| ProviderId(Uuid::now_v7())).collect();
        for (at, id) in ids.iter().enumerate() {
            writing.save_provider(*id, None, &provider(&format!("Provider {at:04}")))?;
        }
        let draft = EvidenceDraft { provider: ids.first().copied(), title: "Promise".into(), kind: EvidenceKind::Other, dated: None };
        let evidence = draft.check("promise.txt", &content, today()).expect("good");
        writing.add_evidence(EvidenceId(Uuid::now_v7()), &evidence, &content)
    });
    filled.expect("filled");
}

/// Keys without a register, which could be those of another.
fn is_kept_aside(name: &str) -> bool {
    name.starts_with("one.replaced-") && name.ends_with(".provident-keys")
}

fn listed(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("copied");
        }
    }
}
