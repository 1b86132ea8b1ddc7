//! The list of sub-processors that a company really published, in two versions.

use thirtyfour::prelude::*;

use super::provider;
use crate::ground::real_file;
use crate::window::{Window, journey};

#[test]
fn a_changed_list_is_taken_over_line_by_line() {
    let (Some(first), Some(second)) =
        (real_file("basecamp/basecamp-subprocessors.41a04f2.md"), real_file("basecamp/basecamp-subprocessors.b17923c.md"))
    else {
        return;
    };
    let second = std::fs::read_to_string(second).expect("a text");
    journey("list", async |window| {
        provider(window, "Brindemesure").await?;
        window.tab("Sub-processors").await?;
        window.reads("No sub-processor on record").await?;
        window.picture("1-none").await?;
        window.answer("sub_processor_list_to_import", &first);
        window.press("Compare with a new list").await?;
        window.picture("2-compare").await?;
        window.press("Choose a file").await?;
        window.reads("9 of 9 lines will be taken over").await?;
        window.picture("3-first").await?;
        window.write("The list is of", "2020-01-01").await?;
        window.press("Take over").await?;
        window.reads("9 added").await?;
        window.reads("9 sub-processors, list of 1 Jan 2020 taken over").await?;
        window.picture("4-held").await?;
        paste(window, &second).await?;
        window.reads("5 of 5 lines will be taken over").await?;
        window.press("Take over: Datadog, new in the list").await?;
        window.press("Take over: Google reCAPTCHA, no longer in the list").await?;
        window.reads("3 of 5 lines will be taken over").await?;
        window.show("The difference").await?;
        window.picture("5-some").await?;
        window.press("Take over").await?;
        window.reads("3 added").await?;
        window.reads("12 sub-processors").await?;
        window.gone("Datadog").await?;
        window.picture("6-taken").await?;
        paste(window, &second).await?;
        window.reads("2 of 2 lines will be taken over").await?;
        window.press("Take over").await?;
        window.reads("1 added, 1 ended").await?;
        window.reads("12 sub-processors").await?;
        window.press("Former ones (1)").await?;
        window.reads("Google reCAPTCHA").await?;
        window.show("Sub-processors").await?;
        window.picture("7-former").await
    });
}

async fn paste(window: &Window, list: &str) -> Result<(), WebDriverError> {
    window.press("Compare with a new list").await?;
    window.paste("Paste the list", list).await?;
    window.press("Read what I pasted").await
}
