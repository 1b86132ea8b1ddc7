//! One person's way to the key of the register.

use std::collections::HashMap;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use provident_domain::id::PersonId;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::key_file::Hex;
use super::secret::{DatabaseKey, Passphrase, SecretBytes, random};
use crate::fault::{StoreFault, Stored};

/// What HPKE binds the key to, beside the register and the person.
const PURPOSE: &[u8] = b"provident register key 1";

/// How a passphrase is stretched: argon2id, version 0x13.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stretching {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
    /// One for all slots of a register, so that one stretching finds whose passphrase it is.
    pub salt: Hex,
}

/// The second recommended choice of RFC 9106, section 4.
const MEMORY_KIB: u32 = 65_536;
const PASSES: u32 = 3;
const LANES: u32 = 4;

/// More than this in a key file is not ours, and would use up the machine.
const MOST_MEMORY_KIB: u32 = 1_048_576;
const MOST_PASSES: u32 = 16;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Slot {
    pub person: PersonId,
    pub stretching: Stretching,
    /// X25519.
    public: Hex,
    nonce: Hex,
    /// The seed of the key pair, locked with the stretched passphrase.
    private: Hex,
    encapsulated: Hex,
    /// The key of the register, locked to the public key.
    key: Hex,
}

/// A slot that a passphrase opened.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    pub person: PersonId,
    /// Which of the person's slots it was.
    private: Hex,
    pub key: DatabaseKey,
}

impl Stretching {
    pub fn fresh() -> Stretching {
        Stretching { memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES, salt: Hex(random::<16>().to_vec()) }
    }

    /// Nothing that argon2id does not do, nor more than the machine has.
    pub fn is_bearable(&self) -> bool {
        self.params().is_some()
    }

    fn params(&self) -> Option<Params> {
        let is_bearable = self.memory_kib <= MOST_MEMORY_KIB && self.passes <= MOST_PASSES && (8..=64).contains(&self.salt.0.len());
        if is_bearable { Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok() } else { None }
    }

    fn stretch(&self, passphrase: &Passphrase) -> Stored<SecretBytes<32>> {
        let unusable = || StoreFault::Value("the key file asks for a stretching that this program does not do".into());
        let params = self.params().ok_or_else(unusable)?;
        let mut stretched: SecretBytes<32> = Box::new(Zeroizing::new([0; 32]));
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon.hash_password_into(passphrase.text().as_bytes(), &self.salt.0, &mut **stretched).map_err(|_| unusable())?;
        Ok(stretched)
    }
}

impl Slot {
    /// A new key pair for a person, and the key of the register in it.
    pub fn make(register: &str, person: PersonId, stretching: &Stretching, passphrase: &Passphrase, key: &DatabaseKey) -> Stored<Slot> {
        let seed = random::<32>();
        let nonce = random::<24>();
        let stretched = stretching.stretch(passphrase)?;
        let lock = cipher(&stretched);
        let payload = Payload { msg: seed.as_slice(), aad: &about(register, person) };
        let private = lock.encrypt(&XNonce::from(**nonce), payload).map_err(|_| unlocked())?;
        let (_, public) = X25519HkdfSha256::derive_keypair(seed.as_slice());
        let slot = Slot {
            person,
            stretching: stretching.clone(),
            public: Hex(public.to_bytes().to_vec()),
            nonce: Hex(nonce.to_vec()),
            private: Hex(private),
            encapsulated: Hex(Vec::new()),
            key: Hex(Vec::new()),
        };
        slot.with_key(register, key)
    }

    /// The same person and passphrase, with another key of the register.
    pub fn with_key(&self, register: &str, key: &DatabaseKey) -> Stored<Slot> {
        let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&self.public.0).map_err(|_| unlocked())?;
        let sealed = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &public,
            PURPOSE,
            key.bytes(),
            &about(register, self.person),
        );
        let (encapsulated, key) = sealed.map_err(|_| unlocked())?;
        Ok(Slot { encapsulated: Hex(encapsulated.to_bytes().to_vec()), key: Hex(key), ..self.clone() })
    }

    /// The key, when this is the person's stretched passphrase.
    fn open(&self, register: &str, stretched: &[u8; 32]) -> Option<Opened> {
        let about = about(register, self.person);
        let nonce: [u8; 24] = self.nonce.0.as_slice().try_into().ok()?;
        let payload = Payload { msg: &self.private.0, aad: &about };
        let seed = Zeroizing::new(cipher(stretched).decrypt(&XNonce::from(nonce), payload).ok()?);
        let (private, _) = X25519HkdfSha256::derive_keypair(&seed);
        let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&self.encapsulated.0).ok()?;
        let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &private,
            &encapsulated,
            PURPOSE,
            &self.key.0,
            &about,
        );
        let opened = Zeroizing::new(opened.ok()?);
        let mut key: SecretBytes<32> = Box::new(Zeroizing::new([0; 32]));
        key.copy_from_slice(opened.get(..32).filter(|_| opened.len() == 32)?);
        Some(Opened { person: self.person, private: self.private.clone(), key: DatabaseKey::from_bytes(key) })
    }

    /// The same person with the same passphrase, whatever key it led to.
    pub fn is_way_of(&self, opened: &Opened) -> bool {
        self.person == opened.person && self.private == opened.private
    }
}

/// Every slot that this passphrase opens. Each way of stretching is gone once.
pub(crate) fn open_slots(register: &str, slots: &[Slot], passphrase: &Passphrase) -> Stored<Vec<Opened>> {
    let mut stretched: HashMap<&Stretching, SecretBytes<32>> = HashMap::new();
    let mut opened = Vec::new();
    for slot in slots {
        if !stretched.contains_key(&slot.stretching) {
            stretched.insert(&slot.stretching, slot.stretching.stretch(passphrase)?);
        }
        opened.extend(slot.open(register, &stretched[&slot.stretching]));
    }
    Ok(opened)
}

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&(*key).into())
}

/// A slot is of one register and one person; in another place it opens nothing.
fn about(register: &str, person: PersonId) -> Vec<u8> {
    format!("{register}\n{person}").into_bytes()
}

fn unlocked() -> StoreFault {
    StoreFault::Value("a key slot could not be made".into())
}
