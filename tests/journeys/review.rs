//! Answers judged question by question, questions answered by us, and the questionnaires themselves, in the real window.

mod desk;
mod editor;
mod rounds;
mod screens;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::record::back_to_provider;
use crate::window::Window;

/// What a command of the program gives, as the screens ask for it.
pub async fn ask(window: &Window, command: &str, arguments: Value) -> Result<Value, WebDriverError> {
    let script = "const [command, args, done] = arguments;
        window.__TAURI_INTERNALS__.invoke('rpc', { command, arguments: args, progress: '__CHANNEL__:0', task: null })
            .then((answer) => done({ value: answer.value }), (error) => done({ error: JSON.stringify(error) }));";
    let answer: Value = window.driver().execute_async(script, vec![json!(command), arguments]).await?.convert()?;
    assert!(answer["error"].is_null(), "{command}: {}", answer["error"]);
    Ok(answer["value"].clone())
}

pub async fn provider_id(window: &Window, name: &str) -> Result<Value, WebDriverError> {
    Ok(ask(window, "provider_find", json!({ "text": name })).await?[0]["id"].clone())
}

/// A round with a provider that came back with these answers.
pub async fn answered(window: &Window, name: &str, answers: Value) -> Result<Value, WebDriverError> {
    let respondents = json!([{ "kind": "provider", "id": provider_id(window, name).await? }]);
    let prepare = json!({ "respondents": respondents, "way": "page", "language": "en", "is_prefilled": false });
    let id = ask(window, "assessment_prepare", prepare).await?[0].clone();
    let sender = json!({ "name": "Ines Marchetti", "function": "Chief information security officer" });
    ask(window, "answers_record", json!({ "assessment": id, "sender": sender, "answers": answers })).await?;
    Ok(id)
}

/// Every question judged as it looks, these as told; then closed.
pub async fn closed(window: &Window, id: &Value, told: &Value) -> Result<(), WebDriverError> {
    let view = ask(window, "review_show", json!({ "id": id })).await?;
    for question in view["questions"].as_array().expect("questions") {
        let name = question["question"].as_str().expect("an id");
        let suggested = json!({ "state": question["suggested_state"], "maturity": question["suggested_maturity"] });
        let review = if told[name].is_null() { suggested } else { told[name].clone() };
        ask(window, "review_save", json!({ "assessment": id, "question": name, "review": review })).await?;
    }
    let view = ask(window, "review_show", json!({ "id": id })).await?;
    ask(window, "assessment_close", json!({ "id": id, "revision": view["revision"] })).await.map(drop)
}

/// The review of a round of a provider, opened from its page.
pub async fn review(window: &Window, name: &str, round: &str) -> Result<(), WebDriverError> {
    back_to_provider(window, name).await?;
    window.tab("Questionnaires").await?;
    window.press(round).await?;
    window.press("Review the answers").await
}
