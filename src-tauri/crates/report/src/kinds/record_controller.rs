//! The record of processing activities as controller, letter by letter of Art. 30(1).

use provident_domain::activity::{Activity, ActivityData, ActivityRole, DpiaStatus};
use provident_domain::legal::Legal;
use provident_domain::lists::{Language, LegalBasis, SpecialCategory};

use super::build::{Body, Cell, faint, lines, plain, row, strong, unknown, warning};
use super::dossier::listed;
use super::facts::{ActivityFacts, Issue, RecordNames};
use super::label::Labels;
use super::record_columns as columns;
use super::record_head::{Head, index, not_yet, of_role, state, who_answers};
use super::record_sheet::{Sheet, beyond, head, provider_row, role, security, transfers, us};
use super::record_table::RecordTable;
use super::record_words::RecordWord;
use super::words::{Word, article, as_of, number};
use crate::document::{Document, FactRow};

pub const KIND: &str = "art30-1";

const ASKS: [(char, RecordWord); 7] = [
    ('a', RecordWord::ControllerA),
    ('b', RecordWord::ControllerB),
    ('c', RecordWord::ControllerC),
    ('d', RecordWord::ControllerD),
    ('e', RecordWord::ControllerE),
    ('f', RecordWord::ControllerF),
    ('g', RecordWord::ControllerG),
];

/// The record: activities that are active, in the order in which they come. Others are left out,
/// drafts named at the end.
pub fn record_controller(facts: &[ActivityFacts], names: &RecordNames, issue: &Issue, legal: &Legal) -> Document {
    let labels = Labels { lists: issue.lists, language: issue.language };
    let (active, drafts) = of_role(facts, ActivityRole::Controller);
    let first = Head { role: ActivityRole::Controller, active: &active, names, issue, labels: &labels, legal };
    let mut body = Body::default();
    if issue.as_of != issue.issued_on {
        body.note(&as_of(issue.issued_on, issue.as_of, issue.language));
    }
    who_answers(&mut body, &first);
    state(&mut body, &first, vec![(drafts.len(), RecordWord::DraftCount)], &ASKS);
    index(&mut body, &first);
    for held in &active {
        sheet(&mut body, &Sheet { facts: held, names, issue, labels: &labels, legal });
    }
    not_yet(&mut body, &drafts, &first);
    body.into_document(KIND, labels.word(Word::RecordControllerTitle), None, false, issue)
}

/// The same as one table, a line an activity; dates in ISO form.
pub fn record_table(facts: &[ActivityFacts], names: &RecordNames, issue: &Issue, legal: &Legal) -> RecordTable {
    let labels = Labels { lists: issue.lists, language: issue.language };
    let (active, _) = of_role(facts, ActivityRole::Controller);
    let mut columns = columns::first(&labels);
    columns.extend(columns::of_controller(&labels));
    columns.extend(columns::last(&labels));
    RecordTable::of(columns, active.into_iter().map(|facts| Sheet { facts, names, issue, labels: &labels, legal }))
}

fn sheet(body: &mut Body, sheet: &Sheet) {
    let activity = &sheet.facts.activity;
    head(body, sheet);
    body.rows(vec![controllers(sheet), sheet.asked("purposes", lines(&activity.purposes)), persons(sheet)]);
    data(body, sheet);
    recipients(body, sheet);
    transfers(body, sheet);
    body.rows(std::iter::once(retention(sheet)).chain(security(sheet)).collect());
    beyond(body, more(sheet), sheet);
}

/// (a) Us, and who decides with us.
fn controllers(sheet: &Sheet) -> FactRow {
    let mut value = us(sheet);
    for joint in &sheet.facts.activity.joint_controllers {
        value.push(plain(&format!("\n{}", joint.name)));
        value.extend(joint.contact.as_deref().map(|contact| plain(&format!("· {contact}"))));
        value.extend(joint.arrangement.as_deref().map(|found| faint(&format!("· {} {found}", sheet.word(RecordWord::Arrangement)))));
    }
    if sheet.facts.activity.joint_controllers.is_empty() {
        let label = sheet.label("joint_controllers");
        value.push(sheet.open("joint_controllers").map_or_else(
            || faint(&format!("\n{}", sheet.word(RecordWord::NoJointController))),
            |open| warning(&format!("\n{}", sheet.labels.said(&label, &open.text))),
        ));
    }
    row(&format!("(a) {}", sheet.word(RecordWord::Controllers)), value)
}

/// (c) In short; the table below says which of whom.
fn persons(sheet: &Sheet) -> FactRow {
    let label = format!("(c) {}", sheet.word(RecordWord::PersonsAndData));
    let data = &sheet.facts.activity.data;
    let subjects: Vec<&str> = data.iter().flat_map(|data| &data.subjects).map(|id| sheet.labels.id("data_subject_category", id)).collect();
    match (data.is_empty(), listed(&subjects)) {
        (true, _) => row(&label, vec![sheet.open("data_categories").unwrap_or_else(|| unknown(sheet.word(RecordWord::NotStatedYet)))]),
        (false, Some(subjects)) => row(&label, vec![plain(&subjects)]),
        (false, None) => row(&label, vec![sheet.open("data_subjects").unwrap_or_else(|| unknown(sheet.word(RecordWord::NotStatedYet)))]),
    }
}

fn data(body: &mut Body, sheet: &Sheet) {
    let data = &sheet.facts.activity.data;
    if data.is_empty() {
        return;
    }
    let heads = [RecordWord::PersonalData, RecordWord::Persons, RecordWord::KeptFor].map(|word| sheet.word(word));
    body.table(&heads, &[34, 33, 33], data.iter().map(|data| data_row(data, sheet)).collect());
}

fn data_row(data: &ActivityData, sheet: &Sheet) -> Vec<Cell> {
    let labels = sheet.labels;
    let open = |id: &str| sheet.open(id).unwrap_or_else(|| unknown(sheet.word(RecordWord::NotStatedYet)));
    let mut category = vec![plain(labels.id("personal_data_category", &data.category))];
    let special = labels.lists.personal_data_category(&data.category).map(|known| known.special_category);
    if let Some(special) = special.filter(|special| *special != SpecialCategory::None) {
        category.push(warning(&format!("· {}", labels.of("special_category", &special))));
    }
    let subjects: Vec<&str> = data.subjects.iter().map(|id| labels.id("data_subject_category", id)).collect();
    vec![
        category,
        vec![listed(&subjects).map_or_else(|| open("data_subjects"), |text| plain(&text))],
        vec![data.retention.as_deref().map_or_else(|| open("retention"), plain)],
    ]
}

/// (d) Their categories; the table below says who they are: providers that carry it out, then everybody else.
fn recipients(body: &mut Body, sheet: &Sheet) {
    let activity = &sheet.facts.activity;
    let kinds = activity.recipients.iter().map(|recipient| sheet.labels.of("recipient_kind", &recipient.kind));
    let Some(categories) = listed(&sheet.facts.services.iter().map(|service| role(service, sheet)).chain(kinds).collect::<Vec<_>>()) else {
        body.rows(vec![sheet.asked("recipients", None)]);
        return;
    };
    body.rows(vec![row(&sheet.label("recipients"), vec![plain(&categories)])]);
    let others = activity.recipients.iter().map(|recipient| {
        let kind = sheet.labels.of("recipient_kind", &recipient.kind);
        let name = recipient.name.as_deref().map_or_else(|| faint(sheet.word(RecordWord::NoName)), strong);
        vec![vec![name], vec![plain(kind)], vec![faint("–")], vec![faint("–")]]
    });
    let rows = sheet.facts.services.iter().map(|service| provider_row(service, sheet)).chain(others).collect();
    let heads = [RecordWord::Recipient, RecordWord::Kind, RecordWord::Service, RecordWord::Countries].map(|word| sheet.word(word));
    body.table(&heads, &[30, 21, 25, 24], rows);
}

/// (f) For how many of the categories a limit is stated.
fn retention(sheet: &Sheet) -> FactRow {
    let data = &sheet.facts.activity.data;
    let label = sheet.label("retention");
    if data.is_empty() {
        return sheet.asked("retention", None);
    }
    let stated = data.iter().filter(|data| data.retention.is_some()).count();
    let text = beside(stated, data.len(), sheet);
    row(&label, vec![if stated == data.len() { plain(&text) } else { unknown(&text) }])
}

fn beside(stated: usize, of: usize, sheet: &Sheet) -> String {
    let count = |count: usize| number(count as u64, sheet.labels.language);
    match sheet.labels.language {
        Language::En => {
            format!("Beside each category under (c): stated for {} of {}", count(stated), count(of))
        }
        Language::Fr => {
            format!("En regard de chaque catégorie au point (c) : renseigné pour {} sur {}", count(stated), count(of))
        }
    }
}

/// A list of bases or conditions with their articles.
pub(super) fn bases<'a>(ids: &'a [String], find: impl Fn(&str) -> Option<&'a LegalBasis>, labels: &Labels) -> Option<String> {
    let shown = |id: &String| match find(id) {
        Some(basis) => format!("{} ({})", basis.label.get(labels.language), article(&basis.article, labels.language)),
        None => id.clone(),
    };
    lines(&ids.iter().map(shown).collect::<Vec<_>>())
}

fn more(sheet: &Sheet) -> Vec<Option<FactRow>> {
    let activity = &sheet.facts.activity;
    let lists = sheet.labels.lists;
    let rights: Vec<&str> = activity.rights.iter().map(|right| sheet.labels.of("data_right", right)).collect();
    vec![
        sheet.beyond("sub_purposes", lines(&activity.sub_purposes)),
        sheet.beyond("legal_bases", bases(&activity.legal_bases, |id| lists.legal_basis(id), sheet.labels)),
        sheet.beyond("legal_basis_note", activity.legal_basis_note.clone()),
        sheet.beyond("lia", activity.lia.clone()),
        sheet.beyond("consent_records", activity.consent_records.clone()),
        sheet.beyond("special_conditions", conditions(activity, sheet)),
        sheet.beyond("criminal_law", activity.criminal_law.clone()),
        sheet.beyond("data_source", activity.data_source.clone()),
        sheet.beyond("data_location", activity.data_location.clone()),
        sheet.beyond("automated_decisions", automated(activity, sheet)),
        sheet.beyond("rights", listed(&rights)),
        sheet.beyond("privacy_notice", activity.privacy_notice.clone()),
        sheet.beyond("dpia", dpia(activity, sheet)),
        sheet.beyond("breach_record", activity.breach_record.clone()),
    ]
}

pub(super) fn conditions(activity: &Activity, sheet: &Sheet) -> Option<String> {
    let conditions = bases(&activity.special_conditions, |id| sheet.labels.lists.special_condition(id), sheet.labels);
    with_note(conditions, activity.special_condition_note.as_deref())
}

pub(super) fn automated(activity: &Activity, sheet: &Sheet) -> Option<String> {
    let word = activity.automated_decisions.map(|made| if made { RecordWord::AutomatedYes } else { RecordWord::AutomatedNo });
    with_note(word.map(|word| sheet.word(word).to_owned()), activity.automated_note.as_deref())
}

pub(super) fn dpia(activity: &Activity, sheet: &Sheet) -> Option<String> {
    let label = |status: &DpiaStatus| sheet.labels.of("dpia_status", status).to_owned();
    with_note(activity.dpia.as_ref().map(label), activity.dpia_note.as_deref())
}

fn with_note(text: Option<String>, note: Option<&str>) -> Option<String> {
    match (text, note) {
        (Some(text), Some(note)) => Some(format!("{text} – {note}")),
        (Some(one), None) => Some(one),
        (None, note) => note.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests;
