//! Cues that were found in a text.

use crate::claim::Lang;
use crate::grammar::Anchor;
use crate::lexicon::{Cue, VerbForm};
use crate::span::{InFolded, Span};

/// A cue of some language, found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CueHit {
    /// Where it is.
    pub span: Span<InFolded>,
    /// What it does.
    pub cue: Cue,
    /// The language that it is a cue of.
    pub lang: Lang,
    /// Whether other words may come between its own: "räumte … ein".
    pub is_parted: bool,
    /// Of a verb, its form and what it makes of each complement.
    pub verb: Option<VerbForm>,
}

impl CueHit {
    /// Where a value may begin, if this is such a place.
    pub(crate) fn anchor(&self) -> Option<Anchor> {
        matches!(self.cue, Cue::Figure | Cue::FigureOpening)
            .then(|| Anchor { at: self.span.start, opens: self.cue == Cue::FigureOpening })
    }

    /// Counts the words of `text` between two places, up to the most that any reach asks for.
    pub(crate) fn words_between(text: &str, from: usize, to: usize) -> usize {
        const MOST: usize = 16;
        let between = text.get(from..to).unwrap_or_default();
        between.split(|letter: char| !crate::pattern::is_word_letter(letter)).filter(|word| !word.is_empty()).take(MOST).count()
    }
}
