//! What a person does, in the real window.

mod away;
mod questionnaires;
mod record;
mod review;
mod screens;
mod sealed;
mod start;
mod trouble;
mod work;

use thirtyfour::prelude::*;

use crate::window::Window;

pub const OFFICER: &str = "marmot lantern seven rivers";
pub const DEPUTY: &str = "copper violin under snow";

/// First start: makes a sealed register for an organisation, and puts the recovery key off.
pub async fn create(window: &Window) -> Result<(), WebDriverError> {
    window.answer("register_to_create", &window.desk.path("Lumeria.provident"));
    window.write("Organisation name", "Lumeria SAS").await?;
    window.write("Your name", "Anna Keller").await?;
    window.write("Passphrase", OFFICER).await?;
    window.write("Passphrase again", OFFICER).await?;
    window.reads("Very strong").await?;
    window.picture("1-first-start").await?;
    window.press("Create my register").await?;
    window.reads_heading("One key to put away").await?;
    window.picture("1-recovery").await?;
    window.press("Later").await?;
    window.reads_heading("Today").await
}

/// Opens the sample company at its list of providers.
pub async fn look_at_the_sample(window: &Window) -> Result<(), WebDriverError> {
    window.press("Look at the sample company").await?;
    window.reads_heading("Today").await?;
    window.reads("What changed").await?;
    window.picture("0-today").await?;
    window.go("Providers").await?;
    window.reads("18 providers").await
}
