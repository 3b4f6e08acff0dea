//! Dates in digits and separators.

use super::point::{At, Point};
use super::token::{article, digits, gap, is_counted, is_digit, mark, month, weekday};
use super::year::{century, year};
use super::{Context, DateMarks};
use crate::claim::PartialDate;
use crate::grammar::word::{boundary, fail, spaces};
use crate::lexicon::Order;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::one_of;
use nom::sequence::preceded;
use nom::{IResult, Parser};

/// The years that a number next to the number of a month may mean.
const NUMERIC_YEARS: std::ops::RangeInclusive<i16> = 1900..=2099;

/// A part of a date between separators.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    /// A number with up to two digits, and how many digits it has.
    Small(i16, usize),
    Year(i16),
    Name(i8),
}

/// `field = year / 1*2DIGIT / month`
fn field<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Field> {
    if let Ok((rest, year)) = year(input) {
        return Ok((rest, Field::Year(year)));
    }
    if input.starts_with(is_digit) {
        return digits(1, 2, input).map(|(rest, number)| (rest, Field::Small(number, input.len() - rest.len())));
    }
    month(cx, input).map(|(rest, (month, _))| (rest, Field::Name(month)))
}

/// `iso-date = year "-" 2DIGIT "-" 2DIGIT`, as `2020-02-10` (ISO 8601)
pub(super) fn iso_date(input: &str) -> IResult<&str, Point> {
    let two = |input| preceded(tag("-"), |input| digits(2, 2, input)).parse(input);
    let (rest, (year, month, day)) = (year, two, two).parse(input)?;
    match valid(year, month, day) {
        Some(point) => Ok((rest, point)),
        None => fail(input),
    }
}

/// `three-fields = field mark field mark ( field / 2DIGIT )`, the same mark twice, or a space between digits,
/// as `14/03/2022`, `2019-sep-1`, `18 08 1978`
pub(super) fn three_fields<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let (rest, first) = field(cx, input)?;
    let (rest, between) = alt((mark, one_of(" "))).parse(rest)?;
    let again = between.to_string();
    let (rest, second) = field(cx, rest)?;
    let (rest, third) = preceded(tag(again.as_str()), |input| field(cx, input)).parse(rest)?;
    boundary(rest)?;
    use Field::{Name, Small, Year};
    let dated = match (first, second, third) {
        (Year(year), Small(month, 2), Small(day, 2)) if between == ' ' => valid(year, month, day),
        (Small(day, 2), Small(month, 2), Year(year)) if between == ' ' => ordered(cx, day, month, year),
        _ if between == ' ' => None,
        // ISO first; a few writers put the day before the month even after the year.
        (Year(year), Small(month, _), Small(day, _)) => valid(year, month, day).or_else(|| valid(year, day, month)),
        (Small(one, _), Small(other, _), Year(year)) => ordered(cx, one, other, year),
        // "1.2.10" is a heading; "15.05.99" is a day.
        (Small(one, _), Small(other, length), Small(short, 2)) if between != '.' || length == 2 => {
            ordered(cx, one, other, century(short))
        }
        (Year(year), Name(month), Small(day, _))
        | (Year(year), Small(day, _), Name(month))
        | (Small(day, _), Year(year), Name(month))
        | (Small(day, _), Name(month), Year(year))
        | (Name(month), Small(day, _), Year(year))
        | (Name(month), Year(year), Small(day, _)) => valid(year, month.into(), day),
        (Small(day, _), Name(month), Small(short, 2)) => valid(century(short), month.into(), day),
        _ => None,
    };
    match dated {
        Some(point) => Ok((rest, point.numeric())),
        None => fail(input),
    }
}

/// `weekday-and-fields = weekday three-fields`, as `Friday 2018-7-6`
pub(super) fn weekday_and_fields<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    preceded(|input| weekday(cx, input), |input| three_fields(cx, article(cx, input))).parse(input)
}

/// `compact = 8DIGIT`, year, month and day, as `20161016` (ISO 8601)
pub(super) fn compact(input: &str) -> IResult<&str, Point> {
    let (rest, all) = take_while_m_n(8, 8, is_digit)(input)?;
    boundary(rest)?;
    let part = |from: usize, to: usize| all.get(from..to).and_then(|part| part.parse().ok());
    let dated = match (part(0, 4), part(4, 6), part(6, 8)) {
        (Some(year), Some(month), Some(day)) if NUMERIC_YEARS.contains(&year) => valid(year, month, day),
        _ => None,
    };
    match dated {
        Some(point) => Ok((rest, point.numeric())),
        None => fail(input),
    }
}

/// `day-month-comma-year = day-and-month "," [space] year`, as `12/08,2015`
pub(super) fn day_month_comma_year<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let (rest, (one, other)) = pair(input)?;
    let (after, ()) = gap(rest)?;
    if !rest.starts_with(',') {
        return fail(input);
    }
    let (rest, year) = year(after)?;
    match ordered(cx, one, other, year) {
        Some(point) => Ok((rest, point.numeric())),
        None => fail(input),
    }
}

/// `day-and-month = 1*2DIGIT mark 1*2DIGIT`, the beginning of a period whose year stands at its end, as `1/10` in `1/10-2/11/2017`
pub(super) fn day_and_month<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let (rest, (one, other)) = pair(input)?;
    match ordered(cx, one, other, 2000) {
        Some(point) => Ok((rest, Point { year: None, ..point }.numeric())),
        None => fail(input),
    }
}

fn pair(input: &str) -> IResult<&str, (i16, i16)> {
    let (rest, (one, _, other)) = (|input| digits(1, 2, input), mark, |input| digits(1, 2, input)).parse(input)?;
    Ok((rest, (one, other)))
}

/// `month-and-year = 1*2DIGIT between year / year between 1*2DIGIT`, where `between = [space] ( "-" / "/" ) [space] / "."`,
/// as `11-2016`, `2015/3`
pub(super) fn month_and_year<'t>(cx: &Context<'_>, input: &'t str) -> IResult<&'t str, Point> {
    let spaced = |input: &'t str| (spaces, one_of("-/"), spaces).parse(input).map(|(rest, (_, mark, _))| (rest, mark));
    let mut between = alt((one_of("."), spaced));
    let (rest, first) = digits(1, 4, input)?;
    let (rest, mark) = between.parse(rest)?;
    let (rest, second) = digits(1, 4, rest)?;
    boundary(rest)?;
    let (year, month) = if NUMERIC_YEARS.contains(&first) { (first, second) } else { (second, first) };
    if !NUMERIC_YEARS.contains(&year) || !(1..=12).contains(&month) {
        return fail(input);
    }
    // "2015.3 km" is a number if decimals follow a full stop.
    if mark == '.' && cx.lexicon.numbers.decimal == '.' && is_counted(cx, rest) {
        return fail(input);
    }
    let month = month as i8;
    Ok((rest, Point::new(Some(year), At::Months(month, month)).numeric()))
}

/// Returns the day of two numbers, in the orders that the language uses; if none of them gives a day, in the other order.
fn ordered(cx: &Context<'_>, one: i16, other: i16, year: i16) -> Option<Point> {
    let by = |order: &Order| match order {
        Order::DayMonth => valid(year, other, one),
        Order::MonthDay => valid(year, one, other),
    };
    let mut readings = cx.lexicon.dates.orders.iter().filter_map(by);
    let Some(first) = readings.next() else {
        return valid(year, other, one).or_else(|| valid(year, one, other));
    };
    let is_ambiguous = readings.any(|other| other.at != first.at);
    Some(Point { marks: DateMarks { is_ambiguous, ..first.marks }, ..first })
}

fn valid(year: i16, month: i16, day: i16) -> Option<Point> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    PartialDate::new(year, Some(month), Some(day)).map(|_| Point::new(Some(year), At::Day(month, day)))
}
