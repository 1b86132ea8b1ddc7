//! The chain of the change history: each line seals the one before it and a salted digest
//! of what was written. Salt and payload can be erased later (Art. 5(1)(e), 17); the line
//! and its place in the chain remain.

use sha2::{Digest as _, Sha256};

use crate::evidence::hex;

pub type Digest = [u8; 32];

/// What the first line seals.
pub const GENESIS: Digest = [0; 32];

/// One line of the history without its payload.
pub struct Line<'a> {
    /// From 1, without holes.
    pub sequence: u64,
    /// RFC 3339, UTC.
    pub at: &'a str,
    pub who: &'a str,
    /// As which they had opened the register; none in one that is open to all, and before registers were sealed.
    pub role: Option<&'a str>,
    pub command: &'a str,
    pub command_id: &'a str,
    pub entity: &'a str,
    pub entity_id: &'a str,
    /// The provider the line belongs to, or the record itself.
    pub subject_id: &'a str,
    pub payload: Digest,
}

/// Digest of what was there before and after, salted so that a guess cannot be confirmed
/// once the salt is erased.
pub fn payload_digest(salt: &[u8], before: Option<&str>, after: Option<&str>) -> Digest {
    let mut hash = Sha256::new();
    part(&mut hash, salt);
    for side in [before, after] {
        match side {
            Some(text) => {
                hash.update([1]);
                part(&mut hash, text.as_bytes());
            }
            None => hash.update([0]),
        }
    }
    hash.finalize().into()
}

/// The seal of a line over the seal of the line before it.
pub fn seal(previous: &Digest, line: &Line) -> Digest {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(line.sequence.to_be_bytes());
    for text in [line.at, line.who, line.command, line.command_id, line.entity, line.entity_id, line.subject_id] {
        part(&mut hash, text.as_bytes());
    }
    hash.update(line.payload);
    // Lines from before there were roles keep the seal they have.
    if let Some(role) = line.role {
        part(&mut hash, role.as_bytes());
    }
    hash.finalize().into()
}

/// Sixty-four hexadecimal digits.
pub fn digest_text(digest: &Digest) -> String {
    hex(digest)
}

/// Length first, so that two fields can never be read as one.
fn part(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(who: &str, command: &str) -> Digest {
        line_as(None, who, command)
    }

    fn line_as(role: Option<&str>, who: &str, command: &str) -> Digest {
        seal(
            &GENESIS,
            &Line {
                sequence: 1,
                at: "t",
                who,
                role,
                command,
                command_id: "c",
                entity: "e",
                entity_id: "i",
                subject_id: "s",
                payload: GENESIS,
            },
        )
    }

    #[test]
    fn text_moved_from_one_field_to_the_next_changes_the_seal() {
        assert_ne!(line("ab", "c"), line("a", "bc"), "fields are told apart by their lengths");
    }

    #[test]
    fn another_role_changes_the_seal() {
        let seals = [None, Some("dpo"), Some("deputy")].map(|role| line_as(role, "a", "c"));
        assert!(seals[0] != seals[1] && seals[1] != seals[2] && seals[0] != seals[2]);
    }

    #[test]
    fn nothing_and_an_empty_text_differ() {
        assert_ne!(payload_digest(b"s", None, Some("x")), payload_digest(b"s", Some(""), Some("x")));
        assert_ne!(payload_digest(b"s", None, Some("x")), payload_digest(b"s", Some("x"), None));
    }

    #[test]
    fn the_salt_hides_the_payload() {
        assert_ne!(payload_digest(b"one", None, Some("x")), payload_digest(b"two", None, Some("x")));
    }
}
