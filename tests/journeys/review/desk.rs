//! A provider that fills in nobody's form: we answer from what it publishes.

use serde_json::json;

use super::super::record::provider;
use super::{ask, provider_id};
use crate::window::journey;

#[test]
fn we_answer_from_published_documents() {
    journey("desk-assessment", async |window| {
        provider(window, "Thwaitlock").await?;
        window.tab("Questionnaires").await?;
        window.press("Answer from published documents").await?;
        window.reads_heading("Answers for Thwaitlock").await?;
        window.press("Management system in operation, yearly internal audit, not yet checked by a third party").await?;
        window.write_in("Source of answer 1", "Document", "Trust report 2026").await?;
        window.key(thirtyfour::Key::Tab).await?;
        window.write_in("Source of answer 1", "Page or place", "p. 12").await?;
        window.write_in("Source of answer 1", "Date of the document", "2999-01-01").await?;
        window.picture("1-form").await?;
        window.press("Save and review").await?;
        window.reads("Question 1, Date of the document").await?;
        window.picture("2-fault").await?;
        window.write("Date of the document", "2026-03-01").await?;
        window.press("Same as before: Trust report 2026, for question 2").await?;
        window.press("Save and review").await?;
        window.reads("Answered by us from published documents").await?;
        window.reads("Source: Trust report 2026, p. 12, 1 Mar 2026").await?;
        window.reads_in("Evidence", "Trust report 2026").await?;
        window.picture("3-review").await?;
        window.press("Change our answers").await?;
        window.reads_in("Document", "Trust report 2026").await?;
        let asked = json!({ "provider": provider_id(window, "Thwaitlock").await? });
        let rows = ask(window, "assessment_list", asked).await?;
        assert_eq!((&rows["rows"][0]["way"], &rows["rows"][0]["state"]), (&json!("desk"), &json!("received")), "{rows}");
        Ok(())
    });
}
