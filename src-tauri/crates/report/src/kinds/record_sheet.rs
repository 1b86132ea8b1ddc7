//! The sheet of one activity: what both records of processing say in the same way.

use provident_domain::activity::ActivityRole;
use provident_domain::due::{Due, DueKind};
use provident_domain::legal::Legal;
use provident_domain::lists::RecordField;
use provident_domain::record::{RecordGap, letter_of};

use super::build::{Body, Cell, faint, plain, row, strong, unknown, warning};
use super::dossier::listed;
use super::facts::{ActivityFacts, ActivityServiceFacts, Issue, RecordNames, TransferLine};
use super::label::Labels;
use super::record_head::{departments, open_letters};
use super::record_words::RecordWord;
use super::transfer_text;
use super::transfer_words::TransferWord;
use super::words::date;
use crate::document::{FactRow, Span};

/// One activity, and what its sheet is written with.
pub(super) struct Sheet<'a> {
    pub facts: &'a ActivityFacts,
    pub names: &'a RecordNames,
    pub issue: &'a Issue<'a>,
    pub labels: &'a Labels<'a>,
    pub legal: &'a Legal,
}

impl<'a> Sheet<'a> {
    pub fn word(&self, word: RecordWord) -> &'static str {
        self.labels.word(word)
    }

    pub fn field(&self, id: &str) -> Option<&'a RecordField> {
        self.labels.lists.record_fields().iter().find(|field| field.id == id)
    }

    /// The label of a field, behind its letter where it has one.
    pub fn label(&self, id: &'a str) -> String {
        let Some(field) = self.field(id) else { return id.to_owned() };
        let label = field.label.get(self.labels.language);
        letter_of(field, self.facts.activity.role).map_or_else(|| label.to_owned(), |letter| format!("({letter}) {label}"))
    }

    fn gap(&self, id: &str) -> Option<&'a RecordGap> {
        self.facts.assessment.gaps.iter().find(|gap| gap.field == id)
    }

    /// What stands where a field is empty: nobody has said it yet, or nobody knows.
    pub fn open(&self, id: &str) -> Option<Span> {
        self.gap(id).map(|gap| {
            let word = if gap.is_unknown { RecordWord::AskedUnknown } else { RecordWord::NotStatedYet };
            unknown(self.word(word))
        })
    }

    /// A field that a letter asks for: always there, if only to say that it is open or does not apply.
    pub fn asked(&self, id: &'a str, value: Option<String>) -> FactRow {
        let value = value.map(|text| plain(&text)).or_else(|| self.open(id));
        row(&self.label(id), vec![value.unwrap_or_else(|| faint(self.word(RecordWord::NotApplicable)))])
    }

    /// A field beyond the letters: there where it is filled, or open.
    pub fn beyond(&self, id: &'a str, value: Option<String>) -> Option<FactRow> {
        let value = value.map(|text| plain(&text)).or_else(|| self.open(id))?;
        Some(row(&self.label(id), vec![value]))
    }

    pub fn day(&self, day: chrono::NaiveDate) -> String {
        date(day, self.labels.language)
    }
}

/// Heading and first facts: whose it is, and whether anything is missing.
pub(super) fn head(body: &mut Body, sheet: &Sheet) {
    let activity = &sheet.facts.activity;
    let title = activity.reference.as_ref().map_or_else(|| activity.name.clone(), |reference| format!("{reference} · {}", activity.name));
    body.heading(1, &title);
    let created = format!("{} {}", sheet.word(RecordWord::CreatedOn), sheet.day(sheet.facts.created_on));
    let updated = format!("{} {}", sheet.word(RecordWord::UpdatedOn), sheet.day(sheet.facts.updated_on));
    let rows = [
        sheet.beyond("departments", departments(sheet.facts, sheet.names)),
        sheet.beyond("owner", activity.owner.clone()),
        Some(row(sheet.word(RecordWord::Sheet), vec![plain(&format!("{created} · {updated}"))])),
        Some(row(sheet.word(RecordWord::State), vec![state(sheet)])),
    ];
    body.rows(rows.into_iter().flatten().collect());
}

/// What a letter of the article asks for and nobody has stated, by letter.
fn state(sheet: &Sheet) -> Span {
    let missing = missing(sheet);
    if missing.is_empty() && open_letters(sheet.facts).is_empty() {
        return plain(sheet.word(RecordWord::CompleteUnderAll));
    }
    warning(&format!("{} {}", sheet.word(RecordWord::StillMissing), missing.join(" · ")))
}

pub(super) fn missing(sheet: &Sheet) -> Vec<String> {
    let role = sheet.facts.activity.role;
    let lettered = |gap: &RecordGap| sheet.field(&gap.field).and_then(|field| letter_of(field, role));
    let mut gaps: Vec<(char, &RecordGap)> =
        sheet.facts.assessment.gaps.iter().filter_map(|gap| lettered(gap).map(|letter| (letter, gap))).collect();
    gaps.sort_by_key(|(letter, _)| *letter);
    gaps.into_iter().map(|(_, gap)| sheet.label(&gap.field)).collect()
}

/// The name on the contract, and the name people use.
pub(super) fn provider(service: &ActivityServiceFacts) -> Cell {
    match &service.legal_name {
        Some(legal) if *legal != service.provider => vec![strong(legal), faint(&service.provider)],
        _ => vec![strong(&service.provider)],
    }
}

/// Provider, role, service and countries: the cells of a recipient that is a provider of the register.
pub(super) fn provider_row(service: &ActivityServiceFacts, sheet: &Sheet) -> Vec<Cell> {
    let role = service.role.map(|role| plain(sheet.labels.of("provider_role", &role)));
    vec![
        provider(service),
        vec![role.unwrap_or_else(|| unknown(sheet.word(RecordWord::NoRole)))],
        vec![plain(&service.service)],
        vec![countries(service, sheet).map_or_else(|| unknown(sheet.word(RecordWord::NotStatedYet)), |text| plain(&text))],
    ]
}

pub(super) fn countries(service: &ActivityServiceFacts, sheet: &Sheet) -> Option<String> {
    let all = service.country.iter().chain(&service.countries).map(|code| sheet.labels.country(*code));
    listed(&all.collect::<Vec<_>>())
}

/// Legs of all its services that leave the area; those of a provider stand on many services, but are told once.
pub(super) fn legs<'a>(facts: &'a ActivityFacts) -> Vec<&'a TransferLine> {
    let mut found: Vec<&'a TransferLine> = Vec::new();
    for line in facts.services.iter().flat_map(|service| &service.transfers).filter(|line| transfer_text::is_transfer(line)) {
        let is_same = |other: &&TransferLine| {
            (&other.provider, &other.service, &other.exporter, &other.importer, &other.transfer)
                == (&line.provider, &line.service, &line.exporter, &line.importer, &line.transfer)
        };
        if !found.iter().any(is_same) {
            found.push(line);
        }
    }
    found
}

/// Where the data goes outside the area, on what ground, and how that stands.
pub(super) fn transfers(body: &mut Body, sheet: &Sheet) {
    let legs = legs(sheet.facts);
    let note = sheet.facts.activity.transfer_note.as_deref();
    if legs.is_empty() {
        body.rows(vec![row(&sheet.label("transfers"), without_legs(sheet, note))]);
        return;
    }
    let to = format!("{} · {}", sheet.label("transfers"), sheet.labels.word(TransferWord::To));
    let heads = [TransferWord::Country, TransferWord::Ground, TransferWord::State].map(|word| sheet.labels.word(word));
    let heads = [to.as_str(), heads[0], heads[1], heads[2]];
    body.table(&heads, &[27, 19, 30, 24], legs.iter().map(|line| leg_row(line, sheet)).collect());
    let safeguards = legs.iter().filter_map(|line| transfer_text::safeguards(line, sheet.legal).map(|text| (line, text)));
    let mut rows: Vec<FactRow> = safeguards.map(|(line, text)| safeguards_row(line, text, sheet)).collect();
    rows.extend(note.map(|note| row(sheet.word(RecordWord::TransferNote), vec![plain(note)])));
    body.rows(rows);
}

fn leg_row(line: &TransferLine, sheet: &Sheet) -> Vec<Cell> {
    let (labels, legal) = (sheet.labels, sheet.legal);
    let mut to = vec![strong(transfer_text::importer(line))];
    if let Some(exporter) = &line.exporter {
        to.push(faint(&format!("{} {exporter}", labels.word(TransferWord::From))));
    }
    to.extend(line.service.as_deref().map(|service| faint(&format!("· {service}"))));
    let places = transfer_text::places(line, labels, legal);
    vec![
        to,
        vec![places.map_or_else(|| unknown(sheet.word(RecordWord::NotStatedYet)), |text| plain(&text))],
        transfer_text::ground(line, labels, legal),
        transfer_text::status(line, labels, legal),
    ]
}

fn safeguards_row(line: &TransferLine, text: Option<String>, sheet: &Sheet) -> FactRow {
    let value = text.map_or_else(|| warning(sheet.word(RecordWord::NotStatedYet)), |text| plain(&text));
    let label = format!("{} · {}", sheet.labels.word(TransferWord::Safeguards), transfer_text::importer(line));
    row(&label, vec![value])
}

/// No leg: what was said instead, and what cannot be said because a place is not known.
fn without_legs(sheet: &Sheet, note: Option<&str>) -> Vec<Span> {
    let mut spans = vec![note.map_or_else(|| plain(sheet.word(RecordWord::NoTransfer)), plain)];
    let outside: Vec<&str> = sheet.facts.assessment.outside_eea.iter().map(|code| sheet.labels.country(*code)).collect();
    if let Some(outside) = listed(&outside) {
        spans.push(warning(&format!("{} {outside}", sheet.word(RecordWord::OutsideWithoutLeg))));
    }
    let silent = sheet.facts.services.iter().filter(|service| service.countries.is_empty());
    let silent: Vec<&str> = silent.map(|service| service.service.as_str()).collect();
    if let Some(services) = listed(&silent) {
        spans.push(unknown(&format!("{} {services}", sheet.word(RecordWord::PlacesUnknown))));
    }
    spans
}

/// In general, then family by family.
pub(super) fn security(sheet: &Sheet) -> Vec<FactRow> {
    let activity = &sheet.facts.activity;
    let letter = sheet.field("security").and_then(|field| letter_of(field, activity.role)).unwrap_or('g');
    let mut rows = Vec::new();
    if activity.security.is_some() || activity.security_measures.is_empty() {
        rows.push(sheet.asked("security", activity.security.clone()));
    }
    for measure in &activity.security_measures {
        let label = format!("({letter}) {}", sheet.labels.of("security_family", &measure.family));
        rows.push(row(&label, vec![plain(&measure.measures)]));
    }
    rows
}

/// Who said last that it is still so, and when somebody has to say it again.
pub(super) fn confirmation(sheet: &Sheet) -> FactRow {
    let value = match &sheet.facts.confirmation {
        Some(held) => {
            let note = held.note.as_ref().map(|note| faint(&format!("· {note}")));
            std::iter::once(plain(&format!("{}, {}", sheet.day(held.on), held.by))).chain(note).collect()
        }
        None => vec![unknown(sheet.word(RecordWord::NeverConfirmed))],
    };
    FactRow { note: next(sheet), ..row(sheet.word(RecordWord::Confirmed), value) }
}

fn next(sheet: &Sheet) -> Option<String> {
    let due = confirmation_due(&sheet.facts.assessment.dues)?;
    let late = if due.is_late(sheet.issue.as_of) { format!(" ({})", sheet.word(RecordWord::Overdue)) } else { String::new() };
    Some(sheet.labels.said(sheet.word(RecordWord::NextConfirmation), &format!("{}{late}", sheet.day(due.on))))
}

pub(super) fn confirmation_due(dues: &[Due]) -> Option<&Due> {
    dues.iter().find(|due| matches!(due.what, DueKind::ActivityConfirmation | DueKind::FirstConfirmation))
}

/// Under its own heading: what the article does not ask for.
pub(super) fn beyond(body: &mut Body, rows: Vec<Option<FactRow>>, sheet: &Sheet) {
    let heading = match sheet.facts.activity.role {
        ActivityRole::Controller => RecordWord::BeyondController,
        ActivityRole::Processor => RecordWord::BeyondProcessor,
    };
    body.heading(2, sheet.word(heading));
    let notes = sheet.facts.activity.notes.as_deref().map(|notes| row(sheet.word(RecordWord::Notes), vec![plain(notes)]));
    body.rows(rows.into_iter().chain([notes, Some(confirmation(sheet))]).flatten().collect());
}
