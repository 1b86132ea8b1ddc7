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
            window.reads("Réglages enregistrés").await?;
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
            window.gone("Settings saved").await?;
            window.show("Marks").await?;
            window.picture(&format!("{look}-marks")).await?;
        }
        Ok(())
    });
}
