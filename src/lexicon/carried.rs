//! What is known of the languages of the program before any lexicon of a run is read.

use super::EMBEDDED;
#[cfg(test)]
use super::Lexicons;
use crate::pattern::fold;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    coordinators: Vec<String>,
    #[serde(default)]
    numbers: WrittenNumbers,
}

#[derive(Default, Deserialize)]
struct WrittenNumbers {
    #[serde(default)]
    ones: BTreeMap<String, IgnoredAny>,
    #[serde(default)]
    tens: BTreeMap<String, IgnoredAny>,
}

/// Some small words of all languages, folded.
#[derive(Default)]
struct Known {
    coordinators: BTreeSet<String>,
    /// The number words of each language: ones and tens.
    numbers: Vec<[BTreeSet<String>; 2]>,
}

impl Known {
    fn carried() -> &'static Known {
        static CARRIED: OnceLock<Known> = OnceLock::new();
        CARRIED.get_or_init(|| {
            let mut known = Known::default();
            for lexicon in EMBEDDED.iter().filter_map(|(_, text)| toml::from_str::<Written>(text).ok()) {
                known.coordinators.extend(lexicon.coordinators.iter().map(|word| fold(word)));
                let words = |table: &BTreeMap<String, IgnoredAny>| table.keys().map(|word| fold(word)).collect();
                known.numbers.push([words(&lexicon.numbers.ones), words(&lexicon.numbers.tens)]);
            }
            known
        })
    }
}

/// Returns true if `word`, folded, is an "and" or "or" in a lexicon that the program carries.
pub fn is_coordinator(word: &str) -> bool {
    Known::carried().coordinators.contains(word)
}

/// Returns true if `left` and `right`, folded, are a number with a hyphen between them in such a lexicon: "twenty-five", "dix-sept".
pub fn is_number_with_hyphen(left: &str, right: &str) -> bool {
    let whole = format!("{left}-{right}");
    let holds = |[ones, tens]: &[BTreeSet<String>; 2]| {
        ones.contains(&whole) || tens.contains(&whole) || tens.contains(left) && ones.contains(right)
    };
    Known::carried().numbers.iter().any(holds)
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

    #[test]
    fn some_numbers_have_a_hyphen() {
        for (left, right) in [("twenty", "five"), ("vingt", "deux"), ("dix", "sept"), ("quatre", "vingts")] {
            assert!(is_number_with_hyphen(left, right), "{left}-{right}");
        }
        for (left, right) in [("zwei", "hundert"), ("twee", "honderd"), ("five", "twenty"), ("licen", "cie")] {
            assert!(!is_number_with_hyphen(left, right), "{left}-{right}");
        }
    }
}
