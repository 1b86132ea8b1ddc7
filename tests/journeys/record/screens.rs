//! Every screen of the record: in both languages, both looks, and at double text size in a small window.

use thirtyfour::prelude::*;

use crate::window::{Window, journey};

/// What the screens are called in one language.
struct Tongue {
    /// Light, dark, and at double size.
    journeys: [&'static str; 3],
    chosen: &'static str,
    sample: &'static str,
    today: &'static str,
    looks: [&'static str; 2],
    double: &'static str,
    saved: &'static str,
    settings: [&'static str; 2],
    lists: (&'static str, [&'static str; 4]),
    processing: (&'static str, [&'static str; 3]),
    edit_activity: &'static str,
    transfers: (&'static str, [&'static str; 3]),
    providers: &'static str,
    provider: [&'static str; 2],
    edit_leg: &'static str,
    assess_leg: &'static str,
    compare: &'static str,
    dialogs: [&'static str; 2],
    cancel: &'static str,
    published: &'static str,
    calendar: (&'static str, &'static str),
    import: (&'static str, [&'static str; 2]),
}

const ENGLISH: Tongue = Tongue {
    journeys: ["record-english-light", "record-english-dark", "record-english-large"],
    chosen: "English",
    sample: "Look at the sample company",
    today: "Today",
    looks: ["Light", "Dark"],
    double: "200%",
    saved: "Settings saved",
    settings: ["Settings", "This desk"],
    lists: ("Lists and rules", ["Adequacy decisions", "Transfer tools", "Countries of the EEA", "Rules"]),
    processing: ("Processing", ["As controller", "As processor", "Clients"]),
    edit_activity: "Edit activity",
    transfers: ("Transfers", ["Register", "Where our data goes", "Concentration"]),
    providers: "Providers",
    provider: ["Transfers", "Sub-processors"],
    edit_leg: "Edit transfer",
    assess_leg: "Assess transfer",
    compare: "Compare with a new list",
    dialogs: ["Record a notice", "Add a sub-processor"],
    cancel: "Cancel",
    published: "Our sub-processors",
    calendar: ("Calendar", "Add action"),
    import: ("Import", ["Processing activities", "Clients"]),
};

const FRENCH: Tongue = Tongue {
    journeys: ["record-french-light", "record-french-dark", "record-french-large"],
    chosen: "Français",
    sample: "Voir la société d’exemple",
    today: "Aujourd’hui",
    looks: ["Claire", "Sombre"],
    double: "200\u{a0}%",
    saved: "Réglages enregistrés",
    settings: ["Réglages", "Ce poste"],
    lists: ("Listes et règles", ["Décisions d’adéquation", "Outils de transfert", "Pays de l’EEE", "Règles"]),
    processing: ("Traitements", ["Responsable du traitement", "Sous-traitant", "Clients"]),
    edit_activity: "Modifier l’activité",
    transfers: ("Transferts", ["Registre", "Où vont nos données", "Concentration"]),
    providers: "Prestataires",
    provider: ["Transferts", "Sous-traitants ultérieurs"],
    edit_leg: "Modifier le transfert",
    assess_leg: "Analyser le transfert",
    compare: "Comparer à une nouvelle liste",
    dialogs: ["Enregistrer un avis", "Ajouter un sous-traitant ultérieur"],
    cancel: "Annuler",
    published: "Nos sous-traitants",
    calendar: ("Échéancier", "Ajouter une action"),
    import: ("Import", ["Des activités de traitement", "Des clients"]),
};

#[test]
fn every_screen_of_the_record_in_english() {
    in_a_look(&ENGLISH, 0);
}

#[test]
fn every_screen_of_the_record_in_english_in_the_dark() {
    in_a_look(&ENGLISH, 1);
}

#[test]
fn every_screen_of_the_record_in_french() {
    in_a_look(&FRENCH, 0);
}

#[test]
fn every_screen_of_the_record_in_french_in_the_dark() {
    in_a_look(&FRENCH, 1);
}

#[test]
fn the_record_at_double_size_in_english() {
    at_double_size(&ENGLISH);
}

#[test]
fn the_record_at_double_size_in_french() {
    at_double_size(&FRENCH);
}

fn in_a_look(tongue: &'static Tongue, look: usize) {
    journey(tongue.journeys[look], async |window| {
        open(window, tongue).await?;
        set(window, tongue, tongue.looks[look]).await?;
        Tour { window, tongue }.all().await
    });
}

fn at_double_size(tongue: &'static Tongue) {
    journey(tongue.journeys[2], async |window| {
        open(window, tongue).await?;
        set(window, tongue, tongue.double).await?;
        window.sized(1024, 700).await?;
        Tour { window, tongue }.all().await
    });
}

async fn open(window: &Window, tongue: &Tongue) -> Result<(), WebDriverError> {
    window.press(tongue.chosen).await?;
    window.press(tongue.sample).await?;
    window.reads_heading(tongue.today).await
}

async fn set(window: &Window, tongue: &Tongue, choice: &str) -> Result<(), WebDriverError> {
    window.go(tongue.settings[0]).await?;
    window.tab(tongue.settings[1]).await?;
    window.press(choice).await?;
    window.reads(tongue.saved).await?;
    window.gone(tongue.saved).await
}

/// The way through all screens, once.
struct Tour<'a> {
    window: &'a Window,
    tongue: &'static Tongue,
}

impl Tour<'_> {
    async fn all(&self) -> Result<(), WebDriverError> {
        self.processing().await?;
        self.transfers().await?;
        self.provider().await?;
        self.published_and_due().await?;
        self.lists().await?;
        self.import().await
    }

    async fn see(&self, screen: &str) -> Result<(), WebDriverError> {
        self.window.fits().await?;
        self.window.picture(screen).await
    }

    /// Each tab with something that stands on it.
    async fn tabs(&self, tabs: [&str; 3], shown: [&str; 3], screen: &str) -> Result<(), WebDriverError> {
        for (at, tab) in tabs.iter().enumerate() {
            self.window.tab(tab).await?;
            self.window.reads(shown[at]).await?;
            self.see(&format!("{screen}-{at}")).await?;
        }
        Ok(())
    }

    async fn processing(&self) -> Result<(), WebDriverError> {
        let (window, (place, tabs)) = (self.window, self.tongue.processing);
        window.go(place).await?;
        self.tabs(tabs, ["Recruitment", "Sending campaigns", "Fondation Aubépine"], "processing").await?;
        window.press("Maple Parade Events").await?;
        window.reads_heading("Maple Parade Events").await?;
        self.see("client-form").await?;
        window.go(place).await?;
        window.tab(tabs[0]).await?;
        window.press("Payroll and administration of employees").await?;
        window.reads_heading("Payroll and administration of employees").await?;
        self.see("activity").await?;
        window.press(self.tongue.edit_activity).await?;
        window.reads("Bulletinelle Paie").await?;
        self.see("activity-form").await
    }

    async fn transfers(&self) -> Result<(), WebDriverError> {
        let (place, tabs) = self.tongue.transfers;
        self.window.go(place).await?;
        self.tabs(tabs, ["Thwaitlock", "Marketing", "Cardwhistle"], "transfers").await
    }

    async fn provider(&self) -> Result<(), WebDriverError> {
        let (window, tongue) = (self.window, self.tongue);
        for (verb, screen) in [(tongue.edit_leg, "transfer-form"), (tongue.assess_leg, "assessment")] {
            self.guichetto(0).await?;
            window.click(&format!("//button[starts-with(@aria-label, '{verb}')]")).await?;
            window.reads("C-311/18").await?;
            self.see(screen).await?;
        }
        self.guichetto(0).await?;
        self.see("legs").await?;
        self.guichetto(1).await?;
        self.see("tree").await?;
        for (at, dialog) in tongue.dialogs.iter().enumerate() {
            window.press(dialog).await?;
            window.control_of_dialog(tongue.cancel).await?;
            self.see(&format!("dialog-{at}")).await?;
            window.press_in_dialog(tongue.cancel).await?;
        }
        window.press(tongue.compare).await?;
        window.reads_heading(tongue.compare).await?;
        self.see("compare").await
    }

    async fn guichetto(&self, tab: usize) -> Result<(), WebDriverError> {
        self.window.go(self.tongue.providers).await?;
        self.window.press("Guichetto").await?;
        self.window.reads_heading("Guichetto").await?;
        self.window.tab(self.tongue.provider[tab]).await?;
        self.window.reads(["Guichetto Night Desk", "Nordlys Hosting"][tab]).await
    }

    async fn published_and_due(&self) -> Result<(), WebDriverError> {
        let (window, (calendar, add)) = (self.window, self.tongue.calendar);
        window.go(self.tongue.published).await?;
        window.reads("Tikwacht").await?;
        self.see("published").await?;
        window.go(calendar).await?;
        window.reads("Guichetto").await?;
        self.see("calendar").await?;
        window.press(add).await?;
        window.control_of_dialog(self.tongue.cancel).await?;
        self.see("action").await?;
        window.press_in_dialog(self.tongue.cancel).await
    }

    async fn lists(&self) -> Result<(), WebDriverError> {
        let (tab, lists) = self.tongue.lists;
        self.window.go(self.tongue.settings[0]).await?;
        self.window.tab(tab).await?;
        for (at, list) in lists.iter().enumerate() {
            self.window.press(list).await?;
            self.see(&format!("list-{at}")).await?;
        }
        Ok(())
    }

    async fn import(&self) -> Result<(), WebDriverError> {
        let (place, kinds) = self.tongue.import;
        self.window.go(place).await?;
        for (at, kind) in kinds.iter().enumerate() {
            self.window.press(kind).await?;
            self.see(&format!("import-{at}")).await?;
        }
        Ok(())
    }
}
