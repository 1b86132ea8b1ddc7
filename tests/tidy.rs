//! The invariants of the house, held by reading its files.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file of the project under a folder, with its text; what is built is left out.
fn files(under: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(under)];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "target" | "node_modules" | "dist" | ".git" | "gen") {
                    open.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let short = path.strip_prefix(root()).expect("inside").to_string_lossy().into_owned();
                found.push((short, text));
            }
        }
    }
    assert!(!found.is_empty(), "no {endings:?} under {under}");
    found
}

/// Files that say a word, but for those that may.
#[track_caller]
fn only(word: &str, under: &str, endings: &[&str], may: &[&str]) {
    let saying: Vec<String> = files(under, endings)
        .into_iter()
        .filter(|(name, text)| text.contains(word) && !may.iter().any(|allowed| name.starts_with(allowed)))
        .map(|(name, _)| name)
        .collect();
    assert!(saying.is_empty(), "{word:?} may stand in {may:?} only, and stands in {saying:?}");
}

fn dependencies(crate_folder: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(crate_folder).join("Cargo.toml")).expect("a manifest");
    let own = text.split("\n[dependencies]\n").nth(1).unwrap_or_default();
    let own = own.split("\n[").next().unwrap_or_default();
    own.lines().filter_map(|line| line.split(['.', '=', ' ']).next()).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[track_caller]
fn knows(crate_folder: &str, ours: &[&str]) {
    let known: Vec<String> = dependencies(crate_folder).into_iter().filter(|name| name.starts_with("provident-")).collect();
    let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
    known.sort_unstable();
    assert_eq!(known, ours, "{crate_folder}");
}

#[test]
fn each_crate_knows_whom_it_may_know() {
    knows("src-tauri/crates/domain", &[]);
    knows("src-tauri/crates/store", &["provident-domain"]);
    knows("src-tauri/crates/report", &["provident-domain"]);
    knows("src-tauri/crates/exchange", &["provident-domain", "provident-report"]);
    knows("src-tauri/crates/api", &["provident-domain", "provident-exchange", "provident-report", "provident-store"]);
    knows("src-tauri/crates/cli", &["provident-api"]);
    knows("src-tauri/crates/xtask", &[]);
    knows("src-tauri", &["provident-api"]);
}

#[test]
fn domain_asks_for_nothing() {
    for word in ["std::fs", "std::env", "std::net", "SystemTime", "Utc::now", "Local::now", "now_v7", "new_v4", "rand::", "println!"] {
        only(word, "src-tauri/crates/domain/src", &[".rs"], &[]);
    }
}

#[test]
fn each_library_is_named_where_it_belongs() {
    only("rusqlite", "src-tauri", &[".rs"], &["src-tauri/crates/store/"]);
    only("printpdf::", "src-tauri", &[".rs"], &["src-tauri/crates/report/src/pdf/stream.rs"]);
    only("tauri::", "src-tauri", &[".rs"], &["src-tauri/src/", "src-tauri/examples/", "src-tauri/build.rs"]);
    only("@tauri-apps", "ui/src", &[".ts", ".svelte"], &["ui/src/ipc/"]);
    for sql in ["SELECT ", "INSERT INTO", "PRAGMA "] {
        only(sql, "src-tauri", &[".rs"], &["src-tauri/crates/store/"]);
    }
}

#[test]
fn the_webview_reaches_nothing_outside() {
    for word in ["fetch(", "XMLHttpRequest", "WebSocket", "localStorage", "sessionStorage", "innerHTML", "{@html", "eval("] {
        only(word, "ui/src", &[".ts", ".svelte"], &[]);
    }
    let config = std::fs::read_to_string(root().join("src-tauri/tauri.conf.json")).expect("the configuration");
    let config: serde_json::Value = serde_json::from_str(&config).expect("JSON");
    let policy = &config["app"]["security"]["csp"];
    assert_eq!(policy["default-src"], "'none'");
    assert_eq!(policy["script-src"], "'self'");
    assert!(!policy.to_string().contains("unsafe"), "{policy}");
    let capabilities: Vec<(String, String)> = files("src-tauri/capabilities", &[".json"]).into_iter().collect();
    assert_eq!(capabilities.len(), 1, "one window, one capability");
    let may: serde_json::Value = serde_json::from_str(&capabilities[0].1).expect("JSON");
    assert_eq!(may["permissions"], serde_json::json!(["allow-rpc"]));
    assert_eq!((&may["remote"], &may["windows"]), (&serde_json::Value::Null, &serde_json::json!(["main"])));
    let shell = std::fs::read_to_string(root().join("src-tauri/Cargo.toml")).expect("the shell's libraries");
    assert!(!shell.contains("devtools"), "no developer tools in the package");
}

#[test]
fn legal_lists_say_where_they_come_from_and_when_they_were_looked_at() {
    for (name, text) in files("assets/legal", &[".json"]).into_iter().chain(files("assets/vocabulary", &[".json"])) {
        let list: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(list["source"].as_str().is_some_and(|source| source.len() > 10), "{name} names no source");
        let day = list["last_verified"].as_str().unwrap_or_default();
        assert!(day.parse::<chrono::NaiveDate>().is_ok(), "{name}: last_verified is {day:?}");
    }
}

#[test]
fn the_top_level_holds_what_it_may() {
    let may = ["Cargo.toml", "Cargo.lock", "src-tauri", "ui", "assets", "tests", "README.md", "LICENSE-APACHE", "LICENSE-MIT", "target"];
    for entry in std::fs::read_dir(root()).expect("the project") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(name.starts_with('.') || may.contains(&name.as_str()), "{name} at the top level");
    }
}

#[test]
fn names_say_what_a_thing_is() {
    for word in ["Manager", "Helper", "Util", "Info"] {
        for (name, text) in files("src-tauri", &[".rs"]) {
            let named = ["struct ", "enum ", "trait ", "type "].iter().any(|kind| {
                text.lines().any(|line| {
                    let rest = line.trim_start().trim_start_matches("pub ").trim_start_matches("pub(crate) ").strip_prefix(kind);
                    rest.is_some_and(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|ident| ident.ends_with(word)))
                })
            });
            assert!(!named, "{name} names something …{word}");
        }
    }
}

#[test]
fn tests_run_all_and_wait_for_nothing() {
    for (name, text) in files("tests", &[".rs"]).into_iter().chain(files("src-tauri", &[".rs"])) {
        if name.ends_with("tidy.rs") {
            continue;
        }
        assert!(!text.contains("#[ignore"), "{name} ignores a test");
        assert!(!text.contains("thread::sleep"), "{name} sleeps");
    }
}

/// Registers stand on these scripts: what is to be different comes with the next number.
#[test]
fn a_migration_stays_as_it_was() {
    let known = [
        ("0001_records.sql", "0c2e5458870b32b730971d038e4309041a6e2cc6fed4f751b2312d2364a286ca"),
        ("0002_rows.sql", "a56aa3821ada2b0ba3e22c5ee7a674a10962486edd8988b71f065f8b60d716b5"),
        ("0003_dues.sql", "d435b14ae7b9163dd4b323aa110d16113a90c3ddcbe36d525f5f16b2d436f4a4"),
        ("0004_working.sql", "194349fb7d09a3032e0aa765954fdba3bb64b1b58a03094907f1ea7af96e472c"),
        ("0005_people.sql", "91bb14c73a93d2d4fe4f7ca3c691c6e86cb3bae91e312e10d908a81103dad6c8"),
        ("0006_record.sql", "32da9595cef81a51d962cf087a50ba85125ef53a1edd94e962ddd755d34db307"),
        ("0007_questionnaires.sql", "6bc4e37f4e3d75eec366e6cdb8fb0d32792c9bd056492cef820fa0bd412ca645"),
    ];
    let mut scripts = files("src-tauri/crates/store/src/migrations", &[".sql"]);
    scripts.sort();
    let found: Vec<(&str, String)> = scripts
        .iter()
        .map(|(name, text)| {
            let name = name.rsplit('/').next().unwrap_or(name);
            (name, provident_domain::evidence::content_digest(text.as_bytes()))
        })
        .collect();
    assert_eq!(found, known.map(|(name, digest)| (name, digest.to_owned())), "never edited, only followed by the next");
}
