//! The verdict of two answers to one question about one subject.

use super::axis::Axis;
use super::growth::{Growth, as_of, growth};
use super::measure::{Measured, measured};
use super::trail::{Trail, Tried, growth_found, measures_found, not_repeated, periods_found};
use crate::answer::Answer;
use crate::claim::{Choice, Credit, Figure, Interval, Modality, Quantity, Value};
use crate::id::DistinctionId;
use crate::rule::{Compares, OverTime, Row, Rule, RuleSet, Tolerance, Verdict};
use rust_decimal::Decimal;

/// The name of a kind of conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// One voice denies what another one confirms.
    Denial,
    /// One voice says both.
    Reversal,
    /// A total that can only grow has decreased.
    ShrinkingTotal,
    /// A total that can only decrease has grown.
    GrowingRest,
    /// A part is larger than its whole.
    PartExceedsWhole,
}

impl Label {
    /// Returns the word that the outputs use.
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

/// A verdict with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The verdict.
    pub verdict: Verdict,
    /// The row of the table that decided.
    pub row: Row,
    /// The aspect that the row looked at; for a tension, what keeps it from being a contradiction.
    pub axis: Axis,
    /// Why, in one line.
    pub why: String,
    /// What keeps a tension from being a contradiction, as what would have to be known.
    pub would_change: Option<String>,
    /// Whether the two values exclude each other, however certain they are.
    pub exclusive: bool,
    /// Whether a part of the subject was found to be larger than the whole.
    pub part_exceeds: bool,
}

impl Comparison {
    fn new(verdict: Verdict, row: Row, why: impl Into<String>) -> Self {
        let exclusive = verdict == Verdict::Contradiction;
        Comparison { verdict, row, axis: Axis::of(row), why: why.into(), would_change: None, exclusive, part_exceeds: false }
    }

    fn on(self, axis: Axis) -> Self {
        Comparison { axis, ..self }
    }

    fn softened(mut self, axis: Axis, reason: &str, would_change: &str) -> Self {
        self.verdict = Verdict::Tension;
        self.axis = axis;
        self.why = format!("{}; but {reason}", self.why);
        self.would_change = Some(format!("a contradiction if {would_change}"));
        self
    }
}

/// Returns the verdict of two answers to the same rule: the first row of the table in `docs/design.md` that matches.
///
/// The order of the two does not matter, not even for the words of the reason: these follow the order of the sources.
pub fn compare(rules: &RuleSet, rule: &Rule, one: &Answer, other: &Answer) -> Comparison {
    follow(rules, rule, one, other, &mut Trail::default())
}

/// Does the same, and returns every row that was tried, in order.
pub fn compare_step_by_step(rules: &RuleSet, rule: &Rule, one: &Answer, other: &Answer) -> (Comparison, Vec<Tried>) {
    let mut trail = Trail::kept();
    let comparison = follow(rules, rule, one, other, &mut trail);
    let tried = trail.decided_by(comparison.row, comparison.why.clone());
    (comparison, tried)
}

/// Goes down the table, and records in `trail` which rows do not match.
fn follow(rules: &RuleSet, rule: &Rule, one: &Answer, other: &Answer, trail: &mut Trail) -> Comparison {
    // Two values may stand in one clause.
    let by_value = || other.value.to_string().cmp(&one.value.to_string());
    let is_later = other.place().cmp(&one.place()).then_with(by_value).is_lt();
    let (one, other) = if is_later { (other, one) } else { (one, other) };
    if let Some(comparison) = never_compared(rules, rule, one, other, trail) {
        return comparison;
    }
    if same_value(rule, one, other) {
        if copies(one, other) {
            return Comparison::new(Verdict::Compatible, Row::Copy, "one only repeats the other");
        }
        if one.speaker.key == other.speaker.key {
            return Comparison::new(Verdict::Compatible, Row::SameVoice, "the same voice says the same");
        }
    }
    trail.pass(Row::Copy, || not_repeated(one, other, "neither source repeats the other"));
    trail.pass(Row::SameVoice, || {
        not_repeated(one, other, &format!("the voices are {} and {}", one.speaker.name, other.speaker.name))
    });
    if one.is_withdrawn || other.is_withdrawn {
        let verdict = if one.source == other.source { Verdict::Refinement } else { Verdict::Incomparable };
        return Comparison::new(verdict, Row::Superseded, "one of them was withdrawn");
    }
    if corrects(one, other) || corrects(other, one) {
        return Comparison::new(Verdict::Refinement, Row::Superseded, "a later passage corrects it");
    }
    trail.pass(Row::Superseded, || "neither was withdrawn or is corrected by the other".to_owned());
    let known_periods = one.period.zip(other.period);
    let by_period = rule.over_time.is_by_period();
    if by_period && known_periods.is_some_and(|(one, other)| one.is_disjoint(&other)) {
        return Comparison::new(Verdict::Compatible, Row::DifferentPeriod, "they are about different times");
    }
    trail.pass(Row::DifferentPeriod, || periods_found(by_period, known_periods));
    let comparison = match (&one.value, &other.value) {
        (Value::YesNo(one_says), Value::YesNo(other_says)) => yes_no(rules, one, other, *one_says, *other_says, trail),
        (Value::Choice(one_says), Value::Choice(other_says)) => choices(rule, (one, one_says), (other, other_says), trail),
        _ => match measured(rule, one).zip(measured(rule, other)) {
            Some((mine, its)) => intervals(rules, rule, (one, &mine), (other, &its), trail),
            None => Comparison::new(Verdict::Incomparable, Row::DifferentMeasure, "they are answers of different kinds"),
        },
    };
    if comparison.verdict != Verdict::Contradiction {
        return comparison;
    }
    let open_period = rule.over_time == OverTime::Varies && known_periods.is_none_or(|(one, other)| one != other);
    // If neither is asserted without reservation, the less certain one decides.
    let (first, second) = if other.modality > one.modality { (other, one) } else { (one, other) };
    let only_plans = rule.compares == Compares::Facts && first.modality == Modality::Planned;
    let uncertain = uncertain(first).or_else(|| uncertain(second)).or_else(|| {
        only_plans.then_some((
            Axis::Modality,
            "both are plans or expectations",
            "the rule compared plans: `modality = \"planned\"`",
        ))
    });
    let uncertain = uncertain.or_else(|| {
        open_period.then_some((
            Axis::Period,
            "whether they are about the same time is not stated",
            "both are about the same time",
        ))
    });
    let unsaid = unsaid_side(rule, one, other);
    match (uncertain, unsaid) {
        (Some((axis, reason, change)), _) => comparison.softened(axis, reason, change),
        (None, Some(side)) => {
            let reason = format!("one does not say its side of `{side}`");
            comparison.softened(Axis::Side, &reason, &format!("both are on one side of `{side}`"))
        }
        (None, None) => comparison,
    }
}

/// Checks the first two rows: which answers are not compared at all.
fn never_compared(rules: &RuleSet, rule: &Rule, one: &Answer, other: &Answer, trail: &mut Trail) -> Option<Comparison> {
    let incomparable = |row, why: &str| Some(Comparison::new(Verdict::Incomparable, row, why));
    let Some((mine, its)) = one.subject().zip(other.subject()) else {
        return incomparable(Row::DifferentSubject, "of one of them it is unclear whom it is about");
    };
    if mine != its && !rules.is_part_of(mine, its) && !rules.is_part_of(its, mine) {
        return incomparable(Row::DifferentSubject, "they are about different parts");
    }
    trail.pass(Row::DifferentSubject, || {
        let (one, other) = (&rules.entities[mine].name, &rules.entities[its].name);
        if one == other { format!("both are about {one}") } else { format!("of {one} and {other}, one is part of the other") }
    });
    if let Some((mine, its)) = measured(rule, one).zip(measured(rule, other))
        && mine.measure != its.measure
    {
        return incomparable(Row::DifferentMeasure, "their units differ");
    }
    trail.pass(Row::DifferentMeasure, || measures_found(measured(rule, one), measured(rule, other)));
    if one.value == Value::Vague || other.value == Value::Vague {
        return incomparable(Row::Vague, "one of them is a number that cannot be compared");
    }
    trail.pass(Row::Vague, || "neither is vague".to_owned());
    // What is planned is compared with what is planned.
    let are_plans = one.modality == Modality::Planned && other.modality == Modality::Planned;
    let are_compared = are_plans || [one, other].iter().all(|answer| rule.compares.takes(answer.modality));
    if !are_compared {
        return incomparable(Row::NoPosition, "one of them says nothing of what is true");
    }
    trail.pass(Row::NoPosition, || {
        let (one, other) = (one.modality.word(), other.modality.word());
        if one == other { format!("both are {one}") } else { format!("one is {one}, one is {other}") }
    });
    if one.negated || other.negated {
        return incomparable(Row::NegatedQuantity, "one of them only says what it is not");
    }
    trail.pass(Row::NegatedQuantity, || "neither value stands under a \"not\"".to_owned());
    let sides = one.sides.iter().zip(&other.sides);
    if sides.clone().any(|(one, other)| matches!((one, other), (Some(one), Some(other)) if one != other)) {
        return incomparable(Row::OtherSide, "they stand on different sides of a distinction");
    }
    trail.pass(Row::OtherSide, || {
        let none = rule.distinguish.is_empty();
        if none { "the rule distinguishes nothing" } else { "no two sides are said that differ" }.to_owned()
    });
    None
}

/// Returns the distinction for which only one of the two states a side.
fn unsaid_side<'r>(rule: &'r Rule, one: &Answer, other: &Answer) -> Option<&'r str> {
    let side = |answer: &Answer, index: DistinctionId| answer.sides.get(index).copied().flatten();
    let unsaid = rule.distinguish.ids().find(|index| side(one, *index).is_some() != side(other, *index).is_some());
    unsaid.map(|index| rule.distinguish[index].id.as_str())
}

/// Returns what qualifies an answer, and what would have to be different.
const fn uncertain(answer: &Answer) -> Option<(Axis, &'static str, &'static str)> {
    match answer.modality {
        Modality::Hearsay => Some((Axis::Modality, "one is hearsay", "somebody said it flatly")),
        Modality::Possible => Some((Axis::Modality, "one is only said to be possible", "it were said flatly")),
        Modality::Restricted => Some((Axis::Modality, "one is said with a limit", "it were said without a limit")),
        _ if answer.doubt.is_some() => {
            Some((Axis::Modality, "what one of them says is not certain", "the sentence left no other reading"))
        }
        _ if answer.subject_inferred => {
            Some((Axis::Subject, "whom one of them is about is inferred", "the text itself named whom it is about"))
        }
        _ if answer.year_inferred => {
            let axis = if matches!(answer.value, Value::Period(_)) { Axis::Value } else { Axis::Period };
            Some((axis, "the year of one date is inferred", "the text itself said the year"))
        }
        _ => None,
    }
}

/// Returns true if the two say the same, in whatever words and units.
fn same_value(rule: &Rule, one: &Answer, other: &Answer) -> bool {
    one.value == other.value || measured(rule, one).zip(measured(rule, other)).is_some_and(|(one, other)| one == other)
}

/// Returns true if `later` is in a passage of the same source that is marked as an update or a correction, and replaces what the
/// same voice, or the source in its own name, said before. If the source itself says that it was wrong, this includes what it had
/// credited to others.
pub(super) fn corrects(later: &Answer, earlier: &Answer) -> bool {
    later.is_update
        && !earlier.is_update
        && later.source == earlier.source
        && (later.speaker.key == earlier.speaker.key || is_own(earlier) || later.is_correction && is_own(later))
        && earlier.span < later.span
}

/// Returns true if the source says it in its own name. Whoever an update then names, it replaces what the paper itself wrote.
pub(super) fn is_own(answer: &Answer) -> bool {
    answer.speaker.credit == Credit::Publisher
}

/// A shorter quote may be the same by chance.
const COPIED_WORDS: usize = 6;

/// Returns true if one of the two only repeats the other: its source derives from the other, its quote contains the other's, or
/// it says that it is a translation.
pub(super) fn copies(one: &Answer, other: &Answer) -> bool {
    let derives =
        one.source.derives_from.as_ref() == Some(&other.source.id) || other.source.derives_from.as_ref() == Some(&one.source.id);
    if derives || one.source == other.source {
        return derives;
    }
    let (short, long) = if one.quote_key.len() <= other.quote_key.len() { (one, other) } else { (other, one) };
    let (short, long) = (short.quote_key.as_str(), long.quote_key.as_str());
    let is_whole = |at: usize| {
        (at == 0 || long[..at].ends_with(' ')) && (long.len() == at + short.len() || long[at + short.len()..].starts_with(' '))
    };
    let repeats = || is_long_enough(short) && long.find(short).is_some_and(is_whole);
    let translates = |one: &Answer, other: &Answer| one.is_translation && one.language != other.language;
    repeats() || translates(one, other) || translates(other, one)
}

/// Returns true if this many words are unlikely to be the same by chance.
pub(super) fn is_long_enough(quote_key: &str) -> bool {
    quote_key.split(' ').nth(COPIED_WORDS - 1).is_some()
}

/// Returns true if one is about a part of what the other is about.
fn is_about_part(rules: &RuleSet, one: &Answer, other: &Answer) -> bool {
    one.subject().zip(other.subject()).is_some_and(|(part, whole)| rules.is_part_of(part, whole))
}

fn yes_no(rules: &RuleSet, one: &Answer, other: &Answer, one_says: bool, other_says: bool, trail: &mut Trail) -> Comparison {
    if one_says == other_says {
        return Comparison::new(Verdict::Compatible, Row::SameAnswer, "they say the same").on(Axis::Polarity);
    }
    trail.pass(Row::SameAnswer, || "one says yes, one says no".to_owned());
    let no = if one_says { other } else { one };
    let yes = if one_says { one } else { other };
    if is_about_part(rules, no, yes) {
        return Comparison::new(Verdict::Refinement, Row::PartOfWhole, "the denial is about a part only");
    }
    trail.pass(Row::PartOfWhole, || "the denial is not about a part of what the affirmation is about".to_owned());
    let (yes, no) = (&yes.speaker, &no.speaker);
    let why = if yes.key == no.key {
        format!("{} says both yes and no", yes.name)
    } else {
        format!("{} says yes, {} says no", yes.name, no.name)
    };
    Comparison::new(Verdict::Contradiction, Row::CannotBoth, why).on(Axis::Polarity)
}

/// Sets of options conflict if one affirms what the other denies, if the options are declared exclusive, or if one is closed and
/// lacks an option of the other.
fn choices(rule: &Rule, one: (&Answer, &Choice), other: (&Answer, &Choice), trail: &mut Trail) -> Comparison {
    let ((one, mine), (other, its)) = (one, other);
    let why = || format!("{} says {mine}, {} says {its}", one.speaker.name, other.speaker.name);
    if mine.is_denied != its.is_denied {
        let (denied, affirmed) = if mine.is_denied { (mine, its) } else { (its, mine) };
        return if denied.ids.is_disjoint(&affirmed.ids) {
            Comparison::new(Verdict::Compatible, Row::Overlap, "what one denies, the other does not affirm")
        } else {
            Comparison::new(Verdict::Contradiction, Row::CannotBoth, why()).on(Axis::Polarity)
        };
    }
    if mine.ids == its.ids {
        return Comparison::new(Verdict::Compatible, Row::SameAnswer, "they say the same");
    }
    trail.pass(Row::SameAnswer, || "they name different ones".to_owned());
    if mine.is_denied {
        return Comparison::new(Verdict::Compatible, Row::Overlap, "both only say what it is not");
    }
    let excluded = |set: &std::collections::BTreeSet<String>| {
        mine.ids.iter().filter(|id| set.contains(*id)).any(|id| its.ids.iter().any(|other| set.contains(other) && other != id))
    };
    let lacks = |closed: &Choice, other: &Choice| closed.is_closed && !other.ids.is_subset(&closed.ids);
    let shares_exclusive =
        |set: &std::collections::BTreeSet<String>| mine.ids.iter().any(|id| set.contains(id) && its.ids.contains(id));
    let declared = rule.wants.choices().into_iter().flat_map(|choices| &choices.exclusive);
    let exclusive = declared.into_iter().any(|set| excluded(set) && !shares_exclusive(set));
    if exclusive || lacks(mine, its) || lacks(its, mine) {
        return Comparison::new(Verdict::Contradiction, Row::CannotBoth, why());
    }
    trail.pass(Row::CannotBoth, || "none of them exclude each other, and neither says that there is no other".to_owned());
    if mine.ids.is_subset(&its.ids) || its.ids.is_subset(&mine.ids) {
        return Comparison::new(Verdict::Refinement, Row::Within, "one names more of them");
    }
    trail.pass(Row::Within, || "each names one that the other does not".to_owned());
    Comparison::new(Verdict::Compatible, Row::Overlap, "both can be among them")
}

fn intervals(
    rules: &RuleSet,
    rule: &Rule,
    one: (&Answer, &Measured),
    other: (&Answer, &Measured),
    trail: &mut Trail,
) -> Comparison {
    let ((one, mine), (other, its)) = (one, other);
    let growth = growth(rule, (one, mine), (other, its));
    if let Growth::Reached(why) = growth {
        return Comparison::new(Verdict::Compatible, Row::Growth, why);
    }
    trail.pass(Row::Growth, || growth_found(rule, as_of(one), as_of(other)));
    let mut part_exceeds = false;
    if one.subject() != other.subject() {
        let (part, whole) = if is_about_part(rules, one, other) { (&mine.meant, &its.meant) } else { (&its.meant, &mine.meant) };
        if !whole.is_below(part) {
            return Comparison::new(Verdict::Refinement, Row::PartOfWhole, "one is about a part of the other");
        }
        part_exceeds = true;
    }
    trail.pass(Row::PartOfWhole, || {
        if part_exceeds { "the part is more than the whole" } else { "neither is about a part of the other" }.to_owned()
    });
    let (one_says, other_says) = (&one.value, &other.value);
    let apart = if let Growth::Broken(why) = &growth {
        why.clone()
    } else if width(&mine.meant) > width(&its.meant) {
        format!("{other_says} lies outside {one_says}")
    } else {
        format!("{one_says} lies outside {other_says}")
    };
    let is_forgiven = |one: &Interval, other: &Interval| forgiven(rule, one, other);
    let is_apart = mine.possible.is_disjoint(&its.possible);
    let touches = is_apart && (names_one(one_says) || names_one(other_says)) && !mine.meant.is_disjoint(&its.meant);
    if is_apart && !touches && !is_forgiven(&mine.possible, &its.possible) {
        let comparison = Comparison { part_exceeds, ..Comparison::new(Verdict::Contradiction, Row::CannotBoth, apart) };
        // A part may not be more than its whole at any time of the day.
        let is_unordered = growth == Growth::Unordered || growth == Growth::OneDay && !part_exceeds;
        return if is_unordered {
            comparison.softened(Axis::Period, "which of them is later is not known", "the dates left no time for the change")
        } else {
            comparison
        };
    }
    trail.pass(Row::CannotBoth, || {
        match (is_apart, touches) {
            (true, true) => "the bound touches the number",
            (true, false) => "the gap is within the tolerance",
            (false, _) => "some number fits the words of both",
        }
        .to_owned()
    });
    if mine.meant.is_disjoint(&its.meant) && !is_forgiven(&mine.meant, &its.meant) {
        let why = format!("{one_says} and {other_says} are far apart");
        let would_change = Some("a contradiction if the bounds were figures".to_owned());
        return Comparison { would_change, ..Comparison::new(Verdict::Tension, Row::BoundsApart, why) };
    }
    trail.pass(Row::BoundsApart, || {
        let gap = mine.meant.is_disjoint(&its.meant);
        if gap { "the gap is within the tolerance" } else { "what is meant is not far apart" }.to_owned()
    });
    if mine.meant == its.meant {
        let row = if one_says == other_says { Row::SameAnswer } else { Row::Overlap };
        return Comparison::new(Verdict::Compatible, row, "they say the same");
    }
    trail.pass(Row::SameAnswer, || "they do not say the same".to_owned());
    if mine.meant.contains(&its.meant) || its.meant.contains(&mine.meant) {
        return Comparison::new(Verdict::Refinement, Row::Within, "one says it more exactly");
    }
    trail.pass(Row::Within, || "neither lies within the other".to_owned());
    Comparison::new(Verdict::Compatible, Row::Overlap, "they overlap")
}

/// Returns true if the words name one number, without a bound.
const fn names_one(value: &Value) -> bool {
    matches!(value, Value::Quantity(Quantity { bound: None, figure: Figure::Point { .. } | Figure::Approximate { .. }, .. }))
}

fn width(interval: &Interval) -> Decimal {
    interval.width().unwrap_or(Decimal::MAX)
}

/// Returns true if the gap between two disjoint intervals is within the rule's tolerance.
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
