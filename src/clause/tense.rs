//! The tense of a place, and the time that it is told from.

use super::form::Form;
use super::token::Tense;
use super::{Analysis, Governor};
use crate::id::SegmentId;
use crate::lexicon::{Class, Slot};

impl Analysis {
    /// The tense of the verb at a token; of a noun or a value, that of its segment.
    pub(super) fn tense_of(&self, segment: SegmentId, at: usize, form: Form) -> Option<(Tense, usize)> {
        let of = |at: usize| self.tokens[at].tense.map(|tense| (tense, at));
        let own = (at..self.tokens.len()).take_while(|at| self.tokens[*at].is_predicate).find_map(of);
        let is_auxiliary = |at: &usize| self.tokens[*at].class.is(Class::AUXILIARY) || matches!(form, Form::Noun | Form::Value);
        let mut others = self.segments[segment].pieces.iter().flat_map(|piece| piece.clone()).filter(is_auxiliary);
        own.or_else(|| others.find_map(of))
    }

    /// Returns true if a segment is the object of what was said in the past, and looks ahead from there: "avait assuré que le barrage
    /// serait inspecté".
    pub(super) fn is_of_past(&self, segment: SegmentId) -> bool {
        let own = &self.segments[segment];
        let looks_back = || own.pieces.iter().flat_map(|piece| piece.clone()).any(|at| self.tokens[at].class.is(Class::PERFECT));
        let Governor::Operator(id) = own.governor else { return false };
        let is_past =
            self.operators[id].verb.is_none_or(|verb| verb.slots.may_be(Slot::Past) || verb.slots.may_be(Slot::Participle));
        is_past && !looks_back()
    }
}
