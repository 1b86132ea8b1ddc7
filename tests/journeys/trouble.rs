//! What goes wrong: told in a sentence, nothing lost, and the window lives on.

use std::io::Write;
use std::path::Path;

use provident_store::{Access, Register};

use super::create;
use crate::cli::succeeds;
use crate::ground::{act, rules};
use crate::window::{Window, built, journey, journey_of};

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

/// A register that somebody else writes: it says who, opens to read, and shows all it holds.
#[test]
fn a_register_in_use_elsewhere_is_read() {
    journey("held", async |window| {
        let path = window.desk.path("Lumeria.provident");
        let file = path.to_str().expect("UTF-8");
        succeeds(&["init", file, "--organisation", "Lumeria SAS", "--plain"]);
        let list = window.desk.path("list.csv");
        std::fs::write(&list, "Name\nQuillworks\n")?;
        succeeds(&["import", file, list.to_str().expect("UTF-8")]);
        let writer = Register::open(&path, Access::Write, &act("test"), rules()).expect("opened to write");
        window.answer("register_to_open", &path);
        window.press("Open a register").await?;
        window.reads("Read only: Test DPO is writing on").await?;
        window.go("Settings").await?;
        window.reads_heading("Who we are").await?;
        let name = window.control("Name").await?;
        assert_eq!(name.prop("value").await?.as_deref(), Some("Lumeria SAS"));
        assert_eq!(name.prop("readOnly").await?.as_deref(), Some("true"), "to read and to copy, not to change");
        window.gone("Save organisation").await?;
        window.picture("1-read-only").await?;
        window.go("Providers").await?;
        window.press("Quillworks").await?;
        window.reads_heading("Quillworks").await?;
        window.gone("Edit provider").await?;
        window.picture("2-provider").await?;
        drop(writer);
        Ok(())
    });
}

/// The computer sleeps in the middle of a form, and wakes.
#[test]
fn a_form_outlives_a_sleep() {
    journey("sleep", async |window| {
        create(window).await?;
        window.control_and('n').await?;
        window.reads_heading("New provider").await?;
        window.write("Name", "Quillworks").await?;
        window.sleeps();
        window.wakes();
        window.write("Legal name", "Quillworks SAS").await?;
        window.control_and('s').await?;
        window.reads_heading("Quillworks").await?;
        window.reads("Quillworks SAS").await
    });
}

/// A disk of four megabytes, only for the program of this journey; gone with it.
fn on_a_small_disk(folder: &Path) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let script = format!(
        "#!/bin/sh\nexec unshare --map-root-user --mount sh -c 'mount -t tmpfs -o size=4m none \"$0\" && exec \"$@\"' '{}' '{}' \"$@\"\n",
        folder.join("disk").display(),
        built("provident").display()
    );
    std::fs::create_dir(folder.join("disk")).expect("a folder");
    let path = folder.join("provident-on-a-small-disk");
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path).expect("a script");
    file.write_all(script.as_bytes()).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a program");
    path
}

/// Nothing more fits: told, nothing typed is lost, and trying again works once there is room.
#[test]
fn a_full_disk_costs_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = on_a_small_disk(folder.path());
    journey_of("full", &program, async |window: &Window| {
        let disk = folder.path().join("disk");
        window.answer("register_to_create", &disk.join("Lumeria.provident"));
        window.write("Organisation name", "Lumeria SAS").await?;
        window.press("Leave it unsealed").await?;
        window.press("Create my register").await?;
        window.reads_heading("Today").await?;
        window.control_and('n').await?;
        window.write("Name", "Quillworks").await?;
        window.paste("Notes", &"A note that goes on. ".repeat(190)).await?;
        let ballast = window.as_it_sees(&disk).join("ballast");
        let full = std::fs::write(&ballast, vec![0_u8; 8 << 20]).expect_err("eight megabytes on a disk of four");
        assert_eq!(full.kind(), std::io::ErrorKind::StorageFull);
        window.control_and('s').await?;
        window.reads("The disk is full. Nothing was written.").await?;
        window.picture("1-told").await?;
        std::fs::remove_file(&ballast)?;
        window.control_and('s').await?;
        window.reads_heading("Quillworks").await?;
        window.reads("A note that goes on.").await?;
        window.go("Settings").await?;
        window.tab("This register").await?;
        window.press("Check now").await?;
        window.reads("The register is whole").await
    });
}
