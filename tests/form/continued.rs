//! What is kept while one types, what is saved to go on later, and what is refused of both.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::browser::{Browser, Chromium, Engine, WebKit, browsing};
use super::provider::{compare, fill, finish};
use super::sheet;

const BREACH: &str = "How would you tell us of a breach, and within how many hours?";

#[test]
fn the_browser_keeps_what_was_typed_over_a_reload_in_chromium() {
    keeps(Chromium, "form/chromium-kept");
}

#[test]
fn the_browser_keeps_what_was_typed_over_a_reload_in_web_kit() {
    keeps(WebKit, "form/webkit-kept");
}

fn keeps(engine: Engine, name: &'static str) {
    browsing(engine, name, async |browser| {
        let sheet = sheet::provider();
        browser.opens(&sheet.write(&browser.desk)).await?;
        fill(browser).await?;
        browser.reads("Kept in this browser at ").await?;
        kept(browser, "within 24 hours").await?;
        browser.driver().refresh().await?;
        browser.reads("You go on where you stopped").await?;
        browser.reads("9 of 9 required answers").await?;
        browser.reads("report.pdf").await?;
        browser.reads_in(BREACH, "By telephone and mail, within 24 hours.").await?;
        browser.picture("1-goes-on").await?;
        finish(browser).await?;
        compare(&sheet, browser).await;
        browser.press("Change my answers").await?;
        browser.press("Begin anew").await?;
        browser.reads("1 of 7 required answers").await?;
        browser.press("Undo").await?;
        browser.reads("9 of 9 required answers").await
    });
}

/// Waits until the browser keeps these words.
async fn kept(browser: &Browser, words: &str) -> Result<(), WebDriverError> {
    let held = "const [words, done] = arguments;
        const open = indexedDB.open('provident-form', 1);
        open.onsuccess = () => {
            const get = open.result.transaction('replies').objectStore('replies').getAll();
            get.onsuccess = () => { open.result.close(); done(JSON.stringify(get.result).includes(words)); };
        };";
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while browser.driver().execute_async(held, vec![json!(words)]).await?.json() != &Value::Bool(true) {
        assert!(std::time::Instant::now() < end, "{words:?} is never kept");
    }
    Ok(())
}

#[test]
fn a_saved_file_goes_on_in_another_browser() {
    for (from, to, name) in [(Chromium, WebKit, "form/chromium-saved"), (WebKit, Chromium, "form/webkit-saved")] {
        let sheet = sheet::provider();
        let elsewhere = tempfile::tempdir().expect("a folder");
        let copy = elsewhere.path().join("Granvelour Cloud - in progress.html");
        browsing(from, name, async |browser| {
            browser.opens(&sheet.write(&browser.desk)).await?;
            fill(browser).await?;
            browser.press("Save to continue later").await?;
            browser.reads("It is not encrypted: whoever has it can read your answers.").await?;
            browser.picture("1-saved").await?;
            std::fs::copy(browser.downloaded("Granvelour Cloud - in progress.html").await, &copy)?;
            Ok(())
        });
        browsing(to, name, async |browser| {
            browser.opens(&copy).await?;
            browser.reads("You go on with the answers saved in this file").await?;
            browser.reads("9 of 9 required answers").await?;
            browser.picture("2-elsewhere").await?;
            // What was saved once is as good a file as the first: it saves itself again, the same but for the time.
            browser.press("Save to continue later").await?;
            let again = browser.downloaded("Granvelour Cloud - in progress.html").await;
            let (first, second) = (std::fs::read_to_string(&copy)?, std::fs::read_to_string(again)?);
            assert_eq!(timeless(&first), timeless(&second));
            finish(browser).await?;
            compare(&sheet, browser).await;
            Ok(())
        });
    }
}

fn timeless(page: &str) -> String {
    let (before, rest) = page.split_once("\"saved_at\":\"").expect("a time");
    format!("{before}{}", rest.split_once('"').expect("its end").1)
}

#[test]
fn the_newer_of_file_and_browser_is_gone_on_with() {
    browsing(Chromium, "form/newer", async |browser| {
        let sheet = sheet::provider();
        let page = sheet.write(&browser.desk);
        browser.opens(&page).await?;
        browser.write(BREACH, "within 24 hours").await?;
        kept(browser, "within 24 hours").await?;
        // A colleague went on with the file later, elsewhere.
        let state = |at: &str| {
            json!({ "sender": { "name": "", "function": "" }, "language": "en", "answers": { "Q07": { "value": "as the colleague wrote" } },
                "cards": [], "attachments": [], "saved_at": at })
        };
        let with =
            |at: &str| std::fs::read_to_string(&page).map(|text| text.replacen(">null</script>", &format!(">{}</script>", state(at)), 1));
        let file = browser.desk.path("saved.html");
        std::fs::write(&file, with("2199-01-01T08:00:00Z")?)?;
        browser.opens(&file).await?;
        browser.reads("This file was saved later").await?;
        browser.reads_in(BREACH, "as the colleague wrote").await?;
        browser.press("Show what this browser had kept").await?;
        browser.reads_in(BREACH, "within 24 hours").await?;
        std::fs::write(&file, with("2020-01-01T08:00:00Z")?)?;
        browser.opens(&file).await?;
        browser.reads("You go on where you stopped").await?;
        browser.reads_in(BREACH, "within 24 hours").await
    });
}

#[test]
fn a_file_that_is_too_large_is_refused_by_name() {
    browsing(WebKit, "form/files", async |browser| {
        browser.opens(&sheet::provider().write(&browser.desk)).await?;
        let make = |name: &str, size: usize| {
            let path = browser.desk.path(name);
            std::fs::write(&path, vec![7; size]).map(|()| path)
        };
        browser.attaches("Security management", &make("film.mp4", 10 * 1024 * 1024 + 1)?).await?;
        browser.reads("film.mp4 is larger than 10 MB and was not attached.").await?;
        browser.attaches("Security management", &make("nothing.txt", 0)?).await?;
        browser.reads("nothing.txt is empty and was not attached.").await?;
        for part in ["one.bin", "two.bin"] {
            browser.attaches("Security management", &make(part, 10 * 1024 * 1024)?).await?;
            browser.reads(part).await?;
        }
        browser.attaches("List of measures", &make("three.bin", 6 * 1024 * 1024)?).await?;
        browser.reads("three.bin was not attached: with it, all files together would be larger than 25 MB.").await?;
        browser.picture("1-refused").await?;
        browser.press("Remove one.bin").await?;
        browser.attaches("List of measures", &make("three.bin", 6 * 1024 * 1024)?).await?;
        browser.gone("three.bin was not attached").await?;
        browser.press("Remove three.bin").await?;
        browser.gone("three.bin").await
    });
}

#[test]
fn what_cannot_be_sealed_is_not_lost() {
    browsing(Chromium, "form/no-key", async |browser| {
        let mut sheet = sheet::provider();
        sheet.data["recipient"] = "age1nobody".into();
        browser.opens(&sheet.write(&browser.desk)).await?;
        fill(browser).await?;
        browser.press("Review and finish").await?;
        browser.write("Your name", "Jo Mercer").await?;
        browser.write("Your function", "Officer").await?;
        browser.press("Seal and save my answers").await?;
        browser.reads("this page lacks a valid key. Nothing is lost").await?;
        browser.picture("1-refused").await?;
        browser.press("Save to continue later").await?;
        let saved = std::fs::read(browser.downloaded("Granvelour Cloud - in progress.html").await)?;
        assert!(String::from_utf8_lossy(&saved).contains("By telephone and mail"));
        Ok(())
    });
}
