//! One cell of a record of processing into one field.

use provident_domain::activity::{
    ActivityData, ActivityDraft, ActivityField, ActivityRole, ActivityStatus, DataRight, JointController, SecurityFamily, SecurityMeasure,
};
use provident_domain::check::{NAME, PARAGRAPH};
use provident_domain::fault::FaultCode;
use provident_domain::lists::Lists;
use provident_domain::name::NameKey;

use super::IncomingActivity;
use super::answer::{answer, dpia};
use super::legal_basis::{Bases, bases, conditions};
use super::recipient::recipient;
use crate::cell::{CellReader, lines, not_in_list, one_line, paragraph, sentences};
use crate::names::names;
use crate::row::{Cell, Fate, Unheld};
use crate::words::{entries, is_stroke, items, labelled, means_none, means_unknown};

/// The draft of one row while its cells are read.
pub(super) struct Fields<'a> {
    cells: CellReader<'a>,
    pub one: IncomingActivity,
    subjects: Vec<String>,
    retention: Option<String>,
    /// Header and text of what belongs to the categories of data, for a row that names none.
    of_data: Vec<String>,
}

impl<'a> Fields<'a> {
    pub fn new(cells: CellReader<'a>) -> Fields<'a> {
        let one = IncomingActivity {
            rows: Vec::new(),
            draft: ActivityDraft::default(),
            departments: Vec::new(),
            services: Vec::new(),
            clients: Vec::new(),
            confirmed_on: None,
            remarks: Vec::new(),
        };
        Fields { cells, one, subjects: Vec::new(), retention: None, of_data: Vec::new() }
    }

    pub fn take(&mut self, field: &str, cell: &Cell) -> Result<Fate, Unheld> {
        if field != "name" && is_stroke(cell.text) {
            return Ok(Fate::Held);
        }
        if !matches!(field, "name" | "notes") && means_unknown(cell.text) {
            return Ok(self.take_unknown(field));
        }
        if names_others(field) && means_none(cell.text) {
            return Ok(Fate::Noted);
        }
        self.take_known(field, cell)?;
        Ok(Fate::Held)
    }

    /// Nobody knows; where the record cannot say so, the notes do.
    fn take_unknown(&mut self, field: &str) -> Fate {
        let unknown = match field {
            "owner" => ActivityField::Owner,
            "purposes" => ActivityField::Purposes,
            "data_categories" => ActivityField::DataCategories,
            "data_subjects" => ActivityField::DataSubjects,
            "retention" => ActivityField::Retention,
            "recipients" => ActivityField::Recipients,
            "security" => ActivityField::Security,
            "legal_bases" => ActivityField::LegalBases,
            "special_conditions" => ActivityField::SpecialConditions,
            "data_source" => ActivityField::DataSource,
            "automated_decisions" => ActivityField::AutomatedDecisions,
            "dpia" => ActivityField::Dpia,
            "processing_categories" => ActivityField::ProcessingCategories,
            _ => return Fate::Noted,
        };
        self.one.draft.unknown.push(unknown);
        Fate::Held
    }

    fn take_known(&mut self, field: &str, cell: &Cell) -> Result<(), Unheld> {
        let text = cell.text;
        let lists = self.cells.lists;
        let draft = &mut self.one.draft;
        match field {
            "name" => draft.name = text.to_owned(),
            "reference" => draft.reference = Some(one_line(text, NAME)?),
            "role" => draft.role = Some(role(text, lists)?),
            "status" => draft.status = Some(status(text, lists)?),
            "departments" => self.one.departments = lines(text, NAME)?,
            "owner" => draft.owner = Some(one_line(text, NAME)?),
            "purposes" => draft.purposes = sentences(text, PARAGRAPH)?,
            "sub_purposes" => draft.sub_purposes = sentences(text, PARAGRAPH)?,
            "processing_categories" => draft.processing_categories = sentences(text, PARAGRAPH)?,
            "legal_bases" => self.bases(bases(text, lists))?,
            "special_conditions" => self.bases(conditions(text, lists))?,
            "legal_basis_note" => put_note(&mut draft.legal_basis_note, &paragraph(text, PARAGRAPH)?)?,
            "data_categories" => self.categories(text)?,
            "data_subjects" => self.subjects(cell)?,
            "retention" => {
                self.retention = Some(paragraph(text, PARAGRAPH)?);
                self.of_data.push(cell.note(text));
            }
            "recipients" => self.recipients(text)?,
            "joint_controllers" => draft.joint_controllers = joint_controllers(text, lists)?,
            "transfers" => draft.transfer_note = Some(paragraph(text, PARAGRAPH)?),
            "security" => self.security(text)?,
            "data_source" => draft.data_source = Some(paragraph(text, PARAGRAPH)?),
            "automated_decisions" => {
                (draft.automated_decisions, draft.automated_note) = answer(text).ok_or_else(|| not_in_list(text))?;
            }
            "dpia" => (draft.dpia, draft.dpia_note) = dpia(text, lists).ok_or_else(|| not_in_list(text))?,
            "rights" => self.rights(text)?,
            "services" => self.one.services = names_within(text, lists)?,
            "clients" => self.one.clients = names_within(text, lists)?,
            "privacy_notice" => draft.privacy_notice = Some(paragraph(text, PARAGRAPH)?),
            "lia_reference" => draft.lia = Some(paragraph(text, PARAGRAPH)?),
            "consent_records" => draft.consent_records = Some(paragraph(text, PARAGRAPH)?),
            "breach_reference" => draft.breach_record = Some(paragraph(text, PARAGRAPH)?),
            "confirmed_on" => self.one.confirmed_on = Some(self.cells.past_day(text)?),
            "review_on" => draft.review_on = Some(self.cells.day(text)?),
            "notes" => draft.notes = Some(paragraph(text, PARAGRAPH)?),
            _ => return Err(not_in_list(field).into()),
        }
        Ok(())
    }

    /// The bases and conditions a cell names, what it says of them, and what is not understood.
    fn bases(&mut self, read: Bases) -> Result<(), Unheld> {
        let draft = &mut self.one.draft;
        add(&mut draft.legal_bases, read.bases);
        add(&mut draft.special_conditions, read.conditions);
        let mut unheld = read.unknown;
        for (note, words) in [(&mut draft.legal_basis_note, read.on_bases), (&mut draft.special_condition_note, read.on_conditions)] {
            for word in words {
                if put_note(note, &word).is_err() {
                    unheld.push(word);
                }
            }
        }
        part(unheld)
    }

    fn categories(&mut self, text: &str) -> Result<(), Unheld> {
        let named = self.cells.data_categories(text);
        let of_category = |category| ActivityData { category, subjects: Vec::new(), retention: None };
        self.one.draft.data = named.ids.into_iter().map(of_category).collect();
        part(named.unknown)
    }

    fn subjects(&mut self, cell: &Cell) -> Result<(), Unheld> {
        let named = self.cells.data_subjects(cell.text);
        let label = |id: &String| self.cells.lists.data_subject_category(id).map(|known| known.label.en.clone());
        let known: Vec<String> = named.ids.iter().filter_map(label).collect();
        if !known.is_empty() {
            self.of_data.push(cell.note(&known.join("; ")));
        }
        self.subjects = named.ids;
        part(named.unknown)
    }

    fn recipients(&mut self, text: &str) -> Result<(), Unheld> {
        let (mut found, mut unknown) = (Vec::new(), Vec::new());
        for item in items(text) {
            match recipient(item, self.cells.lists) {
                Some(recipient) if !found.contains(&recipient) => found.push(recipient),
                Some(_) => {}
                None => unknown.push(item.to_owned()),
            }
        }
        self.one.draft.recipients = found;
        part(unknown)
    }

    /// Measures by family, where every entry names its own; otherwise the text as it is.
    fn security(&mut self, text: &str) -> Result<(), FaultCode> {
        let mut found: Vec<SecurityMeasure> = Vec::new();
        for entry in entries(text) {
            let labelled = entry.split_once(':').and_then(|(label, measures)| {
                let family: SecurityFamily = labelled("security_family", label, self.cells.lists)?;
                Some((family, measures.trim())).filter(|(_, measures)| !measures.is_empty())
            });
            let Some((family, measures)) = labelled else {
                self.one.draft.security = Some(paragraph(text, PARAGRAPH)?);
                return Ok(());
            };
            match found.iter_mut().find(|known| known.family == family) {
                Some(known) => known.measures = format!("{}; {measures}", known.measures),
                None => found.push(SecurityMeasure { family, measures: measures.to_owned() }),
            }
        }
        for measure in &found {
            paragraph(&measure.measures, PARAGRAPH)?;
        }
        self.one.draft.security_measures = found;
        Ok(())
    }

    fn rights(&mut self, text: &str) -> Result<(), Unheld> {
        let (mut found, mut unknown) = (Vec::new(), Vec::new());
        for item in items(text) {
            let pieces = || item.split(',').map(|piece| right(piece.trim(), self.cells.lists));
            match right(item, self.cells.lists).map(|right| vec![right]).or_else(|| pieces().collect()) {
                Some(rights) => add(&mut found, rights),
                None => unknown.push(item.to_owned()),
            }
        }
        self.one.draft.rights = found;
        part(unknown)
    }

    /// Gives every category of data the persons and the period of the row; gives back the notes of what
    /// has no category to belong to.
    pub fn spread(&mut self) -> Vec<String> {
        let draft = &mut self.one.draft;
        for data in &mut draft.data {
            data.subjects.clone_from(&self.subjects);
            data.retention.clone_from(&self.retention);
        }
        let is_lost = draft.data.is_empty();
        forget_known(draft, self.cells.lists);
        if is_lost { std::mem::take(&mut self.of_data) } else { Vec::new() }
    }
}

/// What is known is not unknown.
pub(super) fn forget_known(draft: &mut ActivityDraft, lists: &Lists) {
    let bare = ActivityDraft { unknown: Vec::new(), role: draft.role.or(Some(ActivityRole::Controller)), ..draft.clone() };
    if let Ok(activity) = bare.check(lists) {
        draft.unknown.retain(|field| !activity.knows(*field));
    }
}

/// Fields that list others, in which "none" names nobody.
fn names_others(field: &str) -> bool {
    matches!(field, "recipients" | "joint_controllers" | "special_conditions" | "services" | "clients" | "departments" | "rights")
}

fn add<T: PartialEq>(held: &mut Vec<T>, brought: Vec<T>) {
    for value in brought {
        if !held.contains(&value) {
            held.push(value);
        }
    }
}

fn part(unknown: Vec<String>) -> Result<(), Unheld> {
    match unknown.first() {
        None => Ok(()),
        Some(first) => Err(Unheld { code: not_in_list(first), part: Some(unknown.join("; ")) }),
    }
}

/// Adds a line to a note, where both fit.
fn put_note(note: &mut Option<String>, text: &str) -> Result<(), FaultCode> {
    let both = note.iter().map(String::as_str).chain([text]).collect::<Vec<_>>().join("\n");
    *note = Some(paragraph(&both, PARAGRAPH)?);
    Ok(())
}

fn role(text: &str, lists: &Lists) -> Result<ActivityRole, FaultCode> {
    let by_word = match NameKey::of(text).as_str() {
        "controller"
        | "data controller"
        | "as controller"
        | "responsable"
        | "responsable du traitement"
        | "responsable de traitement"
        | "verantwortlicher" => Some(ActivityRole::Controller),
        "processor" | "data processor" | "as processor" | "sous traitant" | "auftragsverarbeiter" => Some(ActivityRole::Processor),
        _ => None,
    };
    by_word.or_else(|| labelled("activity_role", text, lists)).ok_or_else(|| not_in_list(text))
}

fn status(text: &str, lists: &Lists) -> Result<ActivityStatus, FaultCode> {
    let by_word = match NameKey::of(text).as_str() {
        "active" | "actif" | "aktiv" | "live" | "in use" | "in force" | "approved" | "en vigueur" => Some(ActivityStatus::Active),
        "inactive" | "inactif" | "inaktiv" | "ended" | "closed" | "archived" | "termine" | "beendet" => Some(ActivityStatus::Retired),
        "in preparation" | "planned" | "en preparation" | "entwurf" => Some(ActivityStatus::Draft),
        _ => None,
    };
    by_word.or_else(|| labelled("activity_status", text, lists)).ok_or_else(|| not_in_list(text))
}

/// By label, with or without its article, or with "right of" before it.
fn right(text: &str, lists: &Lists) -> Option<DataRight> {
    if let Some(right) = labelled("data_right", text, lists) {
        return Some(right);
    }
    let key = NameKey::of(&text.replace(['\'', '’'], " "));
    let word = ["right of ", "right to ", "droit a la ", "droit a l ", "droit de ", "droit d ", "recht auf "]
        .iter()
        .find_map(|start| key.as_str().strip_prefix(start));
    let word = word.unwrap_or(key.as_str());
    let group = lists.label_groups().iter().find(|group| group.id == "data_right")?;
    let bare = |label: &str| NameKey::of(label.split(" (").next().unwrap_or_default()).as_str() == word;
    let entry = group.entries.iter().find(|entry| bare(&entry.label.en) || bare(&entry.label.fr))?;
    labelled("data_right", &entry.id, lists)
}

fn joint_controllers(text: &str, lists: &Lists) -> Result<Vec<JointController>, FaultCode> {
    let joint = |name| JointController { name, contact: None, arrangement: None };
    Ok(names_within(text, lists)?.into_iter().map(joint).collect())
}

fn names_within(text: &str, lists: &Lists) -> Result<Vec<String>, FaultCode> {
    names(text, lists).iter().map(|name| one_line(name, NAME)).collect()
}
