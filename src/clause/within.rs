//! What governs and colours a place within its own segment.

use super::climb::Climb;
use super::effect::{Effect, effect, governs};
use super::form::Form;
use super::operator::Operator;
use super::{Analysis, Governor, Role};
use crate::id::{OperatorId, SegmentId};
use crate::lexicon::{Class, Cue, Slot};
use std::ops::Range;

impl Climb<'_> {
    /// What colours and governs a place within its segment; true if something governs it.
    pub(super) fn within(&mut self, segment: SegmentId, at: usize, form: Form) -> bool {
        let (mut at, mut form) = (at, form);
        let mut is_governed = false;
        loop {
            is_governed |= self.colours(segment, at);
            let Some((id, cue)) = self.governor_within(segment, at, form) else { break };
            let Some(effect) = effect(cue) else { break };
            let is_done = self.is_done(&self.analysis.operators[id], cue, at);
            if !is_done && !self.add(id, effect, None) {
                break;
            }
            is_governed = true;
            at = self.analysis.operators[id].tokens.start;
            form = self.analysis.form_of(id);
        }
        is_governed
    }

    /// "Can confirm that", "had to admit that", "would like to point out that": who may, must or wants to say something says it.
    fn is_done(&self, operator: &Operator, cue: Cue, at: usize) -> bool {
        let analysis = self.analysis;
        let says = |other: &Operator| other.tokens.start == at && effect_of(other).is_some_and(|effect| effect.credits);
        let is_past = operator.verb.is_some_and(|verb| verb.slots.may_be(Slot::Past) || verb.slots.may_be(Slot::Participle));
        let wants = || operator.verb.is_some_and(|verb| verb.takes.clause.is_some());
        let may_be_done = match cue {
            Cue::Allowed => true,
            Cue::Required => is_past,
            Cue::Planned => wants() && !is_past && !analysis.tokens[at].is_predicate,
            _ => false,
        };
        may_be_done && analysis.operators.iter().any(says)
    }

    /// The operator of the segment of which a place is the object: the nearest one before it that takes such; behind it where the verb ends the
    /// clause, or judges its subject: "the closure was denied".
    fn governor_within(&self, segment: SegmentId, at: usize, form: Form) -> Option<(OperatorId, Cue)> {
        let analysis = self.analysis;
        let form_behind = |operator: &Operator| match form {
            Form::Value | Form::Noun => analysis.form_between(segment, operator.tokens.end..at).unwrap_or(form),
            form => form,
        };
        let own = || {
            analysis.operators.enumerate().filter(move |(id, operator)| {
                operator.segment == segment
                    && !operator.negates()
                    && !self.seen.contains(id)
                    && !self.has_object(*id)
                    && !analysis.is_modal(operator)
                    && !analysis.is_asked_about(operator)
            })
        };
        let before = own().rev().filter(|(_, operator)| operator.tokens.end <= at);
        let found = before.into_iter().find_map(|(id, operator)| analysis.taken(id, form_behind(operator)).map(|cue| (id, cue)));
        if found.is_some() || !matches!(form, Form::Noun | Form::Infinitive) {
            return found.filter(|(_, cue)| governs(*cue) || analysis.is_governing_verb(*cue));
        }
        let behind = own().filter(|(_, operator)| operator.tokens.start > at);
        behind.into_iter().find_map(|(id, operator)| {
            let judges = match operator.verb {
                None => operator.cue == Cue::Untrue,
                Some(verb) => {
                    let is_participle = verb.slots.may_be(Slot::Participle);
                    let has_auxiliary = (at..operator.tokens.start).any(|at| analysis.tokens[at].class.is(Class::AUXILIARY));
                    let ends = analysis.is_verb_second
                        && (analysis.segments[segment].role != Role::Main
                            || is_participle
                            || verb.slots.may_be(Slot::Infinitive));
                    is_participle && has_auxiliary || ends
                }
            };
            judges.then(|| analysis.taken(id, form).map(|cue| (id, cue))).flatten()
        })
    }

    /// Returns true if an operator has a clause of its own as its object, so that nothing else is.
    fn has_object(&self, id: OperatorId) -> bool {
        let segments = &self.analysis.segments;
        segments.iter().any(|segment| matches!(segment.governor, Governor::Operator(own) | Governor::Announced(own) if own == id))
            || segments.iter().any(|segment| segment.remark == Some(id))
    }

    /// Words that only colour the verb beside them: modal verbs to their right, adverbs over the whole segment. Returns true if a modal
    /// verb does.
    pub(super) fn colours(&mut self, segment: SegmentId, at: usize) -> bool {
        let analysis = self.analysis;
        let mut is_governed = false;
        for (id, operator) in analysis.operators.enumerate().filter(|(_, operator)| operator.segment == segment) {
            let is_attribution = matches!(operator.cue, Cue::Attribution | Cue::AttributionAfter);
            let cue = match operator.verb {
                Some(verb) if analysis.is_modal(operator) => verb.takes.infinitive,
                Some(_) => None,
                None => Some(operator.cue).filter(|cue| !governs(*cue) && !is_attribution),
            };
            let Some((cue, effect)) = cue.and_then(|cue| Some((cue, effect(cue)?))) else { continue };
            if operator.verb.is_some() && analysis.is_asked_about(operator) {
                continue;
            }
            if self.is_done(operator, cue, at) {
                continue;
            }
            let is_before = operator.tokens.start <= at;
            let reaches = match cue {
                Cue::Partly | Cue::Almost => analysis.stands_with(operator.tokens.clone(), at),
                Cue::Planned | Cue::Required | Cue::Allowed => is_before || analysis.is_verb_second,
                _ => true,
            };
            if reaches && !self.has_object(id) {
                self.add(id, effect, None);
                is_governed |= operator.verb.is_some();
            }
        }
        is_governed
    }
}

impl Analysis {
    /// Returns true if a token says, denies or confirms something.
    pub(super) fn says(&self, at: usize) -> bool {
        self.tokens[at].operator.is_some_and(|id| {
            matches!(self.operators[id].cue, Cue::Saying | Cue::Denial | Cue::Confirmation | Cue::Untrue | Cue::Factive)
        })
    }

    /// Returns true if an operator is a modal verb: it colours the verb behind it.
    fn is_modal(&self, operator: &Operator) -> bool {
        operator.verb.is_some() && self.tokens[operator.tokens.start].class.is(Class::AUXILIARY)
    }

    /// Returns true if a rule asks about the very words of an operator: it changes nothing then.
    fn is_asked_about(&self, operator: &Operator) -> bool {
        self.tokens[operator.tokens.start].is_predicate
    }

    /// Returns true if only small words are between some words and a place. "Beinahe wäre die Mühle geschlossen worden": words that open a
    /// clause in which the verb comes second stand with both pieces of the verb.
    fn stands_with(&self, words: Range<usize>, at: usize) -> bool {
        let segment = &self.segments[self.owners[at]];
        let opens =
            segment.first == words.start && self.tokens.get(words.end).is_some_and(|next| next.class.is(Class::AUXILIARY));
        let has_verb_between = || (words.end + 1..at).any(|at| self.line().is_verb(at));
        if self.is_verb_second && opens && at > words.end && !has_verb_between() {
            return true;
        }
        let between = if words.end <= at { words.end..at } else { at + 1..words.start };
        between.clone().all(|at| self.line().is_transparent(at)) || words.contains(&at)
    }
}

/// What an operator makes of a clause.
fn effect_of(operator: &Operator) -> Option<Effect> {
    operator.verb.map_or(Some(operator.cue), |verb| verb.takes.clause).and_then(effect)
}
