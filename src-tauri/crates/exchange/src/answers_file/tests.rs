use std::io::Write as _;

use provident_domain::evidence::content_digest;
use serde_json::{Value, json};

use super::*;

fn header() -> Value {
    json!({
        "register": "0197f3a0-0000-7000-8000-000000000001", "assessment": "0197f3a0-0000-7000-8000-000000000002",
        "copy": "0197f3a0-0000-7000-8000-000000000003", "questionnaire": { "id": "provider", "version": 3 }, "kind": "provider", "language": "fr",
        "sender": { "name": "Séverine Lefèvre", "function": "RSSI" }, "finished_at": "2026-11-25T10:00:00+01:00",
        "answers": { "Q01": { "value": "assured", "comment": "since 2024", "files": ["f1"] }, "Q02": { "is_unknown": true } },
        "cards": [{ "id": "0197f3a0-0000-7000-8000-000000000004", "standing": "confirmed", "answers": { "tool": { "value": "Payroll" } } }],
    })
}

fn file(id: &str, name: &str, content: &[u8]) -> AttachedFile {
    let attachment = Attachment {
        id: id.into(),
        name: name.into(),
        media_type: "application/pdf".into(),
        size: content.len() as u64,
        sha256: content_digest(content),
    };
    AttachedFile { attachment, content: content.into() }
}

fn answers(attachments: Vec<AttachedFile>) -> AnswersFile {
    AnswersFile { header: serde_json::from_value(header()).expect("a header"), attachments }
}

fn sealed(key: &AnswersKey, plain: &[u8]) -> Vec<u8> {
    age::encrypt(&key::recipient(key.public()).expect("a key"), plain).expect("sealed")
}

fn plain(json: &str, after: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    write!(plain, "provident-answers 1\n{}\n{json}", json.len()).expect("in memory");
    plain.extend_from_slice(after);
    plain
}

fn read(plain: &[u8]) -> Result<AnswersFile, AnswersFault> {
    let key = AnswersKey::generate();
    open(&sealed(&key, plain), &key)
}

/// The header with these attachments listed.
fn listing(attachments: Value) -> String {
    let mut json = header();
    json["attachments"] = attachments;
    json.to_string()
}

#[test]
fn what_is_sealed_is_opened_the_same() {
    let key = AnswersKey::generate();
    for attachments in [vec![], vec![file("f1", "Certificat.pdf", &[7; 200_000]), file("f2", "empty.txt", b""), file("f3", "x", b"x")]] {
        let answers = answers(attachments);
        let sealed = seal(&answers, key.public()).expect("sealed");
        assert!(!sealed.windows(7).any(|window| window == b"assured"), "nothing of it stands in the open");
        assert_eq!(open(&sealed, &key), Ok(answers));
    }
}

#[test]
fn a_key_comes_back_from_its_secret_half() {
    let key = AnswersKey::generate();
    assert!(is_recipient(key.public()) && key.public().starts_with("age1"));
    let again = AnswersKey::from_secret(key.secret()).expect("a key");
    assert_eq!((again.public(), again.secret()), (key.public(), key.secret()));
    assert!(!format!("{key:?}").contains(key.secret()), "it is printed nowhere");
    for no_key in ["", "age1", "AGE-SECRET-KEY-1", "AGE-PLUGIN-X", key.public()] {
        assert!(AnswersKey::from_secret(no_key).is_none(), "{no_key:?}");
    }
    assert!(!is_recipient(key.secret()) && !is_recipient("ssh-ed25519 AAAA"));
    assert_eq!(seal(&answers(vec![]), "age1xyz"), Err(AnswersFault::NotAKey));
}

#[test]
fn a_file_that_is_refused_says_why() {
    let key = AnswersKey::generate();
    let whole = seal(&answers(vec![file("f1", "a.bin", &[7; 300_000])]), key.public()).expect("sealed");
    assert_eq!(open(&whole, &AnswersKey::generate()), Err(AnswersFault::OtherKey));
    for stranger in [&b"%PDF-1.7"[..], b"PK\x03\x04", b"<html>", b"age-encryption.org/v9\n"] {
        assert_eq!(open(stranger, &key), Err(AnswersFault::NotAnswers), "{stranger:?}");
    }
    for end in [0, 10, 100, whole.len() - 200_000] {
        assert_eq!(open(&whole[..end], &key), Err(AnswersFault::CutShort), "cut at {end}");
    }
    let mut altered = whole.clone();
    altered[100_000] ^= 1;
    assert_eq!(open(&altered, &key), Err(AnswersFault::Damaged { what: None }));
    let longer = [&whole[..], b"x"].concat();
    assert_eq!(open(&longer, &key), Err(AnswersFault::Damaged { what: None }));
    let large = vec![0; LARGEST_SEALED as usize + 1];
    assert_eq!(open(&large, &key), Err(AnswersFault::TooLarge { limit: LARGEST_SEALED / 1_048_576 }));
}

#[test]
fn what_is_inside_must_fit_to_the_byte() {
    let attached =
        |content: &[u8]| json!([{ "id": "f1", "name": "a.txt", "type": "text/plain", "size": 3, "sha256": content_digest(content) }]);
    assert!(read(&plain(&listing(attached(b"abc")), b"abc")).is_ok());
    assert_eq!(read(&plain(&listing(attached(b"abd")), b"abc")), Err(AnswersFault::Damaged { what: Some("a.txt".into()) }));
    assert_eq!(read(&plain(&listing(attached(b"abc")), b"ab")), Err(AnswersFault::CutShort));
    assert!(matches!(read(&plain(&listing(attached(b"abc")), b"abcd")), Err(AnswersFault::Malformed { .. })));
    assert_eq!(read(b"provident-answers 1\n9999\n{}"), Err(AnswersFault::CutShort));
    assert_eq!(read(b"provident-answers 2\n2\n{}"), Err(AnswersFault::Newer));
    for stranger in ["", "provident", "hello, this is not a file of answers", "provident-answers x\n2\n{}"] {
        assert_eq!(read(stranger.as_bytes()), Err(AnswersFault::NotAnswers), "{stranger}");
    }
    for malformed in [
        "provident-answers 1\n\n{}",
        "provident-answers 1\n-2\n{}",
        "provident-answers 1\n2\n{}",
        "provident-answers 1\n0000000000000002\n{}",
    ] {
        assert!(matches!(read(malformed.as_bytes()), Err(AnswersFault::Malformed { .. })), "{malformed}");
    }
}

#[test]
fn no_size_is_believed_before_it_is_counted() {
    let one = |id: usize, size: u64| json!({ "id": id.to_string(), "name": "a", "type": "", "size": size, "sha256": "" });
    let refused = |attachments: Vec<Value>| read(&plain(&listing(attachments.into()), b"")).expect_err("refused");
    assert_eq!(refused(vec![one(0, LARGEST_ATTACHMENT + 1)]), AnswersFault::TooLarge { limit: 10 });
    assert_eq!(refused((0..3).map(|id| one(id, LARGEST_ATTACHMENT)).collect()), AnswersFault::TooLarge { limit: 25 });
    assert_eq!(refused((0..=MOST_FILES).map(|id| one(id, 0)).collect()), AnswersFault::TooManyFiles { most: MOST_FILES });
    assert!(matches!(refused(vec![one(1, 0), one(1, 0)]), AnswersFault::Malformed { .. }));
    assert_eq!(read(b"provident-answers 1\n8388609\n{}"), Err(AnswersFault::TooLarge { limit: 8 }));
    assert_eq!(read(b"provident-answers 1\n999999999999\n{}"), Err(AnswersFault::TooLarge { limit: 8 }));
    let deep = format!("{{\"answers\":{}1{}}}", "[".repeat(40), "]".repeat(40));
    assert!(matches!(read(&plain(&deep, b"")), Err(AnswersFault::Malformed { detail }) if detail.contains("levels")));
}

#[test]
fn names_from_outside_are_made_safe() {
    let mut json = header();
    json["sender"] = json!({ "name": "x\u{202e}y\n", "function": "", "email": " " });
    json["attachments"] = json!([{ "id": "f1", "name": "..\\..\\a\u{0}.exe", "type": "TEXT/Plain\r\n", "size": 0, "sha256": content_digest(b"").to_uppercase() }]);
    let read = read(&plain(&json.to_string(), b"")).expect("read");
    assert_eq!(read.header.sender, Sender { name: "xy".into(), function: String::new(), email: None });
    let attachment = &read.attachments[0].attachment;
    assert_eq!((attachment.name.as_str(), attachment.media_type.as_str()), ("a.exe", "text/plain"));
}
