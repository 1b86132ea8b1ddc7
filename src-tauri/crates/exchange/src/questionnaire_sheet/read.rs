//! The workbook as it comes back. A row is known by the number that stood beside it, else by its hidden key; a
//! column by its hidden key. What was written anywhere else is told, with its cell.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, FixedOffset};
use provident_domain::evidence::content_digest;
use provident_domain::lists::Lists;
use provident_domain::name::{NameKey, clean_line, clean_text};
use provident_domain::questionnaire::{
    Answer, AnswerValue, Answers, Card, CardStanding, LONGEST, Question, QuestionKind, Questionnaire, QuestionnaireKind, Row, Sender,
};
use uuid::Uuid;

use super::ids::Role;
use super::lines::{by_number, choices};
use super::place::{CardKey, ColumnKey, Part, RowKey};
use super::say::{Mark, Said, mark, read, standing};
use super::write::first_bytes;
use super::{SheetFault, SheetIds, SheetRemark};
use crate::answers_file::{AnswersFile, AnswersHeader};
use crate::table::{SheetCells, read_sheets};

/// Rows among which the hidden one is looked for.
const NEAR: usize = 200;
const MOST_REMARKS: usize = 1_000;
const MOST_CARDS: usize = 500;
/// Characters of a name.
const LINE: usize = 300;

/// A workbook that is one of ours.
pub struct ReturnedSheet {
    ids: SheetIds,
    sheets: Vec<Sheet>,
}

struct Sheet {
    cells: SheetCells,
    /// What it is for, and where its hidden row and column meet.
    mark: Option<(Role, u32, u32)>,
}

impl ReturnedSheet {
    pub fn open(bytes: &[u8]) -> Result<ReturnedSheet, SheetFault> {
        let read = read_sheets(bytes).map_err(|cause| SheetFault::Unreadable { cause })?;
        let mut ids = None;
        let mut sheets = Vec::new();
        for cells in read {
            let found = found_mark(&cells);
            let ours = found.filter(|(of, ..)| *ids.get_or_insert_with(|| of.clone()) == *of);
            sheets.push(Sheet { cells, mark: ours.map(|(_, role, row, column)| (role, row, column)) });
        }
        Ok(ReturnedSheet { ids: ids.ok_or(SheetFault::NotAQuestionnaire)?, sheets })
    }

    /// Of which questionnaire it must be read with.
    pub fn ids(&self) -> &SheetIds {
        &self.ids
    }

    /// What was answered. `taken_at` stands for the moment at which it was finished, which no workbook says.
    pub fn answers(
        &self,
        questionnaire: &Questionnaire,
        lists: &Lists,
        taken_at: DateTime<FixedOffset>,
    ) -> (AnswersFile, Vec<SheetRemark>) {
        let mut reading = Reading {
            copy: self.ids.copy,
            questionnaire,
            lists,
            numbers: by_number(questionnaire, lists),
            targets: Vec::new(),
            tools: HashMap::new(),
            sender: Sender::default(),
            remarks: Vec::new(),
        };
        for sheet in &self.sheets {
            reading.notices(&sheet.cells);
            match &sheet.mark {
                Some((Role::Questions, row, column)) => reading.questions(&sheet.cells, *row, *column),
                Some((Role::About, row, column)) => reading.about(&sheet.cells, *row, *column),
                Some((Role::Table(_) | Role::Lists, ..)) => {}
                None => reading.stranger(&sheet.cells),
            }
        }
        let mut read = reading.read();
        for sheet in &self.sheets {
            if let Some((Role::Table(question), row, column)) = &sheet.mark {
                reading.table(&sheet.cells, (*row, *column), question, &mut read);
            }
        }
        let (answers, cards) = reading.finish(read);
        let SheetIds { register, assessment, copy, questionnaire, kind, language } = self.ids.clone();
        let sender = reading.sender;
        let header =
            AnswersHeader { register, assessment, copy, questionnaire, kind, language, sender, finished_at: taken_at, answers, cards };
        reading.remarks.truncate(MOST_REMARKS);
        (AnswersFile { header, attachments: Vec::new() }, reading.remarks)
    }
}

fn found_mark(cells: &SheetCells) -> Option<(SheetIds, Role, u32, u32)> {
    cells.rows.iter().take(NEAR).find_map(|(row, cells)| {
        cells.iter().find_map(|(column, text)| SheetIds::from_mark(text).map(|(ids, role)| (ids, role, *row, *column)))
    })
}

/// One respondent's answers, or one tool's, before they are read.
struct Target {
    card: Option<CardKey>,
    standing: Option<CardStanding>,
    places: BTreeMap<String, Written>,
}

/// All that was written for one question.
#[derive(Default)]
struct Written {
    value: Option<String>,
    marked: Vec<(String, String)>,
    unknown: Option<String>,
    not_applicable: Vec<String>,
    comment: Vec<String>,
}

struct Reading<'a> {
    copy: Uuid,
    questionnaire: &'a Questionnaire,
    lists: &'a Lists,
    numbers: HashMap<String, RowKey>,
    targets: Vec<Target>,
    /// Targets by the number of the tool in the head of its column.
    tools: HashMap<String, usize>,
    sender: Sender,
    remarks: Vec<SheetRemark>,
}

impl Reading<'_> {
    fn notices(&mut self, cells: &SheetCells) {
        let sheet = || shown(&cells.name);
        if cells.merged > 0 && !self.is_our_own_merge(cells) {
            self.remarks.push(SheetRemark::MergedCells { sheet: sheet(), count: cells.merged });
        }
        if cells.errors > 0 {
            self.remarks.push(SheetRemark::Errors { sheet: sheet(), count: cells.errors });
        }
    }

    /// The introduction stands over two columns.
    fn is_our_own_merge(&self, cells: &SheetCells) -> bool {
        cells.merged == 1 && matches!(found_mark(cells), Some((_, Role::About, ..)))
    }

    /// A sheet that somebody added.
    fn stranger(&mut self, cells: &SheetCells) {
        for (row, column, text) in written(cells) {
            self.unplaced(cells, row, column, text);
        }
    }

    fn unplaced(&mut self, cells: &SheetCells, row: u32, column: u32, text: &str) {
        if let Some(text) = clean_text(text, LONGEST)
            && self.remarks.len() < MOST_REMARKS
        {
            self.remarks.push(SheetRemark::Unplaced { cell: cell_name(cells, row, column), text });
        }
    }

    fn about(&mut self, cells: &SheetCells, key_row: u32, key_column: u32) {
        let columns = columns(cells, key_row, key_column);
        let value = columns.iter().find(|(_, key)| matches!(key, ColumnKey::Answer(Part::Value))).map(|(column, _)| *column);
        for (row, cells) in &cells.rows {
            let key = cells.get(&key_column).and_then(|text| RowKey::from_text(text));
            let text = value.and_then(|value| cells.get(&value)).and_then(|text| clean_line(text, LINE));
            match key {
                Some(RowKey::Name) if *row != key_row => self.sender.name = text.unwrap_or_default(),
                Some(RowKey::Function) => self.sender.function = text.unwrap_or_default(),
                Some(RowKey::Email) => self.sender.email = text,
                _ => {}
            }
        }
    }

    fn questions(&mut self, cells: &SheetCells, key_row: u32, key_column: u32) {
        let columns = columns(cells, key_row, key_column);
        let number = columns.iter().find(|(_, key)| *key == ColumnKey::Number).map(|(column, _)| *column);
        let known = self.targets_of(&columns);
        let last = columns.iter().filter(|(_, key)| matches!(key, ColumnKey::Card(_))).map(|(column, _)| *column).max();
        let mut added: HashMap<u32, usize> = HashMap::new();
        for (row, in_row) in cells.rows.iter().filter(|(row, _)| **row != key_row) {
            let by_number = number.and_then(|number| in_row.get(&number)).and_then(|text| self.numbers.get(text.trim()).cloned());
            let key =
                by_number.or_else(|| in_row.get(&key_column).and_then(|text| RowKey::from_text(text))).filter(|key| self.is_known(key));
            for (column, text) in in_row.iter().filter(|(column, text)| **column != key_column && !text.trim().is_empty()) {
                let is_ours = columns.iter().find(|(at, _)| at == column);
                let place = match (is_ours.map(|(_, key)| key), known.get(column)) {
                    (Some(ColumnKey::Number | ColumnKey::Text), _) => continue,
                    (_, Some((target, part))) => Some((*target, *part)),
                    // Another tool, in a column beyond ours.
                    _ if last.is_some_and(|last| *column > last) && !matches!(key, None | Some(RowKey::Head)) => {
                        let next = self.targets.len();
                        let target = *added.entry(*column).or_insert(next);
                        (target < next || self.add_card(*column)).then_some((target, Part::Value))
                    }
                    _ => None,
                };
                self.put(cells, (*row, *column), key.as_ref(), place, text);
            }
        }
    }

    /// A question, an option or a standing that there is.
    fn is_known(&self, key: &RowKey) -> bool {
        match key {
            RowKey::Head | RowKey::Standing => true,
            RowKey::Question(id, _) | RowKey::Option(id, _) => self.questionnaire.question(id).is_some(),
            RowKey::Name | RowKey::Function | RowKey::Email => false,
        }
    }

    fn targets_of(&mut self, columns: &[(u32, ColumnKey)]) -> HashMap<u32, (usize, Part)> {
        let is_per_tool = self.questionnaire.kind == QuestionnaireKind::Department;
        if !is_per_tool && self.targets.is_empty() {
            self.targets.push(Target { card: None, standing: None, places: BTreeMap::new() });
        }
        let mut found = HashMap::new();
        for (column, key) in columns {
            match key {
                ColumnKey::Answer(part) if !is_per_tool => {
                    found.insert(*column, (0, *part));
                }
                ColumnKey::Card(card) if is_per_tool => {
                    let is_copied = self.targets.iter().any(|target| target.card.as_ref().is_some_and(|other| other.id == card.id));
                    let at = self.targets.len();
                    if is_copied {
                        self.add_card(*column);
                    } else if at < MOST_CARDS {
                        self.targets.push(Target { card: Some(card.clone()), standing: None, places: BTreeMap::new() });
                    }
                    if self.targets.len() > at {
                        found.insert(*column, (at, Part::Value));
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Its id follows from the copy and the column: the same workbook gives the same card.
    fn add_card(&mut self, column: u32) -> bool {
        let id = Uuid::new_v8(first_bytes(&content_digest(format!("{}/column/{column}", self.copy).as_bytes())));
        let card = CardKey { id, service: None, provider: None, is_known: false };
        let has_room = self.targets.len() < MOST_CARDS;
        if has_room {
            self.targets.push(Target { card: Some(card), standing: None, places: BTreeMap::new() });
        }
        has_room
    }

    fn put(&mut self, cells: &SheetCells, (row, column): (u32, u32), key: Option<&RowKey>, place: Option<(usize, Part)>, text: &str) {
        let cell = || cell_name(cells, row, column);
        match (key, place) {
            (Some(RowKey::Head), place) => {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                if let Some((target, _)) = place.filter(|_| !digits.is_empty()) {
                    self.tools.entry(digits).or_insert(target);
                }
            }
            (Some(RowKey::Standing), Some((target, _))) => match standing(text) {
                Some(standing) => self.targets[target].standing = Some(standing),
                None => self.unplaced(cells, row, column, text),
            },
            (Some(RowKey::Option(id, option)), Some((target, Part::Value))) => {
                self.targets[target].places.entry(id.clone()).or_default().marked.push((option.clone(), text.to_owned()));
            }
            (Some(RowKey::Option(id, _)), Some((target, _))) => self.beside(cell(), id, Some(target), text),
            (Some(RowKey::Question(id, in_row)), Some((target, in_column))) => {
                let part = if *in_row == Part::Value { in_column } else { *in_row };
                self.write(cell(), target, id, part, text);
            }
            (Some(RowKey::Question(id, _) | RowKey::Option(id, _)), None) => {
                let only = (self.targets.len() == 1).then_some(0);
                self.beside(cell(), id, only, text);
            }
            (None | Some(RowKey::Standing | RowKey::Name | RowKey::Function | RowKey::Email), _) => self.unplaced(cells, row, column, text),
        }
    }

    fn write(&mut self, cell: String, target: usize, id: &str, part: Part, text: &str) {
        let written = self.targets[target].places.entry(id.to_owned()).or_default();
        match part {
            Part::Comment => written.comment.push(text.trim().to_owned()),
            Part::NotApplicable => written.not_applicable.push(text.trim().to_owned()),
            Part::Unknown => written.unknown = Some(text.to_owned()),
            Part::Value => match &written.value {
                None => written.value = Some(text.to_owned()),
                Some(first) if first.trim() == text.trim() => {}
                Some(_) => {
                    written.comment.push(text.trim().to_owned());
                    self.remarks.push(SheetRemark::Twice { question: id.to_owned(), cell });
                }
            },
        }
    }

    /// Something beside the places of a question; its comment where it is plain whose.
    fn beside(&mut self, cell: String, id: &str, target: Option<usize>, text: &str) {
        let Some(text) = clean_text(text, LONGEST) else { return };
        if let Some(target) = target {
            self.targets[target].places.entry(id.to_owned()).or_default().comment.push(text.clone());
        }
        self.remarks.push(SheetRemark::Beside { question: id.to_owned(), cell, text });
    }

    fn read(&mut self) -> Vec<Answers> {
        let mut all = Vec::new();
        for target in &self.targets {
            let mut answers = Answers::new();
            for (id, written) in &target.places {
                if let Some(question) = self.questionnaire.question(id) {
                    let answer = answer(question, written, self.lists, &mut self.remarks);
                    if answer != Answer::default() {
                        answers.insert(id.clone(), answer);
                    }
                }
            }
            all.push(answers);
        }
        all
    }

    /// The rows of a table, each with the tool it belongs to.
    fn table(&mut self, cells: &SheetCells, (key_row, key_column): (u32, u32), id: &str, read: &mut [Answers]) {
        let Some(question) = self.questionnaire.question(id).filter(|question| question.kind == QuestionKind::Table) else {
            return self.stranger(cells);
        };
        let columns = columns(cells, key_row, key_column);
        let is_per_tool = self.questionnaire.kind == QuestionnaireKind::Department;
        let mut rows: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
        for (at, in_row) in cells.rows.iter().filter(|(row, _)| **row != key_row) {
            if in_row.get(&key_column).is_some_and(|text| RowKey::from_text(text) == Some(RowKey::Head)) {
                continue;
            }
            let (mut row, mut tool) = (Row::new(), None);
            for (column, text) in in_row.iter().filter(|(column, text)| **column != key_column && !text.trim().is_empty()) {
                match columns.iter().find(|(at, _)| at == column).map(|(_, key)| key) {
                    Some(ColumnKey::Column(id)) if question.columns.iter().any(|column| column.id == *id) => {
                        row.insert(id.clone(), text.trim().to_owned());
                    }
                    Some(ColumnKey::Tool) => tool = Some(text.trim().to_owned()),
                    _ => self.remarks.push(SheetRemark::Beside {
                        question: id.into(),
                        cell: cell_name(cells, *at, *column),
                        text: shown(text),
                    }),
                }
            }
            if row.is_empty() {
                continue;
            }
            let target = if is_per_tool { tool.as_deref().and_then(|tool| self.tool(tool, read)) } else { Some(0) };
            match target.filter(|target| *target < read.len()) {
                Some(target) => rows.entry(target).or_default().push(row),
                None => {
                    let text = tool.iter().chain(row.values()).map(String::as_str).collect::<Vec<_>>().join(" | ");
                    self.remarks.push(SheetRemark::NoSuchTool {
                        question: id.into(),
                        cell: cell_name(cells, *at, key_column + 1),
                        text: shown(&text),
                    });
                }
            }
        }
        for (target, rows) in rows {
            let answer = read[target].entry(id.to_owned()).or_default();
            answer.is_unknown = false;
            answer.value = Some(AnswerValue::Rows(rows));
        }
    }

    /// By its number in the head of its column, or by its name.
    fn tool(&self, text: &str, read: &[Answers]) -> Option<usize> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if let Some(target) = self.tools.get(&digits) {
            return Some(*target);
        }
        let key = NameKey::of(text);
        read.iter().position(|answers| {
            answers.values().any(|answer| matches!(&answer.value, Some(AnswerValue::Text(name)) if NameKey::of(name) == key))
        })
    }

    /// Cards that say something, and those that are known.
    fn finish(&self, read: Vec<Answers>) -> (Answers, Vec<Card>) {
        let (mut answers, mut cards) = (Answers::new(), Vec::new());
        for (target, read) in self.targets.iter().zip(read) {
            match &target.card {
                None => answers = read,
                Some(card) if card.is_known || !read.is_empty() => {
                    let CardKey { id, service, provider, is_known } = card.clone();
                    cards.push(Card { id, service, provider, is_known, standing: target.standing, answers: read });
                }
                Some(_) => {}
            }
        }
        (answers, cards)
    }
}

fn answer(question: &Question, written: &Written, lists: &Lists, remarks: &mut Vec<SheetRemark>) -> Answer {
    let mut answer = Answer::default();
    let mut comment = written.comment.clone();
    let mut other = |text: String, comment: &mut Vec<String>| {
        remarks.push(SheetRemark::NoSuchOption { question: question.id.clone(), text: shown(&text) });
        comment.push(text);
    };
    match written.value.as_deref().filter(|text| !text.trim().is_empty()).map(|text| read(question, text, lists)) {
        None => {}
        Some(Said::Unknown) => answer.is_unknown = true,
        Some(Said::Value(value)) => answer.value = Some(value),
        Some(Said::Other(left, value)) => {
            answer.value = value;
            left.into_iter().for_each(|text| other(text, &mut comment));
        }
    }
    let choices = choices(question, lists);
    let mut chosen: Vec<String> = match &answer.value {
        Some(AnswerValue::Lines(lines)) if question.kind == QuestionKind::Several => lines.clone(),
        _ => Vec::new(),
    };
    for (option, text) in &written.marked {
        match mark(text) {
            Mark::No => {}
            Mark::Yes => chosen.push(option.clone()),
            Mark::YesWith(text) => {
                chosen.push(option.clone());
                let words = choices.iter().find(|choice| choice.id == option).map_or(option.as_str(), |choice| choice.en);
                other(format!("{words}: {text}"), &mut comment);
            }
        }
    }
    if !chosen.is_empty() {
        let place = |id: &String| choices.iter().position(|choice| choice.id == id);
        chosen.sort_by_key(place);
        chosen.dedup();
        answer.value = Some(AnswerValue::Lines(chosen));
    }
    match written.unknown.as_deref().map(mark) {
        None | Some(Mark::No) => {}
        Some(Mark::Yes) => answer.is_unknown = true,
        Some(Mark::YesWith(text)) => {
            answer.is_unknown = true;
            comment.push(text);
        }
    }
    answer.is_unknown &= !answer.has_value();
    let joined = |texts: &[String]| (!texts.is_empty()).then(|| texts.join("\n"));
    answer.comment = joined(&comment);
    answer.not_applicable = joined(&written.not_applicable);
    answer
}

fn columns(cells: &SheetCells, key_row: u32, key_column: u32) -> Vec<(u32, ColumnKey)> {
    let row = cells.rows.get(&key_row).into_iter().flatten();
    row.filter(|(column, _)| **column != key_column).filter_map(|(column, text)| Some((*column, ColumnKey::from_text(text)?))).collect()
}

fn written(cells: &SheetCells) -> impl Iterator<Item = (u32, u32, &str)> {
    cells.rows.iter().flat_map(|(row, cells)| cells.iter().map(|(column, text)| (*row, *column, text.as_str())))
}

fn shown(text: &str) -> String {
    clean_text(text, LONGEST).unwrap_or_default()
}

fn cell_name(cells: &SheetCells, row: u32, column: u32) -> String {
    let column = u16::try_from(column).map(rust_xlsxwriter::column_number_to_name).unwrap_or_default();
    format!("{}!{column}{}", clean_line(&cells.name, LINE).unwrap_or_default(), row.saturating_add(1))
}
