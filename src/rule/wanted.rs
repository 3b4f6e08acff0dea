//! What a checked rule wants to know: each kind of answer with what only that kind needs.

use super::model::{AnswerKind, RuleOption, RuleUnit, Words};
use crate::id::{IdVec, OptionId};
use std::collections::BTreeSet;

/// What a question wants to know.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// A number.
    Number(Number),
    /// When.
    Date,
    /// Whether.
    YesNo,
    /// Which of some options.
    Option(Choices),
    /// Which of some entities.
    Name(Choices),
}

/// A number that a question wants.
#[derive(Clone, Debug)]
pub struct Number {
    /// What it is a number of.
    pub of: NumberOf,
    /// Whether the number inside a bound is the value: "at most 30 days" is a limit of 30 days.
    pub limit: bool,
}

/// What a number is a number of.
#[derive(Clone, Debug)]
pub enum NumberOf {
    /// Of things.
    Count {
        /// What is counted.
        counted: Words,
    },
    /// Of money.
    Amount {
        /// What must stand with it; nothing where there are no words.
        counted: Words,
        /// The currency that it is told in.
        unit: Option<RuleUnit>,
    },
    /// Of a hundred.
    Percentage {
        /// What must stand with it; nothing where there are no words.
        counted: Words,
    },
    /// Of a unit.
    Measure {
        /// What must stand with it; nothing where there are no words.
        counted: Words,
        /// The unit that it is told in.
        unit: RuleUnit,
    },
    /// Of a unit of time.
    Duration {
        /// The unit that it is told in.
        unit: Option<RuleUnit>,
    },
}

/// What an answer can be.
#[derive(Clone, Debug)]
pub struct Choices {
    /// All that it can be.
    pub options: IdVec<OptionId, RuleOption>,
    /// Sets of option ids of which only one can be right.
    pub exclusive: Vec<BTreeSet<String>>,
}

impl Wanted {
    /// The kind of answer.
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

    /// The number that it wants, if it wants one.
    pub const fn number(&self) -> Option<&Number> {
        match self {
            Wanted::Number(number) => Some(number),
            _ => None,
        }
    }

    /// What an answer can be, if it is one of several.
    pub const fn choices(&self) -> Option<&Choices> {
        match self {
            Wanted::Option(choices) | Wanted::Name(choices) => Some(choices),
            _ => None,
        }
    }
}

impl Number {
    /// What is counted, or must stand with it, for the kinds that can say so.
    pub const fn counted(&self) -> Option<&Words> {
        match &self.of {
            NumberOf::Count { counted }
            | NumberOf::Amount { counted, .. }
            | NumberOf::Percentage { counted }
            | NumberOf::Measure { counted, .. } => Some(counted),
            NumberOf::Duration { .. } => None,
        }
    }

    /// The unit that it is told in.
    pub const fn unit(&self) -> Option<&RuleUnit> {
        match &self.of {
            NumberOf::Amount { unit, .. } | NumberOf::Duration { unit } => unit.as_ref(),
            NumberOf::Measure { unit, .. } => Some(unit),
            NumberOf::Count { .. } | NumberOf::Percentage { .. } => None,
        }
    }
}
