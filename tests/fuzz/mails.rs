//! Mails that somebody drops: read or refused, and whatever is taken from one is safe to show and to name.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use provident_domain::name::clean_line;
use provident_exchange::mail_draft::{MailAttachment, MailDraft};
use provident_exchange::mail_read::{MOST_ATTACHMENTS, Mail, MailFault, read_mail};

use super::{cases, hostile};

const PIECES: [&str; 24] = [
    "From: a@x.example\r\n",
    "Subject: =?utf-8?B?w6k=?= =?x?Q?=?=\r\n",
    "To: \"a, b\" <a@x.example>, group: b@y.example, ;\r\n",
    "Date: Wed, 25 Nov 2026 10:00:00 +9999\r\n",
    "Content-Type: multipart/mixed; boundary=b\r\n",
    "Content-Type: multipart/alternative; boundary=\"\"\r\n",
    "Content-Type: message/rfc822\r\n",
    "Content-Type: text/html; charset=utf-7\r\n",
    "Content-Type: text/plain; charset=\"\u{0}\"; name*0*=utf-8''%; name*1=\"..\\\"\r\n",
    "Content-Disposition: attachment; filename=\"../a\u{202e}.eml\"\r\n",
    "Content-Disposition: attachment; filename*=utf-8''%2e%2e%2f.provident-answers\r\n",
    "Content-Transfer-Encoding: base64\r\n",
    "Content-Transfer-Encoding: quoted-printable\r\n",
    "Message-ID: <<<>>>\r\n",
    "\r\n",
    "\n",
    "--b\r\n",
    "--b--\r\n",
    "AAEC=\r\n",
    "=E9=\r\n",
    "<p>x<script>",
    "</p>&#x110000;&nbsp",
    "RnJvbTogYUB4LmV4YW1wbGUKU3ViamVjdDogeAoKaGk=\r\n",
    ":\r\n",
];

fn is_safe(mail: &Mail) -> Result<(), TestCaseError> {
    let is_hidden =
        |letter: char| letter.is_control() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let people = mail.from.iter().chain(&mail.to).flat_map(|person| [&person.name, &person.address]).flatten();
    let lines = people.chain(&mail.message_id).chain([&mail.subject]).chain(mail.attachments.iter().map(|file| &file.media_type));
    for line in lines.chain(mail.attachments.iter().map(|file| &file.name)) {
        prop_assert!(!line.contains(is_hidden), "{:?}", line);
    }
    prop_assert!(!mail.text.replace('\n', "").contains(is_hidden));
    prop_assert!(mail.attachments.len() <= MOST_ATTACHMENTS && mail.answers().len() <= MOST_ATTACHMENTS);
    for file in &mail.attachments {
        let is_name = !file.name.is_empty() && !file.name.contains(['/', '\\']) && file.name != "." && file.name != "..";
        prop_assert!(is_name && file.name.chars().count() <= 200, "{:?}", file.name);
    }
    Ok(())
}

fn is_read_or_refused(bytes: &[u8]) -> Result<(), TestCaseError> {
    read_mail(bytes).map_or(Ok(()), |mail| is_safe(&mail))
}

/// A small mail of Outlook with a person, a file and a mail within.
fn outlook() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("in memory");
    let units = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let within = "/__attach_version1.0_#00000001/__substg1.0_3701000D";
    for storage in ["/__recip_version1.0_#00000000", "/__attach_version1.0_#00000000", "/__attach_version1.0_#00000001", within] {
        file.create_storage(storage).expect("in memory");
    }
    let streams = [
        ("/__properties_version1.0".to_owned(), vec![0; 64]),
        ("/__substg1.0_0037001F".to_owned(), units("Subject")),
        ("/__substg1.0_007D001E".to_owned(), b"From: a@x.example\r\nMessage-ID: <a>\r\n\r\n".to_vec()),
        ("/__substg1.0_10130102".to_owned(), b"<p>text</p>".to_vec()),
        ("/__recip_version1.0_#00000000/__substg1.0_39FE001F".to_owned(), units("b@y.example")),
        ("/__attach_version1.0_#00000000/__substg1.0_3707001F".to_owned(), units("a.provident-answers")),
        ("/__attach_version1.0_#00000000/__substg1.0_37010102".to_owned(), vec![7; 5_000]),
        (format!("{within}/__properties_version1.0"), vec![0; 40]),
        (format!("{within}/__substg1.0_0037001F"), units("Within")),
    ];
    for (path, content) in streams {
        file.create_stream(path).expect("in memory").write_all(&content).expect("in memory");
    }
    file.into_inner().into_inner()
}

proptest! {
    #![proptest_config(cases(500, 100_000))]

    #[test]
    fn any_bytes_are_a_mail_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        is_read_or_refused(&bytes)?;
    }

    #[test]
    fn any_pieces_of_mails_are_read_or_refused(
        pieces in proptest::collection::vec(prop_oneof![8 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned), 1 => ".{0,30}"], 0..40),
    ) {
        let mail = format!("From: a@x.example\r\nSubject: x\r\n{}", pieces.concat());
        let read = read_mail(mail.as_bytes());
        prop_assert!(!matches!(read, Err(MailFault::Damaged { .. })), "a message is never beyond reading: {:?}", mail);
        is_read_or_refused(mail.as_bytes())?;
    }

    #[test]
    fn a_mail_of_outlook_with_some_bytes_changed_is_read_or_refused(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), until in any::<prop::sample::Index>(), is_cut in prop::bool::weighted(0.2),
    ) {
        let mut file = outlook();
        prop_assert_eq!(read_mail(&file).map(|mail| (mail.subject, mail.attachments.len())), Ok(("Subject".into(), 2)));
        let length = file.len();
        for (at, byte) in &changes {
            // Most of what steers the reading stands at the beginning of a sector.
            let at = at.index(length);
            file[if byte % 2 == 0 { at } else { at / 128 * 128 + at % 24 }] = *byte;
        }
        if is_cut {
            file.truncate(until.index(length));
        }
        is_read_or_refused(&file)?;
    }

    #[test]
    fn a_draft_of_anything_is_a_mail_that_says_the_same(to in hostile(), subject in hostile(), text in hostile(), name in hostile(), content in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let [to, subject, text, name] = [to, subject, text, name].map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        let attachments = [MailAttachment { name: &name, media_type: &subject, content: &content }];
        let draft = MailDraft { to: &[to], subject: &subject, text: &text, attachments: &attachments, ..MailDraft::default() }.message();
        let mail = read_mail(&draft).expect("a mail of ours");
        is_safe(&mail)?;
        prop_assert_eq!(&mail.attachments[0].content, &content);
let said = clean_line(&subject, 1_000).unwrap_or_default();
        prop_assert!(said.contains("=?") || mail.subject == said, "{:?} is not {:?}", mail.subject, said);
    }
}
