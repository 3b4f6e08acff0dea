//! What an edit of the rules changes: compares the conflicts of one corpus under two sets of rules.

use super::model::{ConflictView, Report, VERSION};
use super::rules::{RuleList, RuleView};
use crate::rule::RuleSet;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The differences between two sets of rules.
#[derive(Clone, Debug, Serialize)]
pub struct RuleDiff {
    /// [`VERSION`].
    pub version: u32,
    /// The unit of columns, in the words of SARIF 2.1.0.
    pub column_unit: &'static str,
    /// The old rules, as the user named them.
    pub against: String,
    /// The rules for which something changes, by id.
    pub rules: Vec<RuleChange>,
    /// The counts.
    pub summary: RuleDiffSummary,
}

/// The changes of one rule.
#[derive(Clone, Debug, Serialize)]
pub struct RuleChange {
    /// Its id.
    pub rule: String,
    /// Its question; the old one if the rule is removed.
    pub question: String,
    /// Whether the rule is new, removed or kept.
    pub state: RuleState,
    /// Its status before and after; none if there is no such rule.
    pub status: [Option<&'static str>; 2],
    /// The answers to it before and after.
    pub answers: [usize; 2],
    /// Conflicts that only the new rules find.
    pub gained: Vec<ConflictView>,
    /// Conflicts that only the old rules find.
    pub lost: Vec<ConflictView>,
    /// Conflicts that both find, but that differ.
    pub changed: Vec<ConflictChange>,
}

/// Whether a rule is new, removed or kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleState {
    /// Only the new rules have it.
    Added,
    /// Only the old rules have it.
    Removed,
    /// Both have it.
    Kept,
}

/// A conflict that both sets of rules find.
#[derive(Clone, Debug, Serialize)]
pub struct ConflictChange {
    /// Its id.
    pub id: String,
    /// What differs: `verdict`, `level`, `pilot`, `positions`.
    pub what: Vec<&'static str>,
    /// Under the old rules.
    pub before: ConflictView,
    /// Under the new rules.
    pub after: ConflictView,
}

/// The counts of the changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleDiffSummary {
    /// Rules that are new.
    pub rules_added: usize,
    /// Rules that are removed.
    pub rules_removed: usize,
    /// Rules that both sets have, and for which something changes.
    pub rules_changed: usize,
    /// Conflicts that only the new rules find.
    pub gained: usize,
    /// Conflicts that only the old rules find.
    pub lost: usize,
    /// Conflicts that change.
    pub changed: usize,
    /// The conflicts before and after.
    pub conflicts: [usize; 2],
}

impl RuleDiff {
    /// Returns what changes from the old rules and their report to the new ones. Both reports must be of the same documents.
    pub fn new(against: &str, old: (&RuleSet, &Report), new: (&RuleSet, &Report)) -> RuleDiff {
        let lists = [old, new].map(|(rules, report)| RuleList::new(rules, Some(report)).rules);
        let by_id = |list: &'_ [RuleView]| -> BTreeMap<String, RuleView> {
            list.iter().map(|rule| (rule.id.clone(), rule.clone())).collect()
        };
        let [before, after] = [by_id(&lists[0]), by_id(&lists[1])];
        let mut conflicts = [by_rule(old.1), by_rule(new.1)];
        let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let changes = ids.into_iter().filter_map(|id| {
            let of = conflicts.each_mut().map(|conflicts| conflicts.remove(id.as_str()).unwrap_or_default());
            change([before.get(id), after.get(id)], of)
        });
        let rules: Vec<RuleChange> = changes.collect();
        let of = |state| rules.iter().filter(|rule| rule.state == state).count();
        let sum = |count: fn(&RuleChange) -> usize| rules.iter().map(count).sum();
        let summary = RuleDiffSummary {
            rules_added: of(RuleState::Added),
            rules_removed: of(RuleState::Removed),
            rules_changed: of(RuleState::Kept),
            gained: sum(|rule| rule.gained.len()),
            lost: sum(|rule| rule.lost.len()),
            changed: sum(|rule| rule.changed.len()),
            conflicts: [old, new].map(|(_, report)| report.conflicts.len()),
        };
        RuleDiff { version: VERSION, column_unit: "unicodeCodePoints", against: against.to_owned(), rules, summary }
    }
}

type ById<'r> = BTreeMap<&'r str, &'r ConflictView>;

/// Returns the conflicts of each rule.
fn by_rule(report: &Report) -> BTreeMap<&str, ById<'_>> {
    let mut found: BTreeMap<&str, ById<'_>> = BTreeMap::new();
    for conflict in &report.conflicts {
        found.entry(&conflict.rule).or_default().insert(&conflict.id, conflict);
    }
    found
}

/// Returns the changes of one rule; none if there are none.
fn change(rules: [Option<&RuleView>; 2], [before, after]: [ById<'_>; 2]) -> Option<RuleChange> {
    let [old, new] = rules;
    let shown = new.or(old)?;
    let state = match rules {
        [None, _] => RuleState::Added,
        [_, None] => RuleState::Removed,
        _ => RuleState::Kept,
    };
    let only = |these: &ById<'_>, others: &ById<'_>| -> Vec<ConflictView> {
        these.iter().filter(|(id, _)| !others.contains_key(*id)).map(|(_, conflict)| (*conflict).clone()).collect()
    };
    let both = before.iter().filter_map(|(id, before)| Some((id, *before, *after.get(id)?)));
    let changed = both.filter_map(|(id, before, after)| {
        let what = differences(before, after);
        (!what.is_empty()).then(|| ConflictChange { id: (*id).to_owned(), what, before: before.clone(), after: after.clone() })
    });
    let change = RuleChange {
        rule: shown.id.clone(),
        question: shown.question.clone(),
        state,
        status: rules.map(|rule| rule.map(|rule| rule.status)),
        answers: rules.map(|rule| rule.and_then(|rule| rule.found).map_or(0, |found| found.answers)),
        gained: only(&after, &before),
        lost: only(&before, &after),
        changed: changed.collect(),
    };
    let is_same = state == RuleState::Kept
        && change.status[0] == change.status[1]
        && change.answers[0] == change.answers[1]
        && change.gained.is_empty()
        && change.lost.is_empty()
        && change.changed.is_empty();
    (!is_same).then_some(change)
}

/// Returns what differs between two versions of a conflict.
fn differences(before: &ConflictView, after: &ConflictView) -> Vec<&'static str> {
    // Who says what, and where.
    let positions = |conflict: &ConflictView| -> Vec<Vec<[String; 3]>> {
        let of = |position: &super::model::PositionView| {
            let answers = position.answers.iter();
            answers
                .map(|answer| {
                    let at = answer.location;
                    [answer.value.clone(), answer.voice.clone(), format!("{}:{}:{}", answer.file, at.line, at.column)]
                })
                .collect()
        };
        conflict.positions.iter().map(of).collect()
    };
    let mut what = Vec::new();
    if before.verdict != after.verdict {
        what.push("verdict");
    }
    if before.level != after.level {
        what.push("level");
    }
    if before.pilot != after.pilot {
        what.push("pilot");
    }
    if positions(before) != positions(after) {
        what.push("positions");
    }
    what
}
