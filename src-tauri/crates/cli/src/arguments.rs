//! The words of the command line. Scripts rely on exactly these forms.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// The register of third-party providers under the GDPR, without a window.
#[derive(Parser)]
#[command(name = "provident-cli", version, arg_required_else_help = true)]
pub struct Arguments {
    /// Of a sealed register; its first line counts. Also in PROVIDENT_PASSPHRASE; asked for otherwise
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Make a new register: sealed with the passphrase, or open to all with --plain
    Init {
        register: PathBuf,
        /// The organisation that keeps the register
        #[arg(long, value_name = "NAME", required_unless_present = "from", conflicts_with = "from")]
        organisation: Option<String>,
        /// A folder that was exported from a register
        #[arg(long, value_name = "FOLDER")]
        from: Option<PathBuf>,
        /// Who makes it: the data protection officer
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// Readable by whoever has the file
        #[arg(long)]
        plain: bool,
    },
    /// Import a list (CSV, XLSX, ODS): providers or an exported register, processing activities, clients, or
    /// the sub-processors of a provider (Markdown and HTML as well)
    Import {
        register: PathBuf,
        source: PathBuf,
        /// What the list holds
        #[arg(long, value_parser = ["providers", "activities", "clients", "subprocessors"], default_value = "providers")]
        kind: String,
        /// Whose sub-processors they are
        #[arg(long, value_name = "NAME", required_if_eq("kind", "subprocessors"))]
        provider: Option<String>,
        /// For activities whose row says no role
        #[arg(long, value_parser = ["controller", "processor"])]
        role: Option<String>,
        /// A JSON object of column headers and field ids; found by the headers otherwise
        #[arg(long, value_name = "FILE")]
        mapping: Option<PathBuf>,
        /// Say what would happen, write nothing
        #[arg(long)]
        dry_run: bool,
        #[arg(long)]
        json: bool,
    },
    /// List the providers
    List {
        register: PathBuf,
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        #[arg(long)]
        json: bool,
    },
    /// Show one provider, by name or id
    Show {
        register: PathBuf,
        provider: String,
        #[arg(long)]
        json: bool,
    },
    /// Print every transfer with its verdict: rule, source, date, and what to do
    Transfers {
        register: PathBuf,
        /// The verdicts of that day (ISO date)
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<String>,
        #[arg(long)]
        json: bool,
    },
    /// Print all that is due, earliest first
    Due {
        register: PathBuf,
        /// As on that day (ISO date)
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<String>,
        #[arg(long)]
        json: bool,
    },
    /// Write questionnaires as files, with mail drafts, to be sent by a person
    Ask {
        register: PathBuf,
        /// A provider, by name or id; may be given more than once
        #[arg(long, value_name = "NAME", required_unless_present_any = ["department", "all"])]
        provider: Vec<String>,
        /// A department, by name; may be given more than once
        #[arg(long, value_name = "NAME")]
        department: Vec<String>,
        /// Every provider in use and every department
        #[arg(long, conflicts_with_all = ["provider", "department"])]
        all: bool,
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
        #[arg(long, value_parser = ["en", "fr"], default_value = "en")]
        language: String,
        /// A page, a page in a ZIP, or a workbook
        #[arg(long, value_parser = ["page", "archive", "workbook"], default_value = "page")]
        way: String,
        /// Until when (ISO date)
        #[arg(long, value_name = "DATE", value_parser = day)]
        due: Option<String>,
        /// Without what we hold filled in
        #[arg(long)]
        blank: bool,
        #[arg(long)]
        json: bool,
    },
    /// Take answers in that came back, and say what became of each file
    Answers {
        register: PathBuf,
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// Print a report as PDF, or its content as a workbook (FILE.xlsx)
    Report(Report),
    /// Export the register as FILE.xlsx, its providers as FILE.csv, or all of it into a folder in --into
    Export {
        register: PathBuf,
        #[arg(long, value_name = "FILE", required_unless_present = "into")]
        out: Option<PathBuf>,
        /// A folder with a workbook, JSON with its schema, and the evidence; not encrypted
        #[arg(long, value_name = "FOLDER", conflicts_with = "out")]
        into: Option<PathBuf>,
    },
    /// Back the register up beside it with the other backups, or to a file of its own
    Backup {
        register: PathBuf,
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Put a backup in the place of the register; what was there is backed up first
    Restore {
        register: PathBuf,
        backup: PathBuf,
        /// Say what would change, write nothing
        #[arg(long)]
        dry_run: bool,
        /// The register cannot be opened any more: what lies there is kept under another name
        #[arg(long, conflicts_with = "dry_run")]
        lost: bool,
        #[arg(long)]
        json: bool,
    },
    /// Who may open the register, and with what
    #[command(subcommand)]
    Key(Key),
    /// Seal a register that is open to all
    Seal {
        register: PathBuf,
        /// Who seals it: the data protection officer
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// Remove the backups that are not sealed
        #[arg(long)]
        remove_open_backups: bool,
    },
    /// Open a sealed register to whoever has the file
    Unseal { register: PathBuf },
    /// Write a sealed copy for somebody to read, such as an auditor
    Copy {
        register: PathBuf,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Who is to read it
        #[arg(long, value_name = "NAME")]
        reader: String,
        /// Only these providers; may be given more than once
        #[arg(long, value_name = "NAME")]
        provider: Vec<String>,
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Check schema, foreign keys, history chain, evidence and records
    Check {
        register: PathBuf,
        #[arg(long)]
        json: bool,
    },
    /// Print the change history, newest first
    History {
        register: PathBuf,
        #[arg(long)]
        json: bool,
    },
    /// Make a register with the invented sample company
    Sample { register: PathBuf },
}

#[derive(Subcommand)]
pub enum Key {
    /// List them
    List {
        register: PathBuf,
        #[arg(long)]
        json: bool,
    },
    /// Let somebody in, with a passphrase of their own
    Add {
        register: PathBuf,
        name: String,
        #[arg(long, value_parser = ["dpo", "deputy", "read-only"])]
        role: String,
        /// Also in PROVIDENT_NEW_PASSPHRASE; asked for otherwise
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Another passphrase for oneself, or for somebody who forgot theirs
    Change {
        register: PathBuf,
        name: Option<String>,
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Take somebody's way in away; the register gets another key
    Revoke { register: PathBuf, name: String },
    /// Make a recovery key and print it; the one before opens nothing any more
    Recovery { register: PathBuf },
}

#[derive(Args)]
pub struct Report {
    #[arg(required_unless_present = "kinds")]
    pub register: Option<PathBuf>,
    #[arg(required_unless_present = "kinds")]
    pub kind: Option<String>,
    /// List the kinds of report
    #[arg(long)]
    pub kinds: bool,
    #[arg(long, value_name = "FILE.pdf", required_unless_present = "kinds")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub provider: Option<String>,
    /// Today's facts under the rules and due dates of that day (ISO date)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub on: Option<String>,
    #[arg(long, value_parser = ["en", "fr"], default_value = "en")]
    pub language: String,
}

fn day(text: &str) -> Result<String, String> {
    let day: chrono::NaiveDate = text.parse().map_err(|_| "write a day as 2026-05-25".to_owned())?;
    Ok(day.to_string())
}
