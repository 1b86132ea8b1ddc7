//! Entries of a list within one cell: a line each, parts between bars.

/// One line: parts between bars; bars, backslashes and breaks of a part are escaped.
pub(crate) fn line(parts: &[&str]) -> String {
    let escaped = parts.iter().map(|part| part.replace('\\', "\\\\").replace('|', "\\|").replace('\n', "\\n"));
    escaped.collect::<Vec<_>>().join(" | ")
}

/// The parts of a line, trimmed.
pub(crate) fn parts(line: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let last = parts.last_mut().expect("there is always one part");
        match letter {
            '|' => parts.push(String::new()),
            '\\' => match letters.next() {
                Some('n') => last.push('\n'),
                Some(other) => last.push(other),
                None => {}
            },
            other => last.push(other),
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

/// Part `at`, none where it is blank.
pub(crate) fn part(parts: &[String], at: usize) -> Option<String> {
    parts.get(at).filter(|part| !part.is_empty()).cloned()
}

/// The lines of a cell that are not blank.
pub(crate) fn lines(cell: &str) -> impl Iterator<Item = &str> {
    cell.lines().map(str::trim).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_as_they_went() {
        let all = ["a|b", "c\\d", "two\nlines", "", "\\n"];
        assert_eq!(parts(&line(&all)), all);
    }
}
