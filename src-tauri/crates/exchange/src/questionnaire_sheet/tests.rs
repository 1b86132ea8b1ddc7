use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::DateTime;
use proptest::prelude::*;
use provident_domain::id::{ProviderId, ServiceId};
use provident_domain::questionnaire::{Answer, AnswerValue, AnsweredPerson, CardStanding, Question, QuestionKind, QuestionnaireKind, Row};
use rust_xlsxwriter::Workbook;
use serde_json::json;
use uuid::Uuid;

use super::lines::choices;
use super::*;
use crate::answers_file::{Answered, AnswersFile};
use crate::shipped::shipped;

fn provider() -> Questionnaire {
    serde_json::from_str(include_str!("../../../../../assets/questionnaires/provider.json")).expect("shipped")
}

fn department() -> Questionnaire {
    serde_json::from_str(include_str!("../../../../../assets/questionnaires/department.json")).expect("shipped")
}

fn ids(questionnaire: &Questionnaire, language: Language) -> SheetIds {
    let id = |last: u128| Uuid::from_u128(0x0197_f3a0_0000_7000_8000_0000_0000_0000 + last);
    let answered = Answered { id: questionnaire.id.clone(), version: questionnaire.version };
    SheetIds { register: id(1), assessment: id(2), copy: id(3), questionnaire: answered, kind: questionnaire.kind, language }
}

fn written(questionnaire: &Questionnaire, language: Language, answers: &Answers, cards: &[Card]) -> Vec<u8> {
    let ids = ids(questionnaire, language);
    let remarks = BTreeMap::from([("Q03".to_owned(), "=1+1 </si> Please give the day.".to_owned())]);
    let asked = AskedSheet {
        ids: &ids,
        organisation: "Lumeria Mail GmbH",
        asked_by: "Anna Keller",
        reply_to: Some("dpo@lumeria.example"),
        respondent: "=HYPERLINK(\"http://x\")",
        due_on: "2026-12-15".parse().ok(),
        questionnaire,
        remarks: &remarks,
        answers,
        cards,
        lists: shipped(),
    };
    workbook(&asked).expect("written")
}

fn read(questionnaire: &Questionnaire, bytes: &[u8]) -> (AnswersFile, Vec<SheetRemark>) {
    let returned = ReturnedSheet::open(bytes).expect("ours");
    returned.answers(questionnaire, shipped(), DateTime::parse_from_rfc3339("2026-11-25T10:00:00Z").expect("a moment"))
}

fn answers(value: serde_json::Value) -> Answers {
    serde_json::from_value(value).expect("answers")
}

fn card(last: u128, is_known: bool, value: serde_json::Value) -> Card {
    let known = is_known.then(|| Uuid::from_u128(last + 100));
    let standing = is_known.then_some(CardStanding::Corrected);
    Card {
        id: Uuid::from_u128(last),
        service: known.map(ServiceId),
        provider: known.map(ProviderId),
        is_known,
        standing,
        answers: answers(value),
    }
}

/// A workbook as cells, to be changed the way people change them, and written anew.
#[derive(Clone)]
struct Book(Vec<(String, Vec<Vec<String>>)>);

impl Book {
    fn of(bytes: &[u8]) -> Book {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let sheets = book.worksheets().into_iter().map(|(name, range)| {
            let (bottom, right) = range.end().unwrap_or_default();
            let text = |row, column| match range.get_value((row, column)) {
                Some(Data::String(text)) => text.clone(),
                Some(Data::Float(number)) => number.to_string(),
                _ => String::new(),
            };
            (name, (0..=bottom).map(|row| (0..=right).map(|column| text(row, column)).collect()).collect())
        });
        Book(sheets.collect())
    }

    fn bytes(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        for (name, rows) in &self.0 {
            let page = book.add_worksheet();
            page.set_name(name).expect("a name");
            for (row, cells) in rows.iter().enumerate() {
                for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                    page.write_string(row as u32, column as u16, text).expect("written");
                }
            }
        }
        book.save_to_buffer().expect("written")
    }

    fn sheet(&mut self, name: &str) -> &mut Vec<Vec<String>> {
        let at = self.0.iter().position(|(sheet, _)| sheet == name).unwrap_or_else(|| panic!("no sheet {name}"));
        &mut self.0[at].1
    }

    /// The cell in the row with this number and the column under this head.
    fn cell(&mut self, sheet: &str, number: &str, head: &str) -> &mut String {
        let rows = self.sheet(sheet);
        let column = rows[3].iter().position(|title| title == head).unwrap_or_else(|| panic!("no {head}: {:?}", rows[3]));
        let row = rows.iter().position(|row| row[1] == number).unwrap_or_else(|| panic!("no row {number}"));
        &mut rows[row][column]
    }
}

const EMPTY: &[Card] = &[];

fn some_answers() -> Answers {
    answers(json!({
        "Q01": { "value": "certified_or_equivalent", "comment": "since 2024" }, "Q01a": { "value": "2025-06" }, "Q02": { "value": ["a", "b"] },
        "Q03": { "is_unknown": true }, "Q04": { "not_applicable": "no staff" }, "Q07a": { "value": ["DE", "FR"] }, "Q08a": { "value": 12 },
    }))
}

/// Choices that there are, whatever they are called.
fn first_options(questionnaire: &Questionnaire, mut answers: Answers) -> Answers {
    for (id, answer) in &mut answers {
        let options = choices(questionnaire.question(id).expect("a question"), shipped());
        match &mut answer.value {
            Some(AnswerValue::Text(text)) if !options.is_empty() => *text = options[1].id.to_owned(),
            Some(AnswerValue::Lines(lines)) if !options.is_empty() => {
                *lines = options.iter().take(2).map(|choice| choice.id.to_owned()).collect()
            }
            _ => {}
        }
    }
    answers
}

fn filled() -> (Questionnaire, Answers, Book) {
    let questionnaire = provider();
    let answers = first_options(&questionnaire, some_answers());
    let book = Book::of(&written(&questionnaire, Language::En, &answers, EMPTY));
    (questionnaire, answers, book)
}

#[track_caller]
fn reads_the_same(questionnaire: &Questionnaire, expected: &Answers, book: &Book) {
    let (file, remarks) = read(questionnaire, &book.bytes());
    assert_eq!(file.header.answers, *expected);
    assert_eq!(remarks, []);
}

#[test]
fn what_is_filled_in_comes_back_with_whose_it_is() {
    let (questionnaire, answers, mut book) = filled();
    let about = book.sheet("About");
    for (key, value) in [("sender/name", "Séverine\u{202e} Lefèvre"), ("sender/function", "RSSI"), ("sender/email", "s@x.example")] {
        about.iter_mut().find(|row| row[0] == key).expect("a place for it")[2] = value.into();
    }
    let (file, remarks) = read(&questionnaire, &book.bytes());
    assert_eq!((file.header.answers, remarks), (answers, vec![]));
    let sender = file.header.sender;
    assert_eq!(
        (sender.name.as_str(), sender.function.as_str(), sender.email.as_deref()),
        ("Séverine Lefèvre", "RSSI", Some("s@x.example"))
    );
    let ids = ids(&questionnaire, Language::En);
    assert_eq!((file.header.register, file.header.assessment, file.header.copy), (ids.register, ids.assessment, ids.copy));
    assert_eq!((file.header.questionnaire, file.header.kind), (ids.questionnaire, QuestionnaireKind::Provider));
}

#[test]
fn rows_that_were_moved_sorted_or_put_between_lose_nothing() {
    let (questionnaire, answers, book) = filled();
    let mut moved = book.clone();
    moved.sheet("Questions")[4..].reverse();
    reads_the_same(&questionnaire, &answers, &moved);
    // Sorted without the column that nobody sees.
    let mut sorted = book.clone();
    let rows = sorted.sheet("Questions");
    let keys: Vec<String> = rows.iter().map(|row| row[0].clone()).collect();
    rows[4..].sort_by_key(|row| row[4].clone());
    rows.iter_mut().zip(keys).for_each(|(row, key)| row[0] = key);
    reads_the_same(&questionnaire, &answers, &sorted);
    let mut between = book.clone();
    let rows = between.sheet("Questions");
    let width = rows[0].len();
    for at in [0, 2, 9] {
        rows.insert(at, vec![String::new(); width]);
    }
    rows.iter_mut().for_each(|row| row.insert(2, String::new()));
    reads_the_same(&questionnaire, &answers, &between);
    let mut without_numbers = book.clone();
    without_numbers.sheet("Questions").iter_mut().skip(4).for_each(|row| row[1].clear());
    reads_the_same(&questionnaire, &answers, &without_numbers);
}

#[test]
fn sheets_may_be_renamed_and_put_in_another_order() {
    let (questionnaire, answers, mut book) = filled();
    book.0.reverse();
    for (at, (name, _)) in book.0.iter_mut().enumerate() {
        *name = format!("Feuil{at}");
    }
    reads_the_same(&questionnaire, &answers, &book);
    book.0.retain(|(_, rows)| !rows[0][0].ends_with("lists"));
    reads_the_same(&questionnaire, &answers, &book);
}

#[test]
fn what_was_written_elsewhere_is_told_and_kept_where_it_is_plain_whose_it_is() {
    let (questionnaire, mut expected, mut book) = filled();
    book.sheet("Questions").iter_mut().for_each(|row| row.push(String::new()));
    let width = book.sheet("Questions")[0].len();
    let row = book.sheet("Questions").iter().position(|row| row[1] == "Q01").expect("there");
    book.sheet("Questions")[row][width - 1] = "ask Eva".into();
    let mut free = vec![String::new(); width];
    (free[2], free[4]) = ("a note".into(), "and more".into());
    book.sheet("Questions").push(free);
    book.0.push(("Notes".into(), vec![vec!["See you".into()]]));
    expected.get_mut("Q01").expect("there").comment = Some("since 2024\nask Eva".into());
    let (file, remarks) = read(&questionnaire, &book.bytes());
    assert_eq!(file.header.answers, expected);
    let last = book.sheet("Questions").len();
    let expected = [
        SheetRemark::Beside { question: "Q01".into(), cell: format!("Questions!I{}", row + 1), text: "ask Eva".into() },
        SheetRemark::Unplaced { cell: format!("Questions!C{last}"), text: "a note".into() },
        SheetRemark::Unplaced { cell: format!("Questions!E{last}"), text: "and more".into() },
        SheetRemark::Unplaced { cell: "Notes!A1".into(), text: "See you".into() },
    ];
    assert_eq!(remarks, expected);
}

#[test]
fn words_of_a_list_are_known_in_any_case_and_language_and_others_are_kept() {
    let (questionnaire, _, mut book) = filled();
    let question = questionnaire.question("Q05").expect("there");
    let fr = question.options[2].text.fr.clone().expect("in French");
    for (text, value, comment) in [
        (format!("  {} ", fr.to_uppercase()), Some(question.options[2].id.clone()), None),
        (question.options[2].id.clone(), Some(question.options[2].id.clone()), None),
        ("partly".into(), None, Some("partly".to_owned())),
    ] {
        *book.cell("Questions", "Q05", "Answer") = text.clone();
        let (file, remarks) = read(&questionnaire, &book.bytes());
        let answer = &file.header.answers["Q05"];
        assert_eq!((&answer.value, &answer.comment), (&value.map(AnswerValue::Text), &comment), "{text}");
        let expected = comment.map(|text| SheetRemark::NoSuchOption { question: "Q05".into(), text });
        assert_eq!(remarks, expected.into_iter().collect::<Vec<_>>());
    }
    *book.cell("Questions", "Q05", "Answer") = "I do not KNOW".into();
    assert!(read(&questionnaire, &book.bytes()).0.header.answers["Q05"].is_unknown);
}

#[test]
fn marks_and_texts_are_read_as_people_write_them() {
    let (questionnaire, _, mut book) = filled();
    let options: Vec<String> = questionnaire.question("Q02").expect("there").options.iter().map(|option| option.id.clone()).collect();
    for (number, text) in [("Q02.1", "no"), ("Q02.2", "–"), ("Q02.3", " X "), ("Q02.4", "oui"), ("Q02.5", "since 2020")] {
        *book.cell("Questions", number, "Answer") = text.into();
    }
    *book.cell("Questions", "Q03", "I do not know (x)") = String::new();
    *book.cell("Questions", "Q03", "Answer") = "25.11.2025".into();
    *book.cell("Questions", "Q01a", "Answer") = "last summer".into();
    *book.cell("Questions", "Q08a", "Answer") = "1 200".into();
    *book.cell("Questions", "Q07a", "Answer") = "Allemagne, Italy; Atlantis".into();
    let (file, remarks) = read(&questionnaire, &book.bytes());
    let answers = file.header.answers;
    assert_eq!(answers["Q02"].value, Some(AnswerValue::Lines(options[2..5].to_vec())));
    assert!(answers["Q02"].comment.as_deref().is_some_and(|comment| comment.ends_with(": since 2020")));
    assert_eq!(answers["Q03"], Answer::text("2025-11-25"));
    assert_eq!(answers["Q01a"], Answer::text("last summer"), "whether it is a date is not for the reader to say");
    assert_eq!(answers["Q08a"].value, Some(AnswerValue::Number(1_200)));
    assert_eq!(answers["Q07a"].value, None);
    assert_eq!(answers["Q07a"].comment.as_deref(), Some("Allemagne, Italy\nAtlantis"));
    assert_eq!(remarks.len(), 3);
}

#[test]
fn cells_that_were_merged_keep_what_stands_in_them() {
    let (questionnaire, answers, book) = filled();
    let mut merged = Workbook::new();
    for (name, rows) in &book.0 {
        let page = merged.add_worksheet();
        page.set_name(name).expect("a name");
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                page.write_string(row as u32, column as u16, text).expect("written");
            }
        }
        if let Some(row) = rows.iter().position(|row| row[1] == "Q08a") {
            page.merge_range(row as u32, 4, row as u32 + 1, 6, "12", &rust_xlsxwriter::Format::new()).expect("merged");
        }
    }
    let (file, remarks) = read(&questionnaire, &merged.save_to_buffer().expect("written"));
    assert_eq!(file.header.answers, answers);
    assert_eq!(remarks, [SheetRemark::MergedCells { sheet: "Questions".into(), count: 1 }]);
}

#[test]
fn a_row_that_stands_twice_loses_neither() {
    let (questionnaire, _, mut book) = filled();
    let rows = book.sheet("Questions");
    let mut again = rows.iter().find(|row| row[1] == "Q08a").expect("there").clone();
    again[4] = "13".into();
    rows.push(again);
    let (file, remarks) = read(&questionnaire, &book.bytes());
    let answer = &file.header.answers["Q08a"];
    assert_eq!((&answer.value, answer.comment.as_deref()), (&Some(AnswerValue::Number(12)), Some("13")));
    assert!(matches!(&remarks[..], [SheetRemark::Twice { question, .. }] if question == "Q08a"), "{remarks:?}");
}

#[test]
fn each_tool_has_a_column_and_more_may_be_added() {
    let questionnaire = department();
    let known = card(1, true, json!({ "tool_name": { "value": "Payroll" }, "users_count": { "is_unknown": true } }));
    let silent = card(2, true, json!({}));
    let mut book = Book::of(&written(&questionnaire, Language::Fr, &Answers::new(), &[known.clone(), silent.clone()]));
    *book.cell("Outils", "1", "Outil 5") = "Quillworks".into();
    let rows = book.sheet("Outils");
    let width = rows[0].len();
    for (at, row) in rows.iter_mut().enumerate() {
        // One column copied, one written beside the last.
        let copied = row[7].clone();
        row.push(copied);
        row.push(if at > 4 && row[1] == "1" { "Beside".into() } else { String::new() });
    }
    let row = rows.iter().position(|row| row[1] == "1").expect("there");
    rows[row][width] = "Copied".into();
    let (file, remarks) = read(&questionnaire, &book.bytes());
    let cards = &file.header.cards;
    assert_eq!(cards[..2], [known, silent], "what is known comes back, whatever was said of it");
    let names: Vec<&Answer> = cards.iter().map(|card| card.answers.get("tool_name")).skip(2).flatten().collect();
    assert_eq!(names, [&Answer::text("Quillworks"), &Answer::text("Copied"), &Answer::text("Beside")]);
    let mut all: Vec<Uuid> = cards.iter().map(|card| card.id).collect();
    all.sort();
    all.dedup();
    assert_eq!((all.len(), cards.len(), remarks), (5, 5, vec![]));
}

#[test]
fn rows_of_a_table_find_their_tool_by_number_or_name() {
    let questionnaire = department();
    let at = questionnaire.questions.iter().position(|question| question.kind == QuestionKind::Table).expect("there");
    let question = &questionnaire.questions[at];
    let one = card(1, false, json!({ "tool_name": { "value": "Payroll" } }));
    let mut book = Book::of(&written(&questionnaire, Language::En, &Answers::new(), &[one]));
    let name = book.0[2].0.clone();
    for (down, (tool, text)) in [("Tool 1", "first"), ("PAYROLL", "second"), ("nobody", "third")].into_iter().enumerate() {
        let rows = book.sheet(&name);
        while rows.len() < 8 {
            let width = rows[0].len();
            rows.push(vec![String::new(); width]);
        }
        (rows[4 + down][1], rows[4 + down][3]) = (tool.into(), text.into());
    }
    let (file, remarks) = read(&questionnaire, &book.bytes());
    let row = |text: &str| Row::from([(question.columns[1].id.clone(), text.to_owned())]);
    assert_eq!(file.header.cards[0].answers[&question.id].value, Some(AnswerValue::Rows(vec![row("first"), row("second")])));
    assert!(matches!(&remarks[..], [SheetRemark::NoSuchTool { text, .. }] if text == "nobody | third"), "{remarks:?}");
}

#[test]
fn nothing_in_it_runs_and_only_answers_can_be_written() {
    let bytes = written(&provider(), Language::En, &first_options(&provider(), some_answers()), EMPTY);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).expect("a workbook");
    for name in book.sheet_names() {
        assert_eq!(book.worksheet_formula(&name).map_or(0, |range| range.used_cells().count()), 0, "{name}");
    }
    assert_eq!(book.sheet_names().first().map(String::as_str), Some("About"));
    let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a zip");
    for sheet in 1..=4 {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(&format!("xl/worksheets/sheet{sheet}.xml")).expect("a sheet"), &mut text)
            .expect("text");
        assert!(text.contains("<sheetProtection"), "sheet {sheet} is protected");
    }
    assert_eq!(
        bytes,
        written(&provider(), Language::En, &first_options(&provider(), some_answers()), EMPTY),
        "the same questions, the same bytes"
    );
}

#[test]
fn another_workbook_is_none_of_ours() {
    let mut other = Workbook::new();
    other.add_worksheet().write_string(0, 0, "provident-questionnaire/1/x").expect("written");
    for bytes in [other.save_to_buffer().expect("written"), b"a,b\n1,2\n".to_vec(), b"<html></html>".to_vec()] {
        assert_eq!(ReturnedSheet::open(&bytes).err(), Some(SheetFault::NotAQuestionnaire));
    }
    assert!(matches!(ReturnedSheet::open(b"PK\x03\x04").err(), Some(SheetFault::Unreadable { .. })));
}

fn line() -> impl Strategy<Value = String> {
    let odd = [
        "=1+1",
        "+33 1",
        "-x",
        "@a",
        "a, b; c",
        "x",
        "no",
        "2026-01-02",
        "_x0041_",
        "<b>&amp;</b>",
        "日本",
        "é\u{301}",
        "'",
        "1e3",
        "TRUE",
    ];
    let any = "[ -~à-üΑ-ω🦉]{1,40}";
    prop_oneof![prop::sample::select(odd.to_vec()).prop_map(str::to_owned), any].prop_filter_map("a line", |text| {
        provident_domain::name::clean_line(&text, 100).filter(|text| !text.chars().all(|letter| letter == '?'))
    })
}

fn paragraph() -> impl Strategy<Value = String> {
    proptest::collection::vec(line(), 1..4).prop_map(|lines| lines.join("\n"))
}

fn value(question: &Question) -> BoxedStrategy<AnswerValue> {
    let ids: Vec<String> = choices(question, shipped()).iter().map(|choice| choice.id.to_owned()).collect();
    let countries: Vec<String> = shipped().countries().iter().map(|country| country.code.to_string()).collect();
    let columns: Vec<String> = question.columns.iter().map(|column| column.id.clone()).collect();
    let text = |strategy: BoxedStrategy<String>| strategy.prop_map(AnswerValue::Text).boxed();
    match question.kind {
        QuestionKind::Text => text(line().boxed()),
        QuestionKind::Paragraph | QuestionKind::Files => text(paragraph().boxed()),
        QuestionKind::Date => text(prop_oneof!["20[0-2][0-9]", "20[0-2][0-9]-0[1-9]", "20[0-2][0-9]-1[0-2]-[12][0-9]"].boxed()),
        QuestionKind::Number => prop_oneof![0..10_000_i64, any::<i64>()].prop_map(AnswerValue::Number).boxed(),
        QuestionKind::One => text(prop::sample::select(ids).boxed()),
        QuestionKind::Several => {
            let most = ids.len();
            prop::sample::subsequence(ids, 1..=most).prop_map(AnswerValue::Lines).boxed()
        }
        QuestionKind::Tags => proptest::collection::vec(line(), 1..5).prop_map(AnswerValue::Lines).boxed(),
        QuestionKind::Countries => prop::sample::subsequence(countries, 1..6).prop_map(AnswerValue::Lines).boxed(),
        QuestionKind::Person => ("[A-Za-zé ,<>@]{0,20}", "[a-z.@]{0,20}")
            .prop_filter("somebody", |(name, email)| !name.trim().is_empty() || !email.trim().is_empty())
            .prop_map(|(name, email)| AnswerValue::Person(AnsweredPerson { name: name.trim().into(), email: email.trim().into() }))
            .boxed(),
        QuestionKind::Table => {
            let most = columns.len();
            let row = prop::sample::subsequence(columns, 1..=most)
                .prop_flat_map(|ids| ids.into_iter().map(|id| (Just(id), line())).collect::<Vec<_>>());
            proptest::collection::vec(row.prop_map(|cells| cells.into_iter().collect::<Row>()), 1..4).prop_map(AnswerValue::Rows).boxed()
        }
    }
}

fn one_answer(question: &Question) -> BoxedStrategy<(String, Answer)> {
    let id = question.id.clone();
    let is_files = question.kind == QuestionKind::Files;
    let value = prop_oneof![3 => value(question).prop_map(Some), 1 => Just(None)];
    let rest = (prop::option::weighted(0.2, paragraph()), prop::option::weighted(0.1, paragraph()), prop::bool::weighted(0.3));
    (value, rest)
        .prop_map(move |(value, (comment, not_applicable, is_unknown))| {
            let value = value.filter(|_| !is_files);
            let is_unknown = is_unknown && value.is_none();
            (id.clone(), Answer { value, is_unknown, not_applicable, comment, files: Vec::new(), source: None })
        })
        .boxed()
}

fn any_answers(questionnaire: &Questionnaire) -> BoxedStrategy<Answers> {
    let all: Vec<_> = questionnaire.questions.iter().map(|question| prop::option::of(one_answer(question))).collect();
    all.prop_map(|answers| answers.into_iter().flatten().filter(|(_, answer)| *answer != Answer::default()).collect()).boxed()
}

fn language() -> impl Strategy<Value = Language> {
    prop::sample::select(vec![Language::En, Language::Fr])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_come_back_the_same(answers in any_answers(&provider()), language in language()) {
        let (file, remarks) = read(&provider(), &written(&provider(), language, &answers, EMPTY));
        prop_assert_eq!(file.header.answers, answers);
        prop_assert_eq!(remarks, vec![]);
    }

    #[test]
    fn any_cards_come_back_the_same(all in proptest::collection::vec((any_answers(&department()), any::<bool>()), 1..4), language in language()) {
        let cards: Vec<Card> = all
            .into_iter()
            .enumerate()
            .map(|(at, (answers, is_known))| Card { answers, ..card(at as u128 + 1, is_known, json!({})) })
            .filter(|card| card.is_known || !card.answers.is_empty())
            .collect();
        let (file, remarks) = read(&department(), &written(&department(), language, &Answers::new(), &cards));
        prop_assert_eq!(file.header.cards, cards);
        prop_assert_eq!(remarks, vec![]);
    }
}
