//! What a head of department says of the tools in use, as proposed changes to the register: each is taken over or
//! not; what is taken over is declared by whoever sent it, on that day, in that file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use provident_domain::assessment::{AssessmentState, Respondent, Step};
use provident_domain::fact::{FactGroup, Standing, changed_in_provider, changed_in_service, is_stated};
use provident_domain::id::{AnswerSetId, AssessmentId, DepartmentId, ProviderId, ServiceId};
use provident_domain::name::NameKey;
use provident_domain::provider::{Provider, ProviderDraft, ProviderStatus};
use provident_domain::questionnaire::{CONFIRMED, Card, CardChange, CardStanding, DEPARTMENT, Held, Intake, NO_LONGER_USED, Questionnaire};
use provident_domain::service::{Service, ServiceDraft};
use provident_domain::similar::{Likeness, Match, NameIndex, Names};
use provident_store::{AnswerSet, CardDecision, Reading, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::assessment::{AssessmentShow, open};
use super::questionnaire;
use super::review::AnswerFile;
use crate::app::Call;
use crate::assets::lists;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal};

const TAGS: [&str; 8] = ["assessments", "providers", "provider:*", "departments", "transfers", "dues", "history", "app"];

/// A record that a card may be about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct CardCandidate {
    pub id: ProviderId,
    pub name: String,
    pub reason: Likeness,
}

/// Where a card goes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CardTarget {
    /// None makes a new provider.
    pub provider: Option<ProviderId>,
    /// None makes a new service.
    pub service: Option<ServiceId>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct IntakeCard {
    pub card: Uuid,
    /// The names it gives; none where it names nothing.
    pub provider_name: Option<String>,
    pub service_name: Option<String>,
    /// As the register has it.
    pub held_provider: Option<String>,
    pub held_service: Option<String>,
    /// It was filled in from the register.
    pub is_known: bool,
    pub standing: Option<CardStanding>,
    pub target: CardTarget,
    /// Providers that it may be as well.
    pub candidates: Vec<CardCandidate>,
    /// Services of the provider it goes to.
    pub services: Vec<NamedService>,
    pub changes: Vec<CardChange>,
    pub files: Vec<AnswerFile>,
    /// It goes to one record without doubt, and nobody has decided yet.
    pub is_clear: bool,
    pub decision: Option<CardDecision>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct NamedService {
    pub id: ServiceId,
    pub name: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct IntakeView {
    pub assessment: AssessmentId,
    pub revision: u32,
    pub state: AssessmentState,
    pub department: String,
    pub questionnaire: Questionnaire,
    /// None before anything came back, or after it was erased.
    pub set: Option<AnswerSetId>,
    pub sender: Option<String>,
    pub cards: Vec<IntakeCard>,
    pub decided: u32,
    /// Tools the register has for the department and no card speaks of.
    pub not_named: Vec<NamedService>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IntakeTry {
    pub assessment: AssessmentId,
    pub card: Uuid,
    pub target: CardTarget,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TakenCard {
    pub card: Uuid,
    pub target: CardTarget,
    /// Keys of the changes; the others are left.
    pub keys: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IntakeTake {
    pub set: AnswerSetId,
    pub cards: Vec<TakenCard>,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct IntakeReopen {
    pub set: AnswerSetId,
    pub card: Uuid,
}

pub(crate) fn show(call: &Call, arguments: AssessmentShow) -> Result<Done<IntakeView>, Failure> {
    Ok(Done::read(call.read(|reading| view(reading, arguments.id))?))
}

/// What a card would change if it went elsewhere.
pub(crate) fn try_out(call: &Call, arguments: IntakeTry) -> Result<Done<IntakeCard>, Failure> {
    let card = call.read(|reading| {
        let desk = Desk::of(reading, arguments.assessment)?;
        let set = desk.set(reading)?;
        let card = find(&set, arguments.card)?;
        let sets = Sources { files: files(&set), index: &index(reading)? };
        desk.card(reading, &set, card, Some(arguments.target.clone()), &sets)
    })?;
    Ok(Done::read(card))
}

pub(crate) fn take(call: &Call, arguments: IntakeTake) -> Result<Done<IntakeView>, Failure> {
    let today = call.app.clock.today();
    let ((assessment, is_new), command) = call.write_as_command(|writing| {
        let set = writing.reading().answer_set(arguments.set)?;
        let held = open(&writing.reading(), set.assessment)?;
        let mut assessment = held.assessment;
        if assessment.step(Step::Review, today) {
            writing.save_assessment(held.id, Some(held.revision), &assessment)?;
        }
        let desk = Desk::of(&writing.reading(), set.assessment)?;
        // Two cards on tools of one new provider become one provider.
        let mut made: BTreeMap<NameKey, ProviderId> = BTreeMap::new();
        for taken in &arguments.cards {
            desk.take(writing, &set, taken, &mut made, today)?;
        }
        Ok((set.assessment, !made.is_empty() && arguments.cards.iter().any(|taken| taken.target.provider.is_none())))
    })?;
    let done = Done::changed(call.read(|reading| view(reading, assessment))?, &TAGS);
    // A provider that was made is ended, not taken back.
    Ok(if is_new { done } else { done.with_undo(command) })
}

/// Takes the decision on a card back; what was taken over stays in the register.
pub(crate) fn reopen(call: &Call, arguments: IntakeReopen) -> Result<Done<IntakeView>, Failure> {
    let assessment = call.write(|writing| {
        let set = writing.reading().answer_set(arguments.set)?;
        open(&writing.reading(), set.assessment)?;
        writing.set_card_decision(arguments.set, arguments.card, None)?;
        Ok(set.assessment)
    })?;
    Ok(Done::changed(call.read(|reading| view(reading, assessment))?, &TAGS))
}

/// One intake on the table.
struct Desk {
    assessment: AssessmentId,
    department: DepartmentId,
    language: provident_domain::lists::Language,
    questionnaire: Questionnaire,
}

/// What all cards are compared with.
struct Sources<'a> {
    files: BTreeMap<String, AnswerFile>,
    index: &'a NameIndex<'static>,
}

impl Desk {
    fn of(reading: &Reading, id: AssessmentId) -> Result<Desk, Failure> {
        let held = reading.assessment(id)?.assessment;
        let Respondent::Department(department) = held.respondent else {
            return Err(Failure::Refused { reason: Refusal::OtherRespondent });
        };
        let questionnaire = questionnaire::version(reading, &held.questionnaire, held.version)?;
        Ok(Desk { assessment: id, department, language: held.language, questionnaire })
    }

    fn intake(&self) -> Intake<'_> {
        Intake { questionnaire: &self.questionnaire, lists: lists(), department: self.department, language: self.language }
    }

    /// The last that came and still has its content.
    fn set(&self, reading: &Reading) -> Result<AnswerSet, Failure> {
        let set = reading.answer_sets(self.assessment)?.into_iter().next();
        set.ok_or(Failure::Refused { reason: Refusal::NothingCameBack })
    }

    fn card(
        &self,
        reading: &Reading,
        set: &AnswerSet,
        card: &Card,
        wanted: Option<CardTarget>,
        sources: &Sources,
    ) -> Result<IntakeCard, Failure> {
        let names = self.intake().names(card);
        let decision = reading.card_decision(set.id, card.id)?;
        let decided = decision.as_ref().map(|decided| CardTarget { provider: decided.provider, service: decided.service });
        let (found, candidates) = self.target(reading, card, names.as_ref(), sources)?;
        let target = wanted.or(decided).unwrap_or(found);
        let records = Records::of(reading, &target)?;
        let attached = card.answers.values().flat_map(|answer| &answer.files).filter_map(|id| sources.files.get(id).cloned());
        let is_named = target.service.is_some() || names.is_some();
        // A tool that was shown to them and passed over says nothing.
        let is_said = !card.is_known || card.standing.is_some();
        Ok(IntakeCard {
            card: card.id,
            is_known: card.is_known,
            is_clear: is_named && is_said && candidates.is_empty() && decision.is_none(),
            provider_name: names.as_ref().map(|(provider, _)| provider.clone()),
            service_name: names.map(|(_, service)| service),
            held_provider: records.provider.as_ref().map(|(_, provider)| provider.name.clone()),
            held_service: records.service.as_ref().map(|(_, service)| service.name.clone()),
            standing: card.standing,
            services: services(reading, target.provider)?,
            changes: self.intake().changes(card, &records.held()),
            files: attached.collect(),
            candidates,
            target,
            decision,
        })
    }

    /// Where the card goes by itself: what it was filled in from, else what has the same name.
    fn target(
        &self,
        reading: &Reading,
        card: &Card,
        names: Option<&(String, String)>,
        sources: &Sources,
    ) -> Result<(CardTarget, Vec<CardCandidate>), Failure> {
        if let (Some(provider), Some(service)) = (card.provider, card.service)
            && services(reading, Some(provider)).unwrap_or_default().iter().any(|held| held.id == service)
        {
            return Ok((CardTarget { provider: Some(provider), service: Some(service) }, Vec::new()));
        }
        let Some((provider, service)) = names else { return Ok((CardTarget { provider: None, service: None }, Vec::new())) };
        let names = Names { name: provider.clone(), ..Names::default() };
        let (provider, candidates) = match sources.index.find(&names) {
            Match::Same(id) => (Some(id), Vec::new()),
            Match::Possible(like) => (None, like),
            Match::New => (None, Vec::new()),
        };
        let key = NameKey::of(service);
        let held = services(reading, provider)?.into_iter().find(|held| NameKey::of(&held.name) == key);
        let named = candidates.into_iter().map(|(id, reason)| Ok(CardCandidate { id, name: reading.provider(id)?.provider.name, reason }));
        let candidates = named.collect::<Result<_, Failure>>()?;
        Ok((CardTarget { provider, service: held.map(|held| held.id) }, candidates))
    }

    fn take(
        &self,
        writing: &mut Writing,
        set: &AnswerSet,
        taken: &TakenCard,
        made: &mut BTreeMap<NameKey, ProviderId>,
        today: NaiveDate,
    ) -> Result<(), Failure> {
        let card = find(set, taken.card)?;
        let names = self.intake().names(card);
        let mut target = taken.target.clone();
        let key = names.as_ref().map(|(provider, _)| NameKey::of(provider));
        if target.provider.is_none() {
            target.provider = key.as_ref().and_then(|key| made.get(key)).copied();
        }
        let records = Records::of(&writing.reading(), &target)?;
        let held = records.held();
        let offered = self.intake().changes(card, &held);
        let (keys, left): (Vec<String>, Vec<String>) =
            offered.into_iter().map(|change| change.key).partition(|key| taken.keys.contains(key));
        if !keys.is_empty() {
            let mut after = self.intake().take(card, &keys, &held);
            name(&mut after, names.as_ref());
            let id = Desk::write(writing, &mut target, &records, &after, today)?;
            Desk::declare(writing, set, &target, &records, &keys)?;
            hand_over(writing, set, card, id)?;
            if let Some(key) = key {
                made.insert(key, id);
            }
        }
        let decision = CardDecision { provider: target.provider, service: target.service, taken: keys, left };
        Ok(writing.set_card_decision(set.id, card.id, Some(&decision))?)
    }

    /// Both records as the changes leave them.
    fn write(
        writing: &mut Writing,
        target: &mut CardTarget,
        records: &Records,
        after: &Held,
        today: NaiveDate,
    ) -> Result<ProviderId, Failure> {
        let mut draft = after.provider.clone();
        if records.provider.is_none() {
            draft.status = Some(ProviderStatus::InUse);
        }
        let provider = draft.check(lists())?;
        let id = target.provider.unwrap_or_else(|| ProviderId(Uuid::now_v7()));
        writing.save_provider(id, records.provider.as_ref().map(|(revision, _)| *revision), &provider)?;
        target.provider = Some(id);
        let service = after.service.check(lists(), today)?;
        let service_id = target.service.unwrap_or_else(|| ServiceId(Uuid::now_v7()));
        writing.save_service(service_id, id, records.service.as_ref().map(|(revision, _)| *revision), &service)?;
        target.service = Some(service_id);
        Ok(id)
    }

    /// Each group of facts in which something was taken over is declared by whoever sent it.
    fn declare(writing: &mut Writing, set: &AnswerSet, target: &CardTarget, records: &Records, keys: &[String]) -> Result<(), Failure> {
        let Some(id) = target.provider else { return Ok(()) };
        let Records { provider: Some((_, provider)), service } = Records::of(&writing.reading(), target)? else { return Ok(()) };
        let service = service.as_ref().map(|(_, service)| service);
        let groups: Vec<FactGroup> = if keys.iter().any(|key| key == CONFIRMED) {
            let all: Vec<&Service> = service.into_iter().collect();
            let said = [FactGroup::Data, FactGroup::Locations, FactGroup::Transfers, FactGroup::StaffAccess];
            let held = writing.reading().standings(id)?;
            // What somebody verified is not made less of by somebody who agrees.
            let is_open = |group: &FactGroup| held.get(group).is_none_or(|standing| !standing.is_verified());
            said.into_iter().filter(|group| is_stated(&provider, &all, *group) && is_open(group)).collect()
        } else if keys.iter().all(|key| key == DEPARTMENT || key == NO_LONGER_USED) {
            Vec::new()
        } else {
            let mut groups = changed_in_service(records.service.as_ref().map(|(_, service)| service), service);
            groups.extend(changed_in_provider(records.provider.as_ref().map(|(_, provider)| provider), &provider));
            groups
        };
        let standing = Standing::Declared { by: signed(set), on: day_of(set), file: set.file_name.clone() };
        for group in groups {
            writing.set_standing(id, group, &standing)?;
        }
        Ok(())
    }
}

/// The records a card goes to, as they are; none where they are new.
struct Records {
    provider: Option<(u32, Provider)>,
    service: Option<(u32, Service)>,
}

impl Records {
    fn of(reading: &Reading, target: &CardTarget) -> Result<Records, Failure> {
        let provider = match target.provider {
            Some(id) => {
                let held = reading.provider(id)?;
                Some((held.revision, held.provider))
            }
            None => None,
        };
        let service = match (target.provider, target.service) {
            (Some(provider), Some(id)) => {
                let held = reading.services(provider)?.into_iter().find(|held| held.id == id);
                let held = held.ok_or_else(|| Failure::NotFound { entity: "service".into(), id: id.to_string() })?;
                Some((held.revision, held.service))
            }
            _ => None,
        };
        Ok(Records { provider, service })
    }

    fn held(&self) -> Held {
        Held {
            provider: self.provider.as_ref().map_or_else(ProviderDraft::default, |(_, provider)| provider.to_draft()),
            service: self.service.as_ref().map_or_else(ServiceDraft::default, |(_, service)| service.to_draft()),
        }
    }
}

/// A new record needs a name, taken over or not.
fn name(after: &mut Held, names: Option<&(String, String)>) {
    let Some((provider, service)) = names else { return };
    if after.provider.name.is_empty() {
        after.provider.name.clone_from(provider);
    }
    if after.service.name.is_empty() {
        after.service.name.clone_from(service);
    }
}

/// What came with the card is the provider's evidence from now on.
fn hand_over(writing: &mut Writing, set: &AnswerSet, card: &Card, provider: ProviderId) -> Result<(), Failure> {
    let named: Vec<&String> = card.answers.values().flat_map(|answer| &answer.files).collect();
    for kept in set.attachments.iter().filter(|kept| named.contains(&&kept.attachment.id)) {
        if writing.reading().evidence_one(kept.evidence)?.evidence.provider.is_none() {
            writing.move_evidence(kept.evidence, Some(provider))?;
        }
    }
    Ok(())
}

/// Who sent it, with the function they gave.
fn signed(set: &AnswerSet) -> String {
    let sender = set.sender.as_ref().filter(|sender| !sender.name.is_empty());
    match sender {
        Some(sender) if sender.function.is_empty() => sender.name.clone(),
        Some(sender) => format!("{} ({})", sender.name, sender.function),
        None => set.received_by.clone(),
    }
}

/// The day on which it was finished, or came.
fn day_of(set: &AnswerSet) -> NaiveDate {
    let received = set.received_at.get(..10).and_then(|day| day.parse().ok()).unwrap_or_default();
    let finished = set.finished_at.as_ref().and_then(|at| at.get(..10)).and_then(|day| day.parse().ok());
    // A clock that runs ahead states nothing before its time.
    finished.filter(|finished: &NaiveDate| *finished <= received).unwrap_or(received)
}

fn services(reading: &Reading, provider: Option<ProviderId>) -> Result<Vec<NamedService>, Failure> {
    let Some(provider) = provider else { return Ok(Vec::new()) };
    Ok(reading.services(provider)?.into_iter().map(|held| NamedService { id: held.id, name: held.service.name }).collect())
}

fn index(reading: &Reading) -> Result<NameIndex<'static>, Failure> {
    let mut index = NameIndex::new(lists());
    reading.names()?.iter().for_each(|(id, names)| index.add(*id, names));
    Ok(index)
}

fn find(set: &AnswerSet, card: Uuid) -> Result<&Card, Failure> {
    let found = set.cards.iter().flatten().find(|held| held.id == card);
    found.ok_or_else(|| Failure::NotFound { entity: "card".into(), id: card.to_string() })
}

fn files(set: &AnswerSet) -> BTreeMap<String, AnswerFile> {
    let file = |kept: &provident_store::KeptAttachment| AnswerFile {
        evidence: kept.evidence,
        name: kept.attachment.name.clone(),
        size: kept.attachment.size,
    };
    set.attachments.iter().map(|kept| (kept.attachment.id.clone(), file(kept))).collect()
}

fn view(reading: &Reading, id: AssessmentId) -> Result<IntakeView, Failure> {
    let desk = Desk::of(reading, id)?;
    let held = reading.assessment(id)?;
    let set = reading.answer_sets(id)?.into_iter().next().filter(|set| set.cards.is_some());
    let mut cards = Vec::new();
    if let Some(set) = &set {
        let index = index(reading)?;
        let sources = Sources { files: files(set), index: &index };
        for card in set.cards.iter().flatten() {
            cards.push(desk.card(reading, set, card, None, &sources)?);
        }
    }
    let used = reading.services_of_department(desk.department)?;
    let is_named = |id: ServiceId| cards.iter().any(|card| card.target.service == Some(id));
    let not_named = used.into_iter().filter(|(_, service)| set.is_some() && !is_named(service.id));
    Ok(IntakeView {
        assessment: id,
        revision: held.revision,
        state: held.assessment.state,
        department: super::assessment::named(reading, held.assessment.respondent)?.0,
        sender: set.as_ref().map(signed),
        set: set.as_ref().map(|set| set.id),
        decided: cards.iter().filter(|card| card.decision.is_some()).count() as u32,
        not_named: not_named.map(|(_, service)| NamedService { id: service.id, name: service.service.name }).collect(),
        questionnaire: desk.questionnaire,
        cards,
    })
}
