//! The verdict of two answers to one question about one subject.

use crate::answer::Answer;
use crate::claim::{Interval, Modality, PartialDate, Quantity, Value};
use crate::rule::{OverTime, Rule, RuleSet, Tolerance};
use rust_decimal::Decimal;

/// What two answers make of each other, from the mildest to the gravest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They cannot be compared.
    Incomparable,
    /// Both can be true.
    Compatible,
    /// One says it more exactly.
    Refinement,
    /// They hardly can both be true, or something that decides is not certain.
    Tension,
    /// They cannot both be true.
    Contradiction,
}

impl Verdict {
    /// The word that the outputs use.
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::Incomparable => "incomparable",
            Verdict::Compatible => "compatible",
            Verdict::Refinement => "refinement",
            Verdict::Tension => "tension",
            Verdict::Contradiction => "contradiction",
        }
    }
}

/// A name for a kind of conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// One voice denies what another confirms.
    Denial,
    /// One voice says both.
    Reversal,
    /// A total that can only grow has become less.
    ShrinkingTotal,
    /// What can only become less has grown.
    GrowingRest,
    /// A part is more than its whole.
    PartExceedsWhole,
}

impl Label {
    /// The word that the outputs use.
    pub const fn word(self) -> &'static str {
        match self {
            Label::Denial => "denial against confirmation",
            Label::Reversal => "reversal",
            Label::ShrinkingTotal => "shrinking total",
            Label::GrowingRest => "growing rest",
            Label::PartExceedsWhole => "part exceeds whole",
        }
    }
}

/// A verdict and its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in one line.
    pub why: String,
    /// Whether the two values exclude each other, however certain they are.
    pub exclusive: bool,
    /// Whether a part of the subject was found to be more than the whole.
    pub part_exceeds: bool,
}

impl Comparison {
    fn new(verdict: Verdict, why: impl Into<String>) -> Self {
        Comparison { verdict, why: why.into(), exclusive: verdict == Verdict::Contradiction, part_exceeds: false }
    }
}

/// The verdict of two answers to the same rule: the first row of the table in `docs/design.md` that matches.
pub fn compare(rules: &RuleSet, rule: &Rule, one: &Answer, other: &Answer) -> Comparison {
    if one.set_aside().is_some() || other.set_aside().is_some() {
        return Comparison::new(Verdict::Incomparable, "one of them says nothing of what is true");
    }
    let related = one.subject == other.subject
        || rules.is_part_of(one.subject, other.subject)
        || rules.is_part_of(other.subject, one.subject);
    if !related {
        return Comparison::new(Verdict::Incomparable, "they are about different parts");
    }
    if one.value == other.value && (one.speaker.key == other.speaker.key || copies(one, other)) {
        return Comparison::new(Verdict::Compatible, "the same voice says the same");
    }
    let known_periods = one.period.zip(other.period);
    let by_period = !matches!(rule.over_time, OverTime::Constant | OverTime::Grows | OverTime::Shrinks);
    if by_period && known_periods.is_some_and(|(one, other)| one.is_disjoint(&other)) {
        return Comparison::new(Verdict::Compatible, "they are about different times");
    }
    let mut comparison = match (&one.value, &other.value) {
        (Value::YesNo(one_says), Value::YesNo(other_says)) => yes_no(rules, one, other, *one_says, *other_says),
        (Value::Quantity(one_says), Value::Quantity(other_says)) => quantities(rules, rule, (one, one_says), (other, other_says)),
        _ => Comparison::new(Verdict::Incomparable, "they are answers of different kinds"),
    };
    let uncertain = uncertain(one).or_else(|| uncertain(other)).or_else(|| {
        let open = rule.over_time == OverTime::Varies && known_periods.is_none_or(|(one, other)| one != other);
        open.then_some("whether they are about the same time is not stated")
    });
    if comparison.verdict == Verdict::Contradiction
        && let Some(reason) = uncertain
    {
        comparison.verdict = Verdict::Tension;
        comparison.why = format!("{}; but {reason}", comparison.why);
    }
    comparison
}

/// What keeps an answer from being taken flatly.
const fn uncertain(answer: &Answer) -> Option<&'static str> {
    match answer.modality {
        Modality::Hearsay => Some("one is hearsay"),
        Modality::Possible => Some("one is only said to be possible"),
        Modality::Restricted => Some("one is said with a limit"),
        _ if answer.subject_inferred => Some("whom one of them is about is inferred"),
        _ => None,
    }
}

/// Whether one of the two sources only repeats the other.
fn copies(one: &Answer, other: &Answer) -> bool {
    one.source.derives_from.as_ref() == Some(&other.source.id) || other.source.derives_from.as_ref() == Some(&one.source.id)
}

fn yes_no(rules: &RuleSet, one: &Answer, other: &Answer, one_says: bool, other_says: bool) -> Comparison {
    if one_says == other_says {
        return Comparison::new(Verdict::Compatible, "they say the same");
    }
    let no = if one_says { other } else { one };
    let yes = if one_says { one } else { other };
    if rules.is_part_of(no.subject, yes.subject) {
        return Comparison::new(Verdict::Refinement, "the denial is about a part only");
    }
    let (yes, no) = (&yes.speaker, &no.speaker);
    let why = if yes.key == no.key {
        format!("{} says both yes and no", yes.name)
    } else {
        format!("{} says yes, {} says no", yes.name, no.name)
    };
    Comparison::new(Verdict::Contradiction, why)
}

fn quantities(rules: &RuleSet, rule: &Rule, one: (&Answer, &Quantity), other: (&Answer, &Quantity)) -> Comparison {
    let ((one, one_says), (other, other_says)) = (one, other);
    if one_says.unit != other_says.unit {
        return Comparison::new(Verdict::Incomparable, "their units differ");
    }
    let (mine, its) = (one_says.meant(), other_says.meant());
    if let Some(comparison) = over_time(rule, (one, &mine), (other, &its)) {
        return comparison;
    }
    let mut part_exceeds = false;
    if one.subject != other.subject {
        let (part, whole) = if rules.is_part_of(one.subject, other.subject) { (&mine, &its) } else { (&its, &mine) };
        if !whole.is_below(part) {
            return Comparison::new(Verdict::Refinement, "one is about a part of the other");
        }
        part_exceeds = true;
    }
    let apart = format!("{one_says} lies outside {other_says}");
    let apart = if width(&mine) > width(&its) { format!("{other_says} lies outside {one_says}") } else { apart };
    let possible = (one_says.possible(), other_says.possible());
    if possible.0.is_disjoint(&possible.1) && !forgiven(rule, &possible.0, &possible.1) {
        let undated =
            matches!(rule.over_time, OverTime::Grows | OverTime::Shrinks) && (as_of(one).is_none() || as_of(other).is_none());
        return if undated {
            Comparison::new(Verdict::Tension, format!("{apart}; but which of them is later is not known"))
        } else {
            Comparison { part_exceeds, ..Comparison::new(Verdict::Contradiction, apart) }
        };
    }
    if mine.is_disjoint(&its) && !forgiven(rule, &mine, &its) {
        return Comparison::new(Verdict::Tension, format!("{one_says} and {other_says} are far apart"));
    }
    if mine.contains(&its) || its.contains(&mine) {
        return Comparison::new(Verdict::Refinement, "one says it more exactly");
    }
    Comparison::new(Verdict::Compatible, "they overlap")
}

fn width(interval: &Interval) -> Decimal {
    interval.width().unwrap_or(Decimal::MAX)
}

/// Whether the gap between two disjoint intervals is within the rule's tolerance.
fn forgiven(rule: &Rule, one: &Interval, other: &Interval) -> bool {
    let gap = one.gap(other);
    match rule.tolerance {
        None => false,
        Some(Tolerance::Absolute(most)) => gap <= most,
        Some(Tolerance::Share(share)) => {
            let ends = [one.low, one.high, other.low, other.high];
            let largest = ends.iter().filter_map(|end| end.value()).max().unwrap_or_default();
            largest.checked_mul(share).is_some_and(|most| gap <= most)
        }
    }
}

/// Growth and shrinking: compatible where the later value may be reached from the earlier one.
fn over_time(rule: &Rule, one: (&Answer, &Interval), other: (&Answer, &Interval)) -> Option<Comparison> {
    let grows = match rule.over_time {
        OverTime::Grows => true,
        OverTime::Shrinks => false,
        _ => return None,
    };
    let (mine, its) = (as_of(one.0)?, as_of(other.0)?);
    let (earlier, later) = match order(mine, its) {
        Some(true) => (one.1, other.1),
        Some(false) => (other.1, one.1),
        None if mine == its && mine.first() == mine.last() => return None,
        // A month and a day in it: either may have come first.
        None => return Some(Comparison::new(Verdict::Compatible, "it may have changed between them")),
    };
    let unreachable = if grows { later.is_below(earlier) } else { earlier.is_below(later) };
    let why = if grows { "it has grown" } else { "it has become less" };
    (!unreachable).then(|| Comparison::new(Verdict::Compatible, why))
}

/// The time whose state an answer tells: the one that it states, else the day it was said.
pub(super) fn as_of(answer: &Answer) -> Option<PartialDate> {
    answer.period.and_then(|period| period.to).or(answer.date)
}

/// Whether the first date lies before the second; none where they share a day.
fn order(one: PartialDate, other: PartialDate) -> Option<bool> {
    if one.last() < other.first() {
        Some(true)
    } else if other.last() < one.first() {
        Some(false)
    } else {
        None
    }
}
