//! `provident-cli`: the surface without a window, for scripts.
//!
//! Exit codes: 0 done, 1 refused or found faulty, 2 wrong usage. Errors are one line that
//! names the file and the cause.

mod arguments;
mod ask;
mod backup;
mod file;
mod key;
mod output;
mod passphrase;
mod record;
mod register;
mod report;
mod sentence;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, all else is wrong usage.
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    passphrase::known_from(arguments.passphrase_file.as_deref());
    match run(&arguments.command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            eprintln!("provident-cli: {}", message.replace('\n', " "));
            ExitCode::from(1)
        }
    }
}

/// True when done, false when something was found faulty; an error when refused.
fn run(command: &Command) -> Result<bool, String> {
    match command {
        Command::Init { register, organisation, from, name, plain } => {
            register::init(register, organisation.as_deref(), from.as_deref(), name.as_deref(), *plain)
        }
        Command::Sample { register } => register::sample(register),
        Command::Import { register, source, kind, provider, role, mapping, dry_run, json } => match kind.as_str() {
            "providers" => register::import(register, source, mapping.as_deref(), *dry_run, *json),
            kind => {
                let list = record::List { source, kind, provider: provider.as_deref(), role: role.as_deref(), mapping: mapping.as_deref() };
                record::import(register, &list, *dry_run, *json)
            }
        },
        Command::Transfers { register, on, json } => record::transfers(register, on.as_deref(), *json),
        Command::Due { register, on, json } => record::due(register, on.as_deref(), *json),
        Command::List { register, search, json } => register::list(register, search.as_deref(), *json),
        Command::Show { register, provider, json } => register::show(register, provider, *json),
        Command::Export { register, out: Some(out), .. } => register::export(register, out),
        Command::Export { register, into, .. } => register::export_folder(register, register::required(into, "--into")?),
        Command::Backup { register, out } => backup::backup(register, out.as_deref()),
        Command::Restore { register, backup, lost: true, .. } => backup::restore_lost(register, backup),
        Command::Restore { register, backup, dry_run, json, .. } => backup::restore(register, backup, *dry_run, *json),
        Command::Key(wanted) => key::key(wanted),
        Command::Seal { register, name, remove_open_backups } => key::seal(register, name.as_deref(), *remove_open_backups),
        Command::Unseal { register } => key::unseal(register),
        Command::Copy { register, out, reader, provider, new_passphrase_file } => {
            key::copy(register, out, reader, provider, new_passphrase_file.as_deref())
        }
        Command::Check { register, json } => register::check(register, *json),
        Command::History { register, json } => register::history(register, *json),
        Command::Ask { register, provider, department, all, out, language, way, due, blank, json } => {
            let asked = ask::Asked { provider, department, all: *all, out, language, way, due: due.as_deref(), blank: *blank };
            ask::ask(register, &asked, *json)
        }
        Command::Answers { register, files, json } => ask::answers(register, files, *json),
        Command::Report(wanted) => report::report(wanted),
    }
}
