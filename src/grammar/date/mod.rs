//! Dates and periods: days, months, years and their parts, from one date to another, and relative to a date.
//!
//! What differs between languages is in the `[dates]` of the lexicon. Words may have several readings ("4-22 January" is not
//! April 22), so the grammar reads single dates into [`Point`]s that may lack a part, and `range` completes each end from the
//! other.

mod clock;
mod day;
mod feast;
mod month;
mod numeric;
mod point;
mod quarter;
mod range;
mod relative;
#[cfg(test)]
mod tests;
mod token;
mod year;
mod yearless;

use super::word::{Scope, boundary, ends_with_phrase, fail, is_glued_after, phrase, space};
use crate::claim::{PartialDate, Period};
use crate::lexicon::Lexicon;
use crate::pattern::Folded;
use nom::IResult;

/// How surely a date was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateMarks {
    /// It was counted from the reference date: "yesterday".
    pub is_relative: bool,
    /// Day and month could be swapped: "3/7/2017".
    pub is_ambiguous: bool,
    /// It has no sharp ends: "summer 2019", "early 2020". The period is the longest that a reasonable reader understands.
    pub is_vague: bool,
    /// It is a day without a year: the nearest such day to the reference date is meant.
    pub is_yearless: bool,
}

impl DateMarks {
    const fn and(self, other: DateMarks) -> DateMarks {
        DateMarks {
            is_relative: self.is_relative || other.is_relative,
            is_ambiguous: self.is_ambiguous || other.is_ambiguous,
            is_vague: self.is_vague || other.is_vague,
            is_yearless: self.is_yearless || other.is_yearless,
        }
    }
}

/// The context in which dates are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    /// The lexicon of the language.
    pub lexicon: &'a Lexicon,
    /// The text, with its capitals.
    pub folded: &'a Folded,
    /// The end of every input.
    pub end: usize,
    /// The date that "yesterday" is counted from.
    pub reference: Option<PartialDate>,
    /// The text before the input in its sentence.
    pub before: &'a str,
    /// Whether the words before add something to a year: "2015 and".
    pub is_after_year: bool,
}

impl<'a> Context<'a> {
    /// Returns what the grammars of numbers and units need to read `input`.
    fn scope(&self, input: &str) -> Scope<'a> {
        let start = self.end.saturating_sub(self.before.len() + input.len());
        Scope { lexicon: self.lexicon, folded: self.folded, start, end: self.end, joins: true, behind_unit: false }
    }
}

/// A date or period that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// When; none if the words do not say: a day without its year or a relative date without a reference date, 31 February.
    pub period: Option<Period>,
    /// How surely.
    pub marks: DateMarks,
    /// Whether an article before it belongs to it: "the 1970s".
    pub takes_article: bool,
}

/// Returns what follows the time of day right behind a date; `input` if there is none.
pub(super) fn past_clock<'t>(cx: &Context<'_>, input: &'t str) -> &'t str {
    clock::behind(cx, input)
}

/// `told = time space date`, as `8 am on 3 May`; returns the beginning of the date
pub(super) fn told<'t>(cx: &Context<'_>, input: &'t str) -> Option<&'t str> {
    let start = clock::past(cx, ends_with_phrase(cx.before, &cx.lexicon.clock_openers), input)?;
    date(cx, start).is_ok().then_some(start)
}

/// `date = offset / period / open-period / single`, as `du 3 au 12 mars 2020`, `depuis 2019`, `10 février 2020`
pub(super) fn date<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Found> {
    if !token::may_begin(cx, input) {
        // "About two years ago" begins like any number, and ends in a word of dates.
        let (rest, point) = relative::ago(cx, input).or_else(|_| relative::offset(cx, input))?;
        return point.found(cx).map_or_else(|| fail(input), |found| Ok((rest, found)));
    }
    let (rest, found) = offset(cx, input)
        .or_else(|_| range::period(cx, input))
        .or_else(|_| range::open_period(cx, input))
        .or_else(|_| single(cx, input))?;
    boundary(rest)?;
    let mut after = rest.chars();
    if matches!(after.next(), Some('-' | '/')) && after.next().is_some_and(|letter| letter.is_ascii_digit()) {
        return fail(input);
    }
    Ok((rest, found))
}

fn offset<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Found> {
    let (rest, point) = relative::offset(cx, input)?;
    point.found(cx).map_or_else(|| fail(input), |found| Ok((rest, found)))
}

/// `embedded-date = year "-" 2DIGIT "-" 2DIGIT`, inside of a name, as `sales-2002-10-09.csv`
pub(super) fn embedded_date<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Found> {
    let (rest, point) = numeric::iso_date(input)?;
    if rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()) {
        return fail(input);
    }
    let mut after = rest.chars();
    if matches!(after.next(), Some('-' | '/')) && after.next().is_some_and(|letter| letter.is_ascii_digit()) {
        return fail(input);
    }
    point.found(cx).map_or_else(|| fail(input), |found| Ok((rest, found)))
}

/// Two years of which one is meant are less than this apart.
const MOST_APART: i16 = 10;

/// `single = point / bare-year [ other-year ]`, as `octobre 2019`, `en 2019`, `in 1618 or 1619`
fn single<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Found> {
    if let Ok((rest, point)) = point::point(cx, input)
        && let Some(found) = point.found(cx)
        && !(point.is_numeric && (is_glued_after(rest) || ends_with_phrase(cx.before, &cx.lexicon.labels)))
        && !point.is_unsure
    {
        return Ok((rest, found));
    }
    let (rest, year) = bare_year(cx, input)?;
    // "In 1618 or 1619": somewhere in both.
    let last = other_year(cx, rest).ok().filter(|(_, last)| (1..MOST_APART).contains(&(last - year)));
    let about = ends_with_phrase(cx.before, &cx.lexicon.approximators);
    let (rest, last) = last.map_or((rest, year), |(rest, last)| (rest, last));
    let date = |year| PartialDate::new(year, None, None);
    let (Some(from), Some(to)) = (date(year), date(last)) else { return fail(input) };
    let marks = DateMarks { is_vague: about || last > year, ..DateMarks::default() };
    Ok((rest, Found { period: Some(Period { from: Some(from), to: Some(to) }), marks, takes_article: false }))
}

/// `bare-year = year`, behind a word of years, or anywhere where no word is needed
fn bare_year<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, i16> {
    let (rest, year) = year::year(input)?;
    let words = &cx.lexicon.dates;
    let named = cx.is_after_year || ends_with_phrase(cx.before, &words.year_openers);
    let bare = words.bare_years && !token::is_counted(cx, rest) && !ends_with_phrase(cx.before, &cx.lexicon.labels);
    let is_number = is_glued_after(rest) || year % 100 == 0 && token::is_counted(cx, rest);
    if !(named || bare) || is_number { fail(input) } else { Ok((rest, year)) }
}

/// `other-year = space alternative space [ year-opener space ] year`, as ` or 1619`
fn other_year<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, i16> {
    let (rest, _) = space(input)?;
    let (rest, ()) = phrase(&cx.lexicon.alternatives, rest)?;
    let (start, _) = space(rest)?;
    let start = token::follows(&cx.lexicon.dates.year_openers, start).unwrap_or(start);
    let (rest, year) = year::year(start)?;
    if is_glued_after(rest) || year % 100 == 0 && token::is_counted(cx, rest) { fail(input) } else { Ok((rest, year)) }
}
