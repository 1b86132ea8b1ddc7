//! Documents as they are saved and pasted. All names are invented.

use provident_domain::lists::ColumnSet;

use super::*;
use crate::columns::is_known_column;
use crate::shipped::shipped;

fn read(name: &str, text: &str) -> Result<Reading, ExchangeFault> {
    read_document(name, text.as_bytes(), &|header| is_known_column(ColumnSet::SubProcessor, header, shipped()), shipped())
}

/// The header and the rows, cells between bars.
#[track_caller]
fn check(text: &str, how_read: &str, expected: &[&str]) {
    let reading = read("", text).unwrap_or_else(|fault| panic!("{fault} in {text:?}"));
    let rows = std::iter::once(reading.header.join("|")).chain(reading.rows.iter().map(|row| row.cells.join("|")));
    assert_eq!(rows.collect::<Vec<_>>(), expected, "{text:?}");
    assert_eq!(reading.how_read, how_read, "{text:?}");
}

#[test]
fn every_list_is_read_with_its_own_introduction() {
    let text = "---\ntitle: Subprocessors\n---\n\n# Subprocessors\n\n*Last updated: June 8, 2023*\n\nWe use third parties. See [the rules](../index.md).\n\n\
        The following is a list of those we use. These subprocessors are all located in the United States:\n\n\
        * [Northwind Cloud](https://northwind.example/gdpr/). Cloud services provider.\n\
        * [Mailbird.io](https://mailbird.example). Transactional email service.\n\n\
        These subprocessors are located in the EU:\n\n* [Lumen](https://lumen.example). Monitoring.\n\n\
        Subscribe to our [repository](https://code.example/policies). [Here's how](../updates.md).\n";
    check(
        text,
        "Markdown · list",
        &[
            "Name|Service|Website|Country",
            "Northwind Cloud|Cloud services provider.|https://northwind.example/gdpr/|United States",
            "Mailbird.io|Transactional email service.|https://mailbird.example|United States",
            "Lumen|Monitoring.|https://lumen.example|",
        ],
    );
}

#[test]
fn an_item_says_who_what_and_where() {
    let item = |item: &str, expected: &str| {
        check(&format!("Our sub-processors:\n\n- {item}\n"), "Markdown · list", &["Name|Service|Website|Country", expected])
    };
    item("**Acme Ltd**: e-mail delivery", "Acme Ltd|e-mail delivery||");
    item("Acme Ltd – e-mail delivery (Ireland)", "Acme Ltd|e-mail delivery||Ireland");
    item("Acme Ltd (Ireland) – e-mail delivery", "Acme Ltd|e-mail delivery||Ireland");
    item("Acme - Hosting - Dublin, Ireland", "Acme|Hosting - Dublin, Ireland||Ireland");
    item("Acme: hosting. Located in France.", "Acme|hosting||France");
    item("Acme – HR", "Acme|HR||");
    item("Tiffany & Co. Jewels – gifts", "Tiffany & Co. Jewels|gifts||");
    item("[Acme](https://acme.example), Inc. – hosting", "Acme, Inc.|hosting|https://acme.example|");
    item("Acme – hosting in the EU", "Acme|hosting in the EU||");
    item("Acme", "Acme|||");
}

#[test]
fn what_stands_above_is_believed_where_it_is_certain() {
    let above = |above: &str, country: &str| {
        check(
            &format!("{above}\n\n* Acme – hosting\n"),
            "Markdown · list",
            &["Name|Service|Website|Country", &format!("Acme|hosting||{country}")],
        )
    };
    above("These are all located in the US:", "United States");
    above("## Sub-processors in France", "France");
    above("## Germany", "Germany");
    above("Nos sous-traitants sont situés en France :", "France");
    above("Our company is based in France. We use these vendors:", "");
    above("These are located in the EU or the United States:", "");
    above("These are not located in the United States:", "");
    above("Providers based in France and Germany:", "");
}

#[test]
fn a_list_that_is_no_list_of_companies_is_left_out() {
    let text = "- [Sub-processors](#sub)\n- [Contact](#contact)\n\n## Sub-processors\n\n- [Acme](https://acme.example) – hosting\n- [Beta](https://beta.example) – mail\n\n\
        See also\n\n- [Terms](https://we.example/terms)\n- [Privacy](https://we.example/privacy)\n";
    check(
        text,
        "Markdown · list",
        &["Name|Service|Website|Country", "Acme|hosting|https://acme.example|", "Beta|mail|https://beta.example|"],
    );
}

#[test]
fn what_is_nested_belongs_to_its_item() {
    let text = "Vendors:\n\n* Acme\n  * Purpose: hosting\n  * Location: Ireland\n  * backups every night\n* Beta\n";
    check(text, "Markdown · list", &["Name|Service|Website|Country|Location", "Acme|hosting; backups every night|||Ireland", "Beta||||"]);
    let grouped = "Vendors:\n\n* Support\n  * [Acme](https://acme.example): tickets\n  * [Beta](https://beta.example)\n";
    check(
        grouped,
        "Markdown · list",
        &["Name|Service|Website|Country", "Acme|tickets|https://acme.example|", "Beta||https://beta.example|"],
    );
}

#[test]
fn tables_of_the_same_columns_are_one() {
    let text = "| Change | Note |\n|---|---|\n| one | two |\n\n## US\n\n| Sub-processor | Purpose | Location |\n| --- | --- | --- |\n\
        | [Acme](https://acme.example) | Hosting | USA |\n\n## EU\n\n| Sub-processor | Purpose | Location |\n|---|---|---|\n| Beta \\| Sons | Mail | Ireland |\n";
    check(
        text,
        "Markdown · table",
        &["Sub-processor|Purpose|Location|Website", "Acme|Hosting|USA|https://acme.example", "Beta | Sons|Mail|Ireland|"],
    );
}

#[test]
fn a_table_left_out_is_said() {
    let text = "| Name | Service |\n|---|---|\n| Acme | Mail |\n| Beta | Mail |\n\n| Name | Service | Country |\n|---|---|---|\n| Gamma | Mail | France |\n";
    let reading = read("", text).expect("read");
    assert_eq!(reading.rows[0].cells, ["Gamma", "Mail", "France"], "it has most known headers");
    assert_eq!(reading.remarks, [Remark::TablesLeftOut { count: 1 }]);
}

#[test]
fn html_is_read_past_its_scripts_and_its_navigation() {
    let text = "<!DOCTYPE html><html><head><title>Vendors</title><style>td { color: red }</style></head><body>\
        <nav><ul><li><a href='/a'>Home</a></li></ul></nav><script>document.write('<table><tr><td>Evil</td></tr></table>')</script>\
        <table class=x><thead><tr><th><span>Entity</span> name<th>Purpose<th>Entity country</thead><tbody>\
        <tr><td><p><b><a href=\"https://acme.example/?a=1&amp;b=2\">Acme&nbsp;&amp;&#32;Sons</a></b></p><script>1</script><td>Mail<br>and<div>more</div><td rowspan=2>Ireland\
        <tr><td>Beta<sup>1</sup></td><td>Hosting</td></tr></tbody></table><footer><ul><li>Imprint</ul></footer></body></html>";
    check(
        text,
        "HTML · table",
        &[
            "Entity name|Purpose|Entity country|Website",
            "Acme & Sons|Mail\nand\nmore|Ireland|https://acme.example/?a=1&b=2",
            "Beta|Hosting|Ireland|",
        ],
    );
}

#[test]
fn lists_of_html_are_read_as_those_of_markdown() {
    let text = "<h2>Sub-processors</h2><p>They are located in <em>Canada</em>:</p><ul><li><a href=https://acme.example>Acme</a> – mail<li><strong>Beta</strong>: hosting, <i>France</i></ul>\
        <p>Hidden: <span>x</span></p>";
    check(text, "HTML · list", &["Name|Service|Website|Country", "Acme|mail|https://acme.example|Canada", "Beta|hosting, France||Canada"]);
}

#[test]
fn a_name_a_line_is_a_list() {
    check(
        "Acme\nBeta, Inc.\r\n\n=HYPERLINK(\"http://x\")\nC#\n",
        "Text · lines",
        &["Name", "Acme", "Beta, Inc.", "=HYPERLINK(\"http://x\")", "C#"],
    );
    check("<div>Acme</div><div>AT&amp;T</div>", "HTML · lines", &["Name", "Acme", "AT&T"]);
    assert_eq!(read("", " \n "), Err(ExchangeFault::Empty));
}

#[test]
fn a_table_copied_from_a_spreadsheet_has_its_columns() {
    check("Name\tCountry\nAcme\tFrance\n", "CSV · UTF-8 · “⇥”", &["Name|Country", "Acme|France"]);
}

#[test]
fn a_page_says_what_it_is_written_in() {
    let text = b"<html><meta charset=\"iso-8859-2\"><ul><li>\xa3\xf3d\xbc</ul>";
    let reading = read_document("a.html", text, &|_| false, shipped()).expect("read");
    assert_eq!(reading.rows[0].cells[0], "Łódź");
    assert!(reading.remarks.is_empty(), "the ending fits");
}

/// Hostile documents end in time and without a deep stack, whatever comes of them.
#[track_caller]
fn bear(text: &str) {
    let begun = std::time::Instant::now();
    let read = read("", text);
    assert!(begun.elapsed().as_secs() < 20, "{:?}… took {:?}", text.chars().take(40).collect::<String>(), begun.elapsed());
    drop(read);
}

#[test]
fn no_nesting_is_too_deep() {
    for tag in ["<div>", "<ul><li>", "<table><tr><td>", "<b><a href=x>", "<script>", "<svg>", "<select>", "<nav>", "<pre>\n"] {
        bear(&format!("<html>{}", tag.repeat(100_000)));
    }
    bear(&format!("<html>{}", "<div>".repeat(2_000_000)));
    bear(&format!("{}Acme", "> ".repeat(100_000)));
    bear(&format!("{}Acme", "- ".repeat(100_000)));
    bear(&(0..2_000).map(|deep| format!("{}- Acme\n", "  ".repeat(deep))).collect::<String>());
    for signs in ["[", "*a_ ", "[a](", "![", "<a ", "`a", "&#", "<!--", "| a "] {
        bear(&signs.repeat(50_000));
    }
    bear(&format!("<a {}>x</a><ul><li>Acme</ul>", (0..200_000).map(|at| format!("a{at} ")).collect::<String>()));
}

#[test]
fn a_small_page_cannot_become_a_large_list() {
    let row = format!("<tr><td rowspan=65000>{}</td><td>x</td></tr>", "long ".repeat(2_000));
    assert_eq!(read("", &format!("<html><table>{row}{}", "<tr><td>x".repeat(60_000))), Err(ExchangeFault::Bomb));
    assert_eq!(read("", &format!("<html><table>{}", "<tr><td colspan=400>x".repeat(100_000))), Err(ExchangeFault::Bomb));
    let wide = format!("<html><table><tr>{}</table>", "<td>x".repeat(500));
    assert_eq!(read("", &wide), Err(ExchangeFault::TooManyColumns { most: 400 }));
}
