//! A head of department lists tools: what we hold is confirmed or corrected, new ones are added.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::browser::{Browser, Chromium, Engine, WebKit, browsing};
use super::sheet;

#[test]
fn a_department_answers_in_chromium() {
    answers(Chromium, "form/chromium-department");
}

#[test]
fn a_department_answers_in_web_kit() {
    answers(WebKit, "form/webkit-department");
}

fn answers(engine: Engine, name: &'static str) {
    browsing(engine, name, async |browser| {
        let mut sheet = sheet::department();
        let second = known(&sheet.data, "Granvelour Drive", "018f0000-0000-7000-8000-0000000000a2");
        let third = known(&sheet.data, "Old Time Clock", "018f0000-0000-7000-8000-0000000000a3");
        sheet.data["cards"].as_array_mut().expect("a list").extend([second, third]);
        browser.opens(&sheet.write(&browser.desk)).await?;
        browser.reads("0 of 3 required answers").await?;
        browser.picture("1-blank").await?;

        browser.press("› Payday Nordhylla Payroll ○ Please confirm").await?;
        browser.reads("Monthly payroll of all employees").await?;
        browser.picture("2-known").await?;
        browser.press("Still right").await?;
        browser.reads("1 of 3 required answers").await?;
        browser.press("› Old Time Clock Nordhylla Payroll ○ Please confirm").await?;
        browser.press("No longer used").await?;
        browser.press("› Granvelour Drive Nordhylla Payroll ○ Please confirm").await?;
        browser.press("Correct it").await?;
        browser.write("How many people have access?", "9").await?;
        browser.write("What do you use it for?", "Sharing of files").await?;
        browser.picture("3-corrected").await?;

        add(browser).await?;
        browser.press("Duplicate").await?;
        browser.reads_in("Name of the tool or service", "Payday (copy)").await?;
        browser.press("Remove").await?;
        browser.reads("Payday (copy) was removed.").await?;
        browser.picture("5-removed").await?;
        browser.press("Undo").await?;
        browser.press("› Payday (copy) Nordhylla Payroll ✓ Complete").await?;
        browser.press("Remove").await?;
        browser.reads("Payday (copy) was removed.").await?;

        browser.press("Review and finish").await?;
        browser.picture("6-review").await?;
        browser.write("Your name", "Mara Lind").await?;
        browser.write("Your function", "Head of human resources").await?;
        browser.press("Seal and save my answers").await?;
        browser.reads("Attach this file to your answer to the mail in which you got this page").await?;
        let (said, _) = sheet.open(&browser.downloaded("Human resources.provident-answers").await);
        compare(&said, &sheet.data);
        Ok(())
    });
}

fn known(data: &Value, name: &str, id: &str) -> Value {
    let mut card = data["cards"][0].clone();
    card["id"] = id.into();
    card["answers"]["tool_name"]["value"] = name.into();
    card
}

/// A tool that the register knows, from a provider that it knows with it.
async fn add(browser: &Browser) -> Result<(), WebDriverError> {
    browser.press("Add a tool").await?;
    browser.write("Name of the tool or service", "payd").await?;
    browser.key(Key::Down).await?;
    browser.key(Key::Enter).await?;
    browser.reads_in("Company that supplies it", "Nordhylla Payroll").await?;
    browser.write("Name", "Mara Lind").await?;
    browser.write("E-mail address", "mara@lumeria.example").await?;
    browser.write("What do you use it for?", "Payslips").await?;
    browser.press("Salary").await?;
    browser.press("Employees").await?;
    browser.press("100 to 9,999").await?;
    browser.write("Where is it stored?", "germ").await?;
    browser.key(Key::Enter).await?;
    browser.press("Company sign-on").await?;
    browser.write("Role, row 1", "Payroll clerk").await?;
    browser.write("People, row 1", "3").await?;
    browser.write("How many people have access?", "3").await?;
    browser.press("Yes").await?;
    browser.write("How are they told?", "In the list of sub-processors").await?;
    browser.picture("4-added").await?;
    browser.press("No").await?;
    browser.gone("How are they told?").await
}

fn compare(said: &Value, asked: &Value) {
    let cards = said["cards"].as_array().expect("cards");
    assert_eq!(cards.len(), 4, "{cards:#?}");
    let standings: Vec<_> = cards.iter().map(|card| card["standing"].as_str().unwrap_or("-")).collect();
    assert_eq!(standings, ["confirmed", "corrected", "no_longer_used", "-"]);
    assert_eq!(cards[0]["answers"], asked["cards"][0]["answers"], "what is confirmed is as it was");
    assert_eq!(cards[1]["answers"]["people"], json!({ "value": 9 }));
    assert_eq!(cards[1]["service"], asked["cards"][1]["service"]);
    assert_eq!(
        cards[3]["answers"],
        json!({
            "tool_name": { "value": "Payday" },
            "vendor_name": { "value": "Nordhylla Payroll" },
            "owner": { "value": { "name": "Mara Lind", "email": "mara@lumeria.example" } },
            "purpose": { "value": "Payslips" },
            "categories": { "value": ["salary"] },
            "subjects": { "value": ["employees"] },
            "volume": { "value": "from_100" },
            "storage": { "value": ["DE"] },
            "sign_on": { "value": ["company_sso"] },
            "roles": { "value": [{ "role": "Payroll clerk", "people": "3" }] },
            "people": { "value": 3 },
            "told": { "value": "no" },
        }),
        "the answer to a question that is no longer asked does not count"
    );
    assert!(cards[3].get("is_known").is_none());
}
