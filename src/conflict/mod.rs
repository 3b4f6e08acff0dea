//! From answers to conflicts: the verdict of two answers, positions, and what contradicts what.
//!
//! The table of verdicts is in `docs/design.md`. Groups are sorted and swept; no step compares all pairs.

mod axis;
mod growth;
mod identity;
mod measure;
mod period;
mod plans;
mod position;
mod rank;
mod repeats;
mod trail;
mod varies;
mod verdict;
mod witness;

pub use axis::Axis;
pub use identity::{group_id, id, question_id, timed_id};
pub use measure::{Measured, measured, measured_value, measured_without_rule};
pub use period::period_of;
pub use position::{Camps, camps};
pub use rank::rank;
pub use repeats::repeats;
pub use trail::Tried;
use verdict::is_own;
pub use verdict::{Comparison, Label, compare, compare_step_by_step};

use crate::answer::{Answer, Source};
use crate::claim::{Period, Value};
use crate::diagnostic::Level;
use crate::id::{EntityId, RuleId};
pub use crate::rule::Verdict;
use crate::rule::{OverTime, Row, RuleSet, Subject};
use crate::span::{InSource, Span};
use std::collections::BTreeMap;
use witness::{Witnesses, label};

/// The most sets of options that are compared pairwise.
const MOST_CHOICES: usize = 32;

/// All answers to one question about one subject.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The rule.
    pub rule: RuleId,
    /// The subject.
    pub subject: EntityId,
    /// The time that the answers are about, if each time has its own truth.
    pub period: Option<Period>,
    /// Answers that take a position, sorted into positions by value; the best answer of each first.
    pub positions: Vec<Vec<&'a Answer>>,
    /// Answers that fit several positions.
    pub fits_several: Vec<&'a Answer>,
    /// Answers that take no position.
    pub set_aside: Vec<&'a Answer>,
    /// Answers that a later passage of the same source corrects.
    pub superseded: Vec<&'a Answer>,
    /// The most serious verdict between two positions.
    pub outcome: Outcome,
    /// The two answers that gave it; none if nothing was compared.
    pub compared: Option<(&'a Answer, &'a Answer)>,
}

/// The result of comparing the positions of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The most serious verdict.
    pub verdict: Verdict,
    /// The kind of conflict, if it has a name.
    pub label: Option<Label>,
    /// The row of the table that decided.
    pub row: Row,
    /// The aspect that the row looks at; for a tension, what keeps it from being a contradiction.
    pub axis: Axis,
    /// Why, in one line.
    pub why: String,
    /// What would turn a tension into a contradiction.
    pub would_change: Option<String>,
}

impl Outcome {
    /// Returns the result of a comparison.
    fn of(comparison: Comparison, label: Option<Label>) -> Self {
        let Comparison { verdict, row, axis, why, would_change, .. } = comparison;
        Outcome { verdict, label, row, axis, why, would_change }
    }
}

/// Judges all answers. Returns one group for each question and subject that was answered, and for each time that has its own
/// truth, sorted by rule, subject and time. Answers without a subject are in no group.
pub fn judge<'a>(rules: &RuleSet, answers: &'a [Answer]) -> Vec<Group<'a>> {
    let mut asked: BTreeMap<(RuleId, EntityId), varies::ByPeriod<'_>> = BTreeMap::new();
    for answer in answers {
        let Some(subject) = answer.asked() else { continue };
        let period = period_of(rules.rules[answer.rule].over_time, answer);
        asked.entry((answer.rule, subject)).or_default().entry(period).or_default().push(answer);
    }
    let mut groups = Vec::new();
    for ((rule, subject), by_period) in asked {
        if rules.rules[rule].over_time == OverTime::Varies {
            groups.extend(varying(rules, rule, subject, by_period));
        } else {
            let judged = by_period.into_iter().map(|(period, answers)| group(rules, rule, subject, period, answers));
            groups.extend(judged.map(|group| plans::judged(rules, group)));
        }
    }
    groups
}

/// Makes a group of answers that can all be compared.
fn group<'a>(rules: &RuleSet, rule: RuleId, subject: EntityId, period: Option<Period>, answers: Vec<&'a Answer>) -> Group<'a> {
    let (set_aside, superseded, judged) = sorted_out(answers);
    let camps = camps(&rules.rules[rule], judged);
    let (outcome, compared) = outcome(rules, rule, &camps.positions, Vec::new());
    let (positions, fits_several) = (camps.positions, camps.fits_several);
    Group { rule, subject, period, positions, fits_several, set_aside, superseded, outcome, compared }
}

/// Makes the groups of a question whose answer varies. Times that share days are judged together, and answers without a time are
/// judged against the others.
fn varying<'a>(rules: &RuleSet, rule: RuleId, subject: EntityId, by_period: varies::ByPeriod<'a>) -> Vec<Group<'a>> {
    let asked = &rules.rules[rule];
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (period, bundle) in varies::bundles(by_period) {
        let (set_aside, superseded, judged) = sorted_out(bundle.into_values().flatten().collect());
        let mut by_period = varies::ByPeriod::new();
        for answer in judged {
            by_period.entry(answer.period).or_default().push(answer);
        }
        let camps = varies::camps_of(asked, by_period);
        let pairs = varies::overlapping_pairs(asked, &camps.positions);
        let (outcome, compared) = outcome(rules, rule, &camps.positions, pairs);
        let (positions, fits_several) = (camps.positions, camps.fits_several);
        groups.push(Group { rule, subject, period, positions, fits_several, set_aside, superseded, outcome, compared });
    }
    if let Some((undated, dated)) = groups.split_first_mut().filter(|(first, _)| first.period.is_none()) {
        let others: Vec<Vec<&Answer>> = dated.iter().flat_map(|group| group.positions.iter().cloned()).collect();
        if let Some((outcome, compared, other)) = varies::against_dated(rules, rule, &undated.positions, &others) {
            undated.positions.push(other);
            if undated.outcome.verdict < outcome.verdict {
                undated.outcome = outcome;
                undated.compared = Some(compared);
            }
        }
    }
    groups
}

/// Splits answers into those that take no position, those that a later passage corrects, and the others; all sorted by source and
/// place.
fn sorted_out(mut answers: Vec<&Answer>) -> (Vec<&Answer>, Vec<&Answer>, Vec<&Answer>) {
    answers.sort_by(|one, other| one.place().cmp(&other.place()));
    let (set_aside, judged): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.set_aside().is_some());
    let (superseded, judged) = superseded(judged);
    (set_aside, superseded, judged)
}

/// Splits answers into those that a later passage of the same voice in the same source corrects, and the others. The input is
/// sorted by source and place.
fn superseded(answers: Vec<&Answer>) -> (Vec<&Answer>, Vec<&Answer>) {
    // By voice; and what the source says in its own name is replaced whoever the update names.
    let mut last_update: BTreeMap<(&Source, Option<&str>), Span<InSource>> = BTreeMap::new();
    // If the source says that it was wrong, this applies whoever it had named.
    let mut last_correction: BTreeMap<&Source, Span<InSource>> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| answer.is_update) {
        last_update.insert((&answer.source, Some(&answer.speaker.key)), answer.span);
        last_update.insert((&answer.source, None), answer.span);
        if answer.is_correction && is_own(answer) {
            last_correction.insert(&answer.source, answer.span);
        }
    }
    answers.into_iter().partition(|answer| {
        let voice = Some(answer.speaker.key.as_str()).filter(|_| !is_own(answer));
        let update = last_update.get(&(&*answer.source, voice));
        let is_before = |marked: Option<&Span<InSource>>| marked.is_some_and(|marked| answer.span < *marked);
        !answer.is_update && (is_before(update) || is_before(last_correction.get(&*answer.source)))
    })
}

/// Compares the positions by a few witnesses each: the best position with every other, neighbours with each other, and the two
/// ends, which may be further apart than the tolerance even if every step between them is within it. Sets of options have no
/// order: the first ones are compared pairwise. `more` are additional pairs to compare. Also returns the two answers that
/// decided.
fn outcome<'a>(
    rules: &RuleSet,
    rule: RuleId,
    positions: &[Vec<&'a Answer>],
    more: Vec<(usize, usize)>,
) -> (Outcome, Option<(&'a Answer, &'a Answer)>) {
    let rule = &rules.rules[rule];
    let mut worst = Outcome {
        verdict: Verdict::Compatible,
        label: None,
        row: Row::SameAnswer,
        axis: Axis::Value,
        why: String::new(),
        would_change: None,
    };
    let mut compared = None;
    let best = (0..positions.len()).min_by_key(|index| positions[*index].first().map(|answer| rank(answer)));
    let Some(best) = best.filter(|_| positions.len() > 1) else { return (worst, None) };
    let witnesses: Vec<Witnesses<'_>> = positions.iter().map(|answers| Witnesses::of(answers)).collect();
    let against_best = (0..positions.len()).filter(|other| *other != best).map(|other| (best.min(other), best.max(other)));
    let neighbours = (1..positions.len()).map(|index| (index - 1, index));
    let is_choice = positions[0].first().is_some_and(|answer| matches!(answer.value, Value::Choice(_)));
    let most = if is_choice { positions.len().min(MOST_CHOICES) } else { 0 };
    let choices = (0..most).flat_map(|low| (low + 1..most).map(move |high| (low, high)));
    for (low, high) in against_best.chain(neighbours).chain([(0, positions.len() - 1)]).chain(choices).chain(more) {
        for (one, other) in witnesses[low].pairs(&witnesses[high], rule.over_time) {
            let comparison = compare(rules, rule, one, other);
            if comparison.verdict > worst.verdict || worst.why.is_empty() {
                let label = label(rule, &comparison, &witnesses[low], &witnesses[high]);
                compared = Some((one, other));
                worst = Outcome::of(comparison, label);
            }
        }
    }
    (worst, compared)
}

impl Group<'_> {
    /// Returns the level of the conflict: that of its rule, one lower for a tension; none if there is no conflict.
    pub fn level(&self, rules: &RuleSet) -> Option<Level> {
        let level = rules.rules[self.rule].level;
        match self.outcome.verdict {
            Verdict::Contradiction => Some(level),
            Verdict::Tension => Some(match level {
                Level::Error => Level::Warning,
                Level::Warning | Level::Note => Level::Note,
            }),
            _ => None,
        }
    }
}

/// Returns the ids `rule/subject` of every question that the rules ask.
pub fn questions(rules: &RuleSet) -> Vec<(RuleId, EntityId)> {
    let mut asked = Vec::new();
    for (index, rule) in rules.rules.enumerate() {
        if !rule.status.is_asked() {
            continue;
        }
        match &rule.subject {
            Subject::Entity(entity) => asked.push((index, *entity)),
            Subject::Kind(kind) => {
                let of_kind = rules.entities.iter().filter(|entity| entity.kind.as_ref() == Some(kind));
                asked.extend(of_kind.map(|entity| (index, entity.root)));
            }
        }
    }
    asked.sort_unstable();
    asked.dedup();
    asked
}
