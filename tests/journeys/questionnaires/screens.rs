//! Every screen of the list, the round and the intake: in French, in the dark, and at double text size.

use thirtyfour::prelude::*;

use super::{answered, ask_two, asked, press_of, take_in};
use crate::journeys::look_at_the_sample;
use crate::window::{Window, journey};

#[test]
fn the_questionnaires_in_french_in_the_dark_and_large() {
    journey("questionnaires-looks", async |window| {
        let folder = window.desk.path("out");
        let file = window.desk.path("People.provident-answers");
        look_at_the_sample(window).await?;
        ask_two(window, &folder).await?;
        std::fs::write(&file, answered(&asked(&folder, "People")))?;
        take_in(window, &[&file]).await?;
        window.press_in_dialog("Close").await?;
        set(window, "Dark").await?;
        english(window, "dark").await?;
        window.sized(1024, 700).await?;
        set(window, "200%").await?;
        english(window, "large").await?;
        window.press("Settings").await?;
        window.tab("This desk").await?;
        window.press("Français").await?;
        window.reads("Réglages enregistrés").await?;
        window.gone("Réglages enregistrés").await?;
        french(window).await
    });
}

async fn set(window: &Window, look: &str) -> Result<(), WebDriverError> {
    window.go("Settings").await?;
    window.tab("This desk").await?;
    window.press(look).await?;
    window.reads("Settings saved").await?;
    window.gone("Settings saved").await
}

async fn english(window: &Window, look: &str) -> Result<(), WebDriverError> {
    window.go("Questionnaires").await?;
    window.reads("Answers came back").await?;
    window.fits().await?;
    window.picture(&format!("{look}-list")).await?;
    window.press("Select Finance").await?;
    window.reads("1 round selected").await?;
    window.picture(&format!("{look}-selected")).await?;
    window.press("Ask…").await?;
    window.reads_heading("Ask heads of department").await?;
    window.picture(&format!("{look}-ask")).await?;
    window.key(Key::Escape).await?;
    window.press("People").await?;
    window.reads_heading("People").await?;
    window.fits().await?;
    window.picture(&format!("{look}-round")).await?;
    window.press("Look through the answers").await?;
    window.reads_heading("What People says").await?;
    window.fits().await?;
    window.picture(&format!("{look}-intake")).await
}

async fn french(window: &Window) -> Result<(), WebDriverError> {
    window.go("Questionnaires").await?;
    window.reads("Réponses reçues").await?;
    window.picture("french-list").await?;
    window.press("Interroger…").await?;
    window.reads_heading("Interroger des responsables de département").await?;
    window.picture("french-ask").await?;
    window.key(Key::Escape).await?;
    window.press("People").await?;
    window.reads_heading("People").await?;
    window.picture("french-round").await?;
    window.press("Examiner les réponses").await?;
    window.reads_heading("Ce que dit People").await?;
    window.picture("french-intake").await?;
    press_of(window, "Reprendre", "Wrenfold Rota").await?;
    window.reads("1 sur 3 outils décidés").await
}
