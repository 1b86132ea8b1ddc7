//! Markdown, with the HTML that stands in it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::Html;
use super::page::Page;
use crate::fault::ExchangeFault;

pub(super) fn read(text: &str) -> Result<Page, ExchangeFault> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_TASKLISTS;
    let mut reader = Markdown::default();
    for event in Parser::new_ext(text, options) {
        reader.take(event)?;
    }
    Ok(reader.html.page)
}

#[derive(Default)]
struct Markdown {
    html: Html,
    /// A block of HTML comes line by line.
    markup: String,
    /// What a picture shows, while it is read.
    picture: Option<String>,
    is_metadata: bool,
    is_code: bool,
}

impl Markdown {
    fn take(&mut self, event: Event) -> Result<(), ExchangeFault> {
        let page = &mut self.html.page;
        match event {
            Event::Start(tag) => self.begin(tag)?,
            Event::End(tag) => self.end(tag)?,
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak if self.picture.is_none() => page.soft_break(),
            Event::HardBreak => page.break_line(),
            Event::Rule => page.end_block(),
            Event::Html(text) => self.markup.push_str(&text),
            Event::InlineHtml(text) => self.html.read(&text)?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.is_metadata {
            return;
        }
        if let Some(shows) = &mut self.picture {
            return shows.push_str(text);
        }
        if self.is_code { self.html.lines(text) } else { self.html.text(text) }
    }

    fn begin(&mut self, tag: Tag) -> Result<(), ExchangeFault> {
        let page = &mut self.html.page;
        match tag {
            Tag::Paragraph | Tag::BlockQuote(_) => page.end_block(),
            Tag::Heading { .. } => page.begin_heading(),
            Tag::CodeBlock(_) => {
                page.end_block();
                self.is_code = true;
            }
            Tag::List(_) => page.begin_list(),
            Tag::Item => page.begin_item()?,
            Tag::Table(_) => page.begin_table()?,
            Tag::TableHead | Tag::TableRow => {
                page.begin_row()?;
                self.html.is_head = matches!(tag, Tag::TableHead);
            }
            Tag::TableCell => page.begin_cell(self.html.is_head, 1, 1)?,
            Tag::Strong => page.begin_lead(),
            Tag::Link { dest_url, .. } => {
                page.begin_lead();
                page.link_to(&dest_url);
            }
            Tag::Image { .. } => self.picture = Some(String::new()),
            Tag::MetadataBlock(_) => self.is_metadata = true,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), ExchangeFault> {
        let page = &mut self.html.page;
        match tag {
            TagEnd::Paragraph | TagEnd::BlockQuote(_) => page.end_block(),
            TagEnd::Heading(_) => page.end_heading(),
            TagEnd::CodeBlock => {
                page.end_block();
                self.is_code = false;
            }
            TagEnd::HtmlBlock => {
                let markup = std::mem::take(&mut self.markup);
                self.html.read(&markup)?;
            }
            TagEnd::List(_) => page.end_list(),
            TagEnd::Item => page.end_item(),
            TagEnd::Table => page.end_table()?,
            TagEnd::TableCell => page.end_cell()?,
            TagEnd::Strong | TagEnd::Link => page.end_lead(),
            TagEnd::Image => page.picture(&self.picture.take().unwrap_or_default()),
            TagEnd::MetadataBlock(_) => self.is_metadata = false,
            _ => {}
        }
        Ok(())
    }
}
