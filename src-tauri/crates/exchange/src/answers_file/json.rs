//! JSON from outside, before a parser goes down into it.

/// How deep lists and objects stand in one another; ours have five levels.
pub(super) const DEEPEST: usize = 32;

pub(super) fn is_too_deep(json: &[u8]) -> bool {
    let mut deep = 0_usize;
    let mut in_text = false;
    let mut is_escaped = false;
    for byte in json {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' => {
                deep += 1;
                if deep > DEEPEST {
                    return true;
                }
            }
            b']' | b'}' => deep = deep.saturating_sub(1),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_texts_are_no_depth() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(!is_too_deep(nested(DEEPEST).as_bytes()));
        assert!(is_too_deep(nested(DEEPEST + 1).as_bytes()));
        assert!(!is_too_deep(format!("{{\"a\\\"\": \"{}\"}}", "[".repeat(100)).as_bytes()));
        assert!(!is_too_deep("[],".repeat(100).as_bytes()), "side by side is not deep");
    }
}
