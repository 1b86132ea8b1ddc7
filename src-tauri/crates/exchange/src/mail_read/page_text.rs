//! The words of a page of HTML, without its tags, scripts and styles. No tree is built.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Blocks begin a line, cells a gap, items a dash.
pub(super) fn page_text(page: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut text = PageText::default();
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => text.begin(&tag.name, tag.self_closing),
            Ok(Token::EndTag(tag)) => text.end(&tag.name),
            Ok(Token::String(words)) => text.words(&String::from_utf8_lossy(&words)),
            Ok(Token::Comment(_) | Token::Doctype(_) | Token::Error(_)) => {}
        }
    }
    text.text
}

#[derive(Default)]
struct PageText {
    text: String,
    /// The element whose content nobody sees, and how deep it stands in others of its name.
    hidden: Option<(Vec<u8>, u32)>,
}

impl PageText {
    fn begin(&mut self, name: &[u8], is_closed: bool) {
        if let Some((hidden, deep)) = &mut self.hidden {
            *deep += u32::from(hidden == name && !is_closed);
            return;
        }
        match name {
            b"script" | b"style" | b"title" | b"template" | b"noscript" if !is_closed => self.hidden = Some((name.to_vec(), 0)),
            b"li" => {
                self.line();
                self.text.push_str("- ");
            }
            b"td" | b"th" => self.gap(),
            _ if begins_a_line(name) => self.line(),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match &mut self.hidden {
            Some((hidden, 0)) if hidden == name => self.hidden = None,
            Some((hidden, deep)) if hidden == name => *deep -= 1,
            Some(_) => {}
            None if matches!(name, b"p" | b"table" | b"ul" | b"ol" | b"blockquote") => {
                self.line();
                self.text.push('\n');
            }
            None if begins_a_line(name) => self.line(),
            None => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.hidden.is_some() {
            return;
        }
        if words.starts_with(char::is_whitespace) {
            self.gap();
        }
        for word in words.split_whitespace() {
            self.text.push_str(word);
            self.text.push(' ');
        }
        if !words.ends_with(char::is_whitespace) && self.text.ends_with(' ') {
            self.text.pop();
        }
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

fn begins_a_line(name: &[u8]) -> bool {
    const BLOCKS: [&[u8]; 21] = [
        b"p",
        b"div",
        b"br",
        b"tr",
        b"table",
        b"ul",
        b"ol",
        b"dl",
        b"dt",
        b"dd",
        b"h1",
        b"h2",
        b"h3",
        b"h4",
        b"h5",
        b"h6",
        b"hr",
        b"blockquote",
        b"pre",
        b"section",
        b"article",
    ];
    BLOCKS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: &str) {
        assert_eq!(page_text(page).trim(), expected, "{page}");
    }

    #[test]
    fn the_words_of_a_page_are_read_line_by_line() {
        check("<p>Bonjour&nbsp;Anna,</p><p>la r&eacute;ponse<br>suit <b>demain</b>.</p>", "Bonjour Anna,\n\nla réponse\nsuit demain.");
        check("<ul><li>one</li><li>two</li></ul>", "- one\n- two");
        check("<table><tr><td>Name</td><td>Acme</td></tr><tr><td>City</td><td>Lyon</td></tr></table>", "Name Acme\nCity Lyon");
    }

    #[test]
    fn nothing_that_is_not_seen_is_read() {
        check("<style>p{}</style><script>alert('</p>')</script><p>x &lt;b&gt;</p><!-- no -->", "x <b>");
        check("<title>No</title>yes", "yes");
    }
}
