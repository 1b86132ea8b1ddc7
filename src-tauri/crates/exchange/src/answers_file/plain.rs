//! What is inside the seal: a line that says what it is, the length of the JSON, the JSON, then the bytes of
//! each attachment in the order of its list, and nothing after.

use std::collections::HashSet;
use std::io::{ErrorKind, Read, Write};

use provident_domain::evidence::content_digest;
use provident_domain::name::clean_line;
use provident_domain::questionnaire::{Attachment, Sender};
use serde::{Deserialize, Serialize};

use super::json::{DEEPEST, is_too_deep};
use super::{AnswersFault, AnswersFile, AnswersHeader, AttachedFile, LARGEST_ATTACHMENT, LARGEST_JSON, LARGEST_TOGETHER, MOST_FILES};
use crate::file_name::last_part;

const MAGIC: &str = "provident-answers 1\n";
const ANY_MAGIC: &str = "provident-answers ";
/// Digits of a length.
const DIGITS: usize = 12;
/// Characters of the name of a sender, of a media type, of an id.
const LINE: usize = 300;

#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    header: &'a AnswersHeader,
    attachments: Vec<&'a Attachment>,
}

/// What the JSON says beside the header.
#[derive(Deserialize)]
struct Listed {
    #[serde(default)]
    attachments: Vec<Attachment>,
}

pub(super) fn write(answers: &AnswersFile, to: &mut impl Write) -> Result<(), AnswersFault> {
    let unwritten = |error: std::io::Error| AnswersFault::Malformed { detail: error.to_string() };
    let written = Written { header: &answers.header, attachments: answers.attachments.iter().map(|file| &file.attachment).collect() };
    let json = serde_json::to_vec(&written).map_err(|error| AnswersFault::Malformed { detail: error.to_string() })?;
    writeln!(to, "{MAGIC}{}", json.len()).map_err(unwritten)?;
    to.write_all(&json).map_err(unwritten)?;
    answers.attachments.iter().try_for_each(|file| to.write_all(&file.content)).map_err(unwritten)
}

/// `room`: bytes that can be there at most.
pub(super) fn read(mut from: impl Read, room: u64) -> Result<AnswersFile, AnswersFault> {
    is_answers(&mut from)?;
    let length = length(&mut from)?;
    if length > LARGEST_JSON {
        return Err(AnswersFault::TooLarge { limit: LARGEST_JSON / 1_048_576 });
    }
    let left = room.checked_sub(length).ok_or(AnswersFault::CutShort)?;
    let json = exactly(&mut from, length)?;
    if is_too_deep(&json) {
        return Err(malformed(format!("more than {DEEPEST} levels")));
    }
    let header: AnswersHeader = serde_json::from_slice(&json).map_err(|error| malformed(error.to_string()))?;
    let listed: Listed = serde_json::from_slice(&json).map_err(|error| malformed(error.to_string()))?;
    drop(json);
    is_bearable(&listed.attachments)?;
    if listed.attachments.iter().map(|attachment| attachment.size).sum::<u64>() > left {
        return Err(AnswersFault::CutShort);
    }
    let mut attachments = Vec::with_capacity(listed.attachments.len());
    for attachment in listed.attachments {
        let content = exactly(&mut from, attachment.size)?;
        let attachment = cleaned(attachment);
        if content_digest(&content) != attachment.sha256 {
            return Err(AnswersFault::Damaged { what: Some(attachment.name) });
        }
        attachments.push(AttachedFile { attachment, content });
    }
    match from.read(&mut [0]) {
        Ok(0) => Ok(AnswersFile { header: AnswersHeader { sender: named(header.sender), ..header }, attachments }),
        Ok(_) => Err(malformed("something stands after the last attachment".into())),
        Err(error) => Err(of_reading(&error)),
    }
}

fn is_answers(from: &mut impl Read) -> Result<(), AnswersFault> {
    let mut magic = [0; MAGIC.len()];
    let read = from.take(MAGIC.len() as u64).read_exact(&mut magic);
    read.map_err(|error| if error.kind() == ErrorKind::UnexpectedEof { AnswersFault::NotAnswers } else { of_reading(&error) })?;
    match () {
        () if magic == MAGIC.as_bytes() => Ok(()),
        () if magic.starts_with(ANY_MAGIC.as_bytes()) && magic[ANY_MAGIC.len()].is_ascii_digit() => Err(AnswersFault::Newer),
        () => Err(AnswersFault::NotAnswers),
    }
}

fn length(from: &mut impl Read) -> Result<u64, AnswersFault> {
    let mut digits = String::new();
    for _ in 0..=DIGITS {
        let mut byte = [0];
        from.read_exact(&mut byte).map_err(|error| of_reading(&error))?;
        match byte[0] {
            b'\n' => return digits.parse().map_err(|_| malformed("no length".into())),
            digit if digit.is_ascii_digit() => digits.push(char::from(digit)),
            _ => break,
        }
    }
    Err(malformed("no length".into()))
}

/// So many bytes, neither more nor fewer. Memory grows with what is there, not with what is said to be.
fn exactly(from: &mut impl Read, length: u64) -> Result<Vec<u8>, AnswersFault> {
    let mut bytes = Vec::new();
    let mut left = length;
    while left > 0 {
        let step = left.min(1024 * 1024);
        bytes.reserve_exact(step as usize);
        let read = from.take(step).read_to_end(&mut bytes).map_err(|error| of_reading(&error))?;
        if read == 0 {
            return Err(AnswersFault::CutShort);
        }
        left -= read as u64;
    }
    Ok(bytes)
}

fn is_bearable(attachments: &[Attachment]) -> Result<(), AnswersFault> {
    if attachments.len() > MOST_FILES {
        return Err(AnswersFault::TooManyFiles { most: MOST_FILES });
    }
    if attachments.iter().any(|attachment| attachment.size > LARGEST_ATTACHMENT) {
        return Err(AnswersFault::TooLarge { limit: LARGEST_ATTACHMENT / 1_048_576 });
    }
    if attachments.iter().map(|attachment| attachment.size).sum::<u64>() > LARGEST_TOGETHER {
        return Err(AnswersFault::TooLarge { limit: LARGEST_TOGETHER / 1_048_576 });
    }
    let ids: HashSet<&str> = attachments.iter().map(|attachment| attachment.id.as_str()).collect();
    if ids.len() < attachments.len() {
        return Err(malformed("two attachments have one id".into()));
    }
    Ok(())
}

/// The id stays as it is: answers name it.
fn cleaned(attachment: Attachment) -> Attachment {
    Attachment {
        name: last_part(&attachment.name).unwrap_or_else(|| "attachment".into()),
        media_type: clean_line(&attachment.media_type.to_lowercase(), LINE).unwrap_or_else(|| "application/octet-stream".into()),
        sha256: attachment.sha256.to_ascii_lowercase(),
        ..attachment
    }
}

fn named(sender: Sender) -> Sender {
    let line = |text: &str| clean_line(text, LINE);
    Sender {
        name: line(&sender.name).unwrap_or_default(),
        function: line(&sender.function).unwrap_or_default(),
        email: sender.email.as_deref().and_then(line),
    }
}

fn malformed(detail: String) -> AnswersFault {
    AnswersFault::Malformed { detail: clean_line(&detail, LINE).unwrap_or_default() }
}

/// The end is missing where the seal ends too early; anything else under it was altered.
fn of_reading(error: &std::io::Error) -> AnswersFault {
    match error.kind() {
        ErrorKind::UnexpectedEof => AnswersFault::CutShort,
        _ => AnswersFault::Damaged { what: None },
    }
}
