//! The tokens of a sentence with their operators: what each word is in this sentence.

use super::operator::Operator;
use super::token::{Token, ValueKind};
use crate::id::{IdVec, OperatorId};
use crate::lexicon::{Class, Cue, Slot};
use std::cell::Cell;
use std::ops::Range;

/// A verb is looked for so many words before a phrase.
const PHRASE_REACH: usize = 16;

/// The tokens of a sentence, and its operators.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub tokens: &'a [Token],
    pub operators: &'a IdVec<OperatorId, Operator>,
    /// Which tokens open a clause.
    pub opens: &'a [Cell<bool>],
    /// Whether endings tell infinitives.
    pub has_infinitive_endings: bool,
    /// Whether verbs may stand at the end of their clause, behind phrases.
    pub is_verb_second: bool,
}

impl Line<'_> {
    /// Returns true if the token is a verb, as far as lexicon and rules tell.
    pub fn is_verb(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        if !token.is_word() {
            return false;
        }
        if token.class.is(Class::AUXILIARY | Class::AUXILIARY_PART) {
            return true;
        }
        if let Some(operator) = token.operator.map(|id| &self.operators[id]) {
            return (operator.verb.is_some() || operator.cue == Cue::Untrue) && !self.is_noun(at, operator);
        }
        // "*Le* nombre *de*": an article or a preposition in the words that are asked about is none.
        let is_small = token.class.is(Class::DETERMINER) || token.class.is(Class::PREPOSITION) && !token.begins_predicate;
        token.is_predicate && !is_small && !self.is_named(at) && !self.is_named(self.first_asked(at))
    }

    /// "Les *premiers* voyageurs": the first of the words next to each other that are asked about together.
    fn first_asked(&self, at: usize) -> usize {
        let goes_on = |at: &usize| self.tokens[*at].is_predicate && !self.tokens[*at].begins_predicate;
        at - (1..=at).rev().take_while(goes_on).take(PHRASE_REACH).count()
    }

    /// Returns true if the words of an operator are a noun here: "the *report*".
    pub fn is_noun(&self, at: usize, operator: &Operator) -> bool {
        operator.verb.is_some()
            && (self.is_named(operator.tokens.start.min(at)) || self.ends_subject(operator) || self.has_agent(operator))
    }

    /// "A draft *report* by the chamber": who does it follows a form that is neither a participle nor of one person alone.
    fn has_agent(&self, operator: &Operator) -> bool {
        let is_bare = operator.verb.is_some_and(|verb| {
            verb.slots.may_be(Slot::Infinitive) && verb.slots.may_be(Slot::Present) && !verb.slots.may_be(Slot::Participle)
        });
        let mut before = (0..operator.tokens.start).rev().skip_while(|at| self.tokens[*at].is_content());
        let is_named = before.next().is_some_and(|first| self.tokens[first].class.is(Class::DETERMINER));
        is_bare && is_named && self.tokens.get(operator.tokens.end).is_some_and(|next| next.class.is(Class::AGENT))
    }

    /// "Its annual *report* says": the last word of a noun phrase, with the verb right behind it.
    fn ends_subject(&self, operator: &Operator) -> bool {
        let may_be_finite = |at: usize| {
            self.tokens.get(at).is_some_and(|token| {
                let verb = token.operator.filter(|_| !token.class.is(Class::AUXILIARY)).and_then(|id| self.operators[id].verb);
                verb.is_some_and(|verb| verb.slots.may_be_finite() && !verb.slots.may_be(Slot::Participle))
            })
        };
        if !operator.verb.is_some_and(|verb| verb.slots.may_be(Slot::Present)) || !may_be_finite(operator.tokens.end) {
            return false;
        }
        let mut before = (0..operator.tokens.start)
            .rev()
            .skip_while(|at| self.tokens[*at].operator.is_none() && (self.tokens[*at].is_content() || self.describes(*at)));
        before.next().is_some_and(|first| first + 1 < operator.tokens.start && self.tokens[first].class.is(Class::DETERMINER))
    }

    /// "The *first* estimate": a word that says little, and is none that opens or joins anything.
    fn describes(&self, at: usize) -> bool {
        let class = self.tokens[at].class;
        let opens =
            Class::DETERMINER | Class::PREPOSITION | Class::PRONOUN | Class::AUXILIARY | Class::COORDINATOR | Class::OPENER;
        self.tokens[at].is_word() && class.is(Class::FUNCTION | Class::ADVERB) && !class.is(opens)
    }

    /// Returns true if the word before makes a noun of this one.
    pub fn is_named(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.tokens.get(before)) else { return false };
        let is_object = before.class.is(Class::CLITIC)
            && at.checked_sub(2).and_then(|subject| self.tokens.get(subject)).is_some_and(|subject| {
                let is_pronoun = subject.class.is(Class::PRONOUN) && !subject.class.is(Class::DETERMINER);
                // "Le travail l'établit": behind a noun, an elided article is an object.
                let is_noun = subject.operator.is_none()
                    && subject.is_content()
                    && subject.span.end < before.span.start
                    && before.span.end == self.tokens[at].span.start;
                is_pronoun || subject.is_capital || is_noun
            });
        // "And of 21 injured": what a number behind a preposition counts.
        let counts = before.value.is_some_and(|value| value.kind == ValueKind::Number) && {
            let first = (0..at).rev().take_while(|at| self.tokens[*at].value.is_some()).last();
            first.and_then(|first| first.checked_sub(1)).is_some_and(|opener| self.tokens[opener].class.is(Class::PREPOSITION))
        };
        if counts || self.is_counted(at) || self.ends_phrase(at) || self.is_titled(at) {
            return true;
        }
        // "No permit", "geen vergunning".
        let denies = before.operator.is_some_and(|id| self.operators[id].cue == Cue::NegatedDeterminer);
        before.is_word()
            && !self.opens[at - 1].get()
            && (before.class.is(Class::DETERMINER | Class::PREPOSITION) || denies)
            && !before.class.is(Class::AUXILIARY)
            && !(before.class.is(Class::INFINITIVE_MARK) && self.may_be_infinitive(at))
            && !(before.class.is(Class::PREPOSITION) && !before.class.is(Class::DETERMINER) && self.is_gerund(at))
            && !is_object
            && !(self.is_verb_second && before.class.is(Class::PRONOUN) && self.is_only_finite(at))
    }

    /// "Dat *ontkent* de directeur": a form that has a subject, and is none that could be a noun.
    fn is_only_finite(&self, at: usize) -> bool {
        let verb = self.tokens[at].operator.and_then(|id| self.operators[id].verb);
        !self.tokens[at].is_capital
            && verb
                .map(|verb| verb.slots)
                .is_some_and(|slots| slots.may_be_finite() && !slots.may_be(Slot::Infinitive) && !slots.may_be(Slot::Participle))
    }

    /// "Fera 34 *morts*", "meldt 21 *gewonden*": what a number behind a verb counts, where a clause that is said needs a word that opens it.
    fn is_counted(&self, at: usize) -> bool {
        let is_number = |at: &usize| self.tokens[*at].value.is_some_and(|value| value.kind == ValueKind::Number);
        let number = (0..at).rev().take_while(is_number).count();
        let verb =
            (at - number).checked_sub(1).map(|verb| &self.tokens[verb]).filter(|_| number > 0 && self.has_infinitive_endings);
        verb.is_some_and(|verb| {
            let may_act = |id: OperatorId| self.operators[id].verb.is_some_and(|verb| verb.slots.may_be_finite());
            !verb.class.is(Class::AUXILIARY) && verb.operator.is_some_and(may_act)
        })
    }

    /// "The investigating *judge*", "the hospital's medical *chief*": a title behind an article and what describes it. Only where a verb has an
    /// ending behind a singular: "le tribunal juge" is a verb.
    fn is_titled(&self, at: usize) -> bool {
        let describes = |at: &usize| {
            let token = &self.tokens[*at];
            token.is_word() && token.is_content() && token.value.is_none() && !self.opens[*at].get()
        };
        let is_title = self.tokens[at].class.is(Class::TITLE | Class::BODY) && !self.has_infinitive_endings;
        let mut before = (0..at).rev().take(PHRASE_REACH).skip_while(describes);
        is_title && before.next().is_some_and(|first| first + 1 < at && self.tokens[first].class.is(Class::DETERMINER))
    }

    /// "Concluded in its interim *report*": the last word of a phrase that a preposition opens, behind a verb that has been found already.
    fn ends_phrase(&self, at: usize) -> bool {
        let Some(article) = at.checked_sub(2).filter(|article| self.tokens[article + 1].is_content()) else { return false };
        let adjective = &self.tokens[article + 1];
        let is_adjective = (adjective.operator.is_none() || self.may_be_participle(article + 1)) && !adjective.is_predicate;
        let opens = |at: usize| self.tokens[at].class.is(Class::PREPOSITION);
        let is_phrase = self.tokens[article].class.is(Class::DETERMINER) && article.checked_sub(1).is_some_and(opens);
        let acts = |at: usize| {
            let verb = self.tokens[at].operator.and_then(|id| self.operators[id].verb);
            verb.is_some_and(|verb| verb.slots.may_be(Slot::Past)) || self.tokens[at].class.is(Class::AUXILIARY)
        };
        let mut before =
            (0..article).rev().take(PHRASE_REACH).take_while(|at| self.tokens[*at].is_word() && !self.opens[*at].get());
        // "A de son côté *avancé*": nothing but a participle is no noun.
        let slots = self.tokens[at].operator.and_then(|id| self.operators[id].verb).map(|verb| verb.slots);
        let is_participle = slots.is_some_and(|slots| slots.may_be(Slot::Participle) && !slots.may_be_finite());
        !self.is_verb_second && is_phrase && is_adjective && !is_participle && before.any(acts)
    }

    /// "En précisant", "of closing": a verb, and no noun.
    fn is_gerund(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let verb = token.operator.and_then(|id| self.operators[id].verb);
        verb.map_or(token.class.is(Class::GERUND), |verb| verb.slots.may_be(Slot::Gerund) && !verb.slots.may_be_finite())
    }

    /// Returns true if the form of a word may be an infinitive, as far as endings tell.
    fn may_be_infinitive(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let verb = token.operator.and_then(|id| self.operators[id].verb);
        // "Belonging to *judges*" is no infinitive.
        let by_ending = !self.has_infinitive_endings || token.class.is(Class::INFINITIVE | Class::AUXILIARY_PART);
        verb.map_or(by_ending, |verb| verb.slots.may_be(Slot::Infinitive) || token.class.is(Class::AUXILIARY_PART))
    }

    /// Returns true if the token does not separate a verb from the words beside it: an adverb, an auxiliary, a negation.
    pub fn is_transparent(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let operator = token.operator.map(|id| &self.operators[id]);
            let negates = operator.is_some_and(Operator::negates);
            let acts = operator.is_some_and(|operator| operator.verb.is_some()) && !token.class.is(Class::AUXILIARY);
            let is_small =
                token.class.is(Class::FUNCTION | Class::ADVERB | Class::AUXILIARY | Class::AUXILIARY_PART | Class::CLITIC)
                    && !token.class.is(Class::COORDINATOR)
                    && (!token.class.is(Class::DETERMINER | Class::PREPOSITION | Class::PRONOUN)
                        || token.class.is(Class::CLITIC | Class::INFINITIVE_MARK));
            token.is_word() && !acts && (negates || is_small)
        })
    }

    /// The first verb from `from` on with nothing but small words before it.
    pub fn leading_verb(&self, from: usize) -> Option<usize> {
        let mut at = from;
        while at < self.tokens.len() {
            if self.is_verb(at) {
                return Some(at);
            }
            if !self.is_transparent(at) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Returns true if a stretch of tokens has a verb that is known, up to a word that joins.
    pub fn has_verb(&self, stretch: Range<usize>) -> bool {
        stretch.take_while(|at| !self.tokens[*at].class.is(Class::COORDINATOR)).any(|at| self.is_verb(at))
    }

    /// Returns true if the token is the first of a negation.
    pub fn negates(&self, at: usize) -> bool {
        self.tokens.get(at).and_then(|token| token.operator).is_some_and(|id| self.operators[id].negates())
    }

    /// Returns true if a verb is finite, or an auxiliary before it is.
    pub fn is_finite_group(&self, at: usize) -> bool {
        let has_auxiliary =
            || (0..at).rev().take_while(|at| self.is_transparent(*at)).any(|at| self.tokens[at].class.is(Class::AUXILIARY));
        self.is_verb(at) && (self.is_finite(at) || has_auxiliary())
    }

    /// Returns true if a verb may be a participle.
    pub fn may_be_participle(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let form = token.operator.and_then(|id| self.operators[id].verb).map(|verb| verb.slots);
        form.map_or_else(
            || token.class.is(Class::PARTICIPLE | Class::GERUND),
            |slots| slots.may_be(Slot::Participle) || slots.may_be(Slot::Gerund),
        )
    }

    /// Returns true if the token is a verb that may have a subject of its own.
    pub fn is_finite(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.class.is(Class::AUXILIARY) {
            return true;
        }
        match token.operator.map(|id| &self.operators[id]) {
            Some(operator) => match operator.verb {
                Some(verb) => verb.slots.may_be_finite() && self.is_verb(at),
                None => operator.cue == Cue::Untrue,
            },
            None => {
                token.is_predicate
                    && !self.is_named(at)
                    && !token.class.is(Class::INFINITIVE | Class::GERUND)
                    && !at.checked_sub(1).is_some_and(|before| {
                        self.tokens[before].class.is(Class::INFINITIVE_MARK | Class::AUXILIARY | Class::AUXILIARY_PART)
                    })
            }
        }
    }
}
