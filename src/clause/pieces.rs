//! The pieces of a sentence: its clauses as stretches of text, which cover it.

use super::Analysis;
use super::hit::CueHit;
use super::segment::{ROOT, Role, Segment};
use super::token::{Mark, Token};
use crate::id::{IdVec, SegmentId};
use crate::lexicon::{Class, Cue};
use crate::span::{InFolded, Span};

/// A stretch of one clause: all of it, or the part before or behind what interrupts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes.
    pub span: Span<InFolded>,
    /// The clause.
    pub clause: SegmentId,
    /// Whether a word of contrast opens it: "not in Calle, *but in Oster*".
    is_contrast: bool,
}

/// Cuts a sentence where one clause ends and another begins, and before a contrast. A mark ends the piece before it,
/// unless it opens what follows.
pub(super) fn pieces(
    sentence: Span<InFolded>,
    tokens: &[Token],
    owners: &[SegmentId],
    segments: &IdVec<SegmentId, Segment>,
    cues: &[CueHit],
) -> Vec<Piece> {
    let clause = |at: usize| clause_of(tokens, segments, owners[at]);
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_word()) {
        let is_behind_mark = at.checked_sub(1).is_some_and(|before| !tokens[before].is_word());
        let is_contrast = is_behind_mark && cues.iter().any(|hit| hit.cue == Cue::Contrast && hit.span.start == token.span.start);
        let opening = (0..at).rev().take_while(|at| matches!(tokens[*at].mark, Mark::QuoteOpening | Mark::Opening)).last();
        let start = opening.map_or(token.span.start, |opening| tokens[opening].span.start);
        let piece = Piece { span: Span::new(start, sentence.end), clause: clause(at), is_contrast };
        match pieces.last_mut() {
            None => pieces.push(Piece { span: sentence, ..piece }),
            Some(last) if last.clause != piece.clause || is_contrast => {
                last.span.end = start;
                pieces.push(piece);
            }
            Some(_) => (),
        }
    }
    if pieces.is_empty() {
        pieces.push(Piece { span: sentence, clause: ROOT, is_contrast: false });
    }
    pieces
}

/// The clause that a segment is a part of: "closed the depot *and sold it*", "the mill*, a firm of Ghent,* closed".
fn clause_of(tokens: &[Token], segments: &IdVec<SegmentId, Segment>, id: SegmentId) -> SegmentId {
    let mut clause = id;
    loop {
        let segment = &segments[clause];
        let before = segment.first.checked_sub(1).map(|before| &tokens[before]);
        let is_phrase = match segment.role {
            Role::Aside => is_phrase_apart(tokens, segment) && !before.is_some_and(|before| before.mark == Mark::Opening),
            // "The trip data of whoever leaves".
            Role::Relative => before.is_some_and(|before| before.class.is(Class::PREPOSITION)),
            _ => false,
        };
        let begins_anew =
            segment.is_contrast || before.is_some_and(|before| matches!(before.mark, Mark::Semicolon | Mark::Colon));
        let joined = segment.joined.map(|(other, _)| other).filter(|_| !begins_anew);
        match joined.or(segment.parent.filter(|_| is_phrase)) {
            Some(whole) => clause = whole,
            None => return clause,
        }
    }
}

/// ", a firm of Ghent,", ", searched in a shed,", ", in a « tested » way,": no verb, or one that has no subject and credits nobody.
fn is_phrase_apart(tokens: &[Token], segment: &Segment) -> bool {
    let has_no_subject = |first: &Token| first.is_predicate || first.class.is(Class::PREPOSITION);
    !segment.has_finite() || segment.remark.is_none() && tokens.get(segment.first).is_some_and(has_no_subject)
}

impl Analysis {
    /// The piece that a byte of the sentence is in.
    pub fn piece_at(&self, at: usize) -> Piece {
        let next = self.pieces.partition_point(|piece| piece.span.start <= at).max(1);
        self.pieces[next - 1]
    }

    /// The piece of the same clause before one that another clause parts from it: "the hall, which opened last year, cost 3 million".
    pub fn resumed(&self, piece: Span<InFolded>) -> Option<Piece> {
        let index = self.pieces.partition_point(|other| other.span.start < piece.start);
        let own = self.pieces.get(index).filter(|own| !own.is_contrast)?;
        self.pieces[..index].iter().rev().find(|earlier| earlier.clause == own.clause).copied()
    }
}
