//! The sentences of the reports, in English and in French. Labels of lists come from the
//! vocabulary; here stands what only reports say.

use chrono::{Datelike, NaiveDate};
use provident_domain::lists::Language;

/// A fixed word or sentence, in every language.
pub trait Wording: Copy {
    fn text(self, language: Language) -> &'static str;
}

macro_rules! words {
    ($words:ident; $($(#[$note:meta])* $name:ident: $en:literal, $fr:literal;)*) => {
        /// Fixed words and sentences.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum $words { $($(#[$note])* $name),* }

        impl $words {
            pub fn get(self, language: Language) -> &'static str {
                match (self, language) {
                    $(($words::$name, Language::En) => $en, ($words::$name, Language::Fr) => $fr,)*
                }
            }
        }

        impl $crate::kinds::words::Wording for $words {
            fn text(self, language: Language) -> &'static str {
                self.get(language)
            }
        }
    };
}

pub(super) use words;

words! { Word;
    DossierTitle: "Provider dossier", "Dossier du prestataire";
    DossierDescription: "Everything on one provider, with verification dates and gaps", "Tout sur un prestataire, avec les dates de vérification et les lacunes";
    RegisterTitle: "Provider register", "Registre des prestataires";
    RegisterDescription: "All providers, or those of the current filter, one line each", "Tous les prestataires, ou ceux du filtre, une ligne chacun";
    RecordControllerTitle: "Record of processing as controller, Art. 30(1)", "Registre des traitements en tant que responsable, art. 30, par. 1";
    RecordControllerDescription: "Every activity letter by letter, with its providers and transfers", "Chaque activité point par point, avec ses prestataires et ses transferts";
    RecordProcessorTitle: "Record of processing as processor, Art. 30(2)", "Registre des traitements en tant que sous-traitant, art. 30, par. 2";
    RecordProcessorDescription: "What we do for which clients, with sub-processors and transfers", "Ce que nous faisons pour quels clients, avec les sous-traitants ultérieurs et les transferts";
    TransfersTitle: "Transfer register", "Registre des transferts";
    TransfersDescription: "Every transfer outside the EEA, with its ground, verdict and impact assessment", "Tous les transferts hors de l’EEE, avec leur fondement, leur appréciation et leur analyse d’impact";
    SubProcessorsTitle: "List of our sub-processors", "Liste de nos sous-traitants ultérieurs";
    SubProcessorsDescription: "For clients and the public: who works for our clients through us, where, and what changed", "Pour les clients et le public : qui travaille pour nos clients par notre intermédiaire, où, et ce qui a changé";
    QuestionnaireBlankTitle: "Blank questionnaire", "Questionnaire vierge";
    QuestionnaireBlankDescription: "All questions to read or to fill in by hand, with what is expected as evidence", "Toutes les questions, à lire ou à remplir à la main, avec les preuves attendues";
    QuestionnaireCompletedTitle: "Completed questionnaire", "Questionnaire rempli";
    QuestionnaireCompletedDescription: "What was answered, how it was judged, with evidence and what changed since the last round", "Ce qui a été répondu et son appréciation, avec les preuves et les changements depuis le tour précédent";
    AtAGlance: "At a glance", "En bref";
    Status: "Status", "Statut";
    Role: "Role", "Rôle";
    UsedBy: "Used by", "Utilisé par";
    Completeness: "Completeness of the record", "Complétude de la fiche";
    SpecialCategories: "Special categories of data", "Catégories particulières de données";
    OutsideEea: "Data reaches outside the EEA", "Données hors de l’EEE";
    Missing: "What is missing", "Ce qui manque";
    NothingMissing: "Nothing is missing from this record.", "Il ne manque rien à cette fiche.";
    AskedUnknown: "asked, nobody knows", "demandé, personne ne sait";
    Identity: "Identity", "Identité";
    LegalName: "Legal name", "Raison sociale";
    OtherNames: "Other names", "Autres noms";
    RegistrationId: "Registration number", "Numéro d’immatriculation";
    Address: "Address", "Adresse";
    Country: "Country", "Pays";
    Website: "Website", "Site web";
    Category: "Category", "Catégorie";
    Contacts: "Contacts", "Contacts";
    ContactRole: "Role", "Fonction";
    Name: "Name", "Nom";
    Email: "E-mail", "Courriel";
    Phone: "Telephone", "Téléphone";
    Documents: "Published documents", "Documents publiés";
    Certifications: "Certifications", "Certifications";
    Standard: "Standard", "Norme";
    Scope: "Scope", "Périmètre";
    ValidFrom: "Valid from", "Valable du";
    ValidUntil: "Valid until", "Valable jusqu’au";
    Expired: "expired", "expirée";
    Services: "Services and data", "Services et données";
    Purpose: "Used for", "Finalité";
    Owner: "Answers for it", "Responsable interne";
    OurRole: "Our role", "Notre rôle";
    TheirRole: "Role of the provider", "Rôle du prestataire";
    PersonalData: "Personal data", "Données personnelles";
    DataFields: "Exact fields sent", "Champs exacts transmis";
    People: "People concerned", "Personnes concernées";
    Volume: "Number of persons", "Nombre de personnes";
    Direction: "Direction", "Sens";
    StoredIn: "Stored in", "Stockage";
    AccessedFrom: "Accessed from", "Accès depuis";
    Transfers: "Transfers outside the EEA", "Transferts hors de l’EEE";
    StaffAccess: "Our staff’s access", "Accès de notre personnel";
    StaffPeople: "people", "personnes";
    StaffAdministrators: "administrators", "administrateurs";
    StaffRoles: "roles", "rôles";
    SignOn: "sign-on", "connexion";
    Leavers: "When somebody leaves", "En cas de départ";
    LastReview: "Last access review", "Dernière revue des accès";
    ClientMeaning: "What it means to our clients", "Ce que cela signifie pour nos clients";
    ClientsTold: "Clients were told", "Clients informés";
    Notes: "Notes", "Notes";
    ImportedNotes: "Notes taken over from an import", "Notes reprises d’un import";
    Verification: "Who says so", "Qui l’affirme";
    FactGroup: "Facts", "Faits";
    State: "State", "État";
    From: "Compared with", "Comparé à";
    Evidence: "Evidence kept", "Preuves conservées";
    Title: "Title", "Titre";
    Kind: "Kind", "Type";
    Dated: "Dated", "Date";
    Digest: "SHA-256", "SHA-256";
    Unknown: "unknown", "inconnu";
    NotStated: "not stated", "non renseigné";
    NoServices: "No service of this provider has been recorded yet.", "Aucun service de ce prestataire n’a encore été enregistré.";
    NoEvidence: "No document is kept as evidence.", "Aucun document n’est conservé comme preuve.";
    NoPersonalData: "This service gets no personal data.", "Ce service ne reçoit aucune donnée personnelle.";
    Provider: "Provider", "Prestataire";
    Locations: "Storage and access", "Stockage et accès";
    Complete: "Complete", "Complète";
    Unverified: "Open", "À vérifier";
    Providers: "providers", "prestataires";
    OutsideEeaCount: "reach outside the EEA", "atteignent l’extérieur de l’EEE";
    SpecialCount: "with special-category data", "avec des données sensibles";
    IncompleteCount: "records incomplete", "fiches incomplètes";
    EmptyRegister: "There are no providers to list.", "Il n’y a aucun prestataire à lister.";
    SpecialMark: "special categories", "données sensibles";
    OutsideMark: "outside the EEA", "hors EEE";
    StaleMark: "stale", "périmé";
    AllProviders: "All providers", "Tous les prestataires";
    Filtered: "A selection of the providers", "Une sélection des prestataires";
    NoEvidenceListed: "No document is kept as evidence for these providers.", "Aucun document n’est conservé comme preuve pour ces prestataires.";
    ChainHint: "The seal under the title stands for every line of the change history up to this report, and each digest for one document, letter by letter. They prove that nothing was changed since only where this report is kept outside the register: whoever can write the register could write a new history with new seals.", "Le sceau sous le titre vaut pour chaque ligne de l’historique jusqu’à ce rapport, et chaque empreinte pour un document, à la lettre près. Ils ne prouvent que rien n’a changé depuis que si ce rapport est conservé hors du registre : qui peut écrire dans le registre pourrait y écrire un nouvel historique avec de nouveaux sceaux.";
    ReadingHint: "“Open” counts the groups of facts that nobody has verified yet, and those whose verification is more than a year old.", "« À vérifier » compte les groupes de faits que personne n’a encore vérifiés et ceux dont la vérification a plus d’un an.";
}

/// `25 May 2026`, `25 mai 2026`.
pub fn date(day: NaiveDate, language: Language) -> String {
    let first = language == Language::Fr && day.day() == 1;
    format!("{}{} {}", day.day(), if first { "er" } else { "" }, month(day, language))
}

/// `May 2026`, `mai 2026`.
pub fn month(day: NaiveDate, language: Language) -> String {
    let month = match language {
        Language::En => {
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
        }
        Language::Fr => {
            ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
        }
    }[day.month0() as usize];
    format!("{month} {}", day.year())
}

pub fn declared(by: &str, on: NaiveDate, file: Option<&str>, language: Language) -> String {
    let base = match language {
        Language::En => format!("declared {} by {by}", date(on, language)),
        Language::Fr => format!("déclaré le {} par {by}", date(on, language)),
    };
    match (file, language) {
        (None, _) => base,
        (Some(file), Language::En) => format!("{base} in {file}"),
        (Some(file), Language::Fr) => format!("{base} dans {file}"),
    }
}

pub fn verified(by: &str, on: NaiveDate, from: Option<&str>, language: Language) -> String {
    let base = match language {
        Language::En => format!("verified {} by {by}", date(on, language)),
        Language::Fr => format!("vérifié le {} par {by}", date(on, language)),
    };
    match (from, language) {
        (None, _) => base,
        (Some(from), Language::En) => format!("{base} from {from}"),
        (Some(from), Language::Fr) => format!("{base} d’après {from}"),
    }
}

pub fn as_of(issued_on: NaiveDate, as_of: NaiveDate, language: Language) -> String {
    match language {
        Language::En => format!(
            "Facts as they stood on {}, read under the rules and due dates of {}.",
            date(issued_on, language),
            date(as_of, language)
        ),
        Language::Fr => format!("Faits au {}, lus selon les règles et échéances du {}.", date(issued_on, language), date(as_of, language)),
    }
}

/// A citation of the Regulation, such as `Art. 46(2)(c), 46(5)`, as the language cites it:
/// `art. 46, par. 2, point c ; art. 46, par. 5`.
pub fn article(citation: &str, language: Language) -> String {
    match language {
        Language::En => citation.to_owned(),
        Language::Fr => citation.replace(", second", " second").split(", ").map(french_article).collect::<Vec<_>>().join("\u{a0}; "),
    }
}

fn french_article(citation: &str) -> String {
    let bare = citation.trim_start_matches("Art. ");
    let bare = bare.replace(" second subparagraph", ", deuxième alinéa").replace(" to ", " à ");
    let mut cited = String::from("art. ");
    for part in bare.replace(')', "").split('(').enumerate() {
        match part {
            (0, number) => cited.push_str(number),
            (_, part) if part.starts_with(|first: char| first.is_ascii_digit()) => cited.push_str(&format!(", par. {part}")),
            (_, part) => cited.push_str(&format!(", point {part}")),
        }
    }
    cited
}

/// A number with the language's separator of thousands.
pub fn number(value: u64, language: Language) -> String {
    let digits = value.to_string();
    let separator = if language == Language::En { "," } else { "\u{202f}" };
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_read_as_in_the_language() {
        let day = NaiveDate::from_ymd_opt(2026, 5, 1).expect("a day");
        assert_eq!(date(day, Language::En), "1 May 2026");
        assert_eq!(date(day, Language::Fr), "1er mai 2026");
        assert_eq!(number(1_234_567, Language::En), "1,234,567");
        assert_eq!(number(999, Language::Fr), "999");
    }

    #[test]
    fn articles_are_cited_as_in_the_language() {
        let check = |citation: &str, expected: &str| assert_eq!(article(citation, Language::Fr), expected);
        check("Art. 6(1)(f)", "art. 6, par. 1, point f");
        check("Art. 46(2)(c), 46(5)", "art. 46, par. 2, point c\u{a0}; art. 46, par. 5");
        check("Art. 49(1), second subparagraph", "art. 49, par. 1, deuxième alinéa");
        check("Art. 49(1) second subparagraph, 49(6)", "art. 49, par. 1, deuxième alinéa\u{a0}; art. 49, par. 6");
        check("Art. 44 to 49", "art. 44 à 49");
        assert_eq!(article("Art. 6(1)(f)", Language::En), "Art. 6(1)(f)");
    }
}
