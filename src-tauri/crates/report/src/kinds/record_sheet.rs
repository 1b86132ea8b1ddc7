//! The sheet of one activity: what both records of processing say in the same way.

use provident_domain::activity::ActivityRole;
use provident_domain::country::CountryCode;
use provident_domain::due::{Due, DueKind};
use provident_domain::legal::Legal;
use provident_domain::lists::RecordField;
use provident_domain::record::{RecordGap, letter_of};
use provident_domain::service::{ProviderRole, places};
use provident_domain::transfer::Ground;

use super::build::{Body, Cell, faint, plain, row, strong, unknown, warning};
use super::dossier::listed;
use super::facts::{ActivityFacts, ActivityServiceFacts, Issue, RecordNames, TransferLine};
use super::label::Labels;
use super::record_head::{departments, open_letters};
use super::record_words::RecordWord;
use super::transfer_text;
use super::transfer_words::TransferWord;
use super::words::{date, number};
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

/// Our name; what else letter (a) asks for of us stands on the first page, or is open.
pub(super) fn us(sheet: &Sheet) -> Vec<Span> {
    let us = sheet.issue.organisation;
    let mut spans = vec![plain(us.legal_name.as_ref().unwrap_or(&us.name)), faint(&format!("· {}", sheet.word(RecordWord::OnFirstPage)))];
    let open = ["controller_identity", "representative", "dpo"].into_iter().filter_map(|id| sheet.open(id).map(|open| (id, open)));
    spans.extend(open.map(|(id, open)| {
        let label = sheet.field(id).map_or(id, |field| field.label.get(sheet.labels.language));
        warning(&format!("· {}", sheet.labels.said(label, &open.text)))
    }));
    spans
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
    let known = if service.role.is_some() { plain } else { unknown };
    vec![
        provider(service),
        vec![known(role(service, sheet))],
        vec![plain(&service.service)],
        vec![countries(service, sheet).map_or_else(|| unknown(sheet.word(RecordWord::NotStatedYet)), |text| plain(&text))],
    ]
}

pub(super) fn role<'a>(service: &ActivityServiceFacts, sheet: &Sheet<'a>) -> &'a str {
    service.role.map_or(sheet.word(RecordWord::NoRole), |role| sheet.labels.of("provider_role", &role))
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
    body.rows(vec![row(&sheet.label("transfers"), countries_reached(sheet, &legs, note))]);
    if legs.is_empty() {
        return;
    }
    let heads = [TransferWord::To, TransferWord::CountryOrOrganisation, TransferWord::Ground, TransferWord::State];
    body.table(&heads.map(|word| sheet.labels.word(word)), &[27, 19, 30, 24], legs.iter().map(|line| leg_row(line, sheet)).collect());
    let safeguards = legs.iter().filter_map(|line| transfer_text::safeguards(line, sheet.legal).map(|text| (line, text)));
    let mut rows: Vec<FactRow> = safeguards.map(|(line, text)| safeguards_row(line, text, sheet)).collect();
    rows.extend(note.map(|note| row(sheet.word(RecordWord::TransferNote), vec![plain(note)])));
    body.rows(rows);
}

/// Every third country, then what is open: legs nobody decided on, places without a leg, services without a place.
fn countries_reached(sheet: &Sheet, legs: &[&TransferLine], note: Option<&str>) -> Vec<Span> {
    let (labels, legal) = (sheet.labels, sheet.legal);
    let places = listed(&legs.iter().flat_map(|line| transfer_text::destinations(line, labels, legal)).collect::<Vec<_>>());
    let none = || note.unwrap_or(sheet.word(RecordWord::NoTransfer)).to_owned();
    let mut spans = vec![plain(&places.unwrap_or_else(none))];
    spans.extend(ruled_out(sheet).map(|text| faint(&format!("· {text}"))));
    let undecided = legs.iter().filter(|line| line.transfer.is_none()).count();
    if undecided > 0 {
        let count = number(undecided as u64, labels.language);
        spans.push(unknown(&format!("· {}", labels.said(labels.word(TransferWord::Undecided), &count))));
    }
    if let Some(outside) = listed(&without_leg(sheet)) {
        spans.push(warning(&format!("· {} {outside}", sheet.word(RecordWord::OutsideWithoutLeg))));
    }
    if let Some(services) = listed(&without_place(sheet)) {
        spans.push(unknown(&format!("· {} {services}", sheet.word(RecordWord::PlacesUnknown))));
    }
    spans
}

fn all_lines<'a>(sheet: &Sheet<'a>) -> impl Iterator<Item = &'a TransferLine> {
    sheet.facts.services.iter().flat_map(|service| &service.transfers)
}

/// Legs of which somebody said why they are no transfer.
fn ruled_out(sheet: &Sheet) -> Option<String> {
    let lines = all_lines(sheet).filter(|line| line.verdict.ground == Ground::NoTransfer);
    let text = |line: &TransferLine| {
        let reason = line.transfer.as_ref().and_then(|transfer| transfer.reason.as_deref());
        let reason = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
        let no_transfer = format!("{}{reason}", sheet.labels.of("ground", &Ground::NoTransfer));
        sheet.labels.said(transfer_text::importer(line, sheet.labels), &no_transfer)
    };
    listed(&lines.map(text).collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>())
}

/// Countries that a service leads to, and no leg.
fn without_leg<'a>(sheet: &Sheet<'a>) -> Vec<&'a str> {
    let is_told = |code: &CountryCode| all_lines(sheet).any(|line| line.country == Some(*code) || line.countries.contains(code));
    sheet.facts.assessment.outside_eea.iter().filter(|code| !is_told(code)).map(|code| sheet.labels.country(*code)).collect()
}

/// Services of which nobody knows where they take the data.
fn without_place<'a>(sheet: &Sheet<'a>) -> Vec<&'a str> {
    let is_silent = |service: &&ActivityServiceFacts| {
        let has_data = service.role != Some(ProviderRole::NoPersonalData);
        has_data && places(service.countries.iter().copied().collect(), service.country, sheet.legal).is_empty()
    };
    sheet.facts.services.iter().filter(is_silent).map(|service| service.service.as_str()).collect()
}

fn leg_row(line: &TransferLine, sheet: &Sheet) -> Vec<Cell> {
    let (labels, legal) = (sheet.labels, sheet.legal);
    let named = if line.importer.is_some() { strong } else { unknown };
    let mut to = vec![named(transfer_text::importer(line, labels))];
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
    let label = format!("{} · {}", sheet.labels.word(TransferWord::Safeguards), transfer_text::importer(line, sheet.labels));
    row(&label, vec![value])
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
    let mut value = match &sheet.facts.confirmation {
        Some(held) => vec![plain(&format!("{}, {}", sheet.day(held.on), held.by))],
        None => vec![unknown(sheet.word(RecordWord::NeverConfirmed))],
    };
    let note = sheet.facts.confirmation.as_ref().and_then(|held| held.note.as_deref());
    value.extend(note.map(|note| faint(&format!("· {note}"))));
    value.extend(next(sheet));
    row(sheet.word(RecordWord::Confirmed), value)
}

fn next(sheet: &Sheet) -> Option<Span> {
    let due = confirmation_due(&sheet.facts.assessment.dues)?;
    let text = |day: String| format!("· {}", sheet.labels.said(sheet.word(RecordWord::NextConfirmation), &day));
    let day = sheet.day(due.on);
    Some(if due.is_late(sheet.issue.as_of) {
        warning(&text(format!("{day} ({})", sheet.word(RecordWord::Overdue))))
    } else {
        faint(&text(day))
    })
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
