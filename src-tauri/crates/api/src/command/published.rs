//! Our own duty to clients: the public list of our sub-processors, and the notice of a change.

use chrono::{Days, NaiveDate};
use provident_domain::check::{Check, NOTE};
use provident_domain::client::Client;
use provident_domain::fault::FaultCode;
use provident_domain::id::PublishedListId;
use provident_domain::lists::Language;
use provident_domain::organisation::Organisation;
use provident_domain::published::{PublishedChange, PublishedEntry, PublishedList, changes};
use provident_exchange::mail_draft::MailDraft;
use provident_exchange::public_list;
use provident_report::kinds::client_notice::client_notice;
use provident_report::kinds::facts::Issue;
use provident_report::kinds::sub_processors;
use provident_report::render;
use provident_store::{Reading, StoredPublishedList};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::Call;
use crate::assets::lists;
use crate::command::app::FileToken;
use crate::command::record_report::Published;
use crate::dispatch::{Done, Nothing};
use crate::failure::{Failure, Refusal};
use crate::place::write_file;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListFormat {
    Html,
    Markdown,
    Pdf,
    Csv,
}

/// A list that was published, as a line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct PublishedRow {
    pub id: PublishedListId,
    pub published_on: NaiveDate,
    pub effective_on: NaiveDate,
    pub who: String,
    pub entries: u32,
    /// What was written to the clients.
    pub notice: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct PublishedView {
    /// As it is now.
    pub entries: Vec<PublishedEntry>,
    /// Since the list that was last published; all of it where there was none.
    pub changes: Vec<PublishedChange>,
    /// Newest first.
    pub published: Vec<PublishedRow>,
    /// Clients we process for.
    pub clients: u32,
    /// Those of them to whom no mail can be written: no address is known.
    pub without_address: Vec<String>,
    /// The longest notice that one of their contracts promises, in days.
    pub notice_days: Option<u16>,
    /// The first day on which a change that is told today may take effect.
    pub earliest_on: NaiveDate,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListPublish {
    pub effective_on: NaiveDate,
    /// What is written to the clients; none where nobody has to be told.
    pub notice: Option<String>,
}

/// Saves the list: as it is now, or as it was published.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PublishedSave {
    pub id: Option<PublishedListId>,
    pub format: ListFormat,
    pub language: Language,
    pub file: FileToken,
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientNoticeAsk {
    pub effective_on: NaiveDate,
    pub language: Language,
}

/// A notice to the clients, to be read and changed before it goes out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, TS)]
pub struct ClientNotice {
    pub subject: String,
    pub text: String,
}

/// Saves a notice as a mail draft (.eml), addressed to the clients in blind copy.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientNoticeSave {
    pub subject: String,
    pub text: String,
    pub file: FileToken,
}

const TAGS: [&str; 4] = ["published", "dues", "history", "app"];

pub(crate) fn show(call: &Call, _: Nothing) -> Result<Done<PublishedView>, Failure> {
    let today = call.app.clock.today();
    Ok(Done::read(call.read(|reading| view(reading, today))?))
}

pub(crate) fn publish(call: &Call, arguments: ListPublish) -> Result<Done<PublishedView>, Failure> {
    let today = call.app.clock.today();
    let mut check = Check::default();
    let notice = check.text("notice", arguments.notice.as_deref(), NOTE);
    if arguments.effective_on < today {
        check.fault("effective_on", FaultCode::InThePast);
    }
    let notice = check.finish(notice)?;
    call.write(|writing| {
        let now = view(&writing.reading(), today)?;
        if now.changes.is_empty() {
            return Err(Failure::Refused { reason: Refusal::NothingToPublish });
        }
        let list = PublishedList { published_on: today, effective_on: arguments.effective_on, entries: now.entries, notice };
        Ok(writing.publish_list(PublishedListId(uuid::Uuid::now_v7()), &list)?)
    })?;
    Ok(Done::changed(call.read(|reading| view(reading, today))?, &TAGS))
}

fn view(reading: &Reading, today: NaiveDate) -> Result<PublishedView, Failure> {
    let published = reading.published_lists()?;
    let entries = reading.our_sub_processors()?;
    let before = published.first().map_or(&[][..], |held| &held.list.entries);
    let (clients, notice_days) = reading.all_clients_duty(today)?;
    let unreachable = served(reading, today)?.into_iter().filter(|client| address(client).is_none());
    Ok(PublishedView {
        without_address: unreachable.map(|client| client.name).collect(),
        changes: changes(before, &entries),
        entries,
        clients,
        notice_days,
        earliest_on: today.checked_add_days(Days::new(notice_days.unwrap_or(0).into())).unwrap_or(today),
        published: published.into_iter().map(row).collect(),
    })
}

fn served(reading: &Reading, today: NaiveDate) -> Result<Vec<Client>, Failure> {
    let served = reading.clients()?.into_iter().map(|held| held.client).filter(|client| client.is_served_on(today));
    Ok(served.collect())
}

fn address(client: &Client) -> Option<&String> {
    client.dpo_email.as_ref().or(client.contact_email.as_ref())
}

fn row(held: StoredPublishedList) -> PublishedRow {
    PublishedRow {
        id: held.id,
        published_on: held.list.published_on,
        effective_on: held.list.effective_on,
        who: held.who,
        entries: held.list.entries.len() as u32,
        notice: held.list.notice,
    }
}

pub(crate) fn save(call: &Call, arguments: PublishedSave) -> Result<Done<()>, Failure> {
    let today = call.app.clock.today();
    let path = call.app.state().places.path(&arguments.file)?;
    let language = arguments.language;
    let bytes = call.read(|reading| {
        let us = organisation(reading)?;
        let legal = reading.legal(lists())?;
        let held = match arguments.id {
            Some(id) => as_published(reading, id)?,
            None => Published::now(reading, today, today)?,
        };
        let list = held.list();
        Ok(match arguments.format {
            ListFormat::Html => public_list::html(&list, &us, lists(), language, &legal).into_bytes(),
            ListFormat::Markdown => public_list::markdown(&list, &us, lists(), language, &legal).into_bytes(),
            ListFormat::Csv => public_list::csv(&list, lists(), language, &legal),
            ListFormat::Pdf => {
                let issue = Issue { organisation: &us, language, lists: lists(), issued_on: today, as_of: today, history_head: None };
                let document = sub_processors::sub_processors(&list, &[], &issue, &legal);
                render(&document).map_err(|fault| Failure::Internal { reference: fault.to_string() })?.bytes
            }
        })
    })?;
    write_file(&path, &bytes)?;
    Ok(Done::read(()))
}

fn organisation(reading: &Reading) -> Result<Organisation, Failure> {
    let held = reading.organisation()?;
    Ok(held.ok_or_else(|| Failure::NotFound { entity: "organisation".into(), id: String::new() })?.organisation)
}

fn as_published(reading: &Reading, id: PublishedListId) -> Result<Published, Failure> {
    let list = reading.published_list(id)?.list;
    let earlier = reading.published_lists()?.into_iter().skip_while(|held| held.id != id).nth(1);
    let changes = changes(earlier.as_ref().map_or(&[][..], |held| &held.list.entries), &list.entries);
    Ok(Published {
        entries: list.entries,
        changes,
        as_of: list.published_on,
        effective_on: list.effective_on,
        before: earlier.map(|held| held.list.published_on),
    })
}

pub(crate) fn notice(call: &Call, arguments: ClientNoticeAsk) -> Result<Done<ClientNotice>, Failure> {
    let today = call.app.clock.today();
    call.read(|reading| {
        let held = Published::now(reading, today, arguments.effective_on)?;
        let legal = reading.legal(lists())?;
        let made = client_notice(&held.list(), &organisation(reading)?, lists(), arguments.language, &legal);
        Ok(Done::read(ClientNotice { subject: made.subject, text: made.text }))
    })
}

pub(crate) fn save_notice(call: &Call, arguments: ClientNoticeSave) -> Result<Done<()>, Failure> {
    let today = call.app.clock.today();
    let path = call.app.state().places.path(&arguments.file)?;
    let (from, clients) = call.read(|reading| {
        let clients: Vec<String> = served(reading, today)?.iter().filter_map(address).cloned().collect();
        Ok((organisation(reading)?.contact_email, clients))
    })?;
    let date = chrono::DateTime::parse_from_rfc3339(&call.app.clock.now()).ok();
    let (subject, text) = (&arguments.subject, &arguments.text);
    let draft = MailDraft { from: from.as_deref(), bcc: &clients, subject, text, date, ..MailDraft::default() };
    write_file(&path, &draft.message())?;
    Ok(Done::read(()))
}
