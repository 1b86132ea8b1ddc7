//! A questionnaire of our own: copied, edited, looked at as the respondent sees it, published; and the texts of mails.

use serde_json::json;
use thirtyfour::prelude::*;

use super::super::look_at_the_sample;
use super::ask;
use crate::window::{Window, journey};

/// From the palette, as any place.
pub async fn find(window: &Window, typed: &str) -> Result<(), WebDriverError> {
    window.control_and('k').await?;
    window.keys(typed).await?;
    window.click(&format!("//*[@role='option'][starts-with(normalize-space(.),'{typed}')]")).await
}

#[test]
fn a_questionnaire_is_copied_edited_and_published() {
    journey("questionnaire", async |window| {
        look_at_the_sample(window).await?;
        find(window, "Questionnaires as they are asked").await?;
        window.reads("Shipped, version 1").await?;
        window.picture("1-list").await?;
        window.press("Data protection and security: questions to our providers").await?;
        window.reads("comes with the program and stays as it is").await?;
        window.picture("2-shipped").await?;
        window.press("Copy").await?;
        window.reads("Draft of version 1").await?;
        window.write("Title (English)", "Questions to hosting providers").await?;
        window.click("//nav//button[contains(., 'Employee training')] | //button[normalize-space(.)='6 People: training and confidentiality 8' or contains(., 'People: training')]").await?;
        window.reads("Option 1 (English)").await?;
        window.picture("3-question").await?;
        window.write("Weight", "20").await?;
        window.press("Save draft").await?;
        window.reads("to mend before it can be published").await?;
        window.picture("4-faults").await?;
        window.write("Weight", "8").await?;
        window.press("Save draft").await?;
        window.reads("Ready to be published").await?;
        window.press("Preview").await?;
        window.reads("As the respondent sees it. Nothing is kept.").await?;
        window.picture("5-preview").await?;
        window.press("Close the preview").await?;
        window.press("Publish").await?;
        window.press_in_dialog("Publish").await?;
        window.reads("Version 1 is published").await?;
        window.press("The whole").await?;
        window.reads("Published versions").await?;
        window.picture("6-published").await?;
        let rows = ask(window, "questionnaire_list", json!({})).await?;
        let own = rows.as_array().and_then(|rows| rows.iter().find(|row| row["is_shipped"] == false)).expect("ours");
        assert_eq!((&own["version"], &own["title"]["en"]), (&json!(1), &json!("Questions to hosting providers")), "{own}");
        Ok(())
    });
}

#[test]
fn the_text_of_a_mail_is_ours_and_back() {
    journey("mail-texts", async |window| {
        look_at_the_sample(window).await?;
        window.go("Settings").await?;
        window.tab("Mail texts").await?;
        window.reads("As it is shipped").await?;
        window.picture("1-shipped").await?;
        window.write("Subject", "Which tools does {respondent} use{by_due}?").await?;
        window.press("Save text").await?;
        window.reads("Our text").await?;
        window.picture("2-ours").await?;
        window.press("Back to the shipped text").await?;
        window.reads("As it is shipped").await?;
        window.reads_in("Subject", "please answer").await
    });
}
