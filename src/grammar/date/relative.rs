//! Dates relative to the day of writing.

use super::point::Point;
use super::token::{cardinal, month, of_year, past_article};
use super::year::FIRST;
use super::{Context, DateMarks};
use crate::claim::{Bound, PartialDate, Period};
use crate::grammar::spelled::word_of;
use crate::grammar::unit::partitive;
use crate::grammar::word::{boundary, fail, phrase, space, spaces};
use crate::lexicon::{Bounding, Role, TimeUnit};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use nom::{IResult, Parser};
use rust_decimal::prelude::ToPrimitive;

const RELATIVE: DateMarks = DateMarks { is_relative: true, is_ambiguous: false, is_vague: false, is_yearless: false };

/// `relative = phrase / shift space named / named space shift`, as `hier`, `last March`, `vendredi dernier`
///
/// Without a reference date, or if it is less precise than the words, no period is known.
pub(super) fn relative<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let words = &cx.lexicon.dates;
    if let Ok((rest, &(unit, shift))) = phrase(&words.relative, input) {
        return Ok((rest, Point::resolved(shifted(cx, unit, shift), RELATIVE)));
    }
    let shift_first = |input: &'t str| {
        let (rest, &shift) = phrase(&words.shifts_before, input)?;
        let (rest, _) = space(rest)?;
        named(cx, rest).map(|(rest, named)| (rest, (named, shift)))
    };
    let shift_last = |input: &'t str| {
        let (rest, named) = named(cx, input)?;
        let (rest, _) = space(rest)?;
        phrase(&words.shifts_after, rest).map(|(rest, shift)| (rest, (named, *shift)))
    };
    let (rest, (named, shift)) = shift_first(input).or_else(|_| shift_last(input))?;
    if of_year(cx, FIRST, rest).is_ok() {
        return fail(input);
    }
    let period = match named {
        Named::Weekday(weekday) => weekday_from(cx, weekday, shift),
        Named::Month(month) => month_from(cx, month, shift),
    };
    Ok((rest, Point::resolved(period, RELATIVE)))
}

/// `ago = opener space [qualifier space] count space unit / [qualifier space] count space unit space closer`, as `il y a environ
/// trois jours`, `more than two weeks ago`
pub(super) fn ago<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let words = &cx.lexicon.dates;
    let opened = phrase(&words.ago_before, input).and_then(|(rest, ())| space(rest)).ok().map(|(rest, _)| rest);
    let start = opened.unwrap_or(input);
    let (from_count, how) = qualifier(cx, start).unwrap_or((start, Qualifier::None));
    let (rest, (least, most)) = count(cx, from_count)?;
    let (rest, _) = space(rest)?;
    // "Une quinzaine de jours"
    let rest = partitive(&cx.scope(rest), rest).and_then(|(rest, ())| spaces(rest)).map_or(rest, |(rest, _)| rest);
    let (rest, &unit) = phrase(&words.units, rest)?;
    let rest = match opened {
        Some(_) => rest,
        None => phrase(&words.ago_after, space(rest)?.0)?.0,
    };
    let (first, last) = (shifted(cx, unit, -most), shifted(cx, unit, -least));
    let period = first.zip(last).map(|(first, last)| match how {
        Qualifier::More => Period { from: None, to: last.to },
        Qualifier::Less => Period { from: first.from, to: cx.reference },
        Qualifier::None | Qualifier::About => Period { from: first.from, to: last.to },
    });
    let point = Point::resolved(period, RELATIVE);
    // "Two weeks ago" is some day in that week.
    let is_sharp = unit == TimeUnit::Day && least == most && how == Qualifier::None;
    Ok((rest, if is_sharp { point } else { point.vague() }))
}

/// `offset = ( eve / count space unit space counted ) space [article] point`, as `la veille du 3 mai`, `two days after 3 May 2020`
///
/// Counted from anything but a day, it is no date.
pub(super) fn offset<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let eve = |input: &'t str| phrase(&cx.lexicon.dates.eves, input).map(|(rest, days)| (rest, (TimeUnit::Day, *days, *days)));
    let (rest, (unit, least, most)) = eve(input).or_else(|_| counted(cx, input))?;
    let (start, _) = spaces(rest)?;
    let (rest, point) = past_article(cx, start, |input| super::point::point(cx, input))?;
    if point.is_unsure || point.is_numeric {
        return fail(input);
    }
    let point = point.in_nearest_year(cx);
    let day = point.period().filter(|period| period.from == period.to).and_then(|period| period.from);
    let day = day.filter(|day| day.day().is_some()).map(PartialDate::first);
    let period = day.and_then(|day| {
        let margin = margin(unit);
        let moved = |count: i16, margin: i16| moved(day, unit, count)?.checked_add(margin.days()).ok();
        let (from, to) = (moved(least.min(most), -margin)?, moved(least.max(most), margin)?);
        Some(Period { from: Some(from.into()), to: Some(to.into()) })
    });
    let found = Point::resolved(period, point.marks);
    Ok((rest, if unit == TimeUnit::Day && least == most { found } else { found.vague() }))
}

/// `counted = count space unit space sign`, as `two days after`: the unit, and how many of them at least and at most
fn counted<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, (TimeUnit, i16, i16)> {
    let words = &cx.lexicon.dates;
    let (rest, (least, most)) = count(cx, input)?;
    let (rest, _) = space(rest)?;
    let (rest, &unit) = phrase(&words.units, rest)?;
    let (rest, _) = space(rest)?;
    let (rest, sign) = phrase(&words.counted, rest)?;
    Ok((rest, (unit, least * sign, most * sign)))
}

/// By so many days, what is counted in a unit may be off: "two weeks after 3 May".
const fn margin(unit: TimeUnit) -> i16 {
    match unit {
        TimeUnit::Day => 0,
        TimeUnit::Week => 3,
        TimeUnit::Month => 10,
        TimeUnit::Year => 31,
    }
}

fn moved(day: Date, unit: TimeUnit, count: i16) -> Option<Date> {
    let moved = match unit {
        TimeUnit::Day => day.checked_add(count.days()),
        TimeUnit::Week => day.checked_add(count.weeks()),
        TimeUnit::Month => day.checked_add(count.months()),
        TimeUnit::Year => day.checked_add(count.years()),
    };
    moved.ok()
}

/// What stands before a number of days.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Qualifier {
    None,
    /// "About".
    About,
    /// "More than", "at least".
    More,
    /// "Less than", "at most".
    Less,
}

/// `qualifier = ( approximator / bound ) ( space / "" )`, as `about `, `plus de `; no space after an elided word
fn qualifier<'t>(cx: &Context<'_>, input: &'t str) -> Option<(&'t str, Qualifier)> {
    let bound = |bounding: &Bounding| match bounding {
        Bounding::Bound(Bound::MoreThan | Bound::AtLeast) => Qualifier::More,
        Bounding::Bound(Bound::LessThan | Bound::AtMost) => Qualifier::Less,
        Bounding::Exactly | Bounding::Nothing => Qualifier::None,
    };
    let approximator = phrase(&cx.lexicon.approximators, input).map(|(rest, _)| (rest, Qualifier::About));
    let bounded = || phrase(&cx.lexicon.bounds, input).map(|(rest, bounding)| (rest, bound(bounding)));
    let (rest, how) = approximator.or_else(|_| bounded()).ok()?;
    Some((spaces(rest).ok()?.0, how))
}

/// `count = vague / number / article`: the least and the most, as in `a couple of`, `two`, `a`
fn count<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, (i16, i16)> {
    if let Ok((rest, (low, high))) = phrase(&cx.lexicon.vague, input)
        && let (Some(low), Some(high)) = (low.to_i16(), high.to_i16())
    {
        return Ok((rest, (low, high)));
    }
    if let Ok((rest, count)) = cardinal(cx, input) {
        return Ok((rest, (count.into(), count.into())));
    }
    let (rest, _) = word_of(&cx.scope(input), Role::Article, input)?;
    boundary(rest)?;
    Ok((rest, (1, 1)))
}

enum Named {
    Weekday(i8),
    Month(i8),
}

/// `named = weekday / month`
fn named<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Named> {
    let weekday = |input| phrase(&cx.lexicon.dates.weekdays, input).map(|(rest, weekday)| (rest, Named::Weekday(*weekday)));
    let month = |input| month(cx, input).map(|(rest, (month, _))| (rest, Named::Month(month)));
    nom::branch::alt((weekday, month)).parse(input)
}

/// Returns the date this many units after the reference date.
pub(super) fn shifted(cx: &Context<'_>, unit: TimeUnit, shift: i16) -> Option<Period> {
    let reference = cx.reference?;
    let first = match unit {
        TimeUnit::Year => return PartialDate::new(reference.year().checked_add(shift)?, None, None).map(Period::on),
        TimeUnit::Month => {
            reference.month()?;
            let month = reference.first().checked_add(shift.months()).ok()?;
            return PartialDate::new(month.year(), Some(month.month()), None).map(Period::on);
        }
        TimeUnit::Day | TimeUnit::Week => today(cx)?,
    };
    if unit == TimeUnit::Day {
        return first.checked_add(shift.days()).ok().map(|day| Period::on(day.into()));
    }
    let monday = first.checked_sub(i16::from(first.weekday().to_monday_zero_offset()).days()).ok()?;
    let from = monday.checked_add(shift.weeks()).ok()?;
    let to = from.checked_add(6.days()).ok()?;
    Some(Period { from: Some(from.into()), to: Some(to.into()) })
}

/// Returns the day of writing, if it is known to the day.
fn today(cx: &Context<'_>) -> Option<Date> {
    cx.reference.filter(|reference| reference.day().is_some()).map(PartialDate::first)
}

/// Returns the last such weekday before the reference date, the next one after it, or the one in its week.
fn weekday_from(cx: &Context<'_>, weekday: i8, shift: i16) -> Option<Period> {
    let today = today(cx)?;
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let day = if shift == 0 {
        let ahead = weekday.to_monday_zero_offset() - today.weekday().to_monday_zero_offset();
        today.checked_add(i16::from(ahead).days()).ok()?
    } else {
        today.nth_weekday(shift.into(), weekday).ok()?
    };
    Some(Period::on(day.into()))
}

/// Returns the last such month before the month of the reference date, the next one after it, or the one in its year.
fn month_from(cx: &Context<'_>, month: i8, shift: i16) -> Option<Period> {
    let reference = cx.reference?;
    let now = reference.month()?;
    let year = match shift {
        0 => reference.year(),
        shift if shift < 0 => reference.year() + shift + i16::from(month < now),
        shift => reference.year() + shift - i16::from(month > now),
    };
    PartialDate::new(year, Some(month), None).map(Period::on)
}
