//! Years and decades.

use super::Context;
use super::point::{At, Point};
use super::token::{digits, follows, is_digit};
use crate::claim::{PartialDate, Period};
use crate::grammar::word::{boundary, ends_with_phrase, fail, phrase, spaces};
use nom::bytes::complete::tag;
use nom::{IResult, Parser};

/// The first year that four digits alone may mean.
pub(super) const FIRST: i16 = 1500;
/// The last year that four digits alone may mean.
const LAST: i16 = 2199;
/// From this number on, two digits are a year of the twentieth century.
const PIVOT: i16 = 40;

/// `year = 4DIGIT`
pub(super) fn year(input: &str) -> IResult<&str, i16> {
    year_from(FIRST, input)
}

/// `year = 4DIGIT`, not before `least`
pub(super) fn year_from(least: i16, input: &str) -> IResult<&str, i16> {
    let (rest, year) = digits(4, 4, input)?;
    if (least..=LAST).contains(&year) { Ok((rest, year)) } else { fail(input) }
}

/// `short-year = "'" 2DIGIT`, as `'98`
pub(super) fn short_year(input: &str) -> IResult<&str, i16> {
    let (rest, (_, short)) = (tag("'"), |input| digits(2, 2, input)).parse(input)?;
    Ok((rest, century(short)))
}

/// Returns the year that two digits mean: 1940 to 2039.
pub(super) const fn century(short: i16) -> i16 {
    if short >= PIVOT { 1900 + short } else { 2000 + short }
}

/// `named-year = year-noun space year`, as `année 2019`
pub(super) fn named_year<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let Some(rest) = follows(&cx.lexicon.dates.year_nouns, input) else { return fail(input) };
    let (rest, year) = year(rest)?;
    boundary(rest)?;
    Ok((rest, Point::new(Some(year), At::Year)))
}

/// `decade = opener space ( year / ["'"] 2DIGIT / decade-word ) / year ending / decade-word`, as `les années 1970`, `1970s`
///
/// Ten years, from a year that ends in 0. Two digits are in the twentieth century; below 30 they may be in the twenty-first, and
/// give nothing.
pub(super) fn decade<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let words = &cx.lexicon.dates;
    let after_opener = follows(&words.decade_openers, input);
    let start = after_opener.unwrap_or(input);
    let is_opened = after_opener.is_some() || ends_with_phrase(cx.before, &words.articles);
    if let Ok((rest, first)) = year(start)
        && first % 10 == 0
    {
        let ended = ending(cx, is_opened, rest);
        return match ended {
            Some(rest) => Ok((rest, ten_years(Some(first)))),
            None if after_opener.is_some() && boundary(rest).is_ok() => Ok((rest, ten_years(Some(first)))),
            None => fail(input),
        };
    }
    if !is_opened {
        return fail(input);
    }
    if let Ok((rest, &short)) = phrase(&words.decades, start) {
        // "Les soixante invités": after an article alone, a word that is also a number counts something.
        let word = &start[..start.len() - rest.len()];
        if after_opener.is_none() && cx.lexicon.numbers.words.get(word).is_some() {
            return fail(input);
        }
        return Ok((rest, ten_years((short >= 30).then_some(1900 + short))));
    }
    let (rest, short) = digits(2, 2, start.strip_prefix('\'').unwrap_or(start))?;
    let (rest, is_ended) = ending(cx, is_opened, rest).map_or((rest, false), |rest| (rest, true));
    if short % 10 != 0 || !(is_ended || after_opener.is_some()) || boundary(rest).is_err() {
        return fail(input);
    }
    Ok((rest, ten_years((short >= 30).then_some(1900 + short))))
}

/// `ending = [space] ( "s" / "'s" )`: makes a decade of a year. With an apostrophe it needs an article: "2020's elections".
fn ending<'t>(cx: &Context<'_>, is_opened: bool, input: &'t str) -> Option<&'t str> {
    let (spaced, _) = spaces(input).ok()?;
    cx.lexicon.dates.decade_endings.iter().find_map(|(ending, ())| {
        let start = if ending.starts_with('\'') { input } else { spaced };
        let rest = start.strip_prefix(ending).filter(|rest| boundary(rest).is_ok())?;
        (is_opened || !ending.starts_with('\'')).then_some(rest)
    })
}

fn ten_years(first: Option<i16>) -> Point {
    let year = |year| PartialDate::new(year, None, None);
    let period = first.map(|first| Period { from: year(first), to: year(first + 9) });
    Point::resolved(period, super::DateMarks::default()).with_article()
}

/// `two-years = year ( "-" / "/" ) 2DIGIT / year "/" year`, the second after the first, as `2019-20`, `2021/2022`; never if it
/// may be a month
pub(super) fn two_years(input: &str) -> IResult<&str, (i16, i16)> {
    let (rest, first) = year(input)?;
    let Some(rest) = rest.strip_prefix(['-', '/']) else { return fail(input) };
    if let Ok((rest, next)) = year(rest)
        && input[..input.len() - rest.len()].contains('/')
    {
        return if next == first + 1 && boundary(rest).is_ok() { Ok((rest, (first, next))) } else { fail(input) };
    }
    let (rest, short) = digits(2, 2, rest)?;
    let last = first / 100 * 100 + short;
    let goes_on = rest.starts_with(['-', '/', '.']) && rest[1..].starts_with(is_digit);
    if short <= 12 || last <= first || goes_on || boundary(rest).is_err() { fail(input) } else { Ok((rest, (first, last))) }
}
