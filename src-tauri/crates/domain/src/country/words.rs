//! The words around names of countries.

use std::collections::HashSet;

use serde::Deserialize;

use crate::name::NameKey;

#[derive(Deserialize)]
pub(crate) struct CountryWordTexts {
    regions: Vec<String>,
    fillers: Vec<String>,
    negations: Vec<String>,
}

/// Words that stand beside countries and say something about how to read them.
pub(crate) struct CountryWords {
    regions: HashSet<NameKey>,
    fillers: HashSet<NameKey>,
    negations: HashSet<NameKey>,
    longest_name: usize,
}

impl CountryWords {
    pub(crate) fn new<'a>(texts: &CountryWordTexts, names: impl Iterator<Item = &'a NameKey>) -> CountryWords {
        let keys = |words: &[String]| words.iter().map(|word| NameKey::of(word)).collect();
        CountryWords {
            regions: keys(&texts.regions),
            fillers: keys(&texts.fillers),
            negations: keys(&texts.negations),
            longest_name: names.map(|name| name.as_str().split(' ').count()).max().unwrap_or(1),
        }
    }

    /// Several countries, or none in particular: "EU", "worldwide".
    pub(crate) fn is_region(&self, text: &str) -> bool {
        self.regions.contains(&NameKey::of(text))
    }

    /// Says nothing beside a country: "hosted in".
    pub(crate) fn is_filler(&self, word: &str) -> bool {
        self.fillers.contains(&NameKey::of(word))
    }

    /// Turns the meaning round: "outside".
    pub(crate) fn is_negation(&self, word: &str) -> bool {
        self.negations.contains(&NameKey::of(word))
    }

    /// Words of the longest name of a country.
    pub(crate) fn longest_name(&self) -> usize {
        self.longest_name
    }
}
