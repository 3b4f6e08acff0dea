//! Coordination: what a joining word joins. Verbs and clauses become segments of their own; nouns stay where they are.

use super::cut::Cutter;
use super::segment::{ROOT, Role, Sharing};
use super::token::Mark;
use crate::id::SegmentId;
use crate::lexicon::{Class, Cue, Slot, Slots};

impl Cutter<'_> {
    /// Opens the segment that a joining word begins, and takes the word; false where it only joins nouns.
    pub(super) fn coordinate(&mut self, at: usize) -> bool {
        let next = at + 1;
        let is_behind_comma = at.checked_sub(1).is_some_and(|before| self.tokens[before].mark == Mark::Comma);
        // "Neither confirm nor deny": the words of one phrase.
        let phrase = self.tokens[at].operator.filter(|id| self.operators[*id].verb.is_none());
        if phrase.is_some_and(|id| self.operators[id].tokens.end > next) {
            return false;
        }
        // "N'avait ni averti l'Agence ni rappelé": the first of two words joins nothing yet.
        if at.checked_sub(1).is_some_and(|before| self.tokens[before].class.is(Class::AUXILIARY | Class::AUXILIARY_PART)) {
            return false;
        }
        if self.joins_clauses(at) {
            return true;
        }
        let end = self.stretch_end(next);
        let top = self.top();
        if self.segments[top].role == Role::Aside && self.segments[top].remark.is_some() {
            return false;
        }
        if let Some(verb) = self.leading_verb(next) {
            if !self.has_verb_before(top) && !self.negates(next) {
                return false;
            }
            let sharing = self.sharing(at, verb, top);
            self.open_beside(top, next, sharing);
            self.take(at, next);
            return true;
        }
        // "And not an inch of it was damaged" is a statement.
        let until = (next..end).find(|at| !self.raw_openers(*at).is_empty()).unwrap_or(end);
        let has_own_verb = self.has_verb_before(top) && (next..until).any(|at| self.tokens[at].class.is(Class::AUXILIARY));
        if self.negates(next) && !has_own_verb {
            let operator = self.tokens[next].operator;
            self.take(at, next);
            if operator.is_some() {
                self.open(Role::Aside, super::Governor::None, next);
            }
            return true;
        }
        if self.has_verb_before(top) && self.has_verb(next..end) {
            // "He said that it closed, and the union knew": a comma leads back to the statement.
            let beside = if is_behind_comma { self.statement() } else { top };
            let id = self.open_beside(beside, next, Sharing::Own);
            self.segments[id].is_unclear = !is_behind_comma && beside != ROOT;
            self.take(at, next);
            return true;
        }
        false
    }

    /// "… and that the union knew": a second clause of the same kind has the governor of the first.
    fn joins_clauses(&mut self, at: usize) -> bool {
        let next = at + 1;
        let opens = |role: Role| {
            self.raw_openers(next).iter().any(|(cue, _)| match role {
                Role::Complement => *cue == Cue::Complementizer,
                Role::Question => *cue == Cue::Interrogative,
                Role::Relative => *cue == Cue::Relative,
                Role::Condition => *cue == Cue::Condition,
                Role::Circumstance => *cue == Cue::Subordinator,
                _ => false,
            })
        };
        let earlier = self.segments.ids().rev().find(|id| opens(self.segments[*id].role));
        let Some(earlier) = earlier else { return false };
        let words = self.raw_openers(next).iter().map(|(_, end)| *end).max().unwrap_or(next + 1);
        self.open_beside(earlier, next, Sharing::Own);
        self.take(at, words);
        true
    }

    /// What a second verb takes from the one that it is joined to.
    fn sharing(&self, at: usize, verb: usize, top: SegmentId) -> Sharing {
        let joins_alternatives = self.tokens[at].class.is(Class::ALTERNATIVE) || self.negates(at);
        let token = &self.tokens[verb];
        let form = token.operator.and_then(|id| self.operators[id].verb).map(|verb| verb.slots);
        let may_be = |slot: Slot, class: Class| form.map_or_else(|| token.class.is(class), |slots| slots.may_be(slot));
        let is_marked = (at + 1..verb).any(|at| self.tokens[at].class.is(Class::INFINITIVE_MARK));
        let has_auxiliary =
            token.class.is(Class::AUXILIARY) || (at + 1..verb).any(|at| self.tokens[at].class.is(Class::AUXILIARY));
        if has_auxiliary {
            return Sharing::Own;
        }
        if is_marked || joins_alternatives || may_be(Slot::Gerund, Class::GERUND) {
            return Sharing::Shared;
        }
        if may_be(Slot::Infinitive, Class::INFINITIVE) && !form.is_some_and(Slots::may_be_finite) {
            return Sharing::Shared;
        }
        // "Did not tell the staff and closed it": beside an infinitive, it is no participle.
        let earlier = self.segments[top].last_verb().and_then(|last| self.tokens[last].operator);
        let is_alike =
            earlier.and_then(|id| self.operators[id].verb).is_none_or(|earlier| earlier.slots.may_be(Slot::Participle));
        if is_alike && may_be(Slot::Participle, Class::PARTICIPLE) && self.has_auxiliary_in(top) {
            return Sharing::Unclear;
        }
        Sharing::Own
    }

    fn has_auxiliary_in(&self, segment: SegmentId) -> bool {
        self.segments[segment].has_auxiliary()
    }

    fn has_verb_before(&self, segment: SegmentId) -> bool {
        self.segments[segment].has_verb()
    }

    /// The open statement that the others hang on.
    pub(super) fn statement(&self) -> SegmentId {
        let is_statement = |id: &SegmentId| {
            let segment = &self.segments[*id];
            matches!(segment.role, Role::Main | Role::Quotation) || segment.role == Role::Aside && segment.is_bracketed()
        };
        self.stack.iter().rev().copied().find(is_statement).unwrap_or(ROOT)
    }

    /// "…, but the union denies it": a contrast begins a statement, where a verb or a negation follows.
    pub(super) fn contrast(&mut self, at: usize) -> bool {
        let next = self.raw_openers(at).iter().map(|(_, end)| *end).max().unwrap_or(at + 1);
        if !self.top_segment().has_words() && self.top() == ROOT {
            self.open(Role::Circumstance, super::Governor::None, at);
            let id = self.top();
            self.segments[id].end_at_comma();
            return true;
        }
        let limits_value = self.tokens.get(next).is_some_and(|next| next.begins_value())
            && at.checked_sub(1).is_some_and(|before| self.tokens[before].is_word());
        let end = self.stretch_end(next);
        // "Has not yet paid": within the verb.
        let waits = self.top_segment().last_verb().is_some_and(|last| {
            self.tokens[last].class.is(Class::AUXILIARY) && (last + 1..at).all(|between| self.is_transparent(between))
        });
        if waits && self.leading_verb(next).is_some_and(|verb| !self.tokens[verb].class.is(Class::AUXILIARY)) {
            return false;
        }
        if limits_value || !self.has_verb(next..end) && !self.negates(next) {
            return false;
        }
        let is_behind_comma = at.checked_sub(1).is_some_and(|before| !self.tokens[before].is_word());
        let beside = if is_behind_comma { self.statement() } else { self.top() };
        let id = self.open_beside(beside, at, Sharing::Own);
        self.segments[id].is_contrast = true;
        true
    }
}
