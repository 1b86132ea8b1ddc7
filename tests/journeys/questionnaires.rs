//! Departments asked by file and in a meeting, their answers taken in and taken over, in the real window.

mod intake;
mod interview;
mod screens;

use std::path::{Path, PathBuf};

use provident_exchange::answers_file::{AnswersFile, seal};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::window::{Window, quoted};

/// What the page of this department holds; it lies in the folder alone.
pub fn asked(folder: &Path, department: &str) -> Value {
    let page = files(folder).into_iter().find(|path| named(path).ends_with(&format!("{department}.html"))).expect("a page was made");
    let text = std::fs::read_to_string(page).expect("a page");
    let begin = "<script type=\"application/json\" id=\"provident-data\">";
    let (_, rest) = text.split_once(begin).expect("the page has its data");
    serde_json::from_str(rest.split_once("</script>").expect("the data ends").0).expect("the data is JSON")
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

fn named(path: &Path) -> String {
    path.file_name().expect("a file").to_string_lossy().into_owned()
}

/// What the page would have sealed: the first known tool confirmed, the second corrected, and a new one.
pub fn answered(asked: &Value) -> Vec<u8> {
    let mut cards = asked["cards"].as_array().expect("cards").clone();
    cards[0]["standing"] = json!("confirmed");
    cards[1]["standing"] = json!("corrected");
    cards[1]["answers"]["users_count"] = json!({ "value": 41 });
    cards[1]["answers"]["storage_countries"] = json!({ "value": ["FR", "US"] });
    cards.truncate(2);
    cards.push(json!({ "id": "018f0000-0000-7000-8000-00000000cafe", "answers": {
        "tool_name": { "value": "Wrenfold Rota" },
        "vendor_name": { "value": "Wrenfold" },
        "vendor_contact": { "value": { "name": "Idris Pellmoor", "email": "idris@wrenfold.example" } },
        "why_used": { "value": "Plans who works when, and tells everybody by e-mail." },
        "users_count": { "value": 130 },
        "users_roles": { "value": ["Planner", "Reader"] },
        "admins_count": { "is_unknown": true },
        "login_type": { "value": ["own_password"] },
        "data_categories": { "value": ["identity", "private_contact"] },
        "data_subjects": { "value": ["employees"] },
        "volume": { "value": "from_100" },
        "storage_countries": { "value": ["IE", "US"] },
        "retention": { "value": "Two years after the shift." },
    } }));
    let header = json!({
        "register": asked["register"], "assessment": asked["assessment"], "copy": asked["copy"],
        "questionnaire": { "id": asked["questionnaire"]["id"], "version": asked["questionnaire"]["version"] },
        "kind": "department", "language": "en",
        "sender": { "name": "Maëlys Trévignoc", "function": "Head of People" },
        "finished_at": "2026-11-20T10:00:00+01:00", "answers": {}, "cards": cards,
    });
    let file = AnswersFile { header: serde_json::from_value(header).expect("a header"), attachments: Vec::new() };
    seal(&file, asked["recipient"].as_str().expect("a recipient")).expect("sealed")
}

/// Asks two departments of the sample for the tools they use, and confirms that the files went out.
pub async fn ask_two(window: &Window, folder: &Path) -> Result<(), WebDriverError> {
    window.answer("folder_for_questionnaires", folder);
    window.go("Questionnaires").await?;
    window.reads("No department has been asked yet").await?;
    window.picture("1-nobody-asked").await?;
    window.press("Ask the heads of department what they use").await?;
    window.reads_heading("Ask heads of department").await?;
    window.press("Prepare").await?;
    window.reads("Choose at least one.").await?;
    window.press("People").await?;
    window.press("Finance").await?;
    window.picture("2-asking").await?;
    window.press("Prepare").await?;
    window.reads_heading("Make 2 files").await?;
    window.picture("3-files").await?;
    window.press("Choose a folder and make the files").await?;
    window.reads("2 files in “out”").await?;
    window.picture("4-made").await?;
    window.press("Mark as sent today").await?;
    window.reads("2 rounds marked as sent").await
}

/// Takes these files in.
pub async fn take_in(window: &Window, files: &[&Path]) -> Result<(), WebDriverError> {
    window.answer_all("answers_to_take", files);
    window.press("Take answers in").await?;
    window.reads_heading("Answers taken in").await
}

/// A button whose name begins so and says this too.
pub async fn press_of(window: &Window, begins: &str, with: &str) -> Result<(), WebDriverError> {
    let name = "normalize-space(concat(@aria-label, ' ', .))";
    window.click(&format!("//button[starts-with({name},{})][contains({name},{})]", quoted(begins), quoted(with))).await
}
