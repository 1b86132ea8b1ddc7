//! One cell into one field.

use chrono::NaiveDate;
use provident_domain::certification_name::certifications_in;
use provident_domain::check::{ENTRIES, LINE, NAME, PARAGRAPH};
use provident_domain::fault::FaultCode;
use provident_domain::name::NameKey;
use provident_domain::provider::{Contact, ContactRole, HeldCertification, Link, LinkKind, ProviderDraft, ProviderField};
use provident_domain::service::{PersonalDataUse, ServiceDraft, ServiceField, Volume};

use super::is_said;
use crate::cell::{CellReader, email, lines, not_in_list, one_line, paragraph, shortened, url, whole};
use crate::words::{means_unknown, number, status_word};

/// The drafts of one row while its cells are read.
pub(super) struct Fields<'a> {
    cells: CellReader<'a>,
    pub provider: ProviderDraft,
    service: ServiceDraft,
    departments: Vec<String>,
    subjects: Vec<String>,
    volume: Option<Volume>,
    pub declared_on: Option<NaiveDate>,
    pub amount: Option<String>,
}

/// Whether the field holds the text; otherwise why not.
type Taken = Result<(), FaultCode>;

impl<'a> Fields<'a> {
    pub fn new(cells: CellReader<'a>) -> Fields<'a> {
        Fields {
            cells,
            provider: ProviderDraft::default(),
            service: ServiceDraft::default(),
            departments: Vec::new(),
            subjects: Vec::new(),
            volume: None,
            declared_on: None,
            amount: None,
        }
    }

    /// Takes a cell that is not blank.
    pub fn take(&mut self, field: &str, text: &str) -> Taken {
        if means_unknown(text) && self.take_unknown(field) {
            return Ok(());
        }
        match field {
            "name" => self.provider.name = text.to_owned(),
            "legal_name" => self.provider.legal_name = Some(one_line(text, NAME)?),
            "aliases" => self.provider.aliases = lines(text, NAME)?,
            "registration_id" => self.provider.registration_id = Some(one_line(text, NAME)?),
            "category" => self.provider.category = Some(self.category(text)?),
            "status" => self.provider.status = Some(self.cells.labelled("provider_status", status_word(text))?),
            "address" => self.provider.address = Some(paragraph(text, LINE)?),
            "country" => self.provider.country = Some(self.cells.country(text)?),
            "website" => self.provider.website = Some(url(text)?),
            "notes" => self.provider.notes = Some(paragraph(text, PARAGRAPH)?),
            "certifications" => self.certifications(text)?,
            "declared_on" => self.declared_on = Some(self.cells.past_day(text)?),
            "amount" => self.amount = Some(shortened(text)),
            _ if field.starts_with("link_") => self.link(field, text)?,
            _ if field.starts_with("service_") => self.take_service(field, text)?,
            _ => self.contact(field, text)?,
        }
        Ok(())
    }

    fn take_unknown(&mut self, field: &str) -> bool {
        let provider = match field {
            "legal_name" => ProviderField::LegalName,
            "registration_id" => ProviderField::RegistrationId,
            "address" => ProviderField::Address,
            "country" => ProviderField::Country,
            "website" => ProviderField::Website,
            "certifications" => ProviderField::Certifications,
            "link_dpa" => ProviderField::LinkDpa,
            "link_sub_processors" => ProviderField::LinkSubProcessors,
            _ => return self.take_unknown_of_service(field),
        };
        self.provider.unknown.push(provider);
        true
    }

    fn take_unknown_of_service(&mut self, field: &str) -> bool {
        let service = match field {
            "service_owner" => ServiceField::Owner,
            "service_data_categories" => ServiceField::DataCategories,
            "service_data_fields" => ServiceField::DataFields,
            "service_storage_countries" => ServiceField::StorageCountries,
            "service_access_countries" => ServiceField::AccessCountries,
            "service_transfers" => ServiceField::TransferNote,
            "service_staff_people" => ServiceField::StaffPeople,
            "service_staff_administrators" => ServiceField::StaffAdministrators,
            "service_staff_roles" => ServiceField::StaffRoles,
            "service_staff_review" => ServiceField::StaffReview,
            "service_client_impact" => ServiceField::ClientMeaning,
            "service_direction" => ServiceField::Direction,
            _ => return false,
        };
        self.service.unknown.push(service);
        true
    }

    fn take_service(&mut self, field: &str, text: &str) -> Taken {
        match field {
            "service_name" => self.service.name = one_line(text, NAME)?,
            "service_purpose" => self.service.purpose = Some(paragraph(text, PARAGRAPH)?),
            "service_departments" => self.departments = lines(text, NAME)?,
            "service_owner" => self.service.owner = Some(one_line(text, NAME)?),
            "service_our_role" => self.service.our_role = Some(self.cells.labelled("our_role", text)?),
            "service_their_role" => self.service.their_role = Some(self.cells.labelled("provider_role", text)?),
            "service_data_categories" => self.data_categories(text)?,
            "service_data_fields" => self.service.data_fields = lines(text, LINE)?,
            "service_data_subjects" => self.subjects = self.cells.data_subjects(text).all()?,
            "service_volume" => self.volume = Some(self.volume(text)?),
            "service_direction" => self.service.direction = Some(self.cells.labelled("direction", text)?),
            "service_storage_countries" => self.service.storage_countries = self.cells.countries(text)?,
            "service_access_countries" => self.service.access_countries = self.cells.countries(text)?,
            "service_staff_people" => self.service.staff_access.people = Some(whole(text)?),
            "service_staff_administrators" => self.service.staff_access.administrators = Some(whole(text)?),
            "service_staff_roles" => self.service.staff_access.roles = lines(text, NAME)?,
            "service_staff_review" => self.service.staff_access.last_review = Some(self.cells.past_day(text)?),
            "service_client_impact" => self.service.client_impact.meaning = Some(paragraph(text, PARAGRAPH)?),
            "service_transfers" => self.service.transfer_note = Some(paragraph(text, PARAGRAPH)?),
            _ => return Err(FaultCode::NotInList { value: field.into() }),
        }
        Ok(())
    }

    /// The drafts, the service only where anything was said of one. Subjects and volume
    /// belong to the categories of data and are kept as notes where there are none.
    pub fn finish(&mut self) -> (ProviderDraft, Option<ServiceDraft>, Vec<String>) {
        let mut provider = std::mem::take(&mut self.provider);
        let mut service = std::mem::take(&mut self.service);
        let departments = std::mem::take(&mut self.departments);
        for data in &mut service.data {
            data.subjects.clone_from(&self.subjects);
            data.volume = self.volume;
        }
        if service.data.is_empty() {
            let label = |id: &String| self.cells.lists.data_subject_category(id).map(|found| found.label.en.clone());
            let subjects: Vec<String> = self.subjects.iter().filter_map(label).collect();
            let said = (!subjects.is_empty()).then(|| format!("Data subjects: {}", subjects.join("; ")));
            let volume = self.volume.map(|volume| format!("Volume: {}", crate::words::id_of(&volume)));
            let more: Vec<String> = service.notes.take().into_iter().chain(said).chain(volume).collect();
            service.notes = (!more.is_empty()).then(|| more.join("\n"));
        }
        if service.name.is_empty() && is_said(&service, &departments) {
            service.name.clone_from(&provider.name);
        }
        provider.unknown.dedup();
        let has_service = !service.name.is_empty();
        (provider, has_service.then_some(service), departments)
    }

    /// An id of the vocabulary; a category it does not have stays as it was written.
    fn category(&self, text: &str) -> Result<String, FaultCode> {
        match self.cells.lists.provider_category_named(text) {
            Some(known) => Ok(known.id.clone()),
            None => one_line(text, NAME),
        }
    }

    fn certifications(&mut self, text: &str) -> Taken {
        let named = certifications_in(text, self.cells.lists);
        if named.is_empty() || named.len() > ENTRIES {
            return Err(not_in_list(text));
        }
        for found in named {
            if found.standard().chars().count() > NAME || found.text.chars().count() > PARAGRAPH {
                return Err(FaultCode::TooLong {
                    max: NAME as u32,
                    length: found.standard().chars().count().max(found.text.chars().count()) as u32,
                });
            }
            // What was written says the edition and the type, which the id does not.
            let scope = found.id.is_some().then(|| found.text.clone()).filter(|text| !self.is_plain(found.standard(), text));
            let held = HeldCertification { standard: found.standard().to_owned(), scope, valid_from: None, valid_until: None };
            if !self.provider.certifications.contains(&held) {
                self.provider.certifications.push(held);
            }
        }
        Ok(())
    }

    /// The text says no more than the label of the standard.
    fn is_plain(&self, id: &str, text: &str) -> bool {
        let key = NameKey::of(text);
        self.cells.lists.certification(id).is_some_and(|known| NameKey::of(&known.label.en) == key || NameKey::of(&known.label.fr) == key)
    }

    fn link(&mut self, field: &str, text: &str) -> Taken {
        let kind = match field {
            "link_privacy_policy" => LinkKind::PrivacyPolicy,
            "link_dpa" => LinkKind::Dpa,
            "link_sub_processors" => LinkKind::SubProcessors,
            "link_security" => LinkKind::Security,
            "link_trust_centre" => LinkKind::TrustCentre,
            "link_terms" => LinkKind::Terms,
            "link_status_page" => LinkKind::StatusPage,
            _ => return Err(FaultCode::NotInList { value: field.into() }),
        };
        self.provider.links.push(Link { kind, url: url(text)? });
        Ok(())
    }

    fn contact(&mut self, field: &str, text: &str) -> Taken {
        let role = match field {
            "contact_name" | "contact_email" | "contact_phone" => ContactRole::General,
            "privacy_contact_email" => ContactRole::Privacy,
            "dpo_name" | "dpo_email" => ContactRole::Dpo,
            _ => return Err(FaultCode::NotInList { value: field.into() }),
        };
        let is_email = field.ends_with("email");
        let value = if is_email { email(text)? } else { one_line(text, NAME)? };
        let contacts = &mut self.provider.contacts;
        let at = contacts.iter().position(|held| held.role == role).unwrap_or(contacts.len());
        if at == contacts.len() {
            contacts.push(Contact { role, name: None, email: None, phone: None });
        }
        let part = match field {
            "contact_phone" => &mut contacts[at].phone,
            _ if is_email => &mut contacts[at].email,
            _ => &mut contacts[at].name,
        };
        *part = Some(value);
        Ok(())
    }

    /// All or none: what a list says of data is not taken in half.
    fn data_categories(&mut self, text: &str) -> Taken {
        let categories = self.cells.data_categories(text).all()?;
        let of_category = |category| PersonalDataUse { category, subjects: Vec::new(), volume: None };
        self.service.data = categories.into_iter().map(of_category).collect();
        Ok(())
    }

    /// A bracket by its label, or a number of persons.
    fn volume(&self, text: &str) -> Result<Volume, FaultCode> {
        match number(text) {
            Some(0..100) => Ok(Volume::Under100),
            Some(100..10_000) => Ok(Volume::From100),
            Some(10_000..100_000) => Ok(Volume::From10000),
            Some(_) => Ok(Volume::From100000),
            None => self.cells.labelled("volume", text),
        }
    }
}
