//! The words of the command line. Scripts rely on exactly these forms.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// The register of third-party providers under the GDPR, without a window.
#[derive(Parser)]
#[command(name = "provident-cli", version, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Make a new, empty register
    Init {
        register: PathBuf,
        /// The organisation that keeps the register
        #[arg(long, value_name = "NAME")]
        organisation: String,
    },
    /// Import a list of providers (CSV, XLSX, ODS, or an exported register)
    Import {
        register: PathBuf,
        source: PathBuf,
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
    /// Print a report as PDF
    Report(Report),
    /// Export the register as FILE.xlsx or its providers as FILE.csv
    Export {
        register: PathBuf,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
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
