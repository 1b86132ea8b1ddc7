//! Where passphrases come from: a file, the environment, or a person at a terminal. Never an argument,
//! which every program on the machine could read.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use zeroize::Zeroizing;

use crate::file::small_text;

type Text = Zeroizing<String>;

static FILE: OnceLock<Option<PathBuf>> = OnceLock::new();

/// The file that was named for this run.
pub fn known_from(file: Option<&Path>) {
    let _ = FILE.set(file.map(Path::to_owned));
}

/// For a register that is sealed; none where there is nobody to ask.
pub fn to_open(register: &Path) -> Result<Option<Text>, String> {
    match given(FILE.get().and_then(Option::as_deref), "PROVIDENT_PASSPHRASE")? {
        Some(passphrase) => Ok(Some(passphrase)),
        None if std::io::stdin().is_terminal() => ask(&format!("Passphrase of {}: ", register.display())).map(Some),
        None => Ok(None),
    }
}

/// For a register that is to be sealed.
pub fn to_seal(register: &str) -> Result<Text, String> {
    match given(FILE.get().and_then(Option::as_deref), "PROVIDENT_PASSPHRASE")? {
        Some(passphrase) => Ok(passphrase),
        None => ask_twice(
            &format!("Passphrase for {register}: "),
            "PROVIDENT_PASSPHRASE or --passphrase-file, or make an open one with --plain",
        ),
    }
}

/// One that somebody is to have from now on.
pub fn new(file: Option<&Path>, whose: &str) -> Result<Text, String> {
    match given(file, "PROVIDENT_NEW_PASSPHRASE")? {
        Some(passphrase) => Ok(passphrase),
        None => ask_twice(&format!("New passphrase of {whose}: "), "PROVIDENT_NEW_PASSPHRASE or --new-passphrase-file"),
    }
}

fn given(file: Option<&Path>, variable: &str) -> Result<Option<Text>, String> {
    if let Some(file) = file {
        let text = Zeroizing::new(small_text(file)?);
        let first = Zeroizing::new(text.lines().next().unwrap_or_default().to_owned());
        return if first.is_empty() { Err(format!("{}: there is no passphrase in it", file.display())) } else { Ok(Some(first)) };
    }
    Ok(std::env::var(variable).ok().filter(|text| !text.is_empty()).map(Zeroizing::new))
}

fn ask(prompt: &str) -> Result<Text, String> {
    rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|error| format!("the passphrase could not be asked for: {error}"))
}

fn ask_twice(prompt: &str, otherwise: &str) -> Result<Text, String> {
    if !std::io::stdin().is_terminal() {
        return Err(format!("no passphrase: give it in {otherwise}"));
    }
    let first = ask(prompt)?;
    if *first == *ask("Once more: ")? { Ok(first) } else { Err("the two passphrases differ".into()) }
}
