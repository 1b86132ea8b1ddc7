//! The transfer register: where data leaves the EEA, on what ground, and what is to be done.

mod by_country;

use std::collections::BTreeSet;

use provident_domain::legal::{Legal, LegalList, TransferRuleEntry};
use provident_domain::lists::Label;
use provident_domain::transfer::{Ground, TransferImpactAssessment, TransferRule, VerdictStatus};

use by_country::by_country;

use super::build::{Body, Cell, faint, lines, plain, row, strong, unknown, warning};
use super::facts::{Issue, TransferLine};
use super::label::Labels;
use super::record_table::{RecordTable, column};
use super::transfer_text::{filled, ground, leg, mechanism, places, safeguards, state, status, title};
use super::transfer_words::TransferWord;
use super::words::{Word, article, as_of, date, number};
use crate::document::{Document, FactRow};

pub const KIND: &str = "transfers";

/// What its sections are written from.
struct Register<'a> {
    lines: &'a [TransferLine],
    issue: &'a Issue<'a>,
    labels: &'a Labels<'a>,
    legal: &'a Legal,
}

/// The register, of legs in the order in which they come; verdicts are those of `issue.as_of`.
pub fn transfers(lines: &[TransferLine], issue: &Issue, legal: &Legal) -> Document {
    let labels = Labels { lists: issue.lists, language: issue.language };
    let register = Register { lines, issue, labels: &labels, legal };
    let mut body = Body::default();
    if issue.as_of != issue.issued_on {
        body.note(&as_of(issue.issued_on, issue.as_of, issue.language));
    }
    if lines.is_empty() {
        body.note(labels.word(TransferWord::EmptyTransfers));
    } else {
        register.figures(&mut body);
        by_country(&mut body, &register);
        register.need_attention(&mut body);
        register.undecided(&mut body);
        register.all(&mut body);
        register.assessments(&mut body);
    }
    register.rests_on(&mut body);
    body.into_document(KIND, labels.word(Word::TransfersTitle), None, true, issue)
}

/// The same as one table, a line a leg; dates in ISO form.
pub fn record_table(lines: &[TransferLine], issue: &Issue, legal: &Legal) -> RecordTable {
    let labels = &Labels { lists: issue.lists, language: issue.language };
    let word = |word: TransferWord| labels.word(word);
    let held = |line: &&TransferLine| line.assessment.clone();
    let columns = vec![
        column(word(TransferWord::Provider), |line: &&TransferLine| Some(line.provider.clone())),
        column(word(TransferWord::Service), |line: &&TransferLine| line.service.clone()),
        column(word(TransferWord::Exporter), |line: &&TransferLine| {
            Some(line.exporter.clone().unwrap_or_else(|| labels.word(TransferWord::Us).to_owned()))
        }),
        column(word(TransferWord::Importer), |line: &&TransferLine| line.importer.clone()),
        column(word(TransferWord::Countries), |line: &&TransferLine| places(line, labels, legal)),
        column(word(TransferWord::Ground), |line: &&TransferLine| Some(labels.of("ground", &line.verdict.ground).to_owned())),
        column(word(TransferWord::Decision), |line: &&TransferLine| line.verdict.decision.clone()),
        column(word(TransferWord::Mechanism), |line: &&TransferLine| {
            let id = line.transfer.as_ref()?.mechanism.as_deref()?;
            Some(mechanism(id, labels, legal).to_owned())
        }),
        column(word(TransferWord::SignedOn), |line: &&TransferLine| Some(line.transfer.as_ref()?.signed_on?.to_string())),
        column(word(TransferWord::Safeguards), |line: &&TransferLine| line.transfer.as_ref()?.safeguards.clone()),
        column(word(TransferWord::State), |line: &&TransferLine| Some(state(line, labels).text)),
        column(word(TransferWord::Verdict), |line: &&TransferLine| Some(title(&line.verdict, labels, legal).to_owned())),
        column(word(TransferWord::What), |line: &&TransferLine| {
            legal.rule(line.verdict.rule).map(|rule| filled(rule.text.get(labels.language), line, labels, legal))
        }),
        column(word(TransferWord::Article), |line: &&TransferLine| {
            legal.rule(line.verdict.rule).map(|rule| article(&rule.article, labels.language))
        }),
        column(word(TransferWord::ToDo), |line: &&TransferLine| {
            legal.rule(line.verdict.rule).map(|rule| filled(rule.action.get(labels.language), line, labels, legal))
        }),
        column(word(TransferWord::Source), |line: &&TransferLine| legal.rule(line.verdict.rule).map(|rule| rule.source.clone())),
        column(word(TransferWord::VerifiedOn), |line: &&TransferLine| {
            legal.rule(line.verdict.rule).map(|rule| rule.last_verified.to_string())
        }),
        column(word(TransferWord::Since), |line: &&TransferLine| line.verdict.date.map(|day| day.to_string())),
        column(word(TransferWord::ValidUntil), |line: &&TransferLine| line.verdict.valid_until.map(|day| day.to_string())),
        column(word(TransferWord::TiaOutcome), move |line: &&TransferLine| {
            held(line).map(|held| labels.of("tia_outcome", &held.outcome).to_owned())
        }),
        column(word(TransferWord::TiaOn), move |line: &&TransferLine| held(line).map(|held| held.assessed_on.to_string())),
        column(word(TransferWord::TiaReview), move |line: &&TransferLine| held(line).map(|held| held.review_on.to_string())),
        column(word(TransferWord::Reason), |line: &&TransferLine| line.transfer.as_ref()?.reason.clone()),
        column(word(TransferWord::DecidedBy), |line: &&TransferLine| line.decided.as_ref().map(|decided| decided.by.clone())),
        column(word(TransferWord::DecidedOn), |line: &&TransferLine| line.decided.as_ref().map(|decided| decided.on.to_string())),
    ];
    RecordTable::of(columns, lines.iter())
}

impl Register<'_> {
    fn word(&self, word: TransferWord) -> &'static str {
        self.labels.word(word)
    }

    fn count(&self, count: usize) -> String {
        number(count as u64, self.labels.language)
    }

    fn decided(&self) -> impl Iterator<Item = &TransferLine> {
        self.lines.iter().filter(|line| line.transfer.is_some())
    }

    fn figures(&self, body: &mut Body) {
        let of = |status: VerdictStatus| self.count(self.decided().filter(|line| line.verdict.status == status).count());
        body.figures(vec![
            (of(VerdictStatus::Fine), self.word(TransferWord::FineCount)),
            (of(VerdictStatus::Attention), self.word(TransferWord::AttentionCount)),
            (of(VerdictStatus::Breach), self.word(TransferWord::BreachCount)),
            (self.count(self.lines.len() - self.decided().count()), self.word(TransferWord::UndecidedCount)),
        ]);
    }

    /// A block a leg: breaches first.
    fn need_attention(&self, body: &mut Body) {
        let with = |status: VerdictStatus| self.decided().filter(move |line| line.verdict.status == status);
        let mut open = with(VerdictStatus::Breach).chain(with(VerdictStatus::Attention)).peekable();
        body.heading(1, self.word(TransferWord::NeedAttention));
        if open.peek().is_none() {
            body.note(self.word(TransferWord::AllFine));
        }
        for line in open {
            let places = places(line, self.labels, self.legal).map(|places| format!(" ({places})")).unwrap_or_default();
            body.heading(2, &format!("{}{places}", leg(line, self.labels)));
            body.rows(self.block(line));
        }
    }

    fn block(&self, line: &TransferLine) -> Vec<FactRow> {
        let labels = self.labels;
        let mut verdict = vec![state(line, labels), strong(&format!("· {}", title(&line.verdict, labels, self.legal)))];
        verdict.push(faint(&format!("· {}", line.service.as_deref().unwrap_or(self.word(TransferWord::AllServices)))));
        let mut rows = vec![row(self.word(TransferWord::Verdict), verdict)];
        if let Some(rule) = self.legal.rule(line.verdict.rule) {
            rows.extend(self.rule_rows(rule, line));
        }
        rows.extend(line.verdict.date.map(|day| row(self.word(TransferWord::Since), vec![plain(&date(day, labels.language))])));
        rows.push(row(self.word(TransferWord::Tool), ground(line, labels, self.legal)));
        if line.verdict.countries.len() > 1 {
            rows.push(row(self.word(TransferWord::PerCountry), vec![plain(&self.per_country(line))]));
        }
        let safeguards = safeguards(line, self.legal).flatten();
        rows.extend(safeguards.map(|text| row(self.word(TransferWord::Safeguards), vec![plain(&text)])));
        rows.extend(self.decided_on(line).map(|text| row(self.word(TransferWord::Decided), vec![plain(&text)])));
        rows
    }

    /// What the rule says of it, what to do, where the rule stands, and when somebody last looked at it.
    fn rule_rows(&self, rule: &TransferRuleEntry, line: &TransferLine) -> [FactRow; 3] {
        let language = self.labels.language;
        let text = |text: &Label| vec![plain(&filled(text.get(language), line, self.labels, self.legal))];
        let verified = format!("· {} {}", self.word(TransferWord::LastVerified), date(rule.last_verified, language));
        let cited = vec![plain(&article(&rule.article, language)), plain(&format!("· {}", rule.source)), faint(&verified)];
        [
            row(self.word(TransferWord::What), text(&rule.text)),
            row(self.word(TransferWord::ToDo), text(&rule.action)),
            row(self.word(TransferWord::Rule), cited),
        ]
    }

    fn per_country(&self, line: &TransferLine) -> String {
        let said = |rule: TransferRule| self.legal.rule(rule).map_or("–", |rule| rule.title.get(self.labels.language));
        let each = line.verdict.countries.iter();
        let each = each.map(|held| {
            let verdict = format!("{}, {}", self.labels.of("verdict_status", &held.status), said(held.rule));
            self.labels.said(self.labels.country(held.country), &verdict)
        });
        lines(&each.collect::<Vec<_>>()).unwrap_or_default()
    }

    fn decided_on(&self, line: &TransferLine) -> Option<String> {
        line.decided.as_ref().map(|decided| format!("{}, {}", date(decided.on, self.labels.language), decided.by))
    }

    /// What the rules propose: said once, then a line a leg.
    fn undecided(&self, body: &mut Body) {
        let open: Vec<&TransferLine> = self.lines.iter().filter(|line| line.transfer.is_none()).collect();
        if open.is_empty() {
            return;
        }
        body.heading(1, self.word(TransferWord::NotDecided));
        if let Some(rule) = self.legal.rule(TransferRule::Unconfirmed) {
            let language = self.labels.language;
            body.note(&format!("{} {} ({})", rule.text.get(language), rule.action.get(language), article(&rule.article, language)));
        }
        let heads = [TransferWord::Provider, TransferWord::Leg, TransferWord::Service, TransferWord::Countries].map(|word| self.word(word));
        body.small_table(&heads, &[22, 34, 22, 22], open.into_iter().map(|line| self.undecided_row(line)).collect());
    }

    fn undecided_row(&self, line: &TransferLine) -> Vec<Cell> {
        vec![
            vec![strong(&line.provider)],
            vec![plain(&leg(line, self.labels))],
            vec![plain(line.service.as_deref().unwrap_or(self.word(TransferWord::AllServices)))],
            self.places_of(line),
        ]
    }

    fn places_of(&self, line: &TransferLine) -> Cell {
        let places = places(line, self.labels, self.legal);
        vec![places.map_or_else(|| unknown(self.labels.of("ground", &Ground::Unknown)), |text| plain(&text))]
    }

    /// A line a leg, those ruled out included.
    fn all(&self, body: &mut Body) {
        if self.decided().next().is_none() {
            return;
        }
        body.heading(1, self.word(TransferWord::AllTransfers));
        let heads = [TransferWord::Leg, TransferWord::Countries, TransferWord::Tool, TransferWord::State, TransferWord::Decided]
            .map(|word| self.word(word));
        body.small_table(&heads, &[24, 16, 27, 20, 13], self.decided().map(|line| self.row(line)).collect());
    }

    fn row(&self, line: &TransferLine) -> Vec<Cell> {
        let service = line.service.as_deref().unwrap_or(self.word(TransferWord::AllServices));
        let mut end = vec![strong(&leg(line, self.labels))];
        if line.importer.as_ref() != Some(&line.provider) {
            end.push(faint(&format!("· {}", line.provider)));
        }
        end.push(faint(&format!("· {service}")));
        let mut ground = ground(line, self.labels, self.legal);
        if let Some(reason) =
            line.transfer.as_ref().filter(|transfer| !transfer.is_confirmed()).and_then(|transfer| transfer.reason.as_deref())
        {
            ground.push(faint(&format!("· {reason}")));
        }
        vec![
            end,
            self.places_of(line),
            ground,
            status(line, self.labels, self.legal),
            vec![self.decided_on(line).map_or_else(|| faint("–"), |text| plain(&text))],
        ]
    }

    fn assessments(&self, body: &mut Body) {
        body.heading(1, self.word(TransferWord::Tias));
        let held: Vec<_> = self.lines.iter().filter_map(|line| line.assessment.as_ref().map(|held| (line, held))).collect();
        if held.is_empty() {
            body.note(self.word(TransferWord::NoTias));
            return;
        }
        let heads = [TransferWord::Leg, TransferWord::Outcome, TransferWord::Assessed, TransferWord::NextReview, TransferWord::Measures];
        let rows = held.into_iter().map(|(line, held)| self.assessment_row(line, held)).collect();
        body.small_table(&heads.map(|word| self.word(word)), &[24, 17, 15, 14, 30], rows);
    }

    fn assessment_row(&self, line: &TransferLine, held: &TransferImpactAssessment) -> Vec<Cell> {
        let day = |day| date(day, self.labels.language);
        let review = if held.review_on < self.issue.as_of {
            warning(&format!("{} ({})", day(held.review_on), self.word(TransferWord::Overdue)))
        } else {
            plain(&day(held.review_on))
        };
        let measures = held.measures.iter().map(|held| self.labels.said(self.labels.of("measure_kind", &held.kind), &held.measure));
        let measures = lines(&measures.collect::<Vec<_>>());
        vec![
            vec![strong(&leg(line, self.labels)), faint(&format!("· {}", line.provider))],
            vec![plain(self.labels.of("tia_outcome", &held.outcome))],
            vec![plain(&format!("{}, {}", day(held.assessed_on), held.assessed_by))],
            vec![review],
            vec![measures.map_or_else(|| faint(self.word(TransferWord::NoMeasures)), |text| plain(&text))],
        ]
    }

    /// The rules that gave the verdicts, and the lists they were read in, each with its source and the day
    /// somebody last looked at it.
    fn rests_on(&self, body: &mut Body) {
        body.heading(1, self.word(TransferWord::RestsOn));
        self.rules(body);
        let line = |list: &LegalList| -> Vec<Cell> {
            let source = self.legal.source(*list);
            vec![
                vec![plain(self.labels.of("legal_list", list))],
                vec![plain(&source.source)],
                vec![plain(&date(source.last_verified, self.labels.language))],
            ]
        };
        let heads = [TransferWord::List, TransferWord::Source, TransferWord::VerifiedOn].map(|word| self.word(word));
        body.small_table(&heads, &[24, 60, 16], LegalList::ALL.iter().map(line).collect());
    }

    fn rules(&self, body: &mut Body) {
        let each = self.lines.iter().flat_map(|line| line.verdict.countries.iter().map(|held| held.rule).chain([line.verdict.rule]));
        let rules: BTreeSet<TransferRule> = each.collect();
        let row = |rule: &TransferRuleEntry| -> Vec<Cell> {
            vec![
                vec![plain(rule.title.get(self.labels.language))],
                vec![plain(&article(&rule.article, self.labels.language))],
                vec![plain(&rule.source)],
                vec![plain(&date(rule.last_verified, self.labels.language))],
            ]
        };
        let rows: Vec<_> = rules.into_iter().filter_map(|rule| self.legal.rule(rule)).map(row).collect();
        if rows.is_empty() {
            return;
        }
        let heads = [TransferWord::Rule, TransferWord::Article, TransferWord::Source, TransferWord::VerifiedOn];
        body.small_table(&heads.map(|word| self.word(word)), &[24, 18, 42, 16], rows);
    }
}

#[cfg(test)]
mod tests;
