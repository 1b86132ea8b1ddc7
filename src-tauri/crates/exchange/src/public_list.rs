//! The public list of our sub-processors as a web page, as Markdown and as CSV. Each stands alone and
//! holds nothing that could run.

use provident_domain::legal::Legal;
use provident_domain::lists::{Language, Lists};
use provident_domain::organisation::Organisation;
use provident_report::kinds::facts::PublicList;
use provident_report::kinds::record_table::RecordTable;
use provident_report::kinds::sub_processors::{public_changes, public_head, record_table};
use provident_report::kinds::words::Word;

use crate::csv_file::csv_bytes;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;color:#1d2126;background:#fff;max-width:70rem;margin:2rem auto;padding:0 1rem}\
    table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.5rem;border-bottom:1px solid #beb8ae;overflow-wrap:anywhere}\
    dt{font-weight:600}dd{margin:0 0 .5rem}.wide{overflow-x:auto}";

/// One page, without anything from elsewhere.
pub fn html(list: &PublicList, organisation: &Organisation, lists: &Lists, language: Language, legal: &Legal) -> String {
    let Texts { title, intro, facts, table, changes } = Texts::of(list, organisation, lists, language, legal);
    let code = if language == Language::Fr { "fr" } else { "en" };
    let facts: String = facts.iter().map(|(label, value)| format!("<dt>{}</dt><dd>{}</dd>\n", escaped(label), escaped(value))).collect();
    let heads: String = table.heads.iter().map(|head| format!("<th scope=\"col\">{}</th>", escaped(head))).collect();
    let rows: String = table.rows.iter().map(|row| html_row(row)).collect();
    let changes = changes.map(|(heading, lines)| {
        let lines: String = lines.iter().map(|line| format!("<li>{}</li>\n", escaped(line))).collect();
        format!("<h2>{}</h2>\n<ul>\n{lines}</ul>\n", escaped(&heading))
    });
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n<p>{}</p>\n<dl>\n{facts}</dl>\n\
         <div class=\"wide\" role=\"region\" aria-label=\"{title}\" tabindex=\"0\">\n<table>\n<caption>{title}</caption>\n\
         <thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n{}</main>\n</body>\n</html>\n",
        escaped(intro),
        changes.unwrap_or_default(),
        title = escaped(&title),
    )
}

/// The first cell names the row.
fn html_row(row: &[String]) -> String {
    let cell = |(at, text): (usize, &String)| match at {
        0 => format!("<th scope=\"row\">{}</th>", escaped(text)),
        _ => format!("<td>{}</td>", escaped(text)),
    };
    format!("<tr>{}</tr>\n", row.iter().enumerate().map(cell).collect::<String>())
}

pub fn markdown(list: &PublicList, organisation: &Organisation, lists: &Lists, language: Language, legal: &Legal) -> String {
    let Texts { title, intro, facts, table, changes } = Texts::of(list, organisation, lists, language, legal);
    let mut lines = vec![format!("# {}", plain(&title)), String::new(), plain(intro), String::new()];
    let colon = if language == Language::Fr { "\u{a0}:" } else { ":" };
    lines.extend(facts.iter().map(|(label, value)| format!("- **{}{colon}** {}", plain(label), plain(value))));
    lines.push(String::new());
    let row = |cells: &[String]| format!("| {} |", cells.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(" | "));
    lines.extend([row(&table.heads), format!("|{}", " --- |".repeat(table.heads.len()))]);
    lines.extend(table.rows.iter().map(|cells| row(cells)));
    if let Some((heading, changes)) = changes {
        lines.extend([String::new(), format!("## {}", plain(&heading)), String::new()]);
        lines.extend(changes.iter().map(|change| format!("- {}", plain(change))));
    }
    lines.join("\n") + "\n"
}

/// The table alone.
pub fn csv(list: &PublicList, lists: &Lists, language: Language, legal: &Legal) -> Vec<u8> {
    let RecordTable { heads, rows } = record_table(list, lists, language, legal);
    csv_bytes(std::iter::once(heads).chain(rows))
}

struct Texts {
    title: String,
    intro: &'static str,
    facts: Vec<(String, String)>,
    table: RecordTable,
    /// Heading and lines; none for the first list.
    changes: Option<(String, Vec<String>)>,
}

impl Texts {
    fn of(list: &PublicList, organisation: &Organisation, lists: &Lists, language: Language, legal: &Legal) -> Texts {
        let name = organisation.legal_name.as_ref().unwrap_or(&organisation.name);
        let (intro, facts) = public_head(list, organisation, lists, language);
        Texts {
            title: format!("{} · {name}", Word::SubProcessorsTitle.get(language)),
            intro,
            facts,
            table: record_table(list, lists, language, legal),
            changes: public_changes(list, lists, language, legal).filter(|(_, lines)| !lines.is_empty()),
        }
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' => safe.push_str("<br>"),
            _ if character.is_control() => {}
            _ => safe.push(character),
        }
    }
    safe
}

/// On one line, with every mark of Markdown and of HTML taken literally.
fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\n' | '\t' => safe.push(' '),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' | '!' => safe.extend(['\\', character]),
            _ if character.is_control() => {}
            _ => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use provident_domain::organisation::OrganisationDraft;
    use provident_domain::published::{PublishedEntry, changes};

    use super::*;
    use crate::shipped::shipped;

    const HOSTILE: &str = "<script>alert(1)</script> | \"Ouais\" & 'fils' [x](javascript:1)\n=1+1";

    #[test]
    fn a_page_takes_every_text_literally() {
        let safe = escaped(HOSTILE);
        assert!(!safe.replace("<br>", "").contains(['<', '>', '"', '\'']), "{safe}");
        assert_eq!(html_row(&["a<b".into(), "c".into()]), "<tr><th scope=\"row\">a&lt;b</th><td>c</td></tr>\n");
    }

    #[test]
    fn a_line_of_markdown_stays_one_cell() {
        let safe = plain(HOSTILE);
        assert!(safe.contains("\\|") && !safe.contains('\n') && !safe.contains('<') && safe.contains("\\[x\\]"), "{safe}");
    }

    #[test]
    fn each_form_of_the_list_says_the_same() {
        let entry = |name: &str, country: &str| PublishedEntry {
            provider: "01920000-0000-7000-8000-000000000001".parse().expect("an id"),
            name: name.into(),
            address: Some("=1, rue des Nuées".into()),
            country: country.parse().ok(),
            services: vec!["Hosting | backup".into()],
            countries: country.parse().into_iter().collect(),
            mechanisms: Vec::new(),
        };
        let (before, now) = ([entry("Vieux", "FR")], [entry("Brume <Ltd>", "GB")]);
        let changes = changes(&before, &now);
        let day = "2026-11-25".parse().expect("a day");
        let list = PublicList { entries: &now, as_of: day, effective_on: day, before: Some(day), changes: &changes };
        let us = OrganisationDraft {
            name: "Lumeria & Co".into(),
            dpo_email: Some("dpo@lumeria.example".into()),
            ..OrganisationDraft::default()
        };
        let us = us.check(shipped()).expect("an organisation");
        let legal = shipped().legal();
        let page = html(&list, &us, shipped(), Language::Fr, legal);
        assert!(page.contains("<html lang=\"fr\">") && page.contains("Lumeria &amp; Co") && page.contains("Brume &lt;Ltd&gt;"), "{page}");
        assert!(page.contains("Royaume-Uni") && page.contains("Décision d’adéquation") && !page.contains("<script"), "{page}");
        assert!(markdown(&list, &us, shipped(), Language::Fr, legal).contains("- **Liste au\u{a0}:** 25 novembre 2026"));
        let text = markdown(&list, &us, shipped(), Language::En, legal);
        assert!(text.contains("| Brume &lt;Ltd&gt; | =1, rue des Nuées | United Kingdom | Hosting \\| backup |"), "{text}");
        assert!(text.contains("## Changes since the list of 25 November 2026"), "{text}");
        let rows = String::from_utf8(csv(&list, shipped(), Language::En, legal)).expect("UTF-8");
        assert!(rows.contains("\"'=1, rue des Nuées\"") && rows.starts_with("\u{feff}Sub-processor,"), "{rows}");
    }
}
