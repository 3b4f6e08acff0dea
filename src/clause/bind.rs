//! What each negation denies: the verb that it belongs to, an operator, or a phrase of its own.

use super::operator::{Operator, Target};
use super::token::{Mark, ValueKind};
use super::{Analysis, Role};
use crate::id::{OperatorId, SegmentId};
use crate::lexicon::{Class, Cue};
use std::collections::BTreeMap;

/// A verb of a segment, or a noun that a rule asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Its first token.
    pub first: usize,
    /// Its last one.
    pub last: usize,
    pub target: Target,
    pub segment: SegmentId,
}

impl Analysis {
    /// Binds every negation. `contrast`: where the last word of contrast is.
    pub(super) fn bind(&mut self, contrast: Option<usize>) {
        let negations: Vec<OperatorId> =
            self.operators.enumerate().filter(|(_, operator)| operator.negates()).map(|(id, _)| id).collect();
        if negations.is_empty() {
            return;
        }
        self.heads = (0..self.tokens.len()).filter_map(|at| self.head(at)).collect();
        let mut by_segment: BTreeMap<SegmentId, Vec<Head>> = BTreeMap::new();
        for head in &self.heads {
            by_segment.entry(head.segment).or_default().push(*head);
        }
        for id in negations {
            let operator = &self.operators[id];
            let own = by_segment.get(&operator.segment).map_or(&[][..], Vec::as_slice);
            let target = self.denied_value(operator, contrast).unwrap_or_else(|| self.target(operator, id, own));
            self.operators[id].target = target;
        }
    }

    /// "Not 40 but 12", "no a 40, sino a 12": a number that another one takes the place of.
    fn denied_value(&self, operator: &Operator, contrast: Option<usize>) -> Option<Target> {
        let end = operator.tokens.end;
        let is_number = |at: &usize| {
            self.tokens
                .get(*at)
                .is_some_and(|token| token.begins_value() && token.value.is_some_and(|value| value.kind == ValueKind::Number))
        };
        let skips = self.tokens.get(end).is_some_and(|next| next.class.is(Class::PREPOSITION));
        let value = Some(end).filter(is_number).or(Some(end + 1).filter(|at| skips && is_number(at)))?;
        let is_replaced = contrast.is_some_and(|contrast| contrast > self.tokens[value].span.start);
        (operator.cue == Cue::Negation && is_replaced).then_some(Target::Value(value))
    }

    /// The head that begins at a token.
    fn head(&self, at: usize) -> Option<Head> {
        let token = &self.tokens[at];
        if token.is_predicate {
            let is_first = self.first_of_run(at) == at;
            let goes_on = |next: &usize| self.tokens[*next].is_predicate && !self.tokens[*next].begins_predicate;
            let last = (at + 1..self.tokens.len()).take_while(goes_on).last().unwrap_or(at);
            return is_first.then_some(Head { first: at, last, target: Target::Predicate(at), segment: self.owners[at] });
        }
        let id = token.operator?;
        let operator = &self.operators[id];
        let is_head =
            operator.governs() && !operator.negates() && operator.tokens.start == at && !self.line().is_noun(at, operator);
        is_head.then(|| Head { first: at, last: operator.tokens.end - 1, target: Target::Operator(id), segment: self.owners[at] })
    }

    fn target(&self, operator: &Operator, id: OperatorId, heads: &[Head]) -> Target {
        let (start, end) = (operator.tokens.start, operator.tokens.end);
        // "Was never closed" for the pattern "was closed"; "n'a payé personne" around its verb.
        // "Sluit niet uit": within a verb in two pieces.
        let parted = self.operators.enumerate().find(|(_, other)| {
            other.verb.is_some()
                && other.tokens.start < start
                && end < other.tokens.end
                && self.tokens[start].operator == Some(id)
        });
        if let Some((other, _)) = parted {
            return Target::Operator(other);
        }
        if self.tokens[start].is_predicate && operator.cue == Cue::Without {
            return Target::Phrase;
        }
        if self.tokens[start].is_predicate {
            return Target::Predicate(self.first_of_run(start));
        }
        let is_own = |head: &&Head| head.target != Target::Operator(id);
        if let Some(head) = heads.iter().filter(is_own).find(|head| start <= head.first && head.first < end) {
            return head.target;
        }
        let right = heads.iter().filter(is_own).find(|head| head.first >= end);
        let left =
            heads.iter().filter(is_own).rev().find(|head| {
                head.first < start && (matches!(head.target, Target::Operator(_)) || !self.line().is_named(head.first))
            });
        match operator.cue {
            Cue::Without => self.without(end, right),
            Cue::NegatedSubject if operator.tokens.len() == 1 && self.is_possessed(end) => Target::Phrase,
            Cue::NegatedSubject => {
                // "Niemand iets van dat gebruik wist": a noun between them is not the verb.
                let verb = heads.iter().filter(is_own).find(|head| head.first >= end && !self.line().is_named(head.first));
                verb.or(right).or(left).map_or(Target::Unknown, |head| head.target)
            }
            _ if self.is_in_phrase(operator) => Target::Phrase,
            Cue::NegatedDeterminer => self.of_noun(operator, left, right),
            _ if self.is_verb_second => self.of_verb_second(operator, left, right),
            _ => self.of_verb(operator, left, right),
        }
    }

    /// "To nobody's surprise".
    fn is_possessed(&self, end: usize) -> bool {
        let before = end.checked_sub(1).map(|before| self.tokens[before].span.end);
        self.tokens.get(end).is_some_and(|next| {
            next.is_word() && next.span.len() == 1 && Some(next.span.start) == before && !next.class.is(Class::AUXILIARY)
        })
    }

    /// "Pour rien", "een niet erkende firma": what a preposition or an article holds denies no verb.
    fn is_in_phrase(&self, operator: &Operator) -> bool {
        let Some(before) = operator.tokens.start.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        let is_article = before.class.is(Class::DETERMINER) && !before.class.is(Class::PRONOUN | Class::CLITIC | Class::OPENER);
        let governs_verb = before.class.is(Class::INFINITIVE_MARK) && self.line().leading_verb(operator.tokens.end).is_some();
        let is_preposition = before.class.is(Class::PREPOSITION) && !governs_verb && !before.class.is(Class::AGENT);
        let ends = self.tokens.get(operator.tokens.end).is_none_or(|next| !next.is_word());
        before.is_word() && (is_preposition || is_article && operator.cue == Cue::Negation && !ends)
    }

    /// "Without ever closing it", "zonder de dam te inspecteren": only what has no subject of its own.
    fn without(&self, end: usize, right: Option<&Head>) -> Target {
        let line = self.line();
        // "Works without a connection": within the words that are asked about.
        let is_within = |head: &&Head| self.tokens[head.first].is_predicate && !self.tokens[head.first].begins_predicate;
        let Some(head) = right.filter(|head| !is_within(head)) else { return Target::Phrase };
        // "Without the staff being informed"
        let has_gerund = (end..head.first)
            .any(|at| self.tokens[at].class.is(Class::GERUND | Class::AUXILIARY_PART) && line.is_transparent(at));
        let adjoins = (end..head.first).all(|at| line.is_transparent(at));
        let before = head.first.checked_sub(1).map_or(Class::NONE, |before| self.tokens[before].class);
        let is_marked = before.is(Class::INFINITIVE_MARK) && !(end..head.first).any(|at| !self.tokens[at].is_word());
        if adjoins || is_marked || has_gerund || self.opens_circumstance(end) || self.tokens[head.first].class.is(Class::GERUND) {
            head.target
        } else {
            Target::Phrase
        }
    }

    /// Returns true if a clause begins with the words before a token: "sans que le personnel soit prévenu".
    fn opens_circumstance(&self, end: usize) -> bool {
        let Some(last) = end.checked_sub(1) else { return false };
        let segment = &self.segments[self.owners[last]];
        segment.role == Role::Circumstance && segment.first <= last && (segment.first..end).all(|at| self.opens[at].get())
    }

    /// "No closure", "no employee closed it", "obtained no permit".
    fn of_noun(&self, operator: &Operator, left: Option<&Head>, right: Option<&Head>) -> Target {
        let end = operator.tokens.end;
        let own_noun = right.filter(|head| {
            matches!(head.target, Target::Predicate(_))
                && (end..head.first).all(|at| self.tokens[at].is_content() && !self.tokens[at].begins_value())
        });
        if let Some(head) = own_noun {
            return head.target;
        }
        let takes_clause = |head: &&Head| match head.target {
            Target::Operator(id) => self.has_bare_clauses && self.operators[id].takes_clause(),
            _ => false,
        };
        // "Less fashionable but no less stubborn, it closed": words that a comma separates from the verb are not its subject.
        let is_subject = |head: &&Head| {
            !(end..head.first).any(|at| self.tokens[at].mark == Mark::Comma && self.owners[at] == operator.segment)
        };
        let right = right.filter(|head| self.is_verb_second || is_subject(head));
        let head = match (left, right) {
            (Some(left), Some(right)) if self.is_verb_second || takes_clause(&left) => Some(right),
            (Some(left), _) => Some(left),
            (None, right) => right,
        };
        head.map_or(Target::Unknown, |head| head.target)
    }

    /// Where the verb comes second, a negation comes before the part of the verb that ends the clause, else after the verb.
    fn of_verb_second(&self, operator: &Operator, left: Option<&Head>, right: Option<&Head>) -> Target {
        let is_marked =
            |head: &&Head| head.first.checked_sub(1).is_some_and(|before| self.tokens[before].class.is(Class::INFINITIVE_MARK));
        // "Ontkent niet de brug te sluiten": the word right before it is denied, not what depends on that word.
        let adjoins = left.filter(|left| {
            let small = |at: usize| self.tokens[at].class.is(Class::PRONOUN | Class::FUNCTION) && self.tokens[at].is_word();
            matches!(left.target, Target::Operator(_)) && (left.last + 1..operator.tokens.start).all(small)
        });
        let head = match (adjoins, right) {
            (Some(left), Some(right)) if is_marked(&right) => Some(left),
            (_, Some(right)) => Some(right),
            (_, None) => left,
        };
        head.map_or(Target::Unknown, |head| head.target)
    }

    /// In other languages it is beside its verb, with only small words between; or it opens or ends the clause.
    fn of_verb(&self, operator: &Operator, left: Option<&Head>, right: Option<&Head>) -> Target {
        let (start, end) = (operator.tokens.start, operator.tokens.end);
        let line = self.line();
        let segment = &self.segments[operator.segment];
        let opens = self.opens(operator.segment, start);
        // "Ne nie pas avoir fermé": the word right before it is denied, not what depends on that word.
        let follows = left.filter(|left| {
            let is_marked = self.tokens.get(end).is_some_and(|next| next.class.is(Class::INFINITIVE_MARK));
            self.negates_behind && left.last + 1 == start && matches!(left.target, Target::Operator(_)) && !is_marked
        });
        if let Some(head) = follows {
            return head.target;
        }
        if let Some(head) = right {
            let adjoins =
                (end..head.first).filter(|at| segment.holds(*at)).all(|at| line.is_transparent(at) || !self.tokens[at].is_word());
            let is_object = matches!(head.target, Target::Predicate(_)) && line.is_named(head.first);
            if adjoins || opens || is_object && left.is_none_or(|left| left.last + 1 < start) {
                return head.target;
            }
        }
        if let Some(head) = left {
            let adjoins = (head.last + 1..start).all(|at| line.is_transparent(at));
            let ends = self.tokens.get(end).is_none_or(|next| !next.is_word());
            // "Says it did not": the auxiliary stands for a verb that is left out.
            let is_elided = start.checked_sub(1).is_some_and(|before| self.tokens[before].class.is(Class::AUXILIARY));
            if adjoins || ends && right.is_none() && !is_elided {
                return head.target;
            }
        }
        Target::Unknown
    }

    /// Returns true if only small words of its segment come before a token.
    fn opens(&self, segment: SegmentId, at: usize) -> bool {
        let segment = &self.segments[segment];
        let first = segment.pieces.first().map_or(at, |piece| piece.start);
        let is_aside = segment.role == Role::Aside;
        !is_aside
            && (first..at).filter(|before| segment.holds(*before)).all(|before| {
                let token = &self.tokens[before];
                !token.is_word() || token.class.is(Class::OPENER | Class::COORDINATOR)
            })
    }
}
