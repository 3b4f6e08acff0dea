//! Values as comparable intervals: numbers in one unit, and days as numbers.

use crate::answer::Answer;
use crate::claim::{End, Figure, Interval, Period, Quantity, Unit, Value};
use crate::lexicon::Units;
use crate::rule::{Number, Rule, RuleUnit};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A value as numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// What is measured: values with different measures are never compared.
    pub measure: String,
    /// All that the words leave possible.
    pub possible: Interval,
    /// What a reader understands.
    pub meant: Interval,
}

/// Returns the intervals of a quantity or a date; none for other values.
pub fn measured(rule: &Rule, answer: &Answer) -> Option<Measured> {
    measured_value(rule, &answer.value)
}

/// Returns the intervals of a value that somebody wrote down as an answer to `rule`.
pub fn measured_value(rule: &Rule, value: &Value) -> Option<Measured> {
    measured_in(rule.wants.number().and_then(Number::unit), value)
}

/// Returns the intervals of a value that answers no rule: of a quantity in the base unit of its dimension; none for values that
/// are neither quantities nor dates.
pub fn measured_without_rule(value: &Value) -> Option<Measured> {
    measured_in(None, value)
}

fn measured_in(unit: Option<&RuleUnit>, value: &Value) -> Option<Measured> {
    match value {
        Value::Quantity(quantity) => {
            let quantity = in_unit(unit, quantity);
            let (possible, meant) = (quantity.possible(), quantity.meant());
            Some(Measured { measure: quantity.unit.0, possible, meant })
        }
        Value::Period(period) => {
            let interval = days(period);
            Some(Measured { measure: String::new(), possible: interval, meant: interval })
        }
        Value::YesNo(_) | Value::Choice(_) | Value::Vague => None,
    }
}

/// Returns the quantity in the unit of the rule, or in the base unit of its dimension; unchanged if it cannot be converted.
fn in_unit(unit: Option<&RuleUnit>, quantity: &Quantity) -> Quantity {
    let units = Units::carried();
    let written = quantity.unit.0.as_str();
    let (of, per) = written.split_once('/').map_or((written, None), |(of, per)| (of, Some(per)));
    let wanted_of = unit.and_then(|unit| unit.of.as_deref());
    let wanted_per = unit.and_then(|unit| unit.per.as_deref());
    let to = |unit: &str, wanted: Option<&str>| {
        let wanted = wanted.filter(|wanted| units.convert(Decimal::ONE, unit, wanted).is_some());
        wanted.or_else(|| units.base_of(unit)).unwrap_or(unit).to_owned()
    };
    let target = to(of, wanted_of);
    let target_per = per.map(|per| to(per, wanted_per));
    let convert = |value: Decimal| -> Option<Decimal> {
        let value = if of.is_empty() { value } else { units.convert(value, of, &target)? };
        match (per, &target_per) {
            // A rate per second is sixty times as large per minute.
            (Some(per), Some(target)) => value.checked_mul(units.convert(Decimal::ONE, target, per)?),
            _ => Some(value),
        }
    };
    let figure = match quantity.figure {
        Figure::Point { value, rounding } => converted_point(value, rounding, &convert),
        Figure::Range { low, high } => both(low, high, &convert).map(|(low, high)| Figure::Range { low, high }),
        Figure::Approximate { value, low, high } => {
            both(low, high, &convert).zip(convert(value)).map(|((low, high), value)| Figure::Approximate { value, low, high })
        }
        Figure::Vague { low, high } => both(low, high, &convert).map(|(low, high)| Figure::Vague { low, high }),
    };
    match figure {
        Some(figure) => {
            let unit = target_per.map_or(target.clone(), |per| format!("{target}/{per}"));
            Quantity { figure, unit: Unit(unit), ..quantity.clone() }
        }
        None => quantity.clone(),
    }
}

fn both(low: Decimal, high: Decimal, convert: &impl Fn(Decimal) -> Option<Decimal>) -> Option<(Decimal, Decimal)> {
    let (one, other) = (convert(low)?, convert(high)?);
    Some((one.min(other), one.max(other)))
}

/// Returns a point with its rounding. A number that a Decimal cannot hold exactly (a mile in an hour) is rounded in its last
/// places, and so is the value that it is compared with.
fn converted_point(value: Decimal, rounding: Decimal, convert: &impl Fn(Decimal) -> Option<Decimal>) -> Option<Figure> {
    let moved = convert(value)?;
    let rounding = if rounding.is_zero() { rounding } else { (convert(value.checked_add(rounding)?)? - moved).abs() };
    Some(Figure::Point { value: moved.round_dp(PLACES).normalize(), rounding })
}

/// The number of decimals that are compared after a unit conversion.
const PLACES: u32 = 12;

/// Returns a period as numbers of days.
fn days(period: &Period) -> Interval {
    let number = |date: Date| {
        let epoch = jiff::civil::date(1970, 1, 1);
        End::Closed(Decimal::from((date - epoch).get_days()))
    };
    Interval {
        low: period.from.map_or(End::None, |_| number(period.first_day())),
        high: period.to.map_or(End::None, |_| number(period.last_day())),
    }
}
