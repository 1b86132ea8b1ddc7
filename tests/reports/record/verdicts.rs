//! The register of transfers: each verdict with its rule, article, ground, source, date, and what to do.

use provident_api::assets::lists;
use provident_domain::lists::Language;
use provident_domain::transfer::TransferRule;
use provident_report::kinds::words::{article, date};
use serde_json::{Value, json};

use super::{LANGUAGES, between, each, in_language, label, printed, sample, says, squeezed, texts};
use crate::program::Program;
use crate::record::provider;

fn rule_of(row: &Value) -> TransferRule {
    serde_json::from_value(row["verdict"]["rule"].clone()).expect("a rule")
}

/// Parts of a text of a rule that stand there whatever is put in.
fn fixed(text: &str) -> impl Iterator<Item = &str> {
    text.split(['{', '}']).step_by(2)
}

fn check(program: &Program) {
    let rows = program.call("transfer_all", json!({ "on": null }));
    let decided = || each(&rows).filter(|row| !row["id"].is_null());
    assert_ne!(decided().count(), 0);
    for language in LANGUAGES {
        let text = printed(program, "transfers", language);
        for row in decided() {
            if row["verdict"]["status"] != "fine" {
                open_leg(row, &text, language);
            }
            in_list(row, &text, language);
        }
        for row in each(&rows).filter(|row| row["id"].is_null()) {
            let heading = in_language(language, "Proposed, not decided yet", "Proposés, pas encore décidés");
            let part = between(&text, heading, in_language(language, "All transfers", "Tous les transferts"));
            texts(&row["importer"]).iter().for_each(|name| says(part, name));
            each(&row["countries"]).for_each(|code| says(part, &label("country", code, language)));
        }
    }
}

/// A block of its own, breaches first.
fn open_leg(row: &Value, text: &str, language: Language) {
    let exporter = row["exporter"].as_str().unwrap_or(in_language(language, "Us", "Nous"));
    let heading = format!("{exporter} → {} (", row["importer"].as_str().expect("somebody"));
    let part = between(text, &heading, in_language(language, "Decided", "Décision"));
    let rule = lists().legal().rule(rule_of(row)).expect("in the list");
    for fact in [rule.title.get(language), &rule.source, &article(&rule.article, language), &date(rule.last_verified, language)] {
        says(part, fact);
    }
    says(part, &label("verdict_status", &row["verdict"]["status"], language));
    says(part, &label("ground", &row["verdict"]["ground"], language));
    for words in [&rule.text, &rule.action] {
        fixed(words.get(language)).for_each(|words| says(part, words));
    }
    if let Some(day) = row["verdict"]["date"].as_str() {
        says(part, &date(day.parse().expect("a day"), language));
    }
}

/// A line in the list of all, and the rule among those at the end.
fn in_list(row: &Value, text: &str, language: Language) {
    let all = in_language(language, "All transfers", "Tous les transferts");
    let list = between(text, all, in_language(language, "Transfer impact assessments", "Analyses d’impact des transferts"));
    let rule = lists().legal().rule(rule_of(row)).expect("in the list");
    for fact in [label("ground", &row["verdict"]["ground"], language), rule.title.get(language).to_owned()] {
        says(list, &fact);
    }
    texts(&row["importer"]).iter().for_each(|name| says(list, name));
    let rests_on = in_language(language, "What the verdicts rest on", "Sur quoi reposent les appréciations");
    let words = [rule.title.get(language), &article(&rule.article, language), &rule.source, &date(rule.last_verified, language)].concat();
    says(&text[text.rfind(&squeezed(rests_on)).expect("the end")..], &words);
}

#[test]
fn each_verdict_of_the_sample_shows_what_it_rests_on() {
    check(&sample());
}

#[test]
fn breaches_come_first_and_each_says_what_to_do() {
    let program = Program::with_register();
    let leg = |name: &str, country: &str, more: Value| {
        let (provider, _) = provider(&program, name, country, json!({ "name": "Desk", "their_role": "processor" }));
        let mut draft =
            json!({ "exporter": { "kind": "us" }, "importer": { "kind": "provider" }, "country": country, "decision": "confirmed" });
        draft.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        program.call("transfer_save", json!({ "id": null, "revision": null, "provider": provider, "draft": draft }));
    };
    leg("Adequate", "JP", json!({}));
    leg("Attentive", "IN", json!({ "mechanism": "scc_m2", "signed_on": "2024-01-10", "are_annexes_complete": true }));
    leg("Zbreach", "IN", json!({ "mechanism": "privacy_shield", "signed_on": "2019-01-10" }));
    leg("Nothing", "BR", json!({}));
    leg("Ruled out", "US", json!({ "decision": "no_transfer", "no_transfer": "parent_only", "reason": "The parent gets no data" }));
    check(&program);
    let text = printed(&program, "transfers", Language::En);
    let at = |name: &str| text.find(&squeezed(&format!("Us → {name} ("))).unwrap_or_else(|| panic!("{name} is not in\n{text}"));
    assert!(at("Zbreach") < at("Attentive"), "worst first");
    says(&text, "No transfer · The parent gets no data");
}

#[test]
fn another_day_gives_the_verdicts_of_that_day() {
    let program = sample();
    let mut request = super::request("transfers", Language::En);
    request["on"] = json!("2031-12-28");
    let text = program.call("report_text", request).as_str().expect("a text").to_owned();
    assert!(text.contains("read under the rules and due dates of 28 December 2031"), "{text}");
    let from = text.find("# What needs attention").expect("the section");
    assert!(text[from..].contains("Thwaitlock") && text[from..].contains("Adequacy decision ended"), "{text}");
}
