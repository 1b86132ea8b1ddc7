//! The shipped lists, for unit tests: the rules are tested on what is really delivered.

use std::sync::LazyLock;

use super::{ListTexts, Lists};

pub(crate) static TEXTS: ListTexts = crate::shipped_list_texts!();

static LISTS: LazyLock<Lists> = LazyLock::new(|| match Lists::from_json(&TEXTS) {
    Ok(lists) => lists,
    Err(fault) => panic!("the shipped lists are faulty: {fault}"),
});

pub(crate) fn shipped() -> &'static Lists {
    &LISTS
}
