//! Quantities: bounds, approximations and ranges around numbers.

use super::number::{Number, number};
use super::word::{boundary, fail, phrase, space, spaces, words};
use crate::claim::{Bound, Figure, Quantity, Unit};
use crate::lexicon::{Lexicon, Role};
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// `quantity = [ bound space ] ( vague / range / approximation / point ) [ percent ]`, as `plus de 5 %`
pub(super) fn quantity<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Quantity> {
    let mut bounded = (terminated(|input| bound(lexicon, input), spaces), |input| figure(lexicon, input));
    let (rest, (bound, figure)) = match bounded.parse(input) {
        Ok(found) => found,
        Err(_) => (|input| figure(lexicon, input)).map(|figure| (None, figure)).parse(input)?,
    };
    let (rest, percent) = opt(preceded(spaces, |input| phrase(&lexicon.percent, input))).parse(rest)?;
    if percent.is_none() {
        return Ok((rest, Quantity { bound, figure, unit: Unit::default() }));
    }
    // A percentage is taken at its word: 5 % is not 4.5 to 5.5 %.
    let figure = match figure {
        Figure::Point { value, .. } => Figure::Point { value, rounding: Decimal::ZERO },
        other => other,
    };
    Ok((rest, Quantity { bound, figure, unit: Unit("%".to_owned()) }))
}

/// `bound = ` a phrase of the lexicon, as `plus de`
fn bound<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Option<Bound>> {
    phrase(&lexicon.bounds, input).map(|(rest, bound)| (rest, *bound))
}

/// `figure = vague / range / approximation / point`
fn figure<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Figure> {
    alt((
        |input| vague(lexicon, input),
        |input| range(lexicon, input),
        |input| approximation(lexicon, input),
        |input| point(lexicon, input),
    ))
    .parse(input)
}

/// `vague = ` a phrase of the lexicon `[ [partitive] space scale ]`, as `quelques centaines de milliers`
fn vague<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Figure> {
    let (rest, &(low, high)) = phrase(&lexicon.vague, input)?;
    match scale(lexicon, rest) {
        Ok((after, times)) => match (low.checked_mul(times), high.checked_mul(times)) {
            (Some(low), Some(high)) => Ok((after, Figure::Vague { low, high })),
            _ => fail(input),
        },
        Err(_) => Ok((rest, Figure::Vague { low, high })),
    }
}

fn scale<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Decimal> {
    let (mut rest, _) = space(input)?;
    for partitive in &lexicon.partitives {
        if let Ok((after, ())) = words(partitive, rest) {
            rest = spaces(after)?.0;
            break;
        }
    }
    for word in lexicon.numbers.words.iter().filter(|word| word.role == Role::Scale) {
        if let Ok((after, ())) = words(&word.text, rest) {
            return Ok((after, word.value));
        }
    }
    fail(input)
}

/// `range = [ opener space ] number joiner number`, as `entre 101 et 500`; the lower end first
fn range<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Figure> {
    let mut bare = None;
    for (opener, joiner) in &lexicon.ranges {
        let low = match opener {
            None => bare.get_or_insert_with(|| number(lexicon, input)).clone(),
            Some(opener) => words(opener, input).and_then(|(rest, ())| space(rest)).and_then(|(rest, _)| number(lexicon, rest)),
        };
        let Ok((rest, low)) = low else { continue };
        let Ok((rest, ())) = join(joiner, rest) else { continue };
        let Ok((rest, high)) = number(lexicon, rest) else { continue };
        let low = suspended(low, high);
        if low < high.value {
            return Ok((rest, Figure::Range { low, high: high.value }));
        }
    }
    fail(input)
}

/// The lower end of a range: it shares the scale that is only written once, as in "deux à trois cents".
fn suspended(low: Number, high: Number) -> Decimal {
    if low.scale == Decimal::ONE && high.scale > Decimal::ONE && low.value < high.coefficient {
        low.value.checked_mul(high.scale).unwrap_or(low.value)
    } else {
        low.value
    }
}

/// `join = ["-"] space joiner space / [space] "-" [space]`, the first hyphen as in `twee- tot driehonderd`
fn join<'t>(joiner: &str, input: &'t str) -> IResult<&'t str, ()> {
    if joiner == "-" {
        let (rest, _) = spaces(input)?;
        let (rest, ()) = words(joiner, rest)?;
        return spaces(rest).map(|(rest, _)| (rest, ()));
    }
    let (rest, _) = space(input.strip_prefix('-').unwrap_or(input))?;
    let (rest, ()) = words(joiner, rest)?;
    space(rest).map(|(rest, _)| (rest, ()))
}

/// `approximation = approximator space number`, as `quelque 78`
fn approximation<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Figure> {
    let (rest, &(below, above)) = phrase(&lexicon.approximators, input)?;
    let (rest, number) = preceded(space, |input| number(lexicon, input)).parse(rest)?;
    let ends = |share: Decimal| number.value.checked_mul(Decimal::ONE + share);
    match (ends(below), ends(above)) {
        (Some(low), Some(high)) => Ok((rest, Figure::Approximate { value: number.value, low, high })),
        _ => fail(input),
    }
}

/// `point = number`
fn point<'t>(lexicon: &Lexicon, input: &'t str) -> IResult<&'t str, Figure> {
    let (rest, number) = number(lexicon, input)?;
    boundary(rest)?;
    // A bare article counts nothing: "un" and "een" are numbers only beside other words.
    let spelled = &input[..input.len() - rest.len()];
    if lexicon.determiners.contains(spelled) {
        return fail(input);
    }
    // Whatever its ends, an interval stays within what a Decimal holds.
    match number.value.checked_add(number.rounding) {
        Some(_) => Ok((rest, Figure::Point { value: number.value, rounding: number.rounding })),
        None => fail(input),
    }
}

/// `rate = [space] rate-phrase`, as `par an`: "two searches a year" are not two searches
pub(super) fn with_rate(lexicon: &Lexicon, mut quantity: Quantity, after: &str) -> Quantity {
    if let Ok((_, unit)) = preceded(spaces, |input| phrase(&lexicon.rates, input)).parse(after) {
        quantity.unit.0.push('/');
        quantity.unit.0.push_str(unit);
    }
    quantity
}
