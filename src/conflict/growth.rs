//! Numbers that only grow, or only become less: whether the later one can be reached from the earlier one.

use super::measure::Measured;
use crate::answer::Answer;
use crate::claim::{Interval, PartialDate};
use crate::rule::{OverTime, Rule};

/// What the times of two answers say about two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Growth {
    /// The rule does not say that the number grows or becomes less, or there was no time for it.
    Fixed,
    /// Both may have been right, each at its time; and why.
    Reached(&'static str),
    /// The later one is on the wrong side of the earlier one; in words.
    Broken(String),
    /// Which of them is later is not known.
    Unordered,
    /// Both were said on one day, and which of them is later is not known.
    OneDay,
}

/// Compares two values by the times that they are of.
pub(super) fn growth(rule: &Rule, one: (&Answer, &Measured), other: (&Answer, &Measured)) -> Growth {
    let grows = match rule.over_time {
        OverTime::Grows => true,
        OverTime::Shrinks => false,
        _ => return Growth::Fixed,
    };
    let Some((mine, its)) = as_of(one.0).zip(as_of(other.0)) else { return Growth::Unordered };
    let ((earlier, before), (later, after)) = match order(mine, its) {
        Some(true) => ((one, mine), (other, its)),
        Some(false) => ((other, its), (one, mine)),
        None if mine == its && mine.first() == mine.last() => return within_a_day(one.0, other.0),
        // For a month and a day in it, either may have come first.
        None => return Growth::Reached("it may have changed between them"),
    };
    let is_unreachable =
        |earlier: &Interval, later: &Interval| if grows { later.is_below(earlier) } else { earlier.is_below(later) };
    if !is_unreachable(&earlier.1.meant, &later.1.meant) {
        return Growth::Reached(if grows { "it has grown" } else { "it has become less" });
    }
    let (than, only) = if grows { ("less", "grow") } else { ("more", "become less") };
    let (earlier, later) = (&earlier.0.value, &later.0.value);
    Growth::Broken(format!("{later} ({after}) is {than} than {earlier} ({before}), and the number can only {only}"))
}

/// Two numbers of one day: a page that one voice keeps up to date gives both in turn; of others, either may be the later one. Where both
/// say themselves of which day they tell ("weighed 98 kilos on Tuesday"), they tell of one thing.
fn within_a_day(one: &Answer, other: &Answer) -> Growth {
    if one.source == other.source && one.speaker.key == other.speaker.key {
        Growth::Reached("it may have changed within the day")
    } else if one.period.is_some() && other.period.is_some() {
        Growth::Fixed
    } else {
        Growth::OneDay
    }
}

/// Returns the time that an answer describes: the time that it states, else the day on which it was said.
pub(super) fn as_of(answer: &Answer) -> Option<PartialDate> {
    answer.period.and_then(|period| period.to).or(answer.date)
}

/// Returns true if the first date is before the second; none if they share a day.
fn order(one: PartialDate, other: PartialDate) -> Option<bool> {
    if one.last() < other.first() {
        Some(true)
    } else if other.last() < one.first() {
        Some(false)
    } else {
        None
    }
}
