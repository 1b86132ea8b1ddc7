//! Opens the program on the sample register, or writes its reports where nothing can be opened.

use std::path::Path;
use std::process::Command;

use crate::step::{Done, cargo, npm, step, target};
use crate::system::{self, Needs};

/// Reports on the whole register: kind, name in English, name in French.
const REGISTERS: [(&str, &str, &str); 5] = [
    ("provider-register", "Provider register", "Registre des prestataires"),
    ("art30-1", "Record of processing as controller", "Registre des activités de responsable du traitement"),
    ("art30-2", "Record of processing as processor", "Registre des activités de sous-traitant"),
    ("transfers", "Transfer register", "Registre des transferts"),
    ("subprocessors", "Our sub-processors", "Nos sous-traitants ultérieurs"),
];

pub fn run() -> Done {
    let folder = target().join("sample");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let register = folder.join("Sample company.provident");
    if has_display() { open(&register) } else { write_reports(&folder, &register) }
}

/// X11 or Wayland on Linux; there is always one elsewhere.
fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn open(register: &Path) -> Done {
    system::packages(Needs::Window)?;
    system::node()?;
    step("screens", &mut npm(&["run", "build"]))?;
    step("program", &mut cargo(&["build", "-p", "provident-desktop", "-p", "provident-cli"]))?;
    if !register.exists() {
        step("sample register", cli().arg("sample").arg(register))?;
    }
    step("Provident", Command::new(built("provident")).arg(register))
}

fn write_reports(folder: &Path, register: &Path) -> Done {
    println!("there is no display: the sample is imported and printed through the command line");
    system::packages(Needs::CommandLine)?;
    // The page that asks is part of the command line.
    system::node()?;
    step("screens", &mut npm(&["run", "build"]))?;
    step("command line", &mut cargo(&["build", "-p", "provident-cli"]))?;
    for ending in ["", "-wal", "-shm"] {
        let mut file = register.as_os_str().to_owned();
        file.push(ending);
        // What is not there need not go.
        let _ = std::fs::remove_file(file);
    }
    step("sample register", cli().arg("sample").arg(register))?;
    let report = |kind: &str, name: &str| {
        let mut command = cli();
        command.arg("report").arg(register).arg(kind).arg("--out").arg(folder.join(name));
        command
    };
    for (kind, english, french) in REGISTERS {
        step(english, &mut report(kind, &format!("{english}.pdf")))?;
        step(french, report(kind, &format!("{french}.pdf")).args(["--language", "fr"]))?;
    }
    for provider in ["Granvelour Cloud", "Phrasewick AI"] {
        let name = format!("Provider dossier - {provider}.pdf");
        step(&format!("dossier of {provider}"), report("provider-dossier", &name).args(["--provider", provider]))?;
    }
    step("whole register as a workbook", cli().arg("export").arg(register).arg("--out").arg(folder.join("Sample company.xlsx")))?;
    step("check", cli().arg("check").arg(register))?;
    println!("register and reports are in {}", folder.display());
    Ok(())
}

fn built(name: &str) -> std::path::PathBuf {
    target().join("debug").join(name)
}

fn cli() -> Command {
    Command::new(built("provident-cli"))
}
