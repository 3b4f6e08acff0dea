//! Word patterns as users write them: parsed, and compiled for a single pass over a text.
//!
//! A pattern consists of plain words: `recherche*` is every word that begins with these letters, several words are a phrase,
//! `(a|b)` are alternatives, and `…` is a gap of up to five words, not counting figures. Accents and the kinds of apostrophe,
//! space and bracket do not matter. A word that is written with a capital needs one in the text.

mod fold;
mod matcher;
mod parse;
mod word;

pub use fold::{Folded, fold, is_word_letter};
pub use matcher::{Hit, Matcher, MatcherBuilder};
pub use parse::PatternError;
pub(crate) use word::word_length;
pub use word::words;

use std::collections::BTreeMap;

/// Other forms of a word in a text: `du` contains `le`, `d'` is `de`. Maps each form to the words that it represents.
pub type Contractions = BTreeMap<String, Vec<String>>;

/// A parsed pattern.
///
/// ```
/// use contradict::pattern::Pattern;
/// let pattern = Pattern::parse("organe de contrôle (fédéral|policier)")?;
/// assert_eq!(pattern.phrases.len(), 2);
/// assert!(Pattern::parse("* fois").is_err());
/// # Ok::<(), contradict::pattern::PatternError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The pattern as written.
    pub written: String,
    /// Its alternatives.
    pub phrases: Vec<Phrase>,
}

/// A sequence of words, possibly with gaps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phrase {
    /// The first and the last piece are words.
    pub pieces: Vec<Piece>,
    /// Whether there must be a comma right before it. The comma belongs to none of its words.
    pub after_comma: bool,
}

/// A word of a phrase, or a gap.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// One word.
    Word(Word),
    /// Up to five words.
    Gap,
}

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    /// Its possible folded forms; the first is the written one.
    pub forms: Vec<String>,
    /// Whether more letters may follow.
    pub is_prefix: bool,
    /// Whether the word must have a capital in the text.
    pub capital: bool,
}

impl Pattern {
    /// Parses a written pattern.
    pub fn parse(written: &str) -> Result<Pattern, PatternError> {
        Ok(Pattern { written: written.to_owned(), phrases: parse::phrases(written)? })
    }

    /// Returns true if other words may come between its own.
    pub fn has_gap(&self) -> bool {
        self.phrases.iter().any(|phrase| phrase.pieces.contains(&Piece::Gap))
    }

    /// Returns the same pattern, in which one of `negations` may follow an auxiliary verb, or replace it together with the
    /// negation: authors who list `was closed` also mean "was not closed" and "wasn't closed".
    pub fn negatable(mut self, is_auxiliary: impl Fn(&str) -> bool, negations: &[&Phrase]) -> Pattern {
        let single = |phrase: &&Phrase| match phrase.pieces.as_slice() {
            [Piece::Word(word)] if !word.is_prefix => word.forms.first().cloned(),
            _ => None,
        };
        let behind = Word { forms: negations.iter().filter_map(single).collect(), is_prefix: false, capital: false };
        let mut negated = Vec::new();
        for phrase in self.phrases.iter().filter(|_| !behind.forms.is_empty()) {
            for (index, pair) in phrase.pieces.windows(2).enumerate() {
                let [Piece::Word(verb), Piece::Word(_)] = pair else { continue };
                let Some(form) = verb.forms.first().filter(|form| !verb.is_prefix && is_auxiliary(form)) else { continue };
                let mut parted = phrase.clone();
                parted.pieces.insert(index + 1, Piece::Word(behind.clone()));
                negated.push(parted);
                // "Wasn't" is two words: "wasn'" and "t".
                let holds = |negation: &&&Phrase| match negation.pieces.as_slice() {
                    [Piece::Word(first), Piece::Word(_)] => {
                        first.forms.first().is_some_and(|first| first.strip_suffix("n'") == Some(form.as_str()))
                    }
                    _ => false,
                };
                negated.extend(negations.iter().find(holds).map(|negation| {
                    let mut joined = phrase.clone();
                    joined.pieces.splice(index..=index, negation.pieces.iter().cloned());
                    joined
                }));
            }
        }
        self.phrases.extend(negated);
        self
    }

    /// Returns the same pattern, whose words may also be contracted as in the language.
    pub fn contracted(mut self, contractions: &Contractions) -> Pattern {
        for piece in self.phrases.iter_mut().flat_map(|phrase| &mut phrase.pieces) {
            if let Piece::Word(word) = piece
                && !word.is_prefix
            {
                let written = word.forms[0].clone();
                word.forms
                    .extend(contractions.iter().filter(|(_, words)| words.contains(&written)).map(|(form, _)| form.clone()));
            }
        }
        self
    }
}
