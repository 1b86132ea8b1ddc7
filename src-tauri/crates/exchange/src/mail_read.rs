//! A mail that somebody kept as a file: `.eml` (RFC 5322) or `.msg` (Outlook). What it says and what is
//! attached, all of it from outside: counted before it is read, names without paths, texts safe to show.

mod message;
mod outlook;
mod page_text;
mod part;
#[cfg(test)]
mod tests;

use chrono::{DateTime, FixedOffset};
use provident_domain::name::{clean_line, clean_text};
use serde::Serialize;
use ts_rs::TS;

use crate::file_name::last_part;
use crate::guarded::guarded;

/// Bytes of a mail.
pub const LARGEST_MAIL: u64 = 30 * 1024 * 1024;
pub const MOST_ATTACHMENTS: usize = 200;
/// Ending of the name of a file of answers.
pub const ANSWERS: &str = ".provident-answers";

/// Characters of the text; the mail itself is kept beside it.
const LONGEST_TEXT: usize = 200_000;
/// Characters of a subject, a name, an address.
const LONGEST_LINE: usize = 1_000;
const MOST_PEOPLE: usize = 2_000;
/// Mails within mails that are looked into.
const DEEPEST_MAIL: usize = 4;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mail {
    /// Without its angle brackets.
    pub message_id: Option<String>,
    pub date: Option<DateTime<FixedOffset>>,
    pub from: Option<MailPerson>,
    /// To, then in copy, then in blind copy.
    pub to: Vec<MailPerson>,
    pub subject: String,
    pub text: String,
    pub attachments: Vec<MailFile>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MailPerson {
    pub name: Option<String>,
    pub address: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MailFile {
    /// The last part of what it was called.
    pub name: String,
    /// As the sender's program said it, `application/octet-stream` where it said nothing.
    pub media_type: String,
    pub content: Vec<u8>,
}

/// Why a mail cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MailFault {
    /// Megabytes.
    #[error("the mail is larger than {limit} MB")]
    TooLarge { limit: u64 },
    #[error("this is not a mail")]
    NotAMail,
    #[error("the mail has more than {most} attachments")]
    TooManyAttachments { most: usize },
    #[error("the mail has more parts or headers than a mail has")]
    TooManyParts,
    #[error("the mail holds parts in parts deeper than any mail program makes them")]
    TooDeep,
    #[error("the mail is damaged: {detail}")]
    Damaged { detail: String },
}

pub fn read_mail(bytes: &[u8]) -> Result<Mail, MailFault> {
    if bytes.len() as u64 > LARGEST_MAIL {
        return Err(MailFault::TooLarge { limit: LARGEST_MAIL / 1_048_576 });
    }
    guarded(|| if bytes.starts_with(outlook::SIGNATURE) { outlook::read(bytes) } else { message::read(bytes) })
        .unwrap_or_else(|| Err(MailFault::Damaged { detail: "it cannot be read to its end".into() }))
}

impl Mail {
    /// Files of answers, also those in mails that were forwarded in it.
    pub fn answers(&self) -> Vec<MailFile> {
        self.answers_within(DEEPEST_MAIL)
    }

    fn answers_within(&self, left: usize) -> Vec<MailFile> {
        let mut found: Vec<MailFile> = self.attachments.iter().filter(|file| file.is_answers()).cloned().collect();
        if left > 0 {
            let inner = self.attachments.iter().filter(|file| file.is_mail()).filter_map(|file| read_mail(&file.content).ok());
            found.extend(inner.flat_map(|mail| mail.answers_within(left - 1)));
        }
        found.truncate(MOST_ATTACHMENTS);
        found
    }

    /// Everything in it made safe to show.
    fn cleaned(self) -> Mail {
        Mail {
            message_id: self.message_id.and_then(|id| clean_line(id.trim_matches(['<', '>', ' ']), LONGEST_LINE)),
            date: self.date,
            from: self.from.and_then(MailPerson::cleaned),
            to: self.to.into_iter().take(MOST_PEOPLE).filter_map(MailPerson::cleaned).collect(),
            subject: clean_line(&self.subject, LONGEST_LINE).unwrap_or_default(),
            text: clean_text(&self.text, LONGEST_TEXT).unwrap_or_default(),
            attachments: self.attachments,
        }
    }
}

impl MailPerson {
    fn cleaned(self) -> Option<MailPerson> {
        let line = |text: Option<String>| text.and_then(|text| clean_line(&text, LONGEST_LINE));
        let person = MailPerson { name: line(self.name), address: line(self.address) };
        (person != MailPerson::default()).then_some(person)
    }
}

impl MailFile {
    fn new(name: Option<&str>, media_type: Option<&str>, content: Vec<u8>) -> MailFile {
        let media_type =
            media_type.and_then(|kind| clean_line(&kind.to_lowercase(), 100)).unwrap_or_else(|| "application/octet-stream".into());
        let name = name.and_then(last_part).unwrap_or_else(|| nameless(&media_type).into());
        MailFile { name, media_type, content }
    }

    pub fn is_answers(&self) -> bool {
        self.name.to_lowercase().ends_with(ANSWERS)
    }

    fn is_mail(&self) -> bool {
        let name = self.name.to_lowercase();
        self.media_type == "message/rfc822" || name.ends_with(".eml") || name.ends_with(".msg")
    }
}

fn nameless(media_type: &str) -> &'static str {
    match media_type {
        "message/rfc822" => "message.eml",
        "application/vnd.ms-outlook" => "message.msg",
        "text/plain" => "text.txt",
        "text/html" => "page.html",
        _ => "attachment",
    }
}
