//! The words of rules, found in a text.

use crate::claim::Lang;
use crate::lexicon::Cue;
use crate::span::Span;

/// What a pattern of the automaton is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// What it does, and whether other words may stand within.
    Cue(Cue, bool),
    Name(usize),
    Refer(usize),
    About(usize),
    Counted(usize),
    Unless(usize),
    /// An option of a rule.
    Option(usize, usize),
    /// A side of a distinction of a rule.
    Side(usize, usize, usize),
}

/// A word of a rule, found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordHit {
    pub span: Span,
    pub tag: Tag,
    pub lang: Option<Lang>,
}

impl WordHit {
    /// Whether it counts in a sentence of this language.
    pub fn is_of(&self, lang: Lang) -> bool {
        self.lang.is_none_or(|own| own == lang)
    }
}
