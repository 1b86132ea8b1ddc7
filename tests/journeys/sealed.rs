//! The sealed register in the window: a passphrase, a lock, people, a recovery key, backups and copies.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use thirtyfour::prelude::*;

use super::{DEPUTY, OFFICER, create};
use crate::window::{Window, built, journey, journey_of};

const READER: &str = "amber ladder quiet comet";

pub async fn add_provider(window: &Window, name: &str) -> Result<(), WebDriverError> {
    window.control_and('n').await?;
    window.reads_heading("New provider").await?;
    window.write("Name", name).await?;
    window.control_and('s').await?;
    window.reads_heading(name).await
}

async fn lock(window: &Window) -> Result<(), WebDriverError> {
    window.control_and('l').await?;
    window.reads("Nothing of the register is readable until it is unlocked.").await
}

pub async fn unlock(window: &Window, passphrase: &str) -> Result<(), WebDriverError> {
    window.write("Passphrase", passphrase).await?;
    window.press("Unlock").await
}

async fn settings(window: &Window, tab: &str) -> Result<(), WebDriverError> {
    window.go("Settings").await?;
    window.tab(tab).await
}

async fn add_person(window: &Window, name: &str, role: &str, passphrase: &str) -> Result<(), WebDriverError> {
    settings(window, "Access").await?;
    window.press("Add person").await?;
    window.reads_heading("New person").await?;
    window.write("Name", name).await?;
    window.press(role).await?;
    window.write("Passphrase", passphrase).await?;
    window.write("Passphrase again", passphrase).await?;
    window.reads("Very strong").await?;
    window.picture("person").await?;
    window.press_in_dialog("Save person").await?;
    window.reads(&format!("{name} may open this register")).await
}

/// Everything the page holds, written or not.
pub async fn page(window: &Window) -> Result<String, WebDriverError> {
    window.driver().source().await
}

#[test]
fn a_register_with_a_passphrase() {
    journey("sealed", async |window| {
        create(window).await?;
        window.picture("2-today").await?;
        add_provider(window, "Quillworks").await?;
        window.reads("Anna Keller, data protection officer").await?;
        lock(window).await?;
        let left = page(window).await?;
        for word in ["Quillworks", "Anna Keller", "Lumeria SAS", OFFICER] {
            assert!(!left.contains(word), "{word} is still in the window");
        }
        window.picture("3-locked").await?;
        unlock(window, "marmot lantern six rivers").await?;
        window.reads("This passphrase does not open the register.").await?;
        window.picture("4-wrong").await?;
        unlock(window, OFFICER).await?;
        window.reads_heading("Today").await?;
        window.go("Providers").await?;
        window.reads("Quillworks").await?;
        window.press("Quillworks").await?;
        window.reads_heading("Quillworks").await?;
        window.tab("History").await?;
        window.reads("Anna Keller").await?;
        window.picture("5-history").await
    });
}

/// Typed twice differently, too weak, and at last well: each told at its field.
#[test]
fn a_passphrase_is_chosen_with_care() {
    journey("chosen", async |window| {
        window.answer("register_to_create", &window.desk.path("Lumeria.provident"));
        window.write("Organisation name", "Lumeria SAS").await?;
        window.write("Your name", "Anna Keller").await?;
        window.write("Passphrase", "password1").await?;
        window.write("Passphrase again", "password2").await?;
        window.press("Create my register").await?;
        window.reads("The two differ.").await?;
        window.picture("1-differ").await?;
        window.write("Passphrase again", "password1").await?;
        window.press("Create my register").await?;
        window.reads("Several words that do not belong together").await?;
        window.picture("2-weak").await?;
        assert!(!window.desk.path("Lumeria.provident").exists(), "nothing is made yet");
        window.press("Leave it unsealed").await?;
        window.picture("3-unsealed").await?;
        window.press("Create my register").await?;
        window.reads_heading("Today").await?;
        window.reads("This register is not sealed.").await?;
        window.picture("4-not-sealed").await?;
        window.press("Seal it").await?;
        window.reads_heading("Seal this register").await?;
        window.write("Your name", "Anna Keller").await?;
        window.write("Passphrase", OFFICER).await?;
        window.write("Passphrase again", OFFICER).await?;
        window.picture("5-seal").await?;
        window.press("Seal this register").await?;
        window.reads("Register sealed").await?;
        window.press_in_dialog("Later").await?;
        window.reads_heading("Who may open this register").await?;
        window.picture("6-sealed").await?;
        window.press("Open this register to all").await?;
        window.write("Your passphrase", OFFICER).await?;
        window.picture("7-open").await?;
        window.press_in_dialog("Open to all").await?;
        window.reads("The register is open to all").await?;
        window.reads_heading("Seal this register").await
    });
}

/// A deputy comes and goes; the recovery key remains.
#[test]
fn a_deputy_is_let_in_and_revoked() {
    journey("people", async |window| {
        create(window).await?;
        add_person(window, "Bruno Diaz", "Deputy", DEPUTY).await?;
        window.picture("2-two").await?;
        let paper = window.desk.path("key.txt");
        window.answer("recovery_key_to_save", &paper);
        window.press("New recovery key").await?;
        window.press("Save it to print").await?;
        window.reads("Saved as key.txt").await?;
        window.picture("3-recovery").await?;
        window.press("I have put it away").await?;
        let saved = std::fs::read_to_string(&paper)?;
        let key = saved.lines().find(|line| line.len() == 41 && line.contains('-')).expect("a key in seven groups").to_owned();
        assert!(!page(window).await?.contains(&key), "it is not shown again");
        lock(window).await?;
        unlock(window, DEPUTY).await?;
        window.reads("Bruno Diaz, deputy").await?;
        add_provider(window, "Quillworks").await?;
        settings(window, "Access").await?;
        window.reads("Only a data protection officer may change this list.").await?;
        window.gone("Add person").await?;
        window.picture("4-as-deputy").await?;
        lock(window).await?;
        unlock(window, OFFICER).await?;
        window.reads_heading("Today").await?;
        settings(window, "Access").await?;
        window.press("Revoke Bruno Diaz").await?;
        window.reads("Backups made before still open with the old passphrase.").await?;
        window.picture("5-revoke").await?;
        window.press_in_dialog("Revoke access").await?;
        window.reads("Access of Bruno Diaz revoked").await?;
        lock(window).await?;
        unlock(window, DEPUTY).await?;
        window.reads("This passphrase does not open the register.").await?;
        unlock(window, &key.to_lowercase()).await?;
        window.reads_heading("Today").await?;
        window.go("Providers").await?;
        window.reads("Quillworks").await
    });
}

/// A backup is made, what came after it is taken back, and that too can be had again.
#[test]
fn a_backup_is_restored_after_a_look_into_it() {
    journey("backups", async |window| {
        create(window).await?;
        add_provider(window, "Quillworks").await?;
        settings(window, "Backups").await?;
        window.reads("The backup of today").await?;
        window.press("Back up now").await?;
        window.reads("Backup made").await?;
        window.picture("2-made").await?;
        add_provider(window, "Pollenkraft").await?;
        settings(window, "Backups").await?;
        window.click("(//*[@role='tabpanel']//tbody//button[starts-with(normalize-space(.),'Restore') or starts-with(@aria-label,'Restore')])[1]").await?;
        window.reads("Disappears (1)").await?;
        window.reads("Pollenkraft").await?;
        window.picture("3-preview").await?;
        window.press_in_dialog("Restore this backup").await?;
        window.reads("The register is as it was in the backup").await?;
        window.reads("Before a restore").await?;
        window.picture("4-restored").await?;
        window.go("Providers").await?;
        window.reads("1 provider").await?;
        window.reads("Quillworks").await
    });
}

/// The disk died: the backup on another one is enough.
#[test]
fn a_lost_register_is_restored_from_the_first_screen() {
    journey("lost", async |window| {
        create(window).await?;
        add_provider(window, "Quillworks").await?;
        settings(window, "Backups").await?;
        let safe = window.desk.path("safe.provident");
        window.answer("backup_to_save", &safe);
        window.press("Back up to…").await?;
        window.reads("Backup made: safe.provident").await?;
        window.press("Close register").await?;
        window.reads_heading("Provident").await?;
        for name in ["Lumeria.provident", "Lumeria.provident-keys"] {
            std::fs::remove_file(window.desk.path(name))?;
        }
        window.answer("backup_to_restore", &safe);
        window.press("Restore a backup").await?;
        window.press("Choose the backup").await?;
        window.reads("safe.provident").await?;
        window.press_in_dialog("Restore").await?;
        window.reads("This backup is sealed.").await?;
        window.press_in_dialog("Restore").await?;
        let field = "//*[@role='dialog']//input[@type='password']";
        window.driver().find(By::XPath(field)).await?.send_keys(OFFICER).await?;
        window.picture("2-restore").await?;
        window.press_in_dialog("Restore").await?;
        window.reads_heading("Today").await?;
        window.go("Providers").await?;
        window.reads("Quillworks").await
    });
}

/// Somebody who may read only, and an auditor with a copy of one provider.
#[test]
fn readers_read() {
    journey("readers", async |window| {
        create(window).await?;
        add_person(window, "Ines Roy", "Read only", READER).await?;
        for name in ["Quillworks", "Pollenkraft"] {
            add_provider(window, name).await?;
        }
        let copy = window.desk.path("copy.provident");
        window.answer("copy_to_save", &copy);
        window.go("Providers").await?;
        window.press("Select Quillworks").await?;
        window.press("Copy for an auditor…").await?;
        window.reads_heading("A copy for an auditor").await?;
        window.write("Name of the reader", "Ada Auditor").await?;
        window.write("Passphrase", DEPUTY).await?;
        window.write("Passphrase again", DEPUTY).await?;
        window.reads("1 provider chosen").await?;
        window.picture("2-copy").await?;
        window.press("Make the copy").await?;
        window.reads("Copy made: copy.provident").await?;
        window.picture("3-made").await?;
        lock(window).await?;
        unlock(window, READER).await?;
        window.reads("Ines Roy, reader").await?;
        window.go("Providers").await?;
        window.reads("2 providers").await?;
        window.driver().find(By::XPath("//button[normalize-space(.)='Add provider'][@disabled]")).await?;
        window.picture("4-reader").await?;
        window.press("Close register").await?;
        window.answer("register_to_open", &copy);
        window.press("Open a register").await?;
        unlock(window, DEPUTY).await?;
        window.reads("with 1 of 2 providers").await?;
        window.go("Providers").await?;
        window.reads("Quillworks").await?;
        window.gone("Pollenkraft").await?;
        window.picture("5-auditor").await
    });
}

/// Out into open formats, and a new register from them.
#[test]
fn a_folder_goes_out_and_becomes_a_register() {
    journey("folder", async |window| {
        create(window).await?;
        add_provider(window, "Quillworks").await?;
        let out = window.desk.path("out");
        std::fs::create_dir(&out)?;
        window.answer("folder_to_export_to", &out);
        window.go("Reports").await?;
        window.tab("Export").await?;
        window.picture("2-export").await?;
        window.press("Export the folder").await?;
        window.reads("Exported as the folder").await?;
        let folder = std::fs::read_dir(&out)?.next().expect("a folder")?.path();
        window.press("Close register").await?;
        window.answer("folder_to_import", &folder);
        window.answer("register_to_create", &window.desk.path("Again.provident"));
        window.press("Make a register from an exported folder").await?;
        window.press("Choose the folder").await?;
        window.click("//*[@role='dialog']//label[contains(normalize-space(.),'Leave it unsealed')]").await?;
        window.picture("3-import").await?;
        window.press_in_dialog("Make register").await?;
        window.reads_heading("Today").await?;
        window.go("Providers").await?;
        window.reads("Quillworks").await
    });
}

/// What was being typed when the register was locked is there again; evidence that was opened outside is not.
#[test]
fn a_lock_keeps_what_was_typed_and_nothing_else() {
    journey("draft", async |window| {
        create(window).await?;
        add_provider(window, "Quillworks").await?;
        let proof = window.desk.path("answer.txt");
        std::fs::write(&proof, "The servers stand in Lille.")?;
        window.answer("evidence_to_add", &proof);
        window.tab("Evidence").await?;
        window.press("Add evidence").await?;
        window.reads("answer.txt").await?;
        window.choose("Kind", "Correspondence").await?;
        window.press_in_dialog("Add evidence").await?;
        window.reads("answer added").await?;
        window.press("answer").await?;
        window.press_in_dialog("Open outside Provident").await?;
        let opened = opened_outside(window).await?;
        assert_eq!(std::fs::read_to_string(&opened)?, "The servers stand in Lille.");
        for (path, mode) in [(opened.as_path(), 0o600), (opened.parent().expect("a folder"), 0o700)] {
            assert_eq!(std::fs::metadata(path)?.permissions().mode() & 0o777, mode, "{}", path.display());
        }
        window.key(Key::Escape).await?;
        window.control_and('n').await?;
        window.reads_heading("New provider").await?;
        window.write("Name", "Pollenkraft").await?;
        window.write("Notes", "half a sent").await?;
        lock(window).await?;
        assert!(!opened.exists(), "{} is still there", opened.display());
        unlock(window, OFFICER).await?;
        window.reads("You were writing the provider “Pollenkraft”").await?;
        window.picture("2-kept").await?;
        window.press("Continue").await?;
        window.reads_heading("New provider").await?;
        let notes = window.control("Notes").await?;
        assert_eq!(notes.prop("value").await?.as_deref(), Some("half a sent"));
        window.control_and('s').await?;
        window.reads_heading("Pollenkraft").await?;
        window.gone("You were writing").await
    });
}

/// Where the seam of the tests notes what another program was to open.
async fn opened_outside(window: &Window) -> Result<PathBuf, WebDriverError> {
    let noted = window.desk.path("answers.opened");
    window.until(|| noted.is_file()).await;
    Ok(PathBuf::from(std::fs::read_to_string(noted)?))
}

/// The same in French, in the dark, and at double text size in a small window.
#[test]
fn in_french_in_the_dark_and_large() {
    const PHRASE: &str = "marmotte lanterne sept rivières";
    journey("sombre", async |window| {
        window.press("Français").await?;
        window.press("Voir la société d’exemple").await?;
        window.reads_heading("Aujourd’hui").await?;
        window.go("Réglages").await?;
        window.tab("Ce poste").await?;
        window.press("Sombre").await?;
        window.reads("Réglages enregistrés").await?;
        window.tab("Accès").await?;
        window.write("Votre nom", "Anne Clair").await?;
        window.write("Phrase secrète", PHRASE).await?;
        window.write("Phrase secrète, une seconde fois", PHRASE).await?;
        window.reads("Très solide").await?;
        window.picture("1-seal").await?;
        window.press("Sceller ce registre").await?;
        window.reads_heading("Une clé à mettre en lieu sûr").await?;
        window.picture("2-offer").await?;
        window.press_in_dialog("Faire une clé de secours").await?;
        window.reads("n’est montrée que maintenant").await?;
        window.picture("3-key").await?;
        window.press_in_dialog("Je l’ai mise en lieu sûr").await?;
        window.press("Ajouter une personne").await?;
        window.picture("4-person").await?;
        window.key(Key::Escape).await?;
        window.tab("Sauvegardes").await?;
        window.press("Sauvegarder maintenant").await?;
        window.reads("Sauvegarde faite").await?;
        window.picture("5-backups").await?;
        window.tab("Ce poste").await?;
        window.sized(1024, 700).await?;
        window.press("200\u{a0}%").await?;
        window.reads("Réglages enregistrés").await?;
        for (tab, picture) in [("Accès", "6-access-large"), ("Sauvegardes", "7-backups-large"), ("Ce registre", "8-register-large")] {
            window.go("Réglages").await?;
            window.tab(tab).await?;
            window.picture(picture).await?;
            window.fits().await?;
        }
        window.go("Rapports").await?;
        window.tab("Export").await?;
        window.picture("9-export-large").await?;
        window.fits().await?;
        window.control_and('l').await?;
        window.reads("Verrouillé").await?;
        window.write("Phrase secrète", "autre chose").await?;
        window.press("Déverrouiller").await?;
        window.reads("n’ouvre pas le registre").await?;
        window.picture("10-locked-large").await?;
        window.press("Un autre registre").await?;
        window.reads_heading("Provident").await?;
        window.picture("11-start-large").await?;
        window.fits().await
    });
}

/// A fault of the program itself: told with a report that is read before any of it is saved, and that
/// holds nothing somebody typed.
#[test]
fn a_fault_of_the_program_shows_its_report_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("provident-with-a-fault");
    let script = format!("#!/bin/sh\nPROVIDENT_FAULT=provider_save exec '{}' \"$@\"\n", built("provident").display());
    std::fs::write(&program, script).expect("written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("a program");
    journey_of("fault", &program, async |window| {
        create(window).await?;
        window.control_and('n').await?;
        window.write("Name", "Quillworks").await?;
        window.control_and('s').await?;
        window.reads("Something went wrong in the program itself.").await?;
        window.press("Show the report").await?;
        window.reads("Command: provider_save").await?;
        window.picture("2-report").await?;
        let saved = window.desk.path("fault.txt");
        assert!(!saved.exists());
        window.answer("fault_report_to_save", &saved);
        window.press_in_dialog("Save as a text file").await?;
        window.reads("Saved as fault.txt").await?;
        let text = std::fs::read_to_string(&saved)?;
        assert!(text.contains("rpc.rs") && !text.contains("Quillworks"), "{text}");
        let logs = window.desk.path("home/provident/data/logs");
        for entry in std::fs::read_dir(logs)? {
            let log = std::fs::read_to_string(entry?.path())?;
            assert!(log.contains("provider_save") && !log.contains("Quillworks") && !log.contains("Anna"), "{log}");
        }
        window.key(Key::Escape).await?;
        window.gone("Command: provider_save").await?;
        // What was typed is still there.
        let name = window.control("Name").await?;
        assert_eq!(name.prop("value").await?.as_deref(), Some("Quillworks"));
        Ok(())
    });
}
