//! A passphrase on its way in: never shown, never logged, wiped when it is done with.

use provident_domain::fault::{Fault, FaultCode};
use provident_store::Passphrase;
use serde::{Deserialize, Deserializer};
use ts_rs::TS;
use zeroize::Zeroizing;
use zxcvbn::Score;

use crate::failure::Failure;

/// Bytes.
const LONGEST: usize = 1_024;

#[derive(Clone, TS)]
#[ts(type = "string")]
pub struct Secret(Zeroizing<String>);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
        String::deserialize(deserializer).map(|text| Secret(Zeroizing::new(text)))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// One that opens something.
    pub(crate) fn typed(&self, field: &str) -> Result<Passphrase, Failure> {
        self.fits(field)?;
        Passphrase::typed(&self.0).map_err(|_| fault(field, FaultCode::MistypedKey))
    }

    /// One that is to protect a register from now on: not soon guessed.
    pub(crate) fn chosen(&self, field: &str) -> Result<Passphrase, Failure> {
        self.fits(field)?;
        if !strength_of(&self.0).is_enough {
            return Err(fault(field, FaultCode::TooWeak));
        }
        self.typed(field)
    }

    fn fits(&self, field: &str) -> Result<(), Failure> {
        if self.0.is_empty() {
            return Err(fault(field, FaultCode::Required));
        }
        if self.0.len() > LONGEST {
            return Err(fault(field, FaultCode::TooLong { max: LONGEST as u32, length: self.0.len() as u32 }));
        }
        Ok(())
    }
}

pub(crate) fn fault(field: &str, code: FaultCode) -> Failure {
    Failure::Invalid { fields: vec![Fault { field: field.into(), code }] }
}

/// How soon a passphrase would be guessed by somebody who has the files.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, TS)]
pub struct Strength {
    /// 0 to 4, as zxcvbn counts: 3 is out of reach for all but a large effort.
    pub score: u8,
    pub is_enough: bool,
}

const ENOUGH: Score = Score::Three;
/// Characters that are looked at; more only make it stronger.
const LOOKED_AT: usize = 100;

pub(crate) fn strength_of(text: &str) -> Strength {
    let beginning: Zeroizing<String> = Zeroizing::new(text.chars().take(LOOKED_AT).collect());
    let score = zxcvbn::zxcvbn(&beginning, &["provident", "register", "dpo"]).score();
    Strength { score: score as u8, is_enough: score >= ENOUGH }
}

#[cfg(test)]
mod tests {
    use super::strength_of;

    #[test]
    fn what_everybody_tries_first_is_not_enough() {
        for weak in ["", "password1", "Provident2026", "qwertyuiop", "aaaaaaaaaaaaaaaaaaaa", "20261123"] {
            assert!(!strength_of(weak).is_enough, "{weak}");
        }
    }

    #[test]
    fn four_words_that_do_not_belong_together_are_enough() {
        for strong in ["marmot lantern seven rivers", "цвет камня под водой", &"long and longer still ".repeat(50)] {
            assert!(strength_of(strong).is_enough, "{strong}");
        }
    }
}
