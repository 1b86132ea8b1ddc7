//! Reports read back by real readers: poppler, qpdf, PDFBox Preflight.

mod questionnaire;
mod record;

use std::path::PathBuf;

use provident_domain::lists::Language;
use provident_report::document::{Block, Document, FactRow, Figure, Span, Style};
use provident_report::{Pdf, render};

use crate::ground::{Desk, today};
use crate::reader;

fn span(text: &str) -> Span {
    Span { text: text.into(), style: Style::Plain }
}

fn document(body: Vec<Block>) -> Document {
    Document::new("provider-register", "Provider register", "Lumeria & <Mail> SAS", Language::En, today(), body)
}

fn table(rows: usize, text: &str) -> Block {
    let row = |at: usize| vec![vec![span(&format!("Row{at}end"))], vec![span(text)], vec![span("sub-processor")]];
    let heads = ["Provider", "Purpose", "Role"].map(str::to_owned).to_vec();
    Block::Table { heads, widths: vec![30, 50, 20], rows: (0..rows).map(row).collect(), is_small: false }
}

struct Printed {
    desk: Desk,
    pdf: Pdf,
}

impl Printed {
    fn of(document: &Document) -> Printed {
        let desk = Desk::new();
        let pdf = render(document).expect("a report");
        std::fs::write(desk.path("report.pdf"), &pdf.bytes).expect("written");
        Printed { desk, pdf }
    }

    fn path(&self) -> PathBuf {
        self.desk.path("report.pdf")
    }

    fn text(&self) -> String {
        reader::run("poppler-utils", "pdftotext", &["-layout", "-enc", "UTF-8"], &self.path(), &["-"])
    }
}

pub fn rich() -> Document {
    let spans = vec![span("Zażółć gęślą jaźń, Ελληνικά κείμενα, Привет мир,"), Span { text: "unknown".into(), style: Style::Unknown }];
    document(vec![
        Block::Figures {
            items: vec![Figure { value: "84".into(), label: "providers".into() }, Figure { value: "9".into(), label: "open".into() }],
        },
        Block::Heading { level: 1, text: "Identity & more".into() },
        Block::Meter { label: "Completeness".into(), percent: 61 },
        Block::Paragraph { spans },
        Block::Facts {
            rows: vec![FactRow {
                label: "Office".into(),
                value: vec![
                    span("efficient flow of affairs, Tvrđa ulica 7, İstanbul, Şişli, Győr"),
                    Span { text: "late".into(), style: Style::Warning },
                ],
                note: Some("verified 3 Mar 2026 by the DPO from DPA, p. 9".into()),
            }],
        },
        Block::Heading { level: 2, text: "Services".into() },
        Block::Note { text: "A remark.".into() },
        table(120, "Sending newsletters to clients, and counting which of them are read by how many people in each month"),
    ])
}

#[test]
fn a_report_is_valid_pdf_a_and_clean() {
    reader::is_valid(&Printed::of(&rich()).path());
}

#[test]
fn every_script_is_extracted_as_it_was_written() {
    let text = Printed::of(&rich()).text();
    for words in ["Zażółć gęślą jaźń", "Ελληνικά κείμενα", "Привет мир", "efficient flow of affairs", "İstanbul, Şişli, Győr"]
    {
        assert!(text.contains(words), "{words:?} is missing in\n{text}");
    }
}

#[test]
fn fonts_are_embedded_as_subsets_with_a_unicode_map() {
    let listing = reader::run("poppler-utils", "pdffonts", &[], &Printed::of(&rich()).path(), &[]);
    let fonts: Vec<&str> = listing.lines().skip(2).collect();
    assert!(!fonts.is_empty());
    for font in fonts {
        assert!(font.contains("+IBMPlexSans"), "{font} is a subset of the shipped typeface");
        let flags: Vec<&str> = font.split_whitespace().collect();
        assert_eq!(flags[flags.len() - 5..flags.len() - 2], ["yes", "yes", "yes"], "{font}: embedded, subset, unicode");
    }
}

#[test]
fn each_page_says_which_of_how_many_it_is_and_repeats_the_head() {
    let printed = Printed::of(&rich());
    let text = printed.text();
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert_eq!(pages.len(), printed.pdf.pages as usize);
    assert!(pages.len() > 3, "the table runs over pages");
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("page {} of {}", at + 1, pages.len())), "page {}:\n{page}", at + 1);
        assert!(page.contains("PR-20261123-"), "the number stands on each page");
    }
    for page in &pages[1..] {
        assert!(page.contains("Purpose") && page.contains("Role"), "the head of the table is repeated");
    }
}

#[test]
fn no_row_is_cut_across_pages() {
    let text =
        Printed::of(&document(vec![table(90, "one two three four five six seven eight nine ten eleven twelve thirteen lastword")])).text();
    for page in text.split('\u{c}').filter(|page| page.contains("end")) {
        assert_eq!(page.matches("Row").count(), page.matches("lastword").count(), "each row ends on the page it begins on:\n{page}");
    }
}

#[test]
fn neither_the_last_row_nor_the_head_stands_alone_on_a_page() {
    for rows in 30..75 {
        let text = Printed::of(&document(vec![table(rows, "one")])).text();
        for page in text.split('\u{c}').filter(|page| page.contains("Purpose")) {
            assert!(page.matches("end").count() > 1, "of {rows} rows:\n{page}");
        }
    }
}

#[test]
fn a_heading_never_stands_without_the_first_row_below_it() {
    let tall = "one two three four five six seven eight nine ten ".repeat(6);
    for before in 20..34 {
        let rows = (0..before).map(|_| FactRow { label: "Fact".into(), value: vec![span("said")], note: None }).collect();
        let heading = Block::Heading { level: 1, text: "Followed".into() };
        let text = Printed::of(&document(vec![Block::Facts { rows }, heading, table(3, &tall)])).text();
        let page = text.split('\u{c}').find(|page| page.contains("Followed")).expect("the heading");
        assert!(page.contains("Row0end"), "after {before} facts:\n{page}");
    }
}

#[test]
fn a_fact_stays_with_the_table_that_follows_it() {
    for before in 22..36 {
        let fact = |at: usize| FactRow { label: format!("Fact{at}end"), value: vec![span("said")], note: None };
        let facts = Block::Facts { rows: (0..before).map(fact).collect() };
        let text = Printed::of(&document(vec![facts, table(3, "one")])).text();
        let page = text.split('\u{c}').find(|page| page.contains("Row0end")).expect("the table");
        assert!(page.contains(&format!("Fact{}end", before - 1)), "of {before} facts:\n{text}");
    }
}

#[test]
fn short_facts_stay_whole_below_their_heading() {
    let fact = |label: &str| FactRow { label: label.into(), value: vec![span("said")], note: None };
    for before in 25..40 {
        let rows = (0..before).map(|_| fact("Fact")).collect();
        let heading = Block::Heading { level: 1, text: "Followed".into() };
        let facts = Block::Facts { rows: vec![fact("First"), fact("Second"), fact("Third"), fact("Last")] };
        let text = Printed::of(&document(vec![Block::Facts { rows }, heading, facts])).text();
        let page = text.split('\u{c}').find(|page| page.contains("Followed")).expect("the heading");
        assert!(page.contains("Last"), "after {before} facts:\n{page}");
    }
}

#[test]
fn a_long_fact_is_cut_where_the_page_ends_and_keeps_who_says_so() {
    let long: String = (0..500).map(|at| format!("word{at} ")).collect();
    let fact = |value: &str| FactRow { label: "Fact".into(), value: vec![span(value)], note: Some("said by Ada".into()) };
    let rows = (0..10).map(|_| fact("short")).chain([fact(&long)]).collect();
    let printed = Printed::of(&document(vec![Block::Facts { rows }]));
    let text = printed.text();
    let first = text.split('\u{c}').next().expect("a page");
    assert!(first.contains("word0 ") && printed.pdf.pages == 2, "begins below the short ones:\n{text}");
    assert_eq!(text.matches("said by Ada").count(), 11, "{text}");
    assert!(text.contains("word499"), "{text}");
}

#[test]
fn a_row_longer_than_a_page_goes_on_and_loses_nothing() {
    let long: String = (0..3_000).map(|at| format!("word{at} ")).collect();
    let printed = Printed::of(&document(vec![table(2, &long)]));
    let text = printed.text();
    assert!(printed.pdf.pages > 4);
    for page in text.split('\u{c}').filter(|page| page.contains("Purpose")) {
        assert!(page.contains("word"), "no head without a row:\n{page}");
    }
    for at in [0, 1_499, 2_999] {
        assert_eq!(
            text.matches(&format!("word{at} ")).count() + text.matches(&format!("word{at}\n")).count(),
            2,
            "word{at} stands once in each row"
        );
    }
    reader::is_valid(&printed.path());
}

#[test]
fn title_language_and_outline_are_there() {
    let printed = Printed::of(&rich());
    let said = reader::run("poppler-utils", "pdfinfo", &[], &printed.path(), &[]);
    assert!(said.contains("Provider register"), "{said}");
    assert!(said.contains("Tagged:          yes"), "{said}");
    let structure = reader::run("poppler-utils", "pdfinfo", &["-struct-text"], &printed.path(), &[]);
    assert!(structure.contains("H1") && structure.contains("\"Identity & more\""), "headings are tagged in reading order:\n{structure}");
    let bytes = String::from_utf8_lossy(&printed.pdf.bytes).into_owned();
    assert!(bytes.contains("/Outlines") && bytes.contains("/Lang"), "outline and language");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = render(&rich()).expect("a report").bytes;
    let second = render(&rich()).expect("a report").bytes;
    assert!(first == second, "also for the second one in a process");
}

#[test]
fn another_content_has_another_number() {
    let one = document(vec![Block::Note { text: "a".into() }]);
    let other = document(vec![Block::Note { text: "b".into() }]);
    assert_ne!(one.number, other.number);
    assert_eq!(one.number, one.clone().with_history_head(Some("f".repeat(64))).number, "the history head is no content");
}

#[test]
fn a_character_no_font_has_is_visible_and_counted() {
    let printed = Printed::of(&document(vec![Block::Paragraph { spans: vec![span("Cat 🐈 and 漢字 end")] }]));
    assert_eq!(printed.pdf.replaced_glyphs, 3);
    assert_eq!(printed.text().matches('\u{fffd}').count(), 3, "{}", printed.text());
    reader::is_valid(&printed.path());
}

#[test]
fn hostile_text_stays_text() {
    let long = "x".repeat(10_000);
    let nasty = format!("<script>alert(1)</script> )>> endobj \u{202e}txet\u{202c} \u{0}\u{7} =HYPERLINK(\"a\") {long}");
    let mut document =
        document(vec![Block::Heading { level: 1, text: nasty.clone() }, table(3, &nasty), Block::Note { text: nasty.clone() }]);
    document.title = nasty;
    let printed = Printed::of(&document);
    reader::is_valid(&printed.path());
    let text = printed.text();
    assert!(text.contains("<script>alert(1)</script>"), "markup is printed as it stands");
    assert!(!text.contains('\u{202e}'), "marks of direction are gone");
    let count = text.matches('x').count();
    assert!(count >= 50_000, "five times 10,000 characters, none lost: {count}");
}

#[test]
fn an_empty_document_is_a_report_of_one_page() {
    let printed = Printed::of(&document(Vec::new()));
    assert_eq!(printed.pdf.pages, 1);
    reader::is_valid(&printed.path());
}
