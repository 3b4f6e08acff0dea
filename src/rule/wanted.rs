//! What a checked rule asks for: each kind of answer, with what only that kind needs.

use super::model::{AnswerKind, RuleOption, RuleUnit, Words};
use crate::id::{IdVec, OptionId};
use std::collections::BTreeSet;

/// What a question asks for.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// A number.
    Number(Number),
    /// A date.
    Date,
    /// Yes or no.
    YesNo,
    /// One of some options.
    Option(Choices),
    /// One of some entities.
    Name(Choices),
}

/// A number that a question asks for.
#[derive(Clone, Debug)]
pub struct Number {
    /// What the number measures or counts.
    pub of: NumberOf,
    /// Whether the number inside of a bound is the value: "at most 30 days" is a limit of 30 days.
    pub limit: bool,
}

/// What a number measures or counts.
#[derive(Clone, Debug)]
pub enum NumberOf {
    /// Things.
    Count {
        /// The words for what is counted.
        counted: Words,
    },
    /// Money.
    Amount {
        /// Words that must be near; empty if none are required.
        counted: Words,
        /// The currency of the answer.
        unit: Option<RuleUnit>,
    },
    /// A percentage.
    Percentage {
        /// Words that must be near; empty if none are required.
        counted: Words,
    },
    /// A measure with a unit.
    Measure {
        /// Words that must be near; empty if none are required.
        counted: Words,
        /// The unit of the answer.
        unit: RuleUnit,
    },
    /// A duration.
    Duration {
        /// The unit of the answer.
        unit: Option<RuleUnit>,
    },
}

/// The possible answers.
#[derive(Clone, Debug)]
pub struct Choices {
    /// All of them.
    pub options: IdVec<OptionId, RuleOption>,
    /// Sets of option ids of which only one can be right.
    pub exclusive: Vec<BTreeSet<String>>,
}

impl Wanted {
    /// Returns the kind of answer.
    pub const fn kind(&self) -> AnswerKind {
        match self {
            Wanted::Number(number) => match number.of {
                NumberOf::Count { .. } => AnswerKind::Count,
                NumberOf::Amount { .. } => AnswerKind::Amount,
                NumberOf::Percentage { .. } => AnswerKind::Percentage,
                NumberOf::Measure { .. } => AnswerKind::Measure,
                NumberOf::Duration { .. } => AnswerKind::Duration,
            },
            Wanted::Date => AnswerKind::Date,
            Wanted::YesNo => AnswerKind::YesNo,
            Wanted::Option(_) => AnswerKind::Option,
            Wanted::Name(_) => AnswerKind::Name,
        }
    }

    /// Returns the number that it asks for, if it asks for one.
    pub const fn number(&self) -> Option<&Number> {
        match self {
            Wanted::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Returns the possible answers, if it is one of several.
    pub const fn choices(&self) -> Option<&Choices> {
        match self {
            Wanted::Option(choices) | Wanted::Name(choices) => Some(choices),
            _ => None,
        }
    }
}

impl Number {
    /// Returns the words for what is counted or must be near, for the kinds that have such words.
    pub const fn counted(&self) -> Option<&Words> {
        match &self.of {
            NumberOf::Count { counted }
            | NumberOf::Amount { counted, .. }
            | NumberOf::Percentage { counted }
            | NumberOf::Measure { counted, .. } => Some(counted),
            NumberOf::Duration { .. } => None,
        }
    }

    /// Returns the unit of the answer.
    pub const fn unit(&self) -> Option<&RuleUnit> {
        match &self.of {
            NumberOf::Amount { unit, .. } | NumberOf::Duration { unit } => unit.as_ref(),
            NumberOf::Measure { unit, .. } => Some(unit),
            NumberOf::Count { .. } | NumberOf::Percentage { .. } => None,
        }
    }
}
