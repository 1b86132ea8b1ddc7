//! Files of answers as they come back: opened, or refused with what is wrong, and nothing in between.

use std::sync::LazyLock;

use proptest::prelude::*;
use provident_domain::evidence::content_digest;
use provident_exchange::answers_file::{AnswersFault, AnswersFile, AnswersKey, open};
use serde_json::{Value, json};

use super::{altered, cases, hostile};

static KEY: LazyLock<AnswersKey> = LazyLock::new(AnswersKey::generate);

const FILES: [&[u8]; 3] = [b"%PDF-1.7", b"", &[7; 70_000]];

fn header() -> Value {
    let id = |last: u8| format!("0197f3a0-0000-7000-8000-0000000000{last:02}");
    let attachments: Vec<Value> = FILES
        .iter()
        .enumerate()
        .map(|(at, file)| json!({ "id": format!("f{at}"), "name": format!("file {at}.pdf"), "type": "application/pdf", "size": file.len(), "sha256": content_digest(file) }))
        .collect();
    json!({
        "register": id(1), "assessment": id(2), "copy": id(3), "questionnaire": { "id": "provider", "version": 1 }, "kind": "provider", "language": "en",
        "sender": { "name": "Eva Stein", "function": "Security", "email": "eva@x.example" }, "finished_at": "2026-11-25T10:00:00Z",
        "answers": {
            "Q01": { "value": "assured", "comment": "since 2024", "files": ["f0"] }, "Q02": { "is_unknown": true }, "Q03": { "value": ["a", "b"] },
            "Q04": { "value": { "name": "x", "email": "y" } }, "Q05": { "value": [{ "a": "1", "b": "2" }] }, "Q06": { "value": 7, "not_applicable": "none" },
        },
        "cards": [{ "id": id(4), "is_known": true, "standing": "corrected", "answers": { "tool": { "value": "Payroll" } } }],
        "attachments": attachments,
    })
}

fn plain(json: &str) -> Vec<u8> {
    let mut plain = format!("provident-answers 1\n{}\n{json}", json.len()).into_bytes();
    FILES.iter().for_each(|file| plain.extend_from_slice(file));
    plain
}

fn sealed(plain: &[u8]) -> Vec<u8> {
    let recipient: age::x25519::Recipient = KEY.public().parse().expect("a key");
    age::encrypt(&recipient, plain).expect("in memory")
}

/// What is read is whole and can be named.
fn is_whole(read: &AnswersFile) -> Result<(), TestCaseError> {
    for file in &read.attachments {
        let name = &file.attachment.name;
        prop_assert!(!name.is_empty() && !name.contains(['/', '\\', '\u{202e}']) && !name.contains(char::is_control), "{:?}", name);
        prop_assert_eq!(file.content.len() as u64, file.attachment.size);
        prop_assert_eq!(content_digest(&file.content), file.attachment.sha256.clone());
    }
    Ok(())
}

fn is_read_or_refused(plain: &[u8]) -> Result<(), TestCaseError> {
    open(&sealed(plain), &KEY).map_or(Ok(()), |read| is_whole(&read))
}

proptest! {
    #![proptest_config(cases(80, 10_000))]

    #[test]
    fn any_bytes_are_no_answers(bytes in proptest::collection::vec(any::<u8>(), 0..300), is_marked in any::<bool>()) {
        let bytes = if is_marked { [&b"age-encryption.org/v1\n-> X25519 "[..], &bytes].concat() } else { bytes };
        prop_assert!(open(&bytes, &KEY).is_err());
    }

    #[test]
    fn a_sealed_file_with_one_bit_changed_is_refused(at in any::<prop::sample::Index>(), bit in 0..8_u32) {
        let mut file = sealed(&plain(&header().to_string()));
        let at = at.index(file.len());
        file[at] ^= 1 << bit;
        let fault = open(&file, &KEY).expect_err("altered");
        prop_assert!(!matches!(fault, AnswersFault::Malformed { .. } | AnswersFault::TooLarge { .. }), "nothing of it was believed: {:?}", fault);
    }

    #[test]
    fn a_sealed_file_that_is_cut_is_refused(end in any::<prop::sample::Index>()) {
        let file = sealed(&plain(&header().to_string()));
        let fault = open(&file[..end.index(file.len())], &KEY).expect_err("cut");
        prop_assert!(matches!(fault, AnswersFault::CutShort | AnswersFault::Damaged { what: None }), "{:?}", fault);
    }

    #[test]
    fn answers_with_one_thing_changed_are_read_whole_or_refused(whom in any::<u64>(), other in hostile()) {
        let (place, json) = altered(&header(), whom, other);
        let read = open(&sealed(&plain(&json.to_string())), &KEY);
        // What a respondent wrote is read whatever it is; only what the program wrote may be refused.
        let is_free = place.contains("/value") || place == "/sender/name" || place.ends_with("/comment");
        let is_text = json.pointer(&place).is_some_and(Value::is_string);
        prop_assert!(read.is_ok() || !(is_free && is_text), "{} is {:?}: {:?}", place, json.pointer(&place), read.err());
        read.map_or(Ok(()), |read| is_whole(&read))?;
    }

    #[test]
    fn any_bytes_under_the_seal_are_read_or_refused(from in any::<prop::sample::Index>(), length in 0..60_usize, other in proptest::collection::vec(any::<u8>(), 0..60)) {
        let mut plain = plain(&header().to_string());
        // Most of what can go wrong stands at the beginning.
        let from = from.index(plain.len().min(1_500));
        plain.splice(from..from + length, other);
        is_read_or_refused(&plain)?;
    }
}
