//! The few answers that represent a position in comparisons.

use super::growth::as_of;
use super::verdict::{Comparison, Label};
use crate::answer::Answer;
use crate::claim::{Credit, PartialDate, Value};
use crate::rule::{OverTime, Rule};
use std::collections::BTreeSet;

/// The answers that represent a position; computed once.
pub(super) struct Witnesses<'a> {
    best: &'a Answer,
    earliest: &'a Answer,
    latest: &'a Answer,
    /// The voices that are cited for the position.
    cited: BTreeSet<&'a str>,
}

impl<'a> Witnesses<'a> {
    /// Returns the witnesses of a position, whose answers are sorted by rank.
    pub fn of(answers: &[&'a Answer]) -> Self {
        let pick = |better: &dyn Fn(&Answer, &Answer) -> bool| {
            let mut best = answers[0];
            for answer in answers {
                if better(answer, best) {
                    best = answer;
                }
            }
            best
        };
        let cited = answers.iter().filter(|answer| answer.speaker.credit <= Credit::Quotation);
        Witnesses {
            best: answers[0],
            earliest: pick(&|answer, best| match (as_of(answer), as_of(best)) {
                (Some(date), Some(other)) => date.last() < other.last(),
                (Some(_), None) => true,
                _ => false,
            }),
            latest: pick(&|answer, best| as_of(answer).map(PartialDate::first) > as_of(best).map(PartialDate::first)),
            cited: cited.map(|answer| answer.speaker.key.as_str()).collect(),
        }
    }

    /// Returns the pairs to compare with a higher position: the best of each; and if the truth may change, also those that leave
    /// the least time for the change.
    pub fn pairs(&self, high: &Witnesses<'a>, over_time: OverTime) -> Vec<(&'a Answer, &'a Answer)> {
        let (low_edge, high_edge) = match over_time {
            OverTime::Grows => (self.latest, high.earliest),
            OverTime::Shrinks => (self.earliest, high.latest),
            _ => return vec![(self.best, high.best)],
        };
        vec![(self.best, high.best), (low_edge, high_edge), (low_edge, high.best), (self.best, high_edge)]
    }
}

/// Returns the kind of conflict between two positions.
pub(super) fn label(rule: &Rule, comparison: &Comparison, one: &Witnesses<'_>, other: &Witnesses<'_>) -> Option<Label> {
    if !comparison.exclusive {
        return None;
    }
    match rule.over_time {
        _ if comparison.part_exceeds => Some(Label::PartExceedsWhole),
        _ if !one.cited.is_disjoint(&other.cited) => Some(Label::Reversal),
        OverTime::Grows => Some(Label::ShrinkingTotal),
        OverTime::Shrinks => Some(Label::GrowingRest),
        _ if matches!(one.best.value, Value::YesNo(_)) => Some(Label::Denial),
        _ => None,
    }
}
