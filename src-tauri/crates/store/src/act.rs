//! One command of one person: everything it writes, the history of it and what is derived
//! from it stand in one transaction.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use provident_domain::assess::ReviewRule;
use provident_domain::id::{ActivityId, CommandId, DepartmentId, ProviderId};
use provident_domain::legal::Legal;
use provident_domain::lists::Lists;
use provident_domain::person::{Person, Role};
use rusqlite::Transaction;

use crate::fault::Stored;
use crate::history::{self, Head, Touched};
use crate::register::Reading;
use crate::value::parsed;
use crate::{activity_row, due_row, row, search};

/// Who does what, when.
#[derive(Clone, Debug)]
pub struct Act {
    /// In a sealed register, whoever opened it takes this place.
    pub who: String,
    pub command: &'static str,
    pub command_id: CommandId,
    /// RFC 3339, UTC.
    pub at: String,
}

/// What deriving asks for.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    pub lists: &'a Lists,
    pub review: &'a ReviewRule,
    pub today: NaiveDate,
}

/// What a save did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Saved {
    Created,
    Updated,
    /// The record says this already; nothing was written.
    Unchanged,
}

/// A transaction that writes. Dropped without `finish`, it leaves no trace.
pub struct Writing<'a> {
    pub(crate) transaction: Transaction<'a>,
    pub(crate) act: Act,
    role: Option<Role>,
    pub(crate) rules: Rules<'a>,
    pub(crate) legal: Cow<'a, Legal>,
    head: Head,
    touched: BTreeSet<ProviderId>,
    touched_activities: BTreeSet<ActivityId>,
    /// What is due of the register as a whole.
    is_register_touched: bool,
}

impl<'a> Writing<'a> {
    /// `by` is who opened a sealed register.
    pub(crate) fn begin(transaction: Transaction<'a>, by: Option<&Person>, act: &Act, rules: Rules<'a>) -> Stored<Writing<'a>> {
        let head = history::head(&transaction)?;
        let who = by.map_or_else(|| act.who.clone(), |person| person.name.clone());
        let (act, role) = (Act { who, ..act.clone() }, by.map(|person| person.role));
        let legal = crate::legal::in_force(&transaction, rules.lists)?;
        Ok(Writing {
            transaction,
            act,
            role,
            rules,
            legal,
            head,
            touched: BTreeSet::new(),
            touched_activities: BTreeSet::new(),
            is_register_touched: false,
        })
    }

    /// What stands there now, with all that this transaction wrote so far.
    pub fn reading(&self) -> Reading<'_> {
        Reading { connection: &self.transaction }
    }

    pub fn who(&self) -> &str {
        &self.act.who
    }

    /// A line about a record that belongs to nothing else.
    pub(crate) fn record(&mut self, entity: &str, entity_id: &str, before: Option<&str>, after: Option<&str>) -> Stored<()> {
        self.append(&Touched { entity, entity_id, subject_id: entity_id, before, after })
    }

    /// A line about something that belongs to a provider.
    pub(crate) fn record_of(
        &mut self,
        provider: ProviderId,
        entity: &str,
        entity_id: &str,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Stored<()> {
        self.append(&Touched { entity, entity_id, subject_id: &provider.to_string(), before, after })
    }

    /// A line about something that belongs to a record of another kind.
    pub(crate) fn record_at(
        &mut self,
        entity: &str,
        entity_id: &str,
        subject_id: &str,
        before: Option<&str>,
        after: Option<&str>,
    ) -> Stored<()> {
        self.append(&Touched { entity, entity_id, subject_id, before, after })
    }

    fn append(&mut self, touched: &Touched) -> Stored<()> {
        self.head = history::append(&self.transaction, &self.act, self.role, self.head, touched)?;
        Ok(())
    }

    /// What is derived of this provider is made again before the transaction ends.
    pub(crate) fn touch(&mut self, provider: ProviderId) {
        self.touched.insert(provider);
    }

    /// Nothing is derived any more of a provider that is gone.
    pub(crate) fn forget(&mut self, provider: ProviderId) {
        self.touched.remove(&provider);
        self.is_register_touched = true;
    }

    pub(crate) fn touch_activity(&mut self, activity: ActivityId) {
        self.touched_activities.insert(activity);
    }

    pub(crate) fn forget_activity(&mut self, activity: ActivityId) {
        self.touched_activities.remove(&activity);
    }

    pub(crate) fn touch_register(&mut self) {
        self.is_register_touched = true;
    }

    pub(crate) fn touch_department(&mut self, department: DepartmentId) -> Stored<()> {
        let providers = row::providers_of_department(&self.transaction, department)?;
        self.touched.extend(providers);
        self.touch_activities_where("SELECT activity_id FROM activity_department WHERE department_id = ?1", &department.to_string())
    }

    /// Activities that a query gives for one id.
    pub(crate) fn touch_activities_where(&mut self, sql: &str, id: &str) -> Stored<()> {
        let found: Vec<ActivityId> = {
            let mut statement = self.transaction.prepare_cached(sql)?;
            let rows = statement.query_map([id], |row| parsed(row, "activity_id"))?;
            rows.collect::<Result<_, _>>()?
        };
        self.touched_activities.extend(found);
        Ok(())
    }

    /// All of them say who we are (Art. 30(1)(a), 30(2)(a)).
    pub(crate) fn touch_all_activities(&mut self) -> Stored<()> {
        self.touched_activities.extend(crate::activity::ids(&self.transaction)?);
        Ok(())
    }

    /// Whatever record it is that has this id.
    pub(crate) fn touch_subject_of(&mut self, id: &str) -> Stored<()> {
        let is = |table: &str| format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE id = ?1)");
        let has = |table: &str| self.transaction.query_row(&is(table), [id], |row| row.get::<_, bool>(0));
        if has("provider")? {
            self.touched.extend(id.parse::<ProviderId>().ok());
        } else if has("activity")? {
            self.touched_activities.extend(id.parse::<ActivityId>().ok());
        } else {
            self.touch_register();
        }
        Ok(())
    }

    /// Providers first: an activity looks at their transfers.
    pub(crate) fn finish(mut self) -> Stored<()> {
        for provider in std::mem::take(&mut self.touched) {
            self.is_register_touched |= row::renew(&self.transaction, self.rules, &self.legal, provider)?;
            self.touch_activities_where(
                "SELECT DISTINCT l.activity_id FROM activity_service l JOIN service s ON s.id = l.service_id WHERE s.provider_id = ?1",
                &provider.to_string(),
            )?;
        }
        for activity in std::mem::take(&mut self.touched_activities) {
            activity_row::renew(&self.transaction, self.rules, &self.legal, activity)?;
        }
        // A new register has nothing derived yet, and dates of its own.
        if !row::is_derived(&self.transaction)? {
            row::set_derived_with(&self.transaction, self.rules.lists)?;
            self.is_register_touched = true;
        }
        if self.is_register_touched {
            due_row::renew_register(&self.transaction, self.rules, &self.legal)?;
        }
        self.transaction.commit()?;
        Ok(())
    }

    /// Renews rows whose result no longer holds on this day; all of them where they were derived with
    /// other lists than this program has.
    pub(crate) fn renew_expired(&mut self) -> Stored<usize> {
        if !row::is_derived_with(&self.transaction, self.rules.lists)? {
            self.rebuild_rows()?;
            return Ok(self.touched.len());
        }
        self.touch_notified()?;
        let expired = row::expired(&self.transaction, self.rules.today)?;
        self.touched.extend(&expired);
        Ok(expired.len())
    }

    /// Throws away all that is derived and makes it again.
    pub fn rebuild_rows(&mut self) -> Stored<()> {
        search::clear(&self.transaction)?;
        row::clear(&self.transaction)?;
        row::set_derived_with(&self.transaction, self.rules.lists)?;
        self.touched.extend(crate::provider::ids(&self.transaction)?);
        self.touch_all_activities()?;
        self.touch_register();
        Ok(())
    }
}
