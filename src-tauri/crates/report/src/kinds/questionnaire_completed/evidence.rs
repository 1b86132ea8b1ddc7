//! The evidence index: each file that came along, for which question, how much it proves, and its digest.

use provident_domain::questionnaire::{Answers, Attachment, Question};

use super::super::build::{Body, Cell, faint, plain, strong};
use super::super::questionnaire_answer::file_number;
use super::super::questionnaire_words::{AskWord, proof_level, size};
use super::Report;

impl Report<'_> {
    pub(super) fn evidence(&self, body: &mut Body) {
        body.heading(1, self.word(AskWord::Index));
        if self.attachments.is_empty() {
            body.note(self.word(AskWord::NoAttachments));
            return;
        }
        let heads = ["", self.word(AskWord::DocumentAndDigest), self.word(AskWord::ForQuestion), self.word(AskWord::Proof)];
        let rows = self.attachments.iter().enumerate().map(|(at, file)| self.file(at, file)).collect();
        body.small_table(&heads, &[6, 67, 14, 13], rows);
        body.note(self.word(AskWord::DigestHint));
    }

    fn file(&self, at: usize, file: &Attachment) -> Vec<Cell> {
        let language = self.labels.language;
        let document = vec![
            strong(&file.name),
            faint(&format!("· {} · {}", file.media_type, size(file.size, language))),
            faint(&format!("\n{}", file.sha256)),
        ];
        let asked = self.asked_with(file);
        let numbers: Vec<String> = asked.iter().map(|(number, _)| number.clone()).collect();
        let levels = asked.iter().filter_map(|(_, question)| self.review(self.main_of(question))?.level);
        let level = levels.max().map(|level| proof_level(level, language));
        vec![
            vec![strong(&file_number(at))],
            document,
            vec![if numbers.is_empty() { faint(self.word(AskWord::NotLinked)) } else { plain(&numbers.join(", ")) }],
            vec![level.map_or_else(|| faint("–"), plain)],
        ]
    }

    /// The questions it was attached to; of a tool with its number among the tools.
    fn asked_with(&self, file: &Attachment) -> Vec<(String, &Question)> {
        let among = |answers: &Answers| -> Vec<&Question> {
            let has = |question: &&Question| answers.get(&question.id).is_some_and(|answer| answer.files.contains(&file.id));
            self.facts.questionnaire.questions.iter().filter(has).collect()
        };
        let once = among(self.answers).into_iter().map(|question| (self.numbers.get(&question.id).to_owned(), question));
        let of_tools = self
            .cards
            .iter()
            .enumerate()
            .flat_map(|(at, card)| among(&card.answers).into_iter().map(move |question| (self.of_tool(at, question), question)));
        once.chain(of_tools).collect()
    }

    fn main_of<'b>(&'b self, question: &'b Question) -> &'b Question {
        question.follows.as_deref().and_then(|id| self.facts.questionnaire.question(id)).unwrap_or(question)
    }
}
