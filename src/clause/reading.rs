//! What all operators together make of a place: one fold over them, from the outside in.

use super::Analysis;
use super::effect::Outcome;
use super::form::Form;
use super::operator::{Operator, Target};
use super::scope::{Link, Path};
use super::segment::{Role, Segment};
use super::token::{Tense, ValueKind};
use crate::claim::{Modality, Polarity};
use crate::lexicon::{Class, Cue};
use crate::span::{InFolded, Span};
use serde::Serialize;
use std::ops::Range;

/// Why a reading is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// A clause hangs on a word that no lexicon has.
    UnknownVerb,
    /// A negation comes before it, and what that denies is not known.
    Negation,
    /// What two verbs share can be read in two ways.
    Coordination,
    /// What a clause hangs on can be read in two ways.
    Attachment,
    /// A sum stands without a currency, and the page tells of none.
    Currency,
}

impl Doubt {
    /// The reason, in words that end a sentence with "because".
    pub const fn why(self) -> &'static str {
        match self {
            Doubt::UnknownVerb => "it hangs on a word that is not in the lexicon",
            Doubt::Negation => "a negation stands before it, and what that denies is not clear",
            Doubt::Coordination => "what its verb shares with the one before it is not clear",
            Doubt::Attachment => "what its clause hangs on is not clear",
            Doubt::Currency => "no currency is told",
        }
    }
}

/// What a cue decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decides {
    /// Whether it is so.
    Polarity,
    /// How surely it is said.
    Modality,
    /// Who says it.
    Voice,
}

/// What a sentence makes of a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Whether it is so.
    pub polarity: Polarity,
    /// How surely it is said.
    pub modality: Modality,
    /// The cue that names the speaker, as an index into the cues of the sentence.
    pub holder: Option<usize>,
    /// The cues that decided, in order of place, as such indices; each with what it decided.
    pub because: Vec<(usize, Decides)>,
    /// The verb whose tense says how surely it is meant.
    pub tensed: Option<(Tense, Span<InFolded>)>,
    /// Whether a form of hearsay applies to it.
    pub is_reported: bool,
    /// Whether it was so, but is not any more.
    pub has_ceased: bool,
    /// Whether nothing follows: it is neither said nor denied, or was so but is not any more.
    pub is_open: bool,
    /// Whether it is only named, by a noun or an infinitive, and nobody says that it is so, or not so.
    pub is_named_only: bool,
    /// Why this is not certain; none if it is.
    pub doubt: Option<Doubt>,
}

impl Analysis {
    /// What the sentence says about the words at `span`. `is_quoted`: all of it is a quotation of somebody.
    pub fn reading(&self, span: Span<InFolded>, is_quoted: bool) -> Reading {
        let mut reading = Reading::plain();
        let Some(place) = self.place(span) else { return reading };
        let mut path = self.path(place.at, place.form);
        path.links.reverse();
        let mut flips = 0;
        for link in &path.links {
            flips += usize::from(self.fold(&mut reading, link, is_quoted));
        }
        self.deny(&place, &mut reading, flips);
        self.tense(&mut reading, &path, is_quoted);
        let is_coloured = reading.modality >= Modality::Planned;
        reading.is_named_only = matches!(place.form, Form::Noun | Form::Infinitive)
            && !path.is_governed
            && !is_coloured
            && !self.operators.iter().any(|operator| {
                matches!(operator.cue, Cue::Without | Cue::NegatedDeterminer) && self.is_denied_by(&place, operator)
            })
            && place.tokens.len() == 1;
        reading.because.sort_unstable();
        reading.because.dedup();
        reading
    }

    /// Applies an operator to what those around it have made of the place; returns true if somebody denies what they were said to affirm.
    fn fold(&self, reading: &mut Reading, link: &Link, is_quoted: bool) -> bool {
        let before = reading.polarity;
        reading.doubt = reading.doubt.or(link.doubt);
        let is_denied = (before == Polarity::Denied) == link.negations.is_empty();
        let outcome = if is_denied { link.effect.denied } else { link.effect.holds };
        let (polarity, mut modality) = match outcome {
            Outcome::Yes(modality) => (Polarity::Affirmed, modality),
            Outcome::No(modality) => (Polarity::Denied, modality),
            Outcome::Open(modality) => {
                reading.is_open = true;
                (Polarity::Affirmed, modality)
            }
        };
        if let Some(id) = link.operator {
            let operator = &self.operators[id];
            // "According to X, it would have closed": where somebody is named, a form of hearsay only attributes.
            if operator.cue == Cue::Hearsay && operator.verb.is_none() {
                reading.is_reported = true;
                if reading.holder.is_some() || is_quoted {
                    modality = Modality::Asserted;
                }
            }
            reading.has_ceased |= operator.cue == Cue::Ceased && matches!(outcome, Outcome::Open(_));
            if polarity != Polarity::Affirmed || is_denied || matches!(outcome, Outcome::Open(_)) {
                reading.because.push((operator.hit, Decides::Polarity));
                reading.because.extend(link.negations.iter().map(|id| (self.operators[*id].hit, Decides::Polarity)));
            }
            if modality != Modality::Asserted && !matches!(outcome, Outcome::Open(_)) {
                reading.because.push((operator.hit, Decides::Modality));
            }
            if link.effect.credits {
                reading.because.retain(|(_, decides)| *decides != Decides::Voice);
                reading.because.push((operator.hit, Decides::Voice));
                reading.holder = Some(operator.hit);
            }
        }
        reading.polarity = polarity;
        reading.modality = reading.modality.max(modality);
        polarity != before && link.effect.credits
    }

    /// What the tense of the place's own verb says: a future is a plan; a conditional depends on a condition, looks ahead from what was said in
    /// the past, or reports.
    fn tense(&self, reading: &mut Reading, path: &Path, is_quoted: bool) {
        let Some((tense, at)) = path.tense else { return };
        let modality = match tense {
            Tense::Future => Modality::Planned,
            Tense::Conditional if reading.modality == Modality::Hypothetical || path.is_beside_condition => {
                Modality::Hypothetical
            }
            Tense::Conditional if path.is_of_past => Modality::Planned,
            Tense::Conditional => {
                reading.is_reported = true;
                if reading.holder.is_some() || is_quoted { Modality::Asserted } else { Modality::Hearsay }
            }
        };
        reading.tensed = (modality > Modality::Asserted).then_some((tense, self.tokens[at].span));
        reading.modality = reading.modality.max(modality);
    }

    /// The negations of the place's own verb.
    fn deny(&self, place: &Place, reading: &mut Reading, flips: usize) {
        let mut denies = false;
        // "N'a averti ni les uns ni les autres": several words deny once.
        for operator in self.operators.iter().filter(|operator| operator.negates() && self.is_denied_by(place, operator)) {
            denies = true;
            reading.because.push((operator.hit, Decides::Polarity));
            if operator.cue == Cue::Negation && self.is_restricted(operator.tokens.end, place.at) {
                reading.modality = reading.modality.max(Modality::Restricted);
            }
            reading.is_open |= self.denies_time(operator.tokens.end, place);
            if self.denies_only_time(operator.tokens.end, place) {
                reading.is_open = true;
                reading.modality = reading.modality.max(Modality::Declined);
            }
        }
        if let Some(operator) = self.fronted_lack(place) {
            reading.doubt = reading.doubt.or(Some(Doubt::Negation));
            reading.because.push((operator.hit, Decides::Modality));
        }
        if let Some(operator) = self.loose_negation(place).filter(|_| !denies) {
            reading.doubt = reading.doubt.or(Some(Doubt::Negation));
            reading.because.push((operator.hit, Decides::Polarity));
            denies = true;
        }
        if denies {
            // "Denies that it was not used": as far as a denial says so.
            if reading.polarity == Polarity::Denied && flips > 0 {
                reading.modality = reading.modality.max(Modality::Restricted);
            }
            reading.polarity = match reading.polarity {
                Polarity::Affirmed => Polarity::Denied,
                Polarity::Denied => Polarity::Affirmed,
            };
        }
    }

    /// Returns true if a negation denies a place: its verb, or of a number that of which it is the object.
    fn is_denied_by(&self, place: &Place, operator: &Operator) -> bool {
        match operator.target {
            Target::Predicate(at) if place.tokens.contains(&at) => true,
            Target::Value(at) => at == place.at,
            Target::Operator(id) if self.tokens[place.at].operator == Some(id) => true,
            Target::Phrase => false,
            target if place.form == Form::Value => self.denies_object(place.at, operator, target),
            // "Avait pas d'autorisation": within the words that are asked about.
            _ => {
                operator.cue != Cue::Without
                    && place.tokens.start < operator.tokens.start
                    && operator.tokens.end < place.tokens.end
                    && !matches!(operator.target, Target::Operator(_))
            }
        }
    }

    /// "Did not carry 100,000": what a denied verb has for its object is denied with it.
    fn denies_object(&self, at: usize, operator: &Operator, target: Target) -> bool {
        if operator.segment != self.owners[at] || operator.tokens.end > at {
            return false;
        }
        let own = || self.heads.iter().filter(|head| head.segment == operator.segment);
        let before = own().rev().find(|head| head.last < at);
        match before {
            Some(head) if head.target == target => true,
            Some(head) => target == Target::Unknown && head.last < operator.tokens.start,
            None => target == Target::Unknown || self.is_verb_second && own().any(|head| head.target == target),
        }
    }

    /// "Did not close before 3 June": a time is denied, and the closing left open.
    fn denies_time(&self, from: usize, place: &Place) -> bool {
        self.around(from, place).any(|at| self.tokens[at].value.is_some_and(|value| value.kind == ValueKind::Until))
    }

    /// "Did not close before the strike": no more than a time is denied, and none that could be compared with another.
    fn denies_only_time(&self, from: usize, place: &Place) -> bool {
        let segment = self.owners[place.at];
        let opens = |at: usize| {
            let is_first = !at.checked_sub(1).is_some_and(|before| self.tokens[before].class.is(Class::COORDINATOR));
            let phrase = (at + 1..self.tokens.len()).take_while(|at| self.tokens[*at].is_word());
            self.tokens[at].class.is(Class::LIMIT)
                && is_first
                && phrase.clone().count() > 0
                && !phrase.into_iter().any(|at| self.tokens[at].value.is_some())
        };
        let awaits = |other: &Segment| {
            let has_value = || (other.pieces.iter().flat_map(Clone::clone)).any(|at| self.tokens[at].value.is_some());
            other.role == Role::Awaited && other.parent == Some(segment) && other.first >= place.tokens.end && !has_value()
        };
        self.around(from, place).any(opens) || self.segments.iter().any(awaits)
    }

    /// The tokens of a place's segment between a negation and the place, and behind it.
    fn around(&self, from: usize, place: &Place) -> impl Iterator<Item = usize> + '_ {
        let segment = self.owners[place.at];
        let before = from..place.at.max(from);
        before.chain(place.tokens.end..self.tokens.len()).filter(move |at| self.owners[*at] == segment)
    }

    /// "Without the loan the mill was closed" may tell what would have been: something in particular is lacking, before what is told.
    fn fronted_lack(&self, place: &Place) -> Option<&Operator> {
        let segment = self.owners[place.at];
        self.operators.iter().find(|operator| {
            let next = self.tokens.get(operator.tokens.end);
            operator.cue == Cue::Without
                && operator.target == Target::Phrase
                && operator.tokens.start == self.segments[segment].first
                && next.is_some_and(|next| next.class.is(Class::DETERMINER) && !next.begins_value())
        })
    }

    /// A negation before a place that is bound to nothing that is known.
    fn loose_negation(&self, place: &Place) -> Option<&Operator> {
        let segment = self.owners[place.at];
        self.operators.iter().find(|operator| {
            !self.is_verb_second
                && operator.segment == segment
                && operator.target == Target::Unknown
                && operator.negates()
                && operator.tokens.end <= place.at
                && operator.cue != Cue::NegatedDeterminer
        })
    }

    /// "Not permanently closed", "niet tijdig gesloten": a negation beside a manner or an extent denies that.
    fn is_restricted(&self, from: usize, at: usize) -> bool {
        let between = from..at.max(from);
        if self.is_verb_second {
            let mut words = between.filter(|at| self.tokens[*at].is_word());
            let first = words.next().map(|at| &self.tokens[at]);
            first.is_some_and(|first| first.is_content() && !first.is_capital && first.operator.is_none())
                && words.next().is_none()
        } else {
            between.into_iter().any(|at| self.tokens[at].class.is(Class::ADVERB) && self.tokens[at].operator.is_none())
        }
    }

    /// The place of some words. Words that are asked about may surround others: then their place is that of the verb that begins them, or
    /// of what ends them where something else governs that: "a démenti avoir informé".
    fn place(&self, span: Span<InFolded>) -> Option<Place> {
        let tokens = self.tokens_of(span);
        let start = tokens.clone().next().filter(|at| *at < self.tokens.len())?;
        let mut asked = tokens.clone().filter(|at| self.tokens[*at].is_predicate);
        // "9.99 euros a month": a value is one, also where a rule asks about a word in it.
        let first = asked.next().filter(|_| !self.tokens[start].begins_value());
        let Some(first) = first else { return Some(Place { tokens, at: start, form: Form::Value }) };
        let last = asked.next_back().unwrap_or(first);
        let class = self.tokens[first].class;
        let small = Class::PRONOUN | Class::DETERMINER | Class::PREPOSITION | Class::CLITIC | Class::INFINITIVE_MARK;
        let is_small = class.is(small) && !class.is(Class::AUXILIARY);
        let is_governed = self.operators.iter().any(|operator| {
            operator.governs()
                && !operator.negates()
                && first < operator.tokens.start
                && operator.tokens.end <= last
                && !self.tokens[operator.tokens.start].is_predicate
                && (operator.tokens.end..=last).any(|at| self.line().is_verb(at))
                && !self.line().is_noun(operator.tokens.start, operator)
        });
        let at = match (is_small, is_governed) {
            (_, true) => self.first_of_run(last),
            // "Zu schließen", "to close": the verb behind.
            (true, false) => {
                (first + 1..=last).find(|at| self.tokens[*at].is_predicate && !self.tokens[*at].class.is(small)).unwrap_or(last)
            }
            (false, false) => first,
        };
        // "The closing", but "of closing".
        let has_article = at.checked_sub(1).is_some_and(|before| {
            let class = self.tokens[before].class;
            self.tokens[before].is_word() && class.is(Class::DETERMINER) && !class.is(Class::PREPOSITION | Class::PRONOUN)
        });
        let form = if !has_article && self.is_infinitive(at, at + 1) {
            Form::Infinitive
        } else if tokens.len() == 1 && self.line().is_named(at) {
            Form::Noun
        } else {
            Form::Finite
        };
        Some(Place { tokens, at, form })
    }

    /// The first of the words next to each other that are asked about together.
    pub(super) fn first_of_run(&self, at: usize) -> usize {
        let begins = |at: usize| self.tokens[at].begins_predicate || at == 0 || !self.tokens[at - 1].is_predicate;
        (0..=at).rev().find(|at| begins(*at)).unwrap_or(at)
    }
}

/// Words that are asked about.
struct Place {
    /// Their tokens.
    tokens: Range<usize>,
    /// The one that the words around are about.
    at: usize,
    form: Form,
}

impl Reading {
    const fn plain() -> Reading {
        Reading {
            polarity: Polarity::Affirmed,
            modality: Modality::Asserted,
            holder: None,
            because: Vec::new(),
            tensed: None,
            is_reported: false,
            has_ceased: false,
            is_open: false,
            is_named_only: false,
            doubt: None,
        }
    }
}
