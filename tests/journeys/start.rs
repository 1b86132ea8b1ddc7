//! From an empty folder to a printed dossier: by mouse, from real lists, and by keyboard alone.

use std::path::{Path, PathBuf};

use thirtyfour::prelude::*;

use super::{OFFICER, create, look_at_the_sample};
use crate::ground::real_file;
use crate::reader;
use crate::window::{Window, journey};

async fn import(window: &Window, list: &Path) -> Result<(), WebDriverError> {
    window.go("Import").await?;
    window.answer("list_to_import", list);
    window.press("Choose a list").await?;
    window.reads_heading("Match columns").await?;
    window.picture("2-mapping").await?;
    window.press("Preview import").await?;
    window.reads_heading("Preview").await?;
    window.picture("3-preview").await
}

async fn take_all(window: &Window, providers: usize) -> Result<(), WebDriverError> {
    window.press("Import list").await?;
    window.reads_heading("Result").await?;
    window.picture("4-result").await?;
    window.press("Show providers").await?;
    window.reads(&format!("{providers} providers")).await
}

async fn find(window: &Window, text: &str, provider: &str) -> Result<(), WebDriverError> {
    window.write("Search providers", text).await?;
    window.reads("matches").await?;
    window.picture("5-found").await?;
    window.press(provider).await?;
    window.reads_heading(provider).await
}

async fn complete(window: &Window) -> Result<(), WebDriverError> {
    window.press("Edit provider").await?;
    window.write("Registration number", "CA 123 456").await?;
    window.choose("Status", "In use").await?;
    window.picture("6-form").await?;
    window.press("Save provider").await?;
    window.reads("1Password saved").await?;
    window.picture("7-provider").await
}

async fn add_service(window: &Window) -> Result<(), WebDriverError> {
    window.press("Add service").await?;
    window.reads_heading("New service of 1Password").await?;
    window.write("Name", "Team vault").await?;
    window.write("What we use it for", "Keeps the passwords of our staff <b>safe</b>").await?;
    window.press("Processor").await?;
    window.write("Stored in", "canad").await?;
    window.press("Canada").await?;
    window.picture("8-service-form").await?;
    window.press("Save service").await?;
    window.reads("Team vault saved").await?;
    window.picture("9-service").await
}

async fn verify_identity(window: &Window) -> Result<(), WebDriverError> {
    window.press("Overview").await?;
    window.press("Verify identity").await?;
    window.reads("Identity verified").await?;
    window.press("Undo").await?;
    window.reads("Taken back").await?;
    window.press("Verify identity with source").await?;
    window.write("Where in it, or what you looked at", "trade register").await?;
    window.picture("10-verify").await?;
    window.press("Verify today").await?;
    window.reads("from trade register").await
}

async fn print_dossier(window: &Window) -> Result<PathBuf, WebDriverError> {
    let path = window.desk.path("dossier.pdf");
    window.answer("report_to_save", &path);
    window.press("Print dossier").await?;
    window.reads("What is missing").await?;
    window.picture("11-preview").await?;
    window.press("Save as PDF").await?;
    window.reads("Saved as dossier.pdf").await?;
    window.picture("12-issued").await?;
    Ok(path)
}

#[test]
fn from_a_first_start_to_a_printed_dossier() {
    let Some(list) = real_file("providers-564.xlsx") else { return };
    journey("xlsx", async |window| {
        create(window).await?;
        window.picture("1-empty").await?;
        import(window, &list).await?;
        take_all(window, 564).await?;
        find(window, "1pass", "1Password").await?;
        complete(window).await?;
        add_service(window).await?;
        verify_identity(window).await?;
        let pdf = print_dossier(window).await?;
        is_the_dossier(&pdf);
        Ok(())
    });
}

/// What an auditor's reader finds in the file.
fn is_the_dossier(pdf: &Path) {
    reader::is_valid(pdf);
    let text = reader::run("poppler-utils", "pdftotext", &["-layout", "-enc", "UTF-8"], pdf, &["-"]);
    for words in [
        "1Password",
        "AgileBits Inc.",
        "Lumeria SAS",
        "Team vault",
        "passwords of our staff <b>safe</b>",
        "Canada",
        "CA 123 456",
        "trade register",
    ] {
        assert!(text.contains(words), "{words:?} is not in the dossier\n{text}");
    }
    let fonts = reader::run("poppler-utils", "pdffonts", &[], pdf, &[]);
    assert!(fonts.lines().skip(2).all(|font| font.contains(" yes yes yes ")), "{fonts}");
    let said = reader::run("poppler-utils", "pdfinfo", &[], pdf, &[]);
    let pages: usize =
        said.lines().find_map(|line| line.strip_prefix("Pages:")).and_then(|count| count.trim().parse().ok()).expect("a page count");
    assert!((2..=6).contains(&pages), "{pages} pages");
    assert!(text.contains(&format!("Page {pages} of {pages}")) || text.contains(&format!("{pages} of {pages}")), "the last footer");
}

#[test]
fn a_csv_is_imported_twice_and_changes_nothing_the_second_time() {
    let Some(list) = real_file("providers-564.csv") else { return };
    journey("csv", async |window| {
        create(window).await?;
        import(window, &list).await?;
        take_all(window, 564).await?;
        window.go("Import").await?;
        window.press("Choose a list").await?;
        window.press("Preview import").await?;
        window.reads("Nothing of this list would change the register.").await?;
        window.picture("5-again").await
    });
}

/// From the first start to a printed dossier without touching a mouse.
#[test]
fn by_keyboard_alone() {
    journey("keyboard", async |window| {
        let dossier = window.desk.path("dossier.pdf");
        window.answer("register_to_create", &window.desk.path("Lumeria.provident"));
        window.answer("report_to_save", &dossier);
        window.reads_heading("Provident").await?;
        window.tab_to("Organisation name").await?;
        window.keys("Lumeria SAS").await?;
        window.tab_to("Your name").await?;
        window.control_and('a').await?;
        window.keys("Anna Keller").await?;
        window.tab_to("Passphrase").await?;
        window.keys(OFFICER).await?;
        window.tab_to("Passphrase again").await?;
        window.keys(OFFICER).await?;
        window.key(Key::Enter).await?;
        window.reads_heading("One key to put away").await?;
        window.tab_to("Later").await?;
        window.key(Key::Enter).await?;
        window.reads_heading("Today").await?;
        window.control_and('n').await?;
        window.reads_heading("New provider").await?;
        window.focused("Name").await?;
        window.keys("Quillworks").await?;
        window.tab_to("Legal name").await?;
        window.keys("Quillworks SAS").await?;
        window.tab_to("Country").await?;
        window.keys("franc").await?;
        window.reads("France").await?;
        window.key(Key::Enter).await?;
        window.control_and('s').await?;
        window.reads_heading("Quillworks").await?;
        window.control_and('k').await?;
        window.control("Find anything").await?;
        window.keys("quill").await?;
        window.reads("Quillworks SAS").await?;
        window.key(Key::Enter).await?;
        window.reads_heading("Quillworks").await?;
        window.tab_to("Print dossier").await?;
        window.key(Key::Enter).await?;
        window.reads_heading("Reports").await?;
        window.reads("What is missing").await?;
        window.tab_to("Save as PDF").await?;
        window.key(Key::Enter).await?;
        window.reads("Saved as").await?;
        window.picture("1-printed").await?;
        reader::is_valid(&dossier);
        Ok(())
    });
}

/// A day of work without touching a mouse: a list imported, many changed and taken back, a fact
/// verified, evidence added and shown, the language switched.
#[test]
fn a_day_by_keyboard_alone() {
    journey("by-keys", async |window| {
        let (list, proof) = (window.desk.path("list.csv"), window.desk.path("answer.txt"));
        std::fs::write(&list, "Name,Country\nAardvark Mail,France\n")?;
        std::fs::write(&proof, "The servers stand in Lille.")?;
        window.answer("list_to_import", &list);
        window.answer("evidence_to_add", &proof);
        window.reads_heading("Provident").await?;
        let enter = async |name: &str| -> Result<(), WebDriverError> {
            window.tab_to(name).await?;
            window.key(Key::Enter).await
        };
        enter("Look at the sample company").await?;
        window.reads_heading("Today").await?;
        window.control_and('k').await?;
        window.control("Find anything").await?;
        window.keys(&format!("import my{}", char::from(Key::Enter))).await?;
        window.reads_heading("Import a list").await?;
        enter("Choose a list").await?;
        window.reads_heading("Match columns").await?;
        enter("Preview import").await?;
        window.reads_heading("Preview").await?;
        enter("Import list").await?;
        window.reads_heading("Result").await?;
        window.control_and('f').await?;
        window.reads("19 providers").await?;
        window.focused("Search providers").await?;
        window.key(Key::Down).await?;
        window.focused("Aardvark Mail").await?;
        window.keys(" ").await?;
        window.reads("1 selected").await?;
        enter("Set status").await?;
        window.tab_to("Proposed").await?;
        window.key(Key::Down).await?;
        window.picture("1-many").await?;
        enter("Apply to all selected").await?;
        window.reads("1 provider changed").await?;
        window.control_and('z').await?;
        window.reads("Taken back").await?;
        window.control_and('f').await?;
        window.focused("Search providers").await?;
        window.key(Key::Down).await?;
        window.focused("Aardvark Mail").await?;
        window.key(Key::Enter).await?;
        window.reads_heading("Aardvark Mail").await?;
        window.tab_to("Overview").await?;
        for _ in 0..5 {
            window.key(Key::Right).await?;
        }
        window.reads("Drop files here").await?;
        enter("Add evidence").await?;
        window.reads("answer.txt").await?;
        window.tab_to("Kind").await?;
        window.key(Key::Enter).await?;
        window.keys(&format!("corr{}", char::from(Key::Enter))).await?;
        enter("Add evidence").await?;
        window.reads("answer added").await?;
        enter("answer").await?;
        window.reads("The servers stand in Lille.").await?;
        window.picture("2-evidence").await?;
        window.key(Key::Escape).await?;
        window.gone("The servers stand in Lille.").await?;
        window.key(Key::Left).await?;
        window.control_and('k').await?;
        window.control("Find anything").await?;
        window.keys(&format!("français{}", char::from(Key::Enter))).await?;
        window.reads("Réglages enregistrés").await?;
        window.picture("3-french").await
    });
}

/// The sample company can be thrown away.
#[test]
fn the_sample_is_thrown_away() {
    journey("discard", async |window| {
        look_at_the_sample(window).await?;
        window.go("Settings").await?;
        window.tab("This register").await?;
        window.picture("1-register").await?;
        window.press("Throw the sample away").await?;
        window.reads_heading("Provident").await?;
        window.picture("2-start").await?;
        let left = window.desk.path("home/provident/data/Sample company.provident");
        assert!(!left.exists(), "{} is still there", left.display());
        Ok(())
    });
}
