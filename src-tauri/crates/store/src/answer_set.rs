//! The tables `answer_set`, `card_decision` and `answer_key`: what came back, what was taken over from it, and the
//! key it was sealed to.

use chrono::NaiveDate;
use provident_domain::assessment::Way;
use provident_domain::evidence::content_digest;
use provident_domain::id::{AnswerSetId, AssessmentId, EvidenceId, ProviderId, ServiceId};
use provident_domain::questionnaire::{AnswerRemark, Answers, Attachment, Card, Sender};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::act::Writing;
use crate::fault::Stored;
use crate::register::Reading;
use crate::revision::not_found;
use crate::value::{enum_text, from_json, from_json_option, json, parsed, parsed_option};

/// A file that came with answers, and where it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct KeptAttachment {
    #[serde(flatten)]
    pub attachment: Attachment,
    pub evidence: EvidenceId,
}

/// What a respondent sent at once. Without answers and cards once the content was erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerSet {
    pub id: AnswerSetId,
    pub assessment: AssessmentId,
    /// From 1, counted per assessment.
    pub number: u32,
    /// RFC 3339.
    pub received_at: String,
    pub received_by: String,
    pub way: Way,
    pub file_name: Option<String>,
    pub is_sealed: bool,
    pub sender: Option<Sender>,
    /// RFC 3339, as the sender's machine had it.
    pub finished_at: Option<String>,
    /// From whom it came, as the reviewer says: sealing hides, it does not prove who wrote.
    pub came_from: Option<String>,
    /// SHA-256 of what was written, 64 hexadecimal digits.
    pub digest: String,
    pub answers: Option<Answers>,
    pub cards: Option<Vec<Card>>,
    pub attachments: Vec<KeptAttachment>,
    pub remarks: Vec<AnswerRemark>,
    pub keep_until: Option<NaiveDate>,
    pub keep_reason: Option<String>,
    pub erased_on: Option<NaiveDate>,
}

/// What was decided on one card.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
pub struct CardDecision {
    pub provider: Option<ProviderId>,
    pub service: Option<ServiceId>,
    /// Keys of the changes taken over.
    pub taken: Vec<String>,
    /// Keys of the changes that were not.
    pub left: Vec<String>,
}

/// The history's line: what was written stays out of it, so that it can be erased.
#[derive(Serialize)]
struct Trace<'a> {
    assessment: AssessmentId,
    number: u32,
    way: Way,
    file_name: &'a Option<String>,
    is_sealed: bool,
    digest: &'a str,
    keep_until: Option<NaiveDate>,
    keep_reason: &'a Option<String>,
    erased_on: Option<NaiveDate>,
    /// SHA-256 of what is kept of it.
    content: Option<String>,
}

impl Reading<'_> {
    pub fn answer_set(&self, id: AnswerSetId) -> Stored<AnswerSet> {
        get(self.connection, id)
    }

    /// Newest first.
    pub fn answer_sets(&self, assessment: AssessmentId) -> Stored<Vec<AnswerSet>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM answer_set WHERE assessment_id = ?1 ORDER BY number DESC")?;
        let rows = statement.query_map([assessment.to_string()], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The same content, if it came before.
    pub fn same_answers(&self, assessment: AssessmentId, digest: &str) -> Stored<Option<AnswerSet>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM answer_set WHERE assessment_id = ?1 AND digest = ?2")?;
        Ok(statement.query_row([&assessment.to_string(), digest], read).optional()?)
    }

    pub fn card_decision(&self, set: AnswerSetId, card: Uuid) -> Stored<Option<CardDecision>> {
        decision(self.connection, set, card)
    }

    /// The public keys of the register that files were made for, the newest first, with their secrets.
    pub fn answer_keys(&self) -> Stored<Vec<(String, String)>> {
        let mut statement = self.connection.prepare_cached("SELECT recipient, secret FROM answer_key ORDER BY made_at DESC, recipient")?;
        let rows = statement.query_map([], |row| Ok((row.get("recipient")?, row.get("secret")?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Content whose time to be kept is over.
    pub fn answers_to_erase(&self, today: NaiveDate) -> Stored<Vec<AnswerSetId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM answer_set WHERE erased_on IS NULL AND keep_until IS NOT NULL AND keep_until < ?1 ORDER BY id",
        )?;
        let rows = statement.query_map([today.to_string()], |row| parsed(row, "id"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writing<'_> {
    /// The number is the next one of its assessment.
    pub fn add_answers(&mut self, set: &AnswerSet) -> Stored<u32> {
        let held = crate::assessment::get(&self.transaction, set.assessment)?;
        let mut set = set.clone();
        set.number = self.transaction.query_row(
            "SELECT coalesce(max(number), 0) + 1 FROM answer_set WHERE assessment_id = ?1",
            [set.assessment.to_string()],
            |row| row.get(0),
        )?;
        write(&self.transaction, &set)?;
        self.record_assessment(held.assessment.respondent, "answer_set", &set.id.to_string(), None, Some(&trace(&set)))?;
        Ok(set.number)
    }

    /// What we say of it: from whom it came, how long it is kept. What the respondent wrote stays as it came.
    pub fn note_answers(
        &mut self,
        id: AnswerSetId,
        came_from: Option<&str>,
        keep_until: Option<NaiveDate>,
        keep_reason: Option<&str>,
    ) -> Stored<()> {
        let held = get(&self.transaction, id)?;
        let noted =
            AnswerSet { came_from: came_from.map(str::to_owned), keep_until, keep_reason: keep_reason.map(str::to_owned), ..held.clone() };
        self.replace_answers(&held, &noted)
    }

    /// The content goes; digest and trace stay.
    pub fn erase_answers(&mut self, id: AnswerSetId, on: NaiveDate) -> Stored<()> {
        let held = get(&self.transaction, id)?;
        let erased = AnswerSet {
            answers: None,
            cards: None,
            sender: None,
            came_from: None,
            remarks: Vec::new(),
            erased_on: Some(on),
            ..held.clone()
        };
        self.replace_answers(&held, &erased)?;
        self.erase_copies(held.assessment)
    }

    fn replace_answers(&mut self, held: &AnswerSet, after: &AnswerSet) -> Stored<()> {
        if held == after {
            return Ok(());
        }
        write(&self.transaction, after)?;
        let respondent = crate::assessment::get(&self.transaction, held.assessment)?.assessment.respondent;
        self.record_assessment(respondent, "answer_set", &held.id.to_string(), Some(&trace(held)), Some(&trace(after)))
    }

    pub fn set_card_decision(&mut self, set: AnswerSetId, card: Uuid, decided: Option<&CardDecision>) -> Stored<()> {
        let held = get(&self.transaction, set)?;
        let before = decision(&self.transaction, set, card)?;
        if before.as_ref() == decided {
            return Ok(());
        }
        let key = [set.to_string(), card.to_string()];
        match decided {
            Some(decided) => self.transaction.execute(
                "INSERT OR REPLACE INTO card_decision (answer_set_id, card_id, provider_id, service_id, taken, left_out)
                 VALUES (:set, :card, :provider, :service, :taken, :left)",
                named_params! {
                    ":set": key[0], ":card": key[1],
                    ":provider": decided.provider.map(|id| id.to_string()), ":service": decided.service.map(|id| id.to_string()),
                    ":taken": json(&decided.taken), ":left": json(&decided.left),
                },
            )?,
            None => self.transaction.execute("DELETE FROM card_decision WHERE answer_set_id = ?1 AND card_id = ?2", key.clone())?,
        };
        let respondent = crate::assessment::get(&self.transaction, held.assessment)?.assessment.respondent;
        let (before, after) = (before.map(|before| json(&before)), decided.map(json));
        self.record_assessment(respondent, "card_decision", &key.join(":"), before.as_deref(), after.as_deref())
    }

    pub fn add_answer_key(&mut self, recipient: &str, secret: &str) -> Stored<()> {
        self.transaction
            .execute("INSERT INTO answer_key (recipient, secret, made_at) VALUES (?1, ?2, ?3)", [recipient, secret, &self.act.at])?;
        // The secret stands nowhere else.
        self.record("answer_key", recipient, None, Some(&json(&serde_json::json!({ "recipient": recipient }))))
    }
}

pub(crate) fn trace(set: &AnswerSet) -> String {
    json(&Trace {
        assessment: set.assessment,
        number: set.number,
        way: set.way,
        file_name: &set.file_name,
        is_sealed: set.is_sealed,
        digest: &set.digest,
        keep_until: set.keep_until,
        keep_reason: &set.keep_reason,
        erased_on: set.erased_on,
        content: set.answers.as_ref().map(|answers| content_digest(json(&(answers, &set.cards, &set.sender, &set.came_from)).as_bytes())),
    })
}

pub(crate) fn all(connection: &Connection) -> Stored<Vec<AnswerSet>> {
    let mut statement = connection.prepare_cached("SELECT * FROM answer_set ORDER BY id")?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every decision on a card, under which it stands in the history.
pub(crate) fn decisions(connection: &Connection) -> Stored<Vec<(String, CardDecision)>> {
    let mut statement = connection.prepare_cached("SELECT answer_set_id || ':' || card_id AS key, * FROM card_decision ORDER BY 1")?;
    let rows = statement.query_map([], |row| Ok((row.get("key")?, read_decision(row)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn get(connection: &Connection, id: AnswerSetId) -> Stored<AnswerSet> {
    let mut statement = connection.prepare_cached("SELECT * FROM answer_set WHERE id = ?1")?;
    statement.query_row([id.to_string()], read).optional()?.ok_or_else(|| not_found("answer_set", id))
}

fn decision(connection: &Connection, set: AnswerSetId, card: Uuid) -> Stored<Option<CardDecision>> {
    let mut statement = connection
        .prepare_cached("SELECT provider_id, service_id, taken, left_out FROM card_decision WHERE answer_set_id = ?1 AND card_id = ?2")?;
    Ok(statement.query_row([set.to_string(), card.to_string()], read_decision).optional()?)
}

fn read_decision(row: &Row) -> rusqlite::Result<CardDecision> {
    Ok(CardDecision {
        provider: parsed_option(row, "provider_id")?,
        service: parsed_option(row, "service_id")?,
        taken: from_json(row, "taken")?,
        left: from_json(row, "left_out")?,
    })
}

fn read(row: &Row) -> rusqlite::Result<AnswerSet> {
    let name: Option<String> = row.get("sender_name")?;
    let (function, email): (Option<String>, Option<String>) = (row.get("sender_function")?, row.get("sender_email")?);
    let sender = name.map(|name| Sender { name, function: function.unwrap_or_default(), email });
    Ok(AnswerSet {
        id: parsed(row, "id")?,
        assessment: parsed(row, "assessment_id")?,
        number: row.get("number")?,
        received_at: row.get("received_at")?,
        received_by: row.get("received_by")?,
        way: parsed(row, "way")?,
        file_name: row.get("file_name")?,
        is_sealed: row.get("is_sealed")?,
        sender,
        finished_at: row.get("finished_at")?,
        came_from: row.get("came_from")?,
        digest: row.get("digest")?,
        answers: from_json_option(row, "answers")?,
        cards: from_json_option(row, "cards")?,
        attachments: from_json(row, "attachments")?,
        remarks: from_json(row, "answer_remarks")?,
        keep_until: parsed_option(row, "keep_until")?,
        keep_reason: row.get("keep_reason")?,
        erased_on: parsed_option(row, "erased_on")?,
    })
}

fn write(connection: &Connection, set: &AnswerSet) -> Stored<()> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let sender = set.sender.as_ref();
    connection
        .prepare_cached(
            "INSERT INTO answer_set
               (id, assessment_id, number, received_at, received_by, way, file_name, is_sealed, sender_name, sender_function, sender_email,
                finished_at, came_from, digest, answers, cards, attachments, answer_remarks, keep_until, keep_reason, erased_on)
             VALUES
               (:id, :assessment, :number, :received_at, :received_by, :way, :file_name, :is_sealed, :name, :function, :email,
                :finished_at, :came_from, :digest, :answers, :cards, :attachments, :remarks, :keep_until, :keep_reason, :erased_on)
             ON CONFLICT (id) DO UPDATE SET
                sender_name = excluded.sender_name, sender_function = excluded.sender_function, sender_email = excluded.sender_email,
                came_from = excluded.came_from, answers = excluded.answers, cards = excluded.cards, answer_remarks = excluded.answer_remarks,
                keep_until = excluded.keep_until, keep_reason = excluded.keep_reason, erased_on = excluded.erased_on",
        )?
        .execute(named_params! {
            ":id": set.id.to_string(),
            ":assessment": set.assessment.to_string(),
            ":number": set.number,
            ":received_at": set.received_at,
            ":received_by": set.received_by,
            ":way": enum_text(&set.way),
            ":file_name": set.file_name,
            ":is_sealed": set.is_sealed,
            ":name": sender.map(|sender| &sender.name),
            ":function": sender.map(|sender| &sender.function),
            ":email": sender.and_then(|sender| sender.email.as_ref()),
            ":finished_at": set.finished_at,
            ":came_from": set.came_from,
            ":digest": set.digest,
            ":answers": set.answers.as_ref().map(json),
            ":cards": set.cards.as_ref().map(json),
            ":attachments": json(&set.attachments),
            ":remarks": json(&set.remarks),
            ":keep_until": day(set.keep_until),
            ":keep_reason": set.keep_reason,
            ":erased_on": day(set.erased_on),
        })?;
    Ok(())
}
