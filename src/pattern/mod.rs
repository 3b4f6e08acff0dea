//! Written word patterns: parsed, and compiled for one pass over a text.
//!
//! A pattern is plain words: `recherche*` is every word that begins so, several words are a phrase, `(a|b)` are alternatives and
//! `…` is a gap of up to five words, figures not counted. Accents and the kinds of apostrophe, space and bracket do not matter; a word that
//! is written with a capital needs one in the text.

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

/// What a word may also look like in a text: `du` stands for `le`, `d'` for `de`. From form to the words it stands for.
pub type Contractions = BTreeMap<String, Vec<String>>;

/// A written pattern, understood.
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
    /// As it was written.
    pub written: String,
    /// What it stands for: any of these.
    pub phrases: Vec<Phrase>,
}

/// Words in a row, perhaps with gaps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phrase {
    /// Begins and ends with a word.
    pub pieces: Vec<Piece>,
    /// Whether a comma must stand right before it. It belongs to none of its words.
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
    /// The folded forms that it may have; the first is the written one.
    pub forms: Vec<String>,
    /// Whether more letters may follow.
    pub is_prefix: bool,
    /// Whether the text must have a capital here.
    pub capital: bool,
}

impl Pattern {
    /// Parses a written pattern.
    pub fn parse(written: &str) -> Result<Pattern, PatternError> {
        Ok(Pattern { written: written.to_owned(), phrases: parse::phrases(written)? })
    }

    /// Whether other words may stand between its own.
    pub fn has_gap(&self) -> bool {
        self.phrases.iter().any(|phrase| phrase.pieces.iter().any(|piece| *piece == Piece::Gap))
    }

    /// The same pattern, in whose phrases one of `negations` may stand behind an auxiliary verb, or with it in its place: whoever lists
    /// `was closed` also means "was not closed" and "wasn't closed".
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
                // "Wasn't" is two words, "wasn'" and "t".
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

    /// The same pattern, whose words may also be contracted as a language does.
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
