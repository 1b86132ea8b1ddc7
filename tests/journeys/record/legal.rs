//! The lists that verdicts rest on: an entry edited with its source, and a file that is refused.

use thirtyfour::prelude::*;

use super::{back_to_provider, provider};
use crate::window::{Window, journey};

#[test]
fn a_legal_list_is_edited_with_a_source_and_updated_with_care() {
    journey("legal", async |window| {
        provider(window, "Thwaitlock").await?;
        window.tab("Transfers").await?;
        window.reads("Adequate country, until a date").await?;
        lists(window).await?;
        window.picture("1-list").await?;
        window.press("Edit United Kingdom").await?;
        window.write("Last day in force", "2026-01-01").await?;
        window.press_in_dialog("Save entry").await?;
        window.reads("This is needed to save.").await?;
        window.picture("2-source-needed").await?;
        window.write("Source", "Invented judgment of 1 January 2026").await?;
        window.press_in_dialog("Save entry").await?;
        window.reads("United Kingdom saved. The verdicts are made anew.").await?;
        window.reads("edited here").await?;
        window.picture("3-edited").await?;
        back_to_provider(window, "Thwaitlock").await?;
        window.tab("Transfers").await?;
        window.reads("Adequacy decision ended").await?;
        lists(window).await?;
        refused(window).await?;
        window.press("Take our edit back: United Kingdom").await?;
        window.reads("Our edit taken back").await?;
        window.gone("edited here").await?;
        window.picture("5-taken-back").await?;
        for list in ["Transfer tools", "Countries of the EEA", "Rules"] {
            window.press(list).await?;
            window.gone("Loading…").await?;
            window.picture(&format!("6-{}", list.to_lowercase().replace(' ', "-"))).await?;
        }
        Ok(())
    });
}

async fn lists(window: &Window) -> Result<(), WebDriverError> {
    window.go("Settings").await?;
    window.tab("Lists and rules").await?;
    window.reads("United Kingdom").await
}

/// One that is no list, one that is older than the one held, one with an entry nobody can read.
async fn refused(window: &Window) -> Result<(), WebDriverError> {
    let list = |day: &str, entries: &str| format!(r#"{{"list":"adequacy","source":"x","last_verified":"{day}","entries":[{entries}]}}"#);
    let files = [
        ("{".to_owned(), "cannot be read"),
        (list("2020-01-01", ""), "1 Jan 2020"),
        (list(&window.day(0).await?, r#"{"country":"KE"}"#), "Entry 1 is not right"),
    ];
    for (text, reason) in files {
        let file = window.desk.path("adequacy.json");
        std::fs::write(&file, text)?;
        window.answer("legal_list_to_import", &file);
        window.press("Update from a file").await?;
        window.reads(reason).await?;
        window.picture("4-refused").await?;
        window.press_in_dialog("Close").await?;
    }
    Ok(())
}
