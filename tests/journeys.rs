//! What a person does, in the real window.

use std::path::{Path, PathBuf};

use thirtyfour::prelude::*;

use crate::reader;
use crate::window::{Window, journey};

/// Real lists that nobody here wrote; says so where they are not.
fn data(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("PROVIDENT_DATA").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"));
    let path = folder.join(name);
    if path.is_file() {
        return Some(path);
    }
    eprintln!("{} is not there: set PROVIDENT_DATA to the folder of real lists", path.display());
    None
}

/// First start: makes a register for an organisation.
async fn create(window: &Window) -> Result<(), WebDriverError> {
    window.answer("register_to_create", &window.desk.path("Lumeria.provident"));
    window.write("Organisation name", "Lumeria SAS").await?;
    window.picture("1-first-start").await?;
    window.press("Create my register").await?;
    window.reads_heading("Providers").await
}

async fn import(window: &Window, list: &Path) -> Result<(), WebDriverError> {
    window.press("Import").await?;
    window.answer("list_to_import", list);
    window.press("Choose a list").await?;
    window.reads_heading("Match columns").await?;
    window.picture("2-mapping").await?;
    window.press("Preview import").await?;
    window.reads_heading("Preview").await?;
    window.picture("3-preview").await
}

#[test]
fn from_a_first_start_to_a_printed_dossier() {
    let Some(list) = data("providers-564.xlsx") else { return };
    journey("xlsx", async |window| {
        create(window).await?;
        window.picture("1-empty").await?;
        import(window, &list).await?;
        Ok(())
    });
}
