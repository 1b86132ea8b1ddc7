//! Legal bases of Art. 6(1) and conditions of Art. 9(2), however a record of processing names them:
//! "Art. 6(1)(f)", "6.1.b", "legitimate interests", "Art. 9 Abs. 2 lit. h DSGVO".

use provident_domain::lists::{LegalBasis, Lists};
use provident_domain::name::NameKey;

use crate::words::{entries, means_none};

/// What a cell says of bases.
#[derive(Default, PartialEq, Debug)]
pub(super) struct Bases {
    /// Ids of Art. 6(1).
    pub bases: Vec<String>,
    /// Ids of Art. 9(2).
    pub conditions: Vec<String>,
    /// Entries that say more than the basis: the law, the interest.
    pub on_bases: Vec<String>,
    pub on_conditions: Vec<String>,
    pub unknown: Vec<String>,
}

/// Words of Art. 6(1) beside the labels.
const WORDS: [(&str, &[&str]); 6] = [
    ("6_1_a", &["consent", "consentement", "einwilligung", "consent of the data subject"]),
    (
        "6_1_b",
        &[
            "contract",
            "contrat",
            "vertrag",
            "performance of a contract",
            "performance of contract",
            "execution du contrat",
            "execution d un contrat",
            "vertragserfullung",
            "contractual necessity",
            "mesures precontractuelles",
        ],
    ),
    ("6_1_c", &["legal obligation", "obligation legale", "rechtliche verpflichtung", "legal obligations", "obligations legales"]),
    ("6_1_d", &["vital interest", "interets vitaux", "lebenswichtige interessen"]),
    ("6_1_e", &["public task", "public interest", "mission d interet public", "interet public", "offentliches interesse"]),
    ("6_1_f", &["legitimate interest", "interets legitimes", "berechtigtes interesse", "berechtigte interessen"]),
];
const NEGATIONS: [&str; 12] = ["not", "no", "without", "ne", "pas", "non", "sans", "aucun", "aucune", "nicht", "kein", "keine"];
/// Words of a reference to an article.
const REFERENCE: [&str; 23] = [
    "art",
    "article",
    "articles",
    "artikel",
    "par",
    "para",
    "paragraph",
    "paragraphe",
    "abs",
    "absatz",
    "lit",
    "litera",
    "let",
    "lettre",
    "letter",
    "point",
    "al",
    "alinea",
    "gdpr",
    "rgpd",
    "dsgvo",
    "ds",
    "gvo",
];
/// Words between a reference and its law: "of the GDPR".
const SMALL: [&str; 9] = ["of", "the", "uk", "du", "de", "le", "la", "der", "des"];

/// A cell of the legal bases; labels are those of Art. 6(1).
pub(super) fn bases(text: &str, lists: &Lists) -> Bases {
    let by_word = |words: &str| WORDS.iter().find(|(_, known)| known.contains(&words)).map(|(id, _)| (*id).to_owned());
    read(text, |words| by_word(words).or_else(|| by_label(words, lists.legal_bases())), lists)
}

/// A cell of the conditions for special categories; labels are those of Art. 9(2).
pub(super) fn conditions(text: &str, lists: &Lists) -> Bases {
    read(text, |words| by_label(words, lists.special_conditions()), lists)
}

fn by_label(words: &str, known: &[LegalBasis]) -> Option<String> {
    let is_it = |basis: &&LegalBasis| key(&basis.label.en) == words || key(&basis.label.fr) == words;
    known.iter().find(is_it).map(|basis| basis.id.clone())
}

fn read(text: &str, named: impl Fn(&str) -> Option<String>, lists: &Lists) -> Bases {
    let mut found = Bases::default();
    for entry in entries(text) {
        let pieces: Vec<&str> = entry.split(',').map(str::trim).filter(|piece| !piece.is_empty()).collect();
        let mut tried = Bases::default();
        // Several bases between commas, or one with a comma in what is said of it.
        if pieces.len() > 1 && pieces.iter().all(|piece| take(piece, &named, lists, &mut tried)) {
            for piece in pieces {
                take(piece, &named, lists, &mut found);
            }
        } else if !take(entry, &named, lists, &mut found) {
            found.unknown.push(entry.to_owned());
        }
    }
    found
}

/// Takes an entry by its articles, or by a label that is all of it or stands before its first sign.
/// False where nothing is understood, or where a word turns the meaning.
fn take(entry: &str, named: &impl Fn(&str) -> Option<String>, lists: &Lists, found: &mut Bases) -> bool {
    if means_none(entry) || key(entry).split(' ').any(|word| NEGATIONS.contains(&word)) {
        return false;
    }
    let first = entry.split([':', '(', '–', '—', ',']).flat_map(|part| part.split(" - ")).next().unwrap_or_default();
    let label = named(&key(entry)).or_else(|| named(&key(first)));
    let (articles, rest) = articles(&tokens(entry));
    let known = |id: &String| lists.legal_basis(id).is_some() || lists.special_condition(id).is_some();
    let ids: Vec<String> = articles.into_iter().chain(label).filter(known).collect();
    if ids.is_empty() {
        return false;
    }
    let is_more = rest.iter().any(|word| !SMALL.contains(&word.as_str())) && named(&rest.join(" ")).is_none();
    let has_basis = ids.iter().any(|id| lists.legal_basis(id).is_some());
    if is_more {
        let notes = if has_basis { &mut found.on_bases } else { &mut found.on_conditions };
        notes.push(entry.to_owned());
    }
    for id in ids {
        let held = if lists.legal_basis(&id).is_some() { &mut found.bases } else { &mut found.conditions };
        if !held.contains(&id) {
            held.push(id);
        }
    }
    true
}

/// Words without accents and signs; an apostrophe ends a word.
fn key(text: &str) -> String {
    NameKey::of(&text.replace(['\'', '’'], " ")).as_str().to_owned()
}

/// Words, and figures apart from letters: "6(1)f" is "6", "1", "f".
fn tokens(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for letter in key(text).chars() {
        if letter.is_alphanumeric() {
            let goes_on = before.is_some_and(|before| before.is_alphanumeric() && before.is_ascii_digit() == letter.is_ascii_digit());
            match found.last_mut() {
                Some(word) if goes_on => word.push(letter),
                _ => found.push(letter.to_string()),
            }
        }
        before = Some(letter);
    }
    found
}

/// The articles among the words, and the words that belong to none.
fn articles(tokens: &[String]) -> (Vec<String>, Vec<String>) {
    let (mut found, mut rest): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let words: Vec<&str> = tokens.iter().map(String::as_str).filter(|word| !REFERENCE.contains(word)).collect();
    let mut at = 0;
    while at < words.len() {
        let start = match words.get(at..at + 3) {
            Some(["6", "1", letter]) if is_letter(letter, 'f') => Some("6_1_"),
            Some(["9", "2", letter]) if is_letter(letter, 'j') => Some("9_2_"),
            _ => None,
        };
        let Some(start) = start else {
            rest.push(words[at].to_owned());
            at += 1;
            continue;
        };
        found.push(format!("{start}{}", words[at + 2]));
        at += 3;
        // "6(1)(b) and (f)"
        let last = if start == "6_1_" { 'f' } else { 'j' };
        loop {
            match words.get(at..) {
                Some(["and" | "et" | "und" | "or" | "ou" | "oder", letter, ..]) if is_letter(letter, last) => {
                    found.push(format!("{start}{letter}"));
                    at += 2;
                }
                Some([letter, ..]) if is_letter(letter, last) => {
                    found.push(format!("{start}{letter}"));
                    at += 1;
                }
                _ => break,
            }
        }
    }
    (found, rest)
}

fn is_letter(word: &str, last: char) -> bool {
    word.len() == 1 && word.chars().all(|letter| ('a'..=last).contains(&letter))
}
