//! Taking a command back: what it wrote is written as it was before, as a new command.
//! Only while every record it touched still says what it left.

use std::collections::BTreeMap;

use provident_domain::action::Action;
use provident_domain::activity::{Activity, Confirmation};
use provident_domain::assessment::{Assessment, AssessmentState, ReviewDraft};
use provident_domain::client::{Client, ClientGroup};
use provident_domain::department::Department;
use provident_domain::due::Snooze;
use provident_domain::evidence::Evidence;
use provident_domain::fact::{FactGroup, Standing};
use provident_domain::id::{
    ActionId, ActivityId, AnswerSetId, AssessmentId, ClientGroupId, ClientId, CommandId, DepartmentId, EvidenceId, NoticeId, ProviderId,
    ServiceId, SubProcessorId, TransferId,
};
use provident_domain::legal::{LegalList, ListEdit, ListUpdate};
use provident_domain::provider::Provider;
use provident_domain::questionnaire::Answers;
use provident_domain::service::Service;
use provident_domain::transfer::{OwnedTransfer, TransferImpactAssessment};
use provident_store::{CardDecision, OwnedNotice, OwnedSubProcessor, Reading, StoreFault, Writing};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::TS;

use crate::app::Call;
use crate::dispatch::Done;
use crate::failure::{Failure, Refusal};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Undo {
    pub command: CommandId,
}

/// What a command did to one record: how it was, and how it was left.
struct Net {
    before: Option<Value>,
    after: Option<Value>,
}

/// The records in the order in which they are put back: what others point to comes first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Record {
    Department(DepartmentId),
    Provider(ProviderId),
    Evidence(EvidenceId),
    Service(ServiceId),
    Fact(ProviderId, FactGroup),
    ClientGroup(ClientGroupId),
    Client(ClientId),
    Activity(ActivityId),
    Confirmation(ActivityId),
    SubProcessor(SubProcessorId),
    Transfer(TransferId),
    Assessment(TransferId),
    Round(AssessmentId),
    Review(AssessmentId, String),
    CardDecision(AnswerSetId, uuid::Uuid),
    Notice(NoticeId),
    Action(ActionId),
    Snooze(String),
    ListEdit(LegalList, String),
    ListUpdate(LegalList),
}

#[derive(Deserialize, PartialEq)]
struct OwnedService {
    provider: ProviderId,
    #[serde(flatten)]
    service: Service,
}

#[derive(Deserialize)]
struct StatedFact {
    standing: Standing,
}

pub(crate) fn undo(call: &Call, arguments: Undo) -> Result<Done<()>, Failure> {
    let ((), command) = call.write_as_command(|writing| {
        let records = records(&writing.reading(), arguments.command)?;
        for (record, net) in &records {
            if !stands(&writing.reading(), record, net)? {
                return Err(refused(Refusal::ChangedSince));
            }
        }
        let (removed, others): (Vec<_>, Vec<_>) = records.iter().partition(|(record, net)| is_new_sub_processor(record, net));
        others.into_iter().try_for_each(|(record, net)| put_back(writing, record, net))?;
        let removed = deepest_first(&writing.reading(), removed.into_iter().map(|(record, _)| record))?;
        removed.into_iter().try_for_each(|record| put_back_chain(writing, record, None))
    })?;
    Ok(Done::changed((), &TAGS).with_undo(command))
}

const TAGS: [&str; 13] = [
    "providers",
    "provider:*",
    "departments",
    "evidence",
    "activities",
    "activity:*",
    "clients",
    "assessments",
    "transfers",
    "dues",
    "legal",
    "history",
    "app",
];

fn is_new_sub_processor(record: &Record, net: &Net) -> bool {
    matches!(record, Record::SubProcessor(_)) && net.before.is_none()
}

/// One that others hang on is taken out after them.
fn deepest_first<'a>(reading: &Reading, records: impl Iterator<Item = &'a Record>) -> Result<Vec<&'a Record>, Failure> {
    let mut parents: BTreeMap<SubProcessorId, Option<SubProcessorId>> = BTreeMap::new();
    let mut named = Vec::new();
    for record in records {
        let Record::SubProcessor(id) = record else { continue };
        parents.insert(*id, found(reading.sub_processor(*id))?.and_then(|held| held.sub_processor.parent));
        named.push((*id, record));
    }
    let above = |id: SubProcessorId| std::iter::successors(Some(id), |at| parents.get(at).copied().flatten()).count();
    named.sort_by_key(|(id, _)| std::cmp::Reverse(above(*id)));
    Ok(named.into_iter().map(|(_, record)| record).collect())
}

fn refused(reason: Refusal) -> Failure {
    Failure::Refused { reason }
}

/// What the command did, record by record.
fn records(reading: &Reading, command: CommandId) -> Result<BTreeMap<Record, Net>, Failure> {
    let lines = reading.history_of_command(command)?;
    let mut records: BTreeMap<Record, Net> = BTreeMap::new();
    for line in lines {
        let record = record(&line.entity, &line.entity_id).filter(|_| !line.is_erased);
        let record = record.ok_or_else(|| refused(Refusal::NothingToTakeBack))?;
        let net = records.entry(record).or_insert(Net { before: line.before, after: None });
        net.after = line.after;
    }
    let makes_provider = |(record, net): (&Record, &Net)| matches!(record, Record::Provider(_)) && net.before.is_none();
    if records.is_empty() || records.iter().any(makes_provider) {
        return Err(refused(Refusal::NothingToTakeBack));
    }
    Ok(records)
}

fn record(entity: &str, id: &str) -> Option<Record> {
    match entity {
        "department" => id.parse().ok().map(Record::Department),
        "provider" => id.parse().ok().map(Record::Provider),
        "evidence" => id.parse().ok().map(Record::Evidence),
        "service" => id.parse().ok().map(Record::Service),
        "fact" => {
            let (provider, group) = id.split_once(':')?;
            let group = FactGroup::ALL.into_iter().find(|known| known.id() == group)?;
            provider.parse().ok().map(|provider| Record::Fact(provider, group))
        }
        "client_group" => id.parse().ok().map(Record::ClientGroup),
        "client" => id.parse().ok().map(Record::Client),
        "activity" => id.parse().ok().map(Record::Activity),
        "confirmation" => id.split(':').next()?.parse().ok().map(Record::Confirmation),
        "sub_processor" => id.parse().ok().map(Record::SubProcessor),
        "transfer" => id.parse().ok().map(Record::Transfer),
        "tia" => id.split(':').next()?.parse().ok().map(Record::Assessment),
        "assessment" => id.parse().ok().map(Record::Round),
        "answer_review" => {
            let (assessment, question) = id.split_once(':')?;
            assessment.parse().ok().map(|assessment| Record::Review(assessment, question.to_owned()))
        }
        "card_decision" => {
            let (set, card) = id.split_once(':')?;
            Some(Record::CardDecision(set.parse().ok()?, card.parse().ok()?))
        }
        "notice" => id.parse().ok().map(Record::Notice),
        "action" => id.parse().ok().map(Record::Action),
        "snooze" => Some(Record::Snooze(id.to_owned())),
        "list_edit" => {
            let (list, key) = id.split_once(':')?;
            let list = LegalList::ALL.into_iter().find(|known| known.id() == list)?;
            Some(Record::ListEdit(list, key.to_owned()))
        }
        "list_update" => LegalList::ALL.into_iter().find(|known| known.id() == id).map(Record::ListUpdate),
        _ => None,
    }
}

/// Whether the register still says this of the record.
fn stands(reading: &Reading, record: &Record, net: &Net) -> Result<bool, Failure> {
    let after = net.after.as_ref();
    Ok(match record {
        Record::Department(id) => {
            let held = reading.departments()?.into_iter().find(|held| held.id == *id).map(|held| held.department);
            held == read::<Department>(after)?
        }
        Record::Provider(id) => found(reading.provider(*id))?.map(|held| held.provider) == read::<Provider>(after)?,
        Record::Evidence(id) => found(reading.evidence_one(*id))?.map(|held| held.evidence) == read::<Evidence>(after)?,
        Record::Service(id) => {
            let held = found(reading.service(*id))?.map(|held| OwnedService { provider: held.provider, service: held.service });
            held == read::<OwnedService>(after)?
        }
        Record::Fact(provider, group) => match read::<StatedFact>(after)? {
            Some(left) => reading.standings(*provider)?.get(group) == Some(&left.standing),
            None => true,
        },
        Record::ClientGroup(id) => found(reading.client_group(*id))?.map(|held| held.group) == read::<ClientGroup>(after)?,
        Record::Client(id) => found(reading.client(*id))?.map(|held| held.client) == read::<Client>(after)?,
        Record::Activity(id) => found(reading.activity(*id))?.map(|held| held.activity) == read::<Activity>(after)?,
        Record::Confirmation(id) => reading.confirmation(*id)? == read::<Confirmation>(after)?,
        Record::SubProcessor(id) => {
            let held = found(reading.sub_processor(*id))?;
            held.map(|held| OwnedSubProcessor { provider: held.provider, sub_processor: held.sub_processor }) == read(after)?
        }
        Record::Transfer(id) => found(reading.transfer(*id))?.map(|held| held.owned()) == read(after)?,
        Record::Assessment(id) => found(reading.transfer(*id))?.and_then(|held| held.assessment) == read(after)?,
        // A closed round stays closed; opening it again makes a new one.
        Record::Round(id) => {
            let was = read::<Assessment>(net.before.as_ref())?.map(|before| before.state);
            let held = found(reading.assessment(*id))?.map(|held| held.assessment);
            let is_closed = held.as_ref().is_some_and(|held| held.state == AssessmentState::Closed);
            (!is_closed || was == Some(AssessmentState::Closed)) && held.map(without_answers) == read::<Assessment>(after)?
        }
        Record::Review(id, question) => {
            let held = reading.reviews(*id)?.remove(question).map(|held| held.review);
            !reading.assessment(*id)?.assessment.state.is_over() && held == read::<ReviewDraft>(after)?
        }
        Record::CardDecision(set, card) => {
            let round = reading.assessment(reading.answer_set(*set)?.assessment)?;
            !round.assessment.state.is_over() && reading.card_decision(*set, *card)? == read::<CardDecision>(after)?
        }
        Record::Notice(id) => {
            let held = found(reading.notice(*id))?.map(|held| OwnedNotice { provider: held.provider, notice: held.notice });
            held == read(after)?
        }
        Record::Action(id) => found(reading.action(*id))?.map(|held| held.action) == read::<Action>(after)?,
        Record::Snooze(key) => reading.snoozes()?.remove(key) == read::<Snooze>(after)?,
        Record::ListEdit(list, key) => {
            let held = reading.list_edits()?.into_iter().find(|held| held.list == *list && held.key == *key);
            held == read::<ListEdit>(after)?
        }
        Record::ListUpdate(list) => {
            let held = reading.list_updates()?.into_iter().find(|held| held.list == *list);
            held == read::<ListUpdate>(after)?
        }
    })
}

/// As the history has it: what it was filled in with stands in the record only.
fn without_answers(assessment: Assessment) -> Assessment {
    Assessment { answers: Answers::new(), cards: Vec::new(), ..assessment }
}

fn put_back(writing: &mut Writing, record: &Record, net: &Net) -> Result<(), Failure> {
    let before = net.before.as_ref();
    match record {
        Record::Department(id) => match read::<Department>(before)? {
            Some(department) => writing.save_department(*id, None, &department).map(drop)?,
            None => {
                let held = writing.reading().departments()?.into_iter().find(|held| held.id == *id);
                held.map(|held| writing.remove_department(*id, held.revision)).transpose()?;
            }
        },
        Record::Provider(id) => match (read::<Provider>(before)?, net.after.is_some()) {
            (Some(provider), true) => writing.save_provider(*id, None, &provider).map(drop)?,
            (Some(provider), false) => writing.restore_merged(*id, &provider)?,
            (None, _) => {}
        },
        Record::Evidence(id) => put_back_evidence(writing, *id, read(before)?, net.after.is_some())?,
        Record::Service(id) => put_back_service(writing, *id, read(before)?)?,
        Record::Fact(provider, group) => {
            if let Some(stated) = read::<StatedFact>(before)? {
                writing.set_standing(*provider, *group, &stated.standing)?;
            }
        }
        Record::ClientGroup(id) => match read::<ClientGroup>(before)? {
            Some(group) => writing.save_client_group(*id, None, &group).map(drop)?,
            None => {
                let held = found(writing.reading().client_group(*id))?;
                held.map(|held| writing.remove_client_group(*id, held.revision)).transpose()?;
            }
        },
        Record::Client(id) => match read::<Client>(before)? {
            Some(client) => writing.save_client(*id, None, &client).map(drop)?,
            None => {
                let held = found(writing.reading().client(*id))?;
                held.map(|held| writing.remove_client(*id, held.revision)).transpose()?;
            }
        },
        Record::Activity(id) => match read::<Activity>(before)? {
            Some(activity) => writing.save_activity(*id, None, &activity).map(drop)?,
            None => {
                let held = found(writing.reading().activity(*id))?;
                held.map(|held| writing.remove_activity(*id, held.revision)).transpose()?;
            }
        },
        Record::Confirmation(id) => {
            if found(writing.reading().activity(*id))?.is_some() {
                writing.set_confirmation(*id, read::<Confirmation>(before)?.as_ref())?;
            }
        }
        Record::Action(id) => match read::<Action>(before)? {
            Some(action) => writing.save_action(*id, None, &action).map(drop)?,
            None => {
                let held = found(writing.reading().action(*id))?;
                held.map(|held| writing.remove_action(*id, held.revision)).transpose()?;
            }
        },
        Record::Round(id) => match read::<Assessment>(before)? {
            Some(before) => {
                let Assessment { answers, cards, .. } = writing.reading().assessment(*id)?.assessment;
                writing.save_assessment(*id, None, &Assessment { answers, cards, ..before }).map(drop)?
            }
            None => return Err(refused(Refusal::NothingToTakeBack)),
        },
        Record::Review(id, question) => writing.save_review(*id, question, read::<ReviewDraft>(before)?.as_ref()).map(drop)?,
        Record::CardDecision(set, card) => writing.set_card_decision(*set, *card, read::<CardDecision>(before)?.as_ref())?,
        Record::Snooze(key) => writing.set_snooze(key, read::<Snooze>(before)?.as_ref())?,
        Record::ListEdit(list, key) => writing.set_list_edit(*list, key, read::<ListEdit>(before)?.as_ref())?,
        Record::ListUpdate(list) => writing.set_list_update(*list, read::<ListUpdate>(before)?.as_ref())?,
        Record::SubProcessor(_) | Record::Transfer(_) | Record::Assessment(_) | Record::Notice(_) => {
            put_back_chain(writing, record, before)?
        }
    }
    Ok(())
}

/// What belongs to the chain of a provider, and may have gone to another one.
fn put_back_chain(writing: &mut Writing, record: &Record, before: Option<&Value>) -> Result<(), Failure> {
    match record {
        Record::SubProcessor(id) => {
            let held = found(writing.reading().sub_processor(*id))?;
            match (read::<OwnedSubProcessor>(before)?, held) {
                (Some(before), held) => {
                    if held.is_some_and(|held| held.provider != before.provider) {
                        writing.move_sub_processor(*id, before.provider)?;
                    }
                    writing.save_sub_processor(*id, before.provider, None, &before.sub_processor)?;
                }
                (None, Some(held)) => writing.remove_sub_processor(*id, held.revision).map(drop)?,
                (None, None) => {}
            }
        }
        Record::Transfer(id) => {
            let held = found(writing.reading().transfer(*id))?;
            match (read::<OwnedTransfer>(before)?, held) {
                (Some(before), _) => writing.restore_transfer(*id, &before)?,
                (None, Some(held)) => writing.remove_transfer(*id, held.revision).map(drop)?,
                (None, None) => {}
            }
        }
        Record::Assessment(id) => {
            let assessment = read::<TransferImpactAssessment>(before)?;
            let held = found(writing.reading().transfer(*id))?;
            held.map(|_| writing.set_assessment(*id, None, assessment.as_ref())).transpose()?;
        }
        Record::Notice(id) => {
            let held = found(writing.reading().notice(*id))?;
            match (read::<OwnedNotice>(before)?, held) {
                (Some(before), held) => {
                    if held.is_some_and(|held| held.provider != before.provider) {
                        writing.move_notice(*id, before.provider)?;
                    }
                    writing.save_notice(*id, before.provider, None, &before.notice)?;
                }
                (None, Some(held)) => writing.remove_notice(*id, held.revision).map(drop)?,
                (None, None) => {}
            }
        }
        _ => {}
    }
    Ok(())
}

fn put_back_evidence(writing: &mut Writing, id: EvidenceId, before: Option<Evidence>, is_there: bool) -> Result<(), Failure> {
    match (before, is_there) {
        (Some(Evidence { provider, .. }), true) => writing.move_evidence(id, provider)?,
        (Some(evidence), false) => {
            if !writing.restore_evidence(id, &evidence)? {
                return Err(refused(Refusal::NothingToTakeBack));
            }
        }
        (None, _) => writing.remove_evidence(id).map(drop)?,
    }
    Ok(())
}

fn put_back_service(writing: &mut Writing, id: ServiceId, before: Option<OwnedService>) -> Result<(), Failure> {
    let held = found(writing.reading().service(id))?;
    match (before, held) {
        (Some(before), Some(held)) => {
            if held.provider != before.provider {
                writing.move_service(id, before.provider)?;
            }
            writing.save_service(id, before.provider, None, &before.service)?;
        }
        (Some(before), None) => writing.save_service(id, before.provider, None, &before.service).map(drop)?,
        (None, Some(held)) => writing.remove_service(id, held.revision).map(drop)?,
        (None, None) => {}
    }
    Ok(())
}

fn found<T>(stored: Result<T, StoreFault>) -> Result<Option<T>, Failure> {
    match stored {
        Ok(held) => Ok(Some(held)),
        Err(StoreFault::NotFound { .. }) => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

/// A payload of the history as the record it was made from.
fn read<T: DeserializeOwned>(payload: Option<&Value>) -> Result<Option<T>, Failure> {
    payload.map(|value| serde_json::from_value(value.clone()).map_err(|_| refused(Refusal::NothingToTakeBack))).transpose()
}
