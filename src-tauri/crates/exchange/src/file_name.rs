//! What a file from outside may be called here: one line, no path.

use provident_domain::name::clean_line;

/// Characters; more than file systems take.
pub(crate) const LONGEST: usize = 200;

/// The last part of a path of any system, safe to show; none where nothing is left of it.
pub(crate) fn last_part(name: &str) -> Option<String> {
    let name = clean_line(name, usize::MAX)?;
    let last = clean_line(name.rsplit(['/', '\\']).next()?, LONGEST)?;
    last.chars().any(|letter| letter != '.').then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(last_part(name).as_deref(), expected, "{name:?}");
    }

    #[test]
    fn nothing_of_a_path_is_left() {
        check("report.pdf", Some("report.pdf"));
        check("../../etc/passwd", Some("passwd"));
        check("C:\\Users\\x\\Ερωτηματολόγιο.zip", Some("Ερωτηματολόγιο.zip"));
        check("evil\u{202e}gpj.exe", Some("evilgpj.exe"));
        check("a\r\nb.txt", Some("a b.txt"));
        check("..", None);
        check("folder/", None);
        check("", None);
        check(&"x".repeat(1_000), Some(&"x".repeat(LONGEST)));
    }
}
