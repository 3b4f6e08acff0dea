//! The aspect in which two answers differ, or agree, and which decided their verdict.

use crate::rule::Row;

/// The aspect that decided the verdict of two answers. For a tension, the aspect that keeps it from being a contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// The value.
    Value,
    /// Yes or no.
    Polarity,
    /// The subject.
    Subject,
    /// The time.
    Period,
    /// The voice.
    Voice,
    /// How surely it is said.
    Modality,
    /// What is measured, and in which unit.
    Measure,
    /// The side of a `distinguish`.
    Side,
}

impl Axis {
    /// Returns the word that the outputs use.
    pub const fn word(self) -> &'static str {
        match self {
            Axis::Value => "value",
            Axis::Polarity => "polarity",
            Axis::Subject => "subject",
            Axis::Period => "period",
            Axis::Voice => "voice",
            Axis::Modality => "modality",
            Axis::Measure => "measure",
            Axis::Side => "side",
        }
    }

    /// Returns the aspect that a row of the table looks at.
    pub(super) const fn of(row: Row) -> Axis {
        match row {
            Row::DifferentSubject | Row::PartOfWhole => Axis::Subject,
            Row::DifferentMeasure => Axis::Measure,
            Row::NoPosition => Axis::Modality,
            Row::NegatedQuantity => Axis::Polarity,
            Row::OtherSide => Axis::Side,
            Row::SameVoice | Row::Copy | Row::Superseded => Axis::Voice,
            Row::DifferentPeriod | Row::Growth => Axis::Period,
            Row::NoAnswer | Row::Vague | Row::CannotBoth | Row::BoundsApart | Row::Within | Row::Overlap | Row::SameAnswer => {
                Axis::Value
            }
        }
    }
}
