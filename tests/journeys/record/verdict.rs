//! What the rules say of a provider in the United States, step by step, and of another one on another day.

use thirtyfour::prelude::*;

use super::{back_to_provider, provider};
use crate::window::{Window, journey};

const LEG: &str = "from us to Cardwhistle Inc. (Call recording add-on)";

#[test]
fn a_leg_to_the_united_states_is_judged_by_what_is_known_of_it() {
    journey("verdict", async |window| {
        provider(window, "Cardwhistle").await?;
        window.tab("Transfers").await?;
        window.reads("2 transfers to decide on").await?;
        window.picture("1-proposed").await?;
        window.press(&format!("Confirm {LEG}")).await?;
        window.says("Data Privacy Framework not looked up").await?;
        window.picture("2-confirming").await?;
        window.press("Save transfer").await?;
        window.reads("1 transfer to decide on").await?;
        opened(window, "Data Privacy Framework not looked up").await?;
        window.reads("Look the importer up").await?;
        window.picture("3-unchecked").await?;
        entry(window).await?;
        clauses(window).await?;
        assessed(window).await
    });
}

/// The calls are of employees, too; then it turns out that they are not, and that the entry has ended.
async fn entry(window: &Window) -> Result<(), WebDriverError> {
    window.press(&format!("Edit transfer {LEG}")).await?;
    window.press("Enter what the list says").await?;
    window.write("Name in the list", "Cardwhistle, Inc. (invented)").await?;
    window.press("Active").await?;
    window.press("The entry covers other data").await?;
    window.says("Data Privacy Framework without HR data").await?;
    window.picture("4-of-employees").await?;
    window.press_in("Does it concern our own employees?", "No").await?;
    window.says("Data Privacy Framework, active").await?;
    window.picture("5-active").await?;
    window.press("Inactive").await?;
    window.says("Data Privacy Framework, not active").await?;
    window.picture("6-inactive").await
}

/// Clauses are signed instead, and their annexes are complete; nobody has assessed the transfer.
async fn clauses(window: &Window) -> Result<(), WebDriverError> {
    window.choose("Transfer tool", "SCC 2021, module 2").await?;
    window.write("Signed on", "2021-10-04").await?;
    window.press_in("Are its annexes complete?", "Yes").await?;
    window.says("Assessment missing").await?;
    window.picture("7-clauses").await?;
    window.press("Save transfer").await?;
    opened(window, "Assessment missing").await?;
    window.picture("8-assessment-missing").await
}

/// In the six steps of Recommendations 01/2020.
async fn assessed(window: &Window) -> Result<(), WebDriverError> {
    window.press(&format!("Assess transfer {LEG}")).await?;
    window.reads_heading("1. Know the transfer").await?;
    window.picture("9-steps").await?;
    for (label, text) in [
        ("The transfer", "Sales calls are recorded and transcribed in Ohio; support of the importer can listen in."),
        ("The tool", "Standard clauses of 2021, module 2, with all annexes."),
        ("Law and practice", "Section 702 applies to the importer; it has published no request for five years."),
        ("Formal steps", "The measures stand in annex II; nothing contradicts the clauses."),
        ("What would bring the next look forward", "A request of an authority, or a new sub-processor of the importer."),
    ] {
        window.write(label, text).await?;
    }
    window.choose("Choose a measure", "Encryption with keys held in the EEA only").await?;
    window.show("4. Choose supplementary measures").await?;
    window.picture("10-measures").await?;
    window.press("Equivalent with supplementary measures").await?;
    window.picture("11-conclusion").await?;
    window.press("Save assessment").await?;
    window.reads("Assessment saved. Verdict before: Assessment missing, now: Tool with supplementary measures").await?;
    opened(window, "Tool with supplementary measures").await?;
    window.picture("12-assessed").await
}

/// The reason of a verdict.
async fn opened(window: &Window, verdict: &str) -> Result<(), WebDriverError> {
    window.click(&format!("//button[contains(., '{verdict}')][contains(., '{LEG}')]")).await?;
    window.reads("What to do:").await
}

/// The Commission has adopted the decision on the United Kingdom until 27 December 2031.
#[test]
fn adequacy_that_ends_is_seen_before_it_does() {
    journey("as-of", async |window| {
        provider(window, "Thwaitlock").await?;
        window.tab("Transfers").await?;
        window.reads("Adequate country, until a date").await?;
        window.press("As of another day").await?;
        window.write("Verdicts as of", "2031-12-27").await?;
        window.picture("1-asking").await?;
        window.press("Show that day").await?;
        window.reads("as they stand on Saturday 27 December 2031").await?;
        window.reads("1 in order").await?;
        window.press("Back to today").await?;
        window.press("As of another day").await?;
        window.write("Verdicts as of", "01/01/2032").await?;
        window.press("Show that day").await?;
        window.reads("as they stand on Thursday 1 January 2032").await?;
        window.reads("1 in breach").await?;
        window.click("//button[contains(., 'Adequacy decision ended')]").await?;
        window.reads("27 Dec 2031").await?;
        window.picture("2-ended").await?;
        window.go("Transfers").await?;
        window.reads("Guichetto").await?;
        window.press("As of another day").await?;
        window.write("Verdicts as of", "2032-01-01").await?;
        window.press("Show that day").await?;
        window.reads("Adequacy decision ended").await?;
        window.picture("3-register").await
    });
}

/// Legs that are alike are taken together; one that is none is set aside with its reason.
#[test]
fn proposed_legs_are_taken_together_or_set_aside() {
    journey("proposals", async |window| {
        provider(window, "Guichetto").await?;
        window.tab("Transfers").await?;
        window.press("Choose all").await?;
        window.says("2 transfers chosen").await?;
        window.press("Confirm with the same tool").await?;
        window.choose("Transfer tool", "SCC 2021, module 3").await?;
        window.write("Signed on", "2024-03-01").await?;
        window.press_in_dialog("Confirm 2 transfers").await?;
        window.reads("This is needed to save.").await?;
        window.picture("1-unnamed").await?;
        window.write("Importer in Philippines (Support desk)", "Guichetto Manila Inc. (invented)").await?;
        window.press_in_dialog("Confirm 2 transfers").await?;
        window.reads("2 transfers confirmed").await?;
        window.reads("Guichetto Manila Inc. (invented)").await?;
        window.gone("The facts suggest these transfers").await?;
        window.picture("2-taken").await?;
        window.press("Undo").await?;
        window.reads("The facts suggest these transfers").await?;
        aside(window).await
    });
}

async fn aside(window: &Window) -> Result<(), WebDriverError> {
    back_to_provider(window, "Écriturelle").await?;
    window.tab("Transfers").await?;
    window.press("Set aside from Écriturelle Logiciels SAS to somebody in Tunisia (Accounting and invoicing)").await?;
    window.picture("3-asking").await?;
    window.press("The exporter’s own staff, travelling").await?;
    window.write("In words", "Two developers spend the summer there; nobody else sees the data").await?;
    window.press_in_dialog("Set aside").await?;
    window.reads("Set aside as no transfer").await?;
    window.reads("No transfer: the exporter’s own staff, travelling").await?;
    window.gone("The facts suggest these transfers").await?;
    window.picture("4-aside").await
}
