//! `NAME.provident-keys`, beside the register: what SQLCipher leaves no readable place for. It says
//! nothing of who the people are; their names are inside the register, with a copy of their slots.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::slot::{Slot, Stretching};
use crate::fault::{StoreFault, Stored};
use crate::file::{like, private_file, sync_folder};

/// Bytes. A hundred people fit in a tenth of it.
const LARGEST: u64 = 1_048_576;
const MOST_SLOTS: usize = 400;
/// All slots of a generation have one; each takes its time.
const MOST_STRETCHINGS: usize = 4;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyFile {
    format: Format,
    version: u32,
    /// The id of the register.
    pub register: String,
    /// Newest first. Two stand here only while the file of the register is being replaced.
    pub generations: Vec<Generation>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum Format {
    #[serde(rename = "provident-keys")]
    ProvidentKeys,
}

/// All slots that lead to one key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Generation {
    pub slots: Vec<Slot>,
}

impl KeyFile {
    pub fn new(register: &str, generations: Vec<Generation>) -> KeyFile {
        KeyFile { format: Format::ProvidentKeys, version: 1, register: register.into(), generations }
    }
}

pub(crate) fn keys_path(register: &Path) -> PathBuf {
    let mut name = register.as_os_str().to_owned();
    name.push("-keys");
    PathBuf::from(name)
}

/// None where there is no such file.
pub(crate) fn read_keys(register: &Path) -> Stored<Option<KeyFile>> {
    let path = keys_path(register);
    let fault = |cause| StoreFault::File { doing: format!("reading {}", path.display()), cause };
    let found = match std::fs::metadata(&path) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        found => found.map_err(fault)?,
    };
    let unreadable = || StoreFault::KeysUnreadable(path.clone());
    if !found.is_file() || found.len() > LARGEST {
        return Err(unreadable());
    }
    let text = std::fs::read(&path).map_err(fault)?;
    keys_from(&text).map(Some).ok_or_else(unreadable)
}

/// None of what is no key file, or would use up the machine.
fn keys_from(text: &[u8]) -> Option<KeyFile> {
    let keys: KeyFile = serde_json::from_slice(text).ok()?;
    let slots: Vec<&Slot> = keys.generations.iter().flat_map(|generation| &generation.slots).collect();
    let ways: HashSet<&Stretching> = slots.iter().map(|slot| &slot.stretching).collect();
    let is_bearable = ways.len() <= MOST_STRETCHINGS && ways.iter().all(|way| way.is_bearable());
    let is_known = keys.version == 1 && (1..=MOST_SLOTS).contains(&slots.len());
    (is_known && is_bearable).then_some(keys)
}

/// Whole or not at all: beside it first, then in its place.
pub(crate) fn write_keys(register: &Path, keys: &KeyFile) -> Stored<()> {
    let path = keys_path(register);
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let text = serde_json::to_vec_pretty(keys)?;
    let written = private_file(&beside)
        .and_then(|mut file| file.write_all(&text).and_then(|()| file.sync_all()))
        .and_then(|()| like(&path, &beside))
        .and_then(|()| std::fs::rename(&beside, &path));
    written.map_err(|cause| {
        let _ = std::fs::remove_file(&beside);
        StoreFault::File { doing: format!("writing {}", path.display()), cause }
    })?;
    // Once it has its name it is there: a folder that cannot be synced takes nothing back.
    let _ = sync_folder(&path);
    Ok(())
}

/// Of a register that is open to all, which may have none.
pub(crate) fn remove_keys(register: &Path) -> Stored<()> {
    let path = keys_path(register);
    match std::fs::remove_file(&path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreFault::File { doing: format!("removing {}", path.display()), cause })
        }
        _ => Ok(()),
    }
}

/// Bytes as hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Hex(pub Vec<u8>);

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Hex, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
        match digits {
            Some(digits) if digits.len() % 2 == 0 && digits.len() <= 1_024 => {
                Ok(Hex(digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect()))
            }
            _ => Err(serde::de::Error::custom("not hexadecimal digits")),
        }
    }
}

#[cfg(test)]
mod tests {
    use provident_domain::id::PersonId;

    use super::*;
    use crate::seal::{DatabaseKey, Passphrase, open_slots};

    /// With hardly any stretching, so that each bit can be tried.
    fn key_file(passphrase: &Passphrase, key: &DatabaseKey) -> KeyFile {
        let id = uuid::Uuid::now_v7().to_string();
        let stretching = Stretching { memory_kib: 8, passes: 1, lanes: 1, salt: Hex(vec![7; 16]) };
        let slot = Slot::make(&id, PersonId(uuid::Uuid::now_v7()), &stretching, passphrase, key).expect("made");
        KeyFile::new(&id, vec![Generation { slots: vec![slot] }])
    }

    #[test]
    fn each_changed_bit_of_a_key_file_opens_the_same_or_nothing() {
        let (passphrase, key) = (Passphrase::new("marmot lantern seven rivers"), DatabaseKey::random());
        let text = serde_json::to_vec_pretty(&key_file(&passphrase, &key)).expect("JSON");
        let (mut refused, mut same) = (0, 0);
        for bit in 0..text.len() * 8 {
            let mut changed = text.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let keys = keys_from(&changed);
            let opened =
                keys.map_or(Vec::new(), |keys| open_slots(&keys.register, &keys.generations[0].slots, &passphrase).expect("bearable"));
            assert!(opened.iter().all(|opened| opened.key.bytes() == key.bytes()), "bit {bit} leads to another key");
            if opened.is_empty() { refused += 1 } else { same += 1 }
        }
        println!("bits of a key file: tried {}, refused {refused}, harmless {same}, lost 0", refused + same);
        assert!(refused > same, "most of it matters");
    }
}
