//! Which questions are asked, and what is still missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Answer, Answers, Question, Questionnaire};

/// A required question that was asked and not answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Missing {
    pub question: String,
}

/// How many conditions may stand on one another.
const DEEPEST: usize = 16;

/// Whether its condition holds, and those of the questions its condition and its place stand on.
pub fn is_asked(questionnaire: &Questionnaire, question: &Question, answers: &BTreeMap<String, Answer>) -> bool {
    holds(questionnaire, question, answers, DEEPEST)
}

fn holds(questionnaire: &Questionnaire, question: &Question, answers: &Answers, left: usize) -> bool {
    if left == 0 {
        return false;
    }
    let above = question.follows.as_deref().and_then(|id| questionnaire.question(id));
    if above.is_some_and(|above| !holds(questionnaire, above, answers, left - 1)) {
        return false;
    }
    let Some(when) = &question.when else { return true };
    let Some(looked_at) = questionnaire.question(&when.question) else { return true };
    holds(questionnaire, looked_at, answers, left - 1)
        && answers.get(&when.question).is_some_and(|answer| when.is.iter().any(|option| answer.chose(option)))
}

/// In the order in which they are asked; of the questions in sections that are per tool where `per_tool`,
/// else of the others.
pub fn missing(questionnaire: &Questionnaire, answers: &Answers, per_tool: bool) -> Vec<Missing> {
    let is_here = |question: &&Question| {
        let section = questionnaire.sections.iter().find(|section| section.id == question.section);
        section.is_some_and(|section| section.is_per_tool) == per_tool
    };
    let open = |question: &&Question| {
        question.is_required
            && is_asked(questionnaire, question, answers)
            && !answers.get(&question.id).is_some_and(Answer::is_given)
            && !answers_for_it(question, answers)
    };
    questionnaire.questions.iter().filter(is_here).filter(open).map(|question| Missing { question: question.id.clone() }).collect()
}

/// Who does not know the main answer, or says that it does not apply, need not follow it up.
fn answers_for_it(question: &Question, answers: &Answers) -> bool {
    let above = question.follows.as_ref().and_then(|id| answers.get(id));
    above.is_some_and(|above| above.is_unknown || above.not_applicable.is_some())
}
