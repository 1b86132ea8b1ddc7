//! `NAME.provident-answers`: what a respondent answered, with the files beside it, sealed to the key of the
//! register (age, X25519). Sealing hides; it does not prove who wrote. The same content comes unsealed from a
//! workbook or an interview. Whether the answers are meant for a register is left to whoever takes them in.

mod fault;
mod json;
mod key;
mod plain;
#[cfg(test)]
mod tests;

use std::io::{BufWriter, Write};

use age::{DecryptError, Decryptor, Encryptor};
use chrono::{DateTime, FixedOffset};
use provident_domain::lists::Language;
use provident_domain::questionnaire::{Answers, Attachment, Card, QuestionnaireKind, Sender};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use fault::AnswersFault;
pub use key::{AnswersKey, is_recipient};

use crate::guarded::guarded;

/// Bytes of one attachment, and of all together.
pub const LARGEST_ATTACHMENT: u64 = 10 * 1024 * 1024;
pub const LARGEST_TOGETHER: u64 = 25 * 1024 * 1024;
pub const MOST_FILES: usize = 500;
/// Bytes of the answers themselves.
pub const LARGEST_JSON: u64 = 8 * 1024 * 1024;
/// Bytes of a sealed file.
pub const LARGEST_SEALED: u64 = LARGEST_TOGETHER + LARGEST_JSON + 1024 * 1024;

/// Which questionnaire was answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    pub id: String,
    pub version: u32,
}

/// Who answered what, of which assessment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AnswersHeader {
    pub register: Uuid,
    pub assessment: Uuid,
    /// The file that was sent out.
    pub copy: Uuid,
    pub questionnaire: Answered,
    pub kind: QuestionnaireKind,
    pub language: Language,
    pub sender: Sender,
    pub finished_at: DateTime<FixedOffset>,
    #[serde(default)]
    pub answers: Answers,
    #[serde(default)]
    pub cards: Vec<Card>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AttachedFile {
    pub attachment: Attachment,
    pub content: Vec<u8>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswersFile {
    pub header: AnswersHeader,
    pub attachments: Vec<AttachedFile>,
}

/// Seals them to a public key, `age1…`.
pub fn seal(answers: &AnswersFile, recipient: &str) -> Result<Vec<u8>, AnswersFault> {
    let recipient = key::recipient(recipient).ok_or(AnswersFault::NotAKey)?;
    let together: usize = answers.attachments.iter().map(|file| file.content.len()).sum();
    let mut sealed = Vec::with_capacity(together + 64 * 1024);
    let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).map_err(|_| AnswersFault::NotAKey)?;
    let unwritten = |error: std::io::Error| AnswersFault::Malformed { detail: error.to_string() };
    let mut stream = BufWriter::new(encryptor.wrap_output(&mut sealed).map_err(unwritten)?);
    plain::write(answers, &mut stream)?;
    stream.flush().map_err(unwritten)?;
    let stream = stream.into_inner().map_err(|error| unwritten(error.into_error()))?;
    stream.finish().map_err(unwritten)?;
    Ok(sealed)
}

/// Opens and reads them. Beside `sealed` no more than what is in it is held.
pub fn open(sealed: &[u8], key: &AnswersKey) -> Result<AnswersFile, AnswersFault> {
    if sealed.len() as u64 > LARGEST_SEALED {
        return Err(AnswersFault::TooLarge { limit: LARGEST_SEALED / 1_048_576 });
    }
    guarded(|| opened(sealed, key)).unwrap_or(Err(AnswersFault::Damaged { what: None }))
}

fn opened(sealed: &[u8], key: &AnswersKey) -> Result<AnswersFile, AnswersFault> {
    let decryptor = Decryptor::new_buffered(sealed).map_err(|error| of_header(&error, sealed))?;
    let identity = key.identity().ok_or(AnswersFault::NotAKey)?;
    let identities = std::iter::once(&identity as &dyn age::Identity);
    plain::read(decryptor.decrypt(identities).map_err(|error| of_header(&error, sealed))?, room(sealed))
}

const BEGINNING: &[u8] = b"age-encryption.org/v1\n";
/// What ends the header, and the letters of its seal with the end of the line.
const LAST_LINE: (&[u8], usize) = (b"\n--- ", 44);
const NONCE: usize = 16;
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

/// Bytes that can be inside, so that a file that was cut is told from one that was altered.
fn room(sealed: &[u8]) -> u64 {
    let (mark, letters) = LAST_LINE;
    let header = sealed.windows(mark.len()).position(|window| window == mark).map_or(sealed.len(), |at| at + mark.len() + letters);
    let payload = sealed.len().saturating_sub(header + NONCE);
    payload.saturating_sub(payload.div_ceil(CHUNK + TAG) * TAG) as u64
}

fn of_header(error: &DecryptError, sealed: &[u8]) -> AnswersFault {
    let is_ours = sealed.starts_with(BEGINNING);
    match error {
        DecryptError::NoMatchingKeys => AnswersFault::OtherKey,
        _ if !(is_ours || sealed.is_empty() || BEGINNING.starts_with(sealed)) => AnswersFault::NotAnswers,
        DecryptError::Io(_) => AnswersFault::CutShort,
        _ if is_ours => AnswersFault::Damaged { what: None },
        _ => AnswersFault::NotAnswers,
    }
}
