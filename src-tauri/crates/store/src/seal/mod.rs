//! Encryption at rest: a random key opens the register (SQLCipher), and each person's passphrase
//! opens that key. Who may open is decided by the caller; this knows keys, not rights.
//!
//! A person's slot holds a key pair whose private half is locked with the passphrase (argon2id,
//! RFC 9106; XChaCha20-Poly1305), and the register's key locked to the public half (HPKE, RFC 9180).
//! So a new register key can be given to everybody who stays without anybody's passphrase.

mod cipher;
mod key_file;
mod recovery;
mod secret;
mod slot;
#[cfg(all(test, target_os = "linux"))]
mod wiped;

pub use recovery::{RECOVERY_CHARACTERS, RecoveryFault};
pub use secret::{DatabaseKey, Passphrase};

pub(crate) use cipher::set_key;
pub(crate) use key_file::{Generation, KeyFile, keys_path, read_keys, remove_keys, write_keys};
pub(crate) use slot::{Opened, Slot, Stretching, open_slots};
