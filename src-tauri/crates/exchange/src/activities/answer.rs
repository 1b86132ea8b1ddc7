//! Yes and no, and how far an impact assessment is; what a cell says beyond that is kept beside it.

use provident_domain::activity::DpiaStatus;
use provident_domain::check::PARAGRAPH;
use provident_domain::lists::Lists;
use provident_domain::name::NameKey;

use crate::cell::paragraph;
use crate::words::labelled;

/// Whether, and the whole text where it says more than yes or no.
pub(super) fn answer(text: &str) -> Option<(Option<bool>, Option<String>)> {
    let yes_or_no = |word: &str| match NameKey::of(word).as_str() {
        "yes" | "oui" | "ja" | "y" | "true" => Some(true),
        "no" | "non" | "nein" | "n" | "false" | "none" | "aucune" | "aucun" | "keine" => Some(false),
        _ => None,
    };
    answered(text, yes_or_no)
}

/// "Yes" says that one is needed, not that it has been done.
pub(super) fn dpia(text: &str, lists: &Lists) -> Option<(Option<DpiaStatus>, Option<String>)> {
    let status = |word: &str| match NameKey::of(word).as_str() {
        "yes" | "oui" | "ja" | "needed" | "required" | "to do" | "requise" | "necessaire" | "a faire" | "a realiser" | "erforderlich"
        | "notwendig" => Some(DpiaStatus::Needed),
        "no" | "non" | "nein" | "not needed" | "not required" | "not necessary" | "pas necessaire" | "non necessaire" | "non requise"
        | "nicht erforderlich" | "nicht notwendig" => Some(DpiaStatus::NotNeeded),
        "in progress" | "ongoing" | "started" | "under way" | "laufend" | "in arbeit" | "begonnen" => Some(DpiaStatus::InProgress),
        "done" | "completed" | "complete" | "carried out" | "finished" | "realisee" | "effectuee" | "faite" | "terminee"
        | "durchgefuhrt" | "erledigt" | "abgeschlossen" => Some(DpiaStatus::Done),
        _ => labelled("dpia_status", word, lists),
    };
    answered(text, status)
}

/// The answer of the whole text, or of the words before its first sign; then all of it becomes the note.
fn answered<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<(Option<T>, Option<String>)> {
    if let Some(answer) = read(text) {
        return Some((Some(answer), None));
    }
    let first = text.split([',', ';', ':', '(', '.', '\n', '–', '—']).next()?;
    let first = first.split(" - ").next()?;
    let note = paragraph(text, PARAGRAPH).ok()?;
    read(first).map(|answer| (Some(answer), Some(note)))
}
