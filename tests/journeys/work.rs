//! A day of work: reconciling, many at once, merging, finding, evidence, and two people at one record.

use thirtyfour::prelude::*;

use super::look_at_the_sample;
use crate::window::journey;

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

/// Several providers at once, two that are one, and taking back; all of it by keys where there are keys.
#[test]
fn many_at_once_and_taken_back() {
    journey("many", async |window| {
        look_at_the_sample(window).await?;
        window.control_and('f').await?;
        // The way into the list is meant for what is written, also where it has not answered yet.
        window.keys(&format!("br{}", char::from(Key::Down))).await?;
        window.reads("1 provider matches").await?;
        window.focused("Brindemesure").await?;
        window.keys(" ").await?;
        window.reads("1 selected").await?;
        window.write("Search providers", "").await?;
        window.reads("18 providers").await?;
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
        // Enter is meant for what is written, also where the list has not answered yet.
        window.write("Find anything", "").await?;
        window.keys(&format!("granv{}", char::from(Key::Enter))).await?;
        window.reads_heading("Granvelour Cloud").await?;
        window.control_and('k').await?;
        window.control("Find anything").await?;
        window.keys("print reg").await?;
        window.reads("Print register").await?;
        window.key(Key::Enter).await?;
        window.reads_heading("Reports").await?;
        // The key that searches goes to the search, and leaves what is looked for as it is.
        window.control_and('f').await?;
        window.focused("Search providers").await?;
        window.keys("granv").await?;
        window.reads("1 provider matches").await?;
        window.key(Key::Down).await?;
        window.control_and('f').await?;
        window.focused("Search providers").await?;
        window.reads("1 provider matches").await?;
        window.key(Key::Down).await?;
        window.keys("?").await?;
        window.reads("these keys").await?;
        window.picture("2-keys").await
    });
}

/// A PDF, a picture and a text are kept as evidence and shown inside the window.
#[test]
fn evidence_is_shown_inside_the_window() {
    journey("evidence", async |window| {
        look_at_the_sample(window).await?;
        window.press("Granvelour Cloud").await?;
        window.reads_heading("Granvelour Cloud").await?;
        window.tab("Services and data").await?;
        window.press("Verify personal data").await?;
        window.reads("This covers all 2 services of the provider.").await?;
        window.tab("Evidence").await?;
        let pdf = provident_report::render(&crate::reports::rich()).expect("a report").bytes;
        let png = window.png().await?;
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
