//! Values as people write them in a resolution, and the answers that they cover.

use crate::claim::{Bound, Choice, Figure, PartialDate, Period, Quantity, Unit, Value};
use crate::conflict::{Measured, measured_value};
use crate::lexicon::Units;
use crate::rule::{Choices, Number, NumberOf, Rule, Wanted};
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};

/// The uncertainty of a figure after `~`, in hundredths. The tables of a lexicon are more precise, but the file does not contain
/// the original word.
const APPROXIMATE: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

/// The text is not a value of that kind of answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{expected}")]
pub struct NamedError {
    /// What to write instead.
    pub expected: &'static str,
}

/// Reads a value as written in a resolution of a conflict about `rule`.
///
/// ```abnf
/// value    = "yes" / "no" / period / choice / quantity
/// period   = date / date "/" / "/" date / date "/" date
/// choice   = ["not " / "only "] id *( "+" id )
/// quantity = [">" / ">=" / "<" / "<=" / "~"] number [range number] [SP unit]
/// range    = ".." / "…" / "–" / "-" / " à "
/// ```
///
/// # Errors
/// If the text is not a value of the rule's kind of answer.
pub fn named(rule: &Rule, text: &str) -> Result<Value, NamedError> {
    let text = text.trim();
    let (value, expected) = match &rule.wants {
        Wanted::YesNo => (yes_no(text), "the question wants yes or no: write \"yes\" or \"no\""),
        Wanted::Date => {
            (period(text), "write a date as \"2022-08-11\", \"2022-08\" or \"2022\", or from … to as \"2019-10/2020-02\"")
        }
        Wanted::Option(choices) | Wanted::Name(choices) => {
            (choice(choices, text), "write the id of an option of the rule; several are joined by `+`")
        }
        Wanted::Number(Number { of: NumberOf::Count { .. }, .. }) => (
            quantity(text).filter(has_known_unit),
            "write a number as \"78\", from … to as \"101..500\", a bound as \">3000\"; for a count leave the noun out: \"860\", not \"860 people\"",
        ),
        Wanted::Number(_) => (
            quantity(text).filter(has_known_unit),
            "write a number as \"78\", from … to as \"101..500\", a bound as \">3000\", with a unit as `check` prints it: \"30 day\", \"17000000 GBP\"",
        ),
    };
    value.ok_or(NamedError { expected })
}

fn yes_no(text: &str) -> Option<Value> {
    match text {
        "yes" => Some(Value::YesNo(true)),
        "no" => Some(Value::YesNo(false)),
        _ => None,
    }
}

fn period(text: &str) -> Option<Value> {
    let date = |text: &str| text.trim().parse::<PartialDate>().ok();
    let Some((from, to)) = text.split_once('/') else { return Some(Value::Period(Period::on(date(text)?))) };
    let end = |text: &str| if text.trim().is_empty() { Some(None) } else { date(text).map(Some) };
    let period = Period { from: end(from)?, to: end(to)? };
    let is_open = period.from.is_none() && period.to.is_none();
    (!is_open && period.first_day() <= period.last_day()).then_some(Value::Period(period))
}

fn choice(choices: &Choices, text: &str) -> Option<Value> {
    let (ids, is_denied, is_closed) = match (text.strip_prefix("not "), text.strip_prefix("only ")) {
        (Some(ids), _) => (ids, true, false),
        (None, Some(ids)) => (ids, false, true),
        (None, None) => (text, false, false),
    };
    let ids: Vec<String> = ids.split('+').map(|id| id.trim().to_owned()).collect();
    let is_known = |id: &String| choices.options.iter().any(|option| option.id == *id);
    ids.iter().all(is_known).then(|| Value::Choice(Choice { is_denied, is_closed, ..Choice::of(ids) }))
}

fn quantity(text: &str) -> Option<Value> {
    let (bound, text) = [
        (">=", Bound::AtLeast),
        ("≥", Bound::AtLeast),
        ("<=", Bound::AtMost),
        ("≤", Bound::AtMost),
        (">", Bound::MoreThan),
        ("<", Bound::LessThan),
    ]
    .into_iter()
    .find_map(|(sign, bound)| Some((Some(bound), text.strip_prefix(sign)?)))
    .unwrap_or((None, text));
    let (is_approximate, text) = text.trim_start().strip_prefix('~').map_or((false, text), |rest| (true, rest));
    let (first, rest) = number(text.trim_start())?;
    let (second, rest) = match range_sign(rest) {
        Some(after) => number(after.trim_start()).map(|(second, rest)| (Some(second), rest))?,
        None => (None, rest),
    };
    let figure = match (second, is_approximate) {
        (Some(second), _) if second < first => return None,
        (Some(high), true) => Figure::Vague { low: first, high },
        (Some(high), false) => Figure::Range { low: first, high },
        (None, true) => {
            let share = first.abs().checked_mul(APPROXIMATE)?;
            Figure::Approximate { value: first, low: first.checked_sub(share)?, high: first.checked_add(share)? }
        }
        (None, false) => Figure::Point { value: first, rounding: Decimal::ZERO },
    };
    let unit = rest.trim();
    // "120 m2" has a unit, "78 78" has none.
    let is_unit =
        !unit.starts_with(|letter: char| letter.is_ascii_digit() || ".,".contains(letter)) && !unit.contains(char::is_control);
    is_unit.then(|| Value::Quantity(Quantity { bound, figure, unit: Unit(unit.to_owned()) }))
}

/// Returns true if the unit is known, a rate, or empty. A value with another unit covers nothing.
fn has_known_unit(value: &Value) -> bool {
    let Value::Quantity(Quantity { unit: Unit(unit), .. }) = value else { return true };
    let units = Units::carried();
    let is_rate = || unit.rsplit_once('/').is_some_and(|(_, per)| units.get(per).is_some());
    unit.is_empty() || units.get(unit).is_some() || is_rate()
}

/// Returns a number at the beginning, and what follows it.
fn number(text: &str) -> Option<(Decimal, &str)> {
    let sign = usize::from(text.starts_with(['-', '−']));
    let sign_length = text.chars().next().filter(|_| sign > 0).map_or(0, char::len_utf8);
    let digits = text.get(sign_length..)?;
    let mut end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
    let fraction = digits
        .get(end..)
        .and_then(|rest| rest.strip_prefix('.'))
        .filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    if let Some(fraction) = fraction {
        end += 1 + fraction.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(fraction.len());
    }
    let mut value: Decimal = digits.get(..end)?.parse().ok()?;
    // "1/3": a number that decimals cannot express.
    if fraction.is_none()
        && let Some(parts) = digits.get(end..).and_then(|rest| rest.strip_prefix('/'))
        && parts.starts_with(|letter: char| letter.is_ascii_digit())
    {
        let length = parts.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(parts.len());
        value = value.checked_div(parts.get(..length)?.parse().ok()?)?;
        end += 1 + length;
    }
    Some((if sign > 0 { -value } else { value }, digits.get(end..)?))
}

/// Returns what follows the sign of a range, if there is one.
fn range_sign(text: &str) -> Option<&str> {
    let text = text.trim_start();
    ["..", "…", "–", "—", "-", "à "].into_iter().find_map(|sign| text.strip_prefix(sign))
}

/// Returns true if an answer says nothing new compared with a value that was on the table: their meanings overlap. A plain figure
/// inside of a range is new: "300" is news if only "101–500" was known.
pub fn covers(rule: &Rule, named: &Value, answer: &Value) -> bool {
    match (named, answer) {
        (Value::YesNo(named), Value::YesNo(answer)) => named == answer,
        (Value::Choice(named), Value::Choice(answer)) => {
            named.is_denied == answer.is_denied
                && answer.ids.is_subset(&named.ids)
                && (!answer.is_closed || answer.ids == named.ids)
        }
        (Value::Vague, Value::Vague) => true,
        _ => measured_value(rule, answer).is_some_and(|said| {
            measured_value(rule, &with_unit_of(named, answer))
                .is_some_and(|known| overlap((&known, is_range(named)), (&said, is_plain(answer))))
        }),
    }
}

/// Returns true if the named value and the answer overlap, and the answer is not a plain figure inside of a named range.
fn overlap((known, is_range): (&Measured, bool), (said, is_plain): (&Measured, bool)) -> bool {
    let is_closer = is_range && is_plain && known.meant.contains(&said.meant) && known.meant != said.meant;
    known.measure == said.measure && !known.meant.is_disjoint(&said.meant) && !is_closer
}

/// The values that a resolution names, prepared for comparison with many answers.
pub(super) struct Named<'r> {
    rule: &'r Rule,
    values: Vec<Value>,
    /// The values as they are printed. Most answers are equal to one of them, word for word.
    words: HashSet<String>,
    /// Their intervals, and whether each is a range, by the unit of the answers: a value without a unit takes that unit.
    measured: HashMap<Option<Unit>, Vec<(Measured, bool)>>,
}

impl<'r> Named<'r> {
    /// Reads those of `texts` that are valid.
    pub fn of(rule: &'r Rule, texts: &[String]) -> Self {
        let values: Vec<Value> = texts.iter().filter_map(|text| named(rule, text).ok()).collect();
        let words = values.iter().map(ToString::to_string).collect();
        Named { rule, values, words, measured: HashMap::new() }
    }

    /// Returns true if one of them [`covers`] the answer, which is printed as `words`.
    pub fn cover(&mut self, answer: &Value, words: &str) -> bool {
        if self.words.contains(words) {
            return true;
        }
        let rule = self.rule;
        let unit = match answer {
            Value::Quantity(quantity) => Some(quantity.unit.clone()),
            Value::Period(_) => None,
            _ => return self.values.iter().any(|known| covers(rule, known, answer)),
        };
        let Some(said) = measured_value(rule, answer) else { return false };
        let measured_once = || {
            let each = self.values.iter();
            each.filter_map(|known| Some((measured_value(rule, &with_unit_of(known, answer))?, is_range(known)))).collect()
        };
        let known: &mut Vec<_> = self.measured.entry(unit).or_insert_with(measured_once);
        let is_plain = is_plain(answer);
        known.iter().any(|(known, is_range)| overlap((known, *is_range), (&said, is_plain)))
    }
}

/// A number without a unit has the unit of the answer, because people may leave it out.
fn with_unit_of(named: &Value, answer: &Value) -> Value {
    match (named, answer) {
        (Value::Quantity(named), Value::Quantity(answer)) if named.unit.0.is_empty() => {
            Value::Quantity(Quantity { unit: answer.unit.clone(), ..named.clone() })
        }
        _ => named.clone(),
    }
}

fn is_range(value: &Value) -> bool {
    matches!(value, Value::Quantity(Quantity { bound: None, figure: Figure::Range { .. }, .. }))
}

fn is_plain(value: &Value) -> bool {
    matches!(value, Value::Quantity(Quantity { bound: None, figure: Figure::Point { .. } | Figure::Range { .. }, .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_as_people_write_them() {
        for (written, canonical) in [
            ("78", "78"),
            ("101..500", "101–500"),
            ("101-500", "101–500"),
            ("101 – 500", "101–500"),
            ("101 à 500", "101–500"),
            (">3000000000", ">3000000000"),
            (">= 70 %", ">=70 %"),
            ("<50", "<50"),
            ("<=30 day", "<=30 day"),
            ("~78", "~78"),
            ("1/3", "1/3"),
            ("2/3–5/6", "2/3–5/6"),
            ("-1/4 km", "-0.25 km"),
            ("3 /year", "3 /year"),
            ("~8–15", "~8–15"),
            ("-3.5 °C", "-3.5 °C"),
            ("100 request/minute", "100 request/minute"),
            ("120 m2", "120 m2"),
            ("0.31 µg/m3", "0.31 µg/m3"),
        ] {
            assert_eq!(quantity(written).map(|value| value.to_string()).as_deref(), Some(canonical), "{written}");
        }
        for wrong in ["", "1/0", "many", "500..101", "1,5", "78 78", "5.", "..5", "1..", "99999999999999999999999999999999"] {
            assert_eq!(quantity(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_unit_is_read_as_it_is_printed() {
        for unit in Units::carried().ids() {
            let printed = Quantity { unit: Unit(unit.to_owned()), ..Quantity::exactly(7) }.to_string();
            assert_eq!(quantity(&printed).map(|value| value.to_string()), Some(printed));
        }
    }

    #[test]
    fn a_unit_that_measures_nothing_is_none() {
        let known = |text: &str| quantity(text).is_some_and(|value| has_known_unit(&value));
        for text in ["860", "30 day", "17000000 GBP", "5 %", "100 request/minute", "3 /year", "0.31 µg/m3", "120..140 km/hour"] {
            assert!(known(text), "{text}");
        }
        for text in ["860 people", "1240 visitors", "30 dayz", "5 percent points", "100 request/people", "3/4 of them"] {
            assert!(!known(text), "{text}");
        }
    }

    #[test]
    fn periods_as_people_write_them() {
        for (written, canonical) in
            [("2022-08-11", "2022-08-11"), ("2019-10/2020-02", "2019-10/2020-02"), ("2021-03/", "2021-03/"), ("/2021", "/2021")]
        {
            assert_eq!(period(written).map(|value| value.to_string()).as_deref(), Some(canonical));
        }
        for wrong in ["/", "2020-02/2019-10", "august", "2022-13", ""] {
            assert_eq!(period(wrong), None, "{wrong}");
        }
    }
}
