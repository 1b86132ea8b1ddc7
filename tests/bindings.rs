//! The types that the screens use are those the commands have.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/ipc/bindings")
}

fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder of types") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").to_owned();
                found.insert(name, std::fs::read_to_string(&path).expect("text"));
            }
        }
    }
    found
}

/// `PROVIDENT_WRITE_BINDINGS=1` writes them instead.
#[test]
fn the_typescript_types_are_those_of_the_commands() {
    let fresh = tempfile::tempdir().expect("a temporary folder");
    provident_api::export_typescript(fresh.path()).expect("the types are written");
    let fresh = files(fresh.path());
    assert!(fresh.len() > 50, "{} types", fresh.len());
    if std::env::var_os("PROVIDENT_WRITE_BINDINGS").is_some() {
        let _ = std::fs::remove_dir_all(kept());
        for (name, text) in &fresh {
            let path = kept().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("written");
        }
    }
    let kept = files(&kept());
    for (name, text) in &fresh {
        assert_eq!(
            kept.get(name),
            Some(text),
            "{} is not what the commands say; run this test with PROVIDENT_WRITE_BINDINGS=1",
            name.display()
        );
    }
    assert_eq!(kept.len(), fresh.len(), "types that no command has");
}
