//! A department's answers become changes to the register: in part, taken back, and taken again.

use thirtyfour::prelude::*;

use super::{answered, ask_two, asked, files, press_of, take_in};
use crate::journeys::look_at_the_sample;
use crate::window::{Window, journey};

#[test]
fn two_departments_are_asked_and_one_answer_is_taken_over() {
    journey("questionnaires", async |window| {
        let folder = window.desk.path("out");
        look_at_the_sample(window).await?;
        ask_two(window, &folder).await?;
        let mails = files(&folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "eml")).count();
        assert_eq!(mails, 2, "both heads have an address");
        window.picture("5-sent").await?;
        taken_in(window, &folder).await?;
        taken_over(window).await?;
        closed(window).await
    });
}

async fn taken_in(window: &Window, folder: &std::path::Path) -> Result<(), WebDriverError> {
    let good = window.desk.path("People.provident-answers");
    let bad = window.desk.path("Holiday.provident-answers");
    std::fs::write(&good, answered(&asked(folder, "People")))?;
    std::fs::write(&bad, b"not sealed to anybody")?;
    take_in(window, &[&good, &bad]).await?;
    window.reads("1 taken in · 1 refused").await?;
    window.reads("This is not a file of answers.").await?;
    window.picture("6-taken-in").await?;
    window.press_in_dialog("Close").await?;
    take_in(window, &[&good]).await?;
    window.reads("The same as version 1 of People: nothing changed.").await?;
    window.press("Look through: People").await?;
    window.reads_heading("People").await?;
    window.reads("Maëlys Trévignoc, Head of People").await?;
    window.reads("sealed to this register").await?;
    window.picture("7-round").await?;
    window.press("Edit origin and retention").await?;
    window.write("Came from", "Mail of 20 November from m.trevignoc@lumeria-mail.example").await?;
    window.picture("8-origin").await?;
    window.press("Save").await?;
    window.reads("Mail of 20 November from").await?;
    window.press("Look through the answers").await?;
    window.reads_heading("What People says").await?;
    window.reads("0 of 3 tools decided").await
}

async fn taken_over(window: &Window) -> Result<(), WebDriverError> {
    window.picture("9-intake").await?;
    window.reads("New provider “Wrenfold” with its service “Wrenfold Rota”").await?;
    window.show("Wrenfold Rota").await?;
    window.reads("Ireland and United States").await?;
    window.reads("not known there either").await?;
    window.press("How long you keep it").await?;
    window.picture("10-new-tool").await?;
    press_of(window, "Take over", "Applicant tracking").await?;
    window.reads("Applicant tracking taken over").await?;
    window.reads("1 of 3 tools decided").await?;
    window.press("Undo").await?;
    window.reads("Taken back").await?;
    window.reads("0 of 3 tools decided").await?;
    window.go("Providers").await?;
    window.reads("18 providers").await?;
    window.press("Back").await?;
    window.reads_heading("What People says").await?;
    press_of(window, "Choose another record", "Wrenfold Rota").await?;
    window.reads_heading("Where Wrenfold Rota goes").await?;
    window.picture("11-elsewhere").await?;
    window.press("Cancel").await?;
    press_of(window, "Take over", "Wrenfold Rota").await?;
    window.reads("1 of 3 tools decided").await?;
    press_of(window, "Take over all that are clear", "").await?;
    window.reads("Every tool is decided.").await?;
    window.picture("12-decided").await
}

async fn closed(window: &Window) -> Result<(), WebDriverError> {
    window.press("Close the round").await?;
    window.press_in_dialog("Close the round").await?;
    window.reads("This round is read-only; a new round asks again.").await?;
    window.picture("13-closed").await?;
    window.go("Providers").await?;
    window.reads("19 providers").await?;
    window.press("Wrenfold").await?;
    window.reads_heading("Wrenfold").await?;
    window.tab("Services and data").await?;
    window.reads("Wrenfold Rota").await?;
    window.reads("Maëlys Trévignoc (Head of People)").await?;
    window.tab("Questionnaires").await?;
    window.reads("This provider has not been asked yet").await?;
    window.picture("14-provider").await
}
