//! Forms of complements: what kind of complement a place can be, and which forms an operator takes.

use super::Analysis;
use super::operator::Operator;
use crate::id::{OperatorId, SegmentId};
use crate::lexicon::{Class, Cue, Slot};
use std::ops::Range;

/// What kind of complement a place can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A verb with a subject of its own.
    Finite,
    /// An infinitive or a gerund.
    Infinitive,
    /// A noun.
    Noun,
    /// A number or a date, which belongs to any verb beside it.
    Value,
}

impl Analysis {
    /// What kind of complement an operator is itself.
    pub(super) fn form_of(&self, id: OperatorId) -> Form {
        let operator = &self.operators[id];
        if self.line().is_noun(operator.tokens.start, operator) {
            Form::Noun
        } else if self.is_infinitive(operator.tokens.start, operator.tokens.end) {
            Form::Infinitive
        } else {
            Form::Finite
        }
    }

    /// Returns true if a verb has no subject of its own: "to close", "closing", "of having closed", "gesloten te hebben".
    pub(super) fn is_infinitive(&self, at: usize, end: usize) -> bool {
        let token = &self.tokens[at];
        let slots = token.operator.and_then(|id| self.operators[id].verb).map(|verb| verb.slots);
        let ends_so = slots.map_or(token.class.is(Class::INFINITIVE), |slots| slots.may_be(Slot::Infinitive));
        let line = self.line();
        let mut before = at;
        let mut has_part = false;
        while let Some(earlier) = before.checked_sub(1).filter(|earlier| {
            let class = self.tokens[*earlier].class;
            // "To have closed": an auxiliary behind the mark of an infinitive has no subject either.
            let is_marked = || earlier.checked_sub(1).is_some_and(|mark| self.tokens[mark].class.is(Class::INFINITIVE_MARK));
            line.is_transparent(*earlier)
                && !class.is(Class::INFINITIVE_MARK)
                && (!class.is(Class::AUXILIARY) || class.is(Class::AUXILIARY_PART) || is_marked())
        }) {
            has_part |= self.tokens[earlier].class.is(Class::AUXILIARY_PART | Class::AUXILIARY);
            before = earlier;
        }
        let earlier = before.checked_sub(1).map(|earlier| &self.tokens[earlier]);
        let class = earlier.map_or(Class::NONE, |token| token.class);
        let is_gerund = slots.map_or(token.class.is(Class::GERUND), |slots| slots.may_be(Slot::Gerund));
        if is_gerund {
            // "Was closing" has a subject.
            return !class.is(Class::AUXILIARY);
        }
        let is_marked = class.is(Class::INFINITIVE_MARK)
            && (ends_so || has_part || !class.is(Class::PREPOSITION) || !self.has_infinitive_endings);
        let is_after_part = has_part
            && !class.is(Class::AUXILIARY)
            && (class.is(Class::PREPOSITION)
                || earlier.is_some_and(|token| token.operator.is_some_and(|id| self.operators[id].verb.is_some())));
        let behind = |at: usize, wanted: Class| self.tokens.get(at).is_some_and(|token| token.class.is(wanted));
        let is_before_part = self.is_verb_second && behind(end, Class::INFINITIVE_MARK) && behind(end + 1, Class::AUXILIARY_PART);
        // "A empêché de fermer", "laat sluiten": beside an operator the ending tells.
        let is_part = token.class.is(Class::AUXILIARY_PART) && !class.is(Class::AUXILIARY);
        let is_bare = self.has_infinitive_endings
            && (ends_so || is_part)
            && !token.class.is(Class::PARTICIPLE)
            && slots.is_none_or(|slots| !slots.may_be_finite())
            && self.operators.iter().any(|operator| {
                operator.segment == self.owners[at]
                    && operator.tokens.start != at
                    && operator.verb.is_some_and(|verb| verb.takes.infinitive.is_some())
                    && !line.is_noun(operator.tokens.start, operator)
            });
        is_marked || is_after_part || is_before_part || is_bare
    }

    /// What an operator makes of a complement of this form, if it takes one.
    pub(super) fn taken(&self, id: OperatorId, form: Form) -> Option<Cue> {
        let operator = &self.operators[id];
        let Some(verb) = operator.verb else {
            let takes = operator.governs() && !operator.holds_opener && !matches!(operator.cue, Cue::Claimed | Cue::Reply);
            return takes.then_some(operator.cue);
        };
        let takes = verb.takes;
        let is_noun = self.line().is_noun(operator.tokens.start, operator);
        let own = match form {
            Form::Finite => takes.clause.filter(|_| self.has_bare_clauses),
            Form::Infinitive => takes.infinitive.or(takes.noun),
            // "The promise to close": as a noun it has an infinitive at most.
            Form::Noun => takes.noun.or(takes.infinitive.filter(|cue| *cue == Cue::Accused)),
            // "Divers found a gash of 450 cm": only what is said has a clause in sight.
            // "The 121 million *annoncés* in 2019 are 45 % too low": a participle without an auxiliary has no object behind it.
            Form::Value if self.is_bare_participle(operator) => None,
            Form::Value => takes.noun.or(takes.clause.filter(|cue| *cue == Cue::Saying && self.has_subject(operator))),
        };
        own.filter(|_| !is_noun || form == Form::Infinitive)
    }

    /// The form of the last verb among some tokens of a segment.
    pub(super) fn form_between(&self, segment: SegmentId, tokens: Range<usize>) -> Option<Form> {
        let line = self.line();
        // "Prévoit de porter": an infinitive that no lexicon has, as its ending tells.
        let is_infinitive = |at: usize| self.tokens[at].class.is(Class::INFINITIVE) && !line.is_named(at);
        let is_verb = |at: &usize| self.owners[*at] == segment && (line.is_verb(*at) || is_infinitive(*at));
        let mut verbs = tokens.rev().filter(is_verb);
        verbs.next().map(|at| if self.is_infinitive(at, at + 1) { Form::Infinitive } else { Form::Finite })
    }

    /// Returns true if a verb may have a subject: it is finite, or an auxiliary comes before it: "a de son côté avancé".
    fn has_subject(&self, operator: &Operator) -> bool {
        let own = (0..operator.tokens.start).rev().filter(|at| self.owners[*at] == operator.segment);
        let is_other = |at: &usize| self.tokens[*at].operator.is_some_and(|id| self.operators[id].verb.is_some());
        let has_auxiliary = |at: usize| self.tokens[at].class.is(Class::AUXILIARY);
        operator.verb.is_some_and(|verb| verb.slots.may_be_finite())
            || own.take_while(|at| has_auxiliary(*at) || !is_other(at)).any(has_auxiliary)
    }

    /// Returns true if a verb is a participle and nothing else, and no auxiliary stands with it.
    fn is_bare_participle(&self, operator: &Operator) -> bool {
        let is_participle = operator.verb.is_some_and(|verb| verb.slots.may_be(Slot::Participle) && !verb.slots.may_be_finite());
        let acts = |at: usize| self.tokens[at].class.is(Class::AUXILIARY | Class::AUXILIARY_PART);
        let own = || (0..self.tokens.len()).filter(|at| self.owners[*at] == operator.segment);
        let is_before = |at: &usize| self.is_verb_second || *at < operator.tokens.end;
        is_participle && !own().filter(is_before).any(acts)
    }

    /// The verb of a segment that another verb of this form is joined to: the last one of the same form.
    pub(super) fn parallel(&self, segment: SegmentId, form: Form) -> Option<OperatorId> {
        let verbs = || {
            self.operators.enumerate().filter(move |(_, operator)| {
                operator.segment == segment && operator.verb.is_some() && !self.line().is_noun(operator.tokens.start, operator)
            })
        };
        let is_alike = |id: OperatorId| (self.form_of(id) == Form::Infinitive) == (form == Form::Infinitive);
        verbs().rev().find(|(id, _)| is_alike(*id)).map(|(id, _)| id)
    }

    /// Returns true if signatures of verbs that only colour govern as well: "plans to close".
    pub(super) fn is_governing_verb(&self, cue: Cue) -> bool {
        matches!(cue, Cue::Planned | Cue::Required | Cue::Allowed | Cue::Hearsay | Cue::Ceased)
    }
}
