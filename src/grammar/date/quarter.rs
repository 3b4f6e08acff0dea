//! Quarters, halves and other equal parts of a year; seasons.

use super::point::{At, Point};
use super::token::{article, cardinal, digits, gap, link, of_year, ordinal};
use super::year::{FIRST, year, year_from};
use super::{Context, year::century};
use crate::claim::{PartialDate, Period};
use crate::grammar::word::{boundary, fail, phrase, space, spaces};
use crate::lexicon::{Side, TimeUnit};
use nom::bytes::complete::tag;
use nom::character::complete::one_of;
use nom::sequence::preceded;
use nom::{IResult, Parser};

/// `part-of-year = part [ of-year / lettered-year ] / year ( gap [ article ] / [ "-" / "/" ] ) part`, as `third quarter of 2016`, `2017-Q1`
pub(super) fn part_of_year<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    if let Ok((rest, year)) = year(input) {
        let marked: IResult<&str, char> = one_of("-/").parse(rest);
        let start = match marked {
            Ok((rest, _)) => rest,
            Err(_) => article(cx, gap(rest)?.0),
        };
        let (rest, (first, last)) = part(cx, start)?;
        return Ok((rest, Point::new(Some(year), At::Months(first, last))));
    }
    let (rest, (first, last)) = part(cx, input)?;
    let at = At::Months(first, last);
    let marked = |input: &'t str| {
        let marked: IResult<&str, char> = one_of("-/").parse(input);
        marked.and_then(|(rest, _)| year(rest))
    };
    let point = match of_year(cx, FIRST, rest).or_else(|_| marked(rest)) {
        Ok((after, year)) if boundary(after).is_ok() => (after, Point::new(Some(year), at)),
        _ => (rest, Point::new(None, at)),
    };
    Ok((point.0, point.1.with_article()))
}

/// `part = ordinal space noun / letter DIGIT / months`, as `third quarter`, `Q3`; gives its first and last month
fn part<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, (i8, i8)> {
    if let Ok(found) = months(cx, input) {
        return Ok(found);
    }
    let (rest, (which, months)) = lettered(cx, input).or_else(|_| {
        let (rest, which) = ordinal(cx, input)?;
        let (rest, _) = space(rest)?;
        phrase(&cx.lexicon.dates.parts, rest).map(|(rest, months)| (rest, (which, *months)))
    })?;
    boundary(rest)?;
    let Some(last) = which.checked_mul(months).filter(|last| (1..=12).contains(last) && months >= 1) else { return fail(input) };
    Ok((rest, (last - months + 1, last)))
}

/// `months = side space number space unit / number space side space unit`, as `first six months`, `trois derniers mois`
fn months<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, (i8, i8)> {
    let sides = &cx.lexicon.dates.sides;
    let (rest, side, count) = match phrase(sides, input) {
        Ok((rest, side)) => {
            let (rest, count) = preceded(space, |input| cardinal(cx, input)).parse(rest)?;
            (rest, side, count)
        }
        Err(_) => {
            let (rest, count) = cardinal(cx, input)?;
            let (rest, side) = preceded(space, |input| phrase(sides, input)).parse(rest)?;
            (rest, side, count)
        }
    };
    let (rest, unit) = preceded(space, |input| phrase(&cx.lexicon.dates.units, input)).parse(rest)?;
    match side {
        _ if *unit != TimeUnit::Month || !(1..12).contains(&count) => fail(input),
        Side::First => Ok((rest, (1, count))),
        Side::Last => Ok((rest, (13 - count, 12))),
    }
}

fn lettered<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, (i8, i8)> {
    for (letters, months) in &cx.lexicon.dates.part_letters {
        if let Some(rest) = input.strip_prefix(letters.as_str())
            && let Ok((rest, which)) = digits(1, 1, rest)
        {
            return Ok((rest, (which as i8, *months)));
        }
    }
    fail(input)
}

/// `season = name gap link year [ ( "-" / "/" ) ( year / 2DIGIT ) ]`, as `été 2019`, `winter 2019-2020`
///
/// Its beginning and end are vague. A winter with one year may be either of two.
pub(super) fn season<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let (rest, &(first, last)) = phrase(&cx.lexicon.dates.seasons, input)?;
    let (start, ()) = gap(rest)?;
    let (rest, from) = year_from(FIRST, link(cx, start))?;
    if let Ok((after, to)) = second_year(from, rest) {
        let month = |year, month| PartialDate::new(year, Some(month), None);
        let period = Period { from: month(from, first), to: month(to, last) };
        return Ok((after, Point::resolved(Some(period), super::DateMarks::default()).vague().with_article()));
    }
    boundary(rest)?;
    Ok((rest, Point::new(Some(from), At::Season(first, last)).vague().with_article()))
}

fn second_year(first: i16, input: &str) -> IResult<&str, i16> {
    let (rest, _) = (spaces, one_of("-/"), spaces).parse(input)?;
    let short = |input| digits(2, 2, input).map(|(rest, short)| (rest, century(short)));
    let (rest, year) = year(rest).or_else(|_| short(rest))?;
    boundary(rest)?;
    let dated: IResult<&str, &str> = tag("-")(rest);
    if dated.is_ok() || year != first + 1 { fail(input) } else { Ok((rest, year)) }
}
