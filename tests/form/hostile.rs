//! Bad data in the page itself: hostile texts are texts, what is damaged is refused by name.

use provident_exchange::questionnaire_page::page;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::browser::{Chromium, WebKit, browsing};
use super::sheet;

const MARKUP: &str = "</script><script>document.title='taken'</script><img src=x onerror=document.title='taken'><!--";
/// Turns round what follows it.
const RIGHT_TO_LEFT: char = '\u{202e}';

#[test]
fn hostile_texts_are_shown_as_texts() {
    for (engine, name) in [(Chromium, "form/chromium-hostile"), (WebKit, "form/webkit-hostile")] {
        browsing(engine, name, async |browser| {
            let mut sheet = sheet::provider();
            poison(&mut sheet.data);
            browser.opens(&sheet.write(&browser.desk)).await?;
            browser.reads_heading(&format!("{MARKUP} title")).await?;
            browser.reads(&format!("{MARKUP} option")).await?;
            browser.reads(&format!("{MARKUP} asks again")).await?;
            browser.picture("1-blank").await?;
            browser.write("From which countries is our data accessed?", "img").await?;
            browser.key(Key::Enter).await?;
            browser.press("Save to continue later").await?;
            let name = browser.asks("return document.title", Vec::new()).await?;
            assert!(name.as_str().is_some_and(|name| name.ends_with("– ../../Granvelour")), "{name}");
            // The stem names no folder, and what is saved is as inert as what came.
            let saved = browser.downloaded("Granvelour - in progress.html").await;
            browser.opens(&saved).await?;
            browser.reads("You go on").await?;
            browser.reads(&format!("{MARKUP} option")).await
        });
    }
}

fn poison(data: &mut Value) {
    let long = format!("{}{}", "an endless word ".repeat(20), "w".repeat(10_000));
    data["questionnaire"]["title"]["en"] = format!("{MARKUP} title").into();
    data["questionnaire"]["introduction"]["en"] = long.clone().into();
    data["respondent"] = "../../Granvelour".into();
    data["answers_file"] = "../../Granvelour".into();
    data["asked_by"] = format!("{RIGHT_TO_LEFT}Anna").into();
    data["questionnaire"]["questions"][0]["options"][0]["text"]["en"] = format!("{MARKUP} option").into();
    data["questionnaire"]["questions"][0]["options"][1]["text"]["en"] = long.into();
    data["remarks"]["Q07"] = format!("{MARKUP} asks again").into();
    data["countries"][0]["text"]["en"] = format!("{MARKUP} country").into();
    data["countries"][0]["id"] = MARKUP.into();
}

#[test]
fn the_page_is_one_small_file_that_may_load_nothing() {
    let page = page("{}");
    assert!(page.len() < 250_000, "{} bytes", page.len());
    let policy =
        page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a policy");
    let (before, after) = (policy.find("script-src 'sha256-"), policy.find("style-src 'sha256-"));
    assert!(policy.starts_with("default-src 'none'; ") && before < after && before.is_some(), "{policy}");
    assert!(policy.ends_with("img-src data: blob:; base-uri 'none'; form-action 'none'"), "{policy}");
    for outside in [" src=\"", "<link", "@import", "url(", "eval(", "new Function"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn a_damaged_page_says_so() {
    browsing(Chromium, "form/damaged", async |browser| {
        let says = async |data: &str, said: &str| {
            browser.opens(&sheet::write(&browser.desk, &page(data))).await?;
            browser.reads(said).await
        };
        let sample = sheet::provider().data;
        let with = |change: &dyn Fn(&mut Value)| {
            let mut data = sample.clone();
            change(&mut data);
            data.to_string()
        };
        says("{}", "This page holds no questions yet.").await?;
        browser.picture("1-empty").await?;
        let damaged = "This file is damaged, so its questions cannot be shown.";
        let whole = sample.to_string();
        let cut = &whole[..whole.char_indices().nth(3_000).expect("long").0];
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        for data in ["", "null", "[]", "7", cut, &deep, "{\"format\":1}"] {
            says(data, damaged).await?;
        }
        says(&with(&|data| data["questionnaire"]["questions"][3]["kind"] = "oracle".into()), damaged).await?;
        says(&with(&|data| data["questionnaire"]["questions"][3]["id"] = "Q01".into()), damaged).await?;
        says(&with(&|data| data["questionnaire"]["sections"] = json!({})), damaged).await?;
        says(&with(&|data| data["cards"] = json!([7])), damaged).await?;
        says(&with(&|data| data["format"] = 2.into()), "This file was made by a newer version").await?;
        // Conditions in a ring are asked rather than lost; what does not fit its question is left out.
        let ring = |data: &mut Value| {
            data["questionnaire"]["questions"][0]["when"] = json!({ "question": "Q01", "is": ["assured"] });
            data["answers"] = json!({ "Q03": { "value": 5 }, "nobody": { "value": [] } });
        };
        says(&with(&ring), "Which of these are in place?").await
    });
}

#[test]
fn a_damaged_reply_is_refused_and_the_questions_stand() {
    browsing(WebKit, "form/damaged-state", async |browser| {
        let sheet = sheet::provider();
        let empty = std::fs::read_to_string(sheet.write(&browser.desk))?;
        let state = json!({ "sender": { "name": "", "function": "" }, "language": "en", "answers": { "Q07": { "value": "as it was" } },
            "cards": [], "attachments": [], "saved_at": "2026-11-20T08:00:00Z" });
        let with = |change: &dyn Fn(&mut Value)| {
            let mut state = state.clone();
            change(&mut state);
            state.to_string()
        };
        let file = json!({ "id": "a", "name": "x", "type": "", "size": 3, "sha256": "00", "data": "YWJj" });
        let damaged = [
            "{\"sender\":".to_owned(),
            "[]".to_owned(),
            with(&|state| state["saved_at"] = "one day".into()),
            with(&|state| state["answers"]["Q07"]["value"] = json!({ "a": 1 })),
            with(&|state| state["answers"]["Q03"] = json!({ "value": ["row"] })),
            with(&|state| state["cards"] = json!([{ "id": 1 }])),
            with(&|state| state["attachments"] = json!([file])),
        ];
        for state in &damaged {
            let page = empty.replacen(">null</script>", &format!(">{state}</script>"), 1);
            browser.opens(&sheet::write(&browser.desk, &page)).await?;
            browser.reads("The answers saved in this file are damaged and cannot be read.").await?;
            browser.reads("1 of 7 required answers").await?;
        }
        browser.picture("1-refused").await?;
        let page = empty.replacen(">null</script>", &format!(">{state}</script>"), 1);
        browser.opens(&sheet::write(&browser.desk, &page)).await?;
        browser.reads_in("How would you tell us of a breach, and within how many hours?", "as it was").await?;
        spoil(browser).await?;
        browser.opens(&sheet::write(&browser.desk, &empty)).await?;
        browser.reads("What this browser had kept of your answers is damaged and was not used.").await?;
        browser.reads("1 of 7 required answers").await
    });
}

/// Something else stands where the browser keeps the reply.
async fn spoil(browser: &super::browser::Browser) -> Result<(), WebDriverError> {
    let script = "const [copy, done] = arguments;
        const open = indexedDB.open('provident-form', 1);
        open.onsuccess = () => {
            const put = open.result.transaction('replies', 'readwrite').objectStore('replies').put({ sender: 7 }, copy);
            put.onsuccess = () => { open.result.close(); done(null); };
        };";
    let copy = sheet::provider().data["copy"].clone();
    browser.driver().execute_async(script, vec![copy]).await.map(drop)
}
