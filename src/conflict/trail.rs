//! Records the rows of the table that were tried on two answers, for `explain`.

use super::measure::Measured;
use crate::answer::Answer;
use crate::claim::{PartialDate, Period};
use crate::rule::{OverTime, Row, Rule};

/// A row that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The row.
    pub row: Row,
    /// Whether it decided. Only the last row did.
    pub decided: bool,
    /// What the row found, in one line.
    pub found: String,
}

/// The rows that were tried so far. If recording is off, nothing is stored or formatted.
#[derive(Debug, Default)]
pub(super) struct Trail {
    kept: Option<Vec<Tried>>,
}

impl Trail {
    /// Returns a trail that records.
    pub fn kept() -> Self {
        Trail { kept: Some(Vec::new()) }
    }

    /// Records that the row does not match; `found` says why.
    pub fn pass(&mut self, row: Row, found: impl FnOnce() -> String) {
        if let Some(kept) = &mut self.kept {
            kept.push(Tried { row, decided: false, found: found() });
        }
    }

    /// Returns the rows that did not match, in order, followed by the row that decided.
    pub fn decided_by(self, row: Row, found: String) -> Vec<Tried> {
        let mut tried = self.kept.unwrap_or_default();
        tried.push(Tried { row, decided: true, found });
        tried
    }
}

/// Describes the measures of two answers that are compared.
pub(super) fn measures_found(one: Option<Measured>, other: Option<Measured>) -> String {
    match (one, other) {
        (Some(one), Some(_)) if !one.measure.is_empty() => format!("both are measured in `{}`", one.measure),
        (Some(_), Some(_)) => "both are plain numbers, or dates".to_owned(),
        _ => "neither is measured".to_owned(),
    }
}

/// Describes what keeps two answers from being copies of one.
pub(super) fn not_repeated(one: &Answer, other: &Answer, found: &str) -> String {
    if one.value == other.value { found.to_owned() } else { format!("they say {} and {}", one.value, other.value) }
}

/// Describes the times that two answers are about.
pub(super) fn periods_found(by_period: bool, known: Option<(Period, Period)>) -> String {
    match known {
        _ if !by_period => "the rule compares no times".to_owned(),
        None => "not both of them state a time".to_owned(),
        Some((one, other)) if one == other => format!("both are about {one}"),
        Some((one, other)) => format!("{one} and {other} share a day"),
    }
}

/// Describes a change from one answer to the other.
pub(super) fn growth_found(rule: &Rule, one: Option<PartialDate>, other: Option<PartialDate>) -> String {
    let kind = match rule.over_time {
        OverTime::Grows => "grows",
        OverTime::Shrinks => "shrinks",
        _ => return "the rule says that it neither grows nor shrinks".to_owned(),
    };
    match one.zip(other) {
        None => format!("it {kind}, and not both answers have a date"),
        Some((one, other)) if one == other => format!("it {kind}, and both are of {one}"),
        Some((one, other)) => format!("it {kind}, and did not change that way between {} and {}", one.min(other), one.max(other)),
    }
}
