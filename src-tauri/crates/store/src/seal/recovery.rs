//! The recovery key: 160 random bits to be printed and put away, typed once in years by somebody in
//! trouble. Its letters cannot be taken for one another, and a slip of the pen is told.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::secret::{Passphrase, random};

/// Without I, L, O and U (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const KEY_CHARACTERS: usize = 32;
const CHECK_CHARACTERS: usize = 3;
pub const RECOVERY_CHARACTERS: usize = KEY_CHARACTERS + CHECK_CHARACTERS;
const GROUP: usize = 5;

/// What was typed looks like a recovery key and is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RecoveryFault;

impl Passphrase {
    /// A new recovery key, as it is printed: seven groups of five characters.
    pub fn recovery() -> Zeroizing<String> {
        let bytes = random::<KEY_CHARACTERS>();
        let mut letters = Zeroizing::new(String::with_capacity(RECOVERY_CHARACTERS));
        letters.extend(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])));
        let check = check_of(&letters);
        letters.push_str(&check);
        grouped(&letters)
    }

    /// A passphrase as it was typed; a recovery key in whatever grouping and case.
    pub fn typed(text: &str) -> Result<Passphrase, RecoveryFault> {
        let Some(letters) = recovery_letters(text) else { return Ok(Passphrase::new(text)) };
        let (key, check) = letters.split_at(KEY_CHARACTERS);
        if check_of(key) != check {
            return Err(RecoveryFault);
        }
        Ok(Passphrase::new(&grouped(&letters)))
    }
}

/// The letters of something that is plainly meant as a recovery key.
fn recovery_letters(text: &str) -> Option<Zeroizing<String>> {
    let mut letters = Zeroizing::new(String::with_capacity(RECOVERY_CHARACTERS + 1));
    for letter in text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        if !letter.is_ascii() || !LETTERS.contains(&(letter as u8)) || letters.len() == RECOVERY_CHARACTERS {
            return None;
        }
        letters.push(letter);
    }
    // A passphrase of words may have as many letters; one in seven groups is meant as a key.
    let groups = text.split(|c: char| c.is_whitespace() || c == '-').filter(|group| !group.is_empty());
    let is_grouped = groups.clone().count() == RECOVERY_CHARACTERS / GROUP && groups.clone().all(|group| group.len() == GROUP);
    let is_one = groups.count() == 1;
    (letters.len() == RECOVERY_CHARACTERS && (is_grouped || is_one)).then_some(letters)
}

fn grouped(letters: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(letters.len() + letters.len() / GROUP));
    for (at, letter) in letters.chars().enumerate() {
        if at > 0 && at % GROUP == 0 {
            text.push('-');
        }
        text.push(letter);
    }
    text
}

fn check_of(key: &str) -> String {
    let digest = Sha256::digest(key.as_bytes());
    digest.iter().take(CHECK_CHARACTERS).map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_key_is_read_however_it_is_written() {
        let key = Passphrase::recovery();
        let told = |text: &str| Passphrase::typed(text).map(|typed| typed.text().to_owned());
        assert_eq!(told(&key), Ok(key.to_string()));
        assert_eq!(told(&key.replace('-', " ").to_lowercase()), Ok(key.to_string()), "spaces, lower case");
        assert_eq!(told(&key.replace('0', "o").replace('1', "l")), Ok(key.to_string()), "letters for digits");
        assert_eq!(told(&key.replace('-', "")), Ok(key.to_string()), "in one piece");
    }

    #[test]
    fn a_slip_of_the_pen_is_told() {
        let key = Passphrase::recovery();
        let other = if key.starts_with('7') { "8" } else { "7" };
        assert!(matches!(Passphrase::typed(&format!("{other}{}", &key[1..])), Err(RecoveryFault)));
    }

    #[test]
    fn a_passphrase_of_words_is_a_passphrase() {
        let typed = Passphrase::typed("horse battery staple marmot lantern dune").map(|typed| typed.text().to_owned());
        assert_eq!(typed, Ok("horse battery staple marmot lantern dune".into()));
        let composed = Passphrase::typed("Cafe\u{301} und Kuchen").map(|typed| typed.text().to_owned());
        assert_eq!(composed, Ok("Café und Kuchen".into()), "composed the same from any keyboard");
    }
}
