//! What comes after a clause: a second verb that resumes the statement around it, and what judges a clause from behind; and how cutting ends.

use super::cut::{Cut, Cutter};
use super::segment::{Governor, Role};
use crate::id::SegmentId;
use crate::lexicon::{Class, Cue};

impl Cutter<'_> {
    /// "The claim that it closed *is* false": a second verb ends a clause about a noun that still waits for its own verb.
    pub(super) fn resume_at_second_verb(&mut self, at: usize) {
        let top = self.top_segment();
        let is_subordinate = matches!(top.role, Role::Relative | Role::Complement | Role::Question) && !top.shape.ends_at_comma;
        // "Who walked out": the second word of one predicate.
        let goes_on = self.tokens[at].is_predicate && !self.tokens[at].begins_predicate;
        let may_resume = is_subordinate && self.is_finite(at) && !goes_on;
        let last = || top.shape.last_verb.or_else(|| self.unknown_verb(self.top(), at));
        let Some(last) = Some(()).filter(|_| may_resume).and_then(|_| last()) else { return };
        let last_is_auxiliary = self.tokens[last].class.is(Class::AUXILIARY | Class::AUXILIARY_PART);
        let is_same_group = last_is_auxiliary && (last + 1..at).all(|between| self.is_transparent(between));
        if is_same_group && !self.judges(at) {
            return;
        }
        let waiting = self.stack.iter().rev().skip(1).copied().find(|id| {
            let segment = &self.segments[id];
            segment.shape.last_verb.is_none() && segment.shape.has_words && self.hangs_on(self.top(), *id)
        });
        if let Some(waiting) = waiting
            && (!self.lexicon.verb_second || self.judges(at))
        {
            self.close_to(waiting);
        }
    }

    fn hangs_on(&self, segment: SegmentId, other: SegmentId) -> bool {
        std::iter::successors(Some(segment), |id| self.segments[*id].parent).any(|id| id == other)
    }

    /// "Firefighters who *cut* open the wreck found him": a word that no lexicon has between the pronoun and an object is its verb.
    fn unknown_verb(&self, relative: SegmentId, until: usize) -> Option<usize> {
        let segment = &self.segments[relative];
        let verb = self.raw_openers(segment.first).iter().map(|(_, end)| *end).max()?;
        let has_object = || (verb + 1..until).any(|at| self.tokens[at].class.is(Class::DETERMINER | Class::PREPOSITION));
        let may_be_verb = self.tokens.get(verb).is_some_and(|token| token.is_content() && !token.is_capital);
        (segment.role == Role::Relative && may_be_verb && has_object()).then_some(verb)
    }

    /// Returns true if the token begins a predicate that judges a statement: "is false".
    fn judges(&self, at: usize) -> bool {
        self.tokens[at].operator.is_some_and(|id| self.operators[id].cue == Cue::Untrue && self.operators[id].tokens.start == at)
    }

    pub(super) fn finish(mut self) -> Cut {
        for at in 0..self.tokens.len() {
            let pieces = &mut self.segments[self.owners[at]].pieces;
            match pieces.last_mut().filter(|piece| piece.end == at) {
                Some(piece) => piece.end = at + 1,
                None => pieces.push(at..at + 1),
            }
        }
        self.hang_on_unknown();
        self.judge();
        Cut { segments: self.segments, owners: self.owners, asked: self.asked }
    }

    /// "The mayor pooh-poohed that it closed": where nothing else is the verb of the statement, the word before the clause is one that no
    /// lexicon has.
    fn hang_on_unknown(&mut self) {
        for id in self.segments.ids() {
            let segment = &self.segments[id];
            let may_be_object = self.raw_openers(segment.first).iter().any(|(cue, _)| *cue == Cue::Complementizer);
            let is_close = may_be_object && segment.first > 0 && self.tokens[segment.first - 1].is_word();
            let Some(parent) = segment.parent.filter(|_| segment.role == Role::Relative && is_close) else { continue };
            let statement = &self.segments[parent];
            let goes_on = statement.pieces.iter().any(|piece| {
                piece.end > segment.first && (piece.start.max(segment.first)..piece.end).any(|at| self.tokens[at].is_word())
            });
            let has_words = (statement.first..segment.first).filter(|at| self.tokens[*at].is_content()).count() > 1;
            if statement.role == Role::Main && !statement.shape.has_finite && !goes_on && has_words {
                let governor = Governor::Unknown(segment.first - 1);
                let segment = &mut self.segments[id];
                (segment.role, segment.governor) = (Role::Complement, governor);
            }
        }
    }

    /// "That it closed is denied by the firm", "the report that it closed is false": what judges a clause from behind.
    fn judge(&mut self) {
        for id in self.segments.ids() {
            let segment = &self.segments[id];
            let is_noun_clause = match segment.governor {
                Governor::None => matches!(segment.role, Role::Complement | Role::Question),
                Governor::Operator(governor) => {
                    let operator = &self.operators[governor];
                    matches!(operator.cue, Cue::Claimed | Cue::Hearsay) && operator.verb.is_none()
                        || operator.verb.is_some() && self.is_named(operator.tokens.start)
                }
                Governor::Unknown(_) => true,
                Governor::Announced(_) => false,
            };
            let (Some(parent), true) = (segment.parent, is_noun_clause) else { continue };
            let behind = segment.pieces.last().map_or(segment.first, |piece| piece.end);
            let judge = self.operators.enumerate().find(|(judge, operator)| {
                let own = self.owners[operator.tokens.start];
                let is_beside = own == parent || self.segments[own].joined.is_some_and(|(other, _)| other == parent);
                operator.tokens.start >= behind
                    && is_beside
                    && (operator.takes_clause() || operator.takes_question())
                    && !self.segments.iter().any(|other| other.governor == Governor::Operator(*judge))
            });
            if let Some((judge, _)) = judge {
                match self.segments[id].governor {
                    Governor::None => self.segments[id].governor = Governor::Operator(judge),
                    _ => self.segments[id].judge = Some(judge),
                }
            }
        }
    }
}
