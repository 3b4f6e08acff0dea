//! Days with the name of their month.

use super::Context;
use super::point::Point;
use super::token::{article, day, link, month, of_year, past_article, weekday};
use super::yearless::{Hint, Which, of_relative_year, shift_after, shift_before};
use crate::grammar::word::{boundary, ends_with_phrase, fail, space};
use nom::{IResult, Parser, combinator::opt};

/// The first year that may follow a day.
const FIRST_YEAR: i16 = 1000;

/// `day-month-year = [ weekday ] day ["."] space link month [ of-year ]`, as `mer. 1er mars 2020`, `4th of July, 1995`
pub(super) fn day_month_year<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let (start, weekday) = opt(|input| weekday(cx, input)).parse(input)?;
    let (rest, day) = past_article(cx, start, |input| day(cx, input))?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let (rest, _) = space(rest)?;
    let (rest, (month, is_sure)) = month(cx, rest).or_else(|_| month(cx, link(cx, rest)))?;
    Ok(dated(cx, (month, day), is_sure, Hint { weekday, which: shift_before(cx, input) }, rest))
}

/// `month-day-year = [ weekday ] month ["."] space [ article ] day [ of-year ]`, as `March 14, 2022`
///
/// Only in languages that write dates this way.
pub(super) fn month_day_year<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    if !cx.lexicon.dates.is_month_first() {
        return fail(input);
    }
    let (start, weekday) = opt(|input| weekday(cx, input)).parse(input)?;
    let (rest, (month, is_sure)) = month(cx, start)?;
    let (rest, _) = space(rest.strip_prefix('.').unwrap_or(rest))?;
    let (rest, day) = day(cx, article(cx, rest))?;
    let (rest, point) = dated(cx, (month, day), is_sure, Hint { weekday, which: shift_before(cx, input) }, rest);
    // "In March 20 people …": after a preposition of months, the number is a count.
    if point.year.is_none() && weekday.is_none() && ends_with_phrase(cx.before, &cx.lexicon.dates.links) {
        return fail(input);
    }
    Ok((rest, point))
}

/// `day-year = day of-year`, the end of a period whose month is written before, as `5, 2020` in `March 3 to 5, 2020`
pub(super) fn day_year<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, (i8, i16)> {
    let (rest, day) = day(cx, input)?;
    let (rest, year) = of_year(cx, FIRST_YEAR, rest)?;
    Ok((rest, (day, year)))
}

/// Returns the day, with the year that may follow or the words that give it.
fn dated<'t>(cx: &Context<'_>, (month, day): (i8, i8), is_sure: bool, hint: Hint, rest: &'t str) -> (&'t str, Point) {
    let year = of_year(cx, FIRST_YEAR, rest)
        .ok()
        .filter(|(after, year)| boundary(after).is_ok() && (*year >= super::year::FIRST || year % 100 != 0));
    match year {
        Some((after, year)) => (after, Point::day(Some(year), month, day)),
        None => {
            if let Ok(found) = of_relative_year(cx, month, day, rest) {
                return found;
            }
            let (rest, which) = shift_after(cx, rest).unwrap_or((rest, Which::Nearest));
            let hint = if which == Which::Nearest { hint } else { Hint { which, ..hint } };
            (rest, Point { is_unsure: !is_sure, hint, ..Point::day(None, month, day) })
        }
    }
}
