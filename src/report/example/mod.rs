//! The examples that rules carry: run, judged against what they expect, and what of the rules none of them touches.

mod coverage;
mod run;
mod view;

pub use coverage::{ExampleCoverage, Lacking, UnusedPattern};
pub use run::{Problem, Tried, answers, run};
pub use view::{DecidedView, ExampleAnswer, ExampleSummary, ExampleView, Stopped, TextView};

use crate::rule::{RuleSet, RuleStatus};

/// The same rules, of which drafts are asked as well: their examples are tried out, too.
pub fn with_drafts(rules: &RuleSet) -> RuleSet {
    let mut rules = rules.clone();
    for rule in rules.rules.iter_mut().filter(|rule| rule.status == RuleStatus::Draft) {
        rule.status = RuleStatus::Pilot;
    }
    rules
}
