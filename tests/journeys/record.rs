//! The record of processing, transfers, sub-processors, our list and what is due, in the real window.

mod activity;
mod import;
mod legal;
mod list;
mod notice;
mod published;
mod screens;
mod verdict;

use thirtyfour::prelude::*;

use super::look_at_the_sample;
use crate::window::Window;

/// The page of a provider of the sample company.
pub async fn provider(window: &Window, name: &str) -> Result<(), WebDriverError> {
    look_at_the_sample(window).await?;
    back_to_provider(window, name).await
}

pub async fn back_to_provider(window: &Window, name: &str) -> Result<(), WebDriverError> {
    window.go("Providers").await?;
    window.press(name).await?;
    window.reads_heading(name).await
}
