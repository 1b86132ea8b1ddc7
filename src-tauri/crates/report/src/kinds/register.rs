//! Provider register: all providers, or those of a filter, one line each.

use super::build::{Body, Cell, cell, faint, plain, strong, unknown, warning};
use super::dossier::listed;
use super::facts::{Issue, RegisterEvidence, RegisterLine};
use super::label::Labels;
use super::words::{Word, as_of, date, number};
use crate::document::Document;

pub const KIND: &str = "provider-register";

/// The register; `is_filtered` says on its head that it is a selection.
pub fn provider_register(lines: &[RegisterLine], held: &[RegisterEvidence], is_filtered: bool, issue: &Issue) -> Document {
    let labels = Labels { lists: issue.lists, language: issue.language };
    let mut body = Body::default();
    if issue.as_of != issue.issued_on {
        body.note(&as_of(issue.issued_on, issue.as_of, issue.language));
    }
    let subtitle = labels.word(if is_filtered { Word::Filtered } else { Word::AllProviders }).to_owned();
    if lines.is_empty() {
        body.note(labels.word(Word::EmptyRegister));
        return body.into_document(KIND, labels.word(Word::RegisterTitle), Some(subtitle), true, issue);
    }
    figures(&mut body, lines, &labels);
    body.note(labels.word(Word::ReadingHint));
    let heads = [Word::Provider, Word::Role, Word::UsedBy, Word::Locations, Word::Complete].map(|word| labels.word(word));
    body.small_table(&heads, &[29, 20, 19, 20, 12], lines.iter().map(|line| row(line, &labels)).collect());
    evidence(&mut body, held, &labels);
    body.into_document(KIND, labels.word(Word::RegisterTitle), Some(subtitle), true, issue)
}

/// What the verifications were compared with, each with its digest.
fn evidence(body: &mut Body, held: &[RegisterEvidence], labels: &Labels) {
    body.heading(1, labels.word(Word::Evidence));
    if held.is_empty() {
        body.note(labels.word(Word::NoEvidenceListed));
    } else {
        let heads = [Word::Provider, Word::Title, Word::Dated, Word::Digest].map(|word| labels.word(word));
        body.small_table(&heads, &[17, 26, 12, 45], held.iter().map(|held| evidence_row(held, labels)).collect());
    }
    body.note(labels.word(Word::ChainHint));
}

fn evidence_row(held: &RegisterEvidence, labels: &Labels) -> Vec<Cell> {
    let dated = held.dated.map_or_else(|| "–".to_owned(), |day| date(day, labels.language));
    vec![
        cell(vec![held.provider.as_deref().map_or_else(|| faint("–"), strong)]),
        cell(vec![plain(&held.title)]),
        cell(vec![plain(&dated)]),
        cell(vec![faint(&held.digest)]),
    ]
}

fn figures(body: &mut Body, lines: &[RegisterLine], labels: &Labels) {
    let count = |holds: &dyn Fn(&RegisterLine) -> bool| number(lines.iter().filter(|line| holds(line)).count() as u64, labels.language);
    body.figures(vec![
        (count(&|_| true), labels.word(Word::Providers)),
        (count(&|line| line.completeness < 100), labels.word(Word::IncompleteCount)),
        (count(&|line| line.is_outside_eea), labels.word(Word::OutsideEeaCount)),
        (count(&|line| line.is_special), labels.word(Word::SpecialCount)),
    ]);
}

fn row(line: &RegisterLine, labels: &Labels) -> Vec<Cell> {
    let roles: Vec<&str> = line.roles.iter().map(|role| labels.of("provider_role", role)).collect();
    let departments: Vec<&str> = line.departments.iter().map(String::as_str).collect();
    vec![
        name(line, labels),
        cell(vec![listed(&roles).map_or_else(|| unknown(labels.word(Word::Unknown)), |text| plain(&text))]),
        cell(vec![listed(&departments).map_or_else(|| unknown(labels.word(Word::Unknown)), |text| plain(&text))]),
        places(line, labels),
        complete(line, labels),
    ]
}

fn name(line: &RegisterLine, labels: &Labels) -> Cell {
    let mut spans = vec![strong(&line.name)];
    if let Some(legal) = line.legal_name.as_ref().filter(|legal| **legal != line.name) {
        spans.push(faint(legal));
    }
    let seat = line.country.map(|code| labels.country(code));
    let status = line.status.map(|status| labels.of("provider_status", &status));
    let second: Vec<&str> = [status, seat].into_iter().flatten().collect();
    if let Some(text) = listed(&second) {
        spans.push(faint(&format!("· {text}")));
    }
    if line.is_special {
        spans.push(warning(&format!("· {}", labels.word(Word::SpecialMark))));
    }
    cell(spans)
}

fn places(line: &RegisterLine, labels: &Labels) -> Cell {
    let countries: Vec<&str> = line.countries.iter().map(|code| labels.country(*code)).collect();
    let Some(text) = listed(&countries) else { return cell(vec![unknown(labels.word(Word::Unknown))]) };
    let mark = line.is_outside_eea.then(|| warning(&format!("({})", labels.word(Word::OutsideMark))));
    cell(std::iter::once(plain(&text)).chain(mark).collect())
}

fn complete(line: &RegisterLine, labels: &Labels) -> Cell {
    let open = line.unverified + line.stale;
    let mut spans = vec![plain(&format!("{} %", line.completeness))];
    if open > 0 {
        spans.push(faint(&format!("· {}: {open}", labels.word(Word::Unverified))));
    }
    cell(spans)
}
