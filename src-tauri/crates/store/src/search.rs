//! The words under which a provider is found. Everything is folded the same way (case,
//! accents, punctuation) before it is stored and before it is looked for.

use provident_domain::lists::{Language, Lists};
use provident_domain::name::{NameKey, host_of};
use provident_domain::provider::Provider;
use rusqlite::Connection;

use crate::fault::Stored;
use crate::service::StoredService;

/// Folded text of a provider.
pub(crate) struct Text {
    pub name: String,
    pub words: String,
}

impl Text {
    /// Every word with a blank before it, so that `LIKE '% word%'` finds beginnings of words.
    pub fn haystack(&self) -> String {
        format!(" {} {}", self.name, self.words)
    }
}

pub(crate) fn text_of(provider: &Provider, services: &[StoredService], departments: &[&str], lists: &Lists) -> Text {
    let mut words = Words::default();
    words.add(&provider.legal_name);
    words.add(&provider.parent);
    words.add(&provider.aliases);
    words.add(&provider.registration_id);
    words.add(provider.website.as_deref().and_then(host_of).iter());
    words.add(departments);
    for stored in services {
        let service = &stored.service;
        words.add([&service.name]);
        words.add(&service.purpose);
        words.add(&service.owner);
        words.add(&service.data_fields);
        for data in &service.data {
            words.label("personal_data_category", &data.category, lists);
        }
        for country in service.countries() {
            words.label("country", country.as_str(), lists);
        }
    }
    words.add(&provider.category);
    if let Some(country) = provider.country {
        words.label("country", country.as_str(), lists);
    }
    Text { name: NameKey::of(&provider.name).as_str().to_owned(), words: words.folded }
}

#[derive(Default)]
struct Words {
    folded: String,
}

impl Words {
    fn add<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) {
        for text in texts {
            // Long paragraphs are found by their beginning.
            let beginning: String = text.as_ref().chars().take(400).collect();
            self.folded.push(' ');
            self.folded.push_str(NameKey::of(&beginning).as_str());
        }
    }

    fn label(&mut self, group: &str, id: &str, lists: &Lists) {
        for language in [Language::En, Language::Fr] {
            self.add(lists.label(group, id, language));
        }
    }
}

pub(crate) fn write(connection: &Connection, n: i64, text: &Text) -> Stored<()> {
    remove(connection, n)?;
    connection
        .prepare_cached("INSERT INTO provider_search (rowid, name, words) VALUES (?1, ?2, ?3)")?
        .execute(rusqlite::params![n, text.name, text.words])?;
    Ok(())
}

pub(crate) fn remove(connection: &Connection, n: i64) -> Stored<()> {
    connection.prepare_cached("DELETE FROM provider_search WHERE rowid = ?1")?.execute([n])?;
    Ok(())
}

pub(crate) fn clear(connection: &Connection) -> Stored<()> {
    connection.execute("INSERT INTO provider_search (provider_search) VALUES ('delete-all')", [])?;
    Ok(())
}

/// The folded words a person looks for; each must begin a word of the provider.
pub(crate) fn sought(search: &str) -> Vec<String> {
    let beginning: String = search.chars().take(200).collect();
    // Signs alone are no word to look for, and a quote would end one.
    let is_word = |word: &&str| word.contains(char::is_alphanumeric) && !word.contains('"');
    NameKey::of(&beginning).as_str().split(' ').filter(is_word).take(8).map(str::to_owned).collect()
}

/// Words as an FTS5 query. Folded words hold letters and digits only, so nothing in them is syntax.
pub(crate) fn fts(words: &[String]) -> String {
    let terms: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
    terms.join(" AND ")
}
