//! The ids of questions and conflicts. They depend only on rules, never on paths, lines, wording or language.

use super::{Group, period_of};
use crate::answer::Answer;
use crate::claim::Period;
use crate::id::{EntityId, RuleId};
use crate::rule::RuleSet;

/// `rule/subject`.
pub fn id(rules: &RuleSet, rule: RuleId, subject: EntityId) -> String {
    format!("{}/{}", rules.rules[rule].id, rules.entities[subject].id)
}

/// `rule/subject`, with `/period` if each time has its own truth.
pub fn timed_id(rules: &RuleSet, rule: RuleId, subject: EntityId, period: Option<Period>) -> String {
    let id = id(rules, rule, subject);
    period.map_or(id.clone(), |period| format!("{id}/{period}"))
}

/// Returns the id of the question that a group answers.
pub fn group_id(rules: &RuleSet, group: &Group<'_>) -> String {
    timed_id(rules, group.rule, group.subject, group.period)
}

/// Returns the id of the question that an answer answers; if the answer has no subject, the id of its rule.
pub fn question_id(rules: &RuleSet, answer: &Answer) -> String {
    let Some(asked) = answer.asked() else { return rules.rules[answer.rule].id.clone() };
    timed_id(rules, answer.rule, asked, period_of(rules.rules[answer.rule].over_time, answer))
}
