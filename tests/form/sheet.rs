//! The page as the program makes it, filled with a sample questionnaire.

use std::path::{Path, PathBuf};

use provident_exchange::questionnaire_page::page;
use serde_json::Value;

use crate::ground::Desk;

/// A questionnaire that is asked, and the key that opens what comes back.
pub struct Sheet {
    pub data: Value,
    key: age::x25519::Identity,
}

pub fn provider() -> Sheet {
    Sheet::of(include_str!("provider.json"))
}

pub fn department() -> Sheet {
    Sheet::of(include_str!("department.json"))
}

impl Sheet {
    fn of(text: &str) -> Sheet {
        let key = age::x25519::Identity::generate();
        let mut data: Value = serde_json::from_str(text).expect("a sample is JSON");
        data["recipient"] = key.to_public().to_string().into();
        Sheet { data, key }
    }

    /// As a file on this desk.
    pub fn write(&self, desk: &Desk) -> PathBuf {
        write(desk, &page(&self.data.to_string()))
    }

    /// What a sealed file says, and the bytes of the files in it.
    pub fn open(&self, sealed: &Path) -> (Value, Vec<Vec<u8>>) {
        let sealed = std::fs::read(sealed).expect("a sealed file");
        let plain = age::decrypt(&self.key, &sealed).expect("sealed for the key of the register");
        opened(&plain)
    }
}

pub fn write(desk: &Desk, page: &str) -> PathBuf {
    let path = desk.path("questionnaire.html");
    std::fs::write(&path, page).expect("written");
    path
}

fn opened(plain: &[u8]) -> (Value, Vec<Vec<u8>>) {
    let rest = plain.strip_prefix(b"provident-answers 1\n").expect("what it is");
    let end = rest.iter().position(|byte| *byte == b'\n').expect("a length");
    let length: usize = std::str::from_utf8(&rest[..end]).expect("digits").parse().expect("a length");
    let (json, mut files) = rest[end + 1..].split_at(length);
    let said: Value = serde_json::from_slice(json).expect("JSON");
    let sizes = said["attachments"].as_array().expect("a list").iter().map(|file| file["size"].as_u64().expect("a size") as usize);
    let bytes = sizes.map(|size| files.split_off(..size).expect("all of it").to_vec()).collect();
    assert!(files.is_empty(), "nothing stands after the last file");
    (said, bytes)
}
