//! Whether an answer says anything one could hold on to. A suggestion with its reason; a person decides.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, AnswerValue, Answers, Question, QuestionKind, Questionnaire, is_asked};
use crate::lists::Lists;
use crate::name::NameKey;

/// Why an answer may be vague.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Vagueness {
    /// A phrase that says nothing, and no date, number, standard, name or country beside it.
    Hedge { phrase: String },
    /// Short, and nothing to hold on to.
    Short { length: u32 },
    /// A follow-up that was required stands empty.
    FollowUpEmpty { question: String },
    /// The question in other words.
    RepeatsTheQuestion,
}

/// Of a main question with its follow-ups; none where something can be held on to, or nothing was said.
pub fn vagueness(questionnaire: &Questionnaire, question: &Question, answers: &Answers, lists: &Lists) -> Option<Vagueness> {
    let answer = answers.get(&question.id).filter(|answer| answer.has_value() || answer.comment.is_some())?;
    let follow_ups: Vec<&Question> = questionnaire.follow_ups(&question.id).collect();
    let empty = follow_ups.iter().find(|follow_up| {
        follow_up.is_required && is_asked(questionnaire, follow_up, answers) && !answers.get(&follow_up.id).is_some_and(Answer::is_given)
    });
    if let Some(empty) = empty {
        return Some(Vagueness::FollowUpEmpty { question: empty.id.clone() });
    }
    let texts: Vec<&str> = texts(question, answer).chain(follow_ups.iter().flat_map(|follow_up| of(follow_up, answers))).collect();
    if texts.is_empty() {
        return None;
    }
    let whole = texts.join("\n");
    if repeats(question, &whole) {
        return Some(Vagueness::RepeatsTheQuestion);
    }
    let rule = questionnaire.vague.as_ref()?;
    if has_anchor(&whole, lists) || follow_ups.iter().any(|follow_up| is_hard_fact(follow_up, answers)) {
        return None;
    }
    let key = format!(" {} ", NameKey::of(&whole).as_str());
    let is_in = |phrase: &&String| key.contains(&format!(" {} ", NameKey::of(phrase).as_str()));
    if let Some(phrase) = rule.hedges.en.iter().chain(&rule.hedges.fr).find(is_in) {
        return Some(Vagueness::Hedge { phrase: phrase.clone() });
    }
    let length = whole.trim().chars().count() as u32;
    (length < rule.min_chars).then_some(Vagueness::Short { length })
}

fn of<'a>(question: &'a Question, answers: &'a Answers) -> impl Iterator<Item = &'a str> {
    answers.get(&question.id).into_iter().flat_map(move |answer| texts(question, answer))
}

/// What was written in words of one's own.
fn texts<'a>(question: &'a Question, answer: &'a Answer) -> impl Iterator<Item = &'a str> {
    let own = match (&answer.value, question.kind) {
        (Some(AnswerValue::Text(text)), QuestionKind::Text | QuestionKind::Paragraph) => Some(text.as_str()),
        _ => None,
    };
    own.into_iter().chain(answer.comment.as_deref())
}

/// A date, a number, a country or a file stands for itself.
fn is_hard_fact(question: &Question, answers: &Answers) -> bool {
    let is_hard = matches!(
        question.kind,
        QuestionKind::Date | QuestionKind::Number | QuestionKind::Countries | QuestionKind::Files | QuestionKind::Table
    );
    is_hard && answers.get(&question.id).is_some_and(|answer| answer.has_value() || !answer.files.is_empty())
}

fn repeats(question: &Question, text: &str) -> bool {
    let said = NameKey::of(text);
    let asked = [Some(question.text.en.as_str()), question.text.fr.as_deref()];
    asked.into_iter().flatten().any(|asked| NameKey::of(asked) == said)
}

/// Something that can be checked: a number, a standard or product by its name, a person or place by theirs.
fn has_anchor(text: &str, lists: &Lists) -> bool {
    text.chars().any(|sign| sign.is_numeric()) || text.split(['.', '!', '?', '\n', ';', ':']).any(|sentence| has_name(sentence, lists))
}

/// A word in capitals ("ISO", "MFA" is none by itself), or one with a capital inside a sentence.
fn has_name(sentence: &str, lists: &Lists) -> bool {
    let words: Vec<&str> = sentence.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    // Written in capitals throughout: nothing is told by them.
    let shouted = words.len() > 2 && words.iter().filter(|word| is_capital(word)).count() * 2 > words.len();
    let named = words.iter().skip(1).any(|word| word.chars().count() > 1 && is_capital(word) && !SAYS_NOTHING.contains(word));
    let is_country = || crate::country::parse_country(sentence.trim(), lists).is_some();
    (named && !shouted) || is_country()
}

/// Names of the law and of what everybody has.
const SAYS_NOTHING: [&str; 14] = ["GDPR", "RGPD", "DSGVO", "EU", "UE", "IT", "DPO", "DPD", "MFA", "HR", "RH", "We", "Our", "Nous"];
