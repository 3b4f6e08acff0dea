//! Months of a year, and parts of months and years.

use super::Context;
use super::point::{At, Point};
use super::token::{follows, gap, link, mark, month, of_year};
use super::year::{FIRST, year};
use crate::grammar::word::{boundary, fail, phrase, spaces};
use crate::lexicon::Stretch;
use nom::{IResult, Parser};

/// `month-year = month [ of-year / ["."] [space] ( "-" / "/" ) [space] year ]`, as `octobre 2019`, `Dec-2018`
pub(super) fn month_year<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let (rest, (month, is_sure)) = month(cx, input)?;
    let marked = |input: &'t str| {
        let (rest, (_, mark, _)) = (spaces, mark, spaces).parse(input.strip_prefix('.').unwrap_or(input))?;
        if mark == '.' { fail(input) } else { year(rest) }
    };
    let at = At::Months(month, month);
    match of_year(cx, FIRST, rest).or_else(|_| marked(rest)) {
        Ok((after, year)) if boundary(after).is_ok() => Ok((after, Point::new(Some(year), at))),
        _ => Ok((rest, Point { is_unsure: !is_sure, ..Point::new(None, at) })),
    }
}

/// `year-month = year gap month`, as `2017 april`; a comma only where nothing goes on behind: "in 2016, March …"
pub(super) fn year_month<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let (after_year, year) = year(input)?;
    let (start, ()) = gap(after_year)?;
    let (rest, (month, is_sure)) = month(cx, start)?;
    let has_comma = after_year[..after_year.len() - start.len()].contains(',');
    let goes_on = spaces(rest)?.0.starts_with(char::is_alphanumeric);
    if !is_sure || has_comma && goes_on { fail(input) } else { Ok((rest, Point::new(Some(year), At::Months(month, month)))) }
}

/// `stretch = phrase [ [space] "-" ] [space] link ( month [ of-year ] / [ year-noun ] year )`, as `mi-mars 2020`, `fin 2019`
pub(super) fn stretch<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let (rest, &stretch) = phrase(&cx.lexicon.dates.stretches, input)?;
    let (rest, _) = spaces(rest)?;
    let (rest, _) = spaces(rest.strip_prefix('-').unwrap_or(rest))?;
    let rest = link(cx, rest);
    if let Ok((rest, (month, is_sure))) = month(cx, rest) {
        let year = of_year(cx, FIRST, rest);
        let (rest, year) = year.map_or((rest, None), |(rest, year)| (rest, Some(year)));
        let is_unsure = !is_sure && year.is_none();
        return Ok((rest, Point { is_unsure, ..Point::new(year, At::Third(month, stretch)) }.vague().with_article()));
    }
    let rest = follows(&cx.lexicon.dates.year_nouns, rest).unwrap_or(rest);
    let (rest, year) = year(rest)?;
    boundary(rest)?;
    let months = match stretch {
        Stretch::Early => At::Months(1, 4),
        Stretch::Mid => At::Months(4, 9),
        Stretch::Late => At::Months(9, 12),
    };
    Ok((rest, Point::new(Some(year), months).vague().with_article()))
}
