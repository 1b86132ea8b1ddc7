//! What is compared of what came back.

use sha2::{Digest, Sha256};

/// SHA-256 as the page writes it.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
