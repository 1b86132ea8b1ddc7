use std::io::Write;

use cfb::CompoundFile;

use super::*;
use crate::mail_draft::{MailAttachment, MailDraft};

fn mail(lines: &[&str]) -> Result<Mail, MailFault> {
    read_mail(lines.join("\r\n").as_bytes())
}

fn person(name: &str, address: &str) -> MailPerson {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    MailPerson { name: some(name), address: some(address) }
}

fn names(mail: &Mail) -> Vec<&str> {
    mail.attachments.iter().map(|file| file.name.as_str()).collect()
}

#[test]
fn a_mail_says_who_wrote_what_to_whom_and_when() {
    let mail = mail(&[
        "Received: from mx.example by mail.example; Wed, 25 Nov 2026 10:00:01 +0100",
        "From: =?utf-8?Q?S=C3=A9verine_Lef=C3=A8vre?= <s.lefevre@zahlwerk.example>",
        "To: \"Keller, Anna\" <dpo@lumeria.example>, b@y.example",
        "Cc: c@z.example",
        "Date: Wed, 25 Nov 2026 10:00:00 +0100",
        "Message-ID: <abc.123@zahlwerk.example>",
        "Subject: =?iso-8859-1?Q?R=E9ponses?= au questionnaire",
        "Content-Type: text/plain; charset=iso-8859-15",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "Bonjour=20",
        "=C0 bient=F4t, 5 =A4",
    ]);
    let mail = mail.expect("a mail");
    assert_eq!(mail.message_id.as_deref(), Some("abc.123@zahlwerk.example"));
    assert_eq!(mail.date.map(|date| date.to_rfc3339()).as_deref(), Some("2026-11-25T10:00:00+01:00"));
    assert_eq!(mail.from, Some(person("Séverine Lefèvre", "s.lefevre@zahlwerk.example")));
    assert_eq!(mail.to, [person("Keller, Anna", "dpo@lumeria.example"), person("", "b@y.example"), person("", "c@z.example")]);
    assert_eq!((mail.subject.as_str(), mail.text.as_str()), ("Réponses au questionnaire", "Bonjour\nÀ bientôt, 5 €"));
}

#[test]
fn a_draft_of_ours_is_read_back_whole() {
    let attachments = [
        MailAttachment {
            name: "Personnel – Ερωτηματολόγιο.provident-answers",
            media_type: "application/octet-stream",
            content: &[1, 2, 0, 255],
        },
        MailAttachment { name: "note.txt", media_type: "text/plain", content: b"a\nb" },
    ];
    let to = ["dpo@lumeria.example".to_owned()];
    let draft = MailDraft { to: &to, subject: "Réponses", text: "Ci-joint.", attachments: &attachments, ..MailDraft::default() };
    let mail = read_mail(&draft.message()).expect("a mail");
    assert_eq!((mail.subject.as_str(), mail.text.as_str()), ("Réponses", "Ci-joint."));
    let sent =
        attachments.map(|file| MailFile { name: file.name.into(), media_type: file.media_type.into(), content: file.content.into() });
    assert_eq!(mail.attachments, sent);
    assert_eq!(mail.answers(), &sent[..1]);
}

#[test]
fn of_two_forms_of_a_text_the_plain_one_is_read_and_files_in_them_are_kept() {
    let lines = [
        "From: a@x.example",
        "Subject: x",
        "Content-Type: multipart/alternative; boundary=b",
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "plain",
        "--b",
        "Content-Type: multipart/related; boundary=\"b b\"",
        "",
        "--b b",
        "Content-Type: text/html",
        "",
        "<p>rich</p>",
        "--b b",
        "Content-Type: image/png; name=logo.png",
        "Content-Transfer-Encoding: base64",
        "",
        "AAEC",
        "--b b--",
        "--b--",
    ];
    let both = mail(&lines).expect("a mail");
    assert_eq!((both.text.as_str(), names(&both)), ("plain", vec!["logo.png"]));
    assert_eq!(both.attachments[0].content, [0, 1, 2]);
    let only: Vec<&str> = lines.iter().enumerate().filter(|(at, _)| !(4..8).contains(at)).map(|(_, line)| *line).collect();
    assert_eq!(mail(&only).expect("a mail").text, "rich");
}

#[test]
fn answers_are_found_in_a_mail_that_was_forwarded() {
    let inner = [
        "From: a@x.example",
        "Subject: The /answers",
        "Content-Type: multipart/mixed; boundary=in",
        "",
        "--in",
        "Content-Type: application/octet-stream",
        "Content-Disposition: attachment; filename=\"=?utf-8?B?w6kucHJvdmlkZW50LWFuc3dlcnM=?=\"",
        "",
        "age",
        "--in--",
        "",
    ]
    .join("\r\n");
    let outer = [
        "From: b@x.example",
        "Subject: Fwd",
        "Content-Type: multipart/mixed; boundary=out",
        "",
        "--out",
        "Content-Type: message/rfc822",
        "",
    ];
    let whole = format!("{}\r\n{inner}\r\n--out--\r\n", outer.join("\r\n"));
    let mail = read_mail(whole.as_bytes()).expect("a mail");
    assert_eq!(names(&mail), ["The answers.eml"]);
    let answers = mail.answers();
    assert_eq!((answers[0].name.as_str(), answers[0].content.as_slice()), ("é.provident-answers", &b"age"[..]));
}

#[test]
fn names_lose_their_paths_and_texts_what_turns_them() {
    let mail = mail(&[
        "From: \"x\u{202e}y\" <a@x.example>",
        "Subject: pay\u{202e}fdp",
        "Content-Type: multipart/mixed; boundary=b",
        "",
        "--b",
        "Content-Disposition: attachment; filename=\"../../.ssh/authorized_keys\"",
        "",
        "--b",
        "Content-Disposition: attachment; filename*=utf-8''..%5C..%5C%E2%80%AEgpj.exe",
        "",
        "--b",
        "Content-Disposition: attachment; filename=\"..\"",
        "",
        "--b",
        "Content-Type: text/html",
        "Content-Disposition: attachment",
        "",
        "x",
    ]);
    let mail = mail.expect("a mail");
    assert_eq!(names(&mail), ["authorized_keys", "gpj.exe", "attachment", "page.html"]);
    assert_eq!((mail.from, mail.subject.as_str()), (Some(person("xy", "a@x.example")), "payfdp"));
}

#[test]
fn what_is_no_mail_is_refused_by_what_it_is() {
    for text in ["", "hello", "Name: Acme\nCity: Lyon\n", "%PDF-1.7", "Subject: alone", "name;country\nAcme;FR\n"] {
        assert_eq!(read_mail(text.as_bytes()), Err(MailFault::NotAMail), "{text:?}");
    }
    let large = vec![b'a'; LARGEST_MAIL as usize + 1];
    assert_eq!(read_mail(&large), Err(MailFault::TooLarge { limit: 30 }));
}

#[test]
fn no_count_grows_without_end() {
    let head = "From: a@x.example\r\nSubject: x\r\n";
    let many = |part: &str, times: usize| {
        format!("{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n{}", format!("--b\r\n{part}\r\n\r\n").repeat(times))
    };
    let files = read_mail(many("Content-Disposition: attachment", MOST_ATTACHMENTS + 1).as_bytes());
    assert_eq!(files, Err(MailFault::TooManyAttachments { most: MOST_ATTACHMENTS }));
    assert_eq!(read_mail(many("", 100_000).as_bytes()), Err(MailFault::TooManyParts));
    assert_eq!(read_mail(format!("{head}{}", "a:b\r\n".repeat(100_000)).as_bytes()), Err(MailFault::TooManyParts));
    let deep: String = (0..10_000).map(|level| format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n")).collect();
    assert_eq!(read_mail(format!("{head}{deep}").as_bytes()), Err(MailFault::TooDeep));
    let within = format!("{head}{}", format!("Content-Type: message/rfc822\r\n\r\n{head}").repeat(100_000));
    let mail = read_mail(within.as_bytes()).expect("one mail in a mail");
    assert_eq!((mail.attachments.len(), mail.answers().len()), (1, 0));
}

#[test]
fn a_mail_cut_short_is_read_as_far_as_it_goes() {
    let mail = mail(&[
        "From: a@x.example",
        "Subject: x",
        "Content-Type: multipart/mixed; boundary=b",
        "",
        "--b",
        "",
        "text",
        "--b",
        "Content-Disposition: attachment; filename=a.bin",
        "Content-Transfer-Encoding: base64",
        "",
        "AAEC",
    ]);
    let mail = mail.expect("a mail");
    assert_eq!((mail.text.as_str(), mail.attachments[0].content.as_slice()), ("text", &[0, 1, 2][..]));
}

/// What Outlook would write, without what nobody reads.
struct MsgFile(CompoundFile<std::io::Cursor<Vec<u8>>>);

impl MsgFile {
    fn new() -> MsgFile {
        MsgFile(CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("in memory"))
    }

    fn bytes(self) -> Vec<u8> {
        self.0.into_inner().into_inner()
    }

    fn storage(&mut self, path: &str) {
        self.0.create_storage(path).expect("in memory");
    }

    fn stream(&mut self, path: &str, content: &[u8]) {
        self.0.create_stream(path).expect("in memory").write_all(content).expect("in memory");
    }

    fn text(&mut self, storage: &str, id: u16, text: &str) {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.stream(&format!("{storage}/__substg1.0_{id:04X}001F"), &units);
    }

    fn properties(&mut self, storage: &str, head: usize, entries: &[(u16, u16, u64)]) {
        let mut bytes = vec![0; head];
        for (id, kind, value) in entries {
            bytes.extend(kind.to_le_bytes().into_iter().chain(id.to_le_bytes()).chain([6, 0, 0, 0]).chain(value.to_le_bytes()));
        }
        self.stream(&format!("{storage}/__properties_version1.0"), &bytes);
    }

    fn mail(&mut self, storage: &str, head: usize, subject: &str) {
        // 25 November 2026, 09:00 UTC.
        self.properties(storage, head, &[(0x0039, 0x0040, 134_400_708_000_000_000), (0x3ffd, 0x0003, 1_252)]);
        self.text(storage, 0x0037, subject);
        self.text(storage, 0x0c1a, "Séverine Lefèvre");
        self.text(storage, 0x0c1f, "/O=EXCHANGE/CN=SLEFEVRE");
        self.text(storage, 0x5d01, "s.lefevre@zahlwerk.example");
    }

    fn file(&mut self, path: &str, name: &str, content: &[u8]) {
        self.storage(path);
        self.properties(path, 8, &[]);
        self.text(path, 0x3707, name);
        self.stream(&format!("{path}/__substg1.0_37010102"), content);
    }
}

#[test]
fn a_mail_of_outlook_says_the_same() {
    let mut file = MsgFile::new();
    file.mail("", 32, "Réponses");
    file.text("", 0x1000, "Bonjour,\r\nci-joint.");
    file.text("", 0x1035, "<abc@zahlwerk.example>");
    for (at, (how, name, address)) in [(2, "Copy", "c@z.example"), (1, "Anna Keller", "dpo@lumeria.example")].into_iter().enumerate() {
        let path = format!("/__recip_version1.0_#{at:08X}");
        file.storage(&path);
        file.properties(&path, 8, &[(0x0c15, 0x0003, how)]);
        file.text(&path, 0x3001, name);
        file.text(&path, 0x39fe, address);
    }
    file.file("/__attach_version1.0_#00000000", "..\\é.provident-answers", &[1, 2, 3]);
    let inner = "/__attach_version1.0_#00000001";
    file.storage(inner);
    file.properties(inner, 8, &[]);
    file.text(inner, 0x3001, "Earlier");
    let within = format!("{inner}/__substg1.0_3701000D");
    file.storage(&within);
    file.mail(&within, 24, "Earlier");
    file.stream(&format!("{within}/__substg1.0_10130102"), b"<p>\xc0 bient\xf4t</p>");
    file.file(&format!("{within}/__attach_version1.0_#00000000"), "old.provident-answers", &[9; 10_000]);

    let mail = read_mail(&file.bytes()).expect("a mail");
    assert_eq!((mail.subject.as_str(), mail.text.as_str()), ("Réponses", "Bonjour,\nci-joint."));
    assert_eq!(mail.message_id.as_deref(), Some("abc@zahlwerk.example"));
    assert_eq!(mail.date.map(|date| date.to_rfc3339()).as_deref(), Some("2026-11-25T09:00:00+00:00"));
    assert_eq!(mail.from, Some(person("Séverine Lefèvre", "s.lefevre@zahlwerk.example")));
    assert_eq!(mail.to, [person("Anna Keller", "dpo@lumeria.example"), person("Copy", "c@z.example")]);
    assert_eq!(names(&mail), ["é.provident-answers", "Earlier.msg"]);
    let within = read_mail(&mail.attachments[1].content).expect("a mail in a mail");
    assert_eq!((within.subject.as_str(), within.text.as_str(), within.date), ("Earlier", "À bientôt", mail.date));
    let answers: Vec<(String, usize)> = mail.answers().into_iter().map(|file| (file.name, file.content.len())).collect();
    assert_eq!(answers, [("é.provident-answers".to_owned(), 3), ("old.provident-answers".to_owned(), 10_000)]);
}

#[test]
fn another_compound_file_is_no_mail() {
    let mut file = MsgFile::new();
    file.stream("/Workbook", b"x");
    assert_eq!(read_mail(&file.bytes()), Err(MailFault::NotAMail));
}
