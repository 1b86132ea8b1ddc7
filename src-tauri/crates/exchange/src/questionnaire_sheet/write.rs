//! The workbook that goes out: what it is about, the questions with a column for each answer or tool, a sheet
//! for each table, and a hidden one with what the lists offer. Every cell is text or a number, so nothing can run.

use std::collections::BTreeMap;

use provident_domain::evidence::content_digest;
use provident_domain::lists::Language;
use provident_domain::questionnaire::{Answer, AnswerValue, Answers, Card, Question, QuestionKind, QuestionnaireKind, Section};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    ProtectionOptions, Workbook, Worksheet, XlsxError,
};
use uuid::Uuid;

use super::ids::Role;
use super::lines::{choices, comment_number, not_applicable_number, number, option_number};
use super::place::{CardKey, ColumnKey, Part, RowKey};
use super::say::{CELL, standing_words, written};
use super::words::SheetWords;
use super::{AskedSheet, EMPTY_CARDS, TABLE_ROWS};
use crate::ExchangeFault;

const LISTS: &str = "provident-lists";
/// Characters in the name of a sheet.
const SHEET_NAME: usize = 31;
/// Rows above the first question: keys, title, hint, heads.
const HEAD: u32 = 3;
const FIRST_ANSWER: u16 = 4;
const FIRST_CARD: u16 = 3;

pub fn workbook(asked: &AskedSheet) -> Result<Vec<u8>, ExchangeFault> {
    Writing::new(asked).book().map_err(|error| ExchangeFault::Unwritten { detail: error.to_string() })
}

/// A card for each place to write a tool in: those that are known, then empty ones. Their ids follow from the copy.
fn cards(asked: &AskedSheet) -> Vec<Card> {
    let empty = |at: usize| Card {
        id: Uuid::new_v8(first_bytes(&content_digest(format!("{}/{at}", asked.ids.copy).as_bytes()))),
        service: None,
        provider: None,
        is_known: false,
        standing: None,
        answers: Answers::new(),
    };
    asked.cards.iter().cloned().chain((0..EMPTY_CARDS).map(empty)).collect()
}

pub(super) fn first_bytes(digest: &str) -> [u8; 16] {
    let mut bytes = [0; 16];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = digest.get(2 * at..2 * at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or_default();
    }
    bytes
}

struct Writing<'a> {
    asked: &'a AskedSheet<'a>,
    words: &'static SheetWords,
    language: Language,
    looks: Looks,
    cards: Vec<Card>,
    /// What drop-down lists offer, a column each.
    offered: Vec<Vec<String>>,
}

/// Where one answer is written.
#[derive(Clone, Copy)]
struct Target<'a> {
    column: u16,
    answers: &'a Answers,
}

impl<'a> Target<'a> {
    fn said(&self, question: &Question, part: Part) -> Option<&'a str> {
        self.answers.get(&question.id).and_then(|answer| part_of(answer, part))
    }
}

struct Looks {
    title: Format,
    section: Format,
    head: Format,
    text: Format,
    faint: Format,
    strong: Format,
    question: Format,
    follow_up: Format,
    option: Format,
    answer: Format,
    mark: Format,
    number: Format,
    small: Format,
    asked_again: Format,
    hidden: Format,
}

impl Looks {
    fn new() -> Looks {
        let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let rule = Color::RGB(0xC9_D1_DA);
        // Text, so that a spreadsheet does not make dates of what was typed.
        let open = wrapped().set_num_format("@").set_unlocked().set_background_color(Color::RGB(0xFB_FA_F2));
        let open = open.set_border(FormatBorder::Thin).set_border_color(rule);
        let lined = wrapped().set_border_bottom(FormatBorder::Hair).set_border_bottom_color(rule);
        Looks {
            title: Format::new().set_bold().set_font_size(16.0),
            section: Format::new().set_bold().set_font_size(12.0).set_font_color(Color::RGB(0x1F_4E_79)),
            head: wrapped().set_bold().set_background_color(Color::RGB(0xE8_EC_F1)),
            text: wrapped(),
            faint: lined.clone().set_font_color(Color::RGB(0x55_5D_66)),
            strong: wrapped().set_bold(),
            question: lined.clone(),
            follow_up: lined.clone().set_indent(1),
            option: lined.set_indent(2),
            mark: open.clone().set_align(FormatAlign::Center),
            number: open.clone().set_num_format("0").set_align(FormatAlign::Left),
            answer: open,
            small: Format::new().set_font_size(9.0).set_font_color(Color::RGB(0x55_5D_66)),
            asked_again: Format::new().set_bold().set_font_color(Color::RGB(0x9C_2A_10)),
            hidden: Format::new(),
        }
    }
}

impl<'a> Writing<'a> {
    fn new(asked: &'a AskedSheet<'a>) -> Writing<'a> {
        let language = asked.language();
        let cards = if asked.questionnaire.kind == QuestionnaireKind::Department { cards(asked) } else { Vec::new() };
        Writing { asked, words: SheetWords::of(language), language, looks: Looks::new(), cards, offered: Vec::new() }
    }

    fn book(mut self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let asked = self.asked;
        let title = asked.questionnaire.title.get(self.language);
        // The same questions give the same bytes.
        let created = ExcelDateTime::parse_from_str(
            &asked
                .questionnaire
                .last_verified
                .unwrap_or_default()
                .max(chrono::NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default())
                .to_string(),
        )?;
        book.set_properties(&DocProperties::new().set_title(title).set_company(asked.organisation).set_creation_datetime(&created));
        let tables = self.tables();
        let questions = self.questions(&tables)?;
        book.push_worksheet(self.about()?);
        book.push_worksheet(questions);
        for (at, name) in &tables {
            book.push_worksheet(self.table(&asked.questionnaire.questions[*at], name)?);
        }
        book.push_worksheet(self.lists()?);
        book.save_to_buffer()
    }

    fn is_per_tool(&self) -> bool {
        self.asked.questionnaire.kind == QuestionnaireKind::Department
    }

    fn main_sheet(&self) -> &'static str {
        if self.is_per_tool() { self.words.tools } else { self.words.questions }
    }

    /// Questions that have a sheet of their own, with its name.
    fn tables(&self) -> BTreeMap<usize, String> {
        let questions = self.asked.questionnaire.questions.iter().enumerate();
        let tables = questions.filter(|(_, question)| question.kind == QuestionKind::Table);
        tables
            .map(|(at, question)| {
                let text = question.title.as_ref().unwrap_or(&question.text).get(self.language);
                let name = format!("{} {text}", number(self.asked.questionnaire, at));
                let plain: String = name.chars().filter(|letter| !letter.is_control() && !"[]:*?/\\'".contains(*letter)).collect();
                (at, units(plain.trim(), SHEET_NAME).trim_end().to_owned())
            })
            .collect()
    }

    fn sheet(&self, name: &str, role: &Role) -> Result<Worksheet, XlsxError> {
        let mut page = Worksheet::new();
        page.set_name(name)?;
        page.write_string_with_format(0, 0, self.asked.ids.mark(role), &self.looks.hidden)?;
        page.set_row_hidden(0)?;
        page.set_column_hidden(0)?;
        let may = ProtectionOptions { format_cells: true, format_columns: true, format_rows: true, ..ProtectionOptions::new() };
        page.protect_with_options(&may);
        page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        Ok(page)
    }

    fn about(&self) -> Result<Worksheet, XlsxError> {
        let (asked, words, looks) = (self.asked, self.words, &self.looks);
        let mut page = self.sheet(words.about, &Role::About)?;
        page.write_string(0, 2, ColumnKey::Answer(Part::Value).text())?;
        page.set_column_width(1, 30)?;
        page.set_column_width(2, 90)?;
        page.write_string_with_format(1, 1, asked.questionnaire.title.get(self.language), &looks.title)?;
        let mut row = 2;
        let introduction = asked.questionnaire.introduction.get(self.language);
        if !introduction.is_empty() {
            page.merge_range(row, 1, row, 2, introduction, &looks.text)?;
            page.set_row_height(row, 15.0 * (introduction.chars().count() as f64 / 110.0).ceil().clamp(1.0, 20.0))?;
        }
        row += 2;
        let asks = format!("{}, {}", asked.asked_by, asked.organisation);
        let due = asked.due_on.map(|day| day.to_string());
        let facts = [
            (words.asked_by, Some(asks.as_str())),
            (words.asked, Some(asked.respondent)),
            (words.due, due.as_deref()),
            (words.send_to, asked.reply_to),
        ];
        for (label, value) in facts.into_iter().filter_map(|(label, value)| Some((label, value?))) {
            page.write_string_with_format(row, 1, label, &looks.faint)?;
            page.write_string_with_format(row, 2, units(value, CELL), &looks.text)?;
            row += 1;
        }
        row += 1;
        let steps = words.steps.iter().copied().chain(self.is_per_tool().then_some(words.steps_for_tools)).chain([words.unsealed]);
        for step in steps {
            page.write_string_with_format(row, 1, "•", &looks.faint.clone().set_align(FormatAlign::Right))?;
            page.write_string_with_format(row, 2, step.replace("{sheet}", self.main_sheet()), &looks.text)?;
            row += 1;
        }
        row += 1;
        page.write_string_with_format(row, 1, words.you, &looks.section)?;
        for (key, label) in [(RowKey::Name, words.name), (RowKey::Function, words.function), (RowKey::Email, words.email)] {
            row += 1;
            page.write_string(row, 0, key.text())?;
            page.write_string_with_format(row, 1, label, &looks.strong)?;
            page.write_blank(row, 2, &looks.answer)?;
        }
        Ok(page)
    }

    fn questions(&mut self, tables: &BTreeMap<usize, String>) -> Result<Worksheet, XlsxError> {
        let asked = self.asked;
        let mut page = self.sheet(self.main_sheet(), &Role::Questions)?;
        self.heads(&mut page)?;
        let cards = std::mem::take(&mut self.cards);
        let targets: Vec<Target> = if self.is_per_tool() {
            cards.iter().enumerate().map(|(at, card)| Target { column: FIRST_CARD + at as u16, answers: &card.answers }).collect()
        } else {
            vec![Target { column: FIRST_ANSWER, answers: asked.answers }]
        };
        let mut row = HEAD + 1;
        if cards.iter().any(|card| card.is_known) {
            self.standings(&mut page, row, &cards)?;
            row += 1;
        }
        let mut section: Option<&Section> = None;
        for (at, question) in asked.questionnaire.questions.iter().enumerate() {
            let next = asked.questionnaire.sections.iter().find(|section| section.id == question.section);
            if next != section {
                section = next;
                page.write_string_with_format(row, 2, section.map_or("", |section| section.title.get(self.language)), &self.looks.section)?;
                page.set_row_height(row, 24)?;
                row += 1;
            }
            row = self.question(&mut page, row, at, tables.get(&at), &targets)?;
        }
        self.cards = cards;
        Ok(page)
    }

    fn heads(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        let words = self.words;
        let mut columns = vec![(ColumnKey::Number, words.number.to_owned(), 8.0), (ColumnKey::Text, words.question.to_owned(), 62.0)];
        if self.is_per_tool() {
            for (at, card) in self.cards.iter().enumerate() {
                let key = CardKey { id: card.id, service: card.service, provider: card.provider, is_known: card.is_known };
                columns.push((ColumnKey::Card(key), format!("{} {}", words.tool, at + 1), 34.0));
            }
        } else {
            columns.extend([
                (ColumnKey::Text, words.evidence.to_owned(), 34.0),
                (ColumnKey::Answer(Part::Value), words.answer.to_owned(), 44.0),
                (ColumnKey::Answer(Part::Comment), words.comment.to_owned(), 44.0),
                (ColumnKey::Answer(Part::Unknown), words.unknown.to_owned(), 13.0),
                (ColumnKey::Answer(Part::NotApplicable), words.not_applicable.to_owned(), 30.0),
            ]);
        }
        page.write_string_with_format(1, 1, self.asked.questionnaire.title.get(self.language), &self.looks.title)?;
        let hint = if self.is_per_tool() { words.steps_for_tools } else { words.steps[2] };
        page.write_string_with_format(2, 1, hint, &self.looks.small)?;
        page.write_string(HEAD, 0, RowKey::Head.text())?;
        for (at, (key, title, width)) in columns.into_iter().enumerate() {
            let column = at as u16 + 1;
            page.write_string(0, column, key.text())?;
            page.write_string_with_format(HEAD, column, &title, &self.looks.head)?;
            page.set_column_width(column, width)?;
        }
        page.set_freeze_panes(HEAD + 1, FIRST_CARD)?;
        page.set_repeat_rows(HEAD, HEAD)?;
        Ok(())
    }

    fn standings(&self, page: &mut Worksheet, row: u32, cards: &[Card]) -> Result<(), XlsxError> {
        page.write_string(row, 0, RowKey::Standing.text())?;
        page.write_string_with_format(row, 2, self.words.standing, &self.looks.strong)?;
        let offer = lenient(DataValidation::new().allow_list_strings(&self.words.standings)?);
        for (at, card) in cards.iter().enumerate().filter(|(_, card)| card.is_known) {
            let column = FIRST_CARD + at as u16;
            let said = card.standing.map_or("", |standing| standing_words(standing, self.words));
            page.write_string_with_format(row, column, said, &self.looks.answer)?;
            page.add_data_validation(row, column, row, column, &offer)?;
        }
        Ok(())
    }

    /// Its rows; gives the next free one.
    fn question(
        &mut self,
        page: &mut Worksheet,
        row: u32,
        at: usize,
        sheet: Option<&String>,
        targets: &[Target],
    ) -> Result<u32, XlsxError> {
        let question = &self.asked.questionnaire.questions[at];
        let number = number(self.asked.questionnaire, at);
        page.write_string(row, 0, RowKey::Question(question.id.clone(), Part::Value).text())?;
        page.write_string_with_format(row, 1, &number, &self.looks.faint)?;
        self.text(page, row, question, sheet)?;
        let offer = (question.kind == QuestionKind::One).then(|| self.offer(question));
        for target in targets {
            let answer = target.answers.get(&question.id);
            self.value(page, row, target.column, question, answer)?;
            if let Some(offer) = &offer {
                page.add_data_validation(row, target.column, row, target.column, offer)?;
            }
        }
        let mut next = row + 1;
        if question.kind == QuestionKind::Several {
            next = self.options(page, next, question, &number, targets)?;
        }
        let parts = [
            (Part::Comment, comment_number(&number), self.words.comment, question.takes_comment),
            (Part::NotApplicable, not_applicable_number(&number), self.words.not_applicable_row, question.may_not_apply),
        ];
        if !self.is_per_tool() {
            self.beside(page, row, question)?;
            return Ok(next);
        }
        for (part, number, words, is_asked) in parts {
            if !is_asked && targets.iter().all(|target| target.said(question, part).is_none()) {
                continue;
            }
            page.write_string(next, 0, RowKey::Question(question.id.clone(), part).text())?;
            page.write_string_with_format(next, 1, number, &self.looks.faint)?;
            page.write_string_with_format(next, 2, words, &self.looks.option)?;
            for target in targets {
                page.write_string_with_format(
                    next,
                    target.column,
                    units(target.said(question, part).unwrap_or_default(), CELL),
                    &self.looks.answer,
                )?;
            }
            next += 1;
        }
        Ok(next)
    }

    /// Title, question and what helps to answer it, in one cell.
    fn text(&self, page: &mut Worksheet, row: u32, question: &Question, sheet: Option<&String>) -> Result<(), XlsxError> {
        let (looks, language) = (&self.looks, self.language);
        let mut spans: Vec<(&Format, String)> = Vec::new();
        if let Some(remark) = self.asked.remarks.get(&question.id) {
            spans.push((&looks.asked_again, format!("{}\n", self.words.asked_again.replace("{remark}", remark))));
        }
        if let Some(title) = &question.title {
            spans.push((&looks.strong, format!("{}\n", title.get(language))));
        }
        spans.push((&looks.hidden, question.text.get(language).to_owned()));
        let helps = [self.condition(question), question.help.as_ref().map(|help| help.get(language).to_owned()), self.how(question, sheet)];
        spans.extend(helps.into_iter().flatten().map(|help| (&looks.small, format!("\n{help}"))));
        spans.retain(|(_, text)| !text.is_empty());
        let cell = if question.follows.is_some() { &looks.follow_up } else { &looks.question };
        let whole: String = spans.iter().map(|(_, text)| text.as_str()).collect();
        if whole.encode_utf16().count() > CELL || spans.len() < 2 {
            page.write_string_with_format(row, 2, units(&whole, CELL), cell)?;
        } else {
            let spans: Vec<(&Format, &str)> = spans.iter().map(|(look, text)| (*look, text.as_str())).collect();
            page.write_rich_string_with_format(row, 2, &spans, cell)?;
        }
        Ok(())
    }

    fn condition(&self, question: &Question) -> Option<String> {
        let when = question.when.as_ref()?;
        let at = self.asked.questionnaire.questions.iter().position(|other| other.id == when.question)?;
        let choices = choices(&self.asked.questionnaire.questions[at], self.asked.lists);
        let meant = choices.iter().filter(|choice| when.is.iter().any(|id| id == choice.id)).map(|choice| choice.get(self.language));
        let answer = meant.collect::<Vec<_>>().join(" / ");
        Some(self.words.only_if.replace("{question}", &number(self.asked.questionnaire, at)).replace("{answer}", &answer))
    }

    fn how(&self, question: &Question, sheet: Option<&String>) -> Option<String> {
        let words = self.words;
        Some(match question.kind {
            QuestionKind::Several => words.marked.into(),
            QuestionKind::Date => words.as_date.into(),
            QuestionKind::Number => words.as_number.into(),
            QuestionKind::Tags | QuestionKind::Countries => words.as_lines.into(),
            QuestionKind::Person => words.as_person.into(),
            QuestionKind::Files => words.as_files.into(),
            QuestionKind::Table => words.on_sheet.replace("{sheet}", sheet?),
            QuestionKind::Text | QuestionKind::Paragraph | QuestionKind::One => return None,
        })
    }

    fn value(&self, page: &mut Worksheet, row: u32, column: u16, question: &Question, answer: Option<&Answer>) -> Result<(), XlsxError> {
        let looks = &self.looks;
        if let Some(AnswerValue::Number(number)) = answer.and_then(|answer| answer.value.as_ref())
            && number.unsigned_abs() < 1 << 50
        {
            page.write_number_with_format(row, column, *number as f64, &looks.number)?;
            return Ok(());
        }
        let value =
            answer.and_then(|answer| answer.value.as_ref()).and_then(|value| written(question, value, self.asked.lists, self.language));
        // Beside a tool there is no place of its own for it.
        let is_unknown = self.is_per_tool() && answer.is_some_and(|answer| answer.is_unknown);
        let text = value.or_else(|| is_unknown.then(|| "?".to_owned())).unwrap_or_default();
        let look = if question.kind == QuestionKind::Number { &looks.number } else { &looks.answer };
        page.write_string_with_format(row, column, units(&text, CELL), look)?;
        Ok(())
    }

    fn options(&self, page: &mut Worksheet, row: u32, question: &Question, number: &str, targets: &[Target]) -> Result<u32, XlsxError> {
        let choices = choices(question, self.asked.lists);
        for (at, choice) in choices.iter().enumerate() {
            let row = row + at as u32;
            page.write_string(row, 0, RowKey::Option(question.id.clone(), choice.id.into()).text())?;
            page.write_string_with_format(row, 1, option_number(number, at), &self.looks.faint)?;
            page.write_string_with_format(row, 2, choice.get(self.language), &self.looks.option)?;
            for target in targets {
                let is_chosen = target.answers.get(&question.id).is_some_and(|answer| answer.chose(choice.id));
                page.write_string_with_format(row, target.column, if is_chosen { "x" } else { "" }, &self.looks.mark)?;
            }
        }
        Ok(row + choices.len() as u32)
    }

    /// Evidence, comment and the rest, in columns of their own.
    fn beside(&self, page: &mut Worksheet, row: u32, question: &Question) -> Result<(), XlsxError> {
        let looks = &self.looks;
        let evidence: Vec<&str> = question.evidence.iter().map(|words| words.get(self.language)).collect();
        page.write_string_with_format(row, 3, units(&evidence.join("\n"), CELL), &looks.faint)?;
        let answer = self.asked.answers.get(&question.id);
        let said = |part| answer.and_then(|answer| part_of(answer, part)).unwrap_or_default();
        page.write_string_with_format(row, FIRST_ANSWER + 1, units(said(Part::Comment), CELL), &looks.answer)?;
        let is_unknown = answer.is_some_and(|answer| answer.is_unknown);
        page.write_string_with_format(row, FIRST_ANSWER + 2, if is_unknown { "x" } else { "" }, &looks.mark)?;
        page.write_string_with_format(row, FIRST_ANSWER + 3, units(said(Part::NotApplicable), CELL), &looks.answer)?;
        Ok(())
    }

    /// A list to choose from, kept on the hidden sheet.
    fn offer(&mut self, question: &Question) -> DataValidation {
        let mut texts: Vec<String> =
            choices(question, self.asked.lists).iter().map(|choice| choice.get(self.language).to_owned()).collect();
        if question.may_be_unknown {
            texts.push(self.words.do_not_know.into());
        }
        let column = rust_xlsxwriter::column_number_to_name(self.offered.len() as u16 + 1);
        let range = format!("='{LISTS}'!${column}$2:${column}${}", texts.len() + 1);
        self.offered.push(texts);
        lenient(DataValidation::new().allow_list_formula(Formula::new(range)))
    }

    fn lists(&self) -> Result<Worksheet, XlsxError> {
        let mut page = self.sheet(LISTS, &Role::Lists)?;
        for (at, texts) in self.offered.iter().enumerate() {
            for (down, text) in texts.iter().enumerate() {
                page.write_string(down as u32 + 1, at as u16 + 1, units(text, CELL))?;
            }
        }
        page.set_hidden(true);
        Ok(page)
    }

    /// The rows of a table; beside tools, with the number of the tool that each belongs to.
    fn table(&self, question: &Question, name: &str) -> Result<Worksheet, XlsxError> {
        let (words, looks) = (self.words, &self.looks);
        let mut page = self.sheet(name, &Role::Table(question.id.clone()))?;
        // No row of the table: what stands there is ours.
        for row in 1..=HEAD {
            page.write_string(row, 0, RowKey::Head.text())?;
        }
        page.write_string_with_format(1, 1, question.text.get(self.language), &looks.title)?;
        let steps = if self.is_per_tool() { words.table_steps_for_tools } else { words.table_steps };
        page.write_string_with_format(2, 1, steps.replace("{sheet}", self.main_sheet()), &looks.small)?;
        let mut columns: Vec<(ColumnKey, &str)> = self.is_per_tool().then_some((ColumnKey::Tool, words.tool)).into_iter().collect();
        columns.extend(question.columns.iter().map(|column| (ColumnKey::Column(column.id.clone()), column.text.get(self.language))));
        for (at, (key, title)) in columns.iter().enumerate() {
            let column = at as u16 + 1;
            page.write_string(0, column, key.text())?;
            page.write_string_with_format(HEAD, column, *title, &looks.head)?;
            page.set_column_width(column, if *key == ColumnKey::Tool { 10 } else { 30 })?;
        }
        let rows = self.table_rows(question);
        for down in 0..rows.len().max(TABLE_ROWS) {
            let row = HEAD + 1 + down as u32;
            for (at, (key, _)) in columns.iter().enumerate() {
                let text = rows.get(down).map_or("", |(tool, cells)| match key {
                    ColumnKey::Tool => tool.as_str(),
                    ColumnKey::Column(id) => cells.get(id).map_or("", String::as_str),
                    _ => "",
                });
                page.write_string_with_format(row, at as u16 + 1, units(text, CELL), &looks.answer)?;
            }
        }
        page.set_freeze_panes(HEAD + 1, 0)?;
        page.set_repeat_rows(HEAD, HEAD)?;
        Ok(page)
    }

    fn table_rows(&self, question: &Question) -> Vec<(String, &BTreeMap<String, String>)> {
        let mut found = Vec::new();
        let all = self.cards.iter().enumerate().map(|(at, card)| ((at + 1).to_string(), &card.answers));
        for (tool, answers) in all.chain((!self.is_per_tool()).then(|| (String::new(), self.asked.answers))) {
            if let Some(AnswerValue::Rows(rows)) = answers.get(&question.id).and_then(|answer| answer.value.as_ref()) {
                found.extend(rows.iter().map(|row| (tool.clone(), row)));
            }
        }
        found
    }
}

fn part_of(answer: &Answer, part: Part) -> Option<&str> {
    match part {
        Part::Comment => answer.comment.as_deref(),
        Part::NotApplicable => answer.not_applicable.as_deref(),
        Part::Value | Part::Unknown => None,
    }
}

/// What is not in the list is asked about, not refused.
fn lenient(offer: DataValidation) -> DataValidation {
    offer.set_error_style(DataValidationErrorStyle::Warning)
}

/// At most so many units of UTF-16.
fn units(text: &str, most: usize) -> &str {
    let mut left = most;
    let end = text.char_indices().find(|(_, letter)| {
        let fits = letter.len_utf16() <= left;
        left = left.saturating_sub(letter.len_utf16());
        !fits
    });
    end.map_or(text, |(at, _)| &text[..at])
}
