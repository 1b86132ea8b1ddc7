//! What must not stay in memory: wiped when it goes out of use.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Bytes that stand in one place: moving them on the stack would leave copies behind.
pub(crate) type SecretBytes<const N: usize> = Box<Zeroizing<[u8; N]>>;

/// The key of a register file.
#[derive(Clone)]
pub struct DatabaseKey(SecretBytes<32>);

impl DatabaseKey {
    pub(crate) fn random() -> DatabaseKey {
        DatabaseKey(random())
    }

    pub(crate) fn from_bytes(bytes: SecretBytes<32>) -> DatabaseKey {
        DatabaseKey(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As SQLCipher takes a key that needs no deriving: `x'…'`, 64 hexadecimal digits.
    pub(crate) fn as_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(67));
        text.push_str("x'");
        for byte in self.0.iter() {
            for half in [byte >> 4, byte & 15] {
                text.push(char::from(b"0123456789abcdef"[usize::from(half)]));
            }
        }
        text.push('\'');
        text
    }
}

impl std::fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DatabaseKey")
    }
}

/// What a person types. The same characters give the same bytes whichever keyboard composed them.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    pub fn new(text: &str) -> Passphrase {
        // Room for the longest form, so that nothing is left behind by growing.
        let mut composed = Zeroizing::new(String::with_capacity(text.len() * 18));
        composed.extend(text.nfkc());
        Passphrase(composed)
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

/// From the operating system.
pub(crate) fn random<const N: usize>() -> SecretBytes<N> {
    let mut bytes = Box::new(Zeroizing::new([0; N]));
    getrandom::fill(&mut **bytes).expect("the operating system gives random bytes");
    bytes
}
