//! One analysis of a sentence: tokens, segments, operators with their scopes, and what all of them make of any place in it.
//!
//! It is made once, and only for sentences that somebody asks about. Polarity, modality and who is committed come from one fold over the
//! operators around a place ([`Analysis::reading`]) and one table of effects ([`effect`]).

mod actor;
mod aside;
mod bind;
mod climb;
mod coordinate;
mod cut;
mod effect;
mod form;
mod hit;
mod judge;
mod line;
mod marks;
mod openers;
mod operator;
mod pieces;
mod reading;
mod scope;
mod segment;
mod tense;
mod token;
mod within;

use bind::Head;
use line::Line;

pub use effect::{Effect, Outcome, effect};
pub use hit::CueHit;
pub use operator::{Operator, Target};
pub use pieces::Piece;
pub use reading::{Decides, Doubt, Reading};
pub use segment::{Governor, ROOT, Role, Segment, Sharing};
pub use token::{Mark, Side, Tense, Token, ValueKind, ValueToken, side, tokens};

use crate::grammar::Mention;
use crate::id::{IdVec, OperatorId, SegmentId};
use crate::lexicon::{Cue, Lexicon};
use crate::pattern::Folded;
use crate::span::{InFolded, Span};
use std::cell::Cell;

/// A sentence, analysed.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// Its words and marks.
    pub tokens: Vec<Token>,
    /// Its segments; the first one is the root.
    pub segments: IdVec<SegmentId, Segment>,
    /// Its operators, in order of place.
    pub operators: IdVec<OperatorId, Operator>,
    /// The segment of each token.
    pub owners: Vec<SegmentId>,
    /// The pieces of its clauses, which cover it.
    pub pieces: Vec<Piece>,
    /// What a question mark ends.
    asked: Vec<std::ops::Range<usize>>,
    /// Which tokens open a clause.
    opens: Vec<Cell<bool>>,
    /// The verbs, and the nouns that rules ask about.
    heads: Vec<Head>,
    is_verb_second: bool,
    has_bare_clauses: bool,
    has_infinitive_endings: bool,
    negates_behind: bool,
}

/// What was found in a sentence, each in order of place.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// Its cues.
    pub cues: &'a [CueHit],
    /// The words in it that rules ask about.
    pub predicates: &'a [Span<InFolded>],
    /// Its numbers and dates.
    pub values: &'a [Mention<InFolded>],
}

impl Analysis {
    /// Analyses a sentence.
    pub fn of(folded: &Folded, sentence: Span<InFolded>, lexicon: &Lexicon, found: Found<'_>) -> Analysis {
        let mut tokens = tokens(folded, sentence, lexicon);
        let mut covered = sentence.start;
        for predicate in found.predicates {
            // Of words with a gap, the first and the last are the predicate: "avait … autorisation".
            let first = tokens.partition_point(|token| token.span.end <= predicate.start);
            let end = first + tokens[first..].partition_point(|token| token.span.start < predicate.end);
            for at in [Some(first), end.checked_sub(1)].into_iter().flatten() {
                if let Some(token) = tokens.get_mut(at) {
                    token.is_predicate = token.is_word();
                    token.begins_predicate |= at == first && predicate.start >= covered;
                }
            }
            covered = covered.max(predicate.end);
        }
        for value in found.values {
            let first = tokens.partition_point(|token| token.span.end <= value.span.start);
            let end = first + tokens[first..].partition_point(|token| token.span.start < value.span.end);
            for (index, token) in tokens[first..end].iter_mut().enumerate() {
                token.value = Some(ValueToken { is_first: index == 0, kind: ValueKind::of(&value.value) });
            }
        }
        let mut operators = operator::operators(&mut tokens, found.cues);
        let opens = vec![Cell::new(false); tokens.len()];
        let cut = cut::segments(&tokens, &opens, &operators, found.cues, lexicon);
        for operator in operators.iter_mut() {
            operator.segment = cut.owners[operator.tokens.start];
        }
        let pieces = pieces::pieces(sentence, &tokens, &cut.owners, &cut.segments, found.cues);
        let mut analysis = Analysis {
            tokens,
            segments: cut.segments,
            operators,
            owners: cut.owners,
            pieces,
            asked: cut.asked,
            opens,
            heads: Vec::new(),
            is_verb_second: lexicon.verb_second,
            has_bare_clauses: lexicon.bare_clauses,
            negates_behind: lexicon.negates_behind,
            has_infinitive_endings: lexicon.has_infinitive_endings(),
        };
        let contrasts = found.cues.iter().filter(|hit| hit.cue == Cue::Contrast).map(|hit| hit.span.start).max();
        analysis.bind(contrasts);
        analysis
    }

    /// Returns true if a token is a verb, as far as lexicon and rules tell.
    pub fn is_verb(&self, at: usize) -> bool {
        self.line().is_verb(at)
    }

    /// Returns true if the words of the cue with this index, and at this place, are a noun here: "a draft *report* by the chamber".
    pub fn is_noun(&self, place: usize, hit: usize) -> bool {
        let at = self.tokens.partition_point(|token| token.span.end <= place);
        let operator = self.tokens.get(at).and_then(|token| token.operator).map(|id| &self.operators[id]);
        operator.is_some_and(|operator| operator.hit == hit && self.line().is_noun(at, operator))
    }

    fn line(&self) -> Line<'_> {
        Line {
            tokens: &self.tokens,
            operators: &self.operators,
            opens: &self.opens,
            has_infinitive_endings: self.has_infinitive_endings,
            is_verb_second: self.is_verb_second,
        }
    }

    /// The tokens of `span`.
    pub fn tokens_of(&self, span: Span<InFolded>) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = first + self.tokens[first..].partition_point(|token| token.span.start < span.end);
        first..end
    }

    /// The segment that a byte of the sentence is in.
    pub fn segment_at(&self, at: usize) -> SegmentId {
        let token = self.tokens.partition_point(|token| token.span.end <= at).min(self.tokens.len().saturating_sub(1));
        self.owners.get(token).copied().unwrap_or(ROOT)
    }

    /// The segment with this id.
    pub fn segment(&self, id: SegmentId) -> &Segment {
        &self.segments[id]
    }

    /// The operator with this id.
    pub fn operator(&self, id: OperatorId) -> &Operator {
        &self.operators[id]
    }
}
