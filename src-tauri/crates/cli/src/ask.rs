//! Questionnaires out as files, and answers in.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::output::{self, array, count, line, text};
use crate::register::Program;

/// Who is asked, and how.
pub struct Asked<'a> {
    pub provider: &'a [String],
    pub department: &'a [String],
    pub all: bool,
    pub out: &'a Path,
    pub language: &'a str,
    pub way: &'a str,
    pub due: Option<&'a str>,
    pub blank: bool,
}

pub fn ask(register: &Path, asked: &Asked, as_json: bool) -> Result<bool, String> {
    let program = Program::writing(register)?;
    let respondents = respondents(&program, asked)?;
    let prepared = program.call(
        "assessment_prepare",
        json!({
            "respondents": respondents, "way": asked.way, "language": asked.language, "due_on": asked.due, "is_prefilled": !asked.blank,
        }),
    )?;
    std::fs::create_dir_all(asked.out).map_err(|error| format!("{}: {error}", asked.out.display()))?;
    let folder = program.lend(asked.out);
    let made = program.call("assessment_files", json!({ "ids": prepared, "folder": folder, "with_mails": true }))?;
    if as_json {
        output::json(&made);
        return Ok(true);
    }
    for file in array(&made, "made") {
        let mail = file["mail"].as_str().map_or("no mail draft: no address is known".to_owned(), |mail| format!("with {mail}"));
        line(&format!("{}: {}, {mail}", text(file, "respondent"), text(file, "file")));
    }
    line(&format!("{} files in {}", array(&made, "made").len(), asked.out.display()));
    Ok(true)
}

fn respondents(program: &Program, asked: &Asked) -> Result<Vec<Value>, String> {
    let departments = program.call("department_list", json!({}))?;
    let of_department = |row: &Value| json!({ "kind": "department", "id": row["id"] });
    if asked.all {
        let providers = program.call("provider_ids", json!({ "only_working": true }))?;
        let providers = providers.as_array().into_iter().flatten().map(|id| json!({ "kind": "provider", "id": id }));
        return Ok(providers.chain(departments.as_array().into_iter().flatten().map(of_department)).collect());
    }
    let mut found = Vec::new();
    for name in asked.provider {
        found.push(json!({ "kind": "provider", "id": program.provider(name)? }));
    }
    for name in asked.department {
        found.push(of_department(find_department(&departments, name)?));
    }
    Ok(found)
}

/// The last round of a department that came back.
pub fn last_of_department(program: &Program, name: &str) -> Result<Value, String> {
    let departments = program.call("department_list", json!({}))?;
    let id = &find_department(&departments, name)?["id"];
    let page = program.call("assessment_list", json!({ "department": id }))?;
    let came_back = array(&page, "rows").iter().find(|row| !row["received_on"].is_null() && row["is_follow_up"] == false);
    came_back.map(|row| row["id"].clone()).ok_or_else(|| format!("nothing has come back from {name:?} yet"))
}

fn find_department<'a>(departments: &'a Value, name: &str) -> Result<&'a Value, String> {
    let is_it = |row: &&Value| text(&row["department"], "name").eq_ignore_ascii_case(name) || text(row, "id") == name;
    let found = departments.as_array().into_iter().flatten().find(is_it);
    found.ok_or_else(|| format!("department {name:?} is not in the register"))
}

/// False where a file was refused.
pub fn answers(register: &Path, files: &[PathBuf], as_json: bool) -> Result<bool, String> {
    let program = Program::writing(register)?;
    let files: Vec<Value> = files.iter().map(|file| program.lend(file)).collect();
    let taken = program.call("answers_take", json!({ "files": files }))?;
    let lines: Vec<&Value> = taken.as_array().into_iter().flatten().collect();
    let is_done = lines.iter().all(|one| one["outcome"]["kind"] != "refused");
    if as_json {
        output::json(&taken);
        return Ok(is_done);
    }
    for one in lines {
        line(&format!("{}: {}", text(one, "file"), became(&one["outcome"])));
    }
    Ok(is_done)
}

fn became(outcome: &Value) -> String {
    match text(outcome, "kind") {
        "taken" => {
            let sender = outcome["sender"].as_str().map_or(String::new(), |sender| format!(" from {sender}"));
            let sealed = if outcome["is_sealed"] == true { "" } else { ", not sealed" };
            let said = if count(outcome, "cards") > 0 {
                format!("{} tools", count(outcome, "cards"))
            } else {
                format!("{} answers", count(outcome, "answers"))
            };
            format!(
                "taken in{sender} for {} (version {}): {said}, {} attachments{sealed}{}",
                text(outcome, "respondent"),
                count(outcome, "number"),
                count(outcome, "attachments"),
                match count(outcome, "remarks") {
                    0 => String::new(),
                    remarks => format!("; {remarks} answers did not fit their question and are kept as comments"),
                },
            )
        }
        "same_as_before" => {
            format!("came before for {} (version {}); nothing changed", text(outcome, "respondent"), count(outcome, "number"))
        }
        _ => format!("refused: {}", refusal(&outcome["reason"])),
    }
}

fn refusal(reason: &Value) -> String {
    match text(reason, "code") {
        "unreadable" => unreadable(&reason["why"]),
        "too_large" => format!("larger than the {} MB allowed", count(reason, "limit") / 1_048_576),
        "other_register" => "it was made for another register".into(),
        "unknown_assessment" => "this register asked no such thing".into(),
        "other_version" => format!(
            "it answers version {} of the questionnaire, and version {} was asked",
            count(reason, "found"),
            count(reason, "expected")
        ),
        "assessment_over" => format!("the round with {} is closed or withdrawn", text(reason, "respondent")),
        _ => format!("the file cannot be opened ({})", text(reason, "cause")),
    }
}

fn unreadable(why: &Value) -> String {
    match text(why, "kind") {
        "newer" => "it was made for a newer program".into(),
        "cut_short" => "it is cut short; ask for it again".into(),
        "other_key" => "it is sealed for another register".into(),
        "damaged" => format!("{} is damaged; ask for it again", why["what"].as_str().unwrap_or("the file")),
        "too_large" => format!("larger than the {} MB allowed", count(why, "limit")),
        "too_many_files" => format!("more than {} files are attached", count(why, "most")),
        "malformed" => format!("the answers are not written as they should be ({})", text(why, "detail")),
        _ => "this is not a file of answers".into(),
    }
}
