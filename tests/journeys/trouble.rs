//! What goes wrong: told in a sentence, nothing lost, and the window lives on.

use super::create;
use crate::window::journey;

/// Files that are no register and no list: a sentence, and the window lives on.
#[test]
fn bad_files_are_told_in_a_sentence_and_the_window_lives_on() {
    journey("bad", async |window| {
        let strange = window.desk.path("holiday.provident");
        std::fs::write(&strange, "Dear diary, today I kept no register at all.").expect("written");
        window.answer("register_to_open", &strange);
        window.press("Open a register").await?;
        window.reads("holiday.provident is not a Provident register.").await?;
        window.picture("1-not-a-register").await?;
        create(window).await?;
        window.go("Import").await?;
        let bomb = window.desk.path("photo.xlsx");
        std::fs::write(&bomb, [0x89, b'P', b'N', b'G', 13, 10, 26, 10]).expect("written");
        window.answer("list_to_import", &bomb);
        window.press("Choose a list").await?;
        window.reads("photo.xlsx is a picture, not a list").await?;
        window.picture("2-not-a-list").await?;
        window.go("Providers").await?;
        window.reads("This register has no providers yet").await
    });
}

/// What goes wrong while one works: told plainly, nothing lost, and trying again works.
#[test]
fn trouble_in_the_window() {
    journey("trouble", async |window| {
        create(window).await?;
        window.control_and('n').await?;
        window.reads_heading("New provider").await?;
        window.write("Name", "Quillworks").await?;
        window.paste("Notes", &"word ".repeat(200_000)).await?;
        window.control_and('s').await?;
        window.reads("characters fit here").await?;
        window.picture("1-too-long").await?;
        window.write("Notes", "short").await?;
        // Twice in a row saves once.
        window.control_and('s').await?;
        window.control_and('s').await?;
        window.reads_heading("Quillworks").await?;
        window.press("Edit provider").await?;
        window.write("Legal name", "Quillworks SAS").await?;
        let (here, there) = (window.desk.path("Lumeria.provident"), window.desk.path("Elsewhere.provident"));
        std::fs::rename(&here, &there).expect("moved");
        window.control_and('s').await?;
        window.reads("was moved, renamed or replaced while it was open").await?;
        window.picture("2-moved").await?;
        std::fs::rename(&there, &here).expect("moved back");
        window.control_and('s').await?;
        window.reads("Quillworks saved").await?;
        window.reads("Quillworks SAS").await?;
        window.go("Providers").await?;
        window.reads("1 provider").await?;
        window.picture("3-saved").await
    });
}
