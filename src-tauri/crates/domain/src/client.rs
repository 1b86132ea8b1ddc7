//! A client of ours: a controller for whom we process (Art. 30(2)(a)), and a group of clients that
//! share a standard contract.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Check, LINE, NAME, PARAGRAPH};
use crate::country::CountryCode;
use crate::fault::{Fault, FaultCode};
use crate::id::ClientGroupId;
use crate::lists::Lists;

/// Days of notice that a contract can promise.
pub const MOST_DAYS: u16 = 730;

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ClientDraft {
    pub name: String,
    pub legal_name: Option<String>,
    pub address: Option<String>,
    pub country: Option<String>,
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    /// Art. 27 representative, of a client outside the Union.
    pub representative: Option<String>,
    pub dpo_name: Option<String>,
    pub dpo_email: Option<String>,
    /// Those who share a standard contract.
    pub group: Option<ClientGroupId>,
    /// Where its own contract is found.
    pub contract: Option<String>,
    /// Days before a new sub-processor begins on which it must have been told; the group's unless given.
    pub notice_days: Option<u16>,
    pub since: Option<NaiveDate>,
    /// The last day we process for it.
    pub until: Option<NaiveDate>,
    pub notes: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Client {
    pub name: String,
    pub legal_name: Option<String>,
    pub address: Option<String>,
    pub country: Option<CountryCode>,
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    pub representative: Option<String>,
    pub dpo_name: Option<String>,
    pub dpo_email: Option<String>,
    pub group: Option<ClientGroupId>,
    pub contract: Option<String>,
    pub notice_days: Option<u16>,
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub notes: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ClientGroupDraft {
    pub name: String,
    /// Where the standard contract is found.
    pub contract: Option<String>,
    /// Days before a new sub-processor begins on which its clients must have been told.
    pub notice_days: Option<u16>,
    pub notes: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ClientGroup {
    pub name: String,
    pub contract: Option<String>,
    pub notice_days: Option<u16>,
    pub notes: Option<String>,
}

impl ClientDraft {
    pub fn check(&self, lists: &Lists) -> Result<Client, Vec<Fault>> {
        let mut check = Check::default();
        if let (Some(since), Some(until)) = (self.since, self.until)
            && until < since
        {
            check.fault("until", FaultCode::EndsBeforeStart);
        }
        let client = Client {
            name: check.name("name", &self.name),
            legal_name: check.line("legal_name", self.legal_name.as_deref(), NAME),
            address: check.text("address", self.address.as_deref(), LINE),
            country: check.country("country", self.country.as_deref(), lists),
            contact_name: check.line("contact_name", self.contact_name.as_deref(), NAME),
            contact_email: check.email("contact_email", self.contact_email.as_deref()),
            contact_phone: check.line("contact_phone", self.contact_phone.as_deref(), NAME),
            representative: check.text("representative", self.representative.as_deref(), LINE),
            dpo_name: check.line("dpo_name", self.dpo_name.as_deref(), NAME),
            dpo_email: check.email("dpo_email", self.dpo_email.as_deref()),
            group: self.group,
            contract: check.line("contract", self.contract.as_deref(), LINE),
            notice_days: check.days("notice_days", self.notice_days, MOST_DAYS),
            since: self.since,
            until: self.until,
            notes: check.text("notes", self.notes.as_deref(), PARAGRAPH),
        };
        check.finish(client)
    }
}

impl ClientGroupDraft {
    pub fn check(&self) -> Result<ClientGroup, Vec<Fault>> {
        let mut check = Check::default();
        let group = ClientGroup {
            name: check.name("name", &self.name),
            contract: check.line("contract", self.contract.as_deref(), LINE),
            notice_days: check.days("notice_days", self.notice_days, MOST_DAYS),
            notes: check.text("notes", self.notes.as_deref(), PARAGRAPH),
        };
        check.finish(group)
    }
}

impl Client {
    pub fn is_served_on(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day <= until)
    }

    /// Somebody to write to.
    pub fn has_contact(&self) -> bool {
        self.contact_email.is_some() || self.contact_phone.is_some() || self.address.is_some()
    }

    pub fn to_draft(&self) -> ClientDraft {
        ClientDraft {
            name: self.name.clone(),
            legal_name: self.legal_name.clone(),
            address: self.address.clone(),
            country: self.country.map(|country| country.to_string()),
            contact_name: self.contact_name.clone(),
            contact_email: self.contact_email.clone(),
            contact_phone: self.contact_phone.clone(),
            representative: self.representative.clone(),
            dpo_name: self.dpo_name.clone(),
            dpo_email: self.dpo_email.clone(),
            group: self.group,
            contract: self.contract.clone(),
            notice_days: self.notice_days,
            since: self.since,
            until: self.until,
            notes: self.notes.clone(),
        }
    }
}
