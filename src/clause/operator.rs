//! Operators: words that change how the words in their scope are meant.

use super::CueHit;
use super::effect::{effect, governs, negates};
use super::segment::ROOT;
use super::token::Token;
use crate::id::{IdVec, OperatorId, SegmentId};
use crate::lexicon::{Class, Cue, VerbForm};
use std::ops::Range;

/// Words that change how the words in their scope are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// The cue that it comes of, as an index into the cues of the sentence.
    pub hit: usize,
    /// Its tokens, with all those between its parts.
    pub tokens: Range<usize>,
    /// What it does; of a verb, what it makes of the first kind of complement that it takes.
    pub cue: Cue,
    /// Of a verb, its form and what it makes of each complement.
    pub verb: Option<VerbForm>,
    /// The segment that it is in.
    pub segment: SegmentId,
    /// Of words that negate: what they negate.
    pub target: Target,
    /// Whether the conjunction that begins its clause is one of its words: "il est faux que".
    pub holds_opener: bool,
}

/// What a negation is bound to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Nothing that is known: the verb may be one that no lexicon and no rule has.
    #[default]
    Unknown,
    /// An operator.
    Operator(OperatorId),
    /// The predicate whose first token this is.
    Predicate(usize),
    /// The number whose first token this is.
    Value(usize),
    /// A phrase of its own, and no verb: "pour rien", "not the canteen".
    Phrase,
}

impl Operator {
    /// Returns true if it can govern a clause, an infinitive or a noun.
    pub fn governs(&self) -> bool {
        self.verb.is_some() || governs(self.cue)
    }

    /// Returns true if a clause can be its object.
    pub fn takes_clause(&self) -> bool {
        self.verb.map_or_else(|| takes_clause(self.cue, self.holds_opener), |verb| verb.takes.clause.is_some())
    }

    /// Returns true if an indirect question can be its object.
    pub fn takes_question(&self) -> bool {
        self.verb.map_or(self.cue == Cue::Asked || self.cue == Cue::Declined, |verb| {
            verb.takes.question.is_some() || verb.takes.clause.is_some()
        })
    }

    /// Returns true if it negates.
    pub fn negates(&self) -> bool {
        negates(self.cue)
    }
}

/// Returns true if a phrase of this kind can have a clause behind it that is what it tells of.
const fn takes_clause(cue: Cue, holds_opener: bool) -> bool {
    governs(cue)
        || holds_opener
            && matches!(
                cue,
                Cue::Planned | Cue::Required | Cue::Possible | Cue::Hearsay | Cue::Restricted | Cue::Allowed | Cue::Partly
            )
}

/// The operators of a sentence, and their marks on its tokens. `hits` come by place.
pub(super) fn operators(tokens: &mut [Token], hits: &[CueHit]) -> IdVec<OperatorId, Operator> {
    let mut operators: IdVec<OperatorId, Operator> = IdVec::default();
    for (index, hit) in hits.iter().enumerate() {
        if hit.verb.is_none() && effect(hit.cue).is_none() && !negates(hit.cue) || hit.cue.begins_clause() {
            continue;
        }
        let first = tokens.partition_point(|token| token.span.end <= hit.span.start);
        let end = first + tokens[first..].partition_point(|token| token.span.start < hit.span.end);
        // "Selon laquelle" credits nobody.
        let opens = hits.iter().any(|other| {
            other.cue.begins_clause() && other.span.start == hit.span.start && other.span.end > hit.span.end && hit.verb.is_none()
        });
        let is_part = opens
            || negates(hit.cue)
                && hits.iter().any(|other| {
                    other.verb.is_none() && governs(other.cue) && other.span.covers(hit.span) && other.span != hit.span
                });
        if first == end || is_part || is_other(tokens, hits, index, first) {
            continue;
        }
        let id = operators.end();
        let holds_opener =
            hits.iter().any(|other| other.cue.begins_clause() && hit.span.covers(other.span) && other.span != hit.span);
        operators.push(Operator {
            hit: index,
            tokens: first..end,
            cue: hit.cue,
            verb: hit.verb,
            segment: ROOT,
            target: Target::Unknown,
            holds_opener,
        });
        // Of a verb in two pieces, only the pieces are its tokens.
        let inner = if hit.is_parted { vec![first, end - 1] } else { (first..end).collect() };
        for at in inner {
            if let Some(token) = tokens.get_mut(at) {
                // A negation inside another operator's words is its own.
                if token.operator.is_none() || !negates(hit.cue) {
                    token.operator = Some(id);
                }
            }
        }
    }
    operators
}

/// Returns true if the same words are something else here: a verb where a noun is meant ("the *claim*"), or the other way round.
fn is_other(tokens: &[Token], hits: &[CueHit], index: usize, first: usize) -> bool {
    let hit = &hits[index];
    let same = || hits.iter().enumerate().filter(|(other, words)| *other != index && words.span == hit.span);
    let is_noun = first.checked_sub(1).map(|before| &tokens[before]).is_some_and(|before| {
        let is_article = before.class.is(Class::DETERMINER | Class::PREPOSITION) && !before.class.is(Class::AUXILIARY);
        // "The mayor's claim": a word that an apostrophe separates from a name.
        let is_possessive =
            before.span.len() == 1 && first.checked_sub(2).is_some_and(|name| tokens[name].span.end == before.span.start);
        // "Denied reports that": the object of a verb.
        let is_object =
            hits.iter().any(|verb| verb.verb.is_some_and(|verb| verb.takes.noun.is_some()) && verb.span.end == before.span.end);
        // "Called reports that … nonsense": the object inside a phrase.
        let is_object = is_object
            || hits.iter().any(|phrase| {
                phrase.is_parted && governs(phrase.cue) && phrase.span.start == before.span.start && phrase.span.covers(hit.span)
            });
        before.is_word() && (is_article || is_possessive || is_object)
    });
    // "Reports that it closed are wrong": a noun opens the sentence, with a clause that tells of it.
    let opens = first.checked_sub(1).is_none_or(|before| !tokens[before].is_word());
    let next = tokens.get(first + 1).filter(|_| opens).map(|next| next.span.start);
    let is_noun = is_noun || next.is_some_and(|next| hits.iter().any(|hit| hit.cue.begins_clause() && hit.span.start == next));
    match (hit.cue, hit.verb) {
        (Cue::Claimed, _) => !is_noun && same().any(|(_, other)| other.verb.is_some()),
        (_, Some(_)) => is_noun && same().any(|(_, other)| other.cue == Cue::Claimed),
        _ => negates(hit.cue) && same().any(|(other, words)| other < index && negates(words.cue)),
    }
}
