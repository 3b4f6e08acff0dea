//! Sorts the answers to one question into positions.

use super::measure::measured;
use super::rank;
use crate::answer::Answer;
use crate::claim::{Choice, End, Interval, Value};
use crate::rule::{Rule, Tolerance};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Answers sorted into positions.
#[derive(Clone, Debug, Default)]
pub struct Camps<'a> {
    /// Answers that share a point, sorted by value; the best answer of each position first.
    pub positions: Vec<Vec<&'a Answer>>,
    /// Answers whose interval contains several of those points.
    pub fits_several: Vec<&'a Answer>,
}

/// Returns the positions of the answers to one question.
///
/// Yes and no are two positions, and every set of options is one. Numbers and dates are sorted by the upper end of what is meant.
/// The first end is a point, which every answer joins whose interval contains it; the rest is treated in the same way. (This is
/// greedy stabbing of intervals: it gives the fewest points.) Each unit of measurement is swept separately. Numbers that the tolerance
/// forgives are one position, and no rivals.
pub fn camps<'a>(rule: &Rule, answers: Vec<&'a Answer>) -> Camps<'a> {
    let mut camps = Camps::default();
    let mut intervals: BTreeMap<String, Vec<(Interval, &Answer)>> = BTreeMap::new();
    let (mut no, mut yes) = (Vec::new(), Vec::new());
    let mut choices: BTreeMap<&Choice, Vec<&Answer>> = BTreeMap::new();
    for answer in answers {
        match &answer.value {
            Value::YesNo(true) => yes.push(answer),
            Value::YesNo(false) => no.push(answer),
            Value::Choice(choice) => choices.entry(choice).or_default().push(answer),
            // It is set aside, and takes no position.
            Value::Vague => {}
            Value::Quantity(_) | Value::Period(_) => {
                if let Some(measured) = measured(rule, answer) {
                    let interval = stretched(rule.tolerance, measured.meant);
                    intervals.entry(measured.measure).or_default().push((interval, answer));
                }
            }
        }
    }
    camps.positions.extend([yes, no].into_iter().chain(choices.into_values()).filter(|position| !position.is_empty()));
    for intervals in intervals.into_values() {
        stab(intervals, &mut camps);
    }
    for position in &mut camps.positions {
        position.sort_by(|one, other| rank(one).cmp(&rank(other)));
    }
    camps
}

/// The interval with its lower end so far down that it holds every number below it that the tolerance forgives.
fn stretched(tolerance: Option<Tolerance>, interval: Interval) -> Interval {
    let most = match (tolerance, interval.high.value().or(interval.low.value())) {
        (Some(Tolerance::Absolute(most)), _) => Some(most),
        (Some(Tolerance::Share(share)), Some(largest)) => largest.checked_mul(share),
        _ => None,
    };
    let lowered =
        most.filter(|most| !most.is_sign_negative()).zip(interval.low.value()).and_then(|(most, low)| low.checked_sub(most));
    Interval { low: lowered.map_or(interval.low, End::Closed), ..interval }
}

/// A point that intervals may contain: a number, or, if an end is open, the numbers just below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Point {
    value: Decimal,
    /// Whether the value itself is meant; if not, the numbers just below it are.
    closed: bool,
}

fn stab<'a>(mut intervals: Vec<(Interval, &'a Answer)>, camps: &mut Camps<'a>) {
    intervals.sort_by_key(|(interval, _)| upper(interval));
    let mut points: Vec<Point> = Vec::new();
    for (interval, _) in &intervals {
        let point = upper(interval);
        if !points.last().is_some_and(|last| holds(interval, *last)) {
            points.push(point);
        }
    }
    let first = camps.positions.len();
    camps.positions.extend(points.iter().map(|_| Vec::new()));
    for (interval, answer) in intervals {
        // The points are in rising order, so those in the interval are neighbours.
        let from = points.partition_point(|point| lies_before(*point, &interval));
        let to = points.partition_point(|point| *point <= upper(&interval));
        if to > from + 1 {
            camps.fits_several.push(answer);
        } else {
            camps.positions[first + from.min(points.len().saturating_sub(1))].push(answer);
        }
    }
    camps.positions.retain(|position| !position.is_empty());
}

fn upper(interval: &Interval) -> Point {
    match interval.high {
        End::Closed(value) => Point { value, closed: true },
        End::Open(value) => Point { value, closed: false },
        End::None => Point { value: Decimal::MAX, closed: true },
    }
}

/// Returns true if the interval contains a point at or below its own upper end.
fn holds(interval: &Interval, point: Point) -> bool {
    !lies_before(point, interval)
}

fn lies_before(point: Point, interval: &Interval) -> bool {
    match interval.low {
        End::None => false,
        // The numbers just below the value are all outside of an interval that begins at it.
        End::Closed(low) => point.value < low || point.value == low && !point.closed,
        End::Open(low) => point.value <= low,
    }
}
