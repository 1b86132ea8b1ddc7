//! The built page, filled with a sample questionnaire as the program fills it.

use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use serde_json::Value;

use crate::ground::Desk;

const EMPTY: &str = "<script type=\"application/json\" id=\"provident-data\">{}</script>";

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
        let data = self.data.to_string().replace('<', "\\u003c");
        write(desk, &page().replacen(EMPTY, &EMPTY.replace("{}", &data), 1))
    }

    /// What a sealed file says, and the bytes of the files in it.
    pub fn open(&self, sealed: &Path) -> (Value, Vec<Vec<u8>>) {
        let sealed = std::fs::read(sealed).expect("a sealed file");
        let plain = age::decrypt(&self.key, &sealed).expect("sealed for the key of the register");
        opened(&plain)
    }

    #[allow(dead_code, reason = "at hand when a sealed file must be looked at by hand")]
    pub fn secret(&self) -> String {
        self.key.to_string().expose_secret().to_owned()
    }
}

/// The built page, empty.
pub fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist-form/form.html");
    let page = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}; `npm run build` in ui makes it", path.display()));
    assert_eq!(page.matches(EMPTY).count(), 1, "one empty block for the data");
    page
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
