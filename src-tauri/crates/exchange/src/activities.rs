//! Rows of a record of processing become drafts. What the vocabulary does not know and what a field
//! cannot hold is kept in the notes; nothing is guessed into a field.

mod answer;
mod field;
mod legal_basis;
mod recipient;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use provident_domain::activity::{ActivityDraft, ActivityRole};
use provident_domain::check::PARAGRAPH;
use provident_domain::lists::{ColumnSet, Lists};
use provident_domain::name::NameKey;

use crate::cell::CellReader;
use crate::incoming::RefusedRow;
use crate::remark::Remark;
use crate::row::{check_name, check_notes, refused_for, take_cells};
use crate::same_name::{SameName, gather};
use crate::table::{RawRow, Reading};
use crate::words::id_of;
use field::Fields;

/// An activity as a list tells it; of one row, or of several with the same name and role.
#[derive(Clone, PartialEq, Debug)]
pub struct IncomingActivity {
    /// As in the file, the first first.
    pub rows: Vec<u32>,
    /// `ActivityDraft::check` takes it. It names no department, service or client yet.
    pub draft: ActivityDraft,
    pub departments: Vec<String>,
    /// Names of providers or of their services.
    pub services: Vec<String>,
    pub clients: Vec<String>,
    /// When the list says it was last looked at.
    pub confirmed_on: Option<NaiveDate>,
    /// Values a field could not hold.
    pub remarks: Vec<Remark>,
}

/// Reads all rows, in the order of the list. `mapping` has a field id, or none, for each column; `role`
/// is that of the rows that say none.
pub fn incoming_activities(
    reading: &Reading,
    mapping: &[Option<String>],
    role: Option<ActivityRole>,
    lists: &Lists,
    today: NaiveDate,
) -> (Vec<IncomingActivity>, Vec<RefusedRow>) {
    let cells = CellReader { lists, order: reading.date_order, today };
    let rows = reading.rows.iter().map(|row| read_row(row, reading, mapping, role, cells));
    let key = |one: &IncomingActivity| (NameKey::of(&one.draft.name), one.draft.role);
    gather(rows, |one| (one.rows[0], &one.draft.name), key, |first, second| joined(first, second, lists))
}

fn read_row(
    row: &RawRow,
    reading: &Reading,
    mapping: &[Option<String>],
    role: Option<ActivityRole>,
    cells: CellReader,
) -> Result<IncomingActivity, RefusedRow> {
    let mut fields = Fields::new(cells);
    let rest = take_cells(row, reading, mapping, |field, cell| fields.take(field, cell));
    check_name(row.number, &fields.one.draft.name)?;
    let more = fields.spread();
    let mut one = fields.one;
    let draft = &mut one.draft;
    let notes = rest.with_notes(draft.notes.as_deref()).into_iter().chain(more).collect::<Vec<_>>().join("\n");
    draft.notes = (!notes.is_empty()).then_some(notes);
    check_notes(row.number, &draft.name, draft.notes.as_deref(), PARAGRAPH)?;
    draft.role = draft.role.or(role);
    draft.check(cells.lists).map_err(|faults| refused_for(row.number, &draft.name, faults))?;
    one.rows = vec![row.number];
    one.remarks = rest.remarks;
    Ok(one)
}

/// The first says what it is, the others add to its lists. Where both speak, the second is noted.
fn joined(first: &IncomingActivity, second: &IncomingActivity, lists: &Lists) -> Result<IncomingActivity, Remark> {
    let mut both = first.clone();
    let mut join = SameName::new(second.rows[0], ColumnSet::Activity, lists);
    let (held, more) = (&mut both.draft, &second.draft);
    join.one("reference", &mut held.reference, &more.reference);
    join.one("owner", &mut held.owner, &more.owner);
    join.one("legal_basis_note", &mut held.legal_basis_note, &more.legal_basis_note);
    join.one("special_conditions", &mut held.special_condition_note, &more.special_condition_note);
    join.one("lia_reference", &mut held.lia, &more.lia);
    join.one("consent_records", &mut held.consent_records, &more.consent_records);
    join.one("breach_reference", &mut held.breach_record, &more.breach_record);
    join.one("privacy_notice", &mut held.privacy_notice, &more.privacy_notice);
    join.one("data_source", &mut held.data_source, &more.data_source);
    join.one("transfers", &mut held.transfer_note, &more.transfer_note);
    join.one("security", &mut held.security, &more.security);
    join.one("automated_decisions", &mut held.automated_note, &more.automated_note);
    join.one("dpia", &mut held.dpia_note, &more.dpia_note);
    join.one("review_on", &mut held.review_on, &more.review_on);
    join.one("confirmed_on", &mut both.confirmed_on, &second.confirmed_on);
    join_answers(&mut join, held, more);
    join.many(&mut held.purposes, &more.purposes);
    join.many(&mut held.sub_purposes, &more.sub_purposes);
    join.many(&mut held.legal_bases, &more.legal_bases);
    join.many(&mut held.special_conditions, &more.special_conditions);
    join.many(&mut held.recipients, &more.recipients);
    join.many(&mut held.joint_controllers, &more.joint_controllers);
    join.many(&mut held.rights, &more.rights);
    join.many(&mut held.processing_categories, &more.processing_categories);
    join.many(&mut held.unknown, &more.unknown);
    join.many(&mut both.departments, &second.departments);
    join.many(&mut both.services, &second.services);
    join.many(&mut both.clients, &second.clients);
    join_data(&mut join, held, more);
    join_security(&mut join, held, more);
    both.rows.extend(&second.rows);
    both.remarks.extend(second.remarks.iter().cloned());
    held.notes = join.finish(held.notes.take(), more.notes.as_deref(), &mut both.remarks);
    field::forget_known(held, lists);
    held.check(lists).map_err(|_| Remark::BringsTooMuch)?;
    Ok(both)
}

fn join_answers(join: &mut SameName, held: &mut ActivityDraft, more: &ActivityDraft) {
    match (held.status, more.status) {
        (Some(ours), Some(theirs)) if ours != theirs => join.differs("status", &id_of(&ours), &id_of(&theirs)),
        (ours, theirs) => held.status = ours.or(theirs),
    }
    match (held.dpia, more.dpia) {
        (Some(ours), Some(theirs)) if ours != theirs => join.differs("dpia", &id_of(&ours), &id_of(&theirs)),
        (ours, theirs) => held.dpia = ours.or(theirs),
    }
    join.one("automated_decisions", &mut held.automated_decisions, &more.automated_decisions);
}

/// Categories that both name get the persons of both.
fn join_data(join: &mut SameName, held: &mut ActivityDraft, more: &ActivityDraft) {
    for data in &more.data {
        match held.data.iter_mut().find(|known| known.category == data.category) {
            Some(known) => {
                join.many(&mut known.subjects, &data.subjects);
                join.one("retention", &mut known.retention, &data.retention);
            }
            None => held.data.push(data.clone()),
        }
    }
}

fn join_security(join: &mut SameName, held: &mut ActivityDraft, more: &ActivityDraft) {
    for measure in &more.security_measures {
        match held.security_measures.iter().find(|known| known.family == measure.family) {
            Some(known) if known.measures == measure.measures => {}
            Some(known) => join.differs("security", &known.measures, &measure.measures),
            None => held.security_measures.push(measure.clone()),
        }
    }
}
