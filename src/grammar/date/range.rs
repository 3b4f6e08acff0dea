//! Periods from one date to another.

use super::point::{At, Point, point};
use super::token::{article, day, follows, hyphen, is_counted, may_begin, past_article};
use super::year::{two_years, year};
use super::yearless::Which;
use super::{Context, DateMarks, Found, clock, day::day_year, numeric, relative};
use crate::claim::Period;
use crate::grammar::number::Number;
use crate::grammar::unit::unit_after;
use crate::grammar::word::{boundary, ends_with_phrase, fail, is_glued_after, phrase};
use crate::lexicon::{DateRange, TimeUnit};
use nom::IResult;

/// Two bare years that are both multiples of this may also be quantities: "1500 tot 2000 keer".
const ROUND: i16 = 50;

/// One reading of an end of a period.
type End = for<'c, 'l, 't> fn(&'c Context<'l>, &'t str) -> IResult<&'t str, Point>;

/// `period = [ opener ] low ( joiner / hyphen ) high / two-years`, as `entre octobre 2019 et février 2020`, `3-12 september 2021`
pub(super) fn period<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Found> {
    let opened = cx.lexicon.dates.ranges.iter().filter(|range| !range.open.is_empty());
    let mut opened = opened.filter_map(|range| Some((range, follows(&range.open, input)?)));
    opened
        .find_map(|(range, start)| between(cx, std::slice::from_ref(range), article(cx, start)))
        .or_else(|| between(cx, &[], input))
        .or_else(|| days(cx, input))
        .map_or_else(|| school_year(cx, input), Ok)
}

/// `days = bare-day space coordinator space point`, as `3 et 4 mars 2020`: a period if the second is the day after the first
fn days<'t>(cx: &Context<'_>, input: &'t str) -> Option<(&'t str, Found)> {
    let (rest, first) = day(cx, input).ok()?;
    let rest = follows(&cx.lexicon.dates.coordinators, rest.trim_start())?;
    let (rest, second) = point(cx, article(cx, rest)).ok().filter(|(_, second)| !second.is_numeric && !second.is_unsure)?;
    let At::Day(month, last) = second.at else { return None };
    let found = together(cx, Point::new(None, At::BareDay(first)), second).or_else(|| second.found(cx))?;
    let is_day = matches!(Point::day(second.year, month, first).at, At::Day(..));
    let period = found.period.filter(|_| is_day && first + 1 == last);
    Some((rest, Found { period, ..found }))
}

/// `low ( joiner / hyphen ) high`: the first two readings of the ends that fit together. The joiners are those of `range`, or
/// those of all ranges without an opener.
fn between<'t>(cx: &Context<'_>, range: &[DateRange], start: &'t str) -> Option<(&'t str, Found)> {
    let lows: [End; 4] = [point, bare_day, bare_year, numeric::day_and_month];
    let highs: [End; 5] = [point, now, bare_year, day_of_year, bare_day];
    let ranges = if range.is_empty() { &cx.lexicon.dates.ranges } else { range };
    if !may_begin(cx, start) {
        return None;
    }
    let start = Some(start).filter(|_| !range.is_empty()).and_then(|start| clock::past(cx, true, start)).unwrap_or(start);
    for low in lows {
        let Ok((rest, low)) = low(cx, start) else { continue };
        let rest = if matches!(low.at, At::BareDay(_)) { rest } else { clock::between(cx, rest) };
        let joiners = ranges.iter().filter(|one| !range.is_empty() || one.open.is_empty());
        let joined = joiners.filter_map(|range| joiner(range, rest)).chain(hyphen(rest).ok().map(|(rest, ())| rest));
        let mut is_joined = false;
        for joined in joined {
            is_joined = true;
            // "Le 3 mai à 8 heures": one day.
            let end =
                if clock::ends_in_time(cx, rest, joined) { clock::past(cx, true, article(cx, joined)) } else { Some(joined) };
            if let Some(found) = end.and_then(|end| highs.iter().find_map(|high| ending(cx, *high, low, end))) {
                return Some(found);
            }
        }
        // A whole date does not begin another: "7-3-27" is not from 7 March to the 27th.
        if !is_joined && low.period().is_some() {
            return None;
        }
    }
    None
}

/// Returns the period from `low` to the end that `high` reads here.
fn ending<'t>(cx: &Context<'_>, high: End, low: Point, input: &'t str) -> Option<(&'t str, Found)> {
    let (rest, high) = past_article(cx, input, |input| high(cx, input)).ok()?;
    let is_whole = boundary(rest).is_ok() && !is_plain(cx, low, high, rest) && !(high.is_numeric && is_glued_after(rest));
    let found = together(cx, low, high).filter(|_| is_whole)?;
    Some((rest, found))
}

/// `joiner = ["."] space phrase space`, as ` tot en met `
fn joiner<'t>(range: &DateRange, input: &'t str) -> Option<&'t str> {
    let input = input.strip_prefix('.').unwrap_or(input);
    let rest = input.trim_start();
    if rest.len() == input.len() { None } else { follows(&range.join, rest) }
}

/// `open-period = ( since / until / by / before / after ) [ article ] point`, as `depuis le 10 mars 2020`, `tot februari 2020`
///
/// A period before or after a date does not include the date. There is no open period before or after a date with several
/// possible ends.
pub(super) fn open_period<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Found> {
    let words = &cx.lexicon.dates;
    let since = |period: Period| Some(Period { from: period.from, to: None });
    let until = |period: Period| Some(Period { from: None, to: period.to });
    let before = |period: Period| Some(Period { from: None, to: Some(period.from?.previous()?) });
    let after = |period: Period| Some(Period { from: Some(period.to?.next()?), to: None });
    type Opened = fn(Period) -> Option<Period>;
    let openers: [(_, Opened); 5] =
        [(&words.since, since), (&words.until, until), (&words.before, before), (&words.after, after), (&words.by, until)];
    for (phrases, open) in openers {
        let Some(start) = follows(phrases, input) else { continue };
        let start = clock::past(cx, true, article(cx, start)).unwrap_or(start);
        let ends: [End; 2] = [point, bare_year];
        for end in ends {
            let Ok((rest, mut point)) = past_article(cx, start, |input| end(cx, input)) else { continue };
            // What has lasted since a day began before the words were written.
            if std::ptr::eq(phrases, &words.since) && point.hint.which == Which::Nearest {
                point.hint.which = Which::UpToNow;
            }
            let Some(found) = point.found(cx) else { continue };
            if std::ptr::eq(phrases, &words.by) && !matches!(point.at, At::Day(..)) {
                continue;
            }
            let is_number = point.at == At::Year && point.year.is_some_and(|year| year % ROUND == 0) && is_counted(cx, rest);
            if boundary(rest).is_err() || is_glued_after(rest) || is_number || point.is_unsure {
                continue;
            }
            // "Des années 2000" is not "dès": what contains an article only names a decade.
            let opener = input[..input.len() - start.len()].trim_end();
            if point.takes_article && cx.lexicon.contractions.contains_key(opener) {
                continue;
            }
            let period = found.period.and_then(open);
            return Ok((rest, Found { period, takes_article: false, ..found }));
        }
    }
    fail(input)
}

/// `school-year = two-years`, as `2019-20`
fn school_year<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Found> {
    let (rest, (first, last)) = two_years(input)?;
    if is_glued_after(rest) || ends_with_phrase(cx.before, &cx.lexicon.labels) {
        return fail(input);
    }
    match together(cx, Point::new(Some(first), At::Year), Point::new(Some(last), At::Year)) {
        Some(found) => Ok((rest, found)),
        None => fail(input),
    }
}

/// `bare-day = day`, and no unit behind it: "on 3 May to 20 km from here"
fn bare_day<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let (rest, day) = day(cx, input)?;
    if unit_after(&cx.scope(rest), rest, &Number::plain(day.into())).is_ok() {
        return fail(input);
    }
    Ok((rest, Point::new(None, At::BareDay(day))))
}

fn bare_year<'t>(_: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let (rest, year) = year(input)?;
    boundary(rest)?;
    Ok((rest, Point::new(Some(year), At::Year)))
}

fn day_of_year<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    day_year(cx, input).map(|(rest, (day, year))| (rest, Point::new(Some(year), At::BareDay(day))))
}

/// `now = ` a phrase of the lexicon: the reference date; without one, the period stays open
fn now<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let (rest, ()) = phrase(&cx.lexicon.dates.now, input)?;
    let marks = DateMarks { is_relative: true, ..DateMarks::default() };
    Ok((rest, Point::resolved(relative::shifted(cx, TimeUnit::Day, 0), marks)))
}

/// Returns true if two bare years are more likely plain numbers.
fn is_plain(cx: &Context<'_>, low: Point, high: Point, after: &str) -> bool {
    let round = |point: Point| point.at == At::Year && point.year.is_some_and(|year| year % ROUND == 0);
    let is_opened = ends_with_phrase(cx.before, &cx.lexicon.dates.year_openers);
    low.at == At::Year
        && high.at == At::Year
        && (is_glued_after(after) || !is_opened && round(low) && round(high) && is_counted(cx, after))
}

/// Returns the period between two ends. Each end may take the parts that it lacks from the other.
fn together(cx: &Context<'_>, mut low: Point, mut high: Point) -> Option<Found> {
    match (low.at, high.at) {
        (At::BareDay(day), At::Day(month, last)) if day < last => low = fill(low, Point::day(high.year, month, day)),
        (At::BareDay(_), _) => return None,
        // "March 3 to 5, 2020"
        (At::Day(month, first), At::BareDay(day)) if first < day && low.year.is_none() => {
            high = fill(high, Point::day(high.year, month, day))
        }
        (_, At::BareDay(_)) => return None,
        (At::Year, _) if high.year.is_none() && !matches!(high.at, At::Resolved(_)) => return None,
        (_, At::Year) if low.year.is_none() && !matches!(low.at, At::Resolved(_)) => return None,
        _ => {}
    }
    let (begins, ends) = (low.begins(), high.begins());
    if low.year.is_none() && begins.is_some() {
        low.year = high.year.map(|year| year - i16::from(begins > ends));
    }
    if high.year.is_none() && ends.is_some() {
        high.year = low.year.map(|year| year + i16::from(begins > ends));
    }
    let is_number = (low.is_numeric || high.is_numeric) && low.year.or(high.year).is_none();
    if is_number || low.is_unsure && low.year.is_none() || high.is_unsure && high.year.is_none() {
        return None;
    }
    if low.year.or(high.year).is_none() && begins.is_some() && ends.is_some() {
        // Neither has a year: the year is that of the first day, as near as possible to the reference date.
        low = low.in_nearest_year(cx);
        high.year = low.year.and_then(|year| year.checked_add(i16::from(begins > ends)));
    }
    let marks = low.marks.and(high.marks);
    let (from, to) = (low.period(), high.period());
    let is_whole = |point: Point| point.year.is_some() || matches!(point.at, At::Resolved(_));
    let period = match (from, to) {
        (Some(from), Some(to)) if from.first_day() < to.first_day() => Some(Period { from: from.from, to: to.to }),
        (Some(_), Some(_)) => return None,
        // "From 2019 until now", without a reference date.
        (Some(from), None) if is_whole(high) && marks.is_relative => Some(Period { from: from.from, to: None }),
        _ => None,
    };
    Some(Found { period, marks, takes_article: false })
}

fn fill(end: Point, day: Point) -> Point {
    Point { marks: end.marks, is_unsure: false, ..day }
}
