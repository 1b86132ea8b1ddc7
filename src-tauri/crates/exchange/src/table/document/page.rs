//! What stands in a document, as far as a list needs it: headings, paragraphs, lists, tables. It is
//! gathered from a flat row of marks and holds no tree, so that no nesting is too deep.

use super::grid::{Grid, OpenGrid};
use super::run::Run;
use crate::fault::ExchangeFault;
use crate::table::MOST_ROWS;

/// Tables within tables.
const DEEPEST: usize = 100;

pub(super) enum Block {
    Heading(String),
    Paragraph(String),
    List(List),
    Table(Grid),
}

/// A list with all that is nested in it.
pub(super) struct List {
    pub items: Vec<Item>,
    /// It stands in the navigation, the foot or the margin of a page.
    pub is_aside: bool,
}

pub(super) struct Item {
    /// From 1.
    pub depth: usize,
    pub run: Run,
}

#[derive(Default)]
pub(super) struct Page {
    blocks: Vec<Block>,
    /// Text outside of lists and tables.
    line: Run,
    is_heading: bool,
    items: Vec<Item>,
    /// Where the text goes on after each of the lists that are open.
    lists: Vec<Option<usize>>,
    item: Option<usize>,
    grids: Vec<OpenGrid>,
    aside: u32,
    all_items: usize,
    /// Bytes of cells that stand in more than one place.
    spread: u64,
}

impl Page {
    pub fn finish(mut self) -> Result<Vec<Block>, ExchangeFault> {
        while !self.grids.is_empty() {
            self.end_table()?;
        }
        self.close_lists(0);
        self.end_block();
        Ok(self.blocks)
    }

    pub fn text(&mut self, text: &str) {
        self.each_run(|run| run.push(text));
    }

    /// A break in the source that is a space in a list, and may stand between two names elsewhere.
    pub fn soft_break(&mut self) {
        if self.item.is_some() || self.in_cell() { self.text(" ") } else { self.break_line() }
    }

    pub fn break_line(&mut self) {
        self.each_run(Run::break_line);
    }

    pub fn begin_lead(&mut self) {
        self.each_run(Run::begin_lead);
    }

    pub fn end_lead(&mut self) {
        self.each_run(Run::end_lead);
    }

    pub fn link_to(&mut self, target: &str) {
        self.each_run(|run| run.link_to(target));
    }

    pub fn picture(&mut self, shows: &str) {
        self.each_run(|run| run.picture(shows));
    }

    /// The innermost cell and the innermost item, or else the paragraph.
    fn each_run(&mut self, mut change: impl FnMut(&mut Run)) {
        let cell = self.grids.last_mut().and_then(OpenGrid::cell);
        let item = self.item.map(|at| &mut self.items[at].run);
        if cell.is_none() && item.is_none() {
            return change(&mut self.line);
        }
        cell.into_iter().chain(item).for_each(change);
    }

    fn in_cell(&mut self) -> bool {
        self.grids.last_mut().is_some_and(|grid| grid.cell().is_some())
    }

    /// A paragraph begins or ends.
    pub fn end_block(&mut self) {
        if self.item.is_some() || self.in_cell() {
            return self.break_line();
        }
        let text = std::mem::take(&mut self.line).text().to_owned();
        if !text.is_empty() {
            self.blocks.push(if self.is_heading { Block::Heading(text) } else { Block::Paragraph(text) });
        }
    }

    pub fn begin_heading(&mut self) {
        self.end_block();
        self.is_heading = true;
    }

    pub fn end_heading(&mut self) {
        self.end_block();
        self.is_heading = false;
    }

    pub fn begin_aside(&mut self) {
        self.aside += 1;
    }

    pub fn end_aside(&mut self) {
        self.aside = self.aside.saturating_sub(1);
    }

    pub fn begin_list(&mut self) {
        self.end_block();
        self.lists.push(self.item);
    }

    pub fn end_list(&mut self) {
        let Some(outer) = self.lists.pop() else { return };
        self.item = outer;
        if self.lists.is_empty() {
            let items = std::mem::take(&mut self.items);
            self.blocks.push(Block::List(List { items, is_aside: self.aside > 0 }));
        }
    }

    /// An item without a list begins one.
    pub fn begin_item(&mut self) -> Result<(), ExchangeFault> {
        if self.lists.is_empty() {
            self.begin_list();
        }
        self.item = Some(self.items.len());
        self.items.push(Item { depth: self.lists.len(), run: Run::default() });
        self.all_items += 1;
        if self.all_items > MOST_ROWS { Err(ExchangeFault::TooManyRows { most: MOST_ROWS }) } else { Ok(()) }
    }

    pub fn end_item(&mut self) {
        self.item = self.lists.last().copied().flatten();
    }

    fn close_lists(&mut self, open: usize) {
        while self.lists.len() > open {
            self.end_list();
        }
    }

    pub fn begin_table(&mut self) -> Result<(), ExchangeFault> {
        self.end_block();
        self.grids.push(OpenGrid::new(self.lists.len()));
        if self.grids.len() > DEEPEST { Err(ExchangeFault::Bomb) } else { Ok(()) }
    }

    pub fn end_table(&mut self) -> Result<(), ExchangeFault> {
        let Some(grid) = self.grids.pop() else { return Ok(()) };
        self.close_lists(grid.lists);
        let grid = grid.finish(&mut self.spread)?;
        if !grid.rows.is_empty() {
            self.blocks.push(Block::Table(grid));
        }
        Ok(())
    }

    pub fn begin_row(&mut self) -> Result<(), ExchangeFault> {
        self.close_lists_of_table();
        self.grids.last_mut().map_or(Ok(()), |grid| grid.begin_row(&mut self.spread))
    }

    pub fn begin_cell(&mut self, is_head: bool, wide: u32, tall: u32) -> Result<(), ExchangeFault> {
        self.close_lists_of_table();
        self.grids.last_mut().map_or(Ok(()), |grid| grid.begin_cell(is_head, wide, tall, &mut self.spread))
    }

    pub fn end_cell(&mut self) -> Result<(), ExchangeFault> {
        self.close_lists_of_table();
        self.grids.last_mut().map_or(Ok(()), |grid| grid.end_cell(&mut self.spread))
    }

    /// A list that a cell leaves open ends with it.
    fn close_lists_of_table(&mut self) {
        if let Some(grid) = self.grids.last() {
            self.close_lists(grid.lists);
        }
    }
}
