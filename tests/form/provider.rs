//! A provider answers: conditions, files, what cannot be read, and the sealed file.

use serde_json::json;
use sha2::{Digest, Sha256};
use thirtyfour::prelude::*;

use super::browser::{Browser, Chromium, Engine, WebKit, browsing};
use super::sheet::{self, Sheet};

#[test]
fn a_provider_answers_in_chromium() {
    answers(Chromium, "form/chromium-provider");
}

#[test]
fn a_provider_answers_in_web_kit() {
    answers(WebKit, "form/webkit-provider");
}

fn answers(engine: Engine, name: &'static str) {
    browsing(engine, name, async |browser| {
        let sheet = sheet::provider();
        browser.opens(&sheet.write(&browser.desk)).await?;
        browser.reads_heading("Questions on the protection of personal data").await?;
        browser.reads("1 of 7 required answers").await?;
        browser.picture("1-blank").await?;
        fill(browser).await?;
        browser.picture("2-filled").await?;
        let asked_for = browser.asks("return performance.getEntriesByType('resource').map((one) => one.name)", Vec::new()).await?;
        assert_eq!(asked_for, json!([]), "nothing is asked for outside the file");
        finish(browser).await?;
        compare(&sheet, browser).await;
        Ok(())
    });
}

pub async fn fill(browser: &Browser) -> Result<(), WebDriverError> {
    browser.gone("Which standard, and which body?").await?;
    browser.press("Checked by an independent body, our service in scope").await?;
    browser.write("Which standard, and which body?", "ISO/IEC 27001:2022, checked by Tessaly Cert").await?;
    browser.write("When does the certificate end?", "next spring").await?;
    browser.reads("This is not a date.").await?;
    browser.write("When does the certificate end?", "31/03/2027").await?;
    browser.gone("This is not a date.").await?;
    let report = browser.desk.path("report.pdf");
    std::fs::write(&report, PDF).expect("a file to attach");
    browser.attaches("Security management", &report).await?;
    browser.reads("report.pdf").await?;
    browser.press("Encryption at rest").await?;
    browser.press("None of these").await?;
    browser.press("Backups that are restored at least yearly").await?;
    browser.write("Role, row 1", "Support").await?;
    browser.write("How many, row 1", "12").await?;
    browser.press("Add a row").await?;
    browser.write("Role, row 2", "Operations").await?;
    browser.write("Within how many days does somebody who leaves lose access?", "400").await?;
    browser.reads("The most is 90.").await?;
    browser.write("Within how many days does somebody who leaves lose access?", "1").await?;
    browser.write("From which countries is our data accessed?", "irel").await?;
    browser.key(Key::Enter).await?;
    browser.write("From which countries is our data accessed?", "germ").await?;
    browser.key(Key::Enter).await?;
    browser.write("Which sub-processors do you use for us? optional", "Pollenkraft").await?;
    browser.key(Key::Enter).await?;
    browser.write("How would you tell us of a breach, and within how many hours?", "By telephone and mail, within 24 hours.").await?;
    browser.reads("9 of 9 required answers").await
}

pub async fn finish(browser: &Browser) -> Result<(), WebDriverError> {
    browser.press("Review and finish").await?;
    browser.reads("Everything that was asked is answered.").await?;
    browser.press("Seal and save my answers").await?;
    browser.reads("Give your name.").await?;
    browser.picture("3-review").await?;
    browser.write("Your name", "Jo Mercer").await?;
    browser.write("Your function", "Data protection officer").await?;
    browser.press("Seal and save my answers").await?;
    browser.reads_heading("Your answers are sealed and saved").await?;
    browser.reads("Attach this file to a mail to dpo@lumeria.example and send it.").await?;
    browser.picture("4-done").await
}

pub async fn compare(sheet: &Sheet, browser: &Browser) {
    let (said, files) = sheet.open(&browser.downloaded("Granvelour Cloud.provident-answers").await);
    for key in ["register", "assessment", "copy"] {
        assert_eq!(said[key], sheet.data[key], "{key}");
    }
    assert_eq!(said["questionnaire"], json!({ "id": "provider", "version": 3 }));
    assert_eq!(said["kind"], "provider");
    assert_eq!(said["sender"], json!({ "name": "Jo Mercer", "function": "Data protection officer" }));
    let file = &said["attachments"][0];
    assert_eq!(files, [PDF.to_vec()]);
    assert_eq!((&file["name"], &file["type"], &file["sha256"]), (&json!("report.pdf"), &json!("application/pdf"), &json!(sha256(PDF))));
    let expected = json!({
        "Q01": { "value": "assured", "files": [file["id"]] },
        "Q01a": { "value": "ISO/IEC 27001:2022, checked by Tessaly Cert" },
        "Q01b": { "value": "2027-03-31" },
        "Q02": { "value": ["backup"] },
        "Q03": { "value": [{ "role": "Support", "people": "12" }, { "role": "Operations" }] },
        "Q03a": { "value": 1 },
        "Q04": { "value": ["IE", "DE"] },
        "Q05": { "value": { "name": "Jo Mercer", "email": "jo@granvelour.example" } },
        "Q06": { "value": ["Pollenkraft"] },
        "Q07": { "value": "By telephone and mail, within 24 hours." },
    });
    assert_eq!(said["answers"], expected);
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub const PDF: &[u8] = b"%PDF-1.4\n% a report that nobody reads\n%%EOF\n";
