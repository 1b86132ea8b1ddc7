//! One command of one person: everything it writes, the history of it and what is derived
//! from it stand in one transaction.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use provident_domain::assess::ReviewRule;
use provident_domain::id::{CommandId, DepartmentId, ProviderId};
use provident_domain::lists::Lists;
use provident_domain::person::{Person, Role};
use rusqlite::Transaction;

use crate::fault::Stored;
use crate::history::{self, Head, Touched};
use crate::register::Reading;
use crate::{row, search};

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
    head: Head,
    touched: BTreeSet<ProviderId>,
}

impl<'a> Writing<'a> {
    /// `by` is who opened a sealed register.
    pub(crate) fn begin(transaction: Transaction<'a>, by: Option<&Person>, act: &Act, rules: Rules<'a>) -> Stored<Writing<'a>> {
        let head = history::head(&transaction)?;
        let who = by.map_or_else(|| act.who.clone(), |person| person.name.clone());
        let (act, role) = (Act { who, ..act.clone() }, by.map(|person| person.role));
        Ok(Writing { transaction, act, role, rules, head, touched: BTreeSet::new() })
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
    }

    pub(crate) fn touch_department(&mut self, department: DepartmentId) -> Stored<()> {
        let providers = row::providers_of_department(&self.transaction, department)?;
        self.touched.extend(providers);
        Ok(())
    }

    pub(crate) fn finish(self) -> Stored<()> {
        for provider in &self.touched {
            row::renew(&self.transaction, self.rules, *provider)?;
        }
        self.transaction.commit()?;
        Ok(())
    }

    /// Renews rows whose result no longer holds on this day.
    pub(crate) fn renew_expired(&mut self) -> Stored<usize> {
        let expired = row::expired(&self.transaction, self.rules.today)?;
        self.touched.extend(&expired);
        Ok(expired.len())
    }

    /// Throws away all that is derived and makes it again.
    pub fn rebuild_rows(&mut self) -> Stored<()> {
        search::clear(&self.transaction)?;
        row::clear(&self.transaction)?;
        self.touched.extend(crate::provider::ids(&self.transaction)?);
        Ok(())
    }
}
