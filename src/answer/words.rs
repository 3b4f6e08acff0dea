//! The words of rules, found in a text.

use crate::claim::Lang;
use crate::extract::CueHit;
use crate::id::{DistinctionId, EntityId, OptionId, RuleId, SideId};
use crate::lexicon::Cue;
use crate::pattern::Folded;
use crate::span::{InFolded, Span};
use std::collections::BTreeMap;

/// A list of words in rule files. The numbers are indices into the rule set, and into the lists of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordList {
    /// The `names` of an entity.
    Names(EntityId),
    /// Its `refers`.
    Refers(EntityId),
    /// The `about` of a rule.
    About(RuleId),
    /// Its `counted`.
    Counted(RuleId),
    /// Its `unless`.
    Unless(RuleId),
    /// One of its options.
    Option(RuleId, OptionId),
    /// A side of one of its distinctions.
    Side(RuleId, DistinctionId, SideId),
}

/// What a pattern of the automaton is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// What it does, and whether other words may stand within.
    Cue(Cue, bool),
    Name(EntityId),
    Refer(EntityId),
    About(RuleId),
    Counted(RuleId),
    Unless(RuleId),
    /// An option of a rule.
    Option(RuleId, OptionId),
    /// A side of a distinction of a rule.
    Side(RuleId, DistinctionId, SideId),
}

impl Tag {
    /// The list that the pattern stands in; none for a cue.
    pub const fn list(self) -> Option<WordList> {
        Some(match self {
            Tag::Cue(..) => return None,
            Tag::Name(entity) => WordList::Names(entity),
            Tag::Refer(entity) => WordList::Refers(entity),
            Tag::About(rule) => WordList::About(rule),
            Tag::Counted(rule) => WordList::Counted(rule),
            Tag::Unless(rule) => WordList::Unless(rule),
            Tag::Option(rule, option) => WordList::Option(rule, option),
            Tag::Side(rule, distinction, side) => WordList::Side(rule, distinction, side),
        })
    }
}

/// A word of a rule, found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordHit {
    pub span: Span<InFolded>,
    pub tag: Tag,
    pub lang: Option<Lang>,
}

impl WordHit {
    /// Whether it counts in a sentence of this language.
    pub fn is_of(&self, lang: Lang) -> bool {
        self.lang.is_none_or(|own| own == lang)
    }

    /// The entity that it names.
    pub fn name(&self) -> Option<EntityId> {
        match self.tag {
            Tag::Name(entity) => Some(entity),
            _ => None,
        }
    }

    /// The entity that it refers to without naming it.
    pub fn reference(&self) -> Option<EntityId> {
        match self.tag {
            Tag::Refer(entity) => Some(entity),
            _ => None,
        }
    }
}

/// Leaves of the hits of one pattern that end alike only the shortest: "a démenti *avoir informé le personnel*". Each comes with the id of
/// its pattern.
pub(super) fn innermost(words: Vec<(u32, WordHit)>, folded: &Folded) -> Vec<WordHit> {
    let mut last: BTreeMap<(u32, usize), usize> = BTreeMap::new();
    for (id, hit) in &words {
        let start = last.entry((*id, hit.span.end)).or_insert(hit.span.start);
        *start = hit.span.start.max(*start);
    }
    let is_innermost = |(id, hit): &(u32, WordHit)| {
        let inner = last.get(&(*id, hit.span.end)).copied().unwrap_or(hit.span.start);
        CueHit::words_between(folded.text(), hit.span.start, inner) < 2
    };
    words.into_iter().filter(is_innermost).map(|(_, hit)| hit).collect()
}

/// Takes out the cues inside names, which say nothing: the "pas" of an association called "Touche pas à ma voie". What tells the
/// language, and where values begin, stays.
pub(super) fn hide_in_names(cues: &mut Vec<CueHit>, words: &[WordHit]) {
    let mut names = words.iter().filter(|hit| matches!(hit.tag, Tag::Name(_))).map(|hit| hit.span).peekable();
    // The name that reaches furthest, of those that begin before the cue.
    let mut furthest: Option<Span<InFolded>> = None;
    cues.retain(|cue| {
        while let Some(name) = names.next_if(|name| name.start <= cue.span.start) {
            furthest = furthest.filter(|other| other.end >= name.end).or(Some(name));
        }
        let stays = matches!(cue.cue, Cue::FunctionWord | Cue::Figure | Cue::FigureOpening);
        stays || furthest.is_none_or(|name| !name.covers(cue.span) || name == cue.span)
    });
}
