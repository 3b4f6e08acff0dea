//! What is known of the languages of the program before any lexicon of a run is read.

use super::EMBEDDED;
#[cfg(test)]
use super::Lexicons;
use crate::pattern::fold;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::OnceLock;

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    coordinators: Vec<String>,
}

/// Returns true if `word`, folded, is an "and" or "or" in a lexicon that the program carries.
pub fn is_coordinator(word: &str) -> bool {
    static CARRIED: OnceLock<BTreeSet<String>> = OnceLock::new();
    let carried = CARRIED.get_or_init(|| {
        let read = EMBEDDED.iter().filter_map(|(_, text)| toml::from_str::<Written>(text).ok());
        read.flat_map(|lexicon| lexicon.coordinators).map(|word| fold(&word)).collect()
    });
    carried.contains(word)
}

#[cfg(test)]
impl Lexicons {
    /// Returns the lexicons that the program carries, which are read once for all tests.
    pub(crate) fn carried() -> &'static Lexicons {
        static CARRIED: OnceLock<Lexicons> = OnceLock::new();
        CARRIED.get_or_init(|| {
            let (lexicons, mistakes) = Lexicons::load(&[]);
            assert_eq!(mistakes, []);
            lexicons
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_some() {
        for word in ["und", "and", "y", "et", "en"] {
            assert!(is_coordinator(word), "{word}");
        }
        assert!(!is_coordinator("den") && !is_coordinator(""));
    }
}
