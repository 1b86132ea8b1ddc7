//! That a key is nowhere in memory once its register is closed: this process reads its own.

use std::io::{Read, Seek, SeekFrom};

use provident_api::assets::{lists, review};
use provident_domain::id::CommandId;
use provident_domain::person::{Person, Role};

use crate::act::{Act, Rules};
use crate::register::{Access, Register};
use crate::seal::Passphrase;

/// Stands in for the key in memory while it is looked for.
const MASK: u8 = 0x5a;

fn masked(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| byte ^ MASK).collect()
}

/// Places in the memory of this process where these bytes stand; they are given masked.
fn places(wanted: &[u8]) -> usize {
    let maps = std::fs::read_to_string("/proc/self/maps").expect("the map of this process");
    let mut memory = std::fs::File::open("/proc/self/mem").expect("the memory of this process");
    let mut found = 0;
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, to) = line.split_whitespace().next().and_then(|range| range.split_once('-')).expect("a range");
        let [from, to] = [from, to].map(|end| u64::from_str_radix(end, 16).expect("an address"));
        let mut bytes = vec![0; (to - from) as usize];
        if memory.seek(SeekFrom::Start(from)).is_ok() && memory.read_exact(&mut bytes).is_ok() {
            // Masked at once: the copy is not to be found by the next look.
            bytes.iter_mut().for_each(|byte| *byte ^= MASK);
            found += bytes.windows(wanted.len()).filter(|window| *window == wanted).count();
        }
    }
    found
}

fn act() -> Act {
    let command_id = CommandId(uuid::Uuid::now_v7());
    Act { who: "Test".into(), command: "test", command_id, at: "2026-11-23T09:00:00.000Z".into() }
}

#[test]
fn the_key_is_nowhere_in_memory_once_the_register_is_closed() {
    let folder = std::env::temp_dir().join(format!("provident-wiped-{}", uuid::Uuid::new_v4()));
    crate::file::private_folder(&folder).expect("a folder");
    let path = folder.join("one.provident");
    let rules = Rules { lists: lists(), review: review(), today: "2026-11-23".parse().expect("a day") };
    let officer = Person { name: "Anna Keller".into(), role: Role::Dpo };
    let phrase = || Passphrase::new("marmot lantern seven rivers");
    drop(Register::create_sealed(&path, &act(), rules, uuid::Uuid::now_v7(), &officer, &phrase()).expect("made"));
    let register = Register::open_sealed(&path, Access::Write, &phrase(), &act(), rules).expect("opens");
    let key = &register.seal().expect("sealed").key;
    let (bytes, digits) = (masked(key.bytes()), masked(&key.as_text().as_bytes()[2..66]));
    assert!(places(&bytes) > 0, "while it is open the key is in memory, and is found");
    drop(register);
    assert_eq!((places(&bytes), places(&digits)), (0, 0), "as bytes and as digits");
    let _ = std::fs::remove_dir_all(&folder);
}
