//! A provider: who it is, how to reach it, what it publishes and holds certificates for.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Check, LINE, NAME, NOTE, PARAGRAPH};
use crate::country::CountryCode;
use crate::fault::{Fault, FaultCode};
use crate::lists::Lists;

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProviderStatus {
    /// Found or asked for; nobody has decided yet.
    Proposed,
    InUse,
    UnderReview,
    Suspended,
    BeingReplaced,
    Ended,
}

impl Provider {
    /// Neither only proposed nor ended. One whose status nobody has said counts: what is in
    /// the register works for us until somebody says otherwise.
    pub fn works_for_us(&self) -> bool {
        !matches!(self.status, Some(ProviderStatus::Proposed | ProviderStatus::Ended))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactRole {
    General,
    Privacy,
    /// The provider's own data protection officer.
    Dpo,
    Security,
    Sales,
    Support,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    Dpa,
    SubProcessors,
    PrivacyPolicy,
    Security,
    TrustCentre,
    Terms,
    StatusPage,
}

impl LinkKind {
    pub const ALL: [LinkKind; 7] = [
        LinkKind::Dpa,
        LinkKind::SubProcessors,
        LinkKind::PrivacyPolicy,
        LinkKind::Security,
        LinkKind::TrustCentre,
        LinkKind::Terms,
        LinkKind::StatusPage,
    ];

    /// The name of the link among the fields of a provider.
    pub fn field(self) -> &'static str {
        match self {
            LinkKind::Dpa => "link_dpa",
            LinkKind::SubProcessors => "link_sub_processors",
            LinkKind::PrivacyPolicy => "link_privacy_policy",
            LinkKind::Security => "link_security",
            LinkKind::TrustCentre => "link_trust_centre",
            LinkKind::Terms => "link_terms",
            LinkKind::StatusPage => "link_status_page",
        }
    }
}

/// The facts of a provider that can be asked for and answered with "nobody knows".
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProviderField {
    LegalName,
    RegistrationId,
    Address,
    Country,
    Website,
    Contacts,
    Certifications,
    LinkDpa,
    LinkSubProcessors,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    pub role: ContactRole,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub phone: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub kind: LinkKind,
    pub url: String,
}

/// A certificate or report that the provider holds. `standard` is an id of the vocabulary
/// or, where the vocabulary has none, the name as it was given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HeldCertification {
    pub standard: String,
    #[serde(default)]
    pub scope: Option<String>,
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
}

/// What a person typed, or an import brought, about a provider.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ProviderDraft {
    /// The name people use.
    pub name: String,
    /// The name on the contract.
    pub legal_name: Option<String>,
    pub aliases: Vec<String>,
    pub registration_id: Option<String>,
    /// Id of the vocabulary of categories.
    pub category: Option<String>,
    pub status: Option<ProviderStatus>,
    pub address: Option<String>,
    pub country: Option<String>,
    /// The company above it.
    pub parent: Option<String>,
    pub parent_country: Option<String>,
    pub website: Option<String>,
    pub contacts: Vec<Contact>,
    pub links: Vec<Link>,
    pub certifications: Vec<HeldCertification>,
    /// What was asked for and nobody knows.
    pub unknown: Vec<ProviderField>,
    pub notes: Option<String>,
    /// What an import brought and no field takes.
    pub imported_notes: Option<String>,
}

/// A provider whose fields have been checked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Provider {
    pub name: String,
    pub legal_name: Option<String>,
    pub aliases: Vec<String>,
    pub registration_id: Option<String>,
    pub category: Option<String>,
    pub status: Option<ProviderStatus>,
    pub address: Option<String>,
    pub country: Option<CountryCode>,
    /// Left out where it is not known, as before there was such a field: the history is compared letter by letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_country: Option<CountryCode>,
    pub website: Option<String>,
    pub contacts: Vec<Contact>,
    pub links: Vec<Link>,
    pub certifications: Vec<HeldCertification>,
    pub unknown: Vec<ProviderField>,
    pub notes: Option<String>,
    pub imported_notes: Option<String>,
}

impl ProviderDraft {
    pub fn check(&self, lists: &Lists) -> Result<Provider, Vec<Fault>> {
        let mut check = Check::default();
        let provider = Provider {
            name: check.name("name", &self.name),
            legal_name: check.line("legal_name", self.legal_name.as_deref(), NAME),
            aliases: check.lines("aliases", &self.aliases, NAME),
            registration_id: check.line("registration_id", self.registration_id.as_deref(), NAME),
            category: check.line("category", self.category.as_deref(), NAME),
            status: self.status,
            address: check.text("address", self.address.as_deref(), LINE),
            country: check.country("country", self.country.as_deref(), lists),
            parent: check.line("parent", self.parent.as_deref(), NAME),
            parent_country: check.country("parent_country", self.parent_country.as_deref(), lists),
            website: check.url("website", self.website.as_deref()),
            contacts: contacts(&mut check, &self.contacts),
            links: links(&mut check, &self.links),
            certifications: certifications(&mut check, &self.certifications),
            unknown: self.unknown.iter().copied().collect::<BTreeSet<_>>().into_iter().collect(),
            notes: check.text("notes", self.notes.as_deref(), PARAGRAPH),
            imported_notes: check.text("imported_notes", self.imported_notes.as_deref(), NOTE),
        };
        for field in &provider.unknown {
            if provider.knows(*field) {
                check.fault(format!("unknown.{}", field.id()), FaultCode::KnownAndUnknown);
            }
        }
        check.finish(provider)
    }
}

impl ProviderField {
    /// The id used on the wire.
    pub fn id(self) -> &'static str {
        match self {
            ProviderField::LegalName => "legal_name",
            ProviderField::RegistrationId => "registration_id",
            ProviderField::Address => "address",
            ProviderField::Country => "country",
            ProviderField::Website => "website",
            ProviderField::Contacts => "contacts",
            ProviderField::Certifications => "certifications",
            ProviderField::LinkDpa => "link_dpa",
            ProviderField::LinkSubProcessors => "link_sub_processors",
        }
    }
}

impl Provider {
    pub fn knows(&self, field: ProviderField) -> bool {
        match field {
            ProviderField::LegalName => self.legal_name.is_some(),
            ProviderField::RegistrationId => self.registration_id.is_some(),
            ProviderField::Address => self.address.is_some(),
            ProviderField::Country => self.country.is_some(),
            ProviderField::Website => self.website.is_some(),
            ProviderField::Contacts => !self.contacts.is_empty(),
            ProviderField::Certifications => !self.certifications.is_empty(),
            ProviderField::LinkDpa => self.link(LinkKind::Dpa).is_some(),
            ProviderField::LinkSubProcessors => self.link(LinkKind::SubProcessors).is_some(),
        }
    }

    pub fn link(&self, kind: LinkKind) -> Option<&str> {
        self.links.iter().find(|link| link.kind == kind).map(|link| link.url.as_str())
    }

    /// Somebody to write to about personal data: a privacy contact or the provider's DPO.
    pub fn privacy_contact(&self) -> Option<&Contact> {
        self.contacts.iter().find(|contact| matches!(contact.role, ContactRole::Privacy | ContactRole::Dpo))
    }

    /// Back to a draft, for a form or for a change of a single field.
    pub fn to_draft(&self) -> ProviderDraft {
        ProviderDraft {
            name: self.name.clone(),
            legal_name: self.legal_name.clone(),
            aliases: self.aliases.clone(),
            registration_id: self.registration_id.clone(),
            category: self.category.clone(),
            status: self.status,
            address: self.address.clone(),
            country: self.country.map(|country| country.to_string()),
            parent: self.parent.clone(),
            parent_country: self.parent_country.map(|country| country.to_string()),
            website: self.website.clone(),
            contacts: self.contacts.clone(),
            links: self.links.clone(),
            certifications: self.certifications.clone(),
            unknown: self.unknown.clone(),
            notes: self.notes.clone(),
            imported_notes: self.imported_notes.clone(),
        }
    }
}

fn contacts(check: &mut Check, raw: &[Contact]) -> Vec<Contact> {
    check.size("contacts", raw.len());
    let read = raw.iter().enumerate().map(|(at, contact)| Contact {
        role: contact.role,
        name: check.line(&format!("contacts.{at}.name"), contact.name.as_deref(), NAME),
        email: check.email(&format!("contacts.{at}.email"), contact.email.as_deref()),
        phone: check.line(&format!("contacts.{at}.phone"), contact.phone.as_deref(), NAME),
    });
    read.filter(|contact| contact.name.is_some() || contact.email.is_some() || contact.phone.is_some()).collect()
}

fn links(check: &mut Check, raw: &[Link]) -> Vec<Link> {
    check.size("links", raw.len());
    let mut read: Vec<Link> = Vec::new();
    for (at, link) in raw.iter().enumerate() {
        let field = format!("links.{at}.url");
        let Some(url) = check.url(&field, Some(&link.url)) else { continue };
        if read.iter().any(|other| other.kind == link.kind) {
            check.fault(field, FaultCode::Twice { value: url });
            continue;
        }
        read.push(Link { kind: link.kind, url });
    }
    read.sort_by_key(|link| link.kind);
    read
}

fn certifications(check: &mut Check, raw: &[HeldCertification]) -> Vec<HeldCertification> {
    check.size("certifications", raw.len());
    let mut read = Vec::new();
    for (at, held) in raw.iter().enumerate() {
        let Some(standard) = check.line(&format!("certifications.{at}.standard"), Some(&held.standard), NAME) else { continue };
        if let (Some(from), Some(until)) = (held.valid_from, held.valid_until)
            && until < from
        {
            check.fault(format!("certifications.{at}.valid_until"), FaultCode::EndsBeforeStart);
        }
        let scope = check.text(&format!("certifications.{at}.scope"), held.scope.as_deref(), PARAGRAPH);
        read.push(HeldCertification { standard, scope, valid_from: held.valid_from, valid_until: held.valid_until });
    }
    read
}
