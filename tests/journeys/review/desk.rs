//! A provider that fills in nobody's form: we answer from what it publishes.

use super::super::record::provider;
use crate::window::journey;

#[test]
fn we_answer_from_published_documents() {
    journey("desk-assessment", async |window| {
        provider(window, "Thwaitlock").await?;
        window.tab("Questionnaires").await?;
        window.picture("1-none").await?;
        window.press("Answer from published documents").await?;
        window.reads_heading("Answers for Thwaitlock").await?;
        window.picture("2-form").await
    });
}
