//! A mail to be read and sent by a person: an RFC 5322 message that mail programs open as a draft.
//! Nothing is asked of a clock or a host: the same draft is the same bytes.

use chrono::{DateTime, FixedOffset};

/// Characters of a line of a header or a body, without its end.
const LINE: usize = 76;
/// Bytes of a header text in one encoded word; each may take three characters.
const WORD: usize = 18;

/// The draft, addressed in blind copy. What would end a header or an address is taken out of it.
pub fn mail_draft(subject: &str, text: &str, from: Option<&str>, bcc: &[String], date: Option<DateTime<FixedOffset>>) -> Vec<u8> {
    let mut lines = vec!["X-Unsent: 1".to_owned()];
    lines.extend(date.map(|date| format!("Date: {}", date.to_rfc2822())));
    lines.extend(from.map(address).filter(|from| !from.is_empty()).map(|from| format!("From: {from}")));
    let bcc: Vec<String> = bcc.iter().map(|to| address(to)).filter(|to| !to.is_empty()).collect();
    if !bcc.is_empty() {
        lines.push(format!("Bcc: {}", bcc.join(",\r\n ")));
    }
    lines.push(format!("Subject: {}", header_text(subject)));
    lines.extend(
        ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"].map(str::to_owned),
    );
    let mut draft = lines.join("\r\n");
    draft.push_str("\r\n\r\n");
    draft.push_str(&body(text));
    draft.into_bytes()
}

/// One bare address: no name, no second one behind a comma.
fn address(text: &str) -> String {
    let ends = |letter: char| letter.is_control() || letter.is_whitespace() || ",;:<>()[]\"\\".contains(letter);
    text.chars().filter(|letter| !ends(*letter)).collect()
}

/// As it is where it is short and plain; else in encoded words (RFC 2047), one a line.
fn header_text(text: &str) -> String {
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_ascii() && text.len() <= LINE - "Subject: ".len() && !text.contains("=?") {
        return text;
    }
    encoded_words(&text).join("\r\n ")
}

fn encoded_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut bytes = 0;
    for letter in text.chars() {
        // A character is not cut in two.
        if bytes + letter.len_utf8() > WORD {
            words.push(format!("=?utf-8?Q?{word}?="));
            word.clear();
            bytes = 0;
        }
        bytes += letter.len_utf8();
        match letter {
            ' ' => word.push('_'),
            _ if letter.is_ascii_alphanumeric() => word.push(letter),
            _ => word.push_str(&hex(letter)),
        }
    }
    words.push(format!("=?utf-8?Q?{word}?="));
    words
}

fn hex(letter: char) -> String {
    letter.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("={byte:02X}")).collect()
}

/// Quoted-printable (RFC 2045): lines of at most 76 characters, all of them ASCII.
fn body(text: &str) -> String {
    let mut body = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        let mut column = 0;
        let end = line.trim_end_matches([' ', '\t']).len();
        for (at, letter) in line.char_indices() {
            let is_plain = matches!(letter, ' '..='<' | '>'..='~' | '\t') && (at < end || !matches!(letter, ' ' | '\t'));
            let shown = match letter {
                _ if is_plain => letter.to_string(),
                '\t' | ' ' => hex(letter),
                _ if letter.is_control() => continue,
                _ => hex(letter),
            };
            // One is left for the sign that the line goes on.
            if column + shown.len() > LINE - 1 {
                body.push_str("=\r\n");
                column = 0;
            }
            column += shown.len();
            body.push_str(&shown);
        }
        body.push_str("\r\n");
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(subject: &str, text: &str, bcc: &[&str]) -> String {
        let bcc: Vec<String> = bcc.iter().map(|to| (*to).to_owned()).collect();
        String::from_utf8(mail_draft(subject, text, Some("dpo@lumeria.example"), &bcc, None)).expect("ASCII")
    }

    #[test]
    fn a_plain_draft_reads_as_it_is() {
        let draft = draft("Change of sub-processors", "Dear client,\n\nNew: a=b\n", &["a@x.example", "b@y.example"]);
        let expected = "X-Unsent: 1\r\nFrom: dpo@lumeria.example\r\nBcc: a@x.example,\r\n b@y.example\r\nSubject: Change of sub-processors\r\n\
            MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            Dear client,\r\n\r\nNew: a=3Db\r\n";
        assert_eq!(draft, expected);
    }

    #[test]
    fn no_field_can_add_a_header_or_a_recipient() {
        let draft = draft("Hello\r\nTo: all@x.example", "text", &["a@x.example\r\nCc: b@x.example", "c@x.example, d@x.example"]);
        let head = draft.split("\r\n\r\n").next().unwrap_or_default();
        let names: Vec<&str> =
            head.split("\r\n").filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(": ").next()).collect();
        assert_eq!(names, ["X-Unsent", "From", "Bcc", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]);
        assert!(head.contains("Subject: Hello To: all@x.example"), "{head}");
        assert!(
            head.contains("c@x.exampled@x.example") && head.matches('@').count() == 6,
            "two in one field are no two recipients: {head}"
        );
    }

    #[test]
    fn every_line_is_short_and_ascii() {
        let subject = "Sous-traitants ultérieurs : changement à partir du 1er janvier 2027 – 日本語 🦉";
        let draft = draft(subject, &"é".repeat(500), &["a@x.example"]);
        assert!(draft.is_ascii() && draft.split("\r\n").all(|line| line.len() <= 78), "{draft}");
        assert!(!draft.replace("\r\n", "").contains(['\r', '\n']), "lines end in one way");
    }

    #[test]
    fn a_blank_at_the_end_of_a_line_is_kept() {
        assert_eq!(body("a \nb\t"), "a=20\r\nb=09\r\n");
    }

    #[test]
    fn the_date_is_written_where_one_is_given() {
        let date = DateTime::parse_from_rfc3339("2026-11-25T10:00:00+01:00").expect("a date");
        let draft = mail_draft("x", "y", None, &[], Some(date));
        assert!(String::from_utf8_lossy(&draft).contains("Date: Wed, 25 Nov 2026 10:00:00 +0100\r\n"), "RFC 5322");
    }
}
