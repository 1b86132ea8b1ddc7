//! A record kept in a spreadsheet, and clients kept in the accounts, brought in through the window.

use std::path::Path;

use thirtyfour::prelude::*;

use crate::journeys::look_at_the_sample;
use crate::window::{Window, journey};

const RECORD: &str = "Processing activity;Purpose;Categories of data subjects;Categories of personal data;Retention;Legal basis;Software;Security\n\
    Newsletter;Send our newsletter to those who asked for it;Prospects;Business contact data;Three years after the last contact;Art. 6(1)(a);Sirocourrier;\n\
    Badges at the door;Let people into the offices;Visitors to premises;Identity;One month;Art. 6(1)(f);Portakey;Locked cabinet\n\
    Measuring the website;;;;;;;Shortened addresses\n\
    ;No name at all;Martians;;;;;\n";

const CLIENTS: &str = "Client;Address;Country;E-mail;Group;Since\n\
    Moulin des Brumes;2 chemin de l’Écluse, Dole;France;contact@moulin.example;Standard terms 2025;2026-02-01\n\
    Boulangerie Pain-de-Lune;;France;;Standard terms 2025;\n\
    Pekarna Meglica;Cesta 4, Ljubljana;Slovenija;;;01/03/2026\n";

#[test]
fn a_record_is_brought_in_from_a_spreadsheet() {
    journey("record-import", async |window| {
        look_at_the_sample(window).await?;
        let list = window.desk.path("record.csv");
        std::fs::write(&list, RECORD)?;
        read(window, "Processing activities", &list).await?;
        window.picture("1-columns").await?;
        window.press("As controller (Art. 30(1))").await?;
        window.press("Preview import").await?;
        window.reads("Nothing is saved yet.").await?;
        window.reads("1 row names somebody whom this register does not have").await?;
        window.reads("Not in this register, kept as a note: Portakey").await?;
        window.reads("Fills in Security").await?;
        window.picture("2-preview").await?;
        window.press("Import list").await?;
        window.reads("2 activities were created and 1 filled in further.").await?;
        window.reads("1 row was refused").await?;
        window.picture("3-result").await?;
        window.press("Show processing activities").await?;
        window.press("Badges at the door").await?;
        window.reads_heading("Badges at the door").await?;
        window.reads("Portakey").await?;
        window.picture("4-activity").await?;
        read(window, "Processing activities", &list).await?;
        window.press("As controller (Art. 30(1))").await?;
        window.press("Preview import").await?;
        window.reads("Nothing of this list would change the register.").await
    });
}

#[test]
fn clients_are_brought_in_with_their_groups() {
    journey("client-import", async |window| {
        look_at_the_sample(window).await?;
        let list = window.desk.path("clients.csv");
        std::fs::write(&list, CLIENTS)?;
        read(window, "Clients", &list).await?;
        window.picture("1-columns").await?;
        window.press("Preview import").await?;
        window.reads("Nothing is saved yet.").await?;
        window.picture("2-preview").await?;
        window.press("Import list").await?;
        window.reads("2 clients were created and 0 filled in further.").await?;
        window.picture("3-result").await?;
        window.press("Show clients").await?;
        window.reads("Pekarna Meglica").await?;
        window.picture("4-clients").await?;
        window.press("Moulin des Brumes").await?;
        window.reads_in("Address", "2 chemin de l’Écluse, Dole").await?;
        window.reads("Standard terms 2025").await?;
        window.picture("5-client").await
    });
}

async fn read(window: &Window, what: &str, list: &Path) -> Result<(), WebDriverError> {
    window.go("Import").await?;
    window.press(what).await?;
    window.answer("list_to_import", list);
    window.press("Choose a list").await?;
    window.reads_heading("Match columns").await
}
