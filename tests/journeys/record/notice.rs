//! A notice of change from its receipt to its decision, and a date that is put off.

use thirtyfour::prelude::*;

use super::{back_to_provider, provider};
use crate::window::{Window, journey};

#[test]
fn a_notice_runs_until_it_is_answered_and_its_clients_are_told() {
    journey("notice", async |window| {
        provider(window, "Sirocourrier").await?;
        window.tab("Sub-processors").await?;
        window.press("Record a notice").await?;
        window.write("Received on", &window.day(-2).await?).await?;
        window.write("Days to object", "30").await?;
        window.write("What changes", "Polder Rekencentrum comes in place of the data centre in Frankfurt.").await?;
        window.write("Takes effect on", &window.day(150).await?).await?;
        window.picture("1-received").await?;
        window.press_in_dialog("Save notice").await?;
        window.reads("(in 28 days)").await?;
        window.reads("Tell our clients by").await?;
        window.picture("2-running").await?;
        calendar(window, "sirocourrier").await?;
        window.reads("Object to the change, or accept it").await?;
        window.reads("Tell our clients").await?;
        window.picture("3-due").await?;
        answer(window).await?;
        window.picture("5-settled").await?;
        calendar(window, "sirocourrier").await?;
        window.gone("Object to the change, or accept it").await?;
        window.gone("Tell our clients").await?;
        window.picture("6-gone").await?;
        objection(window).await
    });
}

async fn calendar(window: &Window, search: &str) -> Result<(), WebDriverError> {
    window.go("Calendar").await?;
    window.write("Search what is due", search).await?;
    window.reads("match").await
}

/// Decided with a reason; the clients were told this morning.
async fn answer(window: &Window) -> Result<(), WebDriverError> {
    window.press("Object to the change, or accept it").await?;
    window.reads_heading("Sirocourrier").await?;
    window.press("Answer").await?;
    window.press("Accepted").await?;
    window.write("Reason", "Same country, same contract; the annex was read").await?;
    window.write("Clients told on", &window.day(0).await?).await?;
    window.picture("4-answering").await?;
    window.press_in_dialog("Save notice").await?;
    window.reads("Notice saved").await?;
    window.press("Decided (1)").await?;
    window.reads("Same country, same contract; the annex was read").await
}

/// A client does not want the change; its objection runs until there is an outcome.
async fn objection(window: &Window) -> Result<(), WebDriverError> {
    back_to_provider(window, "Sirocourrier").await?;
    window.tab("Sub-processors").await?;
    window.press("Decided (1)").await?;
    window.press("Edit").await?;
    window.press("Add an objection").await?;
    window.press_in_dialog("Save notice").await?;
    window.reads("This is needed to save.").await?;
    window.choose("Client", "Ville de Montbrumeux").await?;
    window.write_in("Objection 1", "Reason", "Data must stay in France").await?;
    window.picture("7-objection").await?;
    window.press_in_dialog("Save notice").await?;
    window.reads("1 objection of a client: open").await?;
    calendar(window, "sirocourrier").await?;
    window.press("Answer the objection of a client").await?;
    window.reads_heading("Sirocourrier").await?;
    window.press("Edit").await?;
    window.press("Withdrawn").await?;
    window.press_in_dialog("Save notice").await?;
    window.reads("Decided (1)").await?;
    calendar(window, "sirocourrier").await?;
    window.gone("Answer the objection of a client").await
}

#[test]
fn what_is_put_off_says_why_and_until_when() {
    journey("snooze", async |window| {
        provider(window, "Guichetto").await?;
        calendar(window, "guichetto").await?;
        window.press("More actions for Object to the change, or accept it, Guichetto").await?;
        window.press("Put off…").await?;
        window.press_in_dialog("Put off").await?;
        window.reads("This is needed to save.").await?;
        window.write("Until", &window.day(40).await?).await?;
        window.write("Why it can wait", "They gave us until the new year in writing").await?;
        window.picture("1-asking").await?;
        window.press_in_dialog("Put off").await?;
        window.reads(": They gave us until the new year in writing").await?;
        window.picture("2-put-off").await?;
        window.press("Only what was put off").await?;
        window.reads("1 thing matches.").await?;
        window.press("More actions for Object to the change, or accept it, Guichetto").await?;
        window.press("Bring back to its day").await?;
        window.reads("0 things match.").await?;
        window.picture("3-back").await?;
        back_to_provider(window, "Guichetto").await?;
        window.tab("Sub-processors").await?;
        window.reads("(in 12 days)").await
    });
}
