//! Every reader of files from outside, and what it makes of anything: keys, passphrases, an exported
//! register, settings, mappings, workbooks. It reads, or it refuses; and what it takes is whole.
//! Lists of arbitrary bytes are in `hostile`.

mod answers;
mod dump;
mod keys;
mod mails;
mod record;
mod sheets;
mod small;
mod workbooks;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::ground::is_long;

/// So many cases in the usual run and in the long one.
fn cases(usual: u32, long: u32) -> ProptestConfig {
    ProptestConfig { cases: if is_long() { long } else { usual }, failure_persistence: None, ..ProptestConfig::default() }
}

/// What nobody expects in the place of a value.
fn hostile() -> impl Strategy<Value = Value> {
    let texts = [
        "",
        " ",
        "<script>alert(1)</script>",
        "\u{202e}gnp.exe\u{202c}",
        "'; DROP TABLE provider; --",
        "\u{0}",
        "\u{feff}",
        "../../etc/passwd",
        "=HYPERLINK(\"http://x\")",
        "+262142-12-31",
        "-262143-01-01",
        "9999-12-31",
        "0000-00-00",
        "2026-02-30",
        "00000000-0000-0000-0000-000000000000",
        "é\u{301}",
        "🦊",
        "null",
        "[]",
        "{}",
        "FR",
        "verified",
        "in_use",
        "\u{1d173}",
    ];
    prop_oneof![
        prop::sample::select(texts.to_vec()).prop_map(Value::from),
        ".{0,40}".prop_map(Value::from),
        (1..20_000_usize).prop_map(|length| Value::from("ж".repeat(length))),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(vec![0_i64, -1, 1, 4_294_967_295, 4_294_967_296, i64::MAX, i64::MIN]).prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
        Just(json!([])),
        Just(json!({})),
        Just(json!(["<script>", 7, null, { "a": [] }])),
        (1..100_usize).prop_map(|deep| serde_json::from_str(&format!("{}{}", "[".repeat(deep), "]".repeat(deep))).expect("JSON")),
    ]
}

/// Each place in a value, as one walks to it.
fn places(value: &Value, at: &mut Vec<String>, found: &mut Vec<String>) {
    found.push(at.iter().map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1"))).collect());
    let steps: Vec<(String, &Value)> = match value {
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect(),
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), field)).collect(),
        _ => Vec::new(),
    };
    for (step, inner) in steps {
        at.push(step);
        places(inner, at, found);
        at.pop();
    }
}

/// One place of it is something else; `whom` chooses the place, by kind first, so that each kind comes up.
fn altered(value: &Value, whom: u64, other: Value) -> (String, Value) {
    let mut found = Vec::new();
    places(value, &mut Vec::new(), &mut found);
    let kind = |place: &str| place.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
    let mut kinds: Vec<String> = found.iter().map(|place| kind(place)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let chosen = &kinds[(whom % kinds.len() as u64) as usize];
    let alike: Vec<&String> = found.iter().filter(|place| kind(place) == *chosen).collect();
    let place = alike[(whom / 7_919 % alike.len() as u64) as usize].clone();
    let mut value = value.clone();
    *value.pointer_mut(&place).expect("a place in it") = other;
    (place, value)
}
