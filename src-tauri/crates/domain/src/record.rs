//! How complete an activity is, letter by letter of Art. 30, and all else that is derived of it. What a
//! field asks for is data (`assets/legal/processing-record.json`); here stands how to see whether it is met.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::action::Action;
use crate::activity::{Activity, ActivityField, ActivityRole, Confirmation};
use crate::client::Client;
use crate::country::CountryCode;
use crate::due::{Due, DueSubject, Snooze, action_due, confirmation_due};
use crate::id::{ActionId, ActivityId};
use crate::legal::Legal;
use crate::lists::{Lists, RecordField, RecordOf, RequiredWhen};
use crate::organisation::Organisation;
use crate::requirement::Knowledge;
use crate::service::{OurRole, ProviderRole, places};
use crate::transfer::{Ground, VerdictStatus};

/// Bases of Art. 6(1) that rest on a law, a task or an interest to be named.
const NAMED_BASES: [&str; 3] = ["6_1_c", "6_1_e", "6_1_f"];

/// A service that carries an activity out, as far as the record asks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LinkedService {
    pub our_role: Option<OurRole>,
    pub their_role: Option<ProviderRole>,
    /// Where it stores data or sees it from.
    pub countries: Vec<CountryCode>,
    /// Where its provider is established.
    pub seat: Option<CountryCode>,
    /// Grounds and status of the transfers decided on. Those of all services of one provider stand at the
    /// first of them.
    pub verdicts: Vec<(Ground, VerdictStatus)>,
    /// Legs that nobody has decided on.
    pub open_legs: u32,
}

impl LinkedService {
    fn has_personal_data(&self) -> bool {
        self.their_role != Some(ProviderRole::NoPersonalData)
    }

    /// Where its data goes, as far as anybody knows.
    fn places(&self, legal: &Legal) -> BTreeSet<CountryCode> {
        if !self.has_personal_data() {
            return BTreeSet::new();
        }
        places(self.countries.iter().copied().collect(), self.seat, legal)
    }
}

/// All that is known of one activity.
pub struct RecordFacts<'a> {
    pub id: ActivityId,
    pub activity: &'a Activity,
    pub organisation: Option<&'a Organisation>,
    pub services: &'a [LinkedService],
    /// Of the activity and of its groups.
    pub clients: &'a [Client],
    pub confirmation: Option<&'a Confirmation>,
    /// When it was last written.
    pub written_on: NaiveDate,
    pub actions: &'a [(ActionId, Action)],
    pub snoozes: &'a BTreeMap<String, Snooze>,
}

/// A letter of Art. 30(1) or 30(2).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Letter {
    pub letter: char,
    pub is_complete: bool,
    /// Nothing of it applies to this activity.
    pub is_empty: bool,
}

/// A field that is not filled.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct RecordGap {
    /// Id of the field in `processing-record.json`.
    pub field: String,
    /// Asked for, and nobody knows.
    pub is_unknown: bool,
    /// A letter of Art. 30 asks for it.
    pub is_required: bool,
}

/// Transfers of the services, counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
pub struct TransferCounts {
    pub fine: u32,
    pub attention: u32,
    pub breach: u32,
    /// Nobody has decided on them.
    pub open: u32,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ActivityAssessment {
    /// 0 to 100, rounded down.
    pub completeness: u8,
    pub letters: Vec<Letter>,
    /// Required ones first, heaviest first.
    pub gaps: Vec<RecordGap>,
    pub has_special_categories: bool,
    pub has_criminal_data: bool,
    /// Countries outside the EEA that its services lead to.
    pub outside_eea: Vec<CountryCode>,
    pub transfers: TransferCounts,
    pub dues: Vec<Due>,
}

/// Derives everything about one activity. Pure.
pub fn assess_activity(facts: &RecordFacts, lists: &Lists, legal: &Legal) -> ActivityAssessment {
    let fields = || lists.record_fields().iter().filter(|field| applies(field, facts.activity.role));
    let mut gaps: Vec<(&RecordField, bool)> = Vec::new();
    let (mut known, mut of) = (0, 0);
    for field in fields() {
        let state = state(&field.id, facts, lists, legal);
        if state == Knowledge::NotApplicable {
            continue;
        }
        of += u32::from(field.weight);
        if state == Knowledge::Known {
            known += u32::from(field.weight);
        } else {
            gaps.push((field, state == Knowledge::Unknown));
        }
    }
    let is_required = |field: &RecordField| field.required != RequiredWhen::Recommended;
    gaps.sort_by_key(|(field, _)| (!is_required(field), std::cmp::Reverse(field.weight)));
    let outside: BTreeSet<CountryCode> =
        facts.services.iter().flat_map(|service| service.places(legal)).filter(|country| !legal.is_eea(*country)).collect();
    ActivityAssessment {
        completeness: (known * 100).checked_div(of).map_or(100, |percent| percent as u8),
        letters: letters(facts, lists, legal),
        gaps: gaps
            .into_iter()
            .map(|(field, is_unknown)| RecordGap { field: field.id.clone(), is_unknown, is_required: is_required(field) })
            .collect(),
        has_special_categories: !facts.activity.special_categories(lists).is_empty(),
        has_criminal_data: !facts.activity.criminal_data(lists).is_empty(),
        outside_eea: outside.into_iter().collect(),
        transfers: transfers(facts),
        dues: dues(facts, lists),
    }
}

/// Whether a field belongs to the record of this role.
pub fn applies(field: &RecordField, role: ActivityRole) -> bool {
    match field.record {
        RecordOf::Both => true,
        RecordOf::Controller => role == ActivityRole::Controller,
        RecordOf::Processor => role == ActivityRole::Processor,
    }
}

/// The letter of the article under which a field stands for this role.
pub fn letter_of(field: &RecordField, role: ActivityRole) -> Option<char> {
    match role {
        ActivityRole::Controller => field.letter,
        ActivityRole::Processor => field.processor_letter,
    }
}

fn letters(facts: &RecordFacts, lists: &Lists, legal: &Legal) -> Vec<Letter> {
    let mut found: BTreeMap<char, Vec<Knowledge>> = BTreeMap::new();
    let role = facts.activity.role;
    for field in lists.record_fields().iter().filter(|field| applies(field, role)) {
        if let Some(letter) = letter_of(field, role) {
            found.entry(letter).or_default().push(state(&field.id, facts, lists, legal));
        }
    }
    let letter = |(letter, states): (char, Vec<Knowledge>)| Letter {
        letter,
        is_complete: states.iter().all(|state| matches!(state, Knowledge::Known | Knowledge::NotApplicable)),
        is_empty: states.iter().all(|state| *state == Knowledge::NotApplicable),
    };
    found.into_iter().map(letter).collect()
}

fn transfers(facts: &RecordFacts) -> TransferCounts {
    let verdicts = || facts.services.iter().flat_map(|service| &service.verdicts);
    let count = |status| verdicts().filter(|(_, other)| *other == status).count() as u32;
    TransferCounts {
        fine: count(VerdictStatus::Fine),
        attention: count(VerdictStatus::Attention),
        breach: count(VerdictStatus::Breach),
        open: facts.services.iter().map(|service| service.open_legs).sum(),
    }
}

/// An active one always has a date: it is confirmed again, or for the first time.
fn dues(facts: &RecordFacts, lists: &Lists) -> Vec<Due> {
    let subject = DueSubject::Activity { id: facts.id };
    let mut dues: Vec<Due> = facts.actions.iter().filter_map(|(id, action)| action_due(subject, *id, action, facts.snoozes)).collect();
    if facts.activity.is_active() {
        let (on, what) = confirmation_due(facts.confirmation, facts.activity.review_on, facts.written_on, lists);
        dues.push(Due::new(subject, on, what, facts.snoozes));
    }
    dues.sort();
    dues
}

/// How one field stands.
fn state(id: &str, facts: &RecordFacts, lists: &Lists, legal: &Legal) -> Knowledge {
    let activity = facts.activity;
    let field = |field: ActivityField| knowledge(activity.knows(field), activity.unknown.contains(&field));
    let known = |known: bool| knowledge(known, false);
    match id {
        "controller_identity" | "representative" | "dpo" => of_organisation(id, facts, legal),
        "joint_controllers" => {
            when(is_joint(facts) || !activity.joint_controllers.is_empty(), known(!activity.joint_controllers.is_empty()))
        }
        "reference" => known(activity.reference.is_some()),
        "departments" => known(!activity.departments.is_empty()),
        "owner" => field(ActivityField::Owner),
        "purposes" => field(ActivityField::Purposes),
        "data_subjects" => field(ActivityField::DataSubjects),
        "data_categories" => field(ActivityField::DataCategories),
        "recipients" => match field(ActivityField::Recipients) {
            // Processors are recipients (Art. 4(9)).
            _ if !facts.services.is_empty() => Knowledge::Known,
            other => other,
        },
        "transfers" => of_transfers(facts, legal),
        "retention" => field(ActivityField::Retention),
        "security" => field(ActivityField::Security),
        "security_families" => known(!activity.security_measures.is_empty()),
        "legal_bases" => field(ActivityField::LegalBases),
        "legal_basis_note" => {
            let names_one = activity.legal_bases.iter().any(|id| NAMED_BASES.contains(&id.as_str()));
            when(names_one, known(activity.legal_basis_note.is_some()))
        }
        "lia" => when(activity.legal_bases.iter().any(|id| id == "6_1_f"), known(activity.lia.is_some())),
        "consent_records" => {
            let by_consent = activity.legal_bases.iter().chain(&activity.special_conditions).any(|id| id == "6_1_a" || id == "9_2_a");
            when(by_consent, known(activity.consent_records.is_some()))
        }
        "special_conditions" => when(!activity.special_categories(lists).is_empty(), field(ActivityField::SpecialConditions)),
        "criminal_law" => when(!activity.criminal_data(lists).is_empty(), field(ActivityField::CriminalLaw)),
        "data_source" => field(ActivityField::DataSource),
        "automated_decisions" => field(ActivityField::AutomatedDecisions),
        "rights" => known(!activity.rights.is_empty()),
        "privacy_notice" => known(activity.privacy_notice.is_some()),
        "dpia" => field(ActivityField::Dpia),
        "data_location" => match field(ActivityField::DataLocation) {
            _ if facts.services.iter().any(|service| !service.countries.is_empty()) => Knowledge::Known,
            other => other,
        },
        "clients" => known(!facts.clients.is_empty() && facts.clients.iter().all(Client::has_contact)),
        "processing_categories" => field(ActivityField::ProcessingCategories),
        "confirmation" => known(facts.confirmation.is_some()),
        _ => Knowledge::NotApplicable,
    }
}

fn of_organisation(id: &str, facts: &RecordFacts, legal: &Legal) -> Knowledge {
    let Some(us) = facts.organisation else { return Knowledge::Missing };
    let is_reached = us.contact_email.is_some() || us.contact_phone.is_some();
    match id {
        "controller_identity" => knowledge(us.address.is_some() && is_reached, false),
        "dpo" => knowledge(us.dpo_name.is_some() && (us.dpo_email.is_some() || us.dpo_phone.is_some()), false),
        // Art. 27: of an organisation that is not established in the Union.
        _ => when(us.country.is_some_and(|country| !legal.is_eea(country)), knowledge(us.representative.is_some(), false)),
    }
}

fn is_joint(facts: &RecordFacts) -> bool {
    let is_joint = |service: &LinkedService| {
        service.our_role == Some(OurRole::JointController) || service.their_role == Some(ProviderRole::JointController)
    };
    facts.services.iter().any(is_joint)
}

/// Known once it is known where each service takes the data, and every leg has a ground or a person who
/// said that it is none.
fn of_transfers(facts: &RecordFacts, legal: &Legal) -> Knowledge {
    if facts.services.iter().any(|service| service.has_personal_data() && service.places(legal).is_empty()) {
        return Knowledge::Missing;
    }
    let leaves = facts.services.iter().any(|service| {
        service.open_legs > 0 || !service.verdicts.is_empty() || service.places(legal).iter().any(|country| !legal.is_eea(*country))
    });
    if !leaves {
        return when(facts.activity.transfer_note.is_some(), Knowledge::Known);
    }
    let is_settled = |service: &LinkedService| {
        service.open_legs == 0 && service.verdicts.iter().all(|(ground, _)| !matches!(ground, Ground::Missing | Ground::Unknown))
    };
    knowledge(facts.services.iter().all(is_settled), false)
}

fn when(applies: bool, state: Knowledge) -> Knowledge {
    if applies { state } else { Knowledge::NotApplicable }
}

fn knowledge(known: bool, unknown: bool) -> Knowledge {
    match (known, unknown) {
        (true, _) => Knowledge::Known,
        (false, true) => Knowledge::Unknown,
        (false, false) => Knowledge::Missing,
    }
}
