//! A mail to be read and sent by a person: an RFC 5322 message that mail programs open as a draft.
//! Nothing is asked of a clock or a host: the same draft is the same bytes.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};
use encodify::base64::MIME;
use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::{BodyPart, MimePart};
use provident_domain::evidence::content_digest;
use provident_domain::name::clean_line;

/// Characters of the name of an attachment; more than file systems take.
const LONGEST_NAME: usize = 200;

/// What a person is to send. What would end a header or an address is taken out of every field.
#[derive(Clone, Copy, Default, Debug)]
pub struct MailDraft<'a> {
    pub from: Option<&'a str>,
    pub to: &'a [String],
    /// In blind copy: nobody sees who else was asked.
    pub bcc: &'a [String],
    pub subject: &'a str,
    pub text: &'a str,
    pub date: Option<DateTime<FixedOffset>>,
    pub attachments: &'a [MailAttachment<'a>],
}

#[derive(Clone, Copy, Debug)]
pub struct MailAttachment<'a> {
    pub name: &'a str,
    /// Such as `text/html`; anything else than a media type is sent as plain bytes.
    pub media_type: &'a str,
    pub content: &'a [u8],
}

impl MailDraft<'_> {
    /// As a file `.eml`.
    pub fn message(&self) -> Vec<u8> {
        let mut part = self.body();
        let mut headers: Vec<(Cow<str>, HeaderType)> = vec![("X-Unsent".into(), Raw::new("1").into())];
        headers.extend(self.date.map(|date| ("Date".into(), Raw::new(date.to_rfc2822()).into())));
        let from: Vec<String> = self.from.iter().map(|from| (*from).to_owned()).collect();
        for (name, whom) in [("From", &from[..]), ("To", self.to), ("Bcc", self.bcc)] {
            headers.extend(addresses(whom).map(|whom| (name.into(), whom.into())));
        }
        headers.push(("Subject".into(), subject(self.subject)));
        headers.push(("MIME-Version".into(), Raw::new("1.0").into()));
        headers.append(&mut part.headers);
        let mut message = Vec::new();
        MimePart { headers, contents: part.contents }.write_part(&mut message);
        message
    }

    fn body(&self) -> MimePart<'_> {
        let text = MimePart::new("text/plain", plain(self.text));
        if self.attachments.is_empty() {
            return text;
        }
        // Attachments are base64, which has no hyphens: only the text could hold a boundary.
        let digest = content_digest(format!("{}\n{}", self.subject, self.text).as_bytes());
        let mixed = ContentType::new("multipart/mixed").attribute("boundary", format!("provident-{}", &digest[..32]));
        let attachments = self.attachments.iter().map(MailAttachment::part);
        MimePart::new(mixed, BodyPart::Multipart(std::iter::once(text).chain(attachments).collect()))
    }
}

impl MailAttachment<'_> {
    fn part(&self) -> MimePart<'static> {
        let name = clean_line(self.name, LONGEST_NAME).unwrap_or_else(|| "attachment".into());
        let media_type = if is_media_type(self.media_type) { self.media_type } else { "application/octet-stream" };
        // Always base64: gateways mend line ends and add footers in whatever they can read.
        MimePart::new(ContentType::new(media_type.to_owned()).attribute("name", name.clone()), MIME.encode(self.content).into_bytes())
            .attachment(name)
            .transfer_encoding("base64")
    }
}

/// None where no address is left.
fn addresses(whom: &[String]) -> Option<Address<'static>> {
    let whom: Vec<Address> = whom.iter().map(|one| bare(one)).filter(|one| !one.is_empty()).map(Address::from).collect();
    (!whom.is_empty()).then_some(Address::List(whom))
}

/// One address: no name, no second one behind a comma.
fn bare(text: &str) -> String {
    let ends = |letter: char| letter.is_control() || letter.is_whitespace() || ",;:<>()[]\"\\".contains(letter);
    text.chars().filter(|letter| !ends(*letter)).collect()
}

fn subject(text: &str) -> HeaderType<'static> {
    let text = clean_line(text, usize::MAX).unwrap_or_default();
    // What looks like an encoded word would be read as one.
    Text::new(text.replace("=?", "= ?")).into()
}

/// The text without control signs but line ends and tabs.
fn plain(text: &str) -> String {
    let mut plain: String =
        text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    if !plain.ends_with('\n') {
        plain.push('\n');
    }
    plain
}

/// `token/token` of RFC 2045, without parameters.
fn is_media_type(text: &str) -> bool {
    let is_token = |part: &str| {
        !part.is_empty() && part.len() <= 100 && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    text.split_once('/').is_some_and(|(kind, rest)| is_token(kind) && is_token(rest))
}

#[cfg(test)]
mod tests {
    use mail_parser::{MessageParser, MimeHeaders};
    use proptest::prelude::*;

    use super::*;

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn draft(subject: &str, text: &str, bcc: &[&str]) -> String {
        let draft = MailDraft { from: Some("dpo@lumeria.example"), bcc: &owned(bcc), subject, text, ..MailDraft::default() };
        String::from_utf8(draft.message()).expect("ASCII")
    }

    fn header_names(draft: &str) -> Vec<&str> {
        let head = draft.split("\r\n\r\n").next().unwrap_or_default();
        head.split("\r\n").filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(": ").next()).collect()
    }

    #[test]
    fn a_plain_draft_reads_as_it_is() {
        let draft = draft("Change of sub-processors", "Dear client,\n\nNew: a=b\n", &["a@x.example", "b@y.example"]);
        let expected = "X-Unsent: 1\r\nFrom: <dpo@lumeria.example>\r\nBcc: <a@x.example>, <b@y.example>\r\n\
            Subject: Change of sub-processors\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=\"utf-8\"\r\n\
            Content-Transfer-Encoding: 7bit\r\n\r\nDear client,\r\n\r\nNew: a=b\r\n";
        assert_eq!(draft, expected);
    }

    #[test]
    fn no_field_can_add_a_header_or_a_recipient() {
        let draft = draft("Hello\r\nTo: all@x.example", "text", &["a@x.example\r\nCc: b@x.example", "c@x.example, d@x.example"]);
        let expected = ["X-Unsent", "From", "Bcc", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];
        assert_eq!(header_names(&draft), expected);
        assert!(draft.contains("Subject: Hello To: all@x.example\r\n"), "{draft}");
        let read = MessageParser::new().parse(draft.as_bytes()).expect("a mail");
        assert_eq!(read.bcc().expect("asked in blind copy").iter().count(), 2, "two in one field are no two recipients: {draft}");
    }

    #[test]
    fn every_line_is_short_and_ascii() {
        let subject = "Sous-traitants ultérieurs : changement à partir du 1er janvier 2027 – 日本語 🦉";
        let draft = draft(subject, &"é".repeat(500), &["a@x.example"]);
        assert!(draft.is_ascii() && draft.split("\r\n").all(|line| line.len() <= 78), "{draft}");
        assert!(!draft.replace("\r\n", "").contains(['\r', '\n']), "lines end in one way");
    }

    #[test]
    fn the_date_is_written_where_one_is_given() {
        let date = DateTime::parse_from_rfc3339("2026-11-25T10:00:00+01:00").ok();
        let draft = MailDraft { date, ..MailDraft::default() }.message();
        assert!(String::from_utf8_lossy(&draft).contains("Date: Wed, 25 Nov 2026 10:00:00 +0100\r\n"), "RFC 5322");
    }

    #[test]
    fn attachments_come_back_under_their_names() {
        let page = "<p>é</p>\n--x\r".repeat(20_000);
        let attachments = [
            MailAttachment { name: "Questionnaire « Ressources humaines ».html", media_type: "text/html", content: page.as_bytes() },
            MailAttachment {
                name: "Ερωτηματολόγιο.zip", media_type: "application/zip\r\nBcc: x@x.example", content: &[0, 13, 10, 255]
            },
        ];
        let to = owned(&["a@x.example", "b@y.example"]);
        let draft = MailDraft { to: &to, subject: "Vos réponses", text: "Bonjour,", attachments: &attachments, ..MailDraft::default() };
        let message = draft.message();
        assert_eq!(message, draft.message(), "the same draft is the same bytes");
        assert!(message.is_ascii() && message.split(|byte| *byte == b'\n').all(|line| line.len() <= 79));
        let read = MessageParser::new().parse(&message).expect("a mail");
        assert_eq!((read.subject(), read.to().expect("to").iter().count()), (Some("Vos réponses"), 2));
        assert_eq!(read.body_text(0).as_deref().map(str::trim_end), Some("Bonjour,"));
        let found: Vec<(&str, &[u8])> =
            read.attachments().map(|part| (part.attachment_name().unwrap_or_default(), part.contents())).collect();
        assert_eq!(found, attachments.map(|sent| (sent.name, sent.content)));
        let kinds: Vec<String> = read
            .attachments()
            .filter_map(|part| part.content_type())
            .map(|kind| format!("{}/{:?}", kind.ctype(), kind.subtype()))
            .collect();
        assert_eq!(kinds, ["text/Some(\"html\")", "application/Some(\"octet-stream\")"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_carried_and_nothing_is_added(subject_text in any::<String>(), text in any::<String>(), name in any::<String>(), to in any::<String>()) {
            let to = [to];
            let attachments = [MailAttachment { name: &name, media_type: &name, content: text.as_bytes() }];
            let draft = MailDraft { to: &to, subject: &subject_text, text: &text, attachments: &attachments, ..MailDraft::default() };
            let message = draft.message();
            let head = String::from_utf8_lossy(&message).into_owned();
            let known = ["X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"];
            prop_assert!(header_names(&head).iter().all(|name| known.contains(name)), "{}", head);
            let read = MessageParser::new().parse(&message).expect("a mail");
            prop_assert_eq!(read.subject().unwrap_or_default(), clean_line(&subject_text, usize::MAX).unwrap_or_default().replace("=?", "= ?"));
            prop_assert_eq!(read.body_text(0).unwrap_or_default().replace("\r\n", "\n"), plain(&text));
            prop_assert_eq!(read.attachments().map(|part| part.contents().to_vec()).collect::<Vec<_>>(), vec![text.into_bytes()]);
        }
    }
}
