//! A message of RFC 5322 with its parts: who, when, what, the text that is read and the files beside it.

use chrono::{DateTime, FixedOffset, NaiveDate};
use mail_parser::{Address, Header, HeaderName, HeaderValue, Message};

use super::page_text::page_text;
use super::part::{Budget, Content, Part};
use super::{MOST_ATTACHMENTS, Mail, MailFault, MailFile, MailPerson};

pub(super) fn read(bytes: &[u8]) -> Result<Mail, MailFault> {
    let whole = Part::read(beginning(bytes))?;
    let head = &whole.head;
    if !is_mail(head) {
        return Err(MailFault::NotAMail);
    }
    let mut mail = Mail {
        message_id: head.message_id().map(str::to_owned),
        date: head.date().and_then(moment),
        from: head.from().and_then(|from| people(from).next()).or_else(|| head.sender().and_then(|sender| people(sender).next())),
        to: [head.to(), head.cc(), head.bcc()].into_iter().flatten().flat_map(people).collect(),
        subject: head.subject().unwrap_or_default().to_owned(),
        ..Mail::default()
    };
    let mut reading = Reading { texts: Vec::new(), files: Vec::new(), budget: Budget::new() };
    reading.part(&whole, 0)?;
    mail.text = reading.texts.join("\n\n");
    mail.attachments = reading.files;
    Ok(mail.cleaned())
}

/// Without what some programs put before the first header: a mark of UTF-8, empty lines, the line of a mailbox.
fn beginning(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match bytes.strip_prefix(b"From ").or(bytes.strip_prefix(b">From ")) {
        Some(rest) => rest.iter().position(|byte| *byte == b'\n').map_or(b"", |end| &rest[end + 1..]),
        None => bytes,
    }
}

/// Any text with a colon has something like a header.
fn is_mail(head: &Message) -> bool {
    let is_of_a_mail = |name: &HeaderName| {
        use HeaderName::{ContentType, Date, From, MessageId, MimeVersion, Received, Subject, To};
        matches!(name, Date | From | MessageId | Received | Subject | To | ContentType | MimeVersion)
    };
    headers(head).iter().filter(|header| is_of_a_mail(&header.name)).count() >= 2
}

/// Asked without a part, the library panics.
fn headers<'a, 'b>(head: &'b Message<'a>) -> &'b [Header<'a>] {
    head.parts.first().map_or(&[], |part| &part.headers)
}

fn people<'a>(address: &'a Address<'a>) -> impl Iterator<Item = MailPerson> + 'a {
    address
        .iter()
        .map(|one| MailPerson { name: one.name.as_deref().map(str::to_owned), address: one.address.as_deref().map(str::to_owned) })
}

fn moment(date: &mail_parser::DateTime) -> Option<DateTime<FixedOffset>> {
    let seconds = i32::from(date.tz_hour) * 3_600 + i32::from(date.tz_minute) * 60;
    let offset = FixedOffset::east_opt(if date.tz_before_gmt { -seconds } else { seconds })?;
    let day = NaiveDate::from_ymd_opt(i32::from(date.year), date.month.into(), date.day.into())?;
    let time = day.and_hms_opt(date.hour.into(), date.minute.into(), u32::from(date.second).min(59))?;
    time.and_local_timezone(offset).single()
}

struct Reading {
    texts: Vec<String>,
    files: Vec<MailFile>,
    budget: Budget,
}

impl Reading {
    fn part(&mut self, part: &Part, level: usize) -> Result<(), MailFault> {
        match part.content(level, &mut self.budget)? {
            Content::Parts(parts) => parts.iter().try_for_each(|inner| self.part(inner, level + 1)),
            Content::Alternatives(parts) => self.alternatives(&parts, level + 1),
            Content::Leaf => self.leaf(part),
        }
    }

    /// The same text in several forms: the plainest that says anything is read. Files in them are kept.
    fn alternatives(&mut self, parts: &[Part], level: usize) -> Result<(), MailFault> {
        let before = self.texts.len();
        let mut forms = Vec::new();
        for part in parts {
            self.part(part, level)?;
            let text = self.texts.split_off(before).join("\n\n");
            forms.push((part.media_type().as_deref() != Some("text/plain"), text));
        }
        forms.retain(|(_, text)| !text.trim().is_empty());
        forms.sort_by_key(|(is_rich, _)| *is_rich);
        self.texts.extend(forms.into_iter().next().map(|(_, text)| text));
        Ok(())
    }

    fn leaf(&mut self, part: &Part) -> Result<(), MailFault> {
        let media_type = part.media_type();
        let is_file = part.is_attachment() || part.name().is_some();
        match media_type.as_deref() {
            None | Some("text/plain") if !is_file => self.texts.push(part.text()),
            Some("text/html") if !is_file => self.texts.push(page_text(&part.text())),
            _ => {
                if self.files.len() == MOST_ATTACHMENTS {
                    return Err(MailFault::TooManyAttachments { most: MOST_ATTACHMENTS });
                }
                self.files.push(MailFile::new(
                    part.name().or(subject_of(part).as_deref()),
                    media_type.as_deref(),
                    part.bytes().into_owned(),
                ));
            }
        }
        Ok(())
    }
}

/// A mail in a mail is called by its subject.
fn subject_of(part: &Part) -> Option<String> {
    if part.media_type().as_deref() != Some("message/rfc822") {
        return None;
    }
    let bytes = part.bytes();
    let inner = Part::read(&bytes).ok()?;
    let subject = headers(&inner.head).iter().find_map(|header| match (&header.name, &header.value) {
        (HeaderName::Subject, HeaderValue::Text(text)) => Some(text.replace(['/', '\\'], " ")),
        _ => None,
    })?;
    Some(format!("{}.eml", subject.chars().take(100).collect::<String>().trim()))
}
