//! Plans against plans: where nothing that is said to be so is in dispute, what is expected may be.

use super::{Group, Verdict, camps, outcome};
use crate::answer::Answer;
use crate::claim::{Modality, Value};
use crate::rule::{Compares, RuleSet};

/// Returns the group with its plans as positions, if they conflict with each other and nothing else in the group does: "the line will cost 148
/// million" against "the bill is expected to reach 158 million". Plans that agree stay aside.
///
/// Under `modality = "planned"` plans are what is judged from the start.
pub(super) fn judged<'a>(rules: &RuleSet, mut group: Group<'a>) -> Group<'a> {
    let rule = &rules.rules[group.rule];
    if rule.compares == Compares::Plans || group.outcome.verdict >= Verdict::Tension {
        return group;
    }
    let plans: Vec<&Answer> = group.set_aside.iter().copied().filter(|answer| is_plan(answer)).collect();
    let camps = camps(rule, plans);
    let (outcome, compared) = outcome(rules, group.rule, &camps.positions, Vec::new());
    if outcome.verdict < Verdict::Tension {
        return group;
    }
    group.set_aside.retain(|answer| !is_plan(answer));
    group.positions.extend(camps.positions);
    group.fits_several.extend(camps.fits_several);
    (group.outcome, group.compared) = (outcome, compared);
    group
}

/// Returns true if the answer is a plan that can be compared with another.
fn is_plan(answer: &Answer) -> bool {
    let is_clear = answer.has_subject() && answer.doubt.is_none() && !answer.negated && !answer.is_withdrawn;
    is_clear && answer.modality == Modality::Planned && answer.value != Value::Vague
}
