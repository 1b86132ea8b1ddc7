//! The pair of keys of a register: everybody may seal to the public half, the secret half opens.

use age::secrecy::ExposeSecret;
use age::x25519::{Identity, Recipient};
use zeroize::Zeroizing;

/// Both halves. The secret one is wiped from memory once it is let go.
#[derive(Clone)]
pub struct AnswersKey {
    secret: Zeroizing<String>,
    public: String,
}

impl AnswersKey {
    /// A new pair, from the randomness of the system.
    pub fn generate() -> AnswersKey {
        AnswersKey::of(&Identity::generate())
    }

    /// From the text of the secret half; none where it is no key.
    pub fn from_secret(text: &str) -> Option<AnswersKey> {
        text.trim().parse().ok().as_ref().map(AnswersKey::of)
    }

    fn of(identity: &Identity) -> AnswersKey {
        let secret = Zeroizing::new(identity.to_string().expose_secret().to_owned());
        AnswersKey { secret, public: identity.to_public().to_string() }
    }

    /// `age1…`, to be given to everybody.
    pub fn public(&self) -> &str {
        &self.public
    }

    /// `AGE-SECRET-KEY-1…`, to be kept inside the sealed register only.
    pub fn secret(&self) -> &str {
        &self.secret
    }

    pub(super) fn identity(&self) -> Option<Identity> {
        self.secret.parse().ok()
    }
}

/// Nothing of the secret half.
impl std::fmt::Debug for AnswersKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AnswersKey").field("public", &self.public).finish_non_exhaustive()
    }
}

/// Whether this is a public half that can be sealed to.
pub fn is_recipient(text: &str) -> bool {
    recipient(text).is_some()
}

pub(super) fn recipient(text: &str) -> Option<Recipient> {
    text.parse().ok()
}
