//! The key file, and what somebody types to open it.

use std::sync::LazyLock;

use proptest::prelude::*;
use provident_store::{Access, Passphrase, StoreFault};
use serde_json::Value;

use super::{altered, cases, hostile};
use crate::shelf::{OFFICER, Shelf, is_whole};

/// Opened and whole, or refused for what it is.
fn opens_or_is_refused(shelf: &Shelf, keys: &[u8]) -> Result<(), String> {
    std::fs::write(shelf.keys(), keys).expect("written");
    match shelf.opened(Access::ReadOnly, OFFICER) {
        Ok(mut register) => is_whole(&mut register),
        Err(StoreFault::KeysUnreadable(_) | StoreFault::WrongPassphrase(_) | StoreFault::KeysDoNotFit(_)) => Ok(()),
        Err(fault) => Err(fault.to_string()),
    }
}

fn ground() -> (Shelf, Value) {
    let shelf = Shelf::sealed(2);
    let keys = serde_json::from_slice(&std::fs::read(shelf.keys()).expect("the keys")).expect("JSON");
    (shelf, keys)
}

/// One a test: each writes the keys on its own shelf.
static FOR_BYTES: LazyLock<(Shelf, Value)> = LazyLock::new(ground);
static FOR_CHANGES: LazyLock<(Shelf, Value)> = LazyLock::new(ground);

proptest! {
    #![proptest_config(cases(300, 20_000))]

    #[test]
    fn any_bytes_are_keys_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert_eq!(opens_or_is_refused(&FOR_BYTES.0, &bytes), Ok(()));
    }

    #[test]
    fn whatever_is_typed_is_a_passphrase_or_a_slip(text in ".{0,300}") {
        let _ = Passphrase::typed(&text);
    }

    /// Near to a recovery key: its letters, its groups, and letters that are taken for others.
    #[test]
    fn what_looks_like_a_recovery_key_is_one_or_a_slip(text in "[0-9A-Za-zßıſK\u{1d7ce}\u{2028} -]{20,60}") {
        let _ = Passphrase::typed(&text);
        let key = Passphrase::recovery();
        prop_assert!(Passphrase::typed(&key).is_ok());
    }
}

proptest! {
    #![proptest_config(cases(60, 600))]

    #[test]
    fn keys_with_one_thing_changed_are_refused_or_open_the_same(whom in any::<u64>(), other in hostile()) {
        let (place, keys) = altered(&FOR_CHANGES.1, whom, other);
        let outcome = opens_or_is_refused(&FOR_CHANGES.0, keys.to_string().as_bytes());
        prop_assert_eq!(outcome, Ok(()), "{}", place);
    }
}

/// A key file that asks for all the memory and time there is.
#[test]
fn keys_that_would_use_up_the_machine_are_refused_at_once() {
    let (shelf, mut keys) = ground();
    let slot = keys["generations"][0]["slots"][0].clone();
    let slots = (0..300).map(|at| {
        let mut slot = slot.clone();
        slot["stretching"]["memory_kib"] = 1_000_000.into();
        slot["stretching"]["passes"] = 16.into();
        slot["stretching"]["salt"] = format!("{at:032x}").into();
        slot
    });
    keys["generations"][0]["slots"] = slots.collect();
    let start = std::time::Instant::now();
    std::fs::write(shelf.keys(), keys.to_string()).expect("written");
    let fault = shelf.opened(Access::ReadOnly, OFFICER).err();
    assert!(matches!(fault, Some(StoreFault::KeysUnreadable(_))), "{fault:?}");
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}
