//! What only the reports on questionnaires say, in English and in French.

use chrono::NaiveDate;
use provident_domain::assessment::{AnswerState, AssessmentState, ProofDoubt, ProofLevel, Way};
use provident_domain::lists::Language;
use provident_domain::questionnaire::CardStanding;

use super::words::{date, words};

words! { AskWord;
    // Of the blank one.
    AskedBy: "Asked by", "Demandé par";
    For: "For", "Pour";
    AnswerBy: "Please answer by", "Réponse attendue pour le";
    ReplyTo: "Answers to", "Réponses à";
    FilledInBy: "Filled in by", "Rempli par";
    NameAndFunction: "Name, function, e-mail", "Nom, fonction, courriel";
    Day: "Date", "Date";
    OneCopyATool: "Please use one copy of these pages for each tool or service.", "Merci d’utiliser un exemplaire de ces pages par outil ou service.";
    TickOne: "Tick one.", "Cochez une seule case.";
    TickAll: "Tick all that apply.", "Cochez tout ce qui convient.";
    Optional: "optional", "facultatif";
    OwnWords: "In your own words", "Avec vos propres mots";
    IDoNotKnow: "I do not know", "Je ne sais pas";
    NotApplicableBecause: "Not applicable, because", "Sans objet, parce que";
    Expected: "Useful as evidence", "Justificatifs utiles";
    PleaseAttach: "Please attach the file, or name it here", "Merci de joindre le fichier, ou d’en donner le nom ici";
    DateRoom: "Day, month and year; month and year are enough where the day is not known", "Jour, mois et année\u{a0}; le mois et l’année suffisent si le jour n’est pas connu";
    PersonRoom: "Name and e-mail", "Nom et courriel";
    CountriesRoom: "Countries", "Pays";
    References: "Refers to", "Se réfère à";

    // The cover.
    Questionnaire: "Questionnaire", "Questionnaire";
    Round: "Round", "Tour";
    State: "State", "État";
    Sent: "Sent", "Envoyé";
    Reminded: "Reminded", "Relancé";
    Due: "Due", "Échéance";
    Late: "after the due date", "après l’échéance";
    Received: "Received", "Reçu";
    FinishedBy: "Filled in, as it says, by", "Rempli, selon le fichier, par";
    CameFrom: "Came from", "Reçu de";
    Seal: "How it travelled", "Acheminement";
    Sealed: "sealed to the key of this register; sealing hides, it does not prove who wrote", "scellé avec la clé de ce registre\u{a0}; le scellement cache, il ne prouve pas qui a écrit";
    Unsealed: "not sealed: whoever had the file could read and change it", "non scellé\u{a0}: qui avait le fichier pouvait le lire et le modifier";
    FileDigest: "SHA-256 of the answers file", "SHA-256 du fichier de réponses";
    Reviewed: "Reviewed", "Examiné";
    Withdrawn: "Withdrawn", "Retiré";
    Owner: "Looked after by", "Suivi par";
    Note: "Note", "Note";
    OnlyAgain: "This round asks again only some of the questions.", "Ce tour ne repose que certaines des questions.";
    NoReply: "Nothing has come back yet.", "Rien n’est encore revenu.";
    Source: "Source", "Source";
    ByUs: "Answered by us from documents that the provider publishes, not by the provider.", "Rempli par nous d’après les documents que le prestataire publie, et non par le prestataire.";
    NotReviewed: "not reviewed yet", "pas encore examiné";
    NoNameRecorded: "not recorded", "non consigné";

    // What they said.
    WhatTheySaid: "What they said", "Ce qui a été répondu";
    AnsweredCount: "answered", "réponses";
    VagueCount: "vague", "vagues";
    RefusedCount: "refused", "refusées";
    OpenCount: "open", "sans réponse";
    NotApplicableCount: "not applicable", "sans objet";
    Question: "Question", "Question";
    InShort: "Answer in short", "Réponse en bref";
    Maturity: "Maturity", "Maturité";
    Proof: "Evidence", "Preuve";
    EachAnswer: "Each answer in short", "Chaque réponse en bref";
    WeakTitle: "What is vague, refused or open", "Ce qui est vague, refusé ou sans réponse";
    NothingWeak: "Every question was answered, and no answer was found vague.", "Il a été répondu à chaque question, et aucune réponse n’a été jugée vague.";
    SuggestedHint: "Where no review is recorded, the state is open for the reviewer to set.", "Là où aucun examen n’est consigné, l’état reste à fixer par l’examinateur.";

    // Question by question.
    Answer: "Answer", "Réponse";
    TheirWords: "In their own words", "Avec leurs propres mots";
    NoAnswer: "no answer", "sans réponse";
    NotTicked: "Not ticked", "Non coché";
    Remark: "Reviewer’s remark", "Remarque de l’examinateur";
    AskedAgain: "Asked again", "Redemandé";
    ReviewersWord: "Judged", "Appréciation";
    ProofTitle: "Evidence", "Preuve";
    Holder: "held by", "titulaire";
    Service: "service", "service";
    Site: "site", "site";
    Issued: "issued", "émis le";
    Expires: "expires", "expire le";
    ErasedAnswer: "erased", "effacé";
    ComparedWords: "What was written in one of the two rounds was erased when its retention ended: only the reviewer’s words are compared.", "Ce qui a été écrit dans l’un des deux tours a été effacé à la fin de sa conservation\u{a0}: seules les appréciations sont comparées.";
    Erased: "What was written was erased when its retention ended; digests and the reviewer’s word remain.", "Ce qui a été écrit a été effacé à la fin de sa conservation\u{a0}; les empreintes et l’appréciation demeurent.";

    // Departments.
    Tools: "The tools", "Les outils";
    Tool: "Tool", "Outil";
    Supplier: "Supplier", "Fournisseur";
    Standing: "Compared with the register", "Comparé au registre";
    Unknowns: "Not known", "Non su";
    Missing: "Missing", "Manque";
    NoTools: "No tool was named.", "Aucun outil n’a été indiqué.";
    Unnamed: "(no name)", "(sans nom)";
    ToolsCount: "tools", "outils";
    NewCount: "new", "nouveaux";
    CorrectedCount: "corrected", "corrigés";
    GoneCount: "no longer used", "plus utilisés";

    // Evidence.
    Index: "Evidence index", "Index des preuves";
    NoAttachments: "No file came with the answers.", "Aucun fichier n’accompagnait les réponses.";
    DocumentAndDigest: "Document and its SHA-256", "Document et son SHA-256";
    ForQuestion: "For", "Pour";
    NotLinked: "to no question", "à aucune question";
    DigestHint: "Each digest stands for one file, letter by letter: the file kept in the register can be compared with it.", "Chaque empreinte vaut pour un fichier, à la lettre près\u{a0}: le fichier conservé dans le registre peut y être comparé.";

    // What changed.
    Now: "Now", "Maintenant";
    Change: "Change", "Évolution";
    Better: "better", "mieux";
    Worse: "worse", "moins bien";
    Changed: "changed", "modifié";
    NewlyListed: "newly listed", "nouvellement cité";
    NoLongerListed: "no longer listed", "plus cité";
    NothingChanged: "No answer and no judgement differs.", "Aucune réponse ni appréciation ne diffère.";
}

pub fn assessment_state(state: AssessmentState, language: Language) -> &'static str {
    let (en, fr) = match state {
        AssessmentState::Prepared => ("prepared", "préparé"),
        AssessmentState::Sent => ("sent", "envoyé"),
        AssessmentState::Reminded => ("reminded", "relancé"),
        AssessmentState::Received => ("received", "reçu"),
        AssessmentState::InReview => ("in review", "en cours d’examen"),
        AssessmentState::Closed => ("closed", "clos"),
        AssessmentState::Withdrawn => ("withdrawn", "retiré"),
    };
    either(en, fr, language)
}

pub fn answer_state(state: AnswerState, language: Language) -> &'static str {
    let (en, fr) = match state {
        AnswerState::Answered => ("answered", "répondu"),
        AnswerState::Vague => ("vague", "vague"),
        AnswerState::Refused => ("refused", "refusé"),
        AnswerState::NotApplicable => ("not applicable", "sans objet"),
        AnswerState::Unanswered => ("open", "sans réponse"),
    };
    either(en, fr, language)
}

pub fn proof_level(level: ProofLevel, language: Language) -> &'static str {
    let (en, fr) = match level {
        ProofLevel::None => ("none", "aucune"),
        ProofLevel::Internal => ("internal", "interne"),
        ProofLevel::Independent => ("independent", "indépendante"),
    };
    either(en, fr, language)
}

pub fn proof_doubt(doubt: ProofDoubt, language: Language) -> &'static str {
    let (en, fr) = match doubt {
        ProofDoubt::AnothersHolder => ("issued to somebody else", "délivrée à un autre"),
        ProofDoubt::OtherService => ("does not cover the service", "ne couvre pas le service"),
        ProofDoubt::Expired => ("expired", "expirée"),
    };
    either(en, fr, language)
}

pub fn way(way: Way, language: Language) -> &'static str {
    let (en, fr) = match way {
        Way::Page => ("as a file for the browser", "fichier à ouvrir dans le navigateur"),
        Way::Archive => ("as a file for the browser, in a ZIP", "fichier à ouvrir dans le navigateur, dans un ZIP"),
        Way::Workbook => ("as a workbook", "classeur"),
        Way::Interview => ("in an interview", "entretien"),
        Way::Desk => ("desk assessment", "évaluation sur pièces"),
    };
    either(en, fr, language)
}

pub fn standing(standing: Option<CardStanding>, is_known: bool, language: Language) -> &'static str {
    let (en, fr) = match (standing, is_known) {
        (Some(CardStanding::Confirmed), _) => ("still right", "toujours exact"),
        (Some(CardStanding::Corrected), _) => ("corrected", "corrigé"),
        (Some(CardStanding::NoLongerUsed), _) => ("no longer used", "n’est plus utilisé"),
        (None, true) => ("not confirmed", "non confirmé"),
        (None, false) => ("new", "nouveau"),
    };
    either(en, fr, language)
}

fn either(en: &'static str, fr: &'static str, language: Language) -> &'static str {
    match language {
        Language::En => en,
        Language::Fr => fr,
    }
}

/// `Data protection at our providers, version 2`.
pub fn versioned(title: &str, version: u32, language: Language) -> String {
    match language {
        Language::En => format!("{title}, version {version}"),
        Language::Fr => format!("{title}, version {version}"),
    }
}

/// With the semicolon of the language between them.
pub fn listed(texts: &[&str], language: Language) -> String {
    texts.join(if language == Language::En { "; " } else { "\u{a0}; " })
}

/// Under which answer a question is asked.
pub fn only_if(options: &[&str], number: &str, language: Language) -> String {
    match language {
        Language::En => {
            let options: Vec<String> = options.iter().map(|option| format!("“{option}”")).collect();
            format!("Only if the answer to {number} is {}.", options.join(" or "))
        }
        Language::Fr => {
            let options: Vec<String> = options.iter().map(|option| format!("«\u{a0}{option}\u{a0}»")).collect();
            format!("Seulement si la réponse à la question {number} est {}.", options.join(" ou "))
        }
    }
}

/// Least and most of a number.
pub fn between(minimum: Option<i64>, maximum: Option<i64>, language: Language) -> Option<String> {
    match (minimum, maximum, language) {
        (Some(least), Some(most), Language::En) => Some(format!("A number from {least} to {most}")),
        (Some(least), Some(most), Language::Fr) => Some(format!("Un nombre de {least} à {most}")),
        (_, _, Language::En) => Some("A number".into()),
        (_, _, Language::Fr) => Some("Un nombre".into()),
    }
}

/// How many are not named.
pub fn and_more(count: usize, language: Language) -> String {
    match language {
        Language::En => format!("and {count} more"),
        Language::Fr => format!("et {count} de plus"),
    }
}

pub fn of_hundred(maturity: u8, language: Language) -> String {
    match language {
        Language::En => format!("maturity {maturity} of 100"),
        Language::Fr => format!("maturité {maturity} sur 100"),
    }
}

pub fn was(maturity: u8, language: Language) -> String {
    match language {
        Language::En => format!("was {maturity}"),
        Language::Fr => format!("avant\u{a0}: {maturity}"),
    }
}

pub fn rows_below(count: usize, language: Language) -> String {
    match (count, language) {
        (1, Language::En) => "1 row, below".into(),
        (_, Language::En) => format!("{count} rows, below"),
        (1, Language::Fr) => "1 ligne, ci-dessous".into(),
        (_, Language::Fr) => format!("{count} lignes, ci-dessous"),
    }
}

/// `Round 2, 12 March 2025`.
pub fn round_of(round: u32, on: Option<NaiveDate>, language: Language) -> String {
    let name = match language {
        Language::En => "Round",
        Language::Fr => "Tour",
    };
    match on {
        Some(day) => format!("{name} {round}, {}", date(day, language)),
        None => format!("{name} {round}"),
    }
}

pub fn changes_since_round(round: u32, language: Language) -> String {
    match language {
        Language::En => format!("What changed since round {round}"),
        Language::Fr => format!("Ce qui a changé depuis le tour {round}"),
    }
}

/// How many main questions stand as they stood.
pub fn unchanged(count: usize, language: Language) -> String {
    match (count, language) {
        (1, Language::En) => "1 other is as it was.".into(),
        (_, Language::En) => format!("{count} others are as they were."),
        (1, Language::Fr) => "1 autre est inchangée.".into(),
        (_, Language::Fr) => format!("{count} autres sont inchangées."),
    }
}

/// Size of a file, in the unit that suits it; never less than it is.
pub fn size(bytes: u64, language: Language) -> String {
    let (kilo, mega, point) = match language {
        Language::En => ("kB", "MB", '.'),
        Language::Fr => ("ko", "Mo", ','),
    };
    match bytes {
        0..1_000_000 => format!("{}\u{a0}{kilo}", bytes.div_ceil(1000)),
        _ => {
            let tenths = bytes.div_ceil(100_000);
            format!("{}{point}{}\u{a0}{mega}", tenths / 10, tenths % 10)
        }
    }
}
