//! Three rounds of one provider: what got better and what got worse is seen, judged with the keys, asked again, closed.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::super::look_at_the_sample;
use super::{answered, ask, closed, provider_id, review};
use crate::window::{Window, journey};

fn first() -> Value {
    json!({
        "Q01": { "value": "documented", "comment": "ISO/IEC 27001:2022 was begun in March 2024 with Tüvline as the auditor." },
        "Q03": { "value": "2024-02-11", "comment": "Tested by Kestrel Security on 11 February 2024; four findings, all closed by 30 April 2024." },
        "Q05": { "value": "h48", "comment": "The security desk calls within 48 hours; tested on 12 May 2024." },
    })
}

fn second() -> Value {
    json!({
        "Q01": { "value": "documented", "comment": "Stage 1 of ISO/IEC 27001:2022 passed on 4 March 2025 with Tüvline." },
        "Q03": { "value": "2025-02-20", "comment": "Tested by Kestrel Security on 20 February 2025; two findings, both closed by 2 April 2025." },
    })
}

fn third() -> Value {
    json!({
        "Q01": { "value": "informal", "comment": "We follow best practices and take privacy seriously." },
        "Q03": { "value": "2026-09-30", "comment": "Tested by Kestrel Security on 30 September 2026; no finding above medium." },
    })
}

/// Two rounds that are closed, and a third that came back.
pub async fn rounds(window: &Window) -> Result<(), WebDriverError> {
    let specific = |maturity: u8| json!({ "state": "answered", "maturity": maturity, "level": "independent" });
    for (answers, maturity) in [(first(), 50), (second(), 75)] {
        let id = answered(window, "Tikwacht", answers).await?;
        closed(window, &id, &json!({ "Q01": specific(maturity) })).await?;
    }
    answered(window, "Tikwacht", third()).await.map(drop)
}

#[test]
fn a_third_round_is_judged_with_the_keys_alone() {
    journey("review-rounds", async |window| {
        look_at_the_sample(window).await?;
        rounds(window).await?;
        review(window, "Tikwacht", "Round 3").await?;
        window.reads_heading("1. Security management and independent check").await?;
        window.reads("From specific to vague").await?;
        window.reads("It says “best practices” and names nothing that could be checked: no date, no number, no standard, no name.").await?;
        window.picture("1-vague").await?;
        by_keys(window).await?;
        asked_again(window).await?;
        over(window).await
    });
}

/// Vague, no better than it looks, and asked again; the others as they look.
async fn by_keys(window: &Window) -> Result<(), WebDriverError> {
    window.keys("2").await?;
    window.keys("-").await?;
    window.keys("e").await?;
    window.keys("r").await?;
    window.focused("Remark").await?;
    window.keys("Says less than last year.").await?;
    window.key(Key::Escape).await?;
    window.keys("a").await?;
    window.focused("Ask again: what is missing").await?;
    window.keys("Which body checks you, and when was it there last?").await?;
    window.picture("2-judged").await?;
    window.control_and(char::from(Key::Enter)).await?;
    window.focused("2. Encryption and key custody").await?;
    window.key(Key::Enter).await?;
    window.reads_heading("3. Weaknesses found and fixed").await?;
    window.reads("Better").await?;
    window.keys("k").await?;
    window.focused("2. Encryption and key custody").await?;
    window.keys("j").await?;
    window.focused("3. Weaknesses found and fixed").await?;
    window.keys("p").await?;
    window.focused("Evidence").await?;
    window.keys("Summary of the penetration test").await?;
    window.key(Key::Tab).await?;
    window.picture("3-proof").await?;
    window.control_and(char::from(Key::Enter)).await?;
    for at in 4..=11 {
        window.reads(&format!("Question {at} of 12")).await?;
        window.key(Key::Enter).await?;
    }
    window.reads("Question 12 of 12").await?;
    window.key(Key::Enter).await?;
    window.reads("12 of 12 reviewed").await?;
    window.picture("4-all").await
}

async fn asked_again(window: &Window) -> Result<(), WebDriverError> {
    window.press("Ask again (1)").await?;
    window.reads("Which body checks you, and when was it there last?").await?;
    window.picture("5-again").await?;
    window.press_in_dialog("Prepare").await?;
    window.reads("A short questionnaire with 1 question is prepared").await?;
    let provider = provider_id(window, "Tikwacht").await?;
    let all = ask(window, "assessment_list", json!({ "provider": provider })).await?;
    let follow_up = all["rows"].as_array().and_then(|rows| rows.iter().find(|row| row["is_follow_up"] == true)).expect("a follow-up");
    let shown = ask(window, "assessment_show", json!({ "id": follow_up["id"] })).await?;
    assert_eq!(shown["remarks"], json!({ "Q01": "Which body checks you, and when was it there last?" }));
    let answers = json!({ "Q01": { "value": "managed", "comment": "Tüvline, stage 2 on 3 November 2026." } });
    let sender = json!({ "name": "Ines Marchetti", "function": "Chief information security officer" });
    ask(window, "answers_record", json!({ "assessment": follow_up["id"], "sender": sender, "answers": answers })).await.map(drop)
}

/// What came back counts, and the round is read-only once it is closed.
async fn over(window: &Window) -> Result<(), WebDriverError> {
    review(window, "Tikwacht", "Round 3").await?;
    window.click("//nav//button[contains(., 'Security management')]").await?;
    window.reads("asked again").await?;
    window.reads("Tüvline, stage 2 on 3 November 2026.").await?;
    window.keys("1").await?;
    window.keys("+").await?;
    window.keys("+").await?;
    window.keys("+").await?;
    window.picture("6-answered").await?;
    window.key(Key::Enter).await?;
    window.focused("2. Encryption and key custody").await?;
    window.press("Close the review").await?;
    window.picture("7-closing").await?;
    window.press_in_dialog("Close the review").await?;
    window.reads("This round is closed and stays as it is.").await?;
    window.gone("Keep and go on").await?;
    window.picture("8-closed").await
}
