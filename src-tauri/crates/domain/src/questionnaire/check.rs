//! Whether a questionnaire can be published: ids once, conditions that lead somewhere, options to choose.

use std::collections::{BTreeSet, HashMap};

use super::{Question, QuestionKind, Questionnaire, QuestionnaireKind, Scoring, Words};
use crate::check::{Check, LINE, PARAGRAPH};
use crate::fault::{Fault, FaultCode};

/// Questions in one questionnaire, follow-ups included.
pub const MOST_QUESTIONS: usize = 300;
/// Options of one question.
pub const MOST_OPTIONS: usize = 100;
/// Characters of an id.
const ID: usize = 64;

impl Questionnaire {
    /// All faults, none where it can be published.
    pub fn check(&self) -> Result<(), Vec<Fault>> {
        let mut check = Check::default();
        words(&mut check, "title", &self.title, LINE);
        if !self.introduction.en.is_empty() {
            words(&mut check, "introduction", &self.introduction, PARAGRAPH);
        }
        let sections = ids(&mut check, "sections", self.sections.iter().map(|section| section.id.as_str()));
        for (at, section) in self.sections.iter().enumerate() {
            words(&mut check, &format!("sections.{at}.title"), &section.title, LINE);
        }
        if self.questions.is_empty() {
            check.fault("questions", FaultCode::Required);
        }
        if self.questions.len() > MOST_QUESTIONS {
            check.fault("questions", FaultCode::MoreThan { max: MOST_QUESTIONS as u32 });
        }
        ids(&mut check, "questions", self.questions.iter().map(|question| question.id.as_str()));
        let place: HashMap<&str, usize> = self.questions.iter().enumerate().map(|(at, question)| (question.id.as_str(), at)).collect();
        for (at, question) in self.questions.iter().enumerate() {
            let field = format!("questions.{at}");
            if !sections.contains(question.section.as_str()) {
                check.fault(format!("{field}.section"), FaultCode::NotInList { value: question.section.clone() });
            }
            one(&mut check, &field, question);
            self.stands_on(&mut check, &field, question, at, &place);
        }
        if self.kind == QuestionnaireKind::Provider {
            self.weights(&mut check);
        }
        check.finish(())
    }

    /// Conditions and follow-ups look back only, so that none leads in a circle.
    fn stands_on(&self, check: &mut Check, field: &str, question: &Question, at: usize, place: &HashMap<&str, usize>) {
        if let Some(above) = &question.follows {
            let found = place.get(above.as_str()).filter(|above| **above < at && self.questions[**above].follows.is_none());
            if found.is_none() {
                check.fault(format!("{field}.follows"), FaultCode::NotInList { value: above.clone() });
            }
        }
        let Some(when) = &question.when else { return };
        let Some(looked_at) = place.get(when.question.as_str()).filter(|looked_at| **looked_at < at) else {
            check.fault(format!("{field}.when.question"), FaultCode::NotInList { value: when.question.clone() });
            return;
        };
        if when.is.is_empty() {
            check.fault(format!("{field}.when.is"), FaultCode::Required);
        }
        for option in when.is.iter().filter(|option| self.questions[*looked_at].option(option).is_none()) {
            check.fault(format!("{field}.when.is"), FaultCode::NotInList { value: option.clone() });
        }
    }

    /// The weights of the main questions make 100.
    fn weights(&self, check: &mut Check) {
        let total: u32 = self.main_questions().map(|question| u32::from(question.weight.unwrap_or_default())).sum();
        if total != 100 {
            check.fault("weights", FaultCode::NotTogether { expected: 100, found: total });
        }
    }
}

fn ids<'a>(check: &mut Check, field: &str, ids: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    for (at, id) in ids.enumerate() {
        let is_plain =
            !id.is_empty() && id.len() <= ID && id.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_' || sign == '-');
        if !is_plain {
            check.fault(format!("{field}.{at}.id"), FaultCode::Malformed { detail: id.chars().take(80).collect() });
        }
        if !seen.insert(id) {
            check.fault(format!("{field}.{at}.id"), FaultCode::Twice { value: id.into() });
        }
    }
    seen
}

fn words(check: &mut Check, field: &str, words: &Words, max: usize) {
    if check.text(&format!("{field}.en"), Some(&words.en), max).is_none() && words.en.trim().is_empty() {
        check.fault(format!("{field}.en"), FaultCode::Required);
    }
    check.text(&format!("{field}.fr"), words.fr.as_deref(), max);
}

fn one(check: &mut Check, field: &str, question: &Question) {
    words(check, &format!("{field}.text"), &question.text, PARAGRAPH);
    if let Some(title) = &question.title {
        words(check, &format!("{field}.title"), title, LINE);
    }
    if let Some(help) = &question.help {
        words(check, &format!("{field}.help"), help, PARAGRAPH);
    }
    for (at, expected) in question.evidence.iter().enumerate() {
        words(check, &format!("{field}.evidence.{at}"), expected, LINE);
    }
    for (at, sign) in question.vague_signs.iter().enumerate() {
        words(check, &format!("{field}.vague_signs.{at}"), sign, LINE);
    }
    options(check, field, question);
    scoring(check, field, question);
    if question.kind == QuestionKind::Table && question.columns.is_empty() {
        check.fault(format!("{field}.columns"), FaultCode::Required);
    }
    ids(check, &format!("{field}.columns"), question.columns.iter().map(|column| column.id.as_str()));
    for (at, column) in question.columns.iter().enumerate() {
        words(check, &format!("{field}.columns.{at}.text"), &column.text, LINE);
    }
    if question.minimum.zip(question.maximum).is_some_and(|(minimum, maximum)| minimum > maximum) {
        check.fault(format!("{field}.maximum"), FaultCode::EndsBeforeStart);
    }
    if question.weight.is_some() && question.follows.is_some() {
        check.fault(format!("{field}.weight"), FaultCode::NotInList { value: question.weight.unwrap_or_default().to_string() });
    }
}

fn options(check: &mut Check, field: &str, question: &Question) {
    let chooses = matches!(question.kind, QuestionKind::One | QuestionKind::Several);
    if chooses && question.vocabulary.is_none() && question.options.is_empty() {
        check.fault(format!("{field}.options"), FaultCode::Required);
    }
    if question.options.len() > MOST_OPTIONS {
        check.fault(format!("{field}.options"), FaultCode::MoreThan { max: MOST_OPTIONS as u32 });
    }
    ids(check, &format!("{field}.options"), question.options.iter().map(|option| option.id.as_str()));
    for (at, option) in question.options.iter().enumerate() {
        words(check, &format!("{field}.options.{at}.text"), &option.text, LINE);
        if option.score.is_some_and(|score| score > 100) {
            check.fault(format!("{field}.options.{at}.score"), FaultCode::Above { max: 100 });
        }
        if option.level.is_some_and(|level| level > 4) {
            check.fault(format!("{field}.options.{at}.level"), FaultCode::Above { max: 4 });
        }
    }
}

fn scoring(check: &mut Check, field: &str, question: &Question) {
    let fits = match question.scoring {
        None => true,
        Some(Scoring::Choice) => question.kind == QuestionKind::One,
        Some(Scoring::Sum) => question.kind == QuestionKind::Several,
        Some(Scoring::Age) => question.kind == QuestionKind::Date,
    };
    if !fits {
        check.fault(format!("{field}.scoring"), FaultCode::NotInList { value: format!("{:?}", question.kind).to_lowercase() });
    }
}
