//! The examples that rules carry: runs them, compares the results with what they expect, and finds words of the rules that no
//! example uses.

mod coverage;
mod run;
mod view;

pub use coverage::{ExampleCoverage, Lacking, UnusedPattern};
pub use run::{Problem, Tried, answers, run};
pub use view::{DecidedView, ExampleAnswer, ExampleSummary, ExampleView, Stopped, TextView};

use crate::rule::{RuleSet, RuleStatus};

/// Returns the same rules, with drafts that are asked as well, so that their examples can be run.
pub fn with_drafts(rules: &RuleSet) -> RuleSet {
    let mut rules = rules.clone();
    for rule in rules.rules.iter_mut().filter(|rule| rule.status == RuleStatus::Draft) {
        rule.status = RuleStatus::Pilot;
    }
    rules
}
