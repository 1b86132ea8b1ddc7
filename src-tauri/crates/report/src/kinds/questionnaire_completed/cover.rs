//! Who was asked, when, and how the answers came.

use provident_domain::assessment::{AssessmentState, Way};

use super::super::build::{Body, faint, plain, row, strong, warning};
use super::super::facts::Decided;
use super::super::questionnaire_facts::Reply;
use super::super::questionnaire_words::{AskWord, assessment_state, versioned, way};
use super::super::words::date;
use super::Report;
use crate::document::{FactRow, Span};

impl Report<'_> {
    pub(super) fn cover(&self, body: &mut Body) {
        let (asked, language) = (self.facts.assessment, self.labels.language);
        if asked.way == Way::Desk {
            body.note(self.word(AskWord::ByUs));
        }
        if !asked.only.is_empty() {
            body.note(self.word(AskWord::OnlyAgain));
        }
        let title = self.facts.questionnaire.title.get(language);
        let mut rows = vec![
            self.row(AskWord::Questionnaire, vec![plain(&versioned(title, self.facts.questionnaire.version, language))]),
            self.row(AskWord::Round, self.round()),
        ];
        rows.extend(asked.owner.as_deref().map(|owner| self.row(AskWord::Owner, vec![plain(owner)])));
        rows.push(self.row(AskWord::Sent, self.sent()));
        rows.push(match &self.facts.reply {
            Some(reply) => self.row(AskWord::Received, self.received(reply)),
            None => self.row(AskWord::Received, self.awaited()),
        });
        rows.extend(self.facts.reply.iter().flat_map(|reply| self.came(reply)));
        rows.push(self.row(AskWord::Reviewed, self.reviewed()));
        rows.extend(asked.reason.as_deref().map(|reason| self.row(AskWord::Withdrawn, vec![plain(reason)])));
        rows.extend(asked.note.as_deref().map(|note| self.row(AskWord::Note, vec![plain(note)])));
        body.rows(rows);
        if self.is_erased() {
            body.note(self.word(AskWord::Erased));
        }
    }

    fn row(&self, word: AskWord, value: Vec<Span>) -> FactRow {
        row(self.word(word), value)
    }

    fn day(&self, day: chrono::NaiveDate) -> String {
        date(day, self.labels.language)
    }

    fn round(&self) -> Vec<Span> {
        let asked = self.facts.assessment;
        let state = assessment_state(asked.state, self.labels.language);
        let mut spans = vec![plain(&format!("{} ·", asked.round)), strong(state)];
        let since = match asked.state {
            AssessmentState::Closed => asked.closed_on,
            AssessmentState::Withdrawn => asked.withdrawn_on,
            _ => None,
        };
        spans.extend(since.map(|day| plain(&self.day(day))));
        spans
    }

    /// When, by which way, and when again.
    fn sent(&self) -> Vec<Span> {
        let (asked, language) = (self.facts.assessment, self.labels.language);
        let sent = asked.sent_on.map_or_else(|| "–".to_owned(), |day| self.day(day));
        let mut spans = vec![plain(&format!("{sent}, {}", way(asked.way, language)))];
        if !asked.reminded_on.is_empty() {
            let days: Vec<String> = asked.reminded_on.iter().map(|day| self.day(*day)).collect();
            spans.push(faint(&format!("· {}", self.labels.said(self.word(AskWord::Reminded), &days.join(", ")))));
        }
        spans
    }

    fn awaited(&self) -> Vec<Span> {
        [vec![warning(self.word(AskWord::NoReply))], self.due()].concat()
    }

    fn received(&self, reply: &Reply) -> Vec<Span> {
        let asked = self.facts.assessment;
        let day = asked.received_on.or(reply.finished_on).map_or_else(|| "–".to_owned(), |day| self.day(day));
        let is_late = asked.received_on.zip(asked.due_on).is_some_and(|(received, due)| received > due);
        let late = is_late.then(|| warning(&format!("· {}", self.word(AskWord::Late))));
        [plain(&day)].into_iter().chain(late).chain(self.due()).collect()
    }

    fn due(&self) -> Vec<Span> {
        let due = self.facts.assessment.due_on;
        due.map(|day| faint(&format!("· {}", self.labels.said(self.word(AskWord::Due), &self.day(day))))).into_iter().collect()
    }

    /// From whom, and whether anybody could read or change it on its way.
    fn came(&self, reply: &Reply) -> Vec<FactRow> {
        let mut rows = Vec::new();
        if let Some(sender) = &reply.sender {
            let parts = [Some(sender.name.as_str()), Some(sender.function.as_str()), sender.email.as_deref()];
            let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            rows.push(self.row(AskWord::FinishedBy, vec![plain(&parts.join(" · "))]));
        }
        if matches!(self.facts.assessment.way, Way::Page | Way::Archive | Way::Workbook) {
            let from = reply.received_from.as_deref();
            let from = from.map_or_else(|| warning(self.word(AskWord::NoNameRecorded)), plain);
            rows.push(self.row(AskWord::CameFrom, vec![from]));
            let seal = if reply.is_sealed { plain(self.word(AskWord::Sealed)) } else { warning(self.word(AskWord::Unsealed)) };
            rows.push(self.row(AskWord::Seal, vec![seal]));
        }
        rows.extend(reply.digest.as_deref().map(|digest| self.row(AskWord::FileDigest, vec![plain(digest)])));
        rows
    }

    fn reviewed(&self) -> Vec<Span> {
        match &self.facts.reviewed {
            Some(Decided { by, on }) => vec![plain(&format!("{by}, {}", self.day(*on)))],
            None => vec![warning(self.word(AskWord::NotReviewed))],
        }
    }
}
