//! The same questions in a meeting: asked from the list of departments, answered in the window.

use crate::journeys::look_at_the_sample;
use crate::window::journey;

#[test]
fn a_department_is_interviewed() {
    journey("interview", async |window| {
        look_at_the_sample(window).await?;
        window.go("Settings").await?;
        window.tab("Departments").await?;
        window.press("Ask Finance").await?;
        window.reads_heading("Ask Finance").await?;
        window.press("Interview").await?;
        window.reads("Filled in here, together, in a meeting.").await?;
        window.picture("1-ask").await?;
        window.press("Prepare").await?;
        window.reads_heading("Finance").await?;
        window.picture("2-round").await?;
        window.press("Begin the interview").await?;
        window.reads("Add a tool").await?;
        window.picture("3-interview").await?;
        window.press("Add a tool").await?;
        window.write("Tool or service used", "Coinwright").await?;
        window.write("Company that supplies it", "Coinwright Ledgers").await?;
        window.picture("4-card").await?;
        window.press("Leave the interview").await?;
        window.reads("Leave without saving?").await?;
        window.press("Keep editing").await?;
        window.press("Review and finish").await?;
        window.write("Your name", "Philibert Roncevault").await?;
        window.write("Your function", "Head of Finance").await?;
        window.picture("5-finish").await?;
        window.press("Keep the answers").await?;
        window.reads_heading("What Finance says").await?;
        window.reads("Coinwright").await?;
        window.picture("6-intake").await
    });
}
