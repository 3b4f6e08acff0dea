//! How far a number may be off: "12 ± 3 %".

use super::number::Number;
use super::unit::{Measured, measured};
use super::word::{Scope, fail, phrase, space, spaces};
use crate::lexicon::Units;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// Marks that say how far a number may be off, on either side.
pub(super) const MARKS: &[&str] = &["±", "+/-", "+-", "-/+"];

/// `tolerance = [","] [space] ["("] ( mark / phrase ) [space] measured [")"]`, behind the number `found`, as ` ± 3 %`, ` (+/- 3)`,
/// `, plus or minus 200 years`
///
/// Returns the number in the unit of both, and how far off it may be.
pub(super) fn tolerance<'a, 't>(
    scope: &Scope<'a>,
    input: &'t str,
    found: &Measured<'a>,
) -> IResult<&'t str, (Measured<'a>, Decimal)> {
    let (rest, _) = spaces(input.strip_prefix(',').unwrap_or(input))?;
    let (start, bracket) = opt(tag("(")).parse(rest)?;
    let marked = MARKS.iter().find_map(|mark| start.strip_prefix(mark));
    let rest = match marked {
        Some(rest) => spaces(rest)?.0,
        None => phrase(&scope.lexicon.tolerances, start).and_then(|(rest, ())| space(rest))?.0,
    };
    let (rest, margin) = measured(scope, rest)?;
    let rest = bracket.and_then(|_| rest.strip_prefix(')')).unwrap_or(rest);
    let (number, unit, off) = match (found.unit, margin.unit) {
        (None, unit) => {
            let Some(number) = in_scale(found.number, margin.number) else { return fail(input) };
            (number, unit, Some(margin.number.value))
        }
        (Some(unit), None) => (found.number, Some(unit), in_scale(margin.number, found.number).map(|number| number.value)),
        (Some(unit), Some(other)) => {
            (found.number, Some(unit), Units::carried().convert(margin.number.value, &other.id, &unit.id))
        }
    };
    match off.filter(|off| *off > Decimal::ZERO && *off <= number.value.abs()) {
        Some(off) => Ok((rest, (Measured { number, unit, per: found.per.or(margin.per), ..*found }, off))),
        None => fail(input),
    }
}

/// Returns the number with the scale of `other`, if that is the only one that has a scale: "12 ± 3 million".
fn in_scale(number: Number, other: Number) -> Option<Number> {
    let lacks_scale =
        number.scale == Decimal::ONE && other.scale >= Decimal::ONE_THOUSAND && number.value < Decimal::ONE_THOUSAND;
    if lacks_scale { number.scaled(other.scale) } else { Some(number) }
}
