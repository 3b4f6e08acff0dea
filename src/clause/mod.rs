//! One analysis of a sentence: tokens, segments, operators with their scopes, and what all of them make of any place in it.
//!
//! It is made once, and only for sentences that somebody asks about. Polarity, modality and who is committed come from one fold over the
//! operators around a place ([`Analysis::reading`]) and one table of effects ([`effect`]).

mod aside;
mod bind;
mod coordinate;
mod effect;
mod hit;
mod operator;
mod reading;
mod scope;
mod segment;
mod token;

pub use effect::{Effect, Outcome, effect};
pub use hit::CueHit;
pub use operator::{Operator, OperatorId, Target};
pub use reading::{Doubt, Reading};
pub use segment::{Governor, Role, Segment, SegmentId, Sharing};
pub use token::{Mark, Side, Token, side, tokens};

use crate::lexicon::Lexicon;
use crate::pattern::Folded;
use crate::span::{InFolded, Span};

/// A sentence, analysed.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// Its words and marks.
    pub tokens: Vec<Token>,
    /// Its segments; the first one is the root.
    pub segments: Vec<Segment>,
    /// Its operators, in order of place.
    pub operators: Vec<Operator>,
    /// The segment of each token.
    pub owners: Vec<SegmentId>,
    /// What a question mark ends.
    asked: Vec<std::ops::Range<usize>>,
    is_verb_second: bool,
    has_bare_clauses: bool,
}

impl Analysis {
    /// Analyses a sentence. `hits` are its cues, and `predicates` the words in it that rules ask about, both in order of place.
    pub fn of(
        folded: &Folded,
        sentence: Span<InFolded>,
        lexicon: &Lexicon,
        hits: &[CueHit],
        predicates: &[Span<InFolded>],
    ) -> Analysis {
        let mut tokens = tokens(folded, sentence, lexicon);
        for predicate in predicates {
            let first = tokens.partition_point(|token| token.span.end <= predicate.start);
            for token in tokens[first..].iter_mut().take_while(|token| token.span.start < predicate.end) {
                token.is_predicate = token.is_word();
            }
        }
        let mut operators = operator::operators(&mut tokens, hits);
        let cut = segment::segments(&tokens, &operators, hits, lexicon);
        for operator in &mut operators {
            operator.segment = cut.owners[operator.tokens.start];
        }
        let mut analysis = Analysis {
            tokens,
            segments: cut.segments,
            operators,
            owners: cut.owners,
            asked: cut.asked,
            is_verb_second: lexicon.verb_second,
            has_bare_clauses: lexicon.bare_clauses,
        };
        analysis.bind();
        analysis
    }

    /// The tokens of `span`.
    pub fn tokens_of(&self, span: Span<InFolded>) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = first + self.tokens[first..].partition_point(|token| token.span.start < span.end);
        first..end
    }

    /// The segment that a byte of the sentence stands in.
    pub fn segment_at(&self, at: usize) -> SegmentId {
        let token = self.tokens.partition_point(|token| token.span.end <= at).min(self.tokens.len().saturating_sub(1));
        self.owners.get(token).copied().unwrap_or(SegmentId(0))
    }

    /// The segment with this id.
    pub fn segment(&self, id: SegmentId) -> &Segment {
        &self.segments[id.0]
    }

    /// The operator with this id.
    pub fn operator(&self, id: OperatorId) -> &Operator {
        &self.operators[id.0]
    }
}
