//! Reports as PDF files.

use serde_json::{Value, json};

use crate::arguments::Report;
use crate::output::{count, line, text};
use crate::register::{Program, required};

pub fn report(wanted: &Report) -> Result<bool, String> {
    if wanted.kinds {
        return kinds(&wanted.language);
    }
    let register = required(&wanted.register, "REGISTER")?;
    let out = required(&wanted.out, "--out")?;
    let program = Program::opened(register, false)?;
    let provider = wanted.provider.as_deref().map(|name| program.provider(name)).transpose()?;
    let assessment = wanted.department.as_deref().map(|name| crate::ask::last_of_department(&program, name)).transpose()?;
    let file = program.lend(out);
    let request = json!({
        "kind": wanted.kind,
        "provider": provider,
        "query": null,
        "on": wanted.on,
        "language": wanted.language,
        "questionnaire": wanted.questionnaire,
        "assessment": assessment,
    });
    if out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        let result = program.call("report_sheet", json!({ "request": request, "file": file }))?;
        line(&format!("wrote {} with {} rows", out.display(), count(&result, "rows")));
        return Ok(true);
    }
    let result = program.call("report_issue", json!({ "request": request, "file": file }))?;
    tell(&result, &out.display().to_string());
    Ok(true)
}

fn kinds(language: &str) -> Result<bool, String> {
    let program = Program::new(std::path::Path::new("report"));
    let kinds = program.call("report_kinds", json!({ "language": language }))?;
    for kind in kinds.as_array().map(Vec::as_slice).unwrap_or_default() {
        line(&format!("{:<20} {}", text(kind, "kind"), text(kind, "description")));
    }
    Ok(true)
}

fn tell(result: &Value, out: &str) {
    let report = &result["report"];
    line(&format!("wrote {out}: {}, {} pages, number {}", text(report, "title"), count(report, "pages"), text(report, "number")));
    if result["is_recorded"] == false {
        line("  not recorded as issued: the register could only be read");
    }
    let replaced = count(result, "replaced_glyphs");
    if replaced > 0 {
        line(&format!("  {replaced} characters have no glyph in the fonts and are printed as a replacement"));
    }
}
