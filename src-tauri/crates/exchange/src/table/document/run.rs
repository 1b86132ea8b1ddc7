//! A run of text: a paragraph, an item, a cell. It remembers what it begins with and where its link leads.

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Run {
    text: String,
    /// Where the link or the bold words end that it begins with.
    lead: Option<usize>,
    /// The first link to the web.
    pub address: Option<String>,
    /// It has a link to a place in the same document or on the same site.
    pub leads_within: bool,
    picture: Option<String>,
    gap: Option<char>,
    /// Links and bold words that began before any text and go on.
    opened: u32,
}

impl Run {
    /// White space becomes one space; a break that stands beside it stays.
    pub fn push(&mut self, text: &str) {
        for letter in text.chars() {
            if letter.is_whitespace() {
                self.gap = self.gap.or(Some(' '));
                continue;
            }
            if let Some(gap) = self.gap.take()
                && !self.text.is_empty()
            {
                self.text.push(gap);
            }
            self.text.push(letter);
        }
    }

    pub fn break_line(&mut self) {
        self.gap = Some('\n');
    }

    pub fn begin_lead(&mut self) {
        if self.opened > 0 || (self.text.is_empty() && self.lead.is_none()) {
            self.opened += 1;
        }
    }

    pub fn end_lead(&mut self) {
        self.opened = self.opened.saturating_sub(1);
        if self.opened == 0 && self.lead.is_none() && !self.text.is_empty() {
            self.lead = Some(self.text.len());
        }
    }

    pub fn link_to(&mut self, target: &str) {
        let target = target.trim();
        let scheme = target.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        if matches!(scheme.as_deref(), Some("http" | "https")) {
            self.address.get_or_insert_with(|| target.to_owned());
        } else if scheme.is_none() && !target.is_empty() {
            self.leads_within = true;
        }
    }

    /// What a picture shows serves where there is no text.
    pub fn picture(&mut self, shows: &str) {
        if self.picture.is_none() && !shows.trim().is_empty() {
            self.picture = Some(shows.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    pub fn text(&self) -> &str {
        if self.text.is_empty() { self.picture.as_deref().unwrap_or_default() } else { &self.text }
    }

    /// The text of the link or the bold words that it begins with, and the rest.
    pub fn lead(&self) -> Option<(&str, &str)> {
        let (lead, rest) = self.text.split_at(self.lead?);
        (!lead.contains('\n')).then_some((lead, rest))
    }

    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }
}
