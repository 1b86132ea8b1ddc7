//! What a department said of each tool: in one table, then tool by tool.

use provident_domain::questionnaire::{Answer, AnswerValue, Card, CardStanding, Fill, Question, Section, is_asked, missing};

use super::super::build::{Body, Cell, faint, plain, strong, warning};
use super::super::questionnaire_answer::{answered, asked, heading, rows, shortened};
use super::super::questionnaire_words::{AskWord, and_more, listed, standing};
use super::super::words::number;
use super::Report;
use crate::document::FactRow;

/// Characters of a name in a table.
const NAME: usize = 80;
/// Questions named in a cell.
const LISTED: usize = 5;

impl Report<'_> {
    pub(super) fn tools_overview(&self, body: &mut Body) {
        body.heading(1, self.word(AskWord::Tools));
        if self.cards.is_empty() {
            body.note(self.word(AskWord::NoTools));
            return;
        }
        let count = |is_counted: &dyn Fn(&Card) -> bool| {
            number(self.cards.iter().filter(|card| is_counted(card)).count() as u64, self.labels.language)
        };
        let stands = |wanted: CardStanding| count(&move |card: &Card| card.standing == Some(wanted));
        body.figures(vec![
            (number(self.cards.len() as u64, self.labels.language), self.word(AskWord::ToolsCount)),
            (count(&|card: &Card| card.standing.is_none() && !card.is_known), self.word(AskWord::NewCount)),
            (stands(CardStanding::Corrected), self.word(AskWord::CorrectedCount)),
            (stands(CardStanding::NoLongerUsed), self.word(AskWord::GoneCount)),
        ]);
        let heads = [AskWord::Tool, AskWord::Supplier, AskWord::Standing, AskWord::Unknowns, AskWord::Missing].map(|word| self.word(word));
        let lines = self.cards.iter().enumerate().map(|(at, card)| self.tool_line(at, card)).collect();
        body.small_table(&heads, &[22, 20, 16, 21, 21], lines);
    }

    fn tool_line(&self, at: usize, card: &Card) -> Vec<Cell> {
        let language = self.labels.language;
        let supplier = self.filled(card, Fill::ProviderName).map_or_else(|| faint("–"), |name| plain(&shortened(name, NAME)));
        let compared = standing(card.standing, card.is_known, language);
        let is_gone = card.standing == Some(CardStanding::NoLongerUsed);
        let unknown = self.per_tool(card).filter(|question| card.answers.get(&question.id).is_some_and(|answer| answer.is_unknown));
        let open = missing(self.facts.questionnaire, &card.answers, true);
        let open = open.iter().filter(|_| !is_gone).filter_map(|open| self.facts.questionnaire.question(&open.question));
        vec![
            vec![strong(&format!("{}  {}", at + 1, shortened(self.tool_name(card), NAME)))],
            vec![supplier],
            vec![if is_gone { warning(compared) } else { plain(compared) }],
            self.listed(unknown),
            self.listed(open),
        ]
    }

    /// The first questions by their headings and how many more, or that there is none.
    fn listed<'b>(&self, questions: impl Iterator<Item = &'b Question>) -> Cell {
        let mut named: Vec<String> = questions.map(|question| shortened(heading(question, self.labels.language), 60)).collect();
        let left = named.len().saturating_sub(LISTED);
        named.truncate(LISTED);
        let more = (left > 0).then(|| faint(&and_more(left, self.labels.language)));
        let named = if named.is_empty() {
            faint("–")
        } else {
            plain(&listed(&named.iter().map(String::as_str).collect::<Vec<_>>(), self.labels.language))
        };
        [named].into_iter().chain(more).collect()
    }

    pub(super) fn tools(&self, body: &mut Body) {
        for (at, card) in self.cards.iter().enumerate() {
            let compared = standing(card.standing, card.is_known, self.labels.language);
            body.heading(1, &format!("{}  {} ({compared})", at + 1, self.tool_name(card)));
            for section in self.facts.questionnaire.sections.iter().filter(|section| section.is_per_tool) {
                self.tool_section(body, card, section);
            }
        }
    }

    /// What was said; what was left empty only where it was required.
    fn tool_section(&self, body: &mut Body, card: &Card, section: &Section) {
        let is_shown = |question: &&Question| {
            let is_given = card.answers.get(&question.id).is_some_and(|answer| answer.is_given() || answer.comment.is_some());
            question.section == section.id && (is_given || (question.is_required && card.standing != Some(CardStanding::NoLongerUsed)))
        };
        let shown: Vec<&Question> = self.per_tool(card).filter(is_shown).collect();
        if shown.is_empty() {
            return;
        }
        body.heading(2, section.title.get(self.labels.language));
        body.rows(shown.iter().map(|question| self.tool_fact(question, card.answers.get(&question.id))).collect());
        for question in shown {
            rows(body, heading(question, self.labels.language), question, card.answers.get(&question.id), self.labels);
        }
    }

    fn tool_fact(&self, question: &Question, answer: Option<&Answer>) -> FactRow {
        let mut value = answered(question, answer, &self.files(), self.labels);
        if let Some(comment) = answer.and_then(|answer| answer.comment.as_deref()) {
            value.push(plain(&format!("\n{comment}")));
        }
        asked("", heading(question, self.labels.language), value)
    }

    fn per_tool<'b>(&'b self, card: &'b Card) -> impl Iterator<Item = &'b Question> {
        let all = self.facts.questionnaire.questions.iter();
        all.filter(|question| self.is_per_tool(question) && is_asked(self.facts.questionnaire, question, &card.answers))
    }

    pub(super) fn tool_name<'b>(&self, card: &'b Card) -> &'b str {
        self.filled(card, Fill::ServiceName).or_else(|| self.filled(card, Fill::ProviderName)).unwrap_or(self.word(AskWord::Unnamed))
    }

    /// What the card says for a field of the register.
    fn filled<'b>(&self, card: &'b Card, fill: Fill) -> Option<&'b str> {
        let question = self.facts.questionnaire.questions.iter().find(|question| question.fills == Some(fill))?;
        match &card.answers.get(&question.id)?.value {
            Some(AnswerValue::Text(text)) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// A question of one of the tools.
    pub(super) fn of_tool(&self, at: usize, question: &Question) -> String {
        self.labels.said(&format!("{} {}", self.word(AskWord::Tool), at + 1), &shortened(heading(question, self.labels.language), 40))
    }
}
