//! The words of rules, found in a text.

use crate::claim::Lang;
use crate::extract::CueHit;
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

/// Takes out the cues inside names, which say nothing: the "pas" of an association called "Touche pas à ma voie". What tells the
/// language, and where values begin, stays.
pub(super) fn hide_in_names(cues: &mut Vec<CueHit>, words: &[WordHit]) {
    let mut names = words.iter().filter(|hit| matches!(hit.tag, Tag::Name(_))).map(|hit| hit.span).peekable();
    // The name that reaches furthest, of those that begin before the cue.
    let mut furthest: Option<Span> = None;
    cues.retain(|cue| {
        while let Some(name) = names.next_if(|name| name.start <= cue.span.start) {
            furthest = furthest.filter(|other| other.end >= name.end).or(Some(name));
        }
        let stays = matches!(cue.cue, Cue::FunctionWord | Cue::Figure | Cue::FigureOpening);
        stays || furthest.is_none_or(|name| !name.covers(cue.span) || name == cue.span)
    });
}
