//! The operators whose scope holds a place, from the innermost to the outermost.

use super::climb::{Climb, structural};
use super::effect::Effect;
use super::form::Form;
use super::operator::Target;
use super::token::Tense;
use super::{Analysis, Doubt, Role};
use crate::claim::Modality;
use crate::id::OperatorId;
use crate::lexicon::Cue;

/// An operator on the way from a place to the statement that it is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The operator; none where the structure itself has an effect: a condition, a question mark.
    pub operator: Option<OperatorId>,
    /// What it makes of its scope.
    pub effect: Effect,
    /// What denies the operator itself.
    pub negations: Vec<OperatorId>,
    /// What is not certain about it.
    pub doubt: Option<Doubt>,
}

/// The way from a place to the statement that it is part of.
pub(super) struct Path {
    /// The operators on it, innermost first.
    pub links: Vec<Link>,
    /// Whether one of them governs the place within its own segment.
    pub is_governed: bool,
    /// The tense of the place's own verb, if it says something, and the token that tells it.
    pub tense: Option<(Tense, usize)>,
    /// Whether it is the object of what was said in the past, and does not look back.
    pub is_of_past: bool,
    /// Whether the sentence has a condition, about anybody.
    pub is_beside_condition: bool,
}

impl Analysis {
    /// The way from the place at a token to the statement that it is part of.
    pub(super) fn path(&self, at: usize, form: Form) -> Path {
        let mut climb = Climb { analysis: self, links: Vec::new(), seen: Vec::new(), climbed: Vec::new() };
        let segment = self.owners[at];
        let is_governed = climb.within(segment, at, form);
        climb.up(segment, at, form);
        if self.asked.iter().any(|asked| asked.contains(&at)) {
            climb.links.push(structural(Modality::Asked));
        }
        let tense = self.tense_of(segment, at, form);
        // "Without the dam, the town would have flooded": what is taken away is a condition as well.
        let begins_without = self.operators.iter().any(|operator| operator.cue == Cue::Without && operator.tokens.start == 0);
        let is_beside_condition = begins_without || self.segments.iter().any(|other| other.role == Role::Condition);
        Path { links: climb.links, is_governed, tense, is_of_past: self.is_of_past(segment), is_beside_condition }
    }

    /// What denies an operator.
    pub(super) fn negations_of(&self, id: OperatorId) -> Vec<OperatorId> {
        self.operators.enumerate().filter(|(_, other)| other.target == Target::Operator(id)).map(|(other, _)| other).collect()
    }
}
