//! Describes values and intervals in plain words.

use crate::answer::Answer;
use crate::claim::{Bound, End, Figure, Interval, Quantity, Value};
use crate::conflict::measured;
use crate::rule::Rule;
use rust_decimal::Decimal;

/// Says how the words of a value were understood.
pub(super) fn reading(value: &Value) -> String {
    match value {
        Value::YesNo(true) => "the predicate is affirmed".to_owned(),
        Value::YesNo(false) => "the predicate is denied".to_owned(),
        Value::Choice(choice) if choice.is_denied => "what it is not".to_owned(),
        Value::Choice(choice) if choice.is_closed => "the options that it names, and no other".to_owned(),
        Value::Choice(_) => "the options that it names; it does not say that there is no other".to_owned(),
        Value::Period(period) => match (period.from, period.to) {
            (Some(_), Some(_)) => format!("a time from {} to {}", period.first_day(), period.last_day()),
            (Some(_), None) => format!("a time from {} on", period.first_day()),
            _ => format!("a time up to {}", period.last_day()),
        },
        Value::Quantity(quantity) => figure(quantity),
        Value::Vague => "a number that is understood and cannot be compared".to_owned(),
    }
}

fn figure(quantity: &Quantity) -> String {
    let bound = match quantity.bound {
        None => "",
        Some(Bound::MoreThan) => "more than ",
        Some(Bound::AtLeast) => "at least ",
        Some(Bound::LessThan) => "less than ",
        Some(Bound::AtMost) => "at most ",
    };
    let figure = match &quantity.figure {
        Figure::Point { value, rounding } if rounding.is_zero() => format!("the number {}", number(*value)),
        Figure::Point { value, rounding } => {
            format!("the rounded number {}, give or take {}", number(*value), number(*rounding))
        }
        Figure::Range { low, high } => format!("a range from {} to {}", number(*low), number(*high)),
        Figure::Approximate { value, low, high } => {
            format!("about {}: from {} to {}", number(*value), number(*low), number(*high))
        }
        Figure::Vague { low, high } => format!("a vague figure from {} to {}", number(*low), number(*high)),
    };
    let unit = &quantity.unit.0;
    if unit.is_empty() { format!("{bound}{figure}") } else { format!("{bound}{figure}, in {unit}") }
}

/// Returns what the words of a quantity leave possible, and what a reader understands, in the unit of comparison.
pub(super) fn intervals(rule: &Rule, answer: &Answer) -> Option<(String, String)> {
    let Value::Quantity(_) = answer.value else { return None };
    let measured = measured(rule, answer)?;
    let in_unit = |interval: &Interval| {
        let words = interval_in_words(interval);
        if measured.measure.is_empty() { words } else { format!("{words} {}", measured.measure) }
    };
    Some((in_unit(&measured.possible), in_unit(&measured.meant)))
}

fn interval_in_words(interval: &Interval) -> String {
    let low = match interval.low {
        End::None => None,
        End::Closed(low) => Some(format!("from {}", number(low))),
        End::Open(low) => Some(format!("above {}", number(low))),
    };
    let high = match interval.high {
        End::None => None,
        End::Closed(high) => Some(format!("up to {}", number(high))),
        End::Open(high) => Some(format!("below {}", number(high))),
    };
    match (low, high) {
        (Some(_), Some(_)) if interval.low == interval.high => {
            format!("exactly {}", interval.low.value().map(number).unwrap_or_default())
        }
        (Some(low), Some(high)) => format!("{low} {high}"),
        (Some(low), None) => format!("{low}, without an upper end"),
        (None, Some(high)) => high,
        (None, None) => "any".to_owned(),
    }
}

/// Says what the answers of a position have in common: the lowest of their upper ends, which defines the position.
pub(super) fn point(rule: &Rule, answers: &[&Answer]) -> String {
    let best = answers.iter().filter_map(|answer| Some((upper(&measured(rule, answer)?.meant)?, *answer)));
    let lowest = best.min_by_key(|(upper, _)| *upper);
    match (lowest, answers.first().map(|answer| &answer.value)) {
        (Some((_, answer)), Some(Value::Period(_))) => match answer.value {
            Value::Period(period) => format!("all hold the day {}", period.last_day()),
            _ => String::new(),
        },
        (Some(((value, true), _)), _) => format!("all hold the point {}", number(value)),
        (Some(((value, false), _)), _) => format!("all hold the numbers right below {}", number(value)),
        (None, Some(Value::YesNo(true))) => "all say yes".to_owned(),
        (None, Some(Value::YesNo(false))) => "all say no".to_owned(),
        (None, Some(Value::Choice(_))) => "all name the same options".to_owned(),
        (None, _) => "they have no upper end".to_owned(),
    }
}

/// Returns the upper end, with true if it belongs to the interval; none if there is no end.
fn upper(interval: &Interval) -> Option<(Decimal, bool)> {
    match interval.high {
        End::None => None,
        End::Closed(high) => Some((high, true)),
        End::Open(high) => Some((high, false)),
    }
}

fn number(value: Decimal) -> String {
    value.normalize().to_string()
}
