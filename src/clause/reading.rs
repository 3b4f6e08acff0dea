//! What all operators together make of a place: one fold over them, from the outside in.

use super::effect::Outcome;
use super::operator::Target;
use super::scope::{Form, Link, Path};
use super::token::Tense;
use super::{Analysis, Role};
use crate::claim::{Modality, Polarity};
use crate::lexicon::{Class, Cue};
use crate::span::{InFolded, Span};

/// Why a reading is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// A clause hangs on a word that no lexicon has.
    UnknownVerb,
    /// A negation stands before it, and what it denies is not known.
    Negation,
    /// What two verbs share can be read in two ways.
    Coordination,
    /// What a clause hangs on can be read in two ways.
    Attachment,
    /// A bracket or a quotation mark is never closed.
    Unbalanced,
}

impl Doubt {
    /// The reason, in words that end a sentence with "because".
    pub const fn why(self) -> &'static str {
        match self {
            Doubt::UnknownVerb => "it hangs on a word that is not in the lexicon",
            Doubt::Negation => "a negation stands before it, and what that denies is not clear",
            Doubt::Coordination => "what its verb shares with the one before it is not clear",
            Doubt::Attachment => "what its clause hangs on is not clear",
            Doubt::Unbalanced => "a bracket or a quotation mark is never closed",
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
    /// The cue that names whoever is committed, as an index into the cues of the sentence.
    pub holder: Option<usize>,
    /// The cues that decided, in order of place, as such indices; each with what it decided.
    pub because: Vec<(usize, Decides)>,
    /// Whether a form of hearsay stands over it.
    pub is_reported: bool,
    /// Whether it was so, and is no more.
    pub has_ceased: bool,
    /// Whether nothing follows: it is neither said nor denied, or was so and is no more.
    pub is_open: bool,
    /// Whether it is only named, by a noun or an infinitive, and nobody says that it is so, or not so.
    pub is_named_only: bool,
    /// Why this is not certain; none if it is.
    pub doubt: Option<Doubt>,
}

impl Analysis {
    /// What the sentence makes of what stands at `span`. `is_quoted`: somebody is quoted with all of it.
    pub fn reading(&self, span: Span<InFolded>, is_quoted: bool) -> Reading {
        let mut reading = Reading::plain();
        let tokens = self.tokens_of(span);
        if tokens.is_empty() {
            return reading;
        }
        let asked = tokens.clone().find(|at| self.tokens[*at].is_predicate);
        let at = self.head_of(asked.unwrap_or(tokens.start));
        let form = self.form_at(at, tokens.len());
        let mut path = self.path(at, form);
        path.links.reverse();
        let mut flips = 0;
        for link in &path.links {
            flips += usize::from(self.fold(&mut reading, link, is_quoted));
        }
        self.deny(at, &mut reading, flips);
        self.tense(&mut reading, &path, is_quoted);
        let is_coloured = reading.modality >= Modality::Planned;
        reading.is_named_only =
            matches!(form, Form::Noun | Form::Infinitive) && !path.is_governed && !is_coloured && tokens.len() == 1;
        reading.because.sort_unstable();
        reading.because.dedup();
        reading
    }

    /// Applies an operator to what those around it have made of the place; true if somebody denies what they were said to affirm.
    fn fold(&self, reading: &mut Reading, link: &Link, is_quoted: bool) -> bool {
        let before = reading.polarity;
        reading.doubt = reading.doubt.or(link.doubt);
        let is_denied = (before == Polarity::Denied) != !link.negations.is_empty();
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
        let modality = match path.tense {
            None => return,
            Some(Tense::Future) => Modality::Planned,
            Some(Tense::Conditional) if reading.modality == Modality::Hypothetical || path.is_beside_condition => {
                Modality::Hypothetical
            }
            Some(Tense::Conditional) if path.is_of_past => Modality::Planned,
            Some(Tense::Conditional) => {
                reading.is_reported = true;
                if reading.holder.is_some() || is_quoted { Modality::Asserted } else { Modality::Hearsay }
            }
        };
        reading.modality = reading.modality.max(modality);
    }

    /// The negations of the place's own verb.
    fn deny(&self, at: usize, reading: &mut Reading, flips: usize) {
        let own = self.operators.iter().filter(|operator| operator.target == Target::Predicate(at));
        let mut denies = false;
        // "N'a averti ni les uns ni les autres": several words deny once.
        for operator in own {
            denies = true;
            reading.because.push((operator.hit, Decides::Polarity));
            if operator.cue == Cue::Negation && self.is_restricted(operator.tokens.end, at) {
                reading.modality = reading.modality.max(Modality::Restricted);
            }
        }
        let segment = self.owners[at];
        let loose = self.operators.iter().find(|operator| {
            operator.segment == segment
                && operator.target == Target::Unknown
                && operator.negates()
                && operator.tokens.end <= at
                && operator.cue != Cue::NegatedDeterminer
        });
        if let Some(operator) = loose.filter(|_| !self.is_verb_second && !denies) {
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

    /// "Not permanently closed", "niet tijdig gesloten": a negation that stands with a manner or an extent denies that.
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

    /// The first token of the predicate that a token belongs to.
    fn head_of(&self, at: usize) -> usize {
        if !self.tokens[at].is_predicate {
            return at;
        }
        (0..=at).rev().take_while(|before| self.tokens[*before].is_predicate).last().unwrap_or(at)
    }

    /// What kind of complement a place can be.
    fn form_at(&self, at: usize, length: usize) -> Form {
        let token = &self.tokens[at];
        if !token.is_predicate {
            Form::Value
        } else if self.is_infinitive(at, at + length) {
            Form::Infinitive
        } else if length == 1 && self.line().is_named(at) {
            Form::Noun
        } else {
            Form::Finite
        }
    }
}

impl Reading {
    const fn plain() -> Reading {
        Reading {
            polarity: Polarity::Affirmed,
            modality: Modality::Asserted,
            holder: None,
            because: Vec::new(),
            is_reported: false,
            has_ceased: false,
            is_open: false,
            is_named_only: false,
            doubt: None,
        }
    }
}
