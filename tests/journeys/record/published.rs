//! The public list of our own sub-processors: published, changed, told to the clients and published again.

use std::path::Path;

use thirtyfour::prelude::*;

use super::{back_to_provider, provider};
use crate::reader;
use crate::window::{Window, journey};

#[test]
fn our_list_is_published_and_the_next_change_is_told() {
    journey("published", async |window| {
        provider(window, "Tikwacht").await?;
        window.go("Our sub-processors").await?;
        window.reads("The list was never published, so all of it is new.").await?;
        window.reads_in("Notice to the clients", "Tikwacht").await?;
        window.show("Tell clients and publish").await?;
        window.picture("1-never").await?;
        publish(window).await?;
        window.reads("Nothing has changed since the list was last published.").await?;
        window.picture("2-published").await?;
        moved(window).await?;
        window.go("Our sub-processors").await?;
        window.reads("Belgium and Iceland").await?;
        told(window).await?;
        publish(window).await?;
        window.show("Published before").await?;
        window.picture("5-twice").await?;
        files(window).await?;
        window.click("//button[starts-with(@aria-label, 'Read notice of')]").await?;
        window.reads("1er janvier 2030").await?;
        window.picture("6-recorded").await
    });
}

async fn publish(window: &Window) -> Result<(), WebDriverError> {
    window.press("Publish list").await?;
    window.reads("Publish this list?").await?;
    window.press_in_dialog("Publish list").await?;
    window.reads("List published").await?;
    window.gone("Publish this list?").await
}

/// The monitoring is stored in one more country.
async fn moved(window: &Window) -> Result<(), WebDriverError> {
    back_to_provider(window, "Tikwacht").await?;
    window.tab("Services and data").await?;
    window.press("Edit Monitoring and alerting").await?;
    window.choose("Stored in", "Iceland").await?;
    window.press("Save service").await?;
    window.reads("Monitoring and alerting saved").await
}

/// What is told, from when, in the language of the clients.
async fn told(window: &Window) -> Result<(), WebDriverError> {
    window.show("Since it was last published").await?;
    window.picture("3-changed").await?;
    window.write("Takes effect on", "2030-01-01").await?;
    window.choose("Language of the notice", "Français").await?;
    window.reads_in("Notice to the clients", "1er janvier 2030").await?;
    window.show("Tell clients and publish").await?;
    window.picture("4-notice").await?;
    let mail = window.desk.path("notice.eml");
    window.answer("mail_draft_to_save", &mail);
    window.press("Save as mail draft").await?;
    window.reads("Mail draft saved as notice.eml").await?;
    holds(&mail, &["X-Unsent: 1", "Bcc:", "@montbrumeux.example"]);
    Ok(())
}

/// The list as it stands, in every form.
async fn files(window: &Window) -> Result<(), WebDriverError> {
    for (form, ending) in [("As a web page (HTML)", "html"), ("As Markdown", "md"), ("As PDF", "pdf"), ("As a table (CSV)", "csv")] {
        let file = window.desk.path(&format!("list.{ending}"));
        window.answer("public_list_to_save", &file);
        window.press("Save list").await?;
        window.press(form).await?;
        window.reads(&format!("List saved as list.{ending}")).await?;
        if ending == "pdf" { reader::is_valid(&file) } else { holds(&file, &["Tikwacht", "Iceland"]) }
    }
    Ok(())
}

fn holds(file: &Path, words: &[&str]) {
    let text = std::fs::read_to_string(file).expect("written");
    for word in words {
        assert!(text.contains(word), "{} is without {word:?}\n{text}", file.display());
    }
}
