//! Us: the organisation that keeps the register (Art. 30(1)(a), 30(2)(a)).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Check, LINE, NAME};
use crate::country::CountryCode;
use crate::fault::Fault;
use crate::lists::Lists;

/// What a person typed about the organisation.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct OrganisationDraft {
    pub name: String,
    pub legal_name: Option<String>,
    pub registration_id: Option<String>,
    pub address: Option<String>,
    pub country: Option<String>,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    /// Art. 27 representative, of an organisation outside the Union.
    pub representative: Option<String>,
    pub dpo_name: Option<String>,
    pub dpo_email: Option<String>,
    pub dpo_phone: Option<String>,
    /// Lead supervisory authority (Art. 56).
    pub lead_authority: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Organisation {
    pub name: String,
    pub legal_name: Option<String>,
    pub registration_id: Option<String>,
    pub address: Option<String>,
    pub country: Option<CountryCode>,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    pub representative: Option<String>,
    pub dpo_name: Option<String>,
    pub dpo_email: Option<String>,
    pub dpo_phone: Option<String>,
    pub lead_authority: Option<String>,
}

impl OrganisationDraft {
    pub fn check(&self, lists: &Lists) -> Result<Organisation, Vec<Fault>> {
        let mut check = Check::default();
        let organisation = Organisation {
            name: check.name("name", &self.name),
            legal_name: check.line("legal_name", self.legal_name.as_deref(), NAME),
            registration_id: check.line("registration_id", self.registration_id.as_deref(), NAME),
            address: check.text("address", self.address.as_deref(), LINE),
            country: check.country("country", self.country.as_deref(), lists),
            contact_email: check.email("contact_email", self.contact_email.as_deref()),
            contact_phone: check.line("contact_phone", self.contact_phone.as_deref(), NAME),
            representative: check.text("representative", self.representative.as_deref(), LINE),
            dpo_name: check.line("dpo_name", self.dpo_name.as_deref(), NAME),
            dpo_email: check.email("dpo_email", self.dpo_email.as_deref()),
            dpo_phone: check.line("dpo_phone", self.dpo_phone.as_deref(), NAME),
            lead_authority: check.line("lead_authority", self.lead_authority.as_deref(), NAME),
        };
        check.finish(organisation)
    }
}
