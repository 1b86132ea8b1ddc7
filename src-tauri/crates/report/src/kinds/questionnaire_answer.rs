//! Questions by their numbers, and answers in words.

use std::collections::BTreeMap;

use provident_domain::lists::Language;
use provident_domain::questionnaire::{
    Answer, AnswerSource, AnswerValue, AnsweredPerson, Attachment, Question, QuestionKind, QuestionVocabulary, Questionnaire, References,
    Row, When, first_day,
};

use super::build::{Body, Cell, faint, lines, plain, row, strong, unknown};
use super::label::Labels;
use super::questionnaire_words::{AskWord, listed, only_if, rows_below};
use super::words::{article, date, month};
use crate::document::{FactRow, Span};

/// Columns that stand beside each other; more are set below each other.
pub(super) const COLUMNS: usize = 8;
/// Characters of the head of a column.
const HEAD: usize = 60;
/// Characters of a question beside its answer.
const LABEL: usize = 160;

/// What questions are called in a report: `5` for a main question, `5a` for what follows it up.
pub(super) struct Numbers<'a>(BTreeMap<&'a str, String>);

impl<'a> Numbers<'a> {
    pub fn of(questionnaire: &'a Questionnaire) -> Numbers<'a> {
        let mut numbers = BTreeMap::new();
        for (at, question) in questionnaire.main_questions().enumerate() {
            numbers.insert(question.id.as_str(), (at + 1).to_string());
            for (below, follow_up) in questionnaire.follow_ups(&question.id).enumerate() {
                numbers.insert(follow_up.id.as_str(), format!("{}{}", at + 1, letters(below)));
            }
        }
        Numbers(numbers)
    }

    pub fn get(&self, id: &str) -> &str {
        self.0.get(id).map_or("–", String::as_str)
    }
}

/// a to z, then aa.
fn letters(at: usize) -> String {
    let last = char::from(b'a' + (at % 26) as u8);
    if at < 26 { last.to_string() } else { format!("{}{last}", letters(at / 26 - 1)) }
}

/// Its short heading; the question itself where it has none.
pub(super) fn heading(question: &Question, language: Language) -> &str {
    question.title.as_ref().unwrap_or(&question.text).get(language)
}

pub(super) fn condition(when: &When, questionnaire: &Questionnaire, numbers: &Numbers, language: Language) -> String {
    let question = questionnaire.question(&when.question);
    let text = |id: &'_ String| question.and_then(|question| question.option(id)).map(|option| option.text.get(language).to_owned());
    let options: Vec<String> = when.is.iter().map(|id| text(id).unwrap_or_else(|| id.clone())).collect();
    only_if(&options.iter().map(String::as_str).collect::<Vec<_>>(), numbers.get(&when.question), language)
}

/// Articles and controls that it bears on; none where it names none.
pub(super) fn references(references: &References, language: Language) -> Option<String> {
    let mut parts = Vec::new();
    if !references.gdpr.is_empty() {
        let cited = article(&format!("Art. {}", references.gdpr.join(", ")), language);
        parts.push(format!("{} {cited}", if language == Language::En { "GDPR" } else { "RGPD" }));
    }
    let controls = [
        ("ISO/IEC 27001:2022", &references.iso27001_2022),
        ("CSA CCM v4", &references.csa_ccm_v4),
        ("NIST CSF 2.0", &references.nist_csf_2),
    ];
    parts.extend(controls.into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(name, ids)| format!("{name} {}", ids.join(", "))));
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Files that came along, by the number they have in the index.
pub(super) struct Files<'a>(pub &'a [Attachment]);

impl Files<'_> {
    /// `E2 report.pdf`; the id of one that did not come.
    fn named(&self, id: &str) -> String {
        let at = self.0.iter().position(|file| file.id == id);
        at.map_or_else(|| id.to_owned(), |at| format!("{} {}", file_number(at), self.0[at].name))
    }
}

pub(super) fn file_number(at: usize) -> String {
    format!("E{}", at + 1)
}

/// All that was answered, its comment and its rows apart.
pub(super) fn answered(question: &Question, answer: Option<&Answer>, files: &Files, labels: &Labels) -> Vec<Span> {
    let Some(answer) = answer.filter(|answer| answer.is_given()) else {
        let word = labels.word(AskWord::NoAnswer);
        return vec![if question.is_required { unknown(word) } else { faint(word) }];
    };
    let mut spans = Vec::new();
    if answer.is_unknown {
        spans.push(unknown(labels.word(AskWord::IDoNotKnow)));
    }
    spans.extend(reason(answer, labels).map(|reason| plain(&reason)));
    spans.extend(match &answer.value {
        None => Vec::new(),
        Some(AnswerValue::Rows(rows)) => vec![plain(&rows_below(rows.len(), labels.language))],
        Some(value) if matches!(question.kind, QuestionKind::One | QuestionKind::Several) => {
            [vec![strong(&in_words(question, value, labels))], not_ticked(question, answer, labels)].concat()
        }
        Some(value) => vec![plain(&in_words(question, value, labels))],
    });
    if let Some(named) = named(answer, files) {
        // Below what else was said.
        spans.push(plain(&if spans.is_empty() { named } else { format!("\n{named}") }));
    }
    spans.extend(source(answer, labels).map(|source| faint(&format!("\n{source}"))));
    spans
}

/// The same as one text, with comment and rows; none where nothing was said.
pub(super) fn text(question: &Question, answer: Option<&Answer>, files: &Files, labels: &Labels) -> Option<String> {
    let answer = answer?;
    let parts = [
        answer.is_unknown.then(|| labels.word(AskWord::IDoNotKnow).to_owned()),
        reason(answer, labels),
        answer.value.as_ref().map(|value| in_words(question, value, labels)),
        named(answer, files),
        answer.comment.clone(),
        source(answer, labels),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// The document that an answer of ours comes from.
fn source(answer: &Answer, labels: &Labels) -> Option<String> {
    let AnswerSource { document, page, dated, .. } = answer.source.as_ref()?;
    let parts = [Some(document.clone()), page.clone(), dated.map(|day| date(day, labels.language))];
    Some(labels.said(labels.word(AskWord::Source), &parts.into_iter().flatten().collect::<Vec<_>>().join(", ")))
}

fn reason(answer: &Answer, labels: &Labels) -> Option<String> {
    answer.not_applicable.as_ref().map(|reason| format!("{} {reason}", labels.word(AskWord::NotApplicableBecause)))
}

fn named(answer: &Answer, files: &Files) -> Option<String> {
    lines(&answer.files.iter().map(|id| files.named(id)).collect::<Vec<_>>())
}

fn in_words(question: &Question, value: &AnswerValue, labels: &Labels) -> String {
    match value {
        AnswerValue::Number(number) => number.to_string(),
        AnswerValue::Text(text) => match question.kind {
            QuestionKind::One => one(question, text, labels),
            QuestionKind::Date => day(text, labels.language),
            _ => text.clone(),
        },
        AnswerValue::Lines(chosen) => {
            let chosen: Vec<String> = chosen.iter().map(|id| one(question, id, labels)).collect();
            if question.kind == QuestionKind::Several { lines(&chosen).unwrap_or_default() } else { chosen.join(", ") }
        }
        AnswerValue::Person(AnsweredPerson { name, email }) => joined(" · ", [name, email].into_iter()),
        AnswerValue::Rows(rows) => {
            let row = |row: &Row| joined(", ", question.columns.iter().filter_map(|column| row.get(&column.id)));
            lines(&rows.iter().map(row).collect::<Vec<_>>()).unwrap_or_default()
        }
        AnswerValue::Other(value) => value.to_string(),
    }
}

fn joined<'a>(between: &str, parts: impl Iterator<Item = &'a String>) -> String {
    parts.map(String::as_str).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// Of a few options also what was not ticked: it says as much.
fn not_ticked(question: &Question, answer: &Answer, labels: &Labels) -> Vec<Span> {
    if question.kind != QuestionKind::Several {
        return Vec::new();
    }
    let left = question.options.iter().filter(|option| !option.is_exclusive && !answer.chose(&option.id));
    let left: Vec<&str> = left.map(|option| option.text.get(labels.language)).collect();
    if left.is_empty() {
        return Vec::new();
    }
    vec![faint(&format!("\n{}", labels.said(labels.word(AskWord::NotTicked), &listed(&left, labels.language))))]
}

/// An option, a category or a country by its name; anything else as it stands.
fn one(question: &Question, id: &str, labels: &Labels) -> String {
    if let Some(option) = question.option(id) {
        return option.text.get(labels.language).to_owned();
    }
    let lists = labels.lists;
    let label = match (question.vocabulary, question.kind) {
        (Some(QuestionVocabulary::PersonalData), _) => lists.personal_data_category(id).map(|entry| &entry.label),
        (Some(QuestionVocabulary::DataSubjects), _) => lists.data_subject_category(id).map(|entry| &entry.label),
        (None, QuestionKind::Countries) => id.parse().ok().and_then(|code| lists.country(code)).map(|country| &country.label),
        (None, _) => None,
    };
    label.map_or_else(|| id.to_owned(), |label| label.get(labels.language).to_owned())
}

/// A day, a month or a year.
fn day(text: &str, language: Language) -> String {
    match (first_day(text), text.len()) {
        (Some(day), 10) => date(day, language),
        (Some(day), 7) => month(day, language),
        _ => text.to_owned(),
    }
}

/// A question as the label of a fact, with what was answered; one too long to stand beside it is said whole above it.
pub(super) fn asked(number: &str, question: &str, value: Vec<Span>) -> FactRow {
    let label = format!("{number} {}", shortened(question, LABEL));
    if question.chars().count() <= LABEL {
        return row(label.trim_start(), value);
    }
    row(label.trim_start(), [vec![faint(&format!("{question}\n"))], value].concat())
}

/// The rows of a table, under the number of its question.
pub(super) fn rows(body: &mut Body, title: &str, question: &Question, answer: Option<&Answer>, labels: &Labels) {
    let Some(Answer { value: Some(AnswerValue::Rows(rows)), .. }) = answer else { return };
    let heads = heads(question, labels.language);
    let cell = |text: Option<&String>| -> Cell { vec![text.map_or_else(|| faint("–"), |text| plain(text))] };
    let cells = |row: &Row| -> Vec<Cell> { question.columns.iter().map(|column| cell(row.get(&column.id))).collect() };
    body.heading(3, title);
    if heads.len() <= COLUMNS {
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        body.small_table(&heads, &vec![1; heads.len()], rows.iter().map(cells).collect());
        return;
    }
    for line in rows {
        body.rows(heads.iter().zip(cells(line)).map(|(head, cell)| row(head, cell)).collect());
    }
}

/// Of the columns of a table, short enough to stand above them.
pub(super) fn heads(question: &Question, language: Language) -> Vec<String> {
    question.columns.iter().map(|column| shortened(column.text.get(language), HEAD)).collect()
}

/// The beginning of a text on one line, for an overview.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches("– ").trim()).filter(|line| !line.is_empty()).collect();
    let line = lines.join(" · ");
    if line.chars().count() <= most {
        return line;
    }
    let head: String = line.chars().take(most).collect();
    // At the end of a word, unless it is one endless word.
    let end = head.rfind(' ').filter(|end| *end > head.len() / 2).unwrap_or(head.len());
    format!("{}…", &head[..end])
}

#[cfg(test)]
mod tests {
    use super::super::questionnaire_words::size;
    use super::*;

    #[test]
    fn follow_ups_go_on_after_z() {
        let named: Vec<String> = [0, 25, 26, 27, 51, 52].into_iter().map(letters).collect();
        assert_eq!(named, ["a", "z", "aa", "ab", "az", "ba"]);
    }

    #[test]
    fn a_date_is_as_exact_as_it_was_said() {
        let check = |text: &str, expected: &str| assert_eq!(day(text, Language::Fr), expected);
        check("2026-05-01", "1er mai 2026");
        check("2026-05", "mai 2026");
        check("2026", "2026");
        check("in spring", "in spring");
    }

    #[test]
    fn a_text_is_shortened_behind_a_word_where_there_is_one() {
        assert_eq!(shortened("– one\n– two\n\n– three", 40), "one · two · three");
        assert_eq!(shortened("one two three", 9), "one two…");
        assert_eq!(shortened("éééééééééé", 4), "éééé…");
    }

    #[test]
    fn a_size_has_the_unit_that_suits_it() {
        let check = |bytes: u64, expected: &str| assert_eq!(size(bytes, Language::Fr), expected);
        check(0, "0\u{a0}ko");
        check(999_001, "1000\u{a0}ko");
        check(1_840_000, "1,9\u{a0}Mo");
        check(10 * 1024 * 1024, "10,5\u{a0}Mo");
    }

    #[test]
    fn references_are_cited_as_in_the_language() {
        let held =
            References { gdpr: vec!["32(1)(b)".into(), "30(2)".into()], iso27001_2022: vec!["A.5.1".into()], ..References::default() };
        assert_eq!(references(&held, Language::En).as_deref(), Some("GDPR Art. 32(1)(b), 30(2) · ISO/IEC 27001:2022 A.5.1"));
        assert_eq!(
            references(&held, Language::Fr).as_deref(),
            Some("RGPD art. 32, par. 1, point b\u{a0}; art. 30, par. 2 · ISO/IEC 27001:2022 A.5.1")
        );
        assert_eq!(references(&References::default(), Language::En), None);
    }
}
