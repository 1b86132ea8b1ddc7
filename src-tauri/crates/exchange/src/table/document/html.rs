//! HTML as it comes. Tags are read one after the other and no tree is built: of a page, a list needs little,
//! and a page may be nested deeper than any tree should be.

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};

use super::page::Page;
use crate::fault::ExchangeFault;

pub(super) fn read(text: &str) -> Result<Page, ExchangeFault> {
    let mut html = Html::default();
    html.read(text)?;
    Ok(html.page)
}

#[derive(Default)]
pub(super) struct Html {
    pub page: Page,
    /// The cells of this row are headers.
    pub is_head: bool,
    /// The element whose content nobody sees, and how deep it stands in others of its name.
    hidden: Option<(Vec<u8>, u32)>,
    in_link: bool,
    preformatted: u32,
}

impl Html {
    pub fn read(&mut self, text: &str) -> Result<(), ExchangeFault> {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(text, emitter) {
            match token {
                Ok(Token::StartTag(tag)) => self.begin(&tag)?,
                Ok(Token::EndTag(tag)) => self.end(&tag)?,
                Ok(Token::String(text)) => {
                    let text = String::from_utf8_lossy(&text);
                    if self.preformatted > 0 { self.lines(&text) } else { self.text(&text) }
                }
                Ok(Token::Comment(_) | Token::Doctype(_) | Token::Error(_)) => {}
            }
        }
        Ok(())
    }

    pub fn text(&mut self, text: &str) {
        if self.hidden.is_none() {
            self.page.text(text);
        }
    }

    /// Text in which every line counts.
    pub fn lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 && self.hidden.is_none() {
                self.page.break_line();
            }
            self.text(line);
        }
    }

    fn begin(&mut self, tag: &StartTag<()>) -> Result<(), ExchangeFault> {
        let name: &[u8] = &tag.name;
        if let Some((hidden, deep)) = &mut self.hidden {
            *deep += u32::from(hidden == name && !tag.self_closing);
            return Ok(());
        }
        if is_hidden(name) {
            self.hidden = (!tag.self_closing).then(|| (name.to_vec(), 0));
            return Ok(());
        }
        let page = &mut self.page;
        match name {
            b"ul" | b"ol" | b"menu" | b"dl" => page.begin_list(),
            b"li" | b"dt" => page.begin_item()?,
            b"table" => page.begin_table()?,
            b"thead" => self.is_head = true,
            b"tbody" | b"tfoot" => self.is_head = false,
            b"tr" => page.begin_row()?,
            b"td" => page.begin_cell(self.is_head, span(tag, b"colspan"), span(tag, b"rowspan"))?,
            b"th" => page.begin_cell(true, span(tag, b"colspan"), span(tag, b"rowspan"))?,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => page.begin_heading(),
            b"br" | b"dd" => page.break_line(),
            b"b" | b"strong" => page.begin_lead(),
            b"a" => self.begin_link(tag),
            b"img" => page.picture(&attribute(tag, b"alt")),
            b"nav" | b"footer" | b"aside" => {
                page.end_block();
                page.begin_aside();
            }
            b"pre" => {
                page.end_block();
                self.preformatted += 1;
            }
            _ if is_block(name) => page.end_block(),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: &EndTag<()>) -> Result<(), ExchangeFault> {
        let name: &[u8] = &tag.name;
        if let Some((hidden, deep)) = &mut self.hidden {
            match (hidden == name, *deep) {
                (true, 0) => self.hidden = None,
                (true, _) => *deep -= 1,
                (false, _) => {}
            }
            return Ok(());
        }
        let page = &mut self.page;
        match name {
            b"ul" | b"ol" | b"menu" | b"dl" => page.end_list(),
            b"li" => page.end_item(),
            b"table" => {
                page.end_table()?;
                self.is_head = false;
            }
            b"thead" => self.is_head = false,
            b"td" | b"th" => page.end_cell()?,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => page.end_heading(),
            b"b" | b"strong" => page.end_lead(),
            b"a" => self.end_link(),
            b"nav" | b"footer" | b"aside" => {
                page.end_block();
                page.end_aside();
            }
            b"pre" => {
                page.end_block();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            _ if is_block(name) => page.end_block(),
            _ => {}
        }
        Ok(())
    }

    /// A link that is not closed ends where the next one begins.
    fn begin_link(&mut self, tag: &StartTag<()>) {
        self.end_link();
        self.page.begin_lead();
        self.page.link_to(&attribute(tag, b"href"));
        self.in_link = true;
    }

    fn end_link(&mut self) {
        if std::mem::take(&mut self.in_link) {
            self.page.end_lead();
        }
    }
}

/// What is not read on the page, and marks of footnotes.
fn is_hidden(name: &[u8]) -> bool {
    const HIDDEN: [&[u8]; 11] =
        [b"script", b"style", b"template", b"noscript", b"title", b"svg", b"iframe", b"object", b"select", b"textarea", b"sup"];
    HIDDEN.contains(&name)
}

fn is_block(name: &[u8]) -> bool {
    const BLOCKS: [&[u8]; 20] = [
        b"p",
        b"div",
        b"section",
        b"article",
        b"main",
        b"header",
        b"body",
        b"html",
        b"head",
        b"hr",
        b"blockquote",
        b"address",
        b"figure",
        b"figcaption",
        b"form",
        b"fieldset",
        b"details",
        b"summary",
        b"caption",
        b"center",
    ];
    BLOCKS.contains(&name)
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> String {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
}

fn span(tag: &StartTag<()>, name: &[u8]) -> u32 {
    attribute(tag, name).trim().parse().unwrap_or(1)
}
