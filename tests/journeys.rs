//! What a person does, in the real window.

use std::path::{Path, PathBuf};

use thirtyfour::prelude::*;

use crate::ground::real_file;
use crate::reader;
use crate::window::{Window, journey};

/// First start: makes a register for an organisation.
async fn create(window: &Window) -> Result<(), WebDriverError> {
    window.answer("register_to_create", &window.desk.path("Lumeria.provident"));
    window.write("Organisation name", "Lumeria SAS").await?;
    window.picture("1-first-start").await?;
    window.press("Create my register").await?;
    window.reads_heading("Today").await
}

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

/// Opens the sample company at its list of providers.
async fn look_at_the_sample(window: &Window) -> Result<(), WebDriverError> {
    window.press("Look at the sample company").await?;
    window.reads_heading("Today").await?;
    window.reads("What changed").await?;
    window.picture("0-today").await?;
    window.go("Providers").await?;
    window.reads("18 providers").await
}

/// The sample company, seen from every screen; pictures of each for the eye.
#[test]
fn the_sample_company_is_shown_on_every_screen() {
    journey("sample", async |window| {
        look_at_the_sample(window).await?;
        window.picture("1-providers").await?;
        window.write("Search providers", "newsletter").await?;
        window.reads("match").await?;
        window.picture("2-search").await?;
        window.write("Search providers", "granvelour").await?;
        window.press("Granvelour Cloud").await?;
        window.reads_heading("Granvelour Cloud").await?;
        window.picture("3-overview").await?;
        for (tab, name) in [("Services and data", "4-services"), ("Evidence", "5-evidence"), ("History", "6-history")] {
            window.tab(tab).await?;
            window.picture(name).await?;
        }
        window.go("Reports").await?;
        window.press("Provider register All providers, or those of the current filter, one line each").await?;
        window.reads("nobody has verified yet").await?;
        window.picture("7-register-preview").await?;
        settings(window).await?;
        window.go("Providers").await?;
        window.reads("18 providers").await?;
        window.picture("12-dark").await?;
        window.press("Granvelour Cloud").await?;
        window.reads_heading("Granvelour Cloud").await?;
        window.picture("13-dark-provider").await?;
        window.go("Settings").await?;
        window.tab("This desk").await?;
        window.press("Light").await?;
        window.go("Providers").await?;
        window.press("Sirocourrier").await?;
        window.reads_heading("Sirocourrier").await?;
        window.gone("Settings saved").await?;
        window.picture("14-with-gaps").await?;
        window.press("Print dossier").await?;
        window.reads("What is missing").await?;
        window.picture("15-dossier").await
    });
}

async fn settings(window: &Window) -> Result<(), WebDriverError> {
    window.go("Settings").await?;
    window.reads_heading("Who we are").await?;
    window.picture("8-organisation").await?;
    window.tab("Departments").await?;
    window.press("Add department").await?;
    window.write("Name", "Legal affairs").await?;
    window.press("Save department").await?;
    window.reads("Legal affairs saved").await?;
    window.picture("9-departments").await?;
    window.tab("This register").await?;
    window.press("Check now").await?;
    window.reads("The register is whole").await?;
    window.picture("10-check").await?;
    window.tab("This desk").await?;
    window.write("Who I am", "Jane Doe").await?;
    window.press("Dark").await?;
    window.picture("11-desk").await
}

/// Large text and a small window: nothing is cut off.
#[test]
fn double_text_size_in_a_small_window() {
    journey("large", async |window| {
        look_at_the_sample(window).await?;
        window.go("Settings").await?;
        window.tab("This desk").await?;
        window.press("200%").await?;
        window.picture("1-desk").await?;
        window.go("Providers").await?;
        window.reads("18 providers").await?;
        window.picture("2-providers").await?;
        window.press("Sirocourrier").await?;
        window.reads_heading("Sirocourrier").await?;
        window.picture("3-provider").await?;
        window.press("Edit provider").await?;
        window.control("Legal name").await?;
        window.picture("4-form").await?;
        window.sized(1024, 700).await?;
        for (place, heading) in
            [("Today", "Today"), ("Providers", "Providers"), ("Reports", "Reports"), ("Settings", "Settings"), ("Help", "Help")]
        {
            window.go(place).await?;
            window.reads_heading(heading).await?;
            window.fits().await?;
            window.picture(&format!("small-{}", place.to_lowercase())).await?;
        }
        Ok(())
    });
}

/// A list from accounting, and one key each for what is proposed.
#[test]
fn what_accounting_knows_is_proposed_and_decided() {
    journey("reconcile", async |window| {
        look_at_the_sample(window).await?;
        let list = window.desk.path("accounts.csv");
        std::fs::write(&list, "Supplier;Amount\nGranvelour Cloud;12000\nOwlwright Analytics;4800\nPlumbers of the Quay;310\n")
            .expect("written");
        window.go("Import").await?;
        window.press("Reconcile a list").await?;
        window.answer("list_to_import", &list);
        window.press("Choose a list").await?;
        window.reads("Owlwright Analytics").await?;
        window.picture("1-compare").await?;
        window.press("Add as proposed providers").await?;
        window.reads("2 proposed providers added").await?;
        window.picture("2-added").await?;
        window.press("Decide now").await?;
        window.reads_heading("Owlwright Analytics").await?;
        window.picture("3-triage").await?;
        window.keys("n").await?;
        window.reads("Owlwright Analytics: no personal data.").await?;
        window.picture("4-decided").await
    });
}

/// Files that are no register and no list: a sentence, and the window lives on.
#[test]
fn bad_files_are_told_in_a_sentence_and_the_window_lives_on() {
    journey("bad", async |window| {
        let strange = window.desk.path("holiday.provident");
        std::fs::write(&strange, "Dear diary, today I kept no register at all.").expect("written");
        window.answer("register_to_open", &strange);
        window.press("Open a register").await?;
        window.reads("holiday.provident is not a Provident register.").await?;
        window.picture("1-not-a-register").await?;
        create(window).await?;
        window.go("Import").await?;
        let bomb = window.desk.path("photo.xlsx");
        std::fs::write(&bomb, [0x89, b'P', b'N', b'G', 13, 10, 26, 10]).expect("written");
        window.answer("list_to_import", &bomb);
        window.press("Choose a list").await?;
        window.reads("photo.xlsx is a picture, not a list").await?;
        window.picture("2-not-a-list").await?;
        window.go("Providers").await?;
        window.reads("This register has no providers yet").await
    });
}

/// Several providers at once, two that are one, and taking back; all of it by keys where there are keys.
#[test]
fn many_at_once_and_taken_back() {
    journey("many", async |window| {
        look_at_the_sample(window).await?;
        window.control_and('f').await?;
        window.keys("br").await?;
        window.reads("1 provider matches").await?;
        window.key(Key::Down).await?;
        window.keys(" ").await?;
        window.reads("1 selected").await?;
        window.write("Search providers", "").await?;
        window.key(Key::Down).await?;
        window.key(Key::Down).await?;
        window.keys(" ").await?;
        window.reads("2 selected").await?;
        window.picture("1-selected").await?;
        window.press("Set status").await?;
        window.press("Suspended").await?;
        window.picture("2-status").await?;
        window.press("Apply to all selected").await?;
        window.reads("2 providers changed").await?;
        window.picture("3-changed").await?;
        window.press("Undo").await?;
        window.reads("Taken back").await?;
        window.press("Select Brindemesure").await?;
        window.press("Select Bulletinelle Paie").await?;
        window.press("Merge the two").await?;
        window.reads("this record is kept").await?;
        window.picture("4-merge").await?;
        window.press("Merge").await?;
        window.reads("Merged into").await?;
        window.go("Providers").await?;
        window.reads("17 providers").await?;
        window.control_and('z').await?;
        window.reads("18 providers").await
    });
}

/// Anything found by a few letters; every key on one sheet.
#[test]
fn anything_is_found_by_a_few_letters() {
    journey("palette", async |window| {
        look_at_the_sample(window).await?;
        window.control_and('k').await?;
        window.control("Find anything").await?;
        window.keys("granv").await?;
        window.reads("Granvelour Cloud").await?;
        window.picture("1-found").await?;
        window.key(Key::Enter).await?;
        window.reads_heading("Granvelour Cloud").await?;
        window.control_and('k').await?;
        window.control("Find anything").await?;
        window.keys("print reg").await?;
        window.reads("Print register").await?;
        window.key(Key::Enter).await?;
        window.reads_heading("Reports").await?;
        window.keys("?").await?;
        window.reads("these keys").await?;
        window.picture("2-keys").await
    });
}

/// Every screen in French, in both looks, without a fault that axe can find.
#[test]
fn every_screen_in_french() {
    journey("french", async |window| {
        window.press("Français").await?;
        window.press("Voir la société d’exemple").await?;
        window.reads_heading("Aujourd’hui").await?;
        window.reads("Ce qui a changé").await?;
        for look in ["Claire", "Sombre"] {
            window.go("Réglages").await?;
            window.tab("Ce poste").await?;
            window.press(look).await?;
            window.gone("Réglages enregistrés").await?;
            window.picture(&format!("{look}-desk")).await?;
            for (place, heading) in [
                ("Aujourd’hui", "Aujourd’hui"),
                ("Prestataires", "Prestataires"),
                ("Import", "Importer une liste"),
                ("Rapports", "Rapports"),
                ("Aide", "Aide"),
            ] {
                window.go(place).await?;
                window.reads_heading(heading).await?;
                window.picture(&format!("{look}-{}", place.to_lowercase().replace('’', ""))).await?;
            }
            window.go("Prestataires").await?;
            window.press("Sirocourrier").await?;
            window.reads_heading("Sirocourrier").await?;
            for tab in ["Vue d’ensemble", "Services et données", "Preuves", "Historique"] {
                window.tab(tab).await?;
                window.picture(&format!("{look}-provider-{}", &tab[..5].to_lowercase())).await?;
            }
            window.press("Modifier le prestataire").await?;
            window.control("Raison sociale").await?;
            window.picture(&format!("{look}-form")).await?;
        }
        Ok(())
    });
}

/// A PDF, a picture and a text are kept as evidence and shown inside the window.
#[test]
fn evidence_is_shown_inside_the_window() {
    journey("evidence", async |window| {
        look_at_the_sample(window).await?;
        window.press("Granvelour Cloud").await?;
        window.reads_heading("Granvelour Cloud").await?;
        window.tab("Evidence").await?;
        let pdf = provident_report::render(&crate::reports::rich()).expect("a report").bytes;
        let png = window.driver().screenshot_as_png().await?;
        for (name, content, seen) in [("report.pdf", pdf, "pdf"), ("screen.png", png, "picture")] {
            let file = window.desk.path(name);
            std::fs::write(&file, content).expect("written");
            window.answer("evidence_to_add", &file);
            window.press("Add evidence").await?;
            window.choose("Kind", "Other").await?;
            window.press_in_dialog("Add evidence").await?;
            let title = name.split('.').next().expect("a name");
            window.reads(&format!("{title} added")).await?;
            window.press(title).await?;
            window.control_of_dialog("Open outside Provident").await?;
            window.settled(if seen == "pdf" { "iframe" } else { "img" }).await?;
            window.picture(&format!("1-{seen}")).await?;
            window.press_in_dialog("Close").await?;
        }
        window.press("Hosting agreement and annexes").await?;
        window.reads("Invented document of the sample register").await?;
        window.picture("2-text").await
    });
}

/// A record that was saved meanwhile: both versions stand side by side.
#[test]
fn a_record_saved_meanwhile_is_compared_field_by_field() {
    journey("conflict", async |window| {
        look_at_the_sample(window).await?;
        window.press("Granvelour Cloud").await?;
        window.reads_heading("Granvelour Cloud").await?;
        window.press("Edit provider").await?;
        window.write("Legal name", "Granvelour Cloud SE").await?;
        window.write("Registration number", "SIREN 1").await?;
        window
            .saves_meanwhile("Granvelour Cloud", serde_json::json!({ "legal_name": "Granvelour SAS", "address": "1 rue Neuve, Lille" }))
            .await?;
        window.control_and('s').await?;
        window.reads("Somebody saved this meanwhile").await?;
        window.reads("changed on both sides").await?;
        window.reads("1 rue Neuve, Lille").await?;
        window.picture("1-both").await?;
        window.press("Save what is chosen").await?;
        window.reads("Granvelour Cloud saved").await?;
        for text in ["Granvelour Cloud SE", "SIREN 1", "1 rue Neuve, Lille"] {
            window.reads(text).await?;
        }
        Ok(())
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

/// What goes wrong while one works: told plainly, nothing lost, and trying again works.
#[test]
fn trouble_in_the_window() {
    journey("trouble", async |window| {
        create(window).await?;
        window.control_and('n').await?;
        window.reads_heading("New provider").await?;
        window.write("Name", "Quillworks").await?;
        window.paste("Notes", &"word ".repeat(200_000)).await?;
        window.control_and('s').await?;
        window.reads("characters fit here").await?;
        window.picture("1-too-long").await?;
        window.write("Notes", "short").await?;
        // Twice in a row saves once.
        window.control_and('s').await?;
        window.control_and('s').await?;
        window.reads_heading("Quillworks").await?;
        window.press("Edit provider").await?;
        window.write("Legal name", "Quillworks SAS").await?;
        let (here, there) = (window.desk.path("Lumeria.provident"), window.desk.path("Elsewhere.provident"));
        std::fs::rename(&here, &there).expect("moved");
        window.control_and('s').await?;
        window.reads("was moved, renamed or replaced while it was open").await?;
        window.picture("2-moved").await?;
        std::fs::rename(&there, &here).expect("moved back");
        window.control_and('s').await?;
        window.reads("Quillworks saved").await?;
        window.reads("Quillworks SAS").await?;
        window.go("Providers").await?;
        window.reads("1 provider").await?;
        window.picture("3-saved").await
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

/// The pictures of the guide, of the sample company, in both languages. `assets/help` holds them.
#[test]
fn the_guide_has_its_pictures() {
    let list = "Name,Legal name,Country,Website,Remark\n\
        Granvelour Cloud,Granvelour Cloud SAS,France,https://granvelour.example,\n\
        Quillworks,Quillworks SAS,France,https://quillworks.example,since 2021\n\
        Harbourdesk,Harbourdesk Ltd,United Kingdom,https://harbourdesk.example,\n\
        Siro Courrier B.V.,Sirocourrier B.V.,Netherlands,https://sirocourrier.example,see accounts\n\
        ,Nameless SARL,France,,\n";
    journey("guide", async |window| {
        let file = window.desk.path("providers.csv");
        std::fs::write(&file, list)?;
        window.answer("list_to_import", &file);
        window.press("Look at the sample company").await?;
        window.reads("What changed").await?;
        window.picture("en-today").await?;
        window.go("Import").await?;
        window.press("Choose a list").await?;
        window.press("Preview import").await?;
        window.reads("Nobody is merged by itself").await?;
        window.picture("en-import").await?;
        window.go("Providers").await?;
        window.press("Sirocourrier").await?;
        window.reads("facts are missing").await?;
        window.picture("en-provider").await?;
        window.press("Print dossier").await?;
        window.reads("What is missing").await?;
        window.picture("en-report").await?;
        window.go("Settings").await?;
        window.tab("This desk").await?;
        window.press("Français").await?;
        window.reads("Réglages enregistrés").await?;
        window.gone("Réglages enregistrés").await?;
        window.go("Aujourd’hui").await?;
        window.reads("Ce qui a changé").await?;
        window.picture("fr-today").await?;
        window.go("Import").await?;
        window.press("Choisir une liste").await?;
        window.press("Aperçu de l’import").await?;
        window.reads("Rien n’est réuni sans vous").await?;
        window.picture("fr-import").await?;
        window.go("Prestataires").await?;
        window.press("Sirocourrier").await?;
        window.reads("faits manquent").await?;
        window.picture("fr-provider").await?;
        window.press("Imprimer le dossier").await?;
        window.reads("Ce qui manque").await?;
        window.picture("fr-report").await
    });
}

/// Every component in every state, in both looks.
#[test]
fn the_gallery_shows_every_state() {
    journey("gallery", async |window| {
        look_at_the_sample(window).await?;
        for look in ["Light", "Dark"] {
            window.go("Settings").await?;
            window.tab("This desk").await?;
            window.press(look).await?;
            window.control_and('k').await?;
            window.control("Find anything").await?;
            window.keys("gallery").await?;
            window.key(Key::Enter).await?;
            window.reads_heading("Gallery").await?;
            window.fits().await?;
            window.picture(look).await?;
        }
        Ok(())
    });
}
