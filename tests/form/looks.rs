//! What the page looks like: light and dark, on a phone, at twice the size of text, in French, on paper.

use std::process::Command;

use serde_json::json;
use thirtyfour::prelude::*;

use super::browser::{Browser, Chromium, browsing};
use super::provider::fill;
use super::sheet::{self, Sheet};
use crate::window::target;

/// How it is looked at.
struct Look {
    name: &'static str,
    width: u32,
    dots: u32,
    is_dark: bool,
    /// Of the usual size, in percent.
    text: u32,
}

const USUAL: Look = Look { name: "form/wide", width: 1440, dots: 1, is_dark: false, text: 100 };

const LOOKS: [Look; 6] = [
    USUAL,
    Look { name: "form/dark", width: 1280, is_dark: true, ..USUAL },
    Look { name: "form/phone", width: 390, dots: 2, ..USUAL },
    Look { name: "form/phone-dark", width: 390, dots: 2, is_dark: true, ..USUAL },
    Look { name: "form/zoomed", width: 640, dots: 2, ..USUAL },
    Look { name: "form/large-text", width: 1280, text: 200, ..USUAL },
];

#[test]
fn the_page_is_fit_to_be_seen_in_every_light_and_width() {
    for look in &LOOKS {
        browsing(Chromium, look.name, async |browser| seen(browser, look).await);
    }
}

async fn seen(browser: &Browser, look: &Look) -> Result<(), WebDriverError> {
    browser.screen(look.width, 900, look.dots).await?;
    if look.is_dark {
        browser.darkens().await?;
    }
    open(browser, &sheet::provider(), look).await?;
    browser.whole("provider-blank").await?;
    fill(browser).await?;
    browser.press("Français").await?;
    browser.reads("9 sur 9 réponses obligatoires").await?;
    browser.whole("provider-french").await?;
    browser.press("Relire et terminer").await?;
    browser.whole("review-french").await?;
    open(browser, &sheet::department(), look).await?;
    browser.press("› Payday Nordhylla Payroll ○ Please confirm").await?;
    browser.whole("department-known").await?;
    browser.press("Add a tool").await?;
    browser.press("Review and finish").await?;
    browser.whole("department-review").await?;
    browser.press("Where is it stored?").await?;
    browser.focused("Where is it stored?").await?;
    browser.whole("department-open").await
}

async fn open(browser: &Browser, sheet: &Sheet, look: &Look) -> Result<(), WebDriverError> {
    browser.opens(&sheet.write(&browser.desk)).await?;
    browser.reads("Review and finish").await?;
    browser.asks("document.documentElement.style.fontSize = arguments[0]", vec![json!(format!("{}%", look.text))]).await.map(drop)
}

#[test]
fn it_reads_on_paper_with_and_without_answers() {
    // The driver of WebKit cannot print.
    browsing(Chromium, "form/paper", async |browser| {
        open(browser, &sheet::provider(), &USUAL).await?;
        let blank = printed(browser, "provider-blank").await?;
        for words in [
            "How is the security of the service managed",
            "Only if “Security management” is answered with",
            "Which standard, and which body?",
            "Who answers",
        ] {
            assert!(blank.contains(words), "{words} in\n{blank}");
        }
        fill(browser).await?;
        let filled = printed(browser, "provider-filled").await?;
        for words in ["☒ Checked by an independent body", "ISO/IEC 27001:2022", "31 March 2027", "Operations", "report.pdf", "Ireland"] {
            assert!(filled.contains(words), "{words} in\n{filled}");
        }
        assert!(!filled.contains("Review and finish"), "the screen stays off the paper");
        open(browser, &three_tools(), &USUAL).await?;
        let tools = printed(browser, "department").await?;
        for words in ["Payday", "Monthly payroll of all employees", "One more tool", "How do people sign on?"] {
            assert!(tools.contains(words), "{words} in\n{tools}");
        }
        // On screen everything is as it was.
        browser.reads("Add a tool").await
    });
}

fn three_tools() -> Sheet {
    let mut sheet = sheet::department();
    sheet.data["cards"][0]["answers"]["owner"] = json!({ "is_unknown": true });
    sheet
}

/// What is printed, as PDF and as pictures under `target/journeys/form`; the answer is its text.
async fn printed(browser: &Browser, name: &str) -> Result<String, WebDriverError> {
    let folder = target().join("journeys/form");
    std::fs::create_dir_all(&folder)?;
    let pdf = folder.join(format!("paper-{name}.pdf"));
    std::fs::write(&pdf, browser.printed().await?)?;
    let pictures = Command::new("pdftoppm").args(["-r", "60", "-png"]).arg(&pdf).arg(pdf.with_extension("")).status()?;
    assert!(pictures.success(), "pdftoppm {}", pdf.display());
    let text = Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output()?;
    Ok(String::from_utf8_lossy(&text.stdout).split_whitespace().collect::<Vec<_>>().join(" "))
}
