//! An activity written from a provider, chapter by chapter, until every letter of the article is complete.

use thirtyfour::prelude::*;

use super::provider;
use crate::window::{Window, journey};

const NAME: &str = "Keeping the passwords of the team";

#[test]
fn an_activity_is_written_from_a_provider_and_confirmed() {
    journey("activity", async |window| {
        provider(window, "Thwaitlock").await?;
        window.show("What stops if this provider goes?").await?;
        window.reads("No processing activity names a service of this provider.").await?;
        window.press("Write an activity from this provider").await?;
        window.reads("Filled in with what the services of Thwaitlock say already").await?;
        window.picture("1-begun").await?;
        window.write("Name", NAME).await?;
        window.press("Save activity").await?;
        window.reads_heading(NAME).await?;
        window.stands("missing under f and g").await?;
        window.picture("2-draft").await?;
        window.press("Edit activity").await?;
        purpose(window).await?;
        data(window).await?;
        rest(window).await?;
        window.press("Save activity").await?;
        window.reads_heading(NAME).await?;
        window.stands("every letter complete").await?;
        window.reads("1 transfer in order").await?;
        window.picture("8-complete").await?;
        confirmed(window).await?;
        window.press("Team password vault").await?;
        window.reads_heading("Thwaitlock").await?;
        window.tab("Overview").await?;
        window.show("What stops if this provider goes?").await?;
        window.reads("1 activity is carried out with it; 1 stops without it.").await?;
        window.picture("10-stops").await
    });
}

async fn purpose(window: &Window) -> Result<(), WebDriverError> {
    window.press("Active").await?;
    window.write("Reference", "IT-04").await?;
    window.write("Internal owner", "Noémie Castelbrac").await?;
    window.picture("3-purpose").await
}

async fn data(window: &Window) -> Result<(), WebDriverError> {
    window.show("Persons and data").await?;
    window.write("Kept until", "Until the person leaves, and 30 days in backups").await?;
    window.press("Same persons and retention for all").await?;
    window.picture("4-data").await?;
    window.show("Legal basis").await?;
    window.choose("Legal basis", "Legitimate interests").await?;
    window.key(Key::Escape).await?;
    window.write("Law, task or interest", "Our interest in safe access to our systems").await?;
    window.picture("5-basis").await
}

async fn rest(window: &Window) -> Result<(), WebDriverError> {
    window.show("Recipients").await?;
    window.press("Add recipient").await?;
    window.press("Professional adviser").await?;
    window.write("Who, or on which occasion", "The firm that tests our security, once a year").await?;
    window.picture("6-recipients").await?;
    window.show("Security").await?;
    window.write("Security measures", "Everything is encrypted before it leaves the device; second factor").await?;
    window.press("Add measures").await?;
    window.press("Traceability").await?;
    window.write("Traceability", "Each look at a shared password is logged for a year").await?;
    window.picture("7-security").await
}

/// By whoever is at the keys, today; the change of a word takes it away again.
async fn confirmed(window: &Window) -> Result<(), WebDriverError> {
    window.reads("by nobody yet").await?;
    window.press("Confirm it is still true").await?;
    window.reads(&format!("{NAME} confirmed")).await?;
    window.gone("by nobody yet").await?;
    window.picture("9-confirmed").await
}
