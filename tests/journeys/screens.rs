//! Every screen: in both looks, both languages, at double text size, and the pictures made of them.

use thirtyfour::prelude::*;

use super::look_at_the_sample;
use crate::window::{Window, journey};

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
        window.reads("Settings saved").await?;
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

/// What the screens are called in one language.
struct Tongue {
    journey: &'static str,
    chosen: &'static str,
    sample: &'static str,
    looks: [&'static str; 2],
    saved: &'static str,
    /// Entries of the sidebar, with the title each opens.
    places: [(&'static str, &'static str); 6],
    reconcile: &'static str,
    triage: (&'static str, &'static str),
    reports: [&'static str; 3],
    settings: [&'static str; 6],
    provider: [&'static str; 4],
    edit: &'static str,
    legal_name: &'static str,
    service: &'static str,
    select: &'static str,
    merge: (&'static str, &'static str),
    keys: &'static str,
    find: &'static str,
}

const ENGLISH: Tongue = Tongue {
    journey: "english",
    chosen: "English",
    sample: "Look at the sample company",
    looks: ["Light", "Dark"],
    saved: "Settings saved",
    places: [
        ("Today", "Today"),
        ("Providers", "Providers"),
        ("Import", "Import a list"),
        ("Reports", "Reports"),
        ("Settings", "Settings"),
        ("Help", "Help"),
    ],
    reconcile: "Reconcile a list",
    triage: ("Decide now", "Decide on proposed providers"),
    reports: ["New report", "Issued reports", "Export"],
    settings: ["Organisation", "Departments", "This register", "This desk", "Access", "Backups"],
    provider: ["Overview", "Services and data", "Evidence", "History"],
    edit: "Edit provider",
    legal_name: "Legal name",
    service: "Add service",
    select: "Select",
    merge: ("Merge the two", "Merge two providers"),
    keys: "Keys",
    find: "Find anything",
};

const FRENCH: Tongue = Tongue {
    journey: "french",
    chosen: "Français",
    sample: "Voir la société d’exemple",
    looks: ["Claire", "Sombre"],
    saved: "Réglages enregistrés",
    places: [
        ("Aujourd’hui", "Aujourd’hui"),
        ("Prestataires", "Prestataires"),
        ("Import", "Importer une liste"),
        ("Rapports", "Rapports"),
        ("Réglages", "Réglages"),
        ("Aide", "Aide"),
    ],
    reconcile: "Rapprocher une liste",
    triage: ("Décider maintenant", "Décider des prestataires proposés"),
    reports: ["Nouveau rapport", "Rapports émis", "Export"],
    settings: ["Organisation", "Départements", "Ce registre", "Ce poste", "Accès", "Sauvegardes"],
    provider: ["Vue d’ensemble", "Services et données", "Preuves", "Historique"],
    edit: "Modifier le prestataire",
    legal_name: "Raison sociale",
    service: "Ajouter un service",
    select: "Sélectionner",
    merge: ("Réunir les deux", "Réunir deux prestataires"),
    keys: "Touches",
    find: "Tout chercher",
};

#[test]
fn every_screen_in_english() {
    every_screen(&ENGLISH);
}

#[test]
fn every_screen_in_french() {
    every_screen(&FRENCH);
}

/// Every screen in both looks, without a fault that axe can find.
fn every_screen(tongue: &'static Tongue) {
    journey(tongue.journey, async |window| {
        window.press(tongue.chosen).await?;
        window.picture("first-start").await?;
        window.press(tongue.sample).await?;
        window.reads_heading(tongue.places[0].1).await?;
        let [_, providers, import, reports, settings, _] = tongue.places;
        for (at, look) in tongue.looks.iter().enumerate() {
            let name = ["light", "dark"][at];
            window.go(settings.0).await?;
            window.tab(tongue.settings[3]).await?;
            window.press(look).await?;
            window.reads(tongue.saved).await?;
            window.gone(tongue.saved).await?;
            for (at, (place, title)) in tongue.places.iter().enumerate() {
                window.go(place).await?;
                window.reads_heading(title).await?;
                window.picture(&format!("{name}-{at}")).await?;
            }
            for (place, tabs, kind) in [(reports.0, &tongue.reports[..], "report"), (settings.0, &tongue.settings[..], "settings")] {
                window.go(place).await?;
                for (at, tab) in tabs.iter().enumerate() {
                    window.tab(tab).await?;
                    window.picture(&format!("{name}-{kind}-{at}")).await?;
                }
            }
            window.go(import.0).await?;
            window.press(tongue.reconcile).await?;
            window.reads_heading(tongue.reconcile).await?;
            window.picture(&format!("{name}-reconcile")).await?;
            window.go(providers.0).await?;
            window.press(tongue.triage.0).await?;
            window.reads_heading(tongue.triage.1).await?;
            window.picture(&format!("{name}-triage")).await?;
            window.go(providers.0).await?;
            for provider in ["Granvelour Cloud", "Grenlager"] {
                window.press(&format!("{} {provider}", tongue.select)).await?;
            }
            window.picture(&format!("{name}-selected")).await?;
            window.press(tongue.merge.0).await?;
            window.reads_heading(tongue.merge.1).await?;
            window.picture(&format!("{name}-merge")).await?;
            window.go(providers.0).await?;
            window.press("Sirocourrier").await?;
            window.reads_heading("Sirocourrier").await?;
            for (at, tab) in tongue.provider.iter().enumerate() {
                window.tab(tab).await?;
                window.picture(&format!("{name}-provider-{at}")).await?;
            }
            window.press(tongue.service).await?;
            window.picture(&format!("{name}-service-form")).await?;
            window.go(providers.0).await?;
            window.press("Sirocourrier").await?;
            window.press(tongue.edit).await?;
            window.control(tongue.legal_name).await?;
            window.picture(&format!("{name}-form")).await?;
            window.go(providers.0).await?;
            window.reads_heading(providers.1).await?;
            window.control_and('k').await?;
            window.control(tongue.find).await?;
            window.picture(&format!("{name}-find")).await?;
            window.key(Key::Escape).await?;
            window.gone(tongue.find).await?;
            window.keys("?").await?;
            window.reads_heading(tongue.keys).await?;
            window.picture(&format!("{name}-keys")).await?;
            window.key(Key::Escape).await?;
        }
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
        window.go("Processing").await?;
        window.press("Payroll and administration of employees").await?;
        window.reads_heading("Payroll and administration of employees").await?;
        window.picture("en-activity").await?;
        window.go("Transfers").await?;
        window.tab("Where our data goes").await?;
        window.reads("United Kingdom").await?;
        window.picture("en-transfers").await?;
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
        window.picture("fr-report").await?;
        window.go("Traitements").await?;
        window.press("Payroll and administration of employees").await?;
        window.reads_heading("Payroll and administration of employees").await?;
        window.picture("fr-activity").await?;
        window.go("Transferts").await?;
        window.tab("Où vont nos données").await?;
        window.reads("Royaume-Uni").await?;
        window.picture("fr-transfers").await
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
            window.gone("Settings saved").await?;
            window.show("Marks").await?;
            window.picture(&format!("{look}-marks")).await?;
        }
        Ok(())
    });
}
